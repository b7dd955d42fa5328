//! Days, months and seasons of the calendar, in figures or words: *19 July 2025*, *Saturday, 19 July*, *last winter*.

use std::ops::Range;

use super::{Core, PREPOSITIONS, Reader};
use crate::document::TokenIndex;
use crate::english::words::HYPHENS;
use crate::grammar::tag::Tag;
use crate::signs::times::expression::{Expression, Which};
use crate::vocabulary::Granularity;

impl Reader<'_> {
    /// *2025-07-19*, *19/07/2025*; which of *3/4/2025* is the month is left open.
    pub(super) fn iso(&self, at: TokenIndex) -> Option<Core> {
        let word = self.sentence.word(at);
        let parts: Vec<&str> = word
            .split(|mark| mark == '/' || HYPHENS.contains(&mark))
            .collect();
        let &[a, b, c] = &parts[..] else {
            return self.slashed(at);
        };
        numeric_date([a, b, c], at..at + 1)
    }

    /// *19/07/2025* where the strokes are tokens.
    fn slashed(&self, at: TokenIndex) -> Option<Core> {
        let sentence = self.sentence;
        let stroke = |at| sentence.is(at, "/") && sentence.touches(at) && sentence.touches(at - 1);
        if !stroke(at + 1) || !stroke(at + 3) {
            return None;
        }
        let parts = [sentence.word(at), sentence.word(at + 2), sentence.word(at + 4)];
        numeric_date(parts, at..at + 5)
    }

    /// *19 July*, *19th of July 2025*, *12-14 July*, *12 and 14 July*.
    pub(super) fn day_first(&self, at: TokenIndex) -> Option<Core> {
        let sentence = self.sentence;
        let word = sentence.word(at);
        if let Some((from, to)) = word.split_once(HYPHENS)
            && let (Some(from), Some(to)) = (day(from), day(to))
        {
            let (end, month, year) = self.month_behind(at + 1)?;
            let of = |day| Box::new(Expression::Day { day, month, year });
            return Some((at..end, Expression::Between(of(from), of(to))));
        }
        let first = day(word)?;
        if let Some((end, month, year)) = self.month_behind(at + 1) {
            return Some((
                at..end,
                Expression::Day {
                    day: first,
                    month,
                    year,
                },
            ));
        }
        let joined = sentence.is_any(at + 1, &["to", "-", "–", "and"]);
        let second = day(sentence.word(at + 2)).filter(|second| joined && *second > first)?;
        let (end, month, year) = self.month_behind(at + 3)?;
        let of = |day| Box::new(Expression::Day { day, month, year });
        Some((at..end, Expression::Between(of(first), of(second))))
    }

    /// The month behind a day, with its year and where they end.
    fn month_behind(&self, at: TokenIndex) -> Option<(TokenIndex, i8, Option<i16>)> {
        let at = at + usize::from(self.sentence.is(at, "of"));
        let month = self.month(at)?;
        let year = self.year_behind(at + 1);
        let end = year.map_or(at + 1, |year| year.0);
        // *12 May supporters* is a name.
        let modal = self.sentence.tag(at) == Some(Tag::Md);
        (!modal).then_some((end, month, year.map(|year| year.1)))
    }

    /// *2025* behind a month or season, with or without a comma or *of*.
    pub(super) fn year_behind(&self, at: TokenIndex) -> Option<(TokenIndex, i16)> {
        let comma = self.sentence.is_any(at, &[",", "of", "in"]);
        let year = at + usize::from(comma);
        let value = plain_year(self.sentence.word(year))?;
        // *in July, 2019 people left*
        let counted = comma && self.sentence.is(at, ",") && self.sentence.tag(year + 1) == Some(Tag::Nns);
        (!counted).then_some((year + 1, value))
    }

    /// *Saturday*, *last Friday*, *Saturday, 19 July*.
    pub(super) fn weekday(&self, at: TokenIndex, weekday: i8) -> Option<Core> {
        let sentence = self.sentence;
        if !sentence.word(at).starts_with(char::is_uppercase) {
            return None;
        }
        let short = sentence.word(at).len() <= 5 && !sentence.word(at).ends_with("day");
        if short
            && !sentence.word(at).ends_with('.')
            && !sentence.is(at + 1, ".")
            && !self.date_follows(at + 1)
        {
            return None;
        }
        // *Saturday, 19 July*, *Saturday July 19*: the date says it all.
        let comma = usize::from(sentence.is(at + 1, ","));
        let dated = at + 1 + comma + usize::from(sentence.is(at + 1 + comma, "the"));
        let date = match self.month(dated) {
            Some(month) => self.month_first(dated, month),
            None => self.day_first(dated),
        };
        if let Some((tokens, date @ Expression::Day { .. })) = date {
            return Some((at..tokens.end, date));
        }
        let (start, which) = self.which(at);
        Some((start..at + 1, Expression::Weekday(weekday, which)))
    }

    fn date_follows(&self, at: TokenIndex) -> bool {
        let at = at + usize::from(self.sentence.is(at, ","));
        self.month(at).is_some() || day(self.sentence.word(at)).is_some() && self.month(at + 1).is_some()
    }

    /// *last*, *this*, *next* before the core at `at`.
    fn which(&self, at: TokenIndex) -> (TokenIndex, Which) {
        let before = at.wrapping_sub(1);
        if at <= self.floor {
            return (at, Which::Nearest);
        }
        let which = match self.sentence.word(before) {
            "last" | "Last" => Which::Last,
            "this" | "This" => Which::This,
            "next" | "Next" | "coming" => Which::Next,
            _ => return (at, Which::Nearest),
        };
        let coming = self.sentence.is(before, "coming")
            && self.sentence.is_any(before.wrapping_sub(1), &["this", "the"]);
        (before - usize::from(coming), which)
    }

    /// *July 19, 2025*, *Nov. 12*, *July 2025*, *in February*.
    pub(super) fn month_first(&self, at: TokenIndex, month: i8) -> Option<Core> {
        let sentence = self.sentence;
        let word = sentence.word(at);
        if !word.starts_with(char::is_uppercase) || sentence.tag(at) == Some(Tag::Md) {
            return None;
        }
        if let Some((from, to)) = sentence.word(at + 1).split_once(HYPHENS)
            && let (Some(from), Some(to)) = (day(from), day(to))
        {
            let year = self.year_behind(at + 2);
            let end = year.map_or(at + 2, |year| year.0);
            let of = |day| {
                Box::new(Expression::Day {
                    day,
                    month,
                    year: year.map(|year| year.1),
                })
            };
            return Some((at..end, Expression::Between(of(from), of(to))));
        }
        if let Some(first) = day(sentence.word(at + 1))
            && !(sentence.is_any(at + 2, &["people", "per", "%", "percent"]) || self.month(at + 2).is_some())
        {
            let dash = sentence.is_any(at + 2, &["-", "–"]) && day(sentence.word(at + 3)).is_some();
            let end = at + 2 + 2 * usize::from(dash);
            let year = self.year_behind(end);
            let whole = year.map_or(end, |year| year.0);
            let of = |day| Expression::Day {
                day,
                month,
                year: year.map(|year| year.1),
            };
            let expression = match day(sentence.word(at + 3)).filter(|_| dash) {
                Some(last) => Expression::Between(Box::new(of(first)), Box::new(of(last))),
                None => of(first),
            };
            return Some((at..whole, expression));
        }
        if let Some((end, year)) = self.year_behind(at + 1) {
            return Some((
                at..end,
                Expression::Month {
                    month,
                    year: Some(year),
                    which: Which::This,
                },
            ));
        }
        let (start, which) = self.which(at);
        let led = which != Which::Nearest
            || sentence.is_any(at.wrapping_sub(1), &PREPOSITIONS)
            || sentence.is_any(at.wrapping_sub(1), &["and", "or", "to"])
                && self.month(at.wrapping_sub(2)).is_some();
        let short = word.len() <= 4 && !matches!(word, "May" | "June" | "July");
        // *May*, *March*, *April*, *June* and *August* are names and verbs, too.
        let doubtful = matches!(month, 3..=6 | 8);
        let named = sentence.is_name(at + 1) && self.calendar(at + 1).is_none()
            || sentence.is_name(at.wrapping_sub(1)) && self.calendar(at.wrapping_sub(1)).is_none();
        let holds = if short || doubtful {
            led && !named
        } else {
            !named || led
        };
        holds.then_some((
            start..at + 1,
            Expression::Month {
                month,
                year: None,
                which,
            },
        ))
    }

    /// *spring 2025*, *last winter*, *the summer*; not *the fall in prices*, *the summer holiday*.
    pub(super) fn season(&self, at: TokenIndex, season: u8) -> Option<Core> {
        let sentence = self.sentence;
        let (start, which) = self.which(at);
        if let Some((end, year)) = self.year_behind(at + 1).filter(|_| !sentence.is(at + 1, "in")) {
            let start = self.with_article(at);
            return Some((
                start..end,
                Expression::Season {
                    season,
                    year: Some(year),
                    which,
                },
            ));
        }
        let before = at.wrapping_sub(1);
        let article = sentence.is(before, "the");
        let led = article && sentence.is_any(before.wrapping_sub(1), &PREPOSITIONS)
            || sentence.is_any(
                before,
                &["in", "since", "by", "until", "during", "early", "late", "every"],
            );
        let fall = season == 23 && sentence.is(at, "fall");
        let verb = sentence.tag(at).is_some_and(Tag::is_verb);
        let modifier =
            sentence.is_noun(at + 1) || fall && sentence.is_any(at + 1, &["in", "of", "from", "to"]);
        let deictic = which != Which::Nearest && (!fall || !sentence.is_any(at + 1, &["in", "of", "from"]));
        let every = sentence.is_any(before, &["every", "each"]);
        ((deictic || led && !modifier) && !verb && !every).then(|| {
            let start = if article { before } else { start };
            (
                start..at + 1,
                Expression::Season {
                    season,
                    year: None,
                    which,
                },
            )
        })
    }

    pub(super) fn with_article(&self, at: TokenIndex) -> TokenIndex {
        at - usize::from(at > self.floor && self.sentence.is(at.wrapping_sub(1), "the"))
    }
}

/// A day of the month: *19*, *19th*.
pub(super) fn day(word: &str) -> Option<i8> {
    let digits = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|end| word.strip_suffix(end))
        .unwrap_or(word);
    digits
        .parse()
        .ok()
        .filter(|day| (1..=31).contains(day) && digits.len() <= 2 && digits.as_bytes()[0].is_ascii_digit())
}

/// Four digits that can be a year.
pub(super) fn plain_year(word: &str) -> Option<i16> {
    (word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| word.parse().ok())
        .flatten()
        .filter(|year| (1000..=2199).contains(year))
}

/// A date in figures: *2025-07-19*, *19/07/2025*; which part is the month stays open where both could be.
fn numeric_date([a, b, c]: [&str; 3], tokens: Range<TokenIndex>) -> Option<Core> {
    let small = |digits: &str| digits.parse::<i8>().ok().filter(|_| digits.len() <= 2);
    let large = |digits: &str| digits.parse::<i16>().ok().filter(|_| digits.len() == 4);
    let (year, month, day) = match (large(a), small(b), small(c), large(c)) {
        (Some(year), Some(month), Some(day), _) => (year, month, day),
        (None, Some(b), _, Some(year)) => match (small(a)?, b) {
            (day @ 13..=31, month @ 1..=12) | (month @ 1..=12, day @ 13..=31) => (year, month, day),
            (1..=12, 1..=12) => return Some((tokens, Expression::Open(Granularity::Day))),
            _ => return None,
        },
        _ => return None,
    };
    let date = jiff::civil::Date::new(year, month, day).ok()?;
    let value = date.to_string();
    Some((
        tokens,
        Expression::Fixed {
            value,
            granularity: Granularity::Day,
        },
    ))
}
