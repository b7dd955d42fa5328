//! What says nothing that could be looked up, and what says nothing new.

use super::future::refuses;
use super::wishes::is_exempt;
use super::{is_indirect, senses};
use crate::claims::statement::Statement;
use crate::document::TokenIndex;
use crate::english::claim_words::CheckSense;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::vocabulary::Stance;

/// No name, number, time or thing that evidence could touch: *Things have been getting worse*, *Something has changed*.
///
/// Not: *The roof had fallen in* (a roof and a day can be found), *He left at noon*.
pub(super) fn is_vague(statement: &Statement<'_>) -> bool {
    let is_thing = |token: TokenIndex| {
        let tag = statement.tag(token);
        tag.is_name()
            || tag.is_noun()
                && (!senses(statement, token).has(CheckSense::Vague as usize)
                    || is_somebody(statement, token))
    };
    let crowd = statement.subject.filter(|&subject| is_crowd(statement, subject));
    if points_only(statement) {
        return true;
    }
    // What somebody denies or refuses touches him.
    if statement.act.is_some()
        || refuses(statement)
        || statement.stance() == Some(Stance::Deny)
        || crowd.is_none() && statement.subject.is_some_and(is_thing)
    {
        return false;
    }
    if !statement.times.is_empty() || !statement.quantities.is_empty() || !statement.entities.is_empty() {
        return false;
    }
    if is_compared(statement) || is_exempt(statement) {
        return false;
    }
    let pronoun = statement.subject.is_some_and(|subject| {
        matches!(statement.tag(subject), Tag::Prp | Tag::Wp | Tag::Wdt)
            // *it* in a report is the body that speaks.
            && (!statement.is(subject, &["it", "they", "you"])
                || statement.is(subject, &["it"]) && is_indirect(statement))
    });
    let others = statement.tokens().filter(|&token| Some(token) != crowd);
    let mut touches = others.filter(|&token| {
        let tag = statement.tag(token);
        tag.is_name()
            || tag == Tag::Cd
            || !senses(statement, token).has(CheckSense::Vague as usize)
                && (tag.is_noun()
                    || tag.is_verb()
                        && crowd.is_none()
                        && !statement.grammar.relation(token).is_helper()
                        && (pronoun || statement.is_passive()))
    });
    touches.next().is_none()
}

/// ***The man** drove off*, ***These people** knew each other*: of whom the text told before.
fn is_somebody(statement: &Statement<'_>, noun: TokenIndex) -> bool {
    let points = |words: &[&str]| {
        let mut before = statement.grammar.children(noun);
        before.any(|child| child < noun && statement.is(child, words))
    };
    statement.is(noun, &["man", "men", "woman", "women"])
        && points(&["that", "the", "these", "this", "those"])
        || statement.is(noun, &["guys", "people", "residents"]) && points(&["these", "those"])
}

/// *They are **less profitable***, *It is **bigger***: two things were named, and the one has more of it.
pub(in crate::claims) fn is_compared(statement: &Statement<'_>) -> bool {
    let verb = statement.predicate;
    let by_degree = || {
        verb > statement.sentence.start
            && statement.tag(verb) == Tag::Jj
            && statement.is(verb - 1, &["less", "more"])
            && statement.grammar.head(verb - 1) == Some(verb)
    };
    statement.is_copular()
        && statement
            .subject
            .is_some_and(|subject| statement.is(subject, &["it", "she", "he", "they", "these", "those"]))
        && (by_degree() || statement.tag(verb) == Tag::Jjr)
}

/// *We are fixing **that***, *They are putting **things** back*: going on, in somebody's mouth, with nothing named.
///
/// Not: *We are reading it* (which was named before), *We did that* (done).
fn points_only(statement: &Statement<'_>) -> bool {
    let is_empty_noun = |token: TokenIndex| {
        statement.is(token, &["that", "this"])
            || statement.tag(token).is_noun() && senses(statement, token).has(CheckSense::Vague as usize)
    };
    statement.is_quoted()
        && statement.tag(statement.predicate) == Tag::Vbg
        && statement.times.is_empty()
        && statement.quantities.is_empty()
        && statement.entities.is_empty()
        && statement.child(Relation::Obj).is_some_and(|object| {
            is_empty_noun(object) && statement.grammar.children(object).next().is_none()
        })
}

/// ***Analysts** were divided*: nobody in particular, of whom nothing is told that could be looked up.
fn is_crowd(statement: &Statement<'_>, subject: TokenIndex) -> bool {
    let predicate = statement.document.word(statement.predicate).to_ascii_lowercase();
    let as_adjective = statement.english.claim_words.checks.of(&predicate, Tag::Jj);
    statement.tag(subject) == Tag::Nns
        && statement.grammar.children(subject).next().is_none()
        && as_adjective.has(CheckSense::Vague as usize)
}

/// *The findings were as follows:* tells nothing before what follows is read.
fn leads_to_list(statement: &Statement<'_>) -> bool {
    let last = statement.tokens().last();
    let follows =
        last.is_some_and(|last| statement.is(last, &["follows"]) && statement.is(last - 1, &["as"]));
    follows && statement.quantities.is_empty()
}

/// *A bridge connects two banks*, *A dozen is twelve*, *It was raining on Monday*.
///
/// Not: *The bridge connects Orla and Skerra* (a certain bridge), *Flooding closed the road* (weather that did something).
pub(super) fn is_trivial(statement: &Statement<'_>) -> bool {
    let verb = statement.predicate;
    let weather = |token: TokenIndex| senses(statement, token).has(CheckSense::Weather as usize);
    if statement
        .subject
        .is_some_and(|subject| statement.is(subject, &["it"]))
        && weather(verb)
        || statement.is_copular()
            && weather(verb)
            && statement
                .subject
                .is_some_and(|subject| statement.tag(subject).is_noun() && weather(subject))
    {
        return statement.quantities.is_empty()
            || statement.child(Relation::OblUnmarked).is_some()
            || weather(verb);
    }
    if leads_to_list(statement) {
        return true;
    }
    let present = matches!(statement.tag(verb), Tag::Vbz | Tag::Vbp)
        || statement.is_copular() && statement.has_auxiliary(&["is", "are"]);
    let defines = statement.is_copular() && !statement.tag(verb).is_verb()
        || senses(statement, verb).has(CheckSense::Definition as usize);
    let general = statement.subject.is_some_and(|subject| {
        !statement.tag(subject).is_name()
            && statement.tag(subject).is_noun()
            && statement
                .grammar
                .children(subject)
                .all(|child| statement.is(child, &["a", "an"]))
            && statement.grammar.child(subject, Relation::Det).is_some()
    });
    let plain = statement
        .grammar
        .children(verb)
        .filter(|&child| statement.grammar.relation(child) == Relation::Det)
        .all(|child| statement.is(child, &["a", "an"]));
    present
        && defines
        && general
        && plain
        && statement
            .auxiliaries()
            .all(|token| statement.tag(token) != Tag::Md)
        && !statement.tokens().any(|token| statement.tag(token).is_name())
}
