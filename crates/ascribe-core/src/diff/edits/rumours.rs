//! Hearsay that has got a source, or a source that has become hearsay.
//!
//! *Early **reports suggest** P* → ***a hospital says** P*. *Local **media** say P* → *P, **media reports** say* has changed nothing. *He lied,
//! **the prosecutor said*** → *He **is accused of** lying* has come down to nobody, and not to the paper's own voice.

use super::hedges::Explained;
use super::sources::SourceView;
use super::{Case, Edit, Side, quote};
use crate::span::Span;
use crate::vocabulary::EditKind;

/// *Early **reports suggest** P* → ***a hospital says** P*: the rumour has got a source, or the other way round.
pub(super) fn rumour_and_source(case: &Case<'_>, explained: &Explained, edits: &mut Vec<Edit>) {
    tell_once(edits);
    // A link of the chain, where somebody else answers for it as well.
    let of = |edits: &[Edit], kind, one_sided: &dyn Fn(&Edit) -> bool| {
        let mut edits = edits.iter();
        edits.position(|edit| edit.kind == kind || edit.kind == EditKind::ChainChanged && one_sided(edit))
    };
    let (Some(dropped), Some(added)) = (
        of(edits, EditKind::AttributionDropped, &|edit| edit.after.is_none()),
        of(edits, EditKind::AttributionAdded, &|edit| edit.before.is_none()),
    ) else {
        nobody_vouches(case, explained, edits);
        return;
    };
    let is_rumour = |side: &Side<'_>, explained: &[usize], edit: Option<Span>| {
        let words = explained.iter().filter_map(|&at| side.span(at..at + 1));
        edit.is_some_and(|edit| words.into_iter().any(|word| edit.overlaps(word)))
    };
    let (before, after) = (edits[dropped].before, edits[added].after);
    let was = is_rumour(&case.old, &explained.old, before);
    let is = is_rumour(&case.new, &explained.new, after);
    let written = |side: &Side<'_>, span: Option<Span>| {
        quote(span.map_or("", |span| side.text.revision.document.slice(span)))
    };
    let who = |side: &Side<'_>, span: Option<Span>| {
        let view = span.and_then(|span| SourceView::in_span(side, span));
        view.map_or_else(|| written(side, span), |view| view.whom())
    };
    let (kind, message) = match (was, is) {
        (true, false) => (
            EditKind::SourceStrengthened,
            format!(
                "The old text marks this as hearsay with {}; the new one gives it to {}.",
                written(&case.old, before),
                who(&case.new, after)
            ),
        ),
        (false, true) => (
            EditKind::SourceWeakened,
            format!(
                "The old text gives this to {}; the new one has it only as hearsay: {}.",
                who(&case.old, before),
                written(&case.new, after)
            ),
        ),
        _ => return,
    };
    let edit = case.edit(kind, before, after, message);
    edits.remove(dropped.max(added));
    edits.remove(dropped.min(added));
    // *Local **media** say P* → *P, **media** reports say*
    if !share_noun((&case.old, before), (&case.new, after)) {
        edits.push(edit);
    }
}

/// *He lied, **the prosecutor said*** → *He **is accused of** lying*: nobody vouches for it now, and the paper does not either.
fn nobody_vouches(case: &Case<'_>, explained: &Explained, edits: &mut [Edit]) {
    for edit in edits {
        let (kind, message) = match (edit.kind, edit.before, edit.after) {
            (EditKind::AttributionDropped, before, None) => {
                let who = before.and_then(|span| SourceView::in_span(&case.old, span));
                let (Some(who), Some(mark)) = (who, explained.reserve.1) else {
                    continue;
                };
                let mark = quote(case.new.text.revision.document.slice(mark));
                let message = format!(
                    "The old text gives this to {}; the new one names nobody: {mark}.",
                    who.whom()
                );
                (EditKind::SourceWeakened, message)
            }
            (EditKind::AttributionAdded, None, after) => {
                let who = after.and_then(|span| SourceView::in_span(&case.new, span));
                let (Some(who), Some(mark)) = (who, explained.reserve.0) else {
                    continue;
                };
                let mark = quote(case.old.text.revision.document.slice(mark));
                let message = format!(
                    "The old text names nobody for this ({mark}); the new one gives it to {}.",
                    who.whom()
                );
                (EditKind::SourceStrengthened, message)
            }
            _ => continue,
        };
        *edit = case.edit(kind, edit.before, edit.after, message);
    }
}

/// Takes out the mark of hearsay that came or went where the source in its place is told of: *according to **unconfirmed reports*** →
/// *according to **the army*** has got a source, and is not in the paper's own voice.
fn tell_once(edits: &mut Vec<Edit>) {
    let is_source = |edit: &Edit| {
        matches!(
            edit.kind,
            EditKind::SourceStrengthened | EditKind::SourceWeakened | EditKind::SourceSwapped
        )
    };
    let sources = || edits.iter().filter(|edit| is_source(edit));
    let before: Vec<Span> = sources().filter_map(|edit| edit.before).collect();
    let after: Vec<Span> = sources().filter_map(|edit| edit.after).collect();
    let told = |span: Option<Span>, sources: &[Span]| {
        span.is_some_and(|span| sources.iter().any(|it| it.overlaps(span)))
    };
    edits.retain(|edit| match edit.kind {
        EditKind::AttributionDropped => !told(edit.before, &before),
        EditKind::AttributionAdded => !told(edit.after, &after),
        _ => true,
    });
}

/// Whether two spans, each with the word before it, have a noun in common.
fn share_noun((old, before): (&Side<'_>, Option<Span>), (new, after): (&Side<'_>, Option<Span>)) -> bool {
    let nouns = |side: &Side<'_>, span: Option<Span>| -> Vec<u64> {
        let tokens = span.map_or(0..0, |span| side.text.revision.document.tokens_in(span));
        (tokens.start.saturating_sub(1)..tokens.end)
            .filter_map(|token| side.position(token))
            .filter(|&at| side.tag(at).is_noun())
            .map(|at| side.words[at].key)
            .collect()
    };
    let there = nouns(new, after);
    nouns(old, before).iter().any(|noun| there.contains(noun))
}
