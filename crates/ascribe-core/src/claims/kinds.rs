//! What kind of statement a claim is: one primary kind, then all others that fit.
//!
//! Each kind has a test of its own below. A claim that passes several has them in the order of `ORDER`, from what says
//! most about how to check it down to what every sentence is: *The poll put her at 41 per cent* is a poll before it is a
//! quantity, *The court fined the firm £2m* a decision before it is an event.
//!
//! Missed on purpose: kinds that only knowledge of the world betrays (that *Brexit* is a decision).

use super::checkability;
use super::statement::Statement;
use crate::document::TokenIndex;
use crate::english::claim_words::KindSense;
use crate::english::groups::Set;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::vocabulary::{ClaimKind, Dimension, Granularity, Place, Polarity, Reason, Stance};

/// Whether a statement, checkable or not for the reason given, is of a kind.
type Fits = fn(&Statement<'_>, Reason) -> bool;

/// The first kind in this order that fits is the primary one.
const ORDER: [(ClaimKind, Fits); 11] = [
    (ClaimKind::Poll, is_poll),
    (ClaimKind::Response, is_response),
    (ClaimKind::Rule, is_rule),
    (ClaimKind::Causal, is_causal),
    (ClaimKind::Decision, is_decision),
    (ClaimKind::Record, is_record),
    (ClaimKind::Quantity, is_quantity),
    (ClaimKind::Plan, is_plan),
    (ClaimKind::Prediction, is_prediction),
    (ClaimKind::Event, is_event),
    (ClaimKind::Status, is_status),
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
    // What somebody thinks or feels is no state that could be looked up.
    let is_felt = matches!(reason, Reason::Opinion | Reason::PrivateExperience)
        && kinds == [ClaimKind::Status]
        && !statement.is_copular();
    if kinds.is_empty() || is_felt {
        kinds = vec![ClaimKind::Other];
    }
    kinds
}

/// *Her approval stands at 41 per cent in the poll*, *two in three of those surveyed said*.
fn is_poll(statement: &Statement<'_>, _: Reason) -> bool {
    let asks = |token: TokenIndex| senses(statement, token).has(KindSense::Poll as usize);
    let source_asks = || {
        let source = statement
            .innermost()
            .and_then(|attribution| attribution.source.as_ref());
        source.is_some_and(|source| {
            let mut tokens = source
                .spans
                .iter()
                .flat_map(|&span| statement.document.tokens_in(span));
            tokens.any(asks)
        })
    };
    (has_number(statement)
        && statement.tokens().any(|token| {
            asks(token) && (statement.tag(token) != Tag::Vbn || tells_who_was_asked(statement, token))
        }))
        || source_asks()
}

/// *those **surveyed***; not *analysts **polled** by Marketline*, whose forecast is no poll.
fn tells_who_was_asked(statement: &Statement<'_>, participle: TokenIndex) -> bool {
    statement.grammar.head(participle).is_some_and(|head| {
        statement.is(
            head,
            &["those", "people", "adults", "voters", "residents", "participants"],
        )
    })
}

/// *denied*, *declined to comment*, *did not reply*; and what is denied: *she had known about the payments* after *did not accept*.
fn is_response(statement: &Statement<'_>, _: Reason) -> bool {
    let senses = senses(statement, statement.predicate);
    matches!(
        statement.act.or(statement.stance()),
        Some(Stance::Deny | Stance::Decline)
    ) || senses.has(KindSense::Response as usize) && !statement.is_passive()
        || senses.has(KindSense::Answer as usize)
            && statement.polarity == Polarity::Negative
            && !statement.is_passive()
        || statement.has_modal(&["could"])
            && senses.has(KindSense::Answer as usize)
            && statement.polarity == Polarity::Negative
        || statement
            .tokens()
            .any(|token| statement.is(token, &["approached"]))
            && statement.tokens().any(|token| statement.is(token, &["comment"]))
}

/// *Breaking it is punishable*, *any object needs a licence*, *the law requires a permit*; not *he broke the law in 2019*.
fn is_rule(statement: &Statement<'_>, reason: Reason) -> bool {
    let is_general =
        !statement.is_past() || statement.is_passive() && !statement.has_auxiliary(&["was", "were", "had"]);
    let has = |token: TokenIndex| senses(statement, token).has(KindSense::Rule as usize);
    let subject_is_rule = statement.subject.is_some_and(has);
    let predicate_rules = has(statement.predicate);
    let words = statement.tokens().filter(|&token| has(token)).count();
    reason != Reason::Opinion
        && is_general
        && !matches!(reason, Reason::Prediction | Reason::PrivateExperience)
        && !statement.is_first_person()
        && (predicate_rules && (words > 1 || statement.is_copular() || statement.is_passive())
            || subject_is_rule && (words > 1 || statement.has_modal(&["may", "must", "shall"])))
}

/// *because of*, *led to*, *is linked to*; also in the main verb of what is only possible: *naps may sharpen memory*.
fn is_causal(statement: &Statement<'_>, _: Reason) -> bool {
    statement.tokens().any(|token| {
        let word = senses(statement, token);
        if !word.has(KindSense::Causal as usize) {
            return false;
        }
        let tag = statement.tag(token);
        if tag.is_verb() {
            token == statement.predicate && statement.child(Relation::Obj).is_some()
                || token == statement.predicate && causes_by_preposition(statement, token)
        } else if tag.is_noun() {
            token == statement.predicate
                || statement.subject == Some(token) && statement.is_copular()
                || statement.grammar.relation(token) == Relation::Obj
                    && statement.polarity == Polarity::Positive
                    && joins(statement, token)
        } else {
            // *due to*, *because*; not *due on Friday*.
            !statement.is(token, &["due", "thanks"])
                || token + 1 < statement.sentence.end && statement.is(token + 1, &["to"])
        }
    })
}

/// *led **to**, contributed **to**, resulted **from***.
fn causes_by_preposition(statement: &Statement<'_>, verb: TokenIndex) -> bool {
    statement.is(
        verb,
        &[
            "lead",
            "led",
            "leads",
            "contribute",
            "contributed",
            "contributes",
            "result",
            "resulted",
            "results",
            "linked",
        ],
    ) && statement
        .grammar
        .children(verb)
        .filter(|&child| matches!(statement.grammar.relation(child), Relation::Obl | Relation::Advcl))
        .flat_map(|child| statement.grammar.children(child))
        .any(|child| statement.is(child, &["to", "from", "in"]))
}

/// *had an effect **on***.
fn joins(statement: &Statement<'_>, noun: TokenIndex) -> bool {
    statement
        .grammar
        .children(noun)
        .flat_map(|child| statement.grammar.children(child))
        .any(|child| statement.is(child, &["on", "of", "for"]))
}

/// A number that is what the claim says, or a comparison: *cost €3m*, *more than in 2019*, *the largest*; not a date or an age.
fn is_quantity(statement: &Statement<'_>, _: Reason) -> bool {
    has_number(statement)
        || statement
            .tokens()
            .filter(|&token| is_stated(statement, token, false))
            .any(|token| {
                let tag = statement.tag(token);
                let compares = matches!(tag, Tag::Jjs | Tag::Rbs)
                    || matches!(tag, Tag::Jjr | Tag::Rbr)
                        && statement.tokens().any(|other| statement.is(other, &["than"]));
                compares
                    && !statement.is(
                        token,
                        &[
                            "least", "latest", "best", "worst", "better", "worse", "rather", "later",
                        ],
                    )
                    || statement.is(token, &["half", "twice", "majority"])
            })
}

/// *voted against the bond*, *has said before*, *testified in 2019*.
fn is_record(statement: &Statement<'_>, _: Reason) -> bool {
    senses(statement, statement.predicate).has(KindSense::Record as usize)
        && statement.tag(statement.predicate).is_verb()
        && statement.is_past()
}

/// *was banned*, *appointed*, *a court ruled*; the act of an institution, or what it orders.
fn is_decision(statement: &Statement<'_>, _: Reason) -> bool {
    let word = senses(statement, statement.predicate);
    let decides = (word.has(KindSense::Decision as usize)
        // *An application was refused*: who refuses without being asked anything decides.
        || word.has(KindSense::Response as usize) && statement.is_passive())
        && statement.tag(statement.predicate).is_verb()
        && !statement.is_first_person()
        && statement.polarity == Polarity::Positive
        && (statement.is_past() || is_headline(statement));
    let cue_decides = || {
        statement.cue().any(|token| {
            statement.tag(token).is_verb() && senses(statement, token).has(KindSense::Decision as usize)
        })
    };
    decides
        || statement.act.or(statement.stance()) == Some(Stance::Announce)
            && statement.chain.len() < 2
            && cue_decides()
}

/// *plans to*, *vowed that*, *we will*: somebody means to do it.
fn is_plan(statement: &Statement<'_>, reason: Reason) -> bool {
    let plans = |token: TokenIndex| senses(statement, token).has(KindSense::Plan as usize);
    let cue_plans = statement.stance() == Some(Stance::Intend);
    let ahead = matches!(
        reason,
        Reason::Prediction | Reason::Checkable | Reason::Hypothetical
    );
    ahead
        && (cue_plans
            || plans(statement.predicate) && !statement.is_passive()
            || statement.is_copular() && statement.subject.is_some_and(plans)
            || reason == Reason::Prediction
                && statement.has_modal(&["will", "'ll", "’ll", "wo", "would", "shall"])
                && speaks_for_itself(statement))
}

/// Whether who is to act is the one who says so: *it would update investors, Calder said*.
fn speaks_for_itself(statement: &Statement<'_>) -> bool {
    statement.is_first_person()
        || !statement.chain.is_empty()
            && !statement.is_quoted()
            && statement.has_pronoun_subject()
            && statement.tag(statement.predicate).is_verb()
            && !statement.is(statement.predicate, &["take", "be", "happen"])
}

/// What will be.
fn is_prediction(_: &Statement<'_>, reason: Reason) -> bool {
    reason == Reason::Prediction
}

/// Something happened, or is happening: a verb that is no state, in the past, the progressive, or a headline's present.
fn is_event(statement: &Statement<'_>, reason: Reason) -> bool {
    let verb = statement.predicate;
    if !statement.tag(verb).is_verb()
        || statement.is_copular()
        || senses(statement, verb).has(KindSense::Status as usize) && !statement.is_passive()
    {
        return false;
    }
    // *was not hurt*, *could not be verified*, *does not know*: how things stand; *did not see the turn* is an event left out.
    let stands = statement.polarity == Polarity::Negative
        && (statement.is_passive()
            || statement.has_modal(&["can", "could", "ca"])
            || !statement.is_past() && !statement.has_auxiliary(&["did"]));
    let happens = !stands
        && match statement.tag(verb) {
            Tag::Vbd | Tag::Vbn | Tag::Vbg => true,
            Tag::Vbz | Tag::Vbp => is_headline(statement),
            Tag::Vb => statement.has_auxiliary(&["did"]),
            _ => false,
        };
    happens
        && !matches!(
            reason,
            Reason::Prediction | Reason::Opinion | Reason::Hypothetical
        )
}

/// What is so: *is closed*, *owns*, *has 26 pumps*, and any verb in the simple present.
fn is_status(statement: &Statement<'_>, reason: Reason) -> bool {
    let verb = statement.predicate;
    let states = statement.is_copular()
        || statement.polarity == Polarity::Negative && statement.is_passive()
        || senses(statement, verb).has(KindSense::Status as usize)
        || !is_headline(statement) && matches!(statement.tag(verb), Tag::Vbz | Tag::Vbp)
        || statement.has_auxiliary(&["do", "does"])
        || !statement.tag(verb).is_verb();
    states && !matches!(reason, Reason::Prediction)
}

fn is_headline(statement: &Statement<'_>) -> bool {
    matches!(
        statement.place,
        Place::Headline | Place::Heading | Place::Standfirst
    )
}

/// Whether it states a number that is no date, age or clock time, and does not stand in a clause said in passing.
fn has_number(statement: &Statement<'_>) -> bool {
    statement.quantities.iter().any(|quantity| {
        let in_time = statement
            .times
            .iter()
            .any(|time| time.granularity != Granularity::Duration && time.span.overlaps(quantity.span));
        let is_name = statement
            .entities
            .iter()
            .any(|entity| entity.span.contains(quantity.span));
        !matches!(quantity.dimension, Dimension::Age | Dimension::Rank)
            && !in_time
            && !is_name
            && statement
                .document
                .tokens_in(quantity.span)
                .any(|token| is_stated(statement, token, true))
    })
}

/// Whether a word belongs to what the predicate says, and not to a clause that only tells which thing is meant.
///
/// A number in a complement is stated (*it is known that 40 died*), a comparison there is not (*no evidence that it works better*).
fn is_stated(statement: &Statement<'_>, token: TokenIndex, in_complement: bool) -> bool {
    const DEEPEST: usize = 16;
    let mut at = token;
    for _ in 0..DEEPEST {
        if at == statement.predicate {
            return true;
        }
        let passing = matches!(
            statement.grammar.relation(at),
            Relation::Acl | Relation::AclRelcl | Relation::Advcl | Relation::Parataxis
        ) || !in_complement && statement.grammar.relation(at) == Relation::Ccomp;
        match statement.grammar.head(at) {
            Some(head) if !passing => at = head,
            _ => break,
        }
    }
    // A content without a clause has its words from elsewhere.
    statement.boundary.is_none() || statement.act.is_some()
}

fn senses(statement: &Statement<'_>, token: TokenIndex) -> Set {
    let tag = statement.tag(token);
    statement
        .english
        .claim_words
        .kinds
        .of(&statement.lemma(token), tag)
}
