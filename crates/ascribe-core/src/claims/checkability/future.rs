//! What is only imagined, and what is to come.

use super::headline;
use super::possible::{is_past_habit, may_come, may_yet};
use super::wishes::{is_forecast, wants_to};
use super::{is_indirect, senses};
use crate::claims::statement::Statement;
use crate::document::TokenIndex;
use crate::english::claim_words::{CheckSense, KindSense};
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::signs::hedges;
use crate::signs::times::Time;
use crate::vocabulary::{Granularity, HedgeClass, Polarity, Stance};

/// *If the siren had sounded, nobody would have died*; *a second dam would have held*; *I would vote for him again*.
///
/// *“**If** he comes, the door is open”*
///
/// Not: *would* after *said*, the past of *will*; *if your number was read you left*, which tells what happened.
pub(super) fn is_hypothetical(statement: &Statement<'_>) -> bool {
    let modal = statement.has_modal(&["would", "'d", "’d", "could", "might"]);
    let perfect = statement
        .auxiliaries()
        .any(|token| statement.is(token, &["have", "'ve", "’ve"]));
    let conditional =
        statement.is_hedged(HedgeClass::Conditional) && conditions(statement) || is_inverted(statement);
    if modal && perfect
        || conditional && threatens(statement)
        || conditional && (modal || statement.has_modal(&["will", "'ll", "’ll", "wo", "can", "may"]))
    {
        return true;
    }
    let first = statement.first();
    // *“If you are over 65, you pay nothing”* is a rule.
    let of_you = || {
        statement
            .subject
            .is_some_and(|subject| statement.is(subject, &["you"]))
    };
    if statement.is_quoted() && statement.is(first, &["if", "unless"]) && statement.is_present() && !of_you()
    {
        return true;
    }
    if statement.is(first, &["if", "unless", "suppose"]) && statement.tag(statement.predicate) != Tag::Vbd {
        return statement
            .auxiliaries()
            .any(|token| statement.is(token, &["were", "had"]))
            || statement.tag(statement.predicate) == Tag::Vb;
    }
    statement.has_modal(&["would", "'d", "’d"])
        && !is_future_in_the_past(statement)
        && !is_past_habit(statement)
}

/// *“If we do not sign, **we are** out of beds”*, *“If you go there, **you are putting** lives at risk”*: somebody's warning.
///
/// Not: *“If you are over 65, you pay nothing”* (a rule), *“If it rains, water comes in”* (what happens again and again).
fn threatens(statement: &Statement<'_>) -> bool {
    let of_us = statement
        .subject
        .is_some_and(|subject| statement.is(subject, &["we", "I"]));
    let of_you = statement
        .subject
        .is_some_and(|subject| statement.is(subject, &["you"]));
    let goes_on = statement.tag(statement.predicate) == Tag::Vbg;
    statement.is_quoted() && statement.is_present() && (of_us || of_you && goes_on)
}

/// Whether the condition governs the predicate and not a clause below it.
fn conditions(statement: &Statement<'_>) -> bool {
    statement.children().any(|child| {
        statement.grammar.relation(child) == Relation::Advcl
            && statement
                .grammar
                .child(child, Relation::Mark)
                .is_some_and(|mark| statement.is(mark, &["if", "unless", "provided"]))
    }) || statement.is(statement.first(), &["if", "unless"])
        || is_inverted(statement)
}

/// ***Should the bid fail**, shares would fall*, ***Had it rained**, …*: a condition without *if*.
fn is_inverted(statement: &Statement<'_>) -> bool {
    let leads = |child: TokenIndex| {
        let clause = statement.grammar.subtree(child);
        child < statement.predicate
            && statement.grammar.relation(child) == Relation::Advcl
            && statement.is(clause.start, &["had", "should", "were"])
            && statement.grammar.relation(clause.start).is_helper()
    };
    statement.children().any(leads)
}

/// *said it **would** open*: *would* in a report is the past of *will*. So it is where the paper goes on reporting.
fn is_future_in_the_past(statement: &Statement<'_>) -> bool {
    if statement.chain.is_empty() {
        return !statement.is_first_person();
    }
    is_indirect(statement)
}

/// *will*, *would* in a report, *is expected to*, *is likely to*, *is to*; what is planned, promised or forecast.
///
/// Not: *left a will*, *is used to*, *was expected* of a day that has passed.
pub(super) fn is_ahead(statement: &Statement<'_>) -> bool {
    let verb = statement.predicate;
    if matches!(statement.act, Some(Stance::Decline | Stance::Deny))
        || refuses(statement)
        || is_past_habit(statement)
    {
        return false;
    }
    if statement.has_modal(&["will", "'ll", "’ll", "wo", "shall", "would", "'d", "’d"])
        || is_forecast(statement)
        || may_yet(statement)
        || is_scheduled(statement)
        || is_promised(statement)
        || headline::is_to_come(statement)
    {
        return true;
    }
    let infinitive = statement.tag(verb) == Tag::Vb
        && statement
            .auxiliaries()
            .all(|token| statement.tag(token) != Tag::Md);
    let words_ahead = |token: TokenIndex| {
        senses(statement, token).has(CheckSense::Ahead as usize)
            && !hedges::compares_odds(statement.document, token)
    };
    // *hopes to announce*, *expects Maro to weaken*, *expects a third warning*
    let looks_ahead = statement.stance() == Some(Stance::Intend) || statement.cue().any(words_ahead);
    // *She **wants to** triple it*; not *did not want to leave*, *wanted to see a plan first*.
    let wants = wants_to(statement)
        && statement
            .cue()
            .all(|token| matches!(statement.tag(token), Tag::Vbz | Tag::Vbp));
    if wants || wants_now(statement) {
        return true;
    }
    if looks_ahead && (infinitive || !statement.tag(verb).is_verb() && !statement.is_copular()) {
        return true;
    }
    let is_present = statement.auxiliaries().any(|token| statement.is(token, &["is", "are", "'s", "’s", "'re", "’re", "am", "be"]))
        || matches!(statement.tag(verb), Tag::Vbz | Tag::Vbp)
        // *said it expected*: the tense of a report is one further back.
        || matches!(statement.tag(verb), Tag::Vbd | Tag::Vbn)
            && !statement.has_auxiliary(&["had", "have", "has"])
            && !statement.chain.is_empty()
            && is_indirect(statement)
        || statement.is_hedged(HedgeClass::Epistemic);
    let to = statement.children().any(|child| {
        matches!(
            statement.grammar.relation(child),
            Relation::Xcomp | Relation::Ccomp | Relation::Csubj
        )
    });
    // *expects a third warning*
    let awaited = statement.tag(verb).is_verb()
        && statement.child(Relation::Obj).is_some()
        && [
            "anticipate",
            "expect",
            "forecast",
            "foresee",
            "predict",
            "project",
        ]
        .contains(&&*statement.lemma(verb));
    let to = to || verb + 1 < statement.sentence.end && statement.is(verb + 1, &["to"]);
    // *never promised to mend it*: no promise was made.
    let is_left_out =
        statement.polarity == Polarity::Negative && matches!(statement.tag(verb), Tag::Vbd | Tag::Vbn);
    // *The delay is **due to** heavy rain*
    let is_caused = statement.is(verb, &["due"])
        && verb + 2 < statement.sentence.end
        && statement.is(verb + 1, &["to"])
        && statement.tag(verb + 2) != Tag::Vb
        && !is_due(statement);
    let expected = (words_ahead(verb) && to && !is_caused || awaited) && !is_left_out;
    // *More rain is **likely***
    let is_likely =
        statement.is_copular() && statement.is(verb, &["likely", "unlikely"]) && !statement.is_past()
            || may_come(statement);
    // *is going to close*, *is to visit*
    let going = statement.is(verb, &["going"]) && to;
    // *is to be held*
    let done = || statement.tag(verb) == Tag::Vbn && statement.has_auxiliary(&["be"]) && is_dated(statement);
    let is_to = (statement.tag(verb) == Tag::Vb || done())
        && statement
            .child(Relation::Mark)
            .is_some_and(|mark| statement.is(mark, &["to"]))
        && statement.has_auxiliary(&["is", "are"])
        && !tells_purpose(statement);
    is_likely || leans(statement) || is_present && (expected || going) || is_to || is_due(statement)
}

/// *The store **looks set to** close*, where the tree may take *set* or *close* for the verb.
///
/// Not: *The store looked set to close* (it did or did not).
fn leans(statement: &Statement<'_>) -> bool {
    let verb = statement.predicate;
    let seems = |at: TokenIndex| {
        statement.is(
            at,
            &[
                "appear", "appears", "look", "looks", "remain", "remains", "seem", "seems",
            ],
        ) && at + 2 < statement.sentence.end
            && statement.is(
                at + 1,
                &[
                    "bound", "certain", "destined", "likely", "poised", "set", "sure", "unlikely",
                ],
            )
            && statement.is(at + 2, &["to"])
    };
    [0, 1, 3]
        .into_iter()
        .any(|back| verb >= statement.sentence.start + back && seems(verb - back))
}

/// *Its **job is to** inspect schools*: what it is there for; not *The minister is to visit the mill*.
fn tells_purpose(statement: &Statement<'_>) -> bool {
    statement.subject.is_some_and(|subject| {
        statement.is(
            subject,
            &[
                "function",
                "job",
                "mission",
                "purpose",
                "remit",
                "responsibility",
                "role",
                "task",
                "vision",
            ],
        )
    })
}

/// *Work **is due to start** next spring*, which the tagger may take for its cause.
///
/// Not: *was due to start in May* (and did or did not), *is due to rain*.
pub(in crate::claims) fn is_due(statement: &Statement<'_>) -> bool {
    let starts = |at: TokenIndex| {
        let dated = |time: &Time| {
            let first = statement.document.tokens_in(time.span).start;
            (at + 1..at + 3).contains(&first)
        };
        let goes_on = statement.holds(at + 1);
        statement.tag(at) == Tag::Vb && goes_on || statement.times.iter().any(dated)
    };
    let is = |token: TokenIndex, words: &[&str]| statement.holds(token) && statement.is(token, words);
    statement.tokens().any(|token| {
        token > statement.sentence.start
            && is(token, &["due"])
            && is(token - 1, &["are", "is", "'s", "’s"])
            && is(token + 1, &["to"])
            && statement.holds(token + 2)
            && starts(token + 2)
    })
}

/// *The mayor **wants to double** it*; not *I want to sleep* (his own mind), *wanted to see it* (past).
pub(in crate::claims) fn wants_now(statement: &Statement<'_>) -> bool {
    let verb = statement.predicate;
    statement.is(verb, &["want", "wants"])
        && matches!(statement.tag(verb), Tag::Vbz | Tag::Vbp)
        && statement.polarity == Polarity::Positive
        && statement.subject_acts()
        && statement
            .child(Relation::Xcomp)
            .is_some_and(|deed| statement.tag(deed) == Tag::Vb)
}

/// *If the talks fail, they **will strike***: imagined, and to come; not *would have struck*.
pub(in crate::claims) fn may_follow(statement: &Statement<'_>) -> bool {
    let is_conditional =
        statement.is_hedged(HedgeClass::Conditional) && conditions(statement) || is_inverted(statement);
    is_conditional
        && statement.has_modal(&[
            "could", "may", "might", "will", "wo", "would", "'ll", "’ll", "'d", "’d",
        ])
        && !statement.has_auxiliary(&["have"])
}

/// *The race **begins** on 6 June*: the present of a timetable, with a date.
///
/// Not: *The market opens at nine* (a clock time, every day), *The path begins at the weir* (a place).
fn is_scheduled(statement: &Statement<'_>) -> bool {
    let verb = statement.predicate;
    matches!(statement.tag(verb), Tag::Vbz | Tag::Vbp)
        && statement.senses.has_check(verb, CheckSense::Timetable)
        && !statement.is_copular()
        && is_dated(statement)
}

/// Whether it names a day, a week or a month.
fn is_dated(statement: &Statement<'_>) -> bool {
    statement.times.iter().any(|time| {
        matches!(
            time.granularity,
            Granularity::Day | Granularity::Week | Granularity::Month
        )
    })
}

/// *The council **has promised** a pitch*, *another 30 are **planned***: what somebody plans, whatever the verb.
///
/// Not: *had pledged €60m* (before something else), *promised in May* (told of a day that is gone).
fn is_promised(statement: &Statement<'_>) -> bool {
    let verb = statement.predicate;
    let plans = statement.tag(verb).is_verb()
        && statement.senses.has_kind(verb, KindSense::Plan)
        // *Thousands **seek refuge***
        && (&*statement.lemma(verb) != "seek" || statement.child(Relation::Xcomp).is_some())
        && statement.stance().is_none_or(|stance| stance != Stance::Decline);
    // *crimes may have been **committed***: told of what is past.
    let is_possible = statement.has_modal(&["could", "may", "might", "must"]);
    plans
        && !is_possible
        && statement.polarity == Polarity::Positive
        && (statement.is_present_passive()
            || matches!(statement.tag(verb), Tag::Vbz | Tag::Vbp)
            || statement.tag(verb) == Tag::Vbn && statement.has_auxiliary(&["has", "have", "’ve", "'ve"]))
}

/// *Neither firm **would comment***, *He **would not say** who*, *She **would not be drawn***: a refusal, which is past.
pub(in crate::claims) fn refuses(statement: &Statement<'_>) -> bool {
    // *would not go **into** that*
    let goes_into = || {
        statement.is(statement.predicate, &["go"])
            && statement.subject_acts()
            && statement.children().any(|child| {
                statement
                    .grammar
                    .children(child)
                    .chain([child])
                    .any(|word| statement.is(word, &["into"]))
            })
    };
    // *was not going to comment*
    let intends_not = statement.is(statement.predicate, &["going"]);
    let speaks = |token: TokenIndex| {
        statement.is(
            token,
            &[
                "add",
                "answer",
                "comment",
                "confirm",
                "discuss",
                "disclose",
                "drawn",
                "elaborate",
                "identify",
                "name",
                "reveal",
                "say",
                "speculate",
            ],
        )
    };
    let refused = if intends_not {
        statement.child(Relation::Xcomp).is_some_and(speaks)
    } else {
        statement.has_modal(&["would"]) && (speaks(statement.predicate) || goes_into())
    };
    statement.polarity == Polarity::Negative
        && refused
        && (statement.chain.is_empty() || !statement.is_quoted())
}
