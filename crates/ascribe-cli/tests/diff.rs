//! `ascribe diff` and `ascribe history` as a newsroom runs them: what they print, how they exit, and git as the caller.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

const OLD: &str =
    "Norvale votes\n\nThe council met on Monday.\n\nThe bridge is unsafe, Mayor Ilse Brandt said.\n";
const NEW: &str = "Norvale votes\n\nThe council met on Monday.\n\nThe bridge is unsafe.\n";

/// A folder of its own for each test, with the two revisions.
fn folder(test: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder for the test");
    fs::write(folder.join("old.txt"), OLD).expect("a file");
    fs::write(folder.join("new.txt"), NEW).expect("a file");
    folder
}

fn run(folder: &Path, program: &str, arguments: &[&str]) -> (Option<i32>, String, String) {
    let Output {
        status,
        stdout,
        stderr,
    } = Command::new(program)
        .current_dir(folder)
        .args(arguments)
        .stdin(Stdio::null())
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("HOME", folder)
        .output()
        .expect("the program runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (status.code(), text(stdout), text(stderr))
}

fn ascribe(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    run(folder, env!("CARGO_BIN_EXE_ascribe"), arguments)
}

#[test]
fn the_exit_code_is_the_same_in_every_format() {
    let folder = folder("formats");
    for format in ["human", "json", "ndjson", "markdown", "html"] {
        let (code, out, err) = ascribe(&folder, &["diff", "old.txt", "new.txt", "--format", format]);
        assert_eq!((code, err.as_str()), (Some(1), ""), "{format}");
        assert!(out.contains("attribution_dropped"), "{format}: {out}");
        let (code, ..) = ascribe(&folder, &["diff", "old.txt", "old.txt", "--format", format]);
        assert_eq!(code, Some(0), "{format}");
        let (code, ..) = ascribe(
            &folder,
            &[
                "diff",
                "new.txt",
                "old.txt",
                "--format",
                format,
                "--fail-on",
                "high",
            ],
        );
        assert_eq!(code, Some(0), "{format}: an attribution that was added is low");
    }
}

#[test]
fn the_record_is_that_of_the_contract() {
    let folder = folder("record");
    let (_, out, _) = ascribe(
        &folder,
        &["diff", "old.txt", "new.txt", "--format", "json", "--all"],
    );
    let record: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(record["schema"], "ascribe/changes/1");
    assert_eq!(record["old"]["name"], "old.txt");
    assert_eq!(record["summary"]["highest"], "critical");
    let changes = record["changes"].as_array().expect("changes");
    assert!(changes.iter().any(|change| change["relation"] == "kept"));
    let change = changes
        .iter()
        .find(|change| change["relation"] == "altered")
        .expect("an altered claim");
    let edit = &change["edits"][0];
    assert_eq!(edit["kind"], "attribution_dropped");
    assert_eq!(edit["after"], Value::Null);
    let (start, end) = (edit["before"]["start"].as_u64(), edit["before"]["end"].as_u64());
    let (start, end) = (start.expect("a number") as usize, end.expect("a number") as usize);
    assert_eq!(edit["before"]["text"], OLD[start..end]);
    assert!(
        change["before"]["attributions"][0]["source"]["text"]
            .as_str()
            .is_some()
    );
}

#[test]
fn what_cannot_be_compared_is_said_in_clear_words() {
    let folder = folder("trouble");
    fs::write(folder.join("binary.txt"), b"\x00\xff\xfe").expect("a file");
    let cases: [(&[&str], &str); 5] = [
        (&["diff", "old.txt", "missing.txt"], "missing.txt: no such file"),
        (&["diff", "old.txt", "binary.txt"], "binary.txt: not a text"),
        (&["diff", "old.txt", "."], ".: a folder"),
        (&["diff", "old.txt"], "two revisions are compared, and 1 is named"),
        (
            &["diff", "old.txt", "new.txt", "--policy", "old.txt"],
            "old.txt: ",
        ),
    ];
    for (arguments, message) in cases {
        let (code, out, err) = ascribe(&folder, arguments);
        assert_eq!((code, out.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(err.contains(message), "{err}");
    }
    fs::write(folder.join("empty.txt"), "").expect("a file");
    let (code, out, _) = ascribe(&folder, &["diff", "old.txt", "empty.txt"]);
    assert_eq!(code, Some(1));
    assert!(out.contains("every claim was removed"), "{out}");
    let (code, out, _) = ascribe(&folder, &["diff", "old.txt", "old.txt"]);
    assert_eq!(code, Some(0));
    assert!(out.contains("the same text twice"), "{out}");
}

#[test]
fn a_newsroom_has_its_own_severities() {
    let folder = folder("policy");
    fs::write(
        folder.join("policy.toml"),
        "[edits]\nattribution_dropped = \"none\"\n",
    )
    .expect("a file");
    let (code, out, _) = ascribe(
        &folder,
        &["diff", "old.txt", "new.txt", "--policy", "policy.toml"],
    );
    assert_eq!(code, Some(0), "{out}");
    let (code, out, _) = ascribe(&folder, &["diff", "--print-policy", "--policy", "policy.toml"]);
    assert_eq!(code, Some(0));
    assert!(
        out.contains("attribution_dropped = \"none\"") && out.contains("wording = \"low\""),
        "{out}"
    );
}

#[test]
fn git_calls_it_for_every_changed_file() {
    let folder = folder("git");
    let git = |arguments: &[&str]| {
        let (code, out, err) = run(&folder, "git", arguments);
        assert_eq!(code, Some(0), "git {arguments:?}: {err}");
        out
    };
    git(&["init", "--quiet"]);
    let commit = [
        "-c",
        "user.name=Desk",
        "-c",
        "user.email=desk@example.org",
        "commit",
        "--quiet",
        "-m",
    ];
    fs::rename(folder.join("old.txt"), folder.join("story.txt")).expect("a file");
    git(&["add", "story.txt"]);
    git(&[&commit[..], &["first"]].concat());
    fs::rename(folder.join("new.txt"), folder.join("story.txt")).expect("a file");
    let external = format!("diff.external={} diff", env!("CARGO_BIN_EXE_ascribe"));
    let out = git(&["-c", &external, "diff"]);
    assert!(out.contains("attribution_dropped"), "{out}");
    let tool = format!(
        "difftool.ascribe.cmd={} diff \"$LOCAL\" \"$REMOTE\"",
        env!("CARGO_BIN_EXE_ascribe")
    );
    let out = git(&["-c", &tool, "difftool", "--no-prompt", "--tool=ascribe"]);
    assert!(out.contains("attribution_dropped"), "{out}");
    git(&["add", "story.txt"]);
    git(&[&commit[..], &["second"]].concat());
    let (code, out, err) = ascribe(&folder, &["history", "--git", "story.txt"]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert!(
        out.contains("attributed own voice") || out.contains("attributed  own voice"),
        "{out}"
    );
    let (code, _, err) = ascribe(&folder, &["history", "--git", "other.txt"]);
    assert_eq!(code, Some(2));
    assert!(
        err.contains("other.txt: git has no history of this file"),
        "{err}"
    );
}

#[test]
fn a_history_has_a_row_a_claim_in_every_format() {
    let folder = folder("history");
    let revisions = ["old.txt", "new.txt", "old.txt"];
    let (code, out, _) = ascribe(
        &folder,
        &[&["history", "--format", "json"], &revisions[..]].concat(),
    );
    assert_eq!(code, Some(0));
    let record: Value = serde_json::from_str(&out).expect("JSON");
    let rows = record["claims"].as_array().expect("rows");
    let bridge = rows
        .iter()
        .find(|row| {
            row["cells"][0]["text"]
                .as_str()
                .is_some_and(|text| text.contains("bridge"))
        })
        .expect("the claim");
    let marks: Vec<&str> = (0..3)
        .filter_map(|it| bridge["cells"][it]["commitment"].as_str())
        .collect();
    assert_eq!(marks, ["attributed", "own_voice", "attributed"]);
    let id = bridge["cells"][0]["id"].as_str().expect("an id");
    let (code, out, _) = ascribe(&folder, &[&["history", "--claim", id], &revisions[..]].concat());
    assert_eq!(code, Some(0));
    assert!(
        out.contains("attribution_dropped") && out.contains("attribution_added"),
        "{out}"
    );
    let (code, out, _) = ascribe(
        &folder,
        &[&["history", "--format", "csv"], &revisions[..]].concat(),
    );
    assert_eq!(code, Some(0));
    assert_eq!(out.lines().count(), rows.len() + 1);
    let (code, out, _) = ascribe(
        &folder,
        &[&["history", "--format", "html"], &revisions[..]].concat(),
    );
    assert_eq!(code, Some(0));
    assert!(
        out.starts_with("<!doctype html>") && !out.contains("<script"),
        "{out}"
    );
    let (code, _, err) = ascribe(&folder, &["history", "old.txt"]);
    assert_eq!(code, Some(2));
    assert!(err.contains("two revisions or more"), "{err}");
}

#[test]
fn pages_hold_article_text_as_text() {
    let folder = folder("hostile");
    let hostile = "The council met on Monday.\n\nMayor Brandt said the <script>alert(1)</script> bridge \u{1b}[2J is \u{202e}unsafe.\n";
    fs::write(folder.join("hostile.txt"), hostile).expect("a file");
    for format in ["html", "human", "markdown"] {
        let (_, out, _) = ascribe(
            &folder,
            &["diff", "new.txt", "hostile.txt", "--all", "--format", format],
        );
        assert!(!out.contains("<script") || format == "human", "{format}: {out}");
        assert!(!out.contains(['\u{1b}', '\u{202e}']), "{format}: {out}");
    }
}
