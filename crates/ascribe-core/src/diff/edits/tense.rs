//! Plans that happened: ***will** close* → *closed*.

use std::ops::Range;

use super::{Case, Edit, Side, quote};
use crate::diff::alignment::Hunk;
use crate::english::words::key;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::vocabulary::{EditKind, Place};

pub(super) fn find(case: &Case<'_>, hunks: &[Hunk], edits: &mut Vec<Edit>) {
    // *“It **is** a scandal,” Roe said* → *Roe said it **would be** a scandal*: how speech is reported.
    let quoted =
        |side: &Side<'_>, range: &Range<usize>| side.words[range.clone()].iter().any(|word| word.quoted);
    let same_voice = |hunk: &&Hunk| {
        hunk.old.is_empty()
            || hunk.new.is_empty()
            || quoted(&case.old, &hunk.old) == quoted(&case.new, &hunk.new)
    };
    let hunks: Vec<Hunk> = hunks.iter().filter(same_voice).cloned().collect();
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
        // ***set to be** banned* → *banned*, not *may be banned*
        let open = |at: usize| {
            let before = at.checked_sub(1);
            before.is_some_and(|at| side.tag(at) == Tag::Md || matches!(side.word(at), "be" | "to"))
        };
        let past = |at: usize| matches!(side.tag(at), Tag::Vbd | Tag::Vbn);
        // *are **expected to** sign it* → *sign it*
        let signs = |at: usize| finite(&at) && ahead.mark.clone().any(|at| own.word(at) == "expected");
        let came_true = |at: usize| !ahead.replaced && (past(at) || signs(at)) && !open(at);
        at.filter(|&at| {
            // ***to** pay* → ***must** pay*
            let modal = at.checked_sub(1).is_some_and(|at| side.tag(at) == Tag::Md);
            // *compels owners **to insure** it* → *makes owners **insure** it*
            let made = || {
                let mut before = (0..at).rev().take(MADE_WITHIN);
                before.any(|at| matches!(&*side.lemma(at), "help" | "let" | "make"))
            };
            if ahead.bare {
                (finite(&at) || subject()) && !modal && !(side.tag(at) != Tag::Vbz && made())
            } else {
                came_true(at)
            }
        })
        .map(|at| at..at + 1)
    };
    if let (Some(before), Some(after)) = (&ahead_old, &ahead_new) {
        expected(case, &before.mark, &after.mark, edits);
    }
    let found = match (ahead_old, ahead_new) {
        (Some(ahead), None) => happened(&case.old, &ahead, &case.new, new())
            .or_else(|| is_so((&case.new, stayed(ahead.verb)), &case.old, &ahead))
            .map(|verb| (ahead.mark, verb)),
        (None, Some(ahead)) => happened(&case.new, &ahead, &case.old, old())
            .or_else(|| is_so((&case.old, came_from(ahead.verb)), &case.new, &ahead))
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

/// So far behind *said by* stands what somebody is said to be.
const SAID_WITHIN: usize = 6;

/// So far behind *makes* stands what somebody is made to do: *makes all gun owners **insure** them*.
const MADE_WITHIN: usize = 4;

/// *is **expected to** close* → ***will** close*: what somebody reckons with has become certain, or the other way round.
fn expected(case: &Case<'_>, before: &Range<usize>, after: &Range<usize>, edits: &mut Vec<Edit>) {
    let is = |side: &Side<'_>, range: &Range<usize>, words: &[&str]| {
        let mut found = range.clone();
        found.any(|at| words.iter().any(|word| side.word(at).eq_ignore_ascii_case(word)))
    };
    let (reckoned, certain) = (["expected"], ["will", "wo", "'ll", "shall"]);
    if is(&case.old, before, &reckoned) && is(&case.new, after, &certain) {
        let words = quote(case.old.slice(before.clone()));
        let message = format!("{words} is gone: the new text says this without that reserve.");
        let span = case.old.span(before.clone());
        edits.push(case.edit(EditKind::HedgeDropped, span, None, message));
    } else if is(&case.old, before, &certain) && is(&case.new, after, &reckoned) {
        let words = quote(case.new.slice(after.clone()));
        let message = format!("The new text puts {words} before it.");
        let span = case.new.span(after.clone());
        edits.push(case.edit(EditKind::HedgeAdded, None, span, message));
    }
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
    let mut listed = side.phrases(&side.text.english.changes.future, ranges.clone());
    // *how easy **it is to** move it* is no plan.
    listed.retain(|it| {
        let before = it.start.checked_sub(1);
        side.word(it.start) != "is" || before.is_none_or(|at| !side.word(at).eq_ignore_ascii_case("it"))
    });
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
    let touched: Vec<&Range<usize>> = ranges.clone().collect();
    let infinitive = ranges.cloned().flatten().find(|&at| {
        let refuses = &side.text.english.changes.negative_verb;
        // *declined **to confirm** it* → *confirmed it*: another cue, and no plan.
        let denied = at > 0 && (refuses.contains(&side.lemma(at - 1)) || &*side.lemma(at - 1) == "decline");
        // *has had **to sell***, *spoke **to back** it*: it has sold, and has backed it.
        // *those **to have died*** have.
        let has = at + 2 < side.words.len() && side.word(at + 1) == "have" && side.tag(at + 2) == Tag::Vbn;
        let had = has || at > 0 && matches!(side.word(at - 1), "had") || at > 0 && seems(side, at - 1);
        let purpose = || {
            let relation = side.text.revision.grammar.relation(side.words[at + 1].token);
            let did = |head: usize| matches!(side.tag(head), Tag::Vbd | Tag::Vbn);
            relation == Relation::Advcl && side.head(at + 1).is_some_and(did)
        };
        // *struggled **to get** up*, *begins **to rain***: it did, or does.
        let so = |head: usize| side.text.english.changes.implicative.contains(&side.lemma(head));
        // ***said** by an aide **to be** abroad*
        let is_said = || {
            let near = at.saturating_sub(SAID_WITHIN)..at;
            near.into_iter()
                .any(|it| seems(side, it) && side.word(it + 1).eq_ignore_ascii_case("by"))
        };
        let is_so = || side.head(at + 1).is_some_and(so) || at.checked_sub(1).is_some_and(so) || is_said();
        side.word(at).eq_ignore_ascii_case("to")
            && at + 1 < side.words.len()
            && side.tag(at + 1) == Tag::Vb
            // *damage **to BT** lines*
            && !side.is_name(at + 1)
            && !denied
            && !had
            && !purpose()
            && !is_so()
    });
    infinitive.map(|at| {
        // *Three mayors **to be** fined* → *Three mayors fined*
        let done = at + 2;
        let passive = side.word(at + 1) == "be" && done < side.words.len() && side.tag(done) == Tag::Vbn;
        let differs = !passive || touched.iter().any(|range| range.contains(&done));
        Ahead {
            mark: at..if passive { done + 1 } else { done },
            verb: Some(if passive { done } else { at + 1 }),
            bare: differs,
            replaced: differs,
        }
    })
}

/// *emails that **appeared** to show it*, *is **said** to own it*: what seems to be so is nothing to come.
fn seems(side: &Side<'_>, at: usize) -> bool {
    let lemma = side.lemma(at);
    matches!(&*lemma, "appear" | "seem")
        || side.tag(at) == Tag::Vbn
            && matches!(
                &*lemma,
                "allege" | "believe" | "report" | "rumour" | "say" | "think"
            )
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
    // *set for **launch*** → ***launches***, which the reading takes for a noun
    let of_noun = ahead.verb.is_some_and(|at| side.tag(at).is_noun());
    let in_headline = other.claim.is_some_and(|claim| claim.place == Place::Headline);
    let launches = |at: usize| of_noun && in_headline && other.tag(at) == Tag::Nns && is_same(at);
    let is_finite = |at: usize| {
        matches!(other.tag(at), Tag::Vbd | Tag::Vbn | Tag::Vbz | Tag::Vbp) || goes_on(at) || launches(at)
    };
    // *to push it* → *can **be pushed***, *to pay* → *must **pay***, *to mend it* → *no excuse for **mending** it*
    let open = |at: usize| {
        let before = at.checked_sub(1);
        before.is_some_and(|it| {
            let of_noun = other.tag(at) == Tag::Vbg && matches!(other.tag(it), Tag::In | Tag::To);
            other.word(it) == "be" || other.tag(it) == Tag::Md || of_noun
        })
    };
    let finite: Vec<usize> = (others.cloned().flatten())
        .filter(|&at| is_finite(at) && !open(at))
        .collect();
    let same = finite.iter().copied().find(|&at| is_same(at));
    // ***has** claimed it can close* → *said it would close*: that is when somebody said so.
    // ***IS** leader jailed*
    let helper = |at: &usize| {
        matches!(&*other.lemma(*at), "be" | "have" | "do")
            && other.cue(*at).is_none()
            && !other.word(*at).starts_with("IS")
    };
    let at = if ahead.bare || ahead.replaced {
        same
    } else {
        // *will close* → *has closed*; *will be closed* → *was closed*, where *closed* stayed.
        same.or_else(|| finite.into_iter().find(helper))
    };
    at.map(|at| at..at + 1)
}

/// *is **due to** leave*, not *late **due to** snow*.
pub(super) fn is_due(side: &Side<'_>, at: usize) -> bool {
    let is = |at: usize, word: &str| at < side.words.len() && side.word(at).eq_ignore_ascii_case(word);
    is(at, "due") && is(at + 1, "to") && at + 2 < side.words.len() && side.tag(at + 2) == Tag::Vb
}
