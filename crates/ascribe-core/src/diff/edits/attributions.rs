//! Attributions that came, went, or got another source or cue.
//!
//! *The road is shut, **the ministry said**.* → *The road is shut.* has dropped its attribution; where another link still
//! answers for the claim, its chain has changed. ***the ministry** said* → ***residents** said* has swapped its source; *Zoë Roe
//! said* → *Roe said* has not. *said* → ***claimed*** has changed its cue. A frame that only moved (*Roe said P* → *P, Roe
//! said*) has changed nothing. Missed on purpose: a pronoun that nobody resolved counts as whoever stood there before.

use std::ops::Range;

use super::cues::cue_changed;
use super::elsewhere::{
    brings_content, broke_off, has_moved, is_of_other_verb, is_of_others, is_said_again, opens_with_speaker,
    stands_elsewhere, tail,
};
use super::frames::{Frame, frame, is_passive, is_reporting, stance};
use super::hedges::Explained;
use super::lone_sources::{self, source_alone};
use super::namesakes::{self, Office};
use super::sources::{self, SourceView};
use super::{Case, Edit, Side, quote};
use crate::diff::alignment::Hunk;
use crate::grammar::tag::Tag;
use crate::span::Span;
use crate::vocabulary::{EditKind, Stance};

/// Positions that belong to the frames that were compared, on either side.
#[derive(Default)]
pub(super) struct Framed {
    pub(super) old: Vec<usize>,
    pub(super) new: Vec<usize>,
}

pub(super) fn find(case: &Case<'_>, hunks: &[Hunk], explained: &Explained, edits: &mut Vec<Edit>) -> Framed {
    let mut framed = Framed::default();
    let (mut lost, mut gained) = (Vec::new(), Vec::new());
    for hunk in hunks {
        let old = frame(&case.old, &hunk.old, &explained.old, !hunk.new.is_empty());
        let new = frame(&case.new, &hunk.new, &explained.new, !hunk.old.is_empty());
        match (old, new) {
            (Some(old), Some(new)) => replaced(case, &old, &new, edits, &mut framed),
            (Some(old), None) => one_sided(case, hunk, old, &mut lost, edits, true),
            (None, Some(new)) => one_sided(case, hunk, new, &mut gained, edits, false),
            (None, None) => source_alone(case, hunk, edits, &mut framed),
        }
    }
    lone_sources::over_cue(case, hunks, edits);
    // *the world is at risk, **the UN warns*** → ***countries vow to help as** the world is at risk*: each answers for words of its own.
    let shared = |side: &Side<'_>, frame: &Frame| !brings_content(side, frame);
    while let (Some(old), Some(new)) = (
        lost.iter().position(|it| shared(&case.old, it)),
        gained.iter().position(|it| shared(&case.new, it)),
    ) {
        replaced(case, &lost.remove(old), &gained.remove(new), edits, &mut framed);
    }
    let taken: Vec<_> = hunks.iter().map(|it| (it.old.clone(), it.new.clone())).collect();
    let put: Vec<_> = hunks.iter().map(|it| (it.new.clone(), it.old.clone())).collect();
    let (tail_before, tail_after) = (tail(&case.old), tail(&case.new));
    for frame in lost {
        framed.old.extend(frame.range.clone());
        let again = is_said_again(&case.old, &frame, &case.new);
        let elsewhere = stands_elsewhere((&case.old, &frame), (&case.new, tail_after.as_ref()));
        let elsewhere = elsewhere
            || has_moved(&case.old, &frame, &case.new)
            || broke_off(&case.old, &frame, &case.new)
            || opens_with_speaker(&case.old, &frame, &case.new)
            || still_answers(&case.old, &frame, &case.new)
            || is_of_other_verb(&case.old, &frame, &taken)
            || !again && is_of_others(&case.old, &frame);
        if !elsewhere && (again || goes_with_words(&case.old, &frame)) {
            let edit = dropped(case, &frame);
            edits.extend(Some(edit).filter(|edit| !is_tail_of_answered(&frame, edit, &case.new)));
        }
    }
    for frame in gained {
        framed.new.extend(frame.range.clone());
        let again = is_said_again(&case.new, &frame, &case.old);
        let elsewhere = stands_elsewhere((&case.new, &frame), (&case.old, tail_before.as_ref()));
        let elsewhere = elsewhere
            || has_moved(&case.new, &frame, &case.old)
            || broke_off(&case.new, &frame, &case.old)
            || opens_with_speaker(&case.new, &frame, &case.old)
            || still_answers(&case.new, &frame, &case.old)
            || is_of_other_verb(&case.new, &frame, &put)
            || !again && is_of_others(&case.new, &frame);
        let told = again || goes_with_words(&case.new, &frame);
        if !elsewhere && told {
            let edit = added(case, &frame);
            edits.extend(Some(edit).filter(|edit| !is_tail_of_answered(&frame, edit, &case.old)));
        }
    }
    framed
}

/// In the place of a cue stand no more words than these that are none of grammar.
const FEW: usize = 3;

/// A cue against words without one: a verb in its place is another cue, anything else is a frame lost or gained.
fn one_sided(
    case: &Case<'_>,
    hunk: &Hunk,
    frame: Frame,
    frames: &mut Vec<Frame>,
    edits: &mut Vec<Edit>,
    is_old: bool,
) {
    let (side, range) = if is_old {
        (&case.new, &hunk.new)
    } else {
        (&case.old, &hunk.old)
    };
    // A single word in place of the cue is a cue, whatever the reading takes it for.
    let content = range.clone().filter(|&at| !side.words[at].function);
    let single = content.clone().count() == 1;
    // Among many words it is the verb of a clause that had to give way.
    let few = content.clone().count() <= FEW;
    let verb = content
        .clone()
        .find(|&at| few && (single || side.tag(at).is_verb()));
    let alone = frame.range.len() <= frame.cue.len() + 1;
    let (own, other) = if is_old {
        (&case.old, &case.new)
    } else {
        (&case.new, &case.old)
    };
    let attributes =
        |at: usize| !is_passive(other, at) && (other.cue(at).is_some() || is_reporting(other, at));
    let says = frame
        .cue
        .clone()
        .any(|cue| is_reporting(own, cue) && !is_passive(own, cue));
    // *Roe **says she plans** to pay* → *Roe **pledges** to pay*
    let says_instead = |at: usize| {
        let own_source = other.cue(at).and_then(|number| {
            let source = other.text.revision.attributions[number].source.as_ref()?;
            other.position(
                other
                    .text
                    .revision
                    .document
                    .tokens_in(*source.spans.first()?)
                    .start,
            )
        });
        single
            && own_source.is_some_and(|source| !range.contains(&source))
            && stance(other, &(at..at + 1)).is_some()
    };
    let told = frame
        .attribution
        .and_then(|number| own.text.revision.attributions[number].source.as_ref());
    let told = told.is_some_and(|source| {
        let tokens = own.text.revision.document.tokens_in(source.spans[0]);
        own.position(tokens.start)
            .is_some_and(|at| !frame.range.contains(&at))
    });
    match verb {
        Some(at) if told && says_instead(at) || alone && says && attributes(at) => {
            let there = at..at + 1;
            let (old, new) = if is_old {
                (frame.cue, there)
            } else {
                (there, frame.cue)
            };
            cue_changed(case, &old, &new, edits);
            // *the **public** inquiry found* → ***people near** the inquiry say*
            if let (Some(before), Some(after)) = (source_of(&case.old, &old), source_of(&case.new, &new)) {
                edits.extend(source_changed(case, &before, &after));
            }
        }
        // *sees* → *means* is no cue on either side.
        Some(_) if alone => {}
        _ => frames.push(frame),
    }
}

/// The source of the attribution that has a cue in a range.
fn source_of<'a>(side: &Side<'a>, cue: &Range<usize>) -> Option<SourceView<'a>> {
    let number = cue.clone().find_map(|at| side.cue(at))?;
    SourceView::of_label(side, number)
}

/// Whether one word was put in the place of a cue: *said* → *alleged*, which is a cue and no hedge then.
pub(super) fn is_cue_swap(case: &Case<'_>, hunk: &Hunk) -> bool {
    let cues = |side: &Side<'_>, range: &Range<usize>| {
        range.len() == 1 && {
            let number = side.cue(range.start);
            number.is_some_and(|it| side.text.revision.attributions[it].source.is_some())
        }
    };
    hunk.old.len() == 1 && hunk.new.len() == 1 && (cues(&case.old, &hunk.old) || cues(&case.new, &hunk.new))
}

fn replaced(case: &Case<'_>, old: &Frame, new: &Frame, edits: &mut Vec<Edit>, framed: &mut Framed) {
    framed.old.extend(old.range.clone());
    framed.new.extend(new.range.clone());
    cue_changed(case, &old.cue, &new.cue, edits);
    let before = SourceView::of_frame(&case.old, &old.range, old.attribution, &old.cue);
    let after = SourceView::of_frame(&case.new, &new.range, new.attribution, &new.cue);
    match (before, after) {
        (Some(before), Some(after)) => edits.extend(source_changed(case, &before, &after)),
        // *A blast **was reported*** → ***the port says** there was a blast*
        (None, Some(after)) if names_nobody(&case.old, old) && !after.stands_in(&case.old) => {
            edits.push(case.edit(
                EditKind::SourceStrengthened,
                case.old.span(old.cue.clone()),
                Some(after.span),
                format!(
                    "The old text names nobody for this; the new one {}.",
                    after.whom()
                ),
            ));
        }
        (Some(before), None) if names_nobody(&case.new, new) && !before.stands_in(&case.new) => {
            edits.push(case.edit(
                EditKind::SourceWeakened,
                Some(before.span),
                case.new.span(new.cue.clone()),
                format!(
                    "The old text gives this to {}; the new one names nobody.",
                    before.whom()
                ),
            ));
        }
        _ => {}
    }
}

/// Whether a frame is a passive of reporting, and nobody answers for the claim: *was **reported***.
fn names_nobody(side: &Side<'_>, frame: &Frame) -> bool {
    let revision = side.text.revision;
    let sourced = |&number: &usize| revision.attributions[number].source.is_some();
    frame
        .cue
        .clone()
        .any(|at| is_passive(side, at) && is_reporting(side, at))
        && !side.chain().iter().any(sourced)
}

pub(super) fn source_changed(
    case: &Case<'_>,
    before: &SourceView<'_>,
    after: &SourceView<'_>,
) -> Option<Edit> {
    // *the **harbour** board report says P* → *P in the harbour, board report says*
    let elsewhere = |one: &SourceView<'_>, other: &SourceView<'_>, side: &Side<'_>| {
        let mut lost = one.besides(other).into_iter().peekable();
        lost.peek().is_some() && lost.all(|key| side.words.iter().any(|word| word.key == key))
    };
    if before.has_head_of(after)
        && (elsewhere(before, after, &case.new) || elsewhere(after, before, &case.old))
    {
        return None;
    }
    let (kind, message) = match namesakes::person_and_office((&case.old, before), (&case.new, after)) {
        Some(Office::Same) => return None,
        Some(Office::Other(kind, message)) => (kind, message),
        None => sources::compared(before, after)?,
    };
    Some(case.edit(kind, Some(before.span), Some(after.span), message))
}

/// Whether a source stands behind the dash of a headline, and the claim, which stands elsewhere on the other side, has its source there: *…,
/// **Zoë Roe said*** → *… - **mayor***.
fn is_tail_of_answered(frame: &Frame, edit: &Edit, other: &Side<'_>) -> bool {
    frame.cue.is_empty() && edit.kind == EditKind::ChainChanged && is_answered(other)
}

/// Whether the frame came or went around words that stayed, and not together with all that it attributes.
fn goes_with_words(side: &Side<'_>, frame: &Frame) -> bool {
    // *…, **which** Roe says is “absurd”* is a clause of its own.
    // *…, **while Roe showed** slides*
    let joins = |at: usize| {
        let word = side.word(at);
        !word.eq_ignore_ascii_case("as") && side.text.english.changes.subordinator.contains(word)
    };
    let opens = frame.range.start;
    let clause = !frame.range.is_empty()
        && (matches!(side.tag(opens), Tag::Wdt | Tag::Wp) || joins(opens) && opens < frame.cue.start);
    // *do not **prove that coffee is** the cause*: no reading knows of it, and what it would attribute stands behind it.
    let whole =
        frame.attribution.is_none() && (frame.cue.end..frame.range.end).any(|at| side.tag(at).is_verb());
    !clause && !whole && side.positions.iter().any(|at| !frame.range.contains(at))
}

/// Whether a link of the chain other than this frame's stands outside the frame.
fn is_attributed(side: &Side<'_>, frame: &Frame) -> bool {
    side.chain().iter().any(|&number| {
        let attribution = &side.text.revision.attributions[number];
        let gone = side.span(frame.range.clone());
        // In *… - study* the dash is the cue.
        let went = |gone: Span| {
            let mut source = attribution.source.iter().flat_map(|source| &source.spans);
            attribution.cue.span.overlaps(gone) || source.any(|span| span.overlaps(gone))
        };
        Some(number) != frame.attribution && attribution.source.is_some() && !gone.is_some_and(went)
    })
}

/// Whether whoever the frame names answers for the claim on the other side too: *Roe said P. **He added** Q* → *Roe said P and Q*.
fn still_answers(side: &Side<'_>, frame: &Frame, other: &Side<'_>) -> bool {
    if is_attributed(side, frame) || stance(side, &frame.cue) != Some(Stance::Neutral) {
        return false;
    }
    let Some(source) = SourceView::of_frame(side, &frame.range, frame.attribution, &frame.cue) else {
        return false;
    };
    let chain = other.chain().iter();
    // *She **would be surprised** if it held* says what she thinks, and nobody that she said so; what stands in the claim itself
    // (*she **would write** to them*) attributed nothing to anybody before either.
    let speaks = |number: usize| {
        let cue = &other.text.revision.attributions[number].cue;
        let words = other.text.revision.document.tokens_in(cue.span);
        let mut words = words.filter_map(|token| other.position(token).map(|at| &other.words[at]));
        let own = |key: u64| side.positions.iter().any(|&at| side.words[at].key == key);
        cue.stance.is_speech() && !words.any(|word| !word.function && own(word.key))
    };
    let chain = chain.copied().filter(|&number| speaks(number));
    let mut there = chain.map(|number| (number, SourceView::of_label(other, number)));
    there.any(|(number, view)| match view {
        Some(view) => sources::compared(&source, &view).is_none(),
        // *Roe said: “P. Q.”* → *… “Q,” **she said***: the source stands in another sentence.
        None => source.shares_name(other, number),
    })
}

/// Whether a source answers for the claim by a verb that does nothing else.
fn is_answered(side: &Side<'_>) -> bool {
    let revision = side.text.revision;
    side.chain().iter().any(|&number| {
        let attribution = &revision.attributions[number];
        let mut cue = revision.document.tokens_in(attribution.cue.span);
        attribution.source.is_some()
            && cue.any(|token| side.position(token).is_some_and(|at| is_reporting(side, at)))
    })
}

fn dropped(case: &Case<'_>, frame: &Frame) -> Edit {
    let source = SourceView::of_frame(&case.old, &frame.range, frame.attribution, &frame.cue);
    let who = source.map_or_else(|| quote(case.old.slice(frame.range.clone())), |it| it.whom());
    let (kind, message) = if is_attributed(&case.old, frame) || is_answered(&case.new) {
        (
            EditKind::ChainChanged,
            format!("The old text has this through {who}; the new one leaves that link out."),
        )
    } else {
        (
            EditKind::AttributionDropped,
            format!("The old text gives this to {who}; the new one says it in the paper's own voice."),
        )
    };
    case.edit(kind, case.old.span(frame.range.clone()), None, message)
}

fn added(case: &Case<'_>, frame: &Frame) -> Edit {
    let source = SourceView::of_frame(&case.new, &frame.range, frame.attribution, &frame.cue);
    let who = source.map_or_else(|| quote(case.new.slice(frame.range.clone())), |it| it.whom());
    let (kind, message) = if is_attributed(&case.new, frame) || is_answered(&case.old) {
        (
            EditKind::ChainChanged,
            format!("The new text has this through {who}, which the old one did not say."),
        )
    } else {
        (
            EditKind::AttributionAdded,
            format!("The old text says this in the paper's own voice; the new one gives it to {who}."),
        )
    };
    case.edit(kind, None, case.new.span(frame.range.clone()), message)
}
