//! One published state of an article, read through all stages.

use crate::attribution::Attribution;
use crate::claims::Claim;
use crate::document::Document;
use crate::english::English;
use crate::grammar::Grammar;

/// A document with all that was found in it.
#[derive(Clone, Debug, Default)]
pub struct Revision {
    /// The text and its cuts.
    pub document: Document,
    /// Parts of speech and trees.
    pub grammar: Grammar,
    /// Every attribution, in order of their cues; `within` points to an earlier or later one, never in a circle.
    pub attributions: Vec<Attribution>,
    /// Every claim, in text order.
    pub claims: Vec<Claim>,
}

impl Revision {
    /// Reads `text` through all stages.
    pub fn read(english: &English, text: &str) -> Self {
        Self {
            document: crate::read::document(english, text),
            ..Self::default()
        }
    }
}
