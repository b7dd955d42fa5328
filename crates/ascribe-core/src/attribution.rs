//! Who says what: attributions and their chains.

pub mod features;
pub mod label;
pub mod labeller;
pub mod stance;
pub mod source;
pub mod assembly;

use crate::span::Span;
use crate::vocabulary::{Anonymity, Directness, SourceKind, Stance};

/// Number of an attribution in [`Revision::attributions`](crate::revision::Revision::attributions).
pub type AttributionIndex = usize;

/// A source (or none), one cue, and what the source is responsible for.
///
/// *According to the ministry* (cue, source), *the road is closed* (content).
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// Who says it; none for an agentless form such as *reportedly*.
    pub source: Option<Source>,
    /// The words that attribute.
    pub cue: Cue,
    /// What is attributed, in text order, without the introducing *that*; never empty.
    pub content: Vec<Span>,
    /// Whether the content stands in quotation marks.
    pub directness: Directness,
    /// *did not say that …*
    pub negated: bool,
    /// It is open whether the writer added the last clause.
    pub scope_uncertain: bool,
    /// The attribution whose content this one stands in: the next link outwards of the chain.
    pub within: Option<AttributionIndex>,
}

/// The words that attribute: the whole verb group, noun or preposition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// One contiguous span: *has not said*, *according to*.
    pub span: Span,
    /// How the writer presents the attribution.
    pub stance: Stance,
}

/// Who an attribution makes responsible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The nearest mention, a pronoun too, in text order; never empty.
    pub spans: Vec<Span>,
    /// The fullest name that the article gives; none when unnamed or unresolved.
    pub name: Option<Span>,
    /// What it is.
    pub kind: SourceKind,
    /// How far it can be identified.
    pub anonymity: Anonymity,
    /// The fullest names of all that fit equally well, when more than one does; `name` is none then.
    pub candidates: Vec<Span>,
}

impl Source {
    /// Whether whoever speaks cannot be found: *a senior official*, *sources*. Not *police*, *the court* or *the report*, which can be
    /// asked or read without a name.
    pub fn is_anonymous(&self) -> bool {
        matches!(self.anonymity, Anonymity::Described | Anonymity::Bare)
            && matches!(
                self.kind,
                SourceKind::Person | SourceKind::Group | SourceKind::Office | SourceKind::Unspecified
            )
    }
}
