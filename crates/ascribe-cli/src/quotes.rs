//! `ascribe quotes`: every direct quotation of an article against transcripts of what was said.

use std::fs;
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use ascribe_core::english::English;
use ascribe_core::quotes::transcript::{Transcript, TranscriptKind};
use ascribe_core::quotes::{self, QuoteCheck};
use ascribe_core::report::{quotes_json, quotes_plain};
use ascribe_core::revision::{Reading, Revision};
use ascribe_core::vocabulary::Severity;
use clap::{Args, ValueEnum};

use crate::engine::Engine;
use crate::{diff, input};

#[derive(Args)]
pub(crate) struct Options {
    /// The article, or - for standard input.
    #[arg(value_name = "FILE|-")]
    article: PathBuf,
    /// What was said: plain text with speakers, WebVTT or SRT.
    #[arg(long, value_name = "TRANSCRIPT", required = true, num_args = 1..)]
    against: Vec<PathBuf>,
    /// How to write what was found.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// How the article stands in its input; else by extension and content.
    #[arg(long, value_enum)]
    input: Option<input::Kind>,
    /// Also quotations that are word for word, which JSON always has.
    #[arg(long)]
    all: bool,
    /// Exit with 1 from this severity on: none, low, medium, high or critical.
    #[arg(long, value_name = "SEVERITY", default_value = "low", value_parser = diff::severity)]
    fail_on: Severity,
    #[command(flatten)]
    engine: Engine,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading.
    Human,
    /// An indented record.
    Json,
}

/// Holds the article against its transcripts.
pub(crate) fn run(options: &Options) -> Result<ExitCode, String> {
    let article = input::one(&options.article, options.input)?;
    let transcripts = options.against.iter().map(|path| transcript(path));
    let transcripts = transcripts.collect::<Result<Vec<_>, _>>()?;
    let reading = Reading {
        published: article.published,
        labeller: options.engine.for_article(&article.text),
    };
    let english = English::built_in();
    let revision = Revision::read(english, &article.text, &reading);
    let checks = quotes::check(english, &revision, &transcripts);
    let names: Vec<String> = options
        .against
        .iter()
        .map(|path| path.to_string_lossy().into_owned())
        .collect();
    let written = write(options, &article.name, &names, &revision, &transcripts, &checks);
    let severities = checks.iter().map(|check| check.severity);
    let highest = severities.max().unwrap_or(Severity::None);
    Ok(crate::judged(written, highest, options.fail_on))
}

fn transcript(path: &Path) -> Result<Transcript, String> {
    let name = path.display();
    let bytes = fs::read(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => format!("{name}: no such file; check the path"),
        _ => format!("{name}: cannot read this transcript: {error}"),
    })?;
    let text =
        ascribe_extract::decode(bytes).map_err(|error| format!("{name}: {error}; give it a transcript"))?;
    if text.trim().is_empty() {
        return Err(format!("{name}: empty; give it a transcript"));
    }
    let kind = match path.extension().and_then(|extension| extension.to_str()) {
        Some("vtt") => TranscriptKind::WebVtt,
        Some("srt") => TranscriptKind::Srt,
        _ => Transcript::kind_of(&text),
    };
    Ok(Transcript::read(kind, &text))
}

fn write(
    options: &Options,
    name: &str,
    names: &[String],
    revision: &Revision,
    transcripts: &[Transcript],
    checks: &[QuoteCheck],
) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    let about = quotes_json::Options {
        name,
        transcripts: names,
    };
    match options.format {
        Format::Human => quotes_plain::write(&mut out, revision, transcripts, checks, options.all, &about)?,
        Format::Json => {
            quotes_json::write_pretty(&mut out, revision, transcripts, checks, &about)?;
            writeln!(out)?;
        }
    }
    out.flush()
}
