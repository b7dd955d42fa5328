//! Limits of numbers: *about 40* → *40*, *at least six* → *six*.

use std::ops::Range;

use super::{Case, Edit, Side, quote};
use crate::vocabulary::EditKind;

/// A word of limit that stands before its number, or behind it.
pub(super) struct Bound {
    words: Range<usize>,
    /// The same for those that say the same: *at least*, *or more*.
    limit: u8,
    /// Where its number stands.
    pub(super) number: usize,
}

/// ***half** of the seats*, *a **quarter***
pub(super) fn is_fraction(side: &Side<'_>, at: usize) -> bool {
    matches!(
        &*side.word(at).to_lowercase(),
        "half" | "quarter" | "quarters" | "thirds"
    )
}

/// A number that counts nothing: *over the **fourth** goal*, *over **4** July*.
fn is_of_order(side: &Side<'_>, at: usize) -> bool {
    let word = side.word(at).to_lowercase();
    let ordinal = ["st", "nd", "rd", "th"].iter().any(|end| word.ends_with(end)) || word == "second";
    let month = &side.text.english.changes.month;
    let dated = side
        .words
        .get(at + 1)
        .is_some_and(|next| month.contains(side.text.word(next)));
    ordinal || dated
}

/// Words of limit beside a number, as far as they have a word in one of the ranges.
pub(super) fn bounds(side: &Side<'_>, ranges: &[Range<usize>]) -> Vec<Bound> {
    let changes = &side.text.english.changes;
    let longest = 3;
    let is_sign = |at: usize| matches!(side.word(at), "$" | "€" | "£" | "¥");
    let is_number = |at: usize| {
        at < side.words.len()
            && (side.is_number(at) && !is_of_order(side, at) || is_sign(at) || is_fraction(side, at))
    };
    let mut found: Vec<Bound> = Vec::new();
    for range in ranges {
        let from = range.start.saturating_sub(longest);
        let keys = side.keys(from..side.words.len().min(range.end + longest));
        for (at, length, limit) in changes.bound.all(&keys) {
            let words = from + at..from + at + length;
            let touches = words.start < range.end && range.start < words.end;
            let behind = matches!(&*side.word(words.start).to_lowercase(), "or" | "and");
            let number = if behind {
                // *10 % **or above***, *5 years **or more***
                (words.start.saturating_sub(2)..words.start).find(|&at| is_number(at))
            } else {
                Some(words.end).filter(|&at| is_number(at))
            };
            if let Some(number) = number.filter(|_| touches)
                && found.iter().all(|it| it.words != words)
            {
                found.push(Bound { words, limit, number });
            }
        }
    }
    found
}

/// Tells of limits that differ.
pub(super) fn compare(case: &Case<'_>, old_bounds: &[Bound], new_bounds: &[Bound], edits: &mut Vec<Edit>) {
    let limits = |bounds: &[Bound]| bounds.iter().map(|it| it.limit).collect::<Vec<_>>();
    if limits(old_bounds) != limits(new_bounds) {
        let before = old_bounds.first().and_then(|it| case.old.span(it.words.clone()));
        let after = new_bounds.first().and_then(|it| case.new.span(it.words.clone()));
        let text = |side: &Side<'_>, bounds: &[Bound]| match bounds.first() {
            Some(it) => quote(side.slice(it.words.clone())),
            None => "no word of limit".to_owned(),
        };
        let message = format!(
            "The number stands with {} in the old text and with {} in the new one.",
            text(&case.old, old_bounds),
            text(&case.new, new_bounds)
        );
        edits.push(case.edit(EditKind::BoundChanged, before, after, message));
    }
}
