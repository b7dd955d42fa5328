//! Documents with gold coreference, read from CoNLL-U and put together to a text with labels of speakers.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::ops::Range;
use std::path::Path;

use anyhow::{Context, Result};
use ascribe_core::grammar::tag::Tag;
use ascribe_core::span::Span;

/// A document with its gold words and mentions.
#[derive(Default)]
pub struct Gold {
    pub id: String,
    pub text: String,
    pub words: Vec<Word>,
    pub mentions: Vec<Mention>,
    pub speaker: String,
    /// The words of each speaker's labels, and the chain of their *I*.
    pub labels: BTreeMap<String, (Vec<Range<usize>>, Option<String>)>,
}

pub struct Word {
    pub bytes: Range<usize>,
    pub lemma: String,
    pub is_verb: bool,
    pub is_name: bool,
    pub relation: String,
    /// In the document's words.
    pub head: Option<usize>,
}

pub struct Mention {
    pub chain: String,
    pub words: Range<usize>,
}

impl Gold {
    /// The words of a mention as they stand in the text.
    pub fn words_of(&self, mention: &Mention) -> &str {
        let words = &self.words[mention.words.clone()];
        match (words.first(), words.last()) {
            (Some(first), Some(last)) => &self.text[first.bytes.start..last.bytes.end],
            _ => "",
        }
    }

    /// Whether the head of a mention, or an apposition in it, is a name.
    pub fn is_named(&self, mention: &Mention) -> bool {
        mention.words.clone().any(|word| {
            let known = &self.words[word];
            let outside = known.head.is_none_or(|head| !mention.words.contains(&head));
            known.is_name && (outside || known.relation == "appos")
        })
    }

    /// Whether `name` stands at the head of a mention, or beside it.
    pub fn is_named_by(&self, mention: &Mention, name: Span) -> bool {
        let head_or_apposition = |word: usize| {
            let known = &self.words[word];
            let outside = known.head.is_none_or(|head| !mention.words.contains(&head));
            let beside = matches!(&*known.relation, "appos" | "flat");
            (outside || beside) && Span::new(known.bytes.start, known.bytes.end).overlaps(name)
        };
        mention.words.clone().any(head_or_apposition)
    }
}

/// Reads a treebank, as many documents as it has.
pub fn read(path: &Path) -> Result<Vec<Gold>> {
    let file = File::open(path).with_context(|| path.display().to_string())?;
    let stream: Box<dyn Read> = if path.extension().is_some_and(|extension| extension == "gz") {
        Box::new(flate2::read::GzDecoder::new(file))
    } else {
        Box::new(file)
    };
    let mut documents: Vec<Gold> = Vec::new();
    let mut open: Vec<(String, usize)> = Vec::new();
    let (mut first, mut covered) = (0, 0);
    for line in BufReader::new(stream).lines() {
        let line = line?;
        if let Some(id) = line.strip_prefix("# newdoc id = ") {
            documents.push(Gold {
                id: id.to_owned(),
                ..Gold::default()
            });
            open.clear();
            continue;
        }
        let Some(gold) = documents.last_mut() else {
            continue;
        };
        if line == "# newpar" {
            gold.text.truncate(gold.text.trim_end().len());
            if !gold.text.is_empty() {
                gold.text.push_str("\n\n");
            }
        } else if let Some(speaker) = line.strip_prefix("# speaker = ") {
            gold.turn(speaker);
            first = gold.words.len();
        } else if line.starts_with("# sent_id") {
            (first, covered) = (gold.words.len(), 0);
        } else if !line.starts_with('#') && !line.is_empty() {
            gold.push(&line, first, &mut covered, &mut open);
        }
    }
    for gold in &mut documents {
        let labels = std::mem::take(&mut gold.labels).into_values();
        let named = labels.filter_map(|(labels, chain)| Some((labels, chain?)));
        gold.mentions.extend(named.flat_map(|(labels, chain)| {
            labels.into_iter().map(move |words| Mention {
                chain: chain.clone(),
                words,
            })
        }));
    }
    Ok(documents)
}

impl Gold {
    /// Begins a paragraph with the label of whoever speaks, unless they have spoken already: `AnaRoe` is *Ana Roe*.
    fn turn(&mut self, speaker: &str) {
        if self.speaker == speaker {
            return;
        }
        speaker.clone_into(&mut self.speaker);
        self.text.truncate(self.text.trim_end().len());
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let start = self.words.len();
        let letters: Vec<char> = speaker.chars().collect();
        let mut names: Vec<String> = Vec::new();
        for (at, &letter) in letters.iter().enumerate() {
            let is_lower = |at: usize| letters.get(at).is_some_and(|letter| letter.is_lowercase());
            let begins = at == 0 || letter.is_uppercase() && (is_lower(at - 1) || is_lower(at + 1));
            match names.last_mut() {
                Some(name) if !begins || name == "Mc" => name.push(letter),
                _ => names.push(letter.to_string()),
            }
        }
        for name in names {
            let at = self.text.len();
            self.text.push_str(&name);
            self.words.push(Word {
                bytes: at..self.text.len(),
                lemma: name.to_lowercase(),
                is_verb: false,
                is_name: true,
                relation: "flat".to_owned(),
                head: None,
            });
            self.text.push(' ');
        }
        self.text.truncate(self.text.trim_end().len());
        self.text.push_str(": ");
        let labels = &mut self.labels.entry(speaker.to_owned()).or_default().0;
        labels.push(start..self.words.len());
    }

    fn push(&mut self, line: &str, first: usize, covered: &mut usize, open: &mut Vec<(String, usize)>) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [id, form, lemma, _, tag, _, head, relation, _, misc] = fields[..] else {
            return;
        };
        let spaced = !misc.contains("SpaceAfter=No");
        if let Some((_, last)) = id.split_once('-') {
            // The parts of *didn't* stand in the line of the whole.
            *covered = last.parse().unwrap_or(0);
            self.text.push_str(form);
            if spaced {
                self.text.push(' ');
            }
            return;
        }
        let Ok(number) = id.parse::<usize>() else { return };
        let bytes = if number <= *covered {
            let whole = self.text.trim_end().len();
            let last = self.words.last().map_or(0, |word| word.bytes.end);
            let start = last.max(whole.saturating_sub(form.len() * 3)).min(whole);
            let at = self.text[self.text.floor_char_boundary(start)..]
                .find(form)
                .map(|at| self.text.floor_char_boundary(start) + at);
            at.map_or(whole..whole, |at| at..at + form.len())
        } else {
            let at = self.text.len();
            self.text.push_str(form);
            if spaced {
                self.text.push(' ');
            }
            at..at + form.len()
        };
        let at = self.words.len();
        let tag = Tag::from_name(tag).unwrap_or(Tag::Xx);
        self.words.push(Word {
            bytes,
            lemma: lemma.to_lowercase(),
            is_verb: tag.is_verb(),
            is_name: tag.is_name(),
            relation: relation.to_owned(),
            head: head
                .parse::<usize>()
                .ok()
                .and_then(|head| head.checked_sub(1))
                .map(|head| first + head),
        });
        let Some(entities) = misc.split('|').find_map(|item| item.strip_prefix("Entity=")) else {
            return;
        };
        self.entities(entities, at, open);
    }

    /// Reads `(1-person-…(2-place-…)1)`: brackets that open and close mentions.
    fn entities(&mut self, entities: &str, at: usize, open: &mut Vec<(String, usize)>) {
        let mut rest = entities;
        while !rest.is_empty() {
            let opens = rest.starts_with('(');
            let body = rest.trim_start_matches('(');
            let end = body.find(['(', ')']).unwrap_or(body.len());
            let chain = body[..end].split('-').next().unwrap_or_default().to_owned();
            let closes = body[end..].starts_with(')');
            if opens {
                open.push((chain.clone(), at));
            }
            if closes && let Some(found) = open.iter().rposition(|(name, _)| *name == chain) {
                let (chain, start) = open.remove(found);
                let speaks = start == at && matches!(&*self.words[at].lemma, "i" | "my");
                if let Some((_, own)) = self.labels.get_mut(&self.speaker).filter(|_| speaks) {
                    own.get_or_insert_with(|| chain.clone());
                }
                self.mentions.push(Mention {
                    chain,
                    words: start..at + 1,
                });
            }
            rest = &body[(end + usize::from(closes)).min(body.len())..];
        }
    }
}
