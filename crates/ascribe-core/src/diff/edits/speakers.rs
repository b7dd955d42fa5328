//! Sources that stand without a verb: in front of a colon, or behind the dash that ends a headline.

use std::ops::Range;

use super::Side;
use crate::grammar::tag::Tag;
use crate::vocabulary::Place;

/// The speaker of a transcript: *ROE: …*, and whoever is known to say something: *The treasurer: …*.
pub(super) fn is_speaker(side: &Side<'_>, range: &Range<usize>) -> bool {
    if range.is_empty() {
        return false;
    }
    let document = &side.text.revision.document;
    let (first, last) = (side.words[range.start].token, side.words[range.end - 1].token);
    let sentence = &document.sentences()[document.sentence_of(first)];
    let opens = document.tokens_in(sentence.span).start;
    let colon = last + 1 < document.tokens().len() && document.word(last + 1) == ":";
    let place = document.paragraphs()[sentence.paragraph].place;
    let names = range.clone().all(|at| side.is_name(at));
    let known = side.text.english.sources.kind(side.word(range.end - 1)).is_some()
        && range
            .clone()
            .all(|at| side.words[at].function || side.tag(at).is_noun() || side.tag(at) == Tag::Jj);
    // A quotation mark may stand before it. Headlines put a topic there as often as a speaker.
    colon && (names || known) && first <= opens + 1 && !matches!(place, Place::Headline | Place::Heading)
}

/// So many words a source at the end of a headline has.
pub(super) const LONGEST_TAIL: usize = 3;

/// So many words stand before the colon of a headline that names its speaker.
pub(super) const LONGEST_SPEAKER: usize = 4;

/// The end of a headline behind a dash: *Strike kills 22 - **Ukraine***, *… - **reports***.
pub(super) fn is_tail(side: &Side<'_>, range: &Range<usize>) -> bool {
    if range.is_empty() || range.len() > LONGEST_TAIL {
        return false;
    }
    let document = &side.text.revision.document;
    let (first, last) = (side.words[range.start].token, side.words[range.end - 1].token);
    let sentence = &document.sentences()[document.sentence_of(first)];
    let place = document.paragraphs()[sentence.paragraph].place;
    let dash = first > sentence.tokens.start && matches!(document.word(first - 1), "-" | "–" | "—");
    let end = document.tokens_in(sentence.span).end;
    let ends = end <= last + 1 || end == last + 2 && document.word(last + 1) == ".";
    let headline = matches!(place, Place::Headline | Place::Heading | Place::Standfirst);
    // In running text anything may stand there that is no source: *one thing was left - hope*.
    let sources = &side.text.english.sources;
    let known =
        sources.is_hearsay(side.word(range.end - 1)) || sources.kind(side.word(range.end - 1)).is_some();
    dash && ends
        && (headline || known)
        && range
            .clone()
            .all(|at| side.tag(at).is_noun() || side.is_name(at) || side.tag(at) == Tag::Jj)
}
