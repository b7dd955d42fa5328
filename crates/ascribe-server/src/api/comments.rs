//! Remarks on claims and articles.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::{IntoParams, ToSchema};

use super::{Done, articles, change, json as answer, page_size};
use crate::access::Caller;
use crate::extract::{Json, MaybeKeyed, Path, Query};
use crate::problem::{Problem, ProblemBody};
use crate::review::change::current;
use crate::server::Server;
use crate::store::records::Comment;
use crate::store::values::Record as _;

const LONGEST: usize = 10_000;

/// A remark.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewComment {
    /// What to say.
    text: String,
    /// The claim that it is about; none for the article.
    claim: Option<String>,
}

/// Which remarks.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// Those on one claim.
    #[serde(default)]
    claim: String,
    /// `next` of the page before.
    after: Option<i64>,
    /// At most this many, 1 to 200; 50 unless given.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
}

/// Adds a remark.
///
/// # Errors
/// 422 if the text is empty or too long or the idempotency key was used for another request, 404 if there is no such
/// article or claim, 503 if the store cannot write.
#[utoipa::path(post, path = "/api/v1/articles/{id}/comments", tag = "comments", request_body = NewComment,
    params(("id" = i64, Path), ("Idempotency-Key" = Option<String>, Header, description = "Makes it safe to send again.")),
    responses((status = 201, description = "The remark.", body = Object),
              (status = 404, description = "No such article or claim.", body = ProblemBody<'_>, content_type = "application/problem+json"),
              (status = 422, description = "A field is wrong.", body = ProblemBody<'_>, content_type = "application/problem+json")))]
pub async fn add(
    State(server): State<Arc<Server>>,
    caller: Caller,
    MaybeKeyed(keyed): MaybeKeyed,
    Path(article): Path<i64>,
    Json(new): Json<NewComment>,
) -> Result<Response, Problem> {
    let length = new.text.chars().count();
    if new.text.trim().is_empty() || length > LONGEST || new.text.contains('\0') {
        let message = format!("has to have 1 to {LONGEST} characters, none of them U+0000");
        return Err(Problem::field("text", message));
    }
    articles::article(&server, article).await?;
    change(&server, caller, keyed, move |turn, caller| {
        Box::pin(async move {
            if let Some(claim) = &new.claim {
                current(turn, article, claim).await?;
            }
            let id = turn.number("SELECT max(id) FROM remark", &[]).await? + 1;
            let comment = Comment {
                id,
                article,
                claim: new.claim,
                author: caller.name.clone(),
                created: turn.now(),
                text: new.text,
            };
            turn.insert(&comment).await?;
            let subject = match &comment.claim {
                Some(claim) => format!("article/{article}/claim/{claim}"),
                None => format!("article/{article}"),
            };
            Ok(Done::new("comment.added", subject, shown(&comment).to_string())
                .created(format!("/api/v1/articles/{article}/comments"))
                .detail(json!({ "comment": id })))
        })
    })
    .await
}

/// The remarks on an article, oldest first.
///
/// # Errors
/// 422 if `limit` is out of range, 404 if there is no such article, 503 if the store cannot be read.
#[utoipa::path(get, path = "/api/v1/articles/{id}/comments", tag = "comments", params(("id" = i64, Path), Filter),
    responses((status = 200, description = "`items` and `next`.", body = Object),
              (status = 404, description = "No such article.", body = ProblemBody<'_>, content_type = "application/problem+json")))]
pub async fn list(
    State(server): State<Arc<Server>>,
    Path(article): Path<i64>,
    Query(filter): Query<Filter>,
) -> Result<Response, Problem> {
    let limit = page_size(filter.limit)?;
    articles::article(&server, article).await?;
    let sql = "SELECT id, article, claim, author, created, text FROM remark
        WHERE article = $1 AND id > $2 AND ($3 = '' OR claim = $3) ORDER BY id LIMIT $4";
    let after = filter.after.unwrap_or(0);
    let values = [article.into(), after.into(), filter.claim.into(), limit.into()];
    let rows = server.store.rows(sql, &values).await?;
    let comments = rows.iter().map(Comment::of).collect::<Result<Vec<_>, _>>()?;
    let next = comments
        .last()
        .filter(|_| comments.len() as i64 == limit)
        .map(|last| last.id);
    let items: Vec<Value> = comments.iter().map(shown).collect();
    Ok(answer(json!({ "items": items, "next": next }).to_string()))
}

fn shown(comment: &Comment) -> Value {
    json!({
        "id": comment.id,
        "article": comment.article,
        "claim": comment.claim,
        "author": comment.author,
        "created": comment.created,
        "text": comment.text,
    })
}
