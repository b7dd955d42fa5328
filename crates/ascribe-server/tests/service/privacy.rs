//! No word of an article, no token and no password leaves by a log, an error, a metric or a file beside the store.

use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use ascribe_server::access::{Role, Scope};
use serde_json::json;
use tracing_subscriber::fmt::MakeWriter;

use crate::desk::{Desk, PASSWORD, id};

const ARTICLES: usize = 100;
const CANARY: &str = "zyxcanary";

#[derive(Clone, Default)]
struct Heard(Arc<Mutex<Vec<u8>>>);

impl Write for Heard {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("no panic").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Heard {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

#[tokio::test]
async fn a_canary_in_a_hundred_articles_is_not_heard_anywhere() {
    let heard = Heard::default();
    let everything = tracing_subscriber::fmt()
        .with_max_level(tracing::level_filters::LevelFilter::TRACE)
        .with_writer(heard.clone())
        .finish();
    let _listening = tracing::subscriber::set_default(everything);
    let desk = Desk::new().await;
    let text = format!("The {CANARY} was found on Monday, the mayor of {CANARY} said.");
    let mut answers = String::new();
    for number in 0..ARTICLES {
        let body = json!({ "title": format!("{CANARY} {number}"), "text": text });
        let added = desk.post("/api/v1/articles", body).await.expect(201).json();
        let path = format!("/api/v1/articles/{}", added["id"]);
        if number % 10 == 0 {
            let claim = id(&added["claims"][0]);
            desk.decide(&added["id"], claim, json!({ "state": "done", "note": CANARY }))
                .await;
            desk.post(&format!("{path}/comments"), json!({ "text": CANARY }))
                .await
                .expect(201);
            desk.post(
                &format!("{path}/revisions"),
                json!({ "text": format!("{text} {CANARY}.") }),
            )
            .await
            .expect(201);
        }
        // Requests that go wrong, with the canary where it hurts.
        for body in [
            format!("{{\"text\": \"{CANARY}\", \"published\": \"{CANARY}\"}}"),
            format!("{{\"text\": {{\"{CANARY}\": 1}}}}"),
            format!("{{\"text\": \"{CANARY}"),
            format!("{{\"text\": \"{CANARY}\", \"engine\": \"{CANARY}\"}}"),
        ] {
            let reply = desk.send("POST", "/api/v1/list", body.into_bytes(), &[]).await;
            assert!(reply.status >= 400);
            answers.push_str(&reply.body);
        }
        answers.push_str(&desk.get(&format!("/api/v1/articles/{CANARY}")).await.body);
        answers.push_str(&desk.get(&format!("/{CANARY}?{CANARY}={CANARY}")).await.body);
    }
    answers.push_str(&desk.get("/metrics").await.body);
    answers.push_str(&desk.get("/api/v1/audit?limit=200").await.body);
    desk.person("ann", Role::Editor).await;
    let token = desk.token("ann", &[Scope::Read]).await;
    desk.send("GET", "/api/v1/articles", vec![], &[("authorization", &token)])
        .await
        .expect(200);
    assert!(!answers.contains(CANARY));
    let log = String::from_utf8(heard.0.lock().expect("no panic").clone()).expect("UTF-8");
    assert!(log.contains("answered"), "the log says something");
    assert!(!log.contains(CANARY), "an article's word is in the log");
    assert!(
        !log.contains(PASSWORD) && !log.contains(&token["Bearer ".len()..]),
        "a secret is in the log"
    );
    assert!(!log.contains("INSERT INTO"), "a statement is in the log");
    let files: Vec<String> = std::fs::read_dir(desk.folder.path())
        .expect("a folder")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    assert!(
        files.iter().all(|name| name.starts_with("ascribe.db")),
        "{files:?}"
    );
}
