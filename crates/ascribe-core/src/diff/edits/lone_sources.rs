//! A source that differs beside a cue that stayed, or that words completed.
//!
//! ***Roe** said* → ***Whitfield** said*; *the minister said* → *the minister **Zoë Roe** said*.

use std::ops::Range;

use super::attributions::{Framed, source_changed};
use super::sources::SourceView;
use super::{Case, Edit, Side};
use crate::diff::alignment::Hunk;
use crate::grammar::tag::Tag;
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
    // *while **South** Korea also **sees** a strong night* → *on a good night for South **Koreans***: what the source was to say has gone.
    if before.is_some() != after.is_some() && !cue_stays(case, hunk) {
        return;
    }
    let (before, after) = match (before, after) {
        (None, None) => return,
        (Some(before), Some(after)) => (before, after),
        (Some(before), None) => {
            let beside = beside_cue(case, label(&case.old, &hunk.old), true);
            let Some(after) = beside.or_else(|| SourceView::of_words(&case.new, hunk.new.clone())) else {
                return;
            };
            (before, after)
        }
        (None, Some(after)) => {
            let beside = beside_cue(case, label(&case.new, &hunk.new), false);
            let Some(before) = beside.or_else(|| SourceView::of_words(&case.old, hunk.old.clone())) else {
                return;
            };
            (before, after)
        }
    };
    // ***The actress** who says* → ***The dancer** who says*: whom the claim is about is described otherwise.
    if tells_which(&case.old, &before) && tells_which(&case.new, &after) {
        return;
    }
    framed.old.extend(hunk.old.clone());
    framed.new.extend(hunk.new.clone());
    // Two hunks may stand in one source.
    let changed = source_changed(case, &before, &after).filter(|edit| !is_told(edits, edit));
    edits.extend(changed);
}

/// The attribution whose source has a word in a range.
fn label(side: &Side<'_>, range: &Range<usize>) -> Option<usize> {
    range.clone().find_map(|at| side.source(at))
}

/// The source that stands on the other side beside the cue that stayed: *…, **Essex** police said* → *…, police said*.
fn beside_cue<'a>(case: &Case<'a>, number: Option<usize>, is_old: bool) -> Option<SourceView<'a>> {
    let number = number?;
    let (own, other) = if is_old {
        (&case.old, &case.new)
    } else {
        (&case.new, &case.old)
    };
    let stayed = case.stayed.iter().enumerate();
    let pairs = stayed.filter_map(|(old, new)| Some(if is_old { (old, (*new)?) } else { ((*new)?, old) }));
    let mut cues = pairs.filter(|&(at, _)| own.cue(at) == Some(number));
    let there = cues.find_map(|(_, there)| other.cue(there))?;
    SourceView::of_label(other, there)
}

/// Whether a clause tells which unnamed one the source is: *the actress **who says***.
fn tells_which(side: &Side<'_>, view: &SourceView<'_>) -> bool {
    let behind = side.words.get(view.head + 1);
    // *the actress, **known** in court as Roe, says*
    let tag = behind.map(|word| side.text.revision.grammar.tag(word.token));
    let aside = tag == Some(Tag::Vbn) && super::saying::behind_punctuation(side, view.head + 1);
    !view.is_named() && (tag == Some(Tag::Wp) || aside)
}

/// Whether the source on either side has been compared.
fn is_told(edits: &[Edit], edit: &Edit) -> bool {
    let is_source = |kind: EditKind| {
        matches!(
            kind,
            EditKind::SourceStrengthened | EditKind::SourceWeakened | EditKind::SourceSwapped
        )
    };
    let mut sources = edits.iter().filter(|it| is_source(it.kind));
    sources.any(|it| it.before == edit.before || it.after == edit.after)
}

/// Whether a word of the cue stayed whose source has a word in the hunk; so too where no source is labelled there.
fn cue_stays(case: &Case<'_>, hunk: &Hunk) -> bool {
    let (old, new) = (label(&case.old, &hunk.old), label(&case.new, &hunk.new));
    let stayed = || {
        let pairs = case.stayed.iter().enumerate();
        pairs.filter_map(|(old, new)| Some((old, (*new)?)))
    };
    // The cue of *Roe: …* is no word.
    let is_word = |side: &Side<'_>, label| (0..side.words.len()).any(|at| side.cue(at) == label);
    let old_stays =
        old.is_none_or(|_| !is_word(&case.old, old) || stayed().any(|(at, _)| case.old.cue(at) == old));
    let new_stays =
        new.is_none_or(|_| !is_word(&case.new, new) || stayed().any(|(_, at)| case.new.cue(at) == new));
    old_stays && new_stays
}

/// Sources that went from one side of a cue while others came to the other one: *“…,” **she** said* → *“…,” said **Tom Whitfield***.
pub(super) fn over_cue(case: &Case<'_>, hunks: &[Hunk], edits: &mut Vec<Edit>) {
    let label = |side: &Side<'_>, range: &Range<usize>| {
        let first = side.source(range.start)?;
        let whole = range
            .clone()
            .all(|at| side.words[at].function || side.source(at) == Some(first));
        whole.then_some(first)
    };
    let left = hunks.iter().filter(|hunk| hunk.new.is_empty());
    let left: Vec<usize> = left.filter_map(|hunk| label(&case.old, &hunk.old)).collect();
    let arrived = hunks.iter().filter(|hunk| hunk.old.is_empty());
    let arrived: Vec<usize> = arrived.filter_map(|hunk| label(&case.new, &hunk.new)).collect();
    if left.is_empty() || arrived.is_empty() {
        return;
    }
    for (at, place) in case.stayed.iter().enumerate() {
        let place = place.filter(|&place| case.old.cue(at).is_some() && case.new.cue(place).is_some());
        let numbers = place.and_then(|place| Some((case.old.cue(at)?, case.new.cue(place)?)));
        let Some((old, new)) = numbers.filter(|(old, new)| left.contains(old) && arrived.contains(new))
        else {
            continue;
        };
        if let (Some(before), Some(after)) = (
            SourceView::of_label(&case.old, old),
            SourceView::of_label(&case.new, new),
        ) && let Some(edit) = source_changed(case, &before, &after)
            && !is_told(edits, &edit)
        {
            edits.push(edit);
        }
    }
}

/// Words that arrived to a source which stayed, or went from it: *the minister* → *the minister **Zoë Roe***.
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
