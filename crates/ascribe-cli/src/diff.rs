//! `ascribe diff`: what became of each claim between two revisions.

use std::fs;
use std::io::{self, BufWriter, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use ascribe_core::diff::policy::Policy;
use ascribe_core::diff::{self, Comparison};
use ascribe_core::english::English;
use ascribe_core::report::changes::{self, Changes};
use ascribe_core::report::{changes_html, changes_json, changes_markdown, changes_plain};
use ascribe_core::revision::{Reading, Revision};
use ascribe_core::vocabulary::Severity;
use clap::{Args, ValueEnum};

use crate::engine::Engine;
use crate::input::{self, Article};
use crate::terminal::{self, Color};

#[derive(Args)]
pub(crate) struct Options {
    /// The two revisions, or - for standard input; or the seven arguments that git gives an external diff.
    #[arg(value_name = "OLD NEW", required_unless_present = "print_policy", num_args = 1..)]
    revisions: Vec<PathBuf>,
    /// How to write what was found.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// How the articles stand in the inputs; else by extension, and text if that says nothing.
    #[arg(long, value_enum)]
    input: Option<input::Kind>,
    /// Also claims that were kept, and changes of wording.
    #[arg(long)]
    all: bool,
    /// Exit with 1 from this severity on: none, low, medium, high or critical.
    #[arg(long, value_name = "SEVERITY", default_value = "low", value_parser = severity)]
    fail_on: Severity,
    #[command(flatten)]
    engine: Engine,
    /// In which order changes are written for reading.
    #[arg(long, value_enum, default_value_t = Order::Severity)]
    order: Order,
    /// When to use colours.
    #[arg(long, value_enum, default_value_t = Color::Auto)]
    color: Color,
    /// The day of publication of both, for articles that do not give their own.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = input::date)]
    published: Option<jiff::civil::Date>,
    /// A table of severities whose lines count instead of the built-in ones.
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
    /// Print the table of severities in use, and compare nothing.
    #[arg(long)]
    print_policy: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Order {
    /// What matters most first.
    Severity,
    /// As in the new text.
    Text,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading.
    Human,
    /// For a pull request or a mail.
    Markdown,
    /// One page with both texts side by side.
    Html,
    /// An indented record.
    Json,
    /// The record on one line.
    Ndjson,
}

/// The value of an argument that names a severity.
pub(crate) fn severity(code: &str) -> Result<Severity, String> {
    Severity::from_code(code).ok_or_else(|| "use none, low, medium, high or critical".to_owned())
}

/// Compares two revisions.
pub(crate) fn run(options: &Options) -> Result<ExitCode, String> {
    let policy = policy(options.policy.as_ref())?;
    if options.print_policy {
        let written = io::stdout().write_all(policy.to_toml().as_bytes());
        return Ok(crate::finish(written, false));
    }
    let (old, new, by_git) = two(&options.revisions)?;
    let (old, new) = (input::one(old, options.input)?, input::one(new, options.input)?);
    let english = English::built_in();
    let texts = [&old, &new].map(|article| (article.text.as_str(), reading(article, options)));
    let [before, after] = &Revision::read_all(english, &texts)[..] else {
        unreachable!("as many revisions as texts");
    };
    let comparison = diff::diff_claims(english, &policy, before, after);
    let written = write(options, (&old, before), (&new, after), &comparison);
    // Git takes any exit but 0 for a crash.
    Ok(if by_git {
        crate::finish(written, false)
    } else {
        crate::judged(written, comparison.highest(), options.fail_on)
    })
}

fn reading(article: &Article, options: &Options) -> Reading<'static> {
    Reading {
        published: article.published.or(options.published),
        labeller: options.engine.for_comparison(),
    }
}

fn policy(file: Option<&PathBuf>) -> Result<Policy, String> {
    let Some(file) = file else {
        return Ok(Policy::built_in());
    };
    let name = file.display();
    let text =
        fs::read_to_string(file).map_err(|error| format!("{name}: cannot read this policy: {error}"))?;
    Policy::built_in()
        .with(&text)
        .map_err(|error| format!("{name}: {error}"))
}

/// The two files to compare, and whether git asks.
fn two(revisions: &[PathBuf]) -> Result<(&PathBuf, &PathBuf, bool), String> {
    match revisions {
        [old, new] => Ok((old, new, false)),
        // path old-file old-hex old-mode new-file new-hex new-mode, and for a renamed file its new path and how alike.
        [_, old, _, _, new, _, _] | [_, old, _, _, new, _, _, _, _] => Ok((old, new, true)),
        _ => Err(format!(
            "two revisions are compared, and {} {} named",
            revisions.len(),
            if revisions.len() == 1 { "is" } else { "are" }
        )),
    }
}

fn write(
    options: &Options,
    (old, before): (&Article, &Revision),
    (new, after): (&Article, &Revision),
    comparison: &Comparison,
) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    let record = changes_json::Options {
        old: &old.name,
        new: &new.name,
        all: options.all,
    };
    let changes = Changes {
        old_name: &old.name,
        new_name: &new.name,
        old: before,
        new: after,
        comparison,
    };
    match options.format {
        Format::Human => {
            let page = changes_plain::Options {
                all: options.all,
                order: match options.order {
                    Order::Severity => changes::Order::Severity,
                    Order::Text => changes::Order::Text,
                },
                color: options.color.may_be_written(),
                width: terminal::width(),
            };
            changes_plain::write(&mut out, &changes, &page)?;
        }
        Format::Markdown => changes_markdown::write(&mut out, &changes, options.all)?,
        Format::Html => changes_html::write(&mut out, &changes, options.all)?,
        Format::Json => {
            changes_json::write_pretty(&mut out, before, after, comparison, &record)?;
            writeln!(out)?;
        }
        Format::Ndjson => {
            changes_json::write(&mut out, before, after, comparison, &record)?;
            writeln!(out)?;
        }
    }
    out.flush()
}
