//! What models and tables of words see of a token's letters, hashed once.

use crate::english::model::{hash, mix};
use crate::english::words::key;

/// Hashes of a token's spelling.
#[derive(Clone, Copy, Debug, Default)]
pub struct Form {
    /// As written.
    pub word: u64,
    /// In lower case, with digits as `0` and typographic marks as plain ones.
    pub lower: u64,
    /// The last three letters in lower case.
    pub suffix: u64,
    /// The last two letters in lower case.
    pub ending: u64,
    /// The pattern of capitals, small letters, digits and other marks, runs cut to two.
    pub shape: u64,
    /// The [`key`] of the word in tables of words.
    pub key: u64,
    /// Whether it has a letter or digit, as no punctuation mark has.
    pub is_word: bool,
}

impl Form {
    /// The hashes of `word`.
    pub fn of(word: &str) -> Self {
        let mut lower = [0u8; 64];
        let mut length = 0;
        let (mut shape, mut last, mut run) = (0u64, 0u64, 0u32);
        for character in word.chars() {
            let class = match character {
                'A'..='Z' => 1,
                'a'..='z' => 2,
                '0'..='9' => 3,
                _ if character.is_uppercase() => 1,
                _ if character.is_alphabetic() => 2,
                _ => 4 + (u64::from(u32::from(character)) << 3),
            };
            run = if class == last { run + 1 } else { 1 };
            last = class;
            if run <= 2 {
                shape = mix(shape, class);
            }
            let small = match character {
                '0'..='9' => '0',
                '’' | '‘' => '\'',
                '“' | '”' => '"',
                _ if character.is_ascii() => character.to_ascii_lowercase(),
                _ => character.to_lowercase().next().unwrap_or(character),
            };
            if length + small.len_utf8() <= lower.len() {
                length += small.encode_utf8(&mut lower[length..]).len();
            }
        }
        let lower = &lower[..length];
        Self {
            word: hash(word.as_bytes()),
            lower: hash(lower),
            suffix: hash(&lower[length.saturating_sub(3)..]),
            ending: hash(&lower[length.saturating_sub(2)..]),
            shape,
            key: key(word),
            is_word: word.chars().any(char::is_alphanumeric),
        }
    }
}
