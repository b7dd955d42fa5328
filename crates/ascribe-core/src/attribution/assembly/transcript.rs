//! Speakers of transcripts: a name in capitals, or *Q* or *A*, in front of a colon at the start of a paragraph.
//!
//! *TENNANT: You signed for them. Where are they?*: all that follows up to the paragraph's end is hers. The speaker may have
//! a title (*COL. PERETTI:*, *SEN. ROE (R-Ohio):*), and a quotation mark may stand in front. Counter-examples: *10:02: The ship has run aground*, *UPDATE: Talks go
//! on*, and every colon inside a sentence. Missed on purpose: speakers in small letters (*Minister: no sabotage*), which
//! the labellers find by their words, and a speech's second paragraph, which no mark joins to the first.

use std::ops::Range;

use crate::attribution::label::Label;
use crate::document::{Document, TokenIndex, TokenKind};
use crate::signs::quotations::is_mark;

/// A speaker has so many tokens at most.
const LONGEST: usize = 8;

/// Capitals in front of a colon that name no speaker.
const NOT_SPEAKERS: &[&str] = &[
    "ANALYSIS",
    "BREAKING",
    "CORRECTION",
    "EXCLUSIVE",
    "EXPLAINER",
    "LIVE",
    "NB",
    "NOTE",
    "OPINION",
    "PHOTOS",
    "PS",
    "READ",
    "RELATED",
    "REVIEW",
    "UPDATE",
    "UPDATED",
    "VIDEO",
    "WATCH",
];

/// Gives every speaker its words, as a new label or as the content of the one whose cue the colon is already.
pub fn complete(document: &Document, labels: &mut Vec<Label>) {
    for paragraph in document.paragraphs() {
        let Some(source) = speaker(document, &paragraph.tokens) else {
            continue;
        };
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

/// The speaker that a paragraph begins with; the colon is the token behind.
fn speaker(document: &Document, tokens: &Range<TokenIndex>) -> Option<Range<TokenIndex>> {
    let start = tokens.start + usize::from(is_mark(document.word(tokens.start)));
    let limit = tokens.end.min(start + LONGEST + 1);
    let colon = (start..limit).find(|&token| document.word(token) == ":")?;
    let speaker = start..colon;
    if speaker.is_empty() || colon + 1 == tokens.end {
        return None;
    }
    let mut capitals = false;
    let mut bracket = false;
    for token in speaker.clone() {
        let word = document.word(token);
        if matches!(word, "(" | "[" | ")" | "]") {
            bracket = matches!(word, "(" | "[");
        } else if !bracket && !matches!(word, "." | "," | "-" | "’") {
            // A title may be written like a word: *Sen. ROE*.
            let upper = !word.chars().any(char::is_lowercase);
            if document.tokens()[token].kind != TokenKind::Word || !(upper || word.ends_with('.')) {
                return None;
            }
            capitals |= upper;
        }
    }
    let first = document.word(speaker.start);
    let single = speaker.len() == 1;
    let named = !single || first.len() > 1 || matches!(first, "Q" | "A");
    (capitals && named && !NOT_SPEAKERS.contains(&first)).then_some(speaker)
}
