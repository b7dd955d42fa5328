//! Which words stand in a text, and which stand side by side: asked of every change, so looked up and not searched for.

use std::collections::{HashMap, HashSet};

use super::words::Text;
use crate::english::names::Facts;

/// Keys of words and of their neighbours.
pub(super) struct Neighbours {
    words: HashSet<u64>,
    pairs: HashSet<(u64, u64)>,
    /// Words behind a given name, a form of address or an office.
    people: HashSet<u64>,
    /// Two different names, if there are as many, that stand behind each office.
    holders: HashMap<u64, Vec<u64>>,
}

impl Neighbours {
    pub(super) fn of(text: &Text<'_>) -> Self {
        let mut found = Self {
            words: text.words.iter().map(|word| word.key).collect(),
            pairs: HashSet::new(),
            people: HashSet::new(),
            holders: HashMap::new(),
        };
        for pair in text.words.windows(2) {
            let (word, next) = (&pair[0], &pair[1]);
            found.pairs.insert((word.key, next.key));
            if next.token != word.token + 1 {
                continue;
            }
            let written = text.word(word);
            let introduces = Facts::GIVEN.or(Facts::ADDRESS).or(Facts::OFFICE);
            if text.english.names.facts(written).any(introduces) {
                found.people.insert(next.key);
            }
            if text.english.namesakes.office.contains(written)
                && text.revision.grammar.tag(next.token).is_name()
            {
                let names = found.holders.entry(word.key).or_default();
                if names.len() < 2 && !names.contains(&next.key) {
                    names.push(next.key);
                }
            }
        }
        found
    }

    /// Whether a word stands in the text.
    pub(super) fn has(&self, word: u64) -> bool {
        self.words.contains(&word)
    }

    /// Whether one word stands right behind another one.
    pub(super) fn has_pair(&self, word: u64, next: u64) -> bool {
        self.pairs.contains(&(word, next))
    }

    /// Whether a name stands behind a given name, a form of address or an office somewhere: *Zoë **Roe***, *Mr **Roe***.
    pub(super) fn is_person(&self, name: u64) -> bool {
        self.people.contains(&name)
    }

    /// Whether somebody else of another name than this has an office: ***mayor** Hale*.
    pub(super) fn has_other_holder(&self, office: u64, name: u64) -> bool {
        let holders = self.holders.get(&office);
        holders.is_some_and(|names| names.iter().any(|&other| other != name))
    }
}
