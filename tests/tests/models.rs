//! Every model has a card that names its file, and the file is the one that the card speaks of.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

#[test]
fn cards_name_the_files_as_they_are() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/ascribe-core/data/model");
    let cards = fs::read_to_string(folder.join("cards.toml")).expect("the cards");
    let cards: toml::Table = cards.parse().expect("cards in TOML");
    let mut named = BTreeMap::new();
    for (card, entry) in &cards {
        let files = entry["sha256"]
            .as_table()
            .unwrap_or_else(|| panic!("files of {card}"));
        for (file, sum) in files {
            named.insert(file.clone(), sum.as_str().unwrap_or_default().to_owned());
        }
    }
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(&folder).expect("the folder of models") {
        let path = entry.expect("an entry of the folder of models").path();
        if path.extension().is_some_and(|extension| extension == "bin") {
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            let sum = Sha256::digest(fs::read(&path).expect("a model"));
            let digits: Vec<String> = sum.iter().map(|byte| format!("{byte:02x}")).collect();
            found.insert(name, digits.concat());
        }
    }
    assert_eq!(named, found);
}
