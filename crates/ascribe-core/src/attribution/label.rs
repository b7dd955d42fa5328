//! What a labeller says of a document: which tokens are cues, and whose source and content are where.
//!
//! A labeller knows words; what is done with its labels (quotation marks, chains, sources) is the same whichever it is.

use std::ops::Range;

use super::features::Context;
use crate::document::TokenIndex;

/// One cue with its arguments, as token ranges in text order.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// The cue's main word: *said* of *has not said*.
    pub head: TokenIndex,
    /// The whole cue.
    pub cue: Range<TokenIndex>,
    /// Runs of the source; none for agentless forms.
    pub source: Vec<Range<TokenIndex>>,
    /// Runs of the content.
    pub content: Vec<Range<TokenIndex>>,
    /// How likely the whole is an attribution, 0 to 1.
    pub confidence: f32,
}

/// Whoever labels: the built-in linear models, or an encoder from another crate.
pub trait Labeller: Sync {
    /// Its name and version, as records give it: `fast-1`.
    fn name(&self) -> &str;

    /// Every cue with its source and content, in order of the cues.
    fn label(&self, context: &mut Context<'_>) -> Vec<Label>;
}
