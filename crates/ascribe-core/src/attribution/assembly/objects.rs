//! A verb of saying whose object, and no clause, is what is said, and that the labellers passed over: *while the union **has called for** an
//! inquiry*, *Advocates **put** the cost at twice that*, *That assurance **was dismissed** by the trust*.
//!
//! Counter-examples: *The firm called a meeting* (no phrase of saying), *He put the box at the door* (no number), *It was attacked by rebels* (a
//! deed as well).

use std::ops::Range;

use super::{of_verb, verb_group};
use crate::attribution::label::Label;
use crate::attribution::stance;
use crate::document::{Document, TokenIndex};
use crate::english::English;
use crate::grammar::Grammar;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::signs::quotations::is_mark;
use crate::vocabulary::Stance;

/// *while the union **has called for** an inquiry*: a verb of saying that only the word behind it makes one, with its subject and object.
pub fn of_phrase(
    english: &English,
    document: &Document,
    grammar: &Grammar,
    verb: TokenIndex,
) -> Option<Label> {
    let sentence = &document.sentences()[document.sentence_of(verb)].tokens;
    let behind = verb..sentence.end.min(verb + 2);
    let (stance, end) = stance::phrase(english, document, grammar, behind)?;
    let group = verb_group(grammar, verb);
    let subject = grammar
        .child(verb, Relation::Nsubj)
        .filter(|&subject| grammar.tag(subject).is_noun())?;
    let source = grammar.subtree(subject);
    let whole = grammar.subtree(verb).end.min(sentence.end);
    let breaks = |&token: &TokenIndex| grammar.tag(token) == Tag::Comma || grammar.tag(token) == Tag::Stop;
    let content = end..(end..whole).find(breaks).unwrap_or(whole);
    let is_main = matches!(
        grammar.relation(verb),
        Relation::Root | Relation::Conj | Relation::Parataxis
    ) || grammar.relation(verb) == Relation::Advcl
        && grammar.child(verb, Relation::Mark).is_some();
    let is_plain = !source.clone().any(|token| grammar.tag(token).is_verb())
        && !content.clone().any(|token| is_mark(document.word(token)))
        && grammar.child(verb, Relation::AuxPass).is_none();
    let is_object = matches!(document.word(end - 1), "for" | "on" | "upon")
        && content.clone().any(|token| grammar.tag(token).is_noun());
    let is_tensed = group.clone().any(|token| grammar.tag(token).is_finite());
    (end == verb + 2
        && stance == Stance::Assert
        && is_main
        && is_tensed
        && is_plain
        && is_object
        && source.end == group.start)
        .then(|| Label {
            cue: group.start..end,
            ..of_verb(verb, vec![source], content)
        })
}

/// *Advocates **put** the cost at twice that*: who puts a number on something.
pub fn of_number(document: &Document, grammar: &Grammar, verb: TokenIndex) -> Option<Label> {
    const NUMBERS: [&str; 14] = [
        "bill", "cost", "costs", "damage", "death", "figure", "loss", "losses", "number", "price", "toll",
        "total", "turnout", "value",
    ];
    let sentence = &document.sentences()[document.sentence_of(verb)].tokens;
    let object = grammar
        .child(verb, Relation::Obj)
        .filter(|&object| object > verb)?;
    let at = (object + 1..sentence.end.min(object + LONGEST)).find(|&token| document.word(token) == "at")?;
    let group = verb_group(grammar, verb);
    let subject = grammar.child(verb, Relation::Nsubj)?;
    let source = grammar.subtree(subject);
    let end = grammar.subtree(verb).end.min(sentence.end);
    let content = verb + 1..end - usize::from(grammar.tag(end - 1) == Tag::Stop);
    let breaks = |token: TokenIndex| grammar.tag(token).is_verb() || grammar.tag(token) == Tag::Comma;
    (matches!(document.word(verb), "put" | "puts")
        && NUMBERS.contains(&document.word(object))
        && at + 1 < content.end
        && !(object..content.end).any(breaks)
        && source.end == group.start)
        .then(|| Label {
            cue: group,
            ..of_verb(verb, vec![source], content)
        })
}

/// *Research **has linked** cocoa to lower blood pressure*: a finding whose verb says nothing by itself. Not: *Police linked him to the raid*.
pub fn of_link(document: &Document, grammar: &Grammar, verb: TokenIndex) -> Option<Label> {
    const FINDINGS: [&str; 12] = [
        "analyses", "analysis", "evidence", "paper", "papers", "report", "reports", "research", "studies",
        "study", "trial", "trials",
    ];
    let sentence = &document.sentences()[document.sentence_of(verb)].tokens;
    let subject = grammar.child(verb, Relation::Nsubj)?;
    let source = grammar.subtree(subject);
    let group = verb_group(grammar, verb);
    let end = grammar.subtree(verb).end.min(sentence.end);
    let breaks = |&token: &TokenIndex| matches!(grammar.tag(token), Tag::Comma | Tag::Stop);
    let content = verb + 1..(verb + 1..end).find(breaks).unwrap_or(end);
    let joins = |token: TokenIndex| matches!(document.word(token), "to" | "with");
    let is_plain = |token: TokenIndex| !grammar.tag(token).is_verb() && !is_mark(document.word(token));
    (matches!(document.word(verb), "link" | "linked" | "links" | "tied" | "ties")
        && FINDINGS.contains(&&*document.word(subject).to_lowercase())
        && grammar.child(verb, Relation::AuxPass).is_none()
        && grammar.child(verb, Relation::Obj).is_some()
        && source.end == group.start
        && source.clone().all(is_plain)
        && content.clone().any(joins))
    .then(|| Label {
        cue: group,
        ..of_verb(verb, vec![source], content)
    })
}

/// *That assurance **was dismissed** by the trust*: who stands behind *by* in the passive.
pub fn of_agent(document: &Document, grammar: &Grammar, verb: TokenIndex, stance: Stance) -> Option<Label> {
    const OF_DEEDS: [&str; 6] = ["attacked", "backed", "called", "hailed", "put", "set"];
    let sentence = &document.sentences()[document.sentence_of(verb)].tokens;
    let by = verb + 1;
    let agent = grammar
        .child(verb, Relation::OblAgent)
        .or_else(|| grammar.child(verb, Relation::Obl))?;
    let phrase = grammar.subtree(agent);
    let group = verb_group(grammar, verb);
    let subject = grammar.child(verb, Relation::NsubjPass)?;
    let content = grammar.subtree(subject);
    let breaks = |&token: &TokenIndex| {
        matches!(
            grammar.tag(token),
            Tag::Comma | Tag::Stop | Tag::Wp | Tag::Wdt | Tag::WpS
        )
    };
    let source = by + 1
        ..(by + 1..phrase.end.max(by + 1))
            .find(breaks)
            .unwrap_or(phrase.end);
    let is_plain = |run: &Range<TokenIndex>| {
        !run.is_empty()
            && !run
                .clone()
                .any(|token| grammar.tag(token).is_verb() || is_mark(document.word(token)))
    };
    (matches!(stance, Stance::Deny | Stance::Assert)
        && grammar.child(verb, Relation::AuxPass).is_some()
        && matches!(grammar.relation(verb), Relation::Root | Relation::Conj)
        && by < sentence.end
        && document.word(by) == "by"
        && phrase.start == by
        && source.end <= sentence.end
        && is_plain(&source)
        && is_plain(&content)
        && content.end == group.start
        && !OF_DEEDS.contains(&document.word(verb)))
    .then(|| Label {
        cue: group,
        ..of_verb(verb, vec![source], content)
    })
}

/// The longest object of a verb that puts a number on it, in tokens.
const LONGEST: usize = 8;
