//! What is to be looked at, most urgent first.

use std::sync::Arc;

use ascribe_core::vocabulary::{ReviewState, Severity};
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use serde_json::json;
use utoipa::IntoParams;

use super::{json as answer, page_size};
use crate::extract::Query;
use crate::problem::{Problem, ProblemBody};
use crate::review::{brief, parsed, review_columns};
use crate::server::Server;
use crate::store::records::Review;
use crate::store::values::Record as _;

/// Which claims.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// A state, or `all`; all that are open (not `done`, not `dismissed`) unless given.
    #[serde(default)]
    state: String,
    /// A severity.
    #[serde(default)]
    severity: String,
    /// Whose; `-` for nobody's.
    #[serde(default)]
    assignee: String,
    /// The claims of one article.
    article: Option<i64>,
    /// `next` of the page before.
    #[serde(default)]
    after: String,
    /// At most this many, 1 to 200; 50 unless given.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
}

/// The newest revision's claims, and decisions whose claim is gone.
const QUEUE: &str = concat!(
    "SELECT ",
    review_columns!(),
    ", article.title FROM review JOIN article ON article.id = review.article
    WHERE (review.revision = article.latest OR review.state = 'orphaned')
        AND ($1 = 'all' OR review.state = $1 OR ($1 = '' AND review.state NOT IN ('done', 'dismissed')))
        AND ($2 = '' OR review.severity = $2)
        AND ($3 = '' OR review.assignee = $3 OR ($3 = '-' AND review.assignee IS NULL))
        AND ($4 = 0 OR review.article = $4)
        AND (review.urgency, review.article, review.revision, review.claim) < ($5, $6, $7, $8)
    ORDER BY review.urgency DESC, review.article DESC, review.revision DESC, review.claim DESC
    LIMIT $9"
);

/// Claims to look at, most urgent first.
///
/// # Errors
/// 422 if a state or severity is unknown, `limit` is out of range or `after` is not the `next` of a page; 503 if the store
/// cannot be read.
#[utoipa::path(get, path = "/api/v1/review", tag = "review", params(Filter),
    responses((status = 200, description = "`items` and `next`.", body = Object),
              (status = 422, description = "A parameter is wrong.", body = ProblemBody<'_>, content_type = "application/problem+json")))]
pub async fn queue(
    State(server): State<Arc<Server>>,
    Query(filter): Query<Filter>,
) -> Result<Response, Problem> {
    let limit = page_size(filter.limit)?;
    let state = filter.state.as_str();
    if !(matches!(state, "" | "all") || ReviewState::from_code(state).is_some()) {
        return Err(Problem::field(
            "state",
            "has to be a state of the guidelines, or all",
        ));
    }
    if !filter.severity.is_empty() && Severity::from_code(&filter.severity).is_none() {
        return Err(Problem::field(
            "severity",
            "has to be none, low, medium, high or critical",
        ));
    }
    let [urgency, article, revision] = [0, 1, 2].map(|at| cursor(&filter.after, at));
    let after = match (filter.after.as_str(), filter.after.split('.').nth(3)) {
        ("", _) => Some((i64::MAX, i64::MAX, i64::MAX, String::new())),
        (_, Some(claim)) => urgency
            .zip(article)
            .zip(revision)
            .map(|((urgency, article), revision)| (urgency, article, revision, claim.to_owned())),
        _ => None,
    };
    let Some((urgency, article, revision, claim)) = after else {
        return Err(Problem::field("after", "has to be the `next` of the page before"));
    };
    let values = vec![
        filter.state.into(),
        filter.severity.into(),
        filter.assignee.into(),
        filter.article.unwrap_or(0).into(),
        urgency.into(),
        article.into(),
        revision.into(),
        claim.into(),
        limit.into(),
    ];
    let rows = server.store.search(QUEUE, values).await?;
    let mut items = Vec::with_capacity(rows.len());
    let mut next = None;
    for row in &rows {
        let review = Review::of(row)?;
        next = Some(format!(
            "{}.{}.{}.{}",
            review.urgency, review.article, review.revision, review.claim
        ));
        items.push(json!({
            "article": review.article,
            "title": row.get::<String>(Review::table().columns.len())?,
            "revision": review.revision,
            "claim": review.claim,
            "text": review.text,
            "severity": review.severity,
            "reasons": parsed(&review.reasons),
            "edits": parsed(&review.edits),
            "review": brief(&review),
        }));
    }
    let next = next.filter(|_| rows.len() as i64 == limit);
    Ok(answer(json!({ "items": items, "next": next }).to_string()))
}

fn cursor(after: &str, part: usize) -> Option<i64> {
    after.split('.').nth(part)?.parse().ok()
}
