//! Words of the calendar and the clock.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::phrase_keys::{self, Phrase};
use super::words::Words;

/// What a word says in the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalendarWord {
    /// Monday is 1.
    Weekday(i8),
    /// January is 1.
    Month(i8),
    /// Spring is 21, winter 24, as in ISO 8601-2.
    Season(u8),
    /// *weeks*.
    Unit(TimeUnit),
    /// *yesterday* is -1.
    Day(i8),
    /// *evening*.
    DayPart,
}

/// Lengths that times are given in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "their names say what they are")]
pub enum TimeUnit {
    Second,
    Minute,
    Hour,
    Day,
    Night,
    Week,
    Weekend,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

/// A day that comes every year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Feast {
    /// January is 1.
    pub month: i8,
    /// The day in the month.
    pub day: i8,
}

/// All words of the calendar.
#[derive(Debug)]
pub struct Calendar {
    words: Words<CalendarWord>,
    feasts: Words<Feast>,
    /// The first words of their names.
    feast_beginnings: Words<()>,
    implicative: Words<()>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    weekdays: BTreeMap<String, i8>,
    months: BTreeMap<String, i8>,
    seasons: BTreeMap<String, u8>,
    units: BTreeMap<String, TimeUnit>,
    days: BTreeMap<String, i8>,
    day_parts: DayParts,
    feasts: BTreeMap<String, String>,
    implicative: Implicative,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DayParts {
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Implicative {
    verbs: Vec<String>,
}

impl Calendar {
    /// Reads the lexicon that is built in.
    ///
    /// # Panics
    /// If the embedded file is malformed, which a test rules out.
    pub(super) fn built_in() -> Self {
        let file: File = lexicon!("calendar");
        let words = |values: BTreeMap<String, i8>, kind: fn(i8) -> CalendarWord| {
            values.into_iter().map(move |(word, value)| (word, kind(value)))
        };
        let listed = words(file.weekdays, CalendarWord::Weekday)
            .chain(words(file.months, CalendarWord::Month))
            .chain(words(file.days, CalendarWord::Day))
            .chain(
                file.seasons
                    .into_iter()
                    .map(|(word, code)| (word, CalendarWord::Season(code))),
            )
            .chain(
                file.units
                    .into_iter()
                    .map(|(word, unit)| (word, CalendarWord::Unit(unit))),
            )
            .chain(
                file.day_parts
                    .words
                    .into_iter()
                    .map(|word| (word, CalendarWord::DayPart)),
            );
        Self {
            words: Words::new(listed),
            feast_beginnings: Words::new(file.feasts.keys().map(|name| {
                let first = name.split(' ').next().unwrap_or(name);
                (first.strip_suffix("'s").unwrap_or(first), ())
            })),
            feasts: phrase_keys::table(file.feasts.into_iter().map(|(name, day)| {
                let (month, day) = day.split_once('-').expect("month and day of a feast");
                let number = |digits: &str| digits.parse().expect("month and day of a feast");
                (
                    name,
                    Feast {
                        month: number(month),
                        day: number(day),
                    },
                )
            })),
            implicative: Words::new(file.implicative.verbs.into_iter().map(|verb| (verb, ()))),
        }
    }

    /// What `word` says in the calendar, with or without the full stop of an abbreviation.
    pub fn word(&self, word: &str) -> Option<CalendarWord> {
        self.words.get(word.strip_suffix('.').unwrap_or(word))
    }

    /// What the word with this key says in the calendar, its full stop left out.
    pub fn by_key(&self, key: u64) -> Option<CalendarWord> {
        self.words.by_key(key)
    }

    /// Whether a feast's name begins with the word that has this key.
    pub fn begins_feast(&self, key: u64) -> bool {
        self.feast_beginnings.by_key(key).is_some()
    }

    /// The feast of that name.
    pub fn feast(&self, phrase: Phrase) -> Option<Feast> {
        self.feasts.phrase(phrase)
    }

    /// Whether what an infinitive says happens when the verb `lemma` before it does.
    pub fn is_implicative(&self, lemma: &str) -> bool {
        self.implicative.contains(lemma)
    }
}
