//! Whose words each token is: the newsroom's or a source's, and which of them only attribute.
//!
//! In *The road is closed, the ministry said*, *The road is closed* is the ministry's, *the ministry* is a source and *said*
//! a cue in the newsroom's words. Where contents stand inside each other the innermost owns the token.

use crate::attribution::{Attribution, AttributionIndex};
use crate::document::{Document, TokenIndex};

/// What a token does for an attribution beside whose content it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Nothing.
    None,
    /// It is part of a source.
    Source,
    /// It is part of the cue of this attribution.
    Cue(AttributionIndex),
}

/// Owner and role of every token.
#[derive(Clone, Debug, Default)]
pub struct Ownership {
    /// The number of the attribution that owns each token, and that of the attribution whose cue it is part of.
    owners: Vec<u32>,
    cues: Vec<u32>,
    is_source: Vec<bool>,
}

/// No attribution.
const NONE: u32 = u32::MAX;

impl Ownership {
    /// Reads it off the spans of the attributions.
    pub fn of(document: &Document, attributions: &[Attribution]) -> Self {
        let count = document.tokens().len();
        let mut ownership = Self {
            owners: vec![NONE; count],
            cues: vec![NONE; count],
            is_source: vec![false; count],
        };
        let mut order: Vec<(usize, AttributionIndex)> = (0..attributions.len())
            .map(|number| (chain(attributions, number).len(), number))
            .collect();
        order.sort_unstable();
        for &(_, number) in &order {
            for &span in &attributions[number].content {
                ownership.owners[document.tokens_in(span)].fill(number as u32);
            }
        }
        for &(_, number) in &order {
            let attribution = &attributions[number];
            for &span in attribution.source.iter().flat_map(|source| &source.spans) {
                ownership.is_source[document.tokens_in(span)].fill(true);
            }
            ownership.cues[document.tokens_in(attribution.cue.span)].fill(number as u32);
        }
        ownership
    }

    /// The innermost attribution whose content `token` stands in; none in the newsroom's own words.
    pub fn owner(&self, token: TokenIndex) -> Option<AttributionIndex> {
        some(self.owners[token])
    }

    /// What `token` does for an attribution.
    pub fn role(&self, token: TokenIndex) -> Role {
        match self.cue(token) {
            Some(number) => Role::Cue(number),
            None if self.is_source[token] => Role::Source,
            None => Role::None,
        }
    }

    /// The attribution whose cue `token` is part of.
    pub fn cue(&self, token: TokenIndex) -> Option<AttributionIndex> {
        some(self.cues[token])
    }
}

fn some(number: u32) -> Option<AttributionIndex> {
    (number != NONE).then_some(number as AttributionIndex)
}

/// The chain that ends with `innermost`, outermost first.
pub fn chain(attributions: &[Attribution], innermost: AttributionIndex) -> Vec<AttributionIndex> {
    let mut chain = vec![innermost];
    while let Some(outer) = attributions[chain[chain.len() - 1]].within {
        chain.push(outer);
    }
    chain.reverse();
    chain
}
