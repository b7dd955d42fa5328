//! Times of day: *10.30am*, *3 p.m.*, *17:42*, *16.55* in front of an entry, *noon*, *six in the evening*, *four o'clock*.
//!
//! *four o'clock* has no value: nothing says which half of the day is meant. Not: *a 10.30 lead*, *3-1*.

use std::ops::Range;

use super::expression::Expression;
use crate::document::TokenIndex;
use crate::english::English;
use crate::english::numbers::NumberWord;
use crate::signs::sentence::Sentence;
use crate::vocabulary::Granularity;

/// The half of the day.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Morning,
    Afternoon,
}

/// The clock time that begins at `at`.
pub(super) fn read(
    english: &English,
    sentence: &Sentence<'_>,
    at: TokenIndex,
) -> Option<(Range<TokenIndex>, Expression)> {
    let word = sentence.word(at);
    if word.eq_ignore_ascii_case("noon") || word.eq_ignore_ascii_case("midday") {
        return Some((at..at + 1, fixed("T12", Granularity::Hour)));
    }
    if word.eq_ignore_ascii_case("midnight") {
        return Some((at..at + 1, fixed("T00", Granularity::Hour)));
    }
    let (time, glued) = match half(word) {
        Some((half, length)) => (&word[..word.len() - length], Some(half)),
        None => (word, None),
    };
    let Some((hour, minute, colon)) = digits(time) else {
        return spoken(english, sentence, at);
    };
    let mut end = at + 1;
    let mut part = glued;
    if part.is_none()
        && let Some((half, length)) = half(sentence.word(end))
        && length == sentence.word(end).len()
    {
        part = Some(half);
        end += 1;
    }
    if part.is_none() && sentence.is_any(end, &["o'clock", "o’clock"]) {
        end += 1;
        return Some((at..end, in_the(sentence, hour, at, end)?.1));
    }
    if part.is_none() && minute.is_none() {
        return in_the(sentence, hour, at, end).filter(|found| found.0.end > end);
    }
    match (part, minute) {
        (None, Some(minute)) if colon || heads_entry(sentence, at) => {
            Some((at..end, clock(hour, Some(minute))))
        }
        (None, _) => None,
        (Some(half), minute) => Some((at..end, clock(shifted(hour, half)?, minute))),
    }
}

/// ***16.55** The minister has resigned*: what an entry of a live blog begins with.
fn heads_entry(sentence: &Sentence<'_>, at: TokenIndex) -> bool {
    at == sentence.tokens.start
        && sentence.word(at).len() == "16.55".len()
        && sentence
            .word(at + 1)
            .starts_with(|letter: char| letter.is_uppercase())
}

/// *four o'clock*, *six in the evening*.
fn spoken(
    english: &English,
    sentence: &Sentence<'_>,
    at: TokenIndex,
) -> Option<(Range<TokenIndex>, Expression)> {
    let Some(NumberWord::Cardinal(hour)) = english.numbers.by_key(sentence.form(at).key) else {
        return None;
    };
    if !(1.0..=12.0).contains(&hour) {
        return None;
    }
    let on_the_hour = sentence.is_any(at + 1, &["o'clock", "o’clock"]);
    let end = at + 1 + usize::from(on_the_hour);
    in_the(sentence, hour as u8, at, end).filter(|found| on_the_hour || found.0.end > end)
}

/// The hour with *in the evening* behind it, if it stands there.
fn in_the(
    sentence: &Sentence<'_>,
    hour: u8,
    at: TokenIndex,
    end: TokenIndex,
) -> Option<(Range<TokenIndex>, Expression)> {
    let part = sentence.is(end, "in") && sentence.is(end + 1, "the");
    let half = match sentence.word(end + 2) {
        "morning" if part => Some(Half::Morning),
        "afternoon" | "evening" if part => Some(Half::Afternoon),
        _ => None,
    };
    match half {
        Some(half) => Some((at..end + 3, clock(shifted(hour, half)?, None))),
        None => Some((at..end, Expression::Open(Granularity::Hour))),
    }
}

/// *am* or *pm* at the end of `word`, with its length.
fn half(word: &str) -> Option<(Half, usize)> {
    [
        ("a.m.", Half::Morning),
        ("p.m.", Half::Afternoon),
        ("a.m", Half::Morning),
        ("p.m", Half::Afternoon),
        ("am", Half::Morning),
        ("pm", Half::Afternoon),
    ]
    .into_iter()
    .find(|(end, _)| {
        word.len() >= end.len()
            && word.is_char_boundary(word.len() - end.len())
            && word[word.len() - end.len()..].eq_ignore_ascii_case(end)
    })
    .map(|(end, half)| (half, end.len()))
}

/// Hour, minute and whether a colon parts them.
fn digits(word: &str) -> Option<(u8, Option<u8>, bool)> {
    let (hour, minute) = match word.split_once([':', '.']) {
        Some((hour, minute)) => (hour, Some(minute)),
        None => (word, None),
    };
    let plain = |digits: &str| digits.len() <= 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
    if !plain(hour) || minute.is_some_and(|minute| minute.len() != 2 || !plain(minute)) {
        return None;
    }
    let hour: u8 = hour.parse().ok().filter(|hour| *hour < 25)?;
    let minute = match minute {
        Some(minute) => Some(minute.parse().ok().filter(|minute| *minute < 60)?),
        None => None,
    };
    Some((hour, minute, word.contains(':')))
}

/// The hour of the day; none beyond twelve.
fn shifted(hour: u8, half: Half) -> Option<u8> {
    match (hour, half) {
        (12, Half::Morning) => Some(0),
        (1..=12, Half::Morning) | (12, Half::Afternoon) => Some(hour),
        (1..=11, Half::Afternoon) => Some(hour + 12),
        _ => None,
    }
}

fn clock(hour: u8, minute: Option<u8>) -> Expression {
    match minute {
        Some(minute) => fixed(&format!("T{hour:02}:{minute:02}"), Granularity::Minute),
        None => fixed(&format!("T{hour:02}"), Granularity::Hour),
    }
}

fn fixed(value: &str, granularity: Granularity) -> Expression {
    Expression::Fixed {
        value: value.to_owned(),
        granularity,
    }
}
