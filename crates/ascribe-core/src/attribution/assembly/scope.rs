//! Whether it is open that the writer added the last clause.
//!
//! *The minister said the dam was safe, but villagers had been moved*: the labeller left *but villagers had been moved* out
//! of the content, and nothing on the page says whether the minister said it. Then the attribution is marked. Counter-
//! examples: a content in quotation marks to its end; a last clause with an attribution of its own (*…, but villagers said
//! they had been moved*); a clause that the cue or source itself hangs in.

use std::ops::Range;

use crate::attribution::label::Label;
use crate::document::{Document, TokenIndex};
use crate::grammar::Grammar;
use crate::grammar::tag::Tag;

/// Whether the clause behind the content of `label` may or may not belong to it.
pub fn is_uncertain(
    document: &Document,
    grammar: &Grammar,
    is_quoted: impl Fn(TokenIndex) -> bool,
    is_cue: impl Fn(TokenIndex) -> bool,
    label: &Label,
) -> bool {
    let Some(last) = label.content.last() else {
        return false;
    };
    let end = document.sentences()[document.sentence_of(last.end - 1)]
        .tokens
        .end;
    if is_quoted(last.end - 1) || last.end >= end || label.cue.start >= last.end {
        return false;
    }
    let rest: Range<TokenIndex> = last.end..end;
    let joined = document.word(rest.start) == ","
        && rest.clone().nth(1).is_some_and(|token| {
            grammar.tag(token) == Tag::Cc
                || matches!(
                    document.word(token),
                    "while" | "although" | "though" | "because" | "as" | "since"
                )
        });
    let is_clause = rest
        .clone()
        .any(|token| matches!(grammar.tag(token), Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md));
    joined && is_clause && !rest.clone().any(|token| is_cue(token) || is_quoted(token))
}
