//! Quotations belong to whoever speaks them: whole, in all their pieces, over paragraphs.
//!
//! Five rules, in this order.
//!
//! 1. *Whole*: a quotation that is mostly the content of one attribution is its content to the last word. *“We left at noon,
//!    I think,” he said* is his, although *I think* is an attribution of its own inside. Counter-example: *she called it “a
//!    farce of the first order”*, of which only *farce* was labelled, is left alone: that is less than half. Behind a colon, or with
//!    source and cue right behind it, any word will do.
//! 2. *Split*: a quotation that nobody has goes to the attribution whose cue stands between it and the quotation before it.
//!    *“If we wait,” she said, “we shall have no beds.”* Counter-example: *“We waited,” said Dr Amin of the “Sunrise” ward*,
//!    for no mark parts *the* from *“Sunrise”*.
//! 3. *Goes on*: a quotation that makes whole sentences and that nobody has goes to the speaker of the quotation right
//!    before it. *“We waited,” she said. “Now we have no beds.”* Over a paragraph's end it does so if the mark was left open,
//!    as is the custom. Counter-example: a sentence of the paper stands between them.
//!
//! 4. *Speaks on*: a quotation that makes whole sentences and that nobody has goes to whom the sentence right before it in its paragraph
//!    quotes in other words. *Six beds had to close, Dr Amin said. “Families were turned away.”* Counter-examples: two who speak in
//!    that sentence; one who only thinks or plans.
//!
//! 5. *Ends*: a speech of a clause or more in front of its cue ends there. *“This is theft,” she said, **her voice rising*** has no more of
//!    hers. Counter-examples: *“The gates,” she said, had failed twice*,
//!    *“It was chaos”: passengers describe **the night a ferry sank***.
//!
//! Deliberately missed, since it would be a guess: a quotation after a closed one in the paragraph before, which may well be
//! another's answer, and one whose speaker is named in a sentence of the paper before it (*He was blunt. “No.”*).

use std::ops::Range;

use super::{is_word, lexical_stance, runs};
use crate::attribution::label::Label;
use crate::document::{Document, TokenIndex};
use crate::english::English;
use crate::grammar::Grammar;
use crate::grammar::tag::Tag;
use crate::signs::quotations::{self, Quotation};
use crate::vocabulary::Stance;

/// Applies the first four rules to the contents of `labels`.
pub fn complete(
    english: &English,
    document: &Document,
    grammar: &Grammar,
    quotations: &[Quotation],
    labels: &mut [Label],
) {
    let owners = owners(document, quotations, labels);
    let mut before: Option<(usize, usize)> = None;
    for (at, quotation) in quotations.iter().enumerate() {
        let owner = match owners[at] {
            Owner::Whole(label) => Some(label),
            Owner::Part => None,
            Owner::Nobody => before
                .filter(|&(label, last)| goes_on(document, &labels[label], &quotations[last], quotation))
                .map(|(label, _)| label)
                .or_else(|| speaks_on(english, document, grammar, labels, quotation)),
        };
        if let Some(label) = owner {
            runs::add(&mut labels[label].content, quotation.tokens.clone());
        }
        before = owner.map(|label| (label, at));
    }
}

/// The fewest words of a speech.
const SHORTEST: usize = 2;

/// Whether a quotation has the words of a speech, and is no mere term in marks.
pub fn is_speech(document: &Document, quotation: &Range<TokenIndex>) -> bool {
    quotation
        .clone()
        .filter(|&token| is_word(document, token))
        .nth(SHORTEST - 1)
        .is_some()
}

/// Of every token, whether a label has it for a part of its frame, or the verb of somebody for its content; a verb that stands in a
/// quotation has nothing of it, for it belongs to whoever speaks.
pub fn taken(
    document: &Document,
    grammar: &Grammar,
    quotations: &[Quotation],
    labels: &[Label],
) -> Vec<bool> {
    // *“…,” she said, **according to** a statement*: the document has her words, and she is the one who said them.
    let of_speakers = labels.iter().filter(|label| {
        grammar.tag(label.head).is_verb()
            && !document.word(label.head).eq_ignore_ascii_case("according")
            && !label.source.is_empty()
    });
    let contents = of_speakers.flat_map(|label| {
        let own = quotations::at(quotations, label.head);
        (label.content.iter()).filter(move |run| own.is_none_or(|own| !own.contains(&run.start)))
    });
    let frames = labels.iter().flat_map(|label| {
        let inner = quotations::at(quotations, label.head).is_some();
        runs::frame(label).filter(move |_| !inner)
    });
    runs::marked(document, contents.chain(frames))
}

/// Whose a quotation is by what was labelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Owner {
    /// Mostly the content of this label.
    Whole(usize),
    /// Content here and there.
    Part,
    /// No label's content from outside.
    Nobody,
}

fn owners(document: &Document, quotations: &[Quotation], labels: &[Label]) -> Vec<Owner> {
    let is_word = |token: TokenIndex| is_word(document, token);
    let mut most = vec![(0, 0); quotations.len()];
    for (number, label) in labels.iter().enumerate() {
        // The quotations that the label touches, each once.
        let mut next = 0;
        for run in &label.content {
            let first = quotations.partition_point(|quotation| quotation.tokens.end <= run.start);
            for at in first.max(next)..quotations.len() {
                let quotation = &quotations[at].tokens;
                if quotation.start >= run.end {
                    break;
                }
                next = at + 1;
                if inside(&label.cue, quotation)
                    || label.source.iter().any(|source| inside(source, quotation))
                {
                    continue;
                }
                let words = runs::shared(&label.content, quotation, is_word);
                if words > most[at].1 {
                    most[at] = (number, words);
                }
            }
        }
    }
    quotations
        .iter()
        .zip(most)
        .map(|(quotation, (label, words))| {
            let all = quotation.tokens.clone().filter(|&token| is_word(token)).count();
            match words {
                0 => Owner::Nobody,
                _ if 2 * words > all || introduces(document, &labels[label], &quotation.tokens) => {
                    Owner::Whole(label)
                }
                _ => Owner::Part,
            }
        })
        .collect()
}

/// *A spokesman told us: “We do not comment.”*, *“I have never cheated,” **she posted***: whether the label's cue leads to the colon in front
/// of the quotation, or nothing parts source and cue from its end.
fn introduces(document: &Document, label: &Label, quotation: &Range<TokenIndex>) -> bool {
    let sentence = document.sentence_of(label.cue.start);
    let leads = quotation.start.checked_sub(1).is_some_and(|colon| {
        label.cue.start <= colon && document.word(colon) == ":" && document.sentence_of(colon) == sentence
    });
    let behind = runs::frame(label).map(|run| run.start).min();
    let follows = behind == Some(quotation.end)
        && matches!(document.word(quotation.end - 2), "," | "!" | "?")
        && document.sentence_of(quotation.start) == sentence;
    leads || follows
}

/// Whether `next`, which nobody has, goes on with `label`, whose the quotation `last` right before it is.
fn goes_on(document: &Document, label: &Label, last: &Quotation, next: &Quotation) -> bool {
    let between = last.tokens.end..next.tokens.start;
    if inside(&label.cue, &between)
        && !is_word(document, next.tokens.start - 1)
        && document.sentence_of(last.tokens.end - 1) == document.sentence_of(next.tokens.start)
    {
        return true;
    }
    if !makes_sentences(document, next) {
        return false;
    }
    // The rest of the sentence that says who speaks may stand between, and nothing else.
    let says_who = document.sentence_of(label.cue.start);
    between
        .clone()
        .all(|token| document.sentence_of(token) == says_who || !is_word(document, token))
        && (next.paragraph == last.paragraph || (next.paragraph == last.paragraph + 1 && !last.closed))
}

/// The label of whoever speaks in the sentence right before a quotation of whole sentences.
fn speaks_on(
    english: &English,
    document: &Document,
    grammar: &Grammar,
    labels: &[Label],
    quotation: &Quotation,
) -> Option<usize> {
    let sentence = document.sentence_of(quotation.tokens.start).checked_sub(1)?;
    let tokens = &document.sentences()[sentence].tokens;
    let paragraph = document.paragraph_of(tokens.start);
    if paragraph != quotation.paragraph || !makes_sentences(document, quotation) {
        return None;
    }
    let first = labels.partition_point(|label| label.cue.start < tokens.start);
    let here = labels[first..]
        .iter()
        .take_while(|label| label.cue.start < tokens.end);
    let mut speaker: Option<(usize, &Range<TokenIndex>)> = None;
    for (number, label) in here.enumerate() {
        let stance = lexical_stance(english, document, grammar, label.head);
        let Some(source) = label
            .source
            .first()
            .filter(|_| stance.is_some_and(Stance::is_speech))
        else {
            continue;
        };
        if speaker.is_some_and(|(_, other)| other != source) {
            return None;
        }
        speaker = Some((first + number, source));
    }
    speaker.map(|(label, _)| label)
}

/// Applies the fifth rule.
pub fn end(document: &Document, grammar: &Grammar, quotations: &[Quotation], labels: &mut [Label]) {
    let is_quoted = |token: TokenIndex| quotations::at(quotations, token).is_some();
    for label in labels {
        let frame = label.source.iter().map(|run| run.start);
        let frame = frame.fold(label.cue.start, usize::min);
        let Some(last) = label.content.iter().rfind(|run| run.start < frame) else {
            continue;
        };
        let is_whole = quotations::at(quotations, last.end - 1).is_some_and(|speech| {
            *speech == *last && speech.clone().any(|token| grammar.tag(token).is_finite())
        });
        let is_comma = |token: TokenIndex| grammar.tag(token) == Tag::Comma;
        let goes_on = last.len() > 2 && is_comma(last.end - 2);
        let sentence = document.sentence_of(label.cue.start);
        let is_more = |run: &Range<TokenIndex>| {
            document.sentence_of(run.start) == sentence
                && (goes_on || is_comma(run.start - 1))
                && !run.clone().any(is_quoted)
        };
        if is_whole {
            label.content.retain(|run| run.start < frame || !is_more(run));
        }
    }
}

/// Whether nothing but a quotation stands in the sentences that it stands in.
fn makes_sentences(document: &Document, quotation: &Quotation) -> bool {
    let first = &document.sentences()[document.sentence_of(quotation.tokens.start)];
    let last = &document.sentences()[document.sentence_of(quotation.tokens.end - 1)];
    first.tokens.start == quotation.tokens.start
        && (quotation.tokens.end..last.tokens.end).all(|token| !is_word(document, token))
}

fn inside(inner: &Range<TokenIndex>, outer: &Range<TokenIndex>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}
