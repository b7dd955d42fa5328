//! Claims labelled by hand, found in their texts.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::treebank;

/// A clause that a person called a claim, with the reason and the primary kind that the guidelines give it.
#[derive(Clone, Debug)]
pub struct Gold {
    /// Where it stands, in bytes.
    pub spans: Vec<Range<usize>>,
    /// Code of the reason.
    pub reason: String,
    /// Code of the primary kind.
    pub kind: String,
}

/// A text with its gold.
#[derive(Clone, Debug)]
pub struct Labelled {
    /// Name of the article or treebank document.
    pub id: String,
    /// The text.
    pub text: String,
    /// Its claims, in the order of the annotation.
    pub claims: Vec<Gold>,
}

/// Every text of `fixtures/corpora/claims/annotation`, by name.
///
/// # Panics
/// If a file is missing or a line of annotation cannot be found in its text.
pub fn labelled() -> Vec<Labelled> {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures");
    let entries = fs::read_dir(fixtures.join("corpora/claims/annotation")).expect("a folder of annotation");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    let mut treebanks = treebank::read("gum-news/dev.conllu");
    treebanks.extend(treebank::read("gum-news/test.conllu"));
    files
        .iter()
        .map(|file| {
            let id = file
                .file_stem()
                .and_then(|stem| stem.to_str())
                .expect("a name")
                .to_owned();
            let text = match treebanks.iter().find(|text| text.id == id) {
                Some(text) => text.text.clone(),
                None => ["articles", "corpora/claims/texts"]
                    .iter()
                    .find_map(|folder| fs::read_to_string(fixtures.join(format!("{folder}/{id}.txt"))).ok())
                    .expect("an article"),
            };
            let annotation = fs::read_to_string(file).expect("annotation");
            let claims = annotation
                .lines()
                .enumerate()
                .map(|(number, line)| {
                    gold(&text, line).unwrap_or_else(|| panic!("{id}:{}: {line}", number + 1))
                })
                .collect();
            Labelled { id, text, claims }
        })
        .collect()
}

/// `words | reason | kind`; `a .. b` runs from *a* to *b*, `//` parts pieces that do not touch.
fn gold(text: &str, line: &str) -> Option<Gold> {
    let fields: Vec<&str> = line.split(" | ").collect();
    let [words, reason, kind] = fields[..] else {
        return None;
    };
    let mut spans: Vec<Range<usize>> = Vec::new();
    for piece in words.split(" // ") {
        let from = spans.last().map_or(0, |span| span.end);
        let span = match piece.split_once(" .. ") {
            None => find(text, piece, from)?,
            Some((first, last)) => {
                let start = find(text, first, from)?;
                let end = find(text, last, start.end)?;
                start.start..end.end
            }
        };
        spans.push(span);
    }
    Some(Gold {
        spans,
        reason: reason.to_owned(),
        kind: kind.to_owned(),
    })
}

fn find(text: &str, words: &str, from: usize) -> Option<Range<usize>> {
    let at = from + text[from..].find(words)?;
    Some(at..at + words.len())
}
