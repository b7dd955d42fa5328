//! Words beside which somebody stands who says something: verbs of saying, and what looks like one and is none.
//!
//! *Roe **said***, ***according** to Roe*, *Roe's **plan***; not *residents **are urged***, *is **expected***, *Roe **launches** a boat*.

use std::ops::Range;

use super::Side;
use super::frames::{is_passive, is_reporting};
use crate::document::TokenKind;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::vocabulary::Stance;

/// *Roe's* plan, *the ministry's* warning: the noun attributes.
pub(super) fn owns_cue(side: &Side<'_>, range: &Range<usize>) -> bool {
    let possessive = side.tag(range.end - 1) == Tag::Pos
        || range.end < side.words.len() && side.tag(range.end) == Tag::Pos;
    let owned = if side.tag(range.end - 1) == Tag::Pos {
        range.end
    } else {
        range.end + 1
    };
    // *Winslow's **Resolution** Bar*
    possessive && owned < side.words.len() && !side.is_name(owned) && {
        let lemma = side.lemma(owned);
        side.cue(owned).is_some() || side.text.english.stances.nouns.get(&lemma).is_some()
    }
}

/// *said* Roe, *according to* Roe; not *told* reporters.
pub(super) fn takes_source_behind(side: &Side<'_>, at: usize) -> bool {
    let word = side.word(at);
    let to = word.eq_ignore_ascii_case("to") && at > 0 && side.word(at - 1).eq_ignore_ascii_case("according");
    // *…,” said* Roe; *announced* the package has its subject in front.
    let inverted = side.tag(at).is_verb() && is_saying(side, at) && behind_punctuation(side, at);
    // *was called out by* Roe, *as stated in* the report
    let agent = (word.eq_ignore_ascii_case("by") || word.eq_ignore_ascii_case("in"))
        && (at.saturating_sub(2)..at).any(|it| side.tag(it) == Tag::Vbn && is_saying(side, it));
    to || inverted || agent
}

pub(super) fn behind_punctuation(side: &Side<'_>, at: usize) -> bool {
    let tokens = side.text.revision.document.tokens();
    let before = side.words[at].token.checked_sub(1);
    before.is_some_and(|it| tokens[it].kind == TokenKind::Punctuation)
}

/// Roe *said*, Roe*'s claim*.
pub(super) fn takes_source_before(side: &Side<'_>, at: usize) -> bool {
    let possessive = side.tag(at) == Tag::Pos && at + 1 < side.words.len() && side.cue(at + 1).is_some();
    if (at..(at + 3).min(side.words.len())).any(|it| is_believed(side, it)) {
        return false;
    }
    // *…, **say** researchers*; *gunshots **heard***
    let behind = behind_punctuation(side, at) || side.tag(at) == Tag::Vbn;
    let verb = side.tag(at).is_verb() && is_saying(side, at) && !behind && !is_told(side, at);
    let auxiliary = side.tag(at).is_verb()
        && at + 1 < side.words.len()
        && side.tag(at + 1).is_verb()
        && is_saying(side, at + 1);
    possessive || verb || auxiliary
}

/// A verb of its own, not one that tells which (*who left*, *the speech she **gave***): the reading took a clause for a source.
pub(super) fn is_clause(side: &Side<'_>, range: &Range<usize>) -> bool {
    let relative =
        |at: usize| matches!(side.tag(at), Tag::Wp | Tag::Wdt) || side.word(at).eq_ignore_ascii_case("that");
    let relation = |at: usize| side.text.revision.grammar.relation(side.words[at].token);
    // ***which** encourages …*, ***promoting** …*, *but **what** comes next*
    let begins = range.clone().find(|&at| side.tag(at) != Tag::Cc);
    if begins.is_some_and(|at| relative(at) || side.tag(at) == Tag::Vbg) {
        return true;
    }
    range.clone().take_while(|&at| !relative(at)).any(|at| {
        matches!(side.tag(at), Tag::Vb | Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md)
            && !matches!(relation(at), Relation::AclRelcl | Relation::Acl)
    })
}

/// *The meeting **is expected** to end*: nobody says who expects it, and the subject does not.
pub(super) fn is_impersonal(side: &Side<'_>, number: usize) -> bool {
    let revision = side.text.revision;
    let cue = revision
        .document
        .tokens_in(revision.attributions[number].cue.span);
    let words: Vec<usize> = cue.filter_map(|token| side.position(token)).collect();
    words.iter().any(|&at| is_believed(side, at))
}

/// *is **expected***, *was **thought***
pub(super) fn is_believed(side: &Side<'_>, at: usize) -> bool {
    side.tag(at) == Tag::Vbn
        && side.text.english.stances.verbs.get(&side.lemma(at)) == Some(Stance::Believe)
        && (at.saturating_sub(2)..at).any(|it| &*side.lemma(it) == "be")
}

/// Labelled as a cue, or a verb that the lexicon knows to attribute.
pub(super) fn is_saying(side: &Side<'_>, at: usize) -> bool {
    side.cue(at).is_some() || side.text.english.stances.verbs.get(&side.lemma(at)).is_some()
}

/// A verb that the reading takes for a cue now and then, and that only does something: *Roe **launches** a boat*, *Roe **tries** to win*.
pub(super) fn is_doing(side: &Side<'_>, at: usize) -> bool {
    side.tag(at).is_verb()
        && (is_aside(side, at) || side.text.english.changes.doing.contains(&side.lemma(at)))
}

/// A participle whose speaker stands elsewhere: *after **accusing** him*, *killed **reporting** there*; not *is **saying***, *polls
/// **showing***, nor *…, **adding***.
pub(super) fn is_aside(side: &Side<'_>, at: usize) -> bool {
    let follows = |at: usize| {
        let tag = side.tag(at);
        tag == Tag::In || tag.is_verb() && !matches!(&*side.lemma(at), "be" | "keep")
    };
    side.tag(at) == Tag::Vbg && !behind_punctuation(side, at) && at.checked_sub(1).is_some_and(follows)
}

pub(super) fn is_subject_of_cue(side: &Side<'_>, at: usize) -> bool {
    let grammar = &side.text.revision.grammar;
    let token = side.words[at].token;
    matches!(grammar.relation(token), Relation::Nsubj)
        && grammar
            .head(token)
            .and_then(|head| side.position(head))
            .is_some_and(|head| {
                // *The trial **begins***
                is_saying(side, head)
                    && !is_believed(side, head)
                    && !is_told(side, head)
                    && !is_doing(side, head)
            })
}

/// *Residents **are urged** to leave*, *a trainer **charged** over a race*: it is said to them or of them.
pub(super) fn is_told(side: &Side<'_>, at: usize) -> bool {
    let grammar = &side.text.revision.grammar;
    let token = side.words[at].token;
    let passive = [Relation::NsubjPass, Relation::AuxPass];
    let subject = passive
        .iter()
        .any(|&relation| grammar.child(token, relation).is_some());
    side.tag(at) == Tag::Vbn && (subject || is_passive(side, at)) && !is_reporting(side, at)
}

/// The word of a source that says who it is.
pub(super) fn main_word(side: &Side<'_>, range: &Range<usize>) -> Option<usize> {
    let changes = &side.text.english.changes;
    // *Roe on Wednesday*: the day is nobody.
    let is_time = |at: usize| changes.weekday.contains(side.word(at)) || changes.time.contains(side.word(at));
    let head = range
        .clone()
        .rev()
        .find(|&at| (side.tag(at).is_noun() || side.is_name(at)) && !is_time(at));
    let pronoun = range
        .clone()
        // *this says*; not *in **the** past hours*
        .find(|&at| {
            matches!(side.tag(at), Tag::Prp | Tag::Wp) || side.tag(at) == Tag::Dt && range.len() == 1
        });
    // *an **official** told*, which the reading takes for an adjective
    let known = || {
        let mut words = range.clone().rev();
        words.find(|&at| side.text.english.sources.kind(side.word(at)).is_some())
    };
    head.or(pronoun).or_else(known)
}
