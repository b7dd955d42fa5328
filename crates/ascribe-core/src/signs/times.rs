//! Times: days, months, years, ranges and durations, resolved against the day of publication where it is known.

use jiff::civil::Date;

use crate::span::Span;
use crate::vocabulary::Granularity;

/// A time as it stands in the text: *on Saturday*, *since 2019*, *over the past four years*.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Time {
    /// The words, without an introducing preposition.
    pub span: Span,
    /// In ISO 8601 (`2025-07-19`, `2025-07`, `2024/2025`, `P4Y`); none where it depends on a day of publication that is not
    /// known.
    pub value: Option<String>,
    /// How finely it is given.
    pub granularity: Granularity,
    /// The day that relative words were counted from.
    pub reference: Option<Date>,
}
