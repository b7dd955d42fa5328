//! The gold of attribution is what its annotation says: `annotation/*.txt` with quoted words gives `gold.jsonl` with offsets.
//!
//! `UPDATE_GOLD=1` writes the file anew; an ordinary run only compares.

use std::fmt::Write as _;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// Code points of an article, start inclusive, end exclusive.
type Span = Range<usize>;

/// An article, and the paragraph that annotation is being read for.
struct Reader {
    text: Vec<char>,
    paragraph: Span,
}

/// One line of annotation, found in its article.
struct Attribution {
    source: Option<Span>,
    cue: Span,
    content: Vec<Span>,
}

#[test]
fn gold_is_what_the_annotation_says() {
    let folder = fixtures().join("corpora/attribution");
    let mut gold = String::new();
    let articles = articles();
    assert!(!articles.is_empty(), "no articles");
    for name in articles {
        let text = read(&fixtures().join(format!("articles/{name}.txt")));
        let annotation = read(&folder.join(format!("annotation/{name}.txt")));
        let attributions = attributions(&text, &annotation, &name);
        gold.push_str(&json(&name, &text, &attributions));
        gold.push('\n');
    }
    let file = folder.join("gold.jsonl");
    if std::env::var_os("UPDATE_GOLD").is_some() {
        fs::write(&file, gold).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    } else {
        assert!(
            gold == read(&file),
            "gold.jsonl differs from the annotation: run with UPDATE_GOLD=1 and read the difference"
        );
    }
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures")
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

fn articles() -> Vec<String> {
    let entries = fs::read_dir(fixtures().join("articles")).expect("a folder of articles");
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("an entry of the folder").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .collect();
    names.sort();
    names
}

fn attributions(text: &str, annotation: &str, name: &str) -> Vec<Attribution> {
    let mut reader = Reader {
        text: text.chars().collect(),
        paragraph: 0..0,
    };
    let mut found = Vec::new();
    for (number, line) in annotation.lines().enumerate() {
        let here = || format!("{name}:{}: {line}", number + 1);
        if let Some(words) = line.strip_prefix("@ ") {
            reader.paragraph = reader.paragraph(words).unwrap_or_else(|| {
                panic!("{}: not the beginning of one paragraph", here());
            });
        } else if !line.is_empty() {
            let fields: Vec<&str> = line.split(" | ").collect();
            let [source, cue, content] = fields[..] else {
                panic!("{}: not source | cue | content", here());
            };
            let attribution = reader.attribution(source, cue, content);
            found.push(attribution.unwrap_or_else(|| panic!("{}: not in the paragraph", here())));
        }
    }
    found.sort_by_key(|attribution| (attribution.cue.start, attribution.content[0].start));
    found
}

impl Reader {
    /// The paragraph that `words` begin: at the start of a line if they stand there, else where they stand.
    fn paragraph(&self, words: &str) -> Option<Span> {
        let all = self.find(words, 0..self.text.len());
        let at_line = |span: &&Span| span.start == 0 || self.text[span.start - 1] == '\n';
        let at_lines: Vec<&Span> = all.iter().filter(at_line).collect();
        let start = match (&at_lines[..], &all[..]) {
            ([one], _) => one.start,
            ([], [one]) => one.start,
            _ => return None,
        };
        Some(start..self.paragraphs_on(start, 1))
    }

    /// The end of the `count`th paragraph from `start` on.
    fn paragraphs_on(&self, start: usize, count: usize) -> usize {
        let mut end = start;
        for _ in 0..count {
            let gap = self.text[end.min(self.text.len())..]
                .windows(2)
                .skip(2)
                .position(|pair| pair == ['\n', '\n']);
            end = gap.map_or(self.text.len(), |gap| end + 2 + gap);
        }
        end
    }

    /// Where `words` stand as whole words in `range`.
    fn find(&self, words: &str, range: Span) -> Vec<Span> {
        let words: Vec<char> = words.chars().collect();
        let cut = |before: Option<&char>, after: Option<&char>| {
            !(before.is_some_and(|c| c.is_alphanumeric()) && after.is_some_and(|c| c.is_alphanumeric()))
        };
        (range.start..(range.end + 1).saturating_sub(words.len()))
            .map(|start| start..start + words.len())
            .filter(|span| self.text[span.clone()] == words[..])
            .filter(|span| cut(span.start.checked_sub(1).map(|i| &self.text[i]), words.first()))
            .filter(|span| cut(words.last(), self.text.get(span.end)))
            .collect()
    }

    fn attribution(&self, source: &str, cue: &str, content: &str) -> Option<Attribution> {
        let mut choices = vec![Vec::new()];
        for piece in content.split(" // ") {
            choices = choices
                .iter()
                .flat_map(|before: &Vec<Span>| self.pieces(piece, before))
                .collect();
        }
        let cues = self.find(cue, self.paragraph.clone());
        let mut best: Option<(usize, Attribution)> = None;
        for content in choices {
            for cue in cues.iter().filter(|cue| !touches(cue, &content)) {
                let source = match source {
                    "-" => None,
                    words => Some(self.source(words, cue, &content)?),
                };
                let apart = source
                    .as_ref()
                    .map_or(0, |source| distance(source, std::slice::from_ref(cue)));
                let cost = distance(cue, &content) + apart;
                if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                    let cue = cue.clone();
                    let content = content.clone();
                    best = Some((cost, Attribution { source, cue, content }));
                }
            }
        }
        best.map(|(_, attribution)| attribution)
    }

    /// The source nearest to its cue, outside the content where it can be.
    fn source(&self, words: &str, cue: &Span, content: &[Span]) -> Option<Span> {
        let mut all = self.find(words, self.paragraph.clone());
        all.retain(|span| !touches(span, std::slice::from_ref(cue)));
        let nearest = |spans: &mut dyn Iterator<Item = Span>| {
            spans.min_by_key(|span| distance(span, std::slice::from_ref(cue)))
        };
        let outside = nearest(&mut all.iter().filter(|span| !touches(span, content)).cloned());
        outside.or_else(|| nearest(&mut all.into_iter()))
    }

    /// The pieces before with each place where `piece` may stand after them; a quotation may run on over three paragraphs.
    fn pieces(&self, piece: &str, before: &[Span]) -> Vec<Vec<Span>> {
        let from = before.last().map_or(self.paragraph.start, |last| last.end);
        let far = self.paragraphs_on(self.paragraph.start, 5);
        let near_or_far = |words: &str, from: usize| {
            let near = self.find(words, from..self.paragraph.end.max(from));
            if near.is_empty() {
                self.find(words, from..far)
            } else {
                near
            }
        };
        let places = match piece.split_once(" .. ") {
            None => near_or_far(piece, from),
            Some((first, last)) => {
                let start = near_or_far(first, from).into_iter().next();
                let whole = |start: Span| {
                    let end = near_or_far(last, start.end).into_iter().next()?;
                    Some(start.start..end.end)
                };
                start.and_then(whole).into_iter().collect()
            }
        };
        places
            .into_iter()
            .map(|place| before.iter().cloned().chain([place]).collect())
            .collect()
    }
}

fn touches(span: &Span, others: &[Span]) -> bool {
    others
        .iter()
        .any(|other| span.start < other.end && other.start < span.end)
}

fn distance(span: &Span, others: &[Span]) -> usize {
    let gap = |other: &Span| {
        let before = other.start.saturating_sub(span.end);
        before.max(span.start.saturating_sub(other.end))
    };
    others.iter().map(gap).min().unwrap_or(0)
}

fn json(name: &str, text: &str, attributions: &[Attribution]) -> String {
    let mut line = format!("{{\"id\": \"{name}\", \"text\": \"");
    for c in text.chars() {
        match c {
            '"' => line.push_str("\\\""),
            '\\' => line.push_str("\\\\"),
            '\n' => line.push_str("\\n"),
            c => line.push(c),
        }
    }
    line.push_str("\", \"attributions\": [");
    let spans = |spans: &[Span]| {
        let pairs: Vec<String> = spans
            .iter()
            .map(|span| format!("[{}, {}]", span.start, span.end))
            .collect();
        pairs.join(", ")
    };
    for (number, attribution) in attributions.iter().enumerate() {
        let comma = if number > 0 { ", " } else { "" };
        write!(
            line,
            "{comma}{{\"source\": [{}], \"cue\": [{}], \"content\": [{}]}}",
            spans(attribution.source.as_slice()),
            spans(std::slice::from_ref(&attribution.cue)),
            spans(&attribution.content),
        )
        .expect("a string takes all");
    }
    line.push_str("]}");
    line
}
