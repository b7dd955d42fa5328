//! Names that were replaced: who or what takes part, and where.
//!
//! *a plant in **Leeds*** → *a plant in **Hull*** is another place; ***Roe** resigned* → ***Ortega** resigned* another
//! participant. *Roe* → *Zoë Roe* is the same one. A name that came where none stood (*the mayor* → *Tom Whitfield*) may stand
//! for the same person, so it is wording. Sources of attributions are compared elsewhere. Missed on purpose: participants
//! without a name (*firefighters* → *police*), which cannot be told from other words for the same people.

use std::ops::Range;

use super::attributions::Framed;
use super::{Case, Edit, Side, quote};
use crate::diff::alignment::Hunk;
use crate::span::Span;
use crate::vocabulary::{EditKind, EntityKind};

pub(super) fn find(case: &Case<'_>, hunks: &[Hunk], framed: &Framed, edits: &mut Vec<Edit>) {
    let mut old: Vec<Range<usize>> = Vec::new();
    let mut new: Vec<Range<usize>> = Vec::new();
    for hunk in hunks {
        let before = names(&case.old, hunk.old.clone(), &framed.old);
        let after = names(&case.new, hunk.new.clone(), &framed.new);
        old.extend(before);
        new.extend(after);
    }
    let words = |side: &Side<'_>, names: &[Range<usize>]| -> Vec<u64> {
        names.iter().flat_map(|it| side.keys(it.clone())).collect()
    };
    let (old_words, new_words) = (words(&case.old, &old), words(&case.new, &new));
    old.retain(|it| !case.old.keys(it.clone()).iter().any(|key| new_words.contains(key)));
    new.retain(|it| !case.new.keys(it.clone()).iter().any(|key| old_words.contains(key)));
    let (Some(before), Some(after)) = (old.first(), new.first()) else {
        return;
    };
    let place = is_place(&case.old, before) || is_place(&case.new, after);
    let (kind, what) = if place {
        (EditKind::PlaceChanged, "place")
    } else {
        (EditKind::EntityChanged, "name")
    };
    let (was, is) = (case.old.slice(before.clone()), case.new.slice(after.clone()));
    edits.push(case.edit(
        kind,
        case.old.span(before.clone()),
        case.new.span(after.clone()),
        format!("The {what} was {} and is now {}.", quote(was), quote(is)),
    ));
}

/// Runs of names in a range, without times and what is explained already.
fn names(side: &Side<'_>, range: Range<usize>, framed: &[usize]) -> Vec<Range<usize>> {
    let changes = &side.text.english.changes;
    let counts = |at: usize| {
        side.is_name(at)
            && !changes.time.contains(side.word(at))
            && !side.is_number(at)
            && !framed.contains(&at)
            && side.source(at).is_none()
            && side.cue(at).is_none()
    };
    let mut runs = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let start = at;
        while at < range.end && counts(at) {
            at += 1;
        }
        if at > start {
            runs.push(start..at);
        }
        at += 1;
    }
    runs
}

/// Known to be one, or behind a preposition of place: *in Leeds*, *near the Old Bridge*.
fn is_place(side: &Side<'_>, name: &Range<usize>) -> bool {
    let span: Option<Span> = side.span(name.clone());
    let known = span.and_then(|span| {
        let mut entities = side.claim.entities.iter();
        entities.find(|entity| entity.span.overlaps(span))
    });
    if let Some(entity) = known.filter(|entity| entity.kind != EntityKind::Other) {
        return entity.kind == EntityKind::Place;
    }
    let mut before = name.start;
    while before > 0 && matches!(side.word(before - 1), "the" | "a" | "an" | "old" | "northern" | "southern" | "eastern" | "western") {
        before -= 1;
    }
    before > 0 && side.text.english.changes.locative.contains(side.word(before - 1))
}
