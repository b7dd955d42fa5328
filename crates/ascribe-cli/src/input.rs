//! Articles from files, folders and standard input.
//!
//! A message about an input names it and says what to do. None repeats what stands in it: articles under embargo have no
//! place in a log.

use jiff::civil::Date;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, IsTerminal as _};
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use serde::Deserialize;

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
    /// Each line is a JSON object with "id", "text" and, where known, "title" and "published".
    Ndjson,
}

/// What an input gives: an article or what is wrong with it.
pub(crate) type Given = Result<Article, String>;

/// Hands every article of `inputs` to `take`, in order and one at a time, and what is wrong with those that cannot be read.
///
/// Folders give their `.txt`, `.ndjson` and `.jsonl` files, also from folders inside them, sorted; hidden ones are left
/// out.
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
    // What a revision that is not there yet, or no longer, is compared as.
    if input.as_os_str() != "-" && fs::read(input).is_ok_and(|bytes| bytes.trim_ascii().is_empty()) {
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
        [] => kind == Some(Kind::Ndjson),
        [input] => input.is_dir() || kind_of(input, kind) == Kind::Ndjson,
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

fn kind_of(path: &Path, kind: Option<Kind>) -> Kind {
    kind.or_else(|| by_extension(path)).unwrap_or(Kind::Text)
}

fn by_extension(path: &Path) -> Option<Kind> {
    match path.extension()?.to_ascii_lowercase().to_str()? {
        "txt" => Some(Kind::Text),
        "ndjson" | "jsonl" => Some(Kind::Ndjson),
        _ => None,
    }
}

fn standard_input(kind: Option<Kind>, take: &mut dyn FnMut(Given) -> io::Result<()>) -> io::Result<()> {
    let kind = kind.unwrap_or(Kind::Text);
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
            "{}: no articles in this folder; it needs files that end in .txt, .ndjson or .jsonl",
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
        Ok(file) => read(&name, kind_of(path, kind), &mut BufReader::new(file), take),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            take(Err(format!("{name}: no such file or folder; check the path")))
        }
        Err(error) => take(Err(format!("{name}: cannot open this file: {error}"))),
    }
}

fn read(
    name: &str,
    kind: Kind,
    input: &mut dyn BufRead,
    take: &mut dyn FnMut(Given) -> io::Result<()>,
) -> io::Result<()> {
    match kind {
        Kind::Text => take(text(name, input)),
        Kind::Ndjson => lines(name, input, take),
    }
}

fn text(name: &str, input: &mut dyn BufRead) -> Given {
    let mut bytes = Vec::new();
    input
        .read_to_end(&mut bytes)
        .map_err(|error| format!("{name}: cannot read this input: {error}"))?;
    let text = decoded(bytes)
        .map_err(|byte| format!("{name}: not UTF-8 at byte {byte}; save the text as UTF-8 and try again"))?;
    if text.trim().is_empty() {
        return Err(format!("{name}: empty; give it the text of an article"));
    }
    Ok(Article {
        name: name.to_owned(),
        title: None,
        published: None,
        text,
    })
}

/// The text of `bytes` without its byte order mark, or the offset of the first byte that is not UTF-8.
fn decoded(bytes: Vec<u8>) -> Result<String, usize> {
    let mut text = String::from_utf8(bytes).map_err(|error| error.utf8_error().valid_up_to())?;
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    Ok(text)
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
            take(article(line).map_err(|wrong| format!("{name}: line {number}: {wrong}")))?;
        }
    }
    if given {
        return Ok(());
    }
    take(Err(format!(
        "{name}: empty; give it an article a line, {{\"id\": …, \"text\": …}}"
    )))
}

#[derive(Deserialize)]
struct Line {
    id: Option<String>,
    text: Option<String>,
    title: Option<String>,
    published: Option<String>,
}

/// The article of a line, or what to mend in it.
fn article(line: &[u8]) -> Given {
    if let Err(error) = std::str::from_utf8(line) {
        let byte = error.valid_up_to();
        return Err(format!("not UTF-8 at byte {byte} of the line; write it as UTF-8"));
    }
    if !line.starts_with(b"{") {
        return Err("not a JSON object; write {\"id\": …, \"text\": …} on one line".to_owned());
    }
    // The message of the parser would repeat what stands in the line.
    let line: Line = serde_json::from_slice(line).map_err(|error| match error.classify() {
        serde_json::error::Category::Data => {
            "\"id\", \"text\", \"title\" and \"published\" have to be strings, each given once".to_owned()
        }
        _ => format!("not JSON at column {}; mend the line", error.column()),
    })?;
    let name = line.id.ok_or("no \"id\"; give the article one")?;
    let text = line.text.ok_or("no \"text\"; give it the text of the article")?;
    if text.trim().is_empty() {
        return Err("\"text\" is empty; give it the text of the article".to_owned());
    }
    let published = line.published.as_deref().map(date).transpose();
    Ok(Article {
        name,
        title: line.title,
        published: published.map_err(|wrong| format!("\"published\" is {wrong}"))?,
        text,
    })
}
