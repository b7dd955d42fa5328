//! The one thread that changes the store.
//!
//! It has a thread of its own since each change goes to the database several times: on the threads that serve requests, it
//! would stand in line with all of them each time.
//!
//! Changes that wait together are committed together: each has a savepoint of its own, so that one that fails takes no
//! other with it, and each is answered after the commit. After a failed commit nothing of the group is acknowledged and
//! the connection is opened anew; a failed flush is never tried again on the same connection.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use serde_json::Value as Json;
use sha2::{Digest as _, Sha256};
use tokio::runtime;
use tokio::sync::mpsc::error::TryRecvError;
use tokio::sync::{Mutex, mpsc, oneshot, watch};

use super::connection::{Connection, damaged};
use super::records::Logged;
use super::values::{self, Record, Table, Value, hex};
use super::{Database, Durability, StoreError, connect};

/// A future that a change runs as.
pub type Boxed<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// How many changes may wait.
const QUEUE: usize = 1024;
/// How many are committed together at most.
const GROUP: usize = 128;

/// Tells whoever asked for a change what became of it.
type Deliver = Box<dyn FnOnce(Result<(), StoreError>) + Send>;
/// A change: says whether it is to stay, and how to deliver.
type Change = Box<dyn for<'t> FnOnce(&'t mut Turn) -> Boxed<'t, (bool, Deliver)> + Send>;

/// Takes changes and commits them.
pub struct Writer {
    changes: Mutex<Option<mpsc::Sender<Change>>>,
    ended: Mutex<Option<oneshot::Receiver<()>>>,
    latest: watch::Receiver<i64>,
    people: Arc<AtomicU64>,
    sender: mpsc::WeakSender<Change>,
}

/// What a change works with while it is its turn: the connection, and the log rows that it adds.
pub struct Turn {
    connection: Connection,
    seq: i64,
    hash: String,
    written: Vec<Json>,
    /// Rows of the log that are added with the commit, all at once: nothing reads them before.
    logged: Vec<Logged>,
    /// Whether somebody, a token or a session was added, changed or taken away.
    people: bool,
    /// Whether a savepoint of the change before is still there.
    marked: bool,
    now: String,
}

impl Writer {
    pub(super) async fn start(
        mut connection: Connection,
        database: Database,
        durability: Durability,
    ) -> Result<Self, StoreError> {
        let (tell, latest) = watch::channel(connection.number("SELECT seq FROM head", &[]).await?);
        let (sender, changes) = mpsc::channel(QUEUE);
        let people = Arc::<AtomicU64>::default();
        let weak = sender.downgrade();
        let work = Work {
            connection: Some(connection),
            database,
            durability,
            tell,
            people: Arc::clone(&people),
        };
        let (tell_end, ended) = oneshot::channel();
        let runtime = runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(no_thread)?;
        let thread = move || {
            runtime.block_on(work.run(changes));
            // Nobody waits for it unless the store is closed.
            let _ = tell_end.send(());
        };
        let named = std::thread::Builder::new().name("writer".to_owned());
        named.spawn(thread).map_err(no_thread)?;
        Ok(Self {
            ended: Mutex::new(Some(ended)),
            changes: Mutex::new(Some(sender)),
            latest,
            people,
            sender: weak,
        })
    }

    pub(super) fn latest(&self) -> watch::Receiver<i64> {
        self.latest.clone()
    }

    /// How often this writer has changed who may do what, before whoever asked for it was answered.
    pub fn changes_of_people(&self) -> u64 {
        self.people.load(Ordering::Acquire)
    }

    /// Runs a change and answers once it is on the disk, or says why it is not.
    ///
    /// The outer error is the store's; the inner one is the change's own refusal, after which nothing of it stays.
    ///
    /// # Errors
    /// If the change could not be committed.
    pub async fn write<T, E, F>(&self, change: F) -> Result<Result<T, E>, StoreError>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: for<'t> FnOnce(&'t mut Turn) -> Boxed<'t, Result<T, E>> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let change: Change = Box::new(move |turn| {
            Box::pin(async move {
                let outcome = change(turn).await;
                let stays = outcome.is_ok();
                let deliver: Deliver = Box::new(move |committed| {
                    // Whoever asked may have gone away; the change stays nevertheless.
                    let _ = answer.send(committed.map(|()| outcome));
                });
                (stays, deliver)
            })
        });
        let sender = self.sender.upgrade().ok_or(StoreError::Busy)?;
        sender.try_send(change).map_err(|_| StoreError::Busy)?;
        drop(sender);
        answered.await.map_err(|_| StoreError::Busy)?
    }

    /// Takes no further change, finishes those that wait, and closes the connection.
    pub(super) async fn stop(&self) {
        self.changes.lock().await.take();
        if let Some(ended) = self.ended.lock().await.take() {
            // A thread that panicked has nothing left to finish.
            let _ = ended.await;
        }
    }
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "`map_err` hands the error over and takes this as it is"
)]
fn no_thread(error: std::io::Error) -> StoreError {
    StoreError::Unfit(format!("no thread can be started to write: {}", error.kind()))
}

/// What is known of the group before.
#[derive(Clone, Copy, Default)]
struct Last {
    size: usize,
    took: Duration,
}

impl Last {
    /// Whoever was answered last asks again soon. To wait a little for them makes groups larger and flushes fewer: until
    /// half as many again are there as last time, and at most half as long as that group took. A change that comes alone
    /// after one that came alone waits for nothing.
    fn wait_for_more(self, changes: &mut mpsc::Receiver<Change>, group: &mut Vec<Change>) {
        const LOOK: Duration = Duration::from_micros(50);
        const LONGEST: Duration = Duration::from_millis(5);
        let enough = (self.size + self.size / 2).min(GROUP);
        let end = Instant::now() + (self.took / 2).min(LONGEST);
        while group.len() < enough && Instant::now() < end {
            match changes.try_recv() {
                Ok(change) => group.push(change),
                // Nothing else runs on this thread.
                Err(TryRecvError::Empty) => std::thread::sleep(LOOK),
                Err(TryRecvError::Disconnected) => return,
            }
        }
    }
}

struct Work {
    connection: Option<Connection>,
    database: Database,
    durability: Durability,
    tell: watch::Sender<i64>,
    people: Arc<AtomicU64>,
}

impl Work {
    async fn run(mut self, mut changes: mpsc::Receiver<Change>) {
        let mut group = Vec::with_capacity(GROUP);
        let mut last = Last::default();
        while changes.recv_many(&mut group, GROUP).await > 0 {
            last.wait_for_more(&mut changes, &mut group);
            let (size, began) = (group.len(), Instant::now());
            self.group(&mut group).await;
            last = Last {
                size,
                took: began.elapsed(),
            };
        }
        if let Some(connection) = self.connection.take() {
            // The file is complete without it; a clean close only saves the next start some work.
            let _ = connection.close().await;
        }
    }

    async fn group(&mut self, group: &mut Vec<Change>) {
        let connection = match self.connection.take() {
            Some(connection) => connection,
            None => match connect(&self.database, self.durability).await {
                Ok(connection) => connection,
                Err(error) => {
                    tracing::error!(cause = %error, "the database cannot be opened");
                    // Whoever waits hears of it: the change is dropped, and with it the way to answer.
                    group.clear();
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    return;
                }
            },
        };
        let mut turn = match Turn::begin(connection, &self.database).await {
            Ok(turn) => turn,
            Err(error) => {
                tracing::error!(cause = %error, "a transaction cannot begin");
                group.clear();
                return;
            }
        };
        let mut delivers = Vec::with_capacity(group.len());
        let mut sound = true;
        for change in group.drain(..) {
            if !sound {
                break;
            }
            match turn.run(change).await {
                Ok(deliver) => delivers.push(deliver),
                Err(error) => {
                    tracing::error!(cause = %error, "a change cannot be set apart");
                    sound = false;
                }
            }
        }
        let people = turn.people;
        let committed = if sound {
            turn.commit().await
        } else {
            Err(StoreError::Busy)
        };
        match committed {
            Ok((connection, seq)) => {
                self.connection = Some(connection);
                if people {
                    self.people.fetch_add(1, Ordering::Release);
                }
                for deliver in delivers {
                    deliver(Ok(()));
                }
                self.tell.send_replace(seq);
            }
            Err(error) => {
                tracing::error!(cause = %error, "a commit failed; its changes are refused");
                for deliver in delivers {
                    deliver(Err(StoreError::Busy));
                }
            }
        }
    }
}

impl Turn {
    async fn begin(mut connection: Connection, database: &Database) -> Result<Self, StoreError> {
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

    async fn run(&mut self, change: Change) -> Result<Deliver, StoreError> {
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

    async fn commit(mut self) -> Result<(Connection, i64), StoreError> {
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
