//! A cue without a source that goes on from a verb with a subject: *The minister is said to be nervous, **and has asked** officials …*, *The
//! firm disputed that, **saying in an email** that …*.
//!
//! The source is that of the first verb's label, else the first verb's subject. Counter-examples: *The bridge was shut, it is believed*, *Firm
//! accused of hiding leak* (passives, which name nobody), *Asked whether it leaked, …* (whoever is asked does not ask).

use std::collections::HashMap;
use std::ops::Range;

use super::{any_subject, lexical_stance};
use crate::attribution::label::Label;
use crate::document::{Document, TokenIndex};
use crate::english::English;
use crate::grammar::Grammar;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;

/// The longest subject, in tokens.
const LONGEST: usize = 14;

/// How many verbs a coordination may go back over.
const VERBS: usize = 4;

/// Gives the labels their sources.
pub fn complete(english: &English, document: &Document, grammar: &Grammar, labels: &mut [Label]) {
    // Of two with one verb the first.
    let by_head: HashMap<TokenIndex, usize> = (labels.iter().enumerate().rev())
        .map(|(at, label)| (label.head, at))
        .collect();
    for at in 0..labels.len() {
        let label = &labels[at];
        if !label.source.is_empty()
            || !is_active(grammar, label.head)
            || lexical_stance(english, document, grammar, label.head).is_none()
        {
            continue;
        }
        let source = source(grammar, labels, &by_head, label.head)
            .or_else(|| of_sentence(document, grammar, label.head));
        let label = &mut labels[at];
        let is_apart = |run: &Range<TokenIndex>| {
            let outside = |part: &Range<TokenIndex>| part.end <= run.start || run.end <= part.start;
            label.content.iter().all(outside) && outside(&label.cue)
        };
        if let Some(source) = source.filter(|source| source.iter().all(is_apart)) {
            label.source = source;
        }
    }
}

/// A verb in the active that goes on without a subject of its own.
fn is_active(grammar: &Grammar, verb: TokenIndex) -> bool {
    let has = |relation| grammar.child(verb, relation).is_some();
    let is_verb = match grammar.tag(verb) {
        Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Vbn => {
            grammar.relation(verb) == Relation::Conj && (grammar.tag(verb) != Tag::Vbn || has(Relation::Aux))
        }
        Tag::Vbg => {
            grammar.relation(verb) == Relation::Advcl || verb > 0 && grammar.tag(verb - 1) == Tag::Comma
        }
        _ => false,
    };
    is_verb
        && ![
            Relation::AuxPass,
            Relation::Nsubj,
            Relation::NsubjPass,
            Relation::Expl,
        ]
        .into_iter()
        .any(has)
}

/// ***The mayor** responded within an hour, tweeting, “…”*: who begins the sentence with a verb of his own, for a participle behind a comma.
fn of_sentence(
    document: &Document,
    grammar: &Grammar,
    participle: TokenIndex,
) -> Option<Vec<Range<TokenIndex>>> {
    let sentence = &document.sentences()[document.sentence_of(participle)].tokens;
    let verb = (sentence.start..participle).find(|&token| grammar.tag(token).is_finite())?;
    let source = grammar.subtree(grammar.child(verb, Relation::Nsubj)?);
    let is_plain = !source.clone().any(|token| grammar.tag(token).is_verb());
    let is_participle = grammar.tag(participle) == Tag::Vbg && document.word(participle - 1) == ",";
    (is_participle
        && is_plain
        && source.start == sentence.start
        && source.end == verb
        && source.len() <= LONGEST)
        .then(|| vec![source])
}

/// Who is the subject of the verb that this one goes on from.
fn source(
    grammar: &Grammar,
    labels: &[Label],
    by_head: &HashMap<TokenIndex, usize>,
    verb: TokenIndex,
) -> Option<Vec<Range<TokenIndex>>> {
    let mut first = verb;
    for _ in 0..VERBS {
        first = grammar.head(first)?;
        let known = by_head.get(&first).map(|&at| &labels[at]);
        if let Some(known) = known.filter(|known| known.source.iter().any(|source| source.end <= first)) {
            return Some(known.source.clone());
        }
        if let Some(subject) = any_subject(grammar, first) {
            let phrase = grammar.subtree(subject);
            let is_somebody = grammar.tag(subject).is_noun() || grammar.tag(subject) == Tag::Prp;
            return (is_somebody && phrase.len() <= LONGEST && phrase.end <= verb).then(|| vec![phrase]);
        }
        if grammar.relation(first) != Relation::Conj {
            return None;
        }
    }
    None
}
