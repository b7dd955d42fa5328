//! Claims in sentences that nobody touched, whose attribution was changed in another sentence.
//!
//! *“The bridge is unsafe. It will stay closed,” **Roe** said.* → *… **Ortega** said.* swaps the source of both sentences, although
//! the first has the same words. Only what words in the frame itself show is carried over: a reading that changed its mind
//! about an untouched sentence is none. A cue colours the words beside it, so another cue is told once, where it stands.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{ClaimChange, Edit};
use crate::attribution::AttributionIndex;
use crate::claims::ClaimIndex;
use crate::revision::Revision;
use crate::span::Span;
use crate::vocabulary::{ChangeRelation, EditKind};

/// The attributions that an edit changed: of the old text, of the new one.
type Frame = (Option<AttributionIndex>, Option<AttributionIndex>);

/// Gives kept claims the edits of the attributions that they stand in.
pub(super) fn spread(old: &Revision, new: &Revision, changes: &mut [ClaimChange]) {
    let mut edits: BTreeMap<Frame, Vec<(Edit, bool)>> = BTreeMap::new();
    for change in changes.iter() {
        let (Some(before), Some(after)) = (change.before, change.after) else {
            continue;
        };
        for edit in change.edits.iter().filter(|edit| is_of_frame(edit.kind)) {
            let of_old = edit.before.map(|span| holder(old, before, span));
            let of_new = edit.after.map(|span| holder(new, after, span));
            // An edit that no reading knows the attribution of stays where it is.
            if of_old == Some(None) || of_new == Some(None) {
                continue;
            }
            let known = edits.entry((of_old.flatten(), of_new.flatten())).or_default();
            if known.iter().all(|it| it.0 != *edit) {
                known.push((edit.clone(), change.disclosed));
            }
        }
    }
    if edits.is_empty() {
        return;
    }
    for change in changes
        .iter_mut()
        .filter(|change| change.relation == ChangeRelation::Kept)
    {
        let (Some(before), Some(after)) = (change.before, change.after) else {
            continue;
        };
        let ends = |chain: &[AttributionIndex]| -> Vec<Option<AttributionIndex>> {
            chain.iter().copied().map(Some).chain([None]).collect()
        };
        for of_old in ends(&old.claims[before].attributions) {
            for of_new in ends(&new.claims[after].attributions) {
                for (edit, disclosed) in edits.get(&(of_old, of_new)).into_iter().flatten() {
                    change.relation = ChangeRelation::Altered;
                    change.severity = change.severity.max(edit.severity);
                    change.disclosed |= disclosed;
                    change.edits.push(edit.clone());
                }
            }
        }
        change
            .edits
            .sort_by_key(|edit| (Reverse(edit.severity), edit.kind));
    }
}

fn is_of_frame(kind: EditKind) -> bool {
    matches!(
        kind,
        EditKind::AttributionDropped
            | EditKind::AttributionAdded
            | EditKind::ChainChanged
            | EditKind::SourceSwapped
            | EditKind::SourceWeakened
            | EditKind::SourceStrengthened
    )
}

/// The attribution in a claim's chain whose source or cue has a byte in `span`.
fn holder(revision: &Revision, claim: ClaimIndex, span: Span) -> Option<AttributionIndex> {
    let chain = &revision.claims[claim].attributions;
    chain.iter().copied().find(|&number| {
        let attribution = &revision.attributions[number];
        let mut source = attribution.source.iter().flat_map(|source| &source.spans);
        attribution.cue.span.overlaps(span) || source.any(|it| it.overlaps(span))
    })
}
