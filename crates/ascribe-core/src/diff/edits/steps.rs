//! What was done, in steps: quantifiers, and ladders of what became of somebody.
//!
//! ***some** banks* → ***most** banks*; *was **arrested*** → *was **charged***. The words must stand in what was put in, taken out or
//! replaced: a claim that says *arrested* in both texts has not moved. Missed on purpose: steps that the lexicon does not list.

use std::collections::BTreeMap;
use std::ops::Range;

use super::bounds::is_fraction;
use super::{Case, Edit, Side, overlap, quote};
use crate::diff::alignment::Hunk;
use crate::grammar::tag::Tag;
use crate::span::Span;
use crate::vocabulary::{EditKind, HedgeClass};

pub(super) fn find(case: &Case<'_>, hunks: &[Hunk], edits: &mut Vec<Edit>) {
    quantifiers(case, hunks, edits);
    ladders(case, hunks, edits);
}

/// One-sided changes longer than this bring a clause of their own along.
const SHORT: usize = 3;

fn quantifiers(case: &Case<'_>, hunks: &[Hunk], edits: &mut Vec<Edit>) {
    let of = |side: &Side<'_>, range: &Range<usize>| -> Vec<usize> {
        range.clone().filter(|&at| is_quantifier(side, at)).collect()
    };
    // ***largely unsubstantiated** claims* → *claims*: how much of it goes with what it is.
    let stands_alone = |side: &Side<'_>, range: &Range<usize>, at: usize| {
        side.tag(at) != Tag::Rb || side.head(at).is_none_or(|head| !range.contains(&head))
    };
    let twins = &case.old.text.english.changes.quantifier_twins;
    for hunk in hunks {
        let (mut old, mut new) = (of(&case.old, &hunk.old), of(&case.new, &hunk.new));
        if new.is_empty() {
            old.retain(|&at| stands_alone(&case.old, &hunk.old, at));
        } else if old.is_empty() {
            new.retain(|&at| stands_alone(&case.new, &hunk.new, at));
        }
        let keys =
            |side: &Side<'_>, at: &[usize]| at.iter().map(|&at| side.words[at].key).collect::<Vec<_>>();
        let short = hunk.old.len() <= SHORT && hunk.new.len() <= SHORT;
        let same = |(was, is): (&u64, &u64)| was == is || twins.contains(&(*was, *is));
        let (was, is) = (keys(&case.old, &old), keys(&case.new, &new));
        if was.len() == is.len() && was.iter().zip(&is).all(same)
            || (old.is_empty() || new.is_empty()) && !short
        {
            continue;
        }
        // ***several** others* → ***40** others*: a number has come, and that is told of.
        let numbers = |side: &Side<'_>, range: &Range<usize>| range.clone().any(|at| side.is_number(at));
        if old.is_empty() && numbers(&case.old, &hunk.old) || new.is_empty() && numbers(&case.new, &hunk.new)
        {
            continue;
        }
        // ***46** dead* → ***dozens** dead*, elsewhere in the sentence
        let counted = edits.iter().any(|edit| {
            edit.kind == EditKind::NumberChanged
                && (edit.before.is_none() && new.is_empty() || edit.after.is_none() && old.is_empty())
        });
        if counted {
            continue;
        }
        // ***No** trains* → ***hardly any** trains*
        let none = |side: &Side<'_>, range: &Range<usize>| {
            range
                .clone()
                .find(|&at| matches!(&*side.word(at).to_lowercase(), "no" | "none"))
        };
        let range = |at: &[usize], side: &Side<'_>, range: &Range<usize>| {
            let at = at.first().copied().or_else(|| none(side, range));
            at.map_or(0..0, |at| at..at + 1)
        };
        let (before, after) = (
            range(&old, &case.old, &hunk.old),
            range(&new, &case.new, &hunk.new),
        );
        let name = |side: &Side<'_>, range: &Range<usize>| {
            if range.is_empty() {
                "no such word".to_owned()
            } else {
                quote(side.slice(range.clone()))
            }
        };
        let message = format!(
            "How many: {} in the old text, {} in the new one.",
            name(&case.old, &before),
            name(&case.new, &after)
        );
        edits.push(case.edit(
            EditKind::QuantifierChanged,
            case.old.span(before),
            case.new.span(after),
            message,
        ));
        return;
    }
}

/// Whom pollsters count among the voters.
const POLLED: [&str; 4] = ["eligible", "likely", "registered", "undecided"];

/// *most*, *several dozen*, ***likely** voters*; not the bound of *some 200*.
fn is_quantifier(side: &Side<'_>, at: usize) -> bool {
    let token = side.words[at].token;
    let hedges = &side.text.hedges;
    let next = hedges.partition_point(|cue| cue.tokens.end <= token);
    let vague = hedges
        .get(next)
        .is_some_and(|cue| cue.tokens.contains(&token) && cue.class == HedgeClass::VagueQuantity);
    let listed = side.text.english.changes.quantifier.contains(side.word(at));
    // *some **200***, *more than **half***
    let fraction = |at: usize| at < side.words.len() && is_fraction(side, at);
    let bound = at + 1 < side.words.len() && side.is_number(at + 1) || (at..at + 4).any(fraction);
    // ***All** aboard*
    let of_something = at + 1 < side.words.len() && !matches!(side.tag(at + 1), Tag::Rb | Tag::Rp)
        || side.source(at).is_some();
    let polled = at + 1 < side.words.len()
        && side.word(at + 1).eq_ignore_ascii_case("voters")
        && POLLED.contains(&side.word(at));
    // *thousands **of***
    let listed = listed || polled || vague && !side.words[at].function;
    // *the **most** serious outbreak*, *is **most** accurate*: how much, and not how many.
    let adjective = |at: usize| at < side.words.len() && matches!(side.tag(at), Tag::Jj | Tag::Rb | Tag::Vbn);
    let counts = |at: usize| at < side.words.len() && (side.tag(at).is_noun() || adjective(at));
    let superlative = side.word(at).eq_ignore_ascii_case("most")
        && adjective(at + 1)
        && (at > 0 && side.word(at - 1).eq_ignore_ascii_case("the") || !counts(at + 2));
    // *as **much** as 40%*
    let as_much =
        at > 0 && side.word(at - 1).eq_ignore_ascii_case("as") && matches!(side.word(at), "many" | "much");
    listed && !bound && !as_much && !superlative && of_something && !side.is_number(at)
}

fn ladders(case: &Case<'_>, hunks: &[Hunk], edits: &mut Vec<Edit>) {
    let (old, old_touched) = rungs(&case.old, hunks.iter().map(|hunk| hunk.old.clone()));
    let (new, new_touched) = rungs(&case.new, hunks.iter().map(|hunk| hunk.new.clone()));
    for (ladder, (before, from)) in &old {
        let Some((after, to)) = new.get(ladder) else {
            continue;
        };
        let touched = old_touched.contains(ladder) || new_touched.contains(ladder);
        if before == after || !touched {
            continue;
        }
        // *three missing* → *one dead, **two missing***: others have died.
        let both = |side: &Side<'_>, height: u8| counts_others(side, *ladder, height);
        if both(&case.new, *before) || both(&case.old, *after) {
            continue;
        }
        let kind = if before < after {
            EditKind::StatusEscalated
        } else {
            EditKind::StatusDeescalated
        };
        let message = format!(
            "{} in the old text, {} in the new one.",
            quote(case.old.slice(from.clone())),
            quote(case.new.slice(to.clone()))
        );
        edits.push(case.edit(
            kind,
            case.old.span(from.clone()),
            case.new.span(to.clone()),
            message,
        ));
    }
}

/// Takes out the hedge that is part of a rung: ***feared** dead* → *dead* is one step and no second edit.
pub(super) fn tell_hedges(edits: &mut Vec<Edit>) {
    let steps: Vec<(Option<Span>, Option<Span>)> = edits
        .iter()
        .filter(|edit| matches!(edit.kind, EditKind::StatusEscalated | EditKind::StatusDeescalated))
        .map(|edit| (edit.before, edit.after))
        .collect();
    let inside = |span: Option<Span>, step: Option<Span>| match (span, step) {
        (Some(span), Some(step)) => step.overlaps(span),
        (span, _) => span.is_none(),
    };
    edits.retain(|edit| {
        let hedge = matches!(
            edit.kind,
            EditKind::HedgeDropped | EditKind::HedgeAdded | EditKind::HedgeChanged
        );
        let told =
            |step: &(Option<Span>, Option<Span>)| inside(edit.before, step.0) && inside(edit.after, step.1);
        !hedge || !steps.iter().any(told)
    });
}

/// The number of those of whom it tells stands so near.
const NEAR: usize = 4;

/// Whether a rung of this height stands behind a number, and a higher one behind another number.
fn counts_others(side: &Side<'_>, ladder: u8, height: u8) -> bool {
    let (Some(&first), Some(&last)) = (side.positions.first(), side.positions.last()) else {
        return false;
    };
    let rungs = side.text.english.changes.ladders.all(&side.keys(first..last + 1));
    // ***Two** people have been killed and **three** others injured*
    let counted = |at: usize| {
        let other = |it: &usize| rungs.iter().any(|rung| first + rung.0 == *it);
        let mut before = (first..at).rev().take(NEAR).take_while(|it| !other(it));
        before.any(|at| side.is_number(at) || is_quantifier(side, at))
    };
    let mut counted = rungs
        .iter()
        .filter(|it| it.2.ladder == ladder && counted(first + it.0))
        .map(|it| it.2.height);
    counted.clone().any(|it| it == height) && counted.any(|it| it > height)
}

/// By ladder the highest rung of the claim and where it stands.
type Highest = BTreeMap<u8, (u8, Range<usize>)>;

/// The highest rungs, and the ladders of which a rung has a word in one of the ranges.
fn rungs(side: &Side<'_>, ranges: impl Iterator<Item = Range<usize>>) -> (Highest, Vec<u8>) {
    let ranges: Vec<Range<usize>> = ranges.collect();
    let mut highest = Highest::new();
    let mut touched = Vec::new();
    let (Some(&first), Some(&last)) = (side.positions.first(), side.positions.last()) else {
        return (highest, touched);
    };
    // *…, where one **was in critical condition*** → *…, where one **has died***: one reading may end the claim before it.
    let last = ranges.iter().map(|range| range.end).fold(last + 1, usize::max) - 1;
    for (at, length, rung) in side.text.english.changes.ladders.all(&side.keys(first..last + 1)) {
        let words = first + at..first + at + length;
        if ranges.iter().any(|it| overlap(it, &words)) {
            touched.push(rung.ladder);
        }
        let known = highest.entry(rung.ladder).or_insert((rung.height, words.clone()));
        if known.0 < rung.height {
            *known = (rung.height, words);
        }
    }
    (highest, touched)
}
