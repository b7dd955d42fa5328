//! The store under the power-cut test, `tests/power-cut`:
//!
//! ```text
//! power_cut write FOLDER full|normal     writes remarks and prints the number of each that is acknowledged, for ever
//! power_cut read FOLDER                  prints the number of each remark that is there
//! ```

#[path = "common/remarks.rs"]
mod remarks;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use ascribe_server::store::{Database, Durability, Store};

#[tokio::main]
async fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["write", folder, "full"] => write(folder, Durability::Full).await,
        ["write", folder, "normal"] => write(folder, Durability::Normal).await,
        ["read", folder] => read(folder).await,
        _ => panic!("power_cut write FOLDER full|normal, or power_cut read FOLDER"),
    }
}

async fn write(folder: &str, durability: Durability) {
    let store = remarks::open(Path::new(folder), durability).await;
    let next = Arc::new(AtomicI64::new(1));
    let mut clients = tokio::task::JoinSet::new();
    for _ in 0..16 {
        let (store, next) = (store.clone(), Arc::clone(&next));
        clients.spawn(async move {
            loop {
                let id = next.fetch_add(1, Ordering::Relaxed);
                remarks::add(&store, id).await;
                // One call, so that a kill leaves whole lines.
                std::io::stdout()
                    .write_all(format!("{id}\n").as_bytes())
                    .expect("told");
            }
        });
    }
    clients.join_all().await;
}

async fn read(folder: &str) {
    let store = Store::open(&Database::Folder(PathBuf::from(folder)))
        .await
        .expect("a store");
    let rows = store
        .rows("SELECT id FROM remark ORDER BY id", &[])
        .await
        .expect("read");
    let mut out = std::io::stdout().lock();
    for row in rows {
        writeln!(out, "{}", row.get::<i64>(0).expect("a number")).expect("told");
    }
}
