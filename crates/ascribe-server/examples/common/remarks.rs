//! A store with one article, and remarks on it: the smallest change that is logged and committed.

use ascribe_server::store::records::{Article, Comment};
use ascribe_server::store::{Database, Durability, Store, StoreError};
use serde_json::json;
use std::path::Path;

/// Opens the store in a folder and adds the article.
pub async fn open(folder: &Path, durability: Durability) -> Store {
    let database = Database::Folder(folder.to_owned());
    let store = Store::open_with(&database, durability).await.expect("a store");
    let added = store.writer().write(|turn| {
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
            turn.log("test", "article.added", "article/1", &json!({}));
            Ok::<(), StoreError>(())
        })
    });
    added.await.expect("committed").expect("added");
    store
}

/// Adds the remark of this number; comes back when it is committed.
pub async fn add(store: &Store, id: i64) {
    let added = store.writer().write(move |turn| {
        Box::pin(async move {
            turn.insert(&Comment {
                id,
                article: 1,
                claim: None,
                author: "test".to_owned(),
                created: turn.now(),
                text: format!("Remark {id}."),
            })
            .await?;
            turn.log("test", "comment.added", "article/1", &json!({}));
            Ok::<(), StoreError>(())
        })
    });
    added.await.expect("committed").expect("added");
}
