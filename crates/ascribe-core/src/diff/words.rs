//! The words of a revision as a comparison sees them: typography and punctuation are gone, whoever wrote them stays.
//!
//! *“We left”* and *"we left"* have the same words; *3,000* and *3000* too. A question mark is a word, for it turns a
//! statement into something else; all other punctuation is none. Datelines and bylines have no words.

use std::ops::Range;

use crate::claims::ClaimIndex;
use crate::document::{TokenIndex, TokenKind};
use crate::english::English;
use crate::english::model::mix;
use crate::english::words::key;
use crate::revision::Revision;
use crate::signs::hedges::{self, HedgeCue};
use crate::vocabulary::Place;

/// A token that counts in comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// The same for the same word in every typography and case.
    pub(super) key: u64,
    /// Where it stands.
    pub(super) token: TokenIndex,
    /// Whether it stands in double quotation marks.
    pub(super) quoted: bool,
    /// Whether it is a word of grammar.
    pub(super) function: bool,
}

/// A revision with its words.
pub(super) struct Text<'a> {
    pub(super) english: &'a English,
    pub(super) revision: &'a Revision,
    /// In text order.
    pub(super) words: Vec<Word>,
    /// The sentences that have words, in text order.
    pub(super) sentences: Vec<Sentence>,
    /// In text order.
    pub(super) hedges: Vec<HedgeCue>,
    /// By token: the attribution whose source it belongs to.
    pub(super) sources: Vec<Option<u32>>,
    /// By token: the attribution whose cue it belongs to.
    pub(super) cues: Vec<Option<u32>>,
}

/// A sentence that takes part in the comparison.
pub(super) struct Sentence {
    /// Its number in the document.
    pub(super) number: usize,
    /// Its words.
    pub(super) words: Range<usize>,
    /// The same for sentences that differ in nothing but typography.
    pub(super) key: u64,
    /// The claims that begin in it.
    pub(super) claims: Vec<ClaimIndex>,
}

impl<'a> Text<'a> {
    pub(super) fn of(english: &'a English, revision: &'a Revision) -> Self {
        let document = &revision.document;
        let quoted = quoted(revision);
        let mut words = Vec::with_capacity(document.tokens().len());
        let mut sentences = Vec::new();
        let mut of_number = vec![None; document.sentences().len()];
        for (number, sentence) in document.sentences().iter().enumerate() {
            let place = document.paragraphs()[sentence.paragraph].place;
            if matches!(place, Place::Byline | Place::Dateline) {
                continue;
            }
            let start = words.len();
            let mut whole = 0;
            for token in sentence.tokens.clone() {
                let text = document.word(token);
                if counts(document.tokens()[token].kind, text) {
                    let key = plain_key(text);
                    whole = mix(whole, key);
                    words.push(Word {
                        key,
                        token,
                        quoted: quoted[token],
                        function: english.changes.function.contains(text),
                    });
                } else if is_double_mark(text) {
                    whole = mix(whole, 1);
                }
            }
            if words.len() > start {
                of_number[number] = Some(sentences.len());
                sentences.push(Sentence {
                    number,
                    words: start..words.len(),
                    key: whole,
                    claims: Vec::new(),
                });
            }
        }
        for (claim, found) in revision.claims.iter().enumerate() {
            if let Some(sentence) = of_number.get(found.sentence).copied().flatten() {
                sentences[sentence].claims.push(claim);
            }
        }
        let mut sources = vec![None; document.tokens().len()];
        let mut cues = sources.clone();
        for (number, attribution) in revision.attributions.iter().enumerate() {
            let number = Some(number as u32);
            for span in attribution.source.iter().flat_map(|source| &source.spans) {
                sources[document.tokens_in(*span)].fill(number);
            }
            cues[document.tokens_in(attribution.cue.span)].fill(number);
        }
        Self {
            english,
            revision,
            words,
            sentences,
            hedges: hedges::find(english, document, &revision.grammar),
            sources,
            cues,
        }
    }

    /// Whether a sentence, by its number among these, is the headline.
    pub(super) fn is_headline(&self, sentence: usize) -> bool {
        let document = &self.revision.document;
        let number = self.sentences[sentence].number;
        document.paragraphs()[document.sentences()[number].paragraph].place == Place::Headline
    }

    /// The text of a word.
    pub(super) fn word(&self, word: &Word) -> &'a str {
        self.revision.document.word(word.token)
    }
}

/// Whether a token counts in comparison.
fn counts(kind: TokenKind, text: &str) -> bool {
    match kind {
        TokenKind::Word | TokenKind::Number | TokenKind::Symbol => true,
        TokenKind::Punctuation => text.contains('?'),
    }
}

/// The key of a word; digits are not parted by commas.
fn plain_key(text: &str) -> u64 {
    if text.as_bytes()[0].is_ascii_digit() && text.contains(',') {
        return key(&text.replace(',', ""));
    }
    if text.is_ascii() || text.contains(['’', '‘']) {
        key(text)
    } else {
        key(&text.to_lowercase())
    }
}

/// Single marks are left out: they cannot be told from apostrophes once a text is typed with straight ones.
fn is_double_mark(text: &str) -> bool {
    matches!(text, "“" | "”" | "\"" | "``" | "''" | "„" | "«" | "»")
}

/// For each token whether it stands inside double quotation marks; a mark that is not closed runs to the paragraph's end.
fn quoted(revision: &Revision) -> Vec<bool> {
    let document = &revision.document;
    let mut quoted = vec![false; document.tokens().len()];
    for paragraph in document.paragraphs() {
        let mut open = false;
        for token in paragraph.tokens.clone() {
            match document.word(token) {
                "“" | "``" | "„" | "«" => open = true,
                "”" | "''" | "»" => open = false,
                "\"" => open = !open,
                _ => quoted[token] = open,
            }
        }
    }
    quoted
}
