//! Hedges that came, went or became others.
//!
//! *The two **reportedly** met* → *The two met*: the only mark of hearsay is gone, so it is now the paper's word and counts as
//! a dropped attribution; *the two met, she said* would still be hers, and the hedge alone is dropped. Bounds of numbers
//! (*about 40*) and quantifiers (*some*) have kinds of their own. A hedge inside quotation marks is the speaker's.

use std::ops::Range;

use super::{Case, Edit, Side, quote};
use crate::diff::alignment::Hunk;
use crate::english::words::key;
use crate::grammar::tag::Tag;
use crate::span::Span;
use crate::vocabulary::{EditKind, HedgeClass};

/// Positions whose change a hedge explains, on either side.
#[derive(Default)]
pub(super) struct Explained {
    pub(super) old: Vec<usize>,
    pub(super) new: Vec<usize>,
    /// What took the place of a voucher, on either side: *is **accused of** lying*.
    pub(super) reserve: (Option<Span>, Option<Span>),
}

struct Found {
    class: HedgeClass,
    span: Span,
    words: Vec<u64>,
    positions: Vec<usize>,
}

pub(super) fn find(case: &Case<'_>, hunks: &[Hunk], edits: &mut Vec<Edit>) -> Explained {
    let mut old = hedges(&case.old, hunks.iter().map(|hunk| hunk.old.clone()));
    let mut new = hedges(&case.new, hunks.iter().map(|hunk| hunk.new.clone()));
    // The same hedge in another place of the sentence.
    old.retain(|it| match new.iter().position(|other| other.words == it.words) {
        Some(other) => {
            new.remove(other);
            false
        }
        None => true,
    });
    let mut explained = Explained {
        old: old.iter().flat_map(|it| it.positions.clone()).collect(),
        new: new.iter().flat_map(|it| it.positions.clone()).collect(),
        reserve: (None, None),
    };
    let own = |it: &Found| !matches!(it.class, HedgeClass::Approximator | HedgeClass::VagueQuantity);
    let (olds, news): (Vec<_>, Vec<_>) = hunks
        .iter()
        .map(|hunk| (hunk.old.clone(), hunk.new.clone()))
        .unzip();
    let (before, after) = ((&case.old, &olds[..]), (&case.new, &news[..]));
    old.retain(|it| own(it) && !asks(&case.old, it) && held_stays(it, before, after));
    new.retain(|it| own(it) && !asks(&case.new, it) && held_stays(it, after, before));
    old.retain(|it| !looks_into(it, &case.old, after) && !is_noun_there(it, &case.old, after));
    new.retain(|it| !looks_into(it, &case.new, before) && !is_noun_there(it, &case.new, before));
    while let (Some(before), Some(after)) = (old.first(), new.first()) {
        // Another word of the same class is other wording.
        if before.class != after.class {
            edits.push(changed(case, before, after));
        }
        old.remove(0);
        new.remove(0);
    }
    let reserve = |found: &[Found]| {
        let class = |it: &&Found| {
            matches!(
                it.class,
                HedgeClass::Belief | HedgeClass::Hearsay | HedgeClass::Legal
            )
        };
        found.iter().find(class).map(|it| it.span)
    };
    explained.reserve = (reserve(&old), reserve(&new));
    for it in &old {
        edits.push(gone(case, it));
    }
    for it in &new {
        edits.push(came(case, it));
    }
    explained
}

/// Whether a hedge opens a question: ***Could** the pier reopen?* says no less than ***Can** the pier reopen?*
fn asks(side: &Side<'_>, hedge: &Found) -> bool {
    let document = &side.text.revision.document;
    let Some(&at) = hedge.positions.first() else {
        return false;
    };
    let token = side.words[at].token;
    let sentence = document.sentences()[document.sentence_of(token)].tokens.clone();
    token == sentence.start
        && sentence
            .last()
            .is_some_and(|last| document.word(last).contains('?'))
}

/// In so few words on both sides a verb with a hedge replaces one without it: *lied to* → ***may** have misled*.
const SHORT: usize = 4;

/// Whether what a hedge holds back stands on the other side as well: *prayers **may** be answered* → *marchers praying for an end* has
/// dropped no hedge but said something else.
fn held_stays(
    hedge: &Found,
    (side, ranges): (&Side<'_>, &[Range<usize>]),
    (other, others): (&Side<'_>, &[Range<usize>]),
) -> bool {
    let is_short = |range: &Range<usize>| (1..=SHORT).contains(&range.len());
    let here = ranges
        .iter()
        .zip(others)
        .find(|(range, _)| hedge.positions.iter().any(|at| range.contains(at)));
    if here.is_some_and(|(range, other)| is_short(range) && is_short(other)) {
        return true;
    }
    let held = hedge.positions.iter().filter_map(|&at| side.head(at));
    let mut held = held.filter(|at| !hedge.positions.contains(at)).peekable();
    // *reportedly **killed*** → ***have died***
    let ladder = |side: &Side<'_>, at: usize| {
        let rung = side.text.english.changes.ladders.longest(&[side.words[at].key]);
        rung.map(|(_, rung)| rung.ladder)
    };
    let stays = |at: usize| {
        let lemma = side.lemma(at);
        let became = ladder(side, at);
        !ranges.iter().any(|range| range.contains(&at))
            || others
                .iter()
                .cloned()
                .flatten()
                .any(|it| other.lemma(it) == lemma || became.is_some() && ladder(other, it) == became)
    };
    held.peek().is_none() || held.any(stays)
}

/// Whether a hedge says that something is being found out, and other words say the same there: *police **are examining** it* → *police
/// **opened an inquiry** into it*.
fn looks_into(hedge: &Found, side: &Side<'_>, (other, ranges): (&Side<'_>, &[Range<usize>])) -> bool {
    let done = |side: &Side<'_>, at: usize| {
        let end = side.words.len().min(at + LONGEST_DEED);
        let lemmas: Vec<u64> = (at..end).map(|at| key(&side.lemma(at))).collect();
        side.text
            .english
            .paraphrases
            .verbs
            .longest(&lemmas)
            .map(|it| it.1)
    };
    hedge.class == HedgeClass::Investigative && {
        let deeds: Vec<_> = hedge.positions.iter().filter_map(|&at| done(side, at)).collect();
        let mut there = ranges.iter().cloned().flatten();
        there.any(|at| done(other, at).is_some_and(|deed| deeds.contains(&deed)))
    }
}

/// Whether what is not proven stands there as a noun: *was **charged with** theft* → *faces a theft **charge***.
fn is_noun_there(hedge: &Found, side: &Side<'_>, (other, ranges): (&Side<'_>, &[Range<usize>])) -> bool {
    let verbs = || hedge.positions.iter().filter(|&&at| !side.words[at].function);
    hedge.class == HedgeClass::Legal
        && ranges
            .iter()
            .cloned()
            .flatten()
            .any(|at| other.tag(at).is_noun() && verbs().any(|&verb| side.lemma(verb) == other.lemma(at)))
}

/// A verb of a list of deeds has so many words at most.
const LONGEST_DEED: usize = 4;

fn changed(case: &Case<'_>, before: &Found, after: &Found) -> Edit {
    let (was, is) = (slice(&case.old, before), slice(&case.new, after));
    case.edit(
        EditKind::HedgeChanged,
        Some(before.span),
        Some(after.span),
        format!("The old text hedges with {was}, the new one with {is}."),
    )
}

fn gone(case: &Case<'_>, hedge: &Found) -> Edit {
    let words = slice(&case.old, hedge);
    let (kind, message) = if hedge.class == HedgeClass::Hearsay && !is_attributed(&case.old, hedge) {
        (
            EditKind::AttributionDropped,
            format!(
                "The old text marks this as hearsay with {words}; the new one says it in the paper's own voice."
            ),
        )
    } else if hedge.class == HedgeClass::Booster {
        (
            EditKind::HedgeDropped,
            format!("{words} is gone: the new text vouches for this less strongly."),
        )
    } else {
        (
            EditKind::HedgeDropped,
            format!("{words} is gone: the new text says this without that reserve."),
        )
    };
    case.edit(kind, Some(hedge.span), None, message)
}

fn came(case: &Case<'_>, hedge: &Found) -> Edit {
    let words = slice(&case.new, hedge);
    let (kind, message) = if hedge.class == HedgeClass::Hearsay && !is_attributed(&case.new, hedge) {
        (
            EditKind::AttributionAdded,
            format!(
                "The old text says this in the paper's own voice; the new one marks it as hearsay with {words}."
            ),
        )
    } else if hedge.class == HedgeClass::Booster {
        (
            EditKind::HedgeAdded,
            format!("The new text vouches for this more strongly: {words}."),
        )
    } else {
        (
            EditKind::HedgeAdded,
            format!("The new text puts {words} before it."),
        )
    };
    case.edit(kind, None, Some(hedge.span), message)
}

/// Whether somebody answers for the claim beside the mark of hearsay.
fn is_attributed(side: &Side<'_>, hedge: &Found) -> bool {
    side.chain().iter().any(|&number| {
        let attribution = &side.text.revision.attributions[number];
        attribution.source.is_some() && !attribution.cue.span.overlaps(hedge.span)
    })
}

fn slice(side: &Side<'_>, hedge: &Found) -> String {
    quote(side.text.revision.document.slice(hedge.span))
}

/// The newsroom's hedges that have a word in one of the ranges.
fn hedges(side: &Side<'_>, ranges: impl Iterator<Item = std::ops::Range<usize>>) -> Vec<Found> {
    let text = side.text;
    let mut found: Vec<Found> = Vec::new();
    for range in ranges {
        for at in range.clone() {
            let word = side.words[at];
            if word.quoted || found.iter().any(|it| it.positions.contains(&at)) {
                continue;
            }
            let next = text.hedges.partition_point(|cue| cue.tokens.end <= word.token);
            let cue = text
                .hedges
                .get(next)
                .filter(|cue| cue.tokens.contains(&word.token));
            if let Some(cue) = cue {
                let positions: Vec<usize> = cue
                    .tokens
                    .clone()
                    .filter_map(|token| side.position(token))
                    .collect();
                // *be charged **over*** → *be charged **for***: the hedge stayed.
                let mut tells = positions
                    .iter()
                    .filter(|&&it| !side.words[it].function)
                    .peekable();
                if tells.peek().is_some() && !tells.any(|it| range.contains(it)) {
                    continue;
                }
                found.push(Found {
                    class: cue.class,
                    span: text.revision.document.span_of(cue.tokens.clone()),
                    words: content(side, &positions),
                    positions,
                });
            } else if let (Some(class), Some(span)) = (adverb(side, at), side.span(at..at + 1)) {
                found.push(Found {
                    class,
                    span,
                    words: vec![key(side.word(at))],
                    positions: vec![at],
                });
            }
        }
    }
    found
}

/// What tells a hedge from others: *is **accused** of* is *has been **accused** over*; all its words where it has none but words of grammar.
fn content(side: &Side<'_>, positions: &[usize]) -> Vec<u64> {
    let keys = |grammar: bool| -> Vec<u64> {
        let words = positions.iter().map(|&at| side.words[at]);
        words
            .filter(|word| grammar || !word.function)
            .map(|word| word.key)
            .collect()
    };
    let own = keys(false);
    if own.is_empty() { keys(true) } else { own }
}

/// The class of an adverb that hedges somewhere, though its surroundings do not show it here.
fn adverb(side: &Side<'_>, at: usize) -> Option<HedgeClass> {
    let hedges = &side.text.english.hedges;
    let prefix = hedges.first(hedges.word(side.word(at)))?;
    let meaning = hedges.meanings(prefix).first()?;
    let class = meaning.class;
    let own = !matches!(class, HedgeClass::Approximator | HedgeClass::VagueQuantity);
    (own && side.tag(at) == Tag::Rb).then_some(class)
}
