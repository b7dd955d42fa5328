//! What stands before every route and behind every answer: limits, hosts, who calls and what that caller may do, and
//! the headers that keep a browser from doing anything but showing the page.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::{Body, HttpBody as _};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use futures_util::FutureExt as _;
use http_body_util::BodyExt as _;

use crate::access::{Access, Caller};
use crate::callers::Shown;
use crate::extract::Keyed;
use crate::problem::Problem;
use crate::reading::too_large;
use crate::server::Server;

/// Set on every answer, whatever its status.
pub const HEADERS: [(&str, &str); 8] = [
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
    ),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "permissions-policy",
        "accelerometer=(), autoplay=(), camera=(), clipboard-read=(), display-capture=(), fullscreen=(), \
         geolocation=(), gyroscope=(), microphone=(), midi=(), payment=(), publickey-credentials-get=(), \
         screen-wake-lock=(), usb=(), web-share=(), xr-spatial-tracking=()",
    ),
    ("cache-control", "no-store"),
];

/// What a route is counted and logged as; put on the answer by the route's own guard.
#[derive(Clone, Copy)]
struct Known(&'static str);

/// Around everything: the host, the number of requests at work, panics, headers, counts, the log.
pub async fn around(State(server): State<Arc<Server>>, request: Request, next: Next) -> Response {
    let began = Instant::now();
    let method = name(request.method());
    let mut response = match admitted(&server, request.headers()) {
        Ok(permit) => {
            let answer = AssertUnwindSafe(next.run(request)).catch_unwind().await;
            drop(permit);
            answer.unwrap_or_else(|_| {
                tracing::error!("a request met a panic");
                Problem::internal().into_response()
            })
        }
        Err(problem) => {
            discard(request.into_body()).await;
            problem.into_response()
        }
    };
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if server.settings.behind_proxy {
        headers.insert(
            header::STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static("max-age=31536000"),
        );
    }
    let route = response
        .extensions()
        .get::<Known>()
        .map_or("none", |known| known.0);
    let (status, took) = (response.status().as_u16(), began.elapsed());
    server.metrics.answered(method, route, status, took);
    tracing::debug!(
        method,
        route,
        status,
        milliseconds = took.as_millis() as u64,
        "answered"
    );
    response
}

fn admitted(server: &Arc<Server>, headers: &HeaderMap) -> Result<tokio::sync::OwnedSemaphorePermit, Problem> {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let host = host.ok_or_else(|| Problem::new(StatusCode::BAD_REQUEST, "The request has no Host."))?;
    if !answers_to(&server.settings.hosts, host) {
        return Err(Problem::new(
            StatusCode::MISDIRECTED_REQUEST,
            "This server does not answer to that host; start it with --host to allow it.",
        ));
    }
    Arc::clone(&server.in_flight)
        .try_acquire_owned()
        .map_err(|_| Problem::busy())
}

/// Whether the server answers to the name in `host`, which may have a port.
fn answers_to(hosts: &[String], host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|it| it.is_ascii_digit()) => name,
        _ => host,
    };
    let known = ["localhost", "127.0.0.1", "[::1]"];
    let mut all = known.into_iter().chain(hosts.iter().map(String::as_str));
    all.any(|known| known.eq_ignore_ascii_case(name))
}

/// What a route asks for.
#[derive(Clone)]
pub struct Gate {
    /// What all share.
    pub server: Arc<Server>,
    /// Its path.
    pub path: &'static str,
    /// Who may use it.
    pub access: Access,
    /// How large its body may be.
    pub limit: usize,
}

/// Around one route.
pub async fn gate(State(gate): State<Gate>, request: Request, next: Next) -> Response {
    let mut response = pass(&gate, request, next)
        .await
        .unwrap_or_else(axum::response::IntoResponse::into_response);
    response.extensions_mut().insert(Known(gate.path));
    response
}

async fn pass(gate: &Gate, request: Request, next: Next) -> Result<Response, Problem> {
    let server = &gate.server;
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD);
    let (mut parts, body) = request.into_parts();
    match allowed(gate, changes, &parts.headers).await {
        Ok(Some(caller)) => {
            parts.extensions.insert(caller);
        }
        Ok(None) => {}
        Err(problem) => {
            discard(body).await;
            return Err(problem);
        }
    }
    let body = if changes {
        let body = whole(server, body, gate.limit).await?;
        let key = Keyed::of(name(&parts.method), parts.uri.path(), &parts.headers, &body)?;
        if let Some(key) = key {
            parts.extensions.insert(key);
        }
        Body::from(body)
    } else {
        Body::empty()
    };
    let answer = next.run(Request::from_parts(parts, body));
    tokio::time::timeout(server.settings.limits.handler, answer)
        .await
        .map_err(|_| {
            tracing::warn!(route = gate.path, "an answer took too long");
            Problem::busy()
        })
}

/// Who calls, if that caller may; none where nobody has to be known.
async fn allowed(gate: &Gate, changes: bool, headers: &HeaderMap) -> Result<Option<Caller>, Problem> {
    if changes {
        same_site(headers)?;
    }
    let Access::Needs(role, scope) = gate.access else {
        return Ok(None);
    };
    match caller(&gate.server, headers).await? {
        None => Err(Problem::new(
            StatusCode::UNAUTHORIZED,
            "Sign in, or send a token as `Authorization: Bearer …`.",
        )),
        Some(caller) if caller.may(gate.access) => Ok(Some(caller)),
        Some(_) => Err(Problem::new(
            StatusCode::FORBIDDEN,
            format!(
                "This needs the role {} and, for a token, the scope {scope}.",
                role.code()
            ),
        )),
    }
}

/// Takes what a refused client is still sending, within bounds: a connection that is closed on unread bytes is reset, and
/// the client never sees why.
async fn discard(mut body: Body) {
    const MOST: usize = 4 * 1024 * 1024;
    const LONGEST: Duration = Duration::from_secs(1);
    let reading = async {
        let mut taken = 0;
        while let Some(Ok(frame)) = body.frame().await {
            taken += frame.data_ref().map_or(0, axum::body::Bytes::len);
            if taken > MOST {
                return;
            }
        }
    };
    // A client that is too slow for that is reset.
    let _ = tokio::time::timeout(LONGEST, reading).await;
}

async fn whole(server: &Server, body: Body, limit: usize) -> Result<axum::body::Bytes, Problem> {
    if body.size_hint().lower() > limit as u64 {
        discard(body).await;
        return Err(too_large(limit));
    }
    let read = axum::body::to_bytes(body, limit);
    match tokio::time::timeout(server.settings.limits.body, read).await {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(error)) => {
            use std::error::Error as _;
            let mut cause = error.source();
            while let Some(inner) = cause {
                if inner.is::<http_body_util::LengthLimitError>() {
                    return Err(too_large(limit));
                }
                cause = inner.source();
            }
            Err(Problem::new(StatusCode::BAD_REQUEST, "The body broke off."))
        }
        Err(_) => Err(Problem::new(
            StatusCode::REQUEST_TIMEOUT,
            "The body took too long to arrive.",
        )),
    }
}

/// A change that a browser sends for another site's page is refused. A program that is no browser sends neither header.
fn same_site(headers: &HeaderMap) -> Result<(), Problem> {
    let text = |name: &str| {
        headers
            .get(name)
            .map(|value| value.to_str().unwrap_or("unreadable"))
    };
    let refused = || {
        Problem::new(
            StatusCode::FORBIDDEN,
            "A change cannot be sent from another site's page.",
        )
    };
    if let Some(site) = text("sec-fetch-site") {
        return if matches!(site, "same-origin" | "none") {
            Ok(())
        } else {
            Err(refused())
        };
    }
    let Some(origin) = text("origin") else {
        return Ok(());
    };
    let host = text("host").unwrap_or_default();
    let name = origin
        .strip_prefix("https://")
        .or_else(|| origin.strip_prefix("http://"));
    if name.is_some_and(|name| name.eq_ignore_ascii_case(host)) {
        Ok(())
    } else {
        Err(refused())
    }
}

/// Who calls, if anybody that is known.
async fn caller(server: &Server, headers: &HeaderMap) -> Result<Option<Caller>, Problem> {
    let who = |shown| server.callers.who(&server.store, shown);
    if let Some(value) = headers.get(header::AUTHORIZATION) {
        let key = value
            .to_str()
            .ok()
            .and_then(|value| value.strip_prefix("Bearer "));
        return Ok(match key {
            Some(key) => who(Shown::Key(key.trim())).await?,
            None => None,
        });
    }
    if let Some(cookie) = cookie(server, headers)
        && let Some(caller) = who(Shown::Cookie(cookie)).await?
    {
        return Ok(Some(caller));
    }
    if server.settings.local {
        return Ok(who(Shown::Nothing).await?);
    }
    Ok(None)
}

/// The name of the session's cookie. The prefix binds it to HTTPS and to this host; plain HTTP on loopback cannot have it.
pub fn cookie_name(server: &Server) -> &'static str {
    if server.settings.behind_proxy {
        "__Host-ascribe"
    } else {
        "ascribe"
    }
}

/// The session's cookie of a request.
pub fn cookie<'a>(server: &Server, headers: &'a HeaderMap) -> Option<&'a str> {
    let wanted = cookie_name(server);
    let all = headers.get_all(header::COOKIE).into_iter();
    all.filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(name, value)| (name == wanted).then_some(value))
}

/// A method as a label; any that no route has is one.
fn name(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::DELETE => "DELETE",
        _ => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_named_hosts_are_answered_to() {
        let hosts = ["review.example.org".to_owned()];
        for host in [
            "localhost:4747",
            "127.0.0.1",
            "[::1]:80",
            "Review.example.org:443",
        ] {
            assert!(answers_to(&hosts, host), "{host}");
        }
        for host in [
            "evil.example",
            "localhost.evil.example",
            "",
            "127.0.0.1.nip.io:4747",
        ] {
            assert!(!answers_to(&hosts, host), "{host}");
        }
    }

    #[test]
    fn changes_come_from_the_own_page_or_from_no_browser() {
        let sent = |pairs: &[(&'static str, &'static str)]| {
            let mut headers = HeaderMap::new();
            for (name, value) in pairs {
                headers.insert(*name, HeaderValue::from_static(value));
            }
            same_site(&headers).is_ok()
        };
        assert!(sent(&[("host", "localhost:4747")]));
        assert!(sent(&[
            ("host", "localhost:4747"),
            ("origin", "http://localhost:4747")
        ]));
        assert!(sent(&[("sec-fetch-site", "same-origin")]));
        assert!(!sent(&[("sec-fetch-site", "same-site")]));
        assert!(!sent(&[
            ("sec-fetch-site", "cross-site"),
            ("origin", "http://localhost:4747")
        ]));
        assert!(!sent(&[("host", "localhost:4747"), ("origin", "null")]));
        assert!(!sent(&[
            ("host", "localhost:4747"),
            ("origin", "http://evil.example")
        ]));
    }
}
