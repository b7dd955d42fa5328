//! Turns the lexicons from TOML, which people write and read, into JSON, which takes a fifth of the time to read when the
//! program starts.

use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-changed=data/lexicon");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo gives build scripts a folder"));
    for entry in fs::read_dir("data/lexicon").expect("the folder of lexicons") {
        let path = entry.expect("an entry of the folder").path();
        let json = json(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let name = path.file_stem().expect("a lexicon's name");
        fs::write(out.join(name).with_extension("json"), json).expect("the lexicon is written");
    }
}

fn json(lexicon: &Path) -> Result<String, Box<dyn std::error::Error>> {
    let table: toml::Table = fs::read_to_string(lexicon)?.parse()?;
    Ok(serde_json::to_string(&table)?)
}
