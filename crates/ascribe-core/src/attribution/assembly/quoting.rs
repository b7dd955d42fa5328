//! Somebody's words by way of somebody else: *State media quoted **the general as saying** that the city had fallen* is a chain of two,
//! *The general was quoted (by state media) as saying that the city had fallen* has the general for the source of what is said.
//!
//! The labellers take what is reported for one content, or the speaker for a part of the cue. Counter-examples: *He described the
//! firm as failing*, *It counts as saying no*: no verb that quotes stands in front.

use std::ops::Range;

use super::of_verb;
use crate::attribution::label::Label;
use crate::document::{Document, TokenIndex};
use crate::english::English;
use crate::grammar::Grammar;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::signs::quotations::is_mark;

/// Verbs that bring in another speaker.
const QUOTING: [&str; 3] = ["cite", "paraphrase", "quote"];

/// The most words of the speaker, and of whom he tells it.
const LONGEST: usize = 16;
const ADDRESSEE: usize = 5;

/// What stands behind a verb that quotes.
struct Quoted {
    /// Whom it quotes; in the passive who quotes, empty if nobody is named.
    between: Range<TokenIndex>,
    is_passive: bool,
    /// *saying*.
    verb: TokenIndex,
    content: Range<TokenIndex>,
}

/// Gives what is said its own speaker, and the verb that quotes all behind it.
pub fn complete(english: &English, document: &Document, grammar: &Grammar, labels: &mut Vec<Label>) {
    let mut at = 0;
    while at < labels.len() {
        let label = &mut labels[at];
        at += 1;
        let Some(quoted) = quoted(english, document, grammar, label) else {
            continue;
        };
        let (verb, content) = (quoted.verb, quoted.content);
        let end = at + labels[at..].partition_point(|other| other.cue.start <= verb);
        let label = &mut labels[at - 1];
        let subject = grammar
            .child(label.head, Relation::NsubjPass)
            .map(|subject| grammar.subtree(subject));
        let between = quoted.between;
        let said = between.end..content.end;
        let speaker = match subject.filter(|_| quoted.is_passive) {
            Some(subject) if between.is_empty() => {
                label.source = vec![subject];
                label.cue.end = verb + 1;
                label.content = vec![content];
                labels.drain(at..end);
                continue;
            }
            Some(subject) => {
                let quoting = between.start + 1..between.end;
                label.source = vec![quoting];
                label.content = vec![subject.clone(), said];
                subject
            }
            None if quoted.is_passive => continue,
            None => {
                let whole = between.start..said.end;
                label.content = vec![whole];
                between.clone()
            }
        };
        label.cue.end = between.start;
        labels.splice(at..end, [of_verb(verb, vec![speaker], content)]);
        at += 1;
    }
}

/// ***the general** as **saying** that **the city had fallen***, behind a verb that quotes.
fn quoted(english: &English, document: &Document, grammar: &Grammar, label: &Label) -> Option<Quoted> {
    let lemma = |token: TokenIndex| english.lemmas.lemma(document.word(token), grammar.tag(token));
    if !grammar.tag(label.head).is_verb() || !QUOTING.contains(&&*lemma(label.head)) {
        return None;
    }
    let sentence = &document.sentences()[document.sentence_of(label.head)].tokens;
    let first = label.head + 1;
    let as_word = (first..sentence.end.min(first + LONGEST)).find(|&token| document.word(token) == "as")?;
    let (between, verb) = (first..as_word, as_word + 1);
    let end = label.content.last()?.end;
    let end = if end > verb + 1 { end } else { sentence.end };
    let says =
        verb + 1 < end && grammar.tag(verb) == Tag::Vbg && english.stances.verbs.get(&lemma(verb)).is_some();
    let is_passive = grammar.child(label.head, Relation::AuxPass).is_some();
    // *the **general***, taken for an adjective.
    let is_name =
        |token: TokenIndex| grammar.tag(token).is_noun() || matches!(grammar.tag(token), Tag::Prp | Tag::Jj);
    let breaks = |token: TokenIndex| grammar.tag(token).is_finite() || is_mark(document.word(token));
    let is_somebody = between.clone().any(is_name) && !between.clone().any(breaks);
    let is_by = between.is_empty() || document.word(first) == "by" && is_somebody;
    if !says || if is_passive { !is_by } else { !is_somebody } {
        return None;
    }
    // *as telling **reporters** that*
    let that = (verb + 1..end.min(verb + 1 + ADDRESSEE)).find(|&token| document.word(token) == "that");
    let content = that.map_or(verb + 1, |that| that + 1)..end;
    ((that.is_some() || &*lemma(verb) != "tell") && !content.is_empty()).then_some(Quoted {
        between,
        is_passive,
        verb,
        content,
    })
}
