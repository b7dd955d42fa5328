//! Whom a pronoun refers to, of those mentioned before it, or behind it where it opens an article.

mod ahead;
mod candidates;
mod taken_up;
mod things;
mod topic;

use super::{Class, HEIGHT, Rank, Reader, Referent};
use crate::document::TokenIndex;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::signs::names::{FigureIndex, Gender};
use crate::vocabulary::EntityKind;

/// How many mentions back a pronoun can reach.
pub const WINDOW: usize = 60;

/// How many sentences back a pronoun can reach.
const SENTENCES: usize = 6;

/// How many words may lie between a thing and its *it*.
const STRETCH: usize = 60;

/// How many names behind a pronoun are looked at in its own clause.
const MENTIONS: usize = 8;

/// What a pronoun asks of its referent.
#[derive(Clone, Copy)]
enum Form {
    Person(Gender),
    People,
    Thing,
}

impl Form {
    fn of(word: &str) -> Option<Self> {
        let is = |words: &[&str]| words.iter().any(|other| word.eq_ignore_ascii_case(other));
        if is(&["he", "him", "his", "himself"]) {
            Some(Self::Person(Gender::Male))
        } else if is(&["she", "her", "hers", "herself"]) {
            Some(Self::Person(Gender::Female))
        } else if is(&["they", "them", "their", "themselves"]) {
            Some(Self::People)
        } else if is(&["it", "its", "itself"]) {
            Some(Self::Thing)
        } else {
            None
        }
    }

    fn class(self) -> Class {
        match self {
            Self::Person(_) => Class::Person,
            Self::People => Class::People,
            Self::Thing => Class::Thing,
        }
    }
}

/// Somebody who may be meant, with the most prominent of the mentions in one sentence.
#[derive(Clone)]
struct Candidate {
    referent: Referent,
    class: Class,
    rank: Rank,
    token: TokenIndex,
    /// Subject of a clause, if not of the main one.
    is_subject: bool,
}

impl Candidate {
    /// Mentioned in passing: inside a phrase, or without a name and no subject.
    fn is_weak(&self) -> bool {
        self.rank == Rank::Inner || matches!(self.referent, Referent::Noun(_)) && self.rank < Rank::Subject
    }
}

impl Reader<'_> {
    pub(super) fn pronoun(&mut self, sentence: usize, token: TokenIndex) {
        let word = self.document.word(token);
        if matches!(word, "who" | "Who" | "whose" | "which" | "that") {
            if let Some(noun) = self.antecedent(token) {
                let referent = match self.names.at(noun).map(|mention| &mention.figures[..]) {
                    Some([one]) => Referent::Figure(*one),
                    Some(several) => Referent::Open(several.to_vec()),
                    None => self.known(noun).unwrap_or(Referent::Noun(noun)),
                };
                self.referents.push((token, referent));
            }
            return;
        }
        if matches!(word, "I" | "me" | "Me" | "my" | "My" | "myself") && !self.quoted[token] {
            let speaker = self.turn(sentence).and_then(|turn| turn.figure);
            self.referents
                .extend(speaker.map(|speaker| (token, Referent::Figure(speaker))));
            return;
        }
        let Some(form) = Form::of(word) else { return };
        if self.grammar.relation(token) == Relation::Expl || self.is_either(token) {
            return;
        }
        let found = self
            .relative_to_sentence(sentence, token, form)
            .or_else(|| self.ahead(sentence, token, form));
        let Some((mut referent, mut sure)) = found else {
            return;
        };
        if let Some(open) = self.doubt(sentence, token, form, &referent) {
            (referent, sure) = (open, false);
        }
        if let (Form::Person(_), Referent::Open(figures)) = (form, &referent)
            && let Some(topic) = self.taken_up(sentence, token, figures)
        {
            referent = Referent::Figure(topic);
        }
        if let (Form::Person(gender), Referent::Figure(figure), true) = (form, &referent, sure) {
            let known = &mut self.names.figures[*figure];
            known.gender = known.gender.or(Some(gender));
            known.kind = EntityKind::Person;
        }
        self.referents.push((token, referent.clone()));
        self.push(sentence, token, referent, form.class());
    }

    /// *he or she*, *he/she*: anybody.
    fn is_either(&self, token: TokenIndex) -> bool {
        let tokens = &self.document.sentences()[self.document.sentence_of(token)].tokens;
        let is_or = |token: TokenIndex| matches!(self.document.word(token), "/" | "or");
        let is_pronoun =
            |token: TokenIndex| matches!(Form::of(self.document.word(token)), Some(Form::Person(_)));
        token + 2 < tokens.end && is_or(token + 1) && is_pronoun(token + 2)
            || token >= tokens.start + 2 && is_or(token - 1) && is_pronoun(token - 2)
    }

    /// All who may be meant, where a named answer is less than sure.
    fn doubt(&self, sentence: usize, token: TokenIndex, form: Form, referent: &Referent) -> Option<Referent> {
        let Referent::Figure(figure) = *referent else {
            return None;
        };
        let Form::Person(gender) = form else {
            return (!self.is_topic(sentence, token, form, figure)).then(|| Referent::Open(vec![figure]));
        };
        if let Some(rival) = self.unknown_rival(sentence, token, figure) {
            return Some(Referent::Open(vec![figure, rival]));
        }
        // A given name rules out, but not somebody who has just come up against somebody further back.
        let other = self
            .items
            .iter()
            .rev()
            .take(WINDOW)
            .take_while(|item| item.sentence + 1 >= sentence)
            .take_while(|item| item.referent != *referent)
            .find_map(|item| match item.referent {
                Referent::Figure(other) if item.class == Class::Person && item.rank >= Rank::Argument => {
                    let known = &self.names.figures[other];
                    (known.gender.is_none() && known.unlikely == Some(gender)).then_some(other)
                }
                _ => None,
            })?;
        let also_there = self
            .items
            .iter()
            .rev()
            .take(WINDOW)
            .take_while(|item| item.sentence + 1 >= sentence)
            .any(|item| item.referent == *referent);
        (!also_there).then(|| Referent::Open(vec![figure, other]))
    }

    /// The noun that a relative pronoun stands for: by the tree, else the one in front of the comma, *Unions, **which** had called*.
    fn antecedent(&self, token: TokenIndex) -> Option<TokenIndex> {
        let mut up = token;
        for _ in 0..HEIGHT {
            let Some(head) = self.grammar.head(up) else {
                break;
            };
            if self.grammar.relation(up) == Relation::AclRelcl {
                return Some(self.bearer(token, head));
            }
            up = head;
        }
        let comma = token.checked_sub(1)?;
        let noun = comma.checked_sub(1)?;
        (self.grammar.tag(comma) == Tag::Comma
            && self.grammar.tag(noun).is_noun()
            && self.document.sentence_of(noun) == self.document.sentence_of(token))
        .then_some(noun)
    }

    /// *Per Lind, chief economist at **Norra Bank**, **who** expects two rises*: *who* is no place where somebody works, but whoever works there.
    fn bearer(&self, token: TokenIndex, noun: TokenIndex) -> TokenIndex {
        let case = self.grammar.child(noun, Relation::Case);
        let is_place =
            case.is_some_and(|case| matches!(self.document.word(case), "at" | "in" | "near" | "on"));
        let person = self.grammar.head(noun).filter(|&person| {
            self.document.word(token) == "who"
                && self.document.word(token - 1) == ","
                && is_place
                && self.grammar.relation(noun) == Relation::Nmod
                && self.grammar.tag(person).is_noun()
        });
        let Some(person) = person else { return noun };
        match self.grammar.head(person) {
            Some(named) if self.grammar.relation(person) == Relation::Appos => named,
            _ => person,
        }
    }

    /// What a noun read before has been found to stand for.
    fn known(&self, token: TokenIndex) -> Option<Referent> {
        let at = self
            .referents
            .binary_search_by_key(&token, |(token, _)| *token)
            .ok()?;
        Some(self.referents[at].1.clone())
    }

    /// Those mentioned before: in the sentence itself, else in the nearest sentence that has somebody who fits.
    fn relative_to_sentence(
        &self,
        sentence: usize,
        token: TokenIndex,
        form: Form,
    ) -> Option<(Referent, bool)> {
        let here = self.candidates(token, form, sentence);
        let mut earlier = (1..=SENTENCES)
            .filter_map(|back| sentence.checked_sub(back))
            .map(|number| self.candidates(token, form, number))
            .filter(|candidates| !candidates.is_empty());
        if here.is_empty() {
            let Some(nearest) = earlier.next() else {
                return self.only_person(token, form);
            };
            let before = earlier.next();
            return Some(self.weigh(token, &nearest, before.as_deref(), form));
        }
        // *Fran Roe admits the club will struggle to replace **him***: he may be somebody else, and tells nothing of her.
        let is_own = matches!(
            self.grammar.relation(token),
            Relation::Nsubj | Relation::NsubjPass | Relation::NmodPoss
        );
        if let Some(governor) = self.governor(token, &here) {
            return Some((governor, here.len() == 1 && is_own));
        }
        // *In a letter to Cruz, he said*: the topic goes on.
        if !matches!(form, Form::People)
            && here.iter().all(Candidate::is_weak)
            && let Some(nearest) = earlier.next()
            && let (referent, _) = Self::choose(&nearest, None, form)
            && !matches!(referent, Referent::Open(_))
            && nearest
                .iter()
                .any(|candidate| candidate.referent == referent && candidate.rank >= Rank::Subject)
        {
            return Some((referent, false));
        }
        let before = earlier.next();
        let (referent, sure) = Self::choose(&here, before.as_deref(), form);
        Some((referent, sure && is_own))
    }

    /// The only person named so far whom the pronoun fits, however far back: whom the article is about.
    fn only_person(&self, token: TokenIndex, form: Form) -> Option<(Referent, bool)> {
        let Form::Person(gender) = form else { return None };
        if self.people.len() == super::PEOPLE {
            return None;
        }
        let mut fitting = self
            .people
            .iter()
            .map(|&figure| Referent::Figure(figure))
            .filter(|referent| self.may_be(referent, gender) && !self.is_named_in_saying(token, referent));
        let one = fitting.next().filter(|_| fitting.next().is_none())?;
        Some((one, false))
    }

    /// The subject of the nearest clause that the pronoun's clause depends on.
    fn governor(&self, token: TokenIndex, here: &[Candidate]) -> Option<Referent> {
        let mut up = self.grammar.head(token)?;
        for _ in 0..HEIGHT {
            let subject = self
                .grammar
                .child(up, Relation::Nsubj)
                .or_else(|| self.grammar.child(up, Relation::NsubjPass))
                .filter(|&subject| subject != token);
            let found = subject.and_then(|subject| here.iter().find(|candidate| candidate.token == subject));
            if let Some(candidate) = found {
                return Some(candidate.referent.clone());
            }
            up = self.grammar.head(up)?;
        }
        None
    }

    /// One of those who fit, or all of them; and whether nobody else fits.
    fn choose(candidates: &[Candidate], before: Option<&[Candidate]>, form: Form) -> (Referent, bool) {
        if let [one] = candidates {
            return (one.referent.clone(), true);
        }
        let mut order: Vec<&Candidate> = candidates.iter().collect();
        order.sort_by_key(|candidate| std::cmp::Reverse(candidate.rank));
        let (best, second) = (order[0], order[1]);
        let goes_on = before.is_some_and(|before| {
            before
                .iter()
                .any(|earlier| earlier.referent == best.referent && earlier.rank >= Rank::Subject)
        });
        let clear = best.rank > second.rank
            && (best.rank == Rank::Speaker
                || best.rank == Rank::Subject
                    && (second.rank == Rank::Inner && !(second.is_subject && second.token > best.token)
                        || goes_on)
                || matches!(form, Form::People) && matches!(best.referent, Referent::Noun(_)));
        if clear {
            return (best.referent.clone(), false);
        }
        (Self::all(candidates), false)
    }

    /// All who have a name, as one open answer.
    fn all(candidates: &[Candidate]) -> Referent {
        let mut figures: Vec<FigureIndex> = Vec::new();
        for candidate in candidates {
            let more: &[FigureIndex] = match &candidate.referent {
                Referent::Figure(one) => std::slice::from_ref(one),
                Referent::Open(several) => several,
                Referent::Noun(_) => &[],
            };
            for &figure in more {
                if !figures.contains(&figure) {
                    figures.push(figure);
                }
            }
        }
        Referent::Open(figures)
    }
}
