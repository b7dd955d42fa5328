//! Quantities and times on their gold (`fixtures/corpora/measures`): spans found, values right.
//!
//! A floor that fails says that somebody made them worse; `--nocapture` shows every difference in the half that may be looked at.

use std::fmt;
use std::fs;
use std::ops::AddAssign;
use std::path::Path;

use ascribe_core::document::Document;
use ascribe_core::english::English;
use ascribe_core::revision::{Reading, Revision};
use ascribe_core::signs::quantities::{self, Quantity};
use ascribe_core::signs::times::{self, Time};
use ascribe_core::span::Span;
use jiff::civil::Date;

/// What a quantity or a time says, as the gold writes it behind its words.
#[derive(Clone, PartialEq)]
struct Mark {
    span: Span,
    says: String,
}

/// A text with its day of publication and what is right about it.
#[derive(Default)]
struct Passage {
    published: Option<Date>,
    text: String,
    quantities: Vec<Mark>,
    times: Vec<Mark>,
}

/// How many there are, how many were found, how many of those have the right value.
#[derive(Clone, Copy, Default)]
struct Score {
    gold: usize,
    found: usize,
    span_right: usize,
    value_right: usize,
}

#[test]
fn the_gold_is_as_large_as_it_says() {
    let [dev, held_out] = ["dev", "held-out"].map(passages);
    let count = |of: fn(&Passage) -> usize| dev.iter().chain(&held_out).map(of).sum::<usize>();
    assert!(count(|passage| passage.quantities.len()) >= 300);
    assert!(count(|passage| passage.times.len()) >= 300);
}

#[test]
fn quantities_and_times_of_the_passages_the_code_was_written_by() {
    check("dev", 0.97, 0.97);
}

#[test]
fn quantities_and_times_of_the_passages_held_out() {
    // Its differences are not shown: nobody should write a rule by them.
    check("held-out", 0.95, 0.95);
}

fn check(name: &str, span_floor: f64, value_floor: f64) {
    let (mut of_quantities, mut of_times) = (Score::default(), Score::default());
    for passage in passages(name) {
        let (quantities, times) = found(&passage);
        let shown = name == "dev";
        of_quantities += compare("quantity", shown, &passage, &passage.quantities, &quantities);
        of_times += compare("time", shown, &passage, &passage.times, &times);
    }
    for (what, score) in [("quantities", of_quantities), ("times", of_times)] {
        println!("{name} {what}: {score}");
        assert!(
            score.f1() >= span_floor && score.value() >= value_floor,
            "{name} {what}: {score}"
        );
    }
}

/// What the tool finds in a passage.
fn found(passage: &Passage) -> (Vec<Mark>, Vec<Mark>) {
    let english = English::built_in();
    let reading = Reading {
        published: passage.published,
        ..Reading::default()
    };
    let Revision {
        document, grammar, ..
    } = Revision::read(english, &passage.text, &reading);
    let times = times::find(english, &document, &grammar, passage.published);
    let quantities = quantities::find(english, &document, &grammar, &times);
    let counted_right = quantities.iter().all(|quantity| is_outside(&document, quantity));
    assert!(
        counted_right,
        "a counted noun overlaps its number: {}",
        passage.text
    );
    (
        quantities.iter().map(quantity_mark).collect(),
        times.iter().map(time_mark).collect(),
    )
}

/// Whether what is counted stands outside of the number, or inside its last word: *15-member*.
fn is_outside(document: &Document, quantity: &Quantity) -> bool {
    quantity
        .counted
        .is_none_or(|counted| !quantity.span.overlaps(counted) || document.slice(quantity.span).contains('-'))
}

fn quantity_mark(quantity: &Quantity) -> Mark {
    let number = |value: f64| {
        let rounded = (value * 1e4).round() / 1e4;
        rounded.to_string()
    };
    let value = quantity.value.map_or("-".to_owned(), number);
    let upper = quantity
        .upper
        .map_or(String::new(), |upper| format!("..{}", number(upper)));
    let unit = quantity.unit.as_deref().unwrap_or("-");
    let mut says = format!("{value}{upper} | {unit} | {}", quantity.dimension.code());
    if quantity.bound.code() != "exact" {
        says = format!("{says} | {}", quantity.bound.code());
    }
    Mark {
        span: quantity.span,
        says,
    }
}

fn time_mark(time: &Time) -> Mark {
    let value = time.value.as_deref().unwrap_or("-");
    Mark {
        span: time.span,
        says: format!("{value} | {}", time.granularity.code()),
    }
}

fn compare(what: &str, shown: bool, passage: &Passage, gold: &[Mark], found: &[Mark]) -> Score {
    let text = passage.text.as_str();
    let show = |difference: String| {
        if shown {
            println!("{what} {difference}");
        }
    };
    let mut score = Score {
        gold: gold.len(),
        found: found.len(),
        ..Score::default()
    };
    for mark in gold {
        let words = &text[mark.span];
        match found.iter().find(|other| other.span == mark.span) {
            Some(other) => {
                score.span_right += 1;
                score.value_right += usize::from(other.says == mark.says);
                if other.says != mark.says {
                    show(format!("{words:?}: {} is given as {}", mark.says, other.says));
                }
            }
            None => show(format!("{words:?} is missed: {text}")),
        }
    }
    for mark in found {
        if gold.iter().all(|other| other.span != mark.span) {
            show(format!("{:?} ({}) is none: {text}", &text[mark.span], mark.says));
        }
    }
    score
}

fn passages(name: &str) -> Vec<Passage> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../fixtures/corpora/measures/{name}.txt"));
    let file = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut published = None;
    let mut passages: Vec<Passage> = Vec::new();
    let mut reached = [0, 0];
    for (number, line) in file.lines().enumerate() {
        let here = || format!("{name}.txt:{}: {line}", number + 1);
        if let Some(day) = line.strip_prefix("@ ") {
            published = day.parse().ok();
            assert!(published.is_some() || day == "-", "{}", here());
        } else if let Some(text) = line.strip_prefix("> ") {
            reached = [0, 0];
            passages.push(Passage {
                published,
                text: text.to_owned(),
                ..Passage::default()
            });
        } else if let Some((kind @ ("Q" | "T"), mark)) = line.split_once(' ') {
            let passage = passages.last_mut().unwrap_or_else(|| panic!("{}", here()));
            let reached = &mut reached[usize::from(kind == "T")];
            let (words, says) = mark.split_once(" | ").unwrap_or_else(|| panic!("{}", here()));
            let start = passage.text[*reached..]
                .find(words)
                .unwrap_or_else(|| panic!("not in order: {}", here()));
            let span = Span::new(*reached + start, *reached + start + words.len());
            *reached = span.end();
            let mark = Mark {
                span,
                says: says.to_owned(),
            };
            match kind {
                "Q" => passage.quantities.push(mark),
                _ => passage.times.push(mark),
            }
        } else {
            assert!(line.is_empty() || line.starts_with('#'), "{}", here());
        }
    }
    passages
}

impl Score {
    /// Of spans that are the same to the letter.
    fn f1(self) -> f64 {
        2.0 * self.span_right as f64 / (self.gold + self.found).max(1) as f64
    }

    /// Share of the right spans whose value is right in every field.
    fn value(self) -> f64 {
        self.value_right as f64 / self.span_right.max(1) as f64
    }
}

impl AddAssign for Score {
    fn add_assign(&mut self, other: Self) {
        self.gold += other.gold;
        self.found += other.found;
        self.span_right += other.span_right;
        self.value_right += other.value_right;
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} in the gold, {} found, F1 {:.3}, value right {:.3}",
            self.gold,
            self.found,
            self.f1(),
            self.value()
        )
    }
}
