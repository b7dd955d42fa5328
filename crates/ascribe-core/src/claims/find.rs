//! Claims of a document: every clause with a truth condition of its own, and who vouches for it.
//!
//! *The road is closed, the ministry said.* gives *The road is closed* with the ministry; a clause that no attribution touches
//! is a claim in the newsroom's own voice. The frame of an attribution (*the ministry said*) is no claim, unless it tells
//! that an answer was refused or a decision made, and nothing else is claimed in it: *The ministry declined to comment*. A
//! sentence that nothing at all is claimed in is taken as it stands, so that a comparison misses no word of it.

mod acts;
mod claim;
mod predicates;
mod statements;

use std::collections::HashMap;
use std::ops::Range;

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use super::boundaries::Sentence;
use super::clauses::{self, Clause};
use super::fragments;
use super::ownership::{Ownership, chain};
use super::senses::Senses;
use super::{Claim, ClaimId};
use crate::attribution::{Attribution, AttributionIndex};
use crate::document::{Document, TokenIndex};
use crate::english::English;
use crate::grammar::Grammar;
use crate::signs::anonymity;
use crate::signs::hedges::{self, HedgeCue};
use crate::signs::names::Entity;
use crate::signs::quantities::Quantity;
use crate::signs::times::Time;
use crate::span::Span;
use crate::vocabulary::{Directness, Place};

/// What the words of the document show by themselves, each list in text order.
#[derive(Clone, Copy, Default)]
pub struct Signs<'a> {
    /// Numbers.
    pub quantities: &'a [Quantity],
    /// Times.
    pub times: &'a [Time],
    /// Names and other mentions.
    pub entities: &'a [Entity],
}

/// Finds the claims, in text order.
pub fn claims(
    english: &English,
    document: &Document,
    grammar: &Grammar,
    attributions: &[Attribution],
    signs: Signs<'_>,
    published: Option<Date>,
) -> Vec<Claim> {
    let finder = Finder {
        english,
        document,
        grammar,
        attributions,
        signs,
        published,
        ownership: Ownership::of(document, attributions),
        hedges: hedges::find(english, document, grammar),
        unnamed: anonymity::clauses(english, document, grammar),
        senses: Senses::of(english, document, grammar),
    };
    let mut seen = HashMap::new();
    let mut claims = Vec::new();
    for (number, sentence) in document.sentences().iter().enumerate() {
        let place = document.paragraphs()[sentence.paragraph].place;
        if matches!(place, Place::Byline | Place::Dateline) {
            continue;
        }
        let clauses = clauses::of_sentence(
            Sentence {
                document,
                grammar,
                tokens: &sentence.tokens,
                heading: is_heading(place),
            },
            &finder.ownership,
        );
        let mut found: Vec<Claim> = finder
            .asserting(&sentence.tokens, place, clauses)
            .into_iter()
            .map(|clause| finder.claim(number, place, &finder.with_verb(clause)))
            .collect();
        // Of two with one subject the one whose verb comes first: *She pleaded …*, *She … was released*.
        let order = |claim: &Claim| {
            let (first, last) = (claim.spans.first(), claim.spans.last());
            (first.map(|span| span.start()), last.map(|span| span.end()))
        };
        found.sort_by(|one, other| {
            order(one)
                .cmp(&order(other))
                .then_with(|| one.spans.cmp(&other.spans))
        });
        // An act (*declined to say*) and the clause that it is the verb of can be the same words.
        found.dedup_by(|next, kept| next.spans == kept.spans && next.attributions == kept.attributions);
        for mut claim in found {
            claim.id = id(document, &claim.spans, &mut seen);
            claims.push(claim);
        }
    }
    claims
}

/// Everything that a claim is made of.
struct Finder<'a> {
    english: &'a English,
    document: &'a Document,
    grammar: &'a Grammar,
    attributions: &'a [Attribution],
    signs: Signs<'a>,
    published: Option<Date>,
    ownership: Ownership,
    hedges: Vec<HedgeCue>,
    /// Clauses that keep a source's name back.
    unnamed: Vec<Range<TokenIndex>>,
    senses: Senses,
}

impl Finder<'_> {
    /// The clauses of a sentence that claim something.
    fn asserting(&self, sentence: &Range<TokenIndex>, place: Place, clauses: Vec<Clause>) -> Vec<Clause> {
        let mut asserting = Vec::new();
        let mut frames: Vec<(AttributionIndex, Clause)> = Vec::new();
        let mut silent = Vec::new();
        for clause in clauses {
            match clause.frame {
                // *was convicted on 11 counts*, whose cue the tree cuts in two.
                Some(attribution) => match frames.iter_mut().find(|(other, _)| *other == attribution) {
                    Some((_, frame)) => frame.runs.extend(clause.runs),
                    None => frames.push((attribution, clause)),
                },
                None if self.keeps_name_back(&clause) => {}
                None if self.says_something(&clause, place) => asserting.push(clause),
                None => silent.push(clause),
            }
        }
        // Under each attribution that answers for a clause, whether one of them has a verb.
        let mut contained: HashMap<AttributionIndex, bool> = HashMap::new();
        for clause in &asserting {
            self.note(clause, &mut contained);
        }
        for &(attribution, ref frame) in &frames {
            // *pledged €60mn*, *proposed an unchanged dividend*: without a verb the content says nothing apart from the act.
            let says_more = contained.get(&attribution) == Some(&true);
            let is_act = self.declines(attribution)
                || !says_more
                || self.is_said_by_nobody(attribution)
                || self.is_done_to_thing(attribution)
                || self.is_done_to_subject(attribution);
            let tells = self.tells(attribution) && is_act
                || self.has_to_answer(attribution)
                || self.is_heard_of(attribution)
                || self.is_instructed(attribution)
                || self.names_topic(attribution);
            let is_whole = self.has_object(attribution, sentence) || self.is_told_of(attribution);
            if tells || is_whole && !contained.contains_key(&attribution) {
                asserting.retain(|clause| clause.owner != Some(attribution));
                let act = self.act(attribution, frame.clone(), sentence);
                self.note(&act, &mut contained);
                asserting.push(act);
            }
        }
        if asserting.is_empty() {
            asserting.extend(self.instead(sentence, frames, silent));
        }
        asserting
    }

    /// *an official **who asked not to be named***: describes the source, and is no news.
    fn keeps_name_back(&self, clause: &Clause) -> bool {
        anonymity::is_inside(&self.unnamed, clause.head)
    }

    /// Notes a clause, and whether it has a verb, under all who answer for it.
    fn note(&self, clause: &Clause, contained: &mut HashMap<AttributionIndex, bool>) {
        let mut words = clause.runs.iter().cloned().flatten();
        let has_verb = words.any(|token| self.grammar.tag(token).is_verb());
        for link in clause
            .owner
            .map_or_else(Vec::new, |owner| chain(self.attributions, owner))
        {
            *contained.entry(link).or_default() |= has_verb;
        }
    }

    /// What stands for a sentence in which no clause claims anything: a quotation without a verb (*“Full panic,” he said*) or an answer, else
    /// the act of attributing (*Advocates expressed deep concern*), else all its words.
    fn instead(
        &self,
        sentence: &Range<TokenIndex>,
        frames: Vec<(AttributionIndex, Clause)>,
        silent: Vec<Clause>,
    ) -> Option<Clause> {
        let content_here = |attribution: AttributionIndex| {
            let content = self.attributions[attribution].content.iter();
            content
                .map(|&span| self.document.tokens_in(span))
                .any(|tokens| tokens.start < sentence.end && sentence.start < tokens.end)
        };
        // The outermost of a chain: the others are part of what it says.
        let is_outermost = |attribution: AttributionIndex| {
            let within = self.attributions[attribution].within;
            !frames.iter().any(|&(other, _)| Some(other) == within)
        };
        // *Ana Roe: No.*
        let is_answer = |clause: &&Clause| {
            clause.owner.is_some_and(|owner| {
                let cue = self.attributions[owner].cue.span;
                self.document.slice(cue) == ":" && sentence.contains(&self.document.tokens_in(cue).start)
            })
        };
        if let Some(answer) = silent.iter().find(is_answer) {
            return Some(answer.clone());
        }
        let told = frames
            .iter()
            .position(|&(attribution, _)| content_here(attribution) && is_outermost(attribution));
        // *She said:*, with what she said in the next paragraph.
        let is_introduced = |attribution: AttributionIndex| {
            let content = self.attributions[attribution].content.iter();
            content
                .map(|&span| self.document.tokens_in(span).start)
                .any(|start| start == sentence.end)
        };
        let last = sentence.end - 1;
        let leads = matches!(self.document.word(last), ":" | ",") || self.grammar.tag(last).is_verb();
        if leads && (frames.iter()).any(|&(attribution, _)| is_introduced(attribution)) {
            return None;
        }
        let Some(told) = told else {
            return fragments::whole(self.document, self.grammar, &self.ownership, sentence);
        };
        let (attribution, frame) = frames.into_iter().nth(told)?;
        let is_quoted = self.attributions[attribution].directness == Directness::Direct;
        let quotation = silent.into_iter().find(|clause| {
            let words = clause.runs.iter().cloned().flatten();
            is_quoted
                && clause.owner == Some(attribution)
                && fragments::words(self.document, words).nth(1).is_some()
        });
        quotation.or_else(|| Some(self.act(attribution, frame, sentence)))
    }
}

fn is_heading(place: Place) -> bool {
    matches!(place, Place::Headline | Place::Heading | Place::Standfirst)
}

/// From the claim's words, typographic variants folded, and its number among claims with the same words.
fn id(document: &Document, spans: &[Span], seen: &mut HashMap<[u8; 4], u32>) -> ClaimId {
    let mut hash = Sha256::new();
    for word in spans
        .iter()
        .flat_map(|&span| document.slice(span).split_whitespace())
    {
        for character in word.chars().flat_map(char::to_lowercase) {
            let plain = match character {
                '’' | '‘' => '\'',
                '“' | '”' => '"',
                '–' | '—' => '-',
                other => other,
            };
            hash.update(plain.encode_utf8(&mut [0; 4]));
        }
        hash.update(b" ");
    }
    let digest = hash.clone().finalize();
    let key = [digest[0], digest[1], digest[2], digest[3]];
    let number = seen.entry(key).and_modify(|count| *count += 1).or_insert(0);
    if *number == 0 {
        return ClaimId(u32::from_be_bytes(key));
    }
    hash.update(number.to_be_bytes());
    let digest = hash.finalize();
    ClaimId(u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]]))
}
