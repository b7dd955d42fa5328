//! What the codes of the vocabulary mean, in an editor's words: the one source that `ascribe explain`, the page and the test of
//! `docs/guidelines.md` draw on.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::vocabulary::Severity;

/// What one code means.
#[derive(Debug)]
pub struct Explanation {
    /// The list that it belongs to.
    pub list: &'static List,
    /// The code.
    pub code: &'static str,
    /// What it means, in a sentence or two.
    pub meaning: String,
    /// Words that it fits.
    pub example: String,
    /// Words that it does not fit, though they look like it.
    pub counter: String,
    /// How much an edit matters before place and disclosure are weighed; none for what is no edit.
    pub severity: Option<Severity>,
}

/// One closed list of the guidelines.
#[derive(Debug)]
pub struct List {
    /// Its table in `data/explain.toml`.
    pub table: &'static str,
    /// What it is, for a reader.
    pub title: &'static str,
    /// Its codes, in the order of the guidelines.
    pub codes: fn() -> Vec<&'static str>,
}

/// Names the lists, each with its type.
macro_rules! lists {
    ($($table:literal $title:literal $name:ident,)+) => {
        /// Every closed list.
        pub static LISTS: &[List] = &[$(List {
            table: $table,
            title: $title,
            codes: || crate::vocabulary::$name::ALL.iter().map(|value| value.code()).collect(),
        },)+];
    };
}

lists! {
    "reason" "reason of checkability" Reason,
    "kind" "kind of claim" ClaimKind,
    "worth_reason" "reason of check-worthiness" WorthReason,
    "hedge_class" "class of hedge" HedgeClass,
    "stance" "stance of the cue" Stance,
    "directness" "directness" Directness,
    "source_kind" "kind of source" SourceKind,
    "anonymity" "anonymity of the source" Anonymity,
    "polarity" "polarity" Polarity,
    "place" "place in the article" Place,
    "bound" "bound of a quantity" Bound,
    "dimension" "dimension of a quantity" Dimension,
    "granularity" "granularity of a time" Granularity,
    "entity_kind" "kind of entity" EntityKind,
    "change_relation" "relation of two revisions" ChangeRelation,
    "edit_kind" "kind of edit" EditKind,
    "severity" "severity" Severity,
    "commitment" "who vouches for a claim" Commitment,
    "quote_state" "what became of a quotation" QuoteState,
    "review_state" "state of review" ReviewState,
    "verdict" "verdict" Verdict,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    meaning: String,
    example: String,
    counter: String,
    severity: Option<String>,
}

static ALL: LazyLock<Vec<Explanation>> = LazyLock::new(|| {
    let mut tables: BTreeMap<String, BTreeMap<String, Entry>> =
        toml::from_str(include_str!("../../data/explain.toml")).expect("well-formed explanations");
    let mut all = Vec::new();
    for list in LISTS {
        let mut entries = tables.remove(list.table).unwrap_or_default();
        for code in (list.codes)() {
            let entry = entries
                .remove(code)
                .unwrap_or_else(|| panic!("an explanation of {}.{code}", list.table));
            all.push(Explanation {
                list,
                code,
                meaning: entry.meaning,
                example: entry.example,
                counter: entry.counter,
                severity: entry.severity.map(|code| {
                    Severity::from_code(&code).unwrap_or_else(|| panic!("a severity called {code}"))
                }),
            });
        }
        assert!(entries.is_empty(), "a code that {} does not have", list.table);
    }
    assert!(tables.is_empty(), "a table that is no list");
    all
});

/// Every explanation, list by list.
///
/// # Panics
/// If the embedded file and the vocabulary differ, which a test rules out.
pub fn all() -> &'static [Explanation] {
    &ALL
}

/// What `code` means in each list that has it.
pub fn of(code: &str) -> impl Iterator<Item = &'static Explanation> {
    all().iter().filter(move |explanation| explanation.code == code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::EditKind;

    #[test]
    fn every_code_is_explained_and_every_edit_has_a_severity() {
        let codes: usize = LISTS.iter().map(|list| (list.codes)().len()).sum();
        assert_eq!(all().len(), codes);
        for explanation in all() {
            let is_edit = explanation.list.table == "edit_kind";
            assert_eq!(explanation.severity.is_some(), is_edit, "{}", explanation.code);
            assert_ne!(explanation.example, explanation.counter, "{}", explanation.code);
            assert!(explanation.meaning.ends_with('.'), "{}", explanation.code);
        }
        assert_eq!(of(EditKind::QuoteAltered.code()).count(), 1);
        assert_eq!(of("prediction").count(), 2);
    }
}
