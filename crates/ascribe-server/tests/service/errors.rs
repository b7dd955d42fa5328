//! Bad input: the right status, a sentence that helps, nothing lost, and the headers on every answer.

use ascribe_server::guard::HEADERS;
use serde_json::{Value, json};

use crate::desk::{Desk, Reply, STORY, id};

fn guarded(reply: &Reply) {
    for (name, value) in HEADERS {
        assert_eq!(reply.header(name), value, "on a {}", reply.status);
    }
    assert!(reply.headers.get("server").is_none());
    assert!(reply.headers.get("access-control-allow-origin").is_none());
}

#[tokio::test]
async fn every_answer_carries_the_headers() {
    let desk = Desk::new().await;
    let big = vec![b' '; 2 * 1024 * 1024 + 1];
    for reply in [
        desk.get("/").await.expect(200),
        desk.get("/api/v1/articles").await.expect(200),
        desk.get("/nowhere").await.problem(404),
        desk.get("/assets/none.js").await.problem(404),
        desk.send("PATCH", "/api/v1/list", vec![], &[]).await.problem(405),
        desk.send("POST", "/api/v1/list", big, &[]).await.problem(413),
        desk.send("GET", "/", vec![], &[("host", "evil.example")])
            .await
            .problem(421),
    ] {
        guarded(&reply);
    }
}

#[tokio::test]
async fn bodies_that_cannot_be_read() {
    let desk = Desk::new().await;
    let send = async |path: &str, body: &[u8]| desk.send("POST", path, body.to_vec(), &[]).await;
    send("/api/v1/list", b"").await.problem(400);
    send("/api/v1/list", b"{\"text\": ").await.problem(400);
    send("/api/v1/list", b"{\"text\": \"\xff\"}").await.problem(400);
    send("/api/v1/list", b"{} {}").await.problem(400);
    let text = &[("content-type", "text/plain")];
    let reply = desk
        .send("POST", "/api/v1/list", b"{\"text\": \"a\"}".to_vec(), text)
        .await;
    reply.problem(415);
    let large = json!({ "text": "x".repeat(2 * 1024 * 1024) }).to_string();
    send("/api/v1/articles", large.as_bytes()).await.problem(413);
    let added = desk.article(STORY).await;
    let path = format!("/api/v1/articles/{}/comments", added["id"]);
    desk.post(&path, json!({ "text": "x".repeat(64 * 1024) }))
        .await
        .problem(413);
}

#[tokio::test]
async fn fields_that_cannot_be_used_are_named() {
    let desk = Desk::new().await;
    let added = desk.article(STORY).await;
    let review = format!(
        "/api/v1/articles/{}/claims/{}/review",
        added["id"],
        id(&added["claims"][0])
    );
    let review = review.as_str();
    let article = "/api/v1/articles";
    let cases = [
        ("POST", "/api/v1/list", json!({}), "text"),
        ("POST", "/api/v1/list", json!({ "text": " \n" }), "text"),
        ("POST", "/api/v1/list", json!({ "text": 7 }), "text"),
        (
            "POST",
            "/api/v1/list",
            json!({ "text": "a", "html": "b" }),
            "html",
        ),
        ("POST", "/api/v1/list", json!({ "text": "a", "txt": "b" }), "txt"),
        (
            "POST",
            "/api/v1/list",
            json!({ "text": "a", "published": "28 April" }),
            "published",
        ),
        (
            "POST",
            "/api/v1/list",
            json!({ "text": "a", "engine": "oracle" }),
            "engine",
        ),
        (
            "POST",
            "/api/v1/list",
            json!({ "html": "<div>".repeat(600) }),
            "html",
        ),
        ("POST", "/api/v1/diff", json!({ "old": { "text": "a" } }), "new"),
        (
            "POST",
            "/api/v1/diff",
            json!({ "old": { "text": "a" }, "new": { "text": "" } }),
            "new.text",
        ),
        ("POST", article, json!({ "text": "a\u{0}b" }), "text"),
        (
            "POST",
            article,
            json!({ "text": "a", "url": "javascript:alert(1)" }),
            "url",
        ),
        ("POST", article, json!({ "text": "a", "title": "x\ny" }), "title"),
        ("PUT", review, json!({}), "state"),
        ("PUT", review, json!({ "state": "reopened" }), "state"),
        ("PUT", review, json!({ "state": "done", "said": "true" }), "said"),
        (
            "PUT",
            review,
            json!({ "state": "done", "world": "maybe" }),
            "world",
        ),
        ("PUT", review, json!({ "state": "dismissed" }), "note"),
        (
            "PUT",
            review,
            json!({ "state": "done", "evidence": ["ftp://x"] }),
            "evidence[0]",
        ),
        (
            "PUT",
            review,
            json!({ "state": "done", "evidence": "https://x" }),
            "evidence",
        ),
        ("PUT", review, json!({ "state": "done", "by": "ann" }), "by"),
    ];
    for (method, path, body, field) in cases {
        let reply = desk
            .json(method, path, body, &[("if-match", "*")])
            .await
            .problem(422);
        let errors = reply.json()["errors"].clone();
        assert_eq!(errors[0]["field"], field, "{errors}");
        assert!(errors[0]["message"].is_string());
    }
    let unchanged = desk.get(review).await.expect(200).json();
    assert_eq!(unchanged["state"], "new", "nothing of a refused request stays");
    for query in [
        "/api/v1/review?state=odd",
        "/api/v1/review?limit=0",
        "/api/v1/review?after=x",
        "/api/v1/review?colour=red",
        "/api/v1/export?format=pdf",
        "/api/v1/articles?after=x",
    ] {
        desk.get(query).await.problem(422);
    }
}

#[tokio::test]
async fn what_is_not_there() {
    let desk = Desk::new().await;
    let added = desk.article(STORY).await;
    for path in [
        "/api/v1/articles/99",
        "/api/v1/articles/none",
        "/api/v1/articles/99/revisions/1/claims",
        "/api/v1/articles/1/revisions/2/claims",
        "/api/v1/articles/1/changes/1..2",
        "/api/v1/articles/1/changes/1-1",
        "/api/v1/articles/99/changes/1..1",
        "/api/v1/articles/99/comments",
        "/api/v1/articles/1/claims/c-00000000/review",
    ] {
        desk.get(path).await.problem(404);
    }
    let state = json!({ "state": "done" });
    let absent = format!("/api/v1/articles/{}/claims/c-0/review", added["id"]);
    desk.json("PUT", &absent, state, &[("if-match", "*")])
        .await
        .problem(404);
    desk.post("/api/v1/articles/99/revisions", json!({ "text": "a" }))
        .await
        .problem(404);
    desk.post("/api/v1/articles/99/comments", json!({ "text": "a" }))
        .await
        .problem(404);
}

#[tokio::test]
async fn a_request_that_is_sent_again_is_carried_out_once() {
    let desk = Desk::new().await;
    let body = json!({ "title": "A", "text": STORY });
    let key = [("idempotency-key", "save-1")];
    let first = desk
        .json("POST", "/api/v1/articles", body.clone(), &key)
        .await
        .expect(201);
    let again = desk
        .json("POST", "/api/v1/articles", body, &key)
        .await
        .expect(201);
    assert_eq!(first.body, again.body);
    assert_eq!(first.header("location"), again.header("location"));
    let other = json!({ "title": "B", "text": STORY });
    desk.json("POST", "/api/v1/articles", other, &key)
        .await
        .problem(422);
    let listed = desk.get("/api/v1/articles").await.expect(200).json();
    assert_eq!(listed["items"].as_array().map(Vec::len), Some(1));

    let body = json!({ "text": STORY, "external_id": "cms-1" });
    desk.post("/api/v1/articles", body.clone()).await.expect(201);
    desk.post("/api/v1/articles", body).await.problem(409);
}

#[tokio::test]
async fn changes_from_another_sites_page_are_refused() {
    let desk = Desk::new().await;
    let body = json!({ "text": STORY });
    for headers in [
        [
            ("sec-fetch-site", "cross-site"),
            ("origin", "https://evil.example"),
        ],
        [
            ("sec-fetch-site", "same-site"),
            ("origin", "http://localhost:4747"),
        ],
        [("host", "localhost:4747"), ("origin", "https://evil.example")],
        [("host", "localhost:4747"), ("origin", "null")],
    ] {
        desk.json("POST", "/api/v1/articles", body.clone(), &headers)
            .await
            .problem(403);
    }
    let own = [
        ("sec-fetch-site", "same-origin"),
        ("origin", "http://localhost:4747"),
    ];
    desk.json("POST", "/api/v1/articles", body, &own)
        .await
        .expect(201);
    let listed = desk.get("/api/v1/articles").await.expect(200).json();
    assert_eq!(listed["items"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn too_many_requests_at_once_are_told_to_come_again() {
    let mut settings = ascribe_server::server::Settings::default();
    settings.limits.in_flight = 1;
    let desk = Desk::with(settings).await;
    let _held = desk.server.in_flight.acquire().await.expect("open");
    let reply = desk.get("/api/v1/articles").await.problem(503);
    assert_eq!(reply.header("retry-after"), "1");
    guarded(&reply);
    assert_ne!(reply.json(), Value::Null);
}
