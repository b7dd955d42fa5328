//! A verb of saying with its subject and what is said, which the labeller passed over: *A radiologist **claimed** managers had been
//! warned*.
//!
//! The tree has to give the verb a subject in front and a finite clause behind it as its complement. What somebody else says may hold
//! such a verb, which makes a chain: *She said **the lawyers had told** her the footage was lost*. A participle with *that* has the subject
//! of the verb it goes with: *A court lifted the ban, **finding** that it was unlawful*. Counter-examples: *claimed a prize*,
//! *It said nothing*, *asked whether it leaked* (nothing is said to be so), what one only knows or thinks in somebody else's words (what one
//! hopes or fears is told), a verb in a relative clause (*the man who says he fell*) or behind *if*.

use std::ops::Range;

use super::beside::JOINING;
use super::joined::is_thing;
use super::objects;
use super::{any_subject, insert, lexical_stance, of_verb, runs, verb_group};
use crate::attribution::label::Label;
use crate::document::{Document, TokenIndex};
use crate::english::English;
use crate::grammar::Grammar;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::vocabulary::Stance;

/// Verbs by which somebody tells what is in his mind: with them *that* is often left out.
const HOPES: [&str; 8] = [
    "doubted", "doubts", "feared", "fears", "hoped", "hopes", "worried", "worries",
];

/// Adds a label for every such verb that stands in no other one's source or cue.
pub fn complete(english: &English, document: &Document, grammar: &Grammar, labels: &mut Vec<Label>) {
    // What is said in an interview may have speakers of its own.
    let others = || labels.iter().filter(|label| document.word(label.head) != ":");
    let is_frame = runs::marked(document, others().flat_map(runs::frame));
    let is_said = runs::marked(document, others().flat_map(|label| &label.content));
    let is_edge = edges(document, others());
    let mut added = Vec::new();
    for verb in 0..document.tokens().len() {
        if is_frame[verb]
            || !matches!(
                grammar.tag(verb),
                Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Vbn | Tag::Vbg
            ) && !is_raised(document, grammar, verb)
        {
            continue;
        }
        let stance = lexical_stance(english, document, grammar, verb);
        let says = |stance| {
            label(english, document, grammar, verb, stance)
                .or_else(|| objects::of_phrase(english, document, grammar, verb))
                .or_else(|| objects::of_number(document, grammar, verb))
                .or_else(|| objects::of_agent(document, grammar, verb, stance))
        };
        let found = stance
            .and_then(says)
            .or_else(|| objects::of_link(document, grammar, verb));
        let Some(mut label) = found else { continue };
        // A verb that goes on from another has the source of that one's label, or what that one tells of.
        let goes_on = grammar.child(verb, Relation::Nsubj).is_none();
        if goes_on && let Some(source) = source_of_first(grammar, labels, &label) {
            label.source = source;
        }
        let passed = if goes_on { label.source.len() } else { 0 };
        let words = || runs::all(&label).skip(passed).cloned().flatten();
        let is_free = !words().any(|token| is_frame[token]);
        // A whole chain, or nothing of another's.
        let nests = || {
            let is_raised = is_raised(document, grammar, verb);
            let start = if is_raised {
                label.cue.start
            } else {
                label.source[0].start
            };
            let whole = start..label.content[0].end;
            whole.clone().all(|token| is_said[token])
                && !(whole.start + 1..whole.end).any(|token| is_edge[token])
                && (stance.is_some_and(|stance| stance.is_speech() && stance != Stance::Factive)
                    || is_raised
                    || HOPES.contains(&document.word(verb)))
        };
        if is_free && (!words().any(|token| is_said[token]) || nests()) {
            added.push(label);
        }
    }
    for label in added {
        insert(labels, label);
    }
}

/// The source in front of the verb whose subject the label has, if that verb has a label of its own.
fn source_of_first(grammar: &Grammar, labels: &[Label], second: &Label) -> Option<Vec<Range<TokenIndex>>> {
    let subject = (second.source.iter().flat_map(Clone::clone))
        .find(|&token| matches!(grammar.relation(token), Relation::Nsubj | Relation::NsubjPass))?;
    let verb = grammar.head(subject)?;
    let before = labels.partition_point(|label| label.cue.start <= verb);
    let first = labels[..before].last().filter(|first| first.head == verb)?;
    let in_front = first.source.iter().all(|source| source.end <= first.cue.start);
    (in_front && !first.source.is_empty()).then(|| first.source.clone())
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

fn label(
    english: &English,
    document: &Document,
    grammar: &Grammar,
    verb: TokenIndex,
    stance: Stance,
) -> Option<Label> {
    let relation = grammar.relation(verb);
    // *A court lifted the ban, **finding that** it was unlawful*
    let is_participle = relation == Relation::Advcl
        && grammar.tag(verb) == Tag::Vbg
        && verb > 0
        && grammar.tag(verb - 1) == Tag::Comma
        && verb + 1 < document.tokens().len()
        && document.word(verb + 1) == "that";
    if grammar.tag(verb) == Tag::Vbg && !(is_participle && stance.is_speech()) {
        return None;
    }
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
        Relation::Advcl => is_participle || joins(),
        _ => is_raised(document, grammar, verb),
    };
    let group = verb_group(grammar, verb);
    let is_tensed = is_participle
        || is_raised(document, grammar, verb)
        || group.clone().any(|token| grammar.tag(token).is_finite());
    let subject = subject(english, document, grammar, verb).filter(|&subject| subject < verb)?;
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
        // *told colleagues **that***, whatever the tagger takes it for.
        .filter(|&child| document.word(child) != "that")
        .any(|child| matches!(grammar.tag(child), Tag::Wdt | Tag::Wp | Tag::Wrb | Tag::WpS));
    // *fears that*, *believed that*; what one only knows or thinks without it is seldom told as somebody's view.
    let introduced = || {
        let mark = grammar.child(clause, Relation::Mark);
        mark.is_some_and(|mark| document.word(mark).eq_ignore_ascii_case("that"))
    };
    // *hoped the plan would pass*
    let feels = || HOPES.contains(&document.word(verb));
    let passes_on = stance.is_speech() || stance == Stance::Believe && (introduced() || feels());
    let mut source = grammar.subtree(subject);
    // *disputes that, **and** a lawsuit alleges …*
    source.start += usize::from(source.len() > 1 && grammar.tag(source.start) == Tag::Cc);
    let source = behind_label(document, source, verb)?;
    let is_apart = content.start >= group.end && source.end <= group.start;
    (passes_on && is_main && is_tensed && is_somebody && tensed && !asks && is_apart).then(|| Label {
        cue: group,
        ..of_verb(verb, vec![source], content)
    })
}

/// The subject of a verb: its own, or that of the verb it goes on from, *Pratt had said nothing **but had insisted** it was a gift*.
///
/// A thing says nothing, so that a verb which the tree joins to what is told of it goes on from whoever told that: *She said the weight
/// mattered **but hoped** it would fall*.
fn subject(
    english: &English,
    document: &Document,
    grammar: &Grammar,
    verb: TokenIndex,
) -> Option<TokenIndex> {
    if let Some(own) = grammar.child(verb, Relation::Nsubj) {
        return Some(own);
    }
    if is_raised(document, grammar, verb) {
        return grammar.child(grammar.head(verb)?, Relation::NsubjPass);
    }
    // Nor *had asked for it but **was told** it was not ready*.
    let has_other = [Relation::NsubjPass, Relation::AuxPass, Relation::Expl]
        .into_iter()
        .any(|relation| grammar.child(verb, relation).is_some());
    let goes_on = grammar.relation(verb) == Relation::Conj || grammar.tag(verb) == Tag::Vbg;
    let first = grammar.head(verb).filter(|_| goes_on && !has_other)?;
    match grammar.relation(first) {
        Relation::Root => any_subject(grammar, first),
        Relation::Ccomp => {
            let told = any_subject(grammar, first)?;
            if is_thing(english, document, grammar, told) {
                any_subject(grammar, grammar.head(first)?)
            } else {
                Some(told)
            }
        }
        // Not *if he comes and says …*.
        _ => None,
    }
}

/// Participles by which something is told of their subject; not *were told to say that it was shut*.
const RAISING: [&str; 8] = [
    "alleged",
    "believed",
    "claimed",
    "known",
    "reported",
    "said",
    "thought",
    "understood",
];

/// *Astley is said **to have told** colleagues that …*, *Officers are understood **to believe** that …*: whoever is said to do it is its subject.
fn is_raised(document: &Document, grammar: &Grammar, verb: TokenIndex) -> bool {
    let helps =
        |child: TokenIndex| grammar.relation(child) == Relation::Aux && document.word(child) == "have";
    let is_told = |said: TokenIndex| {
        RAISING.contains(&document.word(said)) && grammar.child(said, Relation::AuxPass).is_some()
    };
    (grammar.tag(verb) == Tag::Vb || grammar.tag(verb) == Tag::Vbn && grammar.children(verb).any(helps))
        && grammar.relation(verb) == Relation::Xcomp
        && grammar.head(verb).is_some_and(is_told)
        && grammar
            .child(verb, Relation::Mark)
            .is_some_and(|mark| grammar.tag(mark) == Tag::To)
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
