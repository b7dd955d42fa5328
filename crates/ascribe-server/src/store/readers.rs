//! Connections for reads, as many as read at the same time.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rusqlite::OpenFlags;
use sqlx::PgPool;
use sqlx::postgres::PgPoolOptions;

use super::connection::{Connection, Lent};
use super::{Database, Durability, StoreError, file, postgres_options, set_up};

/// How many connections to PostgreSQL are open at most.
const MOST: u32 = 8;

/// Lends connections.
pub(super) enum Readers {
    /// Connections to a file that nobody uses just now; none are lent after the end.
    File {
        idle: Mutex<Option<Vec<Connection>>>,
        database: Database,
        durability: Durability,
    },
    /// Connections to a server of databases.
    Server(PgPool),
}

impl Readers {
    /// Makes the first connection, to see that there can be one.
    pub(super) async fn open(database: &Database, durability: Durability) -> Result<Self, StoreError> {
        let readers = match database {
            Database::Folder(_) => Self::File {
                idle: Mutex::new(Some(Vec::new())),
                database: database.clone(),
                durability,
            },
            Database::Postgres(url) => Self::Server(
                PgPoolOptions::new()
                    .max_connections(MOST)
                    .acquire_timeout(Duration::from_secs(10))
                    .connect_with(postgres_options(url)?)
                    .await?,
            ),
        };
        let first = readers.lend().await?;
        readers.take_back(first);
        Ok(readers)
    }

    /// A connection, to be given back.
    pub(super) async fn lend(&self) -> Result<Connection, StoreError> {
        match self {
            Self::File {
                idle,
                database,
                durability,
            } => {
                let known = idle.lock().unwrap_or_else(PoisonError::into_inner);
                let known = { known }.as_mut().ok_or(StoreError::Busy)?.pop();
                match known {
                    Some(connection) => Ok(connection),
                    None => reading(database, *durability).await,
                }
            }
            Self::Server(pool) => Ok(Connection::Postgres(Lent::Pooled(pool.acquire().await?))),
        }
    }

    /// Keeps a connection for whoever reads next.
    pub(super) fn take_back(&self, connection: Connection) {
        if let Self::File { idle, .. } = self
            && let Some(idle) = idle.lock().unwrap_or_else(PoisonError::into_inner).as_mut()
        {
            idle.push(connection);
        }
    }

    /// Closes all connections; those that are lent when they come back.
    pub(super) async fn close(&self) {
        match self {
            Self::File { idle, .. } => drop(idle.lock().unwrap_or_else(PoisonError::into_inner).take()),
            Self::Server(pool) => pool.close().await,
        }
    }
}

async fn reading(database: &Database, durability: Durability) -> Result<Connection, StoreError> {
    let Database::Folder(folder) = database else {
        return Err(StoreError::Busy);
    };
    let mut connection = Connection::to_file(&file(folder), OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    set_up(&mut connection, durability).await?;
    connection.execute("PRAGMA query_only = ON", &[]).await?;
    Ok(connection)
}
