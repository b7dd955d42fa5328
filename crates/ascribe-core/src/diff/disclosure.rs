//! Notes to readers that tell of a change: *Correction: an earlier version gave the toll as 14.*
//!
//! A note covers a change if it names a number or a name that was put in or taken out, or most of the other words. *This
//! article has been updated.* covers nothing: readers do not learn what was changed.

use std::collections::BTreeSet;

use super::words::{Text, Word};

/// The words of a text's notes.
pub(super) struct Notes {
    words: BTreeSet<u64>,
    /// The paragraphs they stand in.
    paragraphs: BTreeSet<usize>,
}

/// So many words may stand before the phrase that makes a sentence a note: *March 3, 2021: …*.
const LEAD: usize = 5;

impl Notes {
    pub(super) fn of(text: &Text<'_>) -> Self {
        let mut words = BTreeSet::new();
        let mut paragraphs = BTreeSet::new();
        let mut in_note = None;
        for sentence in &text.sentences {
            let own = &text.words[sentence.words.clone()];
            let paragraph = text.revision.document.sentences()[sentence.number].paragraph;
            if begins_note(text, own) {
                in_note = Some(paragraph);
            }
            // A note goes on to the end of its paragraph.
            if in_note == Some(paragraph) {
                paragraphs.insert(paragraph);
                words.extend(own.iter().filter(|word| !word.function).map(|word| word.key));
            }
        }
        Self { words, paragraphs }
    }

    /// Whether a sentence of the document is part of a note.
    pub(super) fn hold(&self, text: &Text<'_>, sentence: usize) -> bool {
        let paragraph = text.revision.document.sentences()[sentence].paragraph;
        self.paragraphs.contains(&paragraph)
    }

    /// Whether the notes tell of a change of these words.
    pub(super) fn cover(&self, text: &Text<'_>, changed: &[Word]) -> bool {
        if self.words.is_empty() {
            return false;
        }
        // That somebody *said* something stands in every note.
        let content: Vec<&Word> = changed
            .iter()
            .filter(|word| !word.function && text.cues[word.token].is_none())
            .collect();
        let told = content.iter().filter(|word| self.words.contains(&word.key));
        let telling = |word: &Word| {
            let written = text.word(word);
            written.starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit())
                || text.english.changes.numbers.contains(written)
        };
        told.clone().any(|word| telling(word)) || !content.is_empty() && told.count() * 2 > content.len()
    }
}

fn begins_note(text: &Text<'_>, words: &[Word]) -> bool {
    let keys: Vec<u64> = words.iter().map(|word| word.key).collect();
    let starts = |at: usize| text.english.changes.note.longest(&keys[at..]);
    // *updated* and *correction* only where the sentence begins; whole phrases also behind a date.
    starts(0).is_some()
        || (1..keys.len().min(LEAD)).any(|at| starts(at).is_some_and(|(length, ())| length > 1))
}
