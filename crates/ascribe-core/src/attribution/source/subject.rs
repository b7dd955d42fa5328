//! The subject of a cue's verb, where the labeller has another source or none.
//!
//! *Corrin Line, **which** runs the ferries, admitted …* (beyond the relative clause), *two people familiar **with the case** said* (around a part
//! of it), *seen by the Courier. **The emails** appear to show* (behind somebody else), ***Wafer Works** declined to comment* (passed over).
//! Counter-examples: *It is believed* (a passive), *He asked Mr Roe, who said no* (the pronoun stays).

use std::ops::Range;

use crate::attribution::label::Label;
use crate::document::{Document, TokenIndex};
use crate::english::English;
use crate::grammar::Grammar;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::signs::names::Names;
use crate::signs::quotations::is_mark;
use crate::vocabulary::Stance;

/// *Corrin Line, **which** runs the ferries, admitted …*: the pronoun is the subject of the clause in between, and the source what that
/// clause tells of.
pub fn beyond(grammar: &Grammar, label: &Label) -> Option<Range<TokenIndex>> {
    let [source] = &label.source[..] else { return None };
    let pronoun = source.start;
    let is_relative = source.len() == 1 && matches!(grammar.tag(pronoun), Tag::Wdt | Tag::Wp);
    let verb = grammar.head(pronoun)?;
    let in_between = pronoun < verb && verb < label.cue.start;
    let subject = grammar.child(label.head, Relation::Nsubj)?;
    let clause = grammar.relation(verb) == Relation::AclRelcl && grammar.head(verb) == Some(subject);
    (is_relative && in_between && clause).then(|| grammar.subtree(subject).start..subject + 1)
}

/// *asked **the minister**. By the road, said | **Ms Crewe***: the subject next to the verb, where the labeller has somebody of another sentence.
pub fn in_own_sentence(document: &Document, grammar: &Grammar, label: &Label) -> Option<Range<TokenIndex>> {
    let [source] = &label.source[..] else { return None };
    let sentence = &document.sentences()[document.sentence_of(label.head)].tokens;
    let subject = grammar.child(label.head, Relation::Nsubj)?;
    let phrase = grammar.subtree(subject);
    let is_here = sentence.start <= phrase.start && phrase.end <= sentence.end;
    let is_next =
        phrase.start == label.cue.end && grammar.tag(subject).is_noun() || phrase.end == label.cue.start;
    let is_outside = source.end <= sentence.start || sentence.end <= source.start;
    let is_somebody = grammar.tag(subject).is_noun() || grammar.tag(subject) == Tag::Prp;
    (is_outside && is_here && is_next && is_left(document, grammar, label, &phrase) && is_somebody)
        .then_some(phrase)
}

/// ***Anglesmere** said it was sorry*: a name that begins the sentence, right in front of a verb of saying.
pub fn named(
    english: &English,
    document: &Document,
    grammar: &Grammar,
    names: &Names,
    label: &Label,
) -> Option<Range<TokenIndex>> {
    if !label.source.is_empty()
        || !matches!(grammar.tag(label.head), Tag::Vbd | Tag::Vbz)
        || label.cue.start != label.head
    {
        return None;
    }
    let sentence = &document.sentences()[document.sentence_of(label.head)].tokens;
    let name = names.at(label.head.checked_sub(1)?)?.run.tokens.clone();
    let lemma = english
        .lemmas
        .lemma(document.word(label.head), grammar.tag(label.head));
    let says = english.stances.verbs.get(&lemma).is_some_and(Stance::is_speech);
    let is_free = !label
        .content
        .iter()
        .any(|run| run.start < name.end && name.start < run.end);
    (says && is_free && name.start == sentence.start && name.end == label.head).then_some(name)
}

/// ***Wafer Works** declined to comment*: the subject right in front of a verb of saying in the active, where the labeller has no source.
pub fn passed_over(
    english: &English,
    document: &Document,
    grammar: &Grammar,
    label: &Label,
) -> Option<Range<TokenIndex>> {
    if !label.source.is_empty() || !grammar.tag(label.head).is_finite() {
        return None;
    }
    let (subject, phrase) = in_front(grammar, label)?;
    let is_passive = [Relation::AuxPass, Relation::NsubjPass]
        .into_iter()
        .any(|relation| grammar.child(label.head, relation).is_some());
    let lemma = english
        .lemmas
        .lemma(document.word(label.head), grammar.tag(label.head));
    let says = english
        .stances
        .verbs
        .get(&lemma)
        .is_some_and(|stance| stance.is_speech() || stance == Stance::Decline);
    // *Velantis ASA **today** announced*
    let between = phrase.end..label.cue.start;
    let is_next = between.len() < 3
        && between.clone().all(|token| {
            grammar.tag(token) == Tag::Rb || ["today", "yesterday"].contains(&document.word(token))
        });
    (says
        && is_left(document, grammar, label, &phrase)
        && is_next
        && !is_passive
        && grammar.tag(subject).is_noun())
    .then_some(phrase)
}

/// Whether a phrase is no part of what the label says, and is without verbs and marks.
fn is_left(document: &Document, grammar: &Grammar, label: &Label, phrase: &Range<TokenIndex>) -> bool {
    let is_said = label
        .content
        .iter()
        .any(|run| run.start < phrase.end && phrase.start < run.end);
    let breaks = |token: TokenIndex| grammar.tag(token).is_verb() || is_mark(document.word(token));
    !is_said && !phrase.clone().any(breaks)
}

/// The subject of a verb, and its words, right in front of the cue.
fn in_front(grammar: &Grammar, label: &Label) -> Option<(TokenIndex, Range<TokenIndex>)> {
    const LONGEST: usize = 24;
    let subject = grammar.child(label.head, Relation::Nsubj)?;
    let phrase = grammar.subtree(subject);
    let is_in_front = phrase.end <= label.cue.start && phrase.len() <= LONGEST;
    (is_in_front && grammar.tag(label.head).is_verb()).then_some((subject, phrase))
}

/// *two people familiar **with the case** said*, *Unions, which had asked for **a trial in 2023**, said*: part of the verb's subject
/// without its main word; the subject is the source.
pub fn around(grammar: &Grammar, label: &Label) -> Option<Range<TokenIndex>> {
    let [source] = &label.source[..] else { return None };
    let (subject, phrase) = in_front(grammar, label)?;
    let is_part = phrase.start <= source.start && source.end <= phrase.end && subject < source.start;
    is_part.then_some(phrase)
}

/// *seen by the Courier. **The emails** appear to show*, *The company added that …, though **it** declined to say*: the verb has a subject of
/// its own behind what was taken for the source.
pub fn behind(grammar: &Grammar, label: &Label) -> Option<Range<TokenIndex>> {
    let [source] = &label.source[..] else { return None };
    let (subject, phrase) = in_front(grammar, label)?;
    let is_relative = matches!(grammar.tag(subject), Tag::Wdt | Tag::Wp);
    let is_said = label
        .content
        .iter()
        .any(|content| content.start < phrase.end && phrase.start < content.end);
    (source.end <= phrase.start && !is_relative && !is_said).then_some(phrase)
}
