//! Who may be meant: whoever agrees with the pronoun and that no rule of grammar shuts out.

use std::ops::Range;

use super::{Candidate, Form, MENTIONS, WINDOW};
use crate::document::TokenIndex;
use crate::english::names::Facts;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::signs::mentions::{Class, HEIGHT, Item, Rank, Reader, Referent};
use crate::signs::names::figures::gender_of;
use crate::signs::names::{FigureIndex, Gender};
use crate::vocabulary::EntityKind;

impl Reader<'_> {
    fn fits(&self, token: TokenIndex, form: Form, item: &Item) -> bool {
        if item.quoted && !self.quoted[token] {
            return false;
        }
        // Whoever speaks would say *I*.
        let near = item.sentence + 1 >= self.document.sentence_of(token);
        if self.quoted[token]
            && !item.quoted
            && item.rank == Rank::Speaker
            && near
            && !matches!(form, Form::Thing)
        {
            return false;
        }
        let agrees = match (form, item.class, &item.referent) {
            (Form::Person(gender), Class::Person, referent) => self.may_be(referent, gender),
            (Form::People, Class::People, _) => true,
            (Form::People | Form::Thing, Class::Thing, referent) => {
                self.is_body(referent, matches!(form, Form::Thing))
            }
            _ => false,
        };
        agrees && !self.is_bound(token, item)
    }

    pub(super) fn may_be(&self, referent: &Referent, gender: Gender) -> bool {
        let figure = |figure: FigureIndex| {
            let known = &self.names.figures[figure];
            known.gender.is_none_or(|known| known == gender)
                && (known.unlikely != Some(gender) || known.gender == Some(gender))
        };
        match referent {
            Referent::Figure(one) => figure(*one),
            Referent::Open(several) => several.iter().any(|&one| figure(one)),
            Referent::Noun(noun) => {
                let facts = self.english.names.facts(self.document.word(*noun));
                gender_of(facts, Facts::MALE, Facts::FEMALE).is_none_or(|known| known == gender)
            }
        }
    }

    /// Something that speaks: an organisation, a document; for *it* a country, too.
    fn is_body(&self, referent: &Referent, single: bool) -> bool {
        match referent {
            Referent::Figure(figure) => match self.names.figures[*figure].kind {
                EntityKind::Organisation => true,
                EntityKind::Document | EntityKind::Place | EntityKind::Office | EntityKind::Other => single,
                _ => false,
            },
            Referent::Noun(_) => single,
            Referent::Open(_) => true,
        }
    }

    /// Grammar rules it out: *he thanked him*; *Pym had left, he said*.
    fn is_bound(&self, token: TokenIndex, item: &Item) -> bool {
        if item.sentence != self.document.sentence_of(token) {
            return false;
        }
        let Some(verb) = self.grammar.head(token) else {
            return false;
        };
        let possessive = self.grammar.relation(token) == Relation::NmodPoss;
        if possessive {
            return false;
        }
        let subject = matches!(
            self.grammar.relation(token),
            Relation::Nsubj | Relation::NsubjPass
        );
        if !subject {
            return self.grammar.head(item.token) == Some(verb);
        }
        // *…, according to Dr Foss: it will fail, **she** said*
        if self.follows_according(item.token) {
            return false;
        }
        let mut up = item.token;
        // *The driver, **he** said, was a man in his twenties*: the clause that his own stands in is what he says.
        let is_aside = token > 1 && self.grammar.tag(token - 1) == Tag::Comma && self.is_reporting(verb);
        if is_aside && item.token < token {
            let closes = verb + 1 < self.document.tokens().len() && self.grammar.tag(verb + 1) == Tag::Comma;
            let by_tree = self.grammar.relation(verb) == Relation::Parataxis
                && self.grammar.relation(item.token) == Relation::Nsubj
                && self.grammar.head(item.token) == self.grammar.head(verb);
            if by_tree || closes && item.token + 2 == token {
                return true;
            }
        }
        for _ in 0..HEIGHT {
            match self.grammar.head(up) {
                // What stands in an adverbial in front may well be the subject: *asked about his wife, Roe … he*.
                Some(head) if head == verb => {
                    return matches!(
                        self.grammar.relation(up),
                        Relation::Ccomp | Relation::Parataxis | Relation::Obj | Relation::Iobj
                    );
                }
                Some(head) => up = head,
                None => return false,
            }
        }
        false
    }

    /// Those of a sentence who fit, one entry each.
    pub(super) fn candidates(&self, token: TokenIndex, form: Form, sentence: usize) -> Vec<Candidate> {
        let window = &self.items[self.items.len().saturating_sub(WINDOW)..];
        let first = window.partition_point(|item| item.sentence < sentence);
        let mut found: Vec<Candidate> = Vec::new();
        for item in window[first..]
            .iter()
            .take_while(|item| item.sentence == sentence)
        {
            if !self.fits(token, form, item) || self.is_named_in_saying(token, &item.referent) {
                continue;
            }
            // What speaks of itself as *it* or *they* has spoken or acted; other things are too many to choose from.
            if !matches!(form, Form::Person(_)) && item.class == Class::Thing && !self.has_acted(item) {
                continue;
            }
            match found.iter_mut().find(|known| known.referent == item.referent) {
                Some(known) => known.rank = known.rank.max(item.rank),
                None => found.push(Candidate {
                    referent: item.referent.clone(),
                    rank: item.rank,
                    token: item.token,
                }),
            }
        }
        if matches!(form, Form::People)
            && found
                .iter()
                .any(|candidate| matches!(candidate.referent, Referent::Noun(_)))
        {
            // A company takes *they* only where no people are about.
            found.retain(|candidate| matches!(candidate.referent, Referent::Noun(_)));
        }
        found
    }

    /// An organisation or document as a subject.
    fn has_acted(&self, item: &Item) -> bool {
        let body = match &item.referent {
            Referent::Figure(figure) => matches!(
                self.names.figures[*figure].kind,
                EntityKind::Organisation | EntityKind::Document | EntityKind::Office
            ),
            _ => true,
        };
        item.rank == Rank::Speaker || body && item.rank == Rank::Subject
    }

    /// Named in what the pronoun's own clause says, behind it or in front: *he said Obama hopes*, *Hartnoll had repaid it, she added*.
    pub(super) fn is_named_in_saying(&self, token: TokenIndex, referent: &Referent) -> bool {
        let Referent::Figure(figure) = referent else {
            return false;
        };
        if !matches!(
            self.grammar.relation(token),
            Relation::Nsubj | Relation::NsubjPass
        ) {
            return false;
        }
        let Some(verb) = self.grammar.head(token) else {
            return false;
        };
        let is_named = |tokens: &Range<TokenIndex>| {
            let mentions = self.names.within(tokens).iter().take(MENTIONS);
            mentions
                .filter(|mention| !self.quoted[mention.run.core.start])
                .any(|mention| mention.figures == [*figure])
        };
        let sentence = &self.document.sentences()[self.document.sentence_of(token)].tokens;
        let closes = (verb + 1..sentence.end).all(|behind| self.grammar.relation(behind) == Relation::Punct);
        let follows_clause = token > sentence.start && self.grammar.tag(token - 1) == Tag::Comma;
        let said = closes && follows_clause && verb > token && self.is_reporting(verb);
        // *according to Dr Foss: a third die, **she** said*: what is said begins behind the colon.
        let is_colon = |&before: &TokenIndex| self.document.word(before) == ":";
        let begins = || {
            (sentence.start..token)
                .rev()
                .find(is_colon)
                .unwrap_or(sentence.start)
        };
        is_named(&(token + 1..self.grammar.subtree(verb).end)) || said && is_named(&(begins()..token))
    }
}
