//! What a newsroom decided, kept so that an answer given is never lost.
//!
//! One set of statements serves a SQLite file and a PostgreSQL database. All changes go through one writer, which
//! commits those that arrive together at once and answers after the commit; reads have a pool of their own. Every change
//! stands in a chained log with the digests of the rows that it wrote, so that [`verify`] finds a changed row wherever
//! it is.

pub mod backup;
pub mod connection;
pub mod migrations;
mod readers;
pub mod records;
pub mod transfer;
pub mod turn;
pub mod upkeep;
pub mod values;
pub mod verify;
pub mod writer;

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr as _;
use std::sync::Arc;

use futures_util::FutureExt as _;
use rusqlite::OpenFlags;
use sqlx::ConnectOptions as _;
use sqlx::postgres::PgConnectOptions;
use tokio::sync::watch;

use connection::{Connection, Lent, Row, Sql};
use readers::Readers;
use values::{Record, Table, Value};
use writer::Writer;

/// Which database holds the newsroom's state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Database {
    /// The file `ascribe.db` in a folder.
    Folder(PathBuf),
    /// A PostgreSQL database by its URL.
    Postgres(String),
}

/// Why the store cannot do what it was asked. Neither SQL nor what stands in a row is part of the message.
#[derive(Debug)]
pub enum StoreError {
    /// SQLite refused, or the file could not be opened.
    Sqlite(rusqlite::Error),
    /// PostgreSQL refused or could not be reached.
    Postgres(sqlx::Error),
    /// A file or folder could not be made or read.
    File(PathBuf, std::io::Error),
    /// The database is not as it has to be; says what and what to do.
    Unfit(String),
    /// The writer is stopping or has too much to do.
    Busy,
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(error) => {
                let code = error.sqlite_error().map(|error| error.extended_code);
                write!(
                    f,
                    "the database refused a statement (code {})",
                    code.unwrap_or_default()
                )
            }
            Self::Postgres(sqlx::Error::Database(error)) => write!(
                f,
                "the database refused a statement (code {})",
                error.code().as_deref().unwrap_or("unknown")
            ),
            Self::Postgres(sqlx::Error::Io(error)) => {
                write!(f, "the database cannot be reached: {}", error.kind())
            }
            Self::Postgres(sqlx::Error::PoolTimedOut) => {
                write!(f, "no connection to the database came free in time")
            }
            Self::Postgres(sqlx::Error::Tls(_)) => write!(
                f,
                "connections to the database are not encrypted by ascribe: take `sslmode` out of its URL, and reach it \
                 by a socket or a tunnel"
            ),
            Self::Postgres(_) => write!(f, "the database could not do what it was asked"),
            Self::File(path, error) => write!(f, "{}: {error}", path.display()),
            Self::Unfit(message) => write!(f, "{message}"),
            Self::Busy => write!(f, "the store has too much to do"),
        }
    }
}

impl std::error::Error for StoreError {}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        Self::Postgres(error)
    }
}

/// How hard SQLite works for an answer to survive a power cut. Anything but [`Full`](Durability::Full) is there for the
/// test that has to see it lose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Durability {
    /// Every commit is on the disk before it is answered.
    #[default]
    Full,
    /// Commits may be lost in a power cut.
    Normal,
}

/// The open store.
#[derive(Clone)]
pub struct Store {
    readers: Arc<Readers>,
    writer: Arc<Writer>,
    database: Arc<Database>,
}

impl Store {
    /// Opens the database, makes it if it is a folder without one, and brings its tables up to date.
    ///
    /// # Errors
    /// If it cannot be opened, is newer than this program, or does not take the settings that keep answers safe.
    pub async fn open(database: &Database) -> Result<Self, StoreError> {
        Self::open_with(database, Durability::Full).await
    }

    /// As [`open`](Self::open), with less care on request.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub async fn open_with(database: &Database, durability: Durability) -> Result<Self, StoreError> {
        if let Database::Folder(folder) = database {
            make_private(folder)?;
            make_private_file(&file(folder))?;
        }
        let mut first = connect(database, durability).await?;
        migrations::run(&mut first, database).await?;
        if let Database::Folder(folder) = database {
            check_settings(&mut first, durability).await?;
            close_to_others(&file(folder))?;
        }
        let readers = Readers::open(database, durability).await?;
        let writer = Writer::start(first, database.clone(), durability).await?;
        Ok(Self {
            readers: Arc::new(readers),
            writer: Arc::new(writer),
            database: Arc::new(database.clone()),
        })
    }

    /// A connection of its own, for what reads everything.
    ///
    /// # Errors
    /// If the database cannot be opened.
    pub async fn connection(database: &Database, durability: Durability) -> Result<Connection, StoreError> {
        connect(database, durability).await
    }

    /// Where the rows are.
    pub fn database(&self) -> &Database {
        &self.database
    }

    /// The one that writes.
    pub fn writer(&self) -> &Writer {
        &self.writer
    }

    /// The number of the newest row of the log, as it grows.
    pub fn latest(&self) -> watch::Receiver<i64> {
        self.writer.latest()
    }

    // A file is read on the thread that asks: a row by its key takes some microseconds, less than to hand the work to
    // another thread. What looks through many rows belongs in `search`.

    /// The row with this key.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn get<R: Record>(&self, key: &[Value]) -> Result<Option<R>, StoreError> {
        let rows = self.rows(R::table().sql.one, key).await?;
        rows.first().map(R::of).transpose()
    }

    /// The rows of a statement whose columns begin with those of the record.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn rows(&self, sql: impl Into<Sql>, values: &[Value]) -> Result<Vec<Row>, StoreError> {
        let mut connection = self.readers.lend().await?;
        let rows = connection.rows(sql, values).await;
        self.readers.take_back(connection);
        rows
    }

    /// As [`rows`](Self::rows), for a statement that may look through whole tables: a file is read on a thread that may
    /// take its time.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn search(&self, sql: impl Into<Sql>, values: Vec<Value>) -> Result<Vec<Row>, StoreError> {
        let sql = sql.into();
        let mut connection = self.readers.lend().await?;
        if !connection.is_sqlite() {
            return connection.rows(sql, &values).await;
        }
        let readers = Arc::clone(&self.readers);
        let searched = tokio::task::spawn_blocking(move || {
            let rows = connection.rows(sql, &values).now_or_never();
            readers.take_back(connection);
            rows.unwrap_or(Err(StoreError::Busy))
        });
        searched.await.map_err(|_| StoreError::Busy)?
    }

    /// The number that a statement gives; 0 if it gives none.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn number(&self, sql: &'static str, values: &[Value]) -> Result<i64, StoreError> {
        let mut connection = self.readers.lend().await?;
        let number = connection.number(sql, values).await;
        self.readers.take_back(connection);
        number
    }

    /// Ends the writer after what it has begun, then closes all connections.
    pub async fn close(&self) {
        self.writer.stop().await;
        self.readers.close().await;
    }
}

/// The database file in its folder.
pub fn file(folder: &Path) -> PathBuf {
    folder.join("ascribe.db")
}

/// A key before every other of the table.
pub(crate) fn before_all(table: &Table) -> Vec<Value> {
    let columns = &table.columns[..table.key];
    columns
        .iter()
        .map(|(_, kind)| match kind {
            values::Kind::Integer => Value::Integer(i64::MIN),
            _ => Value::Text(String::new()),
        })
        .collect()
}

/// A connection to a database file that nobody changes, such as a backup.
pub(crate) fn connect_to_copy(file: &Path) -> Result<Connection, StoreError> {
    let url = format!("file:{}?immutable=1", encoded(file)?);
    Connection::to_file(Path::new(&url), OpenFlags::SQLITE_OPEN_READ_ONLY)
}

/// One connection with its settings.
pub(crate) async fn connect(database: &Database, durability: Durability) -> Result<Connection, StoreError> {
    match database {
        Database::Folder(folder) => {
            let access = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
            let mut connection = Connection::to_file(&file(folder), access)?;
            set_up(&mut connection, durability).await?;
            Ok(connection)
        }
        Database::Postgres(url) => {
            let connection = postgres_options(url)?.connect().await?;
            Ok(Connection::Postgres(Lent::Own(Box::new(connection))))
        }
    }
}

fn postgres_options(url: &str) -> Result<PgConnectOptions, StoreError> {
    // A statement in a log would show what stands in a row.
    Ok(PgConnectOptions::from_str(url)?.disable_statement_logging())
}

/// The path as part of a URL.
fn encoded(path: &Path) -> Result<String, StoreError> {
    let text = path
        .to_str()
        .ok_or_else(|| StoreError::Unfit("the path of a backup has to be UTF-8".to_owned()))?;
    Ok(text.replace('%', "%25").replace('?', "%3f").replace('#', "%23"))
}

async fn set_up(connection: &mut Connection, durability: Durability) -> Result<(), StoreError> {
    let synchronous = match durability {
        Durability::Full => "PRAGMA synchronous = FULL",
        Durability::Normal => "PRAGMA synchronous = NORMAL",
    };
    for pragma in [
        "PRAGMA busy_timeout = 5000",
        "PRAGMA journal_mode = WAL",
        synchronous,
        "PRAGMA foreign_keys = ON",
        "PRAGMA trusted_schema = OFF",
        "PRAGMA cell_size_check = ON",
        // What is sorted or set aside for a savepoint is text of articles too, and has no business in a file.
        "PRAGMA temp_store = MEMORY",
    ] {
        connection.execute(pragma, &[]).await?;
    }
    Ok(())
}

/// Reads the settings back: a file system without shared memory, for instance, silently refuses WAL.
async fn check_settings(connection: &mut Connection, durability: Durability) -> Result<(), StoreError> {
    let full = if durability == Durability::Full { 2 } else { 1 };
    for (pragma, wanted) in [
        ("PRAGMA journal_mode", Value::from("wal")),
        ("PRAGMA synchronous", full.into()),
        ("PRAGMA foreign_keys", 1.into()),
        ("PRAGMA trusted_schema", 0.into()),
        ("PRAGMA cell_size_check", 1.into()),
    ] {
        let found = connection.row(pragma, &[]).await?;
        if found.as_ref().map(Row::values) != Some(std::slice::from_ref(&wanted)) {
            return Err(StoreError::Unfit(format!(
                "{pragma} is not {wanted:?}; is the data folder on a network file system?"
            )));
        }
    }
    Ok(())
}

/// The folder for the database, for its owner alone.
fn make_private(folder: &Path) -> Result<(), StoreError> {
    use std::os::unix::fs::DirBuilderExt as _;
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
        .map_err(|error| StoreError::File(folder.to_owned(), error))
}

/// An empty file that SQLite then makes a database of: made by SQLite, others could read it for a moment.
fn make_private_file(file: &Path) -> Result<(), StoreError> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let made = std::fs::OpenOptions::new()
        .append(true)
        .create(true)
        .mode(0o600)
        .open(file);
    made.map(drop)
        .map_err(|error| StoreError::File(file.to_owned(), error))
}

/// A database that others may read is closed to them, with what belongs to it.
fn close_to_others(file: &Path) -> Result<(), StoreError> {
    use std::os::unix::fs::PermissionsExt as _;
    for suffix in ["", "-wal", "-shm"] {
        let mut path = file.as_os_str().to_owned();
        path.push(suffix);
        let path = PathBuf::from(path);
        if path.exists() {
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600))
                .map_err(|error| StoreError::File(path.clone(), error))?;
        }
    }
    Ok(())
}
