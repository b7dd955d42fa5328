//! Clauses that came or went inside a claim which stayed: a claim of their own, though the reading has not cut them off.
//!
//! *A tanker exploded near the school.* → *A tanker exploded near the school, **killing eight people**.* has a claim more, and its number is
//! new with it. *…, **the ministry said*** is an attribution, ***because** it rained* a cause, ***if** it rains* a hedge and
//! ***set to** open* a plan, which have kinds of their own; *in **Orla*** has no verb, and
//! *a boat **built in Orla*** only an attribute. A clause in place of another one has come and the other gone, unless they have words
//! in common. What stood there may have become a clause itself: *The vote failed.* → ***Roe stepped down after** the vote failed.*

use std::ops::Range;

use super::frames::{frame, is_reporting};
use super::saying::behind_punctuation;
use super::{Case, Edit, Side, quote};
use crate::diff::alignment::Hunk;
use crate::diff::words::Word;
use crate::document::TokenKind;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::span::Span;
use crate::vocabulary::{EditKind, Place};

/// A clause has so many words at least.
const SHORTEST: usize = 3;

/// Puts the edits in, and gives back the hunks that are no clauses.
pub(super) fn find(case: &Case<'_>, hunks: Vec<Hunk>, edits: &mut Vec<Edit>) -> Vec<Hunk> {
    if case.old.claim.is_none() || case.new.claim.is_none() {
        return hunks;
    }
    let mut rest = Vec::with_capacity(hunks.len());
    let mut fates: Vec<(bool, bool)> = hunks
        .iter()
        .map(|hunk| {
            let (before, after) = ((&case.old, &hunk.old), (&case.new, &hunk.new));
            let swapped =
                gives_way(before, after) || gives_way(after, before) || ends_otherwise(before, after);
            let gone = |one, other: (&Side<'_>, _)| is_gone(one, other) && !stands_elsewhere(one, other.0);
            (swapped || gone(before, after), swapped || gone(after, before))
        })
        .collect();
    // *…, **killing at least 40*** → ***dozens killed as** …*: one clause, which stands elsewhere now.
    for gone in 0..fates.len() {
        let there = |new: &usize| {
            fates[*new] == (false, true)
                && shares_verb((&case.old, &hunks[gone].old), (&case.new, &hunks[*new].new))
        };
        if fates[gone] == (true, false)
            && let Some(new) = (0..fates.len().min(MOST)).find(there)
        {
            (fates[gone], fates[new]) = ((false, false), (false, false));
        }
    }
    for (hunk, (gone, new)) in hunks.into_iter().zip(fates) {
        if gone {
            let what = quote(case.old.slice(hunk.old.clone()));
            let message = format!("The new text no longer says this: {what}.");
            let span = case.old.span(hunk.old.clone());
            edits.push(case.edit(EditKind::ClaimRemoved, span, None, message));
        }
        if new {
            let what = quote(case.new.slice(hunk.new.clone()));
            let message = format!("The old text does not say this: {what}.");
            let span = case.new.span(hunk.new.clone());
            edits.push(case.edit(EditKind::ClaimAdded, None, span, message));
        }
        if !gone && !new {
            rest.push(hunk);
        }
    }
    rest
}

/// Whether the words of a range stand in a row anywhere in the other text: *… **and was fined £620*** → *… . He **was fined £620***.
pub(super) fn stands_elsewhere((side, range): (&Side<'_>, &Range<usize>), other: &Side<'_>) -> bool {
    let words = &side.words[range.clone()];
    let joins = words
        .iter()
        .take_while(|word| matches!(side.text.word(word), "and" | "but" | "who" | "which"));
    let words = &words[joins.count()..];
    let there = other.text.neighbours();
    words.len() >= SHORTEST
        && words
            .windows(2)
            .all(|pair| there.has_pair(pair[0].key, pair[1].key))
}

/// Clauses that went are looked for among so many that came.
const MOST: usize = 32;

/// Whether one verb stands in both ranges.
fn shares_verb(
    (side, range): (&Side<'_>, &Range<usize>),
    (other, others): (&Side<'_>, &Range<usize>),
) -> bool {
    let verbs = |side: &Side<'_>, range: &Range<usize>| -> Vec<_> {
        let verbs = range
            .clone()
            .filter(|&at| side.tag(at).is_verb() && !side.words[at].function);
        verbs.map(|at| side.lemma(at)).collect()
    };
    let there = verbs(other, others);
    verbs(side, range).iter().any(|verb| there.contains(verb))
}

/// Whether a range is a clause of which the other side has nothing.
fn is_gone((side, range): (&Side<'_>, &Range<usize>), (other, others): (&Side<'_>, &Range<usize>)) -> bool {
    let has_verb = others.clone().any(|at| other.tag(at).is_verb());
    if !has_verb {
        return has_clause(side, range) || opens_with_clause(side, range, other);
    }
    // *…, **two days after floods swept away a car*** → *…, **while talks go on***
    let tells = |side: &Side<'_>, range: &Range<usize>| {
        has_clause(side, range) || side.span(range.clone()).is_some_and(|span| is_claim(side, span))
    };
    has_clause(side, range) && tells(other, others) && !shares_words((side, range), (other, others))
}

/// Whether the main clause of a headline gave way to another one, of which it has nothing, before a clause that stayed: ***Shares slide** as
/// prices soar* → ***Petrol at record** as prices soar*.
fn gives_way((side, range): (&Side<'_>, &Range<usize>), (other, others): (&Side<'_>, &Range<usize>)) -> bool {
    let opens = |side: &Side<'_>, range: &Range<usize>| {
        let document = &side.text.revision.document;
        let token = side.words[range.start].token;
        let start = document.sentences()[document.sentence_of(token)].tokens.start;
        // *Storm latest: **power cuts** as winds hit coast*
        let starts = start == token || document.word(token - 1) == ":";
        let joins = side.words.get(range.end).map(|word| side.text.word(word));
        starts && joins.is_some_and(|word| side.text.english.changes.subordinator.contains(word))
    };
    if range.len() < 2 || others.len() < 2 || !opens(side, range) || !opens(other, others) {
        return false;
    }
    let headline = side.claim.is_some_and(|claim| claim.place == Place::Headline);
    let noun = |side: &Side<'_>, at: usize| side.tag(at).is_noun() || side.is_name(at);
    let verb = |at: usize| matches!(side.tag(at), Tag::Vbz | Tag::Vbp | Tag::Vbd | Tag::Vbn);
    let subject = range.clone().find(|&at| noun(side, at));
    headline
        && subject.is_some_and(|subject| (subject + 1..range.end).any(verb))
        && others.clone().any(|at| noun(other, at))
        && !shares_words((side, range), (other, others))
}

/// Whether what happened with it, at the end of the claim, gave way to something else: *a quake **cutting power to thousands*** → *a quake
/// **setting off an alarm***.
fn ends_otherwise(before: (&Side<'_>, &Range<usize>), after: (&Side<'_>, &Range<usize>)) -> bool {
    let verb = |(side, range): (&Side<'_>, &Range<usize>)| {
        let first = range.clone().next()?;
        let noun = first.checked_sub(1).is_some_and(|at| side.tag(at).is_noun());
        let ends = side.positions.last() == Some(&(range.end - 1));
        let object = range.len() >= SHORTEST && (first + 1..range.end).any(|at| side.tag(at).is_noun());
        (side.tag(first) == Tag::Vbg && noun && ends && object).then(|| side.lemma(first))
    };
    let both = verb(before).zip(verb(after));
    both.is_some_and(|(one, other)| one != other) && !shares_words(before, after)
}

/// Whether a word that is none of grammar stands on both sides.
fn shares_words(
    (side, range): (&Side<'_>, &Range<usize>),
    (other, others): (&Side<'_>, &Range<usize>),
) -> bool {
    let content = |side: &Side<'_>, range: &Range<usize>| -> Vec<usize> {
        range.clone().filter(|&at| !side.words[at].function).collect()
    };
    let there: Vec<_> = content(other, others)
        .into_iter()
        .map(|at| other.lemma(at))
        .collect();
    content(side, range)
        .into_iter()
        .any(|at| there.contains(&side.lemma(at)))
}

/// Whether a range puts what followed below a clause of its own: ***Roe stepped down after** the vote failed*.
pub(super) fn opens_with_clause(side: &Side<'_>, range: &Range<usize>, other: &Side<'_>) -> bool {
    let Some(last) = range.end.checked_sub(1).filter(|&at| at >= range.start + 2) else {
        return false;
    };
    let document = &side.text.revision.document;
    let sentence = document.sentence_of(side.words[range.start].token);
    let start = side
        .words
        .partition_point(|word| word.token < document.sentences()[sentence].tokens.start);
    let opens = (start.min(range.start)..range.start).all(|at| !side.tag(at).is_verb());
    let joins = side.text.english.changes.subordinator.contains(side.word(last));
    let noun = |at: usize| side.tag(at).is_noun() || side.is_name(at) || side.tag(at) == Tag::Prp;
    let subject = (start..last).find(|&at| noun(at));
    let says = |at: usize| side.tag(at).is_verb() && side.tag(at) != Tag::Vbg && subject < Some(at);
    let says = subject.is_some() && range.clone().any(says);
    // *was named **as** mayor*
    let verbs = |side: &Side<'_>| {
        side.positions
            .iter()
            .any(|&at| !range.contains(&at) && side.tag(at).is_verb())
    };
    let is_clause = !side.word(last).eq_ignore_ascii_case("as")
        || verbs(side)
        || other.positions.iter().any(|&at| other.tag(at).is_verb());
    opens && joins && says && is_clause && !side.words[range.clone()].iter().any(|word| word.quoted)
}

/// Whether a range is a clause with words of its own that hangs on words outside of it, and no claim that the reading found itself.
fn has_clause(side: &Side<'_>, range: &Range<usize>) -> bool {
    let words = &side.words[range.clone()];
    // A range that breaks off in the middle of a phrase is no clause: *blamed Roe **for** a strike*.
    let particle = |word: &Word| side.text.revision.grammar.tag(word.token) == Tag::Rp;
    let breaks_off = words.last().is_none_or(|word| word.function && !particle(word));
    // *fell 12**% …, rose 9***% on the news*: only what the words have in common by chance parts it so.
    let kind = |word: &Word| side.text.revision.document.tokens()[word.token].kind;
    let sign = words.first().is_some_and(|word| kind(word) == TokenKind::Symbol);
    if words.len() < SHORTEST || sign || breaks_off || words.iter().any(|word| word.quoted) {
        return false;
    }
    let verb = range.clone().find(|&at| is_clause_verb(side, range, at));
    let verb = verb
        .or_else(|| opening_clause(side, range))
        .or_else(|| set_off_clause(side, range));
    let Some(verb) = verb else {
        return false;
    };
    // *…, **while singers showed** solidarity*: whoever shows it vouches for nothing.
    let opening = side.word(range.start);
    let joins =
        !opening.eq_ignore_ascii_case("as") && side.text.english.changes.subordinator.contains(opening);
    let says_more = range
        .clone()
        .any(|at| at != verb && !side.words[at].function && side.positions.contains(&at));
    says_more
        && side.positions.iter().any(|at| !range.contains(at))
        && (joins || frame(side, range, &[], false).is_none())
        && !has_own_kind(side, range)
        && !side.span(range.clone()).is_some_and(|span| is_claim(side, span))
}

/// The verb of a clause in front of a comma that the tree may take for the main one: ***As the boats turned back**, crowds gathered*.
fn opening_clause(side: &Side<'_>, range: &Range<usize>) -> Option<usize> {
    let document = &side.text.revision.document;
    let (first, last) = (side.words[range.start].token, side.words[range.end - 1].token);
    let sentence = &document.sentences()[document.sentence_of(first)];
    let joins = side
        .text
        .english
        .changes
        .subordinator
        .contains(document.word(first));
    let comma = last + 1 < sentence.tokens.end && document.word(last + 1) == ",";
    // ***Feeling unwell after the race**, Roe went home*
    let opens = range.start;
    let participle = side.tag(opens) == Tag::Vbg && side.cue(opens).is_none() && !is_reporting(side, opens);
    if first != sentence.tokens.start || !(joins || participle) || !comma {
        return None;
    }
    if participle {
        return Some(opens);
    }
    let noun = |at: usize| side.tag(at).is_noun() || side.is_name(at) || side.tag(at) == Tag::Prp;
    let subject = range.clone().find(|&at| noun(at))?;
    (subject + 1..range.end).find(|&at| matches!(side.tag(at), Tag::Vbd | Tag::Vbz | Tag::Vbp))
}

/// The verb of a clause between commas that the tree may hang elsewhere: *…, **who was among those rescued**, …*, *…, **though it has
/// fallen since***.
fn set_off_clause(side: &Side<'_>, range: &Range<usize>) -> Option<usize> {
    let document = &side.text.revision.document;
    let opens = range.start;
    let opening = side.word(opens);
    let joins =
        side.text.english.changes.subordinator.contains(opening) && !opening.eq_ignore_ascii_case("as");
    let behind = side.words[range.end - 1].token + 1;
    let closed = document
        .tokens()
        .get(behind)
        .is_none_or(|token| token.kind == TokenKind::Punctuation);
    let relative = matches!(side.tag(opens), Tag::Wp | Tag::Wdt);
    if !(joins || relative) || !behind_punctuation(side, opens) || !closed {
        return None;
    }
    let noun = |at: usize| side.tag(at).is_noun() || side.is_name(at) || side.tag(at) == Tag::Prp;
    let subject = if joins {
        (opens + 1..range.end).find(|&at| noun(at))?
    } else {
        opens
    };
    (subject + 1..range.end).find(|&at| matches!(side.tag(at), Tag::Vbd | Tag::Vbz | Tag::Vbp))
}

/// A verb that is not the main one, and depends on a word that is not in the range.
fn is_clause_verb(side: &Side<'_>, range: &Range<usize>, at: usize) -> bool {
    let relation = side.text.revision.grammar.relation(side.words[at].token);
    // *…, **with two of them losing their homes***, ***ahead of** guests **reaching** the town*
    if side.tag(at) == Tag::Vbg && matches!(relation, Relation::Acl | Relation::Advcl) {
        let opening = &*side.word(range.start).to_ascii_lowercase();
        let ahead = opening == "ahead" && side.word(range.start + 1).eq_ignore_ascii_case("of");
        let noun = (range.start + 1..at).any(|at| side.tag(at).is_noun() || side.is_name(at));
        if (opening == "with" || ahead) && noun {
            return true;
        }
    }
    let clause = matches!(
        relation,
        Relation::Advcl | Relation::AclRelcl | Relation::Conj | Relation::Parataxis
    );
    // *…, and was **popular** within a year*
    let copula = || {
        let copula = side
            .text
            .revision
            .grammar
            .child(side.words[at].token, Relation::Cop);
        copula
            .and_then(|token| side.position(token))
            .is_some_and(|it| range.contains(&it))
    };
    let verb = side.tag(at).is_verb() && side.tag(at) != Tag::Md || copula();
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
