//! Units of measurement and nouns that count people.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::phrase_keys::{self, Phrase};
use super::words::Words;
use crate::vocabulary::Dimension;

/// Number of a unit in [`Units`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnitIndex(u16);

/// A unit with its code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// As it stands in the record: `km`, `EUR`, `percent`.
    pub code: String,
    /// What it measures.
    pub dimension: Dimension,
}

/// All units, by the words that name them.
#[derive(Debug)]
pub struct Units {
    all: Vec<Unit>,
    phrases: Words<UnitIndex>,
    people: Words<()>,
    several_people: Words<()>,
}

/// No unit has more words.
pub const LONGEST: usize = 4;

impl Units {
    /// Reads the lexicon that is built in.
    ///
    /// # Panics
    /// If the embedded file is malformed, which a test rules out.
    pub(super) fn built_in() -> Self {
        #[derive(Deserialize)]
        struct File(BTreeMap<String, BTreeMap<String, Vec<String>>>);
        let File(tables) = lexicon!("units");
        let mut units = Vec::new();
        let mut names = Vec::new();
        let mut people = Vec::new();
        let mut several_people = Vec::new();
        for (table, lists) in tables {
            for (code, words) in lists {
                if table == "people" {
                    let list = if code == "not" {
                        &mut several_people
                    } else {
                        &mut people
                    };
                    list.extend(words.into_iter().map(|word| (word, ())));
                    continue;
                }
                let index = UnitIndex(units.len() as u16);
                let dimension = Dimension::from_code(&table).expect("a dimension");
                names.extend(words.into_iter().map(|word| (word, index)));
                units.push(Unit { code, dimension });
            }
        }
        Self {
            all: units,
            phrases: phrase_keys::table(names),
            people: Words::new(people),
            several_people: Words::new(several_people),
        }
    }

    /// The unit that a phrase names.
    pub fn named(&self, phrase: Phrase) -> Option<UnitIndex> {
        self.phrases.phrase(phrase)
    }

    /// Whether one of what `word` counts is several people: *families*.
    pub fn counts_several_people(&self, word: &str) -> bool {
        self.several_people.contains(word)
    }

    /// Whether `word` counts people, in the plural as it is listed or in the singular: *one volunteer*.
    pub fn counts_people(&self, word: &str) -> bool {
        self.people.contains(word) || self.people.contains(&format!("{word}s"))
    }
}

impl std::ops::Index<UnitIndex> for Units {
    type Output = Unit;

    fn index(&self, index: UnitIndex) -> &Unit {
        &self.all[usize::from(index.0)]
    }
}
