//! What became of each claim between two revisions.

use crate::claims::ClaimIndex;
use crate::span::Span;
use crate::vocabulary::{ChangeRelation, EditKind, Severity};

/// What became of one claim: kept, altered, added or removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimChange {
    /// What became of it.
    pub relation: ChangeRelation,
    /// The claim in the old revision; none for an added one.
    pub before: Option<ClaimIndex>,
    /// The claim in the new revision; none for a removed one.
    pub after: Option<ClaimIndex>,
    /// The highest severity of its edits, after place and disclosure are weighed.
    pub severity: Severity,
    /// What differs, the most severe first; empty for a kept claim.
    pub edits: Vec<Edit>,
    /// A correction or update note in the new text covers the change.
    pub disclosed: bool,
    /// Another pairing fits equally well.
    pub ambiguous: bool,
}

/// One difference between the two states of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What differs.
    pub kind: EditKind,
    /// How much it matters.
    pub severity: Severity,
    /// The words concerned in the old text.
    pub before: Option<Span>,
    /// The words concerned in the new text.
    pub after: Option<Span>,
    /// The difference in a newsroom's words.
    pub message: String,
}

/// All changes between two revisions; every claim of both is in exactly one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// In order of the new text, removed claims where they stood.
    pub changes: Vec<ClaimChange>,
    /// Differences of typography only: white space, quotation marks, dashes, line ends, datelines.
    pub noise: usize,
}
