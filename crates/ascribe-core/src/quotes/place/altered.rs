//! Where a quotation stands whose words are not all in one run: joined from two places, or with words that differ.
//!
//! *“We had no choice and we left”* of *We had no choice, believe me, and we left* leaves words out without a sign; *“We had no
//! option”* of *We had no choice* says something else.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::{COMMON, LONGEST_GAP, Placed, Search};
use crate::quotes::words::Word;
use crate::vocabulary::QuoteState;

/// So many words of the article's own can join two places: *that*, *and so*.
const LONGEST_JOINT: usize = 2;
/// A part of a splice has at least so many words: shorter ones are found anywhere.
const SHORTEST_PART: usize = 4;
/// This share of a quotation's words must stand at a place for it to be the place.
const ENOUGH: f64 = 0.6;
/// So many places are compared word by word.
const CANDIDATES: usize = 4;

impl Search<'_> {
    /// A beginning from one place and an end from another, in one piece: silently shortened if they stand near each other in
    /// order, else spliced.
    pub(super) fn joined(&self, piece: &Range<usize>) -> Option<Placed> {
        let words = &self.quoted.words[piece.clone()];
        if words.len() < 2 * SHORTEST_PART {
            return None;
        }
        let heads = self.longest(words, true);
        let tails = self.longest(words, false);
        let pairs = heads
            .iter()
            .flat_map(|head| tails.iter().map(move |tail| (head, tail)));
        let fits = |head: &Range<usize>, tail: &Range<usize>| {
            head.len() >= SHORTEST_PART
                && tail.len() >= SHORTEST_PART
                && head.len() + tail.len() + LONGEST_JOINT >= words.len()
        };
        let near = |head: &(usize, Range<usize>), tail: &(usize, Range<usize>)| {
            head.0 == tail.0
                && tail.1.end >= head.1.end
                && tail.1.end - head.1.start <= words.len() + LONGEST_GAP
        };
        let (head, tail) = pairs
            .filter(|(head, tail)| fits(&head.1, &tail.1))
            .min_by_key(|(head, tail)| !near(head, tail))?;
        // Where the two overlap in the quotation, the beginning keeps its words.
        let head_length = head.1.len().min(words.len() - 1);
        let tail_length = tail.1.len().min(words.len() - head_length);
        let tail_run = tail.1.end - tail_length..tail.1.end;
        let joint = piece.start + head_length..piece.end - tail_length;
        let gap = head.1.end..tail_run.start;
        let is_near = near(head, tail);
        if head.0 != tail.0 || is_near && gap.start > gap.end {
            return None;
        }
        let own = |words: &Range<usize>| if words.is_empty() { 0..0 } else { words.clone() };
        let runs = vec![head.1.clone(), tail_run];
        Some(if is_near {
            Placed {
                transcript: head.0,
                runs,
                state: QuoteState::Altered,
                differences: vec![(own(&gap), own(&joint))],
                left_out: vec![gap],
            }
        } else {
            Placed {
                transcript: head.0,
                runs,
                state: QuoteState::Spliced,
                differences: if joint.is_empty() {
                    Vec::new()
                } else {
                    vec![(0..0, joint)]
                },
                left_out: Vec::new(),
            }
        })
    }

    /// The longest runs that the words begin with, or end with.
    fn longest(&self, words: &[Word], beginning: bool) -> Vec<(usize, Range<usize>)> {
        let [first, second, ..] = words else {
            return Vec::new();
        };
        let [.., before, last] = words else {
            return Vec::new();
        };
        let places = if beginning {
            self.index.pair(*first, *second)
        } else {
            self.index.pair(*before, *last)
        };
        // Of a pair that stands everywhere the right place would be a guess.
        if places.len() > COMMON {
            return Vec::new();
        }
        let mut runs: Vec<(usize, Range<usize>)> = places
            .iter()
            .map(|&(_, transcript, at)| {
                let spoken = &self.spoken[transcript as usize].words;
                let at = at as usize;
                let run = if beginning {
                    let same = spoken[at..]
                        .iter()
                        .zip(words)
                        .take_while(|(said, quoted)| said.key == quoted.key);
                    at..at + same.count()
                } else {
                    let same = spoken[..at + 2].iter().rev().zip(words.iter().rev());
                    let count = same.take_while(|(said, quoted)| said.key == quoted.key).count();
                    at + 2 - count..at + 2
                };
                (transcript as usize, run)
            })
            .collect();
        runs.sort_by_key(|(_, run)| std::cmp::Reverse(run.len()));
        runs.truncate(CANDIDATES);
        runs
    }

    /// Each piece between ellipses altered or not.
    pub(super) fn altered_pieces(&self, pieces: &[Range<usize>]) -> Option<Placed> {
        let mut whole: Option<Placed> = None;
        for piece in pieces.iter().filter(|piece| piece.len() >= 2) {
            let placed = self.altered(piece)?;
            match &mut whole {
                Some(whole) if whole.transcript == placed.transcript => {
                    whole.runs.extend(placed.runs);
                    whole.differences.extend(placed.differences);
                    whole.left_out.extend(placed.left_out);
                }
                Some(_) => return None,
                None => whole = Some(placed),
            }
        }
        whole
    }

    /// The place that shares most words with a piece, compared word by word.
    pub(super) fn altered(&self, piece: &Range<usize>) -> Option<Placed> {
        let words = &self.quoted.words[piece.clone()];
        let slack = words.len() / 2 + 8;
        let mut votes: Vec<(u32, u32)> = Vec::new();
        for (at, pair) in words.windows(2).enumerate() {
            let places = self.index.pair(pair[0], pair[1]);
            if places.len() <= COMMON {
                votes.extend(
                    places
                        .iter()
                        .map(|place| (place.1, place.2.saturating_sub(at as u32) / slack as u32)),
                );
            }
        }
        votes.sort_unstable();
        let mut counted: Vec<(usize, (u32, u32))> = votes
            .chunk_by(|one, other| one == other)
            .map(|votes| (votes.len(), votes[0]))
            .collect();
        counted.sort_by_key(|(count, place)| (std::cmp::Reverse(*count), *place));
        let quoted: Vec<u64> = words.iter().map(|word| word.key).collect();
        let mut best: Option<(usize, Placed)> = None;
        for (_, (transcript, window)) in counted.into_iter().take(CANDIDATES) {
            let transcript = transcript as usize;
            let said = &self.spoken[transcript].words;
            let start = (window as usize * slack).saturating_sub(slack);
            let end = (start + words.len() + 4 * slack).min(said.len());
            let keys: Vec<u64> = said[start..end].iter().map(|word| word.key).collect();
            let operations = capture_diff_slices(Algorithm::Myers, &keys, &quoted);
            if let Some((same, placed)) = placed(transcript, start, piece.start, &operations)
                && best.as_ref().is_none_or(|(most, _)| same > *most)
            {
                best = Some((same, placed));
            }
        }
        best.filter(|(same, _)| *same as f64 >= ENOUGH * words.len() as f64)
            .map(|(_, placed)| placed)
    }
}

/// What a comparison says: from the first to the last word that is the same, with the number of those.
fn placed(
    transcript: usize,
    said_from: usize,
    quoted_from: usize,
    operations: &[DiffOp],
) -> Option<(usize, Placed)> {
    let is_same = |operation: &DiffOp| matches!(operation, DiffOp::Equal { .. });
    let first = operations.iter().position(is_same)?;
    let last = operations.iter().rposition(is_same)?;
    let same = operations[first..=last]
        .iter()
        .filter(|operation| is_same(operation));
    let count = same.map(|operation| operation.new_range().len()).sum();
    let shift = |range: Range<usize>, by: usize| range.start + by..range.end + by;
    let said = operations[first].old_range().start..operations[last].old_range().end;
    let mut differences: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    for (at, operation) in operations.iter().enumerate() {
        // Before the first and behind the last word that is the same, only the quotation's own words count.
        let old = if (first..=last).contains(&at) {
            operation.old_range()
        } else {
            0..0
        };
        let new = operation.new_range();
        if is_same(operation) || old.is_empty() && new.is_empty() {
            continue;
        }
        let old = if old.is_empty() {
            0..0
        } else {
            shift(old, said_from)
        };
        let new = if new.is_empty() {
            0..0
        } else {
            shift(new, quoted_from)
        };
        // A deletion and an insertion side by side are one replacement.
        match differences.last_mut() {
            Some((said, quoted)) if at > 0 && !is_same(&operations[at - 1]) => {
                if said.start == said.end {
                    *said = old;
                }
                if quoted.start == quoted.end {
                    *quoted = new;
                }
            }
            _ => differences.push((old, new)),
        }
    }
    let left_out = differences
        .iter()
        .map(|(said, _)| said.clone())
        .filter(|said| !said.is_empty())
        .collect();
    Some((
        count,
        Placed {
            transcript,
            runs: vec![shift(said, said_from)],
            state: QuoteState::Altered,
            differences,
            left_out,
        },
    ))
}
