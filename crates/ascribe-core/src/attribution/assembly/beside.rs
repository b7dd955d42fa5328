//! A speaker in a clause of contrast does not answer for the clause that it stands against: *The firm will appeal, **although**
//! Mr Orde declined to comment*.
//!
//! Counter-examples: *The firm will appeal, **as** Mr Orde said*; *The firm will appeal, although not soon, Mr Orde said*, where
//! source and cue are no part of the clause of contrast.

use crate::attribution::label::Label;
use crate::document::{Document, TokenIndex};
use crate::signs::quotations::is_mark;

/// Words that set a clause against the one in front of it.
const CONTRASTS: [&str; 5] = ["although", "though", "whereas", "while", "but"];

/// Takes from `label` what stands in front of the clause of contrast that its source and cue are in, if it has content behind.
pub fn mend(document: &Document, label: &mut Label) {
    let Some(contrast) = contrast(document, label) else {
        return;
    };
    let behind = |run: &std::ops::Range<TokenIndex>| contrast < run.start;
    if label.content.iter().any(behind) {
        label
            .content
            .retain(|run| behind(run) || run.clone().any(|token| is_mark(document.word(token))));
    }
}

/// The word of contrast right in front of source and cue: *although Mr Orde declined*.
fn contrast(document: &Document, label: &Label) -> Option<TokenIndex> {
    let source = label.source.first()?;
    let first = source.start.min(label.cue.start);
    let before = first.checked_sub(1)?;
    let word = document.word(before);
    (document.sentence_of(before) == document.sentence_of(first)
        && CONTRASTS
            .iter()
            .any(|contrast| word.eq_ignore_ascii_case(contrast)))
    .then_some(before)
}
