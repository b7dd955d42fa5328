//! Numbers as they are written: figures, words and both, with what is glued to them.
//!
//! *3,000*; *1.2bn*; *twenty-five*; *two hundred and fifty*; *three and a half million*; *half a dozen*; *tens of
//! thousands*; *two-thirds*; *one in four*; *third*; *twice*. A compound gives its number and leaves the rest: *12-day*.
//!
//! Counter-examples: *5G*, *iPhone*, *020 7946* (begin with nought, or with letters that are no unit), *a third rig* (an
//! ordinal, no part). A decimal comma (*1,5*) has no value: the text is not corrected, and *1,500* would be read otherwise.

mod words;
mod figures;

use crate::document::TokenIndex;
use crate::english::English;
use crate::english::numbers::NumberWord;
use crate::english::phrase_keys::Phrase;
use crate::english::words::HYPHENS;
use crate::signs::sentence::Sentence;
use crate::span::Span;
use figures::Figures;

/// A number from one token to another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Number {
    /// One past its last token.
    pub(super) end: TokenIndex,
    /// None where it cannot be read.
    pub(super) value: Option<f64>,
    /// The second number of a pair in one token: *3-1*, *10-15*.
    pub(super) second: Option<f64>,
    /// How it is written.
    pub(super) kind: NumberKind,
    /// The rest of its last token: *day* of *12-day*, *km* of *10km*.
    pub(super) rest: Option<Span>,
    /// Whether a word or letters multiply it: *3 billion*.
    pub(super) scaled: bool,
}

/// How a number is written, and so what it can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NumberKind {
    /// In figures.
    Figures,
    /// In words.
    Words,
    /// *dozens*, *tens of thousands*, *several hundred*.
    Plural,
    /// *a third*, *one in four*.
    Part,
    /// *third*, *2nd*.
    Ordinal,
    /// *twice*, *fivefold*.
    Factor,
}

/// The number that begins at `at`.
pub(super) fn read(english: &English, sentence: &Sentence<'_>, at: TokenIndex) -> Option<Number> {
    let reader = Reader { english, sentence };
    let word = sentence.word(at);
    let first = word.chars().next()?;
    if first.is_numeric() || matches!(first, '-' | '−' | '+') {
        return reader.figures(at);
    }
    if !first.is_ascii_alphabetic() {
        return None;
    }
    reader.words(at)
}

/// Where a unit may begin behind a number that ends before `at`: an adjective can part them, *14 **consecutive** nights*.
pub(super) fn unit_from(sentence: &Sentence<'_>, at: TokenIndex) -> TokenIndex {
    const BETWEEN: [&str; 12] = [
        "calendar",
        "consecutive",
        "extra",
        "full",
        "further",
        "long",
        "more",
        "short",
        "straight",
        "successive",
        "whole",
        "working",
    ];
    at + usize::from(sentence.is_any(at, &BETWEEN))
}

/// The product, whole where only the last binary place keeps it from being so: 4.1 million is 4,100,000.
fn times(value: f64, factor: f64) -> f64 {
    let product = value * factor;
    let whole = product.round();
    if (product - whole).abs() <= 2.0 * f64::EPSILON * whole.abs() {
        whole
    } else {
        product
    }
}

struct Reader<'a> {
    english: &'a English,
    sentence: &'a Sentence<'a>,
}

impl Reader<'_> {
    fn number(end: TokenIndex, value: Option<f64>, kind: NumberKind) -> Number {
        Number {
            end,
            value,
            second: None,
            kind,
            rest: None,
            scaled: false,
        }
    }

    fn number_word(&self, at: TokenIndex) -> Option<NumberWord> {
        self.english.numbers.by_key(self.sentence.form(at).key)
    }

    /// A number that begins with figures.
    fn figures(&self, at: TokenIndex) -> Option<Number> {
        let word = self.sentence.word(at);
        let Figures {
            value,
            second,
            length,
        } = figures::read(word)?;
        let start = self.sentence.document.tokens()[at].span.start();
        let rest = |from: usize| Some(Span::new(start + from, start + word.len()));
        let mut number = Number {
            second,
            ..Self::number(at + 1, value, NumberKind::Figures)
        };
        let tail = &word[length..];
        let letters = tail.len()
            - tail
                .trim_start_matches(|letter: char| letter.is_ascii_alphabetic())
                .len();
        let (suffix, behind) = tail.split_at(letters);
        let hyphen = behind.chars().next().filter(|mark| HYPHENS.contains(mark));
        let after_hyphen = hyphen.map(|mark| length + letters + mark.len_utf8());
        if tail.is_empty() {
            if self.decimal_comma(at) {
                return Some(Self::number(at + 3, None, NumberKind::Figures));
            }
            self.grouped_by_spaces(at, &mut number);
            self.mixed(&mut number);
        } else if suffix.is_empty() {
            number.rest = rest(after_hyphen?);
        } else if matches!(suffix, "st" | "nd" | "rd" | "th") {
            number.kind = NumberKind::Ordinal;
            number.rest = after_hyphen.and_then(rest);
            (behind.is_empty() || hyphen.is_some()).then_some(())?;
        } else if matches!(suffix, "x" | "X") && behind.is_empty() {
            number.kind = NumberKind::Factor;
        } else if let Some(factor) = self.suffix(at, suffix) {
            number.value = number.value.map(|value| times(value, factor));
            number.second = number.second.map(|second| times(second, factor));
            if second.is_some() {
                // *3-5bn* is three to five billion.
                number.value = number.value.filter(|_| value < second);
            }
            number.scaled = true;
            number.rest = after_hyphen.and_then(rest);
            (behind.is_empty() || hyphen.is_some()).then_some(())?;
        } else {
            number.rest = rest(length);
        }
        Some(number)
    }

    /// The factor of the letters behind figures; *m* is million behind a currency sign or before what is counted.
    fn suffix(&self, at: TokenIndex, letters: &str) -> Option<f64> {
        let factor = self.english.numbers.suffix(letters)?;
        if !matches!(letters, "m" | "b" | "t" | "T" | "M" | "K" | "k" | "B") || self.money_before(at) {
            return Some(factor);
        }
        let counted = |at| {
            self.sentence.tag(at).is_some_and(|tag| {
                matches!(
                    tag,
                    crate::grammar::tag::Tag::Nns | crate::grammar::tag::Tag::Nnps
                )
            }) || self.sentence.is(at, "people")
        };
        let more = self.sentence.is_any(at + 1, &["or", "and", "to", "in", "of"]);
        let holds = match letters {
            "k" | "K" => !more || counted(at + 1),
            _ => {
                counted(at + 1)
                    || counted(at + 2) && self.sentence.tag(at + 1) == Some(crate::grammar::tag::Tag::Jj)
            }
        };
        holds.then_some(factor)
    }

    fn money_before(&self, at: TokenIndex) -> bool {
        let before = self.sentence.word(at.wrapping_sub(1));
        let money = self
            .english
            .units
            .named(Phrase::EMPTY.then(before))
            .is_some_and(|unit| self.english.units[unit].dimension == crate::vocabulary::Dimension::Money);
        money && !before.chars().any(|letter| letter.is_ascii_lowercase())
    }

    /// *1,5*, which the reading of tokens parts: no group of three stands behind the comma.
    fn decimal_comma(&self, at: TokenIndex) -> bool {
        let sentence = self.sentence;
        let digits = sentence.word(at + 2);
        sentence.is(at + 1, ",")
            && sentence.touches(at)
            && sentence.touches(at + 1)
            && !digits.is_empty()
            && digits.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// *10 000* with a space that does not break, as SI writes.
    fn grouped_by_spaces(&self, at: TokenIndex, number: &mut Number) {
        let is_group = |at: TokenIndex| {
            let word = self.sentence.word(at);
            word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_digit())
        };
        if number.value.is_none_or(|value| !(1.0..1000.0).contains(&value))
            || self.sentence.word(at).len() > 3
        {
            return;
        }
        while matches!(
            self.sentence.gap(number.end - 1),
            "\u{a0}" | "\u{202f}" | "\u{2009}" | "\u{2007}"
        ) && is_group(number.end)
            && number.end - at < 5
        {
            let group: f64 = self.sentence.word(number.end).parse().unwrap_or(0.0);
            number.value = number.value.map(|value| value * 1000.0 + group);
            number.end += 1;
        }
    }

    /// Words behind figures: *3 billion*, *2 and a half million*, *2 1/2*.
    fn mixed(&self, number: &mut Number) {
        self.half_more(number);
        let fraction = self.sentence.word(number.end);
        if let Some(part) = figures::fraction(fraction)
            && !self.sentence.touches(number.end - 1)
        {
            number.value = number.value.map(|value| value + part);
            number.end += 1;
        }
        while let Some(NumberWord::Scale(scale)) = self.number_word(number.end) {
            number.value = number.value.map(|value| times(value, scale));
            number.end += 1;
            number.scaled = true;
        }
    }

    /// *and a half* behind a number.
    fn half_more(&self, number: &mut Number) {
        let end = number.end;
        if self.sentence.is(end, "and") && self.sentence.is_any(end + 1, &["a", "one"]) {
            let more = match self.sentence.word(end + 2) {
                "half" => 0.5,
                "quarter" => 0.25,
                _ => return,
            };
            number.value = number.value.map(|value| value + more);
            number.end += 3;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::times;

    #[test]
    #[expect(clippy::float_cmp, reason = "exactly so")]
    fn decimals_of_a_million_are_whole() {
        assert_eq!(times(4.1, 1e6), 4_100_000.0);
        assert_eq!(times(1.234_567_8, 1e6), 1_234_567.8);
    }
}
