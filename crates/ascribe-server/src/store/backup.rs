//! Copies of a database that is in use, and the way back.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufReader, BufWriter, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use super::connection::Connection;
use super::verify::{Report, check, verify};
use super::{Database, Durability, StoreError, connect, connect_to_copy, file, make_private, transfer};

/// Copies a SQLite database in one consistent state to a new file, for its owner alone.
///
/// # Errors
/// If the file exists or cannot be written.
pub async fn copy(connection: &mut Connection, to: &Path) -> Result<(), StoreError> {
    let unfit = || StoreError::Unfit("the path of a backup has to be UTF-8".to_owned());
    let path = to.to_str().ok_or_else(unfit)?;
    private(to).map_err(wrong(to))?;
    connection.execute("VACUUM INTO $1", &[path.into()]).await?;
    File::open(to).and_then(|file| file.sync_all()).map_err(wrong(to))
}

/// Copies a database to a new file: for SQLite a database, which is checked, for PostgreSQL an export of a database that is checked.
///
/// # Errors
/// If the file exists, cannot be written, or is not sound; what was written is then taken away.
pub async fn make(database: &Database, to: &Path) -> Result<(), StoreError> {
    if to.exists() {
        return Err(wrong(to)(io::ErrorKind::AlreadyExists.into()));
    }
    copy_soundly(database, to).await.inspect_err(|_| {
        // What is cut short or not sound must not be taken for a backup.
        let _ = fs::remove_file(to);
    })
}

async fn copy_soundly(database: &Database, to: &Path) -> Result<(), StoreError> {
    let mut connection = connect(database, Durability::Full).await?;
    let report = match database {
        Database::Folder(_) => {
            copy(&mut connection, to).await?;
            check_copy(to).await?
        }
        Database::Postgres(_) => {
            let mut out = BufWriter::new(private(to).map_err(wrong(to))?);
            transfer::export(&mut connection, &mut out).await?;
            let written = out.into_inner().map_err(io::IntoInnerError::into_error);
            written.and_then(|file| file.sync_all()).map_err(wrong(to))?;
            verify(database, None).await?
        }
    };
    connection.close().await?;
    sound(&report)
}

/// Puts a backup in the place of a database that is not there yet.
///
/// # Errors
/// If there is one, or the backup is not sound.
pub async fn restore(database: &Database, from: &Path) -> Result<(), StoreError> {
    let Database::Folder(folder) = database else {
        let input = File::open(from).map_err(wrong(from))?;
        return transfer::import(database, &mut BufReader::new(input))
            .await
            .map(drop);
    };
    let target = file(folder);
    if target.exists() {
        return Err(StoreError::Unfit(format!(
            "{}: there is a database already; move it away first",
            target.display()
        )));
    }
    sound(&check_copy(from).await?)?;
    make_private(folder)?;
    let partial = target.with_extension("db.partial");
    let mut to = private(&partial).map_err(wrong(&target))?;
    let mut fill = || {
        io::copy(&mut File::open(from)?, &mut to)?;
        to.flush()?;
        to.sync_all()?;
        fs::rename(&partial, &target)?;
        File::open(folder)?.sync_all()
    };
    fill().map_err(wrong(&target)).inspect_err(|_| {
        let _ = fs::remove_file(&partial);
    })
}

async fn check_copy(copy: &Path) -> Result<Report, StoreError> {
    let mut connection = connect_to_copy(copy)?;
    let report = check(&mut connection, None).await;
    connection.close().await?;
    Ok(report)
}

fn sound(report: &Report) -> Result<(), StoreError> {
    match report.findings.first() {
        None => Ok(()),
        Some(first) => Err(StoreError::Unfit(format!("the copy is not sound: {first}"))),
    }
}

/// A new file that only its owner can read: what it holds are password hashes and unpublished texts.
///
/// # Errors
/// If the file exists or cannot be made.
pub fn private(path: &Path) -> io::Result<File> {
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
}

fn wrong(path: &Path) -> impl Fn(io::Error) -> StoreError + use<> {
    let path = path.to_owned();
    move |error| StoreError::File(path.clone(), error)
}
