//! How far up in the order of what to check a claim stands, and what speaks for it.
//!
//! The score comes from a linear model of words and of what was found in the claim; one half is where the people whose
//! judgements it was fitted on began to check. It orders the claims of an article and says nothing else: a claim with a low
//! score may be false, and one with a high score true. The reasons do not come from the model: each is a test of its own
//! below, and holds whatever the score is.
//!
//! Missed on purpose: what only the news of the day makes important.

use super::Claim;
use crate::attribution::{Attribution, AttributionIndex, Source};
use crate::document::{Document, TokenIndex, TokenKind};
use crate::english::English;
use crate::english::claim_words::WorthSense;
use crate::english::model::{Table, feature, mix};
use crate::form::Form;
use crate::grammar::Grammar;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::vocabulary::{Anonymity, ClaimKind, Dimension, HedgeClass, SourceKind, Stance, WorthReason};

/// Name of the feature set; changes whenever a feature does.
pub const FEATURES: &str = "worth-2";

/// Weights for *leave it* and *check it*.
pub type Model = Table<2>;

/// A claim with the document that it stands in.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    /// Lexicons.
    pub english: &'a English,
    /// The text and its cuts.
    pub document: &'a Document,
    /// The trees.
    pub grammar: &'a Grammar,
    /// Every attribution of the document.
    pub attributions: &'a [Attribution],
}

/// The weight that every claim has, whatever its features.
pub const BIAS: u64 = feature(0, 0);

/// What each of so many features counts. A long claim is not surer than a short one because it has more of them; and where
/// words are unknown, as in a debate about other things, those that are known count as much as they did.
pub fn share(features: usize) -> f32 {
    1.0 / (features.max(1) as f32).sqrt()
}

/// The log-odds that the claim with these [`features`] is worth checking.
pub fn log_odds(model: &Model, features: &[u64]) -> f32 {
    let weights = |features: &[u64]| model.scores(features)[1] as f32 * model.scale();
    weights(&[BIAS]) + weights(features) * share(features.len())
}

/// How many words of a claim, and of its sentence, the model sees. None of news has as many; a text without a full stop,
/// in which every claim has all the words of it, would cost the square of its length.
const LONGEST: usize = 256;

/// Appends what the model sees of a claim.
pub fn features(setting: Setting<'_>, claim: &Claim, list: &mut Vec<u64>) {
    let Setting {
        document, grammar, ..
    } = setting;
    let start = list.len();
    let mut add = |template: u64, value: u64| list.push(feature(template, value));
    let mut before = 0;
    let mut beginning = 0;
    let (mut numbers, mut names, mut words) = (0u64, 0u64, 0u64);
    for (at, token) in tokens(document, claim).take(LONGEST).enumerate() {
        let word = document.form(token).lower;
        let tag = grammar.tag(token);
        add(1, word);
        add(2, mix(before, word));
        add(3, mix(beginning, tag as u64));
        before = word;
        beginning = tag as u64;
        numbers += u64::from(tag == Tag::Cd);
        names += u64::from(tag.is_name());
        words += u64::from(document.tokens()[token].kind == TokenKind::Word);
        if at == 0 {
            add(4, word);
        }
    }
    for token in document.sentences()[claim.sentence].tokens.clone().take(LONGEST) {
        add(5, document.form(token).lower);
    }
    for &kind in &claim.kinds {
        add(6, kind as u64);
    }
    let reason = claim.checkability.reason as u64;
    add(7, reason);
    add(8, numbers.min(3));
    add(9, names.min(3));
    add(10, words.min(40) / 4);
    add(11, mix(reason, numbers.min(1)));
    for quantity in &claim.quantities {
        add(12, quantity.dimension as u64);
    }
    for hedge in &claim.hedges {
        add(13, hedge.class as u64);
    }
    add(14, claim.entities.len().min(3) as u64);
    add(15, claim.polarity as u64);
    add(16, claim.attributions.len().min(2) as u64);
    if let Some(source) = innermost(setting, claim).and_then(|it| it.source.as_ref()) {
        add(17, source.anonymity as u64);
    }
    if let Some(predicate) = claim.predicate {
        let lemma = setting
            .english
            .lemmas
            .lemma(document.word(predicate), grammar.tag(predicate));
        add(18, Form::of(&lemma).lower);
        add(19, grammar.tag(predicate) as u64);
        for child in grammar.children(predicate) {
            match grammar.relation(child) {
                Relation::Nsubj | Relation::NsubjPass => add(20, document.form(child).lower),
                Relation::Aux | Relation::AuxPass | Relation::Cop => {
                    add(21, document.form(child).lower);
                }
                _ => {}
            }
        }
    }
    list[start..].sort_unstable();
    let mut at = start;
    for next in start..list.len() {
        if next == start || list[next] != list[next - 1] {
            list[at] = list[next];
            at += 1;
        }
    }
    list.truncate(at);
}

/// Whether a reason to check holds for a claim.
type Holds = fn(Setting<'_>, &Claim) -> bool;

/// What speaks for checking a claim, in the order of the vocabulary.
pub fn reasons(setting: Setting<'_>, claim: &Claim) -> Vec<WorthReason> {
    let tests: [(WorthReason, Holds); 8] = [
        (WorthReason::AffectsMany, affects_many),
        (WorthReason::SpecificQuantity, is_measurable),
        (WorthReason::SpecificEntity, names_somebody),
        (WorthReason::HarmIfWrong, does_harm_if_wrong),
        (WorthReason::AnonymousSource, has_anonymous_source),
        (WorthReason::SingleSource, has_single_source),
        (WorthReason::Contested, is_contested),
        (WorthReason::Hearsay, is_hearsay),
    ];
    let mut reasons: Vec<WorthReason> = tests
        .iter()
        .filter(|(_, holds)| holds(setting, claim))
        .map(|&(reason, _)| reason)
        .collect();
    if claim.kinds.contains(&ClaimKind::Causal) {
        reasons.push(WorthReason::CausalClaim);
    }
    reasons
}

/// A thousand or more, or a word for a crowd with a number or a share of it: *40,000 people*, *half of all voters*.
fn affects_many(setting: Setting<'_>, claim: &Claim) -> bool {
    let crowd = || says(setting, claim, WorthSense::Many);
    claim.quantities.iter().any(|quantity| match quantity.dimension {
        Dimension::Count => {
            quantity.value.is_some_and(|value| value >= 1000.0) && quantity.unit.as_deref() == Some("people")
        }
        Dimension::Share => crowd(),
        _ => false,
    }) || claim.kinds.contains(&ClaimKind::Rule) && crowd()
}

/// A number that evidence can be held against.
fn is_measurable(_: Setting<'_>, claim: &Claim) -> bool {
    claim
        .quantities
        .iter()
        .any(|quantity| quantity.value.is_some() && quantity.dimension != Dimension::Age)
}

/// *Sen. Barranca voted …*: who, or where, has a name.
fn names_somebody(_: Setting<'_>, claim: &Claim) -> bool {
    !claim.entities.is_empty()
}

/// Deaths, dangers and accusations.
fn does_harm_if_wrong(setting: Setting<'_>, claim: &Claim) -> bool {
    says(setting, claim, WorthSense::Harm)
        || claim.hedges.iter().any(|hedge| hedge.class == HedgeClass::Legal)
}

/// Whoever vouches for it cannot be found: *a senior official*, *sources*.
fn has_anonymous_source(setting: Setting<'_>, claim: &Claim) -> bool {
    let source = innermost(setting, claim).and_then(|attribution| attribution.source.as_ref());
    source.is_some_and(Source::is_anonymous)
}

/// One person or office says so, and nobody else in the chain.
fn has_single_source(setting: Setting<'_>, claim: &Claim) -> bool {
    let [only] = claim.attributions[..] else {
        return false;
    };
    let source = setting.attributions[only].source.as_ref();
    source.is_some_and(|source| {
        let is_compound = source
            .spans
            .iter()
            .flat_map(|&span| setting.document.tokens_in(span))
            .any(|token| setting.grammar.tag(token) == Tag::Cc);
        !is_compound && matches!(source.kind, SourceKind::Person | SourceKind::Office)
    })
}

/// Somebody denies it: in its own chain, or right behind it (*Ferrow rejected that account*).
fn is_contested(setting: Setting<'_>, claim: &Claim) -> bool {
    let denies = |number: &AttributionIndex| setting.attributions[*number].cue.stance == Stance::Deny;
    if claim.attributions.iter().any(denies) {
        return true;
    }
    let sentence = &setting.document.sentences()[claim.sentence];
    let after = setting
        .attributions
        .partition_point(|attribution| attribution.cue.span.start() < sentence.span.end());
    let Some(next) = setting.attributions.get(after) else {
        return false;
    };
    let content = next
        .content
        .first()
        .map_or(0..0, |&span| setting.document.tokens_in(span));
    let points_back = content.clone().next().is_some_and(|token| {
        ["that", "the", "this", "it", "those", "these"]
            .iter()
            .any(|word| setting.document.word(token).eq_ignore_ascii_case(word))
    });
    next.cue.stance == Stance::Deny
        && points_back
        && content.len() <= 3
        && setting.document.sentence_of(content.start) <= claim.sentence + 1
}

/// Nobody vouches for it: *reportedly*, *rumours*.
fn is_hearsay(setting: Setting<'_>, claim: &Claim) -> bool {
    claim
        .hedges
        .iter()
        .any(|hedge| hedge.class == HedgeClass::Hearsay)
        || claim.attributions.iter().any(|&number| {
            let source = setting.attributions[number].source.as_ref();
            source.is_some_and(|source| source.anonymity == Anonymity::Hearsay)
        })
}

fn says(setting: Setting<'_>, claim: &Claim, sense: WorthSense) -> bool {
    tokens(setting.document, claim).any(|token| {
        let tag = setting.grammar.tag(token);
        let lemma = setting.document.lemma_key(setting.english, token, tag);
        setting
            .english
            .claim_words
            .worth
            .by_key(lemma, tag)
            .has(sense as usize)
    })
}

fn tokens<'a>(document: &'a Document, claim: &'a Claim) -> impl Iterator<Item = TokenIndex> + 'a {
    claim.spans.iter().flat_map(|&span| document.tokens_in(span))
}

fn innermost<'a>(setting: Setting<'a>, claim: &Claim) -> Option<&'a Attribution> {
    claim
        .attributions
        .last()
        .map(|&number| &setting.attributions[number])
}
