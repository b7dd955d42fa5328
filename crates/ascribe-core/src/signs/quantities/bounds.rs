//! Whether a number is meant exactly or as a limit: *at least*, *up to*, *about* before it, *or more*, *or so* behind it.
//!
//! Counter-examples: *asked **about** 14 letters* (a topic), *a fence **around** 3 houses*, *fell **over** two days*.

use crate::document::TokenIndex;
use crate::english::hedges::Context;
use crate::english::phrase_keys::Phrase;
use crate::grammar::tag::Tag;
use crate::signs::hedges::is_during;
use crate::signs::numbers::Number;
use crate::vocabulary::Bound;

use super::{Draft, Finder};

/// No phrase that bounds a number has more words.
const LONGEST: usize = 5;

impl Finder<'_> {
    /// Takes the phrases around a number into it; those before it begin at `floor` at the earliest.
    pub(super) fn bound(&self, draft: &mut Draft, floor: TokenIndex) {
        if let Some((start, bound)) = self.before(draft.tokens.start, floor) {
            draft.tokens.start = start;
            self.limit(draft, bound);
        }
        if let Some((end, bound)) = self.behind(draft.tokens.end) {
            draft.tokens.end = end;
            self.limit(draft, bound);
        }
    }

    /// A range stays one, whatever stands around it.
    #[expect(clippy::unused_self, reason = "it reads as the other steps do")]
    fn limit(&self, draft: &mut Draft, bound: Bound) {
        if draft.bound != Bound::Range {
            draft.bound = bound;
        }
    }

    fn before(&self, number: TokenIndex, floor: TokenIndex) -> Option<(TokenIndex, Bound)> {
        let sentence = &self.sentence;
        let longest = (number - floor.min(number)).min(LONGEST);
        for length in (1..=longest).rev() {
            let start = number - length;
            let phrase = (start..number).fold(Phrase::EMPTY, |phrase, token| {
                phrase.then_key(sentence.form(token).key)
            });
            let Some(bound) = self.english.numbers.before(phrase) else {
                continue;
            };
            if length == 1 && !self.is_bound(start) {
                return None;
            }
            // *an estimated*, *a further estimated*: the article belongs to the phrase already.
            return Some((start, bound));
        }
        None
    }

    /// Whether *about*, *around*, *over*, *above* right before a number bound it: neither topic nor place.
    fn is_bound(&self, word: TokenIndex) -> bool {
        let sentence = &self.sentence;
        let before = word.wrapping_sub(1);
        if sentence.is(word, "about") {
            let topic = self.english.hedges.word(sentence.word(before)).context;
            return !topic.any(Context::TOPIC) || sentence.tag(before).is_none();
        }
        if sentence.is(word, "some") {
            return !sentence.is_any(before, &["and", "or"]) || sentence.tag(before) == Some(Tag::Cc);
        }
        if is_during(sentence.document, sentence.grammar, word) {
            return false;
        }
        if sentence.is_any(word, &["around", "over", "under", "above", "below"]) {
            // *built around 3 houses*: a small bare number after a verb of place.
            let small = sentence.word(word + 1).len() == 1;
            return !small
                || self.unit_at(word + 2).is_some()
                || sentence.is(word, "over") && sentence.is(word + 2, "million");
        }
        true
    }

    /// *the row over **2024** funding*: a year, whose funding it is.
    pub(super) fn is_year_at_issue(&self, at: TokenIndex, number: &Number) -> bool {
        const YEARS: std::ops::Range<f64> = 1900.0..2100.0;
        let sentence = &self.sentence;
        number.end == at + 1
            && number.value.is_some_and(|value| YEARS.contains(&value))
            && at > sentence.tokens.start
            && is_during(sentence.document, sentence.grammar, at - 1)
    }

    fn behind(&self, end: TokenIndex) -> Option<(TokenIndex, Bound)> {
        let sentence = &self.sentence;
        if sentence.is(end, "+") && sentence.touches(end - 1) {
            return Some((end + 1, Bound::Min));
        }
        (1..=3).rev().find_map(|length| {
            let phrase = (end..end + length).fold(Phrase::EMPTY, |phrase, token| {
                phrase.then_key(sentence.form(token).key)
            });
            let bound = self.english.numbers.after(phrase)?;
            Some((end + length, bound))
        })
    }
}
