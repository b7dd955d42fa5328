//! Causes: one thing brings about another.
//!
//! *Drilling slowed **because of** rock*, *The order **led to** a blackout*, *The wind **played a part** in it*, *so dark **that** nobody
//! saw it*.
//!
//! Not: *due on Friday*, *due to open in May*, *the results of the survey*, *He helped the boy* (somebody acts; nothing is
//! explained), *after the storm* (a time).
//!
//! Missed on purpose: causes that only the order of two clauses suggests.

use super::{has, senses};
use crate::claims::checkability::is_due;
use crate::claims::statement::Statement;
use crate::document::TokenIndex;
use crate::english::claim_words::KindSense;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::vocabulary::{Polarity, Reason};

/// *because of*, *led to*, *is linked to*; also in the main verb of what is only possible: *naps may sharpen memory*.
pub(super) fn is_causal(statement: &Statement<'_>, _: Reason) -> bool {
    statement.tokens().any(|token| gives_cause(statement, token))
        || so_that(statement)
        || is_answer_to(statement)
        || has_to_do_with(statement)
}

fn gives_cause(statement: &Statement<'_>, token: TokenIndex) -> bool {
    let word = senses(statement, token);
    if !word.has(KindSense::Causal as usize) {
        return false;
    }
    // *The most common **side effects** were headaches*: what they are, and not what brings them about.
    let is_side_effect = statement.is(token, &["effect", "effects"])
        && token > statement.sentence.start
        && statement.is(token - 1, &["side"]);
    // *was fined for **taking part** in it*: somebody did.
    let takes = |verb: TokenIndex| &*statement.lemma(verb) == "take";
    let takes_part = statement.is(token, &["part"]) && statement.grammar.head(token).is_some_and(takes);
    if is_side_effect || takes_part || sums_up(statement, token) {
        return false;
    }
    let tag = statement.tag(token);
    if tag.is_verb() {
        token == statement.predicate
            && (causes_by_object(statement, token)
                || is_caused_by(statement)
                || causes_by_preposition(statement, token)
                || is_to_blame(statement, token))
            || is_shown_to(statement, token)
    } else if tag.is_noun() {
        token == statement.predicate && !statement.is(token, &["part", "role"])
            || statement.subject == Some(token)
                // *The driver was in a critical condition*
                && !statement.is(token, &["driver", "drivers", "part", "parts"])
                && statement.is_copular()
                && statement.tag(statement.predicate).is_noun()
            || statement.grammar.relation(token) == Relation::Obj
                && statement.polarity == Polarity::Positive
                && joins(statement, token)
    } else {
        // *due to*, *because*; not *due on Friday*, *due to open*.
        let next = |step: usize| token + step < statement.sentence.end;
        !statement.is(token, &["due", "thanks"])
            || !is_due(statement)
                && next(1)
                && statement.is(token + 1, &["to"])
                && !(next(2) && statement.tag(token + 2) == Tag::Vb)
                // The tagger may take *open* for an adjective.
                && !(next(3) && statement.tag(token + 2) == Tag::Jj && !statement.tag(token + 3).is_noun())
    }
}

/// *That **brings the total** to 31*: a count, and no cause.
pub(super) fn sums_up(statement: &Statement<'_>, verb: TokenIndex) -> bool {
    &*statement.lemma(verb) == "bring"
        && statement.child(Relation::Obj).is_some_and(|object| {
            has(statement, object, KindSense::Quantity)
                && statement.quantities.iter().any(|quantity| {
                    let first = statement.document.tokens_in(quantity.span).start;
                    first > object && statement.is(first - 1, &["to"])
                })
        })
}

/// Verbs that name a cause or an effect only by a preposition.
const BY_PREPOSITION: [&str; 10] = [
    "add",
    "arise",
    "associate",
    "attribute",
    "contribute",
    "culminate",
    "distract",
    "lead",
    "result",
    "stem",
];

/// *Naps **sharpen** memory*; not *He **helped** the boy*, *Ms Orr **led** the team*.
fn causes_by_object(statement: &Statement<'_>, verb: TokenIndex) -> bool {
    let lemma = statement.lemma(verb);
    statement.child(Relation::Obj).is_some()
        && !BY_PREPOSITION.contains(&&*lemma)
        && &*lemma != "blame"
        && !(has(statement, verb, KindSense::Helping) && statement.subject_acts())
}

/// *The scheme was **delayed by** rock*; not *was helped **by a neighbour*** (somebody acts).
fn is_caused_by(statement: &Statement<'_>) -> bool {
    let is_thing = |agent: TokenIndex| {
        let tag = statement.tag(agent);
        let word = statement.document.word(agent);
        tag.is_noun()
            && !tag.is_name()
            && statement.english.sources.kind(word).is_none()
            && statement.english.sources.kind(&statement.lemma(agent)).is_none()
    };
    statement.is_passive() && statement.child(Relation::OblAgent).is_some_and(is_thing)
}

/// *The fall **has more to do with** sugar prices*.
fn has_to_do_with(statement: &Statement<'_>) -> bool {
    &*statement.lemma(statement.predicate) == "have"
        && statement.polarity == Polarity::Positive
        && statement.tokens().any(|token| {
            token > statement.predicate
                && token + 2 < statement.sentence.end
                && statement.is(token, &["to"])
                && statement.is(token + 1, &["do"])
                && statement.is(token + 2, &["with"])
        })
}

/// *A relay was **to blame***; not *They **blame** the driver*.
fn is_to_blame(statement: &Statement<'_>, verb: TokenIndex) -> bool {
    statement.is(verb, &["blame"]) && verb > statement.sentence.start && statement.is(verb - 1, &["to"])
}

/// *is proven **to boost** memory*, *was found **to prevent** it*; not *was hired to improve it* (a purpose).
fn is_shown_to(statement: &Statement<'_>, verb: TokenIndex) -> bool {
    let lemma = statement.lemma(statement.predicate);
    statement.grammar.relation(verb) == Relation::Xcomp
        && statement.grammar.head(verb) == Some(statement.predicate)
        && statement.grammar.child(verb, Relation::Obj).is_some()
        && [
            "appear", "believe", "find", "help", "know", "prove", "seem", "show", "tend", "think",
        ]
        .contains(&&*lemma)
}

/// *led **to**, contributed **to**, resulted **from**, was associated **with***.
fn causes_by_preposition(statement: &Statement<'_>, verb: TokenIndex) -> bool {
    let lemma = statement.lemma(verb);
    (BY_PREPOSITION.contains(&&*lemma) || &*lemma == "link")
        // *He added it to the list*
        && !(&*lemma == "add" && (statement.subject_acts() || statement.is_passive()))
        && statement
            .grammar
            .children(verb)
            .filter(|&child| matches!(statement.grammar.relation(child), Relation::Obl | Relation::Advcl))
            .flat_map(|child| statement.grammar.children(child))
            .any(|child| statement.is(child, &["to", "from", "in", "with"]))
}

/// *had an effect **on***, *played a part **in***; not *published the results of the survey*.
fn joins(statement: &Statement<'_>, noun: TokenIndex) -> bool {
    let affects = |token: TokenIndex| {
        statement
            .grammar
            .children(token)
            .flat_map(|child| statement.grammar.children(child))
            .any(|child| statement.is(child, &["on", "in"]))
    };
    // *The agency **has a role** in the scheme* tells what it is there for.
    let is_office = statement.is(noun, &["part", "role"]) && &*statement.lemma(statement.predicate) == "have";
    !is_office
        && !statement.is(noun, &["reason", "result", "results", "consequence"])
        && (affects(noun) || affects(statement.predicate))
}

/// *halted sales **in response to** the ruling*.
fn is_answer_to(statement: &Statement<'_>) -> bool {
    statement.tokens().any(|token| {
        token >= statement.predicate
            && token > statement.sentence.start
            && token + 1 < statement.sentence.end
            && statement.is(token, &["response"])
            && statement.is(token - 1, &["in"])
            && statement.is(token + 1, &["to"])
    })
}

/// *so dark **that** nobody saw it*.
fn so_that(statement: &Statement<'_>) -> bool {
    statement.tokens().any(|token| {
        statement.is(token, &["so"])
            && statement.grammar.relation(token) == Relation::Advmod
            && statement.grammar.head(token).is_some_and(|degree| {
                degree == token + 1
                    && !statement.tag(degree).is_verb()
                    && degree + 1 < statement.sentence.end
                    && statement.is(degree + 1, &["that"])
                    && statement.holds(degree + 1)
            })
    }) && !has(statement, statement.predicate, KindSense::Record)
}
