//! What a newsroom has, as the plain text that ascribe reads: bytes in any encoding, web pages, Markdown.
//!
//! [`decode`] makes text of bytes, [`html`] and [`markdown`] take an article out of its markup. Paragraphs, headings and list
//! items become lines with an empty line between them, which is how the reader tells them apart. Nothing is fetched: no
//! address in a page is ever opened.

mod depth;
mod encoding;
mod markdown;
mod page;

use jiff::civil::Date;

pub use encoding::{Binary, decode};
pub use markdown::markdown;
pub use page::{BadPage, html};

/// A text with what its markup tells of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extracted {
    /// Paragraphs with an empty line between them.
    pub text: String,
    /// The title.
    pub title: Option<String>,
    /// The day of publication.
    pub published: Option<Date>,
}

/// The day that a date in metadata begins with: *2025-07-19T10:30:00Z*.
fn day(metadata: &str) -> Option<Date> {
    metadata.trim().trim_matches(['"', '\'']).get(..10)?.parse().ok()
}
