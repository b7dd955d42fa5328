//! A quotation with its speaker right behind, which the labeller passed over: *“Is it over?” **she asked***, *“It is over,” **said the
//! general***.
//!
//! Counter-examples: *the “Sunrise” ward said* (no comma or stop ends a speech inside the marks), a quotation that somebody has.

use std::ops::Range;

use super::{insert, lexical_stance, of_verb, quoted};
use crate::attribution::label::Label;
use crate::document::{Document, TokenIndex};
use crate::english::English;
use crate::grammar::Grammar;
use crate::grammar::tag::Tag;
use crate::signs::anonymity;
use crate::signs::quotations::{Quotation, is_mark};
use crate::vocabulary::Stance;

/// The longest speaker, in tokens.
const LONGEST: usize = 10;

/// Adds a label for every such quotation; `nameless` are the clauses that keep a name back.
pub fn complete(
    english: &English,
    document: &Document,
    grammar: &Grammar,
    quotations: &[Quotation],
    nameless: &[Range<TokenIndex>],
    labels: &mut Vec<Label>,
) {
    let mut is_taken = quoted::taken(document, grammar, quotations, labels);
    for quotation in quotations.iter().filter(|quotation| quotation.closed) {
        let tokens = &quotation.tokens;
        if !quoted::is_speech(document, tokens) || tokens.clone().any(|token| is_taken[token]) {
            continue;
        }
        let Some((cue, source)) = speaker(english, document, grammar, nameless, tokens) else {
            continue;
        };
        if is_taken[cue] || source.clone().any(|token| is_taken[token]) {
            continue;
        }
        for run in [tokens.clone(), source.clone(), cue..cue + 1] {
            is_taken[run].fill(true);
        }
        insert(labels, of_verb(cue, vec![source], tokens.clone()));
    }
}

/// The verb of speech and its subject that follow a quotation.
fn speaker(
    english: &English,
    document: &Document,
    grammar: &Grammar,
    nameless: &[Range<TokenIndex>],
    quotation: &Range<TokenIndex>,
) -> Option<(TokenIndex, Range<TokenIndex>)> {
    let inside = document.word(quotation.end.checked_sub(2)?);
    let sentence = &document.sentences()[document.sentence_of(quotation.start)].tokens;
    let end = document.sentences()[document.sentence_of(quotation.end - 1)]
        .tokens
        .end;
    let outside = quotation.end < end && document.word(quotation.end) == ",";
    let ends_speech = outside || matches!(inside, "," | "." | "?" | "!" | "…");
    // In the same sentence, or in one that the stop inside the marks seemed to end.
    let start = quotation.end + usize::from(outside);
    if !ends_speech
        || start >= document.tokens().len()
        || document.paragraph_of(start) != document.paragraph_of(sentence.start)
    {
        return None;
    }
    let limit = document.sentences()[document.sentence_of(start)].tokens.end;
    let is_name = |token: TokenIndex| grammar.tag(token).is_noun() || grammar.tag(token) == Tag::Prp;
    let speaks = |token: TokenIndex| {
        let stance = lexical_stance(english, document, grammar, token);
        matches!(grammar.tag(token), Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Vbn)
            && stance.is_some_and(|stance| stance.is_speech() || stance == Stance::Ask)
    };
    let breaks = |token: TokenIndex| {
        grammar.tag(token).is_verb()
            || is_mark(document.word(token))
            || matches!(document.word(token), "." | ";" | ":" | "—" | "–")
    };
    if speaks(start) {
        // *said the general on Tuesday*
        let stops = |&token: &TokenIndex| {
            breaks(token)
                || document.word(token) == ","
                || matches!(grammar.tag(token), Tag::In | Tag::Cc | Tag::To | Tag::Wp)
        };
        let end = (start + 1..limit.min(start + 1 + LONGEST))
            .find(stops)
            .unwrap_or(limit.min(start + 1 + LONGEST));
        let source = start + 1..end;
        // *The memo, marked “secret”, **warns ministers** that it may fail*: somebody is told.
        if end < limit && document.word(end) == "that" {
            return None;
        }
        return source.clone().any(is_name).then_some((start, source));
    }
    // *“We knew,” one of them, **who asked not to be named**, recalled*
    let verb = (start..limit)
        .filter(|&token| !anonymity::is_inside(nameless, token))
        .take(LONGEST)
        .find(|&token| breaks(token))?;
    let is_aside = verb > start && anonymity::is_inside(nameless, verb.saturating_sub(2));
    let source = start..verb - usize::from(is_aside && document.word(verb - 1) == ",");
    let begins = matches!(
        grammar.tag(start),
        Tag::Cc | Tag::In | Tag::Rb | Tag::Wp | Tag::Wdt | Tag::Wrb
    );
    (speaks(verb) && !source.is_empty() && !begins && source.clone().any(is_name)).then_some((verb, source))
}
