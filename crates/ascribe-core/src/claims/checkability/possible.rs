//! What is possible, and to come.

use super::is_limit;
use crate::claims::statement::Statement;
use crate::document::TokenIndex;
use crate::english::claim_words::KindSense;
use crate::grammar::relation::Relation;
use crate::signs::times::Time;
use crate::vocabulary::{Dimension, Granularity, HedgeClass, Polarity, SourceKind};

/// *A price war **may** wipe **a fifth** off profits*, *A third branch **may** follow **next spring***, *Bray **could** be charged*.
///
/// Not: *Naps may cut the risk by a tenth, a study suggests* (what is found to be so in general), *may have left*.
pub(super) fn may_yet(statement: &Statement<'_>) -> bool {
    statement.has_modal(&["could", "may", "might"])
        && statement
            .auxiliaries()
            .all(|token| !statement.is(token, &["have"]))
        && (is_deed(statement)
            || has_limit(statement)
            || lies_ahead(statement)
            || is_dated(statement)
            || waits(statement)
            || is_foreseen(statement)
            || is_counted(statement) && changes(statement) && !is_found(statement))
}

/// *Bray **could** be charged*, *The Supreme Court **may** sink it*: what somebody does once.
///
/// Not: *Naps may help* (in general), *Bray could not verify it* (it was tried), *Bray may know* (a state).
fn is_deed(statement: &Statement<'_>) -> bool {
    let is_named = |subject: TokenIndex| {
        let span = statement.document.tokens()[subject].span;
        statement.entities.iter().any(|entity| entity.span.contains(span))
    };
    let subject = statement.subject.or_else(|| statement.child(Relation::NsubjPass));
    statement.polarity == Polarity::Positive
        && !statement.is_copular()
        && statement.chain.is_empty()
        && subject.is_some_and(is_named)
        && statement.child(Relation::Xcomp).is_none()
        && !statement.senses.has_kind(statement.predicate, KindSense::Status)
}

/// *could move in **by the end of 2027***, *could have a medical **as early as Monday***
fn has_limit(statement: &Statement<'_>) -> bool {
    let is_early = |time: &Time| {
        let first = statement.document.tokens_in(time.span).start;
        let is = |back: usize, words: &[&str]| {
            first >= statement.sentence.start + back && statement.is(first - back, words)
        };
        is(1, &["as"]) && is(2, &["early", "soon"])
    };
    statement.chain.is_empty()
        && statement
            .times
            .iter()
            .any(|time| is_limit(statement, time) || is_early(time))
}

/// *could lose a third of it **by 2060***, *more may fall ill **in the coming weeks***, whoever says so.
fn lies_ahead(statement: &Statement<'_>) -> bool {
    let by_year = |time: &Time| time.granularity == Granularity::Year && is_limit(statement, time);
    statement.times.iter().any(by_year) || statement.tokens().any(|token| statement.is(token, &["coming"]))
}

/// *may follow **next spring***, *might **yet** reopen*
fn is_dated(statement: &Statement<'_>) -> bool {
    let is_next = |token: TokenIndex| token + 1 < statement.sentence.end && statement.is(token, &["next"]);
    statement
        .tokens()
        .any(|token| statement.is(token, &["soon", "tomorrow", "until", "yet"]) || is_next(token))
}

/// *may return **once** the air has been tested*
fn waits(statement: &Statement<'_>) -> bool {
    let begins_with_once = |clause: TokenIndex| {
        let mut children = statement.grammar.children(clause);
        children.any(|word| word < clause && statement.is(word, &["once"]))
    };
    statement
        .children()
        .any(|child| statement.grammar.relation(child) == Relation::Advcl && begins_with_once(child))
}

/// *fears sewage **could** flood the school*, *hinted that she **might** resign*; not *warned that it might be unsuitable* (it is so already,
/// or not).
fn is_foreseen(statement: &Statement<'_>) -> bool {
    let foresees = ["fear", "hint", "threaten", "warn"];
    let mut cue = statement.cue();
    !statement.is_copular() && cue.any(|token| foresees.contains(&&*statement.lemma(token)))
}

/// Whether a number says how much.
fn is_counted(statement: &Statement<'_>) -> bool {
    statement.quantities.iter().any(|quantity| {
        !matches!(
            quantity.dimension,
            Dimension::Age | Dimension::Duration | Dimension::Rank
        )
    })
}

/// Whether the verb changes something, or something is done to its subject.
fn changes(statement: &Statement<'_>) -> bool {
    let kinds = statement.senses.kinds(statement.predicate);
    [KindSense::Causal, KindSense::Quantity, KindSense::Undergone]
        .into_iter()
        .any(|sense| kinds.has(sense as usize))
}

/// Whether a document says so: a study finds what is so in general.
fn is_found(statement: &Statement<'_>) -> bool {
    let mut sources = statement
        .chain
        .iter()
        .filter_map(|&link| statement.attributions[link].source.as_ref());
    sources.any(|source| source.kind == SourceKind::Document)
}

/// *Gusts of 90 mph are **possible** until midnight*, *There is a **chance** that it will be extended*.
///
/// Not: *It is possible that he left* (a guess about what is past), *It is possible to swim there*.
pub(super) fn may_come(statement: &Statement<'_>) -> bool {
    let verb = statement.predicate;
    let is_possible = || {
        statement.is(verb, &["possible"])
            && statement
                .subject
                .is_some_and(|subject| statement.tag(subject).is_noun())
            && !statement.times.is_empty()
    };
    let is_chance = || {
        let odds = |token: TokenIndex| {
            statement.is(
                token,
                &[
                    "chance",
                    "danger",
                    "likelihood",
                    "possibility",
                    "prospect",
                    "risk",
                ],
            )
        };
        statement.tokens().any(|token| {
            statement.grammar.relation(token) == Relation::Expl && statement.is(token, &["there"])
        }) && (odds(verb) || statement.children().any(odds))
            && statement
                .tokens()
                .any(|token| token > verb && statement.is(token, &["will", "would", "could", "may", "might"]))
    };
    statement.polarity == Polarity::Positive && !statement.is_past() && (is_possible() || is_chance())
}

/// *He **would often** walk home*, *They **would usually** meet at noon*: what went on again and again.
///
/// Not: *She would never sell it* (what she would do).
pub(in crate::claims) fn is_past_habit(statement: &Statement<'_>) -> bool {
    let again = |child: TokenIndex| {
        statement.is(
            child,
            &[
                "frequently",
                "occasionally",
                "often",
                "regularly",
                "routinely",
                "sometimes",
                "usually",
            ],
        )
    };
    statement.has_modal(&["would", "'d", "’d"])
        && !statement.has_auxiliary(&["have"])
        && !statement.is_hedged(HedgeClass::Conditional)
        && statement.children().any(again)
}
