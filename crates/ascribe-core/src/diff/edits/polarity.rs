//! Polarity: a negation that came or went.
//!
//! *The bridge was **not** closed* → *The bridge was closed*; *He **failed to** pay* → *He paid*. A negation that came or went
//! with a verb of its own is another clause: *He left.* → *He left and did **not** return.* has flipped nothing. Two negations
//! instead of two others, *not only* that went as a whole, *no trains* → *hardly any trains*, or *won't apologise* → *stands by* are no flip either. A word in the place of its
//! opposite flips as well: *Rents **rose*** → *Rents **fell***; *did **not rise*** → ***fell*** does not. Missed on purpose: opposites that the
//! lexicon does not list, and those among other words that differ.

use std::ops::Range;

use super::hedges::Explained;
use super::{Case, Edit, Side, quote};
use crate::diff::alignment::Hunk;
use crate::english::words::key;
use crate::vocabulary::EditKind;

/// More words than these bring their own clause along.
const SHORT: usize = 3;

pub(super) fn find(case: &Case<'_>, hunks: &[Hunk], explained: &Explained, edits: &mut Vec<Edit>) {
    let mut old = Vec::new();
    let mut new = Vec::new();
    for hunk in hunks {
        let replaced = !hunk.old.is_empty() && !hunk.new.is_empty();
        let (before, after) = ((&case.old, &hunk.old), (&case.new, &hunk.new));
        old.extend(negations(before, after, replaced));
        new.extend(negations(after, before, replaced));
    }
    // A claim that came or went as a whole tells of itself.
    old.retain(|at| case.told.0.binary_search(at).is_err());
    new.retain(|at| case.told.1.binary_search(at).is_err());
    // ***It is not known** whether she saw it* → *She had **not** seen it*: nobody said that she did.
    let hedges = |side: &Side<'_>, explained: &[usize], own: &[usize]| {
        let negation = &side.text.english.changes.negation;
        let mut hedges = explained.iter().copied();
        hedges.find(|&at| negation.contains(side.word(at)) && !own.contains(&at))
    };
    let unknown = (
        hedges(&case.old, &explained.old, &old),
        hedges(&case.new, &explained.new, &new),
    );
    if unknown.0.is_some() || unknown.1.is_some() {
        return;
    }
    let opposite = hunks.iter().find_map(|hunk| opposites(case, hunk));
    if (old.len() + new.len() + usize::from(opposite.is_some())).is_multiple_of(2) {
        return;
    }
    if let Some((was, is)) = opposite.filter(|_| old.is_empty() && new.is_empty()) {
        let message = format!(
            "The old text says {}, the new one the opposite: {}.",
            quote(case.old.slice(was..was + 1)),
            quote(case.new.slice(is..is + 1))
        );
        edits.push(case.edit(
            EditKind::PolarityFlipped,
            case.old.span(was..was + 1),
            case.new.span(is..is + 1),
            message,
        ));
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

/// A word and its opposite in the same place, with hardly another word that differs.
fn opposites(case: &Case<'_>, hunk: &Hunk) -> Option<(usize, usize)> {
    // *did **not rise*** → ***fell***
    let denied = |side: &Side<'_>, range: &Range<usize>| {
        let negation = &side.text.english.changes.negation;
        range.clone().any(|at| negation.contains(side.word(at)))
    };
    let long = hunk.old.len() > SHORT || hunk.new.len() > SHORT;
    if long || denied(&case.old, &hunk.old) || denied(&case.new, &hunk.new) {
        return None;
    }
    let keys = |side: &Side<'_>, at: usize| [side.words[at].key, key(&side.lemma(at))];
    // *more **than** 40* is a limit; *lower **than** his* is none.
    let limits = |side: &Side<'_>, at: usize| {
        let than = || {
            let bound = &side.text.english.changes.bound;
            side.word(at + 1) == "than" && bound.longest(&side.keys(at..at + 2)).is_some()
        };
        // Not *rents **rose** 3%*.
        let number = || side.is_number(at + 1) && !side.tag(at).is_verb();
        at + 1 < side.words.len() && (than() || number())
    };
    let opposites = &case.old.text.english.changes.opposites;
    let are_opposite = |&(old, new): &(usize, usize)| {
        let (was, is) = (keys(&case.old, old), keys(&case.new, new));
        let listed = was
            .iter()
            .any(|&one| is.iter().any(|&other| opposites.contains(&(one, other))));
        listed && !(limits(&case.old, old) && limits(&case.new, new))
    };
    let mut pairs = (hunk.old.clone()).flat_map(|old| hunk.new.clone().map(move |new| (old, new)));
    pairs.find(are_opposite)
}

/// The negations in a range that belong to words which stayed, or which stand on the other side too.
fn negations(
    (side, range): (&Side<'_>, &Range<usize>),
    (other_side, other): (&Side<'_>, &Range<usize>),
    replaced: bool,
) -> Vec<usize> {
    let changes = &side.text.english.changes;
    let next_is = |at: usize, words: &[&str]| {
        at + 1 < range.end
            && words
                .iter()
                .any(|word| side.word(at + 1).eq_ignore_ascii_case(word))
    };
    // *won't apologise* → *stands by*: another predicate, not the same one denied.
    let denies_other_words = |denied: usize| {
        let lemma = side.lemma(denied);
        range.contains(&denied) && !other.clone().any(|at| *other_side.lemma(at) == *lemma)
    };
    range
        .clone()
        .filter(|&at| {
            let negative_verb = changes.negative_verb.contains(&side.lemma(at)) && next_is(at, &["to"]);
            // *no fewer than*, *not only*, *no doubt*, *No 10*: nothing is denied.
            let numbers = side.word(at).eq_ignore_ascii_case("no")
                && side
                    .words
                    .get(at + 1)
                    .is_some_and(|next| side.text.word(next).starts_with(|it: char| it.is_ascii_digit()));
            let negation = changes.negation.contains(side.word(at))
                && !numbers
                && !next_is(at, &["only", "just", "more", "fewer", "less", "later", "doubt"]);
            if !negation && !negative_verb {
                return false;
            }
            // *homes **without** power* → *homes hit by power cuts*: the same in other words; *with power* is the opposite.
            let without = side.word(at).eq_ignore_ascii_case("without");
            let with = |at: usize| other_side.word(at).eq_ignore_ascii_case("with");
            if without && replaced && !other.clone().any(with) {
                return false;
            }
            // ***No** trains run* → ***hardly any** trains run*
            let near = |at: usize| changes.near_negation.contains(other_side.word(at));
            if other.clone().any(near) {
                return false;
            }
            let denied = if negative_verb {
                Some(at + 2)
            } else {
                side.head(at)
            };
            if replaced && denied.is_some_and(denies_other_words) {
                return false;
            }
            range.len() <= SHORT
                || replaced && range.len() <= 2 * SHORT
                || denied.is_some_and(|it| !range.contains(&it))
        })
        .collect()
}
