//! Claims of a document: every stretch of a sentence that one chain of attributions answers for.
//!
//! *The road is closed, the ministry said.* gives *The road is closed* with the ministry; a sentence that no attribution
//! touches is one claim in the newsroom's own voice. The frame of an attribution (*the ministry said*) is no claim.
//! Deliberately missed so far: the parts of a coordination (*X did A and B*), which stay one claim.

use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::ops::Range;

use super::{Checkability, Claim, ClaimId, Hedge, Worth};
use crate::attribution::{Attribution, AttributionIndex};
use crate::document::{Document, TokenIndex, TokenKind};
use crate::english::English;
use crate::grammar::Grammar;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::signs::hedges::{self, HedgeCue};
use crate::signs::names::{self, Entity};
use crate::vocabulary::{ClaimKind, Place, Polarity, Reason};

/// Finds the claims, in text order.
pub fn claims(
    english: &English,
    document: &Document,
    grammar: &Grammar,
    attributions: &[Attribution],
    entities: &[Entity],
) -> Vec<Claim> {
    let owners = owners(document, attributions);
    let mut seen: HashMap<[u8; 4], u32> = HashMap::new();
    let mut claims = Vec::new();
    let cues = hedges::find(english, document, grammar);
    for (number, sentence) in document.sentences().iter().enumerate() {
        let place = document.paragraphs()[sentence.paragraph].place;
        if matches!(place, Place::Byline | Place::Dateline) {
            continue;
        }
        for (owner, runs) in groups(&owners, sentence.tokens.clone()) {
            let runs = trimmed(document, runs);
            if !has_predicate(grammar, &runs) {
                continue;
            }
            let chain = owner.map_or_else(Vec::new, |innermost| chain(attributions, innermost));
            let spans: Vec<_> = runs.iter().map(|run| document.span_of(run.clone())).collect();
            let reason = reason(english, document, grammar, sentence.tokens.end, &runs);
            let kinds = kinds(english, document, grammar, &runs, reason);
            let id = id(document, &spans, &mut seen);
            let polarity = polarity(document, &runs);
            let checkability = Checkability {
                reason,
                open: Vec::new(),
                due: None,
            };
            let entities = names::inside(entities, &spans);
            claims.push(Claim {
                id,
                spans,
                sentence: number,
                place,
                kinds,
                checkability,
                polarity,
                hedges: hedges_of(document, attributions, &cues, &owners, &runs, &chain),
                attributions: chain,
                quantities: Vec::new(),
                times: Vec::new(),
                entities,
                predicate: None,
                arguments: Vec::new(),
                worth: Worth::default(),
            });
        }
    }
    claims
}

/// What each token belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Owner {
    /// The newsroom's own words.
    Newsroom,
    /// The source or cue of an attribution in the newsroom's words.
    Frame,
    /// The content of this attribution, innermost.
    Content(AttributionIndex),
}

fn owners(document: &Document, attributions: &[Attribution]) -> Vec<Owner> {
    let mut owners = vec![Owner::Newsroom; document.tokens().len()];
    let mut order: Vec<AttributionIndex> = (0..attributions.len()).collect();
    order.sort_by_key(|&number| chain(attributions, number).len());
    for number in order {
        let attribution = &attributions[number];
        for &span in &attribution.content {
            owners[document.tokens_in(span)].fill(Owner::Content(number));
        }
        let source = attribution.source.iter().flat_map(|source| &source.spans);
        for &span in source.chain([&attribution.cue.span]) {
            owners[document.tokens_in(span)].fill(Owner::Frame);
        }
    }
    owners
}

/// The chain that ends with `innermost`, outermost first.
fn chain(attributions: &[Attribution], innermost: AttributionIndex) -> Vec<AttributionIndex> {
    let mut chain = vec![innermost];
    while let Some(outer) = attributions[chain[chain.len() - 1]].within {
        chain.push(outer);
    }
    chain.reverse();
    chain
}

/// The hedges inside the claim, and those in the cues of its chain: *was **reportedly** told*.
fn hedges_of(
    document: &Document,
    attributions: &[Attribution],
    cues: &[HedgeCue],
    owners: &[Owner],
    runs: &[Range<TokenIndex>],
    chain: &[AttributionIndex],
) -> Vec<Hedge> {
    let frames = chain.iter().map(|&number| {
        (
            document.tokens_in(attributions[number].cue.span),
            attributions[number].within,
        )
    });
    let inside = runs.iter().map(|run| {
        let by = match owners[run.start] {
            Owner::Content(number) => Some(number),
            _ => None,
        };
        (run.clone(), by)
    });
    let mut found: Vec<Hedge> = frames
        .chain(inside)
        .flat_map(|(tokens, by)| {
            let first = cues.partition_point(|cue| cue.tokens.start < tokens.start);
            let held = cues[first..]
                .iter()
                .take_while(move |cue| cue.tokens.start < tokens.end);
            held.map(move |cue| Hedge {
                class: cue.class,
                span: document.span_of(cue.tokens.clone()),
                by,
            })
        })
        .collect();
    found.sort_by_key(|hedge| hedge.span);
    found.dedup();
    found
}

/// The runs of a sentence by whose words they are, in order of their first tokens.
fn groups(
    owners: &[Owner],
    sentence: Range<TokenIndex>,
) -> Vec<(Option<AttributionIndex>, Vec<Range<TokenIndex>>)> {
    let mut groups: Vec<(Option<AttributionIndex>, Vec<Range<TokenIndex>>)> = Vec::new();
    let mut token = sentence.start;
    while token < sentence.end {
        let owner = owners[token];
        let start = token;
        while token < sentence.end && owners[token] == owner {
            token += 1;
        }
        let whose = match owner {
            Owner::Frame => continue,
            Owner::Newsroom => None,
            Owner::Content(number) => Some(number),
        };
        // Only the last few groups can go on: runs of one content stand near each other.
        match groups
            .iter_mut()
            .rev()
            .take(4)
            .find(|group| group.0 == whose && whose.is_some())
        {
            Some(group) => group.1.push(start..token),
            None => groups.push((whose, std::iter::once(start..token).collect())),
        }
    }
    groups
}

/// Without punctuation at the edges of each run, and without *that* and conjunctions at its beginning.
fn trimmed(document: &Document, runs: Vec<Range<TokenIndex>>) -> Vec<Range<TokenIndex>> {
    let idle = |token: TokenIndex| document.tokens()[token].kind == TokenKind::Punctuation;
    let leads =
        |token: TokenIndex| idle(token) || matches!(document.word(token), "that" | "and" | "but" | "as");
    runs.into_iter()
        .filter_map(|run| {
            let start = run.clone().find(|&token| !leads(token))?;
            let last = run.clone().rev().find(|&token| !idle(token))?;
            (start <= last).then_some(start..last + 1)
        })
        .collect()
}

/// Whether the runs say something: a finite verb, or the predicate of a headline.
fn has_predicate(grammar: &Grammar, runs: &[Range<TokenIndex>]) -> bool {
    let words: usize = runs.iter().map(ExactSizeIterator::len).sum();
    words >= 3
        && runs.iter().cloned().flatten().any(|token| {
            matches!(grammar.tag(token), Tag::Vbd | Tag::Vbp | Tag::Vbz | Tag::Md)
                || (grammar.tag(token).is_verb()
                    && matches!(grammar.relation(token), Relation::Root | Relation::Ccomp))
        })
}

fn lower_is(document: &Document, token: TokenIndex, words: &[&str]) -> bool {
    words
        .iter()
        .any(|word| document.word(token).eq_ignore_ascii_case(word))
}

/// The first test of the guidelines that applies.
fn reason(
    english: &English,
    document: &Document,
    grammar: &Grammar,
    sentence_end: TokenIndex,
    runs: &[Range<TokenIndex>],
) -> Reason {
    let tokens = || runs.iter().cloned().flatten();
    let any = |words: &[&str]| tokens().any(|token| lower_is(document, token, words));
    let modal = |words: &[&str]| {
        tokens().any(|token| grammar.tag(token) == Tag::Md && lower_is(document, token, words))
    };
    let ends_with_question =
        (sentence_end.saturating_sub(2)..sentence_end).any(|token| document.word(token) == "?");
    let first = tokens().next();
    let evidence = tokens().any(|token| {
        let tag = grammar.tag(token);
        tag.is_name()
            || matches!(tag, Tag::Cd | Tag::Vbd | Tag::Vbn)
            || english.sources.kind(document.word(token)).is_some()
    });
    if ends_with_question
        || first
            .is_some_and(|token| grammar.tag(token) == Tag::Vb && grammar.relation(token) == Relation::Root)
    {
        Reason::NotAssertion
    } else if modal(&["should", "must", "ought"]) {
        Reason::Opinion
    } else if first.is_some_and(|token| lower_is(document, token, &["if", "unless"]))
        || modal(&["would"]) && any(&["if"])
    {
        Reason::Hypothetical
    } else if modal(&["will", "'ll", "’ll", "wo"]) || any(&["tomorrow"]) {
        Reason::Prediction
    } else if !evidence {
        Reason::Vague
    } else {
        Reason::Checkable
    }
}

/// The kinds, primary first.
fn kinds(
    english: &English,
    document: &Document,
    grammar: &Grammar,
    runs: &[Range<TokenIndex>],
    reason: Reason,
) -> Vec<ClaimKind> {
    let tokens = || runs.iter().cloned().flatten();
    let lemma_in = |words: &[&str]| {
        tokens().any(|token| {
            grammar.tag(token).is_verb()
                && words.contains(&&*english.lemmas.lemma(document.word(token), grammar.tag(token)))
        })
    };
    let tests = [
        (ClaimKind::Prediction, reason == Reason::Prediction),
        (
            ClaimKind::Quantity,
            tokens().any(|token| grammar.tag(token) == Tag::Cd),
        ),
        (
            ClaimKind::Causal,
            tokens().any(|token| lower_is(document, token, &["because", "due"])) || lower_causes(&lemma_in),
        ),
        (
            ClaimKind::Decision,
            lemma_in(&["appoint", "approve", "ban", "order", "rule", "sentence"]),
        ),
        (
            ClaimKind::Plan,
            lemma_in(&["intend", "plan", "pledge", "promise", "vow"]),
        ),
        (
            ClaimKind::Response,
            lemma_in(&["deny", "decline", "reject", "refuse"]),
        ),
        (
            ClaimKind::Event,
            tokens().any(|token| grammar.tag(token) == Tag::Vbd && grammar.relation(token) != Relation::Cop),
        ),
        (
            ClaimKind::Status,
            tokens().any(|token| grammar.relation(token) == Relation::Cop),
        ),
    ];
    let kinds: Vec<ClaimKind> = tests
        .into_iter()
        .filter(|test| test.1)
        .map(|test| test.0)
        .collect();
    if kinds.is_empty() {
        vec![ClaimKind::Other]
    } else {
        kinds
    }
}

fn lower_causes(lemma_in: &impl Fn(&[&str]) -> bool) -> bool {
    lemma_in(&["cause", "prompt", "trigger"])
}

/// Negative when an odd number of negating words stands in the claim.
fn polarity(document: &Document, runs: &[Range<TokenIndex>]) -> Polarity {
    const NEGATING: [&str; 9] = [
        "not", "n't", "n’t", "never", "no", "neither", "nobody", "none", "without",
    ];
    let count = runs
        .iter()
        .cloned()
        .flatten()
        .filter(|&token| lower_is(document, token, &NEGATING))
        .count();
    if count % 2 == 1 {
        Polarity::Negative
    } else {
        Polarity::Positive
    }
}

/// From the claim's words, typographic variants folded, and its number among claims with the same words.
fn id(document: &Document, spans: &[crate::span::Span], seen: &mut HashMap<[u8; 4], u32>) -> ClaimId {
    let mut hash = Sha256::new();
    for word in spans
        .iter()
        .flat_map(|&span| document.slice(span).split_whitespace())
    {
        for character in word.chars().flat_map(char::to_lowercase) {
            let plain = match character {
                '’' | '‘' => '\'',
                '“' | '”' => '"',
                '–' | '—' => '-',
                other => other,
            };
            hash.update(plain.encode_utf8(&mut [0; 4]));
        }
        hash.update(b" ");
    }
    let digest = hash.clone().finalize();
    let key = [digest[0], digest[1], digest[2], digest[3]];
    let number = seen.entry(key).and_modify(|count| *count += 1).or_insert(0);
    if *number == 0 {
        return ClaimId(u32::from_be_bytes(key));
    }
    hash.update(number.to_be_bytes());
    let digest = hash.finalize();
    ClaimId(u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]]))
}
