//! Whom a text keeps to: of several who may be meant, the one who has just been a pronoun.
//!
//! *Dorn moved to Leeds with **his** brother Karl. **He** wrote …*: Dorn. Whoever a sentence is about is taken up by a pronoun rather than
//! by name (Grosz, Joshi & Weinstein 1995), and stays it unless somebody else is more prominent there. Counter-example: *Dorn met
//! Marsh. He left.*

use super::WINDOW;
use crate::document::TokenIndex;
use crate::grammar::tag::Tag;
use crate::signs::mentions::{Rank, Reader, Referent};
use crate::signs::names::FigureIndex;

/// How many sentences back a pronoun counts.
const NEAR: usize = 2;

impl Reader<'_> {
    /// The only one of `figures` who has been a pronoun near by, if none of the others has been more prominent since.
    pub(super) fn taken_up(
        &self,
        sentence: usize,
        token: TokenIndex,
        figures: &[FigureIndex],
    ) -> Option<FigureIndex> {
        if self.quoted[token] {
            return None;
        }
        let near = || {
            let window = self.items.iter().rev().take(WINDOW);
            window.take_while(move |item| item.sentence + NEAR >= sentence)
        };
        let has_been_one = |figure: FigureIndex| {
            near().any(|item| {
                !item.quoted
                    && item.referent == Referent::Figure(figure)
                    && matches!(self.grammar.tag(item.token), Tag::Prp | Tag::PrpS)
            })
        };
        let rank = |figure: FigureIndex| -> Option<Rank> {
            let mentions = near().filter(|item| item.referent == Referent::Figure(figure));
            mentions.map(|item| item.rank).max()
        };
        let mut topics = figures.iter().copied().filter(|&figure| has_been_one(figure));
        let topic = topics.next().filter(|_| topics.next().is_none())?;
        figures
            .iter()
            .all(|&other| rank(other) <= rank(topic))
            .then_some(topic)
    }
}
