//! Units of time with or without a number: *last week*, *a year ago*, *the past four years*, *12-day*.

use super::{Core, Reader};
use crate::document::TokenIndex;
use crate::english::calendar::{CalendarWord, TimeUnit};
use crate::english::words::HYPHENS;
use crate::grammar::tag::Tag;
use crate::signs::numbers::{self, NumberKind};
use crate::signs::times::clock;
use crate::signs::times::expression::Expression;
use crate::signs::times::resolve::of_unit;
use crate::vocabulary::Granularity;

impl Reader<'_> {
    /// *yesterday*, *the day before yesterday*.
    pub(super) fn today(&self, at: TokenIndex, by: i8) -> Option<Core> {
        let sentence = self.sentence;
        let before = at.wrapping_sub(1);
        let far = sentence.is_any(before, &["before", "after"]) && sentence.is(before.wrapping_sub(1), "day");
        // *the day before yesterday* was found from its *day*.
        if far && at > self.floor + 1 {
            return None;
        }
        Some((at..at + 1, Expression::Today(i32::from(by))))
    }

    /// *this morning*, *that evening*, *overnight*.
    pub(super) fn lone_part(&self, at: TokenIndex) -> Option<Core> {
        let sentence = self.sentence;
        if sentence.is(at, "overnight") {
            return None;
        }
        if let Some(core) = clock::read(self.english, sentence, at) {
            return Some(core);
        }
        let before = at.wrapping_sub(1);
        let expression = if sentence.is(before, "this") {
            Expression::Today(0)
        } else if sentence.is_any(before, &["that", "same"]) {
            Expression::Open(Granularity::DayPart)
        } else {
            return None;
        };
        let start =
            before - usize::from(sentence.is(before, "same") && sentence.is(before.wrapping_sub(1), "the"));
        (before >= self.floor).then_some((start..at + 1, expression))
    }

    /// A unit without a number of its own: *last week*, *the past year*, *a year ago*, *the following day*.
    pub(super) fn lone_unit(&self, at: TokenIndex, unit: TimeUnit) -> Option<Core> {
        let sentence = self.sentence;
        let before = at.wrapping_sub(1);
        if sentence.is(at, "day")
            && sentence.is_any(at + 1, &["before", "after"])
            && self.calendar(at + 2)
                == Some(CalendarWord::Day(if sentence.is(at + 1, "before") {
                    -1
                } else {
                    1
                }))
        {
            let by = if sentence.is(at + 1, "before") { -2 } else { 2 };
            return Some((self.with_article(at)..at + 3, Expression::Today(by)));
        }
        if before < self.floor || at == self.floor {
            return None;
        }
        let article = before > self.floor && sentence.is_any(before.wrapping_sub(1), &["the", "this"]);
        let start = before - usize::from(article);
        let plural = sentence.word(at).ends_with('s') && unit != TimeUnit::Century;
        let rough = sentence.is_any(before, &["few", "several"]);
        if plural {
            return self.vague_stretch(at, unit, rough);
        }
        let same = |granularity| Some((start..at + 1, Expression::Open(granularity)));
        match sentence.word(before).to_ascii_lowercase().as_str() {
            "last" if article => Some((start..at + 1, Expression::Stretch { unit, count: -1 })),
            "last" => Some((before..at + 1, Expression::Shifted { unit, by: -1 })),
            "past" => Some((start..at + 1, Expression::Stretch { unit, count: -1 })),
            "this" | "current" => {
                if unit == TimeUnit::Day {
                    return None;
                }
                Some((start..at + 1, Expression::Shifted { unit, by: 0 }))
            }
            "next" if article && !matches!(unit, TimeUnit::Decade | TimeUnit::Century) => same(of_unit(unit)),
            "next" if article => Some((start..at + 1, Expression::Stretch { unit, count: 1 })),
            "next" => Some((before..at + 1, Expression::Shifted { unit, by: 1 })),
            "coming" => Some((start..at + 1, Expression::Shifted { unit, by: 1 })),
            "following" | "previous" | "preceding" | "same" => same(of_unit(unit)),
            "that" if sentence.tag(before) == Some(Tag::Dt) && unit <= TimeUnit::Year => {
                Some((before..at + 1, Expression::Open(of_unit(unit))))
            }
            "the" => self.bare_unit(at, unit),
            "a" | "an" | "half" => self.one_unit(at, unit),
            _ => None,
        }
    }

    /// *the past few weeks*, *recent months*: a stretch whose length is not told.
    fn vague_stretch(&self, at: TokenIndex, unit: TimeUnit, rough: bool) -> Option<Core> {
        let sentence = self.sentence;
        if unit < TimeUnit::Day {
            return None;
        }
        let before = at - 1;
        let lead = before - usize::from(rough && before > self.floor);
        let article = usize::from(lead > self.floor && sentence.is(lead.wrapping_sub(1), "the"));
        let is_stretch =
            sentence.is_any(lead, &["past", "last", "next", "coming", "previous"]) && (article > 0 || rough);
        if is_stretch || sentence.is(lead, "recent") {
            return Some((lead - article..at + 1, Expression::Open(Granularity::Range)));
        }
        let ago = sentence.is(at + 1, "ago");
        let start = before
            - usize::from(
                sentence.is(before, "few") && sentence.is(before.wrapping_sub(1), "a") && before > self.floor,
            );
        (rough && ago).then(|| (start..at + 2, Expression::Open(of_unit(unit))))
    }

    /// *the day before*, *the end of the month*, *the weekend*.
    fn bare_unit(&self, at: TokenIndex, unit: TimeUnit) -> Option<Core> {
        let sentence = self.sentence;
        let start = at - 1;
        if unit == TimeUnit::Weekend {
            return Some((start..at + 1, Expression::Weekend));
        }
        if sentence.is_any(at + 1, &["before", "earlier", "after"])
            && (sentence.is_punctuation(at + 2)
                || at + 2 >= sentence.tokens.end
                || sentence.is(at + 2, "and"))
        {
            return Some((start..at + 2, Expression::Open(of_unit(unit))));
        }
        let edged = self.edge_before(start).is_some() || self.first_months(start).is_some();
        let later = sentence.is(start.wrapping_sub(1), "in")
            && sentence.is_any(start.wrapping_sub(2), &["later", "earlier"]);
        (edged || later).then_some((start..at + 1, Expression::Shifted { unit, by: 0 }))
    }

    /// *a year ago*, *for a week*, *an hour before*, *half a year*; not *twice a year*.
    fn one_unit(&self, at: TokenIndex, unit: TimeUnit) -> Option<Core> {
        const LED: [&str; 18] = [
            "for", "within", "in", "over", "after", "than", "about", "almost", "nearly", "least", "under",
            "lasted", "lasting", "last", "takes", "take", "took", "exactly",
        ];
        let sentence = self.sentence;
        let start = at - 1;
        if sentence.is(start, "half") {
            return None;
        }
        if sentence.is(at + 1, "ago") {
            return Some((start..at + 2, Expression::Shifted { unit, by: -1 }));
        }
        let behind = sentence.is_any(at + 1, &["before", "earlier", "later", "after", "into", "from"]);
        let led = start > self.floor && sentence.is_any(start - 1, &LED);
        (led || behind).then_some((start..at + 1, Expression::Length { unit, count: 1.0 }))
    }

    /// *three weeks ago*, *the past four years*, *12-day*, *38 minutes*.
    pub(super) fn counted(&self, at: TokenIndex) -> Option<Core> {
        let sentence = self.sentence;
        let number = numbers::read(self.english, sentence, at)?;
        if !matches!(number.kind, NumberKind::Figures | NumberKind::Words) {
            return None;
        }
        if let Some(rest) = number.rest {
            let rest = sentence.document.slice(rest);
            let (unit, old) = rest
                .split_once(HYPHENS)
                .map_or((rest, ""), |(unit, old)| (unit, old));
            let Some(CalendarWord::Unit(unit)) = self.english.calendar.word(unit) else {
                return None;
            };
            let count = number.value?;
            let idle = old.starts_with("old") || sentence.is(number.end, "old");
            return (!idle && number.second.is_none())
                .then_some((at..number.end, Expression::Length { unit, count }));
        }
        // *a second* is a place in an order; *one day* is some day.
        let unit_at = numbers::unit_from(sentence, number.end);
        let Some(unit) = self.unit(unit_at) else {
            return self.span_of_lengths(at, &number);
        };
        let count = number.value;
        let end = unit_at + 1;
        if sentence.is_any(end, &["old", "olds"]) || number.second.is_some() && count.is_none() {
            return None;
        }
        if sentence.is(at, "one")
            && unit == TimeUnit::Day
            && !sentence.is_any(end, &["later", "earlier", "before", "after", "ago"])
            && unit_at == number.end
        {
            return None;
        }
        if sentence.is(end, "ago") {
            let by = count.filter(|count| count.fract() == 0.0 && *count < 1e5)?;
            return Some((
                at..end + 1,
                Expression::Shifted {
                    unit,
                    by: -(by as i32),
                },
            ));
        }
        if let Some(start) = self.stretch_before(at)
            && let Some(count) = count.filter(|count| count.fract() == 0.0 && *count < 1e4)
        {
            let lead = sentence.word(start + usize::from(sentence.is_any(start, &["the", "these"])));
            let sign = if matches!(lead, "next" | "coming" | "following") {
                1
            } else {
                -1
            };
            if matches!(lead, "first" | "following" | "previous") {
                return Some((start..end, Expression::Open(Granularity::Range)));
            }
            return Some((
                start..end,
                Expression::Stretch {
                    unit,
                    count: sign * count as i32,
                },
            ));
        }
        let expression = match (count, number.second) {
            (Some(count), None) => Expression::Length { unit, count },
            _ => Expression::Open(Granularity::Duration),
        };
        Some((at..end, expression))
    }

    /// *two or three weeks*, *10 to 15 minutes*.
    fn span_of_lengths(&self, at: TokenIndex, number: &numbers::Number) -> Option<Core> {
        let sentence = self.sentence;
        let and = sentence.is(number.end, "and") && sentence.is(at.wrapping_sub(1), "between");
        if !and && !sentence.is_any(number.end, &["to", "or", "-", "–"]) {
            return None;
        }
        let second = numbers::read(self.english, sentence, number.end + 1)?;
        self.unit(second.end).filter(|_| {
            matches!(second.kind, NumberKind::Figures | NumberKind::Words)
                && second.rest.is_none()
                && number.value < second.value
        })?;
        if sentence.is_any(second.end + 1, &["old", "ago"]) {
            return None;
        }
        Some((at..second.end + 1, Expression::Open(Granularity::Duration)))
    }

    /// Where *the past*, *the last*, *the next* before the number at `at` begins.
    fn stretch_before(&self, at: TokenIndex) -> Option<TokenIndex> {
        let sentence = self.sentence;
        let before = at.checked_sub(1).filter(|before| *before >= self.floor)?;
        if !sentence.is_any(
            before,
            &["past", "last", "next", "coming", "previous", "following"],
        ) {
            return None;
        }
        // *is expected to **last** five weeks*
        if sentence.is(before, "last") && sentence.tag(before).is_some_and(Tag::is_verb) {
            return None;
        }
        let article = before > self.floor && sentence.is_any(before - 1, &["the", "these"]);
        Some(before - usize::from(article))
    }
}
