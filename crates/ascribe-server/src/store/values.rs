//! Rows as lists of numbers and texts, the same in SQLite and in PostgreSQL.
//!
//! Every table that holds something of the newsroom's is described once, by its record. From the description come the
//! statements that write a row, its digest in the audit log, its line in an export, and its check by `verify`; so a table
//! cannot be forgotten in one of them.

use std::fmt::Write as _;
use std::sync::LazyLock;

use serde_json::Value as Json;
use sha2::{Digest, Sha256};

use super::StoreError;
use super::connection::{Row, damaged};

/// What stands in one column.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// A number.
    Integer(i64),
    /// A text.
    Text(String),
    /// No text.
    Nothing,
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

/// What may stand in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A number.
    Integer,
    /// A text.
    Text,
    /// A text or none.
    Optional,
}

/// A table: its name, its columns, and how many of the first are its key.
#[derive(Debug)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// Its columns in order, the key first.
    pub columns: &'static [(&'static str, Kind)],
    /// How many columns make the key.
    pub key: usize,
    /// The statements made from the above.
    pub sql: LazyLock<Statements>,
}

/// The statements of one table.
#[derive(Debug)]
pub struct Statements {
    /// Adds a row; a second one of the same key is an error.
    pub insert: &'static str,
    /// Adds a row or puts it in the place of the one with its key.
    pub replace: &'static str,
    /// Takes the row of a key away.
    pub delete: &'static str,
    /// The row of a key.
    pub one: &'static str,
    /// All rows after a key, in order of the key, at most [`PAGE`].
    pub page: &'static str,
    /// The columns, with commas.
    pub columns: &'static str,
}

/// How many rows [`Statements::page`] gives.
pub const PAGE: usize = 200;

impl Statements {
    /// Writes the statements of a table; they live as long as the program, as its tables do.
    pub fn of(name: &str, columns: &[(&str, Kind)], key: usize) -> Self {
        let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
        let list = names.join(", ");
        let keys = names[..key].join(", ");
        let places = (1..=names.len()).fold(String::new(), |mut places, number| {
            let comma = if number > 1 { ", " } else { "" };
            write!(places, "{comma}${number}").expect("a String takes all");
            places
        });
        let equal = (1..=key)
            .map(|number| format!("{} = ${number}", names[number - 1]))
            .collect::<Vec<_>>()
            .join(" AND ");
        let after = (1..=key)
            .map(|number| format!("${number}"))
            .collect::<Vec<_>>()
            .join(", ");
        let update = names[key..]
            .iter()
            .map(|name| format!("{name} = excluded.{name}"))
            .collect::<Vec<_>>()
            .join(", ");
        let kept = |text: String| -> &'static str { Box::leak(text.into_boxed_str()) };
        Self {
            insert: kept(format!("INSERT INTO {name} ({list}) VALUES ({places})")),
            replace: kept(format!(
                "INSERT INTO {name} ({list}) VALUES ({places}) ON CONFLICT ({keys}) DO UPDATE SET {update}"
            )),
            delete: kept(format!("DELETE FROM {name} WHERE {equal}")),
            one: kept(format!("SELECT {list} FROM {name} WHERE {equal}")),
            page: kept(format!(
                "SELECT {list} FROM {name} WHERE ({keys}) > ({after}) ORDER BY {keys} LIMIT {PAGE}"
            )),
            columns: kept(list),
        }
    }
}

/// The statement that adds `rows` rows to a table.
pub fn insert_many(table: &Table, rows: usize) -> String {
    let width = table.columns.len();
    let mut sql = format!("INSERT INTO {} ({}) VALUES ", table.name, table.sql.columns);
    for row in 0..rows {
        sql.push_str(if row == 0 { "(" } else { ", (" });
        for column in 1..=width {
            let comma = if column == 1 { "" } else { ", " };
            write!(sql, "{comma}${}", row * width + column).expect("a String takes all");
        }
        sql.push(')');
    }
    sql
}

/// A row of a table as a plain struct.
pub trait Record: Sized {
    /// Where it stands.
    fn table() -> &'static Table;
    /// Its columns in order.
    fn values(&self) -> Vec<Value>;
    /// The record in a row that begins with its columns.
    ///
    /// # Errors
    /// If a column holds something else than it should.
    fn of(row: &Row) -> Result<Self, StoreError>;
}

/// What a field of a record can be.
pub trait Field: Sized {
    /// What its column holds.
    const KIND: Kind;
    /// Its value.
    fn value(&self) -> Value;
    /// The field that a column holds.
    ///
    /// # Errors
    /// If the column holds something else.
    fn of(value: &Value) -> Result<Self, StoreError>;
}

impl Field for i64 {
    const KIND: Kind = Kind::Integer;

    fn value(&self) -> Value {
        Value::Integer(*self)
    }

    fn of(value: &Value) -> Result<Self, StoreError> {
        match value {
            Value::Integer(number) => Ok(*number),
            _ => Err(damaged()),
        }
    }
}

impl Field for String {
    const KIND: Kind = Kind::Text;

    fn value(&self) -> Value {
        Value::Text(self.clone())
    }

    fn of(value: &Value) -> Result<Self, StoreError> {
        match value {
            Value::Text(text) => Ok(text.clone()),
            _ => Err(damaged()),
        }
    }
}

impl Field for Option<String> {
    const KIND: Kind = Kind::Optional;

    fn value(&self) -> Value {
        self.clone().map_or(Value::Nothing, Value::Text)
    }

    fn of(value: &Value) -> Result<Self, StoreError> {
        match value {
            Value::Text(text) => Ok(Some(text.clone())),
            Value::Nothing => Ok(None),
            Value::Integer(_) => Err(damaged()),
        }
    }
}

/// The values of a row of `table`, if they are what the table says.
pub(super) fn checked(table: &Table, values: Vec<Value>) -> Result<Vec<Value>, StoreError> {
    let fits = |(value, (_, kind)): (&Value, &(&str, Kind))| match value {
        Value::Integer(_) => *kind == Kind::Integer,
        Value::Text(_) => *kind != Kind::Integer,
        Value::Nothing => *kind == Kind::Optional,
    };
    if values.len() == table.columns.len() && values.iter().zip(table.columns).all(fits) {
        Ok(values)
    } else {
        Err(damaged())
    }
}

/// `values` as a JSON array on one line: the canonical form that digests are taken of and exports hold.
pub fn canonical(values: &[Value]) -> String {
    Json::Array(values.iter().map(json).collect()).to_string()
}

fn json(value: &Value) -> Json {
    match value {
        Value::Integer(number) => Json::from(*number),
        Value::Text(text) => Json::from(text.as_str()),
        Value::Nothing => Json::Null,
    }
}

/// The values that [`canonical`] wrote, if they fit `table`.
pub fn parse(table: &Table, array: &[Json]) -> Option<Vec<Value>> {
    if array.len() != table.columns.len() {
        return None;
    }
    let columns = table.columns.iter().zip(array);
    columns
        .map(|((_, kind), json)| match (kind, json) {
            (Kind::Integer, Json::Number(number)) => number.as_i64().map(Value::Integer),
            (Kind::Text | Kind::Optional, Json::String(text)) => Some(Value::Text(text.clone())),
            (Kind::Optional, Json::Null) => Some(Value::Nothing),
            _ => None,
        })
        .collect()
}

/// The SHA-256 of the canonical form, in hexadecimal digits.
pub fn digest(values: &[Value]) -> String {
    hex(&Sha256::digest(canonical(values).as_bytes()))
}

/// `bytes` in hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    let mut hex = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        write!(hex, "{byte:02x}").expect("a String takes all");
    }
    hex
}

/// Declares records: structs whose fields are the columns of a table of the same name, the key first.
macro_rules! records {
    ($(#[$list_doc:meta])* fn $list:ident; $($(#[$doc:meta])* $record:ident in $table:literal, key $key:literal { $($(#[$about:meta])* $field:ident: $kind:ty,)+ })+) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Debug, PartialEq, Eq)]
            pub struct $record {
                $($(#[$about])* pub $field: $kind,)+
            }

            impl Record for $record {
                fn table() -> &'static Table {
                    static COLUMNS: &[(&str, Kind)] = &[$((stringify!($field), <$kind as Field>::KIND)),+];
                    static TABLE: Table = Table {
                        name: $table,
                        columns: COLUMNS,
                        key: $key,
                        sql: LazyLock::new(|| Statements::of($table, COLUMNS, $key)),
                    };
                    &TABLE
                }

                fn values(&self) -> Vec<Value> {
                    vec![$(Field::value(&self.$field)),+]
                }

                fn of(row: &Row) -> Result<Self, StoreError> {
                    let mut index = 0..;
                    Ok(Self {
                        $($field: row.get(index.next().unwrap_or_default())?,)+
                    })
                }
            }
        )+

        $(#[$list_doc])*
        pub fn $list() -> Vec<&'static Table> {
            vec![$($record::table()),+]
        }
    };
}
pub(crate) use records;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_name_keys_and_columns() {
        let columns = &[("a", Kind::Integer), ("b", Kind::Text), ("c", Kind::Optional)];
        let sql = Statements::of("t", columns, 2);
        assert_eq!(
            sql.replace,
            "INSERT INTO t (a, b, c) VALUES ($1, $2, $3) ON CONFLICT (a, b) DO UPDATE SET c = excluded.c"
        );
        assert_eq!(sql.delete, "DELETE FROM t WHERE a = $1 AND b = $2");
        assert_eq!(
            sql.page,
            "SELECT a, b, c FROM t WHERE (a, b) > ($1, $2) ORDER BY a, b LIMIT 200"
        );
    }

    #[test]
    fn the_canonical_form_tells_rows_apart_and_is_read_back() {
        static COLUMNS: &[(&str, Kind)] = &[("a", Kind::Integer), ("b", Kind::Text), ("c", Kind::Optional)];
        let values = [
            Value::Integer(7),
            Value::Text("“a”,\n\"b\"".into()),
            Value::Nothing,
        ];
        let text = canonical(&values);
        assert_eq!(text, "[7,\"“a”,\\n\\\"b\\\"\",null]");
        let table = Table {
            name: "t",
            columns: COLUMNS,
            key: 1,
            sql: LazyLock::new(|| Statements::of("t", COLUMNS, 1)),
        };
        let array: Vec<Json> = serde_json::from_str(&text).expect("JSON");
        assert_eq!(parse(&table, &array).expect("fits"), values);
        assert!(parse(&table, &array[..2]).is_none());
        assert_ne!(digest(&values), digest(&values[..2]));
    }
}
