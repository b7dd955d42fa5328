//! A source that closes a sentence and that the labeller passed over: *Hundreds were not told, an internal report **has found**.*
//!
//! The cue is the last verb group of the sentence, a verb of attributing with nothing behind it but phrases (*in a statement*) and a
//! participle behind a comma (*, adding that …*); its subject
//! follows the last comma, or stands in front of an aside between commas, and all before is the content; or the verb follows the comma and
//! its subject ends the sentence. Counter-examples: *When the pumps
//! failed, the mayor said.* and *After a vote, the council announced.* (what stands in front is no sentence), *The dam leaked, the siren failed.* (no such verb), *…, and
//! nobody complained.* (goes on).

use std::ops::Range;

use super::{CONFIDENCE, lexical_stance, of_verb, runs};
use crate::attribution::label::Label;
use crate::document::{Document, TokenIndex};
use crate::english::English;
use crate::grammar::Grammar;
use crate::grammar::relation::Relation;
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
        let in_front = || {
            let end = participle(grammar, &sentence.tokens)?;
            label(english, document, grammar, &(sentence.tokens.start..end))
        };
        let Some(label) = label(english, document, grammar, &sentence.tokens).or_else(in_front) else {
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

/// *…, the minister told a briefing**, adding that it was safe***: the comma in front of a participle that goes on with the frame.
fn participle(grammar: &Grammar, sentence: &Range<TokenIndex>) -> Option<TokenIndex> {
    const REACH: usize = 40;
    let goes_on = |&token: &TokenIndex| {
        token + 1 < sentence.end && grammar.tag(token) == Tag::Comma && grammar.tag(token + 1) == Tag::Vbg
    };
    sentence.clone().rev().take(REACH).find(goes_on)
}

/// Whether a label of the same verb has nobody for its source, though the speaker stands next to it: *confirmed* | *the operator*.
fn is_mistaken(found: &Label, label: &Label) -> bool {
    found.head == label.head && found.source.is_empty()
}

fn label(
    english: &English,
    document: &Document,
    grammar: &Grammar,
    sentence: &Range<TokenIndex>,
) -> Option<Label> {
    let is_word = |token: TokenIndex| grammar.tag(token) != Tag::Stop && !is_mark(document.word(token));
    let last = sentence.clone().rev().find(|&token| is_word(token))?;
    let verb = if attributes(english, document, grammar, last) {
        Some(last)
    } else {
        in_front_of_phrase(english, document, grammar, sentence, last)
    };
    let Some(verb) = verb else {
        return inverted(english, document, grammar, sentence, last + 1);
    };
    let helps = |token: TokenIndex| {
        let tag = grammar.tag(token);
        tag == Tag::Rb || tag.is_verb() && ["have", "has", "had"].contains(&document.word(token))
    };
    let mut start = verb;
    while start > sentence.start && helps(start - 1) {
        start -= 1;
    }
    let Speaker {
        content,
        subject,
        source,
    } = speaker(grammar, sentence, start)?;
    let is_finite = |token: TokenIndex| grammar.tag(token).is_finite();
    let subordinates = matches!(
        grammar.tag(content.start),
        Tag::In | Tag::Wrb | Tag::Vbg | Tag::Vbn | Tag::To
    );
    // *and nobody cared*, *that it broke* go on with what stands in front.
    let joins = |token: TokenIndex| {
        matches!(
            grammar.tag(token),
            Tag::Cc | Tag::In | Tag::Wdt | Tag::Wp | Tag::Wrb
        )
    };
    let names_somebody = subject
        .clone()
        .any(|token| grammar.tag(token).is_noun() || grammar.tag(token) == Tag::Prp);
    let is_subject = names_somebody
        && !joins(subject.start)
        && !subject
            .clone()
            .any(|token| is_finite(token) || is_mark(document.word(token)));
    // *A fire **started** in a dryer* may be read as a participle, but has a subject.
    let is_clause = |token: TokenIndex| {
        is_finite(token) || grammar.tag(token) == Tag::Vbn && grammar.child(token, Relation::Nsubj).is_some()
    };
    // *Treasury considering levy, sources say*: headlines leave the helper out.
    let is_sentence = content.clone().any(is_clause) || is_short(document, verb) && content.len() >= SHORTEST;
    (is_subject && !subordinates && is_sentence).then(|| Label {
        head: verb,
        cue: start..verb + 1,
        source: vec![source],
        content: vec![content],
        confidence: CONFIDENCE,
    })
}

/// Whether a token stands where sentences do without helpers and articles.
fn is_short(document: &Document, token: TokenIndex) -> bool {
    let place = document.paragraphs()[document.paragraph_of(token)].place;
    matches!(place, Place::Headline | Place::Heading | Place::Standfirst)
}

/// What stands in front of a verb that closes a sentence.
struct Speaker {
    content: Range<TokenIndex>,
    subject: Range<TokenIndex>,
    /// The subject, with an aside that says who it is.
    source: Range<TokenIndex>,
}

/// Behind the last comma the subject, before it what is said; or the subject in front of an aside between commas: *The dryer failed, **Roe
/// Grain**, the company that runs it, said.*
fn speaker(grammar: &Grammar, sentence: &Range<TokenIndex>, verb: TokenIndex) -> Option<Speaker> {
    let comma_before = |end: TokenIndex| {
        let mut words = (sentence.start..end).rev().take(LONGEST + 1);
        words.find(|&token| grammar.tag(token) == Tag::Comma)
    };
    let close = comma_before(verb)?;
    if close + 1 < verb {
        let subject = close + 1..verb;
        return Some(Speaker {
            content: sentence.start..close,
            source: subject.clone(),
            subject,
        });
    }
    let open = comma_before(close)?;
    let comma = comma_before(open)?;
    let subject = comma + 1..open;
    let end = match grammar.tag(open + 1) {
        // *the company that runs it* says who, *which runs it* only tells more.
        Tag::Dt | Tag::PrpS => close,
        Tag::Wdt | Tag::Wp => open,
        _ if open + 1 == close => open,
        _ => return None,
    };
    Some(Speaker {
        content: sentence.start..comma,
        source: subject.start..end,
        subject,
    })
}

/// *…, the firm **said** in a statement*, *…, she **said** on Monday*: the verb in front of the phrases that end a sentence.
fn in_front_of_phrase(
    english: &English,
    document: &Document,
    grammar: &Grammar,
    sentence: &Range<TokenIndex>,
    last: TokenIndex,
) -> Option<TokenIndex> {
    let is_phrase = |token: TokenIndex| {
        let tag = grammar.tag(token);
        tag.is_noun() || matches!(tag, Tag::In | Tag::To | Tag::Dt | Tag::Jj | Tag::Cd | Tag::PrpS)
    };
    let verb = (sentence.start..=last)
        .rev()
        .take(LONGEST)
        .find(|&token| !is_phrase(token))?;
    // *told **a briefing***
    let is_told = matches!(document.word(verb), "told" | "tells");
    let begins = verb < last && (is_told || matches!(grammar.tag(verb + 1), Tag::In | Tag::To));
    (begins && grammar.tag(verb).is_finite() && attributes(english, document, grammar, verb)).then_some(verb)
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
    let is_sentence = content.clone().any(is_finite) || is_short(document, verb) && content.len() >= SHORTEST;
    (says && is_subject && is_sentence).then(|| of_verb(verb, vec![source], content))
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
