//! Quotations, and which tokens stand inside them.
//!
//! *“We left,” he said, “at noon.”*: two quotations, marks and all. Counter-example: the apostrophe of *workers’ rights*
//! opens and closes nothing. Quotations are read paragraph by paragraph: a mark that is never closed runs to the paragraph's
//! end, as in a speech of several paragraphs. Desks mix their marks: a double mark of another kind closes a quotation too where it
//! clings to its last word (*“We left at noon," he said*), but not where it has opened another one inside (*“He said "no" to
//! me”*). Deliberately missed: quotations in straight single marks, which cannot be told from apostrophes.

use std::ops::Range;

use crate::document::{Document, TokenIndex, TokenKind};

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
        // Whether a mark of another kind has opened another one inside.
        let mut inner = false;
        for token in paragraph.tokens.clone() {
            let word = document.word(token);
            let Some((mark, start)) = open else {
                open = matches!(word, "“" | "\"" | "‘" | "``").then_some((word, token));
                inner = false;
                continue;
            };
            let clings = || clings(document, &paragraph.tokens, token);
            let closes = match (mark, word) {
                ("“", "”") | ("\"", "\"") | ("‘", "’") | ("``", "''") => true,
                ("“", "\"") | ("\"", "“" | "”") if inner || !clings() => {
                    inner = !inner;
                    false
                }
                ("“", "\"" | "“") | ("\"", "”" | "“") => clings(),
                _ => false,
            };
            if closes {
                open = None;
                found.push(Quotation {
                    tokens: start..token + 1,
                    paragraph: number,
                    closed: true,
                });
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

/// Whether a mark stands right behind a word and not right in front of one.
fn clings(document: &Document, paragraph: &Range<TokenIndex>, mark: TokenIndex) -> bool {
    let span = |token: TokenIndex| document.tokens()[token].span;
    let next = Some(mark + 1).filter(|next| paragraph.contains(next));
    let before = mark > paragraph.start && span(mark - 1).end() == span(mark).start();
    let parted = |next: TokenIndex| {
        span(mark).end() < span(next).start() || document.tokens()[next].kind == TokenKind::Punctuation
    };
    before && next.is_none_or(parted)
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
