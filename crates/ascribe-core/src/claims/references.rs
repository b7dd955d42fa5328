//! What the article leaves open: a pronoun, a *there* or a *that year* that nothing in front of it settles.
//!
//! *Mr Doyle met Mr Marsh. **He** had stolen £486,000* (both fit equally well), *Forty people drowned **there*** and *born in
//! **that year*** with no place or year before. What is open is named and never guessed.
//!
//! Not: *Ms Orr resigned on Friday. **She** had been paid* (nobody else is there), *The mayor said **he** would resign* (the
//! speaker), *Mr Marsh was questioned about a ledger by Mr Doyle. He …* (the one the sentence is about goes first).
//!
//! Missed on purpose: *it*, *they* and *this*, whose antecedents may be a clause or a crowd.

use crate::claims::statement::Statement;
use crate::document::TokenIndex;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::signs::names::Entity;
use crate::signs::times::Time;
use crate::span::Span;
use crate::vocabulary::EntityKind;

/// What stands in the document that references may be settled by; both in text order.
#[derive(Clone, Copy)]
pub struct Settings<'a> {
    /// Names and other mentions.
    pub entities: &'a [Entity],
    /// Times.
    pub times: &'a [Time],
}

/// So many sentences back a reference is looked for.
const REACH: usize = 3;

/// The words of a claim whose reference is open, in text order.
pub fn open(statement: &Statement<'_>, settings: Settings<'_>) -> Vec<Span> {
    let mut open: Vec<Span> = statement
        .tokens()
        .filter_map(|token| {
            let document = statement.document;
            match statement.tag(token) {
                Tag::Prp if statement.is(token, &["he", "she"]) && statement.subject == Some(token) => {
                    (fitting_people(statement, settings, token) > 1).then(|| document.tokens()[token].span)
                }
                Tag::Rb if statement.is(token, &["there"]) => {
                    let is_place = statement.grammar.relation(token) == Relation::Advmod
                        && statement.grammar.head(token) == Some(statement.predicate);
                    (is_place && !place_before(statement, token)).then(|| document.tokens()[token].span)
                }
                Tag::Dt if statement.is(token, &["that"]) => {
                    let noun = statement.grammar.head(token)?;
                    let is_time =
                        noun == token + 1 && statement.is(noun, &["day", "month", "night", "week", "year"]);
                    (is_time && !time_before(statement, settings, token))
                        .then(|| document.span_of(token..noun + 1))
                }
                _ => None,
            }
        })
        .collect();
    open.dedup();
    open
}

/// How many people in front of a pronoun it may equally well stand for; who speaks comes first in a report.
fn fitting_people(statement: &Statement<'_>, settings: Settings<'_>, pronoun: TokenIndex) -> usize {
    if !statement.chain.is_empty() {
        return 1;
    }
    let document = statement.document;
    let here = document.sentence_of(pronoun);
    for sentence in (here.saturating_sub(REACH)..here).rev() {
        let tokens = document.sentences()[sentence].tokens.clone();
        let mut people: Vec<(Option<TokenIndex>, &str)> = Vec::new();
        for entity in within(settings.entities, document.sentences()[sentence].span) {
            let words = document.tokens_in(entity.span);
            let Some(last) = words.clone().next_back() else {
                continue;
            };
            if entity.kind != EntityKind::Person || !agrees(statement, words.start, tokens.start, pronoun) {
                continue;
            }
            // The name hangs on the verb by one of its words.
            let head = words.clone().find(|&token| {
                matches!(
                    statement.grammar.relation(token),
                    Relation::Nsubj | Relation::NsubjPass | Relation::Obj | Relation::Iobj
                )
            });
            if let Some(head) = head {
                people.push((statement.grammar.head(head), document.word(last)));
            }
        }
        let Some(&(verb, name)) = people.first() else {
            continue;
        };
        let rivals = people
            .iter()
            .filter(|(other, _)| *other == verb && verb.is_some());
        let mut names: Vec<&str> = rivals.map(|&(_, name)| name).collect();
        names.push(name);
        names.sort_unstable();
        names.dedup();
        return names.len();
    }
    1
}

/// Whether the title in front of a name or in it allows the pronoun: *Mr* is not *she*.
fn agrees(statement: &Statement<'_>, name: TokenIndex, first: TokenIndex, pronoun: TokenIndex) -> bool {
    let wrong: &[&str] = if statement.is(pronoun, &["she"]) {
        &["Mr", "Mr.", "Sir", "Lord", "Baron", "King", "Prince"]
    } else {
        &[
            "Ms", "Ms.", "Mrs", "Mrs.", "Miss", "Dame", "Lady", "Baroness", "Queen", "Princess",
        ]
    };
    !statement.is(name, wrong) && !(name > first && statement.is(name - 1, wrong))
}

/// Whether a place stands in front of *there*, in this sentence or the ones before.
fn place_before(statement: &Statement<'_>, there: TokenIndex) -> bool {
    let document = statement.document;
    let sentence = document.sentence_of(there);
    let first = document.sentences()[sentence.saturating_sub(REACH)].tokens.start;
    (first..there).any(|token| {
        statement.grammar.relation(token) == Relation::Case
            && statement.is(
                token,
                &[
                    "at", "from", "in", "inside", "into", "near", "of", "on", "outside", "to",
                ],
            )
            && statement
                .grammar
                .head(token)
                .is_some_and(|noun| statement.tag(noun).is_noun())
    })
}

/// Whether a time stands in front of *that year*, in this sentence or the ones before.
fn time_before(statement: &Statement<'_>, settings: Settings<'_>, that: TokenIndex) -> bool {
    let document = statement.document;
    let sentence = document.sentence_of(that);
    let first = document.sentences()[sentence.saturating_sub(REACH)].span.start();
    let before = Span::new(first, document.tokens()[that].span.start());
    let at = settings
        .times
        .partition_point(|time| time.span.end() <= before.start());
    settings.times[at..]
        .first()
        .is_some_and(|time| before.contains(time.span))
}

/// The entities inside `span`; they are in text order.
fn within(entities: &[Entity], span: Span) -> impl Iterator<Item = &Entity> {
    let first = entities.partition_point(|entity| entity.span.start() < span.start());
    entities[first..]
        .iter()
        .take_while(move |entity| entity.span.end() <= span.end())
}
