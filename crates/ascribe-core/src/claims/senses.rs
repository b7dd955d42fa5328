//! What the words of a document tell by themselves about the claims that they stand in, looked up once for each.

use std::ops::Range;

use crate::document::{Document, TokenIndex};
use crate::english::English;
use crate::english::claim_words::{CheckSense, KindSense};
use crate::english::groups::Set;
use crate::grammar::Grammar;
use crate::grammar::tag::Tag;

/// The groups of every token in the lexicons of kinds and of checkability.
#[derive(Debug)]
pub struct Senses {
    kinds: Vec<Set>,
    checks: Vec<Set>,
    /// Where figures of speech stand, in text order.
    idioms: Vec<(Range<TokenIndex>, CheckSense)>,
}

impl Senses {
    /// Looks up the lemma of every word.
    pub fn of(english: &English, document: &Document, grammar: &Grammar) -> Self {
        let count = document.tokens().len();
        let (mut kinds, mut checks) = (Vec::with_capacity(count), Vec::with_capacity(count));
        for token in 0..count {
            let tag = grammar.tag(token);
            let lemma = document.lemma_key(english, token, tag);
            kinds.push(english.claim_words.kinds.by_key(lemma, tag));
            let mut check = english.claim_words.checks.by_key(lemma, tag);
            if tag == Tag::Jjs {
                check = check.with(of_positive(english, document.word(token)));
            }
            checks.push(check);
        }
        let keys: Vec<u64> = (0..count).map(|token| document.bare_key(token)).collect();
        let idioms = english.claim_words.idioms.all(&keys);
        let idioms = idioms
            .into_iter()
            .map(|(start, length, sense)| (start..start + length, sense))
            .collect();
        Self {
            kinds,
            checks,
            idioms,
        }
    }

    /// Whether a figure of speech of this sense stands within `tokens`.
    pub fn has_idiom(&self, tokens: &Range<TokenIndex>, sense: CheckSense) -> bool {
        self.idioms(tokens, sense).next().is_some()
    }

    /// Where the figures of speech of this sense stand within `tokens`.
    pub fn idioms(
        &self,
        tokens: &Range<TokenIndex>,
        sense: CheckSense,
    ) -> impl Iterator<Item = Range<TokenIndex>> + '_ {
        let end = tokens.end;
        let first = self
            .idioms
            .partition_point(|(idiom, _)| idiom.start < tokens.start);
        self.idioms[first..]
            .iter()
            .take_while(move |(idiom, _)| idiom.end <= end)
            .filter(move |&&(_, found)| found == sense)
            .map(|(idiom, _)| idiom.clone())
    }

    /// What a word tells of the kind of a claim, by [`KindSense`].
    pub fn kinds(&self, token: TokenIndex) -> Set {
        self.kinds[token]
    }

    /// Whether a word tells this of the kind of a claim.
    pub fn has_kind(&self, token: TokenIndex, sense: KindSense) -> bool {
        self.kinds(token).has(sense as usize)
    }

    /// What a word tells of whether a claim can be checked, by [`CheckSense`].
    pub fn checks(&self, token: TokenIndex) -> Set {
        self.checks[token]
    }

    /// Whether a word tells this of whether a claim can be checked.
    pub fn has_check(&self, token: TokenIndex, sense: CheckSense) -> bool {
        self.checks(token).has(sense as usize)
    }
}

/// What the adjective tells that a superlative is formed of: *hardest*, *bravest*, *ugliest*.
fn of_positive(english: &English, superlative: &str) -> Set {
    let word = superlative.to_ascii_lowercase();
    let Some(stem) = word.strip_suffix("est") else {
        return Set::default();
    };
    let of = |positive: &str| english.claim_words.checks.of(positive, Tag::Jj);
    let found = of(stem).with(of(&word[..=stem.len()]));
    // *saddest*
    let mut letters = stem.chars().rev();
    let is_doubled = letters.next().is_some_and(|last| letters.next() == Some(last));
    let found = if is_doubled {
        found.with(of(stem.split_at(stem.len() - 1).0))
    } else {
        found
    };
    match stem.strip_suffix('i') {
        Some(shorter) => found.with(of(&format!("{shorter}y"))),
        None => found,
    }
}
