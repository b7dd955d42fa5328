//! Many clients at one claim: one winner a version. `ASCRIBE_EDITS=1000` is the long form.

use std::sync::Arc;

use serde_json::json;

use crate::desk::{Desk, STORY, id};

const CLIENTS: usize = 64;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_winner_a_version_and_every_loser_hears_of_it() {
    let edits = std::env::var("ASCRIBE_EDITS").map_or(20, |text| text.parse().expect("a number"));
    let desk = Arc::new(Desk::new().await);
    let added = desk.article(STORY).await;
    let claim = id(&added["claims"][0]).to_owned();
    let path = format!("/api/v1/articles/{}/claims/{claim}/review", added["id"]);
    let mut clients = tokio::task::JoinSet::new();
    for client in 0..CLIENTS {
        let (desk, path) = (Arc::clone(&desk), path.clone());
        clients.spawn(async move {
            let mut etag = desk.get(&path).await.expect(200).header("etag").to_owned();
            let (mut won, mut lost) = (Vec::new(), 0_usize);
            while won.len() + lost < edits {
                let body = json!({ "state": "in_review", "note": format!("client {client}") });
                let reply = desk.json("PUT", &path, body, &[("if-match", &etag)]).await;
                match reply.status {
                    200 => won.push(reply.header("etag").to_owned()),
                    412 => lost += 1,
                    503 => continue,
                    status => panic!("{status}: {}", reply.body),
                }
                reply.header("etag").clone_into(&mut etag);
            }
            (won, lost)
        });
    }
    let mut versions = Vec::new();
    let mut lost = 0;
    while let Some(done) = clients.join_next().await {
        let (won, losses) = done.expect("no panic");
        versions.extend(won);
        lost += losses;
    }
    let won = versions.len();
    println!("{} edits, {won} won, {lost} lost", won + lost);
    versions.sort();
    versions.dedup();
    assert_eq!(versions.len(), won, "two clients made one version");
    assert_eq!(won + lost, CLIENTS * edits);
    assert!(lost > 0, "nobody lost: the clients never met");
    let history = desk.get(&path).await.expect(200).json()["history"].clone();
    assert_eq!(
        history.as_array().map(Vec::len),
        Some(won),
        "each winner is one version"
    );
}
