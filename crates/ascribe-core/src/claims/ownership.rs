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
    owners: Vec<Option<AttributionIndex>>,
    roles: Vec<Role>,
}

impl Ownership {
    /// Reads it off the spans of the attributions.
    pub fn of(document: &Document, attributions: &[Attribution]) -> Self {
        let count = document.tokens().len();
        let mut ownership = Self {
            owners: vec![None; count],
            roles: vec![Role::None; count],
        };
        let mut order: Vec<(usize, AttributionIndex)> = (0..attributions.len())
            .map(|number| (chain(attributions, number).len(), number))
            .collect();
        order.sort_unstable();
        for &(_, number) in &order {
            for &span in &attributions[number].content {
                ownership.owners[document.tokens_in(span)].fill(Some(number));
            }
        }
        for &(_, number) in &order {
            let attribution = &attributions[number];
            for &span in attribution.source.iter().flat_map(|source| &source.spans) {
                let tokens = document.tokens_in(span);
                for role in &mut ownership.roles[tokens] {
                    if *role == Role::None {
                        *role = Role::Source;
                    }
                }
            }
            ownership.roles[document.tokens_in(attribution.cue.span)].fill(Role::Cue(number));
        }
        ownership
    }

    /// The innermost attribution whose content `token` stands in; none in the newsroom's own words.
    pub fn owner(&self, token: TokenIndex) -> Option<AttributionIndex> {
        self.owners[token]
    }

    /// What `token` does for an attribution.
    pub fn role(&self, token: TokenIndex) -> Role {
        self.roles[token]
    }

    /// The attribution whose cue `token` is part of.
    pub fn cue(&self, token: TokenIndex) -> Option<AttributionIndex> {
        match self.roles[token] {
            Role::Cue(number) => Some(number),
            _ => None,
        }
    }
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
