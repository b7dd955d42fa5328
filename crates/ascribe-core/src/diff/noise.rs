//! Differences of typography only: counted, so that nobody wonders what else differs, and never shown.

use super::stretch::Stretch;
use super::words::{Text, Word};
use crate::vocabulary::Place;

/// How many sentences, gaps between sentences, datelines and bylines differ in typography alone.
pub(super) fn count(old: &Text<'_>, new: &Text<'_>, stretches: &[Stretch]) -> usize {
    let mut noise = usize::from(furniture(old) != furniture(new));
    let mut same: Vec<(&[Word], &[Word])> = stretches
        .iter()
        .filter(|stretch| stretch.same && !stretch.old.is_empty() && !stretch.new.is_empty())
        .map(|stretch| (stretch.old.as_slice(), stretch.new.as_slice()))
        .collect();
    same.sort_by_key(|pair| pair.0[0].token);
    for (before, after) in &same {
        noise += usize::from(written(old, before) != written(new, after));
    }
    for pair in same.windows(2) {
        let ((before, after), (next_before, next_after)) = (pair[0], pair[1]);
        let (gap, other) = (gap(old, before, next_before), gap(new, after, next_after));
        noise += usize::from(gap.is_some() && other.is_some() && gap != other);
    }
    noise
}

/// Datelines and bylines.
fn furniture<'a>(text: &'a Text<'_>) -> Vec<&'a str> {
    let document = &text.revision.document;
    let paragraphs = document.paragraphs().iter();
    paragraphs
        .filter(|paragraph| matches!(paragraph.place, Place::Byline | Place::Dateline))
        .map(|paragraph| document.slice(paragraph.span))
        .collect()
}

/// A sentence as it is written.
fn written<'a>(text: &'a Text<'_>, words: &[Word]) -> &'a str {
    let document = &text.revision.document;
    let sentence = document.sentence_of(words[0].token);
    document.slice(document.sentences()[sentence].span)
}

/// What is written between two sentences that follow each other.
fn gap<'a>(text: &'a Text<'_>, words: &[Word], next: &[Word]) -> Option<&'a str> {
    let document = &text.revision.document;
    let sentence = document.sentence_of(words[0].token);
    let follows = document.sentence_of(next[0].token) == sentence + 1;
    let sentences = document.sentences();
    follows.then(|| &document.text()[sentences[sentence].span.end()..sentences[sentence + 1].span.start()])
}
