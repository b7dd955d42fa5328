//! What became of each claim between two revisions, and how it is written.

use std::collections::BTreeMap;

use ascribe_core::claims::{Claim, ClaimId};
use ascribe_core::diff::{ClaimChange, Comparison};
use ascribe_core::revision::Revision;
use ascribe_core::vocabulary::{ChangeRelation, Severity};
use serde_json::{Value as Json, json};

use crate::reading;

/// The changes between two revisions with their record.
pub struct Compared {
    /// The changes.
    pub comparison: Comparison,
    /// The record `ascribe/changes/1`.
    pub record: Json,
    /// The edits of each change, in order of the changes, as they stand in the record.
    pub edits: Vec<Json>,
}

/// Compares two revisions.
pub fn compare(old: &Revision, new: &Revision, names: [&str; 2]) -> Compared {
    let comparison = changes(old, new);
    let edits: Vec<Json> = comparison.changes.iter().map(edits).collect();
    let record = record(old, new, names, &comparison, &edits);
    Compared {
        comparison,
        record,
        edits,
    }
}

/// Claims with the same words, place and chain are kept; any other is gone or new.
fn changes(old: &Revision, new: &Revision) -> Comparison {
    let before: BTreeMap<ClaimId, usize> = (0..).zip(&old.claims).map(|(at, claim)| (claim.id, at)).collect();
    let mut kept = vec![false; old.claims.len()];
    let mut changes: Vec<ClaimChange> = Vec::new();
    for (index, claim) in new.claims.iter().enumerate() {
        let same = before
            .get(&claim.id)
            .copied()
            .filter(|&at| compared(old, &old.claims[at]) == compared(new, claim));
        if let Some(at) = same {
            kept[at] = true;
        }
        let (relation, severity) = match same {
            Some(_) => (ChangeRelation::Kept, Severity::None),
            None => (ChangeRelation::Added, Severity::Low),
        };
        changes.push(change(relation, severity, same, Some(index)));
    }
    for (index, _) in kept.iter().enumerate().filter(|(_, kept)| !**kept) {
        changes.push(change(
            ChangeRelation::Removed,
            Severity::Medium,
            Some(index),
            None,
        ));
    }
    Comparison { changes, noise: 0 }
}

fn compared<'a>(revision: &'a Revision, claim: &Claim) -> Vec<&'a str> {
    let sources = claim.attributions.iter().flat_map(|&at| {
        let attribution = &revision.attributions[at];
        let source = attribution.source.iter().flat_map(|it| it.spans.clone());
        source.chain([attribution.cue.span])
    });
    let hedges = claim.hedges.iter().map(|hedge| hedge.span);
    sources
        .chain(hedges)
        .map(|span| revision.document.slice(span))
        .collect()
}

fn change(
    relation: ChangeRelation,
    severity: Severity,
    before: Option<usize>,
    after: Option<usize>,
) -> ClaimChange {
    ClaimChange {
        relation,
        before,
        after,
        severity,
        edits: Vec::new(),
        differences: Vec::new(),
        disclosed: false,
        ambiguous: false,
    }
}

fn edits(change: &ClaimChange) -> Json {
    let kind = match change.relation {
        ChangeRelation::Added => "claim_added",
        ChangeRelation::Removed => "claim_removed",
        _ => return json!([]),
    };
    json!([{ "kind": kind, "severity": change.severity.code(), "before": null, "after": null, "message": "" }])
}

fn record(old: &Revision, new: &Revision, names: [&str; 2], comparison: &Comparison, edits: &[Json]) -> Json {
    let claims = |revision: &Revision, name: &str| -> Json {
        serde_json::from_str(&reading::record(revision, name, None, true)).unwrap_or_default()
    };
    let (before, after) = (claims(old, names[0]), claims(new, names[1]));
    let count = |relation| {
        let changes = comparison.changes.iter();
        changes.filter(|change| change.relation == relation).count()
    };
    let changes: Vec<Json> = comparison
        .changes
        .iter()
        .zip(edits)
        .filter(|(change, _)| change.relation != ChangeRelation::Kept)
        .map(|(change, edits)| {
            json!({
                "relation": change.relation.code(),
                "severity": change.severity.code(),
                "before": change.before.map(|at| before["claims"][at].clone()),
                "after": change.after.map(|at| after["claims"][at].clone()),
                "edits": edits,
                "disclosed": change.disclosed,
                "ambiguous": change.ambiguous,
            })
        })
        .collect();
    let highest = comparison.changes.iter().map(|change| change.severity).max();
    json!({
        "schema": "ascribe/changes/1",
        "old": { "name": names[0], "sha256": before["document"]["sha256"] },
        "new": { "name": names[1], "sha256": after["document"]["sha256"] },
        "summary": {
            "kept": count(ChangeRelation::Kept),
            "altered": count(ChangeRelation::Altered),
            "added": count(ChangeRelation::Added),
            "removed": count(ChangeRelation::Removed),
            "noise": comparison.noise,
            "highest": highest.unwrap_or(Severity::None).code(),
        },
        "changes": changes,
    })
}
