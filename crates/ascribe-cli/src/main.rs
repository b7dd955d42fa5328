//! The `ascribe` command.

mod database;
mod diff;
mod engine;
mod explain;
mod history;
mod input;
mod list;
mod people;
mod quotes;
mod selection;
mod serve;
mod terminal;

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use ascribe_core::vocabulary::Severity;
use clap::{CommandFactory as _, Parser, Subcommand};

/// Says of every claim in a news article who vouches for it. Works offline.
#[derive(Parser)]
#[command(name = "ascribe", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Lists the checkable claims of articles, each with its chain of sources.
    List(list::Options),
    /// Says what a code of the records means, with an example.
    Explain(explain::Options),
    /// Says what became of each claim between two revisions of an article.
    Diff(diff::Options),
    /// Says how each claim moved through many revisions of an article.
    History(history::Options),
    /// Holds every direct quotation of an article against transcripts.
    Quotes(quotes::Options),
    /// Starts the review server with its page for editors.
    Serve(serve::Options),
    /// Keeps the database of the review server: checks, copies and moves it.
    Db(database::Options),
    /// Keeps the list of people who may sign in to the review server.
    User(people::UserOptions),
    /// Keeps the keys of programs that use the review server.
    Token(people::TokenOptions),
    /// Shows the log of the review server.
    Audit(database::AuditOptions),
    /// Prints a completion script for a shell.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Writes the manual pages of all commands, ascribe.1 and more, into a folder.
    Man {
        /// The folder, which has to be there.
        folder: PathBuf,
    },
}

/// Something differs that is severe enough.
const CHANGED: u8 = 1;
/// Every trouble with the input or the command line.
const TROUBLE: u8 = 2;

fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::List(options) => list::run(&options),
        Command::Explain(options) => explain::run(&options),
        Command::Diff(options) => answer(diff::run(&options)),
        Command::History(options) => answer(history::run(&options)),
        Command::Quotes(options) => answer(quotes::run(&options)),
        Command::Serve(options) => serve::run(&options),
        Command::Db(options) => database::run(&options),
        Command::User(options) => people::users(&options),
        Command::Token(options) => people::tokens(&options),
        Command::Audit(options) => database::audit(&options),
        Command::Completions { shell } => completions(shell),
        Command::Man { folder } => answer(manual(&folder)),
    }
}

fn completions(shell: clap_complete::Shell) -> ExitCode {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "ascribe", &mut script);
    finish(io::stdout().write_all(&script), false)
}

fn manual(folder: &Path) -> Result<ExitCode, String> {
    clap_mangen::generate_to(Arguments::command(), folder)
        .map(|()| ExitCode::SUCCESS)
        .map_err(|error| format!("cannot write manual pages into {}: {error}", folder.display()))
}

/// The exit code of a command that stops at the first trouble, which is told.
fn answer(done: Result<ExitCode, String>) -> ExitCode {
    done.unwrap_or_else(|message| {
        complain(&message);
        ExitCode::from(TROUBLE)
    })
}

/// The exit code of a command that looks for differences and wrote what it found: 1 if something is as severe as `fail_on`.
fn judged(written: io::Result<()>, highest: Severity, fail_on: Severity) -> ExitCode {
    let code = finish(written, false);
    if code == ExitCode::SUCCESS && highest >= fail_on && highest > Severity::None {
        return ExitCode::from(CHANGED);
    }
    code
}

/// The exit code of a command whose output ended so. That the reader of a pipe went away is no trouble.
fn finish(written: io::Result<()>, trouble: bool) -> ExitCode {
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            complain(&format!("cannot write the output: {error}"));
            ExitCode::from(TROUBLE)
        }
        _ if trouble => ExitCode::from(TROUBLE),
        _ => ExitCode::SUCCESS,
    }
}

/// Says on standard error what is wrong.
fn complain(message: &str) {
    // Nobody is left to tell if standard error is closed.
    let _ = writeln!(
        io::stderr(),
        "ascribe: {}",
        ascribe_core::report::harmless(message)
    );
}
