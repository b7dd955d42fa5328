//! Labels to attributions: quotation marks, directness, stance, sources and chains.
//!
//! The rules, whoever labels, each in its own file:
//!
//! - speakers that were passed over or cut short: a clause that keeps a name back belongs to its source (`unnamed`), the speaker of a
//!   transcript has all of his paragraph (`transcript`), a signature what stands in front of it (`signed`), a source behind the dash of a
//!   headline as well (`headline`);
//! - labels of mere deeds are dropped (`deeds`);
//! - attributions that are added: a speaker right behind a quotation (`spoken`) or in front of it (`introduced`) or of a statement without marks (`statements`), a source at the close of a sentence (`closing`), a verb of
//!   saying with subject and complement (`complement`) or object (`objects`), between a pronoun and its verb (`relative`) or between commas (`asides`), a paper that could not find out (`unverified`), a phrase that says whose view it is (`view`), a second participle (`further`),
//!   whom somebody quotes (`quoting`), a noun of saying (`nouns`), a second verb with the source of the first (`joined`, `shared`, `silence`), hearsay (`hearsay`);
//! - where cues begin and end (`cues`), and who is no part of a source (`relayed`);
//! - where contents end: a source behind its content has the words of its noun phrase (`trailing`), a content what its frame cuts off
//!   (`sundered`) or leaves behind it (`resumed`), quotations are whole and go on (`quoted`), other
//!   contents do not break into the next speaker’s sentence (`crossing`), noun phrases are whole (`phrases`), a speaker in a clause beside another has nothing of that one (`beside`), edges
//!   are mended (`edges`, `unfinished`), two do not hold each other (`apart`), one that says nothing is none (`bare`), and where the writer may have added a clause the attribution is marked
//!   (`scope`).
//!
//! An attribution stands *within* the smallest other one whose content holds its cue.

mod apart;
mod asides;
mod bare;
mod beside;
mod closing;
mod complement;
mod crossing;
mod cues;
mod deeds;
mod edges;
mod further;
mod headline;
mod hearsay;
mod impersonal;
mod introduced;
mod joined;
mod nouns;
mod objects;
mod phrases;
mod quoted;
mod quoting;
mod relative;
mod relayed;
mod resumed;
mod runs;
mod scope;
mod shared;
mod signed;
mod silence;
mod spoken;
mod statements;
mod sundered;
#[cfg(test)]
mod tests;
mod trailing;
mod transcript;
mod unfinished;
mod unnamed;
mod unverified;
mod view;

use std::ops::Range;

use super::features::Context;
use super::label::Label;
use super::source::{self, Cast};
use super::{Attribution, Cue, stance};
use crate::document::{Document, TokenIndex};
use crate::english::English;
use crate::grammar::Grammar;
use crate::grammar::relation::Relation;
use crate::signs::turns::Turn;
use crate::signs::{anonymity, hedges, quotations};
use crate::span::Span;
use crate::vocabulary::{Directness, Stance};

/// How sure a label is that a rule adds.
const CONFIDENCE: f32 = 0.5;

/// The subject of a verb, in the active or the passive.
fn any_subject(grammar: &Grammar, verb: TokenIndex) -> Option<TokenIndex> {
    [Relation::Nsubj, Relation::NsubjPass]
        .into_iter()
        .find_map(|relation| grammar.child(verb, relation))
}

/// The label of a verb that was passed over.
fn of_verb(verb: TokenIndex, source: Vec<Range<TokenIndex>>, content: Range<TokenIndex>) -> Label {
    Label {
        head: verb,
        cue: verb..verb + 1,
        source,
        content: vec![content],
        confidence: CONFIDENCE,
    }
}

/// A verb with what helps it in front: ***has not** said*.
fn verb_group(grammar: &Grammar, verb: TokenIndex) -> Range<TokenIndex> {
    let helps = |token: TokenIndex| {
        grammar.head(token) == Some(verb)
            && (grammar.relation(token).is_helper() || grammar.relation(token) == Relation::Advmod)
    };
    let mut start = verb;
    while start > 0 && helps(start - 1) {
        start -= 1;
    }
    start..verb + 1
}

/// Whether a token is a word or a number, and no mark.
fn is_word(document: &Document, token: TokenIndex) -> bool {
    document.word(token).chars().any(char::is_alphanumeric)
}

/// Puts a label where its cue stands, unless a cue stands there already.
fn insert(labels: &mut Vec<Label>, label: Label) {
    let at = labels.partition_point(|other| other.cue.end <= label.cue.start);
    if labels
        .get(at)
        .is_none_or(|other| other.cue.start >= label.cue.end)
    {
        labels.insert(at, label);
    }
}

/// The stance that the lexicon gives a verb as it stands in the text.
fn lexical_stance(
    english: &English,
    document: &Document,
    grammar: &Grammar,
    verb: TokenIndex,
) -> Option<Stance> {
    let lemma = english.lemmas.lemma(document.word(verb), grammar.tag(verb));
    english.stances.verbs.get(&lemma)
}

/// ***She has placed him on leave**, an aide said*: the clause in front of source and cue.
fn clause_in_front(document: &Document, grammar: &Grammar, label: &Label) -> Option<Range<TokenIndex>> {
    let source = label.source.first()?;
    let sentence = &document.sentences()[document.sentence_of(source.start)].tokens;
    let comma = source
        .start
        .checked_sub(1)
        .filter(|&comma| comma > sentence.start)?;
    let clause = sentence.start..comma;
    let is_clause = clause.clone().any(|token| grammar.tag(token).is_finite());
    (is_clause && source.end <= label.cue.start && document.word(comma) == ",").then_some(clause)
}

/// Makes attributions of labels, in order of their cues.
pub fn attributions(
    english: &English,
    document: &Document,
    grammar: &Grammar,
    context: &Context<'_>,
    labels: &[Label],
    cast: &Cast<'_>,
) -> Vec<Attribution> {
    let labels = labels
        .iter()
        .filter(|label| !source::is_no_source(english, document, grammar, label))
        .filter(|label| !source::is_suffered(english, document, grammar, label))
        .filter(|label| !deeds::is_deed(english, document, grammar, context, label))
        .filter(|label| !bare::is_time(english, document, grammar, label))
        .filter(|label| !cues::is_preposition(english, document, grammar, label))
        .filter(|label| !cues::is_answered(english, document, grammar, label))
        .filter(|label| !cues::is_pressed(english, document, grammar, label))
        .filter(|label| !cues::is_purpose(english, document, grammar, label))
        .map(|label| source::whole(english, document, grammar, cast.names, label))
        .collect();
    let labels = completed(english, document, grammar, cast.mentions.turns(), labels);
    let is_cue = runs::marked(document, labels.iter().map(|label| &label.cue));
    let mut found: Vec<Attribution> = labels
        .iter()
        .map(|label| {
            let presentation = stance::of_cue(english, document, grammar, label.cue.clone());
            Attribution {
                source: source::describe(english, document, grammar, cast, &label.source),
                cue: Cue {
                    span: document.span_of(label.cue.clone()),
                    stance: presentation.stance,
                },
                directness: directness(document, context, label),
                content: label
                    .content
                    .iter()
                    .map(|run| document.span_of(run.clone()))
                    .collect(),
                negated: presentation.negated,
                scope_uncertain: scope::is_uncertain(
                    document,
                    grammar,
                    |token| context.is_quoted(token),
                    |token| is_cue[token],
                    label,
                ),
                within: None,
            }
        })
        .collect();
    nest(&mut found);
    source::speakers(english, document, grammar, cast, &mut found);
    found
}

/// The labels with what the rules add to them and take away; all have content.
fn completed(
    english: &English,
    document: &Document,
    grammar: &Grammar,
    turns: &[Turn],
    mut labels: Vec<Label>,
) -> Vec<Label> {
    let mut quotations = quotations::find(document);
    // A single mark that nothing closes is an apostrophe: *‘em*.
    quotations.retain(|quotation| quotation.closed || document.word(quotation.tokens.start) != "‘");
    let hedges = hedges::find(english, document, grammar);
    for label in &mut labels {
        relayed::mend(english, document, grammar, label);
        cues::shorten(english, document, grammar, label);
    }
    let nameless = anonymity::clauses(english, document, grammar);
    unnamed::complete(english, document, grammar, &nameless, &mut labels);
    transcript::complete(document, turns, &mut labels);
    signed::complete(document, grammar, &quotations, &mut labels);
    headline::complete(english, document, grammar, &mut labels);
    spoken::complete(english, document, grammar, &quotations, &nameless, &mut labels);
    introduced::complete(english, document, grammar, &quotations, &mut labels);
    closing::complete(english, document, grammar, &mut labels);
    complement::complete(english, document, grammar, &mut labels);
    relative::complete(english, document, grammar, &mut labels);
    asides::complete(english, document, grammar, &mut labels);
    unverified::complete(english, document, grammar, &mut labels);
    view::complete(document, grammar, &quotations, &mut labels);
    further::complete(english, document, grammar, &mut labels);
    quoting::complete(english, document, grammar, &mut labels);
    joined::complete(english, document, grammar, &mut labels);
    shared::complete(english, document, grammar, &mut labels);
    nouns::complete(english, document, grammar, &mut labels);
    hearsay::complete(document, grammar, &quotations, &hedges, &mut labels);
    impersonal::complete(document, grammar, &quotations, &mut labels);
    apart::drop_colons(document, grammar, &mut labels);
    apart::join_participles(document, grammar, &mut labels);
    apart::drop_nouns(document, grammar, &mut labels);
    trailing::mend(document, grammar, &quotations, &mut labels);
    sundered::mend(document, grammar, &mut labels);
    resumed::mend(document, grammar, &mut labels);
    asides::mend(document, grammar, &mut labels);
    quoted::complete(english, document, grammar, &quotations, &mut labels);
    quoted::end(document, grammar, &quotations, &mut labels);
    crossing::mend(document, grammar, &quotations, &mut labels);
    beside::apart(document, &mut labels);
    beside::behind_another(document, grammar, &mut labels);
    for label in &mut labels {
        headline::without_second(document, grammar, label);
        headline::without_other(document, grammar, label);
        beside::mend(document, label);
        beside::behind_object(document, grammar, label);
        unverified::mend(document, grammar, label);
        beside::without_other_time(english, document, grammar, label);
        phrases::mend(document, grammar, &quotations, label);
        label.content = edges::mend(document, grammar, &quotations, label);
    }
    apart::mend(document, &mut labels);
    labels.retain(|label| !label.content.is_empty() && !bare::says_nothing(document, grammar, label));
    statements::complete(english, document, grammar, &mut labels);
    cues::lengthen(document, grammar, &mut labels);
    for source in labels.iter_mut().flat_map(|label| &mut label.source) {
        while source.len() > 1 && document.word(source.end - 1) == "," {
            source.end -= 1;
        }
    }
    labels
}

fn directness(document: &Document, context: &Context<'_>, label: &Label) -> Directness {
    if label.source.is_empty() {
        return Directness::Agentless;
    }
    let words = || {
        label
            .content
            .iter()
            .cloned()
            .flatten()
            .filter(|&token| is_word(document, token))
    };
    match (
        words().any(|token| context.is_quoted(token)),
        words().all(|token| context.is_quoted(token)),
    ) {
        (_, true) => Directness::Direct,
        (true, _) => Directness::Mixed,
        _ => Directness::Indirect,
    }
}

/// How many attributions back and ahead of a cue are looked at for one that holds it.
const NEIGHBOURS: usize = 12;

fn nest(found: &mut [Attribution]) {
    let size = |attribution: &Attribution| attribution.content.iter().map(|span| span.len()).sum::<usize>();
    let holds = |outer: &Attribution, span: Span| outer.content.iter().any(|content| content.contains(span));
    for at in 0..found.len() {
        let cue = found[at].cue.span;
        let range = at.saturating_sub(NEIGHBOURS)..found.len().min(at + NEIGHBOURS + 1);
        let outer = range
            .filter(|&other| other != at && holds(&found[other], cue))
            // Two that hold each other's cues would make a circle.
            .filter(|&other| !holds(&found[at], found[other].cue.span))
            .min_by_key(|&other| (size(&found[other]), other));
        found[at].within = outer;
    }
    // A chain is cut where it would run in a circle.
    for at in 0..found.len() {
        let (mut up, mut steps) = (found[at].within, 0);
        while let Some(next) = up {
            steps += 1;
            if next == at || steps > 2 * NEIGHBOURS {
                found[at].within = None;
                break;
            }
            up = found[next].within;
        }
    }
}
