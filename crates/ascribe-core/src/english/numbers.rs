//! Words that are numbers, and phrases that bound them.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::phrase_keys::{self, Phrase};
use super::words::Words;
use crate::vocabulary::Bound;

/// What a word says as a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum NumberWord {
    /// *seven*, *twenty*.
    Cardinal(f64),
    /// *hundred*, *dozen*, *million*: multiplies what stands before it.
    Scale(f64),
    /// *dozens*, *thousands*: a least number.
    Plural(f64),
    /// *third*: a place in an order or, behind an article, a part of a whole.
    Ordinal(f64),
    /// *half*, *thirds*: so many parts make the whole.
    Part(f64),
    /// *twice*, *doubled*.
    Factor(f64),
}

/// Number words, bounds and the words that make a number a name.
#[derive(Debug)]
pub struct Numbers {
    words: Words<NumberWord>,
    suffixes: Words<f64>,
    before: Words<Bound>,
    after: Words<Bound>,
    designators: Words<()>,
    emergency: Words<()>,
    emergency_after: Words<()>,
    streets: Words<()>,
    before_idiom: Words<()>,
    after_idiom: Words<()>,
    changes: Words<()>,
    contests: Words<()>,
    placings: Words<()>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    cardinals: Values,
    scales: Values,
    suffixes: Values,
    plurals: Values,
    ordinals: Values,
    parts: Values,
    factors: Values,
    before: Bounds,
    after: Bounds,
    designators: List,
    emergency: Emergency,
    streets: List,
    ordinal_idioms: Idioms,
    changes: Lemmas,
    contests: Lemmas,
    placings: Lemmas,
}

type Values = BTreeMap<String, f64>;
type Bounds = BTreeMap<String, Vec<String>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Emergency {
    numbers: Vec<String>,
    after: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lemmas {
    lemmas: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Idioms {
    before: Vec<String>,
    after: Vec<String>,
}

/// What a value of the lexicon stands for, by the list that it is in.
type OfValue = fn(f64) -> NumberWord;

impl Numbers {
    /// Reads the lexicon that is built in.
    ///
    /// # Panics
    /// If the embedded file is malformed, which a test rules out.
    pub(super) fn built_in() -> Self {
        let file: File = lexicon!("numbers");
        let kinds: [(Values, OfValue); 6] = [
            (file.cardinals, NumberWord::Cardinal),
            (file.scales, NumberWord::Scale),
            (file.plurals, NumberWord::Plural),
            (file.ordinals, NumberWord::Ordinal),
            (file.parts, NumberWord::Part),
            (file.factors, NumberWord::Factor),
        ];
        let listed = |words: Vec<String>| Words::new(words.into_iter().map(|word| (word, ())));
        Self {
            words: Words::new(
                kinds.into_iter().flat_map(|(values, kind)| {
                    values.into_iter().map(move |(word, value)| (word, kind(value)))
                }),
            ),
            suffixes: Words::new(file.suffixes),
            before: bounds(file.before),
            after: bounds(file.after),
            designators: listed(file.designators.words),
            emergency: listed(file.emergency.numbers),
            emergency_after: listed(file.emergency.after),
            streets: listed(file.streets.words),
            before_idiom: listed(file.ordinal_idioms.before),
            after_idiom: listed(file.ordinal_idioms.after),
            changes: listed(file.changes.lemmas),
            contests: listed(file.contests.lemmas),
            placings: listed(file.placings.lemmas),
        }
    }

    /// What `word` says as a number.
    pub fn word(&self, word: &str) -> Option<NumberWord> {
        self.words.get(word)
    }

    /// The number that the word with this key is.
    pub fn by_key(&self, key: u64) -> Option<NumberWord> {
        self.words.by_key(key)
    }

    /// The factor of letters right behind figures: *bn* of *1.2bn*.
    pub fn suffix(&self, letters: &str) -> Option<f64> {
        self.suffixes.get(letters)
    }

    /// The bound that a phrase in front of a number gives: *at least*.
    pub fn before(&self, phrase: Phrase) -> Option<Bound> {
        self.before.phrase(phrase)
    }

    /// The bound that a phrase behind a number gives: *or more*.
    pub fn after(&self, phrase: Phrase) -> Option<Bound> {
        self.after.phrase(phrase)
    }

    /// Whether a number with this word behind it is the telephone's for emergencies: *the 911 call*.
    pub fn is_emergency(&self, number: &str, after: &str) -> bool {
        self.emergency.contains(number) && self.emergency_after.contains(after)
    }

    /// Whether a number behind `word` is a name: *Flight 370*.
    pub fn is_designator(&self, word: &str) -> bool {
        self.designators.contains(word)
    }

    /// Whether a name that ends in `word` is a street.
    pub fn is_street(&self, word: &str) -> bool {
        self.streets.contains(word)
    }

    /// Whether an ordinal between these two words is no place in an order: *at first*, *first aid*.
    pub fn is_ordinal_idiom(&self, before: &str, after: &str) -> bool {
        self.before_idiom.contains(before) || self.after_idiom.contains(after)
    }

    /// Whether something changes from one number to another by this verb: *fall*.
    pub fn is_change(&self, lemma: &str) -> bool {
        self.changes.contains(lemma)
    }

    /// Whether two numbers near `lemma` are a score: *win*, *vote*.
    pub fn is_contest(&self, lemma: &str) -> bool {
        self.contests.contains(lemma)
    }

    /// Whether an ordinal behind this verb is a place: *finish*.
    pub fn is_placing(&self, lemma: &str) -> bool {
        self.placings.contains(lemma)
    }
}

fn bounds(lists: Bounds) -> Words<Bound> {
    phrase_keys::table(lists.into_iter().flat_map(|(code, list)| {
        let bound = Bound::from_code(&code).expect("a bound");
        list.into_iter().map(move |phrase| (phrase, bound))
    }))
}
