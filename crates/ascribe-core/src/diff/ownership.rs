//! Which of the words that differ concern which claim.
//!
//! Those in its own words, and those in the sources and cues of its chain: *the ministry **said*** → ***claimed*** concerns every
//! claim that the ministry makes there. What stands in nobody's words concerns the nearest claim.

use std::collections::BTreeMap;

use super::alignment::Hunk;
use super::stretch::{Pair, Stretch};
use super::words::{Text, Word};

/// Positions of a pair's claims in a stretch, on either side.
type Positions = (Vec<usize>, Vec<usize>);

/// Nearest claims are looked for among so many words on either side.
const NEAR: usize = 64;

/// Which pairs have a claim at a position, or stand in an attribution.
struct Holders {
    at: Vec<Vec<usize>>,
    of_attribution: BTreeMap<usize, Vec<usize>>,
}

impl Holders {
    /// The pairs whose words, or whose sources and cues, stand in a range.
    fn touched(&self, text: &Text<'_>, words: &[Word], range: std::ops::Range<usize>) -> Vec<usize> {
        let mut found = Vec::new();
        for at in range {
            found.extend(&self.at[at]);
            let token = words[at].token;
            for number in [text.sources[token], text.cues[token]].into_iter().flatten() {
                found.extend(self.of_attribution.get(&(number as usize)).into_iter().flatten());
            }
        }
        found
    }

    /// The pair of which a word stands nearest to `at`, and how far away.
    fn nearest(&self, at: usize, wanted: impl Fn(usize) -> bool) -> Option<(usize, usize)> {
        let from = at.saturating_sub(NEAR);
        let to = self.at.len().min(at + NEAR);
        (from..to)
            .flat_map(|place| self.at[place].iter().map(move |&pair| (place.abs_diff(at), pair)))
            .filter(|&(_, pair)| wanted(pair))
            .min()
    }
}

/// For each pair the hunks that concern it, in order.
pub(super) fn hunks_of_pairs(
    (old, new): (&Text<'_>, &Text<'_>),
    stretch: &Stretch,
    pairs: &[Pair],
    positions: &[Positions],
) -> Vec<Vec<Hunk>> {
    let mut of_pairs = vec![Vec::new(); pairs.len()];
    if stretch.hunks.is_empty() {
        return of_pairs;
    }
    let before = holders(old, stretch.old.len(), pairs, positions, true);
    let after = holders(new, stretch.new.len(), pairs, positions, false);
    let is_both = |number: usize| pairs[number].old.is_some() && pairs[number].new.is_some();
    for hunk in &stretch.hunks {
        let mut touched = before.touched(old, &stretch.old, hunk.old.clone());
        touched.extend(after.touched(new, &stretch.new, hunk.new.clone()));
        touched.sort_unstable();
        touched.dedup();
        // A claim that came or went tells of its own words.
        let told = touched.iter().any(|&it| !is_both(it) && !pairs[it].cut);
        touched.retain(|&it| is_both(it));
        if touched.is_empty() && !told {
            let nearest = |wanted: &dyn Fn(usize) -> bool| {
                let places = [
                    before.nearest(hunk.old.start, wanted),
                    after.nearest(hunk.new.start, wanted),
                ];
                places.into_iter().flatten().min()
            };
            // Where nobody has the claim on both sides, whoever has it on one tells of it.
            let found = nearest(&is_both).or_else(|| nearest(&|it| pairs[it].cut));
            touched.extend(found.map(|it| it.1));
        }
        for number in touched {
            of_pairs[number].push(hunk.clone());
        }
    }
    of_pairs
}

fn holders(text: &Text<'_>, words: usize, pairs: &[Pair], positions: &[Positions], is_old: bool) -> Holders {
    let mut holders = Holders {
        at: vec![Vec::new(); words],
        of_attribution: BTreeMap::new(),
    };
    for (number, (pair, (old, new))) in pairs.iter().zip(positions).enumerate() {
        let (claim, positions) = if is_old { (pair.old, old) } else { (pair.new, new) };
        for &at in positions {
            holders.at[at].push(number);
        }
        let chain = claim.map(|claim| &text.revision.claims[claim].attributions);
        for &attribution in chain.into_iter().flatten() {
            holders
                .of_attribution
                .entry(attribution)
                .or_default()
                .push(number);
        }
    }
    holders
}
