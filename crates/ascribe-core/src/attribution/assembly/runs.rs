//! Runs of tokens that are kept in text order, neither touching nor overlapping.

use std::ops::Range;

use crate::attribution::label::Label;
use crate::document::{Document, TokenIndex};

/// Adds `run` to `runs`, joined with all that it touches.
pub fn add(runs: &mut Vec<Range<TokenIndex>>, run: Range<TokenIndex>) {
    if run.is_empty() {
        return;
    }
    let first = runs.partition_point(|known| known.end < run.start);
    let end = runs.partition_point(|known| known.start <= run.end);
    if first == end {
        runs.insert(first, run);
        return;
    }
    let joined = runs[first].start.min(run.start)..runs[end - 1].end.max(run.end);
    runs.splice(first..end, [joined]);
}

/// Of every token, whether one of `runs` has it.
pub fn marked<'a>(document: &Document, runs: impl IntoIterator<Item = &'a Range<TokenIndex>>) -> Vec<bool> {
    let mut marked = vec![false; document.tokens().len()];
    for run in runs {
        marked[run.clone()].fill(true);
    }
    marked
}

/// The runs of a label's cue and source.
pub fn frame(label: &Label) -> impl Iterator<Item = &Range<TokenIndex>> {
    label.source.iter().chain([&label.cue])
}

/// The runs of its cue, source and content.
pub fn all(label: &Label) -> impl Iterator<Item = &Range<TokenIndex>> {
    frame(label).chain(&label.content)
}

/// How many of the tokens of `range` that satisfy `counts` stand in `runs`.
pub fn shared(
    runs: &[Range<TokenIndex>],
    range: &Range<TokenIndex>,
    counts: impl Fn(TokenIndex) -> bool,
) -> usize {
    let first = runs.partition_point(|run| run.end <= range.start);
    runs[first..]
        .iter()
        .take_while(|run| run.start < range.end)
        .flat_map(|run| run.start.max(range.start)..run.end.min(range.end))
        .filter(|&token| counts(token))
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_stay_sorted_and_apart() {
        let mut runs = vec![];
        for run in [10..12, 2..4, 6..8, 4..5, 9..9, 7..10] {
            add(&mut runs, run);
        }
        assert_eq!(runs, [2..5, 6..12]);
        assert_eq!(shared(&runs, &(3..8), |_| true), 4);
        assert_eq!(shared(&runs, &(5..6), |_| true), 0);
    }
}
