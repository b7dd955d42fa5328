//! Attributions that came, went, or got another source or cue.
//!
//! *The road is shut, **the ministry said**.* → *The road is shut.* has dropped its attribution; where another link still
//! answers for the claim, its chain has changed. ***the ministry** said* → ***residents** said* has swapped its source; *Zoë Roe
//! said* → *Roe said* has not. *said* → ***claimed*** has changed its cue. A frame that only moved (*Roe said P* → *P, Roe
//! said*) has changed nothing. Missed on purpose: a pronoun that nobody resolved counts as whoever stood there before.

use std::ops::Range;

use super::hedges::Explained;
use super::sources::{self, SourceView};
use super::{Case, Edit, Side, quote};
use crate::diff::alignment::Hunk;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::span::Span;
use crate::vocabulary::{EditKind, Stance};

/// The words of a cue stand within so many words of each other.
const LONGEST_CUE: usize = 6;

/// Positions that belong to the frames that were compared, on either side.
#[derive(Default)]
pub(super) struct Framed {
    pub(super) old: Vec<usize>,
    pub(super) new: Vec<usize>,
}

/// A frame of which a hunk holds the cue: *the ministry said*.
struct Frame {
    /// The words of the hunk.
    range: Range<usize>,
    /// The words of the cue in it.
    cue: Range<usize>,
    attribution: Option<usize>,
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
    while !lost.is_empty() && !gained.is_empty() {
        replaced(case, &lost.remove(0), &gained.remove(0), edits, &mut framed);
    }
    let tail = |side: &Side<'_>| {
        let end = side.words.len();
        (end.saturating_sub(sources::LONGEST_TAIL)..end).any(|at| sources::is_tail(side, &(at..end)))
    };
    let (tail_before, tail_after) = (tail(&case.old), tail(&case.new));
    for frame in lost {
        framed.old.extend(frame.range.clone());
        // *experts say* → *- experts*
        if !(tail_after && frame.range.len() == frame.cue.len()) && goes_with_words(&case.old, &frame) {
            edits.push(dropped(case, &frame));
        }
    }
    for frame in gained {
        framed.new.extend(frame.range.clone());
        if !(tail_before && frame.range.len() == frame.cue.len()) && goes_with_words(&case.new, &frame) {
            edits.push(added(case, &frame));
        }
    }
    framed
}

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
    let verb = content.clone().find(|&at| single || side.tag(at).is_verb());
    let alone = frame.range.len() <= frame.cue.len() + 1;
    match verb {
        Some(at) if alone => {
            let other = at..at + 1;
            let (old, new) = if is_old {
                (frame.cue, other)
            } else {
                (other, frame.cue)
            };
            cue_changed(case, &old, &new, edits);
        }
        _ => frames.push(frame),
    }
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

/// Whether a claim is nothing but a frame that came or went in `range`: *…, other studies have shown*.
pub(in crate::diff) fn is_frame(side: &Side<'_>, range: &Range<usize>) -> bool {
    let inside = side.positions.iter().all(|at| range.contains(at));
    let found = frame(side, range, &[], false);
    let edges = [side.positions.first(), side.positions.last()];
    inside
        && found.is_some_and(|found| {
            edges.contains(&Some(&found.cue.start)) || edges.contains(&Some(&(found.cue.end - 1)))
        })
}

/// The frame whose cue stands in a range.
fn frame(side: &Side<'_>, range: &Range<usize>, explained: &[usize], replaced: bool) -> Option<Frame> {
    if sources::is_tail(side, range) {
        return Some(Frame {
            range: range.clone(),
            cue: range.end..range.end,
            attribution: None,
        });
    }
    let free = |at: &usize| !explained.contains(at) && !side.words[*at].quoted;
    let labelled = range.clone().filter(free).find(|&at| is_known_cue(side, at));
    let cue = match labelled {
        Some(at) => at,
        None => range
            .clone()
            .filter(free)
            .find(|&at| speaks(side, at, range, replaced))?,
    };
    let attribution = side.cue(cue);
    let mut end = cue + 1;
    while end < range.end && attribution.is_some() && side.cue(end) == attribution {
        end += 1;
    }
    Some(Frame {
        range: range.clone(),
        cue: cue..end,
        attribution,
    })
}

/// Whether a word is labelled as part of a cue that the lexicon knows to attribute.
///
/// Headlines mislead the reading: *Police **looking for** Roe find body* attributes nothing.
fn is_known_cue(side: &Side<'_>, at: usize) -> bool {
    let Some(number) = side.cue(at).filter(|_| !side.words[at].function) else {
        return false;
    };
    let has_source = side.text.revision.attributions[number].source.is_some();
    let mut beside = (0..side.words.len())
        .skip(at.saturating_sub(LONGEST_CUE))
        .take(2 * LONGEST_CUE)
        .filter(|&it| side.cue(it) == Some(number));
    beside.any(|it| match lexical(side, it) {
        // *Police **looking** for Roe*; *…, **adding** that*
        Some(stance) if side.tag(it) == Tag::Vbg => is_speech(stance),
        // ***Hopes** of a deal*, which nobody is said to have
        Some(_) if side.tag(it).is_noun() => has_source,
        // *RNA **detected** in waste water*: what was done with it, and nobody says so.
        Some(_) if side.tag(it) == Tag::Vbn => has_source || is_finite_group(side, it),
        stance => stance.is_some(),
    })
}

/// Whether a participle stands behind a form of *be* or *have*.
fn is_finite_group(side: &Side<'_>, at: usize) -> bool {
    (at.saturating_sub(3)..at).any(|it| matches!(&*side.lemma(it), "be" | "have"))
}

/// Whether somebody has to open their mouth for it: not to think, plan, ask or refuse.
fn is_speech(stance: Stance) -> bool {
    matches!(
        stance,
        Stance::Neutral
            | Stance::Announce
            | Stance::Assert
            | Stance::Distance
            | Stance::Concede
            | Stance::Factive
            | Stance::Deny
    )
}

/// Whether a word that nobody labelled attributes: *according* to, or a verb of saying with a subject beside it.
fn speaks(side: &Side<'_>, at: usize, range: &Range<usize>, replaced: bool) -> bool {
    if side.word(at).eq_ignore_ascii_case("according") {
        return true;
    }
    // The reading takes the verb of a short frame for a noun now and then: *…, the Journal reports*.
    let at_edge = range.len() > 1 && (at == range.start || at + 1 == range.end);
    let stance = (side.tag(at).is_verb() || at_edge)
        .then(|| spoken(side, at))
        .flatten();
    let says = stance.is_some_and(is_speech);
    if replaced {
        // Among other words that replace others it is their verb: *closed to women* → *bans women from*.
        return says && range.len() <= 2;
    }
    // *to overturn the result*: what is to be done attributes nothing.
    let infinitive = at > 0 && side.word(at - 1).eq_ignore_ascii_case("to") && side.tag(at) == Tag::Vb;
    let speaker = |at: usize| side.tag(at).is_noun() || side.is_name(at);
    // *visits, **which require** a permit*
    let relative = at > 0 && matches!(side.tag(at - 1), Tag::Wdt | Tag::Wp);
    says && !infinitive
        && !relative
        && range
            .clone()
            .any(|it| it != at && (speaker(it) || is_subject_of(side, it, at)))
}

fn is_subject_of(side: &Side<'_>, at: usize, verb: usize) -> bool {
    let grammar = &side.text.revision.grammar;
    let token = side.words[at].token;
    grammar.relation(token) == Relation::Nsubj && grammar.head(token) == Some(side.words[verb].token)
}

/// The stance of a word as a finite verb.
fn spoken(side: &Side<'_>, at: usize) -> Option<Stance> {
    let tag = if side.tag(at).is_verb() {
        side.tag(at)
    } else if side.word(at).ends_with('s') {
        Tag::Vbz
    } else {
        Tag::Vbd
    };
    let lemma = side.text.english.lemmas.lemma(side.word(at), tag);
    // A bare form that is no verb here is a noun: *the state treasurer*, *Mr Ban*.
    let inflected = side.tag(at).is_verb() || !lemma.eq_ignore_ascii_case(side.word(at));
    side.text.english.stances.verbs.get(&lemma).filter(|_| inflected)
}

/// The stance of a word by the lexicon.
fn lexical(side: &Side<'_>, at: usize) -> Option<Stance> {
    let english = side.text.english;
    let word = side.word(at);
    let lemma = english.lemmas.lemma(word, side.tag(at));
    let stances = &english.stances;
    let verb = stances.verbs.get(&lemma).filter(|_| !side.tag(at).is_noun());
    verb.or_else(|| stances.nouns.get(&lemma))
        .or_else(|| stances.others.get(word))
        .or_else(|| stances.verbs.get(&lemma))
}

/// The stance of a cue: what its words say, else what the reading says.
fn stance(side: &Side<'_>, cue: &Range<usize>) -> Option<Stance> {
    let mut found = None;
    for at in cue.clone().filter(|&at| !side.words[at].function) {
        match lexical(side, at) {
            Some(Stance::Neutral) | None => found = found.or(lexical(side, at)),
            stance => return stance,
        }
    }
    let labelled = cue.clone().next().and_then(|at| side.cue(at));
    found.or_else(|| labelled.map(|number| side.text.revision.attributions[number].cue.stance))
}

fn replaced(case: &Case<'_>, old: &Frame, new: &Frame, edits: &mut Vec<Edit>, framed: &mut Framed) {
    framed.old.extend(old.range.clone());
    framed.new.extend(new.range.clone());
    cue_changed(case, &old.cue, &new.cue, edits);
    let before = SourceView::of_frame(&case.old, &old.range, old.attribution, &old.cue);
    let after = SourceView::of_frame(&case.new, &new.range, new.attribution, &new.cue);
    if let (Some(before), Some(after)) = (before, after) {
        edits.extend(source_changed(case, &before, &after));
    }
}

fn source_changed(case: &Case<'_>, before: &SourceView<'_>, after: &SourceView<'_>) -> Option<Edit> {
    let (kind, message) = sources::compared(before, after)?;
    Some(case.edit(kind, Some(before.span), Some(after.span), message))
}

fn cue_changed(case: &Case<'_>, old: &Range<usize>, new: &Range<usize>, edits: &mut Vec<Edit>) {
    // A word that nobody knows to attribute is no cue: *lied* → *misled*.
    let (Some(before), Some(after)) = (stance(&case.old, old), stance(&case.new, new)) else {
        return;
    };
    if before == after {
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

/// *Early **reports suggest** P* → ***a hospital says** P*: the rumour has got a source, or the other way round.
pub(super) fn rumour_and_source(case: &Case<'_>, explained: &Explained, edits: &mut Vec<Edit>) {
    let of = |edits: &[Edit], kind| edits.iter().position(|edit| edit.kind == kind);
    let (Some(dropped), Some(added)) = (
        of(edits, EditKind::AttributionDropped),
        of(edits, EditKind::AttributionAdded),
    ) else {
        return;
    };
    let is_rumour = |side: &Side<'_>, explained: &[usize], edit: Option<Span>| {
        let words = explained.iter().filter_map(|&at| side.span(at..at + 1));
        edit.is_some_and(|edit| words.into_iter().any(|word| edit.overlaps(word)))
    };
    let (before, after) = (edits[dropped].before, edits[added].after);
    let was = is_rumour(&case.old, &explained.old, before);
    let is = is_rumour(&case.new, &explained.new, after);
    let written = |side: &Side<'_>, span: Option<Span>| {
        quote(span.map_or("", |span| side.text.revision.document.slice(span)))
    };
    let (was_written, is_written) = (written(&case.old, before), written(&case.new, after));
    let (kind, message) = match (was, is) {
        (true, false) => (
            EditKind::SourceStrengthened,
            format!(
                "The old text marks this as hearsay with {was_written}; the new one gives it to a source: {is_written}."
            ),
        ),
        (false, true) => (
            EditKind::SourceWeakened,
            format!(
                "The old text gives this to a source ({was_written}); the new one only as hearsay: {is_written}."
            ),
        ),
        _ => return,
    };
    let edit = case.edit(kind, before, after, message);
    edits.remove(dropped.max(added));
    edits.remove(dropped.min(added));
    edits.push(edit);
}

/// A hunk without a cue in which a source stands, by its label or beside a cue that stayed.
fn source_alone(case: &Case<'_>, hunk: &Hunk, edits: &mut Vec<Edit>, framed: &mut Framed) {
    if hunk.old.is_empty() || hunk.new.is_empty() {
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
    edits.extend(source_changed(case, &before, &after));
}

/// Whether the frame came or went around words that stayed, and not together with all that it attributes.
fn goes_with_words(side: &Side<'_>, frame: &Frame) -> bool {
    side.positions.iter().any(|at| !frame.range.contains(at))
}

/// Whether a link of the chain other than this frame's stands outside the frame.
fn is_attributed(side: &Side<'_>, frame: &Frame) -> bool {
    side.chain().iter().any(|&number| {
        let attribution = &side.text.revision.attributions[number];
        let gone = side.span(frame.range.clone());
        Some(number) != frame.attribution
            && attribution.source.is_some()
            && gone.is_none_or(|gone| !attribution.cue.span.overlaps(gone))
    })
}

fn dropped(case: &Case<'_>, frame: &Frame) -> Edit {
    let source = SourceView::of_frame(&case.old, &frame.range, frame.attribution, &frame.cue);
    let who = source.map_or_else(
        || quote(case.old.slice(frame.range.clone())),
        |it| it.text.to_owned(),
    );
    let (kind, message) = if is_attributed(&case.old, frame) {
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
    let who = source.map_or_else(
        || quote(case.new.slice(frame.range.clone())),
        |it| it.text.to_owned(),
    );
    let (kind, message) = if is_attributed(&case.new, frame) {
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
