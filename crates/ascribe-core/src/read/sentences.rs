//! Where sentences end.
//!
//! A sentence ends after a full stop, question mark, exclamation mark or ellipsis with the quotation marks and brackets
//! that close behind it, unless the next word goes on in lower case (*"Why?" he asked*). An abbreviation (*U.S.*, *Inc.*,
//! *a.m.*) ends one only before a word that usually opens a sentence; a title (*Gov.*) never does. A number with a full
//! stop that opens a paragraph counts a list. Deliberately missed: sentences joined by a semicolon, a sentence that
//! starts with a name after *U.S.*.

use std::ops::Range;

use crate::document::{Token, TokenIndex, TokenKind};
use crate::english::English;
use crate::english::abbreviations::Abbreviation;

/// Appends to `ends` the end of each sentence of the paragraph with these tokens.
pub(super) fn ends(
    english: &English,
    text: &str,
    tokens: &[Token],
    paragraph: Range<TokenIndex>,
    ends: &mut Vec<TokenIndex>,
) {
    let splitter = Splitter {
        english,
        text,
        tokens,
        paragraph,
    };
    let mut start = splitter.paragraph.start;
    let mut at = start;
    while at < splitter.paragraph.end {
        at += 1;
        let Some(mark) = splitter.mark(at - 1) else {
            continue;
        };
        let closed = splitter.closers(at);
        if splitter.is_end(mark, start, at - 1, closed) {
            ends.push(closed);
            start = closed;
        }
        at = closed;
    }
    if start < splitter.paragraph.end {
        ends.push(splitter.paragraph.end);
    }
}

/// What may end a sentence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    FullStop,
    Question,
    Ellipsis,
    Abbreviation,
}

struct Splitter<'a> {
    english: &'a English,
    text: &'a str,
    tokens: &'a [Token],
    paragraph: Range<TokenIndex>,
}

impl Splitter<'_> {
    fn word(&self, token: TokenIndex) -> &str {
        &self.text[self.tokens[token].span.range()]
    }

    /// Whether white space stands before `token`.
    fn spaced(&self, token: TokenIndex) -> bool {
        token == 0 || self.tokens[token - 1].span.end() < self.tokens[token].span.start()
    }

    fn mark(&self, token: TokenIndex) -> Option<Mark> {
        let span = self.tokens[token].span;
        let last = self.text.as_bytes()[span.end() - 1];
        if last < 128 && !matches!(last, b'.' | b'?' | b'!') {
            return None;
        }
        let word = self.word(token);
        match self.tokens[token].kind {
            TokenKind::Word => (last == b'.').then_some(Mark::Abbreviation),
            TokenKind::Punctuation => match word.chars().next_back() {
                Some('.') if word.len() == 1 => Some(Mark::FullStop),
                Some('.' | '…') => Some(Mark::Ellipsis),
                Some('?' | '!' | '‼' | '⁇' | '⁈' | '⁉') => Some(Mark::Question),
                Some('。') => Some(Mark::FullStop),
                _ => None,
            },
            _ => None,
        }
    }

    /// The first token from `token` that does not close what the sentence opened.
    fn closers(&self, token: TokenIndex) -> TokenIndex {
        let mut end = token;
        while end < self.paragraph.end && !self.spaced(end) {
            let closes = match self.word(end) {
                ")" | "]" | "}" | "\"" | "'" | "''" | "”" | "’" | "»" => true,
                _ => self.mark(end).is_some() && self.tokens[end].kind == TokenKind::Punctuation,
            };
            if !closes {
                break;
            }
            end += 1;
        }
        end
    }

    /// Whether a sentence from `start` ends with the mark at `mark_at` and what closes up to `end`.
    fn is_end(&self, mark: Mark, start: TokenIndex, mark_at: TokenIndex, end: TokenIndex) -> bool {
        if end >= self.paragraph.end {
            return true;
        }
        let (next, opened) = self.next_word(end);
        let Some(next) = next else { return true };
        let word = self.word(next);
        let first = word.chars().next().unwrap_or(' ');
        let lower = first.is_lowercase() && !word.chars().skip(1).take(3).any(char::is_uppercase);
        let quoted = end > mark_at + 1;
        match mark {
            Mark::FullStop if mark_at == start + 1 && self.tokens[start].kind == TokenKind::Number => false,
            Mark::FullStop => (self.spaced(end) || first.is_uppercase()) && (!lower || opened),
            Mark::Question => self.spaced(end) && (!lower || opened && !quoted),
            Mark::Ellipsis => self.spaced(end) && !lower && !first.is_numeric(),
            Mark::Abbreviation => self.abbreviation_ends(mark_at, word) || quoted && first.is_uppercase(),
        }
    }

    /// The first token from `token` that is no opening quotation mark or bracket, and whether there was one.
    fn next_word(&self, token: TokenIndex) -> (Option<TokenIndex>, bool) {
        let mut next = token;
        while next < self.paragraph.end {
            if !matches!(
                self.word(next),
                "\"" | "'" | "``" | "`" | "“" | "‘" | "«" | "(" | "[" | "{"
            ) {
                return (Some(next), next > token);
            }
            next += 1;
        }
        (None, next > token)
    }

    fn abbreviation_ends(&self, abbreviation: TokenIndex, next: &str) -> bool {
        let word = self.word(abbreviation).trim_end_matches('.');
        let group = self.english.abbreviations.group(word);
        !matches!(
            group,
            Some(Abbreviation::Title | Abbreviation::Date | Abbreviation::Number)
        ) && next.starts_with(char::is_uppercase)
            && self.english.abbreviations.opens_sentence(next)
    }
}
