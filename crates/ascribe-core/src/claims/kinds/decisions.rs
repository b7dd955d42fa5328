//! What institutions decided: *The court fined the firm*, *The bank raised its rate*, *gave permission*, *voted to strike*.
//!
//! Not: *The deadline passes* (nobody decides), *The boy rang the bell*.

use super::news::{is_headline, is_news};
use super::{has, object_has, senses};
use crate::claims::statement::Statement;
use crate::document::TokenIndex;
use crate::english::claim_words::KindSense;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::vocabulary::{Polarity, Reason, Stance};

/// *was banned*, *appointed*, *a court ruled*, *raised its rate*, *gave permission*; the act of an institution, or what it orders.
pub(super) fn is_decision(statement: &Statement<'_>, reason: Reason) -> bool {
    let word = senses(statement, statement.predicate);
    let rules = word.has(KindSense::Decision as usize)
        && !lacks_instrument(statement)
        && !announces_figure(statement)
        && !goes_off(statement)
        && (!word.has(KindSense::Deciding as usize)
            || statement.is_marked_passive()
            || is_headline(statement) && statement.is_passive()
            || decides_on_something(statement));
    let decides = (rules
        // *An application was refused*: who refuses without being asked anything decides.
        || word.has(KindSense::Response as usize) && statement.is_passive()
        || steers(statement)
        || grants(statement)
        || settles(statement)
        || convicts(statement)
        || votes_to(statement)
        || appoints(statement))
        && statement.tag(statement.predicate).is_verb()
        && !statement.is_first_person()
        && statement.polarity == Polarity::Positive
        && reason != Reason::Prediction
        // *will be repealed*: nobody has decided yet.
        && statement.auxiliaries().all(|token| statement.tag(token) != Tag::Md)
        // *is banned* tells how things stand.
        && (statement.is_past() && !statement.is_present_passive() || is_news(statement));
    let cue_decides = || {
        statement.cue().any(|token| {
            statement.tag(token).is_verb()
                && (has(statement, token, KindSense::Decision)
                    || statement.is(token, &["vote", "voted", "votes"]))
        })
    };
    // *The third was a **decision** taken in 2019*
    let is_called_one = statement.is_copular()
        && statement.tag(statement.predicate).is_noun()
        && word.has(KindSense::Decision as usize)
        && reason == Reason::Checkable;
    // *agreed **to shut** the branch*
    let is_resolved = || {
        statement.tag(statement.predicate) == Tag::Vb
            && statement
                .cue()
                .any(|token| statement.is(token, &["agreed", "decided", "resolved", "voted"]))
    };
    decides
        || is_resolved()
        || is_called_one
        || statement.act.or(statement.stance()) == Some(Stance::Announce)
            && statement.chain.len() < 2
            && !statement.is_quoted()
            && !announces_figure(statement)
            && !is_own_plan(statement)
            && cue_decides()
}

/// *The senator announced that **she will** not run*: what somebody means to do himself, and no institution decides.
fn is_own_plan(statement: &Statement<'_>) -> bool {
    statement.has_modal(&["will", "'ll", "’ll", "wo", "would", "'d", "’d"])
        && statement
            .subject
            .is_some_and(|subject| statement.is(subject, &["he", "I", "she"]))
}

/// *She **signed** the letter*, *The ship **passed** its inspection*: what is passed or signed is neither law nor order.
fn lacks_instrument(statement: &Statement<'_>) -> bool {
    let lemma = statement.lemma(statement.predicate);
    ["pass", "sign"].contains(&&*lemma)
        && !statement.tokens().any(|token| {
            statement.tag(token).is_noun()
                && [KindSense::Decision, KindSense::Instrument, KindSense::Rule]
                    .into_iter()
                    .any(|sense| has(statement, token, sense))
        })
}

/// ***Attendance** was announced **at 41,206***: a figure is made known, and nothing is decided.
fn announces_figure(statement: &Statement<'_>) -> bool {
    statement.is_passive()
        && ["announce", "confirm", "declare"].contains(&&*statement.lemma(statement.predicate))
        && statement
            .grammar
            .child(statement.predicate, Relation::NsubjPass)
            .or(statement.subject)
            .is_some_and(|subject| has(statement, subject, KindSense::Quantity))
}

/// *Shots **were fired***; not *Three nurses were fired*.
fn goes_off(statement: &Statement<'_>) -> bool {
    &*statement.lemma(statement.predicate) == "fire" && statement.is_passive() && !statement.subject_acts()
}

/// *was **turned down***, *The council **called off** the fair*: verbs of deciding in two words.
fn settles(statement: &Statement<'_>) -> bool {
    const SETTLING: [(&str, &str); 14] = [
        ("call", "off"),
        ("hand", "down"),
        ("knock", "back"),
        ("lay", "off"),
        ("put", "back"),
        ("put", "off"),
        ("rule", "out"),
        ("send", "off"),
        ("shut", "down"),
        ("strike", "down"),
        ("throw", "out"),
        ("turn", "down"),
        ("vote", "down"),
        ("wave", "through"),
    ];
    let verb = statement.predicate;
    let lemma = statement.lemma(verb);
    // *turned it down*
    SETTLING.iter().any(|&(settling, particle)| {
        settling == &*lemma
            && (verb + 1..statement.sentence.end.min(verb + 3))
                .any(|token| statement.is(token, &[particle]) && statement.grammar.head(token) == Some(verb))
    }) && (statement.is_marked_passive() || statement.subject_acts())
}

/// *was **found guilty***, *A jury **found** him **liable***.
fn convicts(statement: &Statement<'_>) -> bool {
    let is_verdict = |token: TokenIndex| statement.is(token, &["guilty", "liable"]);
    &*statement.lemma(statement.predicate) == "find"
        && (statement.predicate + 1..statement.sentence.end).any(is_verdict)
}

/// *The cabinet **voted to shut** the branch*; not *voted against the bond*, which is on record.
fn votes_to(statement: &Statement<'_>) -> bool {
    let verb = statement.predicate;
    statement.is(verb, &["vote", "voted", "votes"])
        && statement
            .children()
            .any(|child| child > verb && statement.tag(child) == Tag::Vb)
}

/// *The board **hired** a bank **as adviser***; not *hired two men to paint it*.
fn appoints(statement: &Statement<'_>) -> bool {
    let lemma = statement.lemma(statement.predicate);
    ["choose", "hire", "pick", "select"].contains(&&*lemma)
        && statement.children().any(|child| {
            child > statement.predicate
                && statement
                    .grammar
                    .child(child, Relation::Case)
                    .is_some_and(|case| statement.is(case, &["as"]))
        })
}

/// *The senate **passed the bill***; not *The deadline **passed***, *She **signed** the letter*, *The wind **lifted** the boats*.
fn decides_on_something(statement: &Statement<'_>) -> bool {
    let has_object = [Relation::Obj, Relation::Ccomp, Relation::Xcomp]
        .into_iter()
        .any(|relation| statement.child(relation).is_some());
    has_object && statement.subject_decides() && !statement.has_pronoun_subject()
}

/// *The bank **raised** its **rate***, *The firm **cut** its **forecast***.
fn steers(statement: &Statement<'_>) -> bool {
    const NEAR: usize = 5;
    let verb = statement.predicate;
    // *rolled back the **rules***; not *kept the rules under review*.
    let changes_rule = |token: TokenIndex| {
        statement.is(token, &["law", "laws", "rule", "rules"])
            && !statement.is(verb, &["keep", "keeps", "kept"])
    };
    // The tree may lose the object behind its possessive.
    let follows = || {
        (verb + 1..statement.sentence.end.min(verb + NEAR))
            .take_while(|&token| !matches!(statement.tag(token), Tag::In | Tag::Comma))
            .any(|token| {
                statement.holds(token) && (has(statement, token, KindSense::Policy) || changes_rule(token))
            })
    };
    has(statement, verb, KindSense::Steering)
        && (follows()
            || statement.is_passive()
                && statement
                    .subject
                    .is_some_and(|subject| has(statement, subject, KindSense::Policy)))
}

/// *The council **gave permission***, *The **order** was **given***, *gave families **until** Thursday*.
fn grants(statement: &Statement<'_>) -> bool {
    let verb = statement.lemma(statement.predicate);
    let gives = || {
        statement
            .tokens()
            .any(|token| token > statement.predicate && statement.is(token, &["until"]))
    };
    ["give", "grant", "hand", "impose", "issue", "make", "set", "take"].contains(&&*verb)
        && (object_has(statement, KindSense::Decision)
            || statement.is_marked_passive()
                && statement
                    .subject
                    .is_some_and(|subject| has(statement, subject, KindSense::Decision))
            || &*verb == "give" && gives())
}
