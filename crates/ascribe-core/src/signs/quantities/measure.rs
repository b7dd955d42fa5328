//! A number with its unit: *330 kilometres*, *£1.2bn*, *12-day*, *25%*, *29-year-old*.

use std::borrow::Cow;

use super::{Draft, Finder};
use crate::document::TokenIndex;
use crate::english::phrase_keys::Phrase;
use crate::english::units::{LONGEST, UnitIndex};
use crate::english::words::HYPHENS;
use crate::grammar::tag::Tag;
use crate::signs::numbers::{self, Number, NumberKind};
use crate::span::Span;
use crate::vocabulary::{Bound, Dimension};

impl Finder<'_> {
    /// The number that begins at `at`, a currency sign in front of it included, with its unit.
    pub(super) fn measured(
        &self,
        at: TokenIndex,
        number: &Number,
        money: Option<UnitIndex>,
    ) -> Option<Draft> {
        let mut draft = Draft {
            tokens: at..number.end,
            value: number.value,
            upper: None,
            bound: match number.kind {
                NumberKind::Plural => Bound::Min,
                NumberKind::Words if self.sentence.is(at + 1, "couple") => Bound::About,
                _ => Bound::Exact,
            },
            unit: None,
            dimension: Dimension::Count,
            counted: None,
        };
        if let Some(money) = money {
            self.set_unit(&mut draft, money);
            // *$5m-a-year*, *a $30-billion plan*
            return Some(draft);
        }
        if let Some(rest) = number.rest {
            return self.compound(draft, number, rest);
        }
        if let Some((end, unit)) = self
            .unit_at(number.end)
            .or_else(|| self.unit_at(numbers::unit_from(&self.sentence, number.end)))
        {
            let half_article = self.sentence.is(number.end, "of").then_some(());
            draft.tokens.end = end;
            self.set_unit(&mut draft, unit);
            if self.is_weight(&draft) {
                draft.unit = Some(Cow::Borrowed("lb"));
                draft.dimension = Dimension::Mass;
            }
            if draft.dimension == Dimension::Duration && self.sentence.is(end, "old") {
                draft.dimension = Dimension::Age;
                draft.tokens.end += 1;
            }
            let whole = matches!(
                draft.dimension,
                Dimension::Share | Dimension::Mass | Dimension::Volume | Dimension::Area
            );
            if half_article.is_none() && whole && self.sentence.is(draft.tokens.end, "of") {
                draft.counted = self.counted_from(draft.tokens.end);
            }
        } else if number.kind == NumberKind::Words && self.sentence.is(number.end - 1, "a") {
            return None;
        }
        Some(draft)
    }

    /// Whether *pounds* are a weight: *weighs 200 pounds*, *two pounds of rice*; not *paid 200 pounds*.
    fn is_weight(&self, draft: &Draft) -> bool {
        let sentence = &self.sentence;
        let (start, end) = (draft.tokens.start, draft.tokens.end);
        let weighs = |token| sentence.word(token).to_ascii_lowercase().starts_with("weigh");
        sentence.is_any(end - 1, &["pound", "pounds"])
            && (sentence.is_any(end, &["of", "heavier", "lighter", "overweight"])
                || (start.saturating_sub(4)..start).any(weighs))
    }

    /// The unit that begins at `at`, with its end: the longest phrase.
    pub(super) fn unit_at(&self, at: TokenIndex) -> Option<(TokenIndex, UnitIndex)> {
        let sentence = &self.sentence;
        let mut phrase = Phrase::EMPTY;
        let mut found = None;
        for end in at..(at + LONGEST).min(sentence.tokens.end) {
            phrase = phrase.then_key(sentence.form(end).key);
            if let Some(unit) = self.english.units.named(phrase)
                && (end > at || self.is_unit_word(at, unit))
            {
                found = Some((end + 1, unit));
            }
        }
        found
    }

    /// Whether one word is the unit that it can be: letters as the unit writes them, *second* no ordinal, *stone* no stone.
    fn is_unit_word(&self, at: TokenIndex, unit: UnitIndex) -> bool {
        let sentence = &self.sentence;
        let word = sentence.word(at);
        let code = &self.english.units[unit].code;
        if word.len() == 1 && word.as_bytes()[0].is_ascii_alphabetic() {
            return word == code && matches!(word, "C" | "F" | "m" | "g");
        }
        match word {
            "second" => !sentence.is_noun(at + 1) || sentence.tag(at) == Some(Tag::Nn),
            "won" | "stone" | "foot" | "rand" | "sterling" => sentence.tag(at).is_some_and(Tag::is_noun),
            _ => true,
        }
    }

    /// What is glued to a number: *12-day*, *10km*, *15-member*, *29-year-old*; not *5G*.
    fn compound(&self, mut draft: Draft, number: &Number, rest: Span) -> Option<Draft> {
        let sentence = &self.sentence;
        let word = sentence.document.slice(rest);
        let hyphenated = sentence.document.text()[..rest.start()].ends_with(HYPHENS);
        let (head, tail) = word.split_once(HYPHENS).unwrap_or((word, ""));
        if number.kind == NumberKind::Part {
            // *half-hour*, but neither *half-brother* nor *quarter-final*.
            let unit = self.english.units.named(Phrase::EMPTY.then(head))?;
            self.set_unit(&mut draft, unit);
            return Some(draft);
        }
        let letter = head.len() == 1;
        let unit = self.english.units.named(Phrase::EMPTY.then(head));
        if let Some(unit) = unit
            && (!letter || self.english.units[unit].code == head || head == "p")
        {
            self.set_unit(&mut draft, unit);
            if draft.dimension == Dimension::Duration
                && (tail.starts_with("old") || sentence.is(number.end, "old"))
            {
                draft.dimension = Dimension::Age;
                draft.tokens.end += usize::from(tail.is_empty());
            }
            return Some(draft);
        }
        if matches!(head, "odd") {
            draft.bound = Bound::About;
        } else if matches!(head, "plus") {
            draft.bound = Bound::Min;
        } else if head == "fold" {
            draft.dimension = Dimension::Ratio;
            return Some(draft);
        } else if matches!(word, "percentage-point" | "percentage") {
            draft.unit = Some(Cow::Borrowed("percentage point"));
            draft.dimension = Dimension::Points;
            draft.tokens.end +=
                usize::from(word == "percentage" && sentence.is_any(number.end, &["point", "points"]));
            return Some(draft);
        } else if hyphenated && head.len() > 1 && head.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            if matches!(
                head,
                "in" | "to" | "and" | "by" | "off" | "way" | "time" | "nil" | "all"
            ) {
                return None;
            }
            draft.counted = Some(Span::new(rest.start(), rest.start() + head.len()));
            // *a 15-member council*: what is counted stands inside the word.
            draft.dimension = Dimension::Count;
        } else {
            return None;
        }
        Some(draft)
    }

    fn set_unit(&self, draft: &mut Draft, unit: UnitIndex) {
        let unit = &self.english.units[unit];
        draft.unit = Some(Cow::Owned(unit.code.clone()));
        draft.dimension = unit.dimension;
    }
}
