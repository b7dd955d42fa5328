//! What is countable in the words that differ: numbers, times, units.
//!
//! *in **2019***, *12 to 25 **March*** and *9 **am*** are times, although they are written with a number; *20 **years*** is a number and
//! its unit; *61.2 m* is *61.2m*.

use std::ops::Range;

use super::Side;
use crate::english::phrase_keys::Phrase;
use crate::english::words::key;
use crate::grammar::tag::Tag;

/// Something countable in a hunk.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Mark {
    pub(super) at: usize,
    pub(super) value: Value,
}

/// What a mark says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Number(f64),
    /// The key of a word.
    Word(u64),
}

/// All marks of a side.
#[derive(Default)]
pub(super) struct Marks {
    pub(super) numbers: Vec<Mark>,
    pub(super) times: Vec<Mark>,
    pub(super) units: Vec<Mark>,
    /// Units of time without a number, which say how long: *for **weeks***.
    pub(super) lasting: Vec<Mark>,
}

/// The marks in these ranges.
pub(super) fn marks(side: &Side<'_>, ranges: &[Range<usize>]) -> Marks {
    let changes = &side.text.english.changes;
    let mut found = Marks::default();
    for at in ranges.iter().cloned().flatten() {
        let word = side.word(at);
        let mark = |value| Mark { at, value };
        // *61.2 **m*** is *61.2m*
        let scale = |at: usize| matches!(side.word(at), "m" | "bn" | "tn" | "k");
        let differs = |at: usize| ranges.iter().any(|range| range.contains(&at));
        if scale(at) && at > 0 && side.is_number(at - 1) && differs(at - 1) {
            continue;
        }
        // *3.7 **billion*** is *3.7bn*
        let scaled = |at: usize| match side.word(at) {
            "billion" => Some("bn"),
            "million" => Some("m"),
            "trillion" => Some("tn"),
            short if scale(at) => Some(short),
            _ => None,
        };
        if side.is_number(at)
            && word.starts_with(|first: char| first.is_ascii_digit())
            && at + 1 < side.words.len()
            && let Some(scale) = scaled(at + 1)
        {
            let whole = format!("{word}{scale}");
            found.numbers.push(mark(Value::Word(key(&whole))));
            continue;
        }
        if is_time(side, at) {
            found.times.push(mark(match value(side, at) {
                Some(number) => Value::Number(number),
                // ***overnight*** is *in the **night***
                None => Value::Word(changes.time_twin.get(word).unwrap_or(side.words[at].key)),
            }));
        } else if let Some(number) = value(side, at) {
            found.numbers.push(mark(Value::Number(number)));
        } else if word.starts_with(|first: char| first.is_ascii_digit()) {
            found.numbers.push(mark(Value::Word(side.words[at].key)));
        } else if (changes.unit.contains(word) || changes.time_unit.contains(word)) && beside_number(side, at)
        {
            // *5 **km*** are *5 **kilometres***
            let unit = side.text.english.units.named(Phrase::EMPTY.then(word));
            let code = unit.map_or(
                side.words[at].key,
                |unit| key(&side.text.english.units[unit].code),
            );
            found.units.push(mark(Value::Word(code)));
        } else if changes.time_unit.contains(word)
            && at > 0
            && matches!(side.word(at - 1), "for" | "within" | "in" | "a" | "an")
        {
            found.lasting.push(mark(Value::Word(side.words[at].key)));
        }
    }
    found
}

/// What a word counts, in digits (*3,000*, *4.5*) or letters.
pub(super) fn value(side: &Side<'_>, at: usize) -> Option<f64> {
    let word = side.word(at);
    let numbers = &side.text.english.changes.numbers;
    // *net **zero*** is a goal.
    if word == "zero" && at > 0 && side.word(at - 1).eq_ignore_ascii_case("net") {
        return None;
    }
    if let Some(number) = numbers.get(word) {
        return Some(f64::from(number));
    }
    // Against a number it is one: ***both** doses* → ***one** dose*.
    if word.eq_ignore_ascii_case("both") {
        return Some(2.0);
    }
    // *twenty-one*; *nine-year* counts like *nine years*.
    let (first, rest) = word.split_once('-').unwrap_or((word, ""));
    let digits = |word: &str| word.replace(',', "").parse().ok();
    match (numbers.get(first), numbers.get(rest)) {
        (Some(tens), Some(ones)) if tens >= 20 && ones < 10 => Some(f64::from(tens + ones)),
        (Some(number), None) => Some(f64::from(number)),
        _ if word.starts_with(|first: char| first.is_ascii_digit()) => digits(first),
        _ => None,
    }
}

/// What makes a weekday the name of a feast, a sale or an event: ***Remembrance** Sunday*.
const FEASTS: [&str; 12] = [
    "Ash",
    "Black",
    "Bloody",
    "Cyber",
    "Easter",
    "Good",
    "Maundy",
    "Palm",
    "Remembrance",
    "Shrove",
    "Super",
    "Whit",
];

/// *2026* of *mid-**2026***
fn middle(word: &str) -> Option<&str> {
    let (first, rest) = word.split_once('-')?;
    let part = ["early", "late", "mid"]
        .iter()
        .any(|part| first.eq_ignore_ascii_case(part));
    part.then_some(rest)
}

/// A word of time, or a number that is a year, a day of the month or an hour.
fn is_time(side: &Side<'_>, at: usize) -> bool {
    let changes = &side.text.english.changes;
    let word = side.word(at);
    let beside = |test: &dyn Fn(&str) -> bool| {
        let near = [at.checked_sub(1), Some(at + 1)];
        near.into_iter()
            .flatten()
            .filter(|&it| it < side.words.len())
            .any(|it| test(side.word(it)))
    };
    // ***mid-2026***
    if middle(word).is_some_and(|rest| rest.len() == 4 && rest.bytes().all(|digit| digit.is_ascii_digit())) {
        return true;
    }
    let is_month = |word: &str| changes.month.contains(word) && !word.starts_with(char::is_lowercase);
    if changes.month.contains(word) {
        return is_month(word);
    }
    let before = at.checked_sub(1);
    if changes.weekday.contains(word) {
        let feast = before.is_some_and(|at| {
            FEASTS
                .iter()
                .any(|feast| side.word(at).eq_ignore_ascii_case(feast))
                && side.is_name(at)
        });
        return !word.starts_with(char::is_lowercase) && !feast;
    }
    if changes.time_unit.contains(word) {
        // *last year*, *this week*; *20 years* is a number with its unit, and *for years* is no time, nor is *they **end** years of silence*.
        return before.is_some_and(|at| {
            changes.time_order.contains(side.word(at))
                && !matches!(side.tag(at), Tag::Vbp | Tag::Vbz | Tag::Vb)
        });
    }
    if changes.time.contains(word) {
        // *USA TODAY*, *the Times of the Day*: a name.
        return !side.is_name(at);
    }
    if changes.time_order.contains(word) {
        return at + 1 < side.words.len() && changes.time.contains(side.word(at + 1));
    }
    if !side.is_number(at) {
        return false;
    }
    let is_year = |at: usize| {
        let word = side.word(at);
        word.len() == 4
            && !word.contains([',', '.'])
            && value(side, at).is_some_and(|year| (1800.0..2100.0).contains(&year))
    };
    // *the 2011 **and 1994** floods*
    let listed = at > 1 && matches!(side.word(at - 1), "and" | "or" | "to") && is_year(at - 2);
    let year = is_year(at)
        && (listed || !(at + 1 < side.words.len() && side.tag(at + 1) == Tag::Nns))
        && !is_limited(side, at);
    let hour = word.to_ascii_lowercase();
    // *1300BC*
    let era = hour.starts_with(|first: char| first.is_ascii_digit())
        && ["bc", "ad", "bce", "ce"].iter().any(|era| hour.ends_with(era));
    let clock = hour.ends_with("am")
        || hour.ends_with("pm")
        || word.contains(':')
        // *0930 GMT*
        || word.len() == 4
            && at + 1 < side.words.len()
            && matches!(side.word(at + 1), "GMT" | "BST" | "CET" | "EST" | "ET" | "UTC")
        // *9 **am***, not *the former **PM** twice*
        || at + 1 < side.words.len()
            && matches!(side.word(at + 1), "am" | "pm" | "a.m." | "p.m." | "AM" | "PM");
    // *12 to 25 March*
    let range = at + 3 < side.words.len()
        && matches!(side.word(at + 1), "to" | "and" | "or")
        && side.is_number(at + 2)
        && is_month(side.word(at + 3));
    year || era || clock || range || beside(&is_month)
}

/// Whether a word of limit stands before a number: ***more than** 1800 injured*, which is no year.
fn is_limited(side: &Side<'_>, at: usize) -> bool {
    let from = at.saturating_sub(3);
    let found = side.text.english.changes.bound.all(&side.keys(from..at));
    found.iter().any(|it| from + it.0 + it.1 == at)
}

fn beside_number(side: &Side<'_>, at: usize) -> bool {
    let from = at.saturating_sub(2);
    (from..(at + 2).min(side.words.len())).any(|it| it != at && side.is_number(it))
}

/// What a number counts: ***people*** of *12 people*.
pub(super) fn counted(side: &Side<'_>, at: usize) -> Option<usize> {
    side.head(at)
        .filter(|&head| !side.is_number(head) && !side.tag(head).is_verb())
}

/// Where a unit of time stands without a number, and the number with its unit against it: ***a year*** → ***nine months***.
pub(super) fn lasts(
    (side, own): (&Side<'_>, &Marks),
    (other, others): (&Side<'_>, &Marks),
) -> Option<(Range<usize>, Range<usize>)> {
    let unit = own.lasting.first().filter(|_| own.numbers.is_empty())?;
    let number = others.numbers.first()?;
    let next = other.words.get(number.at + 1)?;
    let is_unit = side
        .text
        .english
        .changes
        .time_unit
        .contains(other.text.word(next));
    is_unit.then_some((unit.at.saturating_sub(1)..unit.at + 1, number.at..number.at + 2))
}
