//! `ascribe db` and `ascribe audit`: the database of the review server.

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use ascribe_server::store::{Database, Durability, Store, backup, transfer, verify};
use clap::{Args, Subcommand};

use crate::serve::{Place, block_on, say};

#[derive(Args)]
pub(crate) struct Options {
    #[command(subcommand)]
    action: Action,
    #[command(flatten)]
    place: Place,
}

#[derive(Subcommand)]
enum Action {
    /// Checks every row against the log and the log against itself.
    Verify {
        /// A saved `ascribe audit head`, so that a log that was cut off is found too.
        #[arg(long, value_name = "SEQ:HASH")]
        head: Option<String>,
    },
    /// Copies the database while it is in use, and checks the copy.
    Backup {
        /// A new file; for PostgreSQL it holds what `export` writes.
        file: PathBuf,
    },
    /// Puts a backup in the place of an empty data folder, after checking it.
    Restore {
        /// A file that `backup` wrote.
        file: PathBuf,
    },
    /// Writes everything as JSON lines, the same from SQLite and from PostgreSQL.
    Export {
        /// A new file; else standard output.
        file: Option<PathBuf>,
    },
    /// Reads what `export` wrote into an empty database, and checks it.
    Import {
        /// The file.
        file: PathBuf,
    },
    /// Brings the tables up to date; the server does so by itself when it starts.
    Migrate,
}

#[derive(Args)]
pub(crate) struct AuditOptions {
    #[command(subcommand)]
    action: AuditAction,
    #[command(flatten)]
    place: Place,
}

#[derive(Subcommand)]
enum AuditAction {
    /// Prints number and hash of the newest row, to be kept where the server cannot change it.
    Head,
}

/// Checks, copies and moves the database.
pub(crate) fn run(options: &Options) -> ExitCode {
    block_on(async {
        let database = options.place.database()?;
        match &options.action {
            Action::Verify { head } => {
                let head = head.as_deref().map(verify::Head::of).transpose()?;
                present(&database)?;
                let report = verify::verify(&database, head.as_ref()).await.map_err(text)?;
                for finding in &report.findings {
                    crate::complain(finding);
                }
                say(&format!(
                    "{} rows and {} entries of the log checked",
                    report.rows, report.entries
                ));
                if report.findings.is_empty() {
                    Ok(())
                } else {
                    Err("the database is damaged".to_owned())
                }
            }
            Action::Backup { file } => {
                present(&database)?;
                backup::make(&database, file).await.map_err(text)?;
                say(&format!("{}: written and checked", file.display()));
                Ok(())
            }
            Action::Restore { file } => backup::restore(&database, file).await.map_err(text),
            Action::Export { file } => {
                present(&database)?;
                let mut connection = Store::connection(&database, Durability::Full)
                    .await
                    .map_err(text)?;
                if let Some(path) = file {
                    let of_file = |error| format!("{}: {error}", path.display());
                    let mut out = BufWriter::new(backup::private(path).map_err(of_file)?);
                    let exported = transfer::export(&mut connection, &mut out).await.map_err(text);
                    exported
                        .and_then(|()| out.flush().map_err(of_file))
                        .inspect_err(|_| {
                            // What is cut short must not be taken for an export.
                            let _ = fs::remove_file(path);
                        })
                } else {
                    let mut out = BufWriter::new(io::stdout());
                    transfer::export(&mut connection, &mut out).await.map_err(text)?;
                    out.flush().map_err(text)
                }
            }
            Action::Import { file } => {
                let input = File::open(file).map_err(|error| format!("{}: {error}", file.display()))?;
                let rows = transfer::import(&database, &mut BufReader::new(input))
                    .await
                    .map_err(text)?;
                say(&format!("{rows} rows read and checked"));
                Ok(())
            }
            Action::Migrate => {
                let store = Store::open(&database).await.map_err(text)?;
                store.close().await;
                say("the tables are up to date");
                Ok(())
            }
        }
    })
}

/// Shows the log's head.
pub(crate) fn audit(options: &AuditOptions) -> ExitCode {
    block_on(async {
        let AuditAction::Head = options.action;
        let database = options.place.database()?;
        present(&database)?;
        let head = verify::head(&database).await.map_err(text)?;
        say(&head.to_string());
        Ok(())
    })
}

/// A command that only looks makes no database.
pub(crate) fn present(database: &Database) -> Result<(), String> {
    match database {
        Database::Folder(folder) if !ascribe_server::store::file(folder).exists() => Err(format!(
            "{}: no database in this folder; name it with --data",
            folder.display()
        )),
        _ => Ok(()),
    }
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "`map_err` hands the error over and takes this as it is"
)]
fn text(error: impl ToString) -> String {
    error.to_string()
}
