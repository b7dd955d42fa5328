//! Which sentences of two revisions belong together.
//!
//! Sentences that differ in nothing but typography come first, by the method of Heckel (1978): those that stand once in
//! either text, then their neighbours, then repeated ones in their order. Then come the most alike of the rest, and at last
//! pieces of a sentence that was split or merged. What cannot stand in one order with the other pairs was moved; as few
//! paragraphs as possible count as moved.

use std::collections::HashMap;

use super::matching::{self, Bag, Candidate};
use super::words::Text;

/// Sentences that belong together; one side is empty where nothing does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Group {
    /// Of the old revision, in text order.
    pub(super) old: Vec<usize>,
    /// Of the new revision, in text order.
    pub(super) new: Vec<usize>,
    /// They differ in nothing but typography.
    pub(super) same: bool,
    /// They stand in another order than the others.
    pub(super) moved: bool,
    /// Another sentence would fit as well.
    pub(super) ambiguous: bool,
}

/// Sentences this much alike belong together wherever they stand.
const ALIKE: u32 = 450;
/// Between the same neighbours this much is enough.
const NEAR: u32 = 350;
/// Pieces of a split sentence have so much of their weight, in hundredths, from the whole sentence.
const PIECE: u32 = 60;
/// Up to so many pairs of sentences between the same neighbours all are looked at.
const ALL_PAIRS: usize = 100;

/// Puts every sentence of both texts into one group.
pub(super) fn groups(old: &Text<'_>, new: &Text<'_>) -> Vec<Group> {
    let mut pairs = Pairs {
        old: vec![None; old.sentences.len()],
        new: vec![None; new.sentences.len()],
    };
    identical(old, new, &mut pairs);
    let bags = (bags(old, &pairs.old), bags(new, &pairs.new));
    alike(&bags, &mut pairs);
    between_neighbours(old, new, &bags, &mut pairs);
    let mut groups = collect(&pairs);
    mark_moved(old, new, &mut groups);
    attach_pieces(old, new, &bags, &mut groups);
    groups
}

#[derive(Clone, Copy)]
struct Partner {
    sentence: usize,
    same: bool,
    ambiguous: bool,
}

/// The partner of every sentence, on both sides.
struct Pairs {
    old: Vec<Option<Partner>>,
    new: Vec<Option<Partner>>,
}

impl Pairs {
    fn join(&mut self, old: usize, new: usize, same: bool, ambiguous: bool) {
        let partner = |sentence| {
            Some(Partner {
                sentence,
                same,
                ambiguous,
            })
        };
        self.old[old] = partner(new);
        self.new[new] = partner(old);
    }
}

fn identical(old: &Text<'_>, new: &Text<'_>, pairs: &mut Pairs) {
    let mut places: HashMap<u64, (Vec<usize>, Vec<usize>)> = HashMap::new();
    for (number, sentence) in old.sentences.iter().enumerate() {
        places.entry(sentence.key).or_default().0.push(number);
    }
    for (number, sentence) in new.sentences.iter().enumerate() {
        places.entry(sentence.key).or_default().1.push(number);
    }
    for (number, sentence) in old.sentences.iter().enumerate() {
        if let ([_], [other]) = (
            places[&sentence.key].0.as_slice(),
            places[&sentence.key].1.as_slice(),
        ) {
            pairs.join(number, *other, true, false);
        }
    }
    let same = |left: usize, right: usize| old.sentences[left].key == new.sentences[right].key;
    for left in 1..old.sentences.len() {
        if let (Some(before), None) = (pairs.old[left - 1], pairs.old[left]) {
            let right = before.sentence + 1;
            if right < new.sentences.len() && pairs.new[right].is_none() && same(left, right) {
                pairs.join(left, right, true, false);
            }
        }
    }
    for left in (1..old.sentences.len()).rev() {
        if let (None, Some(after)) = (pairs.old[left - 1], pairs.old[left])
            && after.sentence > 0
            && pairs.new[after.sentence - 1].is_none()
            && same(left - 1, after.sentence - 1)
        {
            pairs.join(left - 1, after.sentence - 1, true, false);
        }
    }
    // The first visit of a key joins all of its sentences that are still alone.
    for sentence in &old.sentences {
        let Some((left, right)) = places.remove(&sentence.key) else {
            continue;
        };
        let left: Vec<usize> = left.into_iter().filter(|&it| pairs.old[it].is_none()).collect();
        let right: Vec<usize> = right.into_iter().filter(|&it| pairs.new[it].is_none()).collect();
        let ambiguous = left.len() != right.len();
        for (left, right) in left.into_iter().zip(right) {
            pairs.join(left, right, true, ambiguous);
        }
    }
}

/// The bags of sentences that are alone; of the others nothing is asked, but a sentence split in two asks for its own.
fn bags(text: &Text<'_>, partners: &[Option<Partner>]) -> Vec<Option<Bag>> {
    text.sentences
        .iter()
        .zip(partners)
        .map(|(sentence, partner)| {
            partner
                .is_none()
                .then(|| Bag::of(text, &text.words[sentence.words.clone()]))
        })
        .collect()
}

type Bags = (Vec<Option<Bag>>, Vec<Option<Bag>>);

fn alike(bags: &Bags, pairs: &mut Pairs) {
    let (left, left_numbers) = alone(&bags.0);
    let (right, right_numbers) = alone(&bags.1);
    let candidates = matching::candidates(&left, &right, ALIKE);
    for chosen in matching::choose(candidates, left.len(), right.len()) {
        pairs.join(
            left_numbers[chosen.old],
            right_numbers[chosen.new],
            false,
            chosen.ambiguous,
        );
    }
}

fn alone(bags: &[Option<Bag>]) -> (Vec<&Bag>, Vec<usize>) {
    let numbered = bags.iter().enumerate();
    numbered
        .filter_map(|(number, bag)| Some((bag.as_ref()?, number)))
        .unzip()
}

/// Pairs what is left between two pairs that follow each other in both texts.
fn between_neighbours(old: &Text<'_>, new: &Text<'_>, bags: &Bags, pairs: &mut Pairs) {
    let order = in_order(old, new, &linked(&pairs.old));
    let mut anchors: Vec<(usize, usize)> = linked(&pairs.old)
        .into_iter()
        .zip(order)
        .filter_map(|(pair, kept)| kept.then_some(pair))
        .collect();
    anchors.push((pairs.old.len(), pairs.new.len()));
    let mut candidates = Vec::new();
    let (mut from, mut other_from) = (0, 0);
    for (to, other_to) in anchors {
        let left: Vec<usize> = (from..to).filter(|&it| pairs.old[it].is_none()).collect();
        let right: Vec<usize> = (other_from..other_to)
            .filter(|&it| pairs.new[it].is_none())
            .collect();
        let all = left.len() * right.len() <= ALL_PAIRS;
        for (at, &one_left) in left.iter().enumerate() {
            // In a long gap only those at about the same place.
            let near = if all {
                0..right.len()
            } else {
                at.saturating_sub(2).min(right.len())..(at + 3).min(right.len())
            };
            for &one_right in &right[near] {
                let (Some(one), Some(other)) = (&bags.0[one_left], &bags.1[one_right]) else {
                    continue;
                };
                let likeness = one.likeness(other);
                if likeness >= NEAR {
                    candidates.push(Candidate {
                        old: one_left,
                        new: one_right,
                        likeness,
                    });
                }
            }
        }
        // Cells of a table: numbers say nothing of which claim it is, but their place among the others does.
        let number = |bag: &Option<Bag>| bag.as_ref().is_some_and(Bag::is_compared);
        if left.len() == right.len() {
            let cells = left.into_iter().zip(right);
            candidates.extend(
                cells
                    .filter(|&(old, new)| number(&bags.0[old]) && number(&bags.1[new]))
                    .map(|(old, new)| Candidate {
                        old,
                        new,
                        likeness: NEAR,
                    }),
            );
        }
        (from, other_from) = (to + 1, other_to + 1);
    }
    for chosen in matching::choose(candidates, pairs.old.len(), pairs.new.len()) {
        pairs.join(chosen.old, chosen.new, false, chosen.ambiguous);
    }
}

fn linked(partners: &[Option<Partner>]) -> Vec<(usize, usize)> {
    let numbered = partners.iter().enumerate();
    numbered
        .filter_map(|(old, partner)| Some((old, (*partner)?.sentence)))
        .collect()
}

/// For pairs sorted by their old sentence, whether each stands in one order with the others in both texts.
///
/// The sentences of one paragraph weigh as much as one sentence alone, so that the paragraph that was moved counts as moved
/// and not those that it passed.
fn in_order(old: &Text<'_>, new: &Text<'_>, pairs: &[(usize, usize)]) -> Vec<bool> {
    // Divisible by every small number of sentences in a paragraph.
    const PARAGRAPH: u64 = 720_720;
    let share = |text: &Text<'_>, sentence: usize| {
        let document = &text.revision.document;
        let number = text.sentences[sentence].number;
        let paragraph = &document.paragraphs()[document.sentences()[number].paragraph];
        PARAGRAPH / paragraph.sentences.len() as u64
    };
    let mut best: Vec<(u64, Option<usize>)> = Vec::with_capacity(pairs.len());
    // By new sentence, the heaviest chain that ends before it, as a Fenwick tree of maxima.
    let mut tree: Vec<(u64, Option<usize>)> = vec![(0, None); new.sentences.len() + 1];
    for (at, &(left, right)) in pairs.iter().enumerate() {
        let mut before = (0, None);
        let mut slot = right;
        while slot > 0 {
            if tree[slot].0 > before.0 {
                before = tree[slot];
            }
            slot &= slot - 1;
        }
        let weight = before.0 + share(old, left) + share(new, right);
        best.push((weight, before.1));
        let mut slot = right + 1;
        while slot < tree.len() {
            if tree[slot].0 < weight {
                tree[slot] = (weight, Some(at));
            }
            slot += slot & slot.wrapping_neg();
        }
    }
    let mut kept = vec![false; pairs.len()];
    let heaviest = (0..pairs.len()).max_by_key(|&at| (best[at].0, std::cmp::Reverse(at)));
    let mut next = heaviest;
    while let Some(at) = next {
        kept[at] = true;
        next = best[at].1;
    }
    kept
}

fn collect(pairs: &Pairs) -> Vec<Group> {
    let mut groups: Vec<Group> = pairs
        .old
        .iter()
        .enumerate()
        .map(|(number, partner)| match partner {
            Some(partner) => Group {
                old: vec![number],
                new: vec![partner.sentence],
                same: partner.same,
                moved: false,
                ambiguous: partner.ambiguous,
            },
            None => Group {
                old: vec![number],
                ..Group::default()
            },
        })
        .collect();
    let added = pairs.new.iter().enumerate().filter(|it| it.1.is_none());
    groups.extend(added.map(|(number, _)| Group {
        new: vec![number],
        ..Group::default()
    }));
    groups
}

fn mark_moved(old: &Text<'_>, new: &Text<'_>, groups: &mut [Group]) {
    let paired: Vec<usize> = (0..groups.len())
        .filter(|&it| !groups[it].old.is_empty() && !groups[it].new.is_empty())
        .collect();
    let pairs: Vec<(usize, usize)> = paired
        .iter()
        .map(|&it| (groups[it].old[0], groups[it].new[0]))
        .collect();
    for (group, kept) in paired.into_iter().zip(in_order(old, new, &pairs)) {
        groups[group].moved = !kept;
    }
}

/// Puts a sentence that is alone into the group of its neighbour if it is a piece of that neighbour's partner.
fn attach_pieces(old: &Text<'_>, new: &Text<'_>, bags: &Bags, groups: &mut Vec<Group>) {
    // A headline is no piece of the text below it.
    let level = |text: &Text<'_>, sentence: usize, siblings: &[usize]| {
        siblings
            .iter()
            .all(|&it| text.is_headline(it) == text.is_headline(sentence))
    };
    let mut group_of = (vec![0; old.sentences.len()], vec![0; new.sentences.len()]);
    for (number, group) in groups.iter().enumerate() {
        group.old.iter().for_each(|&it| group_of.0[it] = number);
        group.new.iter().for_each(|&it| group_of.1[it] = number);
    }
    for sentence in 0..new.sentences.len() {
        if groups[group_of.1[sentence]].old.is_empty() {
            let beside = [sentence.checked_sub(1), Some(sentence + 1)];
            let near = beside
                .into_iter()
                .flatten()
                .filter(|&it| it < new.sentences.len());
            let home = near
                .map(|it| group_of.1[it])
                .filter(|&home| level(new, sentence, &groups[home].new))
                .find(|&home| is_piece(&bags.1, sentence, &groups[home].new, &bags.0, &groups[home].old));
            if let Some(home) = home {
                groups[group_of.1[sentence]].new.clear();
                groups[home].new.push(sentence);
                groups[home].new.sort_unstable();
                group_of.1[sentence] = home;
            }
        }
    }
    for sentence in 0..old.sentences.len() {
        if groups[group_of.0[sentence]].new.is_empty() {
            let beside = [sentence.checked_sub(1), Some(sentence + 1)];
            let near = beside
                .into_iter()
                .flatten()
                .filter(|&it| it < old.sentences.len());
            let home = near
                .map(|it| group_of.0[it])
                .filter(|&home| level(old, sentence, &groups[home].old))
                .find(|&home| is_piece(&bags.0, sentence, &groups[home].old, &bags.1, &groups[home].new));
            if let Some(home) = home {
                groups[group_of.0[sentence]].old.clear();
                groups[home].old.push(sentence);
                groups[home].old.sort_unstable();
                group_of.0[sentence] = home;
            }
        }
    }
    groups.retain(|group| !group.old.is_empty() || !group.new.is_empty());
}

/// Whether most of `sentence` stands in the one sentence `whole`, and not in what `whole` is paired with already.
fn is_piece(
    bags: &[Option<Bag>],
    sentence: usize,
    siblings: &[usize],
    others: &[Option<Bag>],
    whole: &[usize],
) -> bool {
    let [whole] = whole else { return false };
    let (Some(bag), Some(whole)) = (&bags[sentence], &others[*whole]) else {
        return false;
    };
    let common = bag.common(whole);
    let spoken_for: u32 = siblings
        .iter()
        .filter_map(|&sibling| bags[sibling].as_ref())
        .map(|sibling| sibling.common(whole))
        .sum();
    common * 100 >= bag.total() * PIECE
        && common >= 2 * matching::CONTENT
        && spoken_for + common <= whole.total() + whole.total() / 4
}
