//! *The senator accused him of lying, **noting** that pay fell, **according to** the report*: the report answers for all of it, and the
//! senator for nothing that is said of the report. Two attributions that hold each other's cues would be a chain that runs in a circle.
//! Nor is one frame two attributions.

use std::ops::Range;

use super::{NEIGHBOURS, runs};
use crate::attribution::label::Label;
use crate::document::{Document, TokenIndex};
use crate::grammar::Grammar;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;

/// Takes away a colon that only goes with the verb in front of it, *He told the court**:** “…”*, where both were taken for cues: the verb
/// has what both say.
pub fn drop_colons(document: &Document, grammar: &Grammar, labels: &mut Vec<Label>) {
    const NEAR: usize = 8;
    labels.dedup_by(|colon, verb| {
        // *said in an update at **10pm:** “…”*
        let is_colon = document.word(colon.cue.end - 1) == ":" && !grammar.tag(colon.head).is_verb();
        let goes_with = is_colon
            && verb.source == colon.source
            && colon.cue.start <= verb.cue.end + NEAR
            && document.sentence_of(verb.head) == document.sentence_of(colon.head);
        if goes_with {
            for run in colon.content.drain(..).filter(|run| run.start >= verb.cue.end) {
                runs::add(&mut verb.content, run);
            }
        }
        goes_with
    });
}

/// *The mayor responded, **tweeting**, “…”*: of two cues for one quotation the participle next to it has it.
pub fn join_participles(document: &Document, grammar: &Grammar, labels: &mut Vec<Label>) {
    labels.dedup_by(|participle, verb| {
        let is_one = grammar.tag(participle.head) == Tag::Vbg
            && grammar.head(participle.head) == Some(verb.head)
            && verb.cue.end <= participle.cue.start
            && verb.source.iter().all(|source| source.end <= verb.cue.start)
            && document.sentence_of(verb.head) == document.sentence_of(participle.head)
            && !verb.content.is_empty()
            && verb.content.iter().all(|run| run.start >= participle.cue.end)
            && participle
                .content
                .iter()
                .all(|run| run.start >= participle.cue.end);
        if is_one {
            (verb.head, verb.cue) = (participle.head, participle.cue.clone());
            for run in participle.content.drain(..) {
                runs::add(&mut verb.content, run);
            }
        }
        is_one
    });
}

/// Takes away a noun that only goes with the verb in front of it, *said **in his statement** that …*, where both have the same content.
pub fn drop_nouns(document: &Document, grammar: &Grammar, labels: &mut Vec<Label>) {
    labels.dedup_by(|noun, verb| {
        grammar.tag(noun.head).is_noun()
            && grammar.relation(noun.head) == Relation::Obl
            && grammar
                .child(noun.head, Relation::Case)
                .is_some_and(|case| document.word(case) == "in")
            && grammar.head(noun.head) == Some(verb.head)
            && document.sentence_of(verb.head) == document.sentence_of(noun.head)
            && noun.content.last().map(|run| run.end) == verb.content.last().map(|run| run.end)
    });
}

/// Takes source and cue of the later of two that hold each other's cues out of the end of the earlier one's content.
pub fn mend(document: &Document, labels: &mut [Label]) {
    for later in 1..labels.len() {
        for earlier in later.saturating_sub(NEIGHBOURS)..later {
            if !holds(&labels[later], labels[earlier].head) || !holds(&labels[earlier], labels[later].head) {
                continue;
            }
            let frame = frame(&labels[later]);
            let stands_at_end = |run: &&mut Range<TokenIndex>| {
                run.start < frame.start && frame.start < run.end && run.end <= frame.end + 1
            };
            if let Some(run) = labels[earlier].content.iter_mut().find(stands_at_end) {
                run.end = frame.start;
                while run.len() > 1 && document.word(run.end - 1) == "," {
                    run.end -= 1;
                }
            }
        }
    }
}

fn holds(label: &Label, token: TokenIndex) -> bool {
    label.content.iter().any(|run| run.contains(&token))
}

/// From the first to the last word of source and cue.
pub fn frame(label: &Label) -> Range<TokenIndex> {
    let sources = || label.source.iter();
    let start = sources().map(|run| run.start).fold(label.cue.start, usize::min);
    start..sources().map(|run| run.end).fold(label.cue.end, usize::max)
}
