//! Texts in, records out; nothing is kept.

use std::sync::Arc;

use ascribe_core::revision::Revision;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use utoipa::ToSchema;

use super::json;
use crate::comparison;
use crate::extract::Json;
use crate::problem::{Problem, ProblemBody};
use crate::reading::{self, Purpose, Source};
use crate::server::Server;

/// Two states of one article.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Pair {
    /// The earlier one.
    old: Source,
    /// The later one.
    new: Source,
}

/// The claims of a text.
///
/// # Errors
/// 422 if a field is wrong or the page has no text, 503 if too much is being read already.
#[utoipa::path(
    post, path = "/api/v1/list", tag = "stateless", request_body = Source,
    responses((status = 200, description = "A record `ascribe/claims/1`.", body = Object),
              (status = 422, description = "A field is wrong.", body = ProblemBody<'_>, content_type = "application/problem+json"))
)]
pub async fn list(
    State(server): State<Arc<Server>>,
    Json(source): Json<Source>,
) -> Result<Response, Problem> {
    let mut article = server.reader.article(source, "").await?;
    let title = article.title.take();
    let make = move |revision: &Revision| reading::record(revision, "text", title.as_deref(), false);
    server.reader.read(article, Purpose::Answer, make).await.map(json)
}

/// What became of each claim between two texts.
///
/// # Errors
/// 422 with the fields that are wrong, each below `old` or `new`; 503 if too much is being read already.
#[utoipa::path(
    post, path = "/api/v1/diff", tag = "stateless", request_body = Pair,
    responses((status = 200, description = "A record `ascribe/changes/1`.", body = Object),
              (status = 422, description = "A field is wrong.", body = ProblemBody<'_>, content_type = "application/problem+json"))
)]
pub async fn diff(State(server): State<Arc<Server>>, Json(pair): Json<Pair>) -> Result<Response, Problem> {
    let old = server.reader.article(pair.old, "old.").await?;
    let new = server.reader.article(pair.new, "new.").await?;
    let make = |old: &Revision, new: &Revision| comparison::record(old, new, ["old", "new"]);
    server
        .reader
        .pair(old, new, Purpose::Answer, make)
        .await
        .map(json)
}
