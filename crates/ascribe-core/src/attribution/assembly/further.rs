//! A second cue with the source of the first: *disputed that, **saying** the siren went off at six*.
//!
//! Where the labeller took both for one content, the words behind the participle are a content of their own. Counter-example:
//! *said the council lied, claiming it was broke*: the participle goes with the nearer verb, inside the content.

use super::{insert, of_verb};
use crate::attribution::label::Label;
use crate::document::{Document, TokenIndex};
use crate::english::English;
use crate::grammar::Grammar;
use crate::grammar::tag::Tag;
use crate::signs::quotations::is_mark;

/// Cuts the contents of `labels` that hold such a cue, and adds a label for it.
pub fn complete(english: &English, document: &Document, grammar: &Grammar, labels: &mut Vec<Label>) {
    let mut added = Vec::new();
    for label in labels.iter_mut() {
        let [content] = &mut label.content[..] else {
            continue;
        };
        if content.start < label.head || label.source.is_empty() {
            continue;
        }
        let first_verb = content.clone().find(|&token| grammar.tag(token).is_verb());
        let Some(cue) = first_verb.filter(|&token| {
            token > content.start + 1
                && token + 2 < content.end
                && grammar.tag(token) == Tag::Vbg
                && grammar.tag(token - 1) == Tag::Comma
                && !content
                    .clone()
                    .take_while(|&at| at < token)
                    .any(|at| is_mark(document.word(at)))
                && says(english, document, token)
        }) else {
            continue;
        };
        let behind = cue + 1..content.end;
        added.push(of_verb(cue, label.source.clone(), behind));
        content.end = cue - 1;
    }
    for label in added {
        insert(labels, label);
    }
}

fn says(english: &English, document: &Document, participle: TokenIndex) -> bool {
    let lemma = english.lemmas.lemma(document.word(participle), Tag::Vbg);
    english.stances.verbs.get(&lemma).is_some()
}
