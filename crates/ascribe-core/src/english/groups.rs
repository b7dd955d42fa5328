//! Lexicons whose words stand in groups of meaning, one part of speech apart from another; a word may be in several groups.
//!
//! *fine* as a verb is a decision (*fined twice*), as an adjective praise.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::words::{Words, key};
use crate::tag::Tag;

/// Groups by lemma, a table for each part of speech.
#[derive(Debug)]
pub struct Groups {
    verbs: Words<Set>,
    nouns: Words<Set>,
    others: Words<Set>,
}

/// The groups that a word stands in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Set(u32);

impl Set {
    /// Whether the group with this number is among them.
    pub const fn has(self, group: usize) -> bool {
        self.0 & (1 << group) != 0
    }

    /// The groups of either.
    #[must_use]
    pub const fn with(self, other: Set) -> Set {
        Set(self.0 | other.0)
    }
}

/// A file: groups by name.
pub(super) type File = BTreeMap<String, Group>;

/// One group of a file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Group {
    #[serde(default)]
    verbs: Vec<String>,
    #[serde(default)]
    nouns: Vec<String>,
    #[serde(default)]
    others: Vec<String>,
}

impl Groups {
    /// Reads a lexicon whose groups have these names; the position of a name is the group's number.
    ///
    /// # Panics
    /// If the file has other groups, which a test rules out.
    pub(super) fn read(groups: File, names: &[&str]) -> Self {
        let mut tables: [BTreeMap<u64, u32>; 3] = Default::default();
        for (name, group) in groups {
            let number = names
                .iter()
                .position(|known| **known == *name)
                .unwrap_or_else(|| panic!("a group called {name}"));
            for (table, words) in tables.iter_mut().zip([group.verbs, group.nouns, group.others]) {
                for word in words {
                    *table.entry(key(&word)).or_default() |= 1 << number;
                }
            }
        }
        let [verbs, nouns, others] =
            tables.map(|table| Words::of_keys(table.into_iter().map(|(key, groups)| (key, Set(groups)))));
        Self { verbs, nouns, others }
    }

    /// The groups of a lemma that stands in the text as `tag`.
    pub fn of(&self, lemma: &str, tag: Tag) -> Set {
        self.by_key(key(lemma), tag)
    }

    /// The groups of the lemma with this key.
    pub fn by_key(&self, lemma: u64, tag: Tag) -> Set {
        let table = if tag.is_verb() {
            &self.verbs
        } else if tag.is_noun() {
            &self.nouns
        } else {
            &self.others
        };
        table.by_key(lemma).unwrap_or_default()
    }
}
