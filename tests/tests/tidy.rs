//! What holds for the tree as a whole: the layers of the core, sorted lexicons, no test without its data and no data without
//! a word on it.

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every file below `folder`, sorted.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
            let path = entry.expect("an entry of the folder").path();
            if path.is_dir() { &mut folders } else { &mut found }.push(path);
        }
    }
    found.sort();
    found
}

#[test]
fn a_module_of_the_core_uses_only_those_above_it() {
    let source = root().join("crates/ascribe-core/src");
    let lib = read(&source.join("lib.rs"));
    let order: Vec<&str> = lib
        .lines()
        .filter_map(|line| {
            line.trim_start_matches("pub ")
                .strip_prefix("mod ")?
                .strip_suffix(';')
        })
        .collect();
    assert!(order.len() > 10, "modules in lib.rs: {order:?}");
    let place = |module: &str| order.iter().position(|&name| name == module);
    let mut wrong = Vec::new();
    for file in files(&source) {
        let inside = file.strip_prefix(&source).expect("a file of the core");
        let module = inside
            .iter()
            .next()
            .and_then(|first| first.to_str())
            .map(|first| first.trim_end_matches(".rs"))
            .expect("a name");
        let Some(own) = place(module) else { continue };
        // Tests may look down: they build what they need.
        if inside.ends_with("tests.rs") {
            continue;
        }
        let text = read(&file);
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for (number, line) in code
            .lines()
            .enumerate()
            .filter(|(_, line)| !line.trim_start().starts_with("//"))
        {
            for (at, _) in line.match_indices("crate::") {
                let name: String = line[at + "crate::".len()..]
                    .chars()
                    .take_while(|character| character.is_alphanumeric() || *character == '_')
                    .collect();
                if place(&name).is_some_and(|used| used > own) {
                    wrong.push(format!(
                        "{}:{}: {name} stands below {module}",
                        inside.display(),
                        number + 1
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn lists_of_words_are_sorted_and_without_repeats() {
    let mut lists = 0;
    for file in files(&root().join("crates/ascribe-core/data/lexicon")) {
        let table: toml::Table = read(&file)
            .parse()
            .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let mut values: Vec<&toml::Value> = table.values().collect();
        while let Some(value) = values.pop() {
            match value {
                toml::Value::Table(table) => values.extend(table.values()),
                toml::Value::Array(list) => {
                    let words: Vec<&str> = list.iter().filter_map(toml::Value::as_str).collect();
                    lists += usize::from(!words.is_empty());
                    for (before, after) in words.iter().zip(words.iter().skip(1)) {
                        assert!(
                            before < after,
                            "{}: {before:?} stands before {after:?}",
                            file.display()
                        );
                    }
                    values.extend(list.iter().filter(|value| value.is_table()));
                }
                _ => {}
            }
        }
    }
    assert!(lists > 10, "only {lists} lists of words");
}

#[test]
fn every_folder_of_fixtures_says_what_it_holds() {
    for entry in fs::read_dir(root().join("fixtures")).expect("fixtures") {
        let folder = entry.expect("an entry of fixtures").path();
        let groups: Vec<PathBuf> = if folder.ends_with("corpora") {
            fs::read_dir(&folder)
                .expect("corpora")
                .map(|entry| entry.expect("a corpus").path())
                .collect()
        } else {
            vec![folder]
        };
        for group in groups {
            assert!(
                group.join("README.md").is_file(),
                "{}: no README.md",
                group.display()
            );
        }
    }
}

#[test]
fn nothing_names_a_folder_outside_the_project() {
    // Put together here, so that this file does not name one itself.
    let outside = ["..", "/shared"].concat();
    for folder in ["crates", "docs", "fixtures", "tests"] {
        for file in files(&root().join(folder)) {
            if let Ok(text) = fs::read_to_string(&file) {
                assert!(!text.contains(&outside), "{} names {outside}", file.display());
            }
        }
    }
}
