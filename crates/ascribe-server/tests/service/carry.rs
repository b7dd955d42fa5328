//! What becomes of decisions when a new revision comes.

use serde_json::{Value, json};

use crate::desk::{Desk, STORY, claim_with, id};

struct Newsroom {
    desk: Desk,
    article: Value,
    first: Value,
}

impl Newsroom {
    async fn new() -> Self {
        let desk = Desk::new().await;
        let first = desk.article(STORY).await;
        Self {
            article: first["id"].clone(),
            desk,
            first,
        }
    }

    async fn decide(&self, words: &str, body: Value) -> String {
        let claim = id(claim_with(&self.first, words)).to_owned();
        self.desk.decide(&self.article, &claim, body).await;
        claim
    }

    async fn revise(&self, text: &str) -> Value {
        let path = format!("/api/v1/articles/{}/revisions", self.article);
        self.desk
            .post(&path, json!({ "text": text }))
            .await
            .expect(201)
            .json()
    }

    async fn review(&self, claim: &str) -> Value {
        let path = format!("/api/v1/articles/{}/claims/{claim}/review", self.article);
        self.desk.get(&path).await.expect(200).json()
    }
}

fn done() -> Value {
    json!({ "state": "done", "said": "confirmed", "world": "confirmed", "note": "Seen the report.",
            "evidence": ["https://office.example/report.pdf"], "assignee": "ben" })
}

#[tokio::test]
async fn a_decision_stays_where_the_claim_is_kept() {
    let newsroom = Newsroom::new().await;
    let claim = newsroom.decide("40 million", done()).await;
    let text = STORY.replace("“The cables", "Rain fell on Sunday, Lee said. “The cables");
    let revised = newsroom.revise(&text).await;
    assert_eq!(
        revised["carried"],
        json!({ "kept": 1, "reopened": 0, "orphaned": 0 })
    );
    let kept = claim_with(&revised, "40 million");
    assert_eq!(kept["review"]["state"], "done");
    let review = newsroom.review(&claim).await;
    for (field, value) in done().as_object().expect("fields") {
        assert_eq!(&review[field], value, "{field}");
    }
    assert_eq!(review["revision"], 2);
    let history = review["history"].as_array().expect("history");
    let actions: Vec<&Value> = history.iter().map(|entry| &entry["action"]).collect();
    assert_eq!(actions, ["decided", "kept"]);
    // What was read before the revision came is stale.
    let path = format!("/api/v1/articles/{}/claims/{claim}/review", newsroom.article);
    let before = [("if-match", "\"1.2\"")];
    newsroom
        .desk
        .json("PUT", &path, done(), &before)
        .await
        .problem(412);
}

#[tokio::test]
async fn a_decision_that_was_carried_can_be_undone() {
    let newsroom = Newsroom::new().await;
    let claim = newsroom
        .decide("40 million", json!({ "state": "in_review" }))
        .await;
    newsroom.decide("40 million", done()).await;
    for number in 0..2 {
        let revised = newsroom
            .revise(&format!("{STORY}\nRain fell on {number} May, Lee said.\n"))
            .await;
        assert_eq!(revised["carried"]["kept"], 1);
    }
    let path = format!("/api/v1/articles/{}/claims/{claim}/review/undo", newsroom.article);
    let any = [("if-match", "*")];
    let undone = newsroom
        .desk
        .json("POST", &path, json!({}), &any)
        .await
        .expect(200)
        .json();
    assert_eq!(
        (&undone["state"], &undone["revision"]),
        (&json!("in_review"), &json!(3))
    );
    let undone = newsroom
        .desk
        .json("POST", &path, json!({}), &any)
        .await
        .expect(200)
        .json();
    assert_eq!(undone["state"], "new");
    newsroom
        .desk
        .json("POST", &path, json!({}), &any)
        .await
        .problem(409);
}

#[tokio::test]
async fn a_decision_is_asked_again_where_the_claim_is_altered() {
    let newsroom = Newsroom::new().await;
    newsroom.decide("40 million", done()).await;
    let revised = newsroom.revise(&STORY.replace("40 million", "60 million")).await;
    assert_eq!(
        revised["carried"],
        json!({ "kept": 0, "reopened": 1, "orphaned": 0 })
    );
    let altered = claim_with(&revised, "60 million");
    assert_eq!(altered["review"]["state"], "reopened");
    assert_eq!(
        altered["review"]["world"],
        Value::Null,
        "the verdict was on another number"
    );
    let review = newsroom.review(id(altered)).await;
    assert_eq!(review["edits"][0]["kind"], "number_changed");
    assert_eq!(
        (&review["note"], &review["assignee"]),
        (&done()["note"], &done()["assignee"])
    );
    let actions: Vec<&Value> = review["history"]
        .as_array()
        .expect("history")
        .iter()
        .map(|entry| &entry["action"])
        .collect();
    assert_eq!(
        actions,
        ["decided", "reopened"],
        "the earlier verdict is not lost"
    );
    let queue = newsroom
        .desk
        .get("/api/v1/review?state=reopened")
        .await
        .expect(200)
        .json();
    assert_eq!(queue["items"][0]["claim"], altered["id"]);
    assert_eq!(queue["items"][0]["edits"][0]["kind"], "number_changed");
    let all = newsroom.desk.get("/api/v1/review").await.expect(200).json();
    assert_eq!(all["items"][0]["claim"], altered["id"], "it comes first");
}

#[tokio::test]
async fn a_decision_is_orphaned_where_the_claim_is_gone_and_comes_back_by_undo_only() {
    let newsroom = Newsroom::new().await;
    let claim = newsroom.decide("Two inspectors were dismissed", done()).await;
    let without = STORY.replace(
        "Two inspectors were dismissed in March, according to a report by the audit office. The report",
        "A report by the audit office",
    );
    let revised = newsroom.revise(&without).await;
    assert_eq!(revised["carried"]["orphaned"], 1, "{}", revised["carried"]);
    let review = newsroom.review(&claim).await;
    assert_eq!(
        (&review["state"], &review["revision"]),
        (&json!("orphaned"), &json!(1))
    );
    let queue = newsroom
        .desk
        .get("/api/v1/review?state=orphaned")
        .await
        .expect(200)
        .json();
    assert_eq!(queue["items"][0]["claim"], claim.as_str());

    // The same words come again: that is a new claim, which somebody has to look at.
    let again = newsroom.revise(STORY).await;
    assert_eq!(again["carried"]["kept"], 0);
    assert_eq!(claim_with(&again, "Two inspectors")["review"]["state"], "new");

    let path = format!("/api/v1/articles/{}/claims/{claim}/review", newsroom.article);
    assert_eq!(
        newsroom.review(&claim).await["revision"],
        3,
        "the newest revision that has the claim"
    );
    newsroom.desk.get(&path).await.expect(200);
}

#[tokio::test]
async fn a_claim_given_to_somebody_but_not_decided_stays_new() {
    let newsroom = Newsroom::new().await;
    let claim = id(claim_with(&newsroom.first, "40 million")).to_owned();
    let path = format!("/api/v1/articles/{}/claims/{claim}/assignee", newsroom.article);
    let any = [("if-match", "*")];
    newsroom
        .desk
        .json("PUT", &path, json!({ "assignee": "ben" }), &any)
        .await
        .expect(200);
    let revised = newsroom.revise(&STORY.replace("40 million", "60 million")).await;
    assert_eq!(
        revised["carried"],
        json!({ "kept": 0, "reopened": 0, "orphaned": 0 })
    );
    let review = &claim_with(&revised, "60 million")["review"];
    assert_eq!(
        (&review["state"], &review["assignee"]),
        (&json!("new"), &json!("ben"))
    );
}

#[tokio::test]
async fn nothing_changes_for_whom_nothing_changed() {
    let newsroom = Newsroom::new().await;
    for claim in newsroom.first["claims"].as_array().expect("claims") {
        newsroom.desk.decide(&newsroom.article, id(claim), done()).await;
    }
    let total = newsroom.first["claims"].as_array().map(Vec::len);
    let revised = newsroom
        .revise(&STORY.replace(['“', '”'], "\"").replace('\n', "\r\n"))
        .await;
    assert_eq!(revised["carried"]["kept"], json!(total));
    assert_eq!(revised["changes"], json!([]));
}
