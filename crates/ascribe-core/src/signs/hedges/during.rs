//! *over* in front of a number that is no limit: *fell over **two days***, *the row over **2024** funding*.
//!
//! Not: *for over two years*, *took over two hours*, *over two years ago*, *over 2,024 boats*, which give a limit.

use crate::document::{Document, TokenIndex};
use crate::grammar::Grammar;
use crate::grammar::tag::Tag;

/// Lengths of time, and parts of a contest.
const SPANS: [&str; 24] = [
    "century",
    "centuries",
    "day",
    "days",
    "decades",
    "games",
    "hours",
    "innings",
    "legs",
    "matches",
    "meetings",
    "minutes",
    "months",
    "nights",
    "rounds",
    "seasons",
    "sessions",
    "summers",
    "weekends",
    "weeks",
    "winters",
    "years",
    "quarters",
    "terms",
];

/// Words behind which a length of time is measured: *lasted over two days*.
const MEASURING: [&str; 35] = [
    "after", "aged", "are", "be", "been", "by", "for", "in", "is", "just", "last", "lasted", "lasting",
    "lasts", "little", "of", "spend", "spending", "spent", "take", "taken", "takes", "taking", "than",
    "took", "wait", "waited", "waiting", "was", "well", "were", "lived", "served", "within", "worked",
];

/// Whether *over* at `over` means *during* or *about*.
pub(in crate::signs) fn is_during(document: &Document, grammar: &Grammar, over: TokenIndex) -> bool {
    let count = document.tokens().len();
    let is = |token: TokenIndex, words: &[&str]| {
        token < count
            && words
                .iter()
                .any(|word| document.word(token).eq_ignore_ascii_case(word))
    };
    let (number, behind) = (over + 1, over + 2);
    if !is(over, &["over"]) || behind >= count {
        return false;
    }
    let digits = document.word(number).as_bytes();
    let is_year = digits.len() == 4
        && digits.iter().all(u8::is_ascii_digit)
        && (digits.starts_with(b"19") || digits.starts_with(b"20"))
        && matches!(grammar.tag(behind), Tag::Nn | Tag::Nnp | Tag::Vbg);
    let is_measured = over > 0 && is(over - 1, &MEASURING)
        || is(
            over + 3,
            &[
                "after", "ago", "away", "before", "earlier", "late", "later", "long", "old",
            ],
        );
    is_year || is(behind, &SPANS) && !is_measured
}
