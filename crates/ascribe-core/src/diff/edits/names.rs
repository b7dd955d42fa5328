//! Names that were replaced: who or what takes part, and where.
//!
//! *a plant in **Leeds*** → *a plant in **Hull*** is another place; ***Roe** resigned* → ***Ortega** resigned* another
//! participant. *Roe* → *Zoë Roe* is the same one. A name that came where none stood (*the mayor* → *Tom Whitfield*) may stand
//! for the same person, so it is wording. Sources of attributions are compared elsewhere. Missed on purpose: participants
//! without a name (*firefighters* → *police*), which cannot be told from other words for the same people.

use std::collections::BTreeSet;
use std::ops::Range;

use super::attributions::Framed;
use super::{Case, Edit, Side, quote};
use crate::diff::alignment::Hunk;
use crate::grammar::relation::Relation;
use crate::span::Span;
use crate::vocabulary::{EditKind, EntityKind};

pub(super) fn find(case: &Case<'_>, hunks: &[Hunk], framed: &Framed, edits: &mut Vec<Edit>) {
    let words = |side: &Side<'_>, names: &[Range<usize>]| -> Vec<u64> {
        names.iter().flat_map(|it| side.keys(it.clone())).collect()
    };
    let ranges = hunks;
    let hunks: Vec<[Vec<Range<usize>>; 2]> = ranges
        .iter()
        .map(|hunk| {
            [
                names(&case.old, hunk.old.clone(), &framed.old),
                names(&case.new, hunk.new.clone(), &framed.new),
            ]
        })
        .collect();
    let old_words: BTreeSet<u64> = hunks.iter().flat_map(|[old, _]| words(&case.old, old)).collect();
    let new_words: BTreeSet<u64> = hunks.iter().flat_map(|[_, new]| words(&case.new, new)).collect();
    // A name that stands in another place of the claim has not changed.
    let only = |side: &Side<'_>, names: &[Range<usize>], others: &BTreeSet<u64>| -> Option<Range<usize>> {
        let mut names = names.iter();
        names
            .find(|it| side.keys((*it).clone()).iter().all(|key| !others.contains(key)))
            .cloned()
    };
    let replaced = ranges.iter().zip(&hunks).find_map(|(hunk, [old, new])| {
        let pair = (
            only(&case.old, old, &new_words)?,
            only(&case.new, new, &old_words)?,
        );
        is_same_slot(case, hunk, &pair).then_some(pair)
    });
    let Some((before, after)) = replaced else { return };
    let initials = |short: (&Side<'_>, &Range<usize>), long: &Side<'_>, hunk: &Range<usize>| {
        short.1.len() == 1 && is_initials(short.0.word(short.1.start), long, hunk)
    };
    if ranges.iter().any(|hunk| {
        initials((&case.new, &after), &case.old, &hunk.old)
            || initials((&case.old, &before), &case.new, &hunk.new)
    }) {
        return;
    }
    let place = is_place(&case.old, &before) || is_place(&case.new, &after);
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

/// In a hunk of more words than these a name may stand in another place of the sentence than the name beside it.
const SHORT: usize = 4;

/// Whether two names do the same in their sentences, as far as the trees tell: *Orla sings for Roe* → *Hale joins Roe in
/// Orla* has replaced no name by another.
fn is_same_slot(case: &Case<'_>, hunk: &Hunk, (before, after): &(Range<usize>, Range<usize>)) -> bool {
    let short = |range: &Range<usize>| range.len() <= SHORT;
    short(&hunk.old) && short(&hunk.new) || slot(&case.old, before) == slot(&case.new, after)
}

/// How a name hangs on the rest of the sentence, and by which preposition.
fn slot(side: &Side<'_>, name: &Range<usize>) -> Option<(Relation, Option<u64>)> {
    let grammar = &side.text.revision.grammar;
    let inside = |token: usize| side.position(token).is_some_and(|at| name.contains(&at));
    let top = name
        .clone()
        .map(|at| side.words[at].token)
        .find(|&token| grammar.head(token).is_none_or(|head| !inside(head)))?;
    let case = grammar
        .child(top, Relation::Case)
        .and_then(|token| side.position(token));
    Some((grammar.relation(top), case.map(|at| side.words[at].key)))
}

/// Whether a name is the first letters of words in a range: *FM* of *first minister*.
fn is_initials(name: &str, side: &Side<'_>, range: &Range<usize>) -> bool {
    let letters: Vec<char> = name.chars().collect();
    if letters.len() < 2 || !letters.iter().all(|letter| letter.is_uppercase()) {
        return false;
    }
    let first = |at: usize| side.word(at).chars().flat_map(char::to_uppercase).next();
    let initials: Vec<char> = range.clone().filter_map(first).collect();
    initials.windows(letters.len()).any(|window| window == letters)
}

/// Runs of names in a range, without times and what is explained already.
fn names(side: &Side<'_>, range: Range<usize>, framed: &[usize]) -> Vec<Range<usize>> {
    let changes = &side.text.english.changes;
    let counts = |at: usize| {
        side.is_name(at)
            && !changes.time.contains(side.word(at))
            && !changes.month.contains(side.word(at))
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

/// Known to be one, or behind a preposition of place: *in Leeds*, *near the Old Bridge*; not *write to press@example.org*.
fn is_place(side: &Side<'_>, name: &Range<usize>) -> bool {
    if side.slice(name.clone()).contains('@') {
        return false;
    }
    let span: Option<Span> = side.span(name.clone());
    let known = span.and_then(|span| {
        let mut entities = side.claim.into_iter().flat_map(|claim| &claim.entities);
        entities.find(|entity| entity.span.overlaps(span))
    });
    if let Some(entity) = known.filter(|entity| entity.kind != EntityKind::Other) {
        return entity.kind == EntityKind::Place;
    }
    let mut before = name.start;
    while before > 0
        && matches!(
            side.word(before - 1),
            "the" | "a" | "an" | "old" | "northern" | "southern" | "eastern" | "western"
        )
    {
        before -= 1;
    }
    before > 0 && side.text.english.changes.locative.contains(side.word(before - 1))
}
