//! All claims of the newest revisions, with what was decided, for other programs.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use tokio::sync::mpsc;
use utoipa::IntoParams;

use crate::export::{Exported, Format};
use crate::extract::Query;
use crate::problem::{Problem, ProblemBody};
use crate::review::review_columns;
use crate::server::Server;
use crate::store::records::{Article, Review, Revision};
use crate::store::values::Record as _;
use crate::store::{Store, StoreError};

/// What to export, and how.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Wanted {
    /// `jsonl`, `csv`, `claimreview` or `annotations`.
    #[param(pattern = "^(jsonl|csv|claimreview|annotations)$")]
    format: String,
    /// One article only.
    article: Option<i64>,
}

const REVIEWS: &str = concat!(
    "SELECT ",
    review_columns!(),
    " FROM review WHERE article = $1 AND revision = $2 ORDER BY claim"
);

/// Claims and decisions, article by article as they are read.
///
/// # Errors
/// 422 if there is no such format. What fails later breaks the answer off: it has begun by then.
#[utoipa::path(get, path = "/api/v1/export", tag = "export", params(Wanted),
    responses((status = 200, description = "JSON lines, CSV, ClaimReview or Web Annotations.",
               content((String = "application/jsonl"), (String = "text/csv"), (String = "application/ld+json"))),
              (status = 422, description = "A parameter is wrong.", body = ProblemBody<'_>, content_type = "application/problem+json")))]
pub async fn export(
    State(server): State<Arc<Server>>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Problem> {
    let Some(format) = Format::of(&wanted.format) else {
        return Err(Problem::field(
            "format",
            "has to be jsonl, csv, claimreview or annotations",
        ));
    };
    let (send, receive) = mpsc::channel::<Result<Bytes, StoreError>>(4);
    let store = server.store.clone();
    tokio::spawn(async move {
        if let Err(error) = write(&store, format, wanted.article, &send).await {
            tracing::error!(cause = %error, "an export broke off");
            // The answer has begun; breaking the connection off is the only way left to say that it is not whole.
            let _ = send.send(Err(error)).await;
        }
    });
    let body = futures_util::stream::unfold(receive, |mut receive| async move {
        receive.recv().await.map(|part| (part, receive))
    });
    let disposition = format!("attachment; filename=\"claims.{}\"", format.extension());
    Ok((
        [
            (header::CONTENT_TYPE, format.content_type().to_owned()),
            (header::CONTENT_DISPOSITION, disposition),
        ],
        Body::from_stream(body),
    )
        .into_response())
}

async fn write(
    store: &Store,
    format: Format,
    only: Option<i64>,
    send: &mpsc::Sender<Result<Bytes, StoreError>>,
) -> Result<(), StoreError> {
    let sql = "SELECT id, title, url, external_id, latest, created, updated FROM article
        WHERE id > $1 AND ($2 = 0 OR id = $2) ORDER BY id LIMIT 1";
    let mut after = 0;
    let mut first = true;
    let mut part = format.head().to_owned();
    loop {
        let rows = store.rows(sql, &[after.into(), only.unwrap_or(0).into()]).await?;
        let Some(row) = rows.first() else { break };
        let article = Article::of(row)?;
        after = article.id;
        let revision = store
            .get::<Revision>(&[article.id.into(), article.latest.into()])
            .await?
            .ok_or_else(|| StoreError::Unfit("an article has no newest revision".to_owned()))?;
        let rows = store
            .rows(REVIEWS, &[article.id.into(), article.latest.into()])
            .await?;
        let reviews = rows.iter().map(Review::of).collect::<Result<Vec<_>, _>>()?;
        let exported = Exported {
            article: &article,
            revision: &revision,
            reviews: &reviews,
        };
        for item in format.items(&exported) {
            if !first {
                part.push_str(format.between());
            }
            first = false;
            part.push_str(&item);
        }
        if send
            .send(Ok(Bytes::from(std::mem::take(&mut part))))
            .await
            .is_err()
        {
            // Nobody reads any more.
            return Ok(());
        }
    }
    part.push_str(format.tail());
    let _ = send.send(Ok(Bytes::from(part))).await;
    Ok(())
}
