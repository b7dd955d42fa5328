//! Places in an order: *the second rig*, *finished third*, *Europe's largest port*, *the third-largest*.
//!
//! Counter-examples: *at first*, *first of all*, *first aid*, *the first six months*, *was told first*, *at least*, *the most
//! part*.

use super::{Draft, Finder};
use crate::document::TokenIndex;
use crate::english::numbers::NumberWord;
use crate::english::words::HYPHENS;
use crate::grammar::tag::Tag;
use crate::signs::numbers::Number;
use crate::vocabulary::{Bound, Dimension};

impl Finder<'_> {
    /// An ordinal that counts something or a place in a contest.
    pub(super) fn ordinal(&self, at: TokenIndex, number: &Number) -> Option<Draft> {
        let sentence = &self.sentence;
        let before = sentence.word(at.wrapping_sub(1));
        let after = sentence.word(number.end);
        let mut end = number.end;
        if let Some(rest) = number.rest {
            // *third-largest*, *second-biggest*; not *second-hand*, *first-class*.
            if !sentence.document.slice(rest).ends_with("est") {
                return None;
            }
        } else if self.english.numbers.is_ordinal_idiom(before, after)
            || before.eq_ignore_ascii_case("the") && after == "place"
        {
            return None;
        } else if sentence.tag(end) == Some(Tag::Jjs) || sentence.is(end, "most") {
            end += 1 + usize::from(sentence.is(end, "most"));
        } else {
            let counts = sentence.is_noun(end)
                || matches!(sentence.tag(end), Some(Tag::Jj | Tag::Vbg | Tag::Vbn))
                    && self.counted_from(end).is_some();
            let placed = self.english.numbers.is_placing(
                &self
                    .english
                    .lemmas
                    .lemma(before, sentence.tag(at.wrapping_sub(1)).unwrap_or(Tag::Nn)),
            );
            let alone = sentence.is_any(at.wrapping_sub(1), &["the", "a"]) && !counts;
            // *said first*, *second, the pumps failed*
            if !(counts || placed || alone && number.value > Some(1.0))
                || sentence.tag(at) == Some(Tag::Rb) && !placed
                || matches!(self.english.numbers.word(after), Some(NumberWord::Cardinal(_)))
            {
                return None;
            }
        }
        Some(self.rank(at, end, number.value))
    }

    /// A superlative with what it is a superlative of.
    pub(super) fn superlative(&self, at: TokenIndex) -> Option<Draft> {
        let sentence = &self.sentence;
        let tag = sentence.tag(at)?;
        if !matches!(tag, Tag::Jjs | Tag::Rbs)
            || sentence.is_any(at, &["least", "best", "latest", "last", "utmost"])
        {
            return None;
        }
        // *third-largest* has its place in it.
        if sentence.word(at).contains(HYPHENS) {
            return None;
        }
        let before = at.wrapping_sub(1);
        let led = matches!(sentence.tag(before), Some(Tag::Dt | Tag::PrpS | Tag::Pos))
            && !sentence.is_any(before, &["at", "a"]);
        if !led {
            return None;
        }
        if sentence.is(at, "most") {
            let adjective =
                sentence.tag(at + 1) == Some(Tag::Jj) && !sentence.is_any(at + 1, &["recent", "likely"]);
            return adjective.then(|| self.rank(at, at + 2, Some(1.0)));
        }
        (tag == Tag::Jjs).then(|| self.rank(at, at + 1, Some(1.0)))
    }

    fn rank(&self, start: TokenIndex, end: TokenIndex, value: Option<f64>) -> Draft {
        Draft {
            tokens: start..end,
            value,
            upper: None,
            bound: Bound::Exact,
            unit: None,
            dimension: Dimension::Rank,
            counted: self.counted_from(end),
        }
    }
}
