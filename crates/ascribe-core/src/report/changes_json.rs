//! The record `ascribe/changes/1`: what became of each claim between two revisions, as JSON.
//!
//! Claims are written as in `ascribe/claims/1`, those of the old revision with offsets into the old text and those of the new
//! one with offsets into the new text, in code points.

use std::io;

use serde::Serialize;

use super::claim_json::{ClaimRecord, Writer};
use super::code_points::Slice;
use super::json::sha256;
use crate::diff::{ClaimChange, Comparison, Edit};
use crate::revision::Revision;
use crate::vocabulary::{ChangeRelation, Severity};

/// The name and version of the record's shape.
pub const SCHEMA: &str = "ascribe/changes/1";

/// What the record says about the revisions, and how much of what was found.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'a> {
    /// The file of the old revision, or whatever else it is known by.
    pub old: &'a str,
    /// The file of the new revision.
    pub new: &'a str,
    /// Also claims that were kept.
    pub all: bool,
}

/// Writes the record on one line, without a line end.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write(
    out: &mut impl io::Write,
    old: &Revision,
    new: &Revision,
    comparison: &Comparison,
    options: &Options<'_>,
) -> io::Result<()> {
    Ok(serde_json::to_writer(
        out,
        &record(old, new, comparison, options),
    )?)
}

/// Writes the record indented, without a line end.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write_pretty(
    out: &mut impl io::Write,
    old: &Revision,
    new: &Revision,
    comparison: &Comparison,
    options: &Options<'_>,
) -> io::Result<()> {
    Ok(serde_json::to_writer_pretty(
        out,
        &record(old, new, comparison, options),
    )?)
}

#[derive(Serialize)]
struct Record<'a> {
    schema: &'static str,
    old: RevisionRecord<'a>,
    new: RevisionRecord<'a>,
    summary: SummaryRecord,
    changes: Vec<ChangeRecord<'a>>,
}

#[derive(Serialize)]
struct RevisionRecord<'a> {
    name: &'a str,
    sha256: String,
    published: Option<String>,
    engine: &'a str,
}

#[derive(Serialize)]
struct SummaryRecord {
    kept: usize,
    altered: usize,
    added: usize,
    removed: usize,
    noise: usize,
    highest: &'static str,
}

#[derive(Serialize)]
struct ChangeRecord<'a> {
    relation: &'static str,
    severity: &'static str,
    before: Option<ClaimRecord<'a>>,
    after: Option<ClaimRecord<'a>>,
    edits: Vec<EditRecord<'a>>,
    disclosed: bool,
    ambiguous: bool,
}

#[derive(Serialize)]
struct EditRecord<'a> {
    kind: &'static str,
    severity: &'static str,
    before: Option<Slice<'a>>,
    after: Option<Slice<'a>>,
    message: &'a str,
}

fn record<'a>(
    old: &'a Revision,
    new: &'a Revision,
    comparison: &'a Comparison,
    options: &Options<'a>,
) -> Record<'a> {
    let writers = (Writer::of(old), Writer::of(new));
    let shown = |change: &&ClaimChange| {
        options.all || change.relation != ChangeRelation::Kept && change.severity != Severity::None
    };
    let count = |relation| comparison.count(relation);
    Record {
        schema: SCHEMA,
        old: revision(old, options.old),
        new: revision(new, options.new),
        summary: SummaryRecord {
            kept: count(ChangeRelation::Kept),
            altered: count(ChangeRelation::Altered),
            added: count(ChangeRelation::Added),
            removed: count(ChangeRelation::Removed),
            noise: comparison.noise,
            highest: comparison.highest().code(),
        },
        changes: comparison
            .changes
            .iter()
            .filter(shown)
            .map(|change| ChangeRecord {
                relation: change.relation.code(),
                severity: change.severity.code(),
                before: change.before.map(|claim| writers.0.claim(&old.claims[claim])),
                after: change.after.map(|claim| writers.1.claim(&new.claims[claim])),
                edits: change
                    .edits
                    .iter()
                    .map(|edit| edit_record(edit, &writers))
                    .collect(),
                disclosed: change.disclosed,
                ambiguous: change.ambiguous,
            })
            .collect(),
    }
}

fn revision<'a>(revision: &'a Revision, name: &'a str) -> RevisionRecord<'a> {
    RevisionRecord {
        name,
        sha256: sha256(revision.document.text()),
        published: revision.published.map(|date| date.to_string()),
        engine: &revision.engine,
    }
}

fn edit_record<'a>(edit: &'a Edit, writers: &(Writer<'a>, Writer<'a>)) -> EditRecord<'a> {
    EditRecord {
        kind: edit.kind.code(),
        severity: edit.severity.code(),
        before: edit.before.map(|span| writers.0.slice(span)),
        after: edit.after.map(|span| writers.1.slice(span)),
        message: &edit.message,
    }
}
