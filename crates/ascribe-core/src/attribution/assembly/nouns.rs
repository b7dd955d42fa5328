//! A noun of saying with what is said behind it: *The firm's **claim that** its meters are accurate*, *It prompted **warnings** from the UN
//! that crimes had been committed*, *She denied **allegations** that she had lied*, *Unions voiced **fears** that jobs would go*.
//!
//! Whoever owns the noun is the source, or stands behind *from* or *by*, or gives it voice; where nobody does, nobody is named, and only
//! what is always somebody's counts: *reports that*. Counter-examples: *claims that hurt* (a relative clause), *the fact that*, *the idea
//! that*, *the decision that*, *reports of the committee*, and a noun in somebody's cue or source (*issued a warning that*).

use super::beside::JOINING;
use super::{CONFIDENCE, insert, runs, verb_group};
use crate::attribution::label::Label;
use crate::document::{Document, TokenIndex};
use crate::english::English;
use crate::grammar::Grammar;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::vocabulary::Stance;

/// So many tokens a source behind *from* has at most.
const LONGEST: usize = 12;

/// So many words stand between an owner and the noun at most.
const NEXT: usize = 3;

/// The fewest words of what is said.
const SHORTEST: usize = 2;

/// Nouns that somebody must have said, or feels, though nobody is named.
const VOICED: [&str; 14] = [
    "accusation",
    "allegation",
    "claim",
    "complaint",
    "concern",
    "fear",
    "insinuation",
    "report",
    "rumor",
    "rumour",
    "speculation",
    "suggestion",
    "suspicion",
    "warning",
];

/// Verbs whose subject says what their object is: ***raised** concerns*.
const VOICING: [&str; 9] = [
    "air",
    "express",
    "issue",
    "make",
    "raise",
    "reiterate",
    "repeat",
    "share",
    "voice",
];

/// Takes a denier away as the source of what is denied, and adds a label for every such noun that stands in no other one's source or cue.
pub fn complete(english: &English, document: &Document, grammar: &Grammar, labels: &mut Vec<Label>) {
    without_denier(english, document, grammar, labels);
    let is_frame = runs::marked(document, labels.iter().flat_map(runs::frame));
    let mut added = Vec::new();
    for noun in 0..document.tokens().len() {
        // *…, a **claim** that analysts dispute*: set beside what was claimed.
        let is_beside = grammar.relation(noun) == Relation::Appos
            || noun > 1 && grammar.tag(noun - 1) == Tag::Dt && grammar.tag(noun - 2) == Tag::Comma;
        if is_frame[noun] || is_beside || !matches!(grammar.tag(noun), Tag::Nn | Tag::Nns) {
            continue;
        }
        let Some(label) = label(english, document, grammar, noun) else {
            continue;
        };
        if !runs::all(&label).cloned().flatten().any(|token| is_frame[token]) {
            added.push(label);
        }
    }
    for label in added {
        with_noun(grammar, labels, &label);
        insert(labels, label);
    }
}

/// *denied **allegations** that she lied*: who denies has the noun in what he denies, so that the two make a chain.
fn with_noun(grammar: &Grammar, labels: &mut [Label], added: &Label) {
    let Some(verb) = grammar
        .head(added.head)
        .filter(|&verb| grammar.relation(added.head) == Relation::Obj && verb < added.head)
    else {
        return;
    };
    let start = grammar.subtree(added.head).start;
    let at = labels.partition_point(|label| label.cue.end <= verb);
    let Some(label) = labels.get_mut(at).filter(|label| label.head == verb) else {
        return;
    };
    let start = start.max(label.cue.end);
    if let Some(run) = label
        .content
        .iter_mut()
        .find(|run| run.start == added.content[0].start || run.start + 1 == added.content[0].start)
    {
        run.start = start.min(run.start);
    }
}

/// *The firm denied **allegations** that it lied*: whoever denies does not allege.
fn without_denier(english: &English, document: &Document, grammar: &Grammar, labels: &mut [Label]) {
    for label in labels.iter_mut() {
        let verb = grammar
            .head(label.head)
            .filter(|&verb| grammar.tag(verb).is_verb());
        let Some(verb) = verb.filter(|_| grammar.tag(label.head).is_noun()) else {
            continue;
        };
        let is_denied = grammar.relation(label.head) == Relation::Obj
            && super::lexical_stance(english, document, grammar, verb) == Some(Stance::Deny);
        // ***The country's** association said, as ministers faced **calls** to …*: an owner stands next to what is his.
        label.source.retain(|source| {
            let is_far = source.end + NEXT < label.cue.start;
            !(is_far && grammar.tag(source.end - 1) == Tag::Pos)
        });
        if is_denied {
            label.source.retain(|source| source.end > verb);
        }
    }
}

fn label(english: &English, document: &Document, grammar: &Grammar, noun: TokenIndex) -> Option<Label> {
    let lemma = english.lemmas.lemma(document.word(noun), grammar.tag(noun));
    let stance = english.stances.nouns.get(&lemma)?;
    if !matches!(
        stance,
        Stance::Assert | Stance::Distance | Stance::Neutral | Stance::Deny | Stance::Believe
    ) {
        return None;
    }
    let sentence = &document.sentences()[document.sentence_of(noun)].tokens;
    let word = |token: TokenIndex| sentence.contains(&token).then(|| document.word(token));
    let owner = grammar
        .child(noun, Relation::NmodPoss)
        .map(|owner| grammar.subtree(owner))
        .filter(|owner| owner.end <= noun);
    let is_that = |&token: &TokenIndex| document.word(token) == "that" && grammar.tag(token) == Tag::In;
    // Behind a speaker a relative clause would tell of him.
    let opens = |&token: &TokenIndex| {
        is_that(&token)
            || document.word(token) == "that"
                && grammar.tag(token) == Tag::Wdt
                && token + 1 < sentence.end
                && !grammar.tag(token + 1).is_verb()
                && grammar.tag(token + 1) != Tag::Md
    };
    let is_verb = |token: TokenIndex| grammar.tag(token).is_verb();
    let (source, that) = if matches!(word(noun + 1), Some("from" | "by")) {
        let that = (noun + 2..sentence.end).take(LONGEST).find(opens)?;
        let speaker = noun + 2..that;
        if speaker.is_empty() || speaker.clone().any(is_verb) {
            return None;
        }
        (vec![speaker], that)
    } else {
        (
            Vec::from_iter(owner),
            Some(noun + 1)
                .filter(|that| sentence.contains(that))
                .filter(is_that)?,
        )
    };
    let clause = grammar.head(that).filter(|&clause| {
        clause > that && (grammar.relation(that) == Relation::Mark || !source.is_empty())
    })?;
    let has_subject = [Relation::Nsubj, Relation::NsubjPass, Relation::Expl]
        .iter()
        .any(|&relation| {
            grammar
                .child(clause, relation)
                .is_some_and(|subject| subject > that)
        });
    let end = grammar.subtree(clause).end.min(sentence.end);
    let contrasts = |&token: &TokenIndex| {
        let next = document.word((token + 1).min(end - 1));
        grammar.tag(token) == Tag::Comma && JOINING.iter().any(|word| next.eq_ignore_ascii_case(word))
    };
    let end = (that + 1..end).find(contrasts).unwrap_or(end);
    let content = that + 1..end - usize::from(grammar.tag(end - 1) == Tag::Stop);
    let label = |cue, source| Label {
        head: noun,
        cue,
        source,
        content: vec![content.clone()],
        confidence: CONFIDENCE,
    };
    if !has_subject || content.len() <= SHORTEST {
        return None;
    }
    if !source.is_empty() {
        return Some(label(noun..noun + 1, source));
    }
    let voicing = grammar.head(noun).filter(|&verb| {
        let lemma = english.lemmas.lemma(document.word(verb), grammar.tag(verb));
        grammar.relation(noun) == Relation::Obj && verb < noun && VOICING.contains(&&*lemma)
    });
    let Some(verb) = voicing else {
        return VOICED.contains(&&*lemma).then(|| label(noun..noun + 1, source));
    };
    let group = verb_group(grammar, verb);
    let speaker = grammar
        .child(verb, Relation::Nsubj)
        .map(|subject| grammar.subtree(subject));
    let speaker = speaker.filter(|speaker| {
        speaker.end <= group.start && !matches!(grammar.tag(speaker.start), Tag::Wdt | Tag::Wp)
    });
    Some(label(group.start..noun + 1, Vec::from_iter(speaker)))
}
