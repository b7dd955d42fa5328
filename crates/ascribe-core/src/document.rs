//! A text and its cuts: paragraphs with their place, sentences, tokens.

use std::ops::{Index, Range};

use crate::english::English;
use crate::english::words::key;
use crate::form::Form;
use crate::span::Span;
use crate::tag::Tag;
use crate::vocabulary::Place;

/// Number of a token in its document.
pub type TokenIndex = usize;

/// An article's text, never rewritten, with the lists of what it is made of.
///
/// Paragraphs, sentences and tokens are in text order and do not overlap; every sentence lies in one paragraph, every
/// token in one sentence, and only white space (and control or formatting characters) stands between tokens.
#[derive(Clone, Debug, Default)]
pub struct Document {
    pub(crate) text: String,
    pub(crate) paragraphs: Vec<Paragraph>,
    pub(crate) sentences: Vec<Sentence>,
    pub(crate) tokens: Vec<Token>,
    /// The spelling of each token.
    pub(crate) forms: Vec<Form>,
    /// Sentence of each token.
    pub(crate) sentence_of: Vec<u32>,
}

/// A line or block of the article with one place: a headline, a paragraph of the body, a byline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// From its first to its last token.
    pub span: Span,
    /// What part of the article it is.
    pub place: Place,
    /// Its sentences, as numbers in [`Document::sentences`].
    pub sentences: Range<usize>,
    /// Its tokens, as numbers in [`Document::tokens`].
    pub tokens: Range<TokenIndex>,
}

/// A sentence, or a heading, byline or caption that has none of a sentence's punctuation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// From its first to its last token.
    pub span: Span,
    /// Its paragraph, as number in [`Document::paragraphs`].
    pub paragraph: usize,
    /// Its tokens, as numbers in [`Document::tokens`].
    pub tokens: Range<TokenIndex>,
}

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Has a letter: *minister*, *12-day*, *U.S.*, *n't*, *'s*.
    Word,
    /// Digits with their separators: *3,000*, *2024*, *4.5*.
    Number,
    /// A punctuation mark or a run of one (*...*, *--*).
    Punctuation,
    /// Anything else: *€*, *%*, an emoji.
    Symbol,
}

/// A word, number, mark or symbol, cut as the Penn Treebank cuts (*did|n't*, *office|'s*, *can|not*), but with hyphenated
/// words, abbreviations and numbers in one piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
}

impl Document {
    /// The text as it was given.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// All paragraphs, in text order.
    pub fn paragraphs(&self) -> &[Paragraph] {
        &self.paragraphs
    }

    /// All sentences, in text order.
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// All tokens, in text order.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The slice that `span` covers.
    pub fn slice(&self, span: Span) -> &str {
        self.text.as_str().index(span)
    }

    /// The text of a token.
    pub fn word(&self, token: TokenIndex) -> &str {
        self.slice(self.tokens[token].span)
    }

    /// The hashes of a token's spelling.
    pub fn form(&self, token: TokenIndex) -> &Form {
        &self.forms[token]
    }

    /// The key of a token in tables of words, without the full stop of an abbreviation.
    pub fn bare_key(&self, token: TokenIndex) -> u64 {
        match self.word(token).strip_suffix('.') {
            Some(bare) => key(bare),
            None => self.forms[token].key,
        }
    }

    /// The key of a token's lemma, the token being a `tag`.
    pub fn lemma_key(&self, english: &English, token: TokenIndex, tag: Tag) -> u64 {
        english.lemmas.key(self.word(token), self.forms[token].key, tag)
    }

    /// The hashes of every token's spelling.
    pub fn forms(&self) -> &[Form] {
        &self.forms
    }

    /// The number of the sentence that `token` stands in.
    pub fn sentence_of(&self, token: TokenIndex) -> usize {
        self.sentence_of[token] as usize
    }

    /// The number of the paragraph that `token` stands in.
    pub fn paragraph_of(&self, token: TokenIndex) -> usize {
        self.sentences[self.sentence_of(token)].paragraph
    }

    /// The span from the first to the last of `tokens`.
    ///
    /// # Panics
    /// If `tokens` is empty or out of bounds.
    pub fn span_of(&self, tokens: Range<TokenIndex>) -> Span {
        self.tokens[tokens.start]
            .span
            .cover(self.tokens[tokens.end - 1].span)
    }

    /// The tokens that share a byte with `span`.
    pub fn tokens_in(&self, span: Span) -> Range<TokenIndex> {
        let first = self
            .tokens
            .partition_point(|token| token.span.end() <= span.start());
        let end = self
            .tokens
            .partition_point(|token| token.span.start() < span.end());
        first..end.max(first)
    }
}
