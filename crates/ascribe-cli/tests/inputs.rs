//! Articles as newsrooms have them: encodings, web pages, Markdown, JSON; and claims in the formats that they pass on.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;

const WORDS: &str = "The bridge shut on Monday, the mayor of Leeds said.";

fn folder(test: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder for the test");
    folder
}

fn list(folder: &PathBuf, arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ascribe"));
    command
        .current_dir(folder)
        .arg("list")
        .args(arguments)
        .stdin(Stdio::null());
    let output = command.output().expect("ascribe runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

fn record(folder: &PathBuf, arguments: &[&str]) -> Value {
    let (code, stdout, stderr) = list(
        folder,
        &[&["--format", "json", "--with-text"], arguments].concat(),
    );
    assert_eq!(code, Some(0), "{arguments:?}: {stderr}");
    serde_json::from_str(&stdout).expect("a record")
}

#[test]
fn the_same_words_come_out_of_every_kind_of_input() {
    let folder = folder("kinds");
    let utf16: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain(WORDS.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let page =
        format!("<!doctype html><html><head><title>Bridge</title></head><body><p>{WORDS}</p></body></html>");
    let json = format!("{{\"id\": \"a\", \"html\": \"<p>{WORDS}</p>\", \"published\": \"2025-07-19\"}}");
    let files: [(&str, Vec<u8>); 7] = [
        ("plain.txt", WORDS.into()),
        ("wide.txt", utf16),
        (
            "story.md",
            format!(
                "---\ndate: 2025-07-19\n---\n{}\n",
                WORDS.replace("mayor", "**mayor**")
            )
            .into(),
        ),
        ("page.html", page.clone().into()),
        ("page", page.into()),
        ("one.json", json.clone().into()),
        ("lines.jsonl", json.into()),
    ];
    for (name, bytes) in &files {
        fs::write(folder.join(name), bytes).unwrap();
        let record = record(&folder, &[name]);
        let record = record.get(0).unwrap_or(&record);
        let text = record["document"]["text"].as_str().expect("the text");
        assert!(text.trim() == WORDS || text.ends_with(WORDS), "{name}: {text}");
        if matches!(*name, "story.md" | "one.json" | "lines.jsonl") {
            assert_eq!(record["document"]["published"], "2025-07-19", "{name}");
        }
    }
    let (code, stdout, _) = list(&folder, &["--format", "ndjson", "."]);
    assert_eq!(
        (code, stdout.lines().count()),
        (Some(0), 6),
        "a folder gives what it knows by name"
    );
}

#[test]
fn old_encodings_are_read() {
    let folder = folder("encodings");
    fs::write(
        folder.join("latin.txt"),
        b"The caf\xe9 \x93shut\x94 on Monday, the mayor said.",
    )
    .unwrap();
    let text = record(&folder, &["latin.txt"])["document"]["text"].clone();
    assert_eq!(text, "The café “shut” on Monday, the mayor said.");
}

#[test]
fn what_cannot_be_read_is_named_with_what_to_do() {
    let folder = folder("bad-inputs");
    fs::write(folder.join("deep.html"), "<div>".repeat(5_000)).unwrap();
    fs::write(folder.join("bare.html"), "<html><body></body></html>").unwrap();
    fs::write(folder.join("bad.json"), "{\"text\": ").unwrap();
    fs::write(folder.join("none.json"), "[]").unwrap();
    fs::write(folder.join("both.json"), "[{\"text\": \"a\", \"html\": \"b\"}]").unwrap();
    for (name, complaint) in [
        (
            "deep.html",
            "elements nest deeper than 512, or their tags do not fit together; save the article as text and give it that",
        ),
        (
            "bare.html",
            "no text in this page; save the article as text and give it that",
        ),
        ("bad.json", "not JSON at line 1, column 9; mend it"),
        ("none.json", "an empty array; give it an article"),
        (
            "both.json",
            "article 1: \"text\" and \"html\"; give it one of them",
        ),
    ] {
        let (code, _, stderr) = list(&folder, &[name]);
        assert_eq!(
            (code, stderr),
            (Some(2), format!("ascribe: {name}: {complaint}\n"))
        );
    }
}

#[test]
fn claims_go_into_tables_without_formulas_and_markup() {
    let folder = folder("tables");
    let hostile =
        "=HYPERLINK was closed on Monday.\n\n<script>alert(1)</script> was a name on Monday, Jane Roe said.";
    fs::write(folder.join("story.txt"), hostile).unwrap();
    let (code, csv, _) = list(&folder, &["--format", "csv", "--all", "story.txt"]);
    assert_eq!(code, Some(0));
    assert!(csv.starts_with("document,id,claim,says,"), "{csv}");
    assert!(
        csv.lines().skip(1).all(|line| line.starts_with("story.txt,c-")),
        "{csv}"
    );
    assert!(!csv.contains(",=") && !csv.contains(",\"="), "{csv}");
    let (_, html, _) = list(&folder, &["--format", "html", "--all", "story.txt"]);
    assert!(html.starts_with("<!doctype html>") && html.contains("Jane Roe"));
    assert!(!html.contains("<script"), "{html}");
    let (_, markdown, _) = list(&folder, &["--format", "markdown", "--all", "story.txt"]);
    assert!(markdown.starts_with("## story.txt\n\n| claim |"), "{markdown}");
    assert!(!markdown.contains("<script"));
}
