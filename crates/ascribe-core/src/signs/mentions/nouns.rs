//! Nouns that may stand for somebody: *the minister*, *the company*, *a spokesman*.

use super::{Class, Reader, Referent};
use crate::document::TokenIndex;
use crate::english::names::Facts;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::signs::names::FigureIndex;
use crate::vocabulary::{EntityKind, SourceKind};

impl Reader<'_> {
    pub(super) fn noun(&mut self, sentence: usize, token: TokenIndex) {
        let Some(class) = self.class_of_noun(token) else {
            return;
        };
        if self.belongs_to_name(sentence, token) || self.tells_what(token) {
            return;
        }
        let named = self
            .is_definite(token)
            .then(|| self.role(sentence, token))
            .flatten();
        let referent = named.unwrap_or(Referent::Noun(token));
        self.referents.push((token, referent.clone()));
        self.push(sentence, token, referent, class);
    }

    pub(super) fn class_of_noun(&self, token: TokenIndex) -> Option<Class> {
        let word = self.document.word(token);
        let tag = self.grammar.tag(token);
        let facts = self.english.names.facts(word);
        if matches!(tag, Tag::Nns | Tag::Nnps) {
            if self.english.sources.kind(word) == Some(SourceKind::Group) {
                return Some(Class::People);
            }
            let singular = self.english.lemmas.lemma(word, Tag::Nns);
            let person = self
                .english
                .names
                .facts(&singular)
                .any(Facts::PERSON.or(Facts::OFFICE));
            return person.then_some(Class::People);
        }
        if facts.any(Facts::PERSON.or(Facts::OFFICE)) {
            return Some(Class::Person);
        }
        match self.english.sources.kind(word) {
            Some(SourceKind::Person) => Some(Class::Person),
            Some(SourceKind::Group) => Some(Class::People),
            Some(_) => Some(Class::Thing),
            None if facts.any(Facts::ORGANISATION) => Some(Class::Thing),
            // *a Tory **backbencher** told me*
            None => (tag == Tag::Nn && self.speaks(token) && self.english.sources.is_agent(word))
                .then_some(Class::Person),
        }
    }

    /// Whether a noun is the subject of a verb of saying.
    pub(super) fn speaks(&self, token: TokenIndex) -> bool {
        self.grammar.relation(token) == Relation::Nsubj
            && self
                .grammar
                .head(token)
                .is_some_and(|verb| self.is_reporting(verb))
    }

    /// *is **a consultant***, *worked **as a consultant***: says what somebody is, and is nobody himself.
    fn tells_what(&self, token: TokenIndex) -> bool {
        let case = self.grammar.child(token, Relation::Case);
        let is_as = case.is_some_and(|case| self.document.word(case).eq_ignore_ascii_case("as"));
        is_as || self.grammar.child(token, Relation::Cop).is_some()
    }

    /// Modifiers of other nouns, and words that only say what a name is.
    pub(super) fn belongs_to_name(&self, sentence: usize, token: TokenIndex) -> bool {
        let tokens = &self.document.sentences()[sentence].tokens;
        let next = token + 1;
        if next < tokens.end && (self.grammar.tag(next).is_noun() || self.names.at(next).is_some()) {
            return true;
        }
        if self.leads_to_name(token, tokens.end) {
            return true;
        }
        let named = |other: TokenIndex| self.names.at(other).is_some();
        let apposition = matches!(
            self.grammar.relation(token),
            Relation::Appos | Relation::Compound | Relation::NmodDesc
        ) && self.grammar.head(token).is_some_and(named);
        apposition
            || self
                .grammar
                .child(token, Relation::Appos)
                .or_else(|| self.grammar.child(token, Relation::Flat))
                .is_some_and(named)
    }

    /// *The minister, Mr Vale*; *his guest, the actress Kamala Lopez*; *the member for Thornley, Ged Pym*.
    fn leads_to_name(&self, token: TokenIndex, end: TokenIndex) -> bool {
        let mut commas = 0;
        for next in token + 1..end.min(token + 9) {
            if let Some(mention) = self.names.at(next) {
                let person = |&figure: &FigureIndex| self.names.figures[figure].kind == EntityKind::Person;
                let is_person = mention.figures.first().is_some_and(person);
                if commas == 0 && !is_person {
                    continue;
                }
                return commas == 1 && is_person;
            }
            match self.grammar.tag(next) {
                Tag::Comma => commas += 1,
                Tag::Dt | Tag::Jj | Tag::Nn | Tag::Nns => {}
                Tag::Cc if commas == 1 => {}
                Tag::In if commas == 0 && matches!(self.document.word(next), "at" | "for" | "of") => {}
                _ => return false,
            }
        }
        false
    }

    fn is_definite(&self, token: TokenIndex) -> bool {
        self.grammar
            .children(token)
            .chain(self.phrase_start(token).checked_sub(1))
            .any(|child| {
                child < token
                    && ["the", "that", "this"]
                        .iter()
                        .any(|word| self.document.word(child).eq_ignore_ascii_case(word))
            })
    }

    /// Where the modifiers directly in front of a noun begin.
    fn phrase_start(&self, noun: TokenIndex) -> TokenIndex {
        let least = self.document.sentences()[self.document.sentence_of(noun)]
            .tokens
            .start;
        let mut start = noun;
        let modifies = |token: TokenIndex| {
            matches!(
                self.grammar.tag(token),
                Tag::Jj | Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps | Tag::Vbg | Tag::Vbn | Tag::Hyph
            ) || self
                .english
                .names
                .facts(self.document.word(token))
                .any(Facts::PAST)
        };
        while start > least.max(noun.saturating_sub(6)) && modifies(start - 1) {
            start -= 1;
        }
        start
    }

    pub(super) fn role(&self, sentence: usize, token: TokenIndex) -> Option<Referent> {
        let start = self.phrase_start(token);
        let role = crate::signs::names::roles::at(self.english, self.document, self.grammar, start, token);
        let mut fits = self.roles.bearers(self.english, self.document, self.names, &role);
        fits.retain(|&figure| !self.is_of_another(token, figure) && !self.is_unnamed_since(token, figure));
        if fits.len() > 1 {
            // Of several, the one that the text is about just now.
            let near: Vec<FigureIndex> = fits
                .iter()
                .copied()
                .filter(|&figure| {
                    self.recent(sentence)
                        .any(|item| item.referent == Referent::Figure(figure))
                })
                .collect();
            if near.len() == 1 {
                fits = near;
            }
        }
        match fits[..] {
            [] => None,
            [one] => Some(Referent::Figure(one)),
            _ => Some(Referent::Open(fits)),
        }
    }

    /// *The minister of the day* is not the energy minister, whoever that is now: what stands behind *of* must be the same,
    /// or a name that the bearer's role may have left out.
    fn is_of_another(&self, token: TokenIndex, figure: FigureIndex) -> bool {
        let Some(whose) = self.complement(token) else {
            return false;
        };
        let mut others = self.names.figures[figure]
            .roles
            .iter()
            .map(|role| self.complement(role.token));
        let named = whose.starts_with(char::is_uppercase);
        !others.any(|other| other.map_or(named, |other| other == whose))
    }

    /// The first noun behind *of*.
    fn complement(&self, noun: TokenIndex) -> Option<&str> {
        let end = self.document.sentences()[self.document.sentence_of(noun)]
            .tokens
            .end;
        let of = noun + 1;
        if of >= end || self.document.word(of) != "of" {
            return None;
        }
        (of + 1..end.min(of + 5))
            .find(|&token| self.grammar.tag(token).is_noun())
            .map(|token| self.document.word(token))
    }

    /// Whether somebody without a name has been called the same since the figure was last mentioned: *a senior official said
    /// … The official* is not the named one of before.
    fn is_unnamed_since(&self, token: TokenIndex, figure: FigureIndex) -> bool {
        let word = self.document.word(token);
        // Not: *the then minister*, who is another one.
        let is_past = |noun: TokenIndex| {
            let mut before = self.phrase_start(noun)..noun;
            before.any(|token| {
                self.english
                    .names
                    .facts(self.document.word(token))
                    .any(Facts::PAST)
            })
        };
        self.items
            .iter()
            .rev()
            .take(super::pronouns::WINDOW)
            .take_while(|item| item.referent != Referent::Figure(figure))
            .any(|item| {
                item.referent == Referent::Noun(item.token)
                    && self.document.word(item.token).eq_ignore_ascii_case(word)
                    && !is_past(item.token)
            })
    }
}
