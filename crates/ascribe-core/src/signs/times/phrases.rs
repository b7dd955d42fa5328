//! The words that say a time: a core (*Saturday*, *July*, *2019*, *four years*), what stands before it (*last*, *the end of*,
//! *earlier this*) and behind it (*evening*, *ago*, *2025*), and ranges of two.

mod around;
mod dates;
mod names;
mod stretches;
mod years;

use std::ops::Range;

use super::clock;
use super::expression::{Expression, Found};
use crate::document::TokenIndex;
use crate::english::English;
use crate::english::calendar::{CalendarWord, TimeUnit};
use crate::english::words::HYPHENS;
use crate::signs::sentence::Sentence;

/// All times of a sentence, in text order.
pub(super) fn find(english: &English, sentence: &Sentence<'_>) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut at = sentence.tokens.start;
    let mut floor = at;
    while at < sentence.tokens.end {
        let reader = Reader {
            english,
            sentence,
            floor,
        };
        let Some(first) = reader.time(at) else {
            at += 1;
            continue;
        };
        let time = reader.range(first);
        at = time.tokens.end.max(at + 1);
        floor = at;
        found.push(time);
    }
    found
}

struct Reader<'a> {
    english: &'a English,
    sentence: &'a Sentence<'a>,
    /// Where the time before ended: modifiers do not reach over it.
    floor: TokenIndex,
}

/// A core with its tokens.
type Core = (Range<TokenIndex>, Expression);

const PREPOSITIONS: [&str; 24] = [
    "in",
    "since",
    "by",
    "until",
    "till",
    "from",
    "before",
    "after",
    "during",
    "of",
    "between",
    "through",
    "throughout",
    "for",
    "early",
    "late",
    "mid",
    "last",
    "next",
    "this",
    "to",
    "around",
    "circa",
    "on",
];

impl Reader<'_> {
    fn calendar(&self, at: TokenIndex) -> Option<CalendarWord> {
        self.english.calendar.by_key(self.sentence.bare_key(at))
    }

    fn unit(&self, at: TokenIndex) -> Option<TimeUnit> {
        match self.calendar(at) {
            Some(CalendarWord::Unit(unit)) => Some(unit),
            _ => None,
        }
    }

    fn month(&self, at: TokenIndex) -> Option<i8> {
        match self.calendar(at) {
            Some(CalendarWord::Month(month)) => Some(month),
            _ => None,
        }
    }

    /// The time whose core begins at `at`, with all that belongs to it.
    fn time(&self, at: TokenIndex) -> Option<Found> {
        let (tokens, expression) = self.core(at)?;
        let mut found = Found {
            tokens,
            expression,
            edge: None,
            part: false,
        };
        self.day_part(&mut found);
        self.early_or_late(&mut found);
        self.edge(&mut found);
        Some(found)
    }

    /// The core at `at`.
    fn core(&self, at: TokenIndex) -> Option<Core> {
        let sentence = self.sentence;
        let word = sentence.word(at);
        let first = *word.as_bytes().first()?;
        if first.is_ascii_digit() || matches!(first, b'\'' | 0xE2) && word.len() > 2 {
            return self.figures(at);
        }
        if !first.is_ascii_alphabetic() {
            return None;
        }
        if let Some(word) = self.calendar(at) {
            return match word {
                CalendarWord::Weekday(weekday) => self.weekday(at, weekday),
                CalendarWord::Month(month) => self.month_first(at, month),
                CalendarWord::Season(season) => self.season(at, season),
                // *second* is a unit and a place in an order.
                CalendarWord::Unit(unit) => self.lone_unit(at, unit).or_else(|| self.quarter(at)),
                CalendarWord::Day(by) => self.today(at, by),
                CalendarWord::DayPart => self.lone_part(at),
            };
        }
        // Most words are none of these: they are let go after one look.
        let number = self.english.numbers.by_key(sentence.form(at).key).is_some()
            || word.contains(HYPHENS)
            || sentence.is_any(at, &["a", "an", "several", "few"]);
        if !number && !first.is_ascii_uppercase() && !sentence.is_any(at, &["noon", "midnight"]) {
            return None;
        }
        if let Some(core) = clock::read(self.english, sentence, at) {
            return Some(core);
        }
        if let Some(core) = self
            .glued(at)
            .or_else(|| self.feast(at))
            .or_else(|| self.quarter(at))
        {
            return Some(core);
        }
        self.counted(at)
    }

    /// A core that begins with figures.
    fn figures(&self, at: TokenIndex) -> Option<Core> {
        if let Some(core) = clock::read(self.english, self.sentence, at) {
            return Some(core);
        }
        self.iso(at)
            .or_else(|| self.day_first(at))
            .or_else(|| self.decade(at))
            .or_else(|| self.quarter(at))
            .or_else(|| self.year(at))
            .or_else(|| self.counted(at))
    }
}
