//! What was done: as a list, and as it happens.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::{OwnedSemaphorePermit, watch};
use utoipa::IntoParams;

use super::{json as answer, page_size};
use crate::extract::Query;
use crate::problem::{Problem, ProblemBody};
use crate::review::parsed;
use crate::server::Server;
use crate::store::StoreError;
use crate::store::connection::Row;

/// Which rows.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct After {
    /// `next` of the page before.
    after: Option<i64>,
    /// At most this many, 1 to 200; 50 unless given.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
}

const ROWS: &str = "SELECT seq, at, actor, action, subject, detail, written, hash FROM audit
    WHERE seq > $1 ORDER BY seq LIMIT $2";

/// The log, oldest first. Each hash is SHA-256 of the hash before and the row.
///
/// # Errors
/// 422 if `limit` is out of range, 503 if the store cannot be read.
#[utoipa::path(get, path = "/api/v1/audit", tag = "log", params(After),
    responses((status = 200, description = "`items` and `next`.", body = Object),
              (status = 422, description = "A parameter is wrong.", body = ProblemBody<'_>, content_type = "application/problem+json")))]
pub async fn audit(
    State(server): State<Arc<Server>>,
    Query(after): Query<After>,
) -> Result<Response, Problem> {
    let limit = page_size(after.limit)?;
    let from = after.after.unwrap_or(0);
    let rows = server.store.rows(ROWS, &[from.into(), limit.into()]).await?;
    let items = rows.iter().map(entry).collect::<Result<Vec<_>, _>>()?;
    let next = items
        .last()
        .filter(|_| items.len() as i64 == limit)
        .map(|item| item["seq"].clone());
    Ok(answer(json!({ "items": items, "next": next }).to_string()))
}

fn entry(row: &Row) -> Result<Value, StoreError> {
    Ok(json!({
        "seq": row.get::<i64>(0)?,
        "at": row.get::<String>(1)?,
        "actor": row.get::<String>(2)?,
        "action": row.get::<String>(3)?,
        "subject": row.get::<String>(4)?,
        "detail": parsed(&row.get::<String>(5)?),
        "written": parsed(&row.get::<String>(6)?),
        "hash": row.get::<String>(7)?,
    }))
}

/// How often another server's changes are looked for, and a silent stream shows that it is alive.
const LOOK: Duration = Duration::from_secs(1);
const ALIVE: Duration = Duration::from_secs(15);

/// Changes as they happen, as server-sent events; `Last-Event-ID` goes on where a stream broke off.
///
/// # Errors
/// 503 if too many streams are open already or the store cannot be read.
#[utoipa::path(get, path = "/api/v1/events", tag = "log",
    params(("Last-Event-ID" = Option<i64>, Header, description = "The last event that was seen; without it, events from now on.")),
    responses((status = 200, description = "`text/event-stream`; each event is the action, its id the row's number.", body = String, content_type = "text/event-stream"),
              (status = 503, description = "Too many streams are open.", body = ProblemBody<'_>, content_type = "application/problem+json")))]
pub async fn events(State(server): State<Arc<Server>>, headers: HeaderMap) -> Result<Response, Problem> {
    let permit = Arc::clone(&server.streams)
        .try_acquire_owned()
        .map_err(|_| Problem::busy())?;
    let latest = server.store.latest();
    let seen = headers
        .get("last-event-id")
        .and_then(|value| value.to_str().ok()?.trim().parse::<i64>().ok());
    let seen = match seen {
        Some(seen) => seen,
        None => server.store.number("SELECT seq FROM head", &[]).await?,
    };
    let stream = Stream {
        stop: server.stop.subscribe(),
        server,
        latest,
        seen,
        ready: VecDeque::from([Bytes::from_static(b"retry: 2000\n\n")]),
        _permit: permit,
    };
    let body = futures_util::stream::unfold(stream, |mut stream| async move {
        let next = stream.next().await?;
        Some((Ok::<_, Infallible>(next), stream))
    });
    Ok((
        [
            (header::CONTENT_TYPE, "text/event-stream"),
            // A proxy that collects answers would hold events back.
            (header::HeaderName::from_static("x-accel-buffering"), "no"),
        ],
        Body::from_stream(body),
    )
        .into_response())
}

struct Stream {
    server: Arc<Server>,
    latest: watch::Receiver<i64>,
    stop: watch::Receiver<bool>,
    seen: i64,
    ready: VecDeque<Bytes>,
    _permit: OwnedSemaphorePermit,
}

impl Stream {
    async fn next(&mut self) -> Option<Bytes> {
        let mut silent = Duration::ZERO;
        loop {
            if let Some(event) = self.ready.pop_front() {
                return Some(event);
            }
            if *self.stop.borrow() {
                return None;
            }
            self.look().await?;
            if !self.ready.is_empty() {
                continue;
            }
            tokio::select! {
                _ = self.latest.changed() => {}
                _ = self.stop.changed() => {}
                () = tokio::time::sleep(LOOK) => {
                    silent += LOOK;
                    if silent >= ALIVE {
                        return Some(Bytes::from_static(b": alive\n\n"));
                    }
                }
            }
        }
    }

    /// Takes what is new; a stream that cannot is ended, and the browser comes again.
    async fn look(&mut self) -> Option<()> {
        let rows = self
            .server
            .store
            .rows(ROWS, &[self.seen.into(), 100.into()])
            .await
            .ok()?;
        for row in &rows {
            let mut entry = entry(row).ok()?;
            self.seen = entry["seq"].as_i64()?;
            if let Some(entry) = entry.as_object_mut() {
                entry.remove("written");
                entry.remove("hash");
            }
            let action = entry["action"].as_str().unwrap_or("change");
            let event = format!("id: {}\nevent: {action}\ndata: {entry}\n\n", self.seen);
            self.ready.push_back(Bytes::from(event));
        }
        Some(())
    }
}
