//! Who a source is: kind, anonymity and the fullest name that the article gives.
//!
//! *Mr Okafor*, *the mayor* and *he* after *Daniel Okafor, the mayor of Hexham* are all Daniel Okafor; *a senior Treasury
//! official* is described and has no name; *officials* are bare. Where two people fit equally well, the name is left out and
//! both are candidates. Who a pronoun or a role stands for is settled by [`Mentions`]; here it is put together with the
//! words of the source. Who *I* and *we* are in somebody's direct words is told by who speaks ([`speakers`]). Deliberately missed: nicknames.

mod bearer;
mod extent;
mod nobody;
mod passive;
mod phrase;
mod speakers;
pub mod specificity;
mod subject;
mod whole;

pub use nobody::is_no_source;
pub use passive::is_suffered;
pub use speakers::speakers;
pub use whole::whole;

use std::ops::Range;

use super::Source;
use crate::document::{Document, TokenIndex};
use crate::english::English;
use crate::english::names::{Facts, Known};
use crate::grammar::Grammar;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::signs::mentions::{Mentions, Referent, epithets};
use crate::signs::names::{FigureIndex, Names};
use crate::span::Span;
use crate::vocabulary::{Anonymity, EntityKind, SourceKind};

/// Whom an article names and what its pronouns refer to.
#[derive(Clone, Copy, Debug)]
pub struct Cast<'a> {
    /// Who has a name.
    pub names: &'a Names,
    /// Whom pronouns and roles refer to.
    pub mentions: &'a Mentions,
}

/// What is told of a source beside its words.
#[derive(Clone, Debug)]
struct Identity {
    name: Option<Span>,
    kind: SourceKind,
    anonymity: Anonymity,
    candidates: Vec<Span>,
}

impl Identity {
    fn unnamed(kind: SourceKind, anonymity: Anonymity) -> Self {
        Self {
            name: None,
            kind,
            anonymity,
            candidates: Vec::new(),
        }
    }
}

/// Describes the source that stands in `runs`; none if there are no runs.
pub fn describe(
    english: &English,
    document: &Document,
    grammar: &Grammar,
    cast: &Cast<'_>,
    runs: &[Range<TokenIndex>],
) -> Option<Source> {
    let reader = Reader {
        english,
        document,
        grammar,
        cast,
    };
    let identity = reader.source(runs)?;
    Some(Source {
        spans: runs.iter().map(|run| document.span_of(run.clone())).collect(),
        name: identity.name,
        kind: identity.kind,
        anonymity: identity.anonymity,
        candidates: identity.candidates,
    })
}

struct Reader<'a> {
    english: &'a English,
    document: &'a Document,
    grammar: &'a Grammar,
    cast: &'a Cast<'a>,
}

/// How many sources one compound source may have; more are read as one phrase.
const MEMBERS: usize = 8;

impl Reader<'_> {
    fn source(&self, runs: &[Range<TokenIndex>]) -> Option<Identity> {
        let first = runs.first()?;
        let inside = |token: TokenIndex| runs.iter().any(|run| run.contains(&token));
        let heads = || {
            first.clone().filter(|&token| {
                self.grammar.tag(token) != Tag::Comma
                    && self.grammar.relation(token) != Relation::Punct
                    && !self.is_owner(first, token)
                    && self.grammar.head(token).is_none_or(|head| !inside(head))
            })
        };
        let head = heads().next().unwrap_or(first.start);
        let bearer = self
            .behind_office(first)
            .or_else(|| self.of_place(first))
            .or_else(|| self.titled(first, heads().next_back()));
        let head = bearer.unwrap_or(head);
        // A tree that takes a clause beside the name for the whole: *Roy Beddoes, whose wife died*.
        let head = if self.grammar.tag(head).is_verb() {
            let named = |&token: &TokenIndex| self.cast.names.at(token).is_some();
            first.clone().find(named).unwrap_or(head)
        } else {
            head
        };
        let mut members: Vec<TokenIndex> = vec![head];
        let nominal = |token: TokenIndex| {
            let tag = self.grammar.tag(token);
            tag.is_noun() || matches!(tag, Tag::Prp | Tag::Dt | Tag::Cd)
        };
        members.extend(self.grammar.children(head).filter(|&child| {
            self.grammar.relation(child) == Relation::Conj && inside(child) && nominal(child)
        }));
        if members.len() < 2 || members.len() > MEMBERS || first.len() < 3 || self.is_one(first, head) {
            return Some(self.phrase(first.clone(), head));
        }
        Some(self.compound(first, &members))
    }

    /// ***Labour**'s Ann Roe*: whatever the tree says, the source is what stands behind.
    fn is_owner(&self, run: &Range<TokenIndex>, token: TokenIndex) -> bool {
        token + 2 < run.end && self.grammar.tag(token + 1) == Tag::Pos
    }

    /// *Tove Brandt, **a chemist and the paper's author***: a name that a comma and more about who bears it follow, whatever the tree joins.
    fn is_one(&self, run: &Range<TokenIndex>, head: TokenIndex) -> bool {
        let Some(mention) = self.cast.names.at(head) else {
            return false;
        };
        let end = mention.run.tokens.end;
        let is_article =
            |token: TokenIndex| matches!(self.document.word(token), "a" | "an" | "his" | "her" | "the");
        // A second comma ends the aside: *Tove Brandt, a chemist, and her husband*.
        let commas = run
            .clone()
            .filter(|&token| self.grammar.tag(token) == Tag::Comma)
            .count();
        end + 1 < run.end && self.document.word(end) == "," && is_article(end + 1) && commas == 1
    }

    /// *Police and witnesses*: one source of several members.
    fn compound(&self, run: &Range<TokenIndex>, members: &[TokenIndex]) -> Identity {
        let mut identities = Vec::new();
        let mut start = run.start;
        for (number, &member) in members.iter().enumerate() {
            let mut end = members.get(number + 1).map_or(run.end, |&next| {
                self.grammar.subtree(next).start.clamp(member + 1, run.end)
            });
            // The conjunction hangs on the later part.
            end = end.max(member + 1).min(run.end.max(member + 1));
            identities.push(self.phrase(start.min(member)..end, member));
            start = end;
        }
        let kind = identities[0].kind;
        let same = identities.iter().all(|identity| identity.kind == kind);
        let anonymity = identities
            .iter()
            .map(|identity| identity.anonymity)
            .max()
            .unwrap_or(Anonymity::Bare);
        // A compound has a name only where all the names stand in it at their fullest.
        let whole = self.document.span_of(run.clone());
        let all_here = identities
            .iter()
            .all(|identity| identity.name.is_some_and(|name| whole.contains(name)));
        let name = all_here
            .then(|| {
                identities
                    .iter()
                    .filter_map(|identity| identity.name)
                    .reduce(Span::cover)
            })
            .flatten();
        Identity {
            name,
            kind: if same { kind } else { SourceKind::Group },
            anonymity,
            candidates: Vec::new(),
        }
    }

    fn figure(&self, figure: FigureIndex) -> Identity {
        let known = &self.cast.names.figures[figure];
        let media = || {
            known.core.clone().any(|token| {
                self.english
                    .names
                    .facts(self.document.word(token))
                    .any(Facts::MEDIA)
            })
        };
        let kind = match known.kind {
            EntityKind::Person => SourceKind::Person,
            EntityKind::Organisation if media() => SourceKind::Media,
            EntityKind::Organisation | EntityKind::Place => SourceKind::Organisation,
            EntityKind::Nationality => SourceKind::Group,
            EntityKind::Office => SourceKind::Office,
            EntityKind::Document => SourceKind::Document,
            _ => SourceKind::Unspecified,
        };
        Identity {
            name: Some(self.document.span_of(known.name.clone())),
            kind,
            anonymity: Anonymity::Named,
            candidates: Vec::new(),
        }
    }

    /// One of several: their common kind, and their names as candidates.
    fn open(&self, figures: &[FigureIndex], otherwise: SourceKind) -> Identity {
        let mut identity = Identity::unnamed(otherwise, Anonymity::Bare);
        for (number, &figure) in figures.iter().enumerate() {
            let one = self.figure(figure);
            if number == 0 {
                identity.kind = one.kind;
                identity.anonymity = one.anonymity;
            }
            identity.candidates.extend(one.name);
        }
        identity
    }

    fn pronoun(&self, token: TokenIndex) -> Identity {
        let word = self.document.word(token);
        let is = |words: &[&str]| words.iter().any(|other| word.eq_ignore_ascii_case(other));
        let kind = if is(&["he", "she", "him", "her", "his", "i", "me", "my"]) {
            SourceKind::Person
        } else if is(&[
            "they", "them", "their", "we", "us", "our", "some", "many", "others", "those",
        ]) {
            SourceKind::Group
        } else {
            SourceKind::Unspecified
        };
        match self.cast.mentions.at(token) {
            Some(Referent::Figure(figure)) => self.figure(*figure),
            Some(Referent::Open(figures)) => self.open(figures, kind),
            Some(Referent::Noun(noun)) if *noun != token => {
                // *Rohan Mehta, an economist, **who** noted …*: what he is stands beside who he is.
                let beside = self.grammar.head(*noun);
                let is_beside = self.grammar.relation(*noun) == Relation::Appos;
                let noun = &beside.filter(|_| is_beside).unwrap_or(*noun);
                let whole = self.grammar.subtree(*noun);
                let near =
                    whole.start.max(noun.saturating_sub(phrase::REACH))..whole.end.min(noun + phrase::REACH);
                // *the incumbent, Josef Maran, **who** alleged …*
                let named = self
                    .name_in(&near, *noun)
                    .filter(|name| name.run.tokens.end <= token);
                match named.map(|name| &name.figures[..]) {
                    Some([one]) => self.figure(*one),
                    _ => self.noun(near, *noun),
                }
            }
            _ => Identity::unnamed(kind, Anonymity::Bare),
        }
    }

    /// *Tory **MPs***, which is written like a name.
    fn is_plural_office(&self, head: TokenIndex) -> bool {
        let one = self.document.word(head).strip_suffix('s');
        let is_person = self.cast.names.at(head).is_some_and(|mention| {
            matches!(mention.figures[..], [figure] if self.cast.names.figures[figure].kind == EntityKind::Person)
        });
        matches!(self.grammar.tag(head), Tag::Nns | Tag::Nnps)
            && is_person
            && one.is_some_and(|one| self.english.names.facts(one).any(Facts::OFFICE.or(Facts::PERSON)))
    }

    fn phrase(&self, run: Range<TokenIndex>, head: TokenIndex) -> Identity {
        if self.is_firm_in_genitive(&run, head) {
            let mut identity = Identity::unnamed(SourceKind::Organisation, Anonymity::Named);
            identity.name = Some(self.document.span_of(run.start..run.start + 2));
            return identity;
        }
        // ***No 10** said*, which is no name by its tags.
        let words = run.clone().map(|token| self.document.word(token));
        if self.cast.names.at(head).is_none() && self.english.names.known(words) == Some(Known::House) {
            let mut identity = Identity::unnamed(SourceKind::Office, Anonymity::Named);
            identity.name = Some(self.document.span_of(run));
            return identity;
        }
        // *The Swede said no*: one person, whatever the name is of.
        let is_epithet = self.cast.names.at(head).is_some_and(|mention| {
            matches!(mention.figures[..], [one] if self.cast.names.figures[one].kind == EntityKind::Nationality)
        }) && epithets::is_one_of_a_nation(self.document, self.grammar, head);
        if is_epithet {
            return match self.cast.mentions.at(head) {
                Some(Referent::Figure(figure)) => self.figure(*figure),
                Some(Referent::Open(figures)) => self.open(figures, SourceKind::Person),
                _ => Identity::unnamed(SourceKind::Person, Anonymity::Described),
            };
        }
        // *Tory **MPs** said no*, *One told me*: a class, and one of it.
        if self.is_plural_office(head) || self.document.word(head).eq_ignore_ascii_case("one") {
            return self.noun(run, head);
        }
        if let Some(mention) = self.name_in(&run, head) {
            let mut identity = match mention.figures[..] {
                [one] => self.figure(one),
                _ => self.open(&mention.figures, SourceKind::Person),
            };
            // *The governor's spokesman, Ivo Brand*
            if self.english.sources.kind(self.document.word(head)) == Some(SourceKind::Office) {
                identity.kind = SourceKind::Office;
            }
            return identity;
        }
        if matches!(
            self.grammar.tag(head),
            Tag::Prp | Tag::PrpS | Tag::Wp | Tag::WpS | Tag::Wdt | Tag::Dt
        ) {
            return self.pronoun(head);
        }
        match self.cast.mentions.at(head) {
            Some(Referent::Figure(figure)) => self.figure(*figure),
            Some(Referent::Open(figures)) => self.open(figures, SourceKind::Unspecified),
            _ => self.noun(run, head),
        }
    }
}
