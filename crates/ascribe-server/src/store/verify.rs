//! Whether the store holds what was decided, and nothing else.
//!
//! Every row of the log names the rows that it wrote, each with a digest, and is chained to the row before. So a changed,
//! lost or added row is found in whatever table it is, and a changed log too. A log whose end was cut off, with all that
//! it wrote, is found with a saved head only.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value as Json;

use super::connection::{Connection, damaged};
use super::records::{Head as HeadRow, Logged, log_tables, tables};
use super::turn::chained;
use super::values::{self, Record as _, Table, Value};
use super::{Database, Durability, StoreError, before_all, connect};

/// Number and hash of the newest row of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The number.
    pub seq: i64,
    /// The hash.
    pub hash: String,
}

impl Head {
    /// A head as [`Display`](fmt::Display) writes it.
    ///
    /// # Errors
    /// If it is not one.
    pub fn of(text: &str) -> Result<Self, String> {
        let parts = text.trim().split_once(':');
        let head = parts.and_then(|(seq, hash)| {
            Some(Self {
                seq: seq.parse().ok()?,
                hash: hash.to_owned(),
            })
        });
        head.ok_or_else(|| "--head: give what `ascribe audit head` printed, as in 812:9f3c…".to_owned())
    }
}

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.seq, self.hash)
    }
}

/// What was checked, and what is wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// How many rows were checked against the log.
    pub rows: usize,
    /// How many rows the log has.
    pub entries: usize,
    /// What is wrong, a sentence each; the first `MOST_FINDINGS` of them.
    pub findings: Vec<String>,
}

/// As many as a person reads.
const MOST_FINDINGS: usize = 100;

impl Report {
    fn found(&mut self, finding: String) {
        if self.findings.len() < MOST_FINDINGS {
            self.findings.push(finding);
        }
    }
}

/// The newest row of the log.
///
/// # Errors
/// If the database cannot be read.
pub async fn head(database: &Database) -> Result<Head, StoreError> {
    let mut connection = connect(database, Durability::Full).await?;
    let row = connection.row("SELECT seq, hash FROM head", &[]).await?;
    let row = row.ok_or_else(damaged)?;
    let head = Head {
        seq: row.get(0)?,
        hash: row.get(1)?,
    };
    connection.close().await?;
    Ok(head)
}

/// Checks a database that may be in use.
///
/// # Errors
/// If it cannot be opened.
pub async fn verify(database: &Database, saved: Option<&Head>) -> Result<Report, StoreError> {
    let mut connection = connect(database, Durability::Full).await?;
    // One state of all tables, whatever is written meanwhile.
    let begin = match database {
        Database::Folder(_) => "BEGIN",
        Database::Postgres(_) => "BEGIN ISOLATION LEVEL REPEATABLE READ",
    };
    connection.execute(begin, &[]).await?;
    let report = check(&mut connection, saved).await;
    // Nothing was written; how the transaction ends does not matter.
    let _ = connection.execute("ROLLBACK", &[]).await;
    let _ = connection.close().await;
    Ok(report)
}

/// Checks what a connection sees of rows and log, whatever it has begun and not committed.
pub async fn check_within(connection: &mut Connection, saved: Option<&Head>) -> Report {
    rows_and_log(connection, saved, Report::default()).await
}

/// Checks what a connection sees. What cannot be read is a finding too.
pub(crate) async fn check(connection: &mut Connection, saved: Option<&Head>) -> Report {
    let mut report = Report::default();
    if connection.is_sqlite() {
        pages(connection, &mut report).await;
    }
    rows_and_log(connection, saved, report).await
}

async fn rows_and_log(connection: &mut Connection, saved: Option<&Head>, mut report: Report) -> Report {
    let mut digests = chain(connection, saved, &mut report).await;
    for table in tables() {
        rows(connection, table, &mut digests, &mut report).await;
    }
    for ((table, key), digest) in digests {
        if digest.is_some() {
            report.found(format!("{table} {key}: the row is gone"));
        }
    }
    report
}

/// Whether the file is a database at all.
async fn pages(connection: &mut Connection, report: &mut Report) {
    let checked = connection.rows("PRAGMA integrity_check", &[]).await;
    let said: Result<Vec<String>, StoreError> =
        checked.and_then(|rows| rows.iter().map(|row| row.get(0)).collect());
    match said {
        // What SQLite says can hold names of columns, and no more than that.
        Ok(said) if said == ["ok"] => {}
        Ok(said) => report.found(format!(
            "the file is damaged: SQLite finds {} faults in its pages",
            said.len()
        )),
        Err(_) => report.found("the file is damaged: its pages cannot be read".to_owned()),
    }
}

type Digests = BTreeMap<(String, String), Option<String>>;

/// Walks the log, and gives what it says of every row.
async fn chain(connection: &mut Connection, saved: Option<&Head>, report: &mut Report) -> Digests {
    let mut digests = Digests::new();
    let table = Logged::table();
    let mut after = vec![Value::Integer(i64::MIN)];
    let (mut seq, mut hash) = (0, "0".repeat(64));
    let mut seen = saved.is_none_or(|saved| saved.seq == 0);
    loop {
        let Ok(page) = connection.page(table, &after).await else {
            report.found(format!("audit after {seq}: a row cannot be read"));
            break;
        };
        let Some(last) = page.last() else { break };
        after = last[..1].to_vec();
        for row in &page {
            report.entries += 1;
            let Some(logged) = logged(row) else { continue };
            if logged.seq != seq + 1 {
                report.found(format!("audit {}: a row before it is missing", logged.seq));
            }
            if chained(&hash, &logged) != logged.hash {
                report.found(format!(
                    "audit {}: the row or the one before was changed",
                    logged.seq
                ));
            }
            if let Some(saved) = saved.filter(|saved| saved.seq == logged.seq) {
                seen = saved.hash == logged.hash;
            }
            written(&logged, &mut digests);
            (seq, hash) = (logged.seq, logged.hash);
        }
    }
    let end = [Value::Integer(seq), Value::Text(hash)];
    match connection
        .page(HeadRow::table(), &[Value::Integer(i64::MIN)])
        .await
        .as_deref()
    {
        Ok([row]) if row[1..] == end => {}
        _ => report.found("head: it is not the end of the log".to_owned()),
    }
    if !seen {
        report.found("the log does not hold the saved head: its end was cut off or written anew".to_owned());
    }
    digests
}

fn logged(row: &[Value]) -> Option<Logged> {
    let [Value::Integer(seq), texts @ ..] = row else {
        return None;
    };
    let texts: Option<Vec<&String>> = texts
        .iter()
        .map(|value| match value {
            Value::Text(text) => Some(text),
            _ => None,
        })
        .collect();
    let texts = texts?;
    let [at, actor, action, subject, detail, written, hash] = texts.as_slice() else {
        return None;
    };
    Some(Logged {
        seq: *seq,
        at: (*at).clone(),
        actor: (*actor).clone(),
        action: (*action).clone(),
        subject: (*subject).clone(),
        detail: (*detail).clone(),
        written: (*written).clone(),
        hash: (*hash).clone(),
    })
}

fn written(logged: &Logged, digests: &mut Digests) {
    let parsed: Json = serde_json::from_str(&logged.written).unwrap_or_default();
    for row in parsed.as_array().into_iter().flatten() {
        if let (Some(table), Some(key)) = (row[0].as_str(), row[1].as_str()) {
            let digest = row[2].as_str().map(str::to_owned);
            digests.insert((table.to_owned(), key.to_owned()), digest);
        }
    }
}

/// Holds every row of a table against what the log says of it.
async fn rows(
    connection: &mut Connection,
    table: &'static Table,
    digests: &mut Digests,
    report: &mut Report,
) {
    let mut after = before_all(table);
    loop {
        let Ok(page) = connection.page(table, &after).await else {
            report.found(format!("{}: a row cannot be read", table.name));
            return;
        };
        let Some(last) = page.last() else { return };
        after = last[..table.key].to_vec();
        for row in &page {
            report.rows += 1;
            let key = values::canonical(&row[..table.key]);
            match digests.remove(&(table.name.to_owned(), key.clone())) {
                Some(Some(digest)) if digest == values::digest(row) => {}
                Some(Some(_)) => report.found(format!("{} {key}: the row was changed", table.name)),
                Some(None) => report.found(format!(
                    "{} {key}: the row was taken away and is back",
                    table.name
                )),
                None => report.found(format!("{} {key}: the log knows nothing of the row", table.name)),
            }
        }
    }
}

/// Every table that an export holds, in an order in which rows can be added.
pub(crate) fn all_tables() -> Vec<&'static Table> {
    let mut all = tables();
    all.extend(log_tables());
    all
}
