//! A source that differs beside a cue that stayed, or that words completed.
//!
//! ***Roe** said* → ***Whitfield** said*; *the minister said* → *the minister **Zoë Roe** said*.

use std::ops::Range;

use super::attributions::{Framed, source_changed};
use super::sources::SourceView;
use super::{Case, Edit, Side};
use crate::diff::alignment::Hunk;
use crate::vocabulary::EditKind;

/// A hunk without a cue in which a source stands, by its label or beside a cue that stayed.
pub(super) fn source_alone(case: &Case<'_>, hunk: &Hunk, edits: &mut Vec<Edit>, framed: &mut Framed) {
    if hunk.old.is_empty() || hunk.new.is_empty() {
        source_completed(case, hunk, edits, framed);
        return;
    }
    // ***Some** members knew* → ***Most** members knew*: how many, and nobody else.
    let counts = |side: &Side<'_>, range: &Range<usize>| {
        let quantifier = &side.text.english.changes.quantifier;
        range.clone().all(|at| quantifier.contains(side.word(at)))
    };
    if counts(&case.old, &hunk.old) && counts(&case.new, &hunk.new) {
        return;
    }
    // *an inquiry **after** a member*: more than somebody stands there.
    let joins = |side: &Side<'_>, range: &Range<usize>| {
        let subordinator = &side.text.english.changes.subordinator;
        range.clone().any(|at| subordinator.contains(side.word(at)))
    };
    if joins(&case.old, &hunk.old) || joins(&case.new, &hunk.new) {
        return;
    }
    let before = SourceView::in_range(&case.old, &hunk.old);
    let after = SourceView::in_range(&case.new, &hunk.new);
    let (before, after) = match (before, after) {
        (None, None) => return,
        (Some(before), Some(after)) => (before, after),
        (Some(before), None) => {
            let Some(after) = SourceView::of_words(&case.new, hunk.new.clone()) else {
                return;
            };
            (before, after)
        }
        (None, Some(after)) => {
            let Some(before) = SourceView::of_words(&case.old, hunk.old.clone()) else {
                return;
            };
            (before, after)
        }
    };
    framed.old.extend(hunk.old.clone());
    framed.new.extend(hunk.new.clone());
    // Two hunks may stand in one source.
    let changed = source_changed(case, &before, &after).filter(|edit| !edits.contains(edit));
    edits.extend(changed);
}

/// Words that came to a source which stayed, or went from it: *the minister* → *the minister **Zoë Roe***.
fn source_completed(case: &Case<'_>, hunk: &Hunk, edits: &mut Vec<Edit>, framed: &mut Framed) {
    let grew = hunk.old.is_empty();
    let (side, range) = if grew {
        (&case.new, &hunk.new)
    } else {
        (&case.old, &hunk.old)
    };
    let mut labels = range.clone().map(|at| side.source(at));
    let Some(number) = labels.next().flatten() else {
        return;
    };
    // *the council*, *a council*: who it is says the noun.
    let says_nothing = side.words[range.clone()].iter().all(|word| word.function);
    if says_nothing || !labels.all(|label| label == Some(number)) {
        return;
    }
    let stayed = case
        .stayed
        .iter()
        .enumerate()
        .filter_map(|(old, new)| Some((old, (*new)?)));
    let is_there = |&(old, new): &(usize, usize)| {
        let label = if grew {
            case.new.source(new)
        } else {
            case.old.source(old)
        };
        label == Some(number)
    };
    let both = stayed
        .filter(is_there)
        .find_map(|(old, new)| Some((case.old.source(old)?, case.new.source(new)?)));
    let Some((old, new)) = both else { return };
    let wanted = if grew {
        EditKind::SourceStrengthened
    } else {
        EditKind::SourceWeakened
    };
    let before = SourceView::of_label(&case.old, old);
    let after = SourceView::of_label(&case.new, new);
    if let (Some(before), Some(after)) = (before, after)
        && let Some(edit) = source_changed(case, &before, &after)
        && edit.kind == wanted
        && !edits.contains(&edit)
    {
        framed.old.extend(hunk.old.clone());
        framed.new.extend(hunk.new.clone());
        edits.push(edit);
    }
}
