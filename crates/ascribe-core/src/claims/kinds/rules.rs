//! What the law says, and what a procedure asks.
//!
//! *Any object needs a licence*, *Breaking it is punishable*, *It will be an offence to keep one*, *All arrivals must take a test*,
//! *Directors have a duty to keep accounts*.
//!
//! Not: *He broke the law in 2019* (an event), *The government must act* (an appeal), *The bridge will need repairs*.

use super::has;
use crate::claims::boundaries::Boundary;
use crate::claims::checkability::{has_time_limit, is_exempt, is_told_duty, names_anyone};
use crate::claims::statement::Statement;
use crate::document::TokenIndex;
use crate::english::claim_words::KindSense;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::vocabulary::Reason;

/// *Breaking it is punishable*, *any object needs a licence*, *the law requires a permit*; not *he broke the law in 2019*.
pub(super) fn is_rule(statement: &Statement<'_>, reason: Reason) -> bool {
    let is_general =
        !statement.is_past() || statement.is_passive() && !statement.has_auxiliary(&["was", "were", "had"]);
    let rules = |token: TokenIndex| has(statement, token, KindSense::Rule);
    let subject_is_rule = statement.subject.is_some_and(rules);
    let predicate_rules = rules(statement.predicate);
    let words = statement.tokens().filter(|&token| rules(token)).count();
    // ***Under the rules**, a ban is put on hold*, *must be fenced **under a law** of 2019*
    let is_under_it = || {
        statement.tokens().any(|token| {
            statement.is(token, &["under"])
                && statement
                    .grammar
                    .head(token)
                    .is_some_and(|noun| rules(noun) && statement.tag(noun).is_noun())
        })
    };
    // *It will be an offence*; nothing else that is to come is a rule yet.
    let is_in_force = reason != Reason::Prediction;
    !matches!(reason, Reason::Opinion | Reason::PrivateExperience)
        && is_general
        && !statement.is_first_person()
        && (will_bind(statement)
            || is_in_force
                && (predicate_rules && (words > 1 || statement.is_copular() || statement.is_passive())
                    || is_said_by_it(statement)
                    || has_time_limit(statement)
                    || has_duty(statement)
                    || means_rule(statement)
                    || is_exempt(statement)
                    || is_told_duty(statement) && statement.boundary != Some(Boundary::Relative)
                    || is_under_it() && !statement.tag(statement.predicate).is_noun()
                    || subject_is_rule && (words > 1 || statement.has_modal(&["may", "must", "shall"]))))
}

/// *Under a law of 2016, drivers **must** carry one*, *is **required by law** to balance its budget*, where the law stands for whoever
/// says so.
fn is_said_by_it(statement: &Statement<'_>) -> bool {
    let rules = |token: TokenIndex| has(statement, token, KindSense::Rule);
    let source = statement
        .innermost()
        .and_then(|attribution| attribution.source.as_ref());
    let is_law = source.is_some_and(|source| {
        let mut tokens = source
            .spans
            .iter()
            .flat_map(|&span| statement.document.tokens_in(span));
        tokens.any(|token| rules(token) && statement.tag(token).is_noun())
    });
    is_law && (statement.has_modal(&["may", "must", "shall"]) || statement.cue().any(rules))
}

/// *It **will be an offence** to keep one*, *Drivers **will need** to carry it*, *Hosts **will be required** to register*: a rule that has
/// been set, and begins later.
///
/// Not: *The bridge will need repairs*, *She will be allowed to go home*.
fn will_bind(statement: &Statement<'_>) -> bool {
    let verb = statement.predicate;
    let lemma = statement.lemma(verb);
    let is_bound = has(statement, verb, KindSense::Rule)
        && (statement.is_copular()
            || statement.is_passive()
                && ["entitle", "forbid", "oblige", "prohibit", "require"].contains(&&*lemma));
    let must = || {
        ["have", "need"].contains(&&*lemma)
            && statement.child(Relation::Xcomp).is_some()
            && names_anyone(statement)
    };
    statement.has_modal(&["will", "'ll", "’ll"]) && (is_bound || must())
}

/// *This means **it is illegal** to keep one*.
fn means_rule(statement: &Statement<'_>) -> bool {
    &*statement.lemma(statement.predicate) == "mean"
        && statement
            .child(Relation::Ccomp)
            .is_some_and(|child| has(statement, child, KindSense::Rule) && !statement.tag(child).is_verb())
}

/// *Directors have **a duty to** keep accounts*, *Tenants have **the right to** appeal*; not *has the strength to win*.
fn has_duty(statement: &Statement<'_>) -> bool {
    &*statement.lemma(statement.predicate) == "have"
        && !statement.is_past()
        && statement.child(Relation::Obj).is_some_and(|object| {
            statement.is(
                object,
                &["duty", "entitlement", "obligation", "power", "powers", "right"],
            ) && object + 2 < statement.sentence.end
                && statement.is(object + 1, &["to"])
                && statement.tag(object + 2) == Tag::Vb
        })
}
