//! When a prediction comes due: the last day of the times that it names.
//!
//! *by the end of 2024* is due on 2024-12-31, *in February* on the last day of February, *between May and July 2026* on
//! 2026-07-31. A length of time (*within ten years*) and a time that hangs on an unknown day of publication give none.

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::signs::times::Time;
use crate::vocabulary::Granularity;

/// The last day of a time, if it has a place in the calendar.
pub fn last_day(time: &Time) -> Option<Date> {
    if time.granularity == Granularity::Duration {
        return None;
    }
    let value = time.value.as_deref()?;
    let last = value.rsplit('/').next()?;
    // A clock time lies within its day.
    let last = last.split('T').next()?;
    let mut parts = last.split('-');
    let year: i16 = parts.next()?.parse().ok()?;
    let Some(month) = parts.next() else {
        return Date::new(year, 12, 31).ok();
    };
    match (month.strip_prefix('Q'), month.strip_prefix('W')) {
        (Some(quarter), _) => {
            let quarter: i8 = quarter.parse().ok()?;
            Some(Date::new(year, quarter.checked_mul(3)?, 1).ok()?.last_of_month())
        }
        (_, Some(week)) => {
            let week: i8 = week.parse().ok()?;
            let sunday = jiff::civil::ISOWeekDate::new(year, week, jiff::civil::Weekday::Sunday).ok()?;
            Some(sunday.date())
        }
        _ => {
            let first = Date::new(year, month.parse().ok()?, 1).ok()?;
            match parts.next() {
                None => Some(first.last_of_month()),
                Some(day) => {
                    let day: i8 = day.parse().ok()?;
                    first.checked_add(i32::from(day.checked_sub(1)?).days()).ok()
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    fn last(value: &str, granularity: Granularity) -> Option<String> {
        let time = Time {
            span: Span::new(0, 1),
            value: Some(value.to_owned()),
            granularity,
            reference: None,
        };
        last_day(&time).map(|day| day.to_string())
    }

    #[test]
    fn the_last_day_counts() {
        let cases = [
            ("2024", Granularity::Year, "2024-12-31"),
            ("2028-02", Granularity::Month, "2028-02-29"),
            ("2025-07-19", Granularity::Day, "2025-07-19"),
            ("2025-07-19T15:00", Granularity::Minute, "2025-07-19"),
            ("2026-Q2", Granularity::Quarter, "2026-06-30"),
            ("2026-W01", Granularity::Week, "2026-01-04"),
            ("2024/2025", Granularity::Range, "2025-12-31"),
        ];
        for (value, granularity, day) in cases {
            assert_eq!(last(value, granularity).as_deref(), Some(day), "{value}");
        }
    }

    #[test]
    fn what_has_no_place_in_the_calendar_has_no_last_day() {
        for value in ["P4Y", "XXXX-05", "2025-13", "", "2025-02-x"] {
            assert_eq!(last(value, Granularity::Day), None, "{value}");
        }
        assert_eq!(last("P4Y", Granularity::Duration), None);
    }
}
