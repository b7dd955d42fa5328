//! A speaker in a clause beside another does not answer for the one in front: *The firm will appeal, **although** Mr Orde declined to
//! comment*, *The firm was fined, **and** inspectors say it ignored warnings*.
//!
//! Counter-examples: *The firm will appeal, **as** Mr Orde said*; *The firm will appeal, although not soon, Mr Orde said*, where
//! source and cue are no part of the second clause.

use std::ops::Range;

use super::{NEIGHBOURS, apart, runs};
use crate::attribution::label::Label;
use crate::document::{Document, TokenIndex};
use crate::english::English;
use crate::english::names::Facts;
use crate::grammar::Grammar;
use crate::grammar::tag::Tag;
use crate::signs::quotations::is_mark;

/// Words that set a clause beside the one in front of it.
pub const JOINING: [&str; 6] = ["although", "and", "but", "though", "whereas", "while"];

/// Takes from `label` what stands in front of the clause that its source and cue are in, if it has content behind.
pub fn mend(document: &Document, label: &mut Label) {
    let Some(joining) = joining(document, label) else {
        return;
    };
    let behind = |run: &Range<TokenIndex>| joining < run.start;
    if label.content.iter().any(behind) {
        label
            .content
            .retain(|run| behind(run) || run.clone().any(|token| is_mark(document.word(token))));
    }
}

/// *His family disputes that**, and a lawsuit says he was unarmed***: a pronoun in front of the next clause is all that is meant, whatever the tree
/// makes of it.
pub fn behind_object(document: &Document, grammar: &Grammar, label: &mut Label) {
    let object = label.head + 1;
    let is_behind = label.content.first().is_some_and(|run| run.start >= object);
    let is_pronoun = (object..object + 2).contains(&label.cue.end)
        && object + 2 < document.tokens().len()
        && ["it", "that", "them", "this"].contains(&document.word(object));
    if is_behind
        && is_pronoun
        && grammar.tag(label.head).is_verb()
        && document.word(object + 1) == ","
        && grammar.tag(object + 2) == Tag::Cc
    {
        label.cue.end = object;
        label.content.clear();
        label.content.push(object..object + 1);
    }
}

/// So many tokens the time in front of the second clause has at most, and its subject.
const TIME: usize = 6;
const SUBJECT: usize = 10;

/// *said it would close a plant* | *, **and in March Toseki cut** its outlook*: a second clause with a time of its own in front and a subject
/// that has a name is as likely the writer's, and stays out. Not: *said sales fell in May, and in June **they** rose*.
pub fn without_other_time(english: &English, document: &Document, grammar: &Grammar, label: &mut Label) {
    let Some(run) = label.content.last_mut().filter(|run| run.start >= label.cue.end) else {
        return;
    };
    let begins = |comma: &TokenIndex| {
        let time = comma + 2;
        grammar.tag(*comma) == Tag::Comma
            && time < run.end
            && matches!(document.word(comma + 1), "and" | "but" | "while")
            && tells_time(english, document, grammar, time..run.end.min(time + TIME))
                .is_some_and(|end| has_named_subject(grammar, end..run.end.min(end + SUBJECT)))
    };
    let comma = (run.start + 1..run.end).find(begins);
    if let Some(comma) = comma
        && !run.clone().any(|token| is_mark(document.word(token)))
    {
        run.end = comma;
    }
}

/// *in December*, *last week*, *on Tuesday*: where a phrase that says when ends, if one begins the tokens.
fn tells_time(
    english: &English,
    document: &Document,
    grammar: &Grammar,
    tokens: Range<TokenIndex>,
) -> Option<TokenIndex> {
    const WHEN: [&str; 8] = [
        "autumn", "month", "quarter", "spring", "summer", "week", "winter", "year",
    ];
    let leads = |token: TokenIndex| {
        grammar.tag(token) == Tag::In || ["earlier", "last", "next", "this"].contains(&document.word(token))
    };
    let is_time = |token: TokenIndex| {
        let word = document.word(token);
        WHEN.contains(&word) || english.names.facts(word).any(Facts::CALENDAR)
    };
    let first = tokens.clone().find(|&token| !leads(token))?;
    let end = (first..tokens.end).find(|&token| !is_time(token) && grammar.tag(token) != Tag::Cd)?;
    let end = end + usize::from(grammar.tag(end) == Tag::Comma);
    (is_time(first) && first > tokens.start).then_some(end)
}

/// Whether the tokens begin with a noun that has a name in it and the past tense behind.
fn has_named_subject(grammar: &Grammar, tokens: Range<TokenIndex>) -> bool {
    let verb = tokens
        .clone()
        .find(|&token| grammar.tag(token).is_verb() || grammar.tag(token) == Tag::Md);
    verb.is_some_and(|verb| {
        grammar.tag(verb) == Tag::Vbd
            && (tokens.start..verb).any(|token| grammar.tag(token).is_name())
            && grammar.tag(tokens.start) != Tag::In
    })
}

/// *hope to restore power* | *, **though** the firm warns …*: takes a clause that speaks of somebody else's view out of the end of contents.
pub fn apart(document: &Document, labels: &mut [Label]) {
    for at in 1..labels.len() {
        let (before, rest) = labels.split_at_mut(at);
        let second = &rest[0];
        let Some(joining) = joining(document, second).filter(|&joining| {
            let word = document.word(joining);
            second.source.iter().all(|source| source.end <= second.cue.start)
                && CONTRASTING.iter().any(|other| word.eq_ignore_ascii_case(other))
        }) else {
            continue;
        };
        let near = before.len().saturating_sub(NEIGHBOURS);
        for first in &mut before[near..] {
            let is_before = first.cue.start < joining;
            let holds = |run: &&mut Range<TokenIndex>| run.start < joining && second.cue.start < run.end;
            if let Some(run) = first.content.iter_mut().find(holds).filter(|_| is_before)
                && !run.clone().any(|token| is_mark(document.word(token)))
            {
                run.end = joining;
            }
        }
    }
}

/// *Trams blocked the square, the mayor said, **and two people were hurt**, an official said*: each of two speakers answers for the clause in front
/// of him.
///
/// Not: *Divers reached the deck, the mayor said, but could not get in, an official said* (one clause: a chain).
pub fn behind_another(document: &Document, grammar: &Grammar, labels: &mut [Label]) {
    for at in 1..labels.len() {
        let (before, rest) = labels.split_at_mut(at);
        let later = &mut rest[0];
        let (Some(first), Some(last)) = (later.content.first(), later.content.last()) else {
            continue;
        };
        let whole = first.start..last.end;
        let closes = runs::frame(later).all(|part| part.start >= whole.end);
        if later.source.is_empty() || !closes {
            continue;
        }
        let near = before.len().saturating_sub(NEIGHBOURS);
        for other in &mut before[near..] {
            let Range { start, end } = apart::frame(other);
            let clause = end + 2;
            let is_clause = clause < whole.end
                && document.word(end) == ","
                && matches!(document.word(end + 1), "and" | "but" | "while")
                && !(grammar.tag(clause).is_verb() || matches!(grammar.tag(clause), Tag::Md | Tag::Rb));
            let is_in_front = whole.start <= start && other.content.iter().any(|told| told.end <= start);
            let is_quoted = || (whole.clone()).any(|token| is_mark(document.word(token)));
            if other.source.is_empty() || !is_clause || !is_in_front || is_quoted() {
                continue;
            }
            other.content.retain(|run| run.end <= start);
            later.content.retain(|run| run.end > clause);
            if let Some(run) = later.content.first_mut() {
                run.start = run.start.max(clause);
            }
        }
    }
}

/// Words that set a clause against the one in front of it.
const CONTRASTING: [&str; 4] = ["although", "though", "whereas", "while"];

/// The word right in front of source and cue that sets them beside another clause: *although Mr Orde declined*.
fn joining(document: &Document, label: &Label) -> Option<TokenIndex> {
    let source = label.source.first()?;
    let first = source.start.min(label.cue.start);
    let before = first.checked_sub(1)?;
    let word = document.word(before);
    (document.sentence_of(before) == document.sentence_of(first)
        && JOINING.iter().any(|joining| word.eq_ignore_ascii_case(joining)))
    .then_some(before)
}
