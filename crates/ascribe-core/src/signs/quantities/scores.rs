//! Scores and votes (*won 3-1*, *by 52 votes to 48*), shares (*one in four*, *two out of three*) and factors (*twice*).
//!
//! Counter-examples: *10-15 people* and *10 to 15 per cent* are ranges, *two in 24 hours* is a count.

use super::{Draft, Finder};
use crate::document::TokenIndex;
use crate::english::calendar::CalendarWord;
use crate::grammar::tag::Tag;
use crate::signs::numbers::{self, Number, NumberKind};
use crate::vocabulary::{Bound, Dimension};

/// A word of a contest stands at most so far from its score.
const NEAR: usize = 10;

impl Finder<'_> {
    /// The result of a match or vote.
    pub(super) fn score(&self, at: TokenIndex, first: &Number) -> Option<Draft> {
        let sentence = &self.sentence;
        if first.scaled
            || first.rest.is_some()
            || !matches!(first.kind, NumberKind::Figures | NumberKind::Words)
        {
            return None;
        }
        let whole = |value: f64| value.fract() == 0.0 && value >= 0.0;
        let left = first.value.filter(|&value| whole(value))?;
        let votes = usize::from(sentence.is_any(first.end, &["vote", "votes", "points", "seats", "goals"]));
        let joiner = first.end + votes;
        let (right, end, dashed) = if let Some(second) = first.second {
            (second, first.end, true)
        } else {
            let dash = sentence.is_any(joiner, &["-", "–"])
                && sentence.touches(joiner)
                && sentence.touches(joiner - 1);
            if !(dash || sentence.is(joiner, "to")) {
                return None;
            }
            let nil = sentence.is_any(joiner + 1, &["nil", "love"]);
            let second = numbers::read(self.english, sentence, joiner + 1).filter(|second| {
                second.kind == first.kind
                    && second.rest.is_none()
                    && !second.scaled
                    && second.second.is_none()
            });
            match second {
                _ if nil => (0.0, joiner + 2, true),
                Some(second) => (second.value?, second.end, dash),
                None => return None,
            }
        };
        if !whole(right) || self.unit_at(end).is_some() || sentence.is(at.wrapping_sub(1), "from") {
            return None;
        }
        // *by two to one*
        let contest = self.contest_near(at, end) || sentence.is(at.wrapping_sub(1), "by");
        let holds = if dashed { contest || left >= right } else { contest };
        holds.then_some(Draft {
            tokens: at..end,
            value: Some(left),
            upper: Some(right),
            bound: Bound::Exact,
            unit: None,
            dimension: Dimension::Score,
            counted: None,
        })
    }

    fn contest_near(&self, start: TokenIndex, end: TokenIndex) -> bool {
        let sentence = &self.sentence;
        let near =
            start.saturating_sub(NEAR).max(sentence.tokens.start)..(end + NEAR).min(sentence.tokens.end);
        near.clone().any(|token| {
            let lemma = self
                .english
                .lemmas
                .lemma(sentence.word(token), sentence.grammar.tag(token));
            self.english.numbers.is_contest(&lemma)
        })
    }

    /// *one in four*, *two out of five*, *nine in 10*.
    pub(super) fn share(&self, at: TokenIndex, first: &Number) -> Option<Draft> {
        let sentence = &self.sentence;
        if first.kind == NumberKind::Part && first.rest.is_none() {
            let mut tokens = at..first.end;
            let counted = sentence
                .is(first.end, "of")
                .then(|| self.counted_from(first.end))
                .flatten();
            tokens.end = first.end;
            return Some(self.part(tokens, first.value?, counted));
        }
        if first.scaled
            || first.rest.is_some()
            || !matches!(first.kind, NumberKind::Figures | NumberKind::Words)
        {
            return None;
        }
        let joiner = first.end;
        let second_at = match sentence.word(joiner) {
            "in" => joiner + 1 + usize::from(sentence.is(joiner + 1, "every")),
            "out" if sentence.is(joiner + 1, "of") => {
                joiner + 2 + usize::from(sentence.is(joiner + 2, "every"))
            }
            _ => return None,
        };
        let second = numbers::read(self.english, sentence, second_at).filter(|second| {
            matches!(second.kind, NumberKind::Figures | NumberKind::Words)
                && second.rest.is_none()
                && second.second.is_none()
        })?;
        let (over, under) = (first.value?, second.value?);
        let round = matches!(under as u32, 2..=10 | 12 | 15 | 20 | 25 | 50 | 1000)
            || under >= 100.0 && under.log10().fract() == 0.0;
        let timed = matches!(
            self.english.calendar.word(sentence.word(second.end)),
            Some(CalendarWord::Unit(_))
        ) || self.unit_at(second.end).is_some();
        let named = sentence.tag(second.end) == Some(Tag::Nnp);
        (over >= 1.0 && over < under && round && !timed && !named)
            .then(|| self.part(at..second.end, over / under, self.counted_from(second.end)))
    }

    #[expect(clippy::unused_self, reason = "it reads as the other steps do")]
    fn part(
        &self,
        tokens: std::ops::Range<TokenIndex>,
        value: f64,
        counted: Option<crate::span::Span>,
    ) -> Draft {
        Draft {
            tokens,
            value: Some(value),
            upper: None,
            bound: Bound::Exact,
            unit: None,
            dimension: Dimension::Share,
            counted,
        }
    }

    /// *twice as high*, *has doubled*, *a fivefold rise*, *tripled*; not *a double murder*, *twice* as a number of times.
    pub(super) fn factor(&self, at: TokenIndex, number: &Number) -> Option<Draft> {
        let sentence = &self.sentence;
        let word = sentence.word(at);
        let tag = sentence.tag(at)?;
        let verb = word.ends_with("ed") || word.ends_with("ing") || tag.is_verb();
        let compared = sentence.is_any(
            number.end,
            &["as", "the", "that", "its", "their", "what", "his", "her", "in"],
        );
        let twice = word.eq_ignore_ascii_case("twice") || word.eq_ignore_ascii_case("thrice");
        let names = matches!(
            word.to_ascii_lowercase().as_str(),
            "double" | "triple" | "treble" | "quadruple"
        );
        if names && !verb && !compared || word.ends_with("bled") && tag == Tag::Nnp {
            return None;
        }
        let (dimension, counted) = if twice && !compared {
            // *has been fined twice* counts times, a word that is not there.
            (Dimension::Count, None)
        } else {
            (Dimension::Ratio, None)
        };
        Some(Draft {
            tokens: at..number.end,
            value: number.value,
            upper: None,
            bound: Bound::Exact,
            unit: None,
            dimension,
            counted,
        })
    }
}
