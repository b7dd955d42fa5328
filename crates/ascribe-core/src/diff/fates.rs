//! What became of claims that have no partner: gone, or only cut otherwise in the other reading.
//!
//! *Prices rose by 7%, piling …*, read as two claims, and *Inflation rises by 7%, piling …*, read as one, say the same: the second claim
//! is cut off and has not gone. What a claim shares with one that has its partner proves nothing: *the dam broke, **flooding the town***.

use std::collections::BTreeSet;

use super::matching;
use super::stretch::positions;
use super::words::{Text, Word};
use crate::claims::ClaimIndex;

/// One side of a stretch in which claims have been paired.
pub(super) struct Part<'a> {
    pub(super) text: &'a Text<'a>,
    pub(super) words: &'a [Word],
    pub(super) claims: &'a [ClaimIndex],
    /// Where each word stands on the other side.
    pub(super) stayed: &'a [Option<usize>],
    /// The partner of each claim.
    pub(super) partners: &'a [Option<usize>],
    /// For each word the claims that it stands in, as numbers in the list.
    pub(super) holders: &'a [Vec<usize>],
}

/// A claim with so many hundredths of its weight in words that stayed is not new, only cut off.
const STAYED: u32 = 60;

/// Where they went into a claim that is new as well, nothing but a word or two may differ.
const STAYED_ALL: u32 = 90;

/// The same where the claim stands inside another one that has its partner, which tells of the words that differ.
const STAYED_INSIDE: u32 = 30;

/// For each claim of a part, whether it has no partner only because the other reading has not cut it off.
pub(super) fn cut_off(part: &Part<'_>, other: &Part<'_>) -> Vec<bool> {
    if part.words.is_empty() || other.words.is_empty() {
        return vec![false; part.claims.len()];
    }
    let inside = inside_others(part);
    // *Roe, **who lives in Orla**, said the dam was safe*: Roe stayed as the source of the other claim.
    let answering: BTreeSet<usize> = part
        .claims
        .iter()
        .zip(part.partners)
        .filter(|(_, partner)| partner.is_some())
        .flat_map(|(&claim, _)| part.text.revision.claims[claim].attributions.iter().copied())
        .collect();
    let answers = |at: usize| {
        let number = part.text.sources[part.words[at].token];
        part.stayed[at].is_some() && number.is_some_and(|it| answering.contains(&(it as usize)))
    };
    let is_cut = |(number, &claim): (usize, &ClaimIndex)| {
        let places = positions(part.text, part.words, claim);
        let there: Vec<usize> = places.iter().filter_map(|&at| part.stayed[at]).collect();
        // Its words, and those of them that no claim with a partner has too.
        let (mut all, mut own) = ((0, 0), (0, 0));
        for at in places {
            let weight = matching::weight(part.text, &part.words[at]);
            let kept = if part.stayed[at].is_some() { weight } else { 0 };
            all = (all.0 + kept, all.1 + weight);
            let held = part.holders[at].iter().any(|&it| part.partners[it].is_some());
            if !held && !answers(at) {
                own = (own.0 + kept, own.1 + weight);
            }
        }
        let least = match fate(inside[number], &there, other) {
            Fate::Inside => STAYED_INSIDE,
            Fate::Nowhere => STAYED,
            Fate::Elsewhere => STAYED_ALL,
        };
        part.partners[number].is_none()
            && has_stayed(own, STAYED_INSIDE)
            && has_stayed(all, least)
            && !has_new_verb(part, claim)
            && !keeps_subject_alone(part, other, claim)
    };
    part.claims.iter().enumerate().map(is_cut).collect()
}

/// The main verb of a claim, as a place among the words.
fn main_verb(part: &Part<'_>, places: &[usize]) -> Option<usize> {
    let grammar = &part.text.revision.grammar;
    let tokens: Vec<usize> = places.iter().map(|&at| part.words[at].token).collect();
    places.iter().copied().find(|&at| {
        let word = &part.words[at];
        let inside = grammar
            .head(word.token)
            .is_some_and(|head| tokens.binary_search(&head).is_ok());
        grammar.tag(word.token).is_verb() && !word.function && !inside
    })
}

/// Whether nothing but the subject of a claim stayed, which only said something on the other side: *the trust said it was looking into it* →
/// *the trust **has apologised***.
fn keeps_subject_alone(part: &Part<'_>, other: &Part<'_>, claim: ClaimIndex) -> bool {
    let places = positions(part.text, part.words, claim);
    let Some(main) = main_verb(part, &places) else {
        return false;
    };
    let speaks = |there: usize| {
        let number = other.text.sources[other.words[there].token];
        let cue = number.map(|it| other.text.revision.attributions[it as usize].cue.span);
        let mut cue = cue
            .into_iter()
            .flat_map(|cue| other.text.revision.document.tokens_in(cue));
        cue.any(|token| {
            other
                .text
                .english
                .changes
                .reporting
                .contains(&other.text.lemma(token))
        })
    };
    let mut stayed = places
        .iter()
        .filter(|&&at| !part.words[at].function && part.stayed[at].is_some());
    part.stayed[main].is_none() && stayed.all(|&at| at < main && part.stayed[at].is_some_and(speaks))
}

/// Whether the main verb of a claim was put in, in the place of nothing: *at least 19 died after a crash* → *at least 19 died **and 24
/// survived** after a crash*.
fn has_new_verb(part: &Part<'_>, claim: ClaimIndex) -> bool {
    let places = positions(part.text, part.words, claim);
    let main = main_verb(part, &places);
    let Some(main) = main.filter(|&at| part.stayed[at].is_none()) else {
        return false;
    };
    let lemma = part.text.lemma(part.words[main].token);
    let before = part.stayed[..main].iter().rev().take(FAR).find_map(|it| *it);
    let behind = part.stayed[main..].iter().take(FAR).find_map(|it| *it);
    let in_between = before.is_some_and(|before| behind == Some(before + 1));
    in_between
        && part.text.cues[part.words[main].token].is_none()
        && !part.text.english.changes.reporting.contains(&lemma)
}

/// Words that stayed are looked for so far from a verb.
const FAR: usize = 64;

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

fn fate(inside: bool, there: &[usize], other: &Part<'_>) -> Fate {
    let has_partner = |at: &usize, wanted: bool| {
        let mut holders = other.holders[*at].iter();
        holders.any(|&it| other.partners[it].is_some() == wanted)
    };
    if inside || !there.is_empty() && there.iter().all(|at| has_partner(at, true)) {
        Fate::Inside
    } else if there.iter().any(|at| has_partner(at, false)) {
        Fate::Elsewhere
    } else {
        Fate::Nowhere
    }
}

/// For each word the claims that it stands in, as numbers in the list.
pub(super) fn holders_of(text: &Text<'_>, words: &[Word], claims: &[ClaimIndex]) -> Vec<Vec<usize>> {
    let mut holders: Vec<Vec<usize>> = vec![Vec::new(); words.len()];
    for (number, &claim) in claims.iter().enumerate() {
        for at in positions(text, words, claim) {
            holders[at].push(number);
        }
    }
    holders
}

/// For claims that have no partner, whether nearly all of their words are those of one claim that has.
fn inside_others(part: &Part<'_>) -> Vec<bool> {
    let inside = |(number, &claim): (usize, &ClaimIndex)| {
        if part.partners[number].is_some() {
            return false;
        }
        let places = positions(part.text, part.words, claim);
        let mut held: Vec<usize> = places
            .iter()
            .flat_map(|&at| part.holders[at].iter().copied())
            .filter(|&number| part.partners[number].is_some())
            .collect();
        held.sort_unstable();
        held.chunk_by(|a, b| a == b)
            .any(|run| run.len() * 10 >= places.len() * 8)
    };
    part.claims.iter().enumerate().map(inside).collect()
}
