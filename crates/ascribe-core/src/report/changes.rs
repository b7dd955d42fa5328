//! What became of each claim, as every written form of it needs it: which changes are shown, in which order, in which words.

use std::cmp::Reverse;

use crate::claims::Claim;
use crate::diff::{ClaimChange, Comparison, Edit};
use crate::document::Document;
use crate::revision::Revision;
use crate::span::Span;
use crate::vocabulary::{ChangeRelation, EditKind, Severity};

/// Two revisions and what was found between them.
#[derive(Clone, Copy, Debug)]
pub struct Changes<'a> {
    /// The file of the old revision, or whatever else it is known by.
    pub old_name: &'a str,
    /// The file of the new revision.
    pub new_name: &'a str,
    /// The old revision.
    pub old: &'a Revision,
    /// The new revision.
    pub new: &'a Revision,
    /// What became of each claim.
    pub comparison: &'a Comparison,
}

/// In which order changes are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// What matters most first, and what matters alike in the order of the text.
    #[default]
    Severity,
    /// In the order of the new text.
    Text,
}

impl<'a> Changes<'a> {
    /// The changes to show, and how many changes of wording are folded away.
    pub(super) fn shown(&self, all: bool, order: Order) -> (Vec<&'a ClaimChange>, usize) {
        let (folded, mut shown): (Vec<&ClaimChange>, Vec<&ClaimChange>) = self
            .comparison
            .changes
            .iter()
            .filter(|change| all || change.severity != Severity::None)
            .partition(|change| !all && is_wording(change));
        if order == Order::Severity {
            shown.sort_by_key(|change| Reverse(change.severity));
        }
        (shown, folded.len())
    }

    /// *21 kept, 3 altered, 1 added, 0 removed, 4 of typography only*
    pub(super) fn summary(&self) -> String {
        let count = |relation: ChangeRelation| self.comparison.count(relation);
        if self.old.document.text() == self.new.document.text() {
            return format!("the same text twice, {} claims kept", count(ChangeRelation::Kept));
        }
        let mut summary = format!(
            "{} kept, {} altered, {} added, {} removed",
            count(ChangeRelation::Kept),
            count(ChangeRelation::Altered),
            count(ChangeRelation::Added),
            count(ChangeRelation::Removed)
        );
        let noise = match self.comparison.noise {
            0 => String::new(),
            1 => "; 1 difference of typography only".to_owned(),
            noise => format!("; {noise} differences of typography only"),
        };
        summary.push_str(&noise);
        if self.new.document.text().is_empty() && !self.old.claims.is_empty() {
            summary.push_str("; the new revision is empty, so every claim was removed");
        }
        if self.old.document.text().is_empty() && !self.new.claims.is_empty() {
            summary.push_str("; the old revision is empty, so every claim was added");
        }
        summary
    }
}

/// Whether only words differ, and nothing that is compared.
pub(super) fn is_wording(change: &ClaimChange) -> bool {
    change.severity <= Severity::Low
        && !change.edits.is_empty()
        && change.edits.iter().all(|edit| edit.kind == EditKind::Wording)
}

/// The edits of a change that matter; with `all` also those that do not.
pub(super) fn edits(change: &ClaimChange, all: bool) -> impl Iterator<Item = &Edit> {
    let edits = change.edits.iter();
    edits.filter(move |edit| all || edit.severity != Severity::None)
}

/// A stretch of a text that is as it was, or differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    pub(super) text: &'a str,
    pub(super) differs: bool,
}

/// The old claim of a change in pieces, with the words around it that differ; nothing for an added one.
pub(super) fn old_pieces<'a>(changes: &Changes<'a>, change: &ClaimChange) -> Option<Vec<Piece<'a>>> {
    let claim = &changes.old.claims[change.before?];
    let spans: Vec<Span> = change.differences.iter().filter_map(|it| it.before).collect();
    let whole = change.after.is_none() && change.differences.is_empty();
    Some(pieces(changes.old, claim, &spans, whole))
}

/// The new claim of a change in pieces, with the words around it that differ; nothing for a removed one.
pub(super) fn new_pieces<'a>(changes: &Changes<'a>, change: &ClaimChange) -> Option<Vec<Piece<'a>>> {
    let claim = &changes.new.claims[change.after?];
    let spans: Vec<Span> = change.differences.iter().filter_map(|it| it.after).collect();
    let whole = change.before.is_none() && change.differences.is_empty();
    Some(pieces(changes.new, claim, &spans, whole))
}

/// With the mark that opens a quotation which is closed inside the span.
fn with_mark(document: &Document, span: Span) -> Span {
    let text = document.text();
    let Some(mark) = text[..span.start()].chars().next_back() else {
        return span;
    };
    let inside = document.slice(span);
    let closed = match mark {
        '“' => inside
            .find(['“', '”'])
            .is_some_and(|at| inside[at..].starts_with('”')),
        // Not the apostrophe of *Roe’s*.
        '‘' => {
            let mut behind = inside.split('’').skip(1);
            behind.any(|rest| !rest.starts_with(char::is_alphanumeric)) && !inside.contains('‘')
        }
        '"' => inside.matches('"').count() % 2 == 1,
        _ => false,
    };
    if closed {
        Span::new(span.start() - mark.len_utf8(), span.end())
    } else {
        span
    }
}

fn pieces<'a>(revision: &'a Revision, claim: &Claim, differing: &[Span], whole: bool) -> Vec<Piece<'a>> {
    let document = &revision.document;
    // Of *said Zoë **Roe*** not only the word that differs.
    let frames = claim.attributions.iter().flat_map(|&number| {
        let attribution = &revision.attributions[number];
        let source = attribution
            .source
            .iter()
            .flat_map(|source| source.spans.iter().copied());
        let frame: Vec<Span> = source.chain([attribution.cue.span]).collect();
        let touched = frame
            .iter()
            .any(|it| differing.iter().any(|span| span.overlaps(*it)));
        if touched { frame } else { Vec::new() }
    });
    let spans = claim.spans.iter().chain(differing).copied().chain(frames);
    let Some(cover) = spans.reduce(Span::cover) else {
        return Vec::new();
    };
    let cover = with_mark(document, cover);
    if whole {
        return vec![Piece {
            text: document.slice(cover),
            differs: true,
        }];
    }
    let mut pieces = Vec::new();
    let mut from = cover.start();
    let mut put = |from: usize, to: usize, differs| {
        if from < to {
            pieces.push(Piece {
                text: document.slice(Span::new(from, to)),
                differs,
            });
        }
    };
    for span in differing {
        if span.start() >= from {
            put(from, span.start(), false);
            put(span.start(), span.end(), true);
            from = span.end();
        }
    }
    put(from, cover.end(), false);
    pieces
}
