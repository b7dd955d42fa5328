//! A block of text to tokens.
//!
//! Cut as the Penn Treebank cuts, but hyphenated words, abbreviations with their full stop (*U.S.*, *a.m.*, *Gov.*),
//! numbers (*3,000*, *4.5*, *10:30*), addresses (*https://…*, *name@host*, *@name*) and runs of a mark (*...*, *--*) stay
//! in one piece; currency signs and *%* stand alone. A word that misses the space after its full stop (*end.The*) is cut.
//! Deliberately missed: words broken by a hyphen at the end of a line, fractions with spaces (*2 1/2*).

mod stops;

use std::ops::Range;

use super::characters::Class::{Digit, Extend, Format, Letter, Punctuation, Space, Symbol};
use super::characters::{alphanumeric_at, char_at, class_at, is_apostrophe};
use super::contractions;
use crate::document::{Token, TokenKind};
use crate::english::English;
use crate::span::Span;

/// Appends the tokens of `block`, a range of bytes of `text`, to `tokens`.
pub(super) fn cut(english: &English, text: &str, block: Range<usize>, tokens: &mut Vec<Token>) {
    let text = &text[..block.end];
    let mut cutter = Cutter {
        english,
        text,
        tokens,
    };
    let mut at = block.start;
    while at < text.len() {
        let (class, length) = class_at(text, at);
        at = match class {
            Space | Format => at + length,
            Letter | Digit => cutter.word(at),
            Extend => cutter.extend(at, at + length),
            Punctuation => cutter.punctuation(at, length),
            Symbol => cutter.symbol(at, length),
        };
    }
}

/// The text up to the end of the block, and the tokens so far.
struct Cutter<'a> {
    english: &'a English,
    text: &'a str,
    tokens: &'a mut Vec<Token>,
}

/// What has been seen of a word while it is scanned.
#[derive(Default)]
struct Seen {
    /// It has a letter.
    letter: bool,
    /// Where its last part between full stops starts.
    part: usize,
    /// Where its last part between full stops, hyphens or apostrophes starts.
    piece: usize,
    /// It has a full stop between letters.
    dotted: bool,
    /// Length of its longest part between full stops.
    longest: usize,
    /// Where its last apostrophe stands.
    apostrophe: Option<usize>,
    /// It is an address with *@*.
    address: bool,
}

impl Cutter<'_> {
    fn byte(&self, at: usize) -> u8 {
        self.text.as_bytes().get(at).copied().unwrap_or(b' ')
    }

    fn push(&mut self, start: usize, end: usize, kind: TokenKind) -> usize {
        let span = Span::new(start, end);
        self.tokens.push(Token { span, kind });
        end
    }

    /// Where the token before ends, if nothing stands between it and `at`.
    fn touches(&self, at: usize) -> bool {
        self.tokens.last().is_some_and(|token| token.span.end() == at)
    }

    /// A combining mark: part of the token before.
    fn extend(&mut self, start: usize, end: usize) -> usize {
        match self.tokens.last_mut() {
            Some(token) if token.span.end() == start => token.span = Span::new(token.span.start(), end),
            _ => return self.push(start, end, TokenKind::Symbol),
        }
        end
    }

    /// A word or number from `start`.
    fn word(&mut self, start: usize) -> usize {
        if let Some(end) = self.address(start) {
            return self.push(start, end, TokenKind::Word);
        }
        let mut seen = Seen {
            part: start,
            piece: start,
            ..Seen::default()
        };
        // A letter that joins nothing, such as a loose U+02BC, is a word of its own.
        let least = start + char_at(self.text, start).map_or(1, char::len_utf8);
        let mut end = self.scan(start, &mut seen).max(least);
        if self.byte(end) == b'$' && self.is_dollar_prefix(start, end) {
            return self.push(start, end + 1, TokenKind::Symbol);
        }
        if self.byte(end) == b'.' && self.byte(end + 1) != b'.' && self.owns_full_stop(start, end, &seen) {
            end += 1;
            // *U.S.-led*, *Lt.-Gov.*: the word goes on behind its full stop.
            if self.byte(end) == b'-' && alphanumeric_at(self.text, end + 1) {
                seen = Seen {
                    part: end + 1,
                    piece: end + 1,
                    letter: true,
                    ..Seen::default()
                };
                end = self.scan(end + 1, &mut seen);
            }
            // *U.S.'s*: its clitic is found as a token of its own.
            return self.push(start, end, TokenKind::Word);
        }
        // U+02BC, an apostrophe in a word, is a letter where it stands alone.
        let is_number = !seen.letter && self.text[start..end].contains(char::is_numeric);
        let kind = if is_number {
            TokenKind::Number
        } else {
            TokenKind::Word
        };
        let word = &self.text.as_bytes()[start..end];
        let cut = match seen.apostrophe {
            Some(apostrophe) if !seen.address => {
                let length = char_at(self.text, apostrophe).map_or(1, char::len_utf8);
                contractions::clitic(word, apostrophe - start, length)
            }
            _ => contractions::joined(word),
        };
        match cut {
            Some(cut) if cut > 0 => {
                let kind = if seen.apostrophe == Some(start + cut) && !self.has_letter(start, start + cut) {
                    TokenKind::Number
                } else {
                    kind
                };
                self.push(start, start + cut, kind);
                self.push(start + cut, end, TokenKind::Word)
            }
            _ => self.push(start, end, kind),
        }
    }

    fn has_letter(&self, start: usize, end: usize) -> bool {
        self.text.as_bytes()[start..end]
            .iter()
            .any(|byte| byte.is_ascii_alphabetic() || *byte >= 128)
    }

    /// Goes over letters, digits and the marks that join them; gives the end of the word.
    fn scan(&self, start: usize, seen: &mut Seen) -> usize {
        let bytes = self.text.as_bytes();
        let mut at = start;
        while let Some(&byte) = bytes.get(at) {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' => {
                    seen.letter = true;
                    at += 1;
                }
                b'0'..=b'9' => at += 1,
                b'.' if at > start && self.joins_full_stop(at, seen) => {
                    seen.longest = seen.longest.max(at - seen.part);
                    at += 1;
                    seen.part = at;
                    seen.piece = at;
                }
                b',' if self.joins_comma(seen.piece, at) => at += 1,
                // A backtick is typed for an apostrophe: *don`t*.
                b'\'' | b'`' if at > start && self.joins_apostrophe(at, 1) => {
                    seen.apostrophe = Some(at);
                    at += 1;
                    seen.piece = at;
                }
                b'-' | b'_' | b'&' | b'@' | b'*' if alphanumeric_at(self.text, at + 1) => {
                    seen.address |= byte == b'@';
                    at += 1;
                    seen.piece = at;
                }
                b'/' | b':'
                    if at > start && bytes[at - 1].is_ascii_digit() && self.byte(at + 1).is_ascii_digit() =>
                {
                    at += 1;
                }
                // *f****: letters struck out.
                b'*' | b'_' if at > start && self.byte(at + 1) == byte => at += 1,
                128.. => match self.joins_other(at) {
                    Some((length, apostrophe)) => {
                        seen.letter |= apostrophe || class_at(self.text, at).0 == Letter;
                        at += length;
                        if apostrophe {
                            seen.apostrophe = Some(at - length);
                            seen.piece = at;
                        }
                    }
                    None => break,
                },
                _ => break,
            }
        }
        seen.longest = seen.longest.max(at - seen.part);
        at
    }

    /// Whether the comma at `at` stands between groups of digits, the first of which started at `piece`: *3,000*.
    fn joins_comma(&self, piece: usize, at: usize) -> bool {
        let bytes = self.text.as_bytes();
        let group = bytes[piece..at]
            .iter()
            .rev()
            .take(4)
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        (1..=3).contains(&group) && (1..=2).all(|ahead| self.byte(at + ahead).is_ascii_digit())
    }

    /// Whether the apostrophe at `at` is inside a word: a letter follows.
    fn joins_apostrophe(&self, at: usize, length: usize) -> bool {
        let next = at + length;
        next < self.text.len() && class_at(self.text, next).0 == Letter
    }

    /// The length of the character at `at`, which is not ASCII, if the word goes on with it; and whether it is an
    /// apostrophe.
    fn joins_other(&self, at: usize) -> Option<(usize, bool)> {
        let character = char_at(self.text, at)?;
        let length = character.len_utf8();
        if is_apostrophe(character) {
            return self.joins_apostrophe(at, length).then_some((length, true));
        }
        match class_at(self.text, at).0 {
            Letter | Digit | Extend => Some((length, false)),
            Format => {
                let mut end = at + length;
                while end < self.text.len() {
                    let (class, length) = class_at(self.text, end);
                    match class {
                        Format => end += length,
                        Letter | Digit | Extend => return Some((end - at, false)),
                        _ => break,
                    }
                }
                None
            }
            _ => (matches!(character, '\u{2010}' | '\u{2011}') && alphanumeric_at(self.text, at + length))
                .then_some((length, false)),
        }
    }

    /// *US$*, *A$*, *HK$* before a number.
    fn is_dollar_prefix(&self, start: usize, end: usize) -> bool {
        end - start <= 3
            && self.text.as_bytes()[start..end]
                .iter()
                .all(u8::is_ascii_uppercase)
            && self.byte(end + 1).is_ascii_digit()
    }

    /// The first character from `at` that is not a space, looking over a few only.
    fn next_visible(&self, at: usize) -> Option<char> {
        self.text[at..]
            .chars()
            .take(4)
            .find(|character| !character.is_whitespace())
    }

    /// The end of the web address that starts at `start`.
    fn address(&self, start: usize) -> Option<usize> {
        let bytes = &self.text.as_bytes()[start..];
        if !matches!(bytes[0], b'h' | b'H' | b'w' | b'W') {
            return None;
        }
        [&b"http://"[..], b"https://", b"www."].iter().find(|prefix| {
            bytes.len() > prefix.len() && bytes[..prefix.len()].eq_ignore_ascii_case(prefix)
        })?;
        let length = bytes
            .iter()
            .position(|&byte| byte <= b' ' || matches!(byte, b'<' | b'>' | b'"' | b'|' | 0x7F..))
            .unwrap_or(bytes.len());
        let trailing = bytes[..length]
            .iter()
            .rev()
            .take_while(|byte| {
                matches!(
                    byte,
                    b'.' | b',' | b';' | b':' | b'!' | b'?' | b'\'' | b')' | b']' | b'}'
                )
            })
            .count();
        let end = length - trailing;
        (end > 4).then_some(start + end)
    }

    /// A mark or a run of one.
    fn punctuation(&mut self, start: usize, length: usize) -> usize {
        let byte = self.byte(start);
        let end = match byte {
            b'\'' => return self.apostrophe(start, 1),
            b'-' | b'.' if self.byte(start + 1).is_ascii_digit() && !self.touches(start) => {
                let mut seen = Seen {
                    part: start + 1,
                    piece: start + 1,
                    ..Seen::default()
                };
                let end = self.scan(start + 1, &mut seen);
                let kind = if seen.letter {
                    TokenKind::Word
                } else {
                    TokenKind::Number
                };
                return self.push(start, end, kind);
            }
            b'.' if self.spaced_ellipsis(start) => start + 5,
            b'.' | b'-' => self.run(start, |next| next == byte),
            b'!' | b'?' => self.run(start, |next| matches!(next, b'!' | b'?')),
            128.. if self.text[start..].starts_with('’') => return self.apostrophe(start, length),
            _ => start + length,
        };
        self.push(start, end, TokenKind::Punctuation)
    }

    fn run(&self, start: usize, same: impl Fn(u8) -> bool) -> usize {
        let bytes = &self.text.as_bytes()[start..];
        start + bytes.iter().position(|&byte| !same(byte)).unwrap_or(bytes.len())
    }

    /// *. . .*, an ellipsis as old typesetting spaces it.
    fn spaced_ellipsis(&self, start: usize) -> bool {
        self.text.as_bytes()[start..].starts_with(b". . .")
    }

    /// An apostrophe that no word joins: a clitic after a mark (*"Mail"'s*), a cut number (*'90s*), or a quotation mark.
    fn apostrophe(&mut self, start: usize, length: usize) -> usize {
        let after = start + length;
        let bytes = &self.text.as_bytes()[after..];
        if length == 1 && bytes.first() == Some(&b'\'') {
            return self.push(start, after + 1, TokenKind::Punctuation);
        }
        let letters = bytes
            .iter()
            .take(3)
            .take_while(|byte| byte.is_ascii_alphabetic())
            .count();
        if self.touches(start)
            && contractions::is_clitic(&bytes[..letters])
            && !alphanumeric_at(self.text, after + letters)
        {
            return self.push(start, after + letters, TokenKind::Word);
        }
        let digits = bytes
            .iter()
            .take(3)
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        if digits == 2 && !self.touches(start) {
            let plural = usize::from(bytes.get(2) == Some(&b's'));
            if !alphanumeric_at(self.text, after + digits + plural) {
                let kind = if plural == 1 {
                    TokenKind::Word
                } else {
                    TokenKind::Number
                };
                return self.push(start, after + digits + plural, kind);
            }
        }
        self.push(start, after, TokenKind::Punctuation)
    }

    /// A currency sign, an emoji with what is joined to it, *@name*, *#tag*, a backtick.
    fn symbol(&mut self, start: usize, length: usize) -> usize {
        let byte = self.byte(start);
        let next = self.byte(start + 1);
        if byte == b'@' && (next.is_ascii_alphanumeric() || next == b'_')
            || byte == b'#' && next.is_ascii_alphabetic()
        {
            let end = self.text.as_bytes()[start + 1..]
                .iter()
                .position(|byte| !byte.is_ascii_alphanumeric() && *byte != b'_')
                .map_or(self.text.len(), |length| start + 1 + length);
            return self.push(start, end, TokenKind::Word);
        }
        if byte == b'`' {
            return self.push(
                start,
                start + 1 + usize::from(next == b'`'),
                TokenKind::Punctuation,
            );
        }
        if matches!(byte, b'*' | b'_' | b'=' | b'~' | b'#') {
            let end = self.run(start, |next| next == byte);
            return self.push(start, end, TokenKind::Symbol);
        }
        let mut end = start + length;
        while byte >= 128 && end < self.text.len() {
            let (class, length) = class_at(self.text, end);
            let joiner = self.text[end..].starts_with('\u{200D}');
            match class {
                Extend => end += length,
                Format
                    if joiner
                        && end + length < self.text.len()
                        && class_at(self.text, end + length).0 == Symbol =>
                {
                    end += length;
                    end += class_at(self.text, end).1;
                }
                _ => break,
            }
        }
        self.push(start, end, TokenKind::Symbol)
    }
}
