//! Polarity: a negation that came or went.
//!
//! *The bridge was **not** closed* → *The bridge was closed*; *He **failed to** pay* → *He paid*. A negation that came or went
//! with a verb of its own is another clause: *He left.* → *He left and did **not** return.* has flipped nothing. Two negations
//! instead of two others, or *not only* that went as a whole, are no flip either. Missed on purpose: opposites without a
//! negation (*rose*, *fell*).

use std::ops::Range;

use super::{Case, Edit, Side, quote};
use crate::diff::alignment::Hunk;
use crate::vocabulary::EditKind;

/// More words than these bring their own clause along.
const SHORT: usize = 3;

pub(super) fn find(case: &Case<'_>, hunks: &[Hunk], edits: &mut Vec<Edit>) {
    let mut old = Vec::new();
    let mut new = Vec::new();
    for hunk in hunks {
        let replaced = !hunk.old.is_empty() && !hunk.new.is_empty();
        old.extend(negations(&case.old, &hunk.old, replaced));
        new.extend(negations(&case.new, &hunk.new, replaced));
    }
    if old.len() % 2 == new.len() % 2 {
        return;
    }
    let around = |side: &Side<'_>, at: usize| {
        let range = at.saturating_sub(1)..(at + 2).min(side.words.len());
        quote(side.slice(range))
    };
    let (before, after) = (old.first().copied(), new.first().copied());
    let message = match (before, after) {
        (Some(at), None) => format!(
            "The old text says it is not so ({}); the new one says that it is.",
            around(&case.old, at)
        ),
        (None, Some(at)) => format!(
            "The old text says it is so; the new one says that it is not ({}).",
            around(&case.new, at)
        ),
        _ => "The number of negations differs: one text says it is so, the other that it is not.".to_owned(),
    };
    edits.push(case.edit(
        EditKind::PolarityFlipped,
        before.and_then(|at| case.old.span(at..at + 1)),
        after.and_then(|at| case.new.span(at..at + 1)),
        message,
    ));
}

/// The negations in `range` that belong to words which stayed, or to words that replace others.
fn negations(side: &Side<'_>, range: &Range<usize>, replaced: bool) -> Vec<usize> {
    let changes = &side.text.english.changes;
    let next_is = |at: usize, words: &[&str]| {
        at + 1 < range.end
            && words
                .iter()
                .any(|word| side.word(at + 1).eq_ignore_ascii_case(word))
    };
    range
        .clone()
        .filter(|&at| {
            let word = side.word(at);
            let lemma = side.text.english.lemmas.lemma(word, side.tag(at));
            let negative_verb = changes.negative_verb.contains(&lemma) && next_is(at, &["to"]);
            // *no fewer than*, *not only*, *no doubt*: nothing is denied.
            let negation = changes.negation.contains(word)
                && !next_is(at, &["only", "just", "more", "fewer", "less", "later", "doubt"]);
            (negation || negative_verb)
                && (range.len() <= SHORT || replaced && range.len() <= 2 * SHORT || outside(side, range, at))
        })
        .collect()
}

/// Whether what the word at `at` negates stands outside `range`.
fn outside(side: &Side<'_>, range: &Range<usize>, at: usize) -> bool {
    let head = side.text.revision.grammar.head(side.words[at].token);
    head.and_then(|head| side.position(head))
        .is_some_and(|head| !range.contains(&head))
}
