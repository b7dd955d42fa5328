//! Puts records of `ascribe list` beside their texts, so that one engine's labels can teach the other.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::json;

use crate::attribution::{Gold, Unlabelled};

/// Options of `silver`.
#[derive(Debug, clap::Args)]
pub struct Silver {
    /// Articles, JSON lines with `id` and `text`.
    articles: PathBuf,
    /// What `ascribe list --all --input ndjson --format ndjson` wrote of them.
    records: PathBuf,
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

fn offsets<'a>(spans: impl IntoIterator<Item = &'a Span>) -> Vec<[usize; 2]> {
    spans.into_iter().map(|span| [span.start, span.end]).collect()
}

impl Found {
    fn gold(&self) -> Gold {
        Gold {
            source: offsets(self.source.iter().flat_map(|source| &source.spans)),
            cue: offsets(self.cue.iter().filter_map(|cue| cue.span.as_ref())),
            content: offsets(&self.content),
        }
    }
}

/// Writes the articles with the attributions of their records, each once, as JSON lines that `attribution` fits on.
pub fn write(options: &Silver) -> Result<()> {
    let read = |path: &PathBuf| std::fs::read_to_string(path).with_context(|| path.display().to_string());
    let texts: HashMap<String, String> = read(&options.articles)?
        .lines()
        .map(|line| {
            let article: Unlabelled = serde_json::from_str(line)?;
            Ok((article.id, article.text))
        })
        .collect::<Result<_>>()?;
    for line in read(&options.records)?.lines() {
        let record: Record = serde_json::from_str(line)?;
        let name = &record.document.name;
        let text = texts.get(name).with_context(|| format!("no article {name}"))?;
        let claimed = record.claims.iter().flat_map(|claim| &claim.attributions);
        let mut seen = HashSet::new();
        let attributions: Vec<Gold> = claimed
            .chain(&record.attributions)
            .filter(|found| seen.insert(&found.id))
            .map(Found::gold)
            .collect();
        println!(
            "{}",
            json!({"id": name, "text": text, "attributions": attributions})
        );
    }
    Ok(())
}
