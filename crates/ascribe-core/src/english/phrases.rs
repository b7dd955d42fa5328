//! Lists of phrases of one or more words, each with a value, found word by word.

use std::collections::BTreeMap;

use super::words::{Words, key};

/// Values found by phrase, whatever its case; the words themselves are not kept.
#[derive(Debug)]
pub struct Phrases<T> {
    /// Where in `phrases` those with this first word are.
    by_first: Words<usize>,
    /// The keys of the other words, longest first, for each first word.
    phrases: Vec<Vec<(Vec<u64>, T)>>,
}

impl<T: Copy> Phrases<T> {
    /// The table of phrases whose words are parted by one space.
    pub(crate) fn new<P: AsRef<str>>(entries: impl IntoIterator<Item = (P, T)>) -> Self {
        let mut by_first: BTreeMap<u64, Vec<(Vec<u64>, T)>> = BTreeMap::new();
        for (phrase, value) in entries {
            let mut keys = phrase.as_ref().split(' ').map(key);
            if let Some(first) = keys.next() {
                by_first.entry(first).or_default().push((keys.collect(), value));
            }
        }
        for phrases in by_first.values_mut() {
            phrases.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
        let numbers = by_first.keys().copied().zip(0..);
        Self {
            by_first: Words::of_keys(numbers),
            phrases: by_first.into_values().collect(),
        }
    }

    /// The longest phrase that these words begin with: how many words it has, and its value.
    pub fn longest(&self, words: &[u64]) -> Option<(usize, T)> {
        let (first, rest) = words.split_first()?;
        self.phrases[self.by_first.by_key(*first)?]
            .iter()
            .find(|(phrase, _)| rest.starts_with(phrase))
            .map(|(phrase, value)| (phrase.len() + 1, *value))
    }

    /// All phrases in these words, the longest at each place, none inside another: where it begins, its length and value.
    pub fn all(&self, words: &[u64]) -> Vec<(usize, usize, T)> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            if let Some((length, value)) = self.longest(&words[at..]) {
                found.push((at, length, value));
                at += length;
            } else {
                at += 1;
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_counts() {
        let phrases = Phrases::new([("due to", 1), ("due", 2), ("set to", 3)]);
        let keys = |text: &str| text.split(' ').map(key).collect::<Vec<_>>();
        assert_eq!(phrases.longest(&keys("Due to rain")), Some((2, 1)));
        assert_eq!(phrases.longest(&keys("due rain")), Some((1, 2)));
        assert_eq!(phrases.longest(&keys("set")), None);
        assert_eq!(phrases.longest(&[]), None);
        assert_eq!(
            phrases.all(&keys("is set to be due due to")),
            [(1, 2, 3), (4, 1, 2), (5, 2, 1)]
        );
    }
}
