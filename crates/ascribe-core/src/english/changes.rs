//! Words that a comparison of two revisions looks for: numbers, times, negation, ladders of what became of somebody.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::phrases::Phrases;
use super::words::{Listed, Words, key};

/// The words of `data/lexicon/changes.toml`.
#[derive(Debug)]
pub struct Changes {
    /// Words of grammar, which say little about which claim it is.
    pub function: Words<()>,
    /// *not*, *never*.
    pub negation: Words<()>,
    /// *rise*, *fall*: keys of two words of which one says the opposite of the other, in either order.
    pub opposites: BTreeSet<(u64, u64)>,
    /// *begin*: what follows happens.
    pub implicative: Words<()>,
    /// *hardly*: words that come near a negation.
    pub near_negation: Words<()>,
    /// *fail*: what follows did not happen.
    pub negative_verb: Words<()>,
    /// *say*, *claim*: lemmas of words that attribute and do nothing else.
    pub reporting: Words<()>,
    /// *attacked*: done to somebody.
    pub suffered: Words<()>,
    /// Verbs that a reading takes for cues, and that do something else.
    pub doing: Words<()>,
    /// *allegations*: who rejects them replies.
    pub charge: Words<()>,
    /// *after*, *while*: before a clause that hangs on another one.
    pub subordinator: Words<()>,
    /// *northern*.
    pub compass: Words<()>,
    /// *some*, *most*.
    pub quantifier: Words<()>,
    /// *many*, *numerous*: keys of two quantifiers that say the same, in either order.
    pub quantifier_twins: BTreeSet<(u64, u64)>,
    /// *about*, *at least*, before a number, or *or more* behind it; those that say the same have the same value.
    pub bound: Phrases<u8>,
    /// *Monday*, *yesterday*.
    pub time: Words<()>,
    /// *years*: a time behind *last* or *this*, else what a number counts.
    pub time_unit: Words<()>,
    /// *overnight*: the key of another word for the same time.
    pub time_twin: Words<u64>,
    /// *Monday*.
    pub weekday: Words<()>,
    /// *last*, *next*: times beside a word of time.
    pub time_order: Words<()>,
    /// *March*: a number beside it is a day or a year.
    pub month: Words<()>,
    /// *percent*, *million*.
    pub unit: Words<()>,
    /// *in*, *near*: before a place.
    pub locative: Words<()>,
    /// *because of*, *led to*.
    pub causal: Phrases<()>,
    /// *plans to*, *will*.
    pub future: Phrases<()>,
    /// *declined to comment*.
    pub reply: Phrases<()>,
    /// *fraud*, *stole*.
    pub accusation: Words<()>,
    /// *Correction*, at the beginning of a sentence.
    pub note: Phrases<()>,
    /// Numbers in words.
    pub numbers: Words<u8>,
    /// Steps of what can become of somebody.
    pub ladders: Phrases<Rung>,
}

/// A step of a ladder; a higher rung says more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rung {
    /// Which ladder.
    pub ladder: u8,
    /// Which step of it, from 0.
    pub height: u8,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    function: Listed,
    negation: Listed,
    near_negation: Listed,
    implicative: Listed,
    negative_verb: Listed,
    opposites: Pairs,
    reporting: Listed,
    suffered: Listed,
    doing: Listed,
    charge: Listed,
    subordinator: Listed,
    compass: Listed,
    quantifier: Listed,
    quantifier_twins: Pairs,
    bound: BTreeMap<String, Vec<String>>,
    time: Listed,
    time_twin: BTreeMap<String, String>,
    time_unit: Listed,
    weekday: Listed,
    time_order: Listed,
    month: Listed,
    unit: Listed,
    locative: Listed,
    causal: PhraseList,
    future: PhraseList,
    reply: PhraseList,
    accusation: Listed,
    note: PhraseList,
    numbers: BTreeMap<String, u8>,
    ladders: BTreeMap<String, Vec<Vec<String>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PhraseList {
    phrases: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pairs {
    pairs: Vec<[String; 2]>,
}

impl Pairs {
    fn both_ways(&self) -> BTreeSet<(u64, u64)> {
        let keys = self.pairs.iter().map(|[one, other]| (key(one), key(other)));
        keys.flat_map(|(one, other)| [(one, other), (other, one)])
            .collect()
    }
}

impl Changes {
    /// Reads the lexicon that is built in.
    ///
    /// # Panics
    /// If the embedded file is malformed, which a test rules out.
    pub(super) fn built_in() -> Self {
        let file: File = lexicon!("changes");
        let phrases = |list: &PhraseList| Phrases::new(list.phrases.iter().map(|phrase| (phrase, ())));
        let bounds = file
            .bound
            .values()
            .zip(0..)
            .flat_map(|(phrases, limit)| phrases.iter().map(move |phrase| (phrase, limit)));
        let rungs = file.ladders.values().zip(0..).flat_map(|(rungs, ladder)| {
            rungs.iter().zip(0..).flat_map(move |(phrases, height)| {
                phrases
                    .iter()
                    .map(move |phrase| (phrase, Rung { ladder, height }))
            })
        });
        Self {
            function: file.function.table(),
            negation: file.negation.table(),
            opposites: file.opposites.both_ways(),
            implicative: file.implicative.table(),
            near_negation: file.near_negation.table(),
            negative_verb: file.negative_verb.table(),
            reporting: file.reporting.table(),
            suffered: file.suffered.table(),
            doing: file.doing.table(),
            charge: file.charge.table(),
            subordinator: file.subordinator.table(),
            compass: file.compass.table(),
            quantifier: file.quantifier.table(),
            quantifier_twins: file.quantifier_twins.both_ways(),
            bound: Phrases::new(bounds),
            time: file.time.table(),
            time_twin: Words::new(file.time_twin.iter().map(|(word, twin)| (word, key(twin)))),
            time_unit: file.time_unit.table(),
            weekday: file.weekday.table(),
            time_order: file.time_order.table(),
            month: file.month.table(),
            unit: file.unit.table(),
            locative: file.locative.table(),
            causal: phrases(&file.causal),
            future: phrases(&file.future),
            reply: phrases(&file.reply),
            accusation: file.accusation.table(),
            note: phrases(&file.note),
            numbers: Words::new(file.numbers.iter().map(|(word, value)| (word, *value))),
            ladders: Phrases::new(rungs),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::english::words::key;

    #[test]
    fn a_later_rung_is_higher() {
        let changes = Changes::built_in();
        let rung = |phrase: &str| {
            let keys: Vec<u64> = phrase.split(' ').map(key).collect();
            changes.ladders.longest(&keys).expect("a rung").1
        };
        assert_eq!(rung("arrested").ladder, rung("found guilty").ladder);
        assert!(rung("arrested").height < rung("charged").height);
        assert!(rung("feared dead").height < rung("dead").height);
        assert_ne!(rung("died").ladder, rung("charged").ladder);
        assert_eq!(changes.numbers.get("Twelve"), Some(12));
        assert!(changes.negation.contains("n’t") && !changes.negation.contains("now"));
    }
}
