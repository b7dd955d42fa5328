//! Speakers of transcripts and interviews: all that follows the label up to the paragraph's end is theirs ([`turns`]).
//!
//! So is all that follows *writes:* without quotation marks in a live blog: *Our correspondent Nina Roe **writes:** The two sides are close. I
//! understand …*
//!
//! Missed on purpose: a speech's second paragraph, which no mark joins to the first.

use crate::attribution::label::Label;
use crate::document::Document;
use crate::signs::quotations::is_mark;
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
    for label in labels {
        write_on(document, label);
    }
}

/// Lets what somebody *writes:* go on to the end of the paragraph that begins with it.
fn write_on(document: &Document, label: &mut Label) {
    const WRITES: [&str; 5] = ["blogs", "emails", "reports", "texts", "writes"];
    let ([source], [content]) = (&label.source[..], &mut label.content[..]) else {
        return;
    };
    let sentence = &document.sentences()[document.sentence_of(label.cue.start)].tokens;
    let paragraph = &document.paragraphs()[document.paragraph_of(label.cue.start)].tokens;
    let leads = WRITES.contains(&document.word(label.head))
        && document.word(label.cue.end - 1) == ":"
        && source.start == paragraph.start
        && sentence.start == paragraph.start;
    // Only the label that begins the paragraph looks through it.
    let is_plain = || {
        content.start == label.cue.end
            && !(content.start..paragraph.end).any(|token| is_mark(document.word(token)))
    };
    if leads && is_plain() {
        content.end = paragraph.end;
    }
}
