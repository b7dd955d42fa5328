//! Which words of two stretches stayed and which were put in, taken out or replaced.
//!
//! Among all ways to keep words in their order the heaviest is taken, where words that say much weigh more than words of
//! grammar and words in a row more than scattered ones. That is what readers see as the difference, and not always the
//! fewest edits: *the man said the boat sank* → *the boat sank* has lost *the man said*, in one piece. In stretches too
//! long for that only what they begin with, what they end with and what stands in them once is kept.

use std::collections::HashMap;
use std::ops::Range;

/// A stretch that differs: words of the old side, words of the new side, one of them perhaps empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hunk {
    pub(super) old: Range<usize>,
    pub(super) new: Range<usize>,
}

/// A word as the alignment sees it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Weighed {
    pub(super) key: u64,
    pub(super) weight: u32,
}

/// Beyond so many pairs of words not every way is looked at.
const MOST_CELLS: usize = 1 << 20;
/// What a kept word weighs more when the word before it is kept as well.
const IN_A_ROW: u32 = 2;
/// So many words of what both sides begin and end with are weighed like the others: in *the man said the boat sank* → *the
/// boat sank* the first word is the same, and yet it is the second *the* that stayed.
const GIVEN_BACK: usize = 8;

/// The stretches that differ, in order.
pub(super) fn hunks(old: &[Weighed], new: &[Weighed]) -> Vec<Hunk> {
    let mut kept = Vec::new();
    keep(old, new, (0, 0), &mut kept);
    between(&kept, old.len(), new.len())
}

/// The pairs of words that are kept, in order, put behind those found already.
fn keep(old: &[Weighed], new: &[Weighed], offset: (usize, usize), kept: &mut Vec<(usize, usize)>) {
    let same = |a: &Weighed, b: &Weighed| a.key == b.key;
    let front = old.iter().zip(new).take_while(|(a, b)| same(a, b)).count();
    let (rest_old, rest_new) = (&old[front..], &new[front..]);
    let back = rest_old
        .iter()
        .rev()
        .zip(rest_new.iter().rev())
        .take_while(|(a, b)| same(a, b))
        .count();
    if rest_old.len() == back && rest_new.len() == back {
        kept.extend((0..old.len()).map(|at| (offset.0 + at, offset.1 + at)));
        return;
    }
    let (front, back) = (front.saturating_sub(GIVEN_BACK), back.saturating_sub(GIVEN_BACK));
    let middle_old = &old[front..old.len() - back];
    let middle_new = &new[front..new.len() - back];
    let (left, right) = (offset.0 + front, offset.1 + front);
    kept.extend((0..front).map(|at| (offset.0 + at, offset.1 + at)));
    if middle_old.len().saturating_mul(middle_new.len()) <= MOST_CELLS {
        heaviest(middle_old, middle_new, (left, right), kept);
    } else {
        anchored(middle_old, middle_new, (left, right), kept);
    }
    let (left, right) = (left + middle_old.len(), right + middle_new.len());
    kept.extend((0..back).map(|at| (left + at, right + at)));
}

/// The heaviest way, by a table of all pairs of words.
fn heaviest(old: &[Weighed], new: &[Weighed], offset: (usize, usize), kept: &mut Vec<(usize, usize)>) {
    if old.is_empty() || new.is_empty() {
        return;
    }
    let width = new.len() + 1;
    // Best of all ways up to here, and of those that keep the two last words.
    let mut best = vec![0_u32; (old.len() + 1) * width];
    let mut ending = vec![0_u32; (old.len() + 1) * width];
    for (row, a) in old.iter().enumerate() {
        for (column, b) in new.iter().enumerate() {
            let here = (row + 1) * width + column + 1;
            let before = row * width + column;
            if a.key == b.key {
                let run = if ending[before] > 0 {
                    ending[before] + IN_A_ROW
                } else {
                    0
                };
                ending[here] = best[before].max(run) + a.weight;
            }
            best[here] = ending[here].max(best[here - 1]).max(best[here - width]);
        }
    }
    let (mut row, mut column) = (old.len(), new.len());
    let from = kept.len();
    let mut in_a_row = false;
    while row > 0 && column > 0 {
        let here = row * width + column;
        let before = here - width - 1;
        if in_a_row || ending[here] == best[here] && ending[here] > 0 {
            kept.push((offset.0 + row - 1, offset.1 + column - 1));
            let weight = old[row - 1].weight;
            in_a_row = ending[before] > 0 && ending[here] == ending[before] + IN_A_ROW + weight;
            (row, column) = (row - 1, column - 1);
        } else if best[here] == best[here - width] {
            row -= 1;
        } else {
            column -= 1;
        }
    }
    kept[from..].reverse();
}

/// Keeps words that stand once in either stretch, as far as they are in order, and what lies between them.
fn anchored(old: &[Weighed], new: &[Weighed], offset: (usize, usize), kept: &mut Vec<(usize, usize)>) {
    let mut places: HashMap<u64, (u32, u32, usize)> = HashMap::new();
    for word in old {
        places.entry(word.key).or_default().0 += 1;
    }
    for (at, word) in new.iter().enumerate() {
        let place = places.entry(word.key).or_default();
        place.1 += 1;
        place.2 = at;
    }
    let mut anchors: Vec<(usize, usize)> = Vec::new();
    let mut chains: Vec<(usize, Option<usize>)> = Vec::new();
    // The last anchor of the shortest-reaching chain of each length (patience sorting).
    let mut piles: Vec<usize> = Vec::new();
    for (at, word) in old.iter().enumerate() {
        let (1, 1, other) = places[&word.key] else {
            continue;
        };
        let pile = piles.partition_point(|&top| anchors[top].1 < other);
        chains.push((anchors.len(), pile.checked_sub(1).map(|below| piles[below])));
        if pile == piles.len() {
            piles.push(anchors.len());
        } else {
            piles[pile] = anchors.len();
        }
        anchors.push((at, other));
    }
    let mut chain = Vec::new();
    let mut next = piles.last().copied();
    while let Some(at) = next {
        chain.push(anchors[at]);
        next = chains[at].1;
    }
    chain.reverse();
    chain.push((old.len(), new.len()));
    let (mut from, mut other_from) = (0, 0);
    for (to, other_to) in chain {
        let (left, right) = (&old[from..to], &new[other_from..other_to]);
        if left.len().saturating_mul(right.len()) <= MOST_CELLS / 64 {
            heaviest(left, right, (offset.0 + from, offset.1 + other_from), kept);
        }
        if to < old.len() {
            kept.push((offset.0 + to, offset.1 + other_to));
        }
        (from, other_from) = (to + 1, other_to + 1);
    }
}

/// What stands between the kept words.
fn between(kept: &[(usize, usize)], old: usize, new: usize) -> Vec<Hunk> {
    let mut hunks = Vec::new();
    let (mut from, mut other_from) = (0, 0);
    for &(to, other_to) in kept.iter().chain([&(old, new)]) {
        if from < to || other_from < other_to {
            hunks.push(Hunk {
                old: from..to,
                new: other_from..other_to,
            });
        }
        (from, other_from) = (to + 1, other_to + 1);
    }
    hunks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::english::words::key;

    fn differences(old: &str, new: &str) -> Vec<(String, String)> {
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let (old, new) = (words(old), words(new));
        let weighed = |words: &[String]| -> Vec<Weighed> {
            let weight = |word: &str| if word.len() < 4 { 1 } else { 10 };
            words
                .iter()
                .map(|word| Weighed {
                    key: key(word),
                    weight: weight(word),
                })
                .collect()
        };
        hunks(&weighed(&old), &weighed(&new))
            .into_iter()
            .map(|hunk| (old[hunk.old].join(" "), new[hunk.new].join(" ")))
            .collect()
    }

    #[test]
    fn words_in_a_row_stay_together() {
        let of = |old, new| differences(old, new);
        assert_eq!(of("one two", "one two"), []);
        assert_eq!(
            of("the ferry sank on Monday", "the ferry sank on Friday"),
            [("Monday".to_owned(), "Friday".to_owned())]
        );
        assert_eq!(
            of("the man said the boat sank", "the boat sank"),
            [("the man said".to_owned(), String::new())]
        );
        assert_eq!(
            of("harbour closed", "mayor resigned"),
            [("harbour closed".to_owned(), "mayor resigned".to_owned())]
        );
    }

    #[test]
    fn stretches_too_long_for_the_table_keep_what_is_unique() {
        let text = |from: usize| -> String {
            let words: Vec<String> = (from..from + 2000).map(|it| format!("word{it}")).collect();
            words.join(" ")
        };
        let old = format!("{} middle {}", text(0), text(2000));
        let new = format!("start {} other {} end", text(0), text(2000));
        assert_eq!(
            differences(&old, &new),
            [
                (String::new(), "start".to_owned()),
                ("middle".to_owned(), "other".to_owned()),
                (String::new(), "end".to_owned())
            ]
        );
        let same = "word ".repeat(3000);
        assert_eq!(
            differences(&format!("a {same}"), &format!("{same}b c d")).len(),
            1
        );
    }
}
