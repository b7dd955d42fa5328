//! A second verb of attributing that goes on with the source of the first: *The firm said it “regrets” the fire **but maintained that** its
//! lines were sound*.
//!
//! It follows *and* or *but*, and *that* or a quotation follows it, or the labeller has ended the first content in front of it; or it stands in the content of the first, and the tree joins it to the
//! first verb: *Police said they had held 14 people **and warned** that looters would be dealt with*. So a first verb has the source of a
//! second, and a deed beside it ends what is said. Counter-examples: *said the firm
//! apologised and admitted that …*, where the verb stands in what was said; *and the mayor maintained that*, which has a source of its
//! own.

use super::{NEIGHBOURS, any_subject, insert, lexical_stance, of_verb, runs, silence, verb_group};
use std::ops::Range;

use crate::attribution::label::Label;
use crate::attribution::stance;
use crate::document::{Document, TokenIndex};
use crate::english::English;
use crate::english::names::Facts;
use crate::grammar::Grammar;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::signs::quotations::is_mark;
use crate::vocabulary::Stance;

/// The fewest words behind the verb, *that* among them.
const SHORTEST: usize = 3;

/// Things in the plural of which firms tell, and which say nothing themselves.
const FIGURES: [&str; 10] = [
    "costs",
    "deliveries",
    "earnings",
    "exports",
    "orders",
    "prices",
    "profits",
    "revenues",
    "sales",
    "shipments",
];

/// Adds a label for every such verb that no label has a word around of, and gives the ones that were found the source of the first: *She
/// urged ministers to act **and called for** an inquiry*.
pub fn complete(english: &English, document: &Document, grammar: &Grammar, labels: &mut Vec<Label>) {
    for at in 1..labels.len() {
        let Some(first) = first_of(grammar, &labels[..at], &labels[at]) else {
            continue;
        };
        // ***One of them**, the people said, **warned** that …*: who warns is told of by the first.
        if let Some(subject) = told_of(grammar, &labels[first], &labels[at]) {
            let end = labels[at]
                .content
                .last()
                .map_or(0, |run| run.end)
                .max(labels[at].cue.end);
            let predicate = labels[at].cue.start..end;
            labels[at].source = vec![subject.clone()];
            labels[first].content = vec![subject, predicate];
        } else {
            labels[at].source = labels[first].source.clone();
        }
    }
    for at in 1..labels.len() {
        let (before, rest) = labels.split_at_mut(at);
        let near = before.len().saturating_sub(NEIGHBOURS);
        before[near..]
            .iter_mut()
            .for_each(|first| without_second(grammar, first, &rest[0]));
    }
    let passed_over = firsts(english, document, grammar, labels);
    let mut added: Vec<Label> = (labels.iter_mut())
        .filter_map(|label| second(english, document, grammar, label))
        .chain(passed_over)
        .collect();
    for label in labels.iter_mut() {
        without_deed(document, grammar, label);
    }
    for label in added.drain(..) {
        insert(labels, label);
    }
    for (number, label) in labels.iter().enumerate() {
        let sentence = document.sentence_of(label.cue.start);
        let tokens = &document.sentences()[sentence].tokens;
        let is_behind = label.source.iter().any(|source| source.start > label.cue.start);
        let same_sentence = |label: &&Label| tokens.contains(&label.cue.start);
        let next = labels.get(number + 1).filter(same_sentence);
        let end = next.map_or(tokens.end, |next| first_word(next).min(next.cue.start));
        let behind = label
            .content
            .iter()
            .map(|run| run.end)
            .fold(label.cue.end, usize::max);
        if label.source.is_empty() || is_behind || behind >= end {
            continue;
        }
        let Some(verb) = (behind..end).find(|&token| grammar.tag(token).is_verb()) else {
            continue;
        };
        let follows = (behind..verb)
            .all(|token| matches!(grammar.tag(token), Tag::Cc | Tag::Comma | Tag::Rb))
            && (behind.saturating_sub(1)..verb).any(|token| matches!(document.word(token), "and" | "but"));
        let content = verb + 1..end;
        if content.len() < SHORTEST {
            continue;
        }
        let introduces = document.word(verb + 1).eq_ignore_ascii_case("that")
            && grammar.tag(verb + 1) == Tag::In
            || matches!(document.word(verb + 1), "“" | "\"");
        let goes_on = introduces || is_left_out(grammar, label.head, verb);
        if follows && goes_on && says(english, document, grammar, verb) {
            added.push(of_verb(verb, label.source.clone(), content));
        }
    }
    for label in added {
        insert(labels, label);
    }
}

/// *said it had hit a depot* | *and **accused** the rebels of hiding there*: a verb that the tree joins to what is said, and that the labeller has
/// left out of it.
fn is_left_out(grammar: &Grammar, first: TokenIndex, verb: TokenIndex) -> bool {
    let up = grammar
        .head(verb)
        .filter(|_| grammar.relation(verb) == Relation::Conj);
    let has_subject = any_subject(grammar, verb).is_some();
    let joins = up.is_some_and(|up| up == first || grammar.child(first, Relation::Ccomp) == Some(up));
    joins && !has_subject && grammar.tag(verb).is_finite()
}

/// The subject in front of a first label that only stands between two commas, and whose predicate the second one is.
fn told_of(grammar: &Grammar, first: &Label, second: &Label) -> Option<Range<TokenIndex>> {
    let [source] = &first.source[..] else { return None };
    let subject = first
        .content
        .first()
        .filter(|subject| subject.end < source.start)?;
    let is_finite = |token: TokenIndex| grammar.tag(token).is_finite();
    let is_between = grammar.tag(source.start - 1) == Tag::Comma
        && subject.end + 1 == source.start
        && second.cue.start == first.cue.end + 1
        && grammar.tag(first.cue.end) == Tag::Comma;
    (is_between && !subject.clone().any(is_finite)).then(|| subject.clone())
}

/// *said they had held nine people* | *and **warned** that …*: takes a second verb with the same source out of the end of a content.
fn without_second(grammar: &Grammar, first: &mut Label, second: &Label) {
    let cue = second.cue.start;
    let is_same =
        !first.source.is_empty() && first.source == second.source && grammar.tag(second.head).is_finite();
    let Some(run) = first.content.iter_mut().find(|run| run.contains(&cue)) else {
        return;
    };
    let and = cue - 1;
    if is_same && first.source[0].end <= first.cue.start && and > run.start && grammar.tag(and) == Tag::Cc {
        run.end = and;
    }
}

/// *The commander **vowed** revenge and called on civilians to leave*: first verbs that were passed over, with the source of the second.
fn firsts(english: &English, document: &Document, grammar: &Grammar, labels: &[Label]) -> Vec<Label> {
    let is_taken = runs::marked(document, labels.iter().flat_map(runs::all));
    let first = |second: &Label| {
        let goes_on = grammar.relation(second.head) == Relation::Conj
            && grammar.tag(second.head).is_finite()
            && any_subject(grammar, second.head).is_none();
        let verb = grammar.head(second.head).filter(|_| goes_on)?;
        let subject = grammar.child(verb, Relation::Nsubj)?;
        let object = grammar
            .child(verb, Relation::Obj)
            .filter(|&object| object > verb)?;
        let content = grammar.subtree(object);
        let says = grammar.tag(verb) == grammar.tag(second.head)
            && lexical_stance(english, document, grammar, verb).is_some_and(|stance| {
                stance.is_speech() && stance != Stance::Factive || stance == Stance::Intend
            });
        let is_its = second.source.iter().any(|source| source.contains(&subject)) && subject < verb;
        let is_free = !is_taken[verb] && !content.clone().any(|token| is_taken[token]);
        let is_apart = content.start > verb && content.end <= second.cue.start;
        (says && is_its && is_free && is_apart).then(|| of_verb(verb, second.source.clone(), content))
    };
    labels.iter().filter_map(first).collect()
}

/// *reported a fall in earnings* | *and **cut** its outlook*: what whoever speaks does beside is nothing that he says.
fn without_deed(document: &Document, grammar: &Grammar, label: &mut Label) {
    let Some(object) = grammar.child(label.head, Relation::Obj) else {
        return;
    };
    if grammar.child(label.head, Relation::Ccomp).is_some() || !grammar.tag(label.head).is_finite() {
        return;
    }
    // *reported profit **that beat** forecasts* | *and **raised** its outlook*: the tree takes the profit for who raised it.
    let told = grammar.child(object, Relation::AclRelcl).into_iter();
    let by_thing = told
        .flat_map(|told| grammar.children(told))
        .filter(|&verb| is_of_office(document, grammar, verb));
    let deed = grammar.children(label.head).chain(by_thing).find(|&verb| {
        grammar.relation(verb) == Relation::Conj
            && grammar.tag(verb) == grammar.tag(label.head)
            && any_subject(grammar, verb).is_none()
    });
    let Some(and) = deed
        .and_then(|verb| verb_group(grammar, verb).start.checked_sub(1))
        .filter(|&and| grammar.tag(and) == Tag::Cc)
    else {
        return;
    };
    let Some(run) = label.content.iter_mut().find(|run| run.contains(&and)) else {
        return;
    };
    let is_quoted = run.clone().any(|token| is_mark(document.word(token)));
    if run.contains(&object) && object < and && !is_quoted {
        run.end = and;
    }
}

/// ***raised** its outlook*, ***cut** the dividend*: what only a body does that has one.
fn is_of_office(document: &Document, grammar: &Grammar, verb: TokenIndex) -> bool {
    const OBJECTS: [&str; 10] = [
        "buyback",
        "dividend",
        "estimate",
        "estimates",
        "forecast",
        "forecasts",
        "guidance",
        "outlook",
        "target",
        "targets",
    ];
    const DEEDS: [&str; 13] = [
        "announced",
        "confirmed",
        "cut",
        "kept",
        "lifted",
        "lowered",
        "maintained",
        "narrowed",
        "raised",
        "reaffirmed",
        "reiterated",
        "trimmed",
        "withdrew",
    ];
    let object = grammar.child(verb, Relation::Obj);
    DEEDS.contains(&document.word(verb)) && object.is_some_and(|it| OBJECTS.contains(&document.word(it)))
}

/// Cuts the second of two joined verbs out of the content of the first, with what follows it.
fn second(english: &English, document: &Document, grammar: &Grammar, label: &mut Label) -> Option<Label> {
    let is_in_front = label.source.last()?.end <= label.cue.start;
    let last = label
        .content
        .last_mut()
        .filter(|last| is_in_front && last.start >= label.cue.end)?;
    let sentence = &document.sentences()[document.sentence_of(label.head)].tokens;
    let is_free = |verb: TokenIndex| {
        [Relation::Nsubj, Relation::NsubjPass, Relation::Mark]
            .iter()
            .all(|&relation| grammar.child(verb, relation).is_none())
    };
    // *believe it may have damage **and are asking garages** to check*
    let is_asking = |verb: TokenIndex| {
        grammar.tag(verb) == Tag::Vbg
            && grammar
                .child(verb, Relation::Aux)
                .is_some_and(|helper| matches!(grammar.tag(helper), Tag::Vbd | Tag::Vbz | Tag::Vbp))
    };
    let beneath = clause_of_thing(english, document, grammar, label.head)
        .into_iter()
        .flat_map(|clause| grammar.children(clause))
        .filter(|&verb| {
            grammar.tag(verb) == grammar.tag(label.head) && is_persons(english, document, grammar, verb)
        });
    // *said the man had fled* | *but **did not say** where he was*: whose clause it may follow, whoever speaks keeps silent.
    let is_silence = |verb: TokenIndex| silence::is_kept(english, document, grammar, verb);
    let said = grammar.child(label.head, Relation::Ccomp).into_iter();
    let keeping_silent = said
        .flat_map(|clause| grammar.children(clause))
        .filter(|&verb| is_silence(verb));
    let beneath = beneath.chain(keeping_silent);
    let verb = grammar.children(label.head).chain(beneath).find(|&verb| {
        grammar.relation(verb) == Relation::Conj
            && last.contains(&verb)
            && sentence.contains(&verb)
            && (matches!(grammar.tag(verb), Tag::Vbd | Tag::Vbz | Tag::Vbp)
                || is_asking(verb)
                || is_silence(verb))
            && is_free(verb)
            && (lexical_stance(english, document, grammar, verb).is_some() || is_silence(verb))
    })?;
    let group = verb_group(grammar, verb);
    let and = group
        .start
        .checked_sub(1)
        .filter(|&and| grammar.tag(and) == Tag::Cc)?;
    let (cue, content) = (
        group.start..phrase_end(english, document, grammar, verb),
        last.end,
    );
    // Nor does a speaker's own verb go on with the paper's.
    let is_quoted = (last.start..verb)
        .filter(|&token| is_mark(document.word(token)))
        .count()
        % 2
        == 1;
    if and <= last.start + 1 || is_quoted || cue.end >= content && !is_silence(verb) {
        return None;
    }
    let content = cue.end..content;
    last.end = and;
    // *but gave no details*, *but did not elaborate*: there is nothing that is said, or not.
    let is_empty = content.is_empty() || lexical_stance(english, document, grammar, verb).is_none();
    (!is_empty).then(|| Label {
        cue,
        ..of_verb(verb, label.source.clone(), content)
    })
}

/// The clause that is said, if its subject is a thing, which says nothing itself: *said that the system was broken **and accused** suppliers*.
fn clause_of_thing(
    english: &English,
    document: &Document,
    grammar: &Grammar,
    verb: TokenIndex,
) -> Option<TokenIndex> {
    let clause = grammar
        .child(verb, Relation::Ccomp)
        .filter(|&clause| clause > verb)?;
    let subject = any_subject(grammar, clause)?;
    let are_figures = FIGURES.contains(&document.word(subject));
    (are_figures || is_thing(english, document, grammar, subject)).then_some(clause)
}

/// A verb of attributing whose subject can be nobody but a person or a body, whatever the tree gives it: *said the plan was sound and
/// **refused** to publish it*, *said sales rose and **forecast** a profit*; not *appeared*, *supported*.
fn is_persons(english: &English, document: &Document, grammar: &Grammar, verb: TokenIndex) -> bool {
    const EXPECTING: [&str; 7] = [
        "anticipate",
        "estimate",
        "expect",
        "forecast",
        "foresee",
        "hope",
        "predict",
    ];
    let lemma = || english.lemmas.lemma(document.word(verb), grammar.tag(verb));
    lexical_stance(english, document, grammar, verb).is_some_and(|stance| {
        stance.is_speech()
            || matches!(stance, Stance::Decline | Stance::Ask)
            || stance == Stance::Believe && EXPECTING.contains(&&*lemma())
    })
}

/// A common noun in the singular that is known for nobody: *the system*; not *the firm*.
pub fn is_thing(english: &English, document: &Document, grammar: &Grammar, noun: TokenIndex) -> bool {
    let word = document.word(noun);
    let is_somebody = english
        .names
        .facts(word)
        .any(Facts::PERSON.or(Facts::OFFICE).or(Facts::ORGANISATION));
    grammar.tag(noun) == Tag::Nn && english.sources.kind(word).is_none() && !is_somebody
}

/// The end of the phrase that a verb begins: *called **for***, *ruled **out***.
fn phrase_end(english: &English, document: &Document, grammar: &Grammar, verb: TokenIndex) -> TokenIndex {
    const LONGEST: usize = 3;
    let tokens = verb..document.tokens().len().min(verb + LONGEST);
    stance::phrase(english, document, grammar, tokens).map_or(verb + 1, |(_, end)| end)
}

/// The label whose verb the one of `label` goes on from, without a subject of its own.
fn first_of(grammar: &Grammar, before: &[Label], label: &Label) -> Option<usize> {
    let goes_on = grammar.relation(label.head) == Relation::Conj
        && grammar.tag(label.head).is_finite()
        && any_subject(grammar, label.head).is_none();
    let verb = grammar
        .head(label.head)
        .filter(|&verb| goes_on && grammar.tag(verb).is_finite())?;
    let near = before.len().saturating_sub(NEIGHBOURS);
    let first = near + before[near..].iter().rposition(|other| other.head == verb)?;
    let has_subject = before[first]
        .source
        .iter()
        .any(|source| source.end <= before[first].cue.start);
    has_subject.then_some(first)
}

fn first_word(label: &Label) -> TokenIndex {
    let runs = label.source.iter().chain(&label.content);
    runs.map(|run| run.start).min().unwrap_or(label.cue.start)
}

/// A verb in the past or the present by which somebody says something.
fn says(english: &English, document: &Document, grammar: &Grammar, verb: TokenIndex) -> bool {
    matches!(grammar.tag(verb), Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Vbn)
        && lexical_stance(english, document, grammar, verb).is_some_and(Stance::is_speech)
}
