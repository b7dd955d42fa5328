//! The smallest clauses with a truth condition of their own.

pub mod find;

use std::fmt;

use crate::attribution::AttributionIndex;
use crate::span::Span;
use crate::vocabulary::{ClaimKind, HedgeClass, Place, Polarity, Reason};

/// A clause that is true or false, as it stands in the text, without its attribution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The same for the same words in every revision.
    pub id: ClaimId,
    /// Where it stands, in text order; never empty.
    pub spans: Vec<Span>,
    /// Number of the sentence that it begins in.
    pub sentence: usize,
    /// The part of the article that it stands in.
    pub place: Place,
    /// What sort of statement it is, the primary kind first; never empty.
    pub kinds: Vec<ClaimKind>,
    /// Whether it can be checked and why not.
    pub checkability: Checkability,
    /// Whether it says that something is so or is not.
    pub polarity: Polarity,
    /// The chain of attributions, outermost first; empty in the newsroom's own voice.
    pub attributions: Vec<AttributionIndex>,
    /// What weakens or strengthens it, in text order.
    pub hedges: Vec<Hedge>,
}

/// A claim's name, from its words and its number among claims with the same words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClaimId(pub u32);

impl fmt::Display for ClaimId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "c-{:08x}", self.0)
    }
}

/// Whether evidence could make a claim true or false.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkability {
    /// The first test of the guidelines that applies.
    pub reason: Reason,
    /// What the article leaves open: pronouns without an antecedent, for instance.
    pub open: Vec<Span>,
}

impl Checkability {
    /// Whether a person with public records, the cited document or the named source could find evidence.
    pub fn checkable(&self) -> bool {
        matches!(self.reason, Reason::Checkable | Reason::Trivial)
    }
}

/// A word or phrase that makes a claim less, or more, than a flat assertion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hedge {
    /// Its class.
    pub class: HedgeClass,
    /// The cue.
    pub span: Span,
    /// Whose it is: the innermost attribution whose content it stands in; none if it is the newsroom's.
    pub by: Option<AttributionIndex>,
}
