//! Which claims of two revisions are the same claim.
//!
//! Claims are paired inside sentences that belong together, by the words that stayed; what is left over may have gone into
//! another sentence. In an unchanged sentence all claims are the same, even where the two readings cut it differently: the
//! words decide, for a word changed elsewhere may change how a sentence is read, and not what it says.

use super::alignment::{self, Hunk, Weighed};
use super::identity::Sense;
use super::matching::{self, Bag, Candidate};
use super::sentences::{self, Group};
use super::words::{Text, Word};
use crate::claims::ClaimIndex;

/// Words of both revisions that belong together, how they differ, and the claims in them.
pub(super) struct Stretch {
    pub(super) old: Vec<Word>,
    pub(super) new: Vec<Word>,
    /// What differs; empty if the words are the same.
    pub(super) hunks: Vec<Hunk>,
    /// They differ in nothing but typography.
    pub(super) same: bool,
    pub(super) moved: bool,
    /// As many sentences stand before it in one text as in the other.
    pub(super) level: bool,
    /// Numbers of sentences on both sides.
    pub(super) sentences: (usize, usize),
    pub(super) pairs: Vec<Pair>,
}

/// A claim of both revisions, or of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) old: Option<ClaimIndex>,
    pub(super) new: Option<ClaimIndex>,
    pub(super) ambiguous: bool,
    /// One reading has cut a claim off that stands inside another one in the other reading, in the same words.
    pub(super) cut: bool,
}

/// A claim's words in a stretch, as positions.
pub(super) fn positions(text: &Text<'_>, words: &[Word], claim: ClaimIndex) -> Vec<usize> {
    let document = &text.revision.document;
    let mut found = Vec::new();
    for &span in &text.revision.claims[claim].spans {
        let tokens = document.tokens_in(span);
        let first = words.partition_point(|word| word.token < tokens.start);
        let inside = words[first..].iter().take_while(|word| word.token < tokens.end);
        found.extend((first..).take(inside.count()));
    }
    found
}

/// Claims this much alike are the same claim in another sentence.
const ALIKE: u32 = 550;
/// Those that are less alike are not even looked at.
const ALIKE_AT_LEAST: u32 = 400;
/// A claim with so many hundredths of its weight in words that stayed is not new, only cut off.
const STAYED: u32 = 60;

/// Where they went into a claim that is new as well, nothing but a word or two may differ.
const STAYED_ALL: u32 = 90;

/// The same where the claim stands inside another one that has its partner, which tells of the words that differ.
const STAYED_INSIDE: u32 = 30;

/// Puts every claim of both texts into one pair of one stretch.
pub(super) fn stretches(old: &Text<'_>, new: &Text<'_>) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = sentences::groups(old, new)
        .iter()
        .map(|group| stretch(old, new, group))
        .collect();
    rejoin(old, new, &mut stretches);
    stretches
}

fn stretch(old: &Text<'_>, new: &Text<'_>, group: &Group) -> Stretch {
    let words = |text: &Text<'_>, sentences: &[usize]| -> Vec<Word> {
        sentences
            .iter()
            .flat_map(|&it| &text.words[text.sentences[it].words.clone()])
            .copied()
            .collect()
    };
    let claims = |text: &Text<'_>, sentences: &[usize]| -> Vec<ClaimIndex> {
        sentences
            .iter()
            .flat_map(|&it| &text.sentences[it].claims)
            .copied()
            .collect()
    };
    let (left, right) = (words(old, &group.old), words(new, &group.new));
    let hunks = if group.same {
        Vec::new()
    } else {
        hunks(old, new, &left, &right)
    };
    let mut stretch = Stretch {
        pairs: Vec::new(),
        old: left,
        new: right,
        hunks,
        same: group.same,
        moved: group.moved,
        level: group.old.first() == group.new.first(),
        sentences: (group.old.len(), group.new.len()),
    };
    stretch.pairs = pairs(
        old,
        new,
        &stretch,
        &claims(old, &group.old),
        &claims(new, &group.new),
        group.ambiguous,
    );
    stretch
}

fn hunks(old: &Text<'_>, new: &Text<'_>, left: &[Word], right: &[Word]) -> Vec<Hunk> {
    let weighed = |text: &Text<'_>, words: &[Word]| -> Vec<Weighed> {
        let weight = |word: &Word| matching::weight(text, word);
        words
            .iter()
            .map(|word| Weighed {
                key: word.key,
                weight: weight(word),
            })
            .collect()
    };
    alignment::hunks(&weighed(old, left), &weighed(new, right))
}

/// Where each old word of a stretch stands in the new one.
pub(super) fn stayed(stretch: &Stretch) -> Vec<Option<usize>> {
    let mut stayed = vec![None; stretch.old.len()];
    let (mut from, mut other) = (0, 0);
    for hunk in &stretch.hunks {
        for (at, place) in (other..hunk.new.start).zip(&mut stayed[from..hunk.old.start]) {
            *place = Some(at);
        }
        (from, other) = (hunk.old.end, hunk.new.end);
    }
    for (at, place) in (other..stretch.new.len()).zip(&mut stayed[from..]) {
        *place = Some(at);
    }
    stayed
}

fn pairs(
    old: &Text<'_>,
    new: &Text<'_>,
    stretch: &Stretch,
    left: &[ClaimIndex],
    right: &[ClaimIndex],
    ambiguous: bool,
) -> Vec<Pair> {
    let stayed = stayed(stretch);
    let weigh = |text: &Text<'_>, word: &Word| matching::weight(text, word);
    let mut holders: Vec<Vec<usize>> = vec![Vec::new(); stretch.new.len()];
    let mut totals = Vec::with_capacity(right.len());
    for (number, &claim) in right.iter().enumerate() {
        let mut total = 0;
        for at in positions(new, &stretch.new, claim) {
            holders[at].push(number);
            total += weigh(new, &stretch.new[at]);
        }
        totals.push(total);
    }
    let sense = |text: &Text<'_>, words: &[Word], claim: &ClaimIndex| {
        Sense::of(text, words, &positions(text, words, *claim), *claim)
    };
    let right_senses: Vec<Sense> = right.iter().map(|it| sense(new, &stretch.new, it)).collect();
    let mut candidates = Vec::new();
    // Of each claim the weight of its words that stayed, and of all its words.
    let mut left_weights = Vec::with_capacity(left.len());
    let mut right_stayed = vec![0; stretch.new.len()];
    for (at, place) in stayed.iter().enumerate() {
        if let Some(place) = place {
            right_stayed[*place] = weigh(old, &stretch.old[at]);
        }
    }
    for (number, &claim) in left.iter().enumerate() {
        let (mut total, mut kept) = (0, 0);
        let mut shared: Vec<(usize, u32)> = Vec::new();
        for at in positions(old, &stretch.old, claim) {
            let weight = weigh(old, &stretch.old[at]);
            total += weight;
            if let Some(place) = stayed[at] {
                kept += weight;
                shared.extend(holders[place].iter().map(|&holder| (holder, weight)));
            }
        }
        left_weights.push((kept, total));
        let left_sense = sense(old, &stretch.old, &claim);
        shared.sort_unstable();
        for run in shared.chunk_by(|a, b| a.0 == b.0) {
            let common: u32 = run.iter().map(|it| it.1).sum();
            let other = run[0].0;
            let likeness = 2000 * common / (total + totals[other]).max(1);
            let enough = common >= matching::CONTENT || likeness >= 500;
            if enough && (stretch.same || left_sense.is_same(&right_senses[other])) {
                candidates.push(Candidate {
                    old: number,
                    new: other,
                    likeness,
                });
            }
        }
    }
    let mut partner = (vec![None; left.len()], vec![None; right.len()]);
    for chosen in matching::choose(candidates, left.len(), right.len()) {
        partner.0[chosen.old] = Some(chosen.new);
        partner.1[chosen.new] = Some(chosen.old);
    }
    // Cells of a table have no words that tell claims apart, and a frame of its own has hardly any (*Roe said.*): nothing else can be
    // meant.
    if let ([one], [_]) = (left, right)
        && partner.0 == [None]
        && sense(old, &stretch.old, one).is_all_there_is(&right_senses[0])
    {
        partner = (vec![Some(0)], vec![Some(0)]);
    }
    let both = !stretch.old.is_empty() && !stretch.new.is_empty();
    let came_from = came_from(&stayed, stretch.new.len());
    let left_holders = holders_of(old, &stretch.old, left);
    let is_cut = |(kept, total): (u32, u32), own: (u32, u32), fate: Fate| {
        both && has_stayed(own, STAYED_INSIDE)
            && match fate {
                Fate::Inside => has_stayed((kept, total), STAYED_INSIDE),
                Fate::Nowhere => has_stayed((kept, total), STAYED),
                Fate::Elsewhere => has_stayed((kept, total), STAYED_ALL),
            }
    };
    let old_inside = inside_others(old, &stretch.old, left, &partner.0);
    let new_inside = inside_others(new, &stretch.new, right, &partner.1);
    let fate_of_old = |number: usize, claim: ClaimIndex| {
        let there = positions(old, &stretch.old, claim);
        let there: Vec<usize> = there.into_iter().filter_map(|at| stayed[at]).collect();
        fate(old_inside[number], &there, &holders, &partner.1)
    };
    let fate_of_new = |number: usize, claim: ClaimIndex| {
        let there = positions(new, &stretch.new, claim);
        let there: Vec<usize> = there.into_iter().filter_map(|at| came_from[at]).collect();
        fate(new_inside[number], &there, &left_holders, &partner.0)
    };
    // The words of a claim that no claim with a partner has too: *the dam broke, **flooding the town***, of which only the subject stayed.
    let own = |text: &Text<'_>,
               words: &[Word],
               claim: ClaimIndex,
               holders: &[Vec<usize>],
               partners: &[Option<usize>],
               stayed: &[Option<usize>]| {
        let mut weights = (0, 0);
        for at in positions(text, words, claim) {
            if holders[at].iter().all(|&it| partners[it].is_none()) {
                let weight = weigh(text, &words[at]);
                weights.1 += weight;
                weights.0 += if stayed[at].is_some() { weight } else { 0 };
            }
        }
        weights
    };
    let own_of_old = |claim| own(old, &stretch.old, claim, &left_holders, &partner.0, &stayed);
    let own_of_new = |claim| own(new, &stretch.new, claim, &holders, &partner.1, &came_from);
    let olds = left.iter().enumerate().map(|(number, &claim)| Pair {
        old: Some(claim),
        new: partner.0[number].map(|other: usize| right[other]),
        ambiguous: ambiguous && partner.0[number].is_some(),
        cut: partner.0[number].is_none()
            && is_cut(
                left_weights[number],
                own_of_old(claim),
                fate_of_old(number, claim),
            ),
    });
    let mut pairs: Vec<Pair> = olds.collect();
    for (number, &claim) in right.iter().enumerate() {
        if partner.1[number].is_none() {
            let kept: u32 = positions(new, &stretch.new, claim)
                .iter()
                .map(|&at| right_stayed[at])
                .sum();
            pairs.push(Pair {
                old: None,
                new: Some(claim),
                ambiguous: false,
                cut: is_cut(
                    (kept, totals[number]),
                    own_of_new(claim),
                    fate_of_new(number, claim),
                ),
            });
        }
    }
    pairs
}

/// Whether so many hundredths of a weight are kept.
fn has_stayed((kept, total): (u32, u32), least: u32) -> bool {
    kept * 100 >= total * least
}

/// Where the words of a claim that has no partner stand on the other side, as far as they stayed.
#[derive(Clone, Copy)]
enum Fate {
    /// In claims that have a partner. *Prices rose by 7%, piling …*, read as two claims, → *Inflation rises by 7%, piling …*, read as
    /// one.
    Inside,
    /// In no claim.
    Nowhere,
    /// In a claim that has none either: they are two claims with words in common.
    Elsewhere,
}

fn fate(inside: bool, there: &[usize], holders: &[Vec<usize>], partners: &[Option<usize>]) -> Fate {
    let has_partner =
        |at: &usize, wanted: bool| holders[*at].iter().any(|&it| partners[it].is_some() == wanted);
    if inside || !there.is_empty() && there.iter().all(|at| has_partner(at, true)) {
        Fate::Inside
    } else if there.iter().any(|at| has_partner(at, false)) {
        Fate::Elsewhere
    } else {
        Fate::Nowhere
    }
}

/// Where each new word stood in the old stretch.
fn came_from(stayed: &[Option<usize>], news: usize) -> Vec<Option<usize>> {
    let mut came_from = vec![None; news];
    for (at, place) in stayed.iter().enumerate() {
        if let Some(place) = place {
            came_from[*place] = Some(at);
        }
    }
    came_from
}

/// For each word of a stretch the claims that it stands in, as numbers in the list.
fn holders_of(text: &Text<'_>, words: &[Word], claims: &[ClaimIndex]) -> Vec<Vec<usize>> {
    let mut holders: Vec<Vec<usize>> = vec![Vec::new(); words.len()];
    for (number, &claim) in claims.iter().enumerate() {
        for at in positions(text, words, claim) {
            holders[at].push(number);
        }
    }
    holders
}

/// For claims that have no partner, whether nearly all of their words are those of one claim that has.
fn inside_others(
    text: &Text<'_>,
    words: &[Word],
    claims: &[ClaimIndex],
    partners: &[Option<usize>],
) -> Vec<bool> {
    let mut holders: Vec<Vec<usize>> = vec![Vec::new(); words.len()];
    for (number, &claim) in claims.iter().enumerate() {
        if partners[number].is_some() {
            for at in positions(text, words, claim) {
                holders[at].push(number);
            }
        }
    }
    let inside = |(number, &claim): (usize, &ClaimIndex)| {
        if partners[number].is_some() {
            return false;
        }
        let places = positions(text, words, claim);
        let mut held: Vec<usize> = places
            .iter()
            .flat_map(|&at| holders[at].iter().copied())
            .collect();
        held.sort_unstable();
        held.chunk_by(|a, b| a == b)
            .any(|run| run.len() * 10 >= places.len() * 8)
    };
    claims.iter().enumerate().map(inside).collect()
}

/// Claims left over on both sides that are alike enough become pairs of stretches of their own.
fn rejoin(old: &Text<'_>, new: &Text<'_>, stretches: &mut Vec<Stretch>) {
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
    let sense = |text: &Text<'_>, (_, claim, words): &(usize, ClaimIndex, Vec<Word>)| {
        let all: Vec<usize> = (0..words.len()).collect();
        Sense::of(text, words, &all, *claim)
    };
    let (left_bags, right_bags) = (bags(old, &left), bags(new, &right));
    let left_bags: Vec<&Bag> = left_bags.iter().collect();
    let right_bags: Vec<&Bag> = right_bags.iter().collect();
    let mut candidates = matching::candidates(&left_bags, &right_bags, ALIKE_AT_LEAST);
    candidates.retain(|it| sense(old, &left[it.old]).is_same(&sense(new, &right[it.new])));
    for chosen in matching::choose(candidates, left.len(), right.len()) {
        let (from, claim, words) = &left[chosen.old];
        let (to, other, other_words) = &right[chosen.new];
        let hunks = hunks(old, new, words, other_words);
        stretches[*from].pairs.retain(|pair| pair.old != Some(*claim));
        stretches[*to].pairs.retain(|pair| pair.new != Some(*other));
        stretches.push(Stretch {
            old: words.clone(),
            new: other_words.clone(),
            same: hunks.is_empty(),
            hunks,
            moved: from != to,
            level: from == to,
            sentences: (1, 1),
            pairs: vec![Pair {
                old: Some(*claim),
                new: Some(*other),
                ambiguous: chosen.ambiguous,
                cut: false,
            }],
        });
    }
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

fn words_of(text: &Text<'_>, words: &[Word], claim: ClaimIndex) -> Vec<Word> {
    positions(text, words, claim)
        .into_iter()
        .map(|at| words[at])
        .collect()
}

/// The same from the other side.
pub(super) fn mirrored(mut stretch: Stretch) -> Stretch {
    std::mem::swap(&mut stretch.old, &mut stretch.new);
    for hunk in &mut stretch.hunks {
        std::mem::swap(&mut hunk.old, &mut hunk.new);
    }
    stretch.sentences = (stretch.sentences.1, stretch.sentences.0);
    for pair in &mut stretch.pairs {
        std::mem::swap(&mut pair.old, &mut pair.new);
    }
    stretch
}
