//! Quotations, and which tokens stand inside them.
//!
//! *“We left,” he said, “at noon.”*: two quotations, marks and all. Counter-example: the apostrophe of *workers’ rights*
//! opens and closes nothing. Quotations are read paragraph by paragraph: a mark that is never closed runs to the paragraph's
//! end, as in a speech of several paragraphs. Deliberately missed: quotations in straight single marks, which cannot be
//! told from apostrophes.

use std::ops::Range;

use crate::document::{Document, TokenIndex};

/// A quotation within one paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// From its opening mark to its closing mark or the paragraph's end.
    pub tokens: Range<TokenIndex>,
    /// Its paragraph, as number in [`Document::paragraphs`].
    pub paragraph: usize,
    /// Whether a mark closes it.
    pub closed: bool,
}

/// Every quotation, in text order; none lies inside another.
pub fn find(document: &Document) -> Vec<Quotation> {
    let mut found = Vec::new();
    for (number, paragraph) in document.paragraphs().iter().enumerate() {
        let mut open: Option<(&str, TokenIndex)> = None;
        for token in paragraph.tokens.clone() {
            match (open, document.word(token)) {
                (None, word @ ("“" | "\"" | "‘" | "``")) => open = Some((word, token)),
                (Some(("“", start)), "”")
                | (Some(("\"", start)), "\"")
                | (Some(("‘", start)), "’")
                | (Some(("``", start)), "''") => {
                    open = None;
                    found.push(Quotation {
                        tokens: start..token + 1,
                        paragraph: number,
                        closed: true,
                    });
                }
                _ => {}
            }
        }
        if let Some((_, start)) = open {
            found.push(Quotation {
                tokens: start..paragraph.tokens.end,
                paragraph: number,
                closed: false,
            });
        }
    }
    found
}

/// For each token, whether it stands inside quotation marks; the marks themselves count as inside.
pub fn inside(document: &Document) -> Vec<bool> {
    let mut inside = vec![false; document.tokens().len()];
    for quotation in find(document) {
        inside[quotation.tokens].fill(true);
    }
    inside
}

/// The tokens of the quotation that `token` stands in; `quotations` are in text order.
pub fn at(quotations: &[Quotation], token: TokenIndex) -> Option<&Range<TokenIndex>> {
    let at = quotations.partition_point(|quotation| quotation.tokens.end <= token);
    quotations
        .get(at)
        .map(|quotation| &quotation.tokens)
        .filter(|tokens| tokens.contains(&token))
}

/// Whether `word` is a quotation mark.
pub fn is_mark(word: &str) -> bool {
    matches!(word, "“" | "”" | "\"" | "‘" | "’" | "``" | "''" | "„" | "«" | "»")
}
