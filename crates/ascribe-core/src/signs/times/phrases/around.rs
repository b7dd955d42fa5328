//! What belongs to a time in front of it and behind it, and ranges of two: *early*, *the end of*, *evening*, *to 2020*.

use super::Reader;
use crate::document::TokenIndex;
use crate::english::calendar::{CalendarWord, TimeUnit};
use crate::signs::times::expression::{Edge, Expression, Found, Which};
use crate::vocabulary::Granularity;

impl Reader<'_> {
    /// *Monday evening*, *yesterday morning*, *the night of 19 July*; the part belongs to the time.
    pub(super) fn day_part(&self, found: &mut Found) {
        let end = found.tokens.end;
        let sentence = self.sentence;
        let of_day = matches!(
            found.expression,
            Expression::Weekday(..)
                | Expression::Today(_)
                | Expression::Day { .. }
                | Expression::Shifted {
                    unit: TimeUnit::Night,
                    ..
                }
        ) || matches!(found.expression, Expression::Open(Granularity::DayPart));
        if !of_day {
            return;
        }
        let named = |at| {
            matches!(self.calendar(at), Some(CalendarWord::DayPart))
                || sentence.is(at, "night")
                || sentence.is(at, "nights")
        };
        let last = end - 1;
        if named(last) || sentence.is(last, "tonight") {
            found.part = true;
        } else if named(end) && !sentence.is(end, "overnight") {
            found.tokens.end += 1;
            found.part = true;
        }
    }

    /// *early 2024*, *late March*, *earlier this month*, *later in the year*.
    pub(super) fn early_or_late(&self, found: &mut Found) {
        let sentence = self.sentence;
        let start = found.tokens.start;
        if start <= self.floor
            || matches!(
                found.expression,
                Expression::Length { .. }
                    | Expression::Fixed {
                        granularity: Granularity::Minute | Granularity::Hour,
                        ..
                    }
            )
        {
            return;
        }
        let before = start - 1;
        if sentence.is_any(before, &["early", "late", "earlier", "later", "mid"])
            && !matches!(found.expression, Expression::Stretch { .. })
        {
            found.tokens.start = before;
            // *the late 1980s*
            let article = before > self.floor && sentence.is(before - 1, "the");
            found.tokens.start -= usize::from(article);
        } else if before > self.floor
            && sentence.is_any(before, &["in", "on"])
            && sentence.is_any(before - 1, &["earlier", "later", "early", "late"])
        {
            found.tokens.start = before - 1;
        }
    }

    /// *the end of 2024*, *the beginning of next week*, *the middle of May*.
    pub(super) fn edge(&self, found: &mut Found) {
        if let Some((start, edge)) = self.edge_before(found.tokens.start)
            && !matches!(found.expression, Expression::Length { .. })
        {
            found.tokens.start = start;
            found.edge = edge;
        }
    }

    pub(super) fn edge_before(&self, at: TokenIndex) -> Option<(TokenIndex, Option<Edge>)> {
        let sentence = self.sentence;
        let of = at.checked_sub(1).filter(|of| sentence.is(*of, "of"))?;
        let noun = of.checked_sub(1).filter(|noun| *noun >= self.floor)?;
        let edge = match sentence.word(noun) {
            "end" | "close" => Some(Edge::End),
            "start" | "beginning" => Some(Edge::Start),
            "middle" | "rest" | "remainder" | "course" => None,
            _ => return None,
        };
        let start = noun - usize::from(noun > self.floor && sentence.is_any(noun - 1, &["the", "late"]));
        let start = start
            - usize::from(start > self.floor && sentence.is(start, "late") && sentence.is(start - 1, "the"));
        Some((start, edge))
    }

    /// *2010 to 2020*, *March and May*, *9am to 5pm*, *Monday-Friday*: the first of them joined with what follows.
    pub(super) fn range(&self, first: Found) -> Found {
        let sentence = self.sentence;
        let end = first.tokens.end;
        let before = first.tokens.start.wrapping_sub(1);
        let joiner = sentence.word(end);
        let joins = match joiner {
            "to" | "until" | "through" | "till" => true,
            "-" | "–" | "—" => sentence.touches(end) && sentence.touches(end - 1),
            "and" => sentence.is(before, "between"),
            _ => false,
        };
        if !joins || first.edge.is_some() || first.part {
            return first;
        }
        let reader = Reader {
            floor: end + 1,
            ..*self
        };
        let article = usize::from(sentence.is(end + 1, "the"));
        let Some(second) = reader
            .time(end + 1 + article)
            .filter(|second| second.tokens.start <= end + 1 + article && second.edge.is_none())
        else {
            return first;
        };
        let Some(expression) = between(&first.expression, &second.expression) else {
            return first;
        };
        let led = sentence.is_any(before, &["from", "between"]);
        if joiner == "to"
            && !led
            && matches!(expression, Expression::Between(ref from, _) if matches!(**from, Expression::Weekday(..)))
            && !sentence.is(before, "open")
        {
            return first;
        }
        Found {
            tokens: first.tokens.start..second.tokens.end,
            expression,
            edge: None,
            part: false,
        }
    }
}

/// A range of two times of one kind; a year that only the second has holds for both.
pub(super) fn between(from: &Expression, to: &Expression) -> Option<Expression> {
    let mut from = from.clone();
    match (&mut from, to) {
        (Expression::Year(_), Expression::Year(_)) | (Expression::Weekday(..), Expression::Weekday(..)) => {}
        (Expression::Month { year, which, .. }, Expression::Month { year: last, .. })
        | (Expression::Month { year, which, .. }, Expression::Day { year: last, .. }) => {
            if year.is_none() && last.is_some() {
                *year = *last;
                *which = Which::This;
            }
        }
        (Expression::Day { year, .. }, Expression::Day { year: last, .. }) => *year = year.or(*last),
        (Expression::Fixed { granularity: a, .. }, Expression::Fixed { granularity: b, .. })
            if matches!(a, Granularity::Minute | Granularity::Hour)
                && matches!(b, Granularity::Minute | Granularity::Hour) => {}
        _ => return None,
    }
    Some(Expression::Between(Box::new(from), Box::new(to.clone())))
}
