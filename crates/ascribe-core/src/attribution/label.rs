//! What a labeller says of a document: which tokens are cues, and whose source and content are where.
//!
//! A labeller knows words; what is done with its labels (quotation marks, chains, sources) is the same whichever it is.

use std::fmt;
use std::ops::Range;

use super::features::Context;
use crate::document::{Document, TokenIndex};
use crate::grammar::Grammar;

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

/// All that a labeller says of a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Labels {
    /// Every cue with its source and content, in order of the cues.
    pub attributions: Vec<Label>,
    /// How much each sentence deserves to be checked, if the labeller can tell.
    pub worth: Option<SentenceWorth>,
}

/// How much sentences deserve to be checked: what goes into the score of their claims beside the linear model.
#[derive(Clone, Debug, PartialEq)]
pub struct SentenceWorth {
    /// What the log-odds of the linear model are multiplied by.
    pub share: f32,
    /// What is added for each sentence.
    pub log_odds: Vec<f32>,
}

/// Whoever labels: the built-in linear models, or an encoder from another crate.
pub trait Labeller: Sync {
    /// Its name and version, as records give it: `fast-10`.
    fn name(&self) -> &str;

    /// Looks at a document. `grammar` is what the built-in parser made of it, which a labeller that parses better may replace.
    fn look<'a>(&'a self, document: &'a Document, grammar: Grammar) -> Look<'a>;
}

/// What a labeller makes of a document before the features of its words are known.
pub struct Look<'a> {
    /// The trees that everything else goes by.
    pub grammar: Grammar,
    /// Labels the document once its context is known.
    pub label: Box<dyn FnOnce(&mut Context<'_>) -> Labels + 'a>,
}

impl fmt::Debug for Look<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Look")
            .field("grammar", &self.grammar)
            .finish_non_exhaustive()
    }
}
