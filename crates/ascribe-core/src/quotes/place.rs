//! Where the words of a quotation stand in the transcripts.
//!
//! Pairs of words are indexed, so that a quotation is looked for at the few places that share its rarest pairs, and the time
//! grows with the length of the transcript and not with that times the length of the article.

mod altered;

use std::ops::Range;

use super::words::{Quoted, Spoken, Word};
use crate::english::model::mix;
use crate::vocabulary::QuoteState;

/// Pairs of words that stand at more places do not help to find one.
const COMMON: usize = 256;
/// An ellipsis stands for at most so many words; beyond, two places were joined.
const LONGEST_GAP: usize = 80;

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
}
