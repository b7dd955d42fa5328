//! Numbers as they are written: figures, words and both, with what is glued to them.
//!
//! *3,000*; *1.2bn*; *twenty-five*; *two hundred and fifty*; *three and a half million*; *half a dozen*; *tens of
//! thousands*; *two-thirds*; *one in four*; *third*; *twice*. A compound gives its number and leaves the rest: *12-day*.
//!
//! Counter-examples: *5G*, *iPhone*, *020 7946* (begin with nought, or with letters that are no unit), *a third rig* (an
//! ordinal, no part). A decimal comma (*1,5*) has no value: the text is not corrected, and *1,500* would be read otherwise.

mod figures;

use crate::document::TokenIndex;
use crate::english::English;
use crate::english::numbers::NumberWord;
use crate::english::phrase_keys::Phrase;
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
        let hyphen = behind
            .chars()
            .next()
            .filter(|mark| matches!(mark, '-' | '‐' | '‑'));
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
            number.value = number.value.map(|value| value * factor);
            number.second = number.second.map(|second| second * factor);
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
            number.value = number.value.map(|value| value * scale);
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

    /// A number that begins with a word.
    fn words(&self, at: TokenIndex) -> Option<Number> {
        let sentence = self.sentence;
        let word = sentence.word(at);
        if sentence.is_any(at, &["a", "an", "several", "few", "minus"]) {
            return self.article(at);
        }
        if word.contains(['-', '‐', '‑']) {
            return self.compound(at);
        }
        match self.number_word(at) {
            Some(NumberWord::Cardinal(_)) => Some(self.cardinal(at)),
            Some(NumberWord::Plural(value)) => self.plural(at, value),
            Some(NumberWord::Ordinal(value)) => Some(Self::number(at + 1, Some(value), NumberKind::Ordinal)),
            Some(NumberWord::Part(2.0)) if word.eq_ignore_ascii_case("half") => self.half(at),
            Some(NumberWord::Factor(value)) => Some(Self::number(at + 1, Some(value), NumberKind::Factor)),
            Some(NumberWord::Part(_) | NumberWord::Scale(_)) => None,
            None => {
                let (stem, end) = word.split_at_checked(word.len().checked_sub(4)?)?;
                if !end.eq_ignore_ascii_case("fold") {
                    return None;
                }
                match self.english.numbers.word(stem) {
                    Some(NumberWord::Cardinal(value)) => {
                        Some(Self::number(at + 1, Some(value), NumberKind::Factor))
                    }
                    _ => None,
                }
            }
        }
    }

    /// *a dozen*, *a third*, *several hundred*, *a couple of*, *minus 5*.
    fn article(&self, at: TokenIndex) -> Option<Number> {
        let sentence = self.sentence;
        // *plus or minus 3.5 points* is a margin of 3.5, on either side.
        let is_margin = || at >= 2 && sentence.is(at - 2, "plus") && sentence.is(at - 1, "or");
        if sentence.is(at, "minus") && is_margin() {
            return None;
        }
        if sentence.is(at, "minus") {
            let mut number = read(self.english, sentence, at + 1)
                .filter(|number| number.kind == NumberKind::Figures || number.kind == NumberKind::Words)?;
            number.value = number.value.map(|value| -value);
            return Some(number);
        }
        let several = sentence.is_any(at, &["several", "few"]);
        let few = sentence.is(at + 1, "few");
        let couple = sentence.is(at + 1, "couple");
        if several || few || couple {
            let scale = at
                + 1
                + usize::from(few)
                + if couple {
                    1 + usize::from(sentence.is(at + 2, "of"))
                } else {
                    0
                };
            if let Some(NumberWord::Scale(mut value) | NumberWord::Plural(mut value)) =
                self.number_word(scale)
            {
                let mut end = scale + 1;
                while let Some(NumberWord::Scale(more)) = self.number_word(end) {
                    value *= more;
                    end += 1;
                }
                return Some(Number {
                    scaled: true,
                    ..Self::number(end, Some(value), NumberKind::Plural)
                });
            }
            return (couple && sentence.is(at + 2, "of") && !several)
                .then(|| Self::number(at + 3, Some(2.0), NumberKind::Words));
        }
        match self.number_word(at + 1)? {
            NumberWord::Scale(value) => {
                let mut number = self.sum(
                    at + 2,
                    Sum {
                        total: 0.0,
                        group: value,
                        scaled: true,
                    },
                );
                number.scaled = true;
                Some(number)
            }
            NumberWord::Part(parts) => Some(self.part(at + 2, 1.0 / parts)),
            NumberWord::Ordinal(parts) if parts > 2.0 && self.stands_alone(at + 2) => {
                Some(self.part(at + 2, 1.0 / parts))
            }
            _ => None,
        }
    }

    /// Whether no noun follows that an ordinal could belong to.
    fn stands_alone(&self, at: TokenIndex) -> bool {
        use crate::grammar::tag::Tag;
        !self.sentence.tag(at).is_some_and(|tag| {
            tag.is_noun() || matches!(tag, Tag::Jj | Tag::Jjr | Tag::Jjs | Tag::Vbg | Tag::Cd)
        })
    }

    /// A part of a whole that ends before `end`, *of a million* behind it included.
    fn part(&self, end: TokenIndex, value: f64) -> Number {
        if self.sentence.is(end, "of")
            && self.sentence.is(end + 1, "a")
            && let Some(NumberWord::Scale(scale)) = self.number_word(end + 2)
        {
            return Number {
                scaled: true,
                ..Self::number(end + 3, Some(value * scale), NumberKind::Words)
            };
        }
        Self::number(end, Some(value), NumberKind::Part)
    }

    /// *half a million*, *half an hour*, *half of*, *half the*; not *the first half*.
    fn half(&self, at: TokenIndex) -> Option<Number> {
        let sentence = self.sentence;
        if sentence.is_any(at + 1, &["a", "an"]) {
            if let Some(NumberWord::Scale(scale)) = self.number_word(at + 2) {
                return Some(Number {
                    scaled: true,
                    ..Self::number(at + 3, Some(scale / 2.0), NumberKind::Words)
                });
            }
            let mut unit = Phrase::EMPTY;
            let is_unit = (at + 2..at + 4).any(|token| {
                unit = unit.then(sentence.word(token));
                self.english.units.named(unit).is_some()
            });
            return is_unit.then(|| Self::number(at + 2, Some(0.5), NumberKind::Words));
        }
        let before = at.wrapping_sub(1);
        let of_game = matches!(self.number_word(before), Some(NumberWord::Ordinal(_)))
            || sentence.is_any(before, &["other", "better", "latter", "former"]);
        let behind = [
            "of", "the", "all", "its", "their", "his", "her", "our", "my", "that", "those", "these", "what",
        ];
        let holds = sentence.is_any(at + 1, &behind)
            || sentence.tag(at + 1) == Some(crate::grammar::tag::Tag::Nns)
            || sentence.is_any(
                before,
                &["by", "than", "over", "nearly", "almost", "about", "around", "in"],
            );
        (holds && !of_game).then(|| Self::number(at + 1, Some(0.5), NumberKind::Part))
    }

    /// *dozens*, *hundreds of thousands*; *scores* and *tens* only before *of*.
    fn plural(&self, at: TokenIndex, mut value: f64) -> Option<Number> {
        let sentence = self.sentence;
        let mut end = at + 1;
        while sentence.is(end, "of")
            && let Some(NumberWord::Plural(more)) = self.number_word(end + 1)
        {
            value *= more;
            end += 2;
        }
        let needs_of = sentence.is_any(at, &["scores", "tens"]);
        (end > at + 1 || !needs_of || sentence.is(end, "of") && value > 10.0)
            .then(|| Self::number(end, Some(value), NumberKind::Plural))
    }

    /// Cardinals from `at` on.
    fn cardinal(&self, at: TokenIndex) -> Number {
        let mut number = self.sum(at, Sum::default());
        let value = number.value.unwrap_or_default();
        if number.end == at + 1 {
            match self.number_word(at + 1) {
                Some(NumberWord::Part(parts)) if parts > 2.0 || self.sentence.is(at + 1, "halves") => {
                    return self.part(at + 2, value / parts);
                }
                Some(NumberWord::Ordinal(parts))
                    if value as u32 == 1 && parts > 2.0 && self.stands_alone(at + 2) =>
                {
                    return self.part(at + 2, 1.0 / parts);
                }
                _ => {}
            }
        }
        self.half_more(&mut number);
        while let Some(NumberWord::Scale(scale)) = self.number_word(number.end) {
            number.value = number.value.map(|value| value * scale);
            number.end += 1;
            number.scaled = true;
        }
        number
    }

    /// The longest run of words that is one number: *two hundred and fifty thousand*.
    fn sum(&self, at: TokenIndex, mut sum: Sum) -> Number {
        let mut end = at;
        loop {
            let word = self.sentence.word(end);
            let next = if word.contains('-') {
                hyphenated(self.english, word)
            } else {
                self.number_word(end)
            };
            if let Some(next) = next
                && sum.take(next)
            {
                end += 1;
                continue;
            }
            let goes_on = sum.scaled
                && self.sentence.is(end, "and")
                && match self
                    .number_word(end + 1)
                    .or_else(|| hyphenated(self.english, self.sentence.word(end + 1)))
                {
                    Some(next @ NumberWord::Cardinal(_)) => sum.take(next),
                    _ => false,
                };
            if !goes_on {
                break;
            }
            end += 2;
        }
        Number {
            scaled: sum.scaled,
            ..Self::number(end, Some(sum.total + sum.group), NumberKind::Words)
        }
    }

    /// *twenty-five*, *two-thirds*, *five-year*, *third-largest*, *half-hour*.
    fn compound(&self, at: TokenIndex) -> Option<Number> {
        let word = self.sentence.word(at);
        let start = self.sentence.document.tokens()[at].span.start();
        let mut sum = Sum::default();
        let mut taken = 0;
        let mut seen = false;
        for piece in word.split(['-', '‐', '‑']) {
            let piece_start = piece.as_ptr() as usize - word.as_ptr() as usize;
            let rest = Some(Span::new(start + piece_start, start + word.len()));
            let last = piece_start + piece.len() == word.len();
            match self.english.numbers.word(piece) {
                Some(NumberWord::Cardinal(value)) if !seen || sum.fits(value) => {
                    sum.take(NumberWord::Cardinal(value));
                    seen = true;
                }
                Some(scale @ NumberWord::Scale(_)) if seen => {
                    sum.take(scale);
                }
                Some(NumberWord::Part(parts)) if seen && last => {
                    return Some(self.part(at + 1, (sum.total + sum.group) / parts));
                }
                Some(NumberWord::Ordinal(parts)) if seen && last && sum.group as u32 == 1 => {
                    return Some(self.part(at + 1, 1.0 / parts));
                }
                Some(NumberWord::Ordinal(value)) if seen && last && sum.fits(value) => {
                    return Some(Self::number(
                        at + 1,
                        Some(sum.total + sum.group + value),
                        NumberKind::Ordinal,
                    ));
                }
                Some(NumberWord::Ordinal(value)) if !seen => {
                    let rest = Span::new(start + piece.len() + 1, start + word.len());
                    return Some(Number {
                        rest: Some(rest),
                        ..Self::number(at + 1, Some(value), NumberKind::Ordinal)
                    });
                }
                Some(NumberWord::Part(parts)) if !seen => {
                    let rest = Span::new(start + piece.len() + 1, start + word.len());
                    return Some(Number {
                        rest: Some(rest),
                        ..Self::number(at + 1, Some(1.0 / parts), NumberKind::Part)
                    });
                }
                _ if seen && matches!(piece, "and" | "a") => {}
                _ if seen && piece == "half" => sum.group += 0.5,
                _ if seen => {
                    let value = sum.total + sum.group;
                    return Some(Number {
                        rest,
                        ..Self::number(at + 1, Some(value), NumberKind::Words)
                    });
                }
                _ => return None,
            }
            taken += 1;
        }
        (seen && taken > 0).then(|| self.cardinal(at))
    }
}

/// The value of *twenty-five*.
fn hyphenated(english: &English, word: &str) -> Option<NumberWord> {
    let (tens, ones) = word.split_once('-')?;
    match (english.numbers.word(tens)?, english.numbers.word(ones)?) {
        (NumberWord::Cardinal(tens), NumberWord::Cardinal(ones))
            if (20.0..100.0).contains(&tens) && (1.0..10.0).contains(&ones) =>
        {
            Some(NumberWord::Cardinal(tens + ones))
        }
        _ => None,
    }
}

/// A number in words as far as it was read.
#[derive(Default)]
struct Sum {
    /// Thousands and millions that are closed.
    total: f64,
    /// What is below the next of them.
    group: f64,
    /// Whether a scale was read.
    scaled: bool,
}

impl Sum {
    /// Whether a cardinal can be added: *two hundred | five*, *twenty | five*.
    fn fits(&self, value: f64) -> bool {
        let tens = self.group % 100.0;
        if self.group == 0.0 {
            self.total == 0.0 || value < 1000.0
        } else if tens == 0.0 {
            value < 100.0
        } else {
            tens >= 20.0 && tens % 10.0 == 0.0 && (1.0..10.0).contains(&value)
        }
    }

    fn take(&mut self, word: NumberWord) -> bool {
        match word {
            NumberWord::Cardinal(value) if self.fits(value) => self.group += value,
            NumberWord::Scale(scale) if scale < 1000.0 && self.group > 0.0 => {
                self.group *= scale;
                self.scaled = true;
            }
            NumberWord::Scale(scale) if scale >= 1000.0 && self.group > 0.0 => {
                self.total += self.group * scale;
                self.group = 0.0;
                self.scaled = true;
            }
            NumberWord::Scale(scale) if scale >= 1000.0 && self.total > 0.0 => self.total *= scale,
            _ => return false,
        }
        true
    }
}
