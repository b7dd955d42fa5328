//! The answers of the API, one file a subject; `routes` lists them.

pub mod articles;
pub mod comments;
pub mod exports;
pub mod listing;
pub mod log;
pub mod operations;
pub mod people;
pub mod queue;
pub mod reviews;
pub mod revisions;
pub mod stateless;

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use crate::access::Caller;
use crate::accounts::seconds;
use crate::extract::Keyed;
use crate::problem::Problem;
use crate::server::Server;
use crate::store::records::Answered;
use crate::store::turn::Turn;
use crate::store::writer::Boxed;

/// An answer to a change, which is kept for when the request is sent again.
#[derive(Debug, Serialize, Deserialize)]
pub struct Answer {
    status: u16,
    location: Option<String>,
    etag: Option<String>,
    body: String,
}

/// What a change did: its answer, and its row in the log.
pub struct Done {
    answer: Answer,
    action: &'static str,
    subject: String,
    detail: Json,
}

impl Done {
    /// A change that is answered with 200 and `body`.
    pub fn new(action: &'static str, subject: String, body: String) -> Self {
        Self {
            answer: Answer {
                status: 200,
                location: None,
                etag: None,
                body,
            },
            action,
            subject,
            detail: Json::Object(serde_json::Map::new()),
        }
    }

    /// Answered with 201 and where the new thing is.
    #[must_use]
    pub fn created(mut self, location: String) -> Self {
        self.answer.status = 201;
        self.answer.location = Some(location);
        self
    }

    /// With the version that it made.
    #[must_use]
    pub fn version(mut self, etag: String) -> Self {
        self.answer.etag = Some(etag);
        self
    }

    /// With more for the log; never a word of an article.
    #[must_use]
    pub fn detail(mut self, detail: Json) -> Self {
        self.detail = detail;
        self
    }
}

/// Carries a change out once: in one transaction with its row in the log and, where the request has a key, with the
/// answer for the next time that the request comes.
///
/// # Errors
/// What the change refuses with, or 503 if the store cannot write.
pub async fn change<F>(
    server: &Server,
    caller: Caller,
    keyed: Option<Keyed>,
    change: F,
) -> Result<Response, Problem>
where
    F: for<'t> FnOnce(&'t mut Turn, &'t Caller) -> Boxed<'t, Result<Done, Problem>> + Send + 'static,
{
    let written = server
        .store
        .writer()
        .write(move |turn| {
            Box::pin(async move {
                if let Some(keyed) = &keyed
                    && let Some(before) = turn
                        .get::<Answered>(&[caller.name.as_str().into(), keyed.key.as_str().into()])
                        .await?
                {
                    return again(&before, keyed);
                }
                let done = change(turn, &caller).await?;
                if let Some(keyed) = keyed {
                    turn.insert(&Answered {
                        actor: caller.name.clone(),
                        key: keyed.key,
                        request: keyed.request,
                        answer: serde_json::to_string(&done.answer).unwrap_or_default(),
                        created: seconds(),
                    })
                    .await?;
                }
                turn.log(&caller.name, done.action, &done.subject, &done.detail);
                Ok(done.answer)
            })
        })
        .await?;
    written.map(IntoResponse::into_response)
}

/// The answer that a request was given before.
fn again(before: &Answered, keyed: &Keyed) -> Result<Answer, Problem> {
    if before.request != keyed.request {
        return Err(Problem::field(
            "Idempotency-Key",
            "was used for another request; make a new one for each",
        ));
    }
    serde_json::from_str(&before.answer).map_err(|_| Problem::internal())
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let mut response = json(self.body);
        *response.status_mut() = StatusCode::from_u16(self.status).unwrap_or(StatusCode::OK);
        let headers = response.headers_mut();
        for (name, value) in [(header::LOCATION, self.location), (header::ETAG, self.etag)] {
            if let Some(value) = value.and_then(|value| HeaderValue::try_from(value).ok()) {
                headers.insert(name, value);
            }
        }
        response
    }
}

/// An answer of JSON that is written already.
pub fn json(body: impl Into<Body>) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], body.into()).into_response()
}

/// How many items a page of a list has.
///
/// # Errors
/// 422 if it is none or too many.
pub fn page_size(limit: Option<i64>) -> Result<i64, Problem> {
    match limit.unwrap_or(50) {
        limit @ 1..=200 => Ok(limit),
        _ => Err(Problem::field("limit", "has to be 1 to 200")),
    }
}
