//! `ascribe history`: how each claim moved through many revisions.

use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use ascribe_core::diff::policy::Policy;
use ascribe_core::english::English;
use ascribe_core::history::{self, Row};
use ascribe_core::report::history::{self as report, History};
use ascribe_core::revision::{Reading, Revision};
use clap::{Args, ValueEnum};

use crate::engine::Engine;
use crate::input::{self, Article};
use crate::terminal::Color;

#[derive(Args)]
pub(crate) struct Options {
    /// The revisions, the oldest first.
    #[arg(value_name = "REV", required_unless_present = "git")]
    revisions: Vec<PathBuf>,
    /// All revisions that git has of this file.
    #[arg(long, value_name = "PATH", conflicts_with = "revisions")]
    git: Option<PathBuf>,
    /// One claim's story, by the id that any revision gives it.
    #[arg(long, value_name = "ID")]
    claim: Option<String>,
    /// How to write what was found.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// How the articles stand in the inputs; else by extension, and text if that says nothing.
    #[arg(long, value_enum)]
    input: Option<input::Kind>,
    /// Also claims that are the same in every revision.
    #[arg(long)]
    all: bool,
    /// The day of publication, for articles that do not give their own.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = input::date)]
    published: Option<jiff::civil::Date>,
    #[command(flatten)]
    engine: Engine,
    /// When to use colours.
    #[arg(long, value_enum, default_value_t = Color::Auto)]
    color: Color,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading.
    Human,
    /// An indented record.
    Json,
    /// A line a claim, for a spreadsheet.
    Csv,
    /// A page with the ledger as a table.
    Html,
}

/// Follows the claims through all revisions.
pub(crate) fn run(options: &Options) -> Result<ExitCode, String> {
    let articles = match &options.git {
        Some(path) => from_git(path)?,
        None => options
            .revisions
            .iter()
            .map(|path| input::one(path, options.input))
            .collect::<Result<Vec<Article>, String>>()?,
    };
    if articles.len() < 2 {
        return Err("a history takes two revisions or more".to_owned());
    }
    let english = English::built_in();
    let texts: Vec<(&str, Reading<'_>)> = articles
        .iter()
        .map(|article| {
            let reading = Reading {
                published: article.published.or(options.published),
                labeller: options.engine.for_comparison(),
            };
            (article.text.as_str(), reading)
        })
        .collect();
    let revisions = Revision::read_all(english, &texts);
    let revisions: Vec<&Revision> = revisions.iter().collect();
    let ledger = history::ledger(english, &Policy::built_in(), &revisions);
    let names: Vec<String> = articles.iter().map(|article| article.name.clone()).collect();
    let history = History {
        names: &names,
        revisions: &revisions,
        ledger: &ledger,
    };
    let rows = match &options.claim {
        Some(id) => {
            let rows = history.rows_of(id);
            if rows.is_empty() {
                return Err(format!("{id}: no revision has a claim of this name"));
            }
            rows
        }
        None => ledger.rows.iter().collect(),
    };
    Ok(crate::finish(write(options, &history, &rows), false))
}

fn write(options: &Options, history: &History<'_>, rows: &[&Row]) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    match options.format {
        Format::Human if options.claim.is_some() => {
            for row in rows {
                report::write_story(&mut out, history, row)?;
            }
        }
        Format::Human => report::write_plain(&mut out, history, options.all, options.color.may_be_written())?,
        Format::Json => {
            report::write_json(&mut out, history, rows)?;
            writeln!(out)?;
        }
        Format::Csv => report::write_csv(&mut out, history, rows)?,
        Format::Html => report::write_html(&mut out, history, rows)?,
    }
    out.flush()
}

/// The file in every commit that changed it, the oldest first.
fn from_git(path: &Path) -> Result<Vec<Article>, String> {
    let name = path.display();
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let file = path.file_name().ok_or_else(|| format!("{name}: no file"))?;
    // The name is an argument of its own behind --, so it can be no option of git's.
    let git = |arguments: &[&std::ffi::OsStr]| -> Result<Vec<u8>, String> {
        let done = Command::new("git")
            .arg("-C")
            .arg(folder)
            .args(arguments)
            .output()
            .map_err(|error| format!("{name}: cannot run git: {error}"))?;
        if done.status.success() {
            return Ok(done.stdout);
        }
        Err(format!("{name}: git has no history of this file"))
    };
    let log = git(&[
        "log".as_ref(),
        "--format=%h".as_ref(),
        "--reverse".as_ref(),
        "--".as_ref(),
        file,
    ])?;
    let log = String::from_utf8_lossy(&log);
    let mut articles = Vec::new();
    for commit in log.lines() {
        let mut object = std::ffi::OsString::from(format!("{commit}:./"));
        object.push(file);
        // A commit that deleted the file has nothing to show.
        let Ok(bytes) = git(&["show".as_ref(), object.as_os_str()]) else {
            continue;
        };
        let text = String::from_utf8(bytes).map_err(|_| format!("{name}: not UTF-8 in commit {commit}"))?;
        articles.push(Article {
            name: commit.to_owned(),
            title: None,
            published: None,
            text,
        });
    }
    if articles.is_empty() {
        return Err(format!("{name}: git has no history of this file"));
    }
    Ok(articles)
}
