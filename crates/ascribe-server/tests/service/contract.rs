//! The table of calls that other programs rely on, to the letter.

use ascribe_core::english::English;
use ascribe_core::report::json as report;
use ascribe_core::revision::{Reading, Revision};
use serde_json::{Value, json};

use crate::desk::{Desk, STORY, id};

#[tokio::test]
async fn list_gives_the_record_of_the_core() {
    let desk = Desk::new().await;
    let body = json!({ "text": STORY, "title": "Bridge", "published": "2025-04-28" });
    let reply = desk.post("/api/v1/list", body).await.expect(200);
    assert_eq!(reply.header("content-type"), "application/json");
    let reading = Reading {
        published: Some("2025-04-28".parse().expect("a date")),
        ..Reading::default()
    };
    let revision = Revision::read(English::built_in(), STORY, &reading);
    let mut out = Vec::new();
    let options = report::Options {
        name: "text",
        title: Some("Bridge"),
        with_text: false,
        all: false,
    };
    report::write(&mut out, &revision, &options).expect("memory takes all");
    assert_eq!(reply.body, String::from_utf8(out).expect("UTF-8"));
    assert_eq!(reply.json()["schema"], "ascribe/claims/1");
}

#[tokio::test]
async fn a_page_is_read_as_its_article() {
    let desk = Desk::new().await;
    let paragraphs: Vec<&str> = STORY.split("\n\n").skip(1).collect();
    let paragraphs = paragraphs.join("</p><p>");
    let page = format!(
        "<html><head><title>Bridge</title></head><body><article><p>{paragraphs}</p></article></body></html>"
    );
    let record = desk
        .post("/api/v1/list", json!({ "html": page }))
        .await
        .expect(200)
        .json();
    assert!(
        record["claims"]
            .as_array()
            .is_some_and(|claims| claims.len() >= 3),
        "{record}"
    );
}

#[tokio::test]
async fn diff_gives_a_record_of_changes() {
    let desk = Desk::new().await;
    let new = STORY.replace("40 million", "60 million");
    let body = json!({ "old": { "text": STORY }, "new": { "text": new } });
    let record = desk.post("/api/v1/diff", body).await.expect(200).json();
    assert_eq!(record["schema"], "ascribe/changes/1");
    for side in ["old", "new"] {
        assert!(record[side]["sha256"].is_string() && record[side]["name"].is_string());
    }
    for count in ["kept", "altered", "added", "removed", "noise"] {
        assert!(record["summary"][count].is_u64(), "{count}");
    }
    let changes = record["changes"].as_array().expect("changes");
    assert!(!changes.is_empty());
    for change in changes {
        for field in [
            "relation",
            "severity",
            "before",
            "after",
            "edits",
            "disclosed",
            "ambiguous",
        ] {
            assert!(change.get(field).is_some(), "{field}");
        }
    }
    let same = json!({ "old": { "text": STORY }, "new": { "text": STORY } });
    let record = desk.post("/api/v1/diff", same).await.expect(200).json();
    assert_eq!(record["changes"], json!([]));
    assert!(record["summary"]["kept"].as_u64() > Some(0));
}

#[tokio::test]
async fn an_article_its_revisions_and_their_changes() {
    let desk = Desk::new().await;
    let body = json!({ "title": "Bridge", "text": STORY, "published": "2025-04-28",
                       "url": "https://paper.example/bridge", "external_id": "cms-7" });
    let reply = desk.post("/api/v1/articles", body).await.expect(201);
    let added = reply.json();
    let path = format!("/api/v1/articles/{}", added["id"]);
    assert_eq!(reply.header("location"), path);
    assert_eq!(added["revision"], 1);
    assert!(added["claims"].as_array().is_some_and(|claims| claims.len() >= 4));

    let new = STORY.replace("40 million", "60 million");
    let revisions = format!("{path}/revisions");
    let reply = desk.post(&revisions, json!({ "text": new })).await.expect(201);
    assert_eq!(reply.header("location"), format!("{path}/revisions/2"));
    let revised = reply.json();
    assert_eq!(revised["revision"], 2);
    assert!(revised["claims"].is_array() && revised["changes"].is_array());
    for count in ["kept", "reopened", "orphaned"] {
        assert_eq!(revised["carried"][count], 0, "nothing was decided yet");
    }

    let record = desk
        .get(&format!("{path}/revisions/2/claims"))
        .await
        .expect(200)
        .json();
    assert_eq!(record["schema"], "ascribe/claims/1");
    assert_eq!(record["document"]["title"], "Bridge");
    assert!(record["document"].get("text").is_none());
    for claim in record["claims"].as_array().expect("claims") {
        let review = &claim["review"];
        assert_eq!(review["state"], "new");
        assert!(review["etag"].is_string());
        for field in ["said", "world", "assignee"] {
            assert_eq!(review[field], Value::Null);
        }
        for span in claim["spans"].as_array().expect("spans") {
            let at = |name: &str| usize::try_from(span[name].as_u64().expect("an offset")).expect("small");
            let slice: String = new
                .chars()
                .skip(at("start"))
                .take(at("end") - at("start"))
                .collect();
            assert_eq!(span["text"], slice);
        }
    }
    let with_text = desk
        .get(&format!("{path}/revisions/2/claims?with_text=true&all=true"))
        .await;
    let with_text = with_text.expect(200).json();
    assert_eq!(with_text["document"]["text"], new);
    assert!(with_text["attributions"].is_array());

    let changes = desk.get(&format!("{path}/changes/1..2")).await.expect(200).json();
    assert_eq!(changes["schema"], "ascribe/changes/1");
    let parsed: Value = changes["changes"].clone();
    assert_eq!(parsed, revised["changes"]);

    let listed = desk
        .get("/api/v1/articles?q=BRID&external_id=cms-7")
        .await
        .expect(200)
        .json();
    assert_eq!(listed["items"][0]["revision"], 2);
    assert_eq!(listed["next"], Value::Null);
    let shown = desk.get(&path).await.expect(200).json();
    assert_eq!(shown["revisions"].as_array().map(Vec::len), Some(2));
    assert_eq!(
        shown["revisions"][1]["published"], "2025-04-28",
        "the day is that of the revision before"
    );
}

#[tokio::test]
async fn a_review_is_read_and_changed_at_its_version() {
    let desk = Desk::new().await;
    let added = desk.article(STORY).await;
    let claim = &added["claims"][0];
    let path = format!("/api/v1/articles/{}/claims/{}/review", added["id"], id(claim));
    let reply = desk.get(&path).await.expect(200);
    let etag = reply.header("etag").to_owned();
    assert_eq!(
        claim["review"]["etag"], etag,
        "the list gives what If-Match takes"
    );
    let review = reply.json();
    assert_eq!(review["state"], "new");
    assert_eq!(review["evidence"], json!([]));
    assert_eq!(review["history"], json!([]));
    for field in ["said", "world", "note", "assignee"] {
        assert_eq!(review[field], Value::Null);
    }

    let body = json!({ "state": "done", "said": "confirmed", "world": "wrong", "note": "The ledger says 30.",
                       "evidence": ["https://city.example/ledger.pdf"], "assignee": "ben" });
    desk.json("PUT", &path, body.clone(), &[]).await.problem(428);
    let reply = desk
        .json("PUT", &path, body.clone(), &[("if-match", &etag)])
        .await
        .expect(200);
    let newer = reply.header("etag").to_owned();
    assert_ne!(newer, etag);
    let changed = reply.json();
    for field in ["state", "said", "world", "note", "evidence", "assignee"] {
        assert_eq!(changed[field], body[field]);
    }
    let stale = desk
        .json("PUT", &path, body, &[("if-match", &etag)])
        .await
        .problem(412);
    assert_eq!(stale.header("etag"), newer);
    let reply = desk.get(&path).await.expect(200);
    assert_eq!(reply.header("etag"), newer);
    assert_eq!(reply.json()["history"].as_array().map(Vec::len), Some(1));
    assert_eq!(reply.json()["history"][0]["actor"], "local editor");
}

#[tokio::test]
async fn the_queue_is_paged_and_filtered() {
    let desk = Desk::new().await;
    let added = desk.article(STORY).await;
    let total = added["claims"].as_array().expect("claims").len();
    let mut seen = Vec::new();
    let mut after = String::new();
    loop {
        let page = desk
            .get(&format!("/api/v1/review?limit=2&after={after}"))
            .await
            .expect(200)
            .json();
        for item in page["items"].as_array().expect("items") {
            for field in ["article", "claim", "reasons", "severity", "review"] {
                assert!(item.get(field).is_some(), "{field}");
            }
            seen.push(item["claim"].clone());
        }
        match page["next"].as_str() {
            Some(next) => after = next.to_owned(),
            None => break,
        }
    }
    assert_eq!(seen.len(), total);
    let claim = id(&added["claims"][0]);
    desk.decide(&added["id"], claim, json!({ "state": "done", "assignee": "ben" }))
        .await;
    let count = async |query: &str| {
        let page = desk
            .get(&format!("/api/v1/review?{query}"))
            .await
            .expect(200)
            .json();
        page["items"].as_array().expect("items").len()
    };
    assert_eq!(count("").await, total - 1);
    assert_eq!(count("state=done").await, 1);
    assert_eq!(count("state=all").await, total);
    assert_eq!(count("state=all&assignee=ben").await, 1);
    assert_eq!(count("state=all&assignee=-").await, total - 1);
    assert_eq!(count("severity=critical").await, 0);
    assert_eq!(count("article=77").await, 0);
}

#[tokio::test]
async fn the_log_tells_everything_in_a_chain() {
    let desk = Desk::new().await;
    let added = desk.article(STORY).await;
    desk.decide(
        &added["id"],
        id(&added["claims"][0]),
        json!({ "state": "in_review" }),
    )
    .await;
    let page = desk.get("/api/v1/audit?limit=1").await.expect(200).json();
    let first = &page["items"][0];
    for field in ["seq", "at", "actor", "action", "subject", "detail", "hash"] {
        assert!(first.get(field).is_some(), "{field}");
    }
    assert_eq!(
        (&first["seq"], &first["action"]),
        (&json!(1), &json!("article.added"))
    );
    let page = desk
        .get(&format!("/api/v1/audit?after={}", page["next"]))
        .await
        .expect(200)
        .json();
    assert_eq!(page["items"][0]["action"], "review.decided");
    assert_eq!(page["next"], Value::Null);
}

#[tokio::test]
async fn what_stands_outside_the_base() {
    let desk = Desk::new().await;
    desk.get("/healthz").await.expect(200);
    desk.get("/readyz").await.expect(200);
    let page = desk.get("/").await.expect(200);
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    let metrics = desk.get("/metrics").await.expect(200);
    assert!(
        metrics.body.contains("route=\"/healthz\",status=\"200\""),
        "{}",
        metrics.body
    );
    let openapi = desk.get("/openapi.json").await.expect(200).json();
    assert!(
        openapi["openapi"]
            .as_str()
            .is_some_and(|version| version.starts_with("3.1"))
    );
}

#[tokio::test]
async fn events_go_on_where_they_broke_off() {
    use axum::body::Body;
    use axum::http::Request;
    use std::time::Duration;
    use tower::ServiceExt as _;
    let desk = Desk::new().await;
    desk.article(STORY).await;
    desk.article(STORY).await;
    let request = Request::get("/api/v1/events")
        .header("host", "localhost")
        .header("last-event-id", "1")
        .body(Body::empty())
        .expect("a request");
    let response = desk.app.clone().oneshot(request).await.expect("an answer");
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    let mut body = response.into_body();
    let mut told = String::new();
    let article = desk.article(STORY);
    let reading = async {
        use http_body_util::BodyExt as _;
        while !told.contains("id: 3") {
            let frame = body.frame().await.expect("open").expect("sound");
            let data = frame.into_data().expect("data");
            told.push_str(std::str::from_utf8(&data).expect("UTF-8"));
        }
    };
    let (_, read) = tokio::join!(article, tokio::time::timeout(Duration::from_secs(5), reading));
    read.expect("the third event comes as it happens");
    assert!(
        told.contains("id: 2\nevent: article.added\ndata: {") && !told.contains("id: 1\n"),
        "{told}"
    );
    assert!(!told.contains("bridge"), "no word of an article");
}

#[tokio::test]
async fn exports_in_four_forms() {
    let desk = Desk::new().await;
    let added = desk.article(STORY).await;
    let decided = id(&added["claims"][1]);
    let note = "=HYPERLINK(\"https://evil.example\")";
    desk.decide(
        &added["id"],
        decided,
        json!({ "state": "done", "world": "wrong", "note": note }),
    )
    .await;
    let total = added["claims"].as_array().expect("claims").len();

    let lines = desk.get("/api/v1/export?format=jsonl").await.expect(200);
    assert_eq!(lines.body.lines().count(), total);
    for line in lines.body.lines() {
        let line: Value = serde_json::from_str(line).expect("JSON");
        assert!(line["claim"]["attributions"].is_array() && line["review"]["state"].is_string());
    }
    let csv = desk.get("/api/v1/export?format=csv").await.expect(200);
    assert_eq!(csv.body.split("\r\n").count(), total + 2);
    assert!(
        csv.body.contains("\"'=HYPERLINK(\"\"https://evil.example\"\")\""),
        "{}",
        csv.body
    );

    let reviews = desk
        .get("/api/v1/export?format=claimreview")
        .await
        .expect(200)
        .json();
    assert_eq!(
        reviews.as_array().map(Vec::len),
        Some(1),
        "only what a person gave a verdict on"
    );
    assert_eq!(reviews[0]["@type"], "ClaimReview");
    assert_eq!(reviews[0]["reviewRating"]["alternateName"], "wrong");

    let annotations = desk
        .get("/api/v1/export?format=annotations")
        .await
        .expect(200)
        .json();
    let items = annotations["items"].as_array().expect("items");
    assert_eq!(items.len(), total);
    for item in items {
        for target in item["target"].as_array().expect("targets") {
            let (quote, position) = (&target["selector"][0], &target["selector"][1]);
            let at =
                |name: &str| usize::try_from(position[name].as_u64().expect("an offset")).expect("small");
            let slice: String = STORY
                .chars()
                .skip(at("start"))
                .take(at("end") - at("start"))
                .collect();
            assert_eq!(quote["exact"], slice);
            let around = format!(
                "{}{slice}{}",
                quote["prefix"].as_str().expect("text"),
                quote["suffix"].as_str().expect("text")
            );
            assert!(STORY.contains(&around), "{around}");
        }
    }
    desk.get("/api/v1/export?format=jsonl&article=9")
        .await
        .expect(200);
}
