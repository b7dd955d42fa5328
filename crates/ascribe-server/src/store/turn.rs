//! What a change works with: the rows that it reads and writes, and what the log says of them.

use serde_json::Value as Json;
use sha2::{Digest as _, Sha256};

use super::connection::{Connection, damaged};
use super::records::Logged;
use super::values::{self, Record, Table, Value, hex};
use super::writer::{Change, Deliver};
use super::{Database, StoreError};

/// What a change works with while it is its turn: the connection, and the log rows that it adds.
pub struct Turn {
    connection: Connection,
    seq: i64,
    hash: String,
    written: Vec<Json>,
    /// Rows of the log that are added with the commit, all at once: nothing reads them before.
    logged: Vec<Logged>,
    /// Whether somebody, a token or a session was added, changed or taken away.
    pub(super) people: bool,
    /// Whether a savepoint of the change before is still there.
    marked: bool,
    now: String,
}

impl Turn {
    pub(super) async fn begin(mut connection: Connection, database: &Database) -> Result<Self, StoreError> {
        let begin = match database {
            Database::Folder(_) => "BEGIN IMMEDIATE",
            Database::Postgres(_) => "BEGIN",
        };
        connection.execute(begin, &[]).await?;
        // Writing the row first makes the writers of all servers wait for each other here.
        let head = "UPDATE head SET seq = seq WHERE id = 1 RETURNING seq, hash";
        let row = connection.row(head, &[]).await?.ok_or_else(damaged)?;
        Ok(Self {
            seq: row.get(0)?,
            hash: row.get(1)?,
            connection,
            written: Vec::new(),
            logged: Vec::new(),
            people: false,
            marked: false,
            now: now(),
        })
    }

    pub(super) async fn run(&mut self, change: Change) -> Result<Deliver, StoreError> {
        let mark = ["RELEASE SAVEPOINT change", "SAVEPOINT change"];
        self.connection.all(&mark[usize::from(!self.marked)..]).await?;
        self.marked = true;
        let before = (self.seq, self.hash.clone(), self.logged.len());
        self.written.clear();
        self.now = now();
        let (stays, deliver) = change(self).await;
        if stays {
            debug_assert!(self.written.is_empty(), "a change has to be logged");
        } else {
            let logged;
            (self.seq, self.hash, logged) = before;
            self.logged.truncate(logged);
            self.connection
                .execute("ROLLBACK TO SAVEPOINT change", &[])
                .await?;
        }
        Ok(deliver)
    }

    pub(super) async fn commit(mut self) -> Result<(Connection, i64), StoreError> {
        let logged = std::mem::take(&mut self.logged);
        let rows: Vec<Vec<Value>> = logged.iter().map(Record::values).collect();
        self.connection.insert(Logged::table(), &rows).await?;
        let head = [self.seq.into(), self.hash.into()];
        self.connection
            .execute("UPDATE head SET seq = $1, hash = $2 WHERE id = 1", &head)
            .await?;
        self.connection.execute("COMMIT", &[]).await?;
        Ok((self.connection, self.seq))
    }

    /// The time of this change, as in `2026-03-01T09:30:00.123456Z`.
    pub fn now(&self) -> String {
        self.now.clone()
    }

    /// The row with this key.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn get<R: Record>(&mut self, key: &[Value]) -> Result<Option<R>, StoreError> {
        let row = self.connection.row(R::table().sql.one, key).await?;
        row.as_ref().map(R::of).transpose()
    }

    /// The records that a statement gives.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn all<R: Record>(
        &mut self,
        sql: &'static str,
        values: &[Value],
    ) -> Result<Vec<R>, StoreError> {
        let rows = self.connection.rows(sql, values).await?;
        rows.iter().map(R::of).collect()
    }

    /// The number that a statement gives; 0 if it gives none.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn number(&mut self, sql: &'static str, values: &[Value]) -> Result<i64, StoreError> {
        self.connection.number(sql, values).await
    }

    /// Adds a row; a second one of the same key is an error.
    ///
    /// # Errors
    /// If the database refuses.
    pub async fn insert(&mut self, record: &impl Record) -> Result<(), StoreError> {
        self.put(record, |table| table.sql.insert).await
    }

    /// Adds many rows of one table with few statements.
    ///
    /// # Errors
    /// If the database refuses one, in which case none stays.
    pub async fn insert_all<R: Record>(&mut self, records: &[R]) -> Result<(), StoreError> {
        let table = R::table();
        let rows: Vec<Vec<Value>> = records.iter().map(Record::values).collect();
        self.connection.insert(table, &rows).await?;
        for row in &rows {
            self.note(table, &row[..table.key], Some(values::digest(row)));
        }
        Ok(())
    }

    /// Adds a row, or puts it in the place of the one with its key.
    ///
    /// # Errors
    /// If the database refuses.
    pub async fn replace(&mut self, record: &impl Record) -> Result<(), StoreError> {
        self.put(record, |table| table.sql.replace).await
    }

    async fn put<R: Record>(
        &mut self,
        record: &R,
        sql: fn(&Table) -> &'static str,
    ) -> Result<(), StoreError> {
        let table = R::table();
        let row = record.values();
        self.connection.execute(sql(table), &row).await?;
        self.note(table, &row[..table.key], Some(values::digest(&row)));
        Ok(())
    }

    /// Takes a row away.
    ///
    /// # Errors
    /// If the database refuses.
    pub async fn delete<R: Record>(&mut self, record: &R) -> Result<(), StoreError> {
        let table = R::table();
        let row = record.values();
        self.connection
            .execute(table.sql.delete, &row[..table.key])
            .await?;
        self.note(table, &row[..table.key], None);
        Ok(())
    }

    fn note(&mut self, table: &Table, key: &[Value], digest: Option<String>) {
        self.people |= matches!(table.name, "person" | "token" | "session");
        self.written.push(Json::from(vec![
            Json::from(table.name),
            Json::from(values::canonical(key)),
            digest.map_or(Json::Null, Json::from),
        ]));
    }

    /// Adds the log row of all rows written since the one before.
    pub fn log(&mut self, actor: &str, action: &str, subject: &str, detail: &Json) {
        let mut row = Logged {
            seq: self.seq + 1,
            at: self.now(),
            actor: actor.to_owned(),
            action: action.to_owned(),
            subject: subject.to_owned(),
            detail: detail.to_string(),
            written: Json::Array(std::mem::take(&mut self.written)).to_string(),
            hash: String::new(),
        };
        row.hash = chained(&self.hash, &row);
        self.seq = row.seq;
        self.hash.clone_from(&row.hash);
        self.logged.push(row);
    }
}

/// SHA-256 of the hash before and the canonical row without its own hash.
pub fn chained(before: &str, row: &Logged) -> String {
    let values = row.values();
    let mut hasher = Sha256::new();
    hasher.update(before.as_bytes());
    hasher.update(values::canonical(&values[..values.len() - 1]).as_bytes());
    hex(&hasher.finalize())
}

/// Now, in UTC and to the microsecond.
pub fn now() -> String {
    format!("{:.6}", jiff::Timestamp::now())
}
