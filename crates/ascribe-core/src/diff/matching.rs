//! Which of many stretches of words belong together: candidates by an index, then the best pairs first.
//!
//! Words of grammar hardly count, and neither do words that are compared and not used to tell claims apart: numbers, times,
//! negation. Every stretch is looked up by its words and pairs of words, common ones left out, so that the work grows with
//! the text and not with its square.

use std::collections::HashMap;

use super::words::{Text, Word};
use crate::document::TokenKind;
use crate::english::model::mix;

/// The words of a stretch without their order, each with its weight.
pub(super) struct Bag {
    /// Sorted by key; a word that comes twice counts twice.
    words: Vec<(u64, u32)>,
    total: u32,
    /// Keys of two words in a row.
    pairs: Vec<u64>,
}

/// The weight of a word that tells claims apart.
pub(super) const CONTENT: u32 = 10;
/// The weight of a word that may differ between two states of one claim.
const COMPARED: u32 = 3;
/// The weight of a word of grammar.
const FUNCTION: u32 = 1;

impl Bag {
    pub(super) fn of(text: &Text<'_>, words: &[Word]) -> Self {
        let mut weighed: Vec<(u64, u32)> = words.iter().map(|word| (word.key, weight(text, word))).collect();
        weighed.sort_unstable();
        Self {
            total: weighed.iter().map(|(_, weight)| weight).sum(),
            words: weighed,
            pairs: words
                .windows(2)
                .map(|pair| mix(pair[0].key, pair[1].key))
                .collect(),
        }
    }

    /// The weight of the words that both have.
    pub(super) fn common(&self, other: &Bag) -> u32 {
        common(&self.words, &other.words)
    }

    /// The weight of all its words.
    pub(super) fn total(&self) -> u32 {
        self.total
    }

    /// Whether there is nothing in it but numbers, times and words of grammar, and no word that tells claims apart.
    pub(super) fn is_compared(&self) -> bool {
        self.words.iter().all(|word| word.1 < CONTENT) && self.words.iter().any(|word| word.1 == COMPARED)
    }

    /// How alike two stretches are, from 0 to 1000.
    pub(super) fn likeness(&self, other: &Bag) -> u32 {
        let both = u64::from(self.total) + u64::from(other.total);
        (2000 * u64::from(self.common(other)) / both.max(1)) as u32
    }
}

/// How much a word says about which claim it is.
pub(super) fn weight(text: &Text<'_>, word: &Word) -> u32 {
    let written = text.word(word);
    let changes = &text.english.changes;
    if word.function {
        FUNCTION
    } else if is_number(text, word)
        || changes.time.contains(written)
        || changes.weekday.contains(written)
        || changes.negation.contains(written)
    {
        COMPARED
    } else {
        CONTENT
    }
}

/// How much a word says about which claim it is, beside others of its sentence: *most of the jobs*, *some of the jobs*.
pub(super) fn weight_in_claim(text: &Text<'_>, word: &Word) -> u32 {
    let weight = weight(text, word);
    if text.english.changes.quantifier.contains(text.word(word)) {
        weight.min(COMPARED)
    } else {
        weight
    }
}

/// Whether a word is a number, in digits or letters.
pub(super) fn is_number(text: &Text<'_>, word: &Word) -> bool {
    let is_digits = text.revision.document.tokens()[word.token].kind == TokenKind::Number;
    is_digits || text.english.changes.numbers.contains(text.word(word))
}

/// Two stretches that may belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) old: usize,
    pub(super) new: usize,
    pub(super) likeness: u32,
}

/// A word or pair in more stretches than this finds none of them.
const COMMON: usize = 12;
/// So many of the stretches with the most words in common are looked at.
const BEST: usize = 6;

/// Pairs of stretches that share rare words or pairs of words.
pub(super) fn candidates(old: &[&Bag], new: &[&Bag], least: u32) -> Vec<Candidate> {
    let mut index: HashMap<u64, Vec<u32>> = HashMap::new();
    for (number, bag) in new.iter().enumerate() {
        let number = number as u32;
        let content = bag.words.iter().filter(|word| word.1 == CONTENT);
        for key in content.map(|word| word.0).chain(bag.pairs.iter().copied()) {
            let stretches = index.entry(key).or_default();
            if stretches.last() != Some(&number) && stretches.len() <= COMMON {
                stretches.push(number);
            }
        }
    }
    let mut found = Vec::new();
    let mut hits: Vec<u32> = Vec::new();
    for (number, bag) in old.iter().enumerate() {
        hits.clear();
        let keys = bag
            .words
            .iter()
            .map(|word| word.0)
            .chain(bag.pairs.iter().copied());
        for stretches in keys.filter_map(|key| index.get(&key)) {
            if stretches.len() <= COMMON {
                hits.extend(stretches);
            }
        }
        hits.sort_unstable();
        let mut counted: Vec<(usize, u32)> = hits
            .chunk_by(|a, b| a == b)
            .map(|run| (run.len(), run[0]))
            .collect();
        counted.sort_unstable_by_key(|&(count, other)| (std::cmp::Reverse(count), other));
        for &(_, other) in counted.iter().take(BEST) {
            let likeness = bag.likeness(new[other as usize]);
            if likeness >= least {
                found.push(Candidate {
                    old: number,
                    new: other as usize,
                    likeness,
                });
            }
        }
    }
    found
}

/// A pair that was chosen, and whether another one would have been as good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Chosen {
    pub(super) old: usize,
    pub(super) new: usize,
    pub(super) ambiguous: bool,
}

/// Chooses pairs so that every stretch is in one at most, the most alike first and, among equals, those in text order.
///
/// `old` and `new` say how many stretches there are.
pub(super) fn choose(mut candidates: Vec<Candidate>, old: usize, new: usize) -> Vec<Chosen> {
    let place = |at: usize, of: usize| at * 1000 / of.max(1);
    candidates.sort_unstable_by_key(|it| {
        let apart = place(it.old, old).abs_diff(place(it.new, new));
        (std::cmp::Reverse(it.likeness), apart, it.old, it.new)
    });
    candidates.dedup();
    let mut taken: (Vec<Option<u32>>, Vec<Option<u32>>) = (vec![None; old], vec![None; new]);
    let mut chosen = Vec::new();
    for candidate in &candidates {
        let (left, right) = (taken.0[candidate.old], taken.1[candidate.new]);
        if left.is_none() && right.is_none() {
            taken.0[candidate.old] = Some(candidate.likeness);
            taken.1[candidate.new] = Some(candidate.likeness);
            chosen.push(Chosen {
                old: candidate.old,
                new: candidate.new,
                ambiguous: false,
            });
        }
    }
    // As good: a stretch that went without could have taken the place.
    let mut rivals: (Vec<bool>, Vec<bool>) = (vec![false; old], vec![false; new]);
    for candidate in &candidates {
        let (left, right) = (taken.0[candidate.old], taken.1[candidate.new]);
        if left == Some(candidate.likeness) && right.is_none() {
            rivals.0[candidate.old] = true;
        }
        if right == Some(candidate.likeness) && left.is_none() {
            rivals.1[candidate.new] = true;
        }
    }
    for pair in &mut chosen {
        pair.ambiguous = rivals.0[pair.old] || rivals.1[pair.new];
    }
    chosen
}

/// The weight of the words that two sorted lists have in common.
pub(super) fn common(mut left: &[(u64, u32)], mut right: &[(u64, u32)]) -> u32 {
    let mut common = 0;
    while let (Some(&(a, weight)), Some(&(b, other))) = (left.first(), right.first()) {
        match a.cmp(&b) {
            std::cmp::Ordering::Less => left = &left[1..],
            std::cmp::Ordering::Greater => right = &right[1..],
            std::cmp::Ordering::Equal => {
                common += weight.min(other);
                (left, right) = (&left[1..], &right[1..]);
            }
        }
    }
    common
}
