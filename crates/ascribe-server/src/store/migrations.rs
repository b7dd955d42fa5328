//! The tables, as numbered steps that every database goes through once.

use sha2::{Digest as _, Sha256};

use super::connection::Connection;
use super::values::hex;
use super::{Database, StoreError, backup, file};

/// The steps in order; a step that stands in a released program never changes.
const STEPS: &[&str] = &[include_str!("../migrations/0001_first.sql")];

/// In SQLite and PostgreSQL alike, the log takes no change and no removal.
const LOG_ONLY_GROWS: [&[&str]; 2] = [
    &[
        "CREATE TRIGGER IF NOT EXISTS audit_update BEFORE UPDATE ON audit
         BEGIN SELECT RAISE(ABORT, 'the log only grows'); END",
        "CREATE TRIGGER IF NOT EXISTS audit_delete BEFORE DELETE ON audit
         BEGIN SELECT RAISE(ABORT, 'the log only grows'); END",
    ],
    &[
        "CREATE OR REPLACE FUNCTION audit_only_grows() RETURNS trigger LANGUAGE plpgsql AS
         $$ BEGIN RAISE EXCEPTION 'the log only grows'; END $$",
        "CREATE OR REPLACE TRIGGER audit_unchanged BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
         FOR EACH STATEMENT EXECUTE FUNCTION audit_only_grows()",
    ],
];

/// The number of the newest step that this program knows.
pub fn newest() -> i64 {
    STEPS.len() as i64
}

/// Takes the steps that the database has not taken yet, each in a transaction of its own. A SQLite database that holds
/// something is copied before, to `ascribe.db.before-N`.
///
/// # Errors
/// If the database has steps that this program does not know, or other ones, or a step fails.
pub async fn run(connection: &mut Connection, database: &Database) -> Result<(), StoreError> {
    let sqlite = matches!(database, Database::Folder(_));
    let step = "CREATE TABLE IF NOT EXISTS step (\n    number BIGINT NOT NULL PRIMARY KEY,\n    sha256 TEXT NOT NULL\n);";
    connection.execute(for_database(step, sqlite), &[]).await?;
    let taken = connection
        .rows("SELECT number, sha256 FROM step ORDER BY number", &[])
        .await?;
    if taken.len() > STEPS.len() {
        return Err(StoreError::Unfit(format!(
            "the database is at step {} and this program knows {}; use a newer ascribe",
            taken.len(),
            STEPS.len()
        )));
    }
    for (row, step) in taken.iter().zip(STEPS) {
        if row.get::<String>(1)? != sha256(step) {
            return Err(StoreError::Unfit(
                "the database was made by a program with other tables; restore a backup or use that program"
                    .to_owned(),
            ));
        }
    }
    for (number, step) in (1_i64..).zip(STEPS).skip(taken.len()) {
        if let Database::Folder(folder) = database
            && number > 1
        {
            let copy = file(folder).with_extension(format!("db.before-{number}"));
            backup::copy(connection, &copy).await?;
        }
        take(connection, number, step, sqlite).await?;
    }
    Ok(())
}

async fn take(connection: &mut Connection, number: i64, step: &str, sqlite: bool) -> Result<(), StoreError> {
    let begin = if sqlite { "BEGIN IMMEDIATE" } else { "BEGIN" };
    connection.execute(begin, &[]).await?;
    let taken = statements(connection, number, step, sqlite).await;
    let end = if taken.is_ok() { "COMMIT" } else { "ROLLBACK" };
    connection.execute(end, &[]).await?;
    taken
}

async fn statements(
    connection: &mut Connection,
    number: i64,
    step: &str,
    sqlite: bool,
) -> Result<(), StoreError> {
    if !sqlite {
        // Two servers that start together take the steps one after the other.
        connection.execute("LOCK TABLE step", &[]).await?;
    }
    let done = connection
        .row("SELECT number FROM step WHERE number = $1", &[number.into()])
        .await?;
    if done.is_some() {
        return Ok(());
    }
    let without_comments: String = step
        .lines()
        .filter(|line| !line.starts_with("--"))
        .flat_map(|line| [line, "\n"])
        .collect();
    for statement in without_comments.split_inclusive(";\n") {
        if !statement.trim().is_empty() {
            connection.execute(for_database(statement, sqlite), &[]).await?;
        }
    }
    for statement in LOG_ONLY_GROWS[usize::from(!sqlite)] {
        connection.execute(*statement, &[]).await?;
    }
    let done = [number.into(), sha256(step).into()];
    connection
        .execute("INSERT INTO step (number, sha256) VALUES ($1, $2)", &done)
        .await?;
    Ok(())
}

/// SQLite calls its only whole number INTEGER and checks types in STRICT tables only; PostgreSQL sorts texts by the
/// language of its host unless told to go by their bytes.
fn for_database(statement: &str, sqlite: bool) -> String {
    if sqlite {
        statement
            .replace(" BIGINT", " INTEGER")
            .replace("\n);", "\n) STRICT;")
    } else {
        statement.replace(" TEXT", " TEXT COLLATE \"C\"")
    }
}

fn sha256(step: &str) -> String {
    hex(&Sha256::digest(step.as_bytes()))
}
