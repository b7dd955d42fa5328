//! What becomes of decisions when a new revision comes.
//!
//! A decision stays where the claim is kept, is asked again where the claim is altered (with the edits as the reason),
//! and is orphaned where the claim is gone. Where the pairing is ambiguous it is never carried: the old decision is
//! orphaned and the new claim begins anew.

use std::collections::BTreeMap;

use ascribe_core::attribution::Attribution;
use ascribe_core::claims::Claim;
use ascribe_core::revision::Revision;
use ascribe_core::span::Span;
use ascribe_core::vocabulary::{ChangeRelation, EditKind, ReviewState, Severity};
use serde::Serialize;
use serde_json::{Value as Json, json};
use utoipa::ToSchema;

use super::{Seed, decided, decision, parsed, seeds, touched, untouched, urgency};
use crate::comparison::Compared;
use crate::store::StoreError;
use crate::store::records::{Decision, Review};
use crate::store::turn::Turn;

/// How many decisions went which way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Carried {
    /// They stay.
    pub kept: usize,
    /// They are asked again.
    pub reopened: usize,
    /// Their claim is gone.
    pub orphaned: usize,
}

/// A claim of the new revision with what it was before.
#[derive(Clone, Debug)]
pub struct Successor {
    /// The claim as it is now.
    pub seed: Seed,
    /// The old claim's name where it is the same claim, beyond doubt.
    pub before: Option<String>,
    /// Whether anything differs.
    pub altered: bool,
    /// What differs, as the record of changes has it.
    pub edits: Json,
}

/// Every claim of the new revision with its predecessor.
pub fn successors(old: &Revision, new: &Revision, compared: &Compared) -> Vec<Successor> {
    let mut successors: Vec<Successor> = seeds(new)
        .into_iter()
        .map(|seed| Successor {
            seed,
            before: None,
            altered: false,
            edits: json!([]),
        })
        .collect();
    for (change, edits) in compared.comparison.changes.iter().zip(&compared.edits) {
        let Some(after) = change.after else { continue };
        let successor = &mut successors[after];
        successor.altered = change.relation != ChangeRelation::Kept;
        if !change.ambiguous {
            successor.before = change.before.map(|at| old.claims[at].id.to_string());
        }
        if change.relation != ChangeRelation::Kept {
            successor.edits = edits.clone();
            successor.seed.severity = successor.seed.severity.max(change.severity);
        } else if let Some(before) = change.before
            && let Some(edit) = put_otherwise((old, &old.claims[before]), (new, &new.claims[after]))
        {
            successor.altered = true;
            successor.edits = json!([edit]);
            successor.seed.severity = successor.seed.severity.max(Severity::Medium);
        }
    }
    successors
}

/// A claim in its revision.
type Place<'a> = (&'a Revision, &'a Claim);

/// What differs in who says a claim, and how, where its own sentence does not. A quotation that runs on beyond its cue is
/// one: a comparison tells of another cue or speaker once, where it stands, while what was decided was decided of all that
/// is said there.
fn put_otherwise(old: Place<'_>, new: Place<'_>) -> Option<Json> {
    let severity = Severity::Medium.code();
    let [was, is] = [old, new].map(|(revision, claim)| extent(claim).map(|span| (revision, span)));
    if let (Some(was), Some(is)) = (was, is)
        && plain(was.0.document.slice(was.1)) != plain(is.0.document.slice(is.1))
    {
        let message = "The claim's words are as they were, but not what stands among them.";
        let kind = EditKind::Wording.code();
        let [before, after] = [was, is].map(|(revision, span)| words(revision, span));
        return Some(
            json!({ "kind": kind, "severity": severity, "before": before, "after": after, "message": message }),
        );
    }
    let message = "Who said this, or how, is told otherwise; the words themselves are as they were.";
    let kind = match [old, new].map(|(_, claim)| claim.attributions.len()) {
        [was, is] if was == is => None,
        [_, 0] => Some(EditKind::AttributionDropped),
        [0, _] => Some(EditKind::AttributionAdded),
        _ => Some(EditKind::ChainChanged),
    };
    if let Some(kind) = kind {
        let [before, after] = [old, new].map(|(revision, claim)| {
            let first = claim.attributions.first();
            first.map(|&at| words(revision, revision.attributions[at].cue.span))
        });
        return Some(
            json!({ "kind": kind.code(), "severity": severity, "before": before, "after": after, "message": message }),
        );
    }
    let chains = old.1.attributions.iter().zip(&new.1.attributions);
    let mut links = chains.map(|(&was, &is)| (&old.0.attributions[was], &new.0.attributions[is]));
    links.find_map(|(was, is)| {
        let (cue, now) = (was.cue.span, is.cue.span);
        let (kind, before, after) = if was.cue.stance != is.cue.stance {
            (EditKind::CueChanged, cue, now)
        } else if let Some((before, after)) = other_speaker((old.0, was), (new.0, is)) {
            (EditKind::SourceSwapped, before, after)
        } else if elsewhere(old, cue) != elsewhere(new, now) {
            (EditKind::ChainChanged, cue, now)
        } else {
            return None;
        };
        Some(json!({
            "kind": kind.code(),
            "severity": severity,
            "before": words(old.0, before),
            "after": words(new.0, after),
            "message": message,
        }))
    })
}

/// From the first word of a claim to its last, with what stands among them.
fn extent(claim: &Claim) -> Option<Span> {
    let (first, last) = (claim.spans.first()?, claim.spans.last()?);
    Some(Span::new(first.start(), last.end()))
}

/// The sentence that a cue stands in, where that is none of the claim's own. If it reads otherwise than before, the claim
/// leans on other words: its cue was changed, and the claim was given to another of the same kind.
fn elsewhere(place: Place<'_>, cue: Span) -> Option<String> {
    let (revision, claim) = place;
    let sentences = revision.document.sentences();
    let before = sentences.partition_point(|sentence| sentence.span.end() <= cue.start());
    let sentence = sentences.get(before)?.span;
    let own = claim.spans.iter().any(|span| span.overlaps(sentence));
    (!own).then(|| plain(revision.document.slice(sentence)))
}

/// Where two sources stand, if they are not the same.
fn other_speaker(old: (&Revision, &Attribution), new: (&Revision, &Attribution)) -> Option<(Span, Span)> {
    let ((before, who), (after, other)) = (speaker(old.0, old.1)?, speaker(new.0, new.1)?);
    (who != other).then_some((before, after))
}

/// Where a source stands, and who it is: by name where there is one.
fn speaker(revision: &Revision, attribution: &Attribution) -> Option<(Span, String)> {
    let source = attribution.source.as_ref()?;
    let span = *source.spans.first()?;
    let called = revision.document.slice(source.name.unwrap_or(span));
    Some((span, plain(called)))
}

/// Words without what only typesetting tells apart.
fn plain(words: &str) -> String {
    let marks = words.replace(['‘', '’'], "'").replace(['“', '”'], "\"");
    let dashes = marks.replace('—', "–").to_lowercase();
    dashes.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words with their place in code points, as records have it.
fn words(revision: &Revision, span: Span) -> Json {
    let text = revision.document.slice(span);
    let start = revision.document.text()[..span.start()].chars().count();
    json!({ "text": text, "start": start, "end": start + text.chars().count() })
}

/// Writes the reviews of revision `number` from those of the revision before it, `old`.
///
/// # Errors
/// If the store refuses.
pub async fn over(
    turn: &mut Turn,
    article: i64,
    number: i64,
    old: Vec<Review>,
    successors: &[Successor],
) -> Result<Carried, StoreError> {
    let mut carried = Carried::default();
    let mut old: BTreeMap<String, Review> = old
        .into_iter()
        .map(|review| (review.claim.clone(), review))
        .collect();
    let mut fresh = Vec::new();
    for successor in successors {
        let before = successor.before.as_ref().and_then(|claim| old.remove(claim));
        match before {
            Some(before) if touched(&before) => {
                let review = follow(turn, article, number, &before, successor);
                let action = match (decided(&before), successor.altered) {
                    (true, true) => {
                        carried.reopened += 1;
                        "reopened"
                    }
                    (true, false) => {
                        carried.kept += 1;
                        "kept"
                    }
                    (false, _) => "kept",
                };
                turn.insert(&review).await?;
                // What stays can still be undone, by going back behind it; what is asked again has nothing to undo.
                let base = if successor.altered {
                    0
                } else {
                    base_of(turn, &before).await?
                };
                let mut decision = decision(&review, "ascribe", action, base);
                let mut snapshot = parsed(&decision.snapshot);
                snapshot["from"] = json!({ "revision": before.revision, "claim": before.claim });
                decision.snapshot = snapshot.to_string();
                turn.insert(&decision).await?;
            }
            _ if successor.seed.checkable => {
                let mut review = untouched(article, number, &successor.seed, turn.now());
                review.edits = successor.edits.to_string();
                fresh.push(review);
            }
            _ => {}
        }
    }
    turn.insert_all(&fresh).await?;
    for mut review in old.into_values().filter(decided) {
        let base = review.version;
        review.version += 1;
        ReviewState::Orphaned.code().clone_into(&mut review.state);
        Severity::Medium.code().clone_into(&mut review.severity);
        review.urgency = urgency(Severity::Medium, ReviewState::Orphaned, 0);
        review.updated = turn.now();
        turn.replace(&review).await?;
        turn.insert(&decision(&review, "ascribe", "orphaned", base))
            .await?;
        carried.orphaned += 1;
    }
    Ok(carried)
}

/// The version that an undo of the newest decision on `review` would go back to.
async fn base_of(turn: &mut Turn, review: &Review) -> Result<i64, StoreError> {
    let key = [
        review.article.into(),
        review.revision.into(),
        review.claim.as_str().into(),
        review.version.into(),
    ];
    let newest = turn.get::<Decision>(&key).await?;
    Ok(newest.map_or(0, |decision| decision.base))
}

/// The review of a claim that somebody has dealt with, in the next revision.
fn follow(turn: &Turn, article: i64, number: i64, before: &Review, successor: &Successor) -> Review {
    let mut review = untouched(article, number, &successor.seed, turn.now());
    review.version = before.version + 1;
    review.note.clone_from(&before.note);
    review.evidence.clone_from(&before.evidence);
    review.assignee.clone_from(&before.assignee);
    if successor.altered && !decided(before) {
        review.edits = successor.edits.to_string();
    } else if successor.altered {
        // The verdict was on other words; it stands in the history and not on this claim.
        ReviewState::Reopened.code().clone_into(&mut review.state);
        review.edits = successor.edits.to_string();
        review.urgency = urgency(
            successor.seed.severity,
            ReviewState::Reopened,
            successor.seed.worth,
        );
    } else {
        review.state.clone_from(&before.state);
        review.said.clone_from(&before.said);
        review.world.clone_from(&before.world);
        review.first.clone_from(&before.first);
        review.severity.clone_from(&before.severity);
        review.urgency = before.urgency;
        review.reasons.clone_from(&before.reasons);
        review.edits.clone_from(&before.edits);
    }
    review
}
