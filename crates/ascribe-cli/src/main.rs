//! The `ascribe` command.

mod engine;
mod input;
mod list;

use std::io::{self, Write as _};
use std::process::ExitCode;

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
    /// Prints a completion script for a shell.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
}

/// Every trouble with the input or the command line.
const TROUBLE: u8 = 2;

fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::List(options) => list::run(&options),
        Command::Completions { shell } => completions(shell),
    }
}

fn completions(shell: clap_complete::Shell) -> ExitCode {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "ascribe", &mut script);
    finish(io::stdout().write_all(&script), false)
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
