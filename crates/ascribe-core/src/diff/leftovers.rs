//! Claims that found no partner in their own sentence: they may stand in another one, or be told in other words.
//!
//! *The minister left the room at noon*, which went into the lede, has most of its words there. *Orla scraps the last ferry* → *On Monday
//! Orla axed the ferry for good* has few of them, but one deed of that kind stands left over in either text, and so it
//! is the same. So is a toll in the head of the text: *Two die in fire* → *At least six people were killed*. Where two of a kind are left nothing
//! is joined by it.

use std::collections::HashMap;

use super::acts::is_head;
use super::identity::Sense;
use super::matching::{self, Bag, Candidate};
use super::stretch::{Pair, Stretch, hunks, positions, words_of};
use super::words::{Text, Word};
use crate::claims::{Claim, ClaimIndex};

/// Claims this much alike are the same claim in another sentence.
const ALIKE: u32 = 550;
/// Those that are less alike are not even looked at.
const ALIKE_AT_LEAST: u32 = 400;
/// Claims that one deed makes the same come last.
const SAME_DEED: u32 = ALIKE_AT_LEAST - 1;

/// Claims left over on both sides that are the same become pairs of stretches of their own.
pub(super) fn join(old: &Text<'_>, new: &Text<'_>, stretches: &mut Vec<Stretch>) {
    let mut left: Vec<(usize, ClaimIndex, Vec<Word>)> = Vec::new();
    let mut right: Vec<(usize, ClaimIndex, Vec<Word>)> = Vec::new();
    for (number, stretch) in stretches.iter().enumerate() {
        for pair in stretch.pairs.iter().filter(|pair| !pair.cut) {
            match (pair.old, pair.new) {
                (Some(claim), None) => left.push((number, claim, words_of(old, &stretch.old, claim))),
                (None, Some(claim)) => right.push((number, claim, words_of(new, &stretch.new, claim))),
                _ => {}
            }
        }
    }
    let bags = |text: &Text<'_>, claims: &[(usize, ClaimIndex, Vec<Word>)]| -> Vec<Bag> {
        claims.iter().map(|it| Bag::of(text, &it.2)).collect()
    };
    let senses = |text: &Text<'_>, claims: &[(usize, ClaimIndex, Vec<Word>)]| -> Vec<Sense> {
        let sense = |(_, claim, words): &(usize, ClaimIndex, Vec<Word>)| {
            let all: Vec<usize> = (0..words.len()).collect();
            Sense::of(text, words, &all, *claim)
        };
        claims.iter().map(sense).collect()
    };
    let (left_senses, right_senses) = (senses(old, &left), senses(new, &right));
    let (left_bags, right_bags) = (bags(old, &left), bags(new, &right));
    let left_bags: Vec<&Bag> = left_bags.iter().collect();
    let right_bags: Vec<&Bag> = right_bags.iter().collect();
    let mut candidates = matching::candidates(&left_bags, &right_bags, ALIKE_AT_LEAST);
    candidates.retain(|it| left_senses[it.old].is_same(&right_senses[it.new]));
    candidates.extend(of_one_deed(&left_senses, &right_senses));
    candidates.extend(retold(&left_senses, &right_senses));
    for chosen in matching::choose(candidates, left.len(), right.len()) {
        let (from, claim, _) = &left[chosen.old];
        let (to, other, _) = &right[chosen.new];
        let words = with_frame(old, &stretches[*from].old, *claim);
        let other_words = with_frame(new, &stretches[*to].new, *other);
        let hunks = hunks(old, new, &words, &other_words);
        stretches[*from].take_out(|pair| pair.old == Some(*claim));
        stretches[*to].take_out(|pair| pair.new == Some(*other));
        stretches.push(Stretch {
            old: words,
            new: other_words,
            same: hunks.is_empty(),
            hunks,
            moved: from != to && !is_same_place(&old.revision.claims[*claim], &new.revision.claims[*other]),
            level: from == to,
            sentences: (1, 1),
            pairs: vec![Pair {
                old: Some(*claim),
                new: Some(*other),
                ambiguous: chosen.ambiguous,
                cut: false,
            }],
            gone: Vec::new(),
        });
    }
}

/// A claim's words with those of its hedges and of whoever answers for it, as far as they stand in the same stretch.
fn with_frame(text: &Text<'_>, words: &[Word], claim: ClaimIndex) -> Vec<Word> {
    let revision = text.revision;
    let found = &revision.claims[claim];
    let chain = found
        .attributions
        .iter()
        .map(|&number| &revision.attributions[number]);
    let chain = chain.flat_map(|it| {
        let source = it.source.iter().filter_map(|source| source.spans.first());
        source.copied().chain([it.cue.span])
    });
    let around = chain.chain(found.hedges.iter().map(|hedge| hedge.span));
    let mut places = positions(text, words, claim);
    for span in around {
        let tokens = revision.document.tokens_in(span);
        let first = words.partition_point(|word| word.token < tokens.start);
        let inside = words[first..].iter().take_while(|word| word.token < tokens.end);
        places.extend((first..).take(inside.count()));
    }
    places.sort_unstable();
    places.dedup();
    places.into_iter().map(|at| words[at]).collect()
}

/// Pairs of claims that tell of one deed, where no other claim left over on either side does.
fn of_one_deed(left: &[Sense], right: &[Sense]) -> Vec<Candidate> {
    let mut by_deed: HashMap<u64, (Vec<usize>, Vec<usize>)> = HashMap::new();
    // *…, killing three people* is part of what says so as well.
    let put = |numbers: &mut Vec<usize>, number: usize, senses: &[Sense]| match numbers.last_mut() {
        Some(last) if senses[number].is_inside(&senses[*last]) => {}
        Some(last) if senses[*last].is_inside(&senses[number]) => *last = number,
        _ => numbers.push(number),
    };
    for (number, sense) in left.iter().enumerate() {
        for &deed in &sense.deeds {
            put(&mut by_deed.entry(deed).or_default().0, number, left);
        }
    }
    for (number, sense) in right.iter().enumerate() {
        for &deed in &sense.deeds {
            put(&mut by_deed.entry(deed).or_default().1, number, right);
        }
    }
    let mut found: Vec<Candidate> = by_deed
        .into_values()
        .filter_map(|(old, new)| match (&old[..], &new[..]) {
            (&[old], &[new]) => Some(Candidate {
                old,
                new,
                likeness: SAME_DEED,
            }),
            _ => None,
        })
        .collect();
    found.sort_unstable_by_key(|it| (it.old, it.new));
    found
}

/// Pairs of claims in the same place at the head of their texts that tell of one act.
fn retold(left: &[Sense], right: &[Sense]) -> Vec<Candidate> {
    let in_head = |senses: &[Sense]| -> Vec<usize> {
        let numbers = 0..senses.len();
        numbers.filter(|&it| senses[it].is_in_head()).collect()
    };
    let others = in_head(right);
    let mut found = Vec::new();
    for old in in_head(left) {
        let retells = others.iter().filter(|&&new| left[old].retells(&right[new]));
        found.extend(retells.map(|&new| Candidate {
            old,
            new,
            likeness: (left[old].likeness(&right[new]) as u32).min(SAME_DEED),
        }));
    }
    found
}

/// Whether both stand at the head of their text, where nothing stands beside them from which they could have moved away.
fn is_same_place(old: &Claim, new: &Claim) -> bool {
    old.place == new.place && is_head(old.place)
}

/// Pairs of places in two lists of claims that say nearly the same.
pub(super) fn same_claims(
    old: &Text<'_>,
    old_claims: &[ClaimIndex],
    new: &Text<'_>,
    new_claims: &[ClaimIndex],
) -> Vec<(usize, usize)> {
    let bags = |text: &Text<'_>, claims: &[ClaimIndex]| -> Vec<Bag> {
        claims
            .iter()
            .map(|&claim| Bag::of(text, &words_of(text, &text.words, claim)))
            .collect()
    };
    let (left, right) = (bags(old, old_claims), bags(new, new_claims));
    let left: Vec<&Bag> = left.iter().collect();
    let right: Vec<&Bag> = right.iter().collect();
    let candidates = matching::candidates(&left, &right, ALIKE);
    let chosen = matching::choose(candidates, left.len(), right.len());
    chosen.into_iter().map(|pair| (pair.old, pair.new)).collect()
}
