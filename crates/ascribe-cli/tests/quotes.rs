//! `ascribe quotes` as a newsroom runs it: what it prints, and how it exits.

use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

fn quotes(arguments: &[&str]) -> (Option<i32>, String, String) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/transcripts");
    let mut command = Command::new(env!("CARGO_BIN_EXE_ascribe"));
    command
        .current_dir(folder)
        .arg("quotes")
        .args(arguments)
        .stdin(Stdio::null());
    let Output {
        status,
        stdout,
        stderr,
    } = command.output().expect("ascribe runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (status.code(), text(stdout), text(stderr))
}

const ALL: [&str; 5] = [
    "quay-closure.txt",
    "--against",
    "briefing.txt",
    "interview.vtt",
    "radio.srt",
];

#[test]
fn the_exit_code_tells_whether_anything_differs_whatever_the_format() {
    for format in ["human", "json"] {
        let (code, stdout, stderr) = quotes(&[&ALL[..], &["--format", format]].concat());
        assert_eq!((code, stderr.as_str()), (Some(1), ""), "{format}");
        assert!(stdout.contains("quay-closure.txt"));
        let (code, _, _) = quotes(&["quay-closure.txt", "--against", "missing.txt", "--format", format]);
        assert_eq!(code, Some(2));
    }
    let (code, _, stderr) = quotes(&["quay-closure.txt", "--against", "missing.txt"]);
    assert_eq!(code, Some(2));
    assert_eq!(stderr, "ascribe: missing.txt: no such file; check the path\n");
}

#[test]
fn the_record_has_the_place_in_the_transcript_and_what_was_dropped() {
    let (_, stdout, _) = quotes(&[&ALL[..], &["--format", "json"]].concat());
    let record: Value = serde_json::from_str(&stdout).expect("a record");
    assert_eq!(record["schema"], "ascribe/quotes/1");
    assert_eq!(record["summary"]["highest"], "critical");
    let quotations = record["quotations"].as_array().expect("quotations");
    let altered = &quotations[2];
    assert_eq!(altered["state"], "altered");
    assert_eq!(altered["dropped"][0], "some");
    assert_eq!(altered["passages"][0]["speaker"], "RUTH ALDER");
    let subtitle = &quotations[6];
    assert_eq!(subtitle["state"], "verbatim");
    assert_eq!(subtitle["passages"][0]["time"], "00:00:04.500");
    assert_eq!(subtitle["passages"][0]["transcript"], "interview.vtt");
}

#[test]
fn for_reading_what_is_word_for_word_is_left_out() {
    let (_, short, _) = quotes(&ALL);
    let (_, long, _) = quotes(&[&ALL[..], &["--all"]].concat());
    assert!(!short.contains("I will not pretend") && long.contains("I will not pretend"));
    assert!(short.contains("dropped some"), "{short}");
    assert!(short.contains("speaker RUTH ALDER"), "{short}");
}
