//! *Two men were suspended last week, **it is understood**.*, ***It is alleged** that the bridge was unsafe*: somebody holds it, and nobody is named.
//!
//! Set off by commas it answers for the clause in front, and for one that it parts. Counter-examples: *It is clear that the bridge was unsafe* (a judgement), *The firm
//! said it was understood that …* (what somebody says), *It was said to be safe* (`hearsay`), *it emerged* (it is so), what stands in quotation marks.

use std::ops::Range;

use super::{CONFIDENCE, insert, runs};
use crate::attribution::label::Label;
use crate::document::{Document, TokenIndex};
use crate::grammar::Grammar;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::signs::quotations::{self, Quotation};

const HELD: [&str; 10] = [
    "alleged",
    "assumed",
    "believed",
    "claimed",
    "feared",
    "reported",
    "rumoured",
    "said",
    "thought",
    "understood",
];

/// Words between *it* and what is held, one of them a form of *be*.
const BE: [&str; 5] = ["is", "was", "been", "'s", "’s"];
const HELPING: [&str; 6] = ["also", "had", "has", "later", "now", "widely"];

/// The longest clause in front, in tokens.
const LONGEST: usize = 100;

/// Adds a label for every such clause that nobody says.
pub fn complete(document: &Document, grammar: &Grammar, quotations: &[Quotation], labels: &mut Vec<Label>) {
    let of_somebody = labels.iter().filter(|label| !label.source.is_empty());
    let is_said = runs::marked(document, of_somebody.flat_map(|label| &label.content));
    let mut added = Vec::new();
    for sentence in document.sentences() {
        let tokens = &sentence.tokens;
        for it in tokens.clone() {
            if document.word(it).eq_ignore_ascii_case("it")
                && !is_said[it]
                && quotations::at(quotations, it).is_none()
                && let Some(label) = label(document, grammar, tokens, it)
            {
                added.push(label);
            }
        }
    }
    // What a labeller took for the clause in front has the *it* at its end.
    let set_off = added
        .iter()
        .filter(|label| label.content[0].end < label.cue.start)
        .map(|label| &label.cue);
    let is_replaced = runs::marked(document, set_off);
    labels.retain(|label| !(label.source.is_empty() && label.cue.clone().any(|token| is_replaced[token])));
    for label in added {
        insert(labels, label);
    }
}

fn label(
    document: &Document,
    grammar: &Grammar,
    sentence: &Range<TokenIndex>,
    it: TokenIndex,
) -> Option<Label> {
    let is = |token: TokenIndex, words: &[&str]| {
        sentence.contains(&token) && words.contains(&document.word(token))
    };
    let held = (it + 1..sentence.end).find(|&token| !is(token, &BE) && !is(token, &HELPING))?;
    if !is(held, &HELD) || !(it + 1..held).any(|token| is(token, &BE)) {
        return None;
    }
    let behind = held + 1;
    let cue = it + 1..behind;
    let ends =
        |token: TokenIndex| token >= sentence.end || matches!(grammar.tag(token), Tag::Comma | Tag::Stop);
    let mut content = Vec::new();
    if it > sentence.start && document.word(it - 1) == "," && ends(behind) {
        let reach = sentence.start.max((it - 1).saturating_sub(LONGEST));
        let front = (reach..it - 1)
            .rev()
            .find(|&token| matches!(document.word(token), ";" | ":"))
            .map_or(reach, |token| token + 1)..it - 1;
        let is_whole = front.clone().any(|token| grammar.tag(token).is_finite());
        runs::add(&mut content, front);
        if !is_whole {
            let stop = sentence.end - usize::from(grammar.tag(sentence.end - 1) == Tag::Stop);
            runs::add(&mut content, behind + 1..stop.max(behind + 1));
        }
    } else if is(behind, &["that"]) && is_clause_start(document, sentence, it) {
        let told = [Relation::Ccomp, Relation::Csubj]
            .into_iter()
            .find_map(|relation| grammar.child(held, relation))?;
        runs::add(
            &mut content,
            behind + 1..grammar.subtree(told).end.min(sentence.end),
        );
    }
    (!content.is_empty()).then_some(Label {
        head: held,
        cue,
        source: Vec::new(),
        content,
        confidence: CONFIDENCE,
    })
}

/// Whether nothing but a word that joins, or a comma, stands in front.
fn is_clause_start(document: &Document, sentence: &Range<TokenIndex>, it: TokenIndex) -> bool {
    it == sentence.start
        || matches!(
            &*document.word(it - 1).to_lowercase(),
            "," | "and" | "but" | "while"
        )
}
