//! What the server says while it runs: what failed and how long answers took, never what stands in a request or a row.

use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt as _;

/// Writes to standard error from now on; `ASCRIBE_LOG=debug` adds a line an answer. A second call changes nothing.
pub fn to_standard_error() {
    let debug = std::env::var_os("ASCRIBE_LOG").is_some_and(|level| level == "debug");
    let level = if debug {
        LevelFilter::DEBUG
    } else {
        LevelFilter::INFO
    };
    // Other crates' lines are not ours to answer for: one of them might show a statement or a header.
    let ours = Targets::new().with_target("ascribe_server", level);
    let lines = tracing_subscriber::fmt::layer()
        .with_writer(std::io::stderr)
        .with_ansi(false);
    let _ = tracing::subscriber::set_global_default(tracing_subscriber::registry().with(ours).with(lines));
}
