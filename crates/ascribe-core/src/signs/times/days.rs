//! Days of the calendar: which of them a week, a quarter or a decade has, and where so many units from a day lead.

use jiff::civil::{Date, Weekday};
use jiff::{Span as Length, ToSpan as _};

use crate::english::calendar::TimeUnit;
use crate::vocabulary::Granularity;

/// First and last day of a time; for a day both are the same.
pub(super) type Days = (Date, Date);

/// The time that lies so many units away.
pub(super) fn shifted(today: Date, unit: TimeUnit, by: i32) -> Option<Days> {
    let moved = today.checked_add(many(unit, by)?).ok()?;
    Some(match unit {
        TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour | TimeUnit::Day | TimeUnit::Night => {
            (moved, moved)
        }
        TimeUnit::Week | TimeUnit::Fortnight => {
            let monday = on_or_before(moved, Weekday::Monday)?;
            (monday, monday.checked_add(6.days()).ok()?)
        }
        TimeUnit::Weekend => {
            let current = weekend_of(today)?;
            // From Monday to Friday the last weekend is the one before, and so it is on the weekend itself.
            let saturday = current.checked_add(i64::from(by).weeks()).ok()?;
            (saturday, saturday.tomorrow().ok()?)
        }
        TimeUnit::Month => (moved.first_of_month(), moved.last_of_month()),
        TimeUnit::Quarter => quarter_days(moved.year(), (moved.month() - 1) / 3 + 1)?,
        TimeUnit::Year => year_days(moved.year())?,
        TimeUnit::Decade => {
            let first = moved.year() - moved.year() % 10;
            (year_days(first)?.0, year_days(first + 9)?.1)
        }
        TimeUnit::Century => {
            let first = moved.year() - (moved.year() - 1) % 100;
            (year_days(first)?.0, year_days(first + 99)?.1)
        }
    })
}

/// So many units as a length of the calendar.
pub(super) fn many(unit: TimeUnit, count: i32) -> Option<Length> {
    let count = i64::from(count);
    let length = Length::new();
    match unit {
        // The day stays, whatever the hour.
        TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour => Ok(length),
        TimeUnit::Day | TimeUnit::Night => length.try_days(count),
        TimeUnit::Week | TimeUnit::Weekend => length.try_weeks(count),
        TimeUnit::Fortnight => length.try_weeks(2 * count),
        TimeUnit::Month => length.try_months(count),
        TimeUnit::Quarter => length.try_months(3 * count),
        TimeUnit::Year => length.try_years(count),
        TimeUnit::Decade => length.try_years(10 * count),
        TimeUnit::Century => length.try_years(100 * count),
    }
    .ok()
}

/// The Saturday of the week that `day` lies in.
pub(super) fn weekend_of(day: Date) -> Option<Date> {
    on_or_before(day, Weekday::Monday)?.checked_add(5.days()).ok()
}

/// The last such day of the week up to `day`.
pub(super) fn on_or_before(day: Date, weekday: Weekday) -> Option<Date> {
    let back = i64::from(day.weekday().since(weekday));
    day.checked_sub(back.days()).ok()
}

/// The first such day of the week from `day` on.
pub(super) fn on_or_after(day: Date, weekday: Weekday) -> Option<Date> {
    let ahead = i64::from(day.weekday().until(weekday));
    day.checked_add(ahead.days()).ok()
}

/// The days of a year.
pub(super) fn year_days(year: i16) -> Option<Days> {
    Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?))
}

/// The days of a quarter of a year, 1 to 4.
pub(super) fn quarter_days(year: i16, quarter: i8) -> Option<Days> {
    let last = Date::new(year, quarter * 3, 1).ok()?;
    Some((Date::new(year, quarter * 3 - 2, 1).ok()?, last.last_of_month()))
}

/// The days of a value that was fixed by its words: `1980/1989`, `2025-07-19`.
pub(super) fn fixed_days(value: &str, granularity: Granularity) -> Option<Days> {
    if !matches!(
        granularity,
        Granularity::Decade | Granularity::Century | Granularity::Range | Granularity::Day
    ) {
        return None;
    }
    let (from, to) = value.split_once('/').unwrap_or((value, value));
    let year = |digits: &str| digits.parse().ok().and_then(year_days);
    match (year(from), year(to)) {
        (Some(from), Some(to)) => Some((from.0, to.1)),
        _ => Some((from.parse().ok()?, to.parse().ok()?)),
    }
}
