//! Hearsay that the labeller passed over: *reportedly*, *allegedly*, *is said to*, *it is believed that*.
//!
//! The cue is the hedge, there is no source, and the content is the clause that the hedge stands in: *The two companies* +
//! *held talks in May* around *reportedly*. A belief is one where nobody is named who holds it: *is understood to be opposed*, *it has long
//! been assumed that*; not *is widely seen as*, *some say*. Counter-example: a hedge that touches a labelled cue is that attribution's.
//! Missed on purpose: hedges inside a noun phrase (*his allegedly false claim*), which say so of no clause, and those
//! inside quotation marks, which are the speaker's.

use std::ops::Range;

use super::{CONFIDENCE, runs};
use crate::attribution::label::Label;
use crate::document::{Document, TokenIndex};
use crate::grammar::Grammar;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::signs::hedges::HedgeCue;
use crate::signs::quotations::Quotation;
use crate::vocabulary::HedgeClass;

/// Adds a label for every hedge of hearsay that none of `labels` has.
pub fn complete(
    document: &Document,
    grammar: &Grammar,
    quotations: &[Quotation],
    hedges: &[HedgeCue],
    labels: &mut Vec<Label>,
) {
    for hedge in hedges {
        let cue = &cue(document, grammar, hedge);
        if !(hedge.class == HedgeClass::Hearsay || is_held_by_nobody(document, grammar, hedge, cue)) {
            continue;
        }
        let quoted = quotations.partition_point(|quotation| quotation.tokens.end <= cue.start);
        if quotations
            .get(quoted)
            .is_some_and(|quotation| quotation.tokens.start < cue.end)
        {
            continue;
        }
        let at = labels.partition_point(|label| label.cue.end <= cue.start);
        // *has **reportedly** been offered* is no cue but for the adverb.
        let takes_verb = |label: &Label| {
            label.source.is_empty() && cue.len() == 1 && label.cue.start <= cue.start && label.cue.len() > 1
        };
        match labels.get(at).filter(|label| label.cue.start < cue.end) {
            Some(label) if takes_verb(label) => drop(labels.remove(at)),
            Some(_) => continue,
            None => {}
        }
        let content = content(document, grammar, cue);
        if !content.is_empty() {
            labels.insert(
                at,
                Label {
                    head: cue.end - 1,
                    cue: cue.start..cue.end + usize::from(follows_of(document, cue.end, &content)),
                    source: Vec::new(),
                    content,
                    confidence: CONFIDENCE,
                },
            );
        }
    }
}

/// The hedge without the *to* that what is said begins with.
fn cue(document: &Document, grammar: &Grammar, hedge: &HedgeCue) -> Range<TokenIndex> {
    let Range { start, end } = hedge.tokens;
    let infinitive = hedge.class == HedgeClass::Belief
        && end > start + 1
        && grammar.tag(end - 1) == Tag::To
        && document.word(end - 1) == "to";
    start..end - usize::from(infinitive)
}

/// *is understood to*, *it is thought that*: a passive of *it* or in front of an infinitive.
fn is_held_by_nobody(
    document: &Document,
    grammar: &Grammar,
    hedge: &HedgeCue,
    cue: &Range<TokenIndex>,
) -> bool {
    let verb = cue.end - 1;
    let that = |token: TokenIndex| {
        token < document.tokens().len() && document.word(token).eq_ignore_ascii_case("that")
    };
    let is_passive = grammar.tag(verb) == Tag::Vbn && grammar.child(verb, Relation::AuxPass).is_some();
    hedge.class == HedgeClass::Belief && is_passive && (cue.end < hedge.tokens.end || that(cue.end))
}

/// The clause around an adverb or behind a verb group.
fn content(document: &Document, grammar: &Grammar, cue: &Range<TokenIndex>) -> Vec<Range<TokenIndex>> {
    let Some(verb) = governor(grammar, cue) else {
        return Vec::new();
    };
    let sentence = &document.sentences()[document.sentence_of(cue.start)].tokens;
    let subtree = grammar.subtree(verb);
    let (start, end) = (subtree.start.max(sentence.start), subtree.end.min(sentence.end));
    let subject = [Relation::Nsubj, Relation::NsubjPass, Relation::Expl]
        .iter()
        .find_map(|&relation| grammar.child(verb, relation));
    // ***although** none is thought to be hurt*, *was taken away**;** none is thought …*
    let subject = subject.map_or(start, |subject| grammar.subtree(subject).start.max(start));
    let opens = |token: &TokenIndex| {
        let joins = matches!(grammar.relation(*token), Relation::Mark | Relation::Cc);
        joins || matches!(document.word(*token), ";" | ":" | "—" | "–")
    };
    let start = (start..subject)
        .rev()
        .find(opens)
        .map_or(start, |token| token + 1);
    // *…, **according to** the daily*: another's frame.
    let according = |&token: &TokenIndex| document.word(token) == "according";
    let clause = start..(cue.end.min(end)..end).find(according).unwrap_or(end);
    if let Some(told) = reported(document, grammar, cue, end) {
        return vec![told];
    }
    let mut content = Vec::new();
    let in_front = clause.start..cue.start.max(clause.start);
    // The *it* of *it is thought that* stands for what is thought.
    let is_it = in_front.len() == 1 && document.word(in_front.start).eq_ignore_ascii_case("it");
    if !(is_it
        && document
            .word(cue.end.min(clause.end - 1))
            .eq_ignore_ascii_case("that"))
    {
        runs::add(&mut content, in_front);
    }
    runs::add(&mut content, cue.end.min(clause.end)..clause.end);
    content
}

/// *Reports have emerged **of***: the preposition goes with the cue where it stands next to it.
fn follows_of(document: &Document, end: TokenIndex, content: &[Range<TokenIndex>]) -> bool {
    content.first().is_some_and(|run| run.start == end + 1) && document.word(end) == "of"
}

/// *Reports have emerged in recent days of **killings around the town**, prompting …*
fn reported(
    document: &Document,
    grammar: &Grammar,
    cue: &Range<TokenIndex>,
    end: TokenIndex,
) -> Option<Range<TokenIndex>> {
    const NEAR: usize = 6;
    if !document.word(cue.start).eq_ignore_ascii_case("reports") {
        return None;
    }
    let of = (cue.end..end)
        .take(NEAR)
        .find(|&token| document.word(token) == "of")?;
    // A participle behind a comma tells what came of it.
    let follows = |&token: &TokenIndex| {
        grammar.tag(token) == Tag::Comma && token + 1 < end && grammar.tag(token + 1) == Tag::Vbg
    };
    let whole = of + 1..(of + 1..end).find(follows).unwrap_or(end);
    (!(cue.end..of).any(|token| grammar.tag(token).is_verb()) && !whole.is_empty()).then_some(whole)
}

/// The verb of the clause that a hedge is about.
fn governor(grammar: &Grammar, cue: &Range<TokenIndex>) -> Option<TokenIndex> {
    let head = cue
        .clone()
        .find(|&token| grammar.head(token).is_none_or(|head| !cue.contains(&head)))?;
    if grammar.tag(head).is_verb() {
        return Some(head);
    }
    let up = grammar.head(head)?;
    (grammar.relation(head) == Relation::Advmod && grammar.tag(up).is_verb()).then_some(up)
}
