//! Labels of verbs that only do something: *The storm **deepened** faster than any forecast*, *The governor **dismissed** his manager*, *Call 101
//! **quoting** reference 12*.
//!
//! Counter-examples: *The governor dismissed the claim* (nobody is dismissed), *They dismissed him as a fool*, *quoting the report*.

use super::Context;
use crate::attribution::label::Label;
use crate::attribution::stance;
use crate::document::{Document, TokenIndex};
use crate::english::English;
use crate::english::names::Facts;
use crate::grammar::Grammar;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;

/// From here on a label is believed though its verb is no known one.
const SURE: f32 = 0.98;

/// How far behind whom somebody dismisses *as* is looked for.
const LONGEST: usize = 12;

/// What callers of the police are asked to quote.
const REFERENCES: [&str; 8] = [
    "case",
    "crime",
    "incident",
    "job",
    "log",
    "number",
    "ref",
    "reference",
];

/// Whether a label's verb says nothing, or nobody says it: *stopped **short of blaming** anyone*.
pub fn is_deed(
    english: &English,
    document: &Document,
    grammar: &Grammar,
    context: &Context<'_>,
    label: &Label,
) -> bool {
    let mut words = label.content.iter().cloned().flatten();
    label.confidence < SURE
        && grammar.tag(label.head).is_verb()
        && !stance::is_known(english, document, grammar, &label.cue)
        && grammar.child(label.head, Relation::Ccomp).is_none()
        && !words.any(|token| context.is_quoted(token))
        || is_called_off(document, grammar, label)
        || dismisses(english, document, grammar, label.head)
        || quotes_number(document, label)
        || document.word(label.cue.start) == "short"
        || calls_back(document, label)
        || is_given(english, document, grammar, label.head)
        || denies_win(english, document, grammar, label)
        || is_manner(document, label)
}

/// *changed **how** farmers **thought about** water*: in what way somebody thinks of it is all that is told.
fn is_manner(document: &Document, label: &Label) -> bool {
    let before = label
        .source
        .first()
        .and_then(|source| source.start.checked_sub(1));
    matches!(
        document.word(label.head),
        "think" | "thinks" | "thought" | "feel" | "feels" | "felt"
    ) && before.is_some_and(|before| document.word(before).eq_ignore_ascii_case("how"))
        && label.content.iter().all(|run| run.start > label.head)
}

/// *The firm **is recalling** 20,000 jars*: nobody is remembering for the time being.
fn calls_back(document: &Document, label: &Label) -> bool {
    document.word(label.head) == "recalling"
        && matches!(document.word(label.cue.start), "are" | "is" | "was" | "were")
}

/// *The captain **was shown** a red card*: a thing is passed to somebody.
fn is_given(english: &English, document: &Document, grammar: &Grammar, verb: TokenIndex) -> bool {
    const GIVING: [&str; 6] = ["award", "give", "hand", "offer", "send", "show"];
    let lemma = english.lemmas.lemma(document.word(verb), Tag::Vbn);
    let thing = grammar
        .child(verb, Relation::Obj)
        .filter(|&thing| thing > verb && grammar.tag(thing).is_noun());
    GIVING.contains(&&*lemma)
        && grammar.child(verb, Relation::AuxPass).is_some()
        && grammar.child(verb, Relation::Ccomp).is_none()
        && thing.is_some()
}

/// *Late goal **denies** Tarn their first win*: what is denied to somebody in a game. Not: *denies fixing the win*.
fn denies_win(english: &English, document: &Document, grammar: &Grammar, label: &Label) -> bool {
    const PRIZES: [&str; 10] = [
        "double",
        "goal",
        "hat-trick",
        "opener",
        "point",
        "points",
        "promotion",
        "title",
        "victory",
        "win",
    ];
    let lemma = english
        .lemmas
        .lemma(document.word(label.head), grammar.tag(label.head));
    let [content] = &label.content[..] else {
        return false;
    };
    &*lemma == "deny"
        && content.start == label.cue.end
        && grammar.tag(content.start).is_name()
        && PRIZES.contains(&document.word(content.end - 1))
        && !content.clone().any(|token| grammar.tag(token).is_verb())
}

/// *The election **was called** after he resigned*: nothing is said of it.
fn is_called_off(document: &Document, grammar: &Grammar, label: &Label) -> bool {
    document.word(label.head) == "called"
        && grammar.child(label.head, Relation::AuxPass).is_some()
        && label.content.iter().all(|run| run.end <= label.head)
}

/// *has **dismissed** his campaign manager*: somebody is sent away.
fn dismisses(english: &English, document: &Document, grammar: &Grammar, verb: TokenIndex) -> bool {
    let Some(object) = grammar.child(verb, Relation::Obj).filter(|&object| object > verb) else {
        return false;
    };
    let sentence = &document.sentences()[document.sentence_of(verb)].tokens;
    let is_called = || (object..sentence.end.min(object + LONGEST)).any(|token| document.word(token) == "as");
    let facts = english.names.facts(document.word(object));
    &*english.lemmas.lemma(document.word(verb), grammar.tag(verb)) == "dismiss"
        && facts.any(Facts::PERSON.or(Facts::OFFICE))
        && !is_called()
}

/// ***quoting** reference 224*
fn quotes_number(document: &Document, label: &Label) -> bool {
    let is_reference = |token: TokenIndex| {
        let word = document.word(token);
        REFERENCES
            .iter()
            .any(|reference| word.eq_ignore_ascii_case(reference))
    };
    let first = label.content.iter().find(|run| run.start >= label.cue.end);
    matches!(document.word(label.head), "quote" | "quoting")
        && first.is_some_and(|run| {
            is_reference(run.start)
                || document.word(run.start) == "the" && run.clone().nth(1).is_some_and(is_reference)
        })
}
