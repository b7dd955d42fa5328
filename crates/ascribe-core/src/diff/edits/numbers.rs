//! Numbers, their bounds, and times.
//!
//! *killed **12*** → *killed **14*** is another number, *12* → *twelve* is not; *2.5 **per cent*** → *2.5 **percentage points***
//! is. *about 40* → *40* is another bound. *on **Monday*** → *on **Tuesday*** and *in **2019*** → *in **2021*** are other times,
//! although both are written with a number or could be; *20 **years*** is a number and its unit. A number that came or went together
//! with what it counts (*by **the killer of two sisters***) is other words. Missed on purpose: *one*, *first* and *second* that stand alone
//! against nothing (*one of them*).

use std::ops::Range;

use super::bounds::{self, bounds};
use super::fractions;
use super::idle::{
    counts_dead, drop_idle, drop_of_frames, drop_of_others, drop_person, drop_told, is_toll, start_of_ago,
};
use super::marks::{Mark, Marks, Value, counted, lasts, marks, value};
use super::{Case, Edit, Side, quote};
use crate::diff::alignment::Hunk;
use crate::diff::words::Word;
use crate::english::calendar::CalendarWord;
use crate::vocabulary::EditKind;

pub(super) fn find(case: &Case<'_>, hunks: &[Hunk], edits: &mut Vec<Edit>) {
    let old_ranges: Vec<Range<usize>> = hunks.iter().map(|hunk| hunk.old.clone()).collect();
    let new_ranges: Vec<Range<usize>> = hunks.iter().map(|hunk| hunk.new.clone()).collect();
    let (mut old_bounds, mut new_bounds) = (bounds(&case.old, &old_ranges), bounds(&case.new, &new_ranges));
    let mut old = marks(&case.old, &old_ranges);
    let mut new = marks(&case.new, &new_ranges);
    let parts = fractions::take_out(case, hunks, &mut old, &mut new);
    let counts_there = |mark: &Mark,
                        (side, ranges): (&Side<'_>, &[Range<usize>]),
                        other: (&Side<'_>, &[Range<usize>])| {
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
        // *used by **firms*** → *used by **two shops***: other words, where no number stood.
        let alone = !other.1.iter().cloned().flatten().any(|at| other.0.is_number(at));
        let takes = |head: usize| (!alone || side.tag(head).is_verb()) && holds(head);
        // *a **$5bn** deal*
        let sign = matches!(side.word(noun), "$" | "€" | "£" | "¥");
        let noun = side.head(noun).filter(|_| sign).unwrap_or(noun);
        // *12 people **died*** → *the **death toll** is 14*
        let dead = || {
            let mut there = other.1.iter().cloned().flatten();
            counts_dead(side, mark.at) && there.any(|at| other.0.is_number(at) && counts_dead(other.0, at))
        };
        holds(noun) || side.head(noun).is_some_and(takes) || is_toll(side, mark.at) || dead()
    };
    let (before, after) = ((&case.old, &old_ranges[..]), (&case.new, &new_ranges[..]));
    old.numbers.retain(|mark| counts_there(mark, before, after));
    new.numbers.retain(|mark| counts_there(mark, after, before));
    // The limit of a number that came or went with what it counts goes with it.
    let counts = |numbers: &[Mark], ranges: &[Range<usize>], at: usize| {
        !ranges.iter().any(|range| range.contains(&at))
            || numbers.iter().any(|mark| mark.at.abs_diff(at) <= 1)
    };
    old_bounds.retain(|bound| counts(&old.numbers, &old_ranges, bound.number));
    new_bounds.retain(|bound| counts(&new.numbers, &new_ranges, bound.number));
    cancel(&mut old.times, &mut new.times);
    cancel_numbers((&case.old, &mut old.numbers), (&case.new, &mut new.numbers));
    cancel(&mut old.units, &mut new.units);
    cancel_years((&case.old, &mut old), (&case.new, &mut new));
    stands_beside(case, &mut old, &mut new);
    drop_person(case, hunks, &mut old, &mut new);
    drop_idle(&case.old, &mut old, &new);
    drop_idle(&case.new, &mut new, &old);
    drop_told(&case.old, &mut old, &new, case.told.0);
    drop_told(&case.new, &mut new, &old, case.told.1);
    drop_of_frames(&case.old, &mut old, &new, edits, true);
    drop_of_frames(&case.new, &mut new, &old, edits, false);
    drop_of_others(&case.old, &old_ranges, &mut old, &new);
    drop_of_others(&case.new, &new_ranges, &mut new, &old);
    // *closed for **weeks*** → *for **months***
    let lasting = |marks: &mut Marks| marks.times.append(&mut marks.lasting);
    if !old.lasting.is_empty() && !new.lasting.is_empty() {
        lasting(&mut old);
        lasting(&mut new);
        cancel(&mut old.times, &mut new.times);
    }
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
        // ***a year*** → ***nine months***
        let mut edit = differing(
            case,
            EditKind::NumberChanged,
            "number",
            &old.numbers,
            &new.numbers,
        );
        let beside = |at: usize, other: usize| {
            let mut hunks = hunks.iter();
            hunks.any(|it| it.old.contains(&at) && it.new.contains(&other))
        };
        let ranges = lasts((&case.old, &old), (&case.new, &new))
            .filter(|(unit, number)| beside(unit.start, number.start))
            .or_else(|| {
                let ranges = lasts((&case.new, &new), (&case.old, &old));
                let ranges = ranges.map(|(unit, number)| (number, unit));
                ranges.filter(|(number, unit)| beside(number.start, unit.start))
            });
        if let Some((before, after)) = ranges {
            edit = changed(case, EditKind::NumberChanged, "number", &[before], &[after]);
        }
        edits.push(edit);
    } else if let Some((before, after)) = parts {
        edits.push(changed(
            case,
            EditKind::NumberChanged,
            "number",
            &[before],
            &[after],
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
    // A limit goes with its number where none stands against it.
    let away = |bounds: &mut Vec<bounds::Bound>, own: &Marks, others: &Marks| {
        let went = |at: usize| own.numbers.iter().any(|mark| mark.at.abs_diff(at) <= 1);
        bounds.retain(|bound| !others.numbers.is_empty() || !went(bound.number));
    };
    away(&mut old_bounds, &old, &new);
    away(&mut new_bounds, &new, &old);
    bounds::compare(case, &old_bounds, &new_bounds, edits);
}

fn differing(case: &Case<'_>, kind: EditKind, what: &str, old: &[Mark], new: &[Mark]) -> Edit {
    changed(
        case,
        kind,
        what,
        &together(&case.old, old),
        &together(&case.new, new),
    )
}

/// Where marks stand, those in a row as one: *12 to 25 March*, ***this** year*, the day with its month: *13 **February***.
fn together(side: &Side<'_>, marks: &[Mark]) -> Vec<Range<usize>> {
    let changes = &side.text.english.changes;
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for mark in marks {
        let of_row = changes.time_order.contains(side.word(mark.at));
        let named = side.words.get(mark.at + 1);
        let is_month = |word: Option<&Word>| {
            let word = word.and_then(|word| side.text.english.calendar.word(side.text.word(word)));
            matches!(word, Some(CalendarWord::Month(_)))
        };
        let is_day = side.is_number(mark.at);
        let has_month = is_day && is_month(named)
            || of_row && named.is_some_and(|next| changes.time.contains(side.text.word(next)));
        let before = mark.at.checked_sub(1).filter(|_| is_day && !has_month);
        let start = before
            .filter(|&before| is_month(side.words.get(before)))
            .or_else(|| start_of_ago(side, mark.at))
            .unwrap_or(mark.at);
        let end = if has_month { mark.at + 2 } else { mark.at + 1 };
        match ranges.last_mut() {
            Some(last) if start <= last.end + 1 => last.end = last.end.max(end),
            _ => ranges.push(start..end),
        }
    }
    ranges
}

/// So many are told of.
const MOST_TOLD: usize = 3;

/// What stands in these ranges of either side, or does not.
fn changed(
    case: &Case<'_>,
    kind: EditKind,
    what: &str,
    before: &[Range<usize>],
    after: &[Range<usize>],
) -> Edit {
    let told = |side: &Side<'_>, ranges: &[Range<usize>]| {
        let told = ranges
            .iter()
            .take(MOST_TOLD)
            .map(|range| quote(side.slice(range.clone())));
        let mut told: Vec<String> = told.collect();
        if ranges.len() > MOST_TOLD {
            told.push("others".to_owned());
        }
        let last = told.pop().unwrap_or_default();
        if told.is_empty() {
            last
        } else {
            format!("{} and {last}", told.join(", "))
        }
    };
    let (was, is) = (told(&case.old, before), told(&case.new, after));
    let several = |ranges: &[Range<usize>]| ranges.len() > 1;
    let a = |ranges| {
        if several(ranges) {
            format!("{what}s")
        } else {
            format!("a {what}")
        }
    };
    let message = match (before, after) {
        ([], _) => format!("The new text gives {} that the old one has not: {is}.", a(after)),
        (_, []) => format!(
            "The old text gives {} that the new one has not: {was}.",
            a(before)
        ),
        _ if several(before) && several(after) => format!("The {what}s were {was} and are now {is}."),
        _ => format!("The {what} was {was} and is now {is}."),
    };
    let first = |ranges: &[Range<usize>]| ranges.first().cloned().unwrap_or(0..0);
    case.edit(
        kind,
        case.old.span(first(before)),
        case.new.span(first(after)),
        message,
    )
}

/// Takes out what stands in the other sentence too, in words that concern another claim of it: *Roe, **54**, played …* → *Roe played
/// …, who has died at **54***.
fn stands_beside(case: &Case<'_>, old: &mut Marks, new: &mut Marks) {
    let stayed: Vec<usize> = case.stayed.iter().flatten().copied().collect();
    let put_in: Vec<usize> = (0..case.new.words.len())
        .filter(|at| stayed.binary_search(at).is_err())
        .filter(|at| !case.hunks.iter().any(|hunk| hunk.new.contains(at)))
        .collect();
    let taken_out: Vec<usize> = (0..case.old.words.len())
        .filter(|&at| case.stayed.get(at).is_some_and(Option::is_none))
        .filter(|at| !case.hunks.iter().any(|hunk| hunk.old.contains(at)))
        .collect();
    let thing = |side: &Side<'_>, at: usize| counted(side, at).map(|noun| side.lemma(noun));
    let has = |side: &Side<'_>, there: &[usize], mark: &Mark, own: &Side<'_>| {
        there.iter().any(|&at| {
            let same = match mark.value {
                Value::Number(number) => value(side, at) == Some(number),
                Value::Word(key) => side.words[at].key == key,
            };
            same && thing(side, at) == thing(own, mark.at)
        })
    };
    for marks in [&mut old.numbers, &mut old.times] {
        marks.retain(|mark| !has(&case.new, &put_in, mark, &case.old));
    }
    for marks in [&mut new.numbers, &mut new.times] {
        marks.retain(|mark| !has(&case.old, &taken_out, mark, &case.new));
    }
    // ***80 years** on* in the headline → ***80 years** after the battle* in the text
    if new.numbers.is_empty() {
        old.numbers
            .retain(|mark| !stands_in_text(&case.old, mark, &case.new));
    } else if old.numbers.is_empty() {
        new.numbers
            .retain(|mark| !stands_in_text(&case.new, mark, &case.old));
    }
}

/// Whether a number stands anywhere in the other text with the same word behind it, or alone if hardly another one is written so.
fn stands_in_text(side: &Side<'_>, mark: &Mark, other: &Side<'_>) -> bool {
    let key = side.words[mark.at].key;
    // *$44bn*, *10.4m*
    let digits = side
        .word(mark.at)
        .starts_with(|first: char| first.is_ascii_digit());
    if digits && side.word(mark.at).ends_with(char::is_alphabetic) {
        return other.text.neighbours().has(key);
    }
    let words = other.text.neighbours();
    let next = side.words.get(mark.at + 1);
    let before = mark.at.checked_sub(1).map(|at| &side.words[at]);
    next.is_some_and(|next| words.has_pair(key, next.key))
        // *dies aged 87* in the headline
        || before.is_some_and(|before| !before.function && words.has_pair(before.key, key))
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

/// Takes out a year against one that is told from the day of writing: ***2022*** may well be ***this year***, ***2008***
/// ***14 years ago***.
fn cancel_years((old_side, old): (&Side<'_>, &mut Marks), (new_side, new): (&Side<'_>, &mut Marks)) {
    let is_year = |side: &Side<'_>, marks: &[Mark]| {
        let year = |mark: &Mark| matches!(mark.value, Value::Number(year) if year >= 1800.0);
        marks.len() == 1 && marks.iter().all(year) && side.word(marks[0].at).len() == 4
    };
    let is = |side: &Side<'_>, mark: &Mark, word: &str| side.word(mark.at).eq_ignore_ascii_case(word);
    let is_told = |side: &Side<'_>, marks: &[Mark]| {
        let order = |mark: &Mark| side.text.english.changes.time_order.contains(side.word(mark.at));
        let this = marks.iter().any(|mark| is(side, mark, "year"))
            && marks.iter().all(|mark| is(side, mark, "year") || order(mark));
        this || !marks.is_empty() && marks.iter().all(|mark| is(side, mark, "ago"))
    };
    let old_told = is_year(new_side, &new.times) && is_told(old_side, &old.times);
    let new_told = is_year(old_side, &old.times) && is_told(new_side, &new.times);
    if !old_told && !new_told {
        return;
    }
    for (marks, is_told) in [(old, old_told), (new, new_told)] {
        let times = std::mem::take(&mut marks.times);
        if !is_told {
            continue;
        }
        // ***14** years ago*, not ***£14** in 2019*
        let near = |mark: &Mark| {
            times
                .iter()
                .any(|time| (1..=2).contains(&time.at.saturating_sub(mark.at)))
        };
        marks.numbers.retain(|mark| !near(mark));
    }
}

/// Takes out numbers that both sides have, but not where what is counted shows that they are two: *one dead, **three** missing* →
/// ***three** dead*. If numbers of the same thing differ, only they are left, not one that came or went beside them: *three blasts
/// killed **37** people* → *blasts killed **30** people*.
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
    if changed_old.is_empty() {
        cancel(old, new);
        return;
    }
    changed_new.sort_by_key(|mark| mark.at);
    (*old, *new) = (changed_old, changed_new);
}
