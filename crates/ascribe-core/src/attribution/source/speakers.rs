//! Who *I* and *we* are inside somebody's direct words.
//!
//! *I* is whoever speaks. *We* is a body only where the text says that the speaker is one or speaks for it: *Halden Water said: “**We** regret
//! …”*, *“**We** expect delays,” a spokesman for the port said*, *Ann Roe, the port's chief executive, …*. Counter-examples: *Ann Roe, a member of the
//! committee, said: “**We** left”*, *Ann Roe said: “**We** left”*, two bodies named. Deliberately missed: *we* of somebody whose office stands in
//! another article, and of an interview.

use std::ops::Range;

use super::{Cast, Identity, Reader};
use crate::attribution::{Attribution, Source};
use crate::document::{Document, TokenIndex};
use crate::english::English;
use crate::grammar::Grammar;
use crate::grammar::tag::Tag;
use crate::signs::mentions::Referent;
use crate::signs::names::FigureIndex;
use crate::span::Span;
use crate::vocabulary::{Directness, EntityKind, SourceKind};

/// Those who say *we* for what they stand at the head of, beside *spokesman* and *spokeswoman*.
const HEADS: [&str; 19] = [
    "administrator",
    "boss",
    "ceo",
    "cfo",
    "chair",
    "chairman",
    "chairwoman",
    "chief",
    "cto",
    "director",
    "director-general",
    "executive",
    "founder",
    "head",
    "leader",
    "manager",
    "president",
    "secretary",
    "secretary-general",
];

/// How far from the word for the office its body may stand.
const REACH: usize = 8;

/// Gives each *I* and *we* inside somebody's direct words, or in a statement behind a colon, the name of who speaks.
pub fn speakers(
    english: &English,
    document: &Document,
    grammar: &Grammar,
    cast: &Cast<'_>,
    attributions: &mut [Attribution],
) {
    let reader = Reader {
        english,
        document,
        grammar,
        cast,
    };
    for at in 0..attributions.len() {
        let says = |words: &[&str]| {
            attributions[at].source.as_ref().is_some_and(|source| {
                source.spans.len() == 1 && words.contains(&document.slice(source.spans[0]))
            })
        };
        let (is_one, are_many) = (says(&["I", "me", "Me"]), says(&["We", "us", "we"]));
        if !is_one && !are_many {
            continue;
        }
        let outer = attributions[at].within.map(|outer| &attributions[outer]);
        let speaker = outer
            .filter(|outer| {
                matches!(outer.directness, Directness::Direct | Directness::Mixed)
                    || document.slice(outer.cue.span).ends_with(':')
                    || is_statement(document, outer)
            })
            .and_then(|outer| outer.source.clone());
        let (Some(speaker), Some(source)) = (speaker, &mut attributions[at].source) else {
            continue;
        };
        if is_one {
            source.name = speaker.name;
            source.kind = speaker.kind;
            source.anonymity = speaker.anonymity;
            source.candidates = speaker.candidates;
        } else if let Some(body) = reader.own_body(&speaker) {
            source.name = body.name;
            source.kind = body.kind;
            source.anonymity = body.anonymity;
        }
    }
}

/// *Ada Roe **said**:*, and what she said in paragraphs of its own.
fn is_statement(document: &Document, attribution: &Attribution) -> bool {
    let paragraph = |span: Span| document.paragraph_of(document.tokens_in(span).start);
    let cue = paragraph(attribution.cue.span);
    attribution
        .content
        .first()
        .is_some_and(|&content| paragraph(content) > cue)
}

impl Reader<'_> {
    /// The body that a source is or speaks for.
    fn own_body(&self, speaker: &Source) -> Option<Identity> {
        let [span] = speaker.spans[..] else { return None };
        let tokens = self.document.tokens_in(span);
        if matches!(speaker.kind, SourceKind::Organisation | SourceKind::Media) {
            return Some(self.figure(self.only_body(&tokens)?));
        }
        if !matches!(speaker.kind, SourceKind::Person | SourceKind::Office) {
            return None;
        }
        let in_phrase = || {
            let mut offices = tokens.clone().filter(|&token| self.is_head(token));
            offices.find_map(|office| self.body_of(office, &tokens))
        };
        let body = in_phrase().or_else(|| {
            let figure = tokens.clone().find_map(|token| self.figure_at(token))?;
            let roles = self.cast.names.figures[figure].roles.iter();
            roles
                .filter(|role| !role.past && !role.plural && self.is_head(role.token))
                .find_map(|role| {
                    let sentence = self.document.sentence_of(role.token);
                    self.body_of(role.token, &self.document.sentences()[sentence].tokens)
                })
        });
        body.map(|body| self.figure(body))
    }

    fn is_head(&self, token: TokenIndex) -> bool {
        let word = self.document.word(token).to_lowercase();
        HEADS.contains(&&*word) || word.starts_with("spokes") && !word.ends_with('s')
    }

    /// Whom a name, a role or a pronoun stands for.
    fn figure_at(&self, token: TokenIndex) -> Option<FigureIndex> {
        match self.cast.names.at(token).map(|mention| &mention.figures[..]) {
            Some([one]) => Some(*one),
            Some(_) => None,
            None => match self.cast.mentions.at(token) {
                Some(Referent::Figure(figure)) => Some(*figure),
                _ => None,
            },
        }
    }

    /// The body in the noun phrase of an office: *the **port's** chief executive*, *chief executive of the **port***.
    fn body_of(&self, office: TokenIndex, within: &Range<TokenIndex>) -> Option<FigureIndex> {
        let describes = |&token: &TokenIndex| {
            matches!(
                self.grammar.tag(token),
                Tag::Jj
                    | Tag::Nn
                    | Tag::Nns
                    | Tag::Nnp
                    | Tag::Nnps
                    | Tag::Pos
                    | Tag::Hyph
                    | Tag::In
                    | Tag::Dt
                    | Tag::Cc
            ) && self.document.word(token) != "that"
        };
        let start = (within.start..office)
            .rev()
            .take(REACH)
            .take_while(describes)
            .last();
        let behind = (office + 1..within.end).take(REACH).take_while(describes);
        let end = behind.last().map_or(office + 1, |last| last + 1);
        self.only_body(&(start.unwrap_or(office)..end))
    }

    /// The only body named in `tokens`.
    fn only_body(&self, tokens: &Range<TokenIndex>) -> Option<FigureIndex> {
        let is_body =
            |&figure: &FigureIndex| self.cast.names.figures[figure].kind == EntityKind::Organisation;
        let mut bodies = tokens
            .clone()
            .filter_map(|token| self.figure_at(token))
            .filter(is_body);
        let one = bodies.next()?;
        bodies.all(|other| other == one).then_some(one)
    }
}
