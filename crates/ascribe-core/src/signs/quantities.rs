//! Quantities: numbers with their bound, unit and what is counted.
//!
//! ***more than one million** Afghans*, ***€3 billion***, *a **12-day** strike*, ***a third** of its electricity*, ***one in
//! six***, *lost **3-1***, ***up to 80%***, ***between €140mn and €155mn***, *the **second** rig*, *Europe's **largest** port*.
//! The span holds bound, number and unit, not the noun that is counted. The value is in the unit as written: 330 km stay 330.
//! A part of a whole has its fraction as value and no unit, a percentage its per cent.
//!
//! No quantities: places in the calendar (*19 July*, *2019*, *two years ago* are [`times`](super::times)), names with numbers
//! (*Section 12*, *No. 10*, *3 Quay Street*, *Covid-19*, *Apollo 11*), *one* as a pronoun, *first* as an adverb. A length of time
//! without a place in the calendar (*38 minutes*) is both a quantity and a time. Deliberately missed: *many*, *most*,
//! *several* (they hedge), rates (*20 minutes a day* is 20 minutes), *plus or minus*, numbers that a unit splits (*6ft 2in*).

mod bounds;
mod classes;
mod counted;
mod measure;
mod ranks;
mod scores;

use std::borrow::Cow;
use std::ops::Range;

use crate::document::{Document, TokenIndex};
use crate::english::English;
use crate::english::phrase_keys::Phrase;
use crate::grammar::Grammar;
use crate::grammar::tag::Tag;
use crate::signs::numbers::{self, Number, NumberKind};
use crate::signs::sentence::Sentence;
use crate::signs::times::Time;
use crate::span::Span;
use crate::vocabulary::{Bound, Dimension, Granularity};

/// A number as it stands in the text: *more than one million Afghans* is at least 1,000,000 people.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// The whole phrase with its bound and unit.
    pub span: Span,
    /// The number, or the lower end of a range; none where the words give no number that can be read. *tens of thousands*
    /// gives 10,000 as a minimum.
    pub value: Option<f64>,
    /// The upper end of a range, or the other side's number of a score.
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

/// All quantities of a document, in text order; none stands in a time of `times` that has a place in the calendar.
pub fn find(english: &English, document: &Document, grammar: &Grammar, times: &[Time]) -> Vec<Quantity> {
    let mut quantities = Vec::new();
    let mut times = times
        .iter()
        .filter(|time| time.granularity != Granularity::Duration)
        .map(|time| document.tokens_in(time.span))
        .peekable();
    for sentence in document.sentences() {
        let finder = Finder {
            english,
            sentence: Sentence {
                document,
                grammar,
                tokens: sentence.tokens.clone(),
            },
        };
        let mut at = sentence.tokens.start;
        let mut floor = at;
        while at < sentence.tokens.end {
            while times.next_if(|time| time.end <= at).is_some() {}
            let time = times.peek().cloned().unwrap_or(usize::MAX..usize::MAX);
            if time.contains(&at) {
                at = time.end;
                floor = at;
                continue;
            }
            match finder.quantity(at, floor) {
                // A number that reaches into a time was read wrongly: *in 19 July*.
                Some((tokens, quantity)) if tokens.end <= time.start => {
                    at = tokens.end.max(at + 1);
                    floor = at;
                    quantities.push(quantity);
                }
                _ => at += 1,
            }
        }
    }
    quantities
}

/// A sentence with all that is known of its words.
struct Finder<'a> {
    english: &'a English,
    sentence: Sentence<'a>,
}

/// What is known of a quantity while it is read.
#[derive(Clone, Debug)]
struct Draft {
    tokens: Range<TokenIndex>,
    value: Option<f64>,
    upper: Option<f64>,
    bound: Bound,
    unit: Option<Cow<'static, str>>,
    dimension: Dimension,
    counted: Option<Span>,
}

impl Finder<'_> {
    /// The quantity whose number begins at `at`, with the tokens it takes; bounds reach back to `floor` at most.
    fn quantity(&self, at: TokenIndex, floor: TokenIndex) -> Option<(Range<TokenIndex>, Quantity)> {
        let mut draft = self.superlative(at).or_else(|| self.number(at))?;
        if draft.dimension != Dimension::Rank {
            self.bound(&mut draft, floor);
        }
        let span = self.sentence.span(draft.tokens.clone());
        Some((
            draft.tokens,
            Quantity {
                span,
                value: draft.value,
                upper: draft.upper,
                bound: draft.bound,
                unit: draft.unit,
                dimension: draft.dimension,
                counted: draft.counted,
            },
        ))
    }

    /// A number with its unit, or two of them as a range or score.
    fn number(&self, at: TokenIndex) -> Option<Draft> {
        let money = self.currency_before(at);
        let first = numbers::read(self.english, &self.sentence, at + usize::from(money.is_some()))?;
        match first.kind {
            NumberKind::Ordinal => return self.ordinal(at, &first),
            NumberKind::Factor => return self.factor(at, &first),
            _ => {}
        }
        if money.is_none() && (self.is_name(at, &first) || self.is_year_at_issue(at, &first)) {
            return None;
        }
        if let Some(draft) = self.score(at, &first).or_else(|| self.share(at, &first)) {
            return Some(draft);
        }
        let mut draft = self.measured(at, &first, money)?;
        self.range(&mut draft, &first);
        if draft.dimension == Dimension::Count {
            self.count(&mut draft, &first)?;
        }
        Some(draft)
    }

    /// The unit of a currency sign or code at `at`, with a number behind it.
    fn currency_before(&self, at: TokenIndex) -> Option<crate::english::units::UnitIndex> {
        let word = self.sentence.word(at);
        let first = word.chars().next()?;
        if first.is_ascii_lowercase()
            || first.is_ascii_digit()
            || word.len() > 4
            || word.bytes().any(|byte| byte.is_ascii_lowercase())
        {
            return None;
        }
        let unit = self.english.units.named(Phrase::EMPTY.then(word))?;
        let figures = self
            .sentence
            .word(at + 1)
            .starts_with(|first: char| first.is_ascii_digit());
        (self.english.units[unit].dimension == Dimension::Money && figures).then_some(unit)
    }

    /// Whether the number is part of a name: *Section 12*, *Apollo 11*, *3 Quay Street*, a list's *2.*
    fn is_name(&self, at: TokenIndex, number: &Number) -> bool {
        let sentence = &self.sentence;
        let before = at.wrapping_sub(1);
        if number.rest.is_some()
            || number.scaled
            || !matches!(number.kind, NumberKind::Figures | NumberKind::Words)
        {
            return false;
        }
        if sentence.word(before).len() > 1
            && self.english.numbers.is_designator(sentence.word(before))
            && !sentence.is_any(number.end, &["per", "%", "percent"])
        {
            // *the number 300*, but *a group 12 people strong*, *in line two*.
            return true;
        }
        if self.is_class(at, number)
            || self
                .english
                .numbers
                .is_emergency(sentence.word(at), sentence.word(number.end))
        {
            return true;
        }
        let street = (number.end..number.end + 4)
            .take_while(|&token| {
                sentence.is_name(token) || sentence.word(token).starts_with(char::is_uppercase)
            })
            .skip(1)
            .any(|token| self.english.numbers.is_street(sentence.word(token)));
        if street {
            return true;
        }
        if number.kind != NumberKind::Figures {
            return false;
        }
        let stop =
            sentence.is_any(number.end, &[".", ")"]) && at == sentence.tokens.start && number.end - at == 1;
        let named = sentence.is_name(before)
            && self.english.calendar.word(sentence.word(before)).is_none()
            && self.counted_from(number.end).is_none()
            && self.unit_at(number.end).is_none();
        stop || named
    }

    /// A range of two numbers: *between A and B*, *A to B*, *A-B*, *two or three*.
    fn range(&self, draft: &mut Draft, first: &Number) {
        let sentence = &self.sentence;
        let before = draft.tokens.start.wrapping_sub(1);
        if let Some(second) = first.second {
            draft.upper = Some(second);
            draft.bound = Bound::Range;
            return;
        }
        let end = draft.tokens.end;
        let between = sentence.is(before, "between");
        let joins = match sentence.word(end) {
            "and" => between,
            // *fell from 49 to 41*, *fell $2 to $64*
            "to" => !self.is_change(before, if sentence.is(before, "from") { 6 } else { 2 }),
            "or" => first.kind == NumberKind::Words || sentence.word(end + 1).len() < 3,
            "-" | "–" => sentence.touches(end) || !sentence.touches(end - 1),
            _ => false,
        };
        if !joins {
            return;
        }
        let money = self.currency_before(end + 1);
        let start = end + 1 + usize::from(money.is_some());
        let Some(second) = numbers::read(self.english, sentence, start)
            .filter(|second| {
                second.kind == first.kind
                    || second.kind == NumberKind::Figures
                    || second.kind == NumberKind::Words
            })
            .filter(|second| second.second.is_none())
        else {
            return;
        };
        let Some(other) = self.measured(end + 1, &second, money) else {
            return;
        };
        let same = draft.unit == other.unit
            || draft.dimension == Dimension::Count
            || other.dimension == Dimension::Count;
        let (Some(mut low), Some(high)) = (draft.value, other.value) else {
            return;
        };
        if second.scaled && !first.scaled && low < 1000.0 {
            // *between 3 and 5 million*
            low *= high / self.unscaled(start, &second).unwrap_or(high);
        }
        if !same || low >= high {
            return;
        }
        draft.tokens.end = other.tokens.end;
        draft.value = Some(low);
        draft.upper = Some(high);
        draft.bound = Bound::Range;
        if draft.dimension == Dimension::Count {
            draft.unit = other.unit;
            draft.dimension = other.dimension;
            draft.counted = other.counted;
        }
    }

    /// What the number at `at` would be without the words and letters that multiply it.
    fn unscaled(&self, at: TokenIndex, number: &Number) -> Option<f64> {
        let word = self.sentence.word(at);
        let digits = word
            .find(|letter: char| !letter.is_ascii_digit() && letter != '.')
            .unwrap_or(word.len());
        match word[..digits].parse() {
            Ok(value) => Some(value),
            Err(_) => match self.english.numbers.word(word) {
                Some(crate::english::numbers::NumberWord::Cardinal(value)) => Some(value),
                _ => number.value,
            },
        }
    }

    /// Whether one of the last `count` words up to `last` is one of change: *fell from 49 to 41*.
    fn is_change(&self, last: TokenIndex, count: usize) -> bool {
        (self.sentence.tokens.start..last.wrapping_add(1))
            .rev()
            .take(count)
            .any(|token| {
                let lemma = self
                    .english
                    .lemmas
                    .lemma(self.sentence.word(token), self.sentence.grammar.tag(token));
                self.english.numbers.is_change(&lemma)
            })
    }

    /// What a bare number counts, or nothing where it is a pronoun or counts nothing.
    fn count(&self, draft: &mut Draft, first: &Number) -> Option<()> {
        let sentence = &self.sentence;
        let (start, end) = (draft.tokens.start, draft.tokens.end);
        draft.counted = draft.counted.or_else(|| self.counted_from(end));
        if let Some(age) = self.age(draft) {
            draft.unit = Some(Cow::Borrowed("year"));
            draft.dimension = Dimension::Age;
            draft.counted = None;
            draft.tokens = age;
            return Some(());
        }
        if first.kind == NumberKind::Words
            && sentence.is(start, "one")
            && end == start + 1
            && !self.is_counting_one(start, draft.counted)
        {
            return None;
        }
        if sentence.is_any(end, &["times"])
            && sentence.is_any(
                end + 1,
                &[
                    "as", "more", "higher", "larger", "bigger", "greater", "the", "faster", "lower", "less",
                    "fewer", "that", "its", "smaller", "longer", "worse", "stronger",
                ],
            )
        {
            draft.tokens.end += 1;
            draft.dimension = Dimension::Ratio;
            draft.counted = None;
            return Some(());
        }
        if let Some(counted) = draft.counted {
            let word = sentence.document.slice(counted);
            if self.counts_people(counted, word) {
                draft.unit = Some(Cow::Borrowed("people"));
            }
        }
        Some(())
    }

    /// *one volunteer*, *one of them*; not *no one*, *one another*, *the one which*, *one day*.
    fn is_counting_one(&self, one: TokenIndex, counted: Option<Span>) -> bool {
        const NOT_BEHIND: [&str; 14] = [
            "no", "any", "every", "each", "this", "that", "which", "another", "some", "new", "the", "only",
            "for", "a",
        ];
        let sentence = &self.sentence;
        let before = one.wrapping_sub(1);
        let next = one + 1;
        let noun = counted.is_some() && !sentence.is_any(next, &["day", "another", "can", "'s", "’s"]);
        let pronoun = sentence.is_any(before, &NOT_BEHIND)
            && !(noun && sentence.is_any(before, &["only", "the", "for", "which", "that"]));
        !pronoun
            && (noun
                || sentence.is(next, "of")
                || sentence.is_any(next, &["or", "to"]) && sentence.tag(next + 1) == Some(Tag::Cd))
    }
}
