//! Where the present tells what has happened.
//!
//! *A senator defeats the mayor* in a headline, or in the first lines of an article; not *The club runs two shops*.

use super::has;
use crate::claims::boundaries::Boundary;
use crate::claims::statement::Statement;
use crate::document::TokenIndex;
use crate::english::claim_words::KindSense;
use crate::grammar::tag::Tag;
use crate::vocabulary::{Place, Polarity};

pub(super) fn is_headline(statement: &Statement<'_>) -> bool {
    matches!(
        statement.place,
        Place::Headline | Place::Heading | Place::Standfirst
    )
}

/// Whether its present tells what has happened: in a headline, or in the first lines under it.
pub(super) fn is_news(statement: &Statement<'_>) -> bool {
    is_headline(statement) || is_summed_up(statement)
}

/// *A senator **defeats** the mayor*, *Ana Roe **wins** the prize* in the first lines of an article: the present of a summary.
///
/// Not: *The club **runs** two shops* (it goes on), *The path **ends** at the weir* (how things are), *Prices often **fall*** (a habit).
fn is_summed_up(statement: &Statement<'_>) -> bool {
    let verb = statement.predicate;
    let often = |token: TokenIndex| {
        statement.is(
            token,
            &[
                "always",
                "every",
                "never",
                "often",
                "regularly",
                "still",
                "typically",
                "usually",
            ],
        )
    };
    let goes_on = [
        KindSense::Activity,
        KindSense::Causal,
        KindSense::Rule,
        KindSense::Status,
    ]
    .into_iter()
    .any(|sense| has(statement, verb, sense));
    matches!(statement.place, Place::Lede | Place::Standfirst)
        && matches!(statement.tag(verb), Tag::Vbz | Tag::Vbp)
        && statement.chain.is_empty()
        && acts(statement)
        && matches!(statement.boundary, Some(Boundary::Own | Boundary::SharedSubject))
        && statement.polarity == Polarity::Positive
        && !goes_on
        && !statement.is_first_person()
        && !statement.tokens().any(often)
}

/// Whether the subject is somebody, or a name: who or what news is told of.
fn acts(statement: &Statement<'_>) -> bool {
    let is_named = |subject: TokenIndex| statement.tag(subject).is_name();
    statement.subject_acts() || statement.subject.is_some_and(is_named)
}
