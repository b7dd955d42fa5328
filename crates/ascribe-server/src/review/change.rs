//! What people do to a review: decide, assign, undo.

use ascribe_core::vocabulary::{ReviewState, Severity, Verdict};
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Value as Json, json};
use utoipa::ToSchema;

use super::{decision, etag, parsed, touched, unlisted, urgency};
use crate::access::Caller;
use crate::problem::{FieldError, Problem};
use crate::store::records::{Article, Decision, Person, Review, Revision};
use crate::store::turn::Turn;
use crate::store::values::Value;

/// A decision as a request gives it. It replaces the one before: a verdict that is left out is none.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Verdicts {
    /// `in_review`, `needs_second`, `done` or `dismissed`.
    #[schema(pattern = "^(in_review|needs_second|done|dismissed)$")]
    pub state: String,
    /// Did the source say this?
    pub said: Option<String>,
    /// Is it so?
    pub world: Option<String>,
    /// Why; has to be given to dismiss.
    pub note: Option<String>,
    /// Links to what supports it.
    #[serde(default)]
    pub evidence: Vec<String>,
    /// Who is to do it; left as it is where this is left out.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub assignee: Option<Option<String>>,
}

/// Tells a field that is null from one that is left out.
#[expect(
    clippy::option_option,
    reason = "the outer option says whether the field is there, the inner one whether it is null"
)]
pub(crate) fn given<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Option<String>>, D::Error> {
    Option::<String>::deserialize(from).map(Some)
}

const LONGEST_NOTE: usize = 10_000;
const MOST_LINKS: usize = 50;
const LONGEST_LINK: usize = 2_000;

/// The states that people give.
const PEOPLES: [ReviewState; 4] = [
    ReviewState::InReview,
    ReviewState::NeedsSecond,
    ReviewState::Done,
    ReviewState::Dismissed,
];

impl Verdicts {
    /// Checks every field.
    ///
    /// # Errors
    /// 422 with the fields that are wrong, each below `prefix`.
    pub fn check(&self, prefix: &str) -> Result<(), Problem> {
        let mut errors = Vec::new();
        let mut wrong = |field: &str, message: String| {
            errors.push(FieldError {
                field: format!("{prefix}{field}"),
                message,
            });
        };
        let state = ReviewState::from_code(&self.state).filter(|state| PEOPLES.contains(state));
        if state.is_none() {
            let codes = PEOPLES.map(ReviewState::code).join(", ");
            wrong("state", format!("has to be one of {codes}"));
        }
        for (field, verdict) in [("said", &self.said), ("world", &self.world)] {
            if verdict
                .as_deref()
                .is_some_and(|it| Verdict::from_code(it).is_none())
            {
                let codes: Vec<&str> = Verdict::ALL.iter().map(|verdict| verdict.code()).collect();
                wrong(field, format!("has to be one of {}", codes.join(", ")));
            }
        }
        let note = self.note.as_deref().unwrap_or_default();
        if state == Some(ReviewState::Dismissed) && note.trim().is_empty() {
            wrong("note", "has to say why the claim is dismissed".to_owned());
        }
        if note.chars().count() > LONGEST_NOTE || note.contains('\0') {
            wrong(
                "note",
                format!("may have {LONGEST_NOTE} characters, none of them U+0000"),
            );
        }
        if self.evidence.len() > MOST_LINKS {
            wrong("evidence", format!("may have {MOST_LINKS} links"));
        }
        for (number, link) in self.evidence.iter().enumerate() {
            if !is_link(link) {
                let message = format!(
                    "has to be a link of up to {LONGEST_LINK} characters that begins with https:// or http://"
                );
                wrong(&format!("evidence[{number}]"), message);
            }
        }
        if errors.is_empty() {
            Ok(())
        } else {
            Err(Problem::fields(errors))
        }
    }
}

fn is_link(link: &str) -> bool {
    let rest = link
        .strip_prefix("https://")
        .or_else(|| link.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty())
        && link.len() <= LONGEST_LINK
        && !link.chars().any(|it| it.is_whitespace() || it.is_control())
}

/// The newest review of a claim: in the newest revision that lists the claim, else in the newest that has it.
///
/// # Errors
/// 404 if there is none.
pub async fn current(turn: &mut Turn, article: i64, claim: &str) -> Result<Review, Problem> {
    let found = turn
        .all::<Review>(CURRENT, &[article.into(), claim.into()])
        .await?;
    if let Some(review) = found.into_iter().next() {
        return Ok(review);
    }
    let newest = turn.all::<Revision>(NEWEST, &[article.into()]).await?;
    let review = newest
        .first()
        .and_then(|newest| unlisted(newest, claim, turn.now()));
    review.ok_or_else(|| Problem::absent("claim"))
}

/// The newest revision of an article.
pub const NEWEST: &str = "SELECT article, number, published, text, record, author, created FROM revision
    WHERE article = $1 ORDER BY number DESC LIMIT 1";

/// The statement of [`current`].
pub const CURRENT: &str = concat!(
    "SELECT ",
    super::review_columns!(),
    " FROM review WHERE article = $1 AND claim = $2 ORDER BY revision DESC LIMIT 1"
);

/// Checks that whoever changes a review has seen its newest version.
///
/// # Errors
/// 412 with the current entity tag.
pub fn fresh(review: &Review, expected: &str) -> Result<(), Problem> {
    let current = etag(review);
    if expected == "*" || expected.trim_matches('"') == current.trim_matches('"') {
        Ok(())
    } else {
        Err(Problem::stale(current))
    }
}

/// Takes a decision.
///
/// # Errors
/// If a second person has to decide, or the assignee is nobody.
pub async fn decide(
    turn: &mut Turn,
    mut review: Review,
    verdicts: &Verdicts,
    caller: &Caller,
    second_person: bool,
) -> Result<Review, Problem> {
    let base = review.version;
    let mut state = ReviewState::from_code(&verdicts.state).unwrap_or(ReviewState::InReview);
    if let Some(assignee) = &verdicts.assignee {
        known(turn, assignee.as_deref(), caller).await?;
        review.assignee.clone_from(assignee);
    }
    let critical = review.severity == Severity::Critical.code();
    match (state, review.first.as_deref()) {
        (ReviewState::Done, Some(first)) if first == caller.name && !caller.local => {
            return Err(Problem::new(
                StatusCode::CONFLICT,
                "A second person has to decide this claim: you were the first.",
            ));
        }
        (ReviewState::Done, None) if critical && second_person && !caller.local => {
            state = ReviewState::NeedsSecond;
            review.first = Some(caller.name.clone());
        }
        (ReviewState::NeedsSecond, None) => review.first = Some(caller.name.clone()),
        (ReviewState::InReview, _) => review.first = None,
        _ => {}
    }
    state.code().clone_into(&mut review.state);
    review.said.clone_from(&verdicts.said);
    review.world.clone_from(&verdicts.world);
    review.note.clone_from(&verdicts.note);
    review.evidence = json!(verdicts.evidence).to_string();
    store(turn, review, &caller.name, "decided", base).await
}

/// Gives a claim to somebody, or to nobody.
///
/// # Errors
/// If the assignee is nobody.
pub async fn assign(
    turn: &mut Turn,
    mut review: Review,
    assignee: Option<&str>,
    caller: &Caller,
) -> Result<Review, Problem> {
    known(turn, assignee, caller).await?;
    let base = review.version;
    review.assignee = assignee.map(str::to_owned);
    store(turn, review, &caller.name, "assigned", base).await
}

/// Goes back to what was before the newest decision that is not undone yet.
///
/// # Errors
/// 409 if there is none.
pub async fn undo(turn: &mut Turn, mut review: Review, caller: &Caller) -> Result<Review, Problem> {
    let nothing = || Problem::new(StatusCode::CONFLICT, "There is nothing to undo on this claim.");
    if !touched(&review) {
        return Err(nothing());
    }
    let newest = at_version(turn, &review, review.version).await?;
    let back_to = newest.map_or(0, |decision| decision.base);
    if back_to == 0 {
        return Err(nothing());
    }
    // The first version has no decision: nobody had looked at the claim.
    let target = at_version(turn, &review, back_to).await?;
    let (snapshot, base) = target.map_or((json!({ "state": "new" }), 0), |decision| {
        (parsed(&decision.snapshot), decision.base)
    });
    let text = |name: &str| snapshot[name].as_str().map(str::to_owned);
    let array = |name: &str, now: &str| match &snapshot[name] {
        Json::Array(array) => Json::from(array.as_slice()).to_string(),
        _ => now.to_owned(),
    };
    review.state = text("state").unwrap_or_else(|| ReviewState::New.code().to_owned());
    review.said = text("said");
    review.world = text("world");
    review.note = text("note");
    review.assignee = text("assignee");
    review.first = text("first");
    review.evidence = array("evidence", "[]");
    review.edits = array("edits", &review.edits);
    store(turn, review, &caller.name, "undone", base).await
}

/// The claim of an article that somebody decided or assigned last, as far as that still stands. What was carried to a later
/// revision stands; what others have decided since, or what was taken back, does not.
///
/// # Errors
/// 404 if there is no such article, 409 if nothing stands.
pub async fn newest_of(turn: &mut Turn, article: i64, actor: &str) -> Result<Review, Problem> {
    let latest = turn.get::<Article>(&[article.into()]).await?;
    let latest = latest.ok_or_else(|| Problem::absent("article"))?.latest;
    for decision in turn
        .all::<Decision>(OF_ACTOR, &[article.into(), actor.into()])
        .await?
    {
        let review = current(turn, article, &decision.claim).await?;
        let shown = at_version(turn, &review, review.version).await?;
        // Whatever shows a decision, be it carried or come back to, goes back behind it to where the decision does.
        if review.revision == latest && shown.is_some_and(|shown| shown.base == decision.base) {
            return Ok(review);
        }
    }
    Err(Problem::new(
        StatusCode::CONFLICT,
        "No decision of yours on this article stands that could be undone.",
    ))
}

/// What one person did on an article, newest first, as far back as somebody may want to go.
const OF_ACTOR: &str = "SELECT article, revision, claim, version, at, actor, action, base, snapshot FROM decision \
    WHERE article = $1 AND actor = $2 AND action IN ('decided', 'assigned') ORDER BY at DESC, version DESC LIMIT 200";

/// The decision that made a version of a review, in whatever earlier revision that was: versions count on when a decision
/// is carried over.
async fn at_version(turn: &mut Turn, review: &Review, version: i64) -> Result<Option<Decision>, Problem> {
    let article = review.article;
    let (mut revision, mut claim) = (review.revision, review.claim.clone());
    loop {
        let place: [Value; 3] = [article.into(), revision.into(), claim.as_str().into()];
        let [first, second, third] = place.clone();
        let key = [first, second, third, version.into()];
        if let Some(found) = turn.get::<Decision>(&key).await? {
            return Ok(Some(found));
        }
        let carried = turn.all::<Decision>(FIRST, &place).await?;
        let Some(carried) = carried.first().filter(|carried| version < carried.version) else {
            return Ok(None);
        };
        let from = &parsed(&carried.snapshot)["from"];
        match (from["revision"].as_i64(), from["claim"].as_str()) {
            (Some(before), Some(name)) if before < revision => (revision, claim) = (before, name.to_owned()),
            _ => return Ok(None),
        }
    }
}

const FIRST: &str = "SELECT article, revision, claim, version, at, actor, action, base, snapshot FROM decision \
    WHERE article = $1 AND revision = $2 AND claim = $3 ORDER BY version LIMIT 1";

async fn store(
    turn: &mut Turn,
    mut review: Review,
    actor: &str,
    action: &str,
    base: i64,
) -> Result<Review, Problem> {
    let severity = Severity::from_code(&review.severity).unwrap_or(Severity::None);
    let state = ReviewState::from_code(&review.state).unwrap_or(ReviewState::New);
    review.version += 1;
    review.urgency = urgency(severity, state, review.urgency % 1_000);
    review.updated = turn.now();
    turn.replace(&review).await?;
    turn.insert(&decision(&review, actor, action, base)).await?;
    Ok(review)
}

/// Work is given to people who can sign in; on a server without users a name is only a name.
async fn known(turn: &mut Turn, assignee: Option<&str>, caller: &Caller) -> Result<(), Problem> {
    let Some(name) = assignee else { return Ok(()) };
    if caller.local {
        if name.is_empty() || name.chars().count() > 64 || name.chars().any(char::is_control) {
            return Err(Problem::field(
                "assignee",
                "has to be a name of 1 to 64 characters",
            ));
        }
        return Ok(());
    }
    match turn.get::<Person>(&[name.into()]).await? {
        Some(_) => Ok(()),
        None => Err(Problem::field(
            "assignee",
            "is nobody who can sign in; see GET /api/v1/people",
        )),
    }
}
