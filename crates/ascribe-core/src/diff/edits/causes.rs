//! Causes: *left **after** the vote* → *left **because of** the vote*.

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
