//! The words that say a time: a core (*Saturday*, *July*, *2019*, *four years*), what stands before it (*last*, *the end of*,
//! *earlier this*) and behind it (*evening*, *ago*, *2025*), and ranges of two.

use std::ops::Range;

use super::clock;
use super::expression::{Edge, Expression, Found, Which, YearOf};
use super::resolve::of_unit;
use crate::document::{TokenIndex, TokenKind};
use crate::english::English;
use crate::english::calendar::{CalendarWord, TimeUnit};
use crate::english::numbers::NumberWord;
use crate::english::phrase_keys::Phrase;
use crate::grammar::tag::Tag;
use crate::signs::numbers::{self, NumberKind};
use crate::signs::sentence::Sentence;
use crate::vocabulary::Granularity;

/// All times of a sentence, in text order.
pub(super) fn find(english: &English, sentence: &Sentence<'_>) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut at = sentence.tokens.start;
    let mut floor = at;
    while at < sentence.tokens.end {
        let reader = Reader {
            english,
            sentence,
            floor,
        };
        let Some(first) = reader.time(at) else {
            at += 1;
            continue;
        };
        let time = reader.range(first);
        at = time.tokens.end.max(at + 1);
        floor = at;
        found.push(time);
    }
    found
}

struct Reader<'a> {
    english: &'a English,
    sentence: &'a Sentence<'a>,
    /// Where the time before ended: modifiers do not reach over it.
    floor: TokenIndex,
}

/// A core with its tokens.
type Core = (Range<TokenIndex>, Expression);

const PREPOSITIONS: [&str; 24] = [
    "in",
    "since",
    "by",
    "until",
    "till",
    "from",
    "before",
    "after",
    "during",
    "of",
    "between",
    "through",
    "throughout",
    "for",
    "early",
    "late",
    "mid",
    "last",
    "next",
    "this",
    "to",
    "around",
    "circa",
    "on",
];

impl Reader<'_> {
    fn calendar(&self, at: TokenIndex) -> Option<CalendarWord> {
        self.english.calendar.by_key(self.sentence.form(at).bare)
    }

    fn unit(&self, at: TokenIndex) -> Option<TimeUnit> {
        match self.calendar(at) {
            Some(CalendarWord::Unit(unit)) => Some(unit),
            _ => None,
        }
    }

    fn month(&self, at: TokenIndex) -> Option<i8> {
        match self.calendar(at) {
            Some(CalendarWord::Month(month)) => Some(month),
            _ => None,
        }
    }

    /// The time whose core begins at `at`, with all that belongs to it.
    fn time(&self, at: TokenIndex) -> Option<Found> {
        let (tokens, expression) = self.core(at)?;
        let mut found = Found {
            tokens,
            expression,
            edge: None,
            part: false,
        };
        self.day_part(&mut found);
        self.early_or_late(&mut found);
        self.edge(&mut found);
        Some(found)
    }

    /// The core at `at`.
    fn core(&self, at: TokenIndex) -> Option<Core> {
        let sentence = self.sentence;
        let word = sentence.word(at);
        let first = *word.as_bytes().first()?;
        if first.is_ascii_digit() || matches!(first, b'\'' | 0xE2) && word.len() > 2 {
            return self.figures(at);
        }
        if !first.is_ascii_alphabetic() {
            return None;
        }
        if let Some(word) = self.calendar(at) {
            return match word {
                CalendarWord::Weekday(weekday) => self.weekday(at, weekday),
                CalendarWord::Month(month) => self.month_first(at, month),
                CalendarWord::Season(season) => self.season(at, season),
                // *second* is a unit and a place in an order.
                CalendarWord::Unit(unit) => self.lone_unit(at, unit).or_else(|| self.quarter(at)),
                CalendarWord::Day(by) => self.today(at, by),
                CalendarWord::DayPart => self.lone_part(at),
            };
        }
        // Most words are none of these: they are let go after one look.
        let number = self.english.numbers.by_key(sentence.form(at).key).is_some()
            || word.contains('-')
            || sentence.is_any(at, &["a", "an", "several", "few"]);
        if !number && !first.is_ascii_uppercase() && !sentence.is_any(at, &["noon", "midnight"]) {
            return None;
        }
        if let Some(core) = clock::read(self.english, sentence, at) {
            return Some(core);
        }
        if let Some(core) = self
            .glued(at)
            .or_else(|| self.feast(at))
            .or_else(|| self.quarter(at))
        {
            return Some(core);
        }
        self.counted(at)
    }

    /// A core that begins with figures.
    fn figures(&self, at: TokenIndex) -> Option<Core> {
        if let Some(core) = clock::read(self.english, self.sentence, at) {
            return Some(core);
        }
        self.iso(at)
            .or_else(|| self.day_first(at))
            .or_else(|| self.decade(at))
            .or_else(|| self.quarter(at))
            .or_else(|| self.year(at))
            .or_else(|| self.counted(at))
    }

    /// *2025-07-19*, *19/07/2025*; which of *3/4/2025* is the month is left open.
    fn iso(&self, at: TokenIndex) -> Option<Core> {
        let word = self.sentence.word(at);
        let parts: Vec<&str> = word.split(['-', '/']).collect();
        let &[a, b, c] = &parts[..] else {
            return self.slashed(at);
        };
        numeric_date([a, b, c], at..at + 1)
    }

    /// *19/07/2025* where the strokes are tokens.
    fn slashed(&self, at: TokenIndex) -> Option<Core> {
        let sentence = self.sentence;
        let stroke = |at| sentence.is(at, "/") && sentence.touches(at) && sentence.touches(at - 1);
        if !stroke(at + 1) || !stroke(at + 3) {
            return None;
        }
        let parts = [sentence.word(at), sentence.word(at + 2), sentence.word(at + 4)];
        numeric_date(parts, at..at + 5)
    }

    /// *19 July*, *19th of July 2025*, *12-14 July*, *12 and 14 July*.
    fn day_first(&self, at: TokenIndex) -> Option<Core> {
        let sentence = self.sentence;
        let word = sentence.word(at);
        if let Some((from, to)) = word.split_once('-')
            && let (Some(from), Some(to)) = (day(from), day(to))
        {
            let (end, month, year) = self.month_behind(at + 1)?;
            let of = |day| Box::new(Expression::Day { day, month, year });
            return Some((at..end, Expression::Between(of(from), of(to))));
        }
        let first = day(word)?;
        if let Some((end, month, year)) = self.month_behind(at + 1) {
            return Some((
                at..end,
                Expression::Day {
                    day: first,
                    month,
                    year,
                },
            ));
        }
        let joined = sentence.is_any(at + 1, &["to", "-", "–", "and"]);
        let second = day(sentence.word(at + 2)).filter(|second| joined && *second > first)?;
        let (end, month, year) = self.month_behind(at + 3)?;
        let of = |day| Box::new(Expression::Day { day, month, year });
        Some((at..end, Expression::Between(of(first), of(second))))
    }

    /// The month behind a day, with its year and where they end.
    fn month_behind(&self, at: TokenIndex) -> Option<(TokenIndex, i8, Option<i16>)> {
        let at = at + usize::from(self.sentence.is(at, "of"));
        let month = self.month(at)?;
        let year = self.year_behind(at + 1);
        let end = year.map_or(at + 1, |year| year.0);
        // *12 May supporters* is a name.
        let modal = self.sentence.tag(at) == Some(Tag::Md);
        (!modal).then_some((end, month, year.map(|year| year.1)))
    }

    /// *2025* behind a month or season, with or without a comma or *of*.
    fn year_behind(&self, at: TokenIndex) -> Option<(TokenIndex, i16)> {
        let comma = self.sentence.is_any(at, &[",", "of", "in"]);
        let year = at + usize::from(comma);
        let value = plain_year(self.sentence.word(year))?;
        // *in July, 2019 people left*
        let counted = comma && self.sentence.is(at, ",") && self.sentence.tag(year + 1) == Some(Tag::Nns);
        (!counted).then_some((year + 1, value))
    }

    /// *Saturday*, *last Friday*, *Saturday, 19 July*.
    fn weekday(&self, at: TokenIndex, weekday: i8) -> Option<Core> {
        let sentence = self.sentence;
        if !sentence.word(at).starts_with(char::is_uppercase) {
            return None;
        }
        let short = sentence.word(at).len() <= 5 && !sentence.word(at).ends_with("day");
        if short
            && !sentence.word(at).ends_with('.')
            && !sentence.is(at + 1, ".")
            && !self.date_follows(at + 1)
        {
            return None;
        }
        // *Saturday, 19 July*, *Saturday July 19*: the date says it all.
        let comma = usize::from(sentence.is(at + 1, ","));
        let dated = at + 1 + comma + usize::from(sentence.is(at + 1 + comma, "the"));
        let date = match self.month(dated) {
            Some(month) => self.month_first(dated, month),
            None => self.day_first(dated),
        };
        if let Some((tokens, date @ Expression::Day { .. })) = date {
            return Some((at..tokens.end, date));
        }
        let (start, which) = self.which(at);
        Some((start..at + 1, Expression::Weekday(weekday, which)))
    }

    fn date_follows(&self, at: TokenIndex) -> bool {
        let at = at + usize::from(self.sentence.is(at, ","));
        self.month(at).is_some() || day(self.sentence.word(at)).is_some() && self.month(at + 1).is_some()
    }

    /// *last*, *this*, *next* before the core at `at`.
    fn which(&self, at: TokenIndex) -> (TokenIndex, Which) {
        let before = at.wrapping_sub(1);
        if at <= self.floor {
            return (at, Which::Nearest);
        }
        let which = match self.sentence.word(before) {
            "last" | "Last" => Which::Last,
            "this" | "This" => Which::This,
            "next" | "Next" | "coming" => Which::Next,
            _ => return (at, Which::Nearest),
        };
        let coming = self.sentence.is(before, "coming")
            && self.sentence.is_any(before.wrapping_sub(1), &["this", "the"]);
        (before - usize::from(coming), which)
    }

    /// *July 19, 2025*, *Nov. 12*, *July 2025*, *in February*.
    fn month_first(&self, at: TokenIndex, month: i8) -> Option<Core> {
        let sentence = self.sentence;
        let word = sentence.word(at);
        if !word.starts_with(char::is_uppercase) || sentence.tag(at) == Some(Tag::Md) {
            return None;
        }
        if let Some((from, to)) = sentence.word(at + 1).split_once('-')
            && let (Some(from), Some(to)) = (day(from), day(to))
        {
            let year = self.year_behind(at + 2);
            let end = year.map_or(at + 2, |year| year.0);
            let of = |day| {
                Box::new(Expression::Day {
                    day,
                    month,
                    year: year.map(|year| year.1),
                })
            };
            return Some((at..end, Expression::Between(of(from), of(to))));
        }
        if let Some(first) = day(sentence.word(at + 1))
            && !(sentence.is_any(at + 2, &["people", "per", "%", "percent"]) || self.month(at + 2).is_some())
        {
            let dash = sentence.is_any(at + 2, &["-", "–"]) && day(sentence.word(at + 3)).is_some();
            let end = at + 2 + 2 * usize::from(dash);
            let year = self.year_behind(end);
            let whole = year.map_or(end, |year| year.0);
            let of = |day| Expression::Day {
                day,
                month,
                year: year.map(|year| year.1),
            };
            let expression = match day(sentence.word(at + 3)).filter(|_| dash) {
                Some(last) => Expression::Between(Box::new(of(first)), Box::new(of(last))),
                None => of(first),
            };
            return Some((at..whole, expression));
        }
        if let Some((end, year)) = self.year_behind(at + 1) {
            return Some((
                at..end,
                Expression::Month {
                    month,
                    year: Some(year),
                    which: Which::This,
                },
            ));
        }
        let (start, which) = self.which(at);
        let led = which != Which::Nearest
            || sentence.is_any(at.wrapping_sub(1), &PREPOSITIONS)
            || sentence.is_any(at.wrapping_sub(1), &["and", "or", "to"])
                && self.month(at.wrapping_sub(2)).is_some();
        let short = word.len() <= 4 && !matches!(word, "May" | "June" | "July");
        // *May*, *March*, *April*, *June* and *August* are names and verbs, too.
        let doubtful = matches!(month, 3..=6 | 8);
        let named = sentence.is_name(at + 1) && self.calendar(at + 1).is_none()
            || sentence.is_name(at.wrapping_sub(1)) && self.calendar(at.wrapping_sub(1)).is_none();
        let holds = if short || doubtful {
            led && !named
        } else {
            !named || led
        };
        holds.then_some((
            start..at + 1,
            Expression::Month {
                month,
                year: None,
                which,
            },
        ))
    }

    /// *spring 2025*, *last winter*, *the summer*; not *the fall in prices*, *the summer holiday*.
    fn season(&self, at: TokenIndex, season: u8) -> Option<Core> {
        let sentence = self.sentence;
        let (start, which) = self.which(at);
        if let Some((end, year)) = self.year_behind(at + 1).filter(|_| !sentence.is(at + 1, "in")) {
            let start = self.with_article(at);
            return Some((
                start..end,
                Expression::Season {
                    season,
                    year: Some(year),
                    which,
                },
            ));
        }
        let before = at.wrapping_sub(1);
        let article = sentence.is(before, "the");
        let led = article && sentence.is_any(before.wrapping_sub(1), &PREPOSITIONS)
            || sentence.is_any(
                before,
                &["in", "since", "by", "until", "during", "early", "late", "every"],
            );
        let fall = season == 23 && sentence.is(at, "fall");
        let verb = sentence.tag(at).is_some_and(Tag::is_verb);
        let modifier =
            sentence.is_noun(at + 1) || fall && sentence.is_any(at + 1, &["in", "of", "from", "to"]);
        let deictic = which != Which::Nearest && (!fall || !sentence.is_any(at + 1, &["in", "of", "from"]));
        let every = sentence.is_any(before, &["every", "each"]);
        ((deictic || led && !modifier) && !verb && !every).then(|| {
            let start = if article { before } else { start };
            (
                start..at + 1,
                Expression::Season {
                    season,
                    year: None,
                    which,
                },
            )
        })
    }

    fn with_article(&self, at: TokenIndex) -> TokenIndex {
        at - usize::from(at > self.floor && self.sentence.is(at.wrapping_sub(1), "the"))
    }

    /// *yesterday*, *the day before yesterday*.
    fn today(&self, at: TokenIndex, by: i8) -> Option<Core> {
        let sentence = self.sentence;
        let before = at.wrapping_sub(1);
        let far = sentence.is_any(before, &["before", "after"]) && sentence.is(before.wrapping_sub(1), "day");
        // *the day before yesterday* was found from its *day*.
        if far && at > self.floor + 1 {
            return None;
        }
        Some((at..at + 1, Expression::Today(i32::from(by))))
    }

    /// *this morning*, *that evening*, *overnight*.
    fn lone_part(&self, at: TokenIndex) -> Option<Core> {
        let sentence = self.sentence;
        if sentence.is(at, "overnight") {
            return None;
        }
        if let Some(core) = clock::read(self.english, sentence, at) {
            return Some(core);
        }
        let before = at.wrapping_sub(1);
        let expression = if sentence.is(before, "this") {
            Expression::Today(0)
        } else if sentence.is_any(before, &["that", "same"]) {
            Expression::Open(Granularity::DayPart)
        } else {
            return None;
        };
        let start =
            before - usize::from(sentence.is(before, "same") && sentence.is(before.wrapping_sub(1), "the"));
        (before >= self.floor).then_some((start..at + 1, expression))
    }

    /// A unit without a number of its own: *last week*, *the past year*, *a year ago*, *the following day*.
    fn lone_unit(&self, at: TokenIndex, unit: TimeUnit) -> Option<Core> {
        let sentence = self.sentence;
        let before = at.wrapping_sub(1);
        if sentence.is(at, "day")
            && sentence.is_any(at + 1, &["before", "after"])
            && self.calendar(at + 2)
                == Some(CalendarWord::Day(if sentence.is(at + 1, "before") {
                    -1
                } else {
                    1
                }))
        {
            let by = if sentence.is(at + 1, "before") { -2 } else { 2 };
            return Some((self.with_article(at)..at + 3, Expression::Today(by)));
        }
        if before < self.floor || at == self.floor {
            return None;
        }
        let article = before > self.floor && sentence.is_any(before.wrapping_sub(1), &["the", "this"]);
        let start = before - usize::from(article);
        let plural = sentence.word(at).ends_with('s') && unit != TimeUnit::Century;
        let rough = sentence.is_any(before, &["few", "several"]);
        if plural {
            return self.vague_stretch(at, unit, rough);
        }
        let same = |granularity| Some((start..at + 1, Expression::Open(granularity)));
        match sentence.word(before).to_ascii_lowercase().as_str() {
            "last" if article => Some((start..at + 1, Expression::Stretch { unit, count: -1 })),
            "last" => Some((before..at + 1, Expression::Shifted { unit, by: -1 })),
            "past" => Some((start..at + 1, Expression::Stretch { unit, count: -1 })),
            "this" | "current" => {
                if unit == TimeUnit::Day {
                    return None;
                }
                Some((start..at + 1, Expression::Shifted { unit, by: 0 }))
            }
            "next" if article && !matches!(unit, TimeUnit::Decade | TimeUnit::Century) => same(of_unit(unit)),
            "next" if article => Some((start..at + 1, Expression::Stretch { unit, count: 1 })),
            "next" => Some((before..at + 1, Expression::Shifted { unit, by: 1 })),
            "coming" => Some((start..at + 1, Expression::Shifted { unit, by: 1 })),
            "following" | "previous" | "preceding" | "same" => same(of_unit(unit)),
            "that" if sentence.tag(before) == Some(Tag::Dt) && unit <= TimeUnit::Year => {
                Some((before..at + 1, Expression::Open(of_unit(unit))))
            }
            "the" => self.bare_unit(at, unit),
            "a" | "an" | "half" => self.one_unit(at, unit),
            _ => None,
        }
    }

    /// *the past few weeks*, *recent months*: a stretch whose length is not told.
    fn vague_stretch(&self, at: TokenIndex, unit: TimeUnit, rough: bool) -> Option<Core> {
        let sentence = self.sentence;
        if unit < TimeUnit::Day {
            return None;
        }
        let before = at - 1;
        let lead = before - usize::from(rough && before > self.floor);
        let article = usize::from(lead > self.floor && sentence.is(lead.wrapping_sub(1), "the"));
        let is_stretch =
            sentence.is_any(lead, &["past", "last", "next", "coming", "previous"]) && (article > 0 || rough);
        if is_stretch || sentence.is(lead, "recent") {
            return Some((lead - article..at + 1, Expression::Open(Granularity::Range)));
        }
        let ago = sentence.is(at + 1, "ago");
        let start = before
            - usize::from(
                sentence.is(before, "few") && sentence.is(before.wrapping_sub(1), "a") && before > self.floor,
            );
        (rough && ago).then(|| (start..at + 2, Expression::Open(of_unit(unit))))
    }

    /// *the day before*, *the end of the month*, *the weekend*.
    fn bare_unit(&self, at: TokenIndex, unit: TimeUnit) -> Option<Core> {
        let sentence = self.sentence;
        let start = at - 1;
        if unit == TimeUnit::Weekend {
            return Some((start..at + 1, Expression::Weekend));
        }
        if sentence.is_any(at + 1, &["before", "earlier", "after"])
            && (sentence.is_punctuation(at + 2)
                || at + 2 >= sentence.tokens.end
                || sentence.is(at + 2, "and"))
        {
            return Some((start..at + 2, Expression::Open(of_unit(unit))));
        }
        let edged = self.edge_before(start).is_some() || self.first_months(start).is_some();
        let later = sentence.is(start.wrapping_sub(1), "in")
            && sentence.is_any(start.wrapping_sub(2), &["later", "earlier"]);
        (edged || later).then_some((start..at + 1, Expression::Shifted { unit, by: 0 }))
    }

    /// *a year ago*, *for a week*, *an hour before*, *half a year*; not *twice a year*.
    fn one_unit(&self, at: TokenIndex, unit: TimeUnit) -> Option<Core> {
        const LED: [&str; 18] = [
            "for", "within", "in", "over", "after", "than", "about", "almost", "nearly", "least", "under",
            "lasted", "lasting", "last", "takes", "take", "took", "exactly",
        ];
        let sentence = self.sentence;
        let start = at - 1;
        if sentence.is(start, "half") {
            return None;
        }
        if sentence.is(at + 1, "ago") {
            return Some((start..at + 2, Expression::Shifted { unit, by: -1 }));
        }
        let behind = sentence.is_any(at + 1, &["before", "earlier", "later", "after", "into", "from"]);
        let led = start > self.floor && sentence.is_any(start - 1, &LED);
        (led || behind).then_some((start..at + 1, Expression::Length { unit, count: 1.0 }))
    }

    /// *mid-July*, *post-2019*, *third-quarter*, *Q3*, *FY2025*, *19th-century*.
    fn glued(&self, at: TokenIndex) -> Option<Core> {
        let word = self.sentence.word(at);
        let lower = word.to_ascii_lowercase();
        if let Some(digits) = lower.strip_prefix('q')
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
        if let Some(year) = lower.strip_prefix("fy").and_then(plain_year) {
            return Some((at..at + 1, Expression::Year(year)));
        }
        let (head, tail) = word.split_once('-')?;
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
    fn feast(&self, at: TokenIndex) -> Option<Core> {
        let sentence = self.sentence;
        if !sentence.word(at).starts_with(char::is_uppercase) {
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

    /// *the third quarter of 2025*, *third-quarter*, *the 19th century*, *the first six months of 2025*, *the second half of
    /// the year*, *the 14th of May*.
    fn quarter(&self, at: TokenIndex) -> Option<Core> {
        let sentence = self.sentence;
        let number =
            numbers::read(self.english, sentence, at).filter(|number| number.kind == NumberKind::Ordinal)?;
        let ordinal = number.value?;
        let rest = number.rest.map_or("", |rest| sentence.document.slice(rest));
        let (noun, end) = if rest.is_empty() {
            (sentence.word(number.end), number.end + 1)
        } else {
            (rest, number.end)
        };
        // *the third quarter*, but *a 19th-century pier*, *the third-quarter loss*
        let start = if rest.is_empty() {
            self.with_article(at)
        } else {
            at
        };
        if matches!(noun, "quarter" | "half") && ordinal <= 4.0 {
            let (end, year) = self.of_year(end);
            let fiscal = start > self.floor && sentence.is_any(at.wrapping_sub(1), &["fiscal", "financial"]);
            let number = ordinal as i8;
            let expression = match (noun, year) {
                _ if fiscal => Expression::Open(Granularity::Quarter),
                ("half", Some(year)) if number <= 2 => Expression::Months {
                    first: number * 6 - 5,
                    last: number * 6,
                    year,
                },
                ("half", _) => return None,
                (_, Some(YearOf::Number(year))) => Expression::Quarter {
                    quarter: number,
                    year: Some(year),
                },
                (_, Some(year)) => Expression::Months {
                    first: number * 3 - 2,
                    last: number * 3,
                    year,
                },
                (_, None) => Expression::Quarter {
                    quarter: number,
                    year: None,
                },
            };
            let start = if fiscal {
                self.with_article(at - 1).min(at - 1)
            } else {
                start
            };
            return Some((start..end, expression));
        }
        if matches!(noun, "century" | "centuries") {
            let century = (ordinal as i16).checked_sub(1).filter(|before| *before < 30)?;
            let value = format!("{:02}01/{:02}00", century, century + 1);
            return Some((
                start..end,
                Expression::Fixed {
                    value,
                    granularity: Granularity::Century,
                },
            ));
        }
        // *the first six months of 2025*
        let months = numbers::read(self.english, sentence, number.end).filter(|_| ordinal as i16 == 1)?;
        let count = months.value.filter(|count| *count >= 2.0 && *count <= 11.0)?;
        if !sentence.is(months.end, "months") {
            return None;
        }
        let (end, year) = self.of_year(months.end + 1);
        Some((
            start..end,
            Expression::Months {
                first: 1,
                last: count as i8,
                year: year?,
            },
        ))
    }

    /// *of 2025*, *of the year*, *of this year*, *of last year* behind a quarter.
    fn of_year(&self, at: TokenIndex) -> (TokenIndex, Option<YearOf>) {
        let sentence = self.sentence;
        let of = at + usize::from(sentence.is_any(at, &["of", "in"]));
        if let Some(year) = plain_year(sentence.word(of)) {
            return (of + 1, Some(YearOf::Number(year)));
        }
        if of > at && sentence.is(of + 1, "year") {
            let by = match sentence.word(of) {
                "the" | "this" => 0,
                "last" => -1,
                "next" => 1,
                _ => return (at, None),
            };
            return (of + 2, Some(YearOf::Shifted(by)));
        }
        (at, None)
    }

    /// Whether *the first six months of* ends before `at`.
    fn first_months(&self, at: TokenIndex) -> Option<()> {
        let sentence = self.sentence;
        (sentence.is(at.wrapping_sub(1), "of") && sentence.is(at.wrapping_sub(2), "months")).then_some(())
    }

    /// *the 1980s*, *the '90s*.
    fn decade(&self, at: TokenIndex) -> Option<Core> {
        let expression = decade_of(self.sentence.word(at))?;
        Some((self.with_article(at)..at + 1, expression))
    }

    /// *2019*, *2018-19*, *2024/25*, *fiscal 2025*; not *1500 people*, *$2000*.
    fn year(&self, at: TokenIndex) -> Option<Core> {
        let sentence = self.sentence;
        let word = sentence.word(at);
        if let Some((from, to)) = word.split_once(['-', '/'])
            && let Some(from) = plain_year(from)
        {
            let to = end_year(from, to)?;
            return Some((self.with_article(at)..at + 1, years(from, to)));
        }
        let year = plain_year(word)?;
        let before = at.wrapping_sub(1);
        let led = sentence.is_any(before, &PREPOSITIONS)
            || self.month(before).is_some()
            || matches!(self.calendar(before), Some(CalendarWord::Season(_)));
        let money = sentence.tag(before) == Some(Tag::Currency)
            || sentence.tokens.contains(&before)
                && sentence.document.tokens()[before].kind == TokenKind::Symbol;
        let bounded = sentence.is_any(
            before,
            &[
                "than",
                "least",
                "some",
                "about",
                "nearly",
                "almost",
                "over",
                "approximately",
                "roughly",
            ],
        );
        let next = at + 1;
        let measured = self
            .english
            .units
            .named(Phrase::EMPTY.then(sentence.word(next)))
            .is_some()
            || self.english.units.counts_people(sentence.word(next))
            || matches!(
                self.english.numbers.word(sentence.word(next)),
                Some(NumberWord::Scale(_))
            );
        let counts = sentence.tag(next) == Some(Tag::Nns) && !led && !sentence.is(before, "the");
        if money
            || bounded
            || measured && !led
            || measured && sentence.is(next, "people")
            || counts && year < 1900
            || !led && !(1800..=2100).contains(&year)
        {
            return None;
        }
        if sentence.is_any(next, &["/", "-", "–"])
            && sentence.touches(at)
            && sentence.touches(next)
            && let Some(to) = end_year(year, sentence.word(at + 2))
        {
            return Some((self.with_article(at)..at + 3, years(year, to)));
        }
        let fiscal = at > self.floor && sentence.is(before, "fiscal");
        Some((at - usize::from(fiscal)..at + 1, Expression::Year(year)))
    }

    /// *three weeks ago*, *the past four years*, *12-day*, *38 minutes*.
    fn counted(&self, at: TokenIndex) -> Option<Core> {
        let sentence = self.sentence;
        let number = numbers::read(self.english, sentence, at)?;
        if !matches!(number.kind, NumberKind::Figures | NumberKind::Words) {
            return None;
        }
        if let Some(rest) = number.rest {
            let rest = sentence.document.slice(rest);
            let (unit, old) = rest.split_once('-').map_or((rest, ""), |(unit, old)| (unit, old));
            let Some(CalendarWord::Unit(unit)) = self.english.calendar.word(unit) else {
                return None;
            };
            let count = number.value?;
            let idle = old.starts_with("old") || sentence.is(number.end, "old");
            return (!idle && number.second.is_none())
                .then_some((at..number.end, Expression::Length { unit, count }));
        }
        // *a second* is a place in an order; *one day* is some day.
        let unit_at = numbers::unit_from(sentence, number.end);
        let Some(unit) = self.unit(unit_at) else {
            return self.span_of_lengths(at, &number);
        };
        let count = number.value;
        let end = unit_at + 1;
        if sentence.is_any(end, &["old", "olds"]) || number.second.is_some() && count.is_none() {
            return None;
        }
        if sentence.is(at, "one")
            && unit == TimeUnit::Day
            && !sentence.is_any(end, &["later", "earlier", "before", "after", "ago"])
            && unit_at == number.end
        {
            return None;
        }
        if sentence.is(end, "ago") {
            let by = count.filter(|count| count.fract() == 0.0 && *count < 1e5)?;
            return Some((
                at..end + 1,
                Expression::Shifted {
                    unit,
                    by: -(by as i32),
                },
            ));
        }
        if let Some(start) = self.stretch_before(at)
            && let Some(count) = count.filter(|count| count.fract() == 0.0 && *count < 1e4)
        {
            let lead = sentence.word(start + usize::from(sentence.is_any(start, &["the", "these"])));
            let sign = if matches!(lead, "next" | "coming" | "following") {
                1
            } else {
                -1
            };
            if matches!(lead, "first" | "following" | "previous") {
                return Some((start..end, Expression::Open(Granularity::Range)));
            }
            return Some((
                start..end,
                Expression::Stretch {
                    unit,
                    count: sign * count as i32,
                },
            ));
        }
        let expression = match (count, number.second) {
            (Some(count), None) => Expression::Length { unit, count },
            _ => Expression::Open(Granularity::Duration),
        };
        Some((at..end, expression))
    }

    /// *two or three weeks*, *10 to 15 minutes*.
    fn span_of_lengths(&self, at: TokenIndex, number: &numbers::Number) -> Option<Core> {
        let sentence = self.sentence;
        let and = sentence.is(number.end, "and") && sentence.is(at.wrapping_sub(1), "between");
        if !and && !sentence.is_any(number.end, &["to", "or", "-", "–"]) {
            return None;
        }
        let second = numbers::read(self.english, sentence, number.end + 1)?;
        self.unit(second.end).filter(|_| {
            matches!(second.kind, NumberKind::Figures | NumberKind::Words)
                && second.rest.is_none()
                && number.value < second.value
        })?;
        if sentence.is_any(second.end + 1, &["old", "ago"]) {
            return None;
        }
        Some((at..second.end + 1, Expression::Open(Granularity::Duration)))
    }

    /// Where *the past*, *the last*, *the next* before the number at `at` begins.
    fn stretch_before(&self, at: TokenIndex) -> Option<TokenIndex> {
        let sentence = self.sentence;
        let before = at.checked_sub(1).filter(|before| *before >= self.floor)?;
        if !sentence.is_any(
            before,
            &["past", "last", "next", "coming", "previous", "following"],
        ) {
            return None;
        }
        let article = before > self.floor && sentence.is_any(before - 1, &["the", "these"]);
        Some(before - usize::from(article))
    }

    /// *Monday evening*, *yesterday morning*, *the night of 19 July*; the part belongs to the time.
    fn day_part(&self, found: &mut Found) {
        let end = found.tokens.end;
        let sentence = self.sentence;
        let of_day = matches!(
            found.expression,
            Expression::Weekday(..)
                | Expression::Today(_)
                | Expression::Day { .. }
                | Expression::Shifted {
                    unit: TimeUnit::Night,
                    ..
                }
        ) || matches!(found.expression, Expression::Open(Granularity::DayPart));
        if !of_day {
            return;
        }
        let named = |at| {
            matches!(self.calendar(at), Some(CalendarWord::DayPart))
                || sentence.is(at, "night")
                || sentence.is(at, "nights")
        };
        let last = end - 1;
        if named(last) || sentence.is(last, "tonight") {
            found.part = true;
        } else if named(end) && !sentence.is(end, "overnight") {
            found.tokens.end += 1;
            found.part = true;
        }
    }

    /// *early 2024*, *late March*, *earlier this month*, *later in the year*.
    fn early_or_late(&self, found: &mut Found) {
        let sentence = self.sentence;
        let start = found.tokens.start;
        if start <= self.floor
            || matches!(
                found.expression,
                Expression::Length { .. }
                    | Expression::Fixed {
                        granularity: Granularity::Minute | Granularity::Hour,
                        ..
                    }
            )
        {
            return;
        }
        let before = start - 1;
        if sentence.is_any(before, &["early", "late", "earlier", "later", "mid"])
            && !matches!(found.expression, Expression::Stretch { .. })
        {
            found.tokens.start = before;
            // *the late 1980s*
            let article = before > self.floor && sentence.is(before - 1, "the");
            found.tokens.start -= usize::from(article);
        } else if before > self.floor
            && sentence.is_any(before, &["in", "on"])
            && sentence.is_any(before - 1, &["earlier", "later", "early", "late"])
        {
            found.tokens.start = before - 1;
        } else if matches!(
            found.expression,
            Expression::Fixed {
                granularity: Granularity::Decade,
                ..
            }
        ) && sentence.word(start).starts_with("the")
        {
        }
    }

    /// *the end of 2024*, *the beginning of next week*, *the middle of May*.
    fn edge(&self, found: &mut Found) {
        if let Some((start, edge)) = self.edge_before(found.tokens.start)
            && !matches!(found.expression, Expression::Length { .. })
        {
            found.tokens.start = start;
            found.edge = edge;
        }
    }

    fn edge_before(&self, at: TokenIndex) -> Option<(TokenIndex, Option<Edge>)> {
        let sentence = self.sentence;
        let of = at.checked_sub(1).filter(|of| sentence.is(*of, "of"))?;
        let noun = of.checked_sub(1).filter(|noun| *noun >= self.floor)?;
        let edge = match sentence.word(noun) {
            "end" | "close" => Some(Edge::End),
            "start" | "beginning" => Some(Edge::Start),
            "middle" | "rest" | "remainder" | "course" => None,
            _ => return None,
        };
        let start = noun - usize::from(noun > self.floor && sentence.is_any(noun - 1, &["the", "late"]));
        let start = start
            - usize::from(start > self.floor && sentence.is(start, "late") && sentence.is(start - 1, "the"));
        Some((start, edge))
    }

    /// *2010 to 2020*, *March and May*, *9am to 5pm*, *Monday-Friday*: the first of them joined with what follows.
    fn range(&self, first: Found) -> Found {
        let sentence = self.sentence;
        let end = first.tokens.end;
        let before = first.tokens.start.wrapping_sub(1);
        let joiner = sentence.word(end);
        let joins = match joiner {
            "to" | "until" | "through" | "till" => true,
            "-" | "–" | "—" => sentence.touches(end) && sentence.touches(end - 1),
            "and" => sentence.is(before, "between"),
            _ => false,
        };
        if !joins || first.edge.is_some() || first.part {
            return first;
        }
        let reader = Reader {
            floor: end + 1,
            ..*self
        };
        let article = usize::from(sentence.is(end + 1, "the"));
        let Some(second) = reader
            .time(end + 1 + article)
            .filter(|second| second.tokens.start <= end + 1 + article && second.edge.is_none())
        else {
            return first;
        };
        let Some(expression) = between(&first.expression, &second.expression) else {
            return first;
        };
        let led = sentence.is_any(before, &["from", "between"]);
        if joiner == "to"
            && !led
            && matches!(expression, Expression::Between(ref from, _) if matches!(**from, Expression::Weekday(..)))
            && !sentence.is(before, "open")
        {
            return first;
        }
        Found {
            tokens: first.tokens.start..second.tokens.end,
            expression,
            edge: None,
            part: false,
        }
    }
}

/// A range of two times of one kind; a year that only the second has holds for both.
fn between(from: &Expression, to: &Expression) -> Option<Expression> {
    let mut from = from.clone();
    match (&mut from, to) {
        (Expression::Year(_), Expression::Year(_)) | (Expression::Weekday(..), Expression::Weekday(..)) => {}
        (Expression::Month { year, which, .. }, Expression::Month { year: last, .. })
        | (Expression::Month { year, which, .. }, Expression::Day { year: last, .. }) => {
            if year.is_none() && last.is_some() {
                *year = *last;
                *which = Which::This;
            }
        }
        (Expression::Day { year, .. }, Expression::Day { year: last, .. }) => *year = year.or(*last),
        (Expression::Fixed { granularity: a, .. }, Expression::Fixed { granularity: b, .. })
            if matches!(a, Granularity::Minute | Granularity::Hour)
                && matches!(b, Granularity::Minute | Granularity::Hour) => {}
        _ => return None,
    }
    Some(Expression::Between(Box::new(from), Box::new(to.clone())))
}

/// A day of the month: *19*, *19th*.
fn day(word: &str) -> Option<i8> {
    let digits = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|end| word.strip_suffix(end))
        .unwrap_or(word);
    digits
        .parse()
        .ok()
        .filter(|day| (1..=31).contains(day) && digits.len() <= 2 && digits.as_bytes()[0].is_ascii_digit())
}

/// Four digits that can be a year.
fn plain_year(word: &str) -> Option<i16> {
    (word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| word.parse().ok())
        .flatten()
        .filter(|year| (1000..=2199).contains(year))
}

/// The second year of *2018-19* or *2018-2020*.
fn end_year(from: i16, word: &str) -> Option<i16> {
    let year = match word.len() {
        2 => word.parse::<i16>().ok().map(|short| from - from % 100 + short)?,
        _ => plain_year(word)?,
    };
    (year > from && year < from + 200).then_some(year)
}

fn years(from: i16, to: i16) -> Expression {
    Expression::Fixed {
        value: format!("{from}/{to}"),
        granularity: Granularity::Range,
    }
}

/// *1980s*, *'90s*, *’90s*.
fn decade_of(word: &str) -> Option<Expression> {
    let digits = word.strip_suffix('s')?;
    let short = digits.strip_prefix(['\'', '’', '‘']);
    let first: i16 = match short {
        Some(short) if short.len() == 2 => {
            let short: i16 = short.parse().ok()?;
            // The decades that are called so: from the twenties to the nineties of the last century.
            1900 + Some(short).filter(|short| *short >= 20)?
        }
        _ => plain_year(digits)?,
    };
    (first % 10 == 0).then(|| Expression::Fixed {
        value: format!(
            "{first}/{}",
            if first % 100 == 0 && short.is_none() && first < 2000 {
                first + 99
            } else {
                first + 9
            }
        ),
        granularity: if first % 100 == 0 && short.is_none() && first < 2000 {
            Granularity::Century
        } else {
            Granularity::Decade
        },
    })
}

/// A date in figures: *2025-07-19*, *19/07/2025*; which part is the month stays open where both could be.
fn numeric_date([a, b, c]: [&str; 3], tokens: Range<TokenIndex>) -> Option<Core> {
    let small = |digits: &str| digits.parse::<i8>().ok().filter(|_| digits.len() <= 2);
    let large = |digits: &str| digits.parse::<i16>().ok().filter(|_| digits.len() == 4);
    let (year, month, day) = match (large(a), small(b), small(c), large(c)) {
        (Some(year), Some(month), Some(day), _) => (year, month, day),
        (None, Some(b), _, Some(year)) => match (small(a)?, b) {
            (day @ 13..=31, month @ 1..=12) | (month @ 1..=12, day @ 13..=31) => (year, month, day),
            (1..=12, 1..=12) => return Some((tokens, Expression::Open(Granularity::Day))),
            _ => return None,
        },
        _ => return None,
    };
    let date = jiff::civil::Date::new(year, month, day).ok()?;
    let value = date.to_string();
    Some((
        tokens,
        Expression::Fixed {
            value,
            granularity: Granularity::Day,
        },
    ))
}
