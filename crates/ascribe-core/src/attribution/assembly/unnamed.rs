//! *Two officials, **who asked not to be named**, said …*: the clause that keeps a name back belongs to the source, and is no
//! attribution of its own.

use crate::attribution::label::Label;
use crate::document::{Document, TokenIndex};
use crate::english::English;
use crate::grammar::Grammar;
use crate::signs::anonymity;

/// Takes such clauses into the sources in front of them, and away from cues and contents.
pub fn complete(english: &English, document: &Document, grammar: &Grammar, labels: &mut Vec<Label>) {
    let clauses = anonymity::clauses(english, document, grammar);
    if clauses.is_empty() {
        return;
    }
    labels.retain(|label| !anonymity::is_inside(&clauses, label.head));
    for label in labels {
        let behind = |end: TokenIndex| {
            let start = end + usize::from(document.tokens().len() > end && document.word(end) == ",");
            let at = clauses.partition_point(|clause| clause.start < start);
            clauses.get(at).filter(|clause| clause.start == start)
        };
        let Some((source, clause)) = label
            .source
            .iter_mut()
            .find_map(|source| behind(source.end).map(|clause| (source, clause)))
        else {
            continue;
        };
        source.end = clause.end;
        for content in &mut label.content {
            if clause.contains(&content.start) {
                content.start = clause.end.min(content.end);
            }
        }
        label.content.retain(|content| !content.is_empty());
    }
}
