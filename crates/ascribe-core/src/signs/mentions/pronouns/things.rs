//! Things that a pronoun takes up: *it* and *they* of a body.
//!
//! ***Oakmere** says the scheme will bring a school. **It** argues …*, *If **the bank** agrees, **it** will say so*. What the text is about
//! there is the subject just before, with no other subject since. Counter-examples: *The agency advises it. Dr Roe said she was alarmed at what **they** found*
//! (another voice), *The bank closed the branch. The branch had lost money. **It** …* (another subject).

use super::{Form, STRETCH, WINDOW};
use crate::document::TokenIndex;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::signs::mentions::{Class, HEIGHT, Rank, Reader, Referent};
use crate::signs::names::FigureIndex;

impl Reader<'_> {
    /// Whether a thing is what the text is about where *it* or *they* stands: the subject just before, with no other subject
    /// since that the pronoun could take up.
    pub(super) fn is_topic(
        &self,
        sentence: usize,
        token: TokenIndex,
        form: Form,
        figure: FigureIndex,
    ) -> bool {
        let last = self.items.iter().rev().take(WINDOW).find(|item| {
            (item.rank >= Rank::Subject || self.governs(item.token, token))
                && item.referent == Referent::Figure(figure)
        });
        let Some(last) = last.filter(|last| last.sentence + 1 >= sentence) else {
            return false;
        };
        // *Oakmere **says** the scheme will bring a school. It **argues** …*: what goes on speaking is no thing that it speaks of.
        let goes_on = last.rank == Rank::Speaker && self.speaks(self.voice(last.token)) && self.speaks(token);
        let is_mere_thing = |other: TokenIndex| {
            goes_on && self.names.at(other).is_none() && self.class_of_noun(other).is_none()
        };
        let end = self
            .names
            .at(last.token)
            .map_or(last.token + 1, |mention| mention.run.tokens.end);
        let between = end..token;
        // *The agency advises it. Dr Roe said she was alarmed at what **they** found*: whoever speaks now is another one.
        let is_other_voice = matches!(form, Form::People)
            && self
                .items
                .iter()
                .rev()
                .take(WINDOW)
                .take_while(|item| item.token > last.token)
                .any(|item| item.rank == Rank::Speaker && item.class == Class::Person && !item.quoted);
        between.len() <= STRETCH
            && !is_other_voice
            && between
                .clone()
                .all(|other| !self.is_rival(other, form) || is_mere_thing(other))
    }

    /// A subject that *it* or *they* could take up as well.
    fn is_rival(&self, token: TokenIndex, form: Form) -> bool {
        let number = matches!(
            (form, self.grammar.tag(token)),
            (Form::Thing, Tag::Nn | Tag::Nnp) | (Form::People, Tag::Nns | Tag::Nnps)
        );
        number
            && matches!(
                self.grammar.relation(token),
                Relation::Nsubj | Relation::NsubjPass
            )
    }

    /// Whether a subject's clause is one that the pronoun's clause depends on, or an adverbial in front of it, and nothing else has a name
    /// since: *If **the bank** agrees, it will say so*; not *The plan is what **France** wants for the target it set*.
    pub(super) fn governs(&self, subject: TokenIndex, token: TokenIndex) -> bool {
        if !matches!(
            self.grammar.relation(subject),
            Relation::Nsubj | Relation::NsubjPass
        ) || subject >= token
        {
            return false;
        }
        let (Some(verb), Some(own)) = (self.grammar.head(subject), self.grammar.head(token)) else {
            return false;
        };
        let is_other_named = self
            .items
            .iter()
            .rev()
            .take(WINDOW)
            .take_while(|item| item.token > subject)
            .any(|item| {
                item.token < token && item.class == Class::Thing && self.names.at(item.token).is_some()
            });
        if is_other_named {
            return false;
        }
        let is_in_front = self.grammar.relation(verb) == Relation::Advcl
            && self.grammar.head(verb) == Some(own)
            && self.grammar.relation(token) == Relation::Nsubj;
        if is_in_front {
            return true;
        }
        let mut up = own;
        for _ in 0..HEIGHT {
            match self.grammar.head(up) {
                Some(head) if head == verb => return true,
                Some(head) => up = head,
                None => return false,
            }
        }
        false
    }
}
