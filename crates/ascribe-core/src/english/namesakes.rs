//! Names that stand for the same: short forms, governments by their capital, persons by their office.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::phrases::Phrases;
use super::words::{Listed, Words};

/// The words of `data/lexicon/namesakes.toml`.
#[derive(Debug)]
pub struct Namesakes {
    /// *UN*, *United Nations*: those of the same have the same value.
    pub same: Phrases<u16>,
    /// *Russia*, *Moscow*, *the Kremlin*: those of the same country have the same value.
    pub government: Phrases<u16>,
    /// *US*, and *Texas*: a whole and its parts have the same value.
    pub whole: Phrases<u16>,
    /// The parts.
    pub part: Phrases<u16>,
    /// *minister*: there are several, each for another field.
    pub portfolio: Words<()>,
    /// *president*: one person holds it at a time.
    pub office: Words<()>,
    /// *officials*: they act for their country.
    pub acting: Words<()>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    same: BTreeMap<String, Vec<String>>,
    government: BTreeMap<String, Vec<String>>,
    whole: BTreeMap<String, Vec<String>>,
    part: BTreeMap<String, Vec<String>>,
    portfolio: Listed,
    office: Listed,
    acting: Listed,
}

impl Namesakes {
    /// Reads the lexicon that is built in.
    ///
    /// # Panics
    /// If the embedded file is malformed, which a test rules out.
    pub(super) fn built_in() -> Self {
        let file: File = lexicon!("namesakes");
        let rows = |rows: &BTreeMap<String, Vec<String>>| {
            let numbered = rows.values().zip(0..);
            Phrases::new(numbered.flat_map(|(names, row)| names.iter().map(move |name| (name, row))))
        };
        Self {
            same: rows(&file.same),
            government: rows(&file.government),
            whole: rows(&file.whole),
            part: rows(&file.part),
            portfolio: file.portfolio.table(),
            office: file.office.table(),
            acting: file.acting.table(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::english::words::key;

    #[test]
    fn a_country_and_its_capital_are_one_government() {
        let namesakes = Namesakes::built_in();
        let row = |list: &Phrases<u16>, name: &str| {
            let keys: Vec<u64> = name.split(' ').map(key).collect();
            list.longest(&keys).map(|it| it.1)
        };
        assert!(row(&namesakes.government, "Pyongyang").is_some());
        assert_eq!(
            row(&namesakes.government, "Pyongyang"),
            row(&namesakes.government, "North Korean")
        );
        assert_ne!(
            row(&namesakes.government, "Seoul"),
            row(&namesakes.government, "Pyongyang")
        );
        assert_eq!(row(&namesakes.same, "Pyongyang"), None);
        assert_eq!(row(&namesakes.same, "NYC"), row(&namesakes.same, "New York"));
    }
}
