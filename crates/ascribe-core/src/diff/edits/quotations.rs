//! Quotations: words inside the marks that differ, and marks that came or went.
//!
//! *He said “we had no choice”* → *“we have no choice”* is altered; *He said they had no choice* is a paraphrase of it. Which
//! marks are used is no matter. Missed on purpose: quotations in single marks, which cannot be told from apostrophes.

use std::ops::Range;

use super::{Case, Edit, Side, quote, speakers};
use crate::diff::alignment::Hunk;
use crate::vocabulary::EditKind;

/// The parts of a hunk that lie inside and outside quotation marks, where both sides agree on the order of these parts.
pub(super) fn at_marks(case: &Case<'_>, hunk: &Hunk) -> Vec<Hunk> {
    let runs = |side: &Side<'_>, range: &Range<usize>| -> Vec<(bool, Range<usize>)> {
        let mut start = range.start;
        let chunks = side.words[range.clone()].chunk_by(|a, b| a.quoted == b.quoted);
        chunks
            .map(|run| {
                let part = start..start + run.len();
                start = part.end;
                (run[0].quoted, part)
            })
            .collect()
    };
    let (old, new) = (runs(&case.old, &hunk.old), runs(&case.new, &hunk.new));
    let flags = |runs: &[(bool, Range<usize>)]| runs.iter().map(|run| run.0).collect::<Vec<_>>();
    if old.len() == new.len() && flags(&old) == flags(&new) {
        return old
            .into_iter()
            .zip(new)
            .map(|(old, new)| Hunk {
                old: old.1,
                new: new.1,
            })
            .collect();
    }
    // *“… choice,” Roe said* against *Roe said*: the quotation has no counterpart, the rest has.
    let beside = |two: &[(bool, Range<usize>)], one: &[(bool, Range<usize>)]| -> Option<Vec<Range<usize>>> {
        let [first, second] = two else { return None };
        match one {
            [only] if only.0 == first.0 => Some(vec![only.1.clone(), only.1.end..only.1.end]),
            [only] if only.0 == second.0 => Some(vec![only.1.start..only.1.start, only.1.clone()]),
            _ => None,
        }
    };
    if !old.is_empty() && !new.is_empty() {
        if let Some(parts) = beside(&old, &new) {
            return old
                .into_iter()
                .zip(parts)
                .map(|(old, new)| Hunk { old: old.1, new })
                .collect();
        }
        if let Some(parts) = beside(&new, &old) {
            return new
                .into_iter()
                .zip(parts)
                .map(|(new, old)| Hunk { old, new: new.1 })
                .collect();
        }
    }
    vec![hunk.clone()]
}

/// Puts the edits in, and gives back the hunks that are the newsroom's words.
pub(super) fn find(case: &Case<'_>, hunks: &[Hunk], edits: &mut Vec<Edit>) -> Vec<Hunk> {
    let mut plain = Vec::new();
    let mut altered: Option<Hunk> = None;
    for hunk in hunks {
        // Who speaks in a transcript is nobody's speech, although it may stand behind an opening mark.
        if speakers::is_speaker(&case.old, &hunk.old) || speakers::is_speaker(&case.new, &hunk.new) {
            plain.push(hunk.clone());
            continue;
        }
        let old = quoted(&case.old, &hunk.old);
        let new = quoted(&case.new, &hunk.new);
        match (old, new) {
            (Some(true), Some(true)) => altered = Some(cover(altered, hunk)),
            (Some(true), None) if goes_on(&case.new, hunk.new.start) && is_inside(&case.old, &hunk.old) => {
                altered = Some(cover(altered, hunk));
            }
            (None, Some(true)) if goes_on(&case.old, hunk.old.start) && is_inside(&case.new, &hunk.new) => {
                altered = Some(cover(altered, hunk));
            }
            _ => plain.push(hunk.clone()),
        }
    }
    if let Some(hunk) = altered {
        let message = match (hunk.old.is_empty(), hunk.new.is_empty()) {
            (true, _) => format!(
                "{} was put into the quotation.",
                quote(case.new.slice(hunk.new.clone()))
            ),
            (_, true) => format!(
                "{} was taken out of the quotation.",
                quote(case.old.slice(hunk.old.clone()))
            ),
            _ => format!(
                "The quotation said {}; it now says {}.",
                quote(case.old.slice(hunk.old.clone())),
                quote(case.new.slice(hunk.new.clone()))
            ),
        };
        edits.push(case.edit(
            EditKind::QuoteAltered,
            case.old.span(hunk.old.clone()),
            case.new.span(hunk.new.clone()),
            message,
        ));
    }
    marks(case, hunks, edits);
    plain
}

/// Words that stayed, or were rephrased, and lost or got their marks.
fn marks(case: &Case<'_>, hunks: &[Hunk], edits: &mut Vec<Edit>) {
    let mut lost: Option<Hunk> = None;
    let mut got: Option<Hunk> = None;
    let mut stayed: Vec<usize> = case.stayed.iter().copied().flatten().collect();
    stayed.sort_unstable();
    for &at in &case.old.positions {
        let Some(place) = case.stayed[at] else { continue };
        let (before, after) = (case.old.words[at], case.new.words[place]);
        if before.function {
            continue;
        }
        let hunk = Hunk {
            old: at..at + 1,
            new: place..place + 1,
        };
        // One word that a quotation has by chance is not quoted now: *the **pier** shuts* → *‘No **pier** in my town’*.
        let stands = |at: usize| case.stayed.get(at).copied().flatten().is_some();
        let stood = |at: usize| stayed.binary_search(&at).is_ok();
        match (before.quoted, after.quoted) {
            (true, false) if is_mostly(&case.old, at, &stands) => lost = Some(cover(lost, &hunk)),
            (false, true) if is_mostly(&case.new, place, &stood) => got = Some(cover(got, &hunk)),
            _ => {}
        }
    }
    // ***"**We left'* → *'We left'*: the marks were there, and did not fit together.
    let marked = |side: &Side<'_>, at: usize| {
        let before = side.words[at].token.checked_sub(1);
        let mark = before.map_or("", |token| side.text.revision.document.word(token));
        matches!(mark, "'" | "‘" | "’" | "\"" | "“" | "”")
    };
    let quotation = |side: &Side<'_>, at: usize| {
        let inside = side.words[..at].iter().rev().take_while(|it| it.quoted);
        at - inside.count()
    };
    lost = lost.filter(|hunk| {
        let start = quotation(&case.old, hunk.old.start);
        case.stayed[start].is_none_or(|at| case.new.words[at].quoted || !marked(&case.new, at))
    });
    got = got.filter(|hunk| {
        let start = quotation(&case.new, hunk.new.start);
        let from = case.stayed.iter().position(|it| *it == Some(start));
        from.is_none_or(|at| case.old.words[at].quoted || !marked(&case.old, at))
    });
    // A paraphrase has words of the quotation: ***Shock and anger** as Seoul grieves* is none of *“**It's our fault**”*.
    let rephrases = |hunk: &&Hunk| {
        let mut old = hunk.old.clone().filter(|&at| !case.old.words[at].function);
        old.any(|at| {
            hunk.new
                .clone()
                .any(|it| case.new.lemma(it) == case.old.lemma(at))
        })
    };
    for hunk in hunks.iter().filter(rephrases) {
        match (quoted(&case.old, &hunk.old), quoted(&case.new, &hunk.new)) {
            (Some(true), Some(false)) => lost = Some(cover(lost, hunk)),
            (Some(false), Some(true)) => got = Some(cover(got, hunk)),
            _ => {}
        }
    }
    for (kind, hunk, message) in [
        (
            EditKind::QuoteToParaphrase,
            lost,
            "stood in quotation marks; the new text has it without them",
        ),
        (
            EditKind::ParaphraseToQuote,
            got,
            "was the paper's wording; the new text puts it in quotation marks",
        ),
    ] {
        if let Some(hunk) = hunk {
            let what = quote(case.old.slice(hunk.old.clone()));
            edits.push(case.edit(
                kind,
                case.old.span(hunk.old.clone()),
                case.new.span(hunk.new.clone()),
                format!("{what} {message}."),
            ));
        }
    }
}

/// Quotations are looked at so far on either side of a word.
const FAR: usize = 12;

/// Whether half of the words of the quotation around a word, words of grammar left out, stand on the other side as well.
fn is_mostly(side: &Side<'_>, at: usize, stays: &dyn Fn(usize) -> bool) -> bool {
    let quoted = |it: &usize| side.words.get(*it).is_some_and(|word| word.quoted);
    let before = (at.saturating_sub(FAR)..at).rev().take_while(quoted);
    let run = before.chain((at..at + FAR).take_while(quoted));
    let content: Vec<usize> = run.filter(|&it| !side.words[it].function).collect();
    2 * content.iter().filter(|&&it| stays(it)).count() >= content.len()
}

/// Whether all words of a range, or none, stand in quotation marks; nothing for an empty or mixed range.
fn quoted(side: &Side<'_>, range: &Range<usize>) -> Option<bool> {
    let words = &side.words[range.clone()];
    let first = words.first()?.quoted;
    words.iter().all(|word| word.quoted == first).then_some(first)
}

/// Whether a quotation goes on across the gap before `at`.
fn goes_on(side: &Side<'_>, at: usize) -> bool {
    let is_quoted = |at: Option<usize>| {
        at.and_then(|at| side.words.get(at))
            .is_some_and(|word| word.quoted)
    };
    is_quoted(at.checked_sub(1)) || is_quoted(Some(at))
}

/// Whether a word beside a range stands in the same quotation as the range, and not in one of its own.
fn is_inside(side: &Side<'_>, range: &Range<usize>) -> bool {
    let document = &side.text.revision.document;
    let joined = |at: usize| {
        let (before, behind) = (side.words[at - 1], side.words[at]);
        let mark = |token: usize| matches!(document.word(token), "'" | "‘" | "’" | "\"" | "“" | "”");
        before.quoted && behind.quoted && !(before.token + 1..behind.token).any(mark)
    };
    range.start > 0 && joined(range.start) || range.end < side.words.len() && joined(range.end)
}

fn cover(sofar: Option<Hunk>, hunk: &Hunk) -> Hunk {
    let join = |a: &Range<usize>, b: &Range<usize>| match (a.is_empty(), b.is_empty()) {
        (_, true) => a.clone(),
        (true, _) => b.clone(),
        _ => a.start.min(b.start)..a.end.max(b.end),
    };
    match sofar {
        None => hunk.clone(),
        Some(sofar) => Hunk {
            old: join(&sofar.old, &hunk.old),
            new: join(&sofar.new, &hunk.new),
        },
    }
}
