//! Everything as JSON lines, the same bytes from SQLite and from PostgreSQL, and back.
//!
//! The first line names the form and the step of the tables; each other line is a row: `["article", [1, "…", …]]`, table
//! by table in an order in which rows can be added, and in order of their keys. What is kept of passwords and tokens is
//! part of it.

use std::io::{BufRead, Write};
use std::path::PathBuf;

use serde_json::{Value as Json, json};

use super::connection::Connection;
use super::values::{self, Table, Value};
use super::verify::{all_tables, check};
use super::{Database, Durability, Store, StoreError, before_all, connect, migrations};

const FORM: &str = "ascribe/export/1";

/// Writes everything in one consistent state.
///
/// # Errors
/// If the database cannot be read or `out` not be written.
pub async fn export(connection: &mut Connection, out: &mut impl Write) -> Result<(), StoreError> {
    let begin = if connection.is_sqlite() {
        "BEGIN"
    } else {
        "BEGIN ISOLATION LEVEL REPEATABLE READ"
    };
    connection.execute(begin, &[]).await?;
    let written = write(connection, out).await;
    // Nothing was changed; how the transaction ends does not matter.
    let _ = connection.execute("ROLLBACK", &[]).await;
    written
}

async fn write(connection: &mut Connection, out: &mut impl Write) -> Result<(), StoreError> {
    let wrong = |error| StoreError::File(PathBuf::from("export"), error);
    let head = json!({ "form": FORM, "step": migrations::newest() });
    writeln!(out, "{head}").map_err(wrong)?;
    for table in all_tables() {
        let mut after = before_all(table);
        loop {
            let page = connection.page(table, &after).await?;
            let Some(last) = page.last() else { break };
            after = last[..table.key].to_vec();
            for row in &page {
                let name = Json::from(table.name);
                writeln!(out, "[{name},{}]", values::canonical(row)).map_err(wrong)?;
            }
        }
    }
    Ok(())
}

/// Reads an export into an empty database, and keeps it only if every row is as the log says; gives their number.
///
/// # Errors
/// If the database is not empty, the export is of another form or damaged, or the database refuses.
pub async fn import(database: &Database, input: &mut impl BufRead) -> Result<usize, StoreError> {
    let store = Store::open(database).await?;
    store.close().await;
    let mut connection = connect(database, Durability::Full).await?;
    let begin = match database {
        Database::Folder(_) => "BEGIN IMMEDIATE",
        Database::Postgres(_) => "BEGIN",
    };
    connection.execute(begin, &[]).await?;
    let imported = read(&mut connection, input).await;
    let end = if imported.is_ok() { "COMMIT" } else { "ROLLBACK" };
    connection.execute(end, &[]).await?;
    connection.close().await?;
    imported
}

async fn read(connection: &mut Connection, input: &mut impl BufRead) -> Result<usize, StoreError> {
    let unfit = |message: String| StoreError::Unfit(message);
    if connection.number("SELECT seq FROM head", &[]).await? != 0 {
        return Err(unfit(
            "the database is not empty; import into a new one".to_owned(),
        ));
    }
    connection.execute("DELETE FROM head", &[]).await?;
    let tables = all_tables();
    let mut rows = 0;
    for (number, line) in (1..).zip(input.lines()) {
        let line = line.map_err(|_| unfit(format!("line {number} is not UTF-8 or cannot be read")))?;
        let json: Json =
            serde_json::from_str(&line).map_err(|_| unfit(format!("line {number} is not JSON")))?;
        if number == 1 {
            if json["form"] != FORM || json["step"] != migrations::newest() {
                return Err(unfit(
                    "this is not an export of this version of ascribe".to_owned(),
                ));
            }
            continue;
        }
        let (table, row) =
            row_of(&tables, &json).ok_or_else(|| unfit(format!("line {number} fits no table")))?;
        connection.execute(table.sql.insert, &row).await?;
        rows += 1;
    }
    let report = check(connection, None).await;
    match report.findings.first() {
        None => Ok(rows),
        Some(first) => Err(unfit(format!("the export is damaged: {first}"))),
    }
}

fn row_of(tables: &[&'static Table], json: &Json) -> Option<(&'static Table, Vec<Value>)> {
    let [name, row] = json.as_array()?.as_slice() else {
        return None;
    };
    let table = tables.iter().copied().find(|table| name == table.name)?;
    Some((table, values::parse(table, row.as_array()?)?))
}
