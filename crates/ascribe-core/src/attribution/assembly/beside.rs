//! A speaker in a clause beside another does not answer for the one in front: *The firm will appeal, **although** Mr Orde declined to
//! comment*, *The firm was fined, **and** inspectors say it ignored warnings*.
//!
//! Counter-examples: *The firm will appeal, **as** Mr Orde said*; *The firm will appeal, although not soon, Mr Orde said*, where
//! source and cue are no part of the second clause.

use std::ops::Range;

use super::NEIGHBOURS;
use crate::attribution::label::Label;
use crate::document::{Document, TokenIndex};
use crate::signs::quotations::is_mark;

/// Words that set a clause beside the one in front of it.
pub const JOINING: [&str; 6] = ["although", "and", "but", "though", "whereas", "while"];

/// Takes from `label` what stands in front of the clause that its source and cue are in, if it has content behind.
pub fn mend(document: &Document, label: &mut Label) {
    let Some(joining) = joining(document, label) else {
        return;
    };
    let behind = |run: &Range<TokenIndex>| joining < run.start;
    if label.content.iter().any(behind) {
        label
            .content
            .retain(|run| behind(run) || run.clone().any(|token| is_mark(document.word(token))));
    }
}

/// *hope to restore power* | *, **though** the firm warns …*: takes a clause that speaks of somebody else's view out of the end of contents.
pub fn apart(document: &Document, labels: &mut [Label]) {
    for at in 1..labels.len() {
        let (before, rest) = labels.split_at_mut(at);
        let second = &rest[0];
        let Some(joining) = joining(document, second).filter(|&joining| {
            let word = document.word(joining);
            second.source.iter().all(|source| source.end <= second.cue.start)
                && CONTRASTING.iter().any(|other| word.eq_ignore_ascii_case(other))
        }) else {
            continue;
        };
        let near = before.len().saturating_sub(NEIGHBOURS);
        for first in &mut before[near..] {
            let is_before = first.cue.start < joining;
            let holds = |run: &&mut Range<TokenIndex>| run.start < joining && second.cue.start < run.end;
            if let Some(run) = first.content.iter_mut().find(holds).filter(|_| is_before)
                && !run.clone().any(|token| is_mark(document.word(token)))
            {
                run.end = joining;
            }
        }
    }
}

/// Words that set a clause against the one in front of it.
const CONTRASTING: [&str; 4] = ["although", "though", "whereas", "while"];

/// The word right in front of source and cue that sets them beside another clause: *although Mr Orde declined*.
fn joining(document: &Document, label: &Label) -> Option<TokenIndex> {
    let source = label.source.first()?;
    let first = source.start.min(label.cue.start);
    let before = first.checked_sub(1)?;
    let word = document.word(before);
    (document.sentence_of(before) == document.sentence_of(first)
        && JOINING.iter().any(|joining| word.eq_ignore_ascii_case(joining)))
    .then_some(before)
}
