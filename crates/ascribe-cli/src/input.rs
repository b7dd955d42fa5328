//! Articles from files, folders and standard input.
//!
//! A message about an input names it and says what to do. None repeats what stands in it: articles under embargo have no
//! place in a log.

mod record;

use jiff::civil::Date;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, IsTerminal as _, Read as _};
use std::path::{Path, PathBuf};

use clap::ValueEnum;

/// A text with what is known about it.
pub(crate) struct Article {
    /// The file's name, or the `id` that its line gives.
    pub(crate) name: String,
    pub(crate) title: Option<String>,
    pub(crate) published: Option<Date>,
    pub(crate) text: String,
}

/// How articles stand in an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    /// The input is the text of one article.
    Text,
    /// One article in Markdown.
    Markdown,
    /// One article in a web page.
    Html,
    /// A JSON object with "text" or "html" and, where known, "id", "title" and "published"; or an array of them.
    Json,
    /// Each line is a JSON object with "id", "text" or "html" and, where known, "title" and "published".
    Ndjson,
}

/// What an input gives: an article or what is wrong with it.
pub(crate) type Given = Result<Article, String>;

/// Hands every article of `inputs` to `take`, in order and one at a time, and what is wrong with those that cannot be read.
///
/// Folders give their `.txt`, `.md`, `.html`, `.json`, `.ndjson` and `.jsonl` files, also from folders inside them, sorted;
/// hidden ones are left out.
///
/// # Errors
/// The first that `take` returns.
pub(crate) fn each(
    inputs: &[PathBuf],
    kind: Option<Kind>,
    take: &mut dyn FnMut(Given) -> io::Result<()>,
) -> io::Result<()> {
    if inputs.is_empty() {
        if io::stdin().is_terminal() {
            return take(Err(
                "no input; name a file or a folder, or pipe a text in".to_owned()
            ));
        }
        return standard_input(kind, take);
    }
    for input in inputs {
        if input.as_os_str() == "-" {
            standard_input(kind, take)?;
        } else if input.is_dir() {
            folder(input, kind, take)?;
        } else {
            file(input, kind, take)?;
        }
    }
    Ok(())
}

/// The one article of `input`, a file or standard input; a text without a word is an article too.
pub(crate) fn one(input: &Path, kind: Option<Kind>) -> Given {
    let name = input.to_string_lossy();
    if input.is_dir() {
        return Err(format!("{name}: a folder; name the file of one revision"));
    }
    // What a revision that is not there yet, or no longer, is compared as. A pipe can be read only once, by `each`.
    let is_reread = input.is_file() || input == Path::new("/dev/null");
    if is_reread && fs::read(input).is_ok_and(|bytes| bytes.trim_ascii().is_empty()) {
        return Ok(Article {
            name: name.into_owned(),
            title: None,
            published: None,
            text: String::new(),
        });
    }
    let mut articles = Vec::new();
    let taken = each(&[input.to_owned()], kind, &mut |given| {
        articles.push(given);
        Ok(())
    });
    taken.map_err(|error| format!("{name}: cannot read this input: {error}"))?;
    if articles.len() > 1 {
        return Err(format!(
            "{name}: {} articles; a comparison takes one a file",
            articles.len()
        ));
    }
    articles
        .pop()
        .unwrap_or_else(|| Err(format!("{name}: no article")))
}

/// Whether `inputs` can give more than one article, whatever stands in them.
pub(crate) fn may_be_many(inputs: &[PathBuf], kind: Option<Kind>) -> bool {
    match inputs {
        [] => matches!(kind, Some(Kind::Ndjson | Kind::Json)),
        [input] if input.is_dir() => true,
        [input] => match kind.or_else(|| by_extension(input)) {
            Some(Kind::Ndjson) => true,
            Some(Kind::Json) => input.as_os_str() == "-" || begins_with(input, b'['),
            _ => false,
        },
        _ => true,
    }
}

/// `text` if it is a day of the calendar, written as in `2025-07-19`.
pub(crate) fn date(text: &str) -> Result<Date, String> {
    match text.parse::<Date>() {
        Ok(date) if date.to_string() == text => Ok(date),
        _ => Err("not a day written as YYYY-MM-DD".to_owned()),
    }
}

/// Whether `byte` is the first of a file but for white space.
fn begins_with(path: &Path, byte: u8) -> bool {
    let mut start = Vec::new();
    let read = File::open(path).and_then(|file| file.take(4096).read_to_end(&mut start));
    read.is_ok() && start.trim_ascii_start().first() == Some(&byte)
}

fn by_extension(path: &Path) -> Option<Kind> {
    match path.extension()?.to_ascii_lowercase().to_str()? {
        "txt" => Some(Kind::Text),
        "md" | "markdown" => Some(Kind::Markdown),
        "html" | "htm" | "xhtml" => Some(Kind::Html),
        "json" => Some(Kind::Json),
        "ndjson" | "jsonl" => Some(Kind::Ndjson),
        _ => None,
    }
}

/// What a text without a telling name looks like: a page, a record, or else a text.
fn by_content(text: &str) -> Kind {
    let start = text.trim_start();
    let begins = |tag: &str| {
        start
            .get(..tag.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(tag))
    };
    if begins("<!doctype html") || begins("<html") {
        Kind::Html
    } else if start.starts_with('{') || start.starts_with('[') {
        // An article may begin with a bracket: only a whole record is one.
        match serde_json::from_str::<serde::de::IgnoredAny>(start) {
            Ok(_) => Kind::Json,
            Err(_) => Kind::Text,
        }
    } else {
        Kind::Text
    }
}

fn standard_input(kind: Option<Kind>, take: &mut dyn FnMut(Given) -> io::Result<()>) -> io::Result<()> {
    read("standard input", kind, &mut io::stdin().lock(), take)
}

fn folder(path: &Path, kind: Option<Kind>, take: &mut dyn FnMut(Given) -> io::Result<()>) -> io::Result<()> {
    let mut files = Vec::new();
    let mut folders = vec![path.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
        let entries = match entries {
            Ok(entries) => entries,
            Err(error) => {
                take(Err(format!(
                    "{}: cannot read this folder: {error}",
                    folder.display()
                )))?;
                continue;
            }
        };
        for entry in entries {
            let path = entry.path();
            if entry.file_name().as_encoded_bytes().starts_with(b".") {
                continue;
            }
            // A link to a folder is not followed: it could lead round in a circle.
            if entry.file_type().is_ok_and(|it| it.is_dir()) {
                folders.push(path);
            } else if by_extension(&path).is_some() && !path.is_dir() {
                files.push(path);
            }
        }
    }
    if files.is_empty() {
        return take(Err(format!(
            "{}: no articles in this folder; it needs files that end in .txt, .md, .html, .json, .ndjson or .jsonl",
            path.display()
        )));
    }
    files.sort();
    for path in files {
        file(&path, kind, take)?;
    }
    Ok(())
}

fn file(path: &Path, kind: Option<Kind>, take: &mut dyn FnMut(Given) -> io::Result<()>) -> io::Result<()> {
    let name = path.to_string_lossy();
    match File::open(path) {
        Ok(file) => read(
            &name,
            kind.or_else(|| by_extension(path)),
            &mut BufReader::new(file),
            take,
        ),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            take(Err(format!("{name}: no such file or folder; check the path")))
        }
        Err(error) => take(Err(format!("{name}: cannot open this file: {error}"))),
    }
}

fn read(
    name: &str,
    kind: Option<Kind>,
    input: &mut dyn BufRead,
    take: &mut dyn FnMut(Given) -> io::Result<()>,
) -> io::Result<()> {
    if kind == Some(Kind::Ndjson) {
        return lines(name, input, take);
    }
    let text = match text(name, input) {
        Ok(text) => text,
        Err(message) => return take(Err(message)),
    };
    match kind.unwrap_or_else(|| by_content(&text)) {
        Kind::Json => {
            for article in record::articles(name, &text) {
                take(article.map_err(|wrong| format!("{name}: {wrong}")))?;
            }
            Ok(())
        }
        kind => take(
            extracted(kind, text)
                .map(|article| Article {
                    name: name.to_owned(),
                    ..article
                })
                .map_err(|wrong| format!("{name}: {wrong}")),
        ),
    }
}

/// The text of an input, decoded; never without a word.
fn text(name: &str, input: &mut dyn BufRead) -> Result<String, String> {
    let mut bytes = Vec::new();
    input
        .read_to_end(&mut bytes)
        .map_err(|error| format!("{name}: cannot read this input: {error}"))?;
    let text = ascribe_extract::decode(bytes).map_err(|error| format!("{name}: {error}; give it a text"))?;
    if text.trim().is_empty() {
        return Err(format!("{name}: empty; give it the text of an article"));
    }
    Ok(text)
}

/// The article of a text of that kind, still without a name.
fn extracted(kind: Kind, text: String) -> Given {
    let extracted = match kind {
        Kind::Html => ascribe_extract::html(&text)
            .map_err(|error| format!("{error}; save the article as text and give it that"))?,
        Kind::Markdown => ascribe_extract::markdown(&text),
        _ => ascribe_extract::Extracted {
            text,
            ..ascribe_extract::Extracted::default()
        },
    };
    if extracted.text.trim().is_empty() {
        return Err("no text in its markup; give it the text of an article".to_owned());
    }
    Ok(Article {
        name: String::new(),
        title: extracted.title,
        published: extracted.published,
        text: extracted.text,
    })
}

fn lines(
    name: &str,
    input: &mut dyn BufRead,
    take: &mut dyn FnMut(Given) -> io::Result<()>,
) -> io::Result<()> {
    let mut given = false;
    let mut number = 0;
    let mut bytes = Vec::new();
    loop {
        bytes.clear();
        match input.read_until(b'\n', &mut bytes) {
            Ok(0) => break,
            Ok(_) => number += 1,
            Err(error) => return take(Err(format!("{name}: cannot read this input: {error}"))),
        }
        let mut line = bytes.as_slice();
        if number == 1 {
            line = line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line);
        }
        let line = line.trim_ascii();
        if !line.is_empty() {
            given = true;
            take(record::line(line).map_err(|wrong| format!("{name}: line {number}: {wrong}")))?;
        }
    }
    if given {
        return Ok(());
    }
    take(Err(format!(
        "{name}: empty; give it an article a line, {{\"id\": …, \"text\": …}}"
    )))
}
