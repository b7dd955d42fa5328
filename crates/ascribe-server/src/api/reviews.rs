//! Decisions on claims.

use std::sync::Arc;

use axum::extract::{FromRequestParts, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::{Done, change, json as answer};
use crate::access::Caller;
use crate::extract::{IfMatch, Json, Keyed, MaybeKeyed, Path};
use crate::problem::{Problem, ProblemBody};
use crate::review::change::{self as changes, Verdicts, given};
use crate::review::{self, etag, parsed};
use crate::server::Server;
use crate::store::records::{Decision, Review, Revision};
use crate::store::turn::Turn;
use crate::store::values::Record as _;
use crate::store::writer::Boxed;

/// Where a claim stands, with its history.
///
/// # Errors
/// 404 if no revision of the article has the claim, 503 if the store cannot be read.
#[utoipa::path(get, path = "/api/v1/articles/{id}/claims/{claim}/review", tag = "review",
    params(("id" = i64, Path), ("claim" = String, Path)),
    responses((status = 200, description = "The review with `history`.", body = Object, headers(("ETag" = String))),
              (status = 404, description = "No such claim.", body = ProblemBody<'_>, content_type = "application/problem+json")))]
pub async fn show(
    State(server): State<Arc<Server>>,
    Path((id, claim)): Path<(i64, String)>,
) -> Result<Response, Problem> {
    let rows = server
        .store
        .rows(changes::CURRENT, &[id.into(), claim.as_str().into()])
        .await?;
    let review = match rows.first() {
        Some(row) => Review::of(row)?,
        None => unlisted(&server, id, &claim).await?,
    };
    let mut history = Vec::new();
    let mut place = Some((review.revision, review.claim.clone()));
    // Earlier revisions are followed from claim to claim as the decisions were carried; each step goes back by one.
    while let Some((revision, claim)) = place.take() {
        let rows = server
            .store
            .rows(HISTORY, &[id.into(), revision.into(), claim.into()])
            .await?;
        let mut earlier = Vec::with_capacity(rows.len());
        for row in &rows {
            let decision = Decision::of(row)?;
            let snapshot = parsed(&decision.snapshot);
            if let (Some(from), Some(claim)) = (
                snapshot["from"]["revision"].as_i64(),
                snapshot["from"]["claim"].as_str(),
            ) {
                place = Some((from, claim.to_owned())).filter(|_| from < revision);
            }
            earlier.push(entry(&decision, &snapshot));
        }
        earlier.append(&mut history);
        history = earlier;
    }
    let mut body = full(&review);
    body["history"] = json!(history);
    let mut response = answer(body.to_string());
    if let Ok(value) = HeaderValue::try_from(etag(&review)) {
        response.headers_mut().insert(header::ETAG, value);
    }
    Ok(response)
}

/// The review of a claim of the newest revision that nobody has looked at, as it is not listed.
async fn unlisted(server: &Server, id: i64, claim: &str) -> Result<Review, Problem> {
    let rows = server.store.rows(changes::NEWEST, &[id.into()]).await?;
    let newest = rows.first().map(Revision::of).transpose()?;
    let review = newest.and_then(|newest| review::unlisted(&newest, claim, newest.created.clone()));
    review.ok_or_else(|| Problem::absent("claim"))
}

const HISTORY: &str = "SELECT article, revision, claim, version, at, actor, action, base, snapshot FROM decision \
    WHERE article = $1 AND revision = $2 AND claim = $3 ORDER BY version";

fn entry(decision: &Decision, snapshot: &Value) -> Value {
    json!({
        "at": decision.at,
        "actor": decision.actor,
        "action": decision.action,
        "revision": decision.revision,
        "version": decision.version,
        "state": snapshot["state"],
        "said": snapshot["said"],
        "world": snapshot["world"],
        "note": snapshot["note"],
        "evidence": snapshot["evidence"],
        "assignee": snapshot["assignee"],
    })
}

/// All of a review but its history.
fn full(review: &Review) -> Value {
    let mut body = review::snapshot(review);
    body["article"] = json!(review.article);
    body["revision"] = json!(review.revision);
    body["claim"] = json!(review.claim);
    body["severity"] = json!(review.severity);
    body["reasons"] = parsed(&review.reasons);
    body["updated"] = json!(review.updated);
    body["etag"] = json!(etag(review));
    body
}

fn done(action: &'static str, review: &Review) -> Done {
    let subject = format!(
        "article/{}/revision/{}/claim/{}",
        review.article, review.revision, review.claim
    );
    let detail = json!({ "state": review.state, "said": review.said, "world": review.world,
                         "assignee": review.assignee, "version": review.version });
    Done::new(action, subject, full(review).to_string())
        .version(etag(review))
        .detail(detail)
}

/// A request to change the review of one claim.
pub struct OneClaim {
    caller: Caller,
    keyed: Option<Keyed>,
    article: i64,
    claim: String,
    expected: String,
}

impl FromRequestParts<Arc<Server>> for OneClaim {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, server: &Arc<Server>) -> Result<Self, Problem> {
        let keyed = parts.extensions.get().cloned();
        let caller = Caller::from_request_parts(parts, server).await?;
        let Path((article, claim)) = Path::from_request_parts(parts, server).await?;
        let IfMatch(expected) = IfMatch::from_request_parts(parts, server).await?;
        Ok(Self {
            caller,
            keyed,
            article,
            claim,
            expected,
        })
    }
}

impl OneClaim {
    /// Makes of the review what `edit` does, if it is still the one that was read.
    async fn change<F>(self, server: &Server, action: &'static str, edit: F) -> Result<Response, Problem>
    where
        F: for<'t> FnOnce(&'t mut Turn, Review, &'t Caller) -> Boxed<'t, Result<Review, Problem>>
            + Send
            + 'static,
    {
        change(server, self.caller, self.keyed, move |turn, caller| {
            Box::pin(async move {
                let review = changes::current(turn, self.article, &self.claim).await?;
                changes::fresh(&review, &self.expected)?;
                let review = edit(turn, review, caller).await?;
                Ok(done(action, &review))
            })
        })
        .await
    }
}

/// Decides a claim.
///
/// # Errors
/// 428 without `If-Match` and 412 if it is stale, 404 if there is no such claim, 409 if a second person has to decide, 422
/// with the fields that are wrong, 503 if the store cannot write.
#[utoipa::path(put, path = "/api/v1/articles/{id}/claims/{claim}/review", tag = "review", request_body = Verdicts,
    params(("id" = i64, Path), ("claim" = String, Path), ("If-Match" = String, Header, description = "The ETag that was read.")),
    responses((status = 200, description = "The review.", body = Object, headers(("ETag" = String))),
              (status = 404, description = "No such claim.", body = ProblemBody<'_>, content_type = "application/problem+json"),
              (status = 409, description = "A second person has to decide.", body = ProblemBody<'_>, content_type = "application/problem+json"),
              (status = 412, description = "Somebody was faster.", body = ProblemBody<'_>, content_type = "application/problem+json"),
              (status = 422, description = "A field is wrong.", body = ProblemBody<'_>, content_type = "application/problem+json"),
              (status = 428, description = "`If-Match` is missing.", body = ProblemBody<'_>, content_type = "application/problem+json")))]
pub async fn decide(
    State(server): State<Arc<Server>>,
    asked: OneClaim,
    Json(verdicts): Json<Verdicts>,
) -> Result<Response, Problem> {
    verdicts.check("")?;
    let second_person = server.settings.second_person;
    asked
        .change(&server, "review.decided", move |turn, review, caller| {
            Box::pin(async move { changes::decide(turn, review, &verdicts, caller, second_person).await })
        })
        .await
}

/// Goes back to what was before the newest decision.
///
/// # Errors
/// 428 without `If-Match` and 412 if it is stale, 404 if there is no such claim, 409 if there is nothing to undo, 503 if
/// the store cannot write.
#[utoipa::path(post, path = "/api/v1/articles/{id}/claims/{claim}/review/undo", tag = "review",
    params(("id" = i64, Path), ("claim" = String, Path), ("If-Match" = String, Header, description = "The ETag that was read.")),
    responses((status = 200, description = "The review.", body = Object, headers(("ETag" = String))),
              (status = 409, description = "There is nothing to undo.", body = ProblemBody<'_>, content_type = "application/problem+json"),
              (status = 412, description = "Somebody was faster.", body = ProblemBody<'_>, content_type = "application/problem+json")))]
pub async fn undo(State(server): State<Arc<Server>>, asked: OneClaim) -> Result<Response, Problem> {
    asked
        .change(&server, "review.undone", |turn, review, caller| {
            Box::pin(changes::undo(turn, review, caller))
        })
        .await
}

/// Takes back the caller's newest decision on the article that still stands, whichever claim it was on: what an editor
/// means by undo, though the page was opened anew meanwhile.
///
/// # Errors
/// 404 if there is no such article, 409 if nothing of the caller's stands, 503 if the store cannot write.
#[utoipa::path(post, path = "/api/v1/articles/{id}/undo", tag = "review",
    params(("id" = i64, Path), ("Idempotency-Key" = Option<String>, Header, description = "Makes it safe to send again.")),
    responses((status = 200, description = "The review.", body = Object, headers(("ETag" = String))),
              (status = 404, description = "No such article.", body = ProblemBody<'_>, content_type = "application/problem+json"),
              (status = 409, description = "No decision of the caller's stands.", body = ProblemBody<'_>, content_type = "application/problem+json")))]
pub async fn undo_newest(
    State(server): State<Arc<Server>>,
    caller: Caller,
    MaybeKeyed(keyed): MaybeKeyed,
    Path(id): Path<i64>,
) -> Result<Response, Problem> {
    change(&server, caller, keyed, move |turn, caller| {
        Box::pin(async move {
            let review = changes::newest_of(turn, id, &caller.name).await?;
            let review = changes::undo(turn, review, caller).await?;
            Ok(done("review.undone", &review))
        })
    })
    .await
}

/// Whose a claim is to be.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Assignment {
    /// A name, or null for nobody.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    #[expect(
        clippy::option_option,
        reason = "a field that is left out changes nothing, one that is null takes the assignee away"
    )]
    assignee: Option<Option<String>>,
}

/// Gives a claim to somebody.
///
/// # Errors
/// 428 without `If-Match` and 412 if it is stale, 404 if there is no such claim, 422 if `assignee` is missing or cannot
/// sign in, 503 if the store cannot write.
#[utoipa::path(put, path = "/api/v1/articles/{id}/claims/{claim}/assignee", tag = "review", request_body = Assignment,
    params(("id" = i64, Path), ("claim" = String, Path), ("If-Match" = String, Header, description = "The ETag that was read.")),
    responses((status = 200, description = "The review.", body = Object, headers(("ETag" = String))),
              (status = 412, description = "Somebody was faster.", body = ProblemBody<'_>, content_type = "application/problem+json"),
              (status = 422, description = "A field is wrong.", body = ProblemBody<'_>, content_type = "application/problem+json")))]
pub async fn assign(
    State(server): State<Arc<Server>>,
    asked: OneClaim,
    Json(assignment): Json<Assignment>,
) -> Result<Response, Problem> {
    let Some(assignee) = assignment.assignee else {
        return Err(Problem::field(
            "assignee",
            "is missing; give a name, or null for nobody",
        ));
    };
    asked
        .change(&server, "review.assigned", move |turn, review, caller| {
            Box::pin(async move { changes::assign(turn, review, assignee.as_deref(), caller).await })
        })
        .await
}

/// One decision for many claims.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Bulk {
    /// The claims, at most 200.
    items: Vec<BulkItem>,
    /// The decision.
    review: Verdicts,
}

/// A claim of a bulk decision.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BulkItem {
    /// The article.
    article: i64,
    /// The claim.
    claim: String,
    /// The entity tag that was read.
    etag: String,
}

/// Decides many claims at once: all of them, or none if one has changed since it was read.
///
/// # Errors
/// 404 if one of the claims is not there, 409 if a second person has to decide one, 412 if one has changed, 422 with the
/// fields that are wrong, 503 if the store cannot write.
#[utoipa::path(post, path = "/api/v1/review/bulk", tag = "review", request_body = Bulk,
    responses((status = 200, description = "`items`, each with its new `etag`.", body = Object),
              (status = 404, description = "One of the claims is not there.", body = ProblemBody<'_>, content_type = "application/problem+json"),
              (status = 412, description = "One of them has changed; nothing was decided.", body = ProblemBody<'_>, content_type = "application/problem+json"),
              (status = 422, description = "A field is wrong.", body = ProblemBody<'_>, content_type = "application/problem+json")))]
pub async fn bulk(
    State(server): State<Arc<Server>>,
    caller: Caller,
    MaybeKeyed(keyed): MaybeKeyed,
    Json(bulk): Json<Bulk>,
) -> Result<Response, Problem> {
    bulk.review.check("review.")?;
    if bulk.items.is_empty() || bulk.items.len() > 200 {
        return Err(Problem::field("items", "has to have 1 to 200 claims"));
    }
    let second_person = server.settings.second_person;
    change(&server, caller, keyed, move |turn, caller| {
        Box::pin(async move {
            let mut items = Vec::with_capacity(bulk.items.len());
            for item in &bulk.items {
                let review = changes::current(turn, item.article, &item.claim).await?;
                changes::fresh(&review, &item.etag)?;
                let review = changes::decide(turn, review, &bulk.review, caller, second_person).await?;
                items.push(json!({ "article": review.article, "claim": review.claim,
                                   "review": review::brief(&review) }));
            }
            let subjects: Vec<Value> = items
                .iter()
                .map(|item| json!({ "article": item["article"], "claim": item["claim"] }))
                .collect();
            let body = json!({ "items": items }).to_string();
            Ok::<Done, Problem>(
                Done::new("review.bulk", "review".to_owned(), body)
                    .detail(json!({ "state": bulk.review.state, "items": subjects })),
            )
        })
    })
    .await
}
