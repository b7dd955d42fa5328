//! For those who run the server: is it alive, is it ready, what has it done; and the description of the API.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};

use super::json;
use crate::problem::Problem;
use crate::server::Server;

/// Whether the process answers.
#[utoipa::path(get, path = "/healthz", tag = "operations", security(()),
    responses((status = 200, description = "It does.", body = Object)))]
pub async fn health() -> Response {
    json("{\"status\":\"ok\"}")
}

/// Whether the store can be read and the server is not stopping.
///
/// # Errors
/// 503 if it cannot, or is.
#[utoipa::path(get, path = "/readyz", tag = "operations", security(()),
    responses((status = 200, description = "Send requests.", body = Object)))]
pub async fn ready(State(server): State<Arc<Server>>) -> Result<Response, Problem> {
    if *server.stop.borrow() {
        return Err(Problem::busy());
    }
    server.store.number("SELECT seq FROM head", &[]).await?;
    Ok(json("{\"status\":\"ready\"}"))
}

/// Counts for Prometheus.
#[utoipa::path(get, path = "/metrics", tag = "operations", security(()),
    responses((status = 200, description = "Counts.", body = String, content_type = "text/plain")))]
pub async fn metrics(State(server): State<Arc<Server>>) -> Response {
    (
        [(header::CONTENT_TYPE, "text/plain; version=0.0.4")],
        server.metrics.text(),
    )
        .into_response()
}

/// The description of the API.
#[utoipa::path(get, path = "/openapi.json", tag = "operations", security(()),
    responses((status = 200, description = "OpenAPI 3.1.", body = Object)))]
pub async fn openapi() -> Response {
    json(crate::openapi::document())
}
