//! Which tokens stand inside quotation marks.
//!
//! *“We left,” he said, “at noon.”*: the words of both parts and their marks are inside. Counter-example: the apostrophe of
//! *workers’ rights* opens and closes nothing. Quotations are read paragraph by paragraph: a mark that is never closed runs
//! to the paragraph's end, as in a speech of several paragraphs. Deliberately missed: quotations in straight single marks,
//! which cannot be told from apostrophes.

use crate::document::Document;

/// For each token, whether it stands inside quotation marks; the marks themselves count as inside.
pub fn inside(document: &Document) -> Vec<bool> {
    let mut inside = vec![false; document.tokens().len()];
    for paragraph in document.paragraphs() {
        let mut open: Option<&str> = None;
        for token in paragraph.tokens.clone() {
            let word = document.word(token);
            match (open, word) {
                (None, "“" | "\"" | "‘" | "``") => {
                    open = Some(word);
                    inside[token] = true;
                }
                (Some("“"), "”") | (Some("\""), "\"") | (Some("‘"), "’") | (Some("``"), "''") => {
                    open = None;
                    inside[token] = true;
                }
                _ => inside[token] = open.is_some(),
            }
        }
    }
    inside
}

/// Whether `word` is a quotation mark.
pub fn is_mark(word: &str) -> bool {
    matches!(word, "“" | "”" | "\"" | "‘" | "’" | "``" | "''" | "„" | "«" | "»")
}
