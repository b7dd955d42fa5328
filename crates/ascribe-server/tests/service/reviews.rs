//! Deciding, undoing, assigning, commenting, deciding many at once, and the second person.

use ascribe_server::access::Role;
use ascribe_server::server::Settings;
use serde_json::{Value, json};

use crate::desk::{Desk, STORY, id};

#[tokio::test]
async fn every_decision_can_be_undone_one_after_the_other() {
    let desk = Desk::new().await;
    let added = desk.article(STORY).await;
    let claim = id(&added["claims"][0]);
    let path = format!("/api/v1/articles/{}/claims/{claim}/review", added["id"]);
    let undo = async || {
        let etag = desk.get(&path).await.expect(200).header("etag").to_owned();
        desk.json("POST", &format!("{path}/undo"), json!({}), &[("if-match", &etag)])
            .await
    };
    undo().await.problem(409);
    desk.decide(
        &added["id"],
        claim,
        json!({ "state": "in_review", "assignee": "ben" }),
    )
    .await;
    desk.decide(
        &added["id"],
        claim,
        json!({ "state": "done", "said": "confirmed", "note": "Heard it." }),
    )
    .await;
    let back = undo().await.expect(200).json();
    assert_eq!(
        (&back["state"], &back["said"], &back["assignee"]),
        (&json!("in_review"), &Value::Null, &json!("ben"))
    );
    let back = undo().await.expect(200).json();
    assert_eq!((&back["state"], &back["assignee"]), (&json!("new"), &Value::Null));
    undo().await.problem(409);
    desk.decide(
        &added["id"],
        claim,
        json!({ "state": "dismissed", "note": "Not ours." }),
    )
    .await;
    assert_eq!(undo().await.expect(200).json()["state"], "new");
    let history = desk.get(&path).await.expect(200).json()["history"].clone();
    let actions: Vec<&str> = history
        .as_array()
        .expect("history")
        .iter()
        .filter_map(|entry| entry["action"].as_str())
        .collect();
    assert_eq!(
        actions,
        ["decided", "decided", "undone", "undone", "decided", "undone"]
    );
    desk.json("POST", &format!("{path}/undo"), json!({}), &[])
        .await
        .problem(428);
    desk.json(
        "POST",
        &format!("{path}/undo"),
        json!({}),
        &[("if-match", "\"1.1\"")],
    )
    .await
    .problem(412);
}

#[tokio::test]
async fn work_is_given_to_people() {
    let desk = Desk::new().await;
    let added = desk.article(STORY).await;
    let ann = desk.person("ann", Role::Editor).await;
    desk.person("ben", Role::Editor).await;
    let path = format!(
        "/api/v1/articles/{}/claims/{}/assignee",
        added["id"],
        id(&added["claims"][0])
    );
    let assign = async |name: Value| {
        let headers = [("cookie", ann.as_str()), ("if-match", "*")];
        desk.json("PUT", &path, json!({ "assignee": name }), &headers)
            .await
    };
    assert_eq!(assign(json!("ben")).await.expect(200).json()["assignee"], "ben");
    assign(json!("eve")).await.problem(422);
    assert_eq!(
        assign(Value::Null).await.expect(200).json()["assignee"],
        Value::Null
    );
    let headers = [("cookie", ann.as_str()), ("if-match", "*")];
    desk.json("PUT", &path, json!({}), &headers).await.problem(422);
}

#[tokio::test]
async fn remarks_on_claims_and_articles() {
    let desk = Desk::new().await;
    let added = desk.article(STORY).await;
    let path = format!("/api/v1/articles/{}/comments", added["id"]);
    let claim = id(&added["claims"][0]);
    desk.post(&path, json!({ "text": "Ask the office.", "claim": claim }))
        .await
        .expect(201);
    desk.post(&path, json!({ "text": "Nice <b>piece</b>." }))
        .await
        .expect(201);
    desk.post(&path, json!({ "text": "x", "claim": "c-0" }))
        .await
        .problem(404);
    desk.post(&path, json!({ "text": "  " })).await.problem(422);
    let all = desk.get(&path).await.expect(200).json();
    assert_eq!(all["items"].as_array().map(Vec::len), Some(2));
    assert_eq!(all["items"][1]["text"], "Nice <b>piece</b>.");
    let one = desk
        .get(&format!("{path}?claim={claim}"))
        .await
        .expect(200)
        .json();
    assert_eq!(one["items"].as_array().map(Vec::len), Some(1));
    let page = desk.get(&format!("{path}?limit=1")).await.expect(200).json();
    assert_eq!(page["next"], page["items"][0]["id"]);
}

#[tokio::test]
async fn many_claims_are_decided_at_once_or_not_at_all() {
    let desk = Desk::new().await;
    let added = desk.article(STORY).await;
    let items: Vec<Value> = added["claims"]
        .as_array()
        .expect("claims")
        .iter()
        .map(|claim| json!({ "article": added["id"], "claim": claim["id"], "etag": claim["review"]["etag"] }))
        .collect();
    let review = json!({ "state": "dismissed", "note": "Old news." });
    let mut stale = items.clone();
    stale[1]["etag"] = json!("\"1.7\"");
    let bulk = |items: &[Value]| json!({ "items": items, "review": review });
    desk.post("/api/v1/review/bulk", bulk(&stale)).await.problem(412);
    let open = desk.get("/api/v1/review").await.expect(200).json();
    assert_eq!(
        open["items"].as_array().map(Vec::len),
        Some(items.len()),
        "nothing was decided"
    );
    let done = desk
        .post("/api/v1/review/bulk", bulk(&items))
        .await
        .expect(200)
        .json();
    assert_eq!(done["items"].as_array().map(Vec::len), Some(items.len()));
    assert_eq!(
        desk.get("/api/v1/review").await.expect(200).json()["items"],
        json!([])
    );
    desk.post("/api/v1/review/bulk", bulk(&[])).await.problem(422);
}

#[tokio::test]
async fn who_asked_for_a_second_person_is_not_the_second() {
    let settings = Settings {
        second_person: true,
        ..Settings::default()
    };
    let desk = Desk::with(settings).await;
    let added = desk.article(STORY).await;
    let ann = desk.person("ann", Role::Editor).await;
    let ben = desk.person("ben", Role::Editor).await;
    let path = format!(
        "/api/v1/articles/{}/claims/{}/review",
        added["id"],
        id(&added["claims"][0])
    );
    let decide = async |cookie: &str, state: &str| {
        let headers = [("cookie", cookie), ("if-match", "*")];
        let body = json!({ "state": state, "world": "confirmed" });
        desk.json("PUT", &path, body, &headers).await
    };
    assert_eq!(
        decide(&ann, "needs_second").await.expect(200).json()["first"],
        "ann"
    );
    decide(&ann, "done").await.problem(409);
    let done = decide(&ben, "done").await.expect(200).json();
    assert_eq!((&done["state"], &done["first"]), (&json!("done"), &json!("ann")));
}
