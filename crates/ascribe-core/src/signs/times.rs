//! Times: days, months, years, ranges and durations, resolved against the day of publication where it is known.
//!
//! *on **Saturday***, *in **February***, *by **the end of 2024***, *over **the past four years***, *a **12-day** strike*.
//! The value is in ISO 8601: days, months and years as such; weeks as `2025-W29`; quarters, decades, centuries, weekends and
//! stretches as `from/to`; seasons by their codes (`2025-21` is spring, north or south); clock times as `T10:30`; lengths as
//! `P4Y`. *the end of 2024* is its last day and *the start* its first, given as finely as the words say: by year.
//!
//! What needs a day of publication has no value without one, and what refers to another time in the text (*the following
//! year*, *two days later*) never has a place in the calendar. A weekday or a month without a year is the last one before
//! publication or the next one after, by the tense of the verb that it belongs to.
//!
//! Counter-examples: *he **may** go*, *the **march** on the capital*, *60 times **a year***, *a **fall** in prices*, *1500
//! people*. Deliberately missed: *now*, *recently*, *soon*, *Saturdays*, *for decades*, feasts that move, fiscal quarters of
//! one company (found, but without a value).

mod clock;
mod days;
mod expression;
mod phrases;
mod resolve;
mod tense;

use jiff::civil::Date;

use crate::document::Document;
use crate::english::English;
use crate::grammar::Grammar;
use crate::signs::sentence::Sentence;
use crate::span::Span;
use crate::vocabulary::{Granularity, Place};
use expression::Expression;
use resolve::Resolver;

/// A time as it stands in the text: *on Saturday*, *since 2019*, *over the past four years*.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Time {
    /// The words, without an introducing preposition.
    pub span: Span,
    /// In ISO 8601 (`2025-07-19`, `2025-07`, `2024/2025`, `P4Y`); none where it depends on a day of publication that is not
    /// known.
    pub value: Option<String>,
    /// How finely it is given.
    pub granularity: Granularity,
    /// The day that relative words were counted from.
    pub reference: Option<Date>,
}

/// All times of a document, in text order; no two overlap.
///
/// Without `published`, a dateline that gives a day with its year takes its place.
pub fn find(english: &English, document: &Document, grammar: &Grammar, published: Option<Date>) -> Vec<Time> {
    let reference = published.or_else(|| dateline(english, document, grammar));
    let mut times = Vec::new();
    for sentence in document.sentences() {
        let place = document.paragraphs()[sentence.paragraph].place;
        let sentence = Sentence {
            document,
            grammar,
            tokens: sentence.tokens.clone(),
        };
        let resolver = Resolver {
            english,
            sentence: &sentence,
            place,
            reference,
        };
        for found in phrases::find(english, &sentence) {
            let meaning = resolver.resolve(&found);
            times.push(Time {
                span: sentence.span(found.tokens),
                value: meaning.value,
                granularity: meaning.granularity,
                reference: meaning.relative.then_some(reference).flatten(),
            });
        }
    }
    times
}

/// The day that the dateline gives, if it gives one with its year.
fn dateline(english: &English, document: &Document, grammar: &Grammar) -> Option<Date> {
    let datelines = document
        .paragraphs()
        .iter()
        .filter(|paragraph| paragraph.place == Place::Dateline);
    datelines
        .flat_map(|paragraph| paragraph.sentences.clone())
        .find_map(|number| {
            let sentence = Sentence {
                document,
                grammar,
                tokens: document.sentences()[number].tokens.clone(),
            };
            let found = phrases::find(english, &sentence);
            found.into_iter().find_map(|found| match found.expression {
                Expression::Day {
                    day,
                    month,
                    year: Some(year),
                } => Date::new(year, month, day).ok(),
                _ => None,
            })
        })
}
