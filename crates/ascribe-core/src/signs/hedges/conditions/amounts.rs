//! Conditions of hedges that have to do with numbers and how many there are.

use super::Surroundings;
use crate::document::{TokenIndex, TokenKind};
use crate::english::hedges::Context;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::signs::hedges::during::is_during;

impl Surroundings<'_> {
    /// Whether a number begins at `at`: *19*, *$3m*, *a dozen*, *another 12*, *half*.
    pub(super) fn number_behind(&self, at: TokenIndex) -> bool {
        if self.is_number(at) || self.context(at).any(Context::COUNT) {
            return true;
        }
        let currency = self.in_sentence(at)
            && (self.document.tokens()[at].kind == TokenKind::Symbol || self.tag(at) == Some(Tag::Currency));
        let article = self.is(at, "a") || self.is(at, "an") || self.is(at, "one");
        (currency || self.is(at, "another") || self.is(at, "a")) && self.is_number(at + 1)
            || article && self.context(at + 1).any(Context::COUNT.or(Context::UNIT))
    }

    /// Whether a number ends before `at`: *12 or so*, *a week or so*, *20 miles or more*.
    pub(super) fn number_before(&self, at: TokenIndex) -> bool {
        let (last, first) = (at.wrapping_sub(1), at.wrapping_sub(2));
        self.is_number(last)
            || self.tag(last).is_some_and(Tag::is_noun)
                && (self.is_number(first) || self.is(first, "a") || self.is(first, "an"))
            || self.is(last, "%")
    }

    /// Whether *about*, *over* and the like before a number are its bound: neither topic nor place.
    pub(super) fn is_bound(&self, start: TokenIndex, end: TokenIndex) -> bool {
        if self.is(start, "about") {
            let before = start.wrapping_sub(1);
            return !(self.in_sentence(before) && self.context(before).any(Context::TOPIC));
        }
        if is_during(self.document, self.grammar, start) {
            return false;
        }
        let behind = end + 1;
        let unit = self.context(behind).any(Context::UNIT);
        let small =
            self.document.tokens()[end].kind == TokenKind::Number && self.document.word(end).len() == 1;
        let address = self.tag(behind) == Some(Tag::Nnp) && self.tag(behind + 1) == Some(Tag::Nnp);
        if self.is(start, "around") {
            return (!small || unit) && !address;
        }
        let counts = unit
            || !self.is_number(end)
            || self
                .tag(behind)
                .is_some_and(|tag| tag.is_noun() || matches!(tag, Tag::Jj | Tag::Cd | Tag::Vbg | Tag::Vbn));
        (!small || unit) && !address && counts
    }

    /// *several riders*, *some did*, *most of the dead*; not *the most dangerous*, *how many*, *the next few days*.
    pub(super) fn quantifies(&self, start: TokenIndex, end: TokenIndex) -> bool {
        let before = start.wrapping_sub(1);
        let single = end - start == 1;
        if single && self.is(start, "some") {
            return self.plural_behind(end) || self.stands_alone(start, end);
        }
        if single && self.is(start, "most") {
            return self.tag(start) != Some(Tag::Rbs)
                && self.grammar.relation(start) != Relation::Advmod
                && !self
                    .tag(before)
                    .is_some_and(|tag| matches!(tag, Tag::Dt | Tag::PrpS | Tag::Pos))
                && (self.plural_behind(end) || self.stands_alone(start, end));
        }
        if single && self.is(start, "many") {
            return !["how", "as", "so", "too"]
                .iter()
                .any(|word| self.is(before, word));
        }
        if self.is(end - 1, "few") {
            return !(self.in_sentence(before) && self.context(before).any(Context::STRETCH))
                && !self.is(before, "as");
        }
        if self.is(start, "multiple") || self.is(start, "various") {
            return self.plural_behind(end);
        }
        true
    }

    /// A plural behind adjectives and nouns that belong to it.
    fn plural_behind(&self, at: TokenIndex) -> bool {
        for token in at..(at + 5).min(self.sentence.end) {
            match self.grammar.tag(token) {
                Tag::Nns | Tag::Nnps => return true,
                _ if self.is(token, "people") => return true,
                Tag::Jj
                | Tag::Jjr
                | Tag::Jjs
                | Tag::Nn
                | Tag::Nnp
                | Tag::Vbn
                | Tag::Vbg
                | Tag::Rb
                | Tag::Cd
                | Tag::Hyph => {}
                _ => return false,
            }
        }
        false
    }

    /// A quantifier in place of a noun: *some did not want to*, *most were young*.
    fn stands_alone(&self, start: TokenIndex, end: TokenIndex) -> bool {
        let subject = matches!(
            self.grammar.relation(start),
            Relation::Nsubj | Relation::NsubjPass
        );
        let verb = self.tag(end).is_some_and(|tag| tag == Tag::Md || tag.is_verb());
        subject && verb || self.is(end, "of")
    }

    /// *as long as **a bus***: one of a kind that does nothing there; not *as long as **a nurse** is on duty*.
    pub(super) fn thing_behind(&self, at: TokenIndex) -> bool {
        let article = self.is(at, "a") || self.is(at, "an");
        let is_subject = |token: TokenIndex| {
            let relation = self.grammar.relation(token);
            matches!(relation, Relation::Nsubj | Relation::NsubjPass)
        };
        article
            && self
                .grammar
                .head(at)
                .is_some_and(|thing| self.tag(thing).is_some_and(Tag::is_noun) && !is_subject(thing))
    }

    fn is_number(&self, token: TokenIndex) -> bool {
        self.in_sentence(token)
            && (self.document.tokens()[token].kind == TokenKind::Number || self.grammar.tag(token) == Tag::Cd)
    }
}
