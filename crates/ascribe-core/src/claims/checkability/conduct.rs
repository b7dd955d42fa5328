//! How somebody behaved, what it all comes down to, and what it is said to show: judgements without a word of praise as predicate.
//!
//! *behaved disgracefully*, *acted in a proportionate way*, *Politics is about choices*, *It underlines our commitment*.
//!
//! Not: *The film is about a miner* (in the paper's own words), *The table shows the value of each house*, *worked hard*.

use super::has;
use crate::claims::statement::Statement;
use crate::document::TokenIndex;
use crate::english::claim_words::CheckSense;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;

/// Whether any of these is said.
pub(super) fn is_judged(statement: &Statement<'_>) -> bool {
    behaves(statement) || has_manner(statement) || is_about(statement) || shows_worth(statement)
}

/// *behaved **disgracefully***, *played **brilliantly***: an adverb that is formed of praise or blame, with a verb that says nothing else.
///
/// Not: *fought hard*, *was treated successfully*.
fn behaves(statement: &Statement<'_>) -> bool {
    let verb = statement.predicate;
    let is_conduct = || {
        [
            "act", "behave", "conduct", "cope", "deal", "handle", "perform", "play", "react", "respond",
        ]
        .contains(&&*statement.lemma(verb))
    };
    let judged = |child: TokenIndex| {
        statement.tag(child) == Tag::Rb && statement.grammar.relation(child) == Relation::Advmod && {
            let word = statement.document.word(child).to_ascii_lowercase();
            word.strip_suffix("ly").is_some_and(|stem| {
                let checks = &statement.english.claim_words.checks;
                // *terrib-ly*, *happi-ly*
                [
                    stem.to_owned(),
                    format!("{stem}le"),
                    format!("{}y", stem.trim_end_matches('i')),
                ]
                .iter()
                .any(|adjective| checks.of(adjective, Tag::Jj).has(CheckSense::Evaluation as usize))
            })
        }
    };
    statement.tag(verb).is_verb() && is_conduct() && statement.children().any(judged)
}

/// *acted **in a proportionate way***, *spoke **in an insulting manner***.
fn has_manner(statement: &Statement<'_>) -> bool {
    let judges = |child: TokenIndex| {
        statement.grammar.relation(child) == Relation::Amod && has(statement, child, CheckSense::Evaluation)
    };
    // *in a legal, **ethical** and proportionate way*: any of them.
    let is_judged = |noun: TokenIndex| {
        let mut qualities = statement.grammar.children(noun);
        qualities.any(|child| {
            judges(child)
                || statement.grammar.relation(child) == Relation::Amod
                    && statement
                        .grammar
                        .children(child)
                        .any(|other| has(statement, other, CheckSense::Evaluation))
        })
    };
    statement.children().any(|child| {
        child > statement.predicate
            && statement.is(child, &["fashion", "manner", "way", "ways"])
            && statement
                .grammar
                .child(child, Relation::Case)
                .is_some_and(|case| statement.is(case, &["in"]))
            && is_judged(child)
    })
}

/// *“It **is about** trust”*, *“This is not about money”*: what somebody takes to be the point.
///
/// Not: *“It is about 40 miles”* (a number), *“The film is about a miner”* (a film can be seen).
fn is_about(statement: &Statement<'_>) -> bool {
    let noun = statement.predicate;
    let is_general = |subject: TokenIndex| {
        statement.is(subject, &["it", "that", "this"])
            || statement.tag(subject).is_noun() && statement.grammar.children(subject).next().is_none()
    };
    !statement.chain.is_empty()
        && statement.is_copular()
        && !statement.is_past()
        && statement.tag(noun).is_noun()
        && statement.quantities.is_empty()
        && statement
            .grammar
            .child(noun, Relation::Case)
            .is_some_and(|case| statement.is(case, &["about"]))
        && statement.subject.is_some_and(is_general)
}

/// *It **underlines our commitment***, *This **shows the importance** of exercise*: what a deed is said to show.
///
/// Not: *The report highlights the need for more beds* (a document says so).
fn shows_worth(statement: &Statement<'_>) -> bool {
    let verb = statement.predicate;
    let is_worth = |noun: TokenIndex| {
        statement.is(
            noun,
            &[
                "agenda",
                "ambition",
                "character",
                "commitment",
                "courage",
                "dedication",
                "determination",
                "importance",
                "leadership",
                "need",
                "resilience",
                "resolve",
                "significance",
                "spirit",
                "strength",
                "urgency",
                "value",
            ],
        )
    };
    statement.tag(verb).is_verb()
        && [
            "demonstrate",
            "highlight",
            "illustrate",
            "prove",
            "reaffirm",
            "reflect",
            "reinforce",
            "show",
            "signal",
            "underline",
            "underscore",
        ]
        .contains(&&*statement.lemma(verb))
        && statement
            .subject
            .is_some_and(|subject| statement.is(subject, &["it", "that", "these", "this", "which"]))
        && statement.child(Relation::Obj).is_some_and(|object| {
            let mut joined = statement.grammar.children(object);
            is_worth(object)
                || joined.any(|child| statement.grammar.relation(child) == Relation::Conj && is_worth(child))
        })
}
