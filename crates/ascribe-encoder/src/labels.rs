//! From the encoder's words to the document's tokens.
//!
//! Both are cut from the same text, but not alike: *U.S.* is one token and four words, *don’t* two tokens and three words.
//! A token belongs to whatever the first word says that shares a byte with it and says anything. A headline is no part of what
//! somebody says in the text below it, nor the other way round: arguments stay in the running text with their cue, or with
//! it in the one line that it stands in.

use std::ops::Range;

use ascribe_core::attribution::label::Label;
use ascribe_core::document::{Document, TokenIndex};
use ascribe_core::grammar::Grammar;
use ascribe_core::span::Span;
use ascribe_core::vocabulary::Place;

use crate::decode::{Arguments, FoundCue};

/// The label of a cue found among `words`; none if nothing is left of its cue or content.
pub fn label(
    document: &Document,
    grammar: &Grammar,
    words: &[Span],
    cue: &FoundCue,
    arguments: &Arguments,
) -> Option<Label> {
    let tokens = |range: &Range<usize>| -> Range<TokenIndex> {
        match (
            words.get(range.start),
            range.end.checked_sub(1).and_then(|last| words.get(last)),
        ) {
            (Some(first), Some(last)) if !range.is_empty() => document.tokens_in(first.cover(*last)),
            _ => 0..0,
        }
    };
    let cue_tokens = tokens(&cue.words);
    if cue_tokens.is_empty() {
        return None;
    }
    let paragraph = document.paragraph_of(cue_tokens.start);
    let source = reachable(document, paragraph, tokens(&arguments.source));
    let source = without(source.into_iter().next().unwrap_or(0..0), &cue_tokens);
    let mut content: Vec<Range<TokenIndex>> = Vec::new();
    for run in arguments
        .content
        .iter()
        .flat_map(|run| reachable(document, paragraph, tokens(run)))
    {
        let mut run = without(without(run, &cue_tokens), &source);
        if let Some(last) = content.last_mut() {
            run.start = run.start.max(last.end);
            if run.start == last.end && !run.is_empty() {
                last.end = run.end;
                continue;
            }
        }
        if !run.is_empty() {
            content.push(run);
        }
    }
    if content.is_empty() {
        return None;
    }
    Some(Label {
        head: head(grammar, &cue_tokens),
        source: if source.is_empty() {
            Vec::new()
        } else {
            vec![source]
        },
        content,
        confidence: arguments.confidence,
        cue: cue_tokens,
    })
}

/// The parts of `run` that a cue in `paragraph` can have for arguments, joined where they touch.
fn reachable(document: &Document, paragraph: usize, run: Range<TokenIndex>) -> Vec<Range<TokenIndex>> {
    let running =
        |paragraph: usize| matches!(document.paragraphs()[paragraph].place, Place::Lede | Place::Body);
    let mut parts: Vec<Range<TokenIndex>> = Vec::new();
    let mut at = run.start;
    while at < run.end {
        let here = document.paragraph_of(at);
        let end = document.paragraphs()[here].tokens.end.min(run.end);
        if here == paragraph || running(here) && running(paragraph) {
            match parts.last_mut() {
                Some(last) if last.end == at => last.end = end,
                _ => parts.push(at..end),
            }
        }
        at = end;
    }
    parts
}

/// What is left of `run` beside `taken`; the longer side where `taken` lies inside.
fn without(run: Range<TokenIndex>, taken: &Range<TokenIndex>) -> Range<TokenIndex> {
    if run.end <= taken.start || taken.end <= run.start || taken.is_empty() {
        return run;
    }
    let before = run.start..taken.start.max(run.start);
    let after = taken.end.min(run.end)..run.end;
    if before.len() >= after.len() {
        before
    } else {
        after
    }
}

/// The first token of a cue that hangs on none of its others.
fn head(grammar: &Grammar, cue: &Range<TokenIndex>) -> TokenIndex {
    cue.clone()
        .find(|&token| grammar.head(token).is_none_or(|head| !cue.contains(&head)))
        .unwrap_or(cue.start)
}

#[cfg(test)]
mod tests {
    use ascribe_core::english::English;
    use ascribe_core::read;

    use super::{reachable, without};

    #[test]
    fn a_headline_is_no_part_of_what_the_text_says() {
        let text = "Bridge to close\n\nThe bridge is old.\n\nIt will close, the mayor said.\n";
        let document = read::document(English::built_in(), text);
        let all = 0..document.tokens().len();
        let headline = document.paragraphs()[0].tokens.clone();
        let last = document.paragraphs().len() - 1;
        let below = headline.end..all.end;
        assert_eq!(
            reachable(&document, last, all.clone()),
            std::slice::from_ref(&below)
        );
        assert_eq!(reachable(&document, 0, all), std::slice::from_ref(&headline));
    }

    #[test]
    fn what_a_cue_takes_is_taken_from_its_arguments() {
        assert_eq!(without(3..8, &(5..6)), 3..5);
        assert_eq!(without(3..8, &(2..4)), 4..8);
        assert_eq!(without(3..8, &(7..9)), 3..7);
        assert_eq!(without(3..8, &(8..9)), 3..8);
        assert!(without(3..8, &(2..9)).is_empty());
    }
}
