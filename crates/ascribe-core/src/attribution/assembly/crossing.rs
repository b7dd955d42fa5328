//! *She said he was dead. **His family** | know, she added*: without quotation marks no content ends in the middle of a sentence that has a
//! speaker of its own.
//!
//! Nor does it take a part of another sentence beside what it has in its own: *The vote is **on** | Thursday. Her deputy said **she was safe***, or of
//! what its source does in front of the cue: *They hired **a lawyer** | and threatened **to sue***.
//!
//! Counter-examples: a content that goes on to the end of the next sentence and beyond its speaker (a chain), quotations, transcripts.

use std::ops::Range;

use crate::attribution::label::Label;
use crate::document::{Document, TokenIndex};
use crate::grammar::Grammar;
use crate::grammar::tag::Tag;
use crate::signs::quotations::{self, Quotation};

use super::NEIGHBOURS;

/// Ends such contents where that sentence begins.
pub fn mend(document: &Document, grammar: &Grammar, quotations: &[Quotation], labels: &mut [Label]) {
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
        without_scraps(document, grammar, quotations, &mut labels[at]);
    }
}

/// Drops pieces of other sentences, and of the clause in front of a second verb, where a content has others.
fn without_scraps(document: &Document, grammar: &Grammar, quotations: &[Quotation], label: &mut Label) {
    let own = &document.sentences()[document.sentence_of(label.head)].tokens;
    let paragraph = &document.paragraphs()[document.paragraph_of(label.head)].tokens;
    let is_quoted = |run: &Range<TokenIndex>| {
        run.clone()
            .any(|token| quotations::at(quotations, token).is_some())
    };
    // Without quotation marks nobody speaks on in the next paragraph, unless a list follows.
    let leads = document.word(paragraph.end - 1) == ":";
    for run in &mut label.content {
        if run.start < paragraph.end && !leads && !is_quoted(run) {
            run.end = run.end.min(paragraph.end);
        }
    }
    let is_own = |run: &Range<TokenIndex>| own.contains(&run.start);
    if !label.content.iter().any(is_own) {
        return;
    }
    // *is to publish figures* | *by Thursday*: another paragraph's, or cut out of its sentence.
    let is_others = |run: &Range<TokenIndex>| {
        let sentence = &document.sentences()[document.sentence_of(run.start)].tokens;
        let is_cut =
            run.end + 1 < sentence.end && document.word(run.end - 1).ends_with(char::is_alphanumeric);
        !own.contains(&run.start) && (is_cut || !leads && !paragraph.contains(&run.start))
    };
    let goes_on = label.cue.start > own.start && matches!(document.word(label.cue.start - 1), "and" | "but");
    let is_behind = |run: &Range<TokenIndex>| own.contains(&run.start) && run.start >= label.cue.end;
    let is_second = goes_on && label.content.iter().any(is_behind);
    let is_between = |run: &Range<TokenIndex>| {
        is_second
            && own.contains(&run.start)
            && run.end < label.cue.start
            && label.source.iter().any(|source| source.end <= run.start)
    };
    // *ByteLine, **citing messages**, reported …*: what is told of the source between two commas.
    let goes_behind = label.content.iter().any(is_behind);
    let tells_source = |run: &Range<TokenIndex>| {
        goes_behind
            && run.end < label.cue.start
            && label.source.iter().any(|source| source.end + 1 == run.start)
            && matches!(grammar.tag(run.start), Tag::Vbg | Tag::Wdt | Tag::Wp | Tag::WpS)
    };
    let is_scrap =
        |run: &Range<TokenIndex>| !is_quoted(run) && (is_others(run) || is_between(run) || tells_source(run));
    label.content.retain(|run| !is_scrap(run));
}
