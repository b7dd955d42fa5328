//! What a request holds, read with a sentence that helps where it cannot be.

use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::{HeaderMap, StatusCode, header, request::Parts};
use serde::de::DeserializeOwned;
use sha2::{Digest as _, Sha256};

use crate::access::Caller;
use crate::problem::Problem;
use crate::store::values::hex;

/// A body of JSON.
pub struct Json<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        let (parts, body) = request.into_parts();
        if let Some(kind) = parts.headers.get(header::CONTENT_TYPE) {
            let kind = kind.to_str().unwrap_or_default();
            let kind = kind.split(';').next().unwrap_or_default().trim();
            if !kind.eq_ignore_ascii_case("application/json") {
                return Err(Problem::new(
                    StatusCode::UNSUPPORTED_MEDIA_TYPE,
                    "The body has to be application/json.",
                ));
            }
        }
        // The guard has read the body already and kept it to the route's limit.
        let bytes = axum::body::to_bytes(body, usize::MAX)
            .await
            .map_err(|_| Problem::new(StatusCode::BAD_REQUEST, "The body broke off."))?;
        parse(&bytes).map(Self)
    }
}

/// A value out of JSON.
///
/// # Errors
/// 400 if it is no JSON, 422 if a field is wrong.
pub fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    if let Err(error) = std::str::from_utf8(bytes) {
        let byte = error.valid_up_to();
        let detail = format!("The body is not UTF-8 at byte {byte}; send it as UTF-8.");
        return Err(Problem::new(StatusCode::BAD_REQUEST, detail));
    }
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let parsed = serde_path_to_error::deserialize::<_, T>(&mut reader);
    let value = parsed.map_err(|error| {
        let path = error.path().to_string();
        wrong(&path, error.inner())
    })?;
    reader.end().map_err(|error| wrong(".", &error))?;
    Ok(value)
}

fn wrong(path: &str, error: &serde_json::Error) -> Problem {
    let message = error.to_string();
    if error.classify() != serde_json::error::Category::Data {
        let (line, column) = (error.line(), error.column());
        let detail = format!("The body is not JSON at line {line}, column {column}.");
        return Problem::new(StatusCode::BAD_REQUEST, detail);
    }
    // The parser's message repeats what was sent; only what was expected may be said again.
    let expected = message
        .split_once(", expected ")
        .map(|(_, rest)| rest.split(" at line ").next().unwrap_or(rest));
    let quoted = |message: &str| message.split('`').nth(1).map(str::to_owned);
    if message.starts_with("missing field") {
        let name = quoted(&message).unwrap_or_default();
        let field = if path == "." {
            name
        } else {
            format!("{path}.{name}")
        };
        return Problem::field(field, "is missing");
    }
    let says = match (message.starts_with("unknown field"), expected) {
        (true, Some(expected)) => format!("is not a field of this request; there are: {expected}"),
        (true, None) => "is not a field of this request".to_owned(),
        (false, Some(expected)) => format!("has the wrong type or value; expected {expected}"),
        (false, None) => "cannot be used".to_owned(),
    };
    Problem::field(path, says)
}

/// The parameters of a query.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        axum::extract::Query::try_from_uri(&parts.uri)
            .map(|axum::extract::Query(value)| Self(value))
            .map_err(|_| {
                Problem::new(
                    StatusCode::UNPROCESSABLE_ENTITY,
                    "The query has a parameter that is unknown or of the wrong form; see /openapi.json.",
                )
            })
    }
}

/// The parts of a path. What does not look like one of ours is not there.
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        axum::extract::Path::from_request_parts(parts, state)
            .await
            .map(|axum::extract::Path(value)| Self(value))
            .map_err(|_| Problem::absent("article, revision or claim"))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        // The guard puts the caller there on every route that is not public.
        parts
            .extensions
            .get::<Self>()
            .cloned()
            .ok_or_else(Problem::internal)
    }
}

/// The version that a change expects, as `If-Match` gives it.
pub struct IfMatch(pub String);

impl<S: Send + Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let header = parts.headers.get(header::IF_MATCH);
        let value = header.and_then(|value| value.to_str().ok()).ok_or_else(|| {
            Problem::new(
                StatusCode::PRECONDITION_REQUIRED,
                "Send If-Match with the ETag of the review that you have read.",
            )
        })?;
        Ok(Self(value.trim().to_owned()))
    }
}

/// A request that may be sent again without being carried out again.
#[derive(Clone)]
pub struct Keyed {
    /// Its Idempotency-Key.
    pub key: String,
    /// SHA-256 of its method, path and body.
    pub request: String,
}

impl Keyed {
    /// The key of a request, if it has one.
    ///
    /// # Errors
    /// 422 if the key is empty, too long or not plain.
    pub fn of(method: &str, path: &str, headers: &HeaderMap, body: &[u8]) -> Result<Option<Self>, Problem> {
        let Some(key) = headers.get("idempotency-key") else {
            return Ok(None);
        };
        let key = key.to_str().unwrap_or_default().trim();
        if key.is_empty() || key.len() > 200 {
            return Err(Problem::field(
                "Idempotency-Key",
                "has to have 1 to 200 plain characters",
            ));
        }
        let mut hasher = Sha256::new();
        for part in [method.as_bytes(), path.as_bytes(), body] {
            hasher.update((part.len() as u64).to_be_bytes());
            hasher.update(part);
        }
        Ok(Some(Self {
            key: key.to_owned(),
            request: hex(&hasher.finalize()),
        }))
    }
}

/// The key of this request, put there by the guard.
pub struct MaybeKeyed(pub Option<Keyed>);

impl<S: Send + Sync> FromRequestParts<S> for MaybeKeyed {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(Self(parts.extensions.get::<Keyed>().cloned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::Source;
    use axum::response::IntoResponse as _;

    async fn said(body: &[u8]) -> (u16, String) {
        let Err(problem) = parse::<Source>(body) else {
            return (200, String::new());
        };
        let response = problem.into_response();
        let status = response.status().as_u16();
        let body = axum::body::to_bytes(response.into_body(), 10_000)
            .await
            .expect("body");
        (status, String::from_utf8(body.to_vec()).expect("UTF-8"))
    }

    #[tokio::test]
    async fn what_is_wrong_is_named_and_what_was_sent_is_not() {
        let (status, body) = said(b"{\"text\": \"a\xff\"}").await;
        assert!(status == 400 && body.contains("not UTF-8 at byte 11"), "{body}");
        let (status, body) = said(b"{\"text\": ").await;
        assert!(status == 400 && body.contains("not JSON at line 1"), "{body}");
        let (status, body) = said(br#"{"text": {"secret": 1}}"#).await;
        assert!(
            status == 422 && body.contains("\"field\":\"text\"") && !body.contains("secret"),
            "{body}"
        );
        let (status, body) = said(br#"{"txet": "secret"}"#).await;
        assert!(
            status == 422 && body.contains("not a field") && !body.contains("secret"),
            "{body}"
        );
        let (status, body) = said(br#"{"published": 7001}"#).await;
        assert!(
            status == 422 && body.contains("published") && !body.contains("7001"),
            "{body}"
        );
        let (status, _) = said(b"{} {}").await;
        assert_eq!(status, 400);
        assert_eq!(said(br#"{"text": "a"}"#).await.0, 200);
    }
}
