//! Who says something between a pronoun and its verb: *a pledge which **the institute has calculated** would cost £2bn*, *a man **police say**
//! fled*.
//!
//! What is said is the noun with its pronoun and what stands behind the verb of saying. Counter-examples: *a claim which the firm denied* (it
//! says nothing more), *a plan that the firm said was dead and buried* where a label has the verb already.

use super::{insert, lexical_stance, of_verb, runs, verb_group};
use crate::attribution::label::Label;
use crate::document::{Document, TokenIndex};
use crate::english::English;
use crate::grammar::Grammar;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::vocabulary::Stance;

/// The longest noun phrase in front, in tokens.
const LONGEST: usize = 10;

/// How far in front of it somebody else's cue may stand whose content ends in it.
const REACH: usize = 40;

/// Adds a label for every such verb that stands in none.
pub fn complete(english: &English, document: &Document, grammar: &Grammar, labels: &mut Vec<Label>) {
    let is_frame = runs::marked(document, labels.iter().flat_map(runs::frame));
    let says = |verb: TokenIndex| {
        lexical_stance(english, document, grammar, verb)
            .is_some_and(|stance| stance.is_speech() || stance == Stance::Believe)
    };
    let found: Vec<Label> = (1..document.tokens().len().saturating_sub(2))
        .filter(|&verb| grammar.relation(verb) == Relation::AclRelcl && grammar.tag(verb + 1).is_finite())
        .filter(|&verb| !is_frame[verb] && says(verb))
        .filter_map(|verb| label(document, grammar, verb))
        .filter(|label| !runs::all(label).cloned().flatten().any(|token| is_frame[token]))
        .collect();
    for label in &found {
        end_at_noun(labels, label);
    }
    let is_said = runs::marked(document, labels.iter().flat_map(|label| &label.content));
    for label in found {
        // All of it but the noun in what somebody else says, or nothing.
        let behind = || {
            let noun = &label.content[0];
            let words = runs::all(&label).cloned().flatten();
            words.filter(|token| !noun.contains(token))
        };
        if behind().all(|token| is_said[token]) || !behind().any(|token| is_said[token]) {
            insert(labels, label);
        }
    }
}

/// *in favour of **a scheme*** | *that residents say is …*: ends what others say at the noun, where it breaks off between the pronoun and the verb.
fn end_at_noun(labels: &mut [Label], label: &Label) {
    let (phrase, verb) = (&label.content[0], label.cue.start);
    let at = labels.partition_point(|other| other.cue.start < phrase.start.saturating_sub(REACH));
    let near = labels[at..].iter_mut().take_while(|other| other.cue.start < verb);
    for run in near.flat_map(|other| &mut other.content) {
        let breaks_off = run.start < phrase.end && phrase.end <= run.end && run.end <= verb;
        if breaks_off {
            run.end = phrase.end - 1;
        }
    }
}

fn label(document: &Document, grammar: &Grammar, verb: TokenIndex) -> Option<Label> {
    let sentence = &document.sentences()[document.sentence_of(verb)].tokens;
    let subject = grammar.child(verb, Relation::Nsubj)?;
    let source = grammar.subtree(subject);
    let noun = grammar
        .head(verb)
        .filter(|&noun| noun < source.start && grammar.tag(noun).is_noun())?;
    let group = verb_group(grammar, verb);
    let whole = grammar.subtree(noun).start.max(sentence.start);
    // *in favour **of** a scheme*
    let leads = |token: TokenIndex| matches!(grammar.tag(token), Tag::In | Tag::To);
    let phrase = whole + usize::from(leads(whole))..source.start;
    let is_pronoun = |token: TokenIndex| matches!(grammar.tag(token), Tag::Wdt | Tag::Wp);
    let is_somebody = grammar.tag(subject).is_noun() || grammar.tag(subject) == Tag::Prp;
    let helps = grammar.relation(verb + 1).is_helper();
    let told = grammar.head(verb + 1).filter(|_| helps).unwrap_or(verb + 1);
    let end = grammar.subtree(told).end.min(sentence.end);
    let behind = verb + 1..end - usize::from(grammar.tag(end - 1) == Tag::Stop);
    let is_between = is_pronoun(source.start - 1) || noun + 1 == source.start;
    (is_between
        && is_somebody
        && source.end == group.start
        && phrase.len() <= LONGEST
        && told > verb
        // *The other factor the firm considered **is** the price*: the verb of the noun itself.
        && grammar.head(told).is_some_and(|up| up == verb || up == noun)
        && behind.len() > 1)
        .then(|| Label {
            cue: group,
            content: vec![phrase, behind],
            ..of_verb(verb, vec![source], 0..0)
        })
}
