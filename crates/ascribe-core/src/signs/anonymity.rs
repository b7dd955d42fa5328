//! Clauses that keep a source's name back: *an official **who asked not to be named***, *a person close to the talks,
//! **speaking on condition of anonymity because they are private***.
//!
//! They describe the source and are no news: neither an attribution (*asked*) nor a claim. Counter-example: *The official
//! asked not to be named.*, a sentence of its own.

use std::ops::Range;

use crate::document::{Document, TokenIndex};
use crate::english::English;
use crate::grammar::Grammar;
use crate::grammar::tag::Tag;

/// How far in front of the phrase its clause begins: *who spoke to us this week only on condition of anonymity*.
const REACH: usize = 10;

/// Such clauses in text order, without the comma that closes them.
pub fn clauses(english: &English, document: &Document, grammar: &Grammar) -> Vec<Range<TokenIndex>> {
    let mut found: Vec<Range<TokenIndex>> = Vec::new();
    for sentence in document.sentences() {
        let keys: Vec<u64> = sentence
            .tokens
            .clone()
            .map(|token| document.form(token).key)
            .collect();
        for (at, length, ()) in english.sources.anonymity.all(&keys) {
            let phrase = sentence.tokens.start + at..sentence.tokens.start + at + length;
            let earliest = sentence.tokens.start.max(phrase.start.saturating_sub(REACH));
            let begins = |&token: &TokenIndex| {
                matches!(grammar.tag(token), Tag::Wp | Tag::Wdt)
                    || grammar.tag(token) == Tag::Vbg && token > sentence.tokens.start
            };
            let Some(start) = (earliest..phrase.end).rev().find(begins) else {
                continue;
            };
            // Behind a comma it goes on to the next one; without, it only says who is meant: *an aide **who asked not to be named** said*.
            let is_parted = start > sentence.tokens.start && closes(document.word(start - 1));
            let end = if is_parted {
                (phrase.end..sentence.tokens.end)
                    .find(|&token| closes(document.word(token)))
                    .unwrap_or(phrase.end)
            } else {
                phrase.end
            };
            // Two phrases of one clause.
            match found.last_mut() {
                Some(last) if start < last.end => last.end = last.end.max(end),
                _ => found.push(start..end),
            }
        }
    }
    found
}

/// Whether a token stands in one of these clauses, which are in text order.
pub fn is_inside(clauses: &[Range<TokenIndex>], token: TokenIndex) -> bool {
    let at = clauses.partition_point(|clause| clause.end <= token);
    clauses.get(at).is_some_and(|clause| clause.contains(&token))
}

fn closes(word: &str) -> bool {
    matches!(word, "," | "." | ";" | ":" | "—" | "–" | "--" | ")")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::relation::Relation;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let english = English::built_in();
        let document = crate::read::document(english, text);
        let tags: Vec<Tag> = (0..document.tokens().len())
            .map(|token| match document.word(token) {
                "who" => Tag::Wp,
                "speaking" => Tag::Vbg,
                _ => Tag::Nn,
            })
            .collect();
        let heads = (0..tags.len() as u32).collect();
        let relations = vec![Relation::Dep; tags.len()];
        let grammar = Grammar::new(tags, heads, relations);
        let found = clauses(english, &document, &grammar);
        let found: Vec<&str> = found
            .into_iter()
            .map(|clause| document.slice(document.span_of(clause)))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn the_clause_that_keeps_the_name_back() {
        check(
            "Two officials, who asked not to be named because talks go on, said the plan was dead.",
            &["who asked not to be named because talks go on"],
        );
        check(
            "The plan was dead, said an aide, speaking on condition of anonymity.",
            &["speaking on condition of anonymity"],
        );
    }

    #[test]
    fn without_a_comma_it_ends_with_the_phrase() {
        check(
            "A nurse who asked not to be named claimed managers knew.",
            &["who asked not to be named"],
        );
    }

    #[test]
    fn a_sentence_of_its_own_is_none() {
        check("The official asked not to be named.", &[]);
        check("The street has yet to be named.", &[]);
    }
}
