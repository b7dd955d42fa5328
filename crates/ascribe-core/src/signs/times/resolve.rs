//! What a time is in the calendar, counted from the day of publication.

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};

use super::days::{
    Days, fixed_days, many, on_or_after, on_or_before, quarter_days, shifted, weekend_of, year_days,
};
use super::expression::{Edge, Expression, Found, Which, YearOf};
use super::tense::{self, Tense};
use crate::english::English;
use crate::english::calendar::TimeUnit;
use crate::signs::sentence::Sentence;
use crate::vocabulary::{Granularity, Place};

/// A time in ISO 8601.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Resolved {
    pub(super) value: Option<String>,
    pub(super) granularity: Granularity,
    /// Whether it was counted from the day of publication.
    pub(super) relative: bool,
}

/// A sentence with the day that its times are counted from.
pub(super) struct Resolver<'a> {
    pub(super) english: &'a English,
    pub(super) sentence: &'a Sentence<'a>,
    pub(super) place: Place,
    pub(super) reference: Option<Date>,
}

impl Resolver<'_> {
    pub(super) fn resolve(&self, found: &Found) -> Resolved {
        let granularity = match (&found.expression, found.part) {
            (_, true) => Granularity::DayPart,
            (expression, false) => granularity(expression),
        };
        let relative = is_relative(&found.expression);
        let value = match &found.expression {
            Expression::Fixed { value, .. } if found.edge.is_none() => Some(value.clone()),
            Expression::Length { unit, count } => length(*unit, *count),
            Expression::Between(from, to) => self.between(found, from, to),
            expression => {
                let days = self.days(found, expression);
                match found.edge {
                    Some(Edge::Start) => days.map(|days| days.0.to_string()),
                    Some(Edge::End) => days.map(|days| days.1.to_string()),
                    None => self.written(found, expression),
                }
            }
        };
        Resolved {
            value,
            granularity,
            relative,
        }
    }

    /// Both ends as they are written; years and months take the calendar's short forms.
    fn between(&self, found: &Found, from: &Expression, to: &Expression) -> Option<String> {
        if let (Expression::Fixed { value: from, .. }, Expression::Fixed { value: to, .. }) = (from, to) {
            return Some(format!("{from}/{to}"));
        }
        let first = self.days(found, from)?;
        let mut last = self.days(found, to)?;
        if matches!(to, Expression::Weekday(..)) && last.1 < first.0 {
            last.1 = last.1.checked_add(7.days()).ok()?;
        }
        let coarser = granularity(from).max(granularity(to));
        // *Monday to Friday* that would run backwards is not what was meant.
        (first.0 <= last.1).then(|| format!("{}/{}", short(first.0, coarser), short(last.1, coarser)))
    }

    /// The value without an edge.
    fn written(&self, found: &Found, expression: &Expression) -> Option<String> {
        if let &Expression::Season { season, year, which } = expression {
            let year = match year {
                Some(year) => year,
                None => self.season_year(found, season, which)?,
            };
            return Some(format!("{year}-{season}"));
        }
        if let &Expression::Shifted {
            unit: TimeUnit::Hour | TimeUnit::Minute | TimeUnit::Second,
            ..
        } = expression
        {
            return None;
        }
        let (first, last) = self.days(found, expression)?;
        Some(match granularity(expression) {
            Granularity::Day => first.to_string(),
            Granularity::Month => short(first, Granularity::Month),
            Granularity::Year => short(first, Granularity::Year),
            Granularity::Week if last == first + 6.days() => {
                let week = first.iso_week_date();
                format!("{}-W{:02}", week.year(), week.week())
            }
            Granularity::Quarter => {
                format!(
                    "{}/{}",
                    short(first, Granularity::Month),
                    short(last, Granularity::Month)
                )
            }
            Granularity::Range if matches!(expression, Expression::Months { .. }) => {
                format!(
                    "{}/{}",
                    short(first, Granularity::Month),
                    short(last, Granularity::Month)
                )
            }
            Granularity::Decade | Granularity::Century => {
                format!(
                    "{}/{}",
                    short(first, Granularity::Year),
                    short(last, Granularity::Year)
                )
            }
            _ => format!("{first}/{last}"),
        })
    }

    /// The first and last day.
    fn days(&self, found: &Found, expression: &Expression) -> Option<Days> {
        let today = self.reference;
        match *expression {
            Expression::Day { day, month, year } => {
                let date = match year {
                    Some(year) => Date::new(year, month, day).ok()?,
                    None => self.nearest(found, today?, |year| Date::new(year, month, day).ok())?,
                };
                Some((date, date))
            }
            Expression::Month { month, year, which } => {
                let year = match year {
                    Some(year) => year,
                    None => self.month_year(found, today?, month, which),
                };
                let first = Date::new(year, month, 1).ok()?;
                Some((first, first.last_of_month()))
            }
            Expression::Year(year) => year_days(year),
            Expression::Weekday(weekday, which) => {
                let date = self.weekday(
                    found,
                    today?,
                    Weekday::from_monday_one_offset(weekday).ok()?,
                    which,
                )?;
                Some((date, date))
            }
            Expression::Season { .. } | Expression::Length { .. } | Expression::Open(_) => None,
            Expression::Quarter { quarter, year } => {
                let year = if let Some(year) = year {
                    year
                } else {
                    // The last one that has begun, or with a future verb the one to come.
                    let today = today?;
                    let this = (today.month() - 1) / 3 + 1;
                    match self.tense(found) {
                        Tense::Past => today.year() - i16::from(quarter > this),
                        Tense::Future => today.year() + i16::from(quarter < this),
                    }
                };
                quarter_days(year, quarter)
            }
            Expression::Today(by) => {
                let date = today?.checked_add(i64::from(by).days()).ok()?;
                Some((date, date))
            }
            Expression::Shifted { unit, by } => shifted(today?, unit, by),
            Expression::Weekend => {
                let today = today?;
                let saturday = match self.tense(found) {
                    Tense::Past => on_or_before(today, Weekday::Saturday)?,
                    Tense::Future => weekend_of(today)?,
                };
                Some((saturday, saturday.tomorrow().ok()?))
            }
            Expression::Stretch { unit, count } => {
                let today = today?;
                let other = today.checked_add(many(unit, count)?).ok()?;
                Some((today.min(other), today.max(other)))
            }
            Expression::Months { first, last, year } => {
                let year = match year {
                    YearOf::Number(year) => year,
                    YearOf::Shifted(by) => today?.year().checked_add(i16::try_from(by).ok()?)?,
                };
                let end = Date::new(year, last, 1).ok()?;
                Some((Date::new(year, first, 1).ok()?, end.last_of_month()))
            }
            Expression::Fixed {
                ref value,
                granularity,
            } => fixed_days(value, granularity),
            Expression::Between(ref from, ref to) => {
                Some((self.days(found, from)?.0, self.days(found, to)?.1))
            }
        }
    }

    fn tense(&self, found: &Found) -> Tense {
        // *since* leads back, whatever its verb: *shut since Friday, will open*.
        if self.sentence.is(found.tokens.start.wrapping_sub(1), "since") {
            return Tense::Past;
        }
        // The last word of a time is its main one, but for *19 July 2025*, where any does.
        tense::of(self.english, self.sentence, self.place, found.tokens.end - 1)
    }

    /// The day of this, the last or the next year that the tense asks for.
    fn nearest(&self, found: &Found, today: Date, in_year: impl Fn(i16) -> Option<Date>) -> Option<Date> {
        let year = today.year();
        let years = [year - 1, year, year + 1];
        match self.tense(found) {
            Tense::Past => years
                .into_iter()
                .rev()
                .filter_map(in_year)
                .find(|date| *date <= today),
            Tense::Future => years.into_iter().filter_map(in_year).find(|date| *date >= today),
        }
    }

    fn month_year(&self, found: &Found, today: Date, month: i8, which: Which) -> i16 {
        let (year, this) = (today.year(), today.month());
        match which {
            Which::Last => year - i16::from(month >= this),
            Which::Next => year + i16::from(month <= this),
            Which::This => year,
            Which::Nearest => match self.tense(found) {
                Tense::Past => year - i16::from(month > this),
                Tense::Future => year + i16::from(month < this),
            },
        }
    }

    /// The year that a season begins in. Which months it has depends on the hemisphere, so only *this*, *last* and *next*
    /// tell; else the tense, with the season's middle in the north.
    fn season_year(&self, found: &Found, season: u8, which: Which) -> Option<i16> {
        let today = self.reference?;
        let first = match season {
            21 => 3,
            22 => 6,
            23 => 9,
            _ => 12,
        };
        let begins = |year: i16| Date::new(year, first, 1).ok();
        let year = today.year();
        let begun = if begins(year)? <= today { year } else { year - 1 };
        let inside = today < begins(begun)?.checked_add(3.months()).ok()?;
        Some(match which {
            Which::Last if inside => begun - 1,
            Which::Last => begun,
            Which::Next => begun + 1,
            // The one of this year; in January and February, winter is the one that began in December.
            Which::This if inside => begun,
            Which::This => year,
            Which::Nearest => match self.tense(found) {
                Tense::Past => begun,
                Tense::Future if inside => begun,
                Tense::Future => begun + 1,
            },
        })
    }

    fn weekday(&self, found: &Found, today: Date, weekday: Weekday, which: Which) -> Option<Date> {
        match which {
            Which::Last => on_or_before(today.yesterday().ok()?, weekday),
            Which::Next => on_or_after(today.tomorrow().ok()?, weekday),
            Which::This | Which::Nearest => match self.tense(found) {
                Tense::Past => on_or_before(today, weekday),
                Tense::Future => on_or_after(today, weekday),
            },
        }
    }
}

fn is_relative(expression: &Expression) -> bool {
    match expression {
        Expression::Day { year, .. }
        | Expression::Month { year, .. }
        | Expression::Season { year, .. }
        | Expression::Quarter { year, .. } => year.is_none(),
        Expression::Months { year, .. } => matches!(year, YearOf::Shifted(_)),
        Expression::Year(_) | Expression::Length { .. } | Expression::Fixed { .. } | Expression::Open(_) => {
            false
        }
        Expression::Weekday(..)
        | Expression::Today(_)
        | Expression::Shifted { .. }
        | Expression::Weekend
        | Expression::Stretch { .. } => true,
        Expression::Between(from, to) => is_relative(from) || is_relative(to),
    }
}

fn granularity(expression: &Expression) -> Granularity {
    match expression {
        Expression::Day { .. } | Expression::Weekday(..) | Expression::Today(_) => Granularity::Day,
        Expression::Month { .. } => Granularity::Month,
        Expression::Year(_) => Granularity::Year,
        Expression::Season { .. } => Granularity::Season,
        Expression::Quarter { .. } => Granularity::Quarter,
        Expression::Weekend => Granularity::Week,
        Expression::Stretch { .. } | Expression::Months { .. } | Expression::Between(..) => {
            Granularity::Range
        }
        Expression::Length { .. } => Granularity::Duration,
        Expression::Fixed { granularity, .. } | Expression::Open(granularity) => *granularity,
        Expression::Shifted { unit, .. } => of_unit(*unit),
    }
}

/// How finely a unit gives a time.
pub(super) fn of_unit(unit: TimeUnit) -> Granularity {
    match unit {
        TimeUnit::Second | TimeUnit::Minute => Granularity::Minute,
        TimeUnit::Hour => Granularity::Hour,
        TimeUnit::Day => Granularity::Day,
        TimeUnit::Night => Granularity::DayPart,
        TimeUnit::Week | TimeUnit::Weekend | TimeUnit::Fortnight => Granularity::Week,
        TimeUnit::Month => Granularity::Month,
        TimeUnit::Quarter => Granularity::Quarter,
        TimeUnit::Year => Granularity::Year,
        TimeUnit::Decade => Granularity::Decade,
        TimeUnit::Century => Granularity::Century,
    }
}

/// A length in ISO 8601: `P4Y`, `PT38M`, `P2.5Y`.
fn length(unit: TimeUnit, count: f64) -> Option<String> {
    Some(match unit {
        TimeUnit::Second => format!("PT{count}S"),
        TimeUnit::Minute => format!("PT{count}M"),
        TimeUnit::Hour => format!("PT{count}H"),
        TimeUnit::Day => format!("P{count}D"),
        TimeUnit::Week => format!("P{count}W"),
        TimeUnit::Fortnight => format!("P{}W", 2.0 * count),
        TimeUnit::Month => format!("P{count}M"),
        TimeUnit::Quarter => format!("P{}M", 3.0 * count),
        TimeUnit::Year => format!("P{count}Y"),
        TimeUnit::Decade => format!("P{}Y", 10.0 * count),
        TimeUnit::Century => format!("P{}Y", 100.0 * count),
        TimeUnit::Night | TimeUnit::Weekend => return None,
    })
}

/// A day written as finely as `granularity` says.
fn short(day: Date, granularity: Granularity) -> String {
    match granularity {
        Granularity::Year => format!("{:04}", day.year()),
        Granularity::Month => format!("{:04}-{:02}", day.year(), day.month()),
        _ => day.to_string(),
    }
}
