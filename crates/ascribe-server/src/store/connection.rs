//! One connection to either database: statements with values in, rows of values out.
//!
//! SQLite works on the thread that asks: its answers are ready when the future is polled first, so that a change of ten
//! statements costs no switch of threads. PostgreSQL is waited for.

use std::borrow::Cow;
use std::fmt;
use std::ops::{Deref, DerefMut};

use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{OpenFlags, ToSql};
use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgArguments, PgRow};
use sqlx::query::Query;
use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection, Postgres, Row as _, TypeInfo as _};

use super::StoreError;
use super::values::{self, Field, Table, Value};

/// A statement. One that stands in the program is prepared once for a connection; one put together is prepared each time.
/// No value ever becomes part of one.
pub type Sql = Cow<'static, str>;

/// What a statement gave: the values of its columns, in order.
#[derive(Debug)]
pub struct Row(Vec<Value>);

impl Row {
    /// What stands in column `index`.
    ///
    /// # Errors
    /// If that is something else, or there is no such column.
    pub fn get<F: Field>(&self, index: usize) -> Result<F, StoreError> {
        F::of(self.0.get(index).unwrap_or(&Value::Nothing))
    }

    /// All values.
    pub fn values(&self) -> &[Value] {
        &self.0
    }
}

/// An open connection.
pub enum Connection {
    /// To a file.
    Sqlite(rusqlite::Connection),
    /// To a server of databases.
    Postgres(Lent),
}

/// A connection to PostgreSQL.
pub enum Lent {
    /// One of its own.
    Own(Box<PgConnection>),
    /// One that goes back to others when it is dropped.
    Pooled(PoolConnection<Postgres>),
}

impl Deref for Lent {
    type Target = PgConnection;

    fn deref(&self) -> &PgConnection {
        match self {
            Self::Own(connection) => connection,
            Self::Pooled(connection) => connection,
        }
    }
}

impl DerefMut for Lent {
    fn deref_mut(&mut self) -> &mut PgConnection {
        match self {
            Self::Own(connection) => connection,
            Self::Pooled(connection) => connection,
        }
    }
}

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sqlite(_) => "Sqlite",
            Self::Postgres(_) => "Postgres",
        })
    }
}

/// How many prepared statements a connection keeps; the program has some sixty.
const PREPARED: usize = 128;

impl Connection {
    /// Opens a file, which is there already.
    pub(super) fn to_file(path: &std::path::Path, access: OpenFlags) -> Result<Self, StoreError> {
        let flags = access | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
        let connection = rusqlite::Connection::open_with_flags(path, flags)?;
        connection.set_prepared_statement_cache_capacity(PREPARED);
        // Else SQLite plans a prepared statement anew each time that it is given other values.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        Ok(Self::Sqlite(connection))
    }

    /// Whether it is one to SQLite.
    pub fn is_sqlite(&self) -> bool {
        matches!(self, Self::Sqlite(_))
    }

    /// The rows that a statement gives.
    ///
    /// # Errors
    /// If the database refuses.
    pub async fn rows(&mut self, sql: impl Into<Sql>, values: &[Value]) -> Result<Vec<Row>, StoreError> {
        match self {
            Self::Sqlite(connection) => of_sqlite(connection, &sql.into(), values),
            Self::Postgres(connection) => {
                let rows = query(sql.into(), values).fetch_all(&mut **connection).await?;
                rows.iter().map(of_postgres).collect()
            }
        }
    }

    /// The first row that a statement gives.
    ///
    /// # Errors
    /// If the database refuses.
    pub async fn row(&mut self, sql: impl Into<Sql>, values: &[Value]) -> Result<Option<Row>, StoreError> {
        Ok(self.rows(sql, values).await?.into_iter().next())
    }

    /// The number that a statement gives; 0 if it gives none.
    ///
    /// # Errors
    /// If the database refuses.
    pub async fn number(&mut self, sql: impl Into<Sql>, values: &[Value]) -> Result<i64, StoreError> {
        match self
            .row(sql, values)
            .await?
            .as_ref()
            .and_then(|row| row.0.first())
        {
            None | Some(Value::Nothing) => Ok(0),
            Some(number) => i64::of(number),
        }
    }

    /// Carries a statement out; gives how many rows it changed.
    ///
    /// # Errors
    /// If the database refuses.
    pub async fn execute(&mut self, sql: impl Into<Sql>, values: &[Value]) -> Result<u64, StoreError> {
        match self {
            Self::Sqlite(connection) => {
                of_sqlite(connection, &sql.into(), values)?;
                Ok(connection.changes())
            }
            Self::Postgres(connection) => {
                let done = query(sql.into(), values).execute(&mut **connection).await?;
                Ok(done.rows_affected())
            }
        }
    }

    /// Carries statements without values out, one after the other: to PostgreSQL on one way to the server and back.
    ///
    /// # Errors
    /// If the database refuses one.
    pub async fn all(&mut self, statements: &[&'static str]) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(connection) => {
                for statement in statements {
                    connection.prepare_cached(statement)?.raw_execute()?;
                }
            }
            Self::Postgres(connection) => {
                let script = AssertSqlSafe(statements.join("; "));
                (**connection).execute(sqlx::raw_sql(script)).await?;
            }
        }
        Ok(())
    }

    /// Adds rows to a table: to PostgreSQL many with one statement, since each is a way to the server and back.
    ///
    /// # Errors
    /// If the database refuses one.
    pub async fn insert(&mut self, table: &Table, rows: &[Vec<Value>]) -> Result<(), StoreError> {
        /// PostgreSQL takes 65,535 values a statement; fewer are as fast.
        const ROWS: usize = 100;
        if self.is_sqlite() {
            for row in rows {
                self.execute(table.sql.insert, row).await?;
            }
            return Ok(());
        }
        for rows in rows.chunks(ROWS) {
            self.execute(values::insert_many(table, rows.len()), &rows.concat())
                .await?;
        }
        Ok(())
    }

    /// All rows of a table after a key, in order of the key, at most [`PAGE`](values::PAGE).
    pub(crate) async fn page(
        &mut self,
        table: &Table,
        after: &[Value],
    ) -> Result<Vec<Vec<Value>>, StoreError> {
        let rows = self.rows(table.sql.page, after).await?;
        rows.into_iter()
            .map(|row| values::checked(table, row.0))
            .collect()
    }

    /// Ends it in good order.
    ///
    /// # Errors
    /// If the database cannot.
    pub async fn close(self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(connection) => connection.close().map_err(|(_, error)| error.into()),
            Self::Postgres(Lent::Own(connection)) => Ok(connection.close().await?),
            Self::Postgres(Lent::Pooled(_)) => Ok(()),
        }
    }
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Integer(number) => ValueRef::Integer(*number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Nothing => ValueRef::Null,
        }))
    }
}

fn of_sqlite(connection: &rusqlite::Connection, sql: &Sql, values: &[Value]) -> Result<Vec<Row>, StoreError> {
    match sql {
        Cow::Borrowed(sql) => run(&mut *connection.prepare_cached(sql)?, values),
        Cow::Owned(sql) => run(&mut connection.prepare(sql)?, values),
    }
}

/// SQLite counts `$2` by where it stands first in the statement, and not by its number.
fn run(statement: &mut rusqlite::Statement<'_>, values: &[Value]) -> Result<Vec<Row>, StoreError> {
    for place in 1..=statement.parameter_count() {
        let name = statement
            .parameter_name(place)
            .and_then(|name| name.strip_prefix('$'));
        let number = name.and_then(|name| name.parse::<usize>().ok()).unwrap_or(place);
        statement.raw_bind_parameter(place, values.get(number - 1).unwrap_or(&Value::Nothing))?;
    }
    let columns = statement.column_count();
    let mut found = Vec::new();
    let mut rows = statement.raw_query();
    while let Some(row) = rows.next()? {
        let values = (0..columns).map(|index| {
            Ok(match row.get_ref(index)? {
                ValueRef::Null => Value::Nothing,
                ValueRef::Integer(number) => Value::Integer(number),
                ValueRef::Text(text) => {
                    Value::Text(String::from_utf8(text.to_owned()).map_err(|_| damaged())?)
                }
                ValueRef::Real(_) | ValueRef::Blob(_) => return Err(damaged()),
            })
        });
        found.push(Row(values.collect::<Result<_, StoreError>>()?));
    }
    Ok(found)
}

/// A row that no program of ours has written.
pub(super) fn damaged() -> StoreError {
    StoreError::Unfit(
        "a row of the database holds something else than it should; see `ascribe db verify`".to_owned(),
    )
}

fn query(sql: Sql, values: &[Value]) -> Query<'static, Postgres, PgArguments> {
    let query = match sql {
        Cow::Borrowed(sql) => sqlx::query(sql),
        Cow::Owned(sql) => sqlx::query(AssertSqlSafe(sql)).persistent(false),
    };
    values.iter().fold(query, |query, value| match value {
        Value::Integer(number) => query.bind(*number),
        Value::Text(text) => query.bind(text.clone()),
        Value::Nothing => query.bind(None::<String>),
    })
}

fn of_postgres(row: &PgRow) -> Result<Row, StoreError> {
    let values = row.columns().iter().enumerate().map(|(index, column)| {
        use sqlx::Column as _;
        Ok(match column.type_info().name() {
            "INT8" => row
                .try_get::<Option<i64>, _>(index)?
                .map_or(Value::Nothing, Value::Integer),
            "INT4" => {
                let number = row.try_get::<Option<i32>, _>(index)?;
                number.map_or(Value::Nothing, |number| Value::Integer(number.into()))
            }
            _ => row
                .try_get::<Option<String>, _>(index)?
                .map_or(Value::Nothing, Value::Text),
        })
    });
    Ok(Row(values.collect::<Result<_, StoreError>>()?))
}
