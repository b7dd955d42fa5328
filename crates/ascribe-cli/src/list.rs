//! `ascribe list`: the claims of articles with who vouches for them.

use std::io::{self, BufWriter, IsTerminal as _, StdoutLock, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::thread;

use ascribe_core::attribution::label::Labeller;
use ascribe_core::english::English;
use ascribe_core::report::{claims_csv, claims_html, claims_markdown, json, plain};
use ascribe_core::revision::{Reading, Revision};
use clap::{Args, ValueEnum};
use indicatif::ProgressBar;

use crate::engine::Engine;
use crate::input::{self, Article};
use crate::selection::Selection;
use crate::terminal::{self, Color};

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
    #[command(flatten)]
    selection: Selection,
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
    /// A claim a line, for spreadsheets.
    Csv,
    /// A table an article.
    Markdown,
    /// One page with a table an article, which needs nothing else.
    Html,
}

/// An article that has been read, or what is wrong with an input.
type Entry = Result<(Article, Revision), String>;

/// Lists the claims of all inputs that can be read, and complains about the others.
///
/// Articles are read side by side on all processors and written in the order given. Only so many are under way as there are
/// processors: neither memory nor the wait for the first answer grows with the number of articles.
pub(crate) fn run(options: &Options) -> ExitCode {
    let mut list = List::new(options);
    let mut trouble = false;
    let (queue, entries) = mpsc::sync_channel(rayon::current_num_threads());
    let written = thread::scope(|threads| {
        threads.spawn(move || read_all(options, &queue));
        for entry in entries {
            match entry.recv() {
                Ok(Ok((article, revision))) => list.article(&article, &revision)?,
                Ok(Err(message)) => {
                    trouble = true;
                    list.progress.suspend(|| crate::complain(&message));
                }
                // Its reader has panicked, which the scope passes on.
                Err(mpsc::RecvError) => break,
            }
        }
        list.end()
    });
    crate::finish(written, trouble)
}

/// Queues, for each article in order, where its entry will come from.
fn read_all(options: &Options, queue: &SyncSender<Receiver<Entry>>) {
    // The only error is that nobody waits for entries any more.
    let _ = rayon::in_place_scope(|tasks| {
        input::each(&options.inputs, options.input, &mut |given| {
            let (answer, entry) = mpsc::channel();
            // The first call loads the engine; in a task, which may take up another one while it waits, that could wait for itself.
            let given = given.map(|article| (options.engine.for_article(&article.text), article));
            tasks.spawn(move |_| {
                let _ = answer.send(given.map(|(labeller, article)| {
                    let revision = options.read(&article, labeller);
                    (article, revision)
                }));
            });
            queue.send(entry).map_err(|_| io::ErrorKind::BrokenPipe.into())
        })
    });
}

impl Options {
    /// What `article` says, as far as the selection wants it.
    fn read(&self, article: &Article, labeller: &dyn Labeller) -> Revision {
        let reading = Reading {
            published: article.published.or(self.published),
            labeller,
        };
        let mut revision = Revision::read(English::built_in(), &article.text, &reading);
        self.selection.apply(&mut revision);
        revision
    }
}

struct List<'a> {
    options: &'a Options,
    out: BufWriter<StdoutLock<'static>>,
    color: bool,
    width: Option<usize>,
    /// Whether the records stand in an array.
    array: bool,
    written: usize,
    /// The page of [`Format::Html`].
    page: claims_html::Page,
    /// How many articles are done, for who waits at a terminal.
    progress: ProgressBar,
}

impl<'a> List<'a> {
    fn new(options: &'a Options) -> Self {
        let stdout = io::stdout();
        let many = input::may_be_many(&options.inputs, options.input);
        // On one terminal with the list it would stand between the claims.
        let waits = many && !stdout.is_terminal() && io::stderr().is_terminal();
        Self {
            options,
            color: options.color.may_be_written(),
            width: terminal::width(),
            array: options.format == Format::Json && many,
            out: BufWriter::new(stdout.lock()),
            written: 0,
            page: claims_html::Page::default(),
            progress: if waits {
                ProgressBar::new_spinner()
            } else {
                ProgressBar::hidden()
            },
        }
    }

    fn article(&mut self, article: &Article, revision: &Revision) -> io::Result<()> {
        let Options { format, all, .. } = *self.options;
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
                    worth: self.options.selection.weighs(),
                    color: self.color,
                    width: self.width,
                };
                plain::write(out, revision, &page)?;
            }
            Format::Json => {
                if self.array {
                    out.write_all(if self.written == 0 { b"[\n" } else { b",\n" })?;
                }
                json::write_pretty(out, revision, &record)?;
                if !self.array {
                    writeln!(out)?;
                }
            }
            Format::Ndjson => {
                json::write(out, revision, &record)?;
                writeln!(out)?;
            }
            Format::Csv => {
                if self.written == 0 {
                    claims_csv::write_headings(out)?;
                }
                claims_csv::write(out, &article.name, revision, all)?;
            }
            Format::Markdown => {
                if self.written > 0 {
                    writeln!(out)?;
                }
                claims_markdown::write(out, &article.name, revision, all)?;
            }
            Format::Html => self.page.add(&article.name, revision, all),
        }
        self.written += 1;
        self.progress.inc(1);
        self.progress.set_message(format!("{} articles", self.written));
        // Whoever feeds lines one by one waits for each answer.
        self.out.flush()
    }

    fn end(&mut self) -> io::Result<()> {
        if self.array {
            let end: &[u8] = if self.written == 0 { b"[]\n" } else { b"\n]\n" };
            self.out.write_all(end)?;
        }
        if self.options.format == Format::Html {
            self.page.write(&mut self.out)?;
        }
        self.progress.finish_and_clear();
        self.out.flush()
    }
}
