//! Phrases of several words as one key each, so that a table of words can hold them.

use super::model::mix;
use super::words::{Words, key};

/// A phrase read word by word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase(u64);

impl Phrase {
    /// The phrase without a word.
    pub const EMPTY: Phrase = Phrase(0);

    /// The phrase with one word more.
    #[must_use]
    pub fn then(self, word: &str) -> Phrase {
        self.then_key(key(word))
    }

    /// The phrase with one word more, whose key is known.
    #[must_use]
    pub fn then_key(self, key: u64) -> Phrase {
        Phrase(mix(self.0, key))
    }
}

/// The table of these phrases, their words parted by spaces.
pub(super) fn table<W: AsRef<str>, T: Copy>(entries: impl IntoIterator<Item = (W, T)>) -> Words<T> {
    Words::of_keys(entries.into_iter().map(|(phrase, value)| {
        let key = phrase.as_ref().split(' ').fold(Phrase::EMPTY, Phrase::then);
        (key.0, value)
    }))
}

impl<T: Copy> Words<T> {
    /// What a phrase is listed as.
    pub fn phrase(&self, phrase: Phrase) -> Option<T> {
        self.by_key(phrase.0)
    }
}
