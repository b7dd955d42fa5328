//! Who may be meant: whoever agrees with the pronoun and that no rule of grammar shuts out.

use std::ops::Range;

use super::{Candidate, Form, MENTIONS, STRETCH, WINDOW};
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
            // *He recalled that **she** …*: a pronoun shows itself who it is not.
            (Form::Person(gender), Class::Person, _) if self.is_other_pronoun(item.token, gender) => false,
            // *and he has …*, in an interview: not whoever speaks of him.
            (Form::Person(_) | Form::People, _, Referent::Figure(figure))
                if self.is_own_turn(token, *figure) =>
            {
                false
            }
            (Form::Person(gender), Class::Person, referent) => self.may_be(referent, gender),
            // *Gorbachev agreed. **He** …*: a name of which nothing has been told yet.
            (Form::Person(gender), Class::Thing, Referent::Figure(figure)) => {
                self.is_unknown(token, item, *figure, gender) && self.may_be(&item.referent, gender)
            }
            (Form::People, Class::People, _) => true,
            (Form::People | Form::Thing, Class::Thing, referent) => {
                self.is_body(referent, matches!(form, Form::Thing))
            }
            _ => false,
        };
        agrees && !self.is_bound(token, item)
    }

    /// ***Gloria** was ill. He …*: somebody called by nothing but a given name.
    fn is_given_name_of_other(&self, figure: FigureIndex, gender: Gender) -> bool {
        let known = &self.names.figures[figure];
        let facts = || self.english.names.facts(self.document.word(known.core.start));
        known.kind == EntityKind::Person
            && known.core.len() == 1
            && known.name.len() == 1
            && gender_of(facts(), Facts::GIVEN_MALE, Facts::GIVEN_FEMALE).is_some_and(|shown| shown != gender)
    }

    fn is_other_pronoun(&self, token: TokenIndex, gender: Gender) -> bool {
        let tag = self.grammar.tag(token);
        matches!(tag, Tag::Prp | Tag::PrpS)
            && matches!(Form::of(self.document.word(token)), Some(Form::Person(other)) if other != gender)
    }

    fn is_own_turn(&self, token: TokenIndex, figure: FigureIndex) -> bool {
        let turn = self.turn(self.document.sentence_of(token));
        !self.quoted[token] && turn.is_some_and(|turn| turn.figure == Some(figure))
    }

    /// A single word of which no sentence has told what it names, in the pronoun's own sentence, where nobody else is about.
    fn is_unknown(&self, token: TokenIndex, item: &Item, figure: FigureIndex, gender: Gender) -> bool {
        let sentence = self.document.sentence_of(token);
        self.is_mere_word(figure)
            && item.sentence == sentence
            && self.speaks(item.token)
            && !self.recent(sentence).any(|other| {
                other.class == Class::Person
                    && other.referent != item.referent
                    && self.may_be(&other.referent, gender)
            })
    }

    fn is_mere_word(&self, figure: FigureIndex) -> bool {
        let known = &self.names.figures[figure];
        known.kind == EntityKind::Other && !known.sure && known.core.len() == 1
    }

    /// *Mr Pym left. Later **Brandov** agreed to talks: he promised to sign*: of whom nothing is told, and who may be meant as well.
    pub(super) fn unknown_rival(
        &self,
        sentence: usize,
        token: TokenIndex,
        figure: FigureIndex,
    ) -> Option<FigureIndex> {
        let here = self.items.iter().rev().take(WINDOW);
        here.take_while(|item| item.sentence == sentence)
            .find_map(|item| match item.referent {
                Referent::Figure(other) if other != figure && self.is_mere_word(other) => {
                    let frames = self.governs(item.token, token) || self.is_behind_colon(item.token, token);
                    (self.speaks(item.token) && frames).then_some(other)
                }
                _ => None,
            })
    }

    /// Of all whom a name may name, those whom the pronoun fits.
    fn narrowed(&self, referent: &Referent, form: Form) -> Referent {
        let (Referent::Open(several), Form::Person(gender)) = (referent, form) else {
            return referent.clone();
        };
        let mut fits = several.clone();
        fits.retain(|&figure| self.may_be(&Referent::Figure(figure), gender));
        match fits[..] {
            [one] => Referent::Figure(one),
            _ => Referent::Open(fits),
        }
    }

    pub(super) fn may_be(&self, referent: &Referent, gender: Gender) -> bool {
        let figure = |figure: FigureIndex| {
            let known = &self.names.figures[figure];
            known.gender.is_none_or(|known| known == gender)
                && (known.unlikely != Some(gender) || known.gender == Some(gender))
                && (known.gender.is_some() || !self.is_given_name_of_other(figure, gender))
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
                // *Roe agreed to much**:** he let them go*: what stands behind a colon is no frame.
                Some(head) if head == verb && self.is_behind_colon(item.token, token) => return false,
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

    fn is_behind_colon(&self, first: TokenIndex, token: TokenIndex) -> bool {
        let mut near = first.max(token.saturating_sub(STRETCH))..token;
        near.any(|token| matches!(self.document.word(token), ":" | ";"))
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
            if !matches!(form, Form::Person(_))
                && item.class == Class::Thing
                && !self.has_acted(item)
                && !self.governs(item.token, token)
            {
                continue;
            }
            let referent = self.narrowed(&item.referent, form);
            match found.iter_mut().find(|known| known.referent == referent) {
                Some(known) => known.rank = known.rank.max(item.rank),
                None => found.push(Candidate {
                    referent,
                    class: item.class,
                    rank: item.rank,
                    token: item.token,
                    is_subject: self.grammar.relation(item.token) == Relation::Nsubj,
                }),
            }
        }
        if found.iter().any(|candidate| candidate.class == Class::Person) {
            found.retain(|candidate| candidate.class == Class::Person);
        }
        if matches!(form, Form::People) && found.iter().any(|candidate| candidate.class == Class::People) {
            // A company takes *they* only where no people are about.
            found.retain(|candidate| candidate.class == Class::People);
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
            let mut mentions = self.names.within(tokens).iter().take(MENTIONS);
            mentions.any(|mention| mention.figures == [*figure])
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
