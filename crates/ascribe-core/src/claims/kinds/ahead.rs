//! What is to come: plans and predictions.
//!
//! *plans to*, *We will build it*, *is ready to talk*, *A vote is planned*, *They are looking at a rule by the end of the year*.
//!
//! Not: *The river will rise* (nobody means it to), *will lose* (nobody chooses it): predictions. *The council rebuilt it*: done.

use super::news::is_headline;
use super::{has, object_has};
use crate::claims::checkability::{may_follow, names_somebody, wants_now, wants_to};
use crate::claims::statement::Statement;
use crate::document::TokenIndex;
use crate::english::claim_words::KindSense;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::vocabulary::{Polarity, Reason, Stance};

/// Somebody means to do it.
pub(super) fn is_plan(statement: &Statement<'_>, reason: Reason) -> bool {
    let plans = |token: TokenIndex| has(statement, token, KindSense::Plan);
    let verb = statement.predicate;
    let cue_plans = statement.stance() == Some(Stance::Intend)
        || hopes_to(statement)
        || reason == Reason::Prediction && (wants_to(statement) || wants_now(statement));
    let ahead = matches!(
        reason,
        Reason::Prediction | Reason::Checkable | Reason::Hypothetical
    );
    ahead
        && (cue_plans
            || plans(verb)
                && !(statement.polarity == Polarity::Negative && statement.is_past())
                && (!statement.is_passive()
                    || reason == Reason::Prediction
                    || statement.is_present()
                    || ["pencil", "plan", "schedule"].contains(&&*statement.lemma(verb)))
            || was_to(statement)
            || reason == Reason::Prediction && is_under_plan(statement)
            || reason == Reason::Prediction && names_somebody(statement) && !is_undergone(statement)
            || reason == Reason::Prediction && is_to(statement) && chooses(statement)
            || statement.is_copular() && statement.subject.is_some_and(plans)
            || statement.is(verb, &["had", "has", "have"]) && object_has(statement, KindSense::Plan)
            || is_ready(statement)
            || is_under_way(statement)
            || reason == Reason::Prediction
                && statement.has_modal(&["will", "'ll", "’ll", "wo", "would", "shall"])
                && chooses(statement))
}

/// *The team **hopes to begin** in spring*: what somebody hopes to do he means to; not *hopes to win*.
fn hopes_to(statement: &Statement<'_>) -> bool {
    let hopes = |token: TokenIndex| statement.is(token, &["hope", "hoped", "hopes", "hoping"]);
    let verb = statement.predicate;
    let deed = if hopes(verb) {
        statement.child(Relation::Xcomp)
    } else {
        statement.cue().any(hopes).then_some(verb)
    };
    deed.is_some_and(|deed| {
        statement.tag(deed) == Tag::Vb
            && deed > statement.sentence.start
            && statement.is(deed - 1, &["to"])
            && !has(statement, deed, KindSense::Undergone)
    })
}

/// *Rovers **to lose** ground*: nobody means to.
fn is_undergone(statement: &Statement<'_>) -> bool {
    let undergone = |token: TokenIndex| has(statement, token, KindSense::Undergone);
    statement
        .tokens()
        .any(|token| statement.tag(token) == Tag::Vb && undergone(token))
}

/// *The minister **is to** visit the mill*, *Minister **to visit** mill* as a headline.
fn is_to(statement: &Statement<'_>) -> bool {
    let mark = statement.child(Relation::Mark);
    (statement.has_auxiliary(&["are", "is"]) || is_headline(statement))
        && mark.is_some_and(|mark| statement.is(mark, &["to"]))
}

/// *The film **was to be** shown in spring*, *The pump **was due to be** raised*: what was meant to be done, whatever came of it.
fn was_to(statement: &Statement<'_>) -> bool {
    let verb = statement.predicate;
    let is_past = statement.has_auxiliary(&["was", "were"]);
    // The tree may hang *due* in front of *to* as a mark, with *to* below it.
    let grammar = statement.grammar;
    let marks = || {
        let marks = statement
            .children()
            .filter(|&child| grammar.relation(child) == Relation::Mark);
        marks.flat_map(|mark| grammar.children(mark).chain([mark]))
    };
    let is_to = statement.tag(verb).is_verb()
        && !statement.is(verb, &["blame"])
        && marks().any(|mark| statement.is(mark, &["to"]));
    let is_due = statement.is(verb, &["due", "supposed", "meant"])
        && verb + 1 < statement.sentence.end
        && statement.is(verb + 1, &["to"]);
    is_past && (is_to || is_due)
}

/// ***Under the plans**, books will be moved*.
fn is_under_plan(statement: &Statement<'_>) -> bool {
    statement.tokens().any(|token| {
        statement.is(token, &["under"])
            && statement
                .grammar
                .head(token)
                .is_some_and(|noun| statement.tag(noun).is_noun() && has(statement, noun, KindSense::Plan))
    })
}

/// *is **ready** to take them back*, *is **prepared** to negotiate*.
fn is_ready(statement: &Statement<'_>) -> bool {
    let follows = statement.predicate + 1 < statement.sentence.end
        && (statement.is(statement.predicate + 1, &["to"]) || statement.child(Relation::Xcomp).is_some());
    statement.is(
        statement.predicate,
        &["determined", "prepared", "ready", "willing"],
    ) && follows
}

/// *They are **looking** at rules by the end of the year*: under way now, with a time ahead.
fn is_under_way(statement: &Statement<'_>) -> bool {
    statement.tag(statement.predicate) == Tag::Vbg
        && statement.is_present()
        && statement.subject_acts()
        && statement.tokens().any(|token| {
            token + 1 < statement.sentence.end
                && (statement.is(token, &["tomorrow"])
                    || statement.is(token, &["next"])
                        && statement.is(
                            token + 1,
                            &["month", "spring", "summer", "week", "winter", "year"],
                        )
                    || statement.is(token, &["by"])
                        && statement.times.iter().any(|time| {
                            time.span.start() == statement.document.tokens()[token].span.start()
                                || time.span.start() == statement.document.tokens()[token + 1].span.start()
                        }))
        })
}

/// Whether who is to act means to: *The council **will close** the bridge*; not *The council will lose money*.
fn chooses(statement: &Statement<'_>) -> bool {
    let verb = statement.predicate;
    // *it would update investors, Calder said*: who speaks is who acts; not *it would take a year*.
    let speaks = !statement.chain.is_empty()
        && !statement.is_quoted()
        && statement.has_pronoun_subject()
        && !statement.is(verb, &["be", "happen", "take"]);
    statement.tag(verb).is_verb()
        && !statement.is_passive()
        && (statement.subject_decides() || speaks)
        && !has(statement, verb, KindSense::Status)
        && !has(statement, verb, KindSense::Undergone)
}

/// What will be.
pub(super) fn is_prediction(statement: &Statement<'_>, reason: Reason) -> bool {
    reason == Reason::Prediction || reason == Reason::Hypothetical && may_follow(statement)
}
