//! Full stops inside words and behind them: *U.S.*, *4.5*, *example.com*, *Ada.Roe@example.org*, *Gov.*, *No. 10*.
//!
//! Counter-examples: *end.The* (a space is missing), *said.2*, a sentence's own stop.

use super::{Cutter, Seen};
use crate::english::abbreviations::Abbreviation;
use crate::read::characters::alphanumeric_at;

impl Cutter<'_> {
    /// Whether the full stop at `at` is inside the word: *U.S*, *4.5*, *example.com*, but not *end.The*, *said.2*.
    pub(super) fn joins_full_stop(&self, at: usize, seen: &mut Seen) -> bool {
        let next = self.byte(at + 1);
        let before = self.text.as_bytes()[at - 1];
        if !next.is_ascii_alphanumeric() {
            return false;
        }
        let part = &self.text.as_bytes()[seen.part..at];
        let joins = if part.iter().all(u8::is_ascii_digit) {
            next.is_ascii_digit()
        } else if next.is_ascii_digit() {
            part.len() == 1 || !part.iter().all(u8::is_ascii_alphabetic)
        } else {
            let glued = next.is_ascii_uppercase() && self.byte(at + 2).is_ascii_lowercase() && part.len() > 1;
            !(glued && before.is_ascii_lowercase() && !self.is_at_host(at + 1)) && before != b'-'
        };
        seen.dotted |= joins && next.is_ascii_alphabetic();
        joins
    }

    /// Whether letters and dots at `at` lead to the sign of a mail address: *Ada.Roe@example.org*.
    fn is_at_host(&self, at: usize) -> bool {
        const LONGEST: usize = 40;
        let rest = self.text.as_bytes()[at..].iter().take(LONGEST);
        let sign = rest
            .enumerate()
            .find(|(_, byte)| !byte.is_ascii_alphanumeric() && **byte != b'.');
        sign.is_some_and(|(length, &byte)| byte == b'@' && self.byte(at + length + 1).is_ascii_alphanumeric())
    }

    /// Whether the full stop at `end` belongs to the word before it.
    pub(super) fn owns_full_stop(&self, start: usize, end: usize, seen: &Seen) -> bool {
        if !seen.letter || seen.address || alphanumeric_at(self.text, end + 1) && !self.numbered(start, end) {
            return false;
        }
        if seen.dotted {
            return seen.longest <= 3;
        }
        let piece = &self.text[seen.piece..end];
        let first = piece.as_bytes().first().copied().unwrap_or(b' ');
        if piece.len() == 1 && first.is_ascii_uppercase() {
            return self.is_initial(end, first);
        }
        let Some(group) = self.english.abbreviations.group(piece) else {
            return false;
        };
        let capital = first.is_ascii_uppercase();
        let next = self.next_visible(end + 1);
        let digit = next.is_some_and(char::is_numeric);
        match group {
            Abbreviation::Title => capital && next.is_some() && !digit,
            Abbreviation::Date => {
                capital && next.is_some_and(|next| !next.is_uppercase() || piece.len() < 3 || digit)
            }
            Abbreviation::State => {
                capital
                    && (start < seen.piece
                        || self
                            .tokens
                            .last()
                            .is_some_and(|token| &self.text[token.span.range()] == ","))
            }
            Abbreviation::Number => digit,
            Abbreviation::Other => true,
        }
    }

    /// *No.10*: an abbreviation that misses the space before its number.
    fn numbered(&self, start: usize, end: usize) -> bool {
        self.byte(end + 1).is_ascii_digit()
            && self.english.abbreviations.group(&self.text[start..end]) == Some(Abbreviation::Number)
    }

    /// Whether a single capital before a full stop is the initial of a name: *J. Roe*, *[George W.] Bush*, *Robert C.
    /// "Bobby" Scott*. The pronoun *I* is one only among others.
    fn is_initial(&self, end: usize, letter: u8) -> bool {
        let before = self
            .tokens
            .last()
            .map_or("", |token| &self.text[token.span.range()]);
        let in_name = before.starts_with(char::is_uppercase);
        let next = self.next_visible(end + 1);
        if !next.is_some_and(|next| next.is_alphabetic() || in_name && matches!(next, ']' | '"' | '“')) {
            return false;
        }
        let after_initial = before.len() == 2 && before.ends_with('.');
        let before_initial = self.byte(end + 1) == b' '
            && self.byte(end + 2).is_ascii_uppercase()
            && self.byte(end + 3) == b'.';
        letter != b'I' || after_initial || before_initial
    }
}
