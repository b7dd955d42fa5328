//! Stretches: words of both revisions that belong together, with the claims in them.

use std::ops::Range;

use super::alignment::{self, Hunk, Weighed};
use super::matching;
use super::words::{Text, Word};
use crate::claims::ClaimIndex;
use crate::span::Span;

/// Words of both revisions that belong together, how they differ, and the claims in them.
pub(super) struct Stretch {
    pub(super) old: Vec<Word>,
    pub(super) new: Vec<Word>,
    /// What differs; empty if the words are the same.
    pub(super) hunks: Vec<Hunk>,
    /// They differ in nothing but typography.
    pub(super) same: bool,
    pub(super) moved: bool,
    /// As many sentences stand before it in one text as in the other.
    pub(super) level: bool,
    /// Numbers of sentences on both sides.
    pub(super) sentences: (usize, usize),
    pub(super) pairs: Vec<Pair>,
    /// Claims of one revision that went on into a stretch of their own, which tells what differs in them.
    pub(super) gone: Vec<Pair>,
}

impl Stretch {
    /// Leaves a claim to a stretch of its own.
    pub(super) fn take_out(&mut self, is_it: impl Fn(&Pair) -> bool) {
        self.gone.extend(self.pairs.extract_if(.., |pair| is_it(pair)));
    }
}

/// A claim of both revisions, or of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) old: Option<ClaimIndex>,
    pub(super) new: Option<ClaimIndex>,
    pub(super) ambiguous: bool,
    /// One reading has cut a claim off that stands inside another one in the other reading, in the same words.
    pub(super) cut: bool,
}

/// A claim's words in a stretch, as positions, with those of the deed that introduces it.
pub(super) fn positions(text: &Text<'_>, words: &[Word], claim: ClaimIndex) -> Vec<usize> {
    let document = &text.revision.document;
    let mut found = Vec::new();
    for span in spans(text, claim) {
        let tokens = document.tokens_in(span);
        let first = words.partition_point(|word| word.token < tokens.start);
        let inside = words[first..].iter().take_while(|word| word.token < tokens.end);
        found.extend((first..).take(inside.count()));
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// A verb and what stands between it and its content have no more tokens than these.
const LONGEST_DEED: usize = 6;

/// Where a claim stands, as a comparison sees it.
///
/// A verb that does something else than to attribute belongs to what is claimed: *the council **sacks** its clerk* is the same claim
/// whether the reading takes *sacks* for a cue or not. *The council **says** its clerk left* is not.
pub(super) fn spans(text: &Text<'_>, claim: ClaimIndex) -> Vec<Span> {
    let revision = text.revision;
    let document = &revision.document;
    let mut spans = revision.claims[claim].spans.clone();
    let Some(link) = revision.claims[claim].attributions.last() else {
        return spans;
    };
    let attribution = &revision.attributions[*link];
    let cue = document.tokens_in(attribution.cue.span);
    // ***According** to Roe* does nothing.
    let attributes = |token: usize| text.english.stances.others.get(document.word(token)).is_some();
    let does = |token: usize| revision.grammar.tag(token).is_verb() && !attributes(token);
    // *joins **calls for** a vote*
    let reports = |token: usize| {
        let lemma = text.lemma(token);
        text.english.changes.reporting.contains(&lemma)
            || revision.grammar.tag(token).is_noun() && text.english.stances.nouns.get(&lemma).is_some()
    };
    let source = attribution.source.iter().find_map(|source| source.spans.first());
    let Some(&source) = source else { return spans };
    if cue.clone().any(does) && !cue.clone().any(reports) {
        let cue = attribution.cue.span;
        // ***signs an order** to open the pier*
        let behind = spans.iter().find(|span| span.start() >= cue.end());
        let near = |span: &&Span| document.tokens_in(cue.cover(**span)).len() <= LONGEST_DEED;
        let deed = behind
            .map(|span| Span::new(cue.start(), span.start()))
            .filter(|span| near(&span));
        spans.extend([source, deed.unwrap_or(cue)]);
    }
    spans
}

/// A claim's words in a stretch.
pub(super) fn words_of(text: &Text<'_>, words: &[Word], claim: ClaimIndex) -> Vec<Word> {
    positions(text, words, claim)
        .into_iter()
        .map(|at| words[at])
        .collect()
}

/// How the words of two stretches differ.
pub(super) fn hunks(old: &Text<'_>, new: &Text<'_>, left: &[Word], right: &[Word]) -> Vec<Hunk> {
    let weighed = |text: &Text<'_>, words: &[Word]| -> Vec<Weighed> {
        let weight = |word: &Word| matching::weight(text, word);
        words
            .iter()
            .map(|word| Weighed {
                key: word.key,
                weight: weight(word),
            })
            .collect()
    };
    let hunks = alignment::hunks(&weighed(old, left), &weighed(new, right));
    let hunks = hunks
        .into_iter()
        .flat_map(|hunk| at_end_of_sentence((old, left), (new, right), hunk));
    hunks.collect()
}

/// A hunk cut where a sentence ends in it on one side, if it has no more than words of grammar on the other one: *left the harbour **and** sank*
/// → *left the harbour **on Monday. It** sank*.
fn at_end_of_sentence(
    (old, left): (&Text<'_>, &[Word]),
    (new, right): (&Text<'_>, &[Word]),
    hunk: Hunk,
) -> Vec<Hunk> {
    let end = |text: &Text<'_>, words: &[Word], range: &Range<usize>| {
        let document = &text.revision.document;
        let sentence = |at: usize| document.sentence_of(words[at].token);
        (range.start.max(1)..range.end).find(|&at| sentence(at - 1) != sentence(at))
    };
    let grammar =
        |words: &[Word], range: &Range<usize>| words[range.clone()].iter().all(|word| word.function);
    let (old_end, new_end) = (end(old, left, &hunk.old), end(new, right, &hunk.new));
    let (
        Hunk {
            old: before,
            new: after,
        },
        cut,
    ) = match (old_end, new_end) {
        (None, Some(at)) if at > hunk.new.start && grammar(left, &hunk.old) => {
            (hunk.clone(), (hunk.old.start, at))
        }
        (Some(at), None) if at > hunk.old.start && grammar(right, &hunk.new) => {
            (hunk.clone(), (at, hunk.new.start))
        }
        _ => return vec![hunk],
    };
    let parts = [
        Hunk {
            old: before.start..cut.0,
            new: after.start..cut.1,
        },
        Hunk {
            old: cut.0..before.end,
            new: cut.1..after.end,
        },
    ];
    parts.into()
}

/// Where each old word of a stretch stands in the new one.
pub(super) fn stayed(stretch: &Stretch) -> Vec<Option<usize>> {
    let mut stayed = vec![None; stretch.old.len()];
    let (mut from, mut other) = (0, 0);
    for hunk in &stretch.hunks {
        for (at, place) in (other..hunk.new.start).zip(&mut stayed[from..hunk.old.start]) {
            *place = Some(at);
        }
        (from, other) = (hunk.old.end, hunk.new.end);
    }
    for (at, place) in (other..stretch.new.len()).zip(&mut stayed[from..]) {
        *place = Some(at);
    }
    stayed
}

/// Where each new word stood in the old stretch.
pub(super) fn came_from(stayed: &[Option<usize>], news: usize) -> Vec<Option<usize>> {
    let mut came_from = vec![None; news];
    for (at, place) in stayed.iter().enumerate() {
        if let Some(place) = place {
            came_from[*place] = Some(at);
        }
    }
    came_from
}

/// The same from the other side.
pub(super) fn mirrored(mut stretch: Stretch) -> Stretch {
    std::mem::swap(&mut stretch.old, &mut stretch.new);
    for hunk in &mut stretch.hunks {
        std::mem::swap(&mut hunk.old, &mut hunk.new);
    }
    stretch.sentences = (stretch.sentences.1, stretch.sentences.0);
    for pair in stretch.pairs.iter_mut().chain(&mut stretch.gone) {
        std::mem::swap(&mut pair.old, &mut pair.new);
    }
    stretch
}
