//! Who speaks which paragraph of a transcript or an interview: a label in front of a colon at the start of it.
//!
//! Labels in capitals, or *Q* and *A*, are speakers wherever they stand: *TENNANT: You signed for them.*, *COL. PERETTI: …*,
//! *SEN. ROE (R-Ohio): …*; a quotation mark may stand in front. The full name of a person in front of whole sentences is one
//! (*Ana Roe: When did you leave?*), and in a conversation, where two labels come again and one is a person's, so are the others in front of sentences:
//! *The Courier: Why?* Counter-examples: *10:02: The ship has run aground*, *UPDATE: Talks go on*, *Price: £5* and *Verdict:
//! avoid* on each of a list of goods, *Ana Roe: a life in pictures*, and every colon inside a sentence. Missed on purpose: speakers in small letters of a headline (*Minister: no sabotage*), which the labellers find by their
//! words.

use std::collections::HashMap;
use std::ops::Range;

use super::names::{FigureIndex, Names};
use super::quotations::is_mark;
use crate::document::{Document, TokenIndex, TokenKind};
use crate::vocabulary::{EntityKind, Place};

/// A speaker has so many tokens at most.
const LONGEST: usize = 8;

/// Labels in front of a colon that name no speaker.
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

/// What one speaker says at a stretch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The label; the colon is the token behind.
    pub speaker: Range<TokenIndex>,
    /// Whom the label names, if the article names them.
    pub figure: Option<FigureIndex>,
    /// The paragraph that begins with the label, and those up to the next turn of a conversation; behind the last one those in which
    /// somebody goes on speaking of himself.
    pub paragraphs: Range<usize>,
}

/// A label, and whether capitals alone show what it is.
struct Label {
    tokens: Range<TokenIndex>,
    shown: bool,
}

/// The turns, in text order.
pub fn find(document: &Document, names: &Names) -> Vec<Turn> {
    let labels: Vec<(usize, Label)> = document
        .paragraphs()
        .iter()
        .enumerate()
        .filter_map(|(number, paragraph)| Some((number, label(document, &paragraph.tokens)?)))
        .collect();
    let figure = |label: &Label| match names.within(&label.tokens) {
        [mention] if mention.figures.len() == 1 => Some(mention.figures[0]),
        _ => None,
    };
    let is_person =
        |label: &Label| figure(label).is_some_and(|it| names.figures[it].kind == EntityKind::Person);
    let text = |label: &Label| document.slice(document.span_of(label.tokens.clone()));
    let mut times: HashMap<&str, usize> = HashMap::new();
    for (_, label) in &labels {
        *times.entry(text(label)).or_default() += 1;
    }
    let comes_again = |label: &Label| times[text(label)] > 1;
    let is_conversation = times.values().filter(|&&count| count > 1).count() > 1
        && labels.iter().any(|(_, label)| is_person(label));
    let mut turns: Vec<Turn> = Vec::new();
    for (number, label) in &labels {
        let paragraph = &document.paragraphs()[*number];
        let is_text = matches!(paragraph.place, Place::Lede | Place::Body);
        let last = document.word(paragraph.tokens.end - 1);
        let is_whole = matches!(last, "." | "?" | "!" | "…" | "”" | "\"");
        let names_speaker = is_conversation && (comes_again(label) || is_whole)
            || is_person(label) && (is_conversation || is_whole && label.tokens.len() > 1);
        if !(label.shown || is_text && names_speaker) {
            continue;
        }
        if let Some(last) = turns.last_mut().filter(|_| is_conversation) {
            last.paragraphs.end = *number;
        }
        turns.push(Turn {
            speaker: label.tokens.clone(),
            figure: figure(label),
            paragraphs: *number..number + 1,
        });
    }
    if let Some(last) = turns.last_mut().filter(|_| is_conversation) {
        let goes_on = |number: usize| {
            let paragraphs = document.paragraphs();
            paragraphs.get(number).is_some_and(|paragraph| {
                paragraph.place == Place::Body && speaks_of_itself(document, paragraph.tokens.clone())
            })
        };
        while goes_on(last.paragraphs.end) {
            last.paragraphs.end += 1;
        }
    }
    turns
}

/// Whether somebody speaks of himself in a paragraph outside quotation marks.
fn speaks_of_itself(document: &Document, tokens: Range<TokenIndex>) -> bool {
    const WORDS: [&str; 8] = ["I", "My", "Our", "We", "me", "my", "our", "we"];
    let mut tokens = tokens.map(|token| document.word(token));
    !tokens.clone().any(is_mark) && tokens.any(|word| WORDS.contains(&word))
}

/// What a paragraph begins with, if it is written as the label of a speaker.
fn label(document: &Document, tokens: &Range<TokenIndex>) -> Option<Label> {
    let start = tokens.start + usize::from(is_mark(document.word(tokens.start)));
    let limit = tokens.end.min(start + LONGEST + 1);
    let colon = (start..limit).find(|&token| document.word(token) == ":")?;
    let speaker = start..colon;
    if speaker.is_empty() || colon + 1 == tokens.end {
        return None;
    }
    let (mut shown, mut capitals) = (true, false);
    let mut bracket = false;
    for token in speaker.clone() {
        let word = document.word(token);
        if matches!(word, "(" | "[" | ")" | "]") {
            bracket = matches!(word, "(" | "[");
        } else if !bracket && !matches!(word, "." | "," | "-" | "’") {
            let upper = !word.chars().any(char::is_lowercase);
            if document.tokens()[token].kind != TokenKind::Word || !word.starts_with(char::is_uppercase) {
                return None;
            }
            // A title may be written like a word: *Sen. ROE*.
            shown &= upper || word.ends_with('.');
            capitals |= upper;
        }
    }
    let first = document.word(speaker.start);
    let single = speaker.len() == 1;
    let named = !single || first.chars().nth(1).is_some() || matches!(first, "Q" | "A");
    let is_heading = NOT_SPEAKERS.iter().any(|other| other.eq_ignore_ascii_case(first));
    (named && !is_heading).then_some(Label {
        tokens: speaker,
        shown: shown && capitals,
    })
}
