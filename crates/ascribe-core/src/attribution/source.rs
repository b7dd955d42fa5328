//! Who a source is: kind, anonymity and the fullest name that the article gives.
//!
//! *Mr Okafor* after *Daniel Okafor, the mayor* is Daniel Okafor; *the ministry* stays without a name. A last name stands for
//! the longest name in the article that ends with it, unless two different ones do: then both are candidates and nothing is
//! guessed. Deliberately missed so far: pronouns and roles, which stay unresolved.

use std::collections::HashMap;
use std::ops::Range;

use super::Source;
use crate::document::{Document, TokenIndex};
use crate::english::English;
use crate::grammar::Grammar;
use crate::span::Span;
use crate::vocabulary::{Anonymity, SourceKind};

/// The names of an article by their last word.
#[derive(Debug, Default)]
pub struct Names<'a> {
    by_last: HashMap<&'a str, Vec<Range<TokenIndex>>>,
}

/// How many different names with one last word are told apart.
const MOST: usize = 4;

impl<'a> Names<'a> {
    /// Collects the runs of proper nouns.
    pub fn of(document: &'a Document, grammar: &Grammar) -> Self {
        let mut names = Self::default();
        for sentence in document.sentences() {
            let mut token = sentence.tokens.start;
            while token < sentence.tokens.end {
                let start = token;
                while token < sentence.tokens.end && grammar.tag(token).is_name() {
                    token += 1;
                }
                if token > start {
                    names.add(document, start..token);
                }
                token += 1;
            }
        }
        names
    }

    fn add(&mut self, document: &'a Document, run: Range<TokenIndex>) {
        let known = self.by_last.entry(document.word(run.end - 1)).or_default();
        let words =
            |run: &Range<TokenIndex>| run.clone().map(|token| document.word(token)).collect::<Vec<_>>();
        let new = words(&run);
        for name in known.iter_mut() {
            let old = words(name);
            if old.ends_with(&new) {
                return;
            }
            if new.ends_with(&old) {
                *name = run;
                return;
            }
        }
        if known.len() < MOST {
            known.push(run);
        }
    }

    /// The fullest names that the name in `run` may be short for.
    fn fullest(&self, document: &Document, run: &Range<TokenIndex>) -> &[Range<TokenIndex>] {
        self.by_last
            .get(document.word(run.end - 1))
            .map_or(&[], Vec::as_slice)
    }
}

/// Describes the source that stands in `runs`.
pub fn describe(
    english: &English,
    document: &Document,
    grammar: &Grammar,
    names: &Names<'_>,
    runs: &[Range<TokenIndex>],
) -> Option<Source> {
    let first = runs.first()?;
    let inside = |token: TokenIndex| runs.iter().any(|run| run.contains(&token));
    let head = first
        .clone()
        .find(|&token| grammar.head(token).is_none_or(|head| !inside(head)))
        .unwrap_or(first.start);
    let word = document.word(head);
    let kind = english.sources.kind(word);
    let run = name_in(grammar, first);
    let hearsay = english.sources.is_hearsay(word);
    let anonymity = match &run {
        _ if hearsay && run.is_none() => Anonymity::Hearsay,
        Some(_) => Anonymity::Named,
        None if first.len() > 1 && first.clone().any(|token| is_description(grammar, token, head)) => {
            Anonymity::Described
        }
        None => Anonymity::Bare,
    };
    let fullest = run.as_ref().map_or(&[][..], |run| names.fullest(document, run));
    let span = |run: &Range<TokenIndex>| document.span_of(run.clone());
    let (name, candidates): (Option<Span>, Vec<Span>) = match fullest {
        [one] => (Some(span(one)), Vec::new()),
        [] => (run.as_ref().map(span), Vec::new()),
        several => match run.as_ref().filter(|run| run.len() > 1) {
            Some(run) => (Some(span(run)), Vec::new()),
            None => (None, several.iter().map(span).collect()),
        },
    };
    let kind = kind.unwrap_or(match run {
        Some(_) if grammar.tag(head).is_name() => SourceKind::Person,
        _ => SourceKind::Unspecified,
    });
    Some(Source {
        spans: runs.iter().map(span).collect(),
        name,
        kind,
        anonymity,
        candidates,
    })
}

/// The first run of proper nouns of a source.
fn name_in(grammar: &Grammar, source: &Range<TokenIndex>) -> Option<Range<TokenIndex>> {
    let start = source.clone().find(|&token| grammar.tag(token).is_name())?;
    let length = (start..source.end)
        .take_while(|&token| grammar.tag(token).is_name())
        .count();
    Some(start..start + length)
}

fn is_description(grammar: &Grammar, token: TokenIndex, head: TokenIndex) -> bool {
    use crate::grammar::tag::Tag;
    token != head
        && (grammar.tag(token).is_noun() || matches!(grammar.tag(token), Tag::Jj | Tag::Vbn | Tag::Vbg))
}
