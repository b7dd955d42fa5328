//! Where sentences end.
//!
//! A sentence ends after a full stop, question mark, exclamation mark or ellipsis with the quotation marks and brackets
//! that close behind it, unless the next word goes on in lower case (*"Why?" he asked*). An abbreviation (*U.S.*, *Inc.*,
//! *a.m.*) ends one only before a word that usually opens a sentence; a title (*Gov.*) never does. A number with a full
//! stop that opens a paragraph counts a list. Deliberately missed: sentences joined by a semicolon, a sentence that
//! starts with a name after *U.S.*.
//!
//! No sentence has more than [`LONGEST`] tokens, so that whatever looks at all words of a sentence for each of its verbs takes time in
//! proportion to the text: *He said that he said that …* without an end.

use std::ops::Range;

use crate::document::{Token, TokenIndex, TokenKind};
use crate::english::English;
use crate::english::abbreviations::Abbreviation;

/// Where a sentence that goes on is cut, in tokens; the longest sentences of newspapers have some two hundred.
const LONGEST: usize = 400;

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
        if at - start >= LONGEST {
            ends.push(at);
            start = at;
        }
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
    Exclamation,
    Ellipsis,
    Abbreviation,
}

/// How a sentence might go on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    /// *he*, *and*: but not *iPhone*.
    LowerCase,
    /// *He*, *NATO*.
    Capital,
    /// A number, a mark, a symbol, a letter without case.
    Other,
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

    /// Whether white space stands before `token`, or would if `token` were not the first.
    fn spaced(&self, token: TokenIndex) -> bool {
        token <= self.paragraph.start || self.tokens[token - 1].span.end() < self.tokens[token].span.start()
    }

    fn mark(&self, token: TokenIndex) -> Option<Mark> {
        let Token { span, kind } = self.tokens[token];
        let last = self.text.as_bytes()[span.end() - 1];
        if last < 128 && !matches!(last, b'.' | b'?' | b'!') {
            return None;
        }
        match (kind, last) {
            (TokenKind::Word, b'.') => Some(Mark::Abbreviation),
            (TokenKind::Punctuation, b'.') if span.len() == 1 => Some(Mark::FullStop),
            (TokenKind::Punctuation, b'.') => Some(Mark::Ellipsis),
            (TokenKind::Punctuation, b'?') => Some(Mark::Question),
            (TokenKind::Punctuation, b'!') if self.word(token).contains('?') => Some(Mark::Question),
            (TokenKind::Punctuation, b'!') => Some(Mark::Exclamation),
            (TokenKind::Punctuation, _) => match self.word(token) {
                "…" => Some(Mark::Ellipsis),
                "。" | "．" => Some(Mark::FullStop),
                "‽" | "⁇" | "⁈" | "？" => Some(Mark::Question),
                "‼" | "⁉" | "！" => Some(Mark::Exclamation),
                _ => None,
            },
            _ => None,
        }
    }

    /// The first token from `token` that does not close what the sentence opened, nor belongs to a number of a note.
    fn closers(&self, token: TokenIndex) -> TokenIndex {
        let mut end = token;
        while end < self.paragraph.end {
            if self.is_note(end) {
                end += 3;
            } else if !self.spaced(end) && self.closes(end) {
                end += 1;
            } else {
                break;
            }
        }
        end
    }

    fn closes(&self, token: TokenIndex) -> bool {
        match self.word(token) {
            ")" | "]" | "}" | "\"" | "'" | "''" | "”" | "’" | "»" => true,
            // An opening mark that touches the word before it and not the one behind was meant to close.
            "“" | "``" => token + 1 == self.paragraph.end || self.spaced(token + 1),
            _ => self.tokens[token].kind == TokenKind::Punctuation && self.mark(token).is_some(),
        }
    }

    /// *[12]*, as encyclopedias number their notes.
    fn is_note(&self, token: TokenIndex) -> bool {
        token + 2 < self.paragraph.end
            && self.tokens[token + 1].kind == TokenKind::Number
            && self.word(token) == "["
            && self.word(token + 2) == "]"
    }

    /// Whether a sentence from `start` ends with the mark at `mark_at` and what closes up to `end`.
    fn is_end(&self, mark: Mark, start: TokenIndex, mark_at: TokenIndex, end: TokenIndex) -> bool {
        let Some((first, opened)) = self.next_word(end) else {
            return true;
        };
        let next = self.next(first);
        let closed = end > mark_at + 1;
        let spaced = self.spaced(end);
        let lower = next == Next::LowerCase;
        match mark {
            Mark::FullStop if self.numbers_a_list(start, mark_at) => false,
            Mark::FullStop if lower && !opened => spaced && !closed && self.is_long(mark_at),
            Mark::FullStop => spaced || next == Next::Capital,
            Mark::Question if lower && !opened => spaced && !closed,
            Mark::Exclamation if lower && !opened => {
                spaced && !closed && mark_at > start && self.next(mark_at - 1) == Next::LowerCase
            }
            Mark::Question | Mark::Exclamation => spaced && !(closed && self.is_attribution(end)),
            Mark::Ellipsis => {
                spaced && next == Next::Capital && mark_at > start && self.ellipsis_ends(mark_at, first)
            }
            Mark::Abbreviation => {
                // *Ramsey Foods Inc. (NYSE: RMF) said*: a bracket tells of what it stands behind.
                let is_aside = matches!(self.word(end), "(" | "[");
                spaced && next == Next::Capital && self.abbreviation_ends(mark_at, first, opened && !is_aside)
            }
        }
    }

    fn next(&self, token: TokenIndex) -> Next {
        let mut characters = self.word(token).chars();
        match characters.next() {
            Some(first) if first.is_lowercase() => {
                if characters.take(3).any(char::is_uppercase) {
                    Next::Capital
                } else {
                    Next::LowerCase
                }
            }
            Some(first) if first.is_uppercase() => Next::Capital,
            _ => Next::Other,
        }
    }

    /// The first token from `token` that opens no quotation or bracket, and whether there was one that does.
    fn next_word(&self, token: TokenIndex) -> Option<(TokenIndex, bool)> {
        let opens = |word| matches!(word, "\"" | "'" | "``" | "`" | "“" | "‘" | "«" | "(" | "[" | "{");
        (token..self.paragraph.end)
            .find(|&next| !opens(self.word(next)))
            .map(|next| (next, next > token))
    }

    /// *1.* at the beginning.
    fn numbers_a_list(&self, start: TokenIndex, mark_at: TokenIndex) -> bool {
        mark_at == start + 1
            && self.tokens[start].kind == TokenKind::Number
            && self.tokens[start].span.len() <= 3
    }

    /// Whether the word before the mark is no unknown abbreviation, which would be short.
    fn is_long(&self, mark_at: TokenIndex) -> bool {
        mark_at > self.paragraph.start && self.tokens[mark_at - 1].span.len() > 1
    }

    /// Whether an ellipsis ends a sentence when `next`, written large, follows it. With a space before it it stands for
    /// words left out: *the term … Islamic State*. The pronoun *I* is written large anyway: *I … I think*.
    fn ellipsis_ends(&self, ellipsis: TokenIndex, next: TokenIndex) -> bool {
        let word = self.word(next);
        word != "I" && (!self.spaced(ellipsis) || self.english.abbreviations.opens_sentence(word))
    }

    /// Whether a short name and a verb of saying stand at `token`: *“Why?” Mr. Roe asked.*
    fn is_attribution(&self, token: TokenIndex) -> bool {
        let end = self.paragraph.end.min(token + 6);
        for at in token..end {
            let word = self.word(at);
            if at > token
                && matches!(
                    word,
                    "said" | "says" | "asked" | "asks" | "wrote" | "added" | "tweeted" | "replied"
                )
            {
                return true;
            }
            let in_name =
                self.next(at) == Next::Capital || matches!(word, "the" | "of" | "de" | "van" | "von");
            let opens = at == token && self.english.abbreviations.opens_sentence(word) && word != "The";
            if !in_name || opens && !matches!(word, "He" | "She" | "They") {
                return false;
            }
        }
        false
    }

    /// Whether the abbreviation ends a sentence when `next`, written large, follows it.
    fn abbreviation_ends(&self, abbreviation: TokenIndex, next: TokenIndex, opened: bool) -> bool {
        use Abbreviation::{Date, Number, Title};
        let word = self.word(abbreviation).trim_end_matches('.');
        let piece = word.rsplit(['-', '.']).next().unwrap_or(word);
        if matches!(
            self.english.abbreviations.group(piece),
            Some(Title | Date | Number)
        ) && !word.contains('.')
        {
            return false;
        }
        let initial = word.len() == 1;
        self.english.abbreviations.opens_sentence(self.word(next)) || opened && !initial
    }
}
