//! Clauses that came or went inside a claim which stayed: a claim of their own, though the reading has not cut them off.
//!
//! *A tanker exploded near the school.* → *A tanker exploded near the school, **killing eight people**.* has a claim more, and its number is
//! new with it. *…, **the ministry said*** is an attribution, ***because** it rained* a cause, ***if** it rains* a hedge and
//! ***set to** open* a plan, which have kinds of their own; *in **Orla*** has no verb, and
//! *a boat **built in Orla*** only an attribute. Missed on purpose: a clause in place of another one, which are other words.

use std::ops::Range;

use super::frames::frame;
use super::{Case, Edit, Side, quote};
use crate::diff::alignment::Hunk;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::span::Span;
use crate::vocabulary::EditKind;

/// A clause has so many words at least.
const SHORTEST: usize = 3;

/// Puts the edits in, and gives back the hunks that are no clauses.
pub(super) fn find(case: &Case<'_>, hunks: Vec<Hunk>, edits: &mut Vec<Edit>) -> Vec<Hunk> {
    if case.old.claim.is_none() || case.new.claim.is_none() {
        return hunks;
    }
    let mut rest = Vec::with_capacity(hunks.len());
    for hunk in hunks {
        if has_clause(&case.old, &hunk.old) && has_no_verb(&case.new, &hunk.new) {
            let what = quote(case.old.slice(hunk.old.clone()));
            let message = format!("The new text no longer says this: {what}.");
            edits.push(case.edit(EditKind::ClaimRemoved, case.old.span(hunk.old), None, message));
        } else if has_clause(&case.new, &hunk.new) && has_no_verb(&case.old, &hunk.old) {
            let what = quote(case.new.slice(hunk.new.clone()));
            let message = format!("The old text does not say this: {what}.");
            edits.push(case.edit(EditKind::ClaimAdded, None, case.new.span(hunk.new), message));
        } else {
            rest.push(hunk);
        }
    }
    rest
}

fn has_no_verb(side: &Side<'_>, range: &Range<usize>) -> bool {
    range.clone().all(|at| !side.tag(at).is_verb())
}

/// Whether a range is a clause with words of its own that hangs on words outside of it, and no claim that the reading found itself.
fn has_clause(side: &Side<'_>, range: &Range<usize>) -> bool {
    let words = &side.words[range.clone()];
    // A range that breaks off in the middle of a phrase is no clause: *blamed Roe **for** a strike*.
    let breaks_off = words.last().is_none_or(|word| word.function);
    if words.len() < SHORTEST || breaks_off || words.iter().any(|word| word.quoted) {
        return false;
    }
    let verb = range.clone().find(|&at| is_clause_verb(side, range, at));
    let Some(verb) = verb else { return false };
    let says_more = range
        .clone()
        .any(|at| at != verb && !side.words[at].function && side.positions.contains(&at));
    says_more
        && side.positions.iter().any(|at| !range.contains(at))
        && frame(side, range, &[], false).is_none()
        && !has_own_kind(side, range)
        && !side.span(range.clone()).is_some_and(|span| is_claim(side, span))
}

/// A verb that is not the main one, and depends on a word that is not in the range.
fn is_clause_verb(side: &Side<'_>, range: &Range<usize>, at: usize) -> bool {
    let relation = side.text.revision.grammar.relation(side.words[at].token);
    let clause = matches!(
        relation,
        Relation::Advcl | Relation::AclRelcl | Relation::Conj | Relation::Parataxis
    );
    let verb = side.tag(at).is_verb() && side.tag(at) != Tag::Md;
    verb && clause && side.head(at).is_some_and(|head| !range.contains(&head))
}

fn has_own_kind(side: &Side<'_>, range: &Range<usize>) -> bool {
    let keys = side.keys(range.clone());
    let changes = &side.text.english.changes;
    let told = !changes.causal.all(&keys).is_empty() || changes.future.longest(&keys).is_some();
    let first = side.words[range.start].token;
    let hedges = &side.text.hedges;
    let next = hedges.partition_point(|cue| cue.tokens.end <= first);
    told || hedges.get(next).is_some_and(|cue| cue.tokens.contains(&first))
}

/// Whether the reading has a claim there, which tells of itself.
fn is_claim(side: &Side<'_>, span: Span) -> bool {
    let claims = &side.text.revision.claims;
    let Some(own) = side.claim else { return false };
    // Claims stand in the order of their sentences.
    let first = claims.partition_point(|claim| claim.sentence < own.sentence);
    let mut beside = claims[first..]
        .iter()
        .take_while(|claim| claim.sentence == own.sentence);
    beside.any(|claim| {
        claim.spans[0] != own.spans[0]
            && claim
                .spans
                .iter()
                .all(|it| span.start() <= it.start() && it.end() <= span.end())
    })
}
