//! Parts of a whole: *more than **half** of them* → *more than **a third** of them*.
//!
//! *half*, *a third of*, *two thirds*, *three-quarters*. The *third man* and the *last **quarter*** are none, nor is the *second **half***
//! of a match. Missed on purpose: a part against a share, *half* → *49%*.

use std::ops::Range;

use super::Side;
use super::marks::Marks;
use super::{Case, marks};
use crate::diff::alignment::Hunk;

/// What a whole may be cut into.
const PARTS: [(&str, f64); 7] = [
    ("eighth", 8.0),
    ("fifth", 5.0),
    ("quarter", 4.0),
    ("seventh", 7.0),
    ("sixth", 6.0),
    ("tenth", 10.0),
    ("third", 3.0),
];

/// One of them is a half of something played, or of the year: *the **second** half*.
const PLAYED: [&str; 5] = ["first", "latter", "opening", "other", "second"];

/// Words that stand behind a part of a whole: *a third **less***, not *a third **man***.
const BEHIND: [&str; 6] = ["fewer", "higher", "less", "lower", "more", "of"];

/// The part that a word stands for, where it ends, with the words that it takes: ***two thirds***.
fn fraction(side: &Side<'_>, at: usize) -> Option<(Range<usize>, f64)> {
    let word = side.word(at).to_ascii_lowercase();
    let before = at.checked_sub(1);
    let is_before = |words: &[&str]| {
        before.is_some_and(|at| words.iter().any(|it| side.word(at).eq_ignore_ascii_case(it)))
    };
    if word == "half" {
        return (!is_before(&PLAYED)).then_some((at..at + 1, 0.5));
    }
    let part = |word: &str| {
        let mut parts = PARTS.iter();
        parts.find(|it| it.0 == word).map(|it| it.1)
    };
    // *two-thirds*
    if let Some((first, rest)) = word.split_once('-') {
        let several = side.text.english.changes.numbers.get(first)?;
        let whole = part(rest.strip_suffix('s').unwrap_or(rest))?;
        return Some((at..at + 1, f64::from(several) / whole));
    }
    if let Some(whole) = word.strip_suffix('s').and_then(part) {
        let several = marks::value(side, before?)?;
        return Some((at - 1..at + 1, several / whole));
    }
    let whole = part(&word)?;
    let behind = side.words.get(at + 1).map(|next| side.text.word(next));
    let is_part = behind.is_none_or(|next| BEHIND.iter().any(|it| next.eq_ignore_ascii_case(it)));
    (is_part && is_before(&["a", "one"])).then(|| (at - 1..at + 1, 1.0 / whole))
}

/// The parts of a whole that stand against each other, where they are not the same; they are no numbers or times then.
pub(super) fn take_out(
    case: &Case<'_>,
    hunks: &[Hunk],
    old: &mut Marks,
    new: &mut Marks,
) -> Option<(Range<usize>, Range<usize>)> {
    let mut found = None;
    for hunk in hunks {
        let first = |side: &Side<'_>, range: &Range<usize>| range.clone().find_map(|at| fraction(side, at));
        let (Some(was), Some(is)) = (first(&case.old, &hunk.old), first(&case.new, &hunk.new)) else {
            continue;
        };
        for (marks, words) in [(&mut *old, &was.0), (&mut *new, &is.0)] {
            marks.numbers.retain(|mark| !words.contains(&mark.at));
            marks.times.retain(|mark| !words.contains(&mark.at));
        }
        if (was.1 - is.1).abs() > f64::EPSILON {
            found = found.or(Some((was.0, is.0)));
        }
    }
    found
}
