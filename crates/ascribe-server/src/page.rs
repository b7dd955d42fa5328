//! The page for editors: files that are part of the program.

use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use rust_embed::Embed;

use crate::extract::Path;
use crate::problem::Problem;

#[derive(Embed)]
#[folder = "assets"]
struct Assets;

/// The page itself.
pub async fn index() -> Result<Response, Problem> {
    file("index.html")
}

/// A file of the page.
pub async fn asset(Path(name): Path<String>) -> Result<Response, Problem> {
    file(&name)
}

fn file(name: &str) -> Result<Response, Problem> {
    let kind = match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        _ => return Err(Problem::absent("file")),
    };
    let found = Assets::get(name).ok_or_else(|| Problem::absent("file"))?;
    Ok(([(header::CONTENT_TYPE, kind)], found.data).into_response())
}
