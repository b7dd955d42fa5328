//! What became of each claim between two revisions.
//!
//! Sentences are paired first (`sentences`), then the claims in them (`pairing`), then what differs is named (`edits`)
//! and weighed ([`policy`]). Pairing is done from the text that comes first in the alphabet, so that comparing the other way
//! round gives the mirror image.

mod words;
mod neighbours;
mod matching;
mod sentences;
mod alignment;
mod stretch;
mod concepts;
mod acts;
mod identity;
mod fates;
mod pairing;
mod leftovers;
mod edits;
mod disclosure;
mod ownership;
mod replies;
mod changes;
mod accusations;
mod quoted_on;
mod noise;
pub mod policy;

use changes::Comparing;
use disclosure::Notes;
use policy::Policy;
use words::Text;

use crate::claims::ClaimIndex;
use crate::english::English;
use crate::revision::Revision;
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
    /// The words that differ in and around it, in text order; empty where it was added or removed as a whole.
    pub differences: Vec<Difference>,
    /// A correction or update note in the new text covers the change.
    pub disclosed: bool,
    /// Another pairing fits equally well.
    pub ambiguous: bool,
}

/// Whole words that were put in, taken out or replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The words of the old text; none where words were put in.
    pub before: Option<Span>,
    /// The words of the new text; none where words were taken out.
    pub after: Option<Span>,
}

/// One difference between the two states of a claim, as an editor cares about it.
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

impl Comparison {
    /// How many claims became so; those that only the readings cut differently count as kept.
    pub fn count(&self, relation: ChangeRelation) -> usize {
        let counts = |change: &&ClaimChange| {
            let nothing = change.severity == Severity::None && change.relation != ChangeRelation::Altered;
            match relation {
                ChangeRelation::Kept => change.relation == relation || nothing,
                _ => change.relation == relation && !nothing,
            }
        };
        self.changes.iter().filter(counts).count()
    }

    /// The highest severity of any change.
    pub fn highest(&self) -> Severity {
        let severities = self.changes.iter().map(|change| change.severity);
        severities.max().unwrap_or(Severity::None)
    }
}

/// Compares two revisions claim by claim.
///
/// A claim that one reading cuts off from another one, in words that nobody changed, is added or removed with severity
/// `none`: nothing in the text has come or gone.
pub fn diff_claims(english: &English, policy: &Policy, old: &Revision, new: &Revision) -> Comparison {
    let before = Text::of(english, old);
    let after = Text::of(english, new);
    let paired = |left: &Text<'_>, right: &Text<'_>| {
        let mut stretches = pairing::stretches(left, right);
        leftovers::join(left, right, &mut stretches);
        stretches
    };
    let stretches = if old.document.text() <= new.document.text() {
        paired(&before, &after)
    } else {
        let mirrored = paired(&after, &before);
        mirrored.into_iter().map(stretch::mirrored).collect()
    };
    let notes = Notes::of(&after);
    let comparing = Comparing {
        old: &before,
        new: &after,
        policy,
        notes: &notes,
    };
    let mut changes: Vec<ClaimChange> = Vec::with_capacity(old.claims.len().max(new.claims.len()));
    for stretch in &stretches {
        changes.extend(comparing.stretch(stretch));
    }
    quoted_on::spread(old, new, &mut changes);
    replies::settle(&before, &after, &mut changes);
    Comparison {
        changes: in_text_order(changes, old.claims.len()),
        noise: noise::count(&before, &after, &stretches),
    }
}

/// Which of these claims of two revisions are the same claims, wherever they stand: pairs of places in the two lists.
pub(crate) fn same_claims(
    english: &English,
    old: &Revision,
    old_claims: &[ClaimIndex],
    new: &Revision,
    new_claims: &[ClaimIndex],
) -> Vec<(usize, usize)> {
    let (before, after) = (Text::of(english, old), Text::of(english, new));
    leftovers::same_claims(&before, old_claims, &after, new_claims)
}

/// In order of the new text; removed claims behind the claim that stood before them.
fn in_text_order(changes: Vec<ClaimChange>, olds: usize) -> Vec<ClaimChange> {
    let mut new_of_old = vec![None; olds];
    for change in &changes {
        if let (Some(old), Some(new)) = (change.before, change.after) {
            new_of_old[old] = Some(new + 1);
        }
    }
    let mut last = 0;
    let place_of_old: Vec<usize> = new_of_old
        .into_iter()
        .map(|new| {
            last = new.unwrap_or(last);
            last
        })
        .collect();
    let mut keyed: Vec<((usize, usize, usize), ClaimChange)> = changes
        .into_iter()
        .map(|change| {
            let key = match (change.after, change.before) {
                (Some(new), _) => (new + 1, 0, 0),
                (None, old) => {
                    let old = old.unwrap_or_default();
                    (place_of_old[old], 1, old)
                }
            };
            (key, change)
        })
        .collect();
    keyed.sort_by_key(|(key, _)| *key);
    keyed.into_iter().map(|(_, change)| change).collect()
}
