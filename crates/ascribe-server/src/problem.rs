//! Answers that say what is wrong, in the form of RFC 9457.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use crate::store::StoreError;

/// What is wrong, in a sentence that helps. Never repeats what was sent.
#[derive(Debug)]
pub struct Problem {
    status: StatusCode,
    detail: String,
    errors: Vec<FieldError>,
    etag: Option<String>,
    retry_after: Option<u32>,
}

/// A field of the request that has to be mended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct FieldError {
    /// Where it stands, as in `old.text` or `items[3].etag`.
    pub field: String,
    /// What is wrong with it.
    pub message: String,
}

/// The body of every answer that is an error.
#[derive(Serialize, ToSchema)]
pub struct ProblemBody<'a> {
    /// The status in words.
    title: &'a str,
    /// The HTTP status.
    status: u16,
    /// What happened and what to do.
    detail: &'a str,
    /// The fields concerned.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    errors: &'a [FieldError],
}

impl Problem {
    /// A problem with a status of its own.
    pub fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self {
            status,
            detail: detail.into(),
            errors: Vec::new(),
            etag: None,
            retry_after: None,
        }
    }

    /// 422: well-formed, but a field is wrong.
    pub fn field(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self::fields(vec![FieldError {
            field: field.into(),
            message: message.into(),
        }])
    }

    /// 422: well-formed, but fields are wrong.
    pub fn fields(errors: Vec<FieldError>) -> Self {
        Self {
            errors,
            ..Self::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "The request has fields that cannot be used; `errors` names each.",
            )
        }
    }

    /// 404, also for what the caller may not know of.
    pub fn absent(what: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, format!("There is no such {what}."))
    }

    /// 412: somebody else was faster.
    pub fn stale(etag: String) -> Self {
        Self {
            etag: Some(etag),
            ..Self::new(
                StatusCode::PRECONDITION_FAILED,
                "This was changed since you read it. Read it again and decide anew; the ETag is the current one.",
            )
        }
    }

    /// 503: too much to do; try again.
    pub fn busy() -> Self {
        Self {
            retry_after: Some(1),
            ..Self::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "The server has too much to do, or cannot write just now. Nothing was changed; send the request again.",
            )
        }
    }

    /// 500: a fault of the server's.
    pub fn internal() -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "The server met a fault of its own. It stands in the server's log.",
        )
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.status
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        if !matches!(error, StoreError::Busy) {
            tracing::error!(cause = %error, "the store failed");
        }
        Self::busy()
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = ProblemBody {
            title: self.status.canonical_reason().unwrap_or("Error"),
            status: self.status.as_u16(),
            detail: &self.detail,
            errors: &self.errors,
        };
        let body = serde_json::to_string(&body).expect("strings and numbers become JSON");
        let mut response = (
            self.status,
            [(header::CONTENT_TYPE, "application/problem+json")],
            body,
        )
            .into_response();
        let headers = response.headers_mut();
        if let Some(etag) = self.etag.and_then(|etag| HeaderValue::try_from(etag).ok()) {
            headers.insert(header::ETAG, etag);
        }
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if self.status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}
