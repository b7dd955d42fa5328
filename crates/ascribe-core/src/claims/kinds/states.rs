//! What happened, what is so, and what the law says.
//!
//! *The siren failed* (an event), *The road is closed* (a state: the present of a passive tells how things stand), *He faces
//! trial* (a state before the law), *Any object needs a licence* (a rule).
//!
//! What did not happen at a certain time is an event left out (*did not see the turn*); what has not happened so far is a
//! state (*has never been charged*).

use super::{has, is_headline, senses};
use crate::claims::checkability::is_told;
use crate::claims::statement::Statement;
use crate::document::TokenIndex;
use crate::english::claim_words::{KindSense, WorthSense};
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::vocabulary::{Polarity, Reason};

/// *Breaking it is punishable*, *any object needs a licence*, *the law requires a permit*; not *he broke the law in 2019*.
pub(super) fn is_rule(statement: &Statement<'_>, reason: Reason) -> bool {
    let is_general =
        !statement.is_past() || statement.is_passive() && !statement.has_auxiliary(&["was", "were", "had"]);
    let rules = |token: TokenIndex| has(statement, token, KindSense::Rule);
    let subject_is_rule = statement.subject.is_some_and(rules);
    let predicate_rules = rules(statement.predicate);
    let words = statement.tokens().filter(|&token| rules(token)).count();
    reason != Reason::Opinion
        && is_general
        && !matches!(reason, Reason::Prediction | Reason::PrivateExperience)
        && !statement.is_first_person()
        && (predicate_rules && (words > 1 || statement.is_copular() || statement.is_passive())
            || subject_is_rule && (words > 1 || statement.has_modal(&["may", "must", "shall"])))
}

/// Something happened, or is happening: a verb that is no state, in the past, the progressive, or a headline's present.
pub(super) fn is_event(statement: &Statement<'_>, reason: Reason) -> bool {
    let verb = statement.predicate;
    if is_told(statement) {
        return true;
    }
    if !statement.tag(verb).is_verb() || statement.is_copular() || stands(statement) {
        return false;
    }
    let happens = match statement.tag(verb) {
        Tag::Vbd | Tag::Vbn | Tag::Vbg => true,
        Tag::Vbz | Tag::Vbp => is_headline(statement) || statement.is(verb, &["comes", "follow", "follows"]),
        Tag::Vb => statement.has_auxiliary(&["did"]),
        _ => false,
    };
    happens && !matches!(reason, Reason::Prediction | Reason::Hypothetical)
}

/// Whether the verb tells how things stand, in whatever tense.
fn stands(statement: &Statement<'_>) -> bool {
    let verb = statement.predicate;
    let is_negative = statement.polarity == Polarity::Negative;
    let is_passive = statement.is_passive();
    let is_perfect =
        statement.has_auxiliary(&["have", "has", "had", "'ve", "’ve"]) && !statement.is_present_passive();
    let harms = || {
        let lemma = statement.lemma(verb);
        let worth = &statement.english.claim_words.worth;
        worth
            .of(&lemma, statement.tag(verb))
            .has(WorthSense::Harm as usize)
    };
    has(statement, verb, KindSense::Status)
        // *is fixed*, *are banned*; in a headline it is news.
        || statement.is_present_passive() && !is_headline(statement)
        || is_negative && (is_perfect || statement.has_modal(&["can", "could", "ca"]) || is_passive && harms())
        || is_negative && !statement.is_past() && !statement.has_auxiliary(&["did"])
        || is_before_the_law(statement)
}

/// *is **facing trial***, *are undergoing **trial***, *is awaiting **sentence***.
fn is_before_the_law(statement: &Statement<'_>) -> bool {
    let court = |token: TokenIndex| {
        statement.is(
            token,
            &[
                "bail",
                "charge",
                "charges",
                "custody",
                "extradition",
                "investigation",
                "sentence",
                "sentencing",
                "trial",
            ],
        )
    };
    statement.tag(statement.predicate) == Tag::Vbg && statement.child(Relation::Obj).is_some_and(court)
}

/// What is so: *is closed*, *owns*, *has 26 pumps*, and any verb in the simple present.
pub(super) fn is_status(statement: &Statement<'_>, reason: Reason) -> bool {
    let verb = statement.predicate;
    let states = statement.is_copular()
        || reason != Reason::Hypothetical && stands(statement)
        || senses(statement, verb).has(KindSense::Status as usize)
        || !is_headline(statement) && matches!(statement.tag(verb), Tag::Vbz | Tag::Vbp)
        || statement.has_auxiliary(&["do", "does"])
        // *She may start*, *They can send it*: what is possible is how things stand.
        || reason != Reason::Hypothetical && statement.has_modal(&["can", "ca", "could", "may", "might"])
        || !statement.tag(verb).is_verb();
    states && !matches!(reason, Reason::Prediction)
}
