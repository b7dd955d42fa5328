//! A speaker whom a labeller takes for a part of who passes on what he says: *According to the Herald, **Ian Roe, the chairman,** said the
//! bridge was safe* has the Herald for its source, and Ian Roe in its content.
//!
//! Counter-example: *According to Ian Roe, the chairman, the bridge is safe*, where what stands behind the source is a clause with a subject.

use crate::attribution::label::Label;
use crate::document::Document;
use crate::english::English;
use crate::grammar::Grammar;
use crate::grammar::tag::Tag;

use super::lexical_stance;

/// Ends such a source at its first comma, where the content begins.
pub fn mend(english: &English, document: &Document, grammar: &Grammar, label: &mut Label) {
    let ([source], [content, ..]) = (&mut label.source[..], &mut label.content[..]) else {
        return;
    };
    if document.word(label.cue.start) != "According" || source.start != label.cue.end {
        return;
    }
    let says = grammar.tag(content.start).is_finite()
        && lexical_stance(english, document, grammar, content.start).is_some();
    let is_comma = |&token: &usize| grammar.tag(token) == Tag::Comma;
    let follows = content.start >= source.end && content.start <= source.end + 1;
    if let Some(comma) = source.clone().find(is_comma)
        && says
        && follows
        && comma + 1 < source.end
        && comma > source.start
    {
        source.end = comma;
        content.start = comma + 1;
    }
}
