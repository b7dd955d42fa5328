//! One suite on both databases: SQLite, and PostgreSQL where it is installed.

use std::io::BufRead as _;
use std::path::Path;

use ascribe_server::access::{Role, Scope};
use ascribe_server::server::Settings;
use ascribe_server::store::verify::{self, Head, verify};
use ascribe_server::store::{Database, Durability, Store, StoreError, backup, migrations, transfer};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::desk::{Desk, STORY, id};
use crate::postgres::Postgres;

#[tokio::test]
async fn sqlite() {
    let folder = tempfile::tempdir().expect("a folder");
    let make = |name: &str| Database::Folder(folder.path().join(name));
    suite(&make).await;
    private(&folder.path().join("full"));
}

#[tokio::test]
async fn postgres() {
    let Some(postgres) = Postgres::start() else { return };
    let make = |name: &str| postgres.database(name);
    suite(&make).await;
    there_and_back(&postgres).await;
    two_servers(&postgres).await;
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

/// A day in a newsroom: people, articles, decisions, a revision, a removal.
async fn day(database: &Database) {
    let desk = Desk::over(database.clone(), folder(), Settings::default()).await;
    let added = desk.article(STORY).await;
    let claims = added["claims"].as_array().expect("claims").clone();
    for claim in claims.iter().take(3) {
        let body =
            json!({ "state": "done", "world": "confirmed", "note": "“Seen”, said 𝒜 — é\n\t\"x\" \\ y" });
        desk.decide(&added["id"], id(claim), body).await;
    }
    let path = format!("/api/v1/articles/{}", added["id"]);
    desk.post(
        &format!("{path}/comments"),
        json!({ "text": "A remark.", "claim": id(&claims[0]) }),
    )
    .await
    .expect(201);
    let key = [("idempotency-key", "k")];
    let body = json!({ "text": STORY.replace("40 million", "60 million") });
    desk.json("POST", &format!("{path}/revisions"), body, &key)
        .await
        .expect(201);
    desk.person("zoë", Role::Editor).await;
    desk.person("Åsa", Role::Admin).await;
    desk.person("ann", Role::Viewer).await;
    desk.token("zoë", &[Scope::Read, Scope::Review]).await;
    desk.token("ann", &[Scope::Read]).await;
    assert!(
        ascribe_server::accounts::remove(&desk.server.store, "test", "ann")
            .await
            .expect("written")
    );
    desk.server.store.close().await;
}

async fn suite(make: &dyn Fn(&str) -> Database) {
    let full = make("full");
    day(&full).await;

    let head = verify::head(&full).await.expect("a head");
    let report = verify(&full, Some(&head)).await.expect("it opens");
    assert_eq!(report.findings, Vec::<String>::new());
    assert!(report.rows > 20 && report.entries as i64 == head.seq);
    let other = Head {
        hash: "0".repeat(64),
        ..head.clone()
    };
    assert_eq!(
        verify(&full, Some(&other))
            .await
            .expect("it opens")
            .findings
            .len(),
        1
    );
    assert_eq!(Head::of(&head.to_string()), Ok(head));

    // Opening once more changes nothing.
    let before = exported(&full).await;
    Store::open(&full).await.expect("a store").close().await;
    assert_eq!(exported(&full).await, before);

    // The copy is the same, to the byte.
    let copy = make("copy");
    let rows = transfer::import(&copy, &mut before.as_slice())
        .await
        .expect("it fits");
    assert_eq!(rows, before.as_slice().lines().count() - 1);
    assert_eq!(exported(&copy).await, before);
    let again = transfer::import(&copy, &mut before.as_slice()).await;
    assert!(matches!(again, Err(StoreError::Unfit(_))), "it is not empty");

    // A damaged export is refused as a whole.
    let damaged = make("damaged");
    let text = String::from_utf8(before.clone())
        .expect("UTF-8")
        .replacen("confirmed", "confirned", 1);
    assert!(transfer::import(&damaged, &mut text.as_bytes()).await.is_err());
    let mut cut = before.clone();
    cut.truncate(before.len() / 2);
    assert!(transfer::import(&damaged, &mut cut.as_slice()).await.is_err());
    transfer::import(&damaged, &mut before.as_slice())
        .await
        .expect("nothing had stayed");

    // A backup is checked, and comes back the same.
    let place = folder();
    let file = place.path().join("backup");
    backup::make(&full, &file).await.expect("a sound copy");
    assert!(
        backup::make(&full, &file).await.is_err(),
        "a file is never overwritten"
    );
    let restored = make("restored");
    backup::restore(&restored, &file).await.expect("it comes back");
    assert_eq!(exported(&restored).await, before);
    assert!(
        backup::restore(&restored, &file).await.is_err(),
        "there is one already"
    );

    the_log_only_grows(&full).await;
    a_newer_database_is_not_touched(make).await;
    a_refused_change_takes_no_other_with_it(make).await;
}

async fn exported(database: &Database) -> Vec<u8> {
    let mut connection = Store::connection(database, Durability::Full)
        .await
        .expect("a connection");
    let mut out = Vec::new();
    transfer::export(&mut connection, &mut out)
        .await
        .expect("it can be read");
    out
}

async fn the_log_only_grows(database: &Database) {
    let mut connection = Store::connection(database, Durability::Full)
        .await
        .expect("a connection");
    for sql in [
        "UPDATE audit SET actor = 'eve' WHERE seq = 1",
        "DELETE FROM audit WHERE seq = 1",
    ] {
        assert!(connection.execute(sql, &[]).await.is_err(), "{sql}");
    }
}

async fn a_newer_database_is_not_touched(make: &dyn Fn(&str) -> Database) {
    let database = make("newer");
    Store::open(&database).await.expect("a store").close().await;
    let mut connection = Store::connection(&database, Durability::Full)
        .await
        .expect("a connection");
    let step = "INSERT INTO step (number, sha256) VALUES ($1, 'x')";
    connection
        .execute(step, &[(migrations::newest() + 1).into()])
        .await
        .expect("written");
    assert!(matches!(Store::open(&database).await, Err(StoreError::Unfit(_))));
}

async fn a_refused_change_takes_no_other_with_it(make: &dyn Fn(&str) -> Database) {
    use ascribe_server::store::records::Comment;
    let desk = Desk::over(make("group"), folder(), Settings::default()).await;
    desk.article(STORY).await;
    let mut changes = tokio::task::JoinSet::new();
    for number in 1..=40_i64 {
        let store = desk.server.store.clone();
        changes.spawn(async move {
            let outcome = store
                .writer()
                .write(move |turn| {
                    Box::pin(async move {
                        let comment = Comment {
                            // Every fourth has a number that is taken.
                            id: if number % 4 == 0 { 1 } else { number },
                            article: 1,
                            claim: None,
                            author: "ann".to_owned(),
                            created: turn.now(),
                            text: format!("remark {number}"),
                        };
                        turn.insert(&comment).await?;
                        turn.log("ann", "comment.added", "article/1", &Value::Null);
                        Ok::<(), StoreError>(())
                    })
                })
                .await;
            (number, outcome.expect("committed").is_ok())
        });
    }
    let mut stayed = 0;
    while let Some(done) = changes.join_next().await {
        let (number, ok) = done.expect("no panic");
        assert!(ok || number % 4 == 0 || number == 1, "{number}");
        stayed += i64::from(ok);
    }
    assert_eq!(
        desk.server
            .store
            .number("SELECT count(*) FROM remark", &[])
            .await
            .expect("read"),
        stayed
    );
    assert_eq!(stayed, 30);
    let database = desk.server.store.database().clone();
    desk.server.store.close().await;
    assert_eq!(
        verify(&database, None).await.expect("it opens").findings,
        Vec::<String>::new()
    );
}

/// From SQLite to PostgreSQL and back: the same bytes.
async fn there_and_back(postgres: &Postgres) {
    let here = folder();
    let first = Database::Folder(here.path().join("first"));
    day(&first).await;
    let bytes = exported(&first).await;
    let there = postgres.database("there");
    transfer::import(&there, &mut bytes.as_slice())
        .await
        .expect("it fits");
    let moved = exported(&there).await;
    assert_eq!(moved, bytes);
    let back = Database::Folder(here.path().join("back"));
    transfer::import(&back, &mut moved.as_slice())
        .await
        .expect("it fits");
    assert_eq!(exported(&back).await, bytes);
}

/// Two servers share one newsroom: one chain, and each sees the other's changes.
async fn two_servers(postgres: &Postgres) {
    let database = postgres.database("shared");
    let one = Desk::over(database.clone(), folder(), Settings::default()).await;
    let two = Desk::over(database.clone(), folder(), Settings::default()).await;
    let added = one.article(STORY).await;
    let path = format!("/api/v1/articles/{}/comments", added["id"]);
    for number in 0..10 {
        let text = json!({ "text": format!("remark {number}") });
        let (first, second) = tokio::join!(one.post(&path, text.clone()), two.post(&path, text.clone()));
        first.expect(201);
        second.expect(201);
    }
    let listed = two.get(&path).await.expect(200).json();
    assert_eq!(listed["items"].as_array().map(Vec::len), Some(20));
    one.server.store.close().await;
    two.server.store.close().await;
    assert_eq!(
        verify(&database, None).await.expect("it opens").findings,
        Vec::<String>::new()
    );
}

/// Nobody but the owner can read the data.
fn private(folder: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = |path: &Path| std::fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
    assert_eq!(mode(folder), 0o700);
    for entry in std::fs::read_dir(folder).expect("a folder") {
        assert_eq!(mode(&entry.expect("an entry").path()), 0o600);
    }
}

#[tokio::test]
async fn settings_are_read_back() {
    let place = folder();
    let database = Database::Folder(place.path().to_owned());
    Store::open(&database).await.expect("a store").close().await;
    let mut connection = Store::connection(&database, Durability::Full)
        .await
        .expect("a connection");
    for (pragma, wanted) in [
        ("PRAGMA synchronous", 2_i64),
        ("PRAGMA foreign_keys", 1),
        ("PRAGMA trusted_schema", 0),
    ] {
        let found = connection.number(pragma, &[]).await.expect("a value");
        assert_eq!(found, wanted, "{pragma}");
    }
    let row = connection.row("PRAGMA journal_mode", &[]).await.expect("a value");
    let mode = row.expect("a row").get::<String>(0).expect("a text");
    assert_eq!(mode, "wal");
}
