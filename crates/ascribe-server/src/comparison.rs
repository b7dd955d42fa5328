//! What became of each claim between two revisions, with its record.

use std::sync::LazyLock;

use ascribe_core::diff::policy::Policy;
use ascribe_core::diff::{Comparison, diff_claims};
use ascribe_core::english::English;
use ascribe_core::report::changes_json;
use ascribe_core::revision::Revision;
use serde_json::{Value as Json, json};

static POLICY: LazyLock<Policy> = LazyLock::new(Policy::built_in);

/// The changes between two revisions with their records.
pub struct Compared {
    /// The changes.
    pub comparison: Comparison,
    /// The record `ascribe/changes/1`.
    pub record: Json,
    /// The edits of each change, in order of the changes, as a record has them.
    pub edits: Vec<Json>,
}

/// Compares two revisions, which are known by these names.
///
/// # Panics
/// Never: what the core writes is JSON.
pub fn compare(old: &Revision, new: &Revision, names: [&str; 2]) -> Compared {
    let comparison = diff_claims(English::built_in(), &POLICY, old, new);
    let written = |all| -> Json {
        let record = write(old, new, &comparison, names, all);
        serde_json::from_str(&record).expect("the core writes JSON")
    };
    let mut all = written(true);
    let changes = all["changes"].as_array_mut().map(std::mem::take);
    let edits = changes
        .into_iter()
        .flatten()
        .map(|mut change| change.get_mut("edits").map_or(json!([]), Json::take))
        .collect();
    Compared {
        record: written(false),
        comparison,
        edits,
    }
}

/// The record of the changes alone, as the core writes it.
pub fn record(old: &Revision, new: &Revision, names: [&str; 2]) -> String {
    let comparison = diff_claims(English::built_in(), &POLICY, old, new);
    write(old, new, &comparison, names, false)
}

fn write(old: &Revision, new: &Revision, comparison: &Comparison, names: [&str; 2], all: bool) -> String {
    let options = changes_json::Options {
        old: names[0],
        new: names[1],
        all,
    };
    let mut out = Vec::new();
    changes_json::write(&mut out, old, new, comparison, &options).expect("memory takes all");
    String::from_utf8(out).expect("JSON is UTF-8")
}
