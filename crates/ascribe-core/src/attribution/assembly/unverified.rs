//! A paper that could not find out: *Reuters **could not independently verify** the footage*, *The Gazette **was unable to confirm** his account*.
//!
//! Counter-examples: *He could not confirm that he would stand* (a labeller's), *The video could not be verified* (nobody is named).

use super::beside::JOINING;
use super::{insert, of_verb, runs};
use crate::attribution::label::Label;
use crate::document::{Document, TokenIndex};
use crate::english::English;
use crate::grammar::Grammar;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::signs::quotations::is_mark;

/// What is done to find out.
const VERIFYING: [&str; 4] = ["authenticate", "confirm", "corroborate", "verify"];

/// *reported fifty dead* | *, **but the agency could not verify the figure***: that somebody else could not check it is nothing that was reported.
pub fn mend(document: &Document, grammar: &Grammar, label: &mut Label) {
    const SHORTEST: usize = 5;
    let Some(run) = label.content.last_mut().filter(|run| run.len() >= SHORTEST) else {
        return;
    };
    let is_left = |&verb: &TokenIndex| {
        let mut children = grammar.children(verb);
        VERIFYING.contains(&document.word(verb))
            && children.any(|child| matches!(document.word(child), "not" | "n't" | "n’t"))
    };
    let joining = run.clone().find(is_left).and_then(|verb| {
        let subject = grammar
            .child(verb, Relation::Nsubj)
            .filter(|&it| grammar.tag(it).is_noun())?;
        let before = grammar.subtree(subject).start.checked_sub(1)?;
        JOINING.contains(&document.word(before)).then_some(before)
    });
    let has_mark = run.clone().any(|token| is_mark(document.word(token)));
    if let Some(joining) = joining.filter(|&joining| joining > run.start && !has_mark) {
        run.end = joining;
    }
}

/// How far in front of the verb its cue begins: *was not immediately able to verify*.
const REACH: usize = 6;

/// Adds a label for every such verb that stands in none.
pub fn complete(english: &English, document: &Document, grammar: &Grammar, labels: &mut Vec<Label>) {
    let is_taken = runs::marked(document, labels.iter().flat_map(runs::all));
    let mut added = Vec::new();
    for verb in 1..document.tokens().len() {
        if grammar.tag(verb) != Tag::Vb
            || is_taken[verb]
            || !VERIFYING.contains(&&*english.lemmas.lemma(document.word(verb), Tag::Vb))
        {
            continue;
        }
        let able = grammar
            .head(verb)
            .filter(|&able| matches!(document.word(able), "able" | "unable"));
        let main = able.unwrap_or(verb);
        let Some(subject) = grammar.child(main, Relation::Nsubj) else {
            continue;
        };
        let source = grammar.subtree(subject);
        let object = grammar.child(verb, Relation::Obj).filter(|&object| object > verb);
        let cue = source.end..verb + 1;
        let helps = |word: &str| matches!(word, "could" | "not" | "n’t" | "n't" | "unable" | "cannot");
        let fails = cue.len() > 1
            && cue.len() <= REACH + 1
            && (document.word(cue.start) == "could" || able.is_some())
            && cue
                .clone()
                .skip(usize::from(able.is_none()))
                .any(|token| helps(document.word(token)));
        if let Some(object) = object
            && fails
            && source.end <= main
        {
            let content = grammar.subtree(object);
            let label = Label {
                cue,
                ..of_verb(verb, vec![source], content)
            };
            if !runs::all(&label).cloned().flatten().any(|token| is_taken[token]) {
                added.push(label);
            }
        }
    }
    for label in added {
        insert(labels, label);
    }
}
