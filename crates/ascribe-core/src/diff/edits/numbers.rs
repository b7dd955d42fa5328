//! Numbers, their bounds, and times.
//!
//! *killed **12*** → *killed **14*** is another number, *12* → *twelve* is not; *2.5 **per cent*** → *2.5 **percentage points***
//! is. *about 40* → *40* is another bound. *on **Monday*** → *on **Tuesday*** and *in **2019*** → *in **2021*** are other times,
//! although both are written with a number or could be; *20 **years*** is a number and its unit. A number that came or went together
//! with what it counts (*by **the killer of two sisters***) is other words. Missed on purpose: *one*, *first* and *second* that stand alone
//! against nothing (*one of them*).

use std::ops::Range;

use super::sources::behind_punctuation;
use super::{Case, Edit, Side, quote};
use crate::diff::alignment::Hunk;
use crate::grammar::tag::Tag;
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
    let (mut old_bounds, mut new_bounds) = (bounds(&case.old, &old_ranges), bounds(&case.new, &new_ranges));
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
    stands_beside(case, &mut old, &mut new);
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
    let limits = |bounds: &[Bound]| bounds.iter().map(|it| it.limit).collect::<Vec<_>>();
    if limits(&old_bounds) != limits(&new_bounds) {
        let before = old_bounds.first().and_then(|it| case.old.span(it.words.clone()));
        let after = new_bounds.first().and_then(|it| case.new.span(it.words.clone()));
        let text = |side: &Side<'_>, bounds: &[Bound]| match bounds.first() {
            Some(it) => quote(side.slice(it.words.clone())),
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
    let numbers = &side.text.english.changes.numbers;
    if let Some(number) = numbers.get(word) {
        return Some(f64::from(number));
    }
    // Against a number it is one: ***both** doses* → ***one** dose*.
    if word.eq_ignore_ascii_case("both") {
        return Some(2.0);
    }
    // *twenty-one*; *nine-year* counts like *nine years*.
    let (first, rest) = word.split_once('-').unwrap_or((word, ""));
    let digits = |word: &str| word.replace(',', "").parse().ok();
    match (numbers.get(first), numbers.get(rest)) {
        (Some(tens), Some(ones)) if tens >= 20 && ones < 10 => Some(f64::from(tens + ones)),
        (Some(number), None) => Some(f64::from(number)),
        _ if word.starts_with(|first: char| first.is_ascii_digit()) => digits(first),
        _ => None,
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
        && !(at + 1 < side.words.len() && side.tag(at + 1) == Tag::Nns)
        && !is_limited(side, at);
    let hour = word.to_ascii_lowercase();
    // *1300BC*
    let era = hour.starts_with(|first: char| first.is_ascii_digit())
        && ["bc", "ad", "bce", "ce"].iter().any(|era| hour.ends_with(era));
    let clock = hour.ends_with("am")
        || hour.ends_with("pm")
        || word.contains(':')
        || beside(&|word| matches!(word, "am" | "pm" | "a.m." | "p.m." | "AM" | "PM"));
    // *12 to 25 March*
    let range = at + 3 < side.words.len()
        && matches!(side.word(at + 1), "to" | "and" | "or")
        && side.is_number(at + 2)
        && is_month(side.word(at + 3));
    year || era || clock || range || beside(&is_month)
}

/// Whether a word of limit stands before a number: ***more than** 1800 injured*, which is no year.
fn is_limited(side: &Side<'_>, at: usize) -> bool {
    let from = at.saturating_sub(3);
    let found = side.text.english.changes.bound.all(&side.keys(from..at));
    found.iter().any(|it| from + it.0 + it.1 == at)
}

fn beside_number(side: &Side<'_>, at: usize) -> bool {
    let from = at.saturating_sub(2);
    (from..(at + 2).min(side.words.len())).any(|it| it != at && side.is_number(it))
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

/// Whether a number stands anywhere in the other text with the same word behind it.
fn stands_in_text(side: &Side<'_>, mark: &Mark, other: &Side<'_>) -> bool {
    let key = side.words[mark.at].key;
    let Some(next) = side.words.get(mark.at + 1) else {
        return false;
    };
    let words = &other.text.words;
    words
        .windows(2)
        .any(|pair| pair[0].key == key && pair[1].key == next.key)
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

/// What says nothing when nothing stands against it: *one of them*, *for the **first** time*, *the world No **1***, *who **earlier**
/// reportedly fell ill*.
fn drop_idle(side: &Side<'_>, marks: &mut Marks, others: &Marks) {
    let is = |at: usize, words: &[&str]| words.iter().any(|word| side.word(at).eq_ignore_ascii_case(word));
    if others.numbers.is_empty() {
        marks.numbers.retain(|mark| {
            let ranks = mark.at > 0 && is(mark.at - 1, &["no", "no."]);
            // *World War **Two***, *Nord Stream **2***
            let named = mark.at > 0
                && !behind_punctuation(side, mark.at)
                && side.is_name(mark.at - 1)
                && counted(side, mark.at).is_none_or(|it| it < mark.at);
            !ranks && !named && !is(mark.at, &["one", "first", "second", "third", "both"])
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

/// A word of limit that stands before its number, or behind it.
struct Bound {
    words: Range<usize>,
    /// The same for those that say the same: *at least*, *or more*.
    limit: u8,
    /// Where its number stands.
    number: usize,
}

/// ***half** of the seats*, *a **quarter***
pub(super) fn is_fraction(side: &Side<'_>, at: usize) -> bool {
    matches!(
        &*side.word(at).to_lowercase(),
        "half" | "quarter" | "quarters" | "thirds"
    )
}

/// Words of limit beside a number, as far as they have a word in one of the ranges.
fn bounds(side: &Side<'_>, ranges: &[Range<usize>]) -> Vec<Bound> {
    let changes = &side.text.english.changes;
    let longest = 3;
    let is_sign = |at: usize| matches!(side.word(at), "$" | "€" | "£" | "¥");
    let is_number =
        |at: usize| at < side.words.len() && (side.is_number(at) || is_sign(at) || is_fraction(side, at));
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
