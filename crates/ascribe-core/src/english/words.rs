//! Lists of words as tables of hashes: whether a word is listed, and as what, without building a string.

use serde::Deserialize;

use super::model::{hash, hash_as};

/// What joins the parts of a word: the hyphen of the keyboard, the typographic one, and the one at which no line breaks.
pub const HYPHENS: [char; 3] = ['-', '\u{2010}', '\u{2011}'];

/// Longer words, in bytes, are never listed.
const LONGEST: usize = 32;

/// Values found by word, whatever its case in ASCII; the words themselves are not kept.
///
/// Two words share a 64-bit hash so rarely that it is not provided for.
#[derive(Debug)]
pub struct Words<T> {
    /// Hash and value, at the first free slot from the hash's own; a power of two of them, a third or more free.
    slots: Vec<Option<(u64, T)>>,
}

impl<T: Copy> Words<T> {
    /// The table of these words; where a word comes twice, its first value counts.
    pub(crate) fn new<W: AsRef<str>>(entries: impl IntoIterator<Item = (W, T)>) -> Self {
        Self::of_keys(
            entries
                .into_iter()
                .map(|(word, value)| (key(word.as_ref()), value)),
        )
    }

    /// The table of entries whose keys are made already, by [`key`] or from several of them.
    pub(crate) fn of_keys(entries: impl IntoIterator<Item = (u64, T)>) -> Self {
        let entries: Vec<(u64, T)> = entries.into_iter().collect();
        let mut slots = vec![None; (entries.len() * 2).next_power_of_two().max(2)];
        for (key, value) in entries {
            let at = Self::slot(&slots, key);
            if slots[at].is_none() {
                slots[at] = Some((key, value));
            }
        }
        Self { slots }
    }

    /// What `word` is listed as.
    #[inline]
    pub fn get(&self, word: &str) -> Option<T> {
        self.by_key(key(word))
    }

    /// What the word or phrase with this key is listed as.
    #[inline]
    pub fn by_key(&self, key: u64) -> Option<T> {
        self.slots[Self::slot(&self.slots, key)].map(|(_, value)| value)
    }

    /// Whether `word` is listed.
    #[inline]
    pub fn contains(&self, word: &str) -> bool {
        self.get(word).is_some()
    }

    /// Where `key` stands or, when it is not listed, would stand.
    fn slot(slots: &[Option<(u64, T)>], key: u64) -> usize {
        let last = slots.len() - 1;
        let mut at = (key >> 7) as usize & last;
        while slots[at].as_ref().is_some_and(|(other, _)| *other != key) {
            at = (at + 1) & last;
        }
        at
    }
}

/// A list of words in a lexicon.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Listed {
    words: Vec<String>,
}

impl Listed {
    /// The table of its words.
    pub(super) fn table(&self) -> Words<()> {
        Words::new(self.words.iter().map(|word| (word, ())))
    }
}

/// The key of a word in [`Words`]: the same for every use of capitals.
///
/// Curly apostrophes count as straight ones.
#[inline]
pub fn key(word: &str) -> u64 {
    if word.len() > LONGEST {
        return hash(word.as_bytes());
    }
    if word.is_ascii() {
        return hash_as(word.as_bytes(), lower_case);
    }
    hash(word.replace(['‘', '’'], "'").to_ascii_lowercase().as_bytes())
}

/// Eight characters of ASCII in lower case.
#[inline]
const fn lower_case(eight: u64) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    // The highest bit of each byte tells whether the byte is *A* or more, and whether it is more than *Z*.
    let from_a = eight + EACH * (0x80 - b'A' as u64);
    let beyond_z = eight + EACH * (0x80 - b'Z' as u64 - 1);
    eight | (((from_a & !beyond_z) >> 2) & (EACH * 0x20))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_in_any_case() {
        let words = Words::new([("minister", 1), ("o'brien", 2), ("minister", 3)]);
        assert_eq!(words.get("Minister"), Some(1));
        assert_eq!(words.get("O’Brien"), Some(2));
        assert_eq!(words.get("ministers"), None);
        assert!(!words.contains(""));
    }

    #[test]
    fn a_word_of_any_length_has_the_hash_of_its_small_letters() {
        use crate::english::model::mix;
        let plain = |bytes: &[u8]| {
            let (words, rest) = bytes.as_chunks::<8>();
            let mut last = [0; 8];
            last[..rest.len()].copy_from_slice(rest);
            let words = words.iter().chain([&last]);
            words.fold(bytes.len() as u64, |hash, word| {
                mix(hash, u64::from_le_bytes(*word))
            })
        };
        let letters = "Q@z[0-`{Ab'Zy.M";
        for length in 0..=LONGEST {
            let word: String = letters.chars().cycle().take(length).collect();
            assert_eq!(key(&word), plain(word.to_ascii_lowercase().as_bytes()), "{word}");
        }
        assert_eq!(key("O’BRIEN"), plain(b"o'brien"));
    }

    #[test]
    fn an_empty_list_holds_nothing() {
        assert_eq!(Words::<u8>::new::<&str>([]).get("word"), None);
    }

    #[test]
    fn a_long_word_is_read_too() {
        assert!(!Words::new([("a", ())]).contains(&"long".repeat(1000)));
    }
}
