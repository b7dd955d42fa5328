//! What people did by speaking: responses, and what is on record.
//!
//! *denied*, *declined to comment*, *That is untrue*; *voted against*, *had told the board*.
//!
//! Not: *was told* (a thing that happened to somebody).

use super::news::{is_headline, is_news};
use super::{has, senses, states};
use crate::claims::checkability::refuses;
use crate::claims::statement::Statement;
use crate::document::TokenIndex;
use crate::english::claim_words::KindSense;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::vocabulary::{Dimension, Polarity, Reason, Stance};

/// *denied*, *declined to comment*, *did not reply*, *That is untrue*; and what is denied: *she had known about the payments* after
/// *did not accept*.
pub(super) fn is_response(statement: &Statement<'_>, _: Reason) -> bool {
    let senses = senses(statement, statement.predicate);
    let is_negative = statement.polarity == Polarity::Negative;
    let answers = senses.has(KindSense::Answer as usize);
    let is_passive = statement.is_passive();
    // ***Orders** declined*
    let is_measured = || {
        let subject = statement.subject;
        subject.is_some_and(|subject| has(statement, subject, KindSense::Quantity))
    };
    // *Whether it helps is disputed*: nobody answers.
    let is_answered = statement.act.is_some()
        || statement
            .innermost()
            .is_some_and(|attribution| attribution.source.is_some());
    // *refused **to leave***, *rejected **a bid***: whatever the stance, no charge is met.
    let is_deed = senses.has(KindSense::Response as usize) && !is_passive && !answers_charge(statement);
    // *voted **against** it*, *oppose it*: for or against something, and no answer.
    let takes_sides =
        ["object", "oppose", "resist", "vote"].contains(&&*statement.lemma(statement.predicate));
    is_answered
        && !(statement.act.is_some() && (is_deed || takes_sides))
        && matches!(
            statement.act.or(statement.stance()),
            Some(Stance::Deny | Stance::Decline)
        )
        || senses.has(KindSense::Response as usize)
            && !is_passive
            && !is_measured()
            && answers_charge(statement)
        || answers
            && is_negative
            && (!is_passive || statement.has_modal(&["could"]))
            && !(statement.is_first_person()
                && statement.is(statement.predicate, &["explain", "said", "say"]))
        || refuses(statement)
        || gives_no_comment(statement)
        || calls_untrue(statement)
        || disowns(statement)
}

/// *rejected the **accusation***, *refused to **answer***, *disputes it*; not *refused to leave*, *rejected the bid*.
fn answers_charge(statement: &Statement<'_>) -> bool {
    let speaks = |deed: TokenIndex| {
        has(statement, deed, KindSense::Answer)
            || has(statement, deed, KindSense::Record)
            || [
                "be",
                "draw",
                "give",
                "go",
                "name",
                "offer",
                "provide",
                "release",
                "reveal",
                "rule",
                "speak",
                "speculate",
                "talk",
            ]
            .contains(&&*statement.lemma(deed))
    };
    let is_charge = |object: TokenIndex| {
        !statement.tag(object).is_noun()
            || statement.tag(object).is_name()
            || has(statement, object, KindSense::Charge)
            || has(statement, object, KindSense::Answer)
    };
    let lemma = statement.lemma(statement.predicate);
    match &*lemma {
        "decline" | "refuse" => statement.child(Relation::Xcomp).is_none_or(speaks),
        // *dismissed the scheme **as** a gimmick*
        "dismiss" | "rebuff" | "reject" => {
            statement.child(Relation::Obj).is_none_or(is_charge)
                || statement.tokens().any(|token| statement.is(token, &["as"]))
        }
        _ => true,
    }
}

/// *made no comment*, *could not be reached for comment*, *approached for comment*, *were unavailable for comment*.
fn gives_no_comment(statement: &Statement<'_>) -> bool {
    let mut words = statement.tokens();
    words.any(|token| statement.is(token, &["comment", "comments"]))
        && statement.tokens().any(|token| {
            statement.is(
                token,
                &[
                    "approached",
                    "contacted",
                    "declined",
                    "no",
                    "not",
                    "n't",
                    "n’t",
                    "reached",
                    "unavailable",
                ],
            )
        })
}

/// *That is simply **untrue***, *The allegations are **false***, *She called the figures **fiction***.
fn calls_untrue(statement: &Statement<'_>) -> bool {
    let is_untrue = |token: TokenIndex| {
        statement.is(
            token,
            &[
                "baseless",
                "fabricated",
                "fabrication",
                "fantasy",
                "false",
                "fiction",
                "groundless",
                "invention",
                "lie",
                "lies",
                "nonsense",
                "rubbish",
                "unfounded",
                "untrue",
            ],
        )
    };
    // *called the story **fiction***
    let calls_it_so = statement.is(statement.predicate, &["call", "called", "calls"])
        && statement
            .tokens()
            .any(|token| token > statement.predicate && is_untrue(token));
    calls_it_so
        || statement.is_copular()
            && statement.polarity == Polarity::Positive
            && is_untrue(statement.predicate)
            && statement.subject.is_some_and(|subject| {
                statement.is(
                    subject,
                    &[
                        "accusation",
                        "accusations",
                        "allegation",
                        "allegations",
                        "charge",
                        "charges",
                        "claim",
                        "claims",
                        "it",
                        "report",
                        "reports",
                        "that",
                        "these",
                        "they",
                        "this",
                        "those",
                    ],
                )
            })
}

/// *he had **no knowledge** of any fraud*, *we did **nothing wrong***: somebody clears himself.
fn disowns(statement: &Statement<'_>) -> bool {
    let speaks = !statement.chain.is_empty() && statement.has_pronoun_subject();
    let denied = |token: TokenIndex| {
        let next = |words: &[&str]| token + 1 < statement.sentence.end && statement.is(token + 1, words);
        statement.is(token, &["no"])
            && next(&[
                "intention",
                "involvement",
                "knowledge",
                "part",
                "role",
                "wrongdoing",
            ])
            || statement.is(token, &["nothing"])
                && (next(&["illegal", "improper", "unlawful", "wrong"])
                    || next(&["to"])
                        && token + 2 < statement.sentence.end
                        && statement.is(token + 2, &["add", "say"]))
            || statement.is(token, &["no"]) && next(&["such"])
            || token == statement.predicate
                && statement.is(token, &["know"])
                && statement.polarity == Polarity::Negative
                && !statement.is_quoted()
    };
    speaks && statement.tokens().any(denied)
}

/// *voted against the bond*, *has said before*, *testified in 2019*, *had asked him about it*.
///
/// Not: *was told* (it happened to somebody), *The ministry said …* (an attribution; what it said is the claim).
pub(super) fn is_record(statement: &Statement<'_>, _: Reason) -> bool {
    // *The vote was five to two*
    let is_vote = statement
        .subject
        .is_some_and(|subject| has(statement, subject, KindSense::Record))
        && statement
            .quantities
            .iter()
            .any(|quantity| quantity.dimension == Dimension::Score);
    // *was to blame* tells of no speech.
    let is_infinitive =
        || statement.tag(statement.predicate) == Tag::Vb && statement.child(Relation::Mark).is_some();
    let is_told = || {
        !is_infinitive() && statement.is_past()
            || statement.has_auxiliary(&["did", "has", "have", "’ve", "'ve"])
    };
    let has_modal = || {
        statement
            .auxiliaries()
            .any(|token| statement.tag(token) == Tag::Md)
    };
    is_vote
        || (is_told() || is_news(statement)) && !has_modal() && speaks_by_noun(statement)
        || has(statement, statement.predicate, KindSense::Record)
            && statement.tag(statement.predicate).is_verb()
            && (!statement.is_passive() || is_spoken_of(statement))
            && !states::goes_on(statement)
            && (is_told() || is_news(statement) && !is_infinitive() && !has_modal())
}

/// *The scheme **was hailed** as a model*, *The figure **has been questioned***: a thing that was spoken of; not *He was told*.
fn is_spoken_of(statement: &Statement<'_>) -> bool {
    let lemma = statement.lemma(statement.predicate);
    let judges = [
        "blame",
        "condemn",
        "criticise",
        "criticize",
        "denounce",
        "deride",
        "describe",
        "endorse",
        "hail",
        "mock",
        "praise",
        "question",
        "rebuke",
        "skewer",
        "slam",
    ];
    judges.contains(&&*lemma)
        && !statement.is_present_passive()
        && (!statement.subject_acts() || is_headline(statement))
}

/// *pays **tribute** to her*, *issued an **apology***, ***calls for** unity*: what is said goes by a noun or a preposition; not *calls for help* in a
/// plan, *called his mother*.
fn speaks_by_noun(statement: &Statement<'_>) -> bool {
    let verb = statement.predicate;
    let lemma = statement.lemma(verb);
    let said = |object: TokenIndex| {
        statement.is(
            object,
            &[
                "apology",
                "condolences",
                "remarks",
                "speech",
                "statement",
                "tribute",
                "tributes",
            ],
        )
    };
    let says = ["deliver", "give", "issue", "lead", "make", "offer", "pay"].contains(&&*lemma);
    let calls_for =
        || &*lemma == "call" && verb + 1 < statement.sentence.end && statement.is(verb + 1, &["for"]);
    statement.tag(verb).is_verb()
        && (says
            && (statement.child(Relation::Obj).is_some_and(said)
                || statement.is_passive() && statement.subject.is_some_and(said))
            || calls_for())
}
