//! *Two officials, **who asked not to be named**, said …*: the clause that keeps a name back belongs to the source, and is no
//! attribution of its own.

use crate::attribution::label::Label;
use crate::document::Document;
use crate::english::English;
use crate::grammar::Grammar;
use crate::signs::anonymity;

/// Takes such clauses into the sources in front of them, and away from cues and contents.
pub fn complete(english: &English, document: &Document, grammar: &Grammar, labels: &mut Vec<Label>) {
    for clause in anonymity::clauses(english, document, grammar) {
        labels.retain(|label| !clause.contains(&label.head));
        for label in labels.iter_mut() {
            let belongs =
                |end: usize| end == clause.start || end + 1 == clause.start && document.word(end) == ",";
            let Some(source) = label.source.iter_mut().find(|source| belongs(source.end)) else {
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
}
