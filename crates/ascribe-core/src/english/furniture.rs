//! Words of lines that are no running text: bylines, captions, credits, navigation, dates.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use serde::Deserialize;

use super::lower_case::lower_case;

/// What the first words of a line show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// *Reporting by*: a byline if a name follows.
    Byline,
    /// *Photograph*: a credit if a colon or nothing follows.
    Credit,
    /// *Photo by*: a caption whatever follows.
    Caption,
    /// *Related*: navigation if a colon or nothing follows.
    Label,
    /// *Live*: navigation if nothing follows.
    Kicker,
    /// *Sign up*: navigation if the line is short.
    Navigation,
}

/// The words of furniture.
#[derive(Debug)]
pub struct Furniture {
    /// By first word, the longest phrase first.
    openings: HashMap<String, Vec<(String, Opening)>>,
    date: HashSet<String>,
}

/// The groups of the file, in its order.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    byline: Vec<String>,
    credit: Vec<String>,
    caption: Vec<String>,
    label: Vec<String>,
    kicker: Vec<String>,
    navigation: Vec<String>,
    date: Vec<String>,
}

impl Furniture {
    /// Reads the lexicon that is built in.
    ///
    /// # Panics
    /// If the embedded file is malformed, which a test rules out.
    pub(super) fn built_in() -> Self {
        let file: File = lexicon!("furniture");
        let groups = [
            (file.byline, Opening::Byline),
            (file.credit, Opening::Credit),
            (file.caption, Opening::Caption),
            (file.label, Opening::Label),
            (file.kicker, Opening::Kicker),
            (file.navigation, Opening::Navigation),
        ];
        let mut phrases: Vec<(String, Opening)> = groups
            .into_iter()
            .flat_map(|(phrases, opening)| phrases.into_iter().map(move |phrase| (phrase, opening)))
            .collect();
        phrases.sort_by_key(|(phrase, _)| Reverse(phrase.len()));
        let mut openings: HashMap<String, Vec<(String, Opening)>> = HashMap::new();
        for (phrase, opening) in phrases {
            let first = phrase.split(' ').next().unwrap_or_default().to_owned();
            openings.entry(first).or_default().push((phrase, opening));
        }
        Self {
            openings,
            date: file.date.into_iter().collect(),
        }
    }

    /// What the beginning of `line` shows, and how many bytes show it; `first` is its first word.
    pub fn opening(&self, first: &str, line: &str) -> Option<(Opening, usize)> {
        let phrases = lower_case(first, |first| self.openings.get(first)).flatten()?;
        let starts = |phrase: &str| {
            let ends = !line[..]
                .get(phrase.len()..)
                .is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
            ends && line
                .get(..phrase.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(phrase))
        };
        phrases
            .iter()
            .find(|(phrase, _)| starts(phrase))
            .map(|(phrase, opening)| (*opening, phrase.len()))
    }

    /// Whether `word` can stand in a line of nothing but date and time.
    pub fn dates(&self, word: &str) -> bool {
        lower_case(word, |word| self.date.contains(word)).unwrap_or(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_opening_is_found() {
        let furniture = Furniture::built_in();
        assert_eq!(
            furniture.opening("Photo", "Photo by Jane Roe"),
            Some((Opening::Caption, 8))
        );
        assert_eq!(
            furniture.opening("Photo", "Photo: Jane Roe"),
            Some((Opening::Credit, 5))
        );
        assert_eq!(furniture.opening("Byron", "Byron wrote it"), None);
        assert_eq!(furniture.opening("Sign", "Signs of a thaw"), None);
        assert!(furniture.dates("Sept."));
    }
}
