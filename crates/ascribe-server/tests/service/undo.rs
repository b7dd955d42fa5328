//! Undo by the log: the caller's own newest decision that still stands.

use ascribe_server::access::Role;
use serde_json::{Value, json};

use crate::desk::{Desk, Reply, STORY, id};

/// A server with two people who are signed in, and an article.
struct Newsroom {
    desk: Desk,
    cookies: [String; 2],
    added: Value,
}

impl Newsroom {
    async fn new() -> Self {
        let desk = Desk::new().await;
        let cookies = [
            desk.person("ann", Role::Editor).await,
            desk.person("ben", Role::Editor).await,
        ];
        let body = json!({ "text": STORY });
        let headers = [("cookie", cookies[0].as_str())];
        let added = desk.json("POST", "/api/v1/articles", body, &headers).await;
        Self {
            added: added.expect(201).json(),
            desk,
            cookies,
        }
    }

    async fn send(&self, person: usize, method: &str, path: &str, body: Value) -> Reply {
        let headers = [("cookie", self.cookies[person].as_str()), ("if-match", "*")];
        let path = format!("/api/v1/articles/{}{path}", self.added["id"]);
        self.desk.json(method, &path, body, &headers).await
    }

    async fn decide(&self, person: usize, claim: usize, world: &str) {
        let path = format!("/claims/{}/review", id(&self.added["claims"][claim]));
        let body = json!({ "state": "done", "world": world });
        self.send(person, "PUT", &path, body).await.expect(200);
    }

    async fn undo(&self, person: usize) -> Reply {
        self.send(person, "POST", "/undo", json!({})).await
    }

    /// Undoes, and checks which claim that was on and what it is now.
    async fn undone(&self, person: usize, claim: usize, world: Value) {
        let review = self.undo(person).await.expect(200).json();
        assert_eq!(review["claim"], self.added["claims"][claim]["id"]);
        assert_eq!(review["world"], world);
    }
}

#[tokio::test]
async fn decisions_are_taken_back_newest_first_whatever_claim_they_were_on() {
    let newsroom = Newsroom::new().await;
    newsroom.decide(0, 0, "confirmed").await;
    newsroom.decide(0, 1, "wrong").await;
    newsroom.decide(0, 0, "unconfirmed").await;
    newsroom.undone(0, 0, json!("confirmed")).await;
    newsroom.undone(0, 1, Value::Null).await;
    newsroom.undone(0, 0, Value::Null).await;
    newsroom.undo(0).await.problem(409);
    // What is decided after that can be taken back again.
    newsroom.decide(0, 1, "confirmed").await;
    newsroom.undone(0, 1, Value::Null).await;
}

#[tokio::test]
async fn nobody_takes_back_what_a_colleague_decided() {
    let newsroom = Newsroom::new().await;
    newsroom.decide(0, 0, "confirmed").await;
    newsroom.decide(0, 1, "confirmed").await;
    newsroom.decide(1, 1, "wrong").await;
    newsroom.undone(0, 0, Value::Null).await;
    newsroom.undo(0).await.problem(409);
    // When the colleague takes it back, the earlier decision stands again.
    newsroom.undone(1, 1, json!("confirmed")).await;
    newsroom.undone(0, 1, Value::Null).await;
}

#[tokio::test]
async fn a_decision_that_was_carried_over_can_be_taken_back_and_one_that_is_asked_again_cannot() {
    let newsroom = Newsroom::new().await;
    let claims = newsroom.added["claims"].as_array().expect("claims");
    let paid = claims
        .iter()
        .position(|claim| {
            claim["text"]
                .as_str()
                .is_some_and(|text| text.contains("40 million"))
        })
        .expect("a claim");
    let other = usize::from(paid == 0);
    newsroom.decide(0, other, "confirmed").await;
    newsroom.decide(0, paid, "confirmed").await;
    let revision = json!({ "text": STORY.replace("40 million", "60 million") });
    newsroom.send(0, "POST", "/revisions", revision).await.expect(201);
    newsroom.undone(0, other, Value::Null).await;
    newsroom.undo(0).await.problem(409);
}

#[tokio::test]
async fn a_claim_that_cannot_be_checked_is_decided_by_whoever_sees_it_otherwise() {
    let newsroom = Newsroom::new().await;
    let text = format!("{STORY}\nThe market is the loveliest in the country, the mayor said.\n");
    newsroom
        .send(0, "POST", "/revisions", json!({ "text": text }))
        .await
        .expect(201);
    let listed = newsroom
        .send(0, "GET", "/revisions/2/claims?all=true", json!({}))
        .await;
    let listed = listed.expect(200).json();
    let claims = listed["claims"].as_array().expect("claims");
    let opinion = claims
        .iter()
        .find(|claim| claim["checkability"]["checkable"] == false)
        .expect("an opinion");
    assert_eq!(opinion["review"], Value::Null);
    let path = format!("/claims/{}/review", id(opinion));
    let before = newsroom.send(0, "GET", &path, json!({})).await.expect(200);
    assert_eq!(before.json()["state"], "new");
    assert_eq!(before.header("etag"), "\"2.1\"");
    let decision = json!({ "state": "done", "world": "wrong" });
    let decided = newsroom.send(0, "PUT", &path, decision).await.expect(200).json();
    assert_eq!(decided["text"], Value::Null);
    let after = newsroom
        .send(0, "GET", "/revisions/2/claims", json!({}))
        .await
        .expect(200)
        .json();
    let shown = after["claims"].as_array().expect("claims").iter();
    let shown = shown.filter(|claim| claim["id"] == opinion["id"]).count();
    assert_eq!(shown, 1, "it is listed from now on");
    let review = newsroom.undo(0).await.expect(200).json();
    assert_eq!(
        (&review["claim"], &review["state"]),
        (&opinion["id"], &json!("new"))
    );
    newsroom
        .send(0, "GET", "/claims/c-00000000/review", json!({}))
        .await
        .problem(404);
}
