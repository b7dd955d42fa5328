//! The README's console blocks are what the command prints.
//!
//! `UPDATE_README=1` writes them anew; an ordinary run only compares.

use std::fs;
use std::path::Path;
use std::process::Command;

#[test]
fn the_readme_shows_what_is_printed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let file = root.join("README.md");
    let old = fs::read_to_string(&file).expect("a README");
    let mut new = String::with_capacity(old.len());
    let mut runs = 0;
    let mut lines = old.split_inclusive('\n');
    while let Some(line) = lines.next() {
        new.push_str(line);
        let Some(arguments) = line.strip_prefix("$ ascribe ") else {
            continue;
        };
        let ran = Command::new(env!("CARGO_BIN_EXE_ascribe"))
            .args(arguments.split_whitespace())
            .current_dir(&root)
            .output()
            .expect("the command starts");
        assert!(
            ran.stderr.is_empty(),
            "{line}: {}",
            String::from_utf8_lossy(&ran.stderr)
        );
        new.push_str(&String::from_utf8(ran.stdout).expect("UTF-8"));
        let end = lines
            .find(|line| line.starts_with("```"))
            .expect("the end of the block");
        new.push_str(end);
        runs += 1;
    }
    assert!(runs >= 2, "only {runs} commands in the README");
    if std::env::var_os("UPDATE_README").is_some() {
        fs::write(&file, new).expect("the README can be written");
    } else {
        assert!(
            old == new,
            "not what is printed today: run with UPDATE_README=1 and read the difference"
        );
    }
}
