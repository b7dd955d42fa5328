//! Sentences without a clause: headings, lines of a table, questions without a verb.
//!
//! *Arrests after the vote* is taken as it stands, since it may become *Convictions after the vote*, and whoever compares the two
//! has to learn of it. It asserts nothing, so nobody is asked to check it. A word alone (*Contents*) says too little to be told
//! apart from another one, unless it is a number (*£37,700*).

use std::ops::Range;

use super::boundaries::Boundary;
use super::clauses::Clause;
use super::ownership::Ownership;
use crate::document::{Document, TokenIndex, TokenKind};
use crate::grammar::Grammar;
use crate::grammar::relation::Relation;

/// All words of a sentence as one clause; none if they are too few.
pub(super) fn whole(
    document: &Document,
    grammar: &Grammar,
    ownership: &Ownership,
    sentence: &Range<TokenIndex>,
) -> Option<Clause> {
    let first = words(document, sentence.clone()).next()?;
    let last = words(document, sentence.clone()).last()?;
    let has_digit = |token| document.word(token).bytes().any(|byte| byte.is_ascii_digit());
    if first == last && !has_digit(first) {
        return None;
    }
    let run = first..last + 1;
    let owner = ownership.owner(first);
    let shared = run.clone().all(|token| ownership.owner(token) == owner);
    let is_root = |&token: &TokenIndex| grammar.relation(token) == Relation::Root;
    Some(Clause {
        head: run.clone().find(is_root).unwrap_or(first),
        boundary: Some(Boundary::Fragment),
        owner: owner.filter(|_| shared),
        frame: None,
        act: None,
        runs: vec![run],
        subject: None,
    })
}

/// Those of the tokens that are no punctuation.
pub(super) fn words(
    document: &Document,
    tokens: impl Iterator<Item = TokenIndex>,
) -> impl Iterator<Item = TokenIndex> {
    tokens.filter(|&token| document.tokens()[token].kind != TokenKind::Punctuation)
}
