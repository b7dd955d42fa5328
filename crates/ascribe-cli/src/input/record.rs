//! Articles as JSON objects: one a line, one a file, or an array of them.

use serde::Deserialize;
use serde_json::error::Category;

use super::{Article, Given, Kind, date, extracted};

#[derive(Deserialize)]
struct Record {
    id: Option<String>,
    text: Option<String>,
    html: Option<String>,
    title: Option<String>,
    published: Option<String>,
}

/// One object, or several in an array.
#[derive(Deserialize)]
#[serde(untagged)]
enum File {
    Many(Vec<Record>),
    One(Record),
}

const FIELDS: &str =
    "\"id\", \"text\", \"html\", \"title\" and \"published\" have to be strings, each given once";

/// The article of a line, or what to mend in it.
pub(super) fn line(line: &[u8]) -> Given {
    if let Err(error) = std::str::from_utf8(line) {
        let byte = error.valid_up_to();
        return Err(format!("not UTF-8 at byte {byte} of the line; write it as UTF-8"));
    }
    if !line.starts_with(b"{") {
        return Err("not a JSON object; write {\"id\": …, \"text\": …} on one line".to_owned());
    }
    // The message of the parser would repeat what stands in the line.
    let record: Record = serde_json::from_slice(line).map_err(|error| match error.classify() {
        Category::Data => FIELDS.to_owned(),
        _ => format!("not JSON at column {}; mend the line", error.column()),
    })?;
    let name = record.id.clone().ok_or("no \"id\"; give the article one")?;
    article(record, name)
}

/// The articles of a file, by their `id` or else by the file's name and their number.
pub(super) fn articles(name: &str, text: &str) -> Vec<Given> {
    let file: File = match serde_json::from_str(text) {
        Ok(file) => file,
        Err(error) => {
            let wrong = match error.classify() {
                Category::Data => format!("not an article or an array of articles; {FIELDS}"),
                _ => format!(
                    "not JSON at line {}, column {}; mend it",
                    error.line(),
                    error.column()
                ),
            };
            return vec![Err(wrong)];
        }
    };
    match file {
        File::One(record) => {
            let name = record.id.clone().unwrap_or_else(|| name.to_owned());
            vec![article(record, name)]
        }
        File::Many(records) if records.is_empty() => {
            vec![Err("an empty array; give it an article".to_owned())]
        }
        File::Many(records) => records
            .into_iter()
            .enumerate()
            .map(|(number, record)| {
                let name = record
                    .id
                    .clone()
                    .unwrap_or_else(|| format!("{name}#{}", number + 1));
                article(record, name).map_err(|wrong| format!("article {}: {wrong}", number + 1))
            })
            .collect(),
    }
}

fn article(record: Record, name: String) -> Given {
    let (kind, field, text) = match (record.text, record.html) {
        (Some(text), None) => (Kind::Text, "text", text),
        (None, Some(html)) => (Kind::Html, "html", html),
        (Some(_), Some(_)) => return Err("\"text\" and \"html\"; give it one of them".to_owned()),
        (None, None) => return Err("no \"text\"; give it the text of the article".to_owned()),
    };
    if text.trim().is_empty() {
        return Err(format!("\"{field}\" is empty; give it the text of the article"));
    }
    let published = record.published.as_deref().map(date).transpose();
    let published = published.map_err(|wrong| format!("\"published\" is {wrong}"))?;
    let article = extracted(kind, text)?;
    Ok(Article {
        name,
        title: record.title.or(article.title),
        published: published.or(article.published),
        text: article.text,
    })
}
