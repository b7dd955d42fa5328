//! What kind of statement a claim is: one primary kind, then all others that fit.
//!
//! Each kind has a test of its own, in the file of its sort. A claim that passes several has them in the order of `ORDER`,
//! from what says most about how to check it down to what every sentence is: *The poll put her at 41 per cent* is a poll
//! before it is a quantity, *The court fined the firm £2m* a decision before it is an event.
//!
//! The kind of a judgement or of a feeling is that of what is judged or felt, a state or a deed; only what should be, and what
//! asserts nothing, has none.
//!
//! Missed on purpose: kinds that only knowledge of the world betrays (that *Brexit* is a decision).

mod acts;
mod ahead;
mod causes;
mod decisions;
mod measures;
mod naming;
mod news;
mod passing;
mod rules;
mod states;

use super::checkability;
use super::statement::Statement;
use crate::document::TokenIndex;
use crate::english::claim_words::KindSense;
use crate::english::groups::Set;
use crate::vocabulary::{ClaimKind, Reason};

/// Whether a statement, checkable or not for the reason given, is of a kind.
type Fits = fn(&Statement<'_>, Reason) -> bool;

/// The first kind in this order that fits is the primary one.
const ORDER: [(ClaimKind, Fits); 11] = [
    (ClaimKind::Poll, measures::is_poll),
    (ClaimKind::Response, acts::is_response),
    (ClaimKind::Rule, rules::is_rule),
    (ClaimKind::Causal, causes::is_causal),
    (ClaimKind::Decision, decisions::is_decision),
    (ClaimKind::Record, |it, reason| {
        acts::is_record(it, reason) || naming::calls(it, reason)
    }),
    (ClaimKind::Quantity, measures::is_quantity),
    (ClaimKind::Plan, ahead::is_plan),
    (ClaimKind::Prediction, ahead::is_prediction),
    (ClaimKind::Event, states::is_event),
    (ClaimKind::Status, states::is_status),
];

/// All kinds of a claim, the primary one first; never empty.
pub fn of(statement: &Statement<'_>, reason: Reason) -> Vec<ClaimKind> {
    if reason == Reason::NotAssertion || reason == Reason::Opinion && checkability::is_wish(statement) {
        return vec![ClaimKind::Other];
    }
    let mut kinds: Vec<ClaimKind> = ORDER
        .iter()
        .filter(|(_, fits)| fits(statement, reason))
        .map(|&(kind, _)| kind)
        .collect();
    // *It will cost €3m*: nobody can check the figure yet.
    if reason == Reason::Prediction {
        kinds.sort_by_key(|&kind| kind == ClaimKind::Quantity);
    }
    if kinds.is_empty() {
        // Whatever is asserted is so or has happened.
        kinds.push(if statement.is_past() {
            ClaimKind::Event
        } else {
            ClaimKind::Status
        });
    }
    kinds
}

/// What a word of the statement tells of its kind.
fn senses(statement: &Statement<'_>, token: TokenIndex) -> Set {
    statement.senses.kinds(token)
}

fn has(statement: &Statement<'_>, token: TokenIndex, sense: KindSense) -> bool {
    statement.senses.has_kind(token, sense)
}

/// Whether the statement's object is a word of this sort: *gave **permission***.
fn object_has(statement: &Statement<'_>, sense: KindSense) -> bool {
    use crate::grammar::relation::Relation;
    statement
        .child(Relation::Obj)
        .is_some_and(|object| has(statement, object, sense))
}
