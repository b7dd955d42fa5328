//! The words by which an attribution hangs on what it attributes: *the ministry said*, *according to police*.
//!
//! A label of the reading is believed where the lexicon knows its words to attribute; where there is none the lexicon finds a verb of
//! saying with a subject, or the source behind the dash of a headline. *Police **looking for** Roe find body* has no frame, nor have
//! *visits, which **require** a permit* and *to **overturn** the result*.

use std::ops::Range;

use super::{Side, saying, speakers};
use crate::english::lemmas::Lemma;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::vocabulary::Stance;

/// The words of a cue stand within so many words of each other.
const LONGEST_CUE: usize = 6;

/// A frame of which a hunk holds the cue: *the ministry said*.
pub(super) struct Frame {
    /// The words of the hunk.
    pub(super) range: Range<usize>,
    /// The words of the cue in it.
    pub(super) cue: Range<usize>,
    pub(super) attribution: Option<usize>,
}

/// Whether a claim is nothing but a frame that came or went in `range`: *…, other studies have shown*.
pub(in crate::diff) fn is_frame(side: &Side<'_>, range: &Range<usize>) -> bool {
    let inside = side.positions.iter().all(|at| range.contains(at));
    let found = frame(side, range, &[], false);
    let edges = [side.positions.first(), side.positions.last()];
    inside
        && found.is_some_and(|found| {
            edges.contains(&Some(&found.cue.start)) || edges.contains(&Some(&(found.cue.end - 1)))
        })
}

/// The frame whose cue stands in a range.
pub(super) fn frame(
    side: &Side<'_>,
    range: &Range<usize>,
    explained: &[usize],
    replaced: bool,
) -> Option<Frame> {
    if speakers::is_tail(side, range) {
        return Some(Frame {
            range: range.clone(),
            cue: range.end..range.end,
            attribution: None,
        });
    }
    // *is **expected to** end*: what is to come is compared elsewhere.
    let ahead = side.text.english.changes.future.all(&side.keys(range.clone()));
    let is_ahead = |at: usize| {
        let at = at - range.start;
        ahead.iter().any(|it| (it.0..it.0 + it.1).contains(&at))
    };
    let free = |at: &usize| !explained.contains(at) && !side.words[*at].quoted && !is_ahead(*at);
    let labelled = range.clone().filter(free).find(|&at| {
        is_known_cue(side, at) && (is_reporting(side, at) || is_whole(side, at, range, replaced))
    });
    let cue = match labelled {
        Some(at) => at,
        None => range
            .clone()
            .filter(free)
            .find(|&at| speaks(side, at, range, replaced))?,
    };
    let attribution = side.cue(cue);
    // ***declined to** comment*, not ***was** reported*
    let labelled = (range.start..cue)
        .rev()
        .take_while(|&at| attribution.is_some() && side.cue(at) == attribution);
    let start = labelled
        .filter(|&at| !side.words[at].function)
        .last()
        .unwrap_or(cue);
    let mut end = cue + 1;
    while end < range.end && attribution.is_some() && side.cue(end) == attribution {
        end += 1;
    }
    Some(Frame {
        range: range.clone(),
        cue: start..end,
        attribution,
    })
}

/// Whether a word attributes and does nothing else: *say*, not *set*, *launch* or *find*.
pub(super) fn is_reporting(side: &Side<'_>, at: usize) -> bool {
    let english = side.text.english;
    let other = english.stances.others.get(side.word(at));
    let is_hearsay = matches!(other, Some(Stance::Neutral | Stance::Distance));
    is_hearsay || english.changes.reporting.contains(&side.lemma(at))
}

/// Whether a label that words other than these may have brought about is all that came or went: *the council **urged***.
fn is_whole(side: &Side<'_>, cue: usize, range: &Range<usize>, replaced: bool) -> bool {
    let Some(number) = side.cue(cue) else { return false };
    if side.text.english.changes.doing.contains(&side.lemma(cue)) {
        return false;
    }
    // *“…,” Roe **continued**; engineers **continue** repairs*
    if &*side.lemma(cue) == "continue" && !saying::behind_punctuation(side, range.start) {
        return false;
    }
    let of_frame = |at: usize| side.cue(at) == Some(number) || side.source(at) == Some(number);
    !replaced
        && range.clone().any(|at| side.source(at) == Some(number))
        && range.clone().all(|at| side.words[at].function || of_frame(at))
}

/// Whether a word is labelled as part of a cue that the lexicon knows to attribute.
///
/// Headlines mislead the reading: *Police **looking for** Roe find body* attributes nothing.
fn is_known_cue(side: &Side<'_>, at: usize) -> bool {
    let Some(number) = side.cue(at).filter(|_| !side.words[at].function) else {
        return false;
    };
    // *Roe **told to** pay*: an order, whoever gave it
    let next_is_to = side
        .words
        .get(at + 1)
        .is_some_and(|next| side.text.word(next).eq_ignore_ascii_case("to"));
    if side.word(at).eq_ignore_ascii_case("told") && next_is_to {
        return false;
    }
    let has_source = side.text.revision.attributions[number].source.is_some();
    let mut beside = (0..side.words.len())
        .skip(at.saturating_sub(LONGEST_CUE))
        .take(2 * LONGEST_CUE)
        .filter(|&it| side.cue(it) == Some(number));
    beside.any(|it| match lexical(side, it) {
        // *Police **looking** for Roe*; *…, **adding** that*
        Some(stance) if side.tag(it) == Tag::Vbg => {
            stance.is_speech() && saying::behind_punctuation(side, it)
        }
        // ***Hopes** of a deal*, which nobody is said to have
        Some(_) if side.tag(it).is_noun() => has_source,
        // *RNA **detected** in waste water*: what was done with it, and nobody says so.
        Some(_) if side.tag(it) == Tag::Vbn => {
            // *forces **told to** leave*
            let ordered = it + 1 < side.words.len() && side.word(it + 1).eq_ignore_ascii_case("to");
            // *90 **confirmed dead*** is what became of them; *90 **reported dead*** is what is said.
            let next = side.words.get(it + 1).map_or(0, |next| next.key);
            let became = side.text.english.changes.ladders.longest(&[next]).is_some();
            let reported = &*side.lemma(it) == "report";
            (has_source || is_finite_group(side, it) || became && reported)
                && !ordered
                && (!became || reported)
        }
        stance => stance.is_some(),
    })
}

/// Whether a verb says what is done to its subject: *is **confirmed** as chancellor*.
pub(super) fn is_passive(side: &Side<'_>, at: usize) -> bool {
    side.tag(at) == Tag::Vbn && (at.saturating_sub(3)..at).any(|it| &*side.lemma(it) == "be")
}

/// Whether a participle stands behind a form of *be* or *have*.
fn is_finite_group(side: &Side<'_>, at: usize) -> bool {
    (at.saturating_sub(3)..at).any(|it| matches!(&*side.lemma(it), "be" | "have"))
}

/// Whether a word that nobody labelled attributes: *according* to, or a verb of saying with a subject beside it.
fn speaks(side: &Side<'_>, at: usize, range: &Range<usize>, replaced: bool) -> bool {
    if side.word(at).eq_ignore_ascii_case("according") {
        return true;
    }
    // *may **prove** the larger problem* says only what it is.
    let next = side.words.get(at + 1).map(|next| side.text.word(next));
    if &*side.lemma(at) == "prove" && next.is_some_and(|next| next != "that") {
        return false;
    }
    // The reading takes the verb of a short frame for a noun now and then: *…, the Journal reports*.
    let at_edge = range.len() > 1
        && (at == range.start || at + 1 == range.end)
        && !side.word(at).ends_with("ing")
        && !side.is_name(at)
        && saying::behind_punctuation(side, range.start);
    let stance = (side.tag(at).is_verb() || at_edge)
        .then(|| spoken(side, at))
        .flatten();
    let says = stance.is_some_and(Stance::is_speech)
        && side
            .text
            .english
            .changes
            .reporting
            .contains(&says_lemma(side, at));
    if replaced {
        // Among other words that replace others it is their verb: *closed to women* → *bans women from*.
        return says && range.len() <= 2;
    }
    // *to overturn the result*: what is to be done attributes nothing.
    let infinitive = at > 0 && side.word(at - 1).eq_ignore_ascii_case("to") && side.tag(at) == Tag::Vb;
    let speaker = |at: usize| side.tag(at).is_noun() || side.is_name(at);
    // *visits, **which require** a permit*
    let relative = at > 0 && matches!(side.tag(at - 1), Tag::Wdt | Tag::Wp);
    // *presidents **revealing** their portraits*; *…, **adding** that*
    let participle = side.tag(at) == Tag::Vbg && !saying::behind_punctuation(side, at);
    says && !infinitive
        && !relative
        && !participle
        && range
            .clone()
            .any(|it| it != at && (speaker(it) || is_subject_of(side, it, at)))
}

fn is_subject_of(side: &Side<'_>, at: usize, verb: usize) -> bool {
    let grammar = &side.text.revision.grammar;
    let token = side.words[at].token;
    grammar.relation(token) == Relation::Nsubj && grammar.head(token) == Some(side.words[verb].token)
}

/// The lemma of a word, were it a finite verb.
fn says_lemma(side: &Side<'_>, at: usize) -> Lemma {
    let tag = if side.tag(at).is_verb() {
        side.tag(at)
    } else if side.word(at).ends_with('s') {
        Tag::Vbz
    } else {
        Tag::Vbd
    };
    side.text.english.lemmas.lemma(side.word(at), tag)
}

/// The stance of a word as a finite verb.
fn spoken(side: &Side<'_>, at: usize) -> Option<Stance> {
    let lemma = says_lemma(side, at);
    // A bare form that is no verb here is a noun: *the state treasurer*, *Mr Ban*.
    let inflected = side.tag(at).is_verb() || !lemma.eq_ignore_ascii_case(side.word(at));
    side.text.english.stances.verbs.get(&lemma).filter(|_| inflected)
}

/// The stance of a word by the lexicon.
fn lexical(side: &Side<'_>, at: usize) -> Option<Stance> {
    let english = side.text.english;
    let word = side.word(at);
    let lemma = side.lemma(at);
    let stances = &english.stances;
    let verb = stances.verbs.get(&lemma).filter(|_| !side.tag(at).is_noun());
    verb.or_else(|| stances.nouns.get(&lemma))
        .or_else(|| stances.others.get(word))
        .or_else(|| stances.verbs.get(&lemma))
        // A cue that the tagger takes for an adjective: *a nurse who would not be named **claimed** managers knew*.
        .or_else(|| {
            let past = || stances.verbs.get(&english.lemmas.lemma(word, Tag::Vbd));
            side.cue(at).and_then(|_| past())
        })
}

/// The stance of a cue: what its words say, else what the reading says.
pub(super) fn stance(side: &Side<'_>, cue: &Range<usize>) -> Option<Stance> {
    let mut found = None;
    for at in cue.clone().filter(|&at| !side.words[at].function) {
        match lexical(side, at) {
            Some(Stance::Neutral) | None => found = found.or(lexical(side, at)),
            stance => return stance,
        }
    }
    let labelled = cue.clone().next().and_then(|at| side.cue(at));
    found.or_else(|| labelled.map(|number| side.text.revision.attributions[number].cue.stance))
}
