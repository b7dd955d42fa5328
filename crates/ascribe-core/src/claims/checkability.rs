//! Whether evidence could make a claim true or false, and if not, why: the first test of the guidelines that applies.
//!
//! Each test is a function of a file of its own with what it takes, and what only looks like it. The tests look at the clause itself, not
//! at the sentence around it: a fact inside a demand (*a request which the ministry declined*) is a clause of its own and
//! passes.

mod assertion;
mod conduct;
mod emptiness;
mod future;
mod headline;
mod opinion;
mod possible;
mod private;
mod wishes;

use jiff::civil::Date;

use super::Checkability;
use super::statement::Statement;
use crate::document::TokenIndex;
use crate::english::claim_words::CheckSense;
use crate::english::groups::Set;
use crate::signs::times::Time;
use crate::span::Span;
use crate::vocabulary::{Directness, Reason};

pub(super) use emptiness::is_compared;
pub(super) use future::{is_due, may_follow, refuses, wants_now};
pub(super) use headline::names_somebody;
pub(super) use possible::is_past_habit;
pub(super) use wishes::{has_time_limit, is_exempt, is_told, is_told_duty, is_wish, names_anyone, wants_to};

/// Tries the tests in their order. `open` is what `references::open` found, `published` the day that *yet* is counted from.
pub fn of(statement: &Statement<'_>, open: Vec<Span>, published: Option<Date>) -> Checkability {
    let due = due(statement);
    let is_past = |due: &Option<String>| {
        let day = due.as_deref().and_then(|day| day.parse::<Date>().ok());
        day.zip(published).is_some_and(|(day, published)| day < published)
    };
    let reason = if assertion::is_no_assertion(statement) {
        Reason::NotAssertion
    } else if opinion::is_opinion(statement) {
        Reason::Opinion
    } else if private::is_private(statement) {
        Reason::PrivateExperience
    } else if future::is_hypothetical(statement) {
        Reason::Hypothetical
    } else if future::is_ahead(statement) && !is_past(&due) {
        Reason::Prediction
    } else if !open.is_empty() {
        Reason::Ambiguous
    } else if emptiness::is_vague(statement) {
        Reason::Vague
    } else if emptiness::is_trivial(statement) {
        Reason::Trivial
    } else {
        Reason::Checkable
    };
    Checkability {
        reason,
        open: if reason == Reason::Ambiguous {
            open
        } else {
            Vec::new()
        },
        due: due.filter(|_| reason == Reason::Prediction),
    }
}

/// The last day that the claim's times name.
fn due(statement: &Statement<'_>) -> Option<String> {
    statement
        .times
        .iter()
        .filter_map(super::due::last_day)
        .max()
        .map(|day| day.to_string())
}

/// ***by** the end of the year*, ***by** 2060*
fn is_limit(statement: &Statement<'_>, time: &Time) -> bool {
    let first = statement.document.tokens_in(time.span).start;
    statement.is(first, &["by"]) || first > statement.sentence.start && statement.is(first - 1, &["by"])
}

/// Whether somebody reports it in the third person.
fn is_indirect(statement: &Statement<'_>) -> bool {
    statement
        .innermost()
        .is_some_and(|attribution| attribution.directness != Directness::Direct)
}

/// What a word of the statement tells about whether it can be checked.
fn senses(statement: &Statement<'_>, token: TokenIndex) -> Set {
    statement.senses.checks(token)
}

fn has(statement: &Statement<'_>, token: TokenIndex, sense: CheckSense) -> bool {
    statement.senses.has_check(token, sense)
}
