//! Hearsay that the labeller passed over: *reportedly*, *allegedly*, *is said to*, *it is believed that*.
//!
//! The cue is the hedge, there is no source, and the content is the clause that the hedge stands in: *The two companies* +
//! *held talks in May* around *reportedly*. Counter-example: a hedge that touches a labelled cue is that attribution's.
//! Missed on purpose: hedges inside a noun phrase (*his allegedly false claim*), which say so of no clause, and those
//! inside quotation marks, which are the speaker's.

use std::ops::Range;

use super::{CONFIDENCE, runs};
use crate::attribution::label::Label;
use crate::document::{Document, TokenIndex};
use crate::grammar::Grammar;
use crate::grammar::relation::Relation;
use crate::signs::hedges::HedgeCue;
use crate::signs::quotations::Quotation;
use crate::vocabulary::HedgeClass;

/// Adds a label for every hedge of hearsay that none of `labels` has.
pub fn complete(
    document: &Document,
    grammar: &Grammar,
    quotations: &[Quotation],
    hedges: &[HedgeCue],
    labels: &mut Vec<Label>,
) {
    for hedge in hedges.iter().filter(|hedge| hedge.class == HedgeClass::Hearsay) {
        let cue = &hedge.tokens;
        let quoted = quotations.partition_point(|quotation| quotation.tokens.end <= cue.start);
        if quotations
            .get(quoted)
            .is_some_and(|quotation| quotation.tokens.start < cue.end)
        {
            continue;
        }
        let at = labels.partition_point(|label| label.cue.end <= cue.start);
        // *has **reportedly** been offered* is no cue but for the adverb.
        let takes_verb = |label: &Label| {
            label.source.is_empty() && cue.len() == 1 && label.cue.start <= cue.start && label.cue.len() > 1
        };
        match labels.get(at).filter(|label| label.cue.start < cue.end) {
            Some(label) if takes_verb(label) => drop(labels.remove(at)),
            Some(_) => continue,
            None => {}
        }
        let content = content(document, grammar, cue);
        if !content.is_empty() {
            labels.insert(
                at,
                Label {
                    head: cue.end - 1,
                    cue: cue.clone(),
                    source: Vec::new(),
                    content,
                    confidence: CONFIDENCE,
                },
            );
        }
    }
}

/// The clause around an adverb or behind a verb group.
fn content(document: &Document, grammar: &Grammar, cue: &Range<TokenIndex>) -> Vec<Range<TokenIndex>> {
    let Some(verb) = governor(grammar, cue) else {
        return Vec::new();
    };
    let sentence = &document.sentences()[document.sentence_of(cue.start)].tokens;
    let subtree = grammar.subtree(verb);
    let clause = subtree.start.max(sentence.start)..subtree.end.min(sentence.end);
    let mut content = Vec::new();
    runs::add(&mut content, clause.start..cue.start.max(clause.start));
    runs::add(&mut content, cue.end.min(clause.end)..clause.end);
    content
}

/// The verb of the clause that a hedge is about.
fn governor(grammar: &Grammar, cue: &Range<TokenIndex>) -> Option<TokenIndex> {
    let head = cue
        .clone()
        .find(|&token| grammar.head(token).is_none_or(|head| !cue.contains(&head)))?;
    if grammar.tag(head).is_verb() {
        return Some(head);
    }
    let up = grammar.head(head)?;
    (grammar.relation(head) == Relation::Advmod && grammar.tag(up).is_verb()).then_some(up)
}
