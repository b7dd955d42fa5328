//! Words that say the same where two texts tell of one thing in other words.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::phrases::Phrases;
use super::words::{Listed, Words};

/// The words of `data/lexicon/paraphrases.toml`, all of them lemmas.
#[derive(Debug)]
pub struct Paraphrases {
    /// Verbs, and what they say to be done: *quit*, *step down*.
    pub verbs: Phrases<Concept>,
    /// Nouns of a deed, and nouns and adjectives for one thing: *resignation*, *jail*, *prison*.
    pub nouns: Phrases<Concept>,
    /// *grip*: verbs that say no more than where the event was that their subject names.
    pub happening: Words<()>,
    /// *carry out*: verbs that say that the deed was done that their object names.
    pub light: Words<()>,
}

/// What words of one row stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Concept {
    /// What is done, whether a verb or a noun says so.
    Deed(u16),
    /// A thing, or what it is like.
    Thing(u16),
    /// A country, by its name, its people or its capital.
    Country(u16),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    deeds: BTreeMap<String, Vec<String>>,
    nominals: BTreeMap<String, Vec<String>>,
    light: Listed,
    happening: Listed,
    things: BTreeMap<String, Vec<String>>,
}

impl Paraphrases {
    /// Reads the lexicon that is built in.
    ///
    /// # Panics
    /// If the embedded file is malformed, or has nouns of a deed that has no verbs; a test rules both out.
    pub(super) fn built_in() -> Self {
        let file: File = lexicon!("paraphrases");
        let numbers: BTreeMap<&String, u16> = file.deeds.keys().zip(0..).collect();
        let verbs = file.deeds.iter().flat_map(|(deed, verbs)| {
            let deed = Concept::Deed(numbers[deed]);
            verbs.iter().map(move |verb| (verb, deed))
        });
        let nominals = file.nominals.iter().flat_map(|(deed, nouns)| {
            let deed = Concept::Deed(numbers[deed]);
            nouns.iter().map(move |noun| (noun, deed))
        });
        let things = file.things.values().zip(0..).flat_map(|(nouns, thing)| {
            let thing = Concept::Thing(thing);
            nouns.iter().map(move |noun| (noun, thing))
        });
        Self {
            verbs: Phrases::new(verbs),
            nouns: Phrases::new(nominals.chain(things)),
            light: file.light.table(),
            happening: file.happening.table(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::english::words::key;

    #[test]
    fn verbs_and_nouns_of_a_deed_are_one() {
        let paraphrases = Paraphrases::built_in();
        let found = |list: &Phrases<Concept>, phrase: &str| {
            let keys: Vec<u64> = phrase.split(' ').map(key).collect();
            list.longest(&keys).expect("a phrase of the list").1
        };
        let verb = |phrase| found(&paraphrases.verbs, phrase);
        let noun = |phrase| found(&paraphrases.nouns, phrase);
        assert_eq!(verb("step down"), verb("resign"));
        assert_eq!(verb("resign"), noun("resignation"));
        assert_eq!(noun("jail"), noun("prison"));
        assert_ne!(verb("resign"), verb("dismiss"));
        assert_ne!(verb("fire"), noun("fire"));
    }
}
