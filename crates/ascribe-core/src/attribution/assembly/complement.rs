//! A verb of saying with its subject and what is said, which the labeller passed over: *A radiologist **claimed** managers had been
//! warned*.
//!
//! The tree has to give the verb a subject in front and a finite clause behind it as its complement. Counter-examples: *claimed a
//! prize*, *It said nothing*, *asked whether it leaked* (nothing is said to be so), a verb in somebody's content, in a relative
//! clause (*the man who says he fell*) or behind *if*.

use std::ops::Range;

use super::{insert, lexical_stance, of_verb, runs};
use crate::attribution::label::Label;
use crate::document::{Document, TokenIndex};
use crate::english::English;
use crate::grammar::Grammar;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::vocabulary::Stance;

/// Adds a label for every such verb that stands in none.
pub fn complete(english: &English, document: &Document, grammar: &Grammar, labels: &mut Vec<Label>) {
    // What is said in an interview may have speakers of its own.
    let others = labels.iter().filter(|label| document.word(label.head) != ":");
    let is_taken = runs::marked(document, others.flat_map(runs::all));
    for verb in 0..document.tokens().len() {
        if is_taken[verb] || !matches!(grammar.tag(verb), Tag::Vbd | Tag::Vbz | Tag::Vbp) {
            continue;
        }
        let Some(stance) = lexical_stance(english, document, grammar, verb) else {
            continue;
        };
        if let Some(label) = label(document, grammar, verb, stance)
            && !label
                .content
                .iter()
                .chain(&label.source)
                .cloned()
                .flatten()
                .any(|token| is_taken[token])
        {
            insert(labels, label);
        }
    }
}

fn label(document: &Document, grammar: &Grammar, verb: TokenIndex, stance: Stance) -> Option<Label> {
    let relation = grammar.relation(verb);
    let is_main = matches!(
        relation,
        Relation::Root | Relation::Conj | Relation::Ccomp | Relation::Parataxis
    );
    let subject = grammar
        .child(verb, Relation::Nsubj)
        .filter(|&subject| subject < verb)?;
    let clause = grammar
        .child(verb, Relation::Ccomp)
        .filter(|&clause| clause > verb)?;
    let is_somebody = grammar.tag(subject).is_noun() || grammar.tag(subject) == Tag::Prp;
    let is_finite = |token: TokenIndex| grammar.tag(token).is_finite();
    let content = grammar.subtree(clause);
    let tensed = is_finite(clause) || grammar.children(clause).any(is_finite);
    let asks = grammar
        .children(clause)
        .any(|child| matches!(grammar.tag(child), Tag::Wdt | Tag::Wp | Tag::Wrb | Tag::WpS));
    // *fears that*, *believed that*; what one only knows or thinks without it is seldom told as somebody's view.
    let introduced = || {
        let mark = grammar.child(clause, Relation::Mark);
        mark.is_some_and(|mark| document.word(mark).eq_ignore_ascii_case("that"))
    };
    let passes_on = stance.is_speech() || stance == Stance::Believe && introduced();
    let source = behind_label(document, grammar.subtree(subject), verb)?;
    (passes_on && is_main && is_somebody && tensed && !asks && content.start > verb && source.end <= verb)
        .then(|| of_verb(verb, vec![source], content))
}

/// *Ana Roe: **The union** says …*: without the label of whoever speaks, for whose verb the tree may take it.
fn behind_label(document: &Document, run: Range<TokenIndex>, verb: TokenIndex) -> Option<Range<TokenIndex>> {
    const LONGEST: usize = 8;
    let colon = run.clone().rev().find(|&token| document.word(token) == ":");
    match colon {
        Some(colon) => (colon + 1 < verb && verb - colon <= LONGEST).then_some(colon + 1..verb),
        None => Some(run),
    }
}
