//! Whether a clause claims something.

use super::{Finder, is_heading};
use crate::claims::boundaries::Boundary;
use crate::claims::clauses::Clause;
use crate::claims::fragments;
use crate::claims::ownership::Role;
use crate::document::TokenIndex;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::vocabulary::Place;

/// What is done to somebody so that he speaks.
const REACHED: [&str; 20] = [
    "addressed",
    "approached",
    "asked",
    "challenged",
    "cited",
    "confronted",
    "contacted",
    "headed",
    "headlined",
    "interviewed",
    "pressed",
    "prompted",
    "questioned",
    "quizzed",
    "quoted",
    "reached",
    "surveyed",
    "titled",
    "told",
    "translated",
];

impl Finder<'_> {
    /// Whether the clause has a truth condition: a finite verb, the participle or number of a headline, or, in a content, any
    /// verb (*to ask parliament*) or number (*the damage at €3m*).
    pub(super) fn says_something(&self, clause: &Clause, place: Place) -> bool {
        let tokens = || clause.runs.iter().cloned().flatten();
        let words = fragments::words(self.document, tokens()).count();
        let finite = tokens().any(|token| {
            matches!(self.grammar.tag(token), Tag::Vbd | Tag::Vbp | Tag::Vbz | Tag::Md)
                && (self.is_sentence(clause) || !self.only_tells_which(token, clause.head))
        });
        // *headaches and **burning** eyes* has no verb; *the firm of **ignoring** it* has.
        let is_participle = |token: TokenIndex| {
            self.grammar.tag(token) == Tag::Vbg
                && token != clause.head
                && token > 0
                && self.grammar.tag(token - 1) != Tag::In
        };
        let verb = || {
            tokens().any(|token| {
                self.grammar.tag(token).is_verb()
                    && (is_heading(place) || self.grammar.tag(clause.head).is_verb() || !is_participle(token))
            })
        };
        let number = || tokens().any(|token| self.grammar.tag(token) == Tag::Cd && !self.is_year(token));
        let only_source = matches!(clause.boundary, None | Some(Boundary::Own))
            && tokens().all(|token| self.ownership.role(token) != Role::None);
        // *“**We know** this will be unwelcome”*, which the tree cuts in two
        let only_thinks = words == 2
            && ["believe", "guess", "hope", "know", "mean", "suppose", "think"]
                .contains(&self.document.word(clause.head))
            && tokens().any(|token| self.grammar.tag(token) == Tag::Prp)
            && clause.owner.is_some();
        if words < 2
            || only_thinks
            || only_source
            || clause.boundary == Some(Boundary::Participle) && self.belongs_to_frame(clause)
            || self.only_points(clause)
        {
            return false;
        }
        let order = self.grammar.tag(clause.head) == Tag::Vb && clause.boundary == Some(Boundary::Own);
        finite
            || order
            || words >= 3
                && verb()
                && (clause.owner.is_some()
                    || is_heading(place)
                    || clause.boundary == Some(Boundary::Participle)
                    || self.grammar.tag(clause.head).is_verb())
            || words >= 3 && (clause.owner.is_some() || is_heading(place)) && number()
            || words >= 3 && self.depicts(clause)
            // *Minister Hid Illness From Public, Doctor Says*: capitals hide the verb.
            || words >= 3 && is_heading(place) && self.is_followed(clause)
            || words >= 3 && number() && self.is_sentence(clause)
    }

    /// ***It was Ms Roe** who told the inquiry that …*: points to whoever does what another clause tells.
    fn only_points(&self, clause: &Clause) -> bool {
        let next = clause.runs.last().map_or(clause.head, |run| run.end);
        let is_it = |subject: TokenIndex| self.document.word(subject).eq_ignore_ascii_case("it");
        clause.subject.is_some_and(is_it)
            && self.grammar.child(clause.head, Relation::Cop).is_some()
            && next < self.document.tokens().len()
            && matches!(self.grammar.tag(next), Tag::Wdt | Tag::Wp)
    }

    /// Whether source and cue come behind what they answer for.
    fn is_followed(&self, clause: &Clause) -> bool {
        let cue = clause
            .owner
            .map(|owner| self.document.tokens_in(self.attributions[owner].cue.span));
        cue.is_some_and(|cue| clause.runs.last().is_some_and(|run| run.end < cue.start))
    }

    /// *the loan in **2019***: says when, and not how many.
    fn is_year(&self, token: TokenIndex) -> bool {
        let word = self.document.word(token);
        let in_front = token.checked_sub(1).map(|before| self.grammar.tag(before));
        word.len() == 4
            && word.starts_with(['1', '2'])
            && word.bytes().all(|byte| byte.is_ascii_digit())
            && matches!(in_front, Some(Tag::In | Tag::Nnp))
    }

    /// *by an official whose name **has** been removed*: a verb that only tells which official is meant makes no statement.
    pub(super) fn only_tells_which(&self, token: TokenIndex, head: TokenIndex) -> bool {
        const DEEPEST: usize = 16;
        let mut at = token;
        for _ in 0..DEEPEST {
            if at == head {
                return false;
            }
            if self.grammar.relation(at) == Relation::AclRelcl {
                return true;
            }
            match self.grammar.head(at) {
                Some(above) => at = above,
                None => return false,
            }
        }
        false
    }

    /// *Three hundred jobs in a town of 5,000.*: a full sentence of running text, though it has no verb.
    fn is_sentence(&self, clause: &Clause) -> bool {
        let sentence = &self.document.sentences()[self.document.sentence_of(clause.head)];
        matches!(
            self.document.paragraphs()[sentence.paragraph].place,
            Place::Lede | Place::Body
        ) && self.grammar.relation(clause.head) == Relation::Root
            && self
                .document
                .word(sentence.tokens.end - 1)
                .starts_with(['.', '!'])
    }

    /// *described the market **as** the heart of the town*
    fn depicts(&self, clause: &Clause) -> bool {
        clause.owner.is_some()
            && clause.runs.iter().cloned().flatten().any(|token| {
                self.grammar.relation(token) == Relation::Case
                    && self.document.word(token).eq_ignore_ascii_case("as")
            })
    }

    /// *Speaking on Saturday, the minister said …*: the circumstances of an attribution are no news of their own. Not: ***Arrested** in
    /// May, he denied the charge*, where something else was done to whoever speaks.
    fn belongs_to_frame(&self, clause: &Clause) -> bool {
        let is_reached = || {
            REACHED
                .iter()
                .any(|word| self.document.word(clause.head).eq_ignore_ascii_case(word))
        };
        let is_suffered = clause.owner.is_none()
            && self.grammar.tag(clause.head) == Tag::Vbn
            && self.ownership.cue(clause.head).is_none()
            && !is_reached();
        let is_in_front = || {
            self.grammar
                .head(clause.head)
                .is_some_and(|main| clause.head < main)
        };
        if is_suffered && is_in_front() {
            return false;
        }
        self.grammar
            .head(clause.head)
            .is_some_and(|main| self.ownership.cue(main).is_some())
    }
}
