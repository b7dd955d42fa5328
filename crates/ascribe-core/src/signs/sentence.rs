//! One sentence, looked at by position: outside of it there are no words.

use std::ops::Range;

use crate::document::{Document, TokenIndex, TokenKind};
use crate::form::Form;
use crate::grammar::Grammar;
use crate::grammar::tag::Tag;
use crate::span::Span;

/// A sentence with its grammar.
#[derive(Clone)]
pub(super) struct Sentence<'a> {
    pub(super) document: &'a Document,
    pub(super) grammar: &'a Grammar,
    pub(super) tokens: Range<TokenIndex>,
}

impl<'a> Sentence<'a> {
    /// The word at `at`, empty outside of the sentence.
    pub(super) fn word(&self, at: TokenIndex) -> &'a str {
        if self.tokens.contains(&at) {
            self.document.word(at)
        } else {
            ""
        }
    }

    /// Whether `at` is `word`, whatever its case.
    pub(super) fn is(&self, at: TokenIndex, word: &str) -> bool {
        self.word(at).eq_ignore_ascii_case(word)
    }

    /// Whether `at` is one of `words`.
    pub(super) fn is_any(&self, at: TokenIndex, words: &[&str]) -> bool {
        let own = self.word(at);
        words.iter().any(|word| own.eq_ignore_ascii_case(word))
    }

    /// The spelling of the word at `at`, that of no word outside of the sentence.
    pub(super) fn form(&self, at: TokenIndex) -> Form {
        if self.tokens.contains(&at) {
            *self.document.form(at)
        } else {
            Form::default()
        }
    }

    /// The key of the word at `at` without the full stop of an abbreviation.
    pub(super) fn bare_key(&self, at: TokenIndex) -> u64 {
        if self.tokens.contains(&at) {
            self.document.bare_key(at)
        } else {
            0
        }
    }

    pub(super) fn tag(&self, at: TokenIndex) -> Option<Tag> {
        self.tokens.contains(&at).then(|| self.grammar.tag(at))
    }

    pub(super) fn is_noun(&self, at: TokenIndex) -> bool {
        self.tag(at).is_some_and(Tag::is_noun)
    }

    pub(super) fn is_name(&self, at: TokenIndex) -> bool {
        self.tag(at).is_some_and(Tag::is_name)
    }

    pub(super) fn is_punctuation(&self, at: TokenIndex) -> bool {
        self.tokens.contains(&at) && self.document.tokens()[at].kind == TokenKind::Punctuation
    }

    /// What stands between `at` and the token behind it.
    pub(super) fn gap(&self, at: TokenIndex) -> &'a str {
        if !self.tokens.contains(&at) || !self.tokens.contains(&(at + 1)) {
            return "";
        }
        let tokens = self.document.tokens();
        let gap = Span::new(tokens[at].span.end(), tokens[at + 1].span.start());
        self.document.slice(gap)
    }

    /// Whether the token behind `at` follows without a space.
    pub(super) fn touches(&self, at: TokenIndex) -> bool {
        self.tokens.contains(&(at + 1)) && self.gap(at).is_empty()
    }

    pub(super) fn span(&self, tokens: Range<TokenIndex>) -> Span {
        self.document.span_of(tokens)
    }
}
