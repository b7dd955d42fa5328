//! How the claims of an article moved through many revisions: a rumour that became a fact, a claim that left and came back.
//!
//! One row a claim, one column a revision. Neighbouring revisions are compared as two are ([`diff`]); a claim that went
//! and one that came in a later revision are the same row if their words are nearly the same.

use crate::attribution::{Attribution, Source};
use crate::claims::{Claim, ClaimIndex};
use crate::diff::policy::Policy;
use crate::diff::{self, Comparison};
use crate::english::English;
use crate::revision::Revision;
use crate::vocabulary::{Anonymity, Commitment, Directness, HedgeClass};

/// All claims of all revisions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// In order of the revision they first stand in, then of its text.
    pub rows: Vec<Row>,
    /// What became of each claim from one revision to the next; one less than revisions.
    pub comparisons: Vec<Comparison>,
}

/// One claim in every revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// One a revision; none where it does not stand.
    pub cells: Vec<Option<Cell>>,
}

/// A claim in one revision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Its number there.
    pub claim: ClaimIndex,
    /// Who vouches for it.
    pub commitment: Commitment,
}

impl Row {
    /// The revision that it first stands in.
    pub fn first(&self) -> usize {
        self.cells.iter().position(Option::is_some).unwrap_or_default()
    }

    /// Whether it left and came back.
    pub fn returned(&self) -> bool {
        let mut runs = self.cells.chunk_by(|a, b| a.is_some() == b.is_some());
        runs.by_ref().filter(|run| run[0].is_some()).count() > 1
    }

    /// Whether anything about who vouches for it changed, or it came or went.
    pub fn moved(&self) -> bool {
        let commitment = |cell: &Option<Cell>| cell.map(|cell| cell.commitment);
        self.cells
            .windows(2)
            .any(|pair| commitment(&pair[0]) != commitment(&pair[1]))
    }
}

/// Follows every claim through the revisions, the oldest first.
pub fn ledger(english: &English, policy: &Policy, revisions: &[&Revision]) -> Ledger {
    let mut ledger = Ledger::default();
    // Rows by the claim that they hold in the revision before.
    let mut current: Vec<usize> = Vec::new();
    for (number, revision) in revisions.iter().enumerate() {
        let mut row_of = vec![None; revision.claims.len()];
        if let Some(before) = number.checked_sub(1) {
            let comparison = diff::diff_claims(english, policy, revisions[before], revision);
            for change in &comparison.changes {
                if let (Some(old), Some(new)) = (change.before, change.after) {
                    row_of[new] = Some(current[old]);
                }
            }
            ledger.comparisons.push(comparison);
            come_back(english, &ledger.rows, revisions, number, &mut row_of);
        }
        current = row_of
            .into_iter()
            .enumerate()
            .map(|(claim, row)| {
                let row = row.unwrap_or_else(|| {
                    let cells = vec![None; revisions.len()];
                    ledger.rows.push(Row { cells });
                    ledger.rows.len() - 1
                });
                ledger.rows[row].cells[number] = Some(Cell {
                    claim,
                    commitment: commitment(revision, &revision.claims[claim]),
                });
                row
            })
            .collect();
    }
    ledger
}

/// Gives new claims the rows of claims that went earlier and say nearly the same.
fn come_back(
    english: &English,
    rows: &[Row],
    revisions: &[&Revision],
    number: usize,
    row_of: &mut [Option<usize>],
) {
    let mut taken: Vec<usize> = row_of.iter().flatten().copied().collect();
    taken.sort_unstable();
    for earlier in (0..number.saturating_sub(1)).rev() {
        let new: Vec<ClaimIndex> = (0..row_of.len()).filter(|&it| row_of[it].is_none()).collect();
        // Claims that this revision was the last to have.
        let gone: Vec<(usize, ClaimIndex)> = rows
            .iter()
            .enumerate()
            .filter(|(row, _)| taken.binary_search(row).is_err())
            .filter_map(|(row, it)| {
                let last = it.cells[earlier]?;
                it.cells[earlier + 1..number]
                    .iter()
                    .all(Option::is_none)
                    .then_some((row, last.claim))
            })
            .collect();
        if new.is_empty() || gone.is_empty() {
            continue;
        }
        let old: Vec<ClaimIndex> = gone.iter().map(|it| it.1).collect();
        for (left, right) in diff::same_claims(english, revisions[earlier], &old, revisions[number], &new) {
            let row = gone[left].0;
            row_of[new[right]] = Some(row);
            let at = taken.partition_point(|&it| it < row);
            taken.insert(at, row);
        }
    }
}

/// Who vouches for a claim: the weakest of what stands behind it counts.
pub fn commitment(revision: &Revision, claim: &Claim) -> Commitment {
    let chain: Vec<&Attribution> = claim
        .attributions
        .iter()
        .map(|&number| &revision.attributions[number])
        .collect();
    let hearsay = claim
        .hedges
        .iter()
        .any(|hedge| hedge.class == HedgeClass::Hearsay);
    let is_nobody = |it: &&Attribution| match &it.source {
        Some(source) => source.anonymity == Anonymity::Hearsay,
        None => true,
    };
    let is_anonymous = |it: &&Attribution| it.source.as_ref().is_some_and(Source::is_anonymous);
    match chain.last() {
        // *It is feared* in what somebody says is his own reserve.
        _ if hearsay || chain.first().is_some_and(is_nobody) => Commitment::Hearsay,
        _ if chain.iter().any(is_anonymous) => Commitment::Anonymous,
        Some(last) if last.directness == Directness::Direct => Commitment::Quoted,
        Some(_) => Commitment::Attributed,
        None if is_hedged(claim) => Commitment::Hedged,
        None => Commitment::OwnVoice,
    }
}

/// Bounds of numbers, quantifiers and boosters hold nothing back.
fn is_hedged(claim: &Claim) -> bool {
    claim.hedges.iter().any(|hedge| {
        !matches!(
            hedge.class,
            HedgeClass::Approximator | HedgeClass::VagueQuantity | HedgeClass::Booster
        )
    })
}
