//! Where a word is cut as the Penn Treebank cuts: *did|n't*, *office|'s*, *can|not*, *gon|na*.
//!
//! Not cut: *O'Brien*, *o'clock*, *rock'n'roll*; deliberately missed: *d'you*, *y'all*, *more'n*.

/// Words that are two without an apostrophe, with the length of the first.
const JOINED: [(&[u8], usize); 6] = [
    (b"cannot", 3),
    (b"gimme", 3),
    (b"gonna", 3),
    (b"gotta", 3),
    (b"lemme", 3),
    (b"wanna", 3),
];

/// Where the second part of `word` starts, if it is two words without an apostrophe.
pub(super) fn joined(word: &[u8]) -> Option<usize> {
    if !(5..=6).contains(&word.len()) {
        return None;
    }
    JOINED
        .iter()
        .find(|(joined, _)| joined.eq_ignore_ascii_case(word))
        .map(|&(_, cut)| cut)
}

/// Where the clitic of `word` starts, whose last apostrophe is at `apostrophe` and `length` bytes long.
pub(super) fn clitic(word: &[u8], apostrophe: usize, length: usize) -> Option<usize> {
    let after = &word[apostrophe + length..];
    if is_clitic(after) {
        return Some(apostrophe);
    }
    let negated = after.eq_ignore_ascii_case(b"t")
        && apostrophe >= 2
        && word[apostrophe - 1].eq_ignore_ascii_case(&b'n');
    negated.then(|| apostrophe - 1)
}

/// Whether `letters` after an apostrophe are a word of their own.
pub(super) fn is_clitic(letters: &[u8]) -> bool {
    match letters {
        [letter] => matches!(letter.to_ascii_lowercase(), b's' | b'm' | b'd'),
        [_, _] => [b"re", b"ve", b"ll"]
            .iter()
            .any(|clitic| clitic.eq_ignore_ascii_case(letters)),
        _ => false,
    }
}
