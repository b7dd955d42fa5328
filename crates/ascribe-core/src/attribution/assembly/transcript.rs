//! Speakers of transcripts and interviews: all that follows the label up to the paragraph's end is theirs ([`turns`]).
//!
//! Missed on purpose: a speech's second paragraph, which no mark joins to the first.

use crate::attribution::label::Label;
use crate::document::Document;
use crate::signs::turns::Turn;

/// Gives every speaker its words, as a new label or as the content of the one whose cue the colon is already.
pub fn complete(document: &Document, turns: &[Turn], labels: &mut Vec<Label>) {
    for turn in turns {
        let paragraph = &document.paragraphs()[turn.paragraphs.start];
        let source = turn.speaker.clone();
        let colon = source.end;
        let content = colon + 1..paragraph.tokens.end;
        let at = labels.partition_point(|label| label.cue.start < colon);
        // Nobody else says what a speaker's name says.
        let known = labels.get_mut(at).filter(|label| label.cue.start == colon);
        if let Some(label) = known {
            label.source = vec![source];
            label.content = vec![content];
        } else {
            labels.insert(
                at,
                Label {
                    head: colon,
                    cue: colon..colon + 1,
                    source: vec![source],
                    content: vec![content],
                    confidence: 1.0,
                },
            );
        }
    }
}
