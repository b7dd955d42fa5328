//! Frames that came or went and have changed nothing: they stand elsewhere in the other sentence, or answer for other words.
//!
//! *Experts say P* → *P - **experts***, ***Roe:** we are ready* → *Roe **says** they are ready*. *The craft, **but China denies** it
//! spies*, and *P, **and officials say** Q*, answer for what came with them.

use std::ops::Range;

use super::frames::{Frame, is_reporting};
use super::{Case, Side, saying, speakers};
use crate::diff::alignment::Hunk;
use crate::span::Span;

/// The source behind the dash that ends the sentence.
pub(super) fn tail(side: &Side<'_>) -> Option<Range<usize>> {
    let end = side.words.len();
    let mut ranges = (end.saturating_sub(speakers::LONGEST_TAIL)..end).map(|at| at..end);
    ranges.find(|range| speakers::is_tail(side, range))
}

/// A hunk cut where the source behind the dash of a headline begins, on either side: *… **from the air - Orla*** → *… **at towns*** has lost
/// its source, whatever else was put into its place.
pub(super) fn at_dash(case: &Case<'_>, hunk: &Hunk) -> Vec<Hunk> {
    let inside = |side: &Side<'_>, range: &Range<usize>| {
        let start = tail(side).map(|tail| tail.start);
        start.filter(|start| range.contains(start)).unwrap_or(range.end)
    };
    let (old, new) = (inside(&case.old, &hunk.old), inside(&case.new, &hunk.new));
    let parts = [
        Hunk {
            old: hunk.old.start..old,
            new: hunk.new.start..new,
        },
        Hunk {
            old: old..hunk.old.end,
            new: new..hunk.new.end,
        },
    ];
    let parts = parts.into_iter();
    parts
        .filter(|part| !part.old.is_empty() || !part.new.is_empty())
        .collect()
}

/// A hunk cut before the frame that ends it, where nothing stands on the other side: *the mayor knew **and did nothing, a witness said*** →
/// *the mayor knew* has lost its source, and a clause as well.
pub(super) fn at_frame(case: &Case<'_>, hunk: Hunk) -> Vec<Hunk> {
    let (side, range) = match (hunk.old.is_empty(), hunk.new.is_empty()) {
        (false, true) => (&case.old, &hunk.old),
        (true, false) => (&case.new, &hunk.new),
        _ => return vec![hunk],
    };
    let of = |at: usize| side.cue(at).or_else(|| side.source(at));
    let last = of(range.end - 1);
    let mut frame = range
        .clone()
        .rev()
        .take_while(|&at| side.words[at].function || of(at) == last);
    let start = frame
        .by_ref()
        .filter(|&at| last.is_some() && saying::behind_punctuation(side, at))
        .last();
    let is_clause = |at: usize| (range.start + 1..at).any(|at| side.tag(at).is_verb());
    let Some(start) = start.filter(|&at| is_clause(at)) else {
        return vec![hunk];
    };
    let part = |range: Range<usize>| {
        if hunk.old.is_empty() {
            Hunk {
                old: hunk.old.clone(),
                new: range,
            }
        } else {
            Hunk {
                old: range,
                new: hunk.new.clone(),
            }
        }
    };
    vec![part(range.start..start), part(start..range.end)]
}

/// Whether a frame stands in another place of the other sentence.
pub(super) fn has_moved(side: &Side<'_>, frame: &Frame, other: &Side<'_>) -> bool {
    let Some(number) = frame.attribution else {
        return false;
    };
    let of_frame = |at: &usize| side.source(*at) == Some(number) || side.cue(*at) == Some(number);
    let mut words = frame
        .range
        .clone()
        .filter(of_frame)
        .filter(|&at| !side.words[at].function)
        .peekable();
    words.peek().is_some() && words.all(|at| other.words.iter().any(|word| word.key == side.words[at].key))
}

/// Whether most of what a frame answers for has come or gone with it.
pub(super) fn brings_content(side: &Side<'_>, frame: &Frame) -> bool {
    let words = frame
        .attribution
        .map_or_else(Vec::new, |number| content(side, number));
    let gone = words.iter().filter(|at| frame.range.contains(at)).count();
    gone * 2 > words.len()
}

/// Whether a frame answers for other words than the claim's: *the craft, **but China denies** it is used to spy*.
pub(super) fn is_of_others(side: &Side<'_>, frame: &Frame) -> bool {
    let Some(number) = frame.attribution.filter(|_| side.claim.is_some()) else {
        return false;
    };
    if !side.chain().contains(&number) || introduces_other(side, frame) {
        return true;
    }
    // *…, **which Roe says is “absurd”***
    brings_content(side, frame)
}

/// The words that an attribution answers for.
fn content(side: &Side<'_>, number: usize) -> Vec<usize> {
    let revision = side.text.revision;
    let spans = revision.attributions[number].content.iter();
    let tokens = spans.flat_map(|&span| revision.document.tokens_in(span));
    tokens.filter_map(|token| side.position(token)).collect()
}

/// Whether the verb of what a frame answers for came or went in words of its own, with all but the subject: *The findings, published on
/// Monday, **prove nothing, Roe said*** → *The findings were published on Monday*. The hunks come with the frame's own side first.
pub(super) fn is_of_other_verb(
    side: &Side<'_>,
    frame: &Frame,
    hunks: &[(Range<usize>, Range<usize>)],
) -> bool {
    let Some(number) = frame.attribution else {
        return false;
    };
    let words = content(side, number);
    let outside = |at: usize| {
        side.head(at)
            .is_none_or(|head| words.binary_search(&head).is_err())
    };
    let main = words.iter().copied().find(|&at| outside(at));
    let alone = |at: usize| {
        hunks
            .iter()
            .any(|(own, other)| other.is_empty() && own.contains(&at))
    };
    main.is_some_and(|at| side.tag(at).is_verb() && alone(at))
}

/// Claims of more words are not compared word by word.
const LONGEST_SAID: usize = 64;

/// Whether most of what the frame attributes, which came or went with it, is said on the other side in another order: *Blast
/// ‘kills captain’* → ***Orla says** captain killed in blast*.
pub(super) fn is_said_again(side: &Side<'_>, frame: &Frame, other: &Side<'_>) -> bool {
    if side.positions.len().max(other.positions.len()) > LONGEST_SAID {
        return false;
    }
    let own = |at: &usize| !frame.cue.contains(at) && side.source(*at).is_none() && !side.words[*at].function;
    let words: Vec<usize> = side.positions.iter().copied().filter(own).collect();
    let there: Vec<_> = other.positions.iter().map(|&at| other.lemma(at)).collect();
    let again = words
        .iter()
        .filter(|&&at| there.contains(&side.lemma(at)))
        .count();
    let number = frame.attribution;
    // *The findings, published on Monday, **prove** nothing*: answers for other words.
    let answers = |it: usize| content(side, it).iter().any(|at| side.positions.contains(at));
    let named = number.is_some_and(|it| side.text.revision.attributions[it].source.is_some() && answers(it));
    named && is_reporting(side, frame.cue.start) && again >= 2 && again * 2 > words.len()
}

/// Whether another claim begins behind the cue, in words that came or went with it: *…, and **officials say** cuts are possible*.
fn introduces_other(side: &Side<'_>, frame: &Frame) -> bool {
    let Some(own) = side.claim else { return false };
    let behind = frame.cue.end..frame.range.end.min(frame.cue.end + 2);
    let claims = &side.text.revision.claims;
    let first = claims.partition_point(|claim| claim.sentence < own.sentence);
    let mut beside = claims[first..]
        .iter()
        .take_while(|claim| claim.sentence == own.sentence);
    let tokens = side.text.revision.document.tokens();
    let whole = side.span(frame.range.clone());
    let inside =
        |span: Span| whole.is_some_and(|whole| whole.start() <= span.start() && span.end() <= whole.end());
    frame.range.start > 0
        && beside.any(|claim| {
            let start = claim.spans[0].start();
            // *according to **Lumen**, which makes them*: tells of the frame's own source.
            let is_source = behind.clone().any(|at| {
                tokens[side.words[at].token].span.start() == start
                    && frame.attribution.is_some()
                    && side.source(at) == frame.attribution
            });
            claim.spans[0] != own.spans[0]
                && !is_source
                && claim.spans.iter().all(|&span| inside(span))
                && behind
                    .clone()
                    .any(|at| tokens[side.words[at].token].span.start() == start)
        })
}

/// Whether the source of a frame stands behind the dash that ends the other sentence: *experts say* → *- experts*, ***Nigeria**
/// confirms …* → *… - **Nigeria***; or somebody speaks there for himself.
pub(super) fn stands_elsewhere(
    (side, frame): (&Side<'_>, &Frame),
    (other, tail): (&Side<'_>, Option<&Range<usize>>),
) -> bool {
    if speaks_for_itself(other) {
        return true;
    }
    let Some(tail) = tail else { return false };
    let content = |side: &Side<'_>, at: &usize| !side.words[*at].function;
    let there: Vec<u64> = tail
        .clone()
        .filter(|at| content(other, at))
        .map(|at| other.words[at].key)
        .collect();
    let mut source = frame
        .range
        .clone()
        .filter(|at| content(side, at) && !frame.cue.contains(at));
    frame.range.len() == frame.cue.len() || source.any(|at| there.contains(&side.words[at].key))
}

/// Whether the other text breaks off where the cue would stand: *…, experts…* → *…, experts **say***.
pub(super) fn broke_off(side: &Side<'_>, frame: &Frame, other: &Side<'_>) -> bool {
    let alone = frame.range.len() == frame.cue.len();
    let Some(before) = frame.range.start.checked_sub(1).filter(|_| alone) else {
        return false;
    };
    let (Some(last), document) = (other.words.last(), &other.text.revision.document) else {
        return false;
    };
    let behind = last.token + 1;
    last.key == side.words[before].key
        && behind < document.tokens().len()
        && matches!(document.word(behind), "..." | "…")
}

/// Whether the speaker stands in front of a colon on the other side: ***Roe:** we are ready* → *Roe **says** they are ready*, *We are ready -
/// **Roe*** → ***Roe:** We are ready*.
pub(super) fn opens_with_speaker(side: &Side<'_>, frame: &Frame, other: &Side<'_>) -> bool {
    let Some(speaker) = frame.cue.start.checked_sub(1) else {
        return false;
    };
    let key = side.words[speaker].key;
    let document = &other.text.revision.document;
    (0..other.words.len().min(speakers::LONGEST_SPEAKER)).any(|at| {
        let behind = other.words[at].token + 1;
        other.words[at].key == key && behind < document.tokens().len() && document.word(behind) == ":"
    })
}

/// Whether somebody speaks in front of a colon: ***Roe: I** owe it to her*.
fn speaks_for_itself(side: &Side<'_>) -> bool {
    let document = &side.text.revision.document;
    let opens = (0..side.words.len().min(speakers::LONGEST_SPEAKER)).find(|&at| {
        let behind = side.words[at].token + 1;
        behind < document.tokens().len() && document.word(behind) == ":"
    });
    let first_person = |at: usize| matches!(&*side.word(at).to_lowercase(), "i" | "my" | "we" | "our");
    opens.is_some_and(|last| {
        (0..=last).all(|at| side.is_name(at)) && (last + 1..side.words.len()).any(first_person)
    })
}
