//! Offsets inside the core are bytes; in records they are code points, which every language can count.

use serde::Serialize;

use crate::span::Span;

/// From where to where something stands, in code points.
#[derive(Serialize)]
pub(super) struct Offsets {
    start: usize,
    end: usize,
}

/// Words of a text, with where they stand.
#[derive(Serialize)]
pub(super) struct Slice<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

/// A text with how many code points stand before each stretch of [`STRETCH`] bytes; without a table if it is all ASCII.
pub(super) struct CodePoints<'a> {
    text: &'a str,
    table: Option<Vec<u32>>,
}

/// Long enough for a small table, short enough to count through at every look-up.
const STRETCH: usize = 64;

impl<'a> CodePoints<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        if text.is_ascii() {
            return Self { text, table: None };
        }
        let mut before = 0;
        let table = text.as_bytes().chunks(STRETCH).map(|stretch| {
            let here = before;
            before += code_points_in(stretch) as u32;
            here
        });
        let mut table: Vec<u32> = table.collect();
        // For an offset at the very end of a text that fills its last stretch.
        table.push(before);
        Self {
            text,
            table: Some(table),
        }
    }

    /// How many stand before a byte.
    pub(super) fn before(&self, byte: usize) -> usize {
        let Some(table) = &self.table else { return byte };
        let stretch = byte / STRETCH;
        table[stretch] as usize + code_points_in(&self.text.as_bytes()[stretch * STRETCH..byte])
    }

    pub(super) fn offsets(&self, span: Span) -> Offsets {
        Offsets {
            start: self.before(span.start()),
            end: self.before(span.end()),
        }
    }

    pub(super) fn slice(&self, span: Span) -> Slice<'a> {
        let Offsets { start, end } = self.offsets(span);
        Slice {
            start,
            end,
            text: &self.text[span],
        }
    }
}

/// Every byte but those that continue a code point begins one.
fn code_points_in(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_code_points_at_every_byte() {
        let text = "“é” — a 𝄞 ".repeat(40);
        for text in [text.as_str(), &text[..text.len() - 1], "plain", ""] {
            let code_points = CodePoints::of(text);
            for (number, (byte, _)) in text.char_indices().enumerate() {
                assert_eq!(code_points.before(byte), number);
            }
            assert_eq!(code_points.before(text.len()), text.chars().count());
        }
    }
}
