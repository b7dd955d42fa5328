//! Names that were replaced: who or what takes part, and where.
//!
//! *a plant in **Leeds*** → *a plant in **Hull*** is another place; ***Roe** resigned* → ***Ortega** resigned* another
//! participant. *Roe* → *Zoë Roe* is the same one. A name that came where none stood (*the mayor* → *Tom Whitfield*) may stand
//! for the same person, so it is wording. Sources of attributions are compared elsewhere. Missed on purpose: participants
//! without a name (*firefighters* → *police*), which cannot be told from other words for the same people.

use std::collections::BTreeSet;
use std::ops::Range;

use super::attributions::Framed;
use super::frames::is_reporting;
use super::namesakes;
use super::{Case, Edit, Side, quote};
use crate::diff::alignment::Hunk;
use crate::document::TokenKind;
use crate::english::names::Facts;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::signs::names::Entity;
use crate::vocabulary::{EditKind, EntityKind, Place};

pub(super) fn find(case: &Case<'_>, hunks: &[Hunk], framed: &Framed, edits: &mut Vec<Edit>) {
    let words = |side: &Side<'_>, names: &[Range<usize>]| -> Vec<u64> {
        names.iter().flat_map(|it| side.keys(it.clone())).collect()
    };
    let ranges = hunks;
    let hunks: Vec<[Vec<Range<usize>>; 2]> = ranges
        .iter()
        .map(|hunk| {
            [
                names(&case.old, hunk.old.clone(), &framed.old),
                names(&case.new, hunk.new.clone(), &framed.new),
            ]
        })
        .collect();
    let old_words: BTreeSet<u64> = hunks.iter().flat_map(|[old, _]| words(&case.old, old)).collect();
    let new_words: BTreeSet<u64> = hunks.iter().flat_map(|[_, new]| words(&case.new, new)).collect();
    // A name that stands in another place of the claim has not changed.
    let only = |side: &Side<'_>, names: &[Range<usize>], others: &BTreeSet<u64>| -> Option<Range<usize>> {
        let mut names = names.iter();
        names
            .find(|it| side.keys((*it).clone()).iter().all(|key| !others.contains(key)))
            .cloned()
    };
    let replaced = ranges.iter().zip(&hunks).find_map(|(hunk, [old, new])| {
        let pair = (
            only(&case.old, old, &new_words)?,
            only(&case.new, new, &old_words)?,
        );
        (is_same_slot(case, hunk, &pair) && is_same_sort(case, &pair)).then_some(pair)
    });
    let compass = ranges.iter().find_map(|hunk| {
        let first = |side: &Side<'_>, range: &Range<usize>| {
            let mut words = range.clone();
            words
                .find(|&at| side.text.english.changes.compass.contains(side.word(at)))
                .map(|at| at..at + 1)
        };
        let (old, new) = (first(&case.old, &hunk.old)?, first(&case.new, &hunk.new)?);
        // *the **eastern** coast* is *the **east** coast*
        let direction = |side: &Side<'_>, at: usize| side.word(at).to_lowercase().replace("ern", "");
        (direction(&case.old, old.start) != direction(&case.new, new.start)).then_some((old, new))
    });
    let Some((before, after)) = replaced.or(compass) else {
        let office = ranges.iter().find(|hunk| {
            namesakes::are_other_offices((&case.old, &hunk.old), (&case.new, &hunk.new))
                && framed.old.iter().all(|at| !hunk.old.contains(at))
        });
        if let Some(hunk) = office {
            let (old, new) = (hunk.old.clone(), hunk.new.clone());
            let (was, is) = (
                quote(case.old.slice(old.clone())),
                quote(case.new.slice(new.clone())),
            );
            let (before, after) = (case.old.span(old), case.new.span(new));
            let message = format!("It was {was} and is now {is}.");
            edits.push(case.edit(EditKind::EntityChanged, before, after, message));
            return;
        }
        edits.extend(list_grew(case, &hunks));
        return;
    };
    let initials = |(side, name): (&Side<'_>, &Range<usize>), long: &Side<'_>, hunk: &Range<usize>| {
        name.len() == 1 && namesakes::is_short_for(side.word(name.start), long.slice(hunk.clone()))
    };
    if ranges.iter().any(|hunk| {
        initials((&case.new, &after), &case.old, &hunk.old)
            || initials((&case.old, &before), &case.new, &hunk.new)
    }) {
        return;
    }
    let is_direction = |side: &Side<'_>, name: &Range<usize>| {
        side.text.english.changes.compass.contains(side.word(name.start))
    };
    let place =
        is_place(&case.old, &before) && is_place(&case.new, &after) || is_direction(&case.old, &before);
    let (kind, what) = if place {
        (EditKind::PlaceChanged, "place")
    } else {
        (EditKind::EntityChanged, "name")
    };
    let (before, after) = (whole(&case.old, before), whole(&case.new, after));
    let (was, is) = (case.old.slice(before.clone()), case.new.slice(after.clone()));
    if namesakes::is_respelled(was, is) {
        return;
    }
    edits.push(case.edit(
        kind,
        case.old.span(before.clone()),
        case.new.span(after.clone()),
        format!("The {what} was {} and is now {}.", quote(was), quote(is)),
    ));
}

/// All of a name that another word stands in: *the Orla **Space** Agency*.
fn whole(side: &Side<'_>, part: Range<usize>) -> Range<usize> {
    let Some(entity) = entity(side, &part) else {
        return part;
    };
    let inside = |at: &usize| {
        side.span(*at..*at + 1)
            .is_some_and(|word| entity.span.contains(word))
    };
    let start = (0..part.start).rev().take_while(inside).last();
    let end = (part.end..side.words.len()).take_while(inside).last();
    start.unwrap_or(part.start)..end.map_or(part.end, |last| last + 1)
}

/// A name that came to a list of names which stayed, or went from it: *in Orla and Hale* → *in Orla, Hale **and Melling***.
fn list_grew(case: &Case<'_>, hunks: &[[Vec<Range<usize>>; 2]]) -> Option<Edit> {
    let alone = |side: &Side<'_>, name: &Range<usize>, other: &Side<'_>| {
        let stands = |at: usize| other.words.iter().any(|word| word.key == side.words[at].key);
        !name.clone().any(stands)
    };
    let only = |names: &[&Vec<Range<usize>>], side: &Side<'_>, other: &Side<'_>| {
        let mut all = names.iter().copied().flatten();
        all.find(|name| alone(side, name, other)).cloned()
    };
    let (old, new): (Vec<_>, Vec<_>) = hunks.iter().map(|[old, new]| (old, new)).unzip();
    let gone = only(&old, &case.old, &case.new);
    let come = only(&new, &case.new, &case.old);
    let (side, other, name, grew) = match (gone, come) {
        (Some(name), None) => (&case.old, &case.new, name, false),
        (None, Some(name)) => (&case.new, &case.old, name, true),
        _ => return None,
    };
    // *the mayor **and acting governor** Zoë Roe* is one person with two offices.
    let office = side
        .text
        .english
        .names
        .facts(side.word(name.end - 1))
        .any(Facts::OFFICE);
    if office || !side.positions.contains(&name.start) || !is_listed(side, &name, other) {
        return None;
    }
    let kind = if is_place(side, &name) {
        EditKind::PlaceChanged
    } else {
        EditKind::EntityChanged
    };
    let (written, span) = (quote(side.slice(name.clone())), side.span(name));
    Some(if grew {
        case.edit(kind, None, span, format!("The new text has {written} as well."))
    } else {
        case.edit(kind, span, None, format!("The old text has {written} as well."))
    })
}

/// The word that joins the last name of a list stands so near.
const FAR: usize = 4;

/// Whether a name is joined by *and* or a comma to another one that stands on the other side too.
fn is_listed(side: &Side<'_>, name: &Range<usize>, other: &Side<'_>) -> bool {
    let document = &side.text.revision.document;
    let stands =
        |at: usize| side.is_name(at) && other.words.iter().any(|word| word.key == side.words[at].key);
    // *Orne, Roe **and** Brandt*; not *Melling, Orla*, which is in Orla
    let near = name.start.saturating_sub(FAR)..(name.end + FAR).min(side.words.len());
    let is_list = near
        .into_iter()
        .any(|at| matches!(side.word(at), "and" | "or" | "&"));
    let joined = |from: usize, to: usize| {
        let mut between = side.words[from].token + 1..side.words[to].token;
        is_list && between.any(|token| matches!(document.word(token), "," | "and" | "or" | "&"))
    };
    let joins = |at: usize| matches!(side.word(at), "and" | "or" | "&");
    let before = name.start.checked_sub(1);
    let before = before.and_then(|at| if joins(at) { at.checked_sub(1) } else { Some(at) });
    let behind = if name.end < side.words.len() && joins(name.end) {
        name.end + 1
    } else {
        name.end
    };
    before.is_some_and(|at| stands(at) && joined(at, name.start))
        || behind < side.words.len() && stands(behind) && joined(name.end - 1, behind)
}

/// In a hunk of more words than these, or with a verb, a name may stand in another place of the sentence than the name beside it.
const SHORT: usize = 4;

/// A name and its adjective begin with so many letters.
const STEM: usize = 4;

/// Whether two names do the same in their sentences, as far as the trees tell: *Orla sings for Roe* → *Hale joins Roe in
/// Orla* has replaced no name by another.
fn is_same_slot(case: &Case<'_>, hunk: &Hunk, (before, after): &(Range<usize>, Range<usize>)) -> bool {
    let short = |side: &Side<'_>, range: &Range<usize>| {
        range.len() <= SHORT && range.clone().all(|at| !side.tag(at).is_verb())
    };
    short(&case.old, &hunk.old) && short(&case.new, &hunk.new)
        || slot(&case.old, before) == slot(&case.new, after)
}

/// Whether two names may stand for the same kind of thing: not *Orban* and *Hungary PM*, which names an office, nor *Kyiv* and
/// ***Ukraine**'s capital*.
fn is_same_sort(case: &Case<'_>, (before, after): &(Range<usize>, Range<usize>)) -> bool {
    let facts = |side: &Side<'_>, at: usize| side.text.english.names.facts(side.word(at));
    let office = |side: &Side<'_>, name: &Range<usize>| {
        let held = &side.text.english.namesakes.office;
        name.clone()
            .any(|at| facts(side, at).any(Facts::OFFICE.or(Facts::ADDRESS)) || held.contains(side.word(at)))
    };
    let modifies = |side: &Side<'_>, name: &Range<usize>| {
        let at = name.end;
        at < side.words.len() && matches!(side.tag(at), Tag::Pos | Tag::Nn | Tag::Nns)
    };
    // ***Russians** shell* → ***Russia** shells*
    let stem = |side: &Side<'_>, name: &Range<usize>| -> String {
        let word = side.word(name.start).to_lowercase();
        let word = word.trim_end_matches('.').trim_end_matches('s');
        word.chars().take(STEM).collect()
    };
    // *the **Orla** border* is *the **Hale-Orla** border*
    let joined = |one: &str, other: &str| one.split('-').any(|part| part.eq_ignore_ascii_case(other));
    let (old, new) = (case.old.slice(before.clone()), case.new.slice(after.clone()));
    // ***Zoë Roe** left* → *the **Estonian** left*
    let kind = |side: &Side<'_>, name: &Range<usize>| entity(side, name).map(|it| it.kind);
    let kinds = [kind(&case.old, before), kind(&case.new, after)];
    let by_origin =
        kinds.contains(&Some(EntityKind::Person)) && kinds.contains(&Some(EntityKind::Nationality));
    // *over **Roe*** → *after **Melling***
    let elsewhere = kinds.contains(&Some(EntityKind::Person)) && kinds.contains(&Some(EntityKind::Place));
    stem(&case.old, before) != stem(&case.new, after)
        && !by_origin
        && !elsewhere
        && !joined(old, new)
        && !joined(new, old)
        && !namesakes::are_same((&case.old, before), (&case.new, after))
        && office(&case.old, before) == office(&case.new, after)
        && modifies(&case.old, before) == modifies(&case.new, after)
}

/// How a name hangs on the rest of the sentence, and by which preposition.
fn slot(side: &Side<'_>, name: &Range<usize>) -> Option<(Relation, Option<u64>)> {
    let grammar = &side.text.revision.grammar;
    let inside = |token: usize| side.position(token).is_some_and(|at| name.contains(&at));
    let top = name
        .clone()
        .map(|at| side.words[at].token)
        .find(|&token| grammar.head(token).is_none_or(|head| !inside(head)))?;
    let case = grammar
        .child(top, Relation::Case)
        .and_then(|token| side.position(token));
    Some((grammar.relation(top), case.map(|at| side.words[at].key)))
}

/// Runs of names in a range, without times and what is explained already.
fn names(side: &Side<'_>, range: Range<usize>, framed: &[usize]) -> Vec<Range<usize>> {
    let changes = &side.text.english.changes;
    let counts = |at: usize| {
        side.is_name(at)
            && is_called(side, at)
            && !changes.time.contains(side.word(at))
            && !changes.month.contains(side.word(at))
            && !side.is_number(at)
            && !framed.contains(&at)
            && side.source(at).is_none()
            && side.cue(at).is_none()
            && !is_told(side, at)
    };
    let mut runs = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let start = at;
        while at < range.end && counts(at) {
            at += 1;
        }
        if at > start {
            runs.push(start..at);
        }
        at += 1;
    }
    runs
}

/// So many words of a name, and *the*, stand behind the verb of saying.
const NAMED_WITHIN: usize = 4;

/// Whether it is the one to whom something is said: *officials confirm **to the BBC***, *told **Orla News***.
fn is_told(side: &Side<'_>, at: usize) -> bool {
    let own = |at: &usize| side.is_name(*at) || side.word(*at).eq_ignore_ascii_case("the");
    let before = (0..at).rev().take(NAMED_WITHIN).find(|at| !own(at));
    before.is_some_and(|before| {
        let to = side.word(before).eq_ignore_ascii_case("to");
        let verb = if to { before.checked_sub(1) } else { Some(before) };
        verb.is_some_and(|verb| {
            side.tag(verb).is_verb() && is_reporting(side, verb) && (to || &*side.lemma(verb) == "tell")
        })
    })
}

/// Whether somebody or something is called so: not an office (*the Speaker*), which stands for whoever holds it, nor a common
/// noun that is written large because it opens a sentence.
fn is_called(side: &Side<'_>, at: usize) -> bool {
    let names = &side.text.english.names;
    let facts = names.facts(side.word(at));
    let beside = |at: Option<usize>| at.is_some_and(|at| at < side.words.len() && side.is_name(at));
    let alone = !beside(at.checked_sub(1)) && !beside(Some(at + 1));
    if facts.any(Facts::OFFICE.or(Facts::PERSON)) && alone {
        return false;
    }
    let document = &side.text.revision.document;
    let token = side.words[at].token;
    let opens = |token: usize| document.sentences()[document.sentence_of(token)].tokens.start;
    let quotes = |token: usize| document.tokens()[token].kind == TokenKind::Punctuation;
    let first = (opens(token)..token).all(quotes);
    let possessive = at + 1 < side.words.len() && side.tag(at + 1) == Tag::Pos;
    let written_large_elsewhere = || {
        side.text.words.iter().any(|word| {
            word.key == side.words[at].key
                && word.token != token
                && opens(word.token) != word.token
                && side.text.word(word).starts_with(char::is_uppercase)
        })
    };
    // ***Zendaya** was among the stars*: a thing that is counted would have an article there.
    let subject = document.paragraphs()[document.sentences()[document.sentence_of(token)].paragraph].place
        != Place::Headline
        && side.tag(at) == Tag::Nnp
        && at + 1 < side.words.len()
        && matches!(side.tag(at + 1), Tag::Vbd | Tag::Vbz | Tag::Md)
        && side.text.english.sources.kind(side.word(at)).is_none();
    !first
        || !alone
        || possessive
        || subject
        || facts.any(Facts::GIVEN)
        || names.known([side.word(at)]).is_some()
        || written_large_elsewhere()
}

/// What the reading has found there.
fn entity<'a>(side: &Side<'a>, name: &Range<usize>) -> Option<&'a Entity> {
    let span = side.span(name.clone())?;
    let mut entities = side.claim.into_iter().flat_map(|claim| &claim.entities);
    entities.find(|entity| entity.span.overlaps(span))
}

/// Known to be one, or behind a preposition of place: *in Leeds*, *near the Old Bridge*; not *write to press@example.org*.
fn is_place(side: &Side<'_>, name: &Range<usize>) -> bool {
    if side.slice(name.clone()).contains('@') {
        return false;
    }
    let is = |at: Option<usize>, words: &[&str]| {
        at.is_some_and(|at| words.iter().any(|word| side.word(at).eq_ignore_ascii_case(word)))
    };
    // *the town **of Orla***
    if is(name.start.checked_sub(1), &["of"]) && is(name.start.checked_sub(2), &SETTLED) {
        return true;
    }
    if let Some(entity) = entity(side, name).filter(|entity| entity.kind != EntityKind::Other) {
        return entity.kind == EntityKind::Place;
    }
    let mut before = name.start;
    while before > 0
        && matches!(
            side.word(before - 1),
            "the" | "a" | "an" | "old" | "northern" | "southern" | "eastern" | "western"
        )
    {
        before -= 1;
    }
    // *in **Covid** cases*
    let of_noun = name.end < side.words.len() && side.tag(name.end).is_noun() && !side.is_name(name.end);
    before > 0 && !of_noun && side.text.english.changes.locative.contains(side.word(before - 1))
}

/// What is called by the name behind *of*: *the town of Orla*.
const SETTLED: [&str; 12] = [
    "capital", "city", "county", "district", "island", "port", "province", "region", "state", "suburb",
    "town", "village",
];
