//! A source that closes a sentence and that the labeller passed over: *Hundreds were not told, an internal report **has found**.*
//!
//! The cue is the last verb group of the sentence, a verb of attributing; its subject follows the last comma, and all before
//! the comma is the content; or the verb follows the comma and its subject ends the sentence. Counter-examples: *When the pumps
//! failed, the mayor said.* and *After a vote, the council announced.* (what stands in front is no sentence), *The dam leaked, the siren failed.* (no such verb), *…, and
//! nobody complained.* (goes on).

use std::ops::Range;

use super::{CONFIDENCE, lexical_stance, of_verb, runs};
use crate::attribution::label::Label;
use crate::document::{Document, TokenIndex};
use crate::english::English;
use crate::grammar::Grammar;
use crate::grammar::tag::Tag;
use crate::signs::quotations::is_mark;
use crate::vocabulary::{Place, Stance};

/// The longest subject, in tokens.
const LONGEST: usize = 14;

/// The fewest words of what a headline says without a tensed verb.
const SHORTEST: usize = 3;

/// Adds a label for every such sentence whose last verb is in none of `labels`, and puts right one that took the subject for what is said.
pub fn complete(english: &English, document: &Document, grammar: &Grammar, labels: &mut Vec<Label>) {
    for sentence in document.sentences() {
        let Some(label) = label(english, document, grammar, &sentence.tokens) else {
            continue;
        };
        let at = labels.partition_point(|other| other.cue.end <= label.cue.start);
        let comma = label.content[0].end;
        // Where somebody speaks in front already, the two would share the words unless he stands in what is said.
        let is_apart = |before: &Label| runs::all(before).all(|run| run.end <= comma);
        let is_free = labels[..at]
            .iter()
            .rev()
            .take_while(|before| before.cue.start >= sentence.tokens.start)
            .all(is_apart);
        match labels.get_mut(at).filter(|other| other.cue.start < label.cue.end) {
            Some(other) if is_mistaken(other, &label) => *other = label,
            None if is_free => labels.insert(at, label),
            _ => {}
        }
    }
}

/// Whether a label of the same verb has nobody for its source and the speaker in its content: *confirmed* | *the operator*.
fn is_mistaken(found: &Label, label: &Label) -> bool {
    let speaker = &label.source[0];
    found.head == label.head
        && found.source.is_empty()
        && (found.content.iter()).any(|run| run.start < speaker.end && speaker.start < run.end)
}

fn label(
    english: &English,
    document: &Document,
    grammar: &Grammar,
    sentence: &Range<TokenIndex>,
) -> Option<Label> {
    let is_word = |token: TokenIndex| grammar.tag(token) != Tag::Stop && !is_mark(document.word(token));
    let verb = sentence.clone().rev().find(|&token| is_word(token))?;
    if !attributes(english, document, grammar, verb) {
        return inverted(english, document, grammar, sentence, verb + 1);
    }
    let helps = |token: TokenIndex| {
        let tag = grammar.tag(token);
        tag == Tag::Rb || tag.is_verb() && ["have", "has", "had"].contains(&document.word(token))
    };
    let mut start = verb;
    while start > sentence.start && helps(start - 1) {
        start -= 1;
    }
    let comma = (sentence.start..start)
        .rev()
        .take(LONGEST + 1)
        .find(|&token| grammar.tag(token) == Tag::Comma)?;
    let (content, source) = (sentence.start..comma, comma + 1..start);
    let is_finite = |token: TokenIndex| grammar.tag(token).is_finite();
    let subordinates = matches!(
        grammar.tag(content.start),
        Tag::In | Tag::Wrb | Tag::Vbg | Tag::Vbn | Tag::To
    );
    // *and nobody cared*, *that it broke* go on with what stands in front.
    let joins = matches!(
        grammar.tag(source.start),
        Tag::Cc | Tag::In | Tag::Wdt | Tag::Wp | Tag::Wrb
    );
    let names_somebody = source
        .clone()
        .any(|token| grammar.tag(token).is_noun() || grammar.tag(token) == Tag::Prp);
    let is_subject = names_somebody
        && !joins
        && !source
            .clone()
            .any(|token| is_finite(token) || is_mark(document.word(token)));
    // *Treasury considering levy, sources say*: headlines leave the helper out.
    let place = document.paragraphs()[document.paragraph_of(verb)].place;
    let is_short = matches!(place, Place::Headline | Place::Heading | Place::Standfirst);
    let is_sentence = content.clone().any(is_finite) || is_short && content.len() >= SHORTEST;
    (is_subject && !subordinates && is_sentence).then(|| Label {
        head: verb,
        cue: start..verb + 1,
        source: vec![source],
        content: vec![content],
        confidence: CONFIDENCE,
    })
}

/// *Everything had gone, **said Mr Doyle**.*: the verb follows the last comma, and its subject ends the sentence.
fn inverted(
    english: &English,
    document: &Document,
    grammar: &Grammar,
    sentence: &Range<TokenIndex>,
    end: TokenIndex,
) -> Option<Label> {
    let comma = (sentence.start..end)
        .rev()
        .take(LONGEST + 1)
        .find(|&token| grammar.tag(token) == Tag::Comma)
        .filter(|&comma| comma + 2 < end)?;
    let (verb, source, content) = (comma + 1, comma + 2..end, sentence.start..comma);
    let is_finite = |token: TokenIndex| grammar.tag(token).is_finite();
    let is_subject = source.clone().any(|token| grammar.tag(token).is_noun())
        && !source
            .clone()
            .any(|token| grammar.tag(token).is_verb() || is_mark(document.word(token)))
        && !matches!(grammar.tag(source.start), Tag::In | Tag::To | Tag::Rb | Tag::Prp);
    let says = matches!(grammar.tag(verb), Tag::Vbd | Tag::Vbz | Tag::Vbp)
        && attributes(english, document, grammar, verb);
    (says && is_subject && content.clone().any(is_finite)).then(|| of_verb(verb, vec![source], content))
}

/// Whether a verb by itself passes on what somebody says or finds.
fn attributes(english: &English, document: &Document, grammar: &Grammar, verb: TokenIndex) -> bool {
    let tag = grammar.tag(verb);
    if !matches!(tag, Tag::Vbd | Tag::Vbn | Tag::Vbp | Tag::Vbz) {
        return false;
    }
    let stance = lexical_stance(english, document, grammar, verb);
    stance.is_some_and(|stance| stance.is_speech() && stance != Stance::Deny)
}
