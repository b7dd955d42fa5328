//! Which claims `ascribe list` shows on request, and what `ascribe explain` says.

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

const STORY: &str = "The mayor, Joanne Tull, said the bridge had cost $7.6 million. It rained on Monday. \
    About 40 boats may have been lost, an official said. The new quay will open in May 2031.\n";

fn ascribe(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_ascribe"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("ascribe runs");
    // Who is told of a wrong option is gone before the text is written.
    let mut stdin = child.stdin.take().expect("an input");
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    child.wait_with_output().expect("ascribe ends")
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("UTF-8")
}

/// The claims that `list --all` shows with these options too.
fn claims(arguments: &[&str]) -> Vec<Value> {
    let output = ascribe(
        &[&["list", "--all", "--format", "json"], arguments].concat(),
        STORY,
    );
    assert!(output.status.success(), "{}", text(&output.stderr));
    let record: Value = serde_json::from_slice(&output.stdout).expect("a record");
    record["claims"].as_array().expect("claims").clone()
}

fn score(claim: &Value) -> f64 {
    claim["checkworthiness"]["score"].as_f64().expect("a score")
}

#[test]
fn claims_are_sorted_by_worth_with_what_is_trivial_last() {
    let all = claims(&[]);
    let sorted = claims(&["--sort", "worth"]);
    assert_eq!(sorted.len(), all.len());
    assert!(sorted.len() > 2);
    let is_trivial = |claim: &Value| claim["checkability"]["reason"] == "trivial";
    for pair in sorted.windows(2) {
        assert!(is_trivial(&pair[1]) || !is_trivial(&pair[0]) && score(&pair[0]) >= score(&pair[1]));
    }
}

#[test]
fn only_what_is_asked_for_is_listed() {
    let all = claims(&[]);
    let least = score(&claims(&["--sort", "worth"])[0]);
    let worthy = claims(&["--min-worth", &least.to_string()]);
    assert!(!worthy.is_empty() && worthy.len() < all.len());
    let anonymous = claims(&["--only", "anonymous", "--only", "hedged"]);
    assert!(!anonymous.is_empty());
    for claim in &anonymous {
        assert_ne!(claim["attributions"][0]["source"]["anonymity"], "named");
        assert_ne!(claim["hedges"].as_array().map(Vec::len), Some(0));
    }
    let own = claims(&["--only", "unattributed"]);
    let attributed = claims(&["--only", "attributed"]);
    assert_eq!(own.len() + attributed.len(), all.len());
    for claim in claims(&["--only", "predictions"]) {
        assert_eq!(claim["checkability"]["reason"], "prediction");
    }
}

#[test]
fn a_score_out_of_range_is_trouble() {
    let output = ascribe(&["list", "--min-worth", "2", "-"], STORY);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("not a number from 0 to 1"));
}

#[test]
fn worth_is_shown_to_who_sorts_by_it() {
    let plain = ascribe(&["list", "-"], STORY);
    assert!(!text(&plain.stdout).contains("    worth   "));
    let sorted = ascribe(&["list", "--sort", "worth", "-"], STORY);
    assert!(text(&sorted.stdout).contains("    worth   "));
}

#[test]
fn a_code_is_explained_in_every_list_that_has_it() {
    let output = ascribe(&["explain", "prediction"], "");
    let said = text(&output.stdout);
    assert!(output.status.success());
    assert!(
        said.contains("prediction (reason of checkability)") && said.contains("prediction (kind of claim)")
    );
    let output = ascribe(&["explain", "Hedge-Dropped"], "");
    assert!(text(&output.stdout).contains("severity  high"));
}

#[test]
fn without_a_code_all_are_listed_and_an_unknown_one_is_trouble() {
    let all = ascribe(&["explain"], "");
    for code in ["not_assertion", "quote_altered", "cannot_check", "described"] {
        assert!(text(&all.stdout).contains(code), "{code}");
    }
    let unknown = ascribe(&["explain", "hedging"], "");
    assert_eq!(unknown.status.code(), Some(2));
    assert!(unknown.stdout.is_empty() && text(&unknown.stderr).contains("no such code"));
}
