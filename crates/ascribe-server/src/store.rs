//! What a newsroom decided, kept so that an answer given is never lost.
//!
//! One set of statements serves a SQLite file and a PostgreSQL database. All changes go through one writer, which
//! commits those that arrive together at once and answers after the commit; reads have a pool of their own. Every change
//! stands in a chained log with the digests of the rows that it wrote, so that [`verify`] finds a changed row wherever
//! it is.

pub mod backup;
pub mod migrations;
pub mod records;
pub mod transfer;
pub mod upkeep;
pub mod values;
pub mod verify;
pub mod writer;

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr as _;
use std::sync::Arc;
use std::time::Duration;

use sqlx::any::{AnyConnectOptions, AnyPoolOptions, AnyRow};
use sqlx::{AnyConnection, AnyPool, ConnectOptions as _, Connection as _, Row as _, SqlSafeStr};
use tokio::sync::watch;

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
    /// The database refused or could not be reached.
    Database(sqlx::Error),
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
            Self::Database(sqlx::Error::Database(error)) => write!(
                f,
                "the database refused a statement (code {})",
                error.code().as_deref().unwrap_or("unknown")
            ),
            Self::Database(sqlx::Error::Io(error)) => {
                write!(f, "the database cannot be reached: {}", error.kind())
            }
            Self::Database(sqlx::Error::PoolTimedOut) => {
                write!(f, "no connection to the database came free in time")
            }
            Self::Database(sqlx::Error::Tls(_)) => write!(
                f,
                "connections to the database are not encrypted by ascribe: take `sslmode` out of its URL, and reach it \
                 by a socket or a tunnel"
            ),
            Self::Database(_) => write!(f, "the database could not do what it was asked"),
            Self::File(path, error) => write!(f, "{}: {error}", path.display()),
            Self::Unfit(message) => write!(f, "{message}"),
            Self::Busy => write!(f, "the store has too much to do"),
        }
    }
}

impl std::error::Error for StoreError {}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error)
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
    readers: AnyPool,
    writer: Arc<Writer>,
    database: Arc<Database>,
}

/// How long a connection waits for another process's write.
const BUSY_MILLISECONDS: u64 = 5000;

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
        let readers = readers(database, durability).await?;
        let writer = Writer::start(first, database.clone(), durability).await?;
        Ok(Self {
            readers,
            writer: Arc::new(writer),
            database: Arc::new(database.clone()),
        })
    }

    /// A connection of its own, for what reads everything.
    ///
    /// # Errors
    /// If the database cannot be opened.
    pub async fn connection(
        database: &Database,
        durability: Durability,
    ) -> Result<AnyConnection, StoreError> {
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

    /// The pool for reads.
    pub fn readers(&self) -> &AnyPool {
        &self.readers
    }

    /// The number of the newest row of the log, as it grows.
    pub fn latest(&self) -> watch::Receiver<i64> {
        self.writer.latest()
    }

    /// The row with this key.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn get<R: Record>(&self, key: &[Value]) -> Result<Option<R>, StoreError> {
        let query = values::bind(sqlx::query(R::table().sql.one), key);
        let row = query.fetch_optional(&self.readers).await?;
        row.as_ref().map(R::of).transpose()
    }

    /// The rows of a statement whose columns begin with those of the record.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn rows(&self, sql: impl SqlSafeStr, values: &[Value]) -> Result<Vec<AnyRow>, StoreError> {
        Ok(values::bind(sqlx::query(sql), values)
            .fetch_all(&self.readers)
            .await?)
    }

    /// The number that a statement gives; 0 if it gives none.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn number(&self, sql: &'static str, values: &[Value]) -> Result<i64, StoreError> {
        let row = values::bind(sqlx::query(sql), values)
            .fetch_optional(&self.readers)
            .await?;
        Ok(match row {
            Some(row) => row.try_get::<Option<i64>, _>(0)?.unwrap_or(0),
            None => 0,
        })
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

/// A statement put together from parts that stand in this program; no value ever becomes part of one.
pub(crate) fn fixed(sql: String) -> sqlx::AssertSqlSafe<String> {
    sqlx::AssertSqlSafe(sql)
}

/// All rows of a table in order of its key, from one connection.
pub(crate) async fn page(
    connection: &mut AnyConnection,
    table: &Table,
    after: &[Value],
) -> Result<Vec<Vec<Value>>, StoreError> {
    let rows = values::bind(sqlx::query(table.sql.page), after)
        .fetch_all(connection)
        .await?;
    rows.iter().map(|row| values::values(table, row)).collect()
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

async fn readers(database: &Database, durability: Durability) -> Result<AnyPool, StoreError> {
    let sqlite = matches!(database, Database::Folder(_));
    let options = options(database)?;
    Ok(AnyPoolOptions::new()
        .max_connections(8)
        // A file does not hang up; a server of databases may have.
        .test_before_acquire(!sqlite)
        .acquire_timeout(Duration::from_secs(10))
        .after_connect(move |connection, _| {
            Box::pin(async move {
                if sqlite {
                    set_up(connection, durability).await?;
                    sqlx::query("PRAGMA query_only = ON").execute(connection).await?;
                }
                Ok(())
            })
        })
        .connect_with(options)
        .await?)
}

/// A connection to a database file that nobody changes, such as a backup.
pub(crate) async fn connect_to_copy(file: &Path) -> Result<AnyConnection, StoreError> {
    sqlx::any::install_default_drivers();
    let url = format!("sqlite://{}?mode=ro&immutable=1", encoded(file)?);
    let options = AnyConnectOptions::from_str(&url)?.disable_statement_logging();
    Ok(AnyConnection::connect_with(&options).await?)
}

/// One connection with its settings.
pub(crate) async fn connect(
    database: &Database,
    durability: Durability,
) -> Result<AnyConnection, StoreError> {
    let options = options(database)?;
    let mut connection = AnyConnection::connect_with(&options).await?;
    if matches!(database, Database::Folder(_)) {
        set_up(&mut connection, durability).await?;
    }
    Ok(connection)
}

fn options(database: &Database) -> Result<AnyConnectOptions, StoreError> {
    sqlx::any::install_default_drivers();
    let url = match database {
        Database::Folder(folder) => format!("sqlite://{}?mode=rwc", encoded(&file(folder))?),
        Database::Postgres(url) => url.clone(),
    };
    // A statement in a log would show what stands in a row.
    Ok(AnyConnectOptions::from_str(&url)?.disable_statement_logging())
}

/// The path as part of a URL.
fn encoded(path: &Path) -> Result<String, StoreError> {
    let text = path
        .to_str()
        .ok_or_else(|| StoreError::Unfit("the data folder's path has to be UTF-8".to_owned()))?;
    let mut encoded = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '%' => encoded.push_str("%25"),
            '?' => encoded.push_str("%3f"),
            '#' => encoded.push_str("%23"),
            _ => encoded.push(character),
        }
    }
    Ok(encoded)
}

async fn set_up(connection: &mut AnyConnection, durability: Durability) -> Result<(), sqlx::Error> {
    let synchronous = match durability {
        Durability::Full => "PRAGMA synchronous = FULL",
        Durability::Normal => "PRAGMA synchronous = NORMAL",
    };
    sqlx::query(fixed(format!("PRAGMA busy_timeout = {BUSY_MILLISECONDS}")))
        .execute(&mut *connection)
        .await?;
    for pragma in [
        "PRAGMA journal_mode = WAL",
        synchronous,
        "PRAGMA foreign_keys = ON",
        "PRAGMA trusted_schema = OFF",
        "PRAGMA cell_size_check = ON",
    ] {
        sqlx::query(pragma).execute(&mut *connection).await?;
    }
    Ok(())
}

/// Reads the settings back: a file system without shared memory, for instance, silently refuses WAL.
async fn check_settings(connection: &mut AnyConnection, durability: Durability) -> Result<(), StoreError> {
    let full = if durability == Durability::Full { "2" } else { "1" };
    for (pragma, wanted) in [
        ("PRAGMA journal_mode", "wal"),
        ("PRAGMA synchronous", full),
        ("PRAGMA foreign_keys", "1"),
        ("PRAGMA trusted_schema", "0"),
        ("PRAGMA cell_size_check", "1"),
    ] {
        let row = sqlx::query(pragma).fetch_one(&mut *connection).await?;
        let found = row
            .try_get::<i64, _>(0)
            .map(|number| number.to_string())
            .or_else(|_| row.try_get::<String, _>(0))?;
        if found != wanted {
            return Err(StoreError::Unfit(format!(
                "{pragma} is {found} and has to be {wanted}; is the data folder on a network file system?"
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
