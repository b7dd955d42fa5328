//! Quotations of an article against transcripts: each state is found, and what was left out is called out.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use ascribe_core::english::English;
use ascribe_core::quotes::transcript::{Transcript, TranscriptKind};
use ascribe_core::quotes::{self, QuoteCheck};
use ascribe_core::revision::{Reading, Revision};
use ascribe_core::vocabulary::{QuoteState, Severity};

fn fixture(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../fixtures/transcripts")
        .join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn checked(article: &str, transcripts: &[Transcript]) -> (Revision, Vec<QuoteCheck>) {
    let english = English::built_in();
    let revision = Revision::read(english, article, &Reading::default());
    let checks = quotes::check(english, &revision, transcripts);
    (revision, checks)
}

fn read(text: &str) -> Transcript {
    Transcript::read(Transcript::kind_of(text), text)
}

#[test]
fn every_state_is_found() {
    let transcripts = ["briefing.txt", "interview.vtt", "radio.srt"].map(|name| read(&fixture(name)));
    let (revision, checks) = checked(&fixture("quay-closure.txt"), &transcripts);
    let found: Vec<(&str, QuoteState, Vec<&str>)> = checks
        .iter()
        .map(|check| {
            let words = revision.document.slice(check.quotation[0]);
            let dropped = check.dropped.iter();
            let dropped = dropped.map(|dropped| &transcripts[dropped.transcript].text()[dropped.span]);
            (
                &words[..words.floor_char_boundary(22)],
                check.state,
                dropped.collect(),
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            ("The quay is not safe, ", QuoteState::Verbatim, vec![]),
            ("We will reopen the qua", QuoteState::Trimmed, vec![]),
            ("We will pay the trader", QuoteState::Altered, vec!["some"]),
            ("Nobody was told to lea", QuoteState::Altered, vec![]),
            ("The traders have our w", QuoteState::Spliced, vec![]),
            ("I asked for a survey t", QuoteState::OtherSpeaker, vec![]),
            ("We have lost a whole s", QuoteState::Verbatim, vec![]),
            ("The lower basin is far", QuoteState::Altered, vec!["if"]),
            ("The harbour is the hea", QuoteState::NotFound, vec![]),
        ]
    );
    let other = checks[5].other_speaker.map(|span| &transcripts[0].text()[span]);
    assert_eq!(other, Some("RUTH ALDER"));
    let passage = checks[6].passages[0];
    assert_eq!(
        transcripts[passage.transcript].time(passage.span),
        Some("00:00:04.500")
    );
}

#[test]
fn case_marks_and_insertions_make_no_difference() {
    let transcript =
        read("ROE: The plant doesn't belong to the state. It belongs to us, and it will not be sold.");
    for (quoted, state) in [
        ("“the plant doesn’t belong to the state”", QuoteState::Verbatim),
        (
            "“It belongs to us [the workers], and it will not be sold”",
            QuoteState::Verbatim,
        ),
        (
            "“It belongs to us … and it will not be sold”",
            QuoteState::Trimmed,
        ),
        ("“It belongs to us, and it will be sold”", QuoteState::Altered),
        ("“It belongs to US, and it will not be sold”", QuoteState::Altered),
    ] {
        let article = format!("{quoted}, Jane Roe said on Monday after the meeting of the board.");
        let (_, checks) = checked(&article, std::slice::from_ref(&transcript));
        let states: Vec<QuoteState> = checks.iter().map(|check| check.state).collect();
        assert_eq!(states, [state], "{quoted}");
    }
    let article = "“It belongs to us, and it will be sold”, Jane Roe said on Monday.";
    let (_, checks) = checked(article, std::slice::from_ref(&transcript));
    assert_eq!(checks[0].severity, Severity::Critical);
    assert_eq!(checks[0].dropped.len(), 1, "the lost “not” is called out");
}

#[test]
fn what_turned_a_quotation_from_the_front_is_called_out() {
    let transcript = read(
        "ROE: Almost every alarm was answered in the hour. We don't want to close the yard. \
         No, the crane was checked in May. We talked about the price of the yard.",
    );
    for (quoted, dropped) in [
        ("every alarm was answered in the hour", Some("Almost")),
        ("want to close the yard", Some("don't")),
        ("the crane was checked in May", None),
        ("the price of the yard", None),
    ] {
        let article = format!("“{quoted}”, Jane Roe said on Monday after the meeting of the board.");
        let (_, checks) = checked(&article, std::slice::from_ref(&transcript));
        let found: Vec<&str> = checks[0]
            .dropped
            .iter()
            .map(|dropped| &transcript.text()[dropped.span])
            .collect();
        assert_eq!(found, Vec::from_iter(dropped), "{quoted}");
    }
}

#[test]
fn a_long_transcript_takes_time_in_proportion() {
    let sentence = |number: usize| {
        format!("Item {number} of the list was read out and {number} votes were cast for it.\n")
    };
    let long: String = (0..16_000).map(sentence).collect();
    let transcript = Transcript::read(TranscriptKind::Text, &long);
    let quoted = |number: usize| {
        format!("“Item {number} of the list was read out and none were cast for it,” the clerk said.\n\n")
    };
    let article: String = (0..60).map(quoted).collect();
    let revision = Revision::read(English::built_in(), &article, &Reading::default());
    let began = Instant::now();
    let checks = quotes::check(English::built_in(), &revision, &[transcript]);
    assert!(checks.len() >= 50, "{} quotations", checks.len());
    assert!(checks.iter().all(|check| check.state == QuoteState::Altered));
    assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
}
