//! Somebody's words by way of somebody else: *State media quoted **the general as saying** that the city had fallen* is a chain of two,
//! *The general was quoted (by state media) as saying that the city had fallen* has the general for the source of what is said.
//!
//! The labellers take what is reported for one content, or the speaker for a part of the cue. Counter-examples: *He described the
//! firm as failing*, *It counts as saying no*: no verb that quotes stands in front.

use std::ops::Range;

use super::{insert, of_verb, runs, verb_group};
use crate::attribution::label::Label;
use crate::document::{Document, TokenIndex};
use crate::english::English;
use crate::grammar::Grammar;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::signs::quotations::is_mark;

/// Verbs that bring in another speaker.
const QUOTING: [&str; 3] = ["cite", "paraphrase", "quote"];

/// Verbs that do so in the passive only: *is **recorded** in the minutes as saying*.
const RECORDING: [&str; 2] = ["record", "report"];

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
    add_passed_over(document, grammar, labels);
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
    let is_passive = grammar.child(label.head, Relation::AuxPass).is_some();
    let records = is_passive && RECORDING.contains(&&*lemma(label.head));
    if !grammar.tag(label.head).is_verb() || !(records || QUOTING.contains(&&*lemma(label.head))) {
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
    // *the **general***, taken for an adjective.
    let is_name =
        |token: TokenIndex| grammar.tag(token).is_noun() || matches!(grammar.tag(token), Tag::Prp | Tag::Jj);
    let breaks = |token: TokenIndex| grammar.tag(token).is_finite() || is_mark(document.word(token));
    let is_somebody = between.clone().any(is_name) && !between.clone().any(breaks);
    let is_by = between.is_empty() || document.word(first) == "by" && is_somebody;
    let is_in = records && document.word(first) == "in" && !between.clone().any(breaks);
    let is_by = is_by || is_in;
    if !says || if is_passive { !is_by } else { !is_somebody } {
        return None;
    }
    // *as telling **reporters** that*
    let that = (verb + 1..end.min(verb + 1 + ADDRESSEE)).find(|&token| document.word(token) == "that");
    let content = that.map_or(verb + 1, |that| that + 1)..end;
    ((that.is_some() || &*lemma(verb) != "tell") && !content.is_empty()).then_some(Quoted {
        between: if is_in { as_word..as_word } else { between },
        is_passive,
        verb,
        content,
    })
}

/// Adds a label for every verb in the passive with *as saying* behind it that stands in none.
fn add_passed_over(document: &Document, grammar: &Grammar, labels: &mut Vec<Label>) {
    let is_frame = runs::marked(document, labels.iter().map(|label| &label.cue));
    for sentence in document.sentences() {
        for as_word in sentence.tokens.clone().skip(1) {
            let says = as_word + 2 < sentence.tokens.end
                && document.word(as_word) == "as"
                && document.word(as_word + 1) == "saying";
            if !says {
                continue;
            }
            let first = sentence.tokens.start.max(as_word.saturating_sub(LONGEST));
            let verb = (first..as_word)
                .rev()
                .find(|&token| grammar.child(token, Relation::AuxPass).is_some());
            if let Some(verb) = verb.filter(|&verb| !is_frame[verb] && !is_frame[as_word + 1]) {
                let stop = usize::from(grammar.tag(sentence.tokens.end - 1) == Tag::Stop);
                let content = as_word + 2..sentence.tokens.end - stop;
                let label = Label {
                    cue: verb_group(grammar, verb),
                    ..of_verb(verb, vec![], content)
                };
                if !label.content[0].is_empty() {
                    insert(labels, label);
                }
            }
        }
    }
}
