//! Years and their parts: *2018-19*, *the 1980s*, *the third quarter of 2025*, *the first six months of last year*.

use super::dates::plain_year;
use super::{Core, PREPOSITIONS, Reader};
use crate::document::{TokenIndex, TokenKind};
use crate::english::calendar::CalendarWord;
use crate::english::numbers::NumberWord;
use crate::english::phrase_keys::Phrase;
use crate::english::words::HYPHENS;
use crate::grammar::tag::Tag;
use crate::signs::numbers::{self, NumberKind};
use crate::signs::times::expression::{Expression, YearOf};
use crate::vocabulary::Granularity;

impl Reader<'_> {
    /// *the third quarter of 2025*, *third-quarter*, *the 19th century*, *the first six months of 2025*, *the second half of
    /// the year*, *the 14th of May*.
    pub(super) fn quarter(&self, at: TokenIndex) -> Option<Core> {
        let sentence = self.sentence;
        let number =
            numbers::read(self.english, sentence, at).filter(|number| number.kind == NumberKind::Ordinal)?;
        let ordinal = number.value?;
        let rest = number.rest.map_or("", |rest| sentence.document.slice(rest));
        let (noun, end) = if rest.is_empty() {
            (sentence.word(number.end), number.end + 1)
        } else {
            (rest, number.end)
        };
        // *the third quarter*, but *a 19th-century pier*, *the third-quarter loss*
        let start = if rest.is_empty() {
            self.with_article(at)
        } else {
            at
        };
        if matches!(noun, "quarter" | "half") && ordinal <= 4.0 {
            let (end, year) = self.of_year(end);
            let fiscal = start > self.floor && sentence.is_any(at.wrapping_sub(1), &["fiscal", "financial"]);
            let number = ordinal as i8;
            let expression = match (noun, year) {
                _ if fiscal => Expression::Open(Granularity::Quarter),
                ("half", Some(year)) if number <= 2 => Expression::Months {
                    first: number * 6 - 5,
                    last: number * 6,
                    year,
                },
                ("half", _) => return None,
                (_, Some(YearOf::Number(year))) => Expression::Quarter {
                    quarter: number,
                    year: Some(year),
                },
                (_, Some(year)) => Expression::Months {
                    first: number * 3 - 2,
                    last: number * 3,
                    year,
                },
                (_, None) => Expression::Quarter {
                    quarter: number,
                    year: None,
                },
            };
            let start = if fiscal {
                self.with_article(at - 1).min(at - 1)
            } else {
                start
            };
            return Some((start..end, expression));
        }
        if matches!(noun, "century" | "centuries") {
            let century = (ordinal as i16).checked_sub(1).filter(|before| *before < 30)?;
            let value = format!("{:02}01/{:02}00", century, century + 1);
            return Some((
                start..end,
                Expression::Fixed {
                    value,
                    granularity: Granularity::Century,
                },
            ));
        }
        // *the first six months of 2025*
        let months = numbers::read(self.english, sentence, number.end).filter(|_| ordinal as i16 == 1)?;
        let count = months.value.filter(|count| *count >= 2.0 && *count <= 11.0)?;
        if !sentence.is(months.end, "months") {
            return None;
        }
        let (end, year) = self.of_year(months.end + 1);
        Some((
            start..end,
            Expression::Months {
                first: 1,
                last: count as i8,
                year: year?,
            },
        ))
    }

    /// *of 2025*, *of the year*, *of this year*, *of last year* behind a quarter.
    fn of_year(&self, at: TokenIndex) -> (TokenIndex, Option<YearOf>) {
        let sentence = self.sentence;
        let of = at + usize::from(sentence.is_any(at, &["of", "in"]));
        if let Some(year) = plain_year(sentence.word(of)) {
            return (of + 1, Some(YearOf::Number(year)));
        }
        if of > at && sentence.is(of + 1, "year") {
            let by = match sentence.word(of) {
                "the" | "this" => 0,
                "last" => -1,
                "next" => 1,
                _ => return (at, None),
            };
            return (of + 2, Some(YearOf::Shifted(by)));
        }
        (at, None)
    }

    /// Whether *the first six months of* ends before `at`.
    pub(super) fn first_months(&self, at: TokenIndex) -> Option<()> {
        let sentence = self.sentence;
        (sentence.is(at.wrapping_sub(1), "of") && sentence.is(at.wrapping_sub(2), "months")).then_some(())
    }

    /// *the 1980s*, *the '90s*.
    pub(super) fn decade(&self, at: TokenIndex) -> Option<Core> {
        let expression = decade_of(self.sentence.word(at))?;
        Some((self.with_article(at)..at + 1, expression))
    }

    /// *2019*, *2018-19*, *2024/25*, *fiscal 2025*; not *1500 people*, *$2000*.
    pub(super) fn year(&self, at: TokenIndex) -> Option<Core> {
        let sentence = self.sentence;
        let word = sentence.word(at);
        if let Some((from, to)) = word.split_once(|mark| mark == '/' || HYPHENS.contains(&mark))
            && let Some(from) = plain_year(from)
        {
            let to = end_year(from, to)?;
            return Some((self.with_article(at)..at + 1, years(from, to)));
        }
        let year = plain_year(word)?;
        let before = at.wrapping_sub(1);
        let led = sentence.is_any(before, &PREPOSITIONS)
            || self.month(before).is_some()
            || matches!(self.calendar(before), Some(CalendarWord::Season(_)));
        let money = sentence.tag(before) == Some(Tag::Currency)
            || sentence.tokens.contains(&before)
                && sentence.document.tokens()[before].kind == TokenKind::Symbol;
        let bounded = sentence.is_any(
            before,
            &[
                "than",
                "least",
                "some",
                "about",
                "nearly",
                "almost",
                "over",
                "approximately",
                "roughly",
            ],
        );
        let next = at + 1;
        let measured = self
            .english
            .units
            .named(Phrase::EMPTY.then(sentence.word(next)))
            .is_some()
            || self.english.units.counts_people(sentence.word(next))
            || matches!(
                self.english.numbers.word(sentence.word(next)),
                Some(NumberWord::Scale(_))
            );
        let counts = sentence.tag(next) == Some(Tag::Nns) && !led && !sentence.is(before, "the");
        if money
            || bounded
            || measured && !led
            || measured && sentence.is(next, "people")
            || counts && year < 1900
            || !led && !(1800..=2100).contains(&year)
        {
            return None;
        }
        if sentence.is_any(next, &["/", "-", "–"])
            && sentence.touches(at)
            && sentence.touches(next)
            && let Some(to) = end_year(year, sentence.word(at + 2))
        {
            return Some((self.with_article(at)..at + 3, years(year, to)));
        }
        let fiscal = at > self.floor && sentence.is(before, "fiscal");
        Some((at - usize::from(fiscal)..at + 1, Expression::Year(year)))
    }
}

/// The second year of *2018-19* or *2018-2020*.
fn end_year(from: i16, word: &str) -> Option<i16> {
    let year = match word.len() {
        2 => word.parse::<i16>().ok().map(|short| from - from % 100 + short)?,
        _ => plain_year(word)?,
    };
    (year > from && year < from + 200).then_some(year)
}

pub(super) fn years(from: i16, to: i16) -> Expression {
    Expression::Fixed {
        value: format!("{from}/{to}"),
        granularity: Granularity::Range,
    }
}

/// *1980s*, *'90s*, *’90s*.
pub(super) fn decade_of(word: &str) -> Option<Expression> {
    let digits = word.strip_suffix('s')?;
    let short = digits.strip_prefix(['\'', '’', '‘']);
    let first: i16 = match short {
        Some(short) if short.len() == 2 => {
            let short: i16 = short.parse().ok()?;
            // The decades that are called so: from the twenties to the nineties of the last century.
            1900 + Some(short).filter(|short| *short >= 20)?
        }
        _ => plain_year(digits)?,
    };
    (first % 10 == 0).then(|| Expression::Fixed {
        value: format!(
            "{first}/{}",
            if first % 100 == 0 && short.is_none() && first < 2000 {
                first + 99
            } else {
                first + 9
            }
        ),
        granularity: if first % 100 == 0 && short.is_none() && first < 2000 {
            Granularity::Century
        } else {
            Granularity::Decade
        },
    })
}
