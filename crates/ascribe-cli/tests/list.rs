//! `ascribe list` as a newsroom runs it: what it prints, what it complains about, how it exits.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

const STORY: &str =
    "Bridge to close\n\n“The bridge is unsafe,” Zoë Roe said on Monday. The café beside it shut in May.\n";

/// A folder of its own for each test, empty at its start.
fn folder(test: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder for the test");
    folder
}

fn ascribe(folder: &PathBuf, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ascribe"));
    command.current_dir(folder).args(arguments).stdin(Stdio::null());
    command
}

fn list(folder: &PathBuf, arguments: &[&str]) -> (Option<i32>, String, String) {
    let Output {
        status,
        stdout,
        stderr,
    } = ascribe(folder, arguments).output().expect("ascribe runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (status.code(), text(stdout), text(stderr))
}

fn records(ndjson: &str) -> Vec<Value> {
    ndjson
        .lines()
        .map(|line| serde_json::from_str(line).expect("a record a line"))
        .collect()
}

fn names(records: &[Value]) -> Vec<&str> {
    records
        .iter()
        .map(|record| record["document"]["name"].as_str().expect("a name"))
        .collect()
}

#[test]
fn inputs_that_cannot_be_read_are_named_and_the_others_are_done() {
    let folder = folder("unreadable");
    fs::write(folder.join("story.txt"), STORY).unwrap();
    fs::write(folder.join("picture.txt"), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").unwrap();
    fs::write(folder.join("empty.txt"), "\u{feff} \n").unwrap();
    fs::create_dir(folder.join("nothing")).unwrap();
    let inputs = ["missing.txt", "picture.txt", "empty.txt", "nothing", "story.txt"];
    for format in ["human", "json", "ndjson"] {
        let arguments = [&["list", "--format", format], &inputs[..]].concat();
        let (code, stdout, stderr) = list(&folder, &arguments);
        assert_eq!(code, Some(2), "{stderr}");
        assert!(stdout.contains("story.txt"), "{stdout}");
        let complaints: Vec<&str> = stderr.lines().collect();
        assert_eq!(
            complaints,
            [
                "ascribe: missing.txt: no such file or folder; check the path",
                "ascribe: picture.txt: not a text: it has bytes that no text has; give it a text",
                "ascribe: empty.txt: empty; give it the text of an article",
                "ascribe: nothing: no articles in this folder; it needs files that end in .txt, .md, .html, .json, .ndjson or .jsonl",
            ]
        );
    }
    let (code, _, stderr) = list(&folder, &["list", "story.txt"]);
    assert_eq!((code, stderr.as_str()), (Some(0), ""));
}

#[test]
fn a_broken_line_is_numbered_and_the_others_are_done() {
    let folder = folder("lines");
    let lines = [
        r#"{"id": "one", "text": "The bridge shut.", "title": "Bridge", "published": "2025-07-19"}"#,
        "",
        r#"{"id": "two", "text": "secret"#,
        r#"{"id": "three"}"#,
        r#"["four", "secret"]"#,
        r#"{"id": "five", "text": "secret", "published": "2025-02-30"}"#,
        r#"{"id": "six", "text": "The road shut.", "other": 1}"#,
    ];
    fs::write(folder.join("feed.jsonl"), lines.join("\n")).unwrap();
    let (code, stdout, stderr) = list(
        &folder,
        &[
            "list",
            "--format",
            "ndjson",
            "--published",
            "2025-08-01",
            "feed.jsonl",
        ],
    );
    assert_eq!(code, Some(2));
    let records = records(&stdout);
    assert_eq!(names(&records), ["one", "six"]);
    assert_eq!(records[0]["document"]["title"], "Bridge");
    assert_eq!(records[0]["document"]["published"], "2025-07-19");
    assert_eq!(records[1]["document"]["published"], "2025-08-01");
    let complaints: Vec<&str> = stderr.lines().collect();
    assert_eq!(complaints.len(), 4, "{stderr}");
    for (complaint, number) in complaints.iter().zip([3, 4, 5, 6]) {
        let start = format!("ascribe: feed.jsonl: line {number}: ");
        assert!(complaint.starts_with(&start), "{complaint}");
    }
    assert!(!stderr.contains("secret"), "{stderr}");
}

#[test]
fn folders_are_read_in_order_and_one_array_holds_them() {
    let folder = folder("folders");
    fs::create_dir(folder.join("inner")).unwrap();
    for name in ["b.txt", "a.TXT", "inner/c.txt", "notes.md", ".hidden.txt"] {
        fs::write(folder.join(name), STORY).unwrap();
    }
    let (code, stdout, _) = list(&folder, &["list", "--format", "json", "."]);
    assert_eq!(code, Some(0));
    let array: Vec<Value> = serde_json::from_str(&stdout).expect("one array");
    assert_eq!(
        names(&array),
        ["./a.TXT", "./b.txt", "./inner/c.txt", "./notes.md"]
    );
}

#[test]
fn no_control_byte_reaches_the_terminal() {
    let folder = folder("controls");
    let hostile = "The mayor said the \u{1b}]0;owned\u{7} bridge\u{202e} shut\u{9b}2J in May.\u{200b}\r\nHe left.\u{7f}\n";
    let line = serde_json::json!({"id": "\u{1b}[31mred\u{202e}", "text": hostile});
    fs::write(folder.join("story.jsonl"), line.to_string()).unwrap();
    let (code, stdout, _) = list(&folder, &["list", "--all", "story.jsonl"]);
    assert_eq!(code, Some(0));
    assert!(stdout.starts_with("\\u{1b}[31mred\\u{202e}: "), "{stdout}");
    let (_, _, stderr) = list(&folder, &["list", "\u{1b}[31m.txt"]);
    assert!(stderr.contains("\\u{1b}[31m.txt"), "{stderr}");
    for character in (stdout + &stderr).chars() {
        assert!(character == '\n' || !character.is_control());
        assert!(!matches!(character, '\u{202e}' | '\u{200b}'));
    }
}

#[test]
fn slices_of_a_record_are_those_of_its_text() {
    let folder = folder("slices");
    fs::write(folder.join("story.txt"), format!("\u{feff}{STORY}")).unwrap();
    let (_, stdout, _) = list(
        &folder,
        &["list", "--format", "json", "--all", "--with-text", "story.txt"],
    );
    let record: Value = serde_json::from_str(&stdout).expect("one record");
    let document = &record["document"];
    assert_eq!(document["text"], STORY);
    assert_eq!(document["length"], STORY.chars().count());
    assert!(record["claims"].is_array() && record["attributions"].is_array());
    compare(&record, &STORY.chars().collect::<Vec<char>>());
}

/// Every object with a start, an end and a text has the text between the two; without a text the two are in bounds.
fn compare(value: &Value, text: &[char]) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| compare(value, text)),
        Value::Object(fields) => {
            fields.values().for_each(|value| compare(value, text));
            if let (Some(start), Some(end)) = (fields.get("start"), fields.get("end")) {
                let number = |value: &Value| value.as_u64().expect("an offset") as usize;
                let slice: String = text[number(start)..number(end)].iter().collect();
                assert!(fields.get("text").is_none_or(|text| *text == slice), "{value}");
            }
        }
        _ => {}
    }
}

#[test]
fn standard_input_is_read_and_a_closed_pipe_is_no_trouble() {
    let folder = folder("pipes");
    for arguments in [&["list", "-"][..], &["list"]] {
        let mut child = ascribe(&folder, arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("ascribe runs");
        let mut stdin = child.stdin.take().expect("a pipe");
        stdin.write_all(STORY.as_bytes()).unwrap();
        drop(stdin);
        let output = child.wait_with_output().unwrap();
        assert!(output.stdout.starts_with(b"standard input: "));
        assert_eq!(output.status.code(), Some(0));
    }
    fs::write(folder.join("story.txt"), STORY).unwrap();
    let mut child = ascribe(&folder, &["list", "-", "story.txt"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("ascribe runs");
    // Nobody reads any more before the first article is complete.
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().expect("a pipe");
    stdin.write_all(STORY.as_bytes()).unwrap();
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(output.stderr, b"");
}

#[test]
fn a_day_that_is_none_is_refused_and_completions_are_printed() {
    let folder = folder("arguments");
    for day in ["2025-02-30", "20250719", "yesterday"] {
        let (code, _, stderr) = list(&folder, &["list", "--published", day, "-"]);
        assert_eq!(code, Some(2));
        assert!(stderr.contains("YYYY-MM-DD"), "{stderr}");
    }
    let (code, stdout, _) = list(&folder, &["completions", "bash"]);
    assert_eq!(code, Some(0));
    assert!(stdout.contains("--published"));
}

#[test]
fn manual_pages_go_where_they_are_asked_for() {
    let folder = folder("manual");
    let pages = folder.join("pages");
    fs::create_dir(&pages).unwrap();
    let (code, _, stderr) = list(&folder, &["man", pages.to_str().unwrap()]);
    assert_eq!((code, &*stderr), (Some(0), ""));
    let page = fs::read_to_string(pages.join("ascribe-list.1")).unwrap();
    assert!(
        page.contains(".TH ascribe-list 1") && page.contains("published"),
        "{page}"
    );

    let (code, _, stderr) = list(&folder, &["man", folder.join("nowhere").to_str().unwrap()]);
    assert_eq!(code, Some(2));
    assert!(stderr.contains("nowhere"), "{stderr}");
}
