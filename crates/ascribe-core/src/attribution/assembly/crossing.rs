//! *She said he was dead. **His family** | know, she added*: without quotation marks no content ends in the middle of a sentence that has a
//! speaker of its own.
//!
//! Counter-examples: a content that goes on to the end of the next sentence and beyond its speaker (a chain), quotations, transcripts.

use crate::attribution::label::Label;
use crate::document::{Document, TokenIndex};
use crate::signs::quotations::{self, Quotation};

use super::NEIGHBOURS;

/// Ends such contents where that sentence begins.
pub fn mend(document: &Document, quotations: &[Quotation], labels: &mut [Label]) {
    let is_quoted = |token| quotations::at(quotations, token).is_some();
    for at in 0..labels.len() {
        let label = &labels[at];
        if document.word(label.head) == ":" {
            continue;
        }
        let own = document.sentence_of(label.head);
        let next = &labels[at + 1..labels.len().min(at + 1 + NEIGHBOURS)];
        let speaks_in = |sentence: usize, end: TokenIndex| {
            next.iter()
                .any(|other| document.sentence_of(other.head) == sentence && end <= other.head)
        };
        let starts: Vec<Option<TokenIndex>> = label
            .content
            .iter()
            .map(|run| {
                let last = run.end - 1;
                let sentence = document.sentence_of(last);
                let start = document.sentences()[sentence].tokens.start;
                (sentence > own && run.start < start && !is_quoted(last) && speaks_in(sentence, run.end))
                    .then_some(start)
            })
            .collect();
        for (run, start) in labels[at].content.iter_mut().zip(starts) {
            run.end = start.unwrap_or(run.end);
        }
    }
}
