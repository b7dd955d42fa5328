//! Where each claim stands in review, and what becomes of a decision when a new revision comes.

pub mod carry;
pub mod change;

use ascribe_core::claims::Claim;
use ascribe_core::revision::Revision;
use ascribe_core::vocabulary::{ReviewState, Severity, WorthReason};
use serde_json::{Value as Json, json};

use crate::store::records::{Decision, Review, Revision as Stored};

/// A claim as the queue needs it, before anybody has looked at it.
#[derive(Clone, Debug)]
pub struct Seed {
    /// Its name.
    pub claim: String,
    /// Its words.
    pub text: String,
    /// How much is at stake.
    pub severity: Severity,
    /// 0 to 100, for the order among equals.
    pub worth: i64,
    /// Codes of why it is worth a look.
    pub reasons: Vec<&'static str>,
    /// Whether it is listed: it can be checked.
    pub checkable: bool,
}

/// All claims of a revision as seeds, in text order.
pub fn seeds(revision: &Revision) -> Vec<Seed> {
    revision
        .claims
        .iter()
        .map(|claim| seed(revision, claim))
        .collect()
}

fn seed(revision: &Revision, claim: &Claim) -> Seed {
    let slices: Vec<&str> = claim
        .spans
        .iter()
        .map(|&span| revision.document.slice(span))
        .collect();
    Seed {
        claim: claim.id.to_string(),
        text: slices.join(" "),
        severity: stake(&claim.worth.reasons),
        worth: (f64::from(claim.worth.score) * 100.0).round() as i64,
        reasons: claim.worth.reasons.iter().map(|reason| reason.code()).collect(),
        checkable: claim.checkability.checkable(),
    }
}

/// What is at stake with a claim that has no earlier revision to differ from: harm on a weak source is high, harm or a
/// weak source medium, anything else low.
fn stake(reasons: &[WorthReason]) -> Severity {
    let has = |reason: WorthReason| reasons.contains(&reason);
    let weak = has(WorthReason::AnonymousSource) || has(WorthReason::Hearsay) || has(WorthReason::Contested);
    match (has(WorthReason::HarmIfWrong), weak) {
        (true, true) => Severity::High,
        (true, false) | (false, true) => Severity::Medium,
        (false, false) => Severity::Low,
    }
}

/// The place in the queue: severity first, what was decided before next, worth last.
pub fn urgency(severity: Severity, state: ReviewState, worth: i64) -> i64 {
    let asked_again = match state {
        ReviewState::Reopened | ReviewState::NeedsSecond => 2,
        ReviewState::Orphaned => 1,
        _ => 0,
    };
    (severity as i64) * 10_000 + asked_again * 1_000 + worth
}

/// The review of a claim that nobody has looked at.
pub fn untouched(article: i64, revision: i64, seed: &Seed, now: String) -> Review {
    Review {
        article,
        revision,
        claim: seed.claim.clone(),
        version: 1,
        state: ReviewState::New.code().to_owned(),
        said: None,
        world: None,
        note: None,
        evidence: "[]".to_owned(),
        assignee: None,
        severity: seed.severity.code().to_owned(),
        urgency: urgency(seed.severity, ReviewState::New, seed.worth),
        reasons: json!(seed.reasons).to_string(),
        edits: "[]".to_owned(),
        first: None,
        text: seed.text.clone(),
        updated: now,
    }
}

/// The review of a claim of `revision` that is not listed, since the machine takes it for not checkable: none is stored
/// before a person sees it otherwise.
pub fn unlisted(revision: &Stored, claim: &str, now: String) -> Option<Review> {
    let record = parsed(&revision.record);
    let found = record["claims"].as_array()?.iter().find(|it| it["id"] == claim)?;
    let worth = &found["checkworthiness"];
    let reasons: Vec<WorthReason> = worth["reasons"]
        .as_array()?
        .iter()
        .filter_map(|code| WorthReason::from_code(code.as_str()?))
        .collect();
    let seed = Seed {
        claim: claim.to_owned(),
        text: found["text"].as_str()?.to_owned(),
        severity: stake(&reasons),
        worth: (worth["score"].as_f64()? * 100.0).round() as i64,
        reasons: reasons.iter().map(|reason| reason.code()).collect(),
        checkable: false,
    };
    Some(untouched(revision.article, revision.number, &seed, now))
}

/// Whether a person had to do with it, if only by giving it to somebody: then it is carried over as far as it can be.
pub fn touched(review: &Review) -> bool {
    review.version > 1
}

/// Whether something was decided that must not be dropped: it stays, is asked again, or is orphaned.
pub fn decided(review: &Review) -> bool {
    review.state != ReviewState::New.code()
}

/// What a decision row keeps of a review, enough to go back to it.
pub fn snapshot(review: &Review) -> Json {
    json!({
        "state": review.state,
        "said": review.said,
        "world": review.world,
        "note": review.note,
        "evidence": parsed(&review.evidence),
        "assignee": review.assignee,
        "first": review.first,
        "edits": parsed(&review.edits),
    })
}

/// The row that records what `review` has become.
pub fn decision(review: &Review, actor: &str, action: &str, base: i64) -> Decision {
    Decision {
        article: review.article,
        revision: review.revision,
        claim: review.claim.clone(),
        version: review.version,
        at: review.updated.clone(),
        actor: actor.to_owned(),
        action: action.to_owned(),
        base,
        snapshot: snapshot(review).to_string(),
    }
}

/// JSON out of the store.
pub fn parsed(text: &str) -> Json {
    serde_json::from_str(text).unwrap_or_default()
}

/// The version of a review as an entity tag. It names the revision too: a decision belongs to a claim of a revision.
pub fn etag(review: &Review) -> String {
    format!("\"{}.{}\"", review.revision, review.version)
}

/// What a list shows of a review.
pub fn brief(review: &Review) -> Json {
    json!({
        "state": review.state,
        "said": review.said,
        "world": review.world,
        "assignee": review.assignee,
        "etag": etag(review),
    })
}

/// The columns of a review, for statements.
macro_rules! review_columns {
    () => {
        "review.article, review.revision, review.claim, review.version, review.state, review.said, review.world, \
         review.note, review.evidence, review.assignee, review.severity, review.urgency, review.reasons, \
         review.edits, review.first, review.text, review.updated"
    };
}
pub(crate) use review_columns;
