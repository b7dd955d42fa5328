//! A [`Revision`] as people and programs read it.
//!
//! [`json`] writes the record that other programs rely on, [`plain`] what an editor reads on a terminal. Neither finds
//! anything: what they write stands in the revision already.

mod code_points;
mod claim_json;
pub mod json;
pub mod changes_json;
pub mod plain;
pub mod changes;
pub mod changes_plain;
pub mod changes_markdown;
mod html;
pub mod changes_html;
pub mod history;
mod claims_table;
pub mod claims_csv;
pub mod claims_markdown;
pub mod claims_html;
pub mod quotes_json;
pub mod quotes_plain;

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::document::Document;
use crate::revision::Revision;
use crate::span::Span;

/// `text` as it can be shown on a terminal: on one line, with every character that could move the cursor, reorder or
/// hide what stands around it written as its number, such as `\u{202e}`.
pub fn harmless(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_hostile) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\n' | '\t' => shown.push(' '),
            // The line end of a text from Windows is a line end, not an attack.
            '\r' if characters.peek() == Some(&'\n') => {}
            _ if is_hostile(character) => {
                write!(shown, "\\u{{{:x}}}", u32::from(character)).expect("a String takes all");
            }
            _ => shown.push(character),
        }
    }
    Cow::Owned(shown)
}

/// The slices of `spans`, with `between` between them.
fn joined(document: &Document, spans: &[Span], between: &str) -> String {
    let slices: Vec<&str> = spans.iter().map(|&span| document.slice(span)).collect();
    slices.join(between)
}

/// Which attributions stand in the chain of a claim that is listed.
fn carrying(revision: &Revision) -> Vec<bool> {
    let mut carries = vec![false; revision.attributions.len()];
    for claim in &revision.claims {
        for &attribution in &claim.attributions {
            carries[attribution] = true;
        }
    }
    carries
}

/// Control characters, line separators, and characters that have no width or set the direction of writing.
fn is_hostile(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_characters_are_shown_by_number() {
        let cases = [
            ("café “quoted”", "café “quoted”"),
            ("one\r\ntwo\tthree", "one two three"),
            ("\u{1b}[31mred\u{7f}", "\\u{1b}[31mred\\u{7f}"),
            (
                "a\u{9b}b\u{202e}c\u{200b}d\r",
                "a\\u{9b}b\\u{202e}c\\u{200b}d\\u{d}",
            ),
            ("\u{feff}\u{2066}x\u{2028}", "\\u{feff}\\u{2066}x\\u{2028}"),
        ];
        for (text, expected) in cases {
            assert_eq!(harmless(text), expected);
        }
    }
}
