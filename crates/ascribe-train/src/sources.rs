//! Checks whom pronouns are taken for against gold coreference in CoNLL-U (GUM's `Entity` annotation).
//!
//! The text is put together from its words. Where the treebank names the speakers, each begins a paragraph with a label (*Ana Roe: I
//! saw it.*), as printed transcripts have it, and whoever says *I* there is taken to be named by it.
//!
//! Each pronoun that is the subject of a verb that reports is one question. *Right* is a name of the same gold chain, or no
//! name where the chain has none; *wrong* is any other name; *open* is no name, or candidates, where the chain has a name.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::ops::Range;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use ascribe_core::attribution::Attribution;
use ascribe_core::english::English;
use ascribe_core::grammar::tag::Tag;
use ascribe_core::revision::{Reading, Revision};
use ascribe_core::signs::mentions::{Mentions, Referent};
use ascribe_core::signs::names::Names;
use ascribe_core::signs::quotations;
use ascribe_core::span::Span;
use ascribe_core::vocabulary::Directness;

/// Score the resolution of pronouns against gold coreference.
#[derive(Debug, clap::Args)]
pub struct Check {
    /// Treebanks with entities, `.conllu` or `.conllu.gz`.
    #[arg(required = true)]
    gold: Vec<PathBuf>,
    /// Also pronouns that are subjects of any other verb.
    #[arg(long)]
    all_verbs: bool,
    /// Print every answer that is not right.
    #[arg(long)]
    show: bool,
}

/// A document with its gold words and mentions.
#[derive(Default)]
struct Gold {
    id: String,
    text: String,
    words: Vec<Word>,
    mentions: Vec<Mention>,
    speaker: String,
    /// The words of each speaker's labels, and the chain of their *I*.
    labels: BTreeMap<String, (Vec<Range<usize>>, Option<String>)>,
}

struct Word {
    bytes: Range<usize>,
    lemma: String,
    is_verb: bool,
    is_name: bool,
    relation: String,
    /// In the document's words.
    head: Option<usize>,
}

struct Mention {
    chain: String,
    words: Range<usize>,
}

#[derive(Default, Clone, Copy)]
struct Counts {
    right: usize,
    wrong: usize,
    open: usize,
}

/// Runs the check and prints a line for each pronoun, and two for all.
pub fn check(options: &Check) -> Result<()> {
    let mut by_pronoun: BTreeMap<String, Counts> = BTreeMap::new();
    let (mut all, mut named) = (Counts::default(), Counts::default());
    for path in &options.gold {
        for gold in read(path)? {
            score(options, &gold, &mut |pronoun, has_name, verdict| {
                let totals = [
                    Some(by_pronoun.entry(pronoun.to_owned()).or_default()),
                    Some(&mut all),
                    has_name.then_some(&mut named),
                ];
                for counts in totals.into_iter().flatten() {
                    match verdict {
                        Verdict::Right => counts.right += 1,
                        Verdict::Wrong => counts.wrong += 1,
                        Verdict::Open => counts.open += 1,
                    }
                }
            });
        }
    }
    for (pronoun, counts) in &by_pronoun {
        print(pronoun, *counts);
    }
    print("of chains with a name", named);
    print("all", all);
    Ok(())
}

fn print(label: &str, counts: Counts) {
    let sum = counts.right + counts.wrong + counts.open;
    let share = |count: usize| 100.0 * count as f64 / sum.max(1) as f64;
    println!(
        "{label:22} {sum:5}: right {:5.1}  wrong {:5.1}  open {:5.1}",
        share(counts.right),
        share(counts.wrong),
        share(counts.open)
    );
}

enum Verdict {
    Right,
    Wrong,
    Open,
}

fn score(options: &Check, gold: &Gold, count: &mut impl FnMut(&str, bool, Verdict)) {
    let english = English::built_in();
    let revision = Revision::read(english, &gold.text, &Reading::default());
    let (document, grammar) = (&revision.document, &revision.grammar);
    let mut names = Names::find(english, document, grammar);
    let quoted = quotations::inside(document);
    let mentions = Mentions::find(english, document, grammar, &mut names, &quoted);
    for (at, word) in gold.words.iter().enumerate() {
        let pronoun = gold.text[word.bytes.clone()].to_lowercase();
        let asked = matches!(&*pronoun, "he" | "she" | "they" | "it" | "who" | "i" | "we")
            && word.relation == "nsubj"
            && word.head.is_some_and(|head| {
                let verb = &gold.words[head];
                verb.is_verb && (options.all_verbs || english.stances.verbs.contains(&verb.lemma))
            });
        let chain = gold.mentions.iter().find(|mention| mention.words == (at..at + 1));
        let Some(chain) = chain.filter(|_| asked).map(|mention| &mention.chain) else {
            continue;
        };
        let same_chain = || gold.mentions.iter().filter(|mention| mention.chain == *chain);
        let has_name = same_chain().any(|mention| gold.is_named(mention));
        let span = Span::new(word.bytes.start, word.bytes.end);
        let name = resolved(&revision, &names, &mentions, span);
        let verdict = match name {
            Some(name) if same_chain().any(|mention| gold.is_named_by(mention, name)) => Verdict::Right,
            Some(_) => Verdict::Wrong,
            None if has_name => Verdict::Open,
            None => Verdict::Right,
        };
        if options.show && !matches!(verdict, Verdict::Right) {
            let around = &gold.text[floor(&gold.text, word.bytes.start.saturating_sub(250))
                ..floor(&gold.text, word.bytes.end + 40)];
            let answer = name.map_or("-", |name| document.slice(name));
            println!("{} {pronoun} = {answer}: {}", gold.id, around.replace('\n', " "));
        }
        count(&pronoun, has_name, verdict);
    }
}

fn floor(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at.min(text.len()))
}

/// The name that a pronoun is given: as the source of an attribution, as any mention, or, if it is *I*, that of whose direct words it
/// stands in.
fn resolved(revision: &Revision, names: &Names, mentions: &Mentions, pronoun: Span) -> Option<Span> {
    let source = revision
        .attributions
        .iter()
        .filter_map(|attribution| attribution.source.as_ref())
        .find(|source| source.spans == [pronoun]);
    if let Some(source) = source {
        return source.name;
    }
    let token = revision.document.tokens_in(pronoun).start;
    match mentions.at(token) {
        Some(Referent::Figure(figure)) => {
            Some(revision.document.span_of(names.figures[*figure].name.clone()))
        }
        None if revision.document.word(token) == "I" => {
            let holds = |attribution: &&Attribution| {
                attribution.directness == Directness::Direct
                    && attribution.content.iter().any(|span| span.contains(pronoun))
            };
            let speaker = revision
                .attributions
                .iter()
                .filter(holds)
                .min_by_key(|it| it.content.iter().map(|span| span.len()).sum::<usize>());
            speaker?.source.as_ref()?.name
        }
        _ => None,
    }
}

impl Gold {
    /// Whether the head of a mention, or an apposition in it, is a name.
    fn is_named(&self, mention: &Mention) -> bool {
        mention.words.clone().any(|word| {
            let known = &self.words[word];
            let outside = known.head.is_none_or(|head| !mention.words.contains(&head));
            known.is_name && (outside || known.relation == "appos")
        })
    }

    fn is_named_by(&self, mention: &Mention, name: Span) -> bool {
        let head_or_apposition = |word: usize| {
            let known = &self.words[word];
            let outside = known.head.is_none_or(|head| !mention.words.contains(&head));
            let beside = matches!(&*known.relation, "appos" | "flat");
            (outside || beside) && Span::new(known.bytes.start, known.bytes.end).overlaps(name)
        };
        mention.words.clone().any(head_or_apposition)
    }
}

fn read(path: &Path) -> Result<Vec<Gold>> {
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
            let at = self.text[floor(&self.text, start)..]
                .find(form)
                .map(|at| floor(&self.text, start) + at);
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
