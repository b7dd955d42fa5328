//! A quotation with its speaker right behind, which the labeller passed over: *“Is it over?” **she asked***, *“It is over,” **said the
//! general***.
//!
//! Counter-examples: *the “Sunrise” ward said* (no comma or stop ends a speech inside the marks), a quotation that somebody has.

use std::ops::Range;

use super::{insert, lexical_stance, of_verb, runs};
use crate::attribution::label::Label;
use crate::document::{Document, TokenIndex};
use crate::english::English;
use crate::grammar::Grammar;
use crate::grammar::tag::Tag;
use crate::signs::quotations::{Quotation, is_mark};
use crate::vocabulary::Stance;

/// The longest speaker, in tokens.
const LONGEST: usize = 10;

/// The fewest words of a speech.
const SHORTEST: usize = 2;

/// Adds a label for every such quotation.
pub fn complete(
    english: &English,
    document: &Document,
    grammar: &Grammar,
    quotations: &[Quotation],
    labels: &mut Vec<Label>,
) {
    // *“…,” she said, **according to** a statement*: the document has her words, and she is the one who said them.
    let of_verbs = labels.iter().filter(|label| {
        grammar.tag(label.head).is_verb() && !document.word(label.head).eq_ignore_ascii_case("according")
    });
    let taken = of_verbs
        .flat_map(|label| &label.content)
        .chain(labels.iter().flat_map(runs::frame));
    let mut is_taken = runs::marked(document, taken);
    for quotation in quotations.iter().filter(|quotation| quotation.closed) {
        let tokens = &quotation.tokens;
        let is_word = |token: TokenIndex| document.word(token).chars().any(char::is_alphanumeric);
        let words = tokens.clone().filter(|&token| is_word(token)).count();
        if words < SHORTEST || tokens.clone().any(|token| is_taken[token]) {
            continue;
        }
        let Some((cue, source)) = speaker(english, document, grammar, tokens) else {
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
        matches!(grammar.tag(token), Tag::Vbd | Tag::Vbz | Tag::Vbp)
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
        return source.clone().any(is_name).then_some((start, source));
    }
    let verb = (start..limit.min(start + LONGEST)).find(|&token| breaks(token))?;
    let source = start..verb;
    let begins = matches!(
        grammar.tag(start),
        Tag::Cc | Tag::In | Tag::Rb | Tag::Wp | Tag::Wdt | Tag::Wrb
    );
    (speaks(verb) && !source.is_empty() && !begins && source.clone().any(is_name)).then_some((verb, source))
}
