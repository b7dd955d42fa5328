//! Quantities: numbers with their bound, unit and what is counted.

use std::borrow::Cow;

use crate::span::Span;
use crate::vocabulary::{Bound, Dimension};

/// A number as it stands in the text: *more than one million Afghans* is at least 1,000,000 people.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// The whole phrase with its bound and unit.
    pub span: Span,
    /// The number, or the lower end of a range; none where the words give no number (*tens of thousands* gives 10,000 as a
    /// minimum).
    pub value: Option<f64>,
    /// The upper end of a range.
    pub upper: Option<f64>,
    /// Whether the number is itself meant or a limit.
    pub bound: Bound,
    /// In what it is measured: `km`, `EUR`, `percent`, `people`; none for bare counts of other things.
    pub unit: Option<Cow<'static, str>>,
    /// What it measures.
    pub dimension: Dimension,
    /// The noun that is counted: *Afghans*.
    pub counted: Option<Span>,
}
