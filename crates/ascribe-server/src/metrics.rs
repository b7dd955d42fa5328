//! Counts for a monitoring system, in the text format of Prometheus. Their labels are routes and statuses, which no
//! article or person can change.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Mutex;
use std::time::Duration;

/// Upper bounds of the classes of duration, in seconds.
const BOUNDS: [f64; 9] = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 15.0];

/// Answers by route and status.
#[derive(Debug, Default)]
pub struct Metrics {
    answers: Mutex<BTreeMap<(&'static str, &'static str, u16), Answers>>,
}

#[derive(Debug, Default)]
struct Answers {
    within: [u64; BOUNDS.len()],
    count: u64,
    seconds: f64,
}

impl Metrics {
    /// Counts an answer.
    pub fn answered(&self, method: &'static str, route: &'static str, status: u16, took: Duration) {
        let seconds = took.as_secs_f64();
        let mut answers = self
            .answers
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let entry = answers.entry((method, route, status)).or_default();
        entry.count += 1;
        entry.seconds += seconds;
        for (count, bound) in entry.within.iter_mut().zip(BOUNDS) {
            *count += u64::from(seconds <= bound);
        }
    }

    /// All counts as text.
    pub fn text(&self) -> String {
        const NAME: &str = "ascribe_http_request_duration_seconds";
        let answers = self
            .answers
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let mut text = format!("# HELP {NAME} How long answers took.\n# TYPE {NAME} histogram\n");
        for ((method, route, status), entry) in answers.iter() {
            let labels = format!("method=\"{method}\",route=\"{route}\",status=\"{status}\"");
            for (count, bound) in entry.within.iter().zip(BOUNDS) {
                line(
                    &mut text,
                    &format!("{NAME}_bucket{{{labels},le=\"{bound}\"}} {count}"),
                );
            }
            line(
                &mut text,
                &format!("{NAME}_bucket{{{labels},le=\"+Inf\"}} {}", entry.count),
            );
            line(&mut text, &format!("{NAME}_sum{{{labels}}} {}", entry.seconds));
            line(&mut text, &format!("{NAME}_count{{{labels}}} {}", entry.count));
        }
        text
    }
}

fn line(text: &mut String, line: &str) {
    writeln!(text, "{line}").expect("a String takes all");
}
