//! What a character is to the tokenizer, with a table for ASCII.

/// The part that a character plays in a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// White space and control characters: never in a token.
    Space,
    /// Formatting characters without a shape (zero-width, bidi): between tokens, or inside a word.
    Format,
    /// A letter, or a mark that is read as one.
    Letter,
    /// A digit or other number.
    Digit,
    /// Combining marks and variation selectors: belong to the character before.
    Extend,
    /// A punctuation mark.
    Punctuation,
    /// Anything else that is seen.
    Symbol,
}

use Class::{Digit, Extend, Format, Letter, Punctuation, Space, Symbol};

static ASCII: [Class; 128] = ascii();

const fn ascii() -> [Class; 128] {
    let mut table = [Space; 128];
    let mut byte = 0x21;
    while byte < 0x7F {
        table[byte as usize] = match byte {
            b'a'..=b'z' | b'A'..=b'Z' => Letter,
            b'0'..=b'9' => Digit,
            b'$' | b'%' | b'+' | b'<' | b'=' | b'>' | b'^' | b'`' | b'|' | b'~' | b'#' | b'&' | b'*'
            | b'@' | b'_' => Symbol,
            _ => Punctuation,
        };
        byte += 1;
    }
    table
}

/// The class and length in bytes of the character at `at`, which is inside `text` and on a boundary.
#[inline]
pub(super) fn class_at(text: &str, at: usize) -> (Class, usize) {
    let byte = text.as_bytes()[at];
    if byte < 128 {
        return (ASCII[byte as usize], 1);
    }
    text[at..]
        .chars()
        .next()
        .map_or((Space, 1), |character| (class(character), character.len_utf8()))
}

/// The class of any character.
pub(super) fn class(character: char) -> Class {
    match character {
        '\0'..='\x7F' => ASCII[character as usize],
        '\u{AD}'
        | '\u{61C}'
        | '\u{180E}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{FEFF}'
        | '\u{FFF9}'..='\u{FFFB}'
        | '\u{E0001}'..='\u{E007F}' => Format,
        '\u{300}'..='\u{36F}'
        | '\u{483}'..='\u{489}'
        | '\u{591}'..='\u{5BD}'
        | '\u{610}'..='\u{61A}'
        | '\u{64B}'..='\u{65F}'
        | '\u{1AB0}'..='\u{1AFF}'
        | '\u{1DC0}'..='\u{1DFF}'
        | '\u{20D0}'..='\u{20FF}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FE20}'..='\u{FE2F}'
        | '\u{1F3FB}'..='\u{1F3FF}'
        | '\u{E0100}'..='\u{E01EF}' => Extend,
        '\u{A1}'
        | '\u{A7}'
        | '\u{AB}'
        | '\u{B6}'
        | '\u{B7}'
        | '\u{BB}'
        | '\u{BF}'
        | '\u{2010}'..='\u{2027}'
        | '\u{2030}'..='\u{205E}'
        | '\u{2E00}'..='\u{2E5D}'
        | '\u{3001}'..='\u{3003}'
        | '\u{3008}'..='\u{3011}'
        | '\u{3014}'..='\u{301F}'
        | '\u{FE10}'..='\u{FE19}'
        | '\u{FE30}'..='\u{FE6B}'
        | '\u{FF01}'..='\u{FF0F}'
        | '\u{FF1A}'..='\u{FF20}'
        | '\u{FF3B}'..='\u{FF3F}'
        | '\u{FF5B}'..='\u{FF65}' => Punctuation,
        _ if character.is_alphabetic() => Letter,
        _ if character.is_numeric() => Digit,
        _ if character.is_whitespace() || character.is_control() => Space,
        _ => Symbol,
    }
}

/// Whether the character at `at` exists and is a letter or digit.
#[inline]
pub(super) fn alphanumeric_at(text: &str, at: usize) -> bool {
    at < text.len() && matches!(class_at(text, at).0, Letter | Digit)
}

/// The character at `at`, if there is one.
#[inline]
pub(super) fn char_at(text: &str, at: usize) -> Option<char> {
    let byte = *text.as_bytes().get(at)?;
    if byte < 128 {
        Some(byte as char)
    } else {
        text[at..].chars().next()
    }
}

/// Straight and curly apostrophes.
#[inline]
pub(super) fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’' | 'ʼ')
}
