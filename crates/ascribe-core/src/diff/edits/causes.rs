//! Causes: *left **after** the vote* → *left **because of** the vote*.
//!
//! *anger **after** the vote* → *anger **over** the vote* names a cause as well: in the place of *after* the other word stands for no place and
//! for no limit (*over 40*, *over the bridge*).

use std::ops::Range;

use super::tense::is_due;
use super::{Case, Edit, Side, quote};
use crate::diff::alignment::Hunk;
use crate::grammar::relation::Relation;
use crate::vocabulary::EditKind;

pub(super) fn find(case: &Case<'_>, hunks: &[Hunk], edits: &mut Vec<Edit>) {
    let causal = &case.old.text.english.changes.causal;
    // *the **cause** of the crash* is a thing.
    let of = |side: &Side<'_>, ranges: Vec<&Range<usize>>| {
        let mut found = side.phrases(causal, ranges.into_iter());
        found.retain(|it| it.len() > 1 || !side.tag(it.start).is_noun());
        found.retain(|it| !is_due(side, it.start));
        found
    };
    // What is brought about stands on the other side too: *to **trigger** a clause* → *to suspend the pact* has dropped no cause.
    let effect_stays = |side: &Side<'_>, other: &Side<'_>, cause: &Range<usize>| {
        let grammar = &side.text.revision.grammar;
        let verb = cause.clone().find(|&at| side.tag(at).is_verb());
        let effect = verb.and_then(|at| grammar.child(side.words[at].token, Relation::Obj));
        let effect = effect.and_then(|token| side.position(token));
        effect.is_none_or(|at| {
            other
                .positions
                .iter()
                .any(|&it| other.lemma(it) == side.lemma(at))
        })
    };
    let mut old = of(&case.old, hunks.iter().map(|hunk| &hunk.old).collect());
    let mut new = of(&case.new, hunks.iter().map(|hunk| &hunk.new).collect());
    // One against one is told of below.
    if new.is_empty() {
        old.retain(|it| effect_stays(&case.old, &case.new, it));
    } else if old.is_empty() {
        new.retain(|it| effect_stays(&case.new, &case.old, it));
    }
    if old.is_empty() && new.is_empty() {
        edits.extend(hunks.iter().find_map(|hunk| over_what(case, hunk)));
        return;
    }
    match (old.first(), new.first()) {
        (None, Some(at)) => edits.push(case.edit(
            EditKind::CausalAdded,
            None,
            case.new.span(at.clone()),
            format!(
                "The new text says that one thing brought about the other: {}.",
                quote(case.new.slice(at.clone()))
            ),
        )),
        (Some(at), None) => edits.push(case.edit(
            EditKind::CausalDropped,
            case.old.span(at.clone()),
            None,
            format!(
                "The old text says that one thing brought about the other: {}.",
                quote(case.old.slice(at.clone()))
            ),
        )),
        _ => {}
    }
}

/// One word of time in the place of *over*, or the other way round, with the same word behind it.
fn over_what(case: &Case<'_>, hunk: &Hunk) -> Option<Edit> {
    let word = |side: &Side<'_>, range: &Range<usize>| {
        let alone = range.len() == 1 && range.end < side.words.len();
        alone.then(|| side.word(range.start).to_lowercase())
    };
    let (was, is) = (word(&case.old, &hunk.old)?, word(&case.new, &hunk.new)?);
    let follows = |word: &str| matches!(word, "after" | "amid" | "following");
    let same_behind = case.stayed.get(hunk.old.end).copied().flatten() == Some(hunk.new.end);
    if !same_behind || case.old.is_number(hunk.old.end) {
        return None;
    }
    let (kind, what) = match (was.as_str(), is.as_str()) {
        (was, "over") if follows(was) => (EditKind::CausalAdded, "new"),
        ("over", is) if follows(is) => (EditKind::CausalDropped, "old"),
        _ => return None,
    };
    let message = format!("The {what} text says that one thing brought about the other: “over”.");
    let (before, after) = (case.old.span(hunk.old.clone()), case.new.span(hunk.new.clone()));
    Some(case.edit(kind, before, after, message))
}
