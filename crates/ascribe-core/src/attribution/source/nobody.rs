//! Words that labellers take for a source and that say nothing: an article, whoever is spoken to or asked, an amount, a day.
//!
//! ***Email:** ada@example.org*, *told **the inquiry***, *A man, **asked** whether it leaked*, ***this spring***. Counter-examples: ***his** claim that*,
//! *The coroner, Ms Obi, **asked** whether it leaked*, *this year’s report*.

use std::ops::Range;

use crate::attribution::label::Label;
use crate::document::{Document, TokenIndex};
use crate::english::English;
use crate::english::names::Facts;
use crate::grammar::Grammar;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;

/// By what something was carried: *by the narrowest of margins*.
const MARGINS: [&str; 8] = [
    "landslide",
    "majority",
    "margin",
    "margins",
    "narrowest",
    "slimmest",
    "vote",
    "votes",
];

/// Whether the source is no more than an article, or *its* or *his* before a verb: *wrote to **its** chief executive*. With a
/// noun it is a source: ***his** claim that*. Nor is who is spoken to: *Ministers had been told, a source close **to the inquiry** said*;
/// nor, in front of a colon, a day or what an address is of: *2 **March:** clinic*, ***Email:** ada@example.org*.
pub fn is_no_source(english: &English, document: &Document, grammar: &Grammar, label: &Label) -> bool {
    let [source] = &label.source[..] else { return false };
    let is_article = ["a", "an", "the"]
        .iter()
        .any(|article| document.word(source.start).eq_ignore_ascii_case(article));
    let owns = grammar.tag(source.start) == Tag::PrpS && grammar.tag(label.head).is_verb();
    let is_mark = !document.word(source.start).chars().any(char::is_alphanumeric);
    let is_addressee = document.word(source.start) == "to" && grammar.tag(label.head).is_verb();
    // *was approved **by a single vote***
    let counts = source.start > 0
        && document.word(source.start - 1) == "by"
        && grammar
            .head(source.start - 1)
            .is_some_and(|noun| MARGINS.contains(&document.word(noun)));
    // *signed **off the deal***: the particle of a verb, and its object.
    let follows_particle = (label.cue.end..=label.cue.end + 1).contains(&source.start)
        && ["down", "off", "out", "up"].contains(&document.word(label.cue.end))
        && grammar.tag(label.head).is_verb();
    // *in a range of **4.25% to 4.5%**, was unanimous*
    let is_amount = source.clone().all(|token| {
        matches!(grammar.tag(token), Tag::Cd | Tag::Currency | Tag::To | Tag::In)
            || document.word(token) == "%"
    }) && source
        .clone()
        .any(|token| document.word(token).starts_with(|c: char| c.is_ascii_digit()));
    let heads_entry = document.word(label.cue.start) == ":" && {
        let is_address = |token: TokenIndex| document.word(token).contains('@');
        english
            .calendar
            .by_key(document.bare_key(source.end - 1))
            .is_some()
            || label
                .content
                .iter()
                .all(|run| run.len() == 1 && is_address(run.start))
    };
    heads_entry
        || is_addressee
        || follows_particle
        || counts
        || is_amount
        || source.len() == 1 && (is_article || owns || is_mark)
}

/// *Asked about that, the mayor said …*: who stands behind a participle in front is asked, and does not ask.
pub(super) fn is_asked(document: &Document, grammar: &Grammar, label: &Label) -> bool {
    let verb = label.head;
    // *Asked whether …*, whatever the tree makes of it.
    let opens = document.word(verb) == "Asked"
        && document.sentences()[document.sentence_of(verb)].tokens.start == verb
        && label
            .source
            .iter()
            .all(|source| source.start > verb && document.word(source.start - 1) != "by");
    // *A second man, **asked** whether it leaked, said …*
    let next = (document.tokens().get(verb + 1)).map(|_| document.word(verb + 1));
    // Not: *The coroner, Ms Obi, **asked** whether it leaked*.
    let end = document.sentences()[document.sentence_of(verb)].tokens.end;
    let goes_on = |token: TokenIndex| grammar.tag(token) == Tag::Comma && grammar.tag(token + 1).is_finite();
    let asks = grammar.relation(verb) == Relation::Root
        && grammar.child(verb, Relation::Nsubj).is_some()
        && !(verb + 1..end - 1).any(goes_on);
    let is_asked = grammar.tag(verb) == Tag::Vbn
        || grammar.tag(verb) == Tag::Vbd
            && !asks
            && next.is_some_and(|next| matches!(next, "about" | "how" | "if" | "whether" | "why"));
    let beside = is_asked
        && document.word(verb) == "asked"
        && verb > 0
        && grammar.tag(verb - 1) == Tag::Comma
        && label.source.iter().all(|source| source.end <= verb);
    if opens || beside {
        return true;
    }
    let helped = [Relation::Aux, Relation::AuxPass]
        .iter()
        .any(|&helper| grammar.child(verb, helper).is_some());
    grammar.tag(verb) == Tag::Vbn
        && grammar.relation(verb) == Relation::Advcl
        && !helped
        && label.source.iter().all(|source| source.start > verb)
}

/// Nouns that say when, behind *this*, *last* or *next*.
const TIMES: [&str; 17] = [
    "afternoon",
    "autumn",
    "century",
    "day",
    "decade",
    "evening",
    "fall",
    "month",
    "morning",
    "night",
    "quarter",
    "season",
    "spring",
    "summer",
    "week",
    "winter",
    "year",
];

/// *This spring*, *last Tuesday*: says when, and nobody. Not *this week's report* or *the night watch*.
pub(super) fn is_time(english: &English, document: &Document, run: &Range<TokenIndex>) -> bool {
    let says_when = |token: TokenIndex| {
        let word = document.word(token);
        TIMES.iter().any(|time| word.eq_ignore_ascii_case(time))
            || english.names.facts(word).any(Facts::CALENDAR)
    };
    let points = ["earlier", "last", "late", "next", "that", "this"];
    let (first, rest) = (run.start, run.start + 1..run.end);
    !rest.is_empty()
        && points
            .iter()
            .any(|word| document.word(first).eq_ignore_ascii_case(word))
        && rest.into_iter().all(says_when)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: bool) {
        let english = English::built_in();
        let document = crate::read::document(english, text);
        let all = 0..document.tokens().len();
        assert_eq!(is_time(english, &document, &all), expected, "{text}");
    }

    #[test]
    fn a_time_is_no_source() {
        check("this spring", true);
        check("last Tuesday morning", true);
        check("this minister", false);
        check("this year's report", false);
        check("April", false);
    }
}
