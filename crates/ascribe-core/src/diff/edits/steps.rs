//! What was done, in steps: quantifiers, ladders of what became of somebody, causes, plans that happened.
//!
//! ***some** banks* → ***most** banks*; *was **arrested*** → *was **charged***; *left **after** the vote* → *left **because of**
//! the vote*; ***will** close* → *closed*. The words must stand in what was put in, taken out or replaced: a claim that says
//! *arrested* in both texts has not moved. Missed on purpose: steps that the lexicon does not list.

use std::collections::BTreeMap;
use std::ops::Range;

use super::bounds::is_fraction;
use super::{Case, Edit, Side, quote};
use crate::diff::alignment::Hunk;
use crate::english::phrases::Phrases;
use crate::english::words::key;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::span::Span;
use crate::vocabulary::{EditKind, HedgeClass, Place};

pub(super) fn find(case: &Case<'_>, hunks: &[Hunk], edits: &mut Vec<Edit>) {
    quantifiers(case, hunks, edits);
    ladders(case, hunks, edits);
    causes(case, hunks, edits);
    tense(case, hunks, edits);
}

/// One-sided changes longer than this bring a clause of their own along.
const SHORT: usize = 3;

fn quantifiers(case: &Case<'_>, hunks: &[Hunk], edits: &mut Vec<Edit>) {
    let of = |side: &Side<'_>, range: &Range<usize>| -> Vec<usize> {
        range.clone().filter(|&at| is_quantifier(side, at)).collect()
    };
    for hunk in hunks {
        let (old, new) = (of(&case.old, &hunk.old), of(&case.new, &hunk.new));
        let keys =
            |side: &Side<'_>, at: &[usize]| at.iter().map(|&at| side.words[at].key).collect::<Vec<_>>();
        let short = hunk.old.len() <= SHORT && hunk.new.len() <= SHORT;
        if keys(&case.old, &old) == keys(&case.new, &new) || (old.is_empty() || new.is_empty()) && !short {
            continue;
        }
        // ***several** others* → ***40** others*: a number has come, and that is told of.
        let numbers = |side: &Side<'_>, range: &Range<usize>| range.clone().any(|at| side.is_number(at));
        if old.is_empty() && numbers(&case.old, &hunk.old) || new.is_empty() && numbers(&case.new, &hunk.new)
        {
            continue;
        }
        let range = |at: &[usize]| at.first().map_or(0..0, |&at| at..at + 1);
        let (before, after) = (range(&old), range(&new));
        let name = |side: &Side<'_>, range: &Range<usize>| {
            if range.is_empty() {
                "no such word".to_owned()
            } else {
                quote(side.slice(range.clone()))
            }
        };
        let message = format!(
            "How many: {} in the old text, {} in the new one.",
            name(&case.old, &before),
            name(&case.new, &after)
        );
        edits.push(case.edit(
            EditKind::QuantifierChanged,
            case.old.span(before),
            case.new.span(after),
            message,
        ));
        return;
    }
}

/// Whom pollsters count among the voters.
const POLLED: [&str; 4] = ["eligible", "likely", "registered", "undecided"];

/// *most*, *several dozen*, ***likely** voters*; not the bound of *some 200*.
fn is_quantifier(side: &Side<'_>, at: usize) -> bool {
    let token = side.words[at].token;
    let hedges = &side.text.hedges;
    let next = hedges.partition_point(|cue| cue.tokens.end <= token);
    let vague = hedges
        .get(next)
        .is_some_and(|cue| cue.tokens.contains(&token) && cue.class == HedgeClass::VagueQuantity);
    let listed = side.text.english.changes.quantifier.contains(side.word(at));
    // *some **200***, *more than **half***
    let fraction = |at: usize| at < side.words.len() && is_fraction(side, at);
    let bound = at + 1 < side.words.len() && side.is_number(at + 1) || (at..at + 4).any(fraction);
    // ***All** aboard*
    let of_something = at + 1 < side.words.len() && !matches!(side.tag(at + 1), Tag::Rb | Tag::Rp)
        || side.source(at).is_some();
    let polled = at + 1 < side.words.len()
        && side.word(at + 1).eq_ignore_ascii_case("voters")
        && POLLED.contains(&side.word(at));
    // *thousands **of***
    let listed = listed || polled || vague && !side.words[at].function;
    listed && !bound && of_something && !side.is_number(at)
}

fn ladders(case: &Case<'_>, hunks: &[Hunk], edits: &mut Vec<Edit>) {
    let (old, old_touched) = rungs(&case.old, hunks.iter().map(|hunk| hunk.old.clone()));
    let (new, new_touched) = rungs(&case.new, hunks.iter().map(|hunk| hunk.new.clone()));
    for (ladder, (before, from)) in &old {
        let Some((after, to)) = new.get(ladder) else {
            continue;
        };
        let touched = old_touched.contains(ladder) || new_touched.contains(ladder);
        if before == after || !touched {
            continue;
        }
        // *three missing* → *one dead, **two missing***: others have died.
        let both = |side: &Side<'_>, height: u8| counts_others(side, *ladder, height);
        if both(&case.new, *before) || both(&case.old, *after) {
            continue;
        }
        let kind = if before < after {
            EditKind::StatusEscalated
        } else {
            EditKind::StatusDeescalated
        };
        let message = format!(
            "{} in the old text, {} in the new one.",
            quote(case.old.slice(from.clone())),
            quote(case.new.slice(to.clone()))
        );
        edits.push(case.edit(
            kind,
            case.old.span(from.clone()),
            case.new.span(to.clone()),
            message,
        ));
    }
}

/// Takes out the hedge that is part of a rung: ***feared** dead* → *dead* is one step and no second edit.
pub(super) fn tell_hedges(edits: &mut Vec<Edit>) {
    let steps: Vec<(Option<Span>, Option<Span>)> = edits
        .iter()
        .filter(|edit| matches!(edit.kind, EditKind::StatusEscalated | EditKind::StatusDeescalated))
        .map(|edit| (edit.before, edit.after))
        .collect();
    let inside = |span: Option<Span>, step: Option<Span>| match (span, step) {
        (Some(span), Some(step)) => step.overlaps(span),
        (span, _) => span.is_none(),
    };
    edits.retain(|edit| {
        let hedge = matches!(
            edit.kind,
            EditKind::HedgeDropped | EditKind::HedgeAdded | EditKind::HedgeChanged
        );
        let told =
            |step: &(Option<Span>, Option<Span>)| inside(edit.before, step.0) && inside(edit.after, step.1);
        !hedge || !steps.iter().any(told)
    });
}

/// Whether a rung of this height stands behind a number, and a higher one behind another number.
fn counts_others(side: &Side<'_>, ladder: u8, height: u8) -> bool {
    let (Some(&first), Some(&last)) = (side.positions.first(), side.positions.last()) else {
        return false;
    };
    let counted = |at: usize| {
        let before = at.checked_sub(1);
        before.is_some_and(|at| side.is_number(at) || is_quantifier(side, at))
    };
    let rungs = side.text.english.changes.ladders.all(&side.keys(first..last + 1));
    let mut counted = rungs
        .iter()
        .filter(|it| it.2.ladder == ladder && counted(first + it.0))
        .map(|it| it.2.height);
    counted.clone().any(|it| it == height) && counted.any(|it| it > height)
}

/// By ladder the highest rung of the claim and where it stands.
type Highest = BTreeMap<u8, (u8, Range<usize>)>;

/// The highest rungs, and the ladders of which a rung has a word in one of the ranges.
fn rungs(side: &Side<'_>, ranges: impl Iterator<Item = Range<usize>>) -> (Highest, Vec<u8>) {
    let ranges: Vec<Range<usize>> = ranges.collect();
    let mut highest = Highest::new();
    let mut touched = Vec::new();
    let (Some(&first), Some(&last)) = (side.positions.first(), side.positions.last()) else {
        return (highest, touched);
    };
    for (at, length, rung) in side.text.english.changes.ladders.all(&side.keys(first..last + 1)) {
        let words = first + at..first + at + length;
        if ranges.iter().any(|it| overlap(it, &words)) {
            touched.push(rung.ladder);
        }
        let known = highest.entry(rung.ladder).or_insert((rung.height, words.clone()));
        if known.0 < rung.height {
            *known = (rung.height, words);
        }
    }
    (highest, touched)
}

fn causes(case: &Case<'_>, hunks: &[Hunk], edits: &mut Vec<Edit>) {
    let causal = &case.old.text.english.changes.causal;
    // *the **cause** of the crash* is a thing.
    let of = |side: &Side<'_>, ranges: Vec<&Range<usize>>| {
        let mut found = phrases(side, causal, ranges.into_iter());
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

/// *is **due to** leave*, not *late **due to** snow*.
fn is_due(side: &Side<'_>, at: usize) -> bool {
    let is = |at: usize, word: &str| at < side.words.len() && side.word(at).eq_ignore_ascii_case(word);
    is(at, "due") && is(at + 1, "to") && at + 2 < side.words.len() && side.tag(at + 2) == Tag::Vb
}

fn tense(case: &Case<'_>, hunks: &[Hunk], edits: &mut Vec<Edit>) {
    let old = || hunks.iter().map(|hunk| &hunk.old);
    let new = || hunks.iter().map(|hunk| &hunk.new);
    let (ahead_old, ahead_new) = (ahead(&case.old, old()), ahead(&case.new, new()));
    // ***to compete*** → ***compete***, where the verb stayed
    let stayed = |at: Option<usize>| case.stayed.get(at?).copied().flatten();
    let came_from = |at: Option<usize>| case.stayed.iter().position(|it| it.is_some() && *it == at);
    let is_so = |(side, at): (&Side<'_>, Option<usize>), own: &Side<'_>, ahead: &Ahead| {
        let finite = |at: &usize| matches!(side.tag(*at), Tag::Vbz | Tag::Vbp | Tag::Vbd);
        // The reading takes the verb of a headline for a noun now and then; *Orla unveils a plan **to build***
        let subject = || {
            let before = ahead.mark.start.checked_sub(1);
            let noun = before.is_some_and(|at| own.tag(at).is_noun() || own.is_name(at));
            let mut others = (0..own.words.len()).filter(|&at| Some(at) != ahead.verb);
            noun && !others.any(|at| own.tag(at).is_verb())
        };
        at.filter(|at| ahead.bare && (finite(at) || subject()))
            .map(|at| at..at + 1)
    };
    let found = match (ahead_old, ahead_new) {
        (Some(ahead), None) => is_so((&case.new, stayed(ahead.verb)), &case.old, &ahead)
            .or_else(|| happened(&case.old, &ahead, &case.new, new()))
            .map(|verb| (ahead.mark, verb)),
        (None, Some(ahead)) => is_so((&case.old, came_from(ahead.verb)), &case.new, &ahead)
            .or_else(|| happened(&case.new, &ahead, &case.old, old()))
            .map(|verb| (verb, ahead.mark)),
        _ => None,
    };
    let Some((before, after)) = found else { return };
    let message = format!(
        "The old text says {}, the new one {}: what is to come and what has come are not the same.",
        quote(case.old.slice(before.clone())),
        quote(case.new.slice(after.clone()))
    );
    edits.push(case.edit(
        EditKind::TenseChanged,
        case.old.span(before),
        case.new.span(after),
        message,
    ));
}

/// Something that is meant to be.
struct Ahead {
    /// What says so: ***will** close*, ***to** close*.
    mark: Range<usize>,
    /// The verb: *will **close***; none if it stands further on.
    verb: Option<usize>,
    /// Only an infinitive says so, which other words may have brought along.
    bare: bool,
    /// The verb did not stay.
    replaced: bool,
}

/// The first that is ahead by a phrase of the list, or by an infinitive: *mayor **to resign***.
fn ahead<'a>(side: &Side<'_>, ranges: impl Iterator<Item = &'a Range<usize>> + Clone) -> Option<Ahead> {
    let verb = |from: usize| {
        let near = from..(from + 4).min(side.words.len());
        let verb = near
            .into_iter()
            .find(|&at| side.tag(at).is_verb() && !matches!(&*side.lemma(at), "be" | "have"));
        // *set for **launch***
        let deed = || Some(from).filter(|&at| at < side.words.len() && side.tag(at).is_noun());
        verb.or_else(deed)
    };
    let listed = phrases(side, &side.text.english.changes.future, ranges.clone());
    let due = || {
        let mut words = ranges.clone().cloned().flatten();
        words.find(|&at| is_due(side, at)).map(|at| at..at + 2)
    };
    if let Some(mark) = listed.first().cloned().or_else(due) {
        let verb = verb(mark.end);
        return Some(Ahead {
            verb,
            mark,
            bare: false,
            replaced: verb.is_some_and(|at| ranges.clone().any(|range| range.contains(&at))),
        });
    }
    let infinitive = ranges.cloned().flatten().find(|&at| {
        let refuses = &side.text.english.changes.negative_verb;
        let denied = at > 0 && refuses.contains(&side.lemma(at - 1));
        // *has had **to sell***, *spoke **to back** it*: it has sold, and has backed it.
        // *those **to have died*** have.
        let has = at + 2 < side.words.len() && side.word(at + 1) == "have" && side.tag(at + 2) == Tag::Vbn;
        let had = has || at > 0 && matches!(side.word(at - 1), "had");
        let purpose = || {
            let relation = side.text.revision.grammar.relation(side.words[at + 1].token);
            let did = |head: usize| matches!(side.tag(head), Tag::Vbd | Tag::Vbn);
            relation == Relation::Advcl && side.head(at + 1).is_some_and(did)
        };
        side.word(at).eq_ignore_ascii_case("to")
            && at + 1 < side.words.len()
            && side.tag(at + 1) == Tag::Vb
            && !denied
            && !had
            && !purpose()
    });
    infinitive.map(|at| Ahead {
        mark: at..at + 2,
        verb: Some(at + 1),
        bare: true,
        replaced: true,
    })
}

/// A verb of a list of deeds has so many words at most.
const LONGEST_DEED: usize = 4;

/// The finite verb or participle by which the other side says that it is so: of the same verb, where that was replaced too.
fn happened<'a>(
    side: &Side<'_>,
    ahead: &Ahead,
    other: &Side<'_>,
    others: impl Iterator<Item = &'a Range<usize>>,
) -> Option<Range<usize>> {
    let verbs = &side.text.english.paraphrases.verbs;
    let deed = |side: &Side<'_>, at: usize| {
        let lemmas: Vec<u64> = (at..(at + LONGEST_DEED).min(side.words.len()))
            .map(|at| key(&side.lemma(at)))
            .collect();
        verbs.longest(&lemmas).map(|it| it.1)
    };
    let verb = ahead.verb.map(|at| (side.lemma(at), deed(side, at)));
    // *will **speak at*** → ***addressed***
    let is_same = |at: usize| {
        verb.as_ref().is_some_and(|(lemma, done)| {
            *lemma == other.lemma(at) || done.is_some() && *done == deed(other, at)
        })
    };
    // *is to pay* → *is **paying***
    // and in a headline *to pay* → ***paying***
    let finite = |at: &usize| matches!(other.tag(*at), Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md);
    let headline = other.claim.is_some_and(|claim| claim.place == Place::Headline)
        && !other.positions.iter().any(finite);
    let goes_on =
        |at: usize| other.tag(at) == Tag::Vbg && at > 0 && (headline || &*other.lemma(at - 1) == "be");
    let is_finite =
        |at: usize| matches!(other.tag(at), Tag::Vbd | Tag::Vbn | Tag::Vbz | Tag::Vbp) || goes_on(at);
    let finite: Vec<usize> = others.cloned().flatten().filter(|&at| is_finite(at)).collect();
    let same = finite.iter().copied().find(|&at| is_same(at));
    let helper = |at: &usize| matches!(&*other.lemma(*at), "be" | "have" | "do");
    let at = if ahead.bare || ahead.replaced {
        same
    } else {
        // *will close* → *has closed*; *will be closed* → *was closed*, where *closed* stayed.
        same.or_else(|| finite.into_iter().find(helper))
    };
    at.map(|at| at..at + 1)
}

/// The phrases of a list that have a word in one of the ranges.
fn phrases<'a>(
    side: &Side<'_>,
    list: &Phrases<()>,
    ranges: impl Iterator<Item = &'a Range<usize>>,
) -> Vec<Range<usize>> {
    const LONGEST: usize = 3;
    let mut found = Vec::new();
    for range in ranges {
        let from = range.start.saturating_sub(LONGEST);
        let to = side.words.len().min(range.end + LONGEST);
        for (at, length, ()) in list.all(&side.keys(from..to)) {
            let words = from + at..from + at + length;
            if overlap(range, &words) {
                found.push(words);
            }
        }
    }
    found
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}
