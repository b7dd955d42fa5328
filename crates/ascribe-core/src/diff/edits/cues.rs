//! Another cue: ***said** it was safe* → ***claimed** it was safe*.
//!
//! Only what the cues say of the writer or the source counts: *said* → *added* is other wording. A passive that does something (*was
//! **dismissed** by Roe*) is none, and neither is a cue that stood elsewhere among the words that differ.

use std::ops::Range;

use super::frames::{is_passive, is_reporting, stance};
use super::{Case, Side, quote};
use crate::diff::Edit;
use crate::vocabulary::{EditKind, Stance};

pub(super) fn cue_changed(case: &Case<'_>, old: &Range<usize>, new: &Range<usize>, edits: &mut Vec<Edit>) {
    // A word that nobody knows to attribute is no cue: *lied* → *misled*.
    let (Some(before), Some(after)) = (stance(&case.old, old), stance(&case.new, new)) else {
        return;
    };
    // *was **told of** it by Roe* → *was **dismissed** by Roe*: what was done to the subject.
    let done_to = |side: &Side<'_>, cue: &Range<usize>| {
        cue.clone()
            .any(|at| is_passive(side, at) && !is_reporting(side, at))
    };
    if before == after
        || done_to(&case.old, old)
        || done_to(&case.new, new)
        || has_moved_there(case, old, new)
    {
        return;
    }
    let (was, is) = (case.old.slice(old.clone()), case.new.slice(new.clone()));
    let mut edit = case.edit(
        EditKind::CueChanged,
        case.old.span(old.clone()),
        case.new.span(new.clone()),
        format!(
            "The old text introduces this with {}, the new one with {}: {}.",
            quote(was),
            quote(is),
            meaning(after)
        ),
    );
    if after == Stance::Factive {
        edit.severity = case.policy.cue_to_factive();
    }
    edits.push(edit);
}

/// Whether either cue stood, or stands, elsewhere among the words that differ: *voted against it, **saying** P* → *abstained, **saying** P*.
fn has_moved_there(case: &Case<'_>, old: &Range<usize>, new: &Range<usize>) -> bool {
    let stayed: Vec<usize> = case.stayed.iter().flatten().copied().collect();
    let stood = (0..case.old.words.len()).filter(|&at| case.stayed.get(at).is_some_and(Option::is_none));
    let stood: Vec<usize> = stood.filter(|at| !old.contains(at)).collect();
    let stands = (0..case.new.words.len()).filter(|at| stayed.binary_search(at).is_err());
    let stands: Vec<usize> = stands.filter(|at| !new.contains(at)).collect();
    let is_there = |side: &Side<'_>, cue: &Range<usize>, other: &Side<'_>, there: &[usize]| {
        let mut words = cue.clone().filter(|&at| !side.words[at].function).peekable();
        let again = |at: usize| {
            let key = side.words[at].key;
            there
                .iter()
                .any(|&it| other.words[it].key == key && other.cue(it).is_some())
        };
        words.peek().is_some() && words.all(again)
    };
    is_there(&case.new, new, &case.old, &stood) || is_there(&case.old, old, &case.new, &stands)
}

/// What a cue of this stance tells readers.
fn meaning(stance: Stance) -> &'static str {
    match stance {
        Stance::Announce => "it now has the weight of an announcement",
        Stance::Assert => "the source now presses the point",
        Stance::Distance => "the paper now keeps its distance",
        Stance::Concede => "the source now concedes it",
        Stance::Factive => "the paper now vouches for it as well",
        Stance::Deny => "the source now denies it",
        Stance::Believe => "the source now only thinks so",
        Stance::Intend => "the source now intends it",
        Stance::Ask => "the source now asks",
        Stance::Decline => "the source now will not say",
        _ => "the paper now takes no stand",
    }
}
