//! Hedges: words and phrases that make a statement less, or more, than a flat assertion.
//!
//! *The two firms **reportedly** met*; *the gang **is thought to** have left*; ***at least** 19 dead*; *the **alleged**
//! burglar*. The lexicon has the phrases, and with each what must stand around it; the longest phrase whose condition holds
//! counts, auxiliaries in front of a participle belong to it (***has not been confirmed***), and adverbs may stand between
//! its words (*looking **closely** into*).
//!
//! No hedges: *60% more **likely** to* and *twice as **likely** as* (odds that were measured), the month *May*, *visitors **may** not smoke* (permission), *could not be reached* (an attempt), *can*
//! (ability), *asked **if***, *the **most** dangerous*, *how **many***, *asked **about** 14 letters*, *appeared in court*.
//!
//! Missed on purpose: *would* (it is past or condition, and claims say which), *can* as possibility (*it can flood*),
//! permission by *may* that no subject betrays (*buses may stop here*), past ability by *could* (*by two he could read*),
//! inversion (*should it fail*), irony, and hedging verbs with a named holder (*the police believe*), which are attributions.

mod conditions;
mod during;

use std::ops::Range;

use crate::document::{Document, TokenIndex};
use crate::english::English;
use crate::english::hedges::{Condition, Word};
use crate::grammar::Grammar;
use crate::grammar::tag::Tag;
use crate::vocabulary::HedgeClass;
use conditions::Surroundings;

pub(in crate::signs) use during::is_during;

/// A hedge as it stands in the text, whoever it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HedgeCue {
    /// Its class.
    pub class: HedgeClass,
    /// The whole phrase.
    pub tokens: Range<TokenIndex>,
}

/// Between two words of a phrase so many adverbs may stand.
const ADVERBS: usize = 2;

/// How far behind *more likely* the *than* may stand.
const COMPARED: usize = 14;

/// Whether the *likely* at `token` compares odds that were counted: *60% **more likely** to*, *less likely to fall **than** men*.
pub fn compares_odds(document: &Document, token: TokenIndex) -> bool {
    let sentence = &document.sentences()[document.sentence_of(token)].tokens;
    let back = |steps: usize| {
        let at = token.checked_sub(steps).filter(|at| sentence.contains(at))?;
        Some(document.word(at))
    };
    let is = |word: Option<&str>, words: &[&str]| {
        word.is_some_and(|word| words.iter().any(|other| word.eq_ignore_ascii_case(other)))
    };
    if !is(back(1), &["more", "less", "as"]) {
        return false;
    }
    let counted = is(back(2), &["%", "cent", "percent", "times", "twice", "half"]);
    let mut behind = token + 1..sentence.end.min(token + COMPARED);
    counted || behind.any(|at| is(Some(document.word(at)), &["than"]))
}

/// All hedges of a document, in text order; no two share a token.
pub fn find(english: &English, document: &Document, grammar: &Grammar) -> Vec<HedgeCue> {
    let hedges = &english.hedges;
    let words: Vec<Word> = document
        .tokens()
        .iter()
        .map(|token| hedges.word(document.slice(token.span)))
        .collect();
    let mut found: Vec<HedgeCue> = Vec::new();
    for sentence in document.sentences() {
        let mut surroundings = Surroundings {
            document,
            grammar,
            words: &words,
            sentence: sentence.tokens.clone(),
            free: sentence.tokens.start,
        };
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            if let Some(cue) = longest(english, &surroundings, at) {
                at = cue.tokens.end;
                surroundings.free = at;
                found.push(cue);
            } else {
                at += 1;
            }
        }
    }
    found
}

/// The longest phrase from `at` on whose condition holds.
fn longest(english: &English, surroundings: &Surroundings<'_>, at: TokenIndex) -> Option<HedgeCue> {
    let hedges = &english.hedges;
    let mut prefix = hedges.first(surroundings.words[at])?;
    let mut end = at + 1;
    let mut adverbs = 0;
    let mut best = None;
    loop {
        for meaning in hedges.meanings(prefix) {
            if adverbs > 0 && meaning.condition == Condition::Number {
                continue;
            }
            if let Some(tokens) = surroundings.cue(meaning, at..end) {
                best = Some(HedgeCue {
                    class: meaning.class,
                    tokens,
                });
            }
        }
        let mut next = end;
        let step = loop {
            if next >= surroundings.sentence.end {
                return best;
            }
            if let Some(step) = hedges.next(prefix, surroundings.words[next]) {
                break step;
            }
            if adverbs == ADVERBS || surroundings.grammar.tag(next) != Tag::Rb {
                return best;
            }
            adverbs += 1;
            next += 1;
        };
        prefix = step;
        end = next + 1;
    }
}
