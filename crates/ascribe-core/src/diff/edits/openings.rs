//! Main clauses that were put in front of a clause which stayed, or taken away from it, as hunks of their own.
//!
//! *flooding hits Orla* → ***Hundreds flee as** floods hit Orla*: *flooding* became *floods*, and a claim has come in front of it. Words in
//! between may have stayed, as part of another claim: *Boats turned back. As winds rise, others wait* → ***Many others have turned back** as
//! winds rise*. Where another main clause gave way to it, nothing is cut: ***The dam broke** after rain* → ***A wall fell** after rain*.

use std::ops::Range;

use super::clauses::{opens_with_clause, stands_elsewhere};
use super::{Case, Side};
use crate::diff::alignment::Hunk;
use crate::grammar::tag::Tag;

/// The hunk in parts, the first of them such a clause; the hunk alone if there is none.
///
/// `came_from` says where each new word stands in the old text.
pub(super) fn cut(case: &Case<'_>, came_from: &[Option<usize>], hunk: Hunk) -> Vec<Hunk> {
    if case.old.claim.is_none() || case.new.claim.is_none() {
        return vec![hunk];
    }
    let stays_old = |at: usize| {
        let place = case.stayed.get(at).copied().flatten();
        place.map(|place| case.new.positions.binary_search(&place).is_ok())
    };
    let stays_new = |at: usize| {
        let place = came_from.get(at).copied().flatten();
        place.map(|place| case.old.positions.binary_search(&place).is_ok())
    };
    let (old, new) = (hunk.old.clone(), hunk.new.clone());
    if let Some(end) = clause((&case.new, &new), (&case.old, &old), &stays_new) {
        let first = Hunk {
            old: old.start..old.start,
            new: new.start..end,
        };
        let told = is_told(&case.new, &first.new, case.told.1);
        let rest = end..new.end.max(end);
        return parts(first, told, Hunk { old, new: rest });
    }
    if let Some(end) = clause((&case.old, &old), (&case.new, &new), &stays_old) {
        let first = Hunk {
            old: old.start..end,
            new: new.start..new.start,
        };
        let told = is_told(&case.old, &first.old, case.told.0);
        let rest = end..old.end.max(end);
        return parts(first, told, Hunk { old: rest, new });
    }
    vec![hunk]
}

/// Whether a claim that came or went as a whole has the verb of the clause, and tells of it.
fn is_told(side: &Side<'_>, range: &Range<usize>, told: &[usize]) -> bool {
    range
        .clone()
        .any(|at| side.tag(at).is_verb() && told.binary_search(&at).is_ok())
}

fn parts(first: Hunk, told: bool, rest: Hunk) -> Vec<Hunk> {
    let is_empty = |hunk: &Hunk| hunk.old.is_empty() && hunk.new.is_empty();
    let first = Some(first).filter(|_| !told);
    first
        .into_iter()
        .chain([rest].into_iter().filter(|rest| !is_empty(rest)))
        .collect()
}

/// So many words that stayed as part of another claim may stand between the clause and the word that joins it.
const FAR: usize = 6;

/// Where the clause ends that a range opens with, behind the word that puts the rest below it. `stays` says of a word that stayed whether
/// it belongs to this claim on the other side too.
fn clause(
    (side, range): (&Side<'_>, &Range<usize>),
    (other, others): (&Side<'_>, &Range<usize>),
    stays: &dyn Fn(usize) -> Option<bool>,
) -> Option<usize> {
    let verb = |side: &Side<'_>, at: usize| {
        matches!(side.tag(at), Tag::Vbz | Tag::Vbp | Tag::Vbd | Tag::Vbn | Tag::Md)
    };
    if !range.clone().any(|at| verb(side, at)) {
        return None;
    }
    let last = side.positions.last().map_or(0, |last| last + 1);
    let behind = (range.end..last.min(range.end + FAR)).take_while(|&at| stays(at) == Some(false));
    // *The sinking of **the ferry comes** after …*, where another claim says so
    let foreign = others
        .clone()
        .all(|at| other.positions.binary_search(&at).is_err());
    let end = range.end + if foreign { behind.count() } else { 0 };
    let joins = (range.start + 2..end).find(|&at| {
        side.text.english.changes.subordinator.contains(side.word(at))
            && opens_with_clause(side, &(range.start..at + 1), other)
            && !stands_elsewhere((side, &(range.start..at + 1)), other)
    })?;
    // *flooding **hits** Orla* → *… as floods **hit** Orla*
    let again = |at: usize| (joins + 1..range.end).any(|it| side.lemma(it) == other.lemma(at));
    if others.clone().any(|at| verb(other, at) && !again(at)) {
        return None;
    }
    // What it was put in front of has stayed.
    let stayed = |at: usize| !side.words[at].function && stays(at) == Some(true);
    (joins + 1..last).any(stayed).then_some(joins + 1)
}
