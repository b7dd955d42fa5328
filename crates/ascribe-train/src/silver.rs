//! Puts records of `ascribe list` beside their texts, so that one engine's labels can teach the other.

use std::collections::HashMap;
use std::path::PathBuf;

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::{Value, json};

/// Options of `silver`.
#[derive(Debug, clap::Args)]
pub struct Silver {
    /// Articles, JSON lines with `id` and `text`.
    articles: PathBuf,
    /// What `ascribe list --all --input ndjson --format ndjson` wrote of them.
    records: PathBuf,
}

#[derive(Deserialize)]
struct Article {
    id: String,
    text: String,
}

#[derive(Deserialize)]
struct Record {
    document: Document,
    claims: Vec<Claim>,
    attributions: Vec<Found>,
}

#[derive(Deserialize)]
struct Document {
    name: String,
}

#[derive(Deserialize)]
struct Claim {
    attributions: Vec<Found>,
}

#[derive(Deserialize)]
struct Found {
    id: String,
    source: Option<Source>,
    cue: Option<Cue>,
    content: Vec<Span>,
}

#[derive(Deserialize)]
struct Source {
    spans: Vec<Span>,
}

#[derive(Deserialize)]
struct Cue {
    span: Option<Span>,
}

/// Code points of the text, as records count them and as the articles to fit on do.
#[derive(Deserialize)]
struct Span {
    start: usize,
    end: usize,
}

impl Found {
    fn line(&self) -> Value {
        let spans =
            |spans: &[Span]| -> Vec<[usize; 2]> { spans.iter().map(|span| [span.start, span.end]).collect() };
        let cue = self.cue.as_ref().and_then(|cue| cue.span.as_ref());
        json!({
            "source": self.source.as_ref().map_or(Vec::new(), |source| spans(&source.spans)),
            "cue": cue.map_or(&[][..], std::slice::from_ref).iter().map(|span| [span.start, span.end]).collect::<Vec<_>>(),
            "content": spans(&self.content),
        })
    }
}

/// Writes the articles with the attributions of their records, each once, as JSON lines that `attribution` fits on.
pub fn write(options: &Silver) -> Result<()> {
    let read = |path: &PathBuf| std::fs::read_to_string(path).with_context(|| path.display().to_string());
    let texts: HashMap<String, String> = read(&options.articles)?
        .lines()
        .map(|line| Ok(serde_json::from_str::<Article>(line)?))
        .map(|article: Result<Article>| article.map(|article| (article.id, article.text)))
        .collect::<Result<_>>()?;
    for line in read(&options.records)?.lines() {
        let record: Record = serde_json::from_str(line)?;
        let name = &record.document.name;
        let text = texts.get(name).with_context(|| format!("no article {name}"))?;
        let claimed = record.claims.iter().flat_map(|claim| &claim.attributions);
        let mut seen = Vec::new();
        let mut attributions = Vec::new();
        for found in claimed.chain(&record.attributions) {
            if !seen.contains(&&found.id) {
                seen.push(&found.id);
                attributions.push(found.line());
            }
        }
        println!(
            "{}",
            json!({"id": name, "text": text, "attributions": attributions})
        );
    }
    Ok(())
}
