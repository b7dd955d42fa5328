//! Numbers in the names of school years, leagues and the like.
//!
//! *teaches **Year 6***, *moved to **League Two***, *listed on Radio Four*.
//!
//! Not: *in the year 12 people died*, *handed Leeds two points*, *Fire Kills Two in Leeds* (a headline in capitals).

use super::Finder;
use crate::document::TokenIndex;
use crate::signs::numbers::{Number, NumberKind};

/// The years of an English school.
const SCHOOL_YEARS: std::ops::RangeInclusive<f64> = 1.0..=13.0;

impl Finder<'_> {
    /// Whether the number at `at` belongs to the name in front of it.
    pub(super) fn is_class(&self, at: TokenIndex, number: &Number) -> bool {
        let sentence = &self.sentence;
        if at <= sentence.tokens.start || number.end - at != 1 {
            return false;
        }
        let before = at - 1;
        let is_capitalised = |token: TokenIndex| sentence.word(token).starts_with(char::is_uppercase);
        let is_school_year = number.kind == NumberKind::Figures
            && sentence.word(before) == "Year"
            && number.value.is_some_and(|value| SCHOOL_YEARS.contains(&value));
        let is_spelt = number.kind == NumberKind::Words
            && is_capitalised(at)
            && sentence.is_name(before)
            && !is_capitalised(number.end);
        is_school_year || is_spelt
    }
}
