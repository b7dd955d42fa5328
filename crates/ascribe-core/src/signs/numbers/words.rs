//! Numbers that begin with a word: *two hundred and fifty*, *a third*, *half a dozen*, *twenty-five*.

use super::{Number, NumberKind, Reader, read};
use crate::document::TokenIndex;
use crate::english::English;
use crate::english::numbers::NumberWord;
use crate::english::phrase_keys::Phrase;
use crate::english::words::HYPHENS;
use crate::span::Span;

impl Reader<'_> {
    /// A number that begins with a word.
    pub(super) fn words(&self, at: TokenIndex) -> Option<Number> {
        let sentence = self.sentence;
        let word = sentence.word(at);
        if sentence.is_any(at, &["a", "an", "several", "few", "minus"]) {
            return self.article(at);
        }
        if word.contains(HYPHENS) {
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

    /// Whether no noun follows that an ordinal could belong to; *a fifth more scans* is a share.
    fn stands_alone(&self, at: TokenIndex) -> bool {
        use crate::grammar::tag::Tag;
        !self
            .sentence
            .tag(at)
            .is_some_and(|tag| tag.is_noun() || matches!(tag, Tag::Jj | Tag::Jjs | Tag::Vbg | Tag::Cd))
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
            let next = if word.contains(HYPHENS) {
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
        let mut seen = false;
        // What stands behind the first piece.
        let behind = || {
            let (_, behind) = word.split_once(HYPHENS)?;
            Some(Span::new(start + word.len() - behind.len(), start + word.len()))
        };
        for piece in word.split(HYPHENS) {
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
                    return Some(Number {
                        rest: behind(),
                        ..Self::number(at + 1, Some(value), NumberKind::Ordinal)
                    });
                }
                Some(NumberWord::Part(parts)) if !seen => {
                    return Some(Number {
                        rest: behind(),
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
        }
        seen.then(|| self.cardinal(at))
    }
}

/// The value of *twenty-five*.
fn hyphenated(english: &English, word: &str) -> Option<NumberWord> {
    let (tens, ones) = word.split_once(HYPHENS)?;
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
