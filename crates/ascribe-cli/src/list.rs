//! `ascribe list`: the claims of articles with who vouches for them.

use std::io::{self, BufWriter, IsTerminal as _, StdoutLock, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use ascribe_core::attribution::label::Labeller;
use ascribe_core::english::English;
use ascribe_core::report::{json, plain};
use ascribe_core::revision::{Reading, Revision};
use clap::{Args, ValueEnum};

use crate::engine::Engine;
use crate::input::{self, Article};

#[derive(Args)]
pub(crate) struct Options {
    /// Files, folders, or - for standard input, which is also read when none is named.
    #[arg(value_name = "FILE|DIR|-")]
    inputs: Vec<PathBuf>,
    /// How to write what was found.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// How articles stand in the inputs; else by extension, and text if that says nothing.
    #[arg(long, value_enum)]
    input: Option<input::Kind>,
    /// Also claims that cannot be checked, and attributions without a claim.
    #[arg(long)]
    all: bool,
    /// The day of publication, for articles that do not give their own.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = input::date)]
    published: Option<jiff::civil::Date>,
    #[command(flatten)]
    engine: Engine,
    /// Put the text that the offsets count in into the record.
    #[arg(long)]
    with_text: bool,
    /// When to use colours.
    #[arg(long, value_enum, default_value_t = Color::Auto)]
    color: Color,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading.
    Human,
    /// An indented record; an array of them if the inputs can hold several articles.
    Json,
    /// A record a line.
    Ndjson,
}

#[derive(Clone, Copy, ValueEnum)]
enum Color {
    /// On a terminal that has them, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Lists the claims of all inputs that can be read, and complains about the others.
pub(crate) fn run(options: &Options) -> ExitCode {
    let mut list = List::new(options);
    let mut trouble = false;
    let written = input::each(&options.inputs, options.input, &mut |given| match given {
        Ok(article) => list.article(&article),
        Err(message) => {
            trouble = true;
            crate::complain(&message);
            Ok(())
        }
    });
    let written = written.and_then(|()| list.end());
    crate::finish(written, trouble)
}

struct List<'a> {
    options: &'a Options,
    labeller: &'static dyn Labeller,
    out: BufWriter<StdoutLock<'static>>,
    color: bool,
    width: Option<usize>,
    /// Whether the records stand in an array.
    array: bool,
    written: usize,
}

impl<'a> List<'a> {
    fn new(options: &'a Options) -> Self {
        let stdout = io::stdout();
        let color = match options.color {
            Color::Auto => anstream::AutoStream::choice(&stdout) != anstream::ColorChoice::Never,
            Color::Always => true,
            Color::Never => false,
        };
        let width = stdout.is_terminal().then(terminal_size::terminal_size).flatten();
        let many = input::may_be_many(&options.inputs, options.input);
        Self {
            options,
            labeller: options.engine.labeller(many),
            color,
            width: width.map(|(width, _)| usize::from(width.0)),
            array: options.format == Format::Json && many,
            out: BufWriter::new(stdout.lock()),
            written: 0,
        }
    }

    fn article(&mut self, article: &Article) -> io::Result<()> {
        let Options { format, all, .. } = *self.options;
        let published = article.published.or(self.options.published);
        let reading = Reading {
            published,
            labeller: self.labeller,
        };
        let revision = Revision::read(English::built_in(), &article.text, &reading);
        let record = json::Options {
            name: &article.name,
            title: article.title.as_deref(),
            with_text: self.options.with_text,
            all,
        };
        let out = &mut self.out;
        match format {
            Format::Human => {
                if self.written > 0 {
                    writeln!(out)?;
                }
                let page = plain::Options {
                    name: &article.name,
                    all,
                    color: self.color,
                    width: self.width,
                };
                plain::write(out, &revision, &page)?;
            }
            Format::Json => {
                if self.array {
                    out.write_all(if self.written == 0 { b"[\n" } else { b",\n" })?;
                }
                json::write_pretty(out, &revision, &record)?;
                if !self.array {
                    writeln!(out)?;
                }
            }
            Format::Ndjson => {
                json::write(out, &revision, &record)?;
                writeln!(out)?;
            }
        }
        self.written += 1;
        // Whoever feeds lines one by one waits for each answer.
        self.out.flush()
    }

    fn end(&mut self) -> io::Result<()> {
        if self.array {
            let end: &[u8] = if self.written == 0 { b"[]\n" } else { b"\n]\n" };
            self.out.write_all(end)?;
        }
        self.out.flush()
    }
}
