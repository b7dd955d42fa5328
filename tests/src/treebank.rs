//! Texts rebuilt from a treebank in CoNLL-U, with their gold cuts.

use std::fs;
use std::ops::Range;
use std::path::Path;

/// A document of the treebank as running text.
#[derive(Debug, Default)]
pub struct GoldText {
    /// Its name in the treebank.
    pub id: String,
    /// Words joined as `SpaceAfter` says, paragraphs parted by an empty line.
    pub text: String,
    /// Bytes of each sentence.
    pub sentences: Vec<Range<usize>>,
    /// Bytes of each token; a contraction (*didn't*) counts as one here, as it stands in the text.
    pub tokens: Vec<Range<usize>>,
}

/// Reads a file of `fixtures/corpora`.
///
/// # Panics
/// If the file is missing or no CoNLL-U.
pub fn read(name: &str) -> Vec<GoldText> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../fixtures/corpora")
        .join(name);
    let file = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut texts: Vec<GoldText> = Vec::new();
    let mut paragraph_starts = true;
    for sentence in file.split("\n\n").filter(|sentence| !sentence.trim().is_empty()) {
        for line in sentence.lines() {
            if let Some(id) = line.strip_prefix("# newdoc id = ") {
                texts.push(GoldText {
                    id: id.to_owned(),
                    ..GoldText::default()
                });
            }
            paragraph_starts |= line == "# newpar" || line.starts_with("# newdoc");
        }
        let text = texts.last_mut().expect("a document before the first sentence");
        if paragraph_starts && !text.text.is_empty() {
            text.text.truncate(text.text.trim_end().len());
            text.text.push_str("\n\n");
        }
        paragraph_starts = false;
        append(text, sentence);
    }
    texts
}

/// Appends the words of one sentence.
fn append(text: &mut GoldText, sentence: &str) {
    let start = text.text.len();
    let mut covered = 0;
    for line in sentence.lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [id, form, .., misc] = fields[..] else {
            panic!("no CoNLL-U: {line}");
        };
        if let Some((_, last)) = id.split_once('-') {
            covered = last.parse().expect("a range of words");
        } else if id.contains('.') || id.parse::<usize>().expect("number of a word") <= covered {
            continue;
        }
        let at = text.text.len();
        text.text.push_str(form);
        text.tokens.push(at..text.text.len());
        if !misc.contains("SpaceAfter=No") {
            text.text.push(' ');
        }
    }
    text.sentences.push(start..text.text.trim_end().len());
}
