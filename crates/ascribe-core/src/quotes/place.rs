//! Where the words of a quotation stand in the transcripts.
//!
//! Pairs of words are indexed, so that a quotation is looked for at the few places that share its rarest pairs, and the time
//! grows with the length of the transcript and not with that times the length of the article.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::words::{Quoted, Spoken, Word};
use crate::english::model::mix;
use crate::vocabulary::QuoteState;

/// Pairs of words that stand at more places do not help to find one.
const COMMON: usize = 256;
/// An ellipsis stands for at most so many words; beyond, two places were joined.
const LONGEST_GAP: usize = 80;
/// So many words of the article's own can join two places: *that*, *and so*.
const LONGEST_JOINT: usize = 2;
/// A part of a splice has at least so many words: shorter ones are found anywhere.
const SHORTEST_PART: usize = 4;
/// This share of a quotation's words must stand at a place for it to be the place.
const ENOUGH: f64 = 0.6;
/// So many places are compared word by word.
const CANDIDATES: usize = 4;

/// Pairs of words with where they stand, sorted.
pub(super) struct Index {
    pairs: Vec<(u64, u32, u32)>,
}

/// Where a quotation stands, and how.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    pub(super) transcript: usize,
    /// Words of the transcript, in order of the quotation.
    pub(super) runs: Vec<Range<usize>>,
    pub(super) state: QuoteState,
    /// Words of the transcript and of the quotation that differ.
    pub(super) differences: Vec<(Range<usize>, Range<usize>)>,
    /// Words of the transcript that the quotation leaves out.
    pub(super) left_out: Vec<Range<usize>>,
}

/// Whether the speaker at a word of a transcript is the one that the article names.
type Speaks<'a> = &'a dyn Fn(usize, usize) -> Option<bool>;

impl Index {
    pub(super) fn of(spoken: &[Spoken]) -> Self {
        let mut pairs = Vec::with_capacity(spoken.iter().map(|spoken| spoken.words.len()).sum());
        for (transcript, spoken) in spoken.iter().enumerate() {
            for (at, pair) in spoken.words.windows(2).enumerate() {
                pairs.push((mix(pair[0].key, pair[1].key), transcript as u32, at as u32));
            }
        }
        pairs.sort_unstable();
        Self { pairs }
    }

    /// Where two words stand beside each other.
    fn pair(&self, first: Word, second: Word) -> &[(u64, u32, u32)] {
        let key = mix(first.key, second.key);
        let start = self.pairs.partition_point(|pair| pair.0 < key);
        let length = self.pairs[start..].partition_point(|pair| pair.0 == key);
        &self.pairs[start..start + length]
    }

    /// The best place of a quotation; none if too few of its words stand anywhere together.
    pub(super) fn place(
        &self,
        spoken: &[Spoken],
        quoted: &Quoted,
        speaks: impl Fn(usize, usize) -> Option<bool>,
    ) -> Option<Placed> {
        let search = Search {
            index: self,
            spoken,
            quoted,
            speaks: &speaks,
        };
        search.whole().or_else(|| search.by_marks())
    }
}

struct Search<'a> {
    index: &'a Index,
    spoken: &'a [Spoken],
    quoted: &'a Quoted,
    speaks: Speaks<'a>,
}

impl Search<'_> {
    /// All words in one run, whatever marks part them in the article.
    fn whole(&self) -> Option<Placed> {
        if self.quoted.has_ellipsis {
            return None;
        }
        let (transcript, run) = self.exact(0..self.quoted.words.len()).into_iter().next()?;
        Some(Placed {
            transcript,
            runs: vec![run],
            state: QuoteState::Verbatim,
            differences: Vec::new(),
            left_out: Vec::new(),
        })
    }

    /// Each pair of marks for itself: what stands between two of them need not be told.
    fn by_marks(&self) -> Option<Placed> {
        let mut whole: Option<Placed> = None;
        let mut missed = false;
        for marks in &self.quoted.marks {
            if marks.len() < 2 && self.quoted.marks.len() > 1 {
                continue;
            }
            let Some(placed) = self.pieces(marks) else {
                missed = true;
                continue;
            };
            match &mut whole {
                Some(whole) if whole.transcript == placed.transcript => {
                    whole.state = whole.state.max(placed.state);
                    whole.runs.extend(placed.runs);
                    whole.differences.extend(placed.differences);
                    whole.left_out.extend(placed.left_out);
                }
                Some(whole) => whole.state = whole.state.max(QuoteState::Spliced),
                None => whole = Some(placed),
            }
        }
        // Half of it found is not found.
        whole.filter(|_| !missed)
    }

    /// What stands in one pair of marks, with its ellipses.
    fn pieces(&self, marks: &Range<usize>) -> Option<Placed> {
        let pieces: Vec<Range<usize>> = self
            .quoted
            .pieces
            .iter()
            .filter(|piece| piece.start >= marks.start && piece.end <= marks.end)
            .cloned()
            .collect();
        let found: Vec<Vec<(usize, Range<usize>)>> =
            pieces.iter().map(|piece| self.exact(piece.clone())).collect();
        if found.iter().any(Vec::is_empty) {
            return match &pieces[..] {
                [piece] => self.joined(piece).or_else(|| self.altered(piece)),
                _ => self.altered_pieces(&pieces),
            };
        }
        let chain = found.first()?.iter().find_map(|(transcript, first)| {
            let mut runs = vec![first.clone()];
            for places in &found[1..] {
                let end = runs[runs.len() - 1].end;
                let next = places
                    .iter()
                    .filter(|(other, run)| {
                        other == transcript && run.start >= end && run.start - end <= LONGEST_GAP
                    })
                    .min_by_key(|(_, run)| run.start)?;
                runs.push(next.1.clone());
            }
            Some((*transcript, runs))
        });
        let Some((transcript, runs)) = chain else {
            let transcript = found[0][0].0;
            let runs = found
                .iter()
                .filter_map(|places| places.iter().find(|place| place.0 == transcript));
            return Some(Placed {
                transcript,
                runs: runs.map(|place| place.1.clone()).collect(),
                state: QuoteState::Spliced,
                differences: Vec::new(),
                left_out: Vec::new(),
            });
        };
        let left_out: Vec<Range<usize>> = runs
            .windows(2)
            .map(|pair| pair[0].end..pair[1].start)
            .filter(|gap| !gap.is_empty())
            .collect();
        let state = if runs.len() > 1 {
            QuoteState::Trimmed
        } else {
            QuoteState::Verbatim
        };
        Some(Placed {
            transcript,
            state,
            runs,
            differences: Vec::new(),
            left_out,
        })
    }

    /// Where words of the quotation stand in one run, those of the right speaker first.
    fn exact(&self, words: Range<usize>) -> Vec<(usize, Range<usize>)> {
        let quoted = &self.quoted.words[words];
        if let [only] = quoted {
            // A piece of one word between ellipses is looked for at the place of the others only.
            return self.single(*only);
        }
        let rarest = quoted
            .windows(2)
            .enumerate()
            .map(|(at, pair)| (at, self.index.pair(pair[0], pair[1])))
            .min_by_key(|(_, places)| places.len());
        let Some((offset, places)) = rarest else {
            return Vec::new();
        };
        let mut found: Vec<(usize, Range<usize>)> = places
            .iter()
            .filter_map(|&(_, transcript, at)| {
                let words = &self.spoken[transcript as usize].words;
                let start = (at as usize).checked_sub(offset)?;
                let there = words.get(start..start + quoted.len())?;
                let same = there
                    .iter()
                    .zip(quoted)
                    .all(|(said, quoted)| said.key == quoted.key);
                same.then_some((transcript as usize, start..start + quoted.len()))
            })
            .take(COMMON)
            .collect();
        found.sort_by_key(|(transcript, run)| match (self.speaks)(*transcript, run.start) {
            Some(true) => 0,
            None => 1,
            Some(false) => 2,
        });
        found
    }

    fn single(&self, word: Word) -> Vec<(usize, Range<usize>)> {
        let places = self.spoken.iter().enumerate().flat_map(|(transcript, spoken)| {
            let here = spoken
                .words
                .iter()
                .enumerate()
                .filter(move |(_, said)| said.key == word.key);
            here.map(move |(at, _)| (transcript, at..at + 1))
        });
        places.take(COMMON).collect()
    }

    /// A beginning from one place and an end from another, in one piece: silently shortened if they stand near each other in
    /// order, else spliced.
    fn joined(&self, piece: &Range<usize>) -> Option<Placed> {
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
    fn altered_pieces(&self, pieces: &[Range<usize>]) -> Option<Placed> {
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
    fn altered(&self, piece: &Range<usize>) -> Option<Placed> {
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
