//! How prominent a mention is in its sentence: speaker, subject, argument or in passing.

use super::{HEIGHT, Rank, Reader};
use crate::document::TokenIndex;
use crate::grammar::relation::Relation;
use crate::vocabulary::EntityKind;

impl Reader<'_> {
    pub(super) fn is_reporting(&self, verb: TokenIndex) -> bool {
        self.grammar.tag(verb).is_verb() && {
            let lemma = self
                .english
                .lemmas
                .lemma(self.document.word(verb), self.grammar.tag(verb));
            self.english.stances.verbs.contains(&lemma)
        }
    }

    /// Who speaks for a body, if that is what the noun above it says: *a **spokesman** for the bank*, *the bank’s **spokesman***,
    /// ***Ann Roe** for the bank*; else the body itself.
    pub(super) fn voice(&self, body: TokenIndex) -> TokenIndex {
        let Some(noun) = self.grammar.head(body) else {
            return body;
        };
        let is_for = || {
            let case = self.grammar.child(body, Relation::Case);
            case.is_some_and(|case| self.document.word(case) == "for")
        };
        let speaks_for = match self.grammar.relation(body) {
            Relation::NmodPoss | Relation::Compound => self.is_spokesman(noun),
            Relation::Nmod => self.is_spokesman(noun) || is_for() && self.is_named_person(noun),
            _ => false,
        };
        if speaks_for { noun } else { body }
    }

    fn is_spokesman(&self, noun: TokenIndex) -> bool {
        let word = self.document.word(noun);
        word.get(..6)
            .is_some_and(|start| start.eq_ignore_ascii_case("spokes"))
    }

    fn is_named_person(&self, token: TokenIndex) -> bool {
        self.names.at(token).is_some_and(|mention| {
            matches!(mention.figures[..], [one] if self.names.figures[one].kind == EntityKind::Person)
        })
    }

    pub(super) fn rank(&self, token: TokenIndex) -> Rank {
        let mut head = token;
        for _ in 0..HEIGHT {
            match self.grammar.head(head) {
                Some(up)
                    if matches!(
                        self.grammar.relation(head),
                        Relation::Conj | Relation::Appos | Relation::Flat
                    ) =>
                {
                    head = up;
                }
                _ => break,
            }
        }
        let Some(verb) = self.grammar.head(head) else {
            return Rank::Argument;
        };
        if self.follows_according(head) {
            return Rank::Speaker;
        }
        let main = self.is_main(verb);
        match self.grammar.relation(head) {
            Relation::Nsubj
                if self.is_framing(verb) && self.is_reporting(verb) || main && self.has_content(verb) =>
            {
                Rank::Speaker
            }
            Relation::Nsubj | Relation::NsubjPass | Relation::NsubjOuter if main => Rank::Subject,
            Relation::Obl | Relation::Obj | Relation::Iobj | Relation::OblAgent if main => Rank::Argument,
            // *something **the chairman describes** as nonsense*: whoever speaks in a relative clause is no passing mention.
            Relation::Nsubj
                if self.grammar.relation(verb) == Relation::AclRelcl && self.is_reporting(verb) =>
            {
                Rank::Subject
            }
            _ => Rank::Inner,
        }
    }

    /// A verb that tells what somebody says: *said that …*, *“…”, he said*; not *wrote to Mr Pryce*.
    fn has_content(&self, verb: TokenIndex) -> bool {
        self.is_reporting(verb)
            && (self.grammar.relation(verb) == Relation::Parataxis
                || [Relation::Ccomp, Relation::Parataxis, Relation::Xcomp]
                    .iter()
                    .any(|&relation| self.grammar.child(verb, relation).is_some()))
    }

    /// *according to Dr Helen **Foss***
    pub(super) fn follows_according(&self, noun: TokenIndex) -> bool {
        let mut start = noun;
        let describes = |token: TokenIndex| {
            let relation = self.grammar.relation(token);
            matches!(
                relation,
                Relation::Det | Relation::Amod | Relation::Compound | Relation::NmodDesc | Relation::NmodPoss
            ) && self.grammar.head(token) == Some(noun)
        };
        while start > 0 && describes(start - 1) {
            start -= 1;
        }
        let word = |back: usize| start.checked_sub(back).map(|token| self.document.word(token));
        word(1) == Some("to") && word(2).is_some_and(|word| word.eq_ignore_ascii_case("according"))
    }

    /// A verb whose clause stands beside or behind what is said: *as the mayor said*.
    fn is_framing(&self, verb: TokenIndex) -> bool {
        self.grammar.relation(verb) == Relation::Advcl
            && self
                .grammar
                .child(verb, Relation::Mark)
                .is_some_and(|mark| self.document.word(mark).eq_ignore_ascii_case("as"))
    }

    /// A verb of the main clause, or one beside it.
    fn is_main(&self, verb: TokenIndex) -> bool {
        let mut verb = verb;
        for _ in 0..HEIGHT {
            match self.grammar.relation(verb) {
                Relation::Root => return true,
                Relation::Conj | Relation::Parataxis | Relation::Xcomp => match self.grammar.head(verb) {
                    Some(up) => verb = up,
                    None => return true,
                },
                _ => return false,
            }
        }
        false
    }
}
