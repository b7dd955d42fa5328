//! What the words of a time say, before the calendar is asked.

use std::ops::Range;

use crate::document::TokenIndex;
use crate::english::calendar::TimeUnit;
use crate::vocabulary::Granularity;

/// A time with the tokens that say it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    pub(super) tokens: Range<TokenIndex>,
    pub(super) expression: Expression,
    /// *the end of*, *the start of*.
    pub(super) edge: Option<Edge>,
    /// A part of the day is named, too: *Monday evening*.
    pub(super) part: bool,
}

/// The two ends of a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    Start,
    End,
}

/// Which of the weekdays, months or seasons of that name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// *on Saturday*: the tense tells.
    Nearest,
    /// *last Saturday*.
    Last,
    /// *this Saturday*.
    This,
    /// *next Saturday*.
    Next,
}

/// The meaning of a time.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Expression {
    /// *19 July 2025*.
    Day { day: i8, month: i8, year: Option<i16> },
    /// *February*, *July 2025*.
    Month {
        month: i8,
        year: Option<i16>,
        which: Which,
    },
    /// *2019*.
    Year(i16),
    /// *Saturday*.
    Weekday(i8, Which),
    /// *spring 2025*.
    Season {
        season: u8,
        year: Option<i16>,
        which: Which,
    },
    /// *the third quarter*.
    Quarter { quarter: i8, year: Option<i16> },
    /// *yesterday* is one day back.
    Today(i32),
    /// *last week* is one week back; *three years ago*, three years.
    Shifted { unit: TimeUnit, by: i32 },
    /// *the weekend*: the tense tells.
    Weekend,
    /// *the past four years* (below nought), *the next two weeks*.
    Stretch { unit: TimeUnit, count: i32 },
    /// *the first six months of 2025*, *the second half of 2024*: months of a year, as far from this year as the second
    /// number says when there is no year.
    Months { first: i8, last: i8, year: YearOf },
    /// *12-day*, *38 minutes*.
    Length { unit: TimeUnit, count: f64 },
    /// Known as it stands: *10.30am*, *the 1980s*, *2018-19*.
    Fixed { value: String, granularity: Granularity },
    /// From one to another.
    Between(Box<Expression>, Box<Expression>),
    /// Refers to something that the words do not give.
    Open(Granularity),
}

/// A year by number or counted from this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum YearOf {
    Number(i16),
    Shifted(i32),
}
