//! Numbers and times that say nothing of the claim, though they came or went.
//!
//! *one of them*, *for the **first** time*, *worth €5bn (**£4bn**)*, *a **morning** walk*, *the **62-year-old*** for Roe, ***two** officials said* where the source is told of,
//! *said **on Monday***, and what came with a claim of its own. Against another number or time of the same thing they count.

use std::ops::Range;

use super::frames::is_reporting;
use super::marks::{Mark, Marks, counted};
use super::saying::behind_punctuation;
use super::{Case, Edit, Side};
use crate::diff::alignment::Hunk;
use crate::english::words::key;
use crate::grammar::tag::Tag;
use crate::span::Span;
use crate::vocabulary::EditKind;

/// What came or went with a claim of its own: *Fans of Roe, **who died this month**, filled the square*.
pub(super) fn drop_told(side: &Side<'_>, marks: &mut Marks, others: &Marks, told: &[usize]) {
    let is_told = |mark: &Mark| told.binary_search(&mark.at).is_ok() && !is_toll(side, mark.at);
    if others.numbers.is_empty() {
        marks.numbers.retain(|mark| !is_told(mark));
    }
    if others.times.is_empty() {
        marks.times.retain(|mark| !is_told(mark));
    }
}

/// What came or went with who says it: ***two** officials said* → *Roe said*, which tells of another source, and *Roe said* → *Roe said **on
/// Monday***, which is when it was said.
pub(super) fn drop_of_frames(
    side: &Side<'_>,
    marks: &mut Marks,
    others: &Marks,
    edits: &[Edit],
    is_old: bool,
) {
    let tokens = side.text.revision.document.tokens();
    let told = |mark: &Mark| {
        let span = tokens[side.words[mark.at].token].span;
        let mut sources = edits.iter().filter(|edit| {
            matches!(
                edit.kind,
                EditKind::SourceStrengthened | EditKind::SourceSwapped | EditKind::SourceWeakened
            )
        });
        let covers = |it: Option<Span>| it.is_some_and(|it| it.overlaps(span));
        side.source(mark.at).is_some() && sources.any(|edit| covers(edit.before) || covers(edit.after))
    };
    // *…, according to research published **on Monday***: what the paper no longer says is who says it.
    let went = |mark: &Mark| {
        let span = tokens[side.words[mark.at].token].span;
        let mut frames = edits.iter().filter(|edit| {
            matches!(
                edit.kind,
                EditKind::AttributionAdded | EditKind::AttributionDropped | EditKind::ChainChanged
            )
        });
        let covers = |it: Option<Span>| it.is_some_and(|it| it.overlaps(span));
        let own = side.source(mark.at).is_none() && side.positions.binary_search(&mark.at).is_ok();
        !own && frames.any(|edit| covers(if is_old { edit.before } else { edit.after }))
    };
    if others.numbers.is_empty() {
        marks.numbers.retain(|mark| !told(mark) && !went(mark));
    }
    let of_saying = |mark: &Mark| {
        let head = side.head(mark.at);
        let near = [head, head.and_then(|head| side.head(head))];
        let says = |at: usize| side.cue(at).is_some() && is_reporting(side, at);
        near.into_iter().flatten().any(says) && side.positions.binary_search(&mark.at).is_err()
    };
    if others.times.is_empty() {
        marks.times.retain(|mark| !of_saying(mark) && !went(mark));
    }
}

/// Words behind which another event is named than the one that the claim tells of.
const OF_OTHERS: [&str; 6] = ["after", "before", "despite", "following", "over", "since"];

/// The time of another event, which came or went with it: *hundreds are trapped* → *hundreds are trapped, **despite landings on
/// Sunday***; not *are trapped **since Sunday***.
pub(super) fn drop_of_others(side: &Side<'_>, ranges: &[Range<usize>], marks: &mut Marks, others: &Marks) {
    if !others.times.is_empty() {
        return;
    }
    let changes = &side.text.english.changes;
    let is_time = |at: usize| changes.time.contains(side.word(at)) || changes.weekday.contains(side.word(at));
    marks.times.retain(|mark| {
        let Some(range) = ranges.iter().find(|range| range.contains(&mark.at)) else {
            return true;
        };
        let opens = |at: usize| OF_OTHERS.contains(&side.word(at));
        let mut before = (range.start..mark.at)
            .rev()
            .take_while(|&at| !side.tag(at).is_verb());
        let start = before.find(|&at| opens(at));
        // What happened then stands behind that word: *after **talks** on Sunday*, *after Sunday's **talks***
        let event = |at: usize| (side.tag(at).is_noun() || side.is_name(at)) && !is_time(at);
        start.is_none_or(|start| {
            let end = range.end.min(mark.at + 3);
            let behind = mark.at + 1 < end && side.tag(mark.at + 1) == Tag::Pos;
            !(start + 1..mark.at).any(event) && !(behind && (mark.at + 1..end).any(event))
        })
    });
}

/// Takes out a lone *one* against the word for whoever it is: ***One** dead* → ***Teacher** dead*.
pub(super) fn drop_person(case: &Case<'_>, hunks: &[Hunk], old: &mut Marks, new: &mut Marks) {
    if !old.numbers.is_empty() && !new.numbers.is_empty() {
        return;
    }
    let is_person =
        |own: &Side<'_>, range: &Range<usize>, other: &Side<'_>, others: &Range<usize>, at: usize| {
            let one = range.len() == 1 && range.start == at && own.word(at).eq_ignore_ascii_case("one");
            // *the **62-year-old** is denied bail* → ***Zoë Roe** is denied bail*
            let by_age = range.end == at + 1
                && own.word(at).ends_with("-year-old")
                && own.words[range.start..at].iter().all(|word| word.function);
            let last = others.clone().next_back();
            (one || by_age) && last.is_some_and(|last| other.tag(last).is_noun())
        };
    old.numbers.retain(|mark| {
        let mut hunks = hunks.iter();
        !hunks.any(|it| is_person(&case.old, &it.old, &case.new, &it.new, mark.at))
    });
    new.numbers.retain(|mark| {
        let mut hunks = hunks.iter();
        !hunks.any(|it| is_person(&case.new, &it.new, &case.old, &it.old, mark.at))
    });
}

/// ***One** dead*: how many came to harm is news, whatever clause it stands in.
pub(super) fn is_toll(side: &Side<'_>, at: usize) -> bool {
    let next = side.words.get(at + 1).map_or(0, |word| word.key);
    side.text.english.changes.ladders.longest(&[next]).is_some()
}

/// Whether a number says how many have died, by a verb or by the noun: *12 people **died***, *the **death toll** is 12*.
pub(super) fn counts_dead(side: &Side<'_>, at: usize) -> bool {
    let ladders = &side.text.english.changes.ladders;
    let dead = ladders.longest(&[key("died")]).map(|it| it.1);
    let died = |at: usize| {
        let rung = ladders.longest(&[side.words[at].key]).map(|it| it.1);
        rung.is_some() && rung == dead || &*side.lemma(at) == "death"
    };
    let noun = counted(side, at);
    let near = (at + 1..(at + 3).min(side.words.len())).find(|&at| died(at));
    let verb = noun.and_then(|noun| side.head(noun)).filter(|&at| died(at));
    let toll = |it: &usize| side.word(*it).eq_ignore_ascii_case("toll") && *it > 0 && died(*it - 1);
    near.is_some() || verb.is_some() || (0..at).rev().take(NEAR).any(|it| toll(&it))
}

/// The words *death toll* stand so near before the number.
const NEAR: usize = 8;

/// What says nothing when nothing stands against it: *one of them*, *for the **first** time*, *the world No **1***, *who **earlier**
/// reportedly fell ill*.
pub(super) fn drop_idle(side: &Side<'_>, marks: &mut Marks, others: &Marks) {
    let is = |at: usize, words: &[&str]| words.iter().any(|word| side.word(at).eq_ignore_ascii_case(word));
    if others.numbers.is_empty() {
        marks.numbers.retain(|mark| !is_converted(side, mark.at));
        marks.numbers.retain(|mark| {
            let ranks = mark.at > 0 && is(mark.at - 1, &["no", "no."]);
            // *World War **Two***, *Nord Stream **2***
            let named = mark.at > 0
                && !behind_punctuation(side, mark.at)
                && side.is_name(mark.at - 1)
                && (counted(side, mark.at).is_none_or(|it| it < mark.at)
                    // *on Orla **Two** at nine*
                    || side.word(mark.at).starts_with(char::is_uppercase));
            !ranks
                && !named
                && (is_toll(side, mark.at) || !is(mark.at, &["one", "first", "second", "third", "both"]))
        });
    }
    if others.times.is_empty() {
        // *built **ago*** says nothing, *built 31 years **ago*** when it was.
        let dated = |at: usize| is(at, &["ago"]) && start_of_ago(side, at).is_some();
        marks
            .times
            .retain(|mark| dated(mark.at) || !is(mark.at, &["ago", "daily", "earlier", "monthly", "weekly"]));
        marks.times.retain(|mark| !is_sort(side, mark.at));
        // *the **2022** Orla Games*
        let of_name = |at: usize| {
            let next = at + 1 < side.words.len() && side.is_name(at + 1) && side.head(at) > Some(at);
            next && side.word(at).len() == 4 && side.is_number(at)
        };
        marks.times.retain(|mark| !of_name(mark.at));
    }
}

/// Where the time begins that *ago* ends: ***31** years ago*; none where it has no number (*years ago*).
pub(super) fn start_of_ago(side: &Side<'_>, at: usize) -> Option<usize> {
    let unit = at.checked_sub(1)?;
    let number = unit.checked_sub(1)?;
    let ago = side.word(at).eq_ignore_ascii_case("ago");
    let counted = side.text.english.changes.time_unit.contains(side.word(unit)) && side.is_number(number);
    (ago && counted).then_some(number)
}

/// *worth €5bn (**£4bn**)*: the same amount in another unit.
fn is_converted(side: &Side<'_>, at: usize) -> bool {
    let sign = |at: usize| matches!(side.word(at), "$" | "€" | "£" | "¥");
    let start = (0..=at)
        .rev()
        .take_while(|&it| it == at || sign(it))
        .last()
        .unwrap_or(at);
    let document = &side.text.revision.document;
    let opens = side.words[start].token.checked_sub(1);
    let before = start.checked_sub(1);
    opens.is_some_and(|token| document.word(token) == "(")
        && before
            .is_some_and(|at| side.is_number(at) || side.text.english.changes.unit.contains(side.word(at)))
}

/// *a **morning** walk*, *the **summer** break*: what kind it is, and not when.
fn is_sort(side: &Side<'_>, at: usize) -> bool {
    let part = matches!(
        &*side.word(at).to_lowercase(),
        "afternoon" | "autumn" | "evening" | "morning" | "night" | "spring" | "summer" | "weekend" | "winter"
    );
    let head = side.head(at).filter(|&head| head == at + 1);
    part && head.is_some_and(|head| {
        side.tag(head).is_noun() && !side.text.english.changes.time.contains(side.word(head))
    })
}
