//! Flipped bits and tampering: `verify` finds every one, and a server over a damaged file never panics.

use std::path::Path;

use ascribe_server::server::Settings;
use ascribe_server::store::connection::Connection;
use ascribe_server::store::verify::{Head, head, verify};
use ascribe_server::store::{Database, Durability, Store, file};
use serde_json::json;
use tempfile::TempDir;

use crate::desk::{Desk, STORY, id};

const FLIPS: usize = 400;
const TAMPERINGS: usize = 1000;

/// Numbers that look random and are the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end as u64).expect("small")
    }
}

/// A store with a day's work, all of it in one file.
async fn worked() -> (TempDir, Database) {
    let folder = tempfile::tempdir().expect("a folder");
    let database = Database::Folder(folder.path().to_owned());
    let spare = tempfile::tempdir().expect("a folder");
    let desk = Desk::over(database.clone(), spare, Settings::default()).await;
    for _ in 0..2 {
        let added = desk.article(STORY).await;
        for claim in added["claims"].as_array().expect("claims").iter().take(3) {
            desk.decide(
                &added["id"],
                id(claim),
                json!({ "state": "done", "note": "It is in the ledger." }),
            )
            .await;
        }
        let path = format!("/api/v1/articles/{}/revisions", added["id"]);
        desk.post(
            &path,
            json!({ "text": STORY.replace("40 million", "60 million") }),
        )
        .await
        .expect(201);
    }
    desk.server.store.close().await;
    let mut connection = Store::connection(&database, Durability::Full)
        .await
        .expect("a connection");
    connection
        .execute("PRAGMA wal_checkpoint(TRUNCATE)", &[])
        .await
        .expect("one file");
    connection.close().await.expect("closed");
    (folder, database)
}

/// Every text in the store: what a flip must not change unseen.
async fn texts(database: &Database) -> Option<String> {
    let mut connection = Store::connection(database, Durability::Full).await.ok()?;
    let mut out = Vec::new();
    let read = ascribe_server::store::transfer::export(&mut connection, &mut out).await;
    let _ = connection.close().await;
    read.ok()?;
    String::from_utf8(out).ok()
}

#[tokio::test]
async fn every_flip_that_changes_stored_text_is_found() {
    let (folder, database) = worked().await;
    let path = file(folder.path());
    let sound = std::fs::read(&path).expect("a file");
    let before = texts(&database).await.expect("sound");
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    let (mut changed, mut found) = (0, 0);
    let mut tried = 0;
    while tried < FLIPS {
        let (at, bit) = (chance.below(sound.len()), chance.below(8));
        // The middle of a page that is not in use says nothing.
        if sound[at] == 0 {
            continue;
        }
        tried += 1;
        let mut damaged = sound.clone();
        damaged[at] ^= 1 << bit;
        put(&path, &damaged);
        let after = texts(&database).await;
        let noticed = match verify(&database, None).await {
            Ok(report) => !report.findings.is_empty(),
            Err(_) => true,
        };
        if after.as_deref() != Some(before.as_str()) {
            changed += 1;
            assert!(
                noticed,
                "byte {at}, bit {bit} changed what is stored, and nobody noticed"
            );
        }
        found += usize::from(noticed);
    }
    assert!(changed > FLIPS / 4, "only {changed} flips changed anything");
    println!("{FLIPS} flips: {changed} changed what is stored, {found} noticed");
    // A server over a damaged file answers, and does not panic.
    let mut damaged = sound.clone();
    for _ in 0..2000 {
        let at = 4096 + chance.below(damaged.len() - 4096);
        damaged[at] ^= 1 << chance.below(8);
    }
    put(&path, &damaged);
    if let Ok(store) = Store::open(&database).await {
        let engines = ascribe_server::reading::Engines::one(ascribe_core::revision::fast());
        let server = ascribe_server::server::Server::new(store, Settings::default(), engines);
        let desk = Desk {
            app: ascribe_server::routes::app(std::sync::Arc::clone(&server)),
            server,
            folder,
        };
        for path in [
            "/api/v1/articles",
            "/api/v1/review",
            "/api/v1/audit",
            "/api/v1/articles/1/revisions/1/claims",
        ] {
            let status = desk.get(path).await.status;
            assert!(matches!(status, 200 | 401 | 404 | 500 | 503), "{path}: {status}");
        }
    }
}

fn put(path: &Path, bytes: &[u8]) {
    for suffix in ["-wal", "-shm"] {
        let mut beside = path.as_os_str().to_owned();
        beside.push(suffix);
        let _ = std::fs::remove_file(beside);
    }
    std::fs::write(path, bytes).expect("written");
}

/// What somebody with the file in hand might do: change, take away, add, swap, cut off.
async fn tamper(connection: &mut Connection, chance: &mut Chance) -> String {
    const COLUMNS: &[(&str, &str)] = &[
        ("audit", "actor"),
        ("audit", "at"),
        ("audit", "action"),
        ("audit", "subject"),
        ("audit", "detail"),
        ("audit", "written"),
        ("audit", "hash"),
        ("article", "title"),
        ("revision", "text"),
        ("revision", "record"),
        ("revision", "author"),
        ("review", "note"),
        ("review", "state"),
        ("review", "world"),
        ("decision", "actor"),
        ("decision", "snapshot"),
    ];
    let sql = match chance.below(10) {
        0 => {
            let keep = chance.below(8);
            format!("DELETE FROM audit WHERE seq = (SELECT seq FROM audit ORDER BY seq LIMIT 1 OFFSET {keep})")
        }
        1 => "DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)".to_owned(),
        2 => {
            let at = chance.below(12);
            format!("DELETE FROM decision WHERE rowid = (SELECT rowid FROM decision LIMIT 1 OFFSET {})", at % 6)
        }
        3 => "INSERT INTO remark (id, article, claim, author, created, text) VALUES (900, 1, NULL, 'eve', 'x', 'y')".to_owned(),
        4 => "INSERT INTO person (name, role, password, created) VALUES ('eve', 'admin', '00', 'x')".to_owned(),
        5 => {
            let at = 1 + chance.below(7);
            format!("UPDATE audit SET seq = CASE seq WHEN {at} THEN -1 ELSE seq END WHERE seq = {at}")
        }
        _ => {
            let (table, column) = COLUMNS[chance.below(COLUMNS.len())];
            let row = chance.below(if table == "article" { 2 } else { 4 });
            let value = if column == "state" { "'dismissed'".to_owned() } else { format!("'changed {}'", chance.below(1_000_000)) };
            format!("UPDATE {table} SET {column} = {value} WHERE rowid = (SELECT rowid FROM {table} LIMIT 1 OFFSET {row})")
        }
    };
    let changed = connection.execute(sql.clone(), &[]).await.expect("it takes it");
    assert_eq!(changed, 1, "{sql}");
    sql
}

#[tokio::test]
async fn every_tampering_is_found() {
    let (_folder, database) = worked().await;
    let saved = head(&database).await.expect("a head");
    let mut connection = Store::connection(&database, Durability::Full)
        .await
        .expect("a connection");
    for sql in [
        "DROP TRIGGER audit_update",
        "DROP TRIGGER audit_delete",
        "PRAGMA foreign_keys = OFF",
    ] {
        let done = connection.execute(sql, &[]).await;
        done.expect("whoever holds the file can do it");
    }
    let mut chance = Chance(0x2545_f491_4f6c_dd1d);
    for _ in 0..TAMPERINGS {
        // Seen from within one transaction, so that it can be taken back.
        connection.execute("BEGIN", &[]).await.expect("begun");
        let what = tamper(&mut connection, &mut chance).await;
        let report = ascribe_server::store::verify::check_within(&mut connection, Some(&saved)).await;
        assert!(!report.findings.is_empty(), "not found: {what}");
        connection.execute("ROLLBACK", &[]).await.expect("taken back");
    }
    connection.close().await.expect("closed");
    assert_eq!(
        verify(&database, Some(&saved)).await.expect("it opens").findings,
        Vec::<String>::new()
    );
}

#[tokio::test]
async fn a_log_that_was_cut_off_is_found_with_a_saved_head() {
    let (_folder, database) = worked().await;
    let saved = head(&database).await.expect("a head");
    let mut connection = Store::connection(&database, Durability::Full)
        .await
        .expect("a connection");
    // The newest comment-like change and its row of the log go together: nothing that stays contradicts that.
    let first = "SELECT seq, hash FROM audit ORDER BY seq LIMIT 1";
    let row = connection.row(first, &[]).await.expect("read").expect("a row");
    let (seq, hash): (i64, String) = (row.get(0).expect("a number"), row.get(1).expect("a text"));
    for sql in [
        "DROP TRIGGER audit_delete",
        "PRAGMA foreign_keys = OFF",
        "DELETE FROM audit WHERE seq > 1",
        "DELETE FROM decision",
        "DELETE FROM review WHERE article > 1 OR revision > 1",
        "UPDATE review SET version = 1, state = 'new', note = NULL",
        "DELETE FROM revision WHERE article > 1 OR number > 1",
        "DELETE FROM article WHERE id > 1",
    ] {
        let done = connection.execute(sql, &[]).await;
        done.expect("whoever holds the file can do it");
    }
    connection
        .execute("UPDATE head SET seq = $1, hash = $2", &[seq.into(), hash.into()])
        .await
        .expect("written");
    connection.close().await.expect("closed");
    let report = verify(&database, Some(&saved)).await.expect("it opens");
    assert!(
        report.findings.iter().any(|finding| finding.contains("cut off")),
        "{:?}",
        report.findings
    );
    let own = Head::of(&head(&database).await.expect("a head").to_string()).expect("a head");
    assert_eq!(own.seq, 1);
}
