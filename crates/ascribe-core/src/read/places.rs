//! Which part of the article each block is.

use std::ops::Range;

use crate::document::{Token, TokenIndex, TokenKind};
use crate::vocabulary::Place;

/// The paragraphs that `blocks` (ranges of tokens, none empty) make up, each with its place.
pub(super) fn find(
    text: &str,
    tokens: &[Token],
    blocks: &[Range<TokenIndex>],
) -> Vec<(Place, Range<TokenIndex>)> {
    let mut places = Vec::with_capacity(blocks.len());
    let mut in_body = false;
    for (number, block) in blocks.iter().enumerate() {
        let closed = is_closed(text, tokens, block);
        let short = block.len() <= 25;
        let last = number + 1 == blocks.len();
        let place = if number == 0 && !last && short && !closed {
            Place::Headline
        } else if text[tokens[block.start].span.range()].eq_ignore_ascii_case("by")
            && block.len() <= 12
            && !closed
        {
            Place::Byline
        } else if !in_body {
            in_body = true;
            Place::Lede
        } else if short && !closed && !last {
            Place::Heading
        } else {
            Place::Body
        };
        places.push((place, block.clone()));
    }
    places
}

/// Whether the block ends with a mark that closes a sentence, or with one that announces the next block.
fn is_closed(text: &str, tokens: &[Token], block: &Range<TokenIndex>) -> bool {
    tokens[block.clone()]
        .iter()
        .rev()
        .find(|token| {
            !matches!(
                &text[token.span.range()],
                "\"" | "'" | "''" | "”" | "’" | ")" | "]"
            )
        })
        .is_some_and(|token| {
            let word = &text[token.span.range()];
            token.kind == TokenKind::Punctuation
                && matches!(
                    word.chars().next_back(),
                    Some('.' | '?' | '!' | '…' | ':' | ',' | ';')
                )
        })
}
