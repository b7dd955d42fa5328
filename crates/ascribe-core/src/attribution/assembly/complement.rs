//! A verb of saying with its subject and what is said, which the labeller passed over: *A radiologist **claimed** managers had been
//! warned*.
//!
//! The tree has to give the verb a subject in front and a finite clause behind it as its complement. What somebody else says may hold
//! such a verb, which makes a chain: *She said **the lawyers had told** her the footage was lost*. Counter-examples: *claimed a prize*,
//! *It said nothing*, *asked whether it leaked* (nothing is said to be so), what one only knows or thinks in somebody else's words, a verb
//! in a relative clause (*the man who says he fell*) or behind *if*.

use std::ops::Range;

use super::beside::JOINING;
use super::{insert, lexical_stance, of_verb, runs, verb_group};
use crate::attribution::label::Label;
use crate::document::{Document, TokenIndex};
use crate::english::English;
use crate::grammar::Grammar;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::vocabulary::Stance;

/// Adds a label for every such verb that stands in no other one's source or cue.
pub fn complete(english: &English, document: &Document, grammar: &Grammar, labels: &mut Vec<Label>) {
    // What is said in an interview may have speakers of its own.
    let others = || labels.iter().filter(|label| document.word(label.head) != ":");
    let is_frame = runs::marked(document, others().flat_map(runs::frame));
    let is_said = runs::marked(document, others().flat_map(|label| &label.content));
    let is_edge = edges(document, others());
    let mut added = Vec::new();
    for verb in 0..document.tokens().len() {
        if is_frame[verb] || !matches!(grammar.tag(verb), Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Vbn) {
            continue;
        }
        let Some(stance) = lexical_stance(english, document, grammar, verb) else {
            continue;
        };
        let Some(label) = label(document, grammar, verb, stance) else {
            continue;
        };
        let words = || runs::all(&label).cloned().flatten();
        let is_free = !words().any(|token| is_frame[token]);
        // A whole chain, or nothing of another's.
        let nests = || {
            let whole = label.source[0].start..label.content[0].end;
            whole.clone().all(|token| is_said[token])
                && !(whole.start + 1..whole.end).any(|token| is_edge[token])
                && stance.is_speech()
                && stance != Stance::Factive
        };
        if is_free && (!words().any(|token| is_said[token]) || nests()) {
            added.push(label);
        }
    }
    for label in added {
        insert(labels, label);
    }
}

/// Of every token, whether a content of `labels` begins with it or ends in front of it.
fn edges<'a>(document: &Document, labels: impl Iterator<Item = &'a Label>) -> Vec<bool> {
    let mut edges = vec![false; document.tokens().len() + 1];
    for run in labels.flat_map(|label| &label.content) {
        edges[run.start] = true;
        edges[run.end] = true;
    }
    edges
}

fn label(document: &Document, grammar: &Grammar, verb: TokenIndex, stance: Stance) -> Option<Label> {
    let relation = grammar.relation(verb);
    let joins = || {
        let mark = grammar.child(verb, Relation::Mark);
        mark.is_some_and(|mark| {
            JOINING
                .iter()
                .any(|word| document.word(mark).eq_ignore_ascii_case(word))
        })
    };
    let is_main = match relation {
        Relation::Root | Relation::Conj | Relation::Ccomp | Relation::Parataxis => true,
        // *Engineers hope to reconnect them, **though the firm warns** some will wait*
        Relation::Advcl => joins(),
        _ => false,
    };
    let group = verb_group(grammar, verb);
    let is_tensed = group.clone().any(|token| grammar.tag(token).is_finite());
    let subject = subject(grammar, verb).filter(|&subject| subject < verb)?;
    let clause = grammar
        .child(verb, Relation::Ccomp)
        .filter(|&clause| clause > verb)?;
    let is_somebody = grammar.tag(subject).is_noun() || grammar.tag(subject) == Tag::Prp;
    let is_finite = |token: TokenIndex| grammar.tag(token).is_finite();
    let mut content = grammar.subtree(clause);
    // Inside quotation marks no edge is trimmed any more.
    content.start += usize::from(
        content.len() > 1
            && grammar.relation(content.start) == Relation::Mark
            && document.word(content.start) == "that",
    );
    let tensed = is_finite(clause) || grammar.children(clause).any(is_finite);
    // *did not explain **how** she would pay*, whatever the tree hangs it on.
    let asks = grammar
        .children(clause)
        .chain(content.start.checked_sub(1))
        .any(|child| matches!(grammar.tag(child), Tag::Wdt | Tag::Wp | Tag::Wrb | Tag::WpS));
    // *fears that*, *believed that*; what one only knows or thinks without it is seldom told as somebody's view.
    let introduced = || {
        let mark = grammar.child(clause, Relation::Mark);
        mark.is_some_and(|mark| document.word(mark).eq_ignore_ascii_case("that"))
    };
    let passes_on = stance.is_speech() || stance == Stance::Believe && introduced();
    let source = behind_label(document, grammar.subtree(subject), verb)?;
    let is_apart = content.start >= group.end && source.end <= group.start;
    (passes_on && is_main && is_tensed && is_somebody && tensed && !asks && is_apart).then(|| Label {
        cue: group,
        ..of_verb(verb, vec![source], content)
    })
}

/// The subject of a verb: its own, or that of the verb it goes on from, *Pratt had said nothing **but had insisted** it was a gift*.
fn subject(grammar: &Grammar, verb: TokenIndex) -> Option<TokenIndex> {
    let own = |verb| grammar.child(verb, Relation::Nsubj);
    // Nor *had asked for it but **was told** it was not ready*.
    let has_other = [Relation::NsubjPass, Relation::AuxPass, Relation::Expl]
        .into_iter()
        .any(|relation| grammar.child(verb, relation).is_some());
    let goes_on = grammar.relation(verb) == Relation::Conj && !has_other;
    // Not *if he comes and says …*.
    let is_told = |first: &TokenIndex| matches!(grammar.relation(*first), Relation::Root | Relation::Ccomp);
    let first = grammar.head(verb).filter(|_| goes_on).filter(is_told);
    own(verb).or_else(|| own(first?))
}

/// *Ana Roe: **The union** says …*: without the label of whoever speaks, for whose verb the tree may take it.
fn behind_label(document: &Document, run: Range<TokenIndex>, verb: TokenIndex) -> Option<Range<TokenIndex>> {
    const LONGEST: usize = 8;
    let colon = run.clone().rev().find(|&token| document.word(token) == ":");
    match colon {
        Some(colon) => (colon + 1 < verb && verb - colon <= LONGEST).then_some(colon + 1..verb),
        None => Some(run),
    }
}
