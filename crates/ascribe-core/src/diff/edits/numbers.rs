//! Numbers, their bounds, and times.
//!
//! *killed **12*** → *killed **14*** is another number, *12* → *twelve* is not; *2.5 **per cent*** → *2.5 **percentage points***
//! is. *about 40* → *40* is another bound. *on **Monday*** → *on **Tuesday*** and *in **2019*** → *in **2021*** are other times,
//! although both are written with a number or could be; *20 **years*** is a number and its unit. A number that came or went together
//! with what it counts (*by **the killer of two sisters***) is other words. Missed on purpose: *one*, *first* and *second* that stand alone
//! against nothing (*one of them*).

use std::ops::Range;

use super::{Case, Edit, Side, quote};
use crate::diff::alignment::Hunk;
use crate::vocabulary::EditKind;

/// Something countable in a hunk.
#[derive(Clone, Debug, PartialEq)]
struct Mark {
    at: usize,
    value: Value,
}

#[derive(Clone, Debug, PartialEq)]
enum Value {
    Number(f64),
    /// The key of a word.
    Word(u64),
}

pub(super) fn find(case: &Case<'_>, hunks: &[Hunk], edits: &mut Vec<Edit>) {
    let old_ranges: Vec<Range<usize>> = hunks.iter().map(|hunk| hunk.old.clone()).collect();
    let new_ranges: Vec<Range<usize>> = hunks.iter().map(|hunk| hunk.new.clone()).collect();
    let (old_bounds, new_bounds) = (bounds(&case.old, &old_ranges), bounds(&case.new, &new_ranges));
    let mut old = marks(&case.old, &old_ranges);
    let mut new = marks(&case.new, &new_ranges);
    let counts_there =
        |mark: &Mark, (side, ranges): (&Side<'_>, &[Range<usize>]), other: (&Side<'_>, &[Range<usize>])| {
            // It, or what it depends on, stayed or stands on the other side too: *12 people died* → *14 miners died*.
            let holds = |at: usize| {
                let lemma = side.lemma(at);
                !ranges.iter().any(|range| range.contains(&at))
                    || &*lemma != "be"
                        && other
                            .1
                            .iter()
                            .cloned()
                            .flatten()
                            .any(|it| *other.0.lemma(it) == *lemma)
            };
            let Some(noun) = counted(side, mark.at) else {
                return true;
            };
            holds(noun) || side.head(noun).is_some_and(holds)
        };
    let (before, after) = ((&case.old, &old_ranges[..]), (&case.new, &new_ranges[..]));
    old.numbers.retain(|mark| counts_there(mark, before, after));
    new.numbers.retain(|mark| counts_there(mark, after, before));
    cancel(&mut old.times, &mut new.times);
    cancel_numbers((&case.old, &mut old.numbers), (&case.new, &mut new.numbers));
    cancel(&mut old.units, &mut new.units);
    drop_idle(&case.old, &mut old, &new);
    drop_idle(&case.new, &mut new, &old);
    if !old.times.is_empty() || !new.times.is_empty() {
        edits.push(differing(
            case,
            EditKind::TimeChanged,
            "time",
            &old.times,
            &new.times,
        ));
    }
    if !old.numbers.is_empty() || !new.numbers.is_empty() {
        edits.push(differing(
            case,
            EditKind::NumberChanged,
            "number",
            &old.numbers,
            &new.numbers,
        ));
    } else if !old.units.is_empty() && !new.units.is_empty() {
        edits.push(differing(
            case,
            EditKind::NumberChanged,
            "unit",
            &old.units,
            &new.units,
        ));
    }
    if old_bounds
        .iter()
        .map(|it| &it.1)
        .ne(new_bounds.iter().map(|it| &it.1))
    {
        let before = old_bounds.first().and_then(|it| case.old.span(it.0.clone()));
        let after = new_bounds.first().and_then(|it| case.new.span(it.0.clone()));
        let text = |side: &Side<'_>, bounds: &[(Range<usize>, Vec<u64>)]| match bounds.first() {
            Some(it) => quote(side.slice(it.0.clone())),
            None => "no word of limit".to_owned(),
        };
        let message = format!(
            "The number stands with {} in the old text and with {} in the new one.",
            text(&case.old, &old_bounds),
            text(&case.new, &new_bounds)
        );
        edits.push(case.edit(EditKind::BoundChanged, before, after, message));
    }
}

fn differing(case: &Case<'_>, kind: EditKind, what: &str, old: &[Mark], new: &[Mark]) -> Edit {
    let range = |marks: &[Mark]| match marks {
        [] => 0..0,
        [first, .., last] if last.at - first.at < 4 => first.at..last.at + 1,
        [first, ..] => first.at..first.at + 1,
    };
    let (before, after) = (range(old), range(new));
    let (was, is) = (
        quote(case.old.slice(before.clone())),
        quote(case.new.slice(after.clone())),
    );
    let message = match (old.is_empty(), new.is_empty()) {
        (true, _) => format!("The new text gives a {what} that the old one has not: {is}."),
        (_, true) => format!("The old text gives a {what} that the new one has not: {was}."),
        _ => format!("The {what} was {was} and is now {is}."),
    };
    case.edit(kind, case.old.span(before), case.new.span(after), message)
}

#[derive(Default)]
struct Marks {
    numbers: Vec<Mark>,
    times: Vec<Mark>,
    units: Vec<Mark>,
}

fn marks(side: &Side<'_>, ranges: &[Range<usize>]) -> Marks {
    let changes = &side.text.english.changes;
    let mut found = Marks::default();
    for at in ranges.iter().cloned().flatten() {
        let word = side.word(at);
        let mark = |value| Mark { at, value };
        if is_time(side, at) {
            found.times.push(mark(match value(side, at) {
                Some(number) => Value::Number(number),
                None => Value::Word(side.words[at].key),
            }));
        } else if let Some(number) = value(side, at) {
            found.numbers.push(mark(Value::Number(number)));
        } else if word.starts_with(|first: char| first.is_ascii_digit()) {
            found.numbers.push(mark(Value::Word(side.words[at].key)));
        } else if (changes.unit.contains(word) || changes.time_unit.contains(word)) && beside_number(side, at)
        {
            found.units.push(mark(Value::Word(side.words[at].key)));
        }
    }
    found
}

/// What a word counts, in digits (*3,000*, *4.5*) or letters.
fn value(side: &Side<'_>, at: usize) -> Option<f64> {
    let word = side.word(at);
    match side.text.english.changes.numbers.get(word) {
        Some(number) => Some(f64::from(number)),
        None if word.starts_with(|first: char| first.is_ascii_digit()) => word.replace(',', "").parse().ok(),
        None => None,
    }
}

/// A word of time, or a number that is a year, a day of the month or an hour.
fn is_time(side: &Side<'_>, at: usize) -> bool {
    let changes = &side.text.english.changes;
    let word = side.word(at);
    let beside = |test: &dyn Fn(&str) -> bool| {
        let near = [at.checked_sub(1), Some(at + 1)];
        near.into_iter()
            .flatten()
            .filter(|&it| it < side.words.len())
            .any(|it| test(side.word(it)))
    };
    let is_month = |word: &str| changes.month.contains(word) && !word.starts_with(char::is_lowercase);
    if changes.month.contains(word) {
        return is_month(word);
    }
    if changes.weekday.contains(word) {
        return !word.starts_with(char::is_lowercase);
    }
    if changes.time_unit.contains(word) {
        // *last year*, *this week*; *20 years* is a number with its unit, and *for years* is no time.
        return at > 0 && changes.time_order.contains(side.word(at - 1));
    }
    if changes.time.contains(word) {
        // *USA TODAY*, *the Times of the Day*: a name.
        return !side.is_name(at);
    }
    if changes.time_order.contains(word) {
        return at + 1 < side.words.len() && changes.time.contains(side.word(at + 1));
    }
    if !side.is_number(at) {
        return false;
    }
    let year = word.len() == 4
        && !word.contains([',', '.'])
        && value(side, at).is_some_and(|year| (1800.0..2100.0).contains(&year))
        && !(at + 1 < side.words.len() && side.tag(at + 1).is_noun() && !side.tag(at + 1).is_name());
    let hour = word.to_ascii_lowercase();
    let clock = hour.ends_with("am")
        || hour.ends_with("pm")
        || word.contains(':')
        || beside(&|word| matches!(word, "am" | "pm" | "a.m." | "p.m." | "AM" | "PM"));
    // *12 to 25 March*
    let range = at + 3 < side.words.len()
        && matches!(side.word(at + 1), "to" | "and" | "or")
        && side.is_number(at + 2)
        && is_month(side.word(at + 3));
    year || clock || range || beside(&is_month)
}

fn beside_number(side: &Side<'_>, at: usize) -> bool {
    let from = at.saturating_sub(2);
    (from..(at + 2).min(side.words.len())).any(|it| it != at && side.is_number(it))
}

/// Takes out what both sides have.
fn cancel(old: &mut Vec<Mark>, new: &mut Vec<Mark>) {
    old.retain(|it| match new.iter().position(|other| other.value == it.value) {
        Some(other) => {
            new.remove(other);
            false
        }
        None => true,
    });
}

/// Takes out numbers that both sides have, but not where what is counted shows that they are two: *one dead, **three** missing* →
/// ***three** dead*.
fn cancel_numbers(
    (old_side, old): (&Side<'_>, &mut Vec<Mark>),
    (new_side, new): (&Side<'_>, &mut Vec<Mark>),
) {
    let lemma = |side: &Side<'_>, mark: &Mark| {
        // In *one dead* the number may well be the main word.
        let next = Some(mark.at + 1).filter(|&at| at < side.words.len() && !side.words[at].function);
        counted(side, mark.at).or(next).map(|at| side.lemma(at))
    };
    let same_thing = |one: &Mark, other: &Mark| {
        let counted = lemma(old_side, one);
        counted.is_some() && counted == lemma(new_side, other)
    };
    let (mut changed_old, mut changed_new) = (Vec::new(), Vec::new());
    let mut at = 0;
    while at < old.len() {
        let agrees = |other: &Mark| same_thing(&old[at], other);
        let kept = new
            .iter()
            .position(|other| agrees(other) && other.value == old[at].value);
        if let Some(kept) = kept {
            old.remove(at);
            new.remove(kept);
        } else if let Some(other) = new.iter().position(agrees) {
            changed_old.push(old.remove(at));
            changed_new.push(new.remove(other));
        } else {
            at += 1;
        }
    }
    cancel(old, new);
    old.extend(changed_old);
    new.extend(changed_new);
    old.sort_by_key(|mark| mark.at);
    new.sort_by_key(|mark| mark.at);
}

/// What says nothing when nothing stands against it: *one of them*, *for the **first** time*, *the world No **1***, *who **earlier**
/// reportedly fell ill*.
fn drop_idle(side: &Side<'_>, marks: &mut Marks, others: &Marks) {
    let is = |at: usize, words: &[&str]| words.iter().any(|word| side.word(at).eq_ignore_ascii_case(word));
    if others.numbers.is_empty() {
        marks.numbers.retain(|mark| {
            let ranks = mark.at > 0 && is(mark.at - 1, &["no", "no."]);
            !ranks && !is(mark.at, &["one", "first", "second", "third"])
        });
    }
    if others.times.is_empty() {
        marks.times.retain(|mark| !is(mark.at, &["ago", "earlier"]));
    }
}

/// What a number counts: ***people*** of *12 people*.
fn counted(side: &Side<'_>, at: usize) -> Option<usize> {
    side.head(at)
        .filter(|&head| !side.is_number(head) && !side.tag(head).is_verb())
}

/// Words of limit right before a number, as far as they have a word in one of the ranges.
fn bounds(side: &Side<'_>, ranges: &[Range<usize>]) -> Vec<(Range<usize>, Vec<u64>)> {
    let changes = &side.text.english.changes;
    let longest = 3;
    let mut found: Vec<(Range<usize>, Vec<u64>)> = Vec::new();
    for range in ranges {
        let from = range.start.saturating_sub(longest);
        let keys = side.keys(from..side.words.len().min(range.end + longest));
        for (at, length, ()) in changes.bound.all(&keys) {
            let words = from + at..from + at + length;
            let touches = words.start < range.end && range.start < words.end;
            let number = words.end < side.words.len()
                && (side.is_number(words.end) || matches!(side.word(words.end), "$" | "€" | "£" | "¥"));
            if touches && number && found.iter().all(|it| it.0 != words) {
                found.push((words.clone(), side.keys(words)));
            }
        }
    }
    found
}
