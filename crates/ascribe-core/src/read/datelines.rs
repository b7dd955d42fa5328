//! The dateline that opens a block: *LONDON (AP) —*, *KABUL, Jan 3 (Reuters) -*, *PARIS —*.
//!
//! With the agency in brackets and a dash behind it a dateline is sure. Without, the first paragraph only can have one: a
//! town in capitals, or towns and regions set apart by commas, before a dash with spaces around it. Counter-examples: *NATO
//! — the alliance — said*, *Jane Roe — who is 40 — left*. Deliberately missed: *London:*, datelines in small letters with
//! neither comma nor agency.

use std::ops::Range;

use crate::document::{Token, TokenIndex, TokenKind};

/// No dateline is longer, in tokens.
const LONGEST: usize = 24;

/// The tokens of the dateline that `block` opens with, its dash included. It starts later than the block when a byline
/// stands before it in the line. `first` is whether no running text stands before the block.
pub(super) fn find(
    text: &str,
    tokens: &[Token],
    block: &Range<TokenIndex>,
    first: bool,
) -> Option<Range<TokenIndex>> {
    let finder = Finder { text, tokens, block };
    let end = block.end.min(block.start + LONGEST);
    let dash =
        (block.start..end).find(|&token| matches!(finder.word(token), "—" | "–" | "-" | "--" | "―"))?;
    let agency = finder.agency(dash);
    let start = finder.start(agency.unwrap_or(dash));
    let head = start..agency.unwrap_or(dash);
    let sure = agency.is_some() && finder.is_place(head.clone());
    let likely =
        first && agency.is_none() && finder.is_spaced(dash) && finder.is_town(head) && start == block.start;
    (sure || likely).then_some(start..dash + 1)
}

struct Finder<'a> {
    text: &'a str,
    tokens: &'a [Token],
    block: &'a Range<TokenIndex>,
}

impl Finder<'_> {
    fn word(&self, token: TokenIndex) -> &str {
        &self.text[self.tokens[token].span.range()]
    }

    fn is_capitals(&self, token: TokenIndex) -> bool {
        let word = self.word(token);
        word.len() > 1 && word.starts_with(char::is_uppercase) && !word.chars().any(char::is_lowercase)
    }

    /// Where the bracket opens that closes right before the dash.
    fn agency(&self, dash: TokenIndex) -> Option<TokenIndex> {
        let close = dash
            .checked_sub(1)
            .filter(|&close| close > self.block.start && self.word(close) == ")")?;
        let from = close.saturating_sub(7).max(self.block.start);
        let open = (from..close).rev().find(|&token| self.word(token) == "(")?;
        let named = (open + 1..close).any(|token| self.word(token).starts_with(char::is_uppercase));
        named.then_some(open)
    }

    /// Where the place starts: behind a byline that stands in the same line.
    fn start(&self, end: TokenIndex) -> TokenIndex {
        let start = self.block.start;
        if !self.word(start).eq_ignore_ascii_case("by") {
            return start;
        }
        let named = start + 3;
        (named..end)
            .find(|&token| self.is_capitals(token))
            .unwrap_or(start)
    }

    /// Whether all of it can be places and dates: words written large, numbers, commas.
    fn is_place(&self, head: Range<TokenIndex>) -> bool {
        !head.is_empty()
            && self.word(head.start).starts_with(char::is_uppercase)
            && head.clone().all(|token| match self.tokens[token].kind {
                TokenKind::Word => {
                    let word = self.word(token);
                    !word.starts_with(char::is_lowercase)
                        || matches!(
                            word,
                            "and" | "of" | "de" | "on" | "the" | "near" | "aboard" | "al"
                        )
                }
                TokenKind::Number => true,
                _ => matches!(self.word(token), "," | "/" | "." | "’" | "'"),
            })
    }

    /// Whether it is a place without an agency: a town in capitals, or set apart by commas.
    fn is_town(&self, head: Range<TokenIndex>) -> bool {
        let comma = head.clone().any(|token| self.word(token) == ",");
        let words = head
            .clone()
            .filter(|&token| self.tokens[token].kind == TokenKind::Word)
            .count();
        self.is_place(head.clone())
            && words <= 6
            && (self.is_capitals(head.start) && self.word(head.start).len() > 2
                || comma && words >= 2 && !self.word(head.end - 1).eq(","))
    }

    /// Whether the dash has space around it (a long one on one side) and something written large behind it.
    fn is_spaced(&self, dash: TokenIndex) -> bool {
        if dash + 1 >= self.block.end || dash == self.block.start {
            return false;
        }
        let before = self.tokens[dash - 1].span.end() < self.tokens[dash].span.start();
        let after = self.tokens[dash].span.end() < self.tokens[dash + 1].span.start();
        let next = self.word(dash + 1);
        before
            && after
            && next.starts_with(|first: char| {
                !first.is_lowercase() && (first.is_alphanumeric() || matches!(first, '"' | '“' | '‘'))
            })
    }
}
