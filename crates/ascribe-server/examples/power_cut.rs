//! The store under the power-cut test, `tests/power-cut`:
//!
//! ```text
//! power_cut write FOLDER full|normal     writes remarks and prints the number of each that is acknowledged, for ever
//! power_cut read FOLDER                  prints the number of each remark that is there
//! ```

use std::io::Write as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use ascribe_server::store::records::{Article, Comment};
use ascribe_server::store::{Database, Durability, Store, StoreError};
use serde_json::json;
use sqlx::Row as _;

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
    let database = Database::Folder(PathBuf::from(folder));
    let store = Store::open_with(&database, durability).await.expect("a store");
    let article = store.writer().write(|turn| {
        Box::pin(async move {
            let now = turn.now();
            turn.insert(&Article {
                id: 1,
                title: "A".to_owned(),
                url: None,
                external_id: None,
                latest: 1,
                created: now.clone(),
                updated: now,
            })
            .await?;
            turn.log("test", "article.added", "article/1", &json!({})).await
        })
    });
    article
        .await
        .expect("committed")
        .unwrap_or_else(|error: StoreError| panic!("{error}"));
    let next = Arc::new(AtomicI64::new(1));
    let mut clients = tokio::task::JoinSet::new();
    for _ in 0..16 {
        let (store, next) = (store.clone(), Arc::clone(&next));
        clients.spawn(async move {
            loop {
                let id = next.fetch_add(1, Ordering::Relaxed);
                let written = store.writer().write(move |turn| {
                    Box::pin(async move {
                        let comment = Comment {
                            id,
                            article: 1,
                            claim: None,
                            author: "test".to_owned(),
                            created: turn.now(),
                            text: format!("Remark {id}."),
                        };
                        turn.insert(&comment).await?;
                        turn.log("test", "comment.added", "article/1", &json!({})).await
                    })
                });
                written
                    .await
                    .expect("committed")
                    .unwrap_or_else(|error: StoreError| panic!("{error}"));
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
        writeln!(out, "{}", row.get::<i64, _>(0)).expect("told");
    }
}
