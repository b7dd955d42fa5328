//! The smallest clauses with a truth condition of their own.

pub mod ownership;
pub mod boundaries;
pub mod clauses;
mod fragments;
pub mod senses;
pub mod statement;
pub mod references;
mod due;
pub mod checkability;
pub mod kinds;
pub mod find;
pub mod worth;

use std::fmt;

use crate::attribution::AttributionIndex;
use crate::document::TokenIndex;
use crate::grammar::relation::Relation;
use crate::signs::names::Entity;
use crate::signs::quantities::Quantity;
use crate::signs::times::Time;
use crate::span::Span;
use crate::vocabulary::{ClaimKind, HedgeClass, Place, Polarity, Reason, WorthReason};

/// Number of a claim in [`Revision::claims`](crate::revision::Revision::claims).
pub type ClaimIndex = usize;

/// A clause that is true or false, as it stands in the text, without its attribution.
#[derive(Clone, Debug, PartialEq)]
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
    /// Its numbers, in text order.
    pub quantities: Vec<Quantity>,
    /// Its times, in text order.
    pub times: Vec<Time>,
    /// Who and what it names, in text order.
    pub entities: Vec<Entity>,
    /// The main word of what is said: the verb, or the noun or adjective behind *be*.
    pub predicate: Option<TokenIndex>,
    /// Who and what takes part in it: heads of the predicate's phrases, in text order.
    pub arguments: Vec<Argument>,
    /// How far up in the order of what to check.
    pub worth: Worth,
}

/// The head of a phrase that the predicate of a claim governs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Argument {
    /// Its relation to the predicate: subject, object, oblique.
    pub relation: Relation,
    /// Its main word.
    pub head: TokenIndex,
}

/// How much a claim deserves to be checked, for ordering only.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Worth {
    /// Calibrated, 0 to 1; one half is where people begin to check.
    pub score: f32,
    /// What speaks for it.
    pub reasons: Vec<WorthReason>,
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
    /// When a prediction comes due: the last day of its time, in ISO 8601.
    pub due: Option<String>,
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
