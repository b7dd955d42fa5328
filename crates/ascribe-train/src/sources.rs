//! Checks whom pronouns are taken for against gold coreference in CoNLL-U (GUM's `Entity` annotation).
//!
//! The text is put together from its words. Where the treebank names the speakers, each begins a paragraph with a label (*Ana Roe: I
//! saw it.*), as printed transcripts have it, and whoever says *I* there is taken to be named by it.
//!
//! Each pronoun that is the subject of a verb that reports is one question. *Right* is a name of the same gold chain, or no
//! name where the chain has none; *wrong* is any other name; *open* is no name, or candidates, where the chain has a name.

mod gold;

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::Result;
use ascribe_core::attribution::Attribution;
use ascribe_core::document::{Document, TokenIndex};
use ascribe_core::english::English;
use ascribe_core::revision::{Reading, Revision};
use ascribe_core::signs::mentions::{Mentions, Referent};
use ascribe_core::signs::names::Names;
use ascribe_core::signs::quotations;
use ascribe_core::span::Span;
use ascribe_core::vocabulary::Directness;
use gold::Gold;

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
    /// How many bytes of text to print in front of each.
    #[arg(long, default_value_t = 250)]
    context: usize,
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
        for gold in gold::read(path)? {
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
        let name = resolved(&revision, &names, &mentions, &quoted, span);
        let verdict = match name {
            Some(name)
                if same_chain().any(|mention| {
                    gold.is_named_by(mention, name) || gold.words_of(mention) == document.slice(name)
                }) =>
            {
                Verdict::Right
            }
            Some(_) => Verdict::Wrong,
            None if has_name => Verdict::Open,
            None => Verdict::Right,
        };
        if options.show && !matches!(verdict, Verdict::Right) {
            let around = &gold.text[floor(&gold.text, word.bytes.start.saturating_sub(options.context))
                ..floor(&gold.text, word.bytes.end + options.context / 4)];
            let answer = name.map_or_else(
                || candidates(&names, &mentions, document, document.tokens_in(span).start),
                |name| document.slice(name).to_owned(),
            );
            let mut called: Vec<&str> = same_chain()
                .filter(|mention| gold.is_named(mention))
                .map(|mention| gold.words_of(mention))
                .collect();
            called.dedup();
            called.truncate(4);
            let called = called.join(" / ");
            println!(
                "{} {pronoun} = {answer}, not {called}: {}",
                gold.id,
                around.replace('\n', " ")
            );
        }
        count(&pronoun, has_name, verdict);
    }
}

/// Those who are equally likely, as one line.
fn candidates(names: &Names, mentions: &Mentions, document: &Document, pronoun: TokenIndex) -> String {
    match mentions.at(pronoun) {
        Some(Referent::Open(figures)) => {
            let name = |&figure: &usize| document.slice(document.span_of(names.figures[figure].name.clone()));
            format!("? {}", figures.iter().map(name).collect::<Vec<_>>().join(" or "))
        }
        Some(Referent::Noun(noun)) => format!("the {}", document.word(*noun)),
        _ => "-".to_owned(),
    }
}

fn floor(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at.min(text.len()))
}

/// The name that a pronoun is given: as the source of an attribution, as any mention, or, if it is *I*, that of whose direct words it
/// stands in.
fn resolved(
    revision: &Revision,
    names: &Names,
    mentions: &Mentions,
    quoted: &[bool],
    pronoun: Span,
) -> Option<Span> {
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
                (attribution.directness == Directness::Direct
                    || attribution.directness == Directness::Mixed && quoted[token])
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
