//! *but **did not say** where*, *but **gave no** details*, *but **declined to** comment*: whoever speaks leaves something out.
//!
//! Counter-examples: *said the tests were sound but did not prove a link* (the tests do not prove it), *said the firm had paid and said nothing*,
//! where the firm may have said nothing.

use crate::document::{Document, TokenIndex};
use crate::english::English;
use crate::grammar::Grammar;
use crate::grammar::relation::Relation;

/// What a speaker does not do, or declines to do.
const TELLING: [&str; 12] = [
    "comment",
    "disclose",
    "discuss",
    "elaborate",
    "explain",
    "give",
    "identify",
    "name",
    "provide",
    "reveal",
    "say",
    "specify",
];

/// What a speaker does not give.
const DETAILS: [&str; 9] = [
    "detail",
    "details",
    "evidence",
    "explanation",
    "figure",
    "figures",
    "information",
    "specifics",
    "timetable",
];

/// Whether a verb that *but* joins to what is said tells what the speaker does not say.
pub fn is_kept(english: &English, document: &Document, grammar: &Grammar, verb: TokenIndex) -> bool {
    let word = |token: TokenIndex| document.word(token);
    let lemma = |token: TokenIndex| english.lemmas.lemma(word(token), grammar.tag(token));
    let joins = grammar
        .child(verb, Relation::Cc)
        .is_some_and(|but| but < verb && word(but) == "but");
    if grammar.relation(verb) != Relation::Conj || !joins {
        return false;
    }
    let lemma_of_verb = lemma(verb);
    let is_negated = || {
        let mut before = grammar.children(verb).take_while(|&child| child < verb);
        before.any(|child| matches!(word(child), "not" | "n't" | "n’t"))
    };
    let object = grammar.child(verb, Relation::Obj);
    let gives_none = || {
        object.is_some_and(|object| {
            let is_none = |det: TokenIndex| matches!(word(det), "no" | "few");
            DETAILS.contains(&word(object)) && grammar.child(object, Relation::Det).is_some_and(is_none)
        })
    };
    let declines = || {
        let told = grammar.child(verb, Relation::Xcomp);
        told.is_some_and(|told| TELLING.contains(&&*lemma(told)))
    };
    match &*lemma_of_verb {
        "decline" | "refuse" => declines(),
        "give" | "offer" | "provide" => {
            gives_none() || is_negated() && object.is_some_and(|it| DETAILS.contains(&word(it)))
        }
        other => is_negated() && TELLING.contains(&other),
    }
}
