//! From the encoder's words to the document's tokens.
//!
//! Both are cut from the same text, but not alike: *U.S.* is one token and four words, *don’t* two tokens and three words.
//! A token belongs to whatever the first word says that shares a byte with it and says anything.

use std::ops::Range;

use ascribe_core::attribution::label::Label;
use ascribe_core::document::{Document, TokenIndex};
use ascribe_core::grammar::Grammar;
use ascribe_core::span::Span;

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
    let source = without(tokens(&arguments.source), &cue_tokens);
    let mut content: Vec<Range<TokenIndex>> = Vec::new();
    for run in &arguments.content {
        let mut run = without(without(tokens(run), &cue_tokens), &source);
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
    if cue_tokens.is_empty() || content.is_empty() {
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
    use super::without;

    #[test]
    fn what_a_cue_takes_is_taken_from_its_arguments() {
        assert_eq!(without(3..8, &(5..6)), 3..5);
        assert_eq!(without(3..8, &(2..4)), 4..8);
        assert_eq!(without(3..8, &(7..9)), 3..7);
        assert_eq!(without(3..8, &(8..9)), 3..8);
        assert!(without(3..8, &(2..9)).is_empty());
    }
}
