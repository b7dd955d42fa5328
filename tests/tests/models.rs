//! Every model has a card that names its files, and the files are those that the card speaks of.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

#[test]
fn cards_of_the_core_name_the_files_as_they_are() {
    assert_named("ascribe-core/data/model", "cards.toml");
}

#[test]
fn the_card_of_the_encoder_names_the_files_as_they_are() {
    assert_named("ascribe-encoder/data", "card.toml");
}

/// Asserts that the sums of `card` are those of all other files in its folder.
fn assert_named(folder: &str, card: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../crates")
        .join(folder);
    let models = fs::read_to_string(folder.join(card)).expect("the card");
    let models: toml::Table = models.parse().expect("a card in TOML");
    let mut named = BTreeMap::new();
    for (model, entry) in &models {
        let files = entry["sha256"]
            .as_table()
            .unwrap_or_else(|| panic!("files of {model}"));
        for (file, sum) in files {
            named.insert(file.clone(), sum.as_str().unwrap_or_default().to_owned());
        }
    }
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(&folder).expect("the folder of models") {
        let path = entry.expect("an entry of the folder of models").path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if name != card {
            let sum = Sha256::digest(fs::read(&path).expect("a model"));
            found.insert(name, sum.iter().map(|byte| format!("{byte:02x}")).collect());
        }
    }
    assert_eq!(named, found);
}
