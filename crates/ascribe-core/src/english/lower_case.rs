//! Looking up a word in any case without allocating.

/// No listed word is longer, in bytes.
const LONGEST: usize = 24;

/// Gives `look_up` the word with its ASCII letters in lower case; `None` for words that are longer than any listed one.
pub(super) fn lower_case<T>(word: &str, look_up: impl FnOnce(&str) -> T) -> Option<T> {
    let mut buffer = [0; LONGEST];
    let buffer = buffer.get_mut(..word.len())?;
    buffer.copy_from_slice(word.as_bytes());
    buffer.make_ascii_lowercase();
    std::str::from_utf8(buffer).ok().map(look_up)
}
