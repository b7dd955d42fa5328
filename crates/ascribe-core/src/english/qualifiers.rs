//! Words that turn or limit what is said.

use serde::Deserialize;

use super::words::Words;

/// The words whose loss changes a quotation.
#[derive(Debug)]
pub struct Qualifiers {
    words: Words<()>,
    front: Words<()>,
    exceptions: Words<()>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    negation: List,
    condition: List,
    degree: List,
    front: List,
    exception: List,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    words: Vec<String>,
}

impl Qualifiers {
    /// Reads the lexicon that is built in.
    ///
    /// # Panics
    /// If the embedded file is malformed, which a test rules out.
    pub(super) fn built_in() -> Self {
        let file: File = lexicon!("qualifiers");
        let words = [file.negation, file.condition, file.degree];
        let listed = |words: Vec<String>| words.into_iter().map(|word| (word, ()));
        Self {
            words: Words::new(words.into_iter().flat_map(|list| listed(list.words))),
            front: Words::new(listed(file.front.words)),
            exceptions: Words::new(listed(file.exception.words)),
        }
    }

    /// Whether a sentence without `word` says something else: *not*, *if*, *some*, *don't*.
    pub fn contains(&self, word: &str) -> bool {
        self.words.contains(word) || is_negated(word)
    }

    /// Whether `word` in front of a quotation turns or limits it: *almost | every alert was answered*, *we don't | want to close it*.
    pub fn is_turning(&self, word: &str) -> bool {
        self.front.contains(word) || is_negated(word)
    }

    /// Whether `word` behind a quotation takes part of it back.
    pub fn is_exception(&self, word: &str) -> bool {
        self.exceptions.contains(word)
    }
}

fn is_negated(word: &str) -> bool {
    word.ends_with("n't") || word.ends_with("n’t")
}
