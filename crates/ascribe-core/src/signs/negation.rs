//! Negation of a clause: whether its predicate says that something is so or that it is not.
//!
//! *The bridge was **not** closed*, ***nobody** was paid*, *it has **no** siren*, *he **never** left*, ***neither** came*.
//!
//! No negation of the clause: *not only*, *no more than 12*, *no doubt*, *decided not to run* (the decision is a fact), *a
//! man with no name* (a modifier). Two negations of one clause make a positive (*nobody did not know*).
//!
//! Missed on purpose: *without* (its clause has no predicate of its own), *hardly* and *barely* (they weaken), verbs that
//! deny (*failed to*, *refused to*: they are the predicate), and the double negation of dialects (*I never took nothing*).

use crate::document::{Document, TokenIndex};
use crate::grammar::Grammar;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::vocabulary::Polarity;

/// Whether the clause of `predicate` says that something is so.
pub fn polarity(document: &Document, grammar: &Grammar, predicate: TokenIndex) -> Polarity {
    let mut negative = false;
    for child in grammar.children(predicate) {
        negative ^= match grammar.relation(child) {
            Relation::Nsubj | Relation::NsubjPass | Relation::Obj | Relation::Iobj | Relation::Expl => {
                is_nobody(document, child) || has_no(document, grammar, child)
            }
            Relation::Cc | Relation::CcPreconj => child < predicate && joins_and_negates(document, child),
            // The predicate is a noun: *it is no secret*.
            Relation::Det => is(document, child, "no") && grammar.child(predicate, Relation::Cop).is_some(),
            _ => is_not(document, grammar, child),
        };
    }
    // ***Neither** the union **nor** the owner answered*, ***neither** side's account was checked*: deep in the subject.
    let first = grammar.subtree(predicate).start;
    negative |= first < predicate && is(document, first, "neither");
    if negative {
        Polarity::Negative
    } else {
        Polarity::Positive
    }
}

/// *neither* and *nor*, which join a clause and say that it is not so.
pub fn joins_and_negates(document: &Document, token: TokenIndex) -> bool {
    is(document, token, "neither") || is(document, token, "nor")
}

/// *not*, *n't*, *never*, *no longer* as a word of the verb group.
fn is_not(document: &Document, grammar: &Grammar, child: TokenIndex) -> bool {
    if is(document, child, "longer") {
        return grammar.children(child).any(|no| is(document, no, "no"));
    }
    let negates = ["not", "n't", "n’t", "never", "neither", "nor"]
        .iter()
        .any(|word| is(document, child, word));
    // *not only*, *not just*, *not until Friday*, *never mind*: they negate what follows them alone.
    let narrow = || {
        [
            "only", "just", "merely", "least", "until", "to", "all", "every", "everyone",
        ]
        .iter()
        .any(|word| child + 1 < document.tokens().len() && is(document, child + 1, word))
    };
    let infinitive = grammar.relation(child) == Relation::Mark;
    negates && !infinitive && !narrow()
}

/// *nobody*, *nothing*, *none of them*, *neither*.
fn is_nobody(document: &Document, argument: TokenIndex) -> bool {
    ["nobody", "none", "nothing", "neither", "no-one"]
        .iter()
        .any(|word| is(document, argument, word))
}

/// *no siren*, *no one*, *neither side*; not *no more than 12 people*.
fn has_no(document: &Document, grammar: &Grammar, argument: TokenIndex) -> bool {
    grammar.children(argument).any(|child| {
        child < argument
            && matches!(grammar.relation(child), Relation::Det | Relation::Advmod)
            && (is(document, child, "no") || is(document, child, "neither"))
            && !["more", "fewer", "less", "doubt", "longer"]
                .iter()
                .any(|word| is(document, child + 1, word))
            && grammar.tag(child + 1) != Tag::Jjr
    })
}

fn is(document: &Document, token: TokenIndex, word: &str) -> bool {
    document.word(token).eq_ignore_ascii_case(word)
}
