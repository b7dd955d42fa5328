//! Times in one word or by name: *mid-July*, *Q3*, *FY2025*, *Christmas*.

use super::dates::plain_year;
use super::years::decade_of;
use super::{Core, Reader};
use crate::document::TokenIndex;
use crate::english::calendar::CalendarWord;
use crate::english::phrase_keys::Phrase;
use crate::english::words::HYPHENS;
use crate::signs::times::expression::{Expression, Which};

impl Reader<'_> {
    /// *mid-July*, *post-2019*, *third-quarter*, *Q3*, *FY2025*, *19th-century*.
    pub(super) fn glued(&self, at: TokenIndex) -> Option<Core> {
        let word = self.sentence.word(at);
        if let Some(digits) = word.strip_prefix(['q', 'Q'])
            && let Ok(quarter @ 1..=4) = digits.parse::<i8>()
        {
            let year = self.year_behind(at + 1);
            let end = year.map_or(at + 1, |year| year.0);
            return Some((
                at..end,
                Expression::Quarter {
                    quarter,
                    year: year.map(|year| year.1),
                },
            ));
        }
        if let Some((fiscal, year)) = word.split_at_checked(2)
            && fiscal.eq_ignore_ascii_case("fy")
            && let Some(year) = plain_year(year)
        {
            return Some((at..at + 1, Expression::Year(year)));
        }
        let (head, tail) = word.split_once(HYPHENS)?;
        if matches!(
            head,
            "mid" | "Mid" | "early" | "late" | "Early" | "Late" | "pre" | "post" | "Pre" | "Post"
        ) {
            return match self.english.calendar.word(tail) {
                Some(CalendarWord::Month(month)) => {
                    let year = self.year_behind(at + 1);
                    let end = year.map_or(at + 1, |year| year.0);
                    Some((
                        at..end,
                        Expression::Month {
                            month,
                            year: year.map(|year| year.1),
                            which: Which::Nearest,
                        },
                    ))
                }
                _ => match plain_year(tail) {
                    Some(year) => Some((at..at + 1, Expression::Year(year))),
                    None => decade_of(tail).map(|expression| (at..at + 1, expression)),
                },
            };
        }
        None
    }

    /// *Christmas*, *New Year's Eve*.
    pub(super) fn feast(&self, at: TokenIndex) -> Option<Core> {
        let sentence = self.sentence;
        if !sentence.word(at).starts_with(char::is_uppercase)
            || !self.english.calendar.begins_feast(sentence.form(at).key)
        {
            return None;
        }
        let mut phrase = Phrase::EMPTY;
        let mut longest = None;
        let mut joined = String::new();
        for end in at..(at + 4).min(sentence.tokens.end) {
            // *Year* and *'s* are one word in the lexicon.
            let word = sentence.word(end);
            if matches!(word, "'s" | "’s") {
                joined.push_str("'s");
            } else {
                if !joined.is_empty() {
                    phrase = phrase.then(&joined);
                }
                word.clone_into(&mut joined);
            }
            if let Some(feast) = self.english.calendar.feast(phrase.then(&joined)) {
                longest = Some((end + 1, feast));
            }
        }
        let (end, feast) = longest?;
        let year = self.year_behind(end);
        let whole = year.map_or(end, |year| year.0);
        let expression = Expression::Day {
            day: feast.day,
            month: feast.month,
            year: year.map(|year| year.1),
        };
        // *the Christmas market*
        (!sentence.is_noun(whole) || whole > end).then_some((at..whole, expression))
    }
}
