//! `docs/guidelines.md` has every code that `ascribe explain` explains, with the severity that it gives.

use std::fs;
use std::path::Path;

use ascribe_core::english::explanations;

fn guidelines() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/guidelines.md");
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn every_code_stands_in_the_guidelines() {
    let guidelines = guidelines();
    let missing: Vec<&str> = explanations::all()
        .iter()
        .map(|explanation| explanation.code)
        .filter(|code| !guidelines.contains(&format!("`{code}`")))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn edits_have_the_severity_of_the_guidelines() {
    let guidelines = guidelines();
    let mut rows = 0;
    for explanation in explanations::all() {
        let Some(severity) = explanation.severity else {
            continue;
        };
        let Some(row) = guidelines
            .lines()
            .find(|line| line.starts_with(&format!("| `{}` |", explanation.code)))
        else {
            continue;
        };
        rows += 1;
        let last = row
            .trim_end_matches(['|', ' '])
            .rsplit('|')
            .next()
            .expect("a cell")
            .trim();
        assert!(last.starts_with(severity.code()), "{row}");
    }
    assert!(rows > 25, "only {rows} kinds of edit have a row");
}
