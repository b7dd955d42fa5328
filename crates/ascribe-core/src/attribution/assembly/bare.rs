//! Labels in whose content nothing is said.
//!
//! *The case, **which** will be heard in Leeds*, *rules that asked **for** an hour a week*: a pronoun in front of a passive that names nobody, or a
//! preposition that the tree has torn from its noun. What stands there is told by the paper.
//!
//! What says *nothing about it* says nothing: that it does so is told by the paper.
//!
//! A time alone is none either: *the mill will close, the council decided on **Monday***.
//!
//! Counter-examples: *a claim, which **the firm** denied* (somebody does), *The road, which is said **to have cracked*** (more is said).

use crate::attribution::label::Label;
use crate::document::{Document, TokenIndex};
use crate::english::English;
use crate::grammar::Grammar;
use crate::grammar::tag::Tag;

/// Whether the content is a time and nothing more, which belongs to the saying.
pub fn is_time(english: &English, document: &Document, grammar: &Grammar, label: &Label) -> bool {
    let mut words = label.content.iter().cloned().flatten();
    let dates = |token: TokenIndex| english.calendar.by_key(document.bare_key(token)).is_some();
    // Not: *sees a strong night*.
    let leads = |token: TokenIndex| {
        matches!(grammar.tag(token), Tag::Cd | Tag::Comma | Tag::Dt | Tag::In)
            || ["last", "next"].contains(&document.word(token))
    };
    words.clone().any(dates) && words.all(|token| dates(token) || leads(token))
}

/// Whether the content says nothing.
pub fn says_nothing(document: &Document, grammar: &Grammar, label: &Label) -> bool {
    // *It **says nothing about** who will pay*
    let word = |token: TokenIndex| (token < document.tokens().len()).then(|| document.word(token));
    let is_silent = matches!(document.word(label.head), "said" | "say" | "saying" | "says")
        && word(label.head + 1) == Some("nothing")
        && matches!(word(label.head + 2), Some("," | "." | "about" | "of" | "on"));
    let mut words = label.content.iter().cloned().flatten();
    if is_silent || words.all(|token| matches!(grammar.tag(token), Tag::In | Tag::To)) {
        return true;
    }
    let goes_on = label.content.iter().any(|run| run.start >= label.cue.start);
    let ends_in_pronoun = (label.content.last()).is_some_and(|run| {
        run.end == label.cue.start && matches!(grammar.tag(run.end - 1), Tag::Wdt | Tag::Wp)
    });
    label.source.is_empty() && !goes_on && ends_in_pronoun
}
