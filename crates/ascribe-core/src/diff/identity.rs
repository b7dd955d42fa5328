//! Whether two claims are the same claim.
//!
//! Predicate and participants tell claims apart: *the ferry **sank** off **Skarholm*** and *a ferry **has sunk** near **Skarholm*** are
//! one, *the ferry **was built** for Skarholm in 1987* is another one, whatever it has in common with them. Words of grammar say
//! nothing, numbers, times and negation little, since these are compared. With the same verb two claims may differ in more of
//! their words; without it they are the same only where nearly all the others stayed. The measure is the same from both sides.

use super::matching::{self, CONTENT};
use super::words::{Text, Word};
use crate::claims::ClaimIndex;
use crate::english::model::mix;
use crate::english::words::key;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;

/// What a claim says, as far as it tells it from others.
pub(super) struct Sense {
    /// Lemmas with their weight, sorted; one that comes twice counts twice.
    words: Vec<(u64, u32)>,
    total: u32,
    /// The lemmas of what is said to be done.
    predicates: Vec<u64>,
    /// Those of them that are main verbs and attribute nothing.
    tops: Vec<u64>,
    /// The ladders that say what became of somebody: *feared dead* and *died* are one predicate.
    ladders: Vec<u8>,
}

/// With the same predicate so much of both is enough, in thousandths.
const SAME_PREDICATE: u64 = 400;
/// With another predicate it takes so much.
const OTHER_PREDICATE: u64 = 600;
/// Claims that weigh no more have few words beside their verb.
const SHORT: u32 = 4 * CONTENT;
/// With the same predicate it is also enough if so much of the shorter one stands in the longer one.
const INSIDE: u64 = 700;

/// Deeds that go by several verbs, as they stand in a claim.
struct Deeds {
    /// Lemmas with the key of the deed that they name.
    names: Vec<(u64, u64)>,
}

impl Deeds {
    fn of(text: &Text<'_>, lemmas: impl Iterator<Item = u64>) -> Self {
        let lemmas: Vec<u64> = lemmas.collect();
        let found = text.english.changes.deeds.all(&lemmas);
        let mut names: Vec<(u64, u64)> = found
            .into_iter()
            .map(|(at, _, deed)| (lemmas[at], mix(u64::from(deed), 0)))
            .collect();
        // No more are left than there are verbs in the list.
        names.sort_unstable();
        names.dedup();
        Self { names }
    }

    /// The key of the deed that a lemma names here, else the lemma's own.
    fn named(&self, lemma: u64) -> u64 {
        let named = self.names.iter().find(|it| it.0 == lemma);
        named.map_or(lemma, |it| it.1)
    }
}

impl Sense {
    pub(super) fn of(text: &Text<'_>, words: &[Word], positions: &[usize], claim: ClaimIndex) -> Self {
        let lemma = |word: &Word| {
            let tag = text.revision.grammar.tag(word.token);
            key(&text.english.lemmas.lemma(text.word(word), tag))
        };
        let deeds = Deeds::of(text, positions.iter().map(|&at| lemma(&words[at])));
        let words = positions.iter().map(|&at| &words[at]);
        let keys: Vec<u64> = words.clone().map(|word| word.key).collect();
        let rungs = text.english.changes.ladders.all(&keys);
        let lemma = |word: &Word| deeds.named(lemma(word));
        let mut weighed: Vec<(u64, u32)> = words
            .clone()
            .map(|word| (lemma(word), matching::weight(text, word)))
            .collect();
        weighed.sort_unstable();
        let document = &text.revision.document;
        let spans = &text.revision.claims[claim].spans;
        let grammar = &text.revision.grammar;
        let is_top = |token: usize| {
            grammar.head(token).is_none_or(|head| {
                let head = document.tokens()[head].span;
                !spans.iter().any(|it| it.overlaps(head))
            })
        };
        // *homes **have** no power*
        let has = |word: &Word| {
            is_top(word.token) && &*text.english.lemmas.lemma(text.word(word), Tag::Vb) == "have"
                || matches!(text.word(word), "has" | "had") && is_top(word.token)
        };
        let content = words.filter(|word| !word.function || has(word));
        let of = |wanted: &dyn Fn(&Word) -> bool| -> Vec<u64> {
            content.clone().filter(|word| wanted(word)).map(lemma).collect()
        };
        let mut predicates = of(&|word| {
            let tag = grammar.tag(word.token);
            let copular = || grammar.child(word.token, Relation::Cop).is_some();
            tag.is_verb() && tag != Tag::Md || !tag.is_name() && is_top(word.token) && copular()
        });
        let tops = of(&|word| {
            let tag = grammar.tag(word.token);
            let attributes = || {
                let lemma = text.english.lemmas.lemma(text.word(word), tag);
                text.english.stances.verbs.get(&lemma).is_some()
            };
            tag.is_verb() && tag != Tag::Md && is_top(word.token) && !attributes()
        });
        // *Highs and lows of the first year*
        if predicates.is_empty() {
            predicates = of(&|word| is_top(word.token) && !grammar.tag(word.token).is_name());
        }
        Self {
            total: weighed.iter().map(|it| it.1).sum(),
            words: weighed,
            predicates,
            tops,
            ladders: rungs.into_iter().map(|(_, _, rung)| rung.ladder).collect(),
        }
    }

    /// Whether both are the same claim.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let common = u64::from(matching::common(&self.words, &other.words));
        let both = u64::from(self.total) + u64::from(other.total);
        let alike = 2000 * common / both.max(1);
        if alike >= OTHER_PREDICATE {
            return true;
        }
        let shorter = u64::from(self.total.min(other.total).max(1));
        let inside = common >= u64::from(2 * CONTENT) && 1000 * common / shorter >= INSIDE;
        (alike >= SAME_PREDICATE || inside) && self.shares_predicate(other)
    }

    /// Whether both are too short to tell claims apart, where no other claim can be meant: numbers, or a few words with one verb.
    pub(super) fn is_all_there_is(&self, other: &Self) -> bool {
        let compared = |sense: &Self| sense.words.iter().all(|word| word.1 < CONTENT);
        let short = |sense: &Self| sense.total <= SHORT;
        compared(self) && compared(other) || short(self) && short(other) && self.shares_predicate(other)
    }

    fn shares_predicate(&self, other: &Self) -> bool {
        let same = self.predicates.iter().any(|it| other.predicates.contains(it));
        // *Roe **died** after being diagnosed* is not *Roe **was diagnosed***.
        let says_less = |one: &Self, other: &Self| {
            !one.tops.is_empty() && !one.tops.iter().any(|it| other.predicates.contains(it))
        };
        let both = !self.tops.is_empty() && !other.tops.is_empty();
        let less = both && (says_less(self, other) || says_less(other, self));
        same && !less || self.ladders.iter().any(|it| other.ladders.contains(it))
    }
}
