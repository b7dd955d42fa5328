//! The cases: Markdown files that say what is meant, each with what `ascribe list --all` prints for its text.
//!
//! `UPDATE_CASES=1` writes the printed blocks anew; an ordinary run only compares.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use ascribe_core::english::English;
use ascribe_core::report::plain;
use ascribe_core::revision::{Reading, Revision};
use ascribe_core::vocabulary::{
    Anonymity, Bound, ClaimKind, Dimension, Directness, Granularity, HedgeClass, Reason, SourceKind, Stance,
};

/// Opens the block with the text of a case.
const TEXT: &str = "```text";

/// Opens the block with what is printed for it.
const CLAIMS: &str = "```claims";

#[test]
fn cases_print_what_their_files_say() {
    let update = std::env::var_os("UPDATE_CASES").is_some();
    let files = files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/cases"));
    assert!(files.len() > 50, "only {} files of cases", files.len());
    let mut wrong = String::new();
    for file in files {
        let old = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let new = rewritten(&old, &file);
        if update && new != old {
            fs::write(&file, new).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        } else if let Some(line) = first_difference(&old, &new) {
            writeln!(wrong, "{}:{line}", file.display()).expect("a String takes all");
        }
    }
    assert!(
        wrong.is_empty(),
        "not what is printed today (UPDATE_CASES=1 rewrites; read the difference):\n{wrong}"
    );
}

/// Whatever the guidelines have a code for, some case shows: a reason, a kind, a stance, a form of a number or of a time.
#[test]
fn every_code_is_found_in_some_case() {
    let mut found: BTreeSet<(&str, &str)> = BTreeSet::new();
    for file in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/cases")) {
        let cases = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        for text in texts(&cases) {
            let revision = Revision::read(English::built_in(), text.trim_end(), &Reading::default());
            for claim in &revision.claims {
                found.insert(("kind", claim.kinds[0].code()));
                found.insert(("reason", claim.checkability.reason.code()));
                found.extend(claim.hedges.iter().map(|hedge| ("hedge", hedge.class.code())));
                for quantity in &claim.quantities {
                    found.insert(("dimension", quantity.dimension.code()));
                    found.insert(("bound", quantity.bound.code()));
                }
                found.extend(
                    claim
                        .times
                        .iter()
                        .map(|time| ("granularity", time.granularity.code())),
                );
            }
            for attribution in &revision.attributions {
                found.insert(("stance", attribution.cue.stance.code()));
                found.insert(("directness", attribution.directness.code()));
                if let Some(source) = &attribution.source {
                    found.insert(("source", source.kind.code()));
                    found.insert(("anonymity", source.anonymity.code()));
                } else {
                    found.insert(("anonymity", Anonymity::None.code()));
                }
            }
        }
    }
    macro_rules! codes {
        ($($name:literal $list:ident,)+) => {
            [$(($name, $list::ALL.iter().map(|value| value.code()).collect::<Vec<_>>()),)+]
        };
    }
    let missing: Vec<(&str, &str)> = codes! {
        "kind" ClaimKind, "reason" Reason, "hedge" HedgeClass, "dimension" Dimension, "bound" Bound,
        "granularity" Granularity, "stance" Stance, "directness" Directness, "source" SourceKind, "anonymity" Anonymity,
    }
    .into_iter()
    .flat_map(|(name, codes)| codes.into_iter().map(move |code| (name, code)))
    // Nothing that is found has no dimension of its own.
    .filter(|code| *code != ("dimension", Dimension::Other.code()) && !found.contains(code))
    .collect();
    assert!(missing.is_empty(), "no case shows {missing:?}");
}

/// The texts of a file of cases.
fn texts(file: &str) -> Vec<String> {
    let mut texts = Vec::new();
    let mut lines = file.lines();
    while lines.any(|line| line == TEXT) {
        let text = lines.by_ref().take_while(|&line| line != "```");
        texts.push(text.fold(String::new(), |text, line| text + line + "\n"));
    }
    texts
}

/// Every Markdown file below `folder` that holds cases of one text, sorted.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of cases") {
            let path = entry.expect("an entry of the folder").path();
            // Cases of changes have two texts and a runner of their own.
            if path.is_dir() && !path.ends_with("changes") {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "md")
                && !path.ends_with("README.md")
            {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The file with every printed block as it is today.
fn rewritten(file: &str, path: &Path) -> String {
    let mut new = String::with_capacity(file.len());
    let mut lines = file.lines().peekable();
    while let Some(line) = lines.next() {
        writeln!(new, "{line}").expect("a String takes all");
        if line != TEXT {
            continue;
        }
        let mut text = String::new();
        loop {
            let line = lines
                .next()
                .unwrap_or_else(|| panic!("{}: a text block without an end", path.display()));
            writeln!(new, "{line}").expect("a String takes all");
            if line == "```" {
                break;
            }
            writeln!(text, "{line}").expect("a String takes all");
        }
        // The old block, with the empty line before it, gives way to the new one.
        let mut rest = lines.clone();
        while rest.next_if(|line| line.is_empty()).is_some() {}
        if rest.next_if(|&line| line == CLAIMS).is_some() {
            while rest.next().is_some_and(|line| line != "```") {}
            lines = rest;
        }
        write!(new, "\n{CLAIMS}\n{}```\n", printed(&text)).expect("a String takes all");
    }
    new
}

/// What `ascribe list --all` prints below its first line.
fn printed(text: &str) -> String {
    let revision = Revision::read(English::built_in(), text.trim_end(), &Reading::default());
    let options = plain::Options {
        all: true,
        ..plain::Options::default()
    };
    let mut out = Vec::new();
    plain::write(&mut out, &revision, &options).expect("memory takes all");
    let page = String::from_utf8(out).expect("UTF-8");
    let (_, claims) = page.split_once('\n').expect("a first line");
    claims.trim_start_matches('\n').to_owned()
}

/// The number of the first line that is not the same in both.
fn first_difference(old: &str, new: &str) -> Option<usize> {
    if old == new {
        return None;
    }
    let same = old.lines().zip(new.lines()).take_while(|(old, new)| old == new);
    Some(same.count() + 1)
}
