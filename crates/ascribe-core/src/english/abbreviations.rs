//! Words written with a full stop that need not end the sentence: *Gov.*, *Jan.*, *No. 10*, *Inc.*

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

use super::lower_case::lower_case;

/// When the full stop belongs to the word, and whether a sentence may end there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Abbreviation {
    /// Stands before a name: *Lt. Gen. Jane Roe*.
    Title,
    /// A month or day: *Jan. 3*.
    Date,
    /// An American state: *Biloxi, Miss.*
    State,
    /// Stands before a number: *No. 10*.
    Number,
    /// May end a sentence: *Acme Inc.*
    Other,
}

/// The list of abbreviations, and the words that show a new sentence after one.
#[derive(Debug)]
pub struct Abbreviations {
    words: HashMap<String, Abbreviation>,
    opening: HashSet<String>,
}

/// The groups of the file, in its order.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    title: Vec<String>,
    date: Vec<String>,
    state: Vec<String>,
    number: Vec<String>,
    other: Vec<String>,
    opening: Vec<String>,
}

impl Abbreviations {
    /// Reads the lexicon that is built in.
    ///
    /// # Panics
    /// If the embedded file is malformed, which a test rules out.
    pub(super) fn built_in() -> Self {
        let file: File = lexicon!("abbreviations");
        let groups = [
            (file.title, Abbreviation::Title),
            (file.date, Abbreviation::Date),
            (file.state, Abbreviation::State),
            (file.number, Abbreviation::Number),
            (file.other, Abbreviation::Other),
        ];
        let words = groups
            .into_iter()
            .flat_map(|(words, group)| words.into_iter().map(move |word| (word, group)))
            .collect();
        let opening = file.opening.into_iter().collect();
        Self { words, opening }
    }

    /// The group of `word`, given without its full stop and in any case.
    pub fn group(&self, word: &str) -> Option<Abbreviation> {
        lower_case(word, |word| self.words.get(word).copied()).flatten()
    }

    /// Whether `word` is usual at the beginning of a sentence and unusual in the middle of a name.
    pub fn opens_sentence(&self, word: &str) -> bool {
        lower_case(word, |word| self.opening.contains(word)).unwrap_or(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_any_case() {
        let abbreviations = Abbreviations::built_in();
        assert_eq!(abbreviations.group("Gov"), Some(Abbreviation::Title));
        assert_eq!(abbreviations.group("NO"), Some(Abbreviation::Number));
        assert_eq!(abbreviations.group("government"), None);
        assert_eq!(abbreviations.group("Ministerialdirigentin"), None);
        assert!(abbreviations.opens_sentence("The"));
        assert!(!abbreviations.opens_sentence("Treasury"));
    }
}
