//! Whether a time lies before or after publication, by the verb that it belongs to.
//!
//! *met on Saturday*, *has been closed since Monday*: before. *will meet on Saturday*, *plans to meet*, *is due on*, *begins
//! on*: after. In a headline the present tense tells of the past: *Council votes on Monday to close bridge*.

use crate::document::TokenIndex;
use crate::english::English;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::signs::sentence::Sentence;
use crate::vocabulary::Place;

/// Where a time lies, seen from publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
}

/// So many heads up the tree the verb is looked for.
const HIGHEST: usize = 12;

/// The tense of what happens at the time whose main word is `token`.
pub(super) fn of(english: &English, sentence: &Sentence<'_>, place: Place, token: TokenIndex) -> Tense {
    let grammar = sentence.grammar;
    if takes_effect(sentence, token) {
        return Tense::Future;
    }
    let mut at = Some(token);
    for _ in 0..HIGHEST {
        let Some(word) = at else { break };
        let found = match grammar.tag(word) {
            Tag::Vbd => Some(Tense::Past),
            Tag::Vbn | Tag::Vbg | Tag::Vb | Tag::Vbz | Tag::Vbp => verb(english, sentence, place, word),
            _ => copula(sentence, place, word),
        };
        if let Some(tense) = found {
            return tense;
        }
        at = grammar.head(word);
    }
    Tense::Past
}

/// *has been appointed, **effective** 1 March*: from when on it holds, whatever the tense.
fn takes_effect(sentence: &Sentence<'_>, token: TokenIndex) -> bool {
    const NEAR: usize = 4;
    let between = |token: TokenIndex| {
        sentence.is_any(token, &["from", "on", "as", "of"])
            || matches!(sentence.tag(token), Some(Tag::Cd | Tag::Nnp))
    };
    let mut words = (sentence.tokens.start..token).rev().take(NEAR);
    words
        .find(|&word| !between(word))
        .is_some_and(|word| sentence.is(word, "effective"))
}

/// The tense of a predicate without a verb of its own: *was ill on Monday*.
fn copula(sentence: &Sentence<'_>, place: Place, word: TokenIndex) -> Option<Tense> {
    sentence.grammar.child(word, Relation::Cop)?;
    auxiliary(sentence, word).or(Some(present(place)))
}

fn verb(english: &English, sentence: &Sentence<'_>, place: Place, word: TokenIndex) -> Option<Tense> {
    if let Some(tense) = auxiliary(sentence, word) {
        return Some(tense);
    }
    let grammar = sentence.grammar;
    match grammar.tag(word) {
        Tag::Vb => {
            let infinitive = grammar.children(word).any(|child| grammar.tag(child) == Tag::To);
            let governor = grammar.head(word);
            let implied = governor.is_some_and(|governor| {
                grammar.tag(governor).is_verb()
                    && english.calendar.is_implicative(
                        &english
                            .lemmas
                            .lemma(sentence.word(governor), grammar.tag(governor)),
                    )
            });
            (infinitive && !implied).then_some(Tense::Future)
        }
        Tag::Vbz | Tag::Vbp => Some(present(place)),
        // A participle without an auxiliary takes the tense of what it hangs on.
        _ if grammar.head(word).is_none() => Some(Tense::Past),
        _ => None,
    }
}

/// What the auxiliaries of `word` say.
fn auxiliary(sentence: &Sentence<'_>, word: TokenIndex) -> Option<Tense> {
    let grammar = sentence.grammar;
    let mut present = None;
    for child in grammar.children(word) {
        if !grammar.relation(child).is_helper() {
            continue;
        }
        match grammar.tag(child) {
            Tag::Md => return Some(Tense::Future),
            Tag::Vbd => return Some(Tense::Past),
            Tag::Vbz | Tag::Vbp => {
                let have = sentence.is_any(child, &["has", "have", "'ve", "’ve"]);
                let perfect = have || sentence.is_any(child, &["'s", "’s"]) && grammar.tag(word) == Tag::Vbn;
                present = Some(if perfect {
                    Tense::Past
                } else {
                    present.unwrap_or(Tense::Future)
                });
            }
            Tag::To => present = present.or(Some(Tense::Future)),
            _ => {}
        }
    }
    present
}

fn present(place: Place) -> Tense {
    if place == Place::Headline {
        Tense::Past
    } else {
        Tense::Future
    }
}
