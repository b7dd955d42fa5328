//! Whether a pronoun goes on with what the text is about or takes up who was mentioned last.

use super::{Candidate, Form};
use crate::document::TokenIndex;
use crate::grammar::relation::Relation;
use crate::signs::mentions::{Rank, Reader, Referent};

impl Reader<'_> {
    /// The choice of the nearest sentence, held against the speaker of the one before: speakers go on speaking.
    pub(super) fn weigh(
        &self,
        token: TokenIndex,
        nearest: &[Candidate],
        before: Option<&[Candidate]>,
        form: Form,
    ) -> (Referent, bool) {
        let (referent, sure) = Self::choose(nearest, before, form);
        let best = nearest.iter().map(|candidate| candidate.rank).max();
        let speaks = self
            .grammar
            .head(token)
            .is_some_and(|verb| self.grammar.relation(token) == Relation::Nsubj && self.is_reporting(verb));
        let speaker = before.and_then(|before| {
            let mut speakers = before.iter().filter(|candidate| candidate.rank == Rank::Speaker);
            speakers.next().filter(|_| speakers.next().is_none())
        });
        // *“My son works there,” she said. “**He** told me”*: in her own words it is the son.
        let own_words = self.quoted[token] && nearest.iter().any(|candidate| self.quoted[candidate.token]);
        // *The aides said **the president** would sign. **He** called it a shame*: nobody from further back.
        let is_subject = |candidate: &Candidate| {
            matches!(
                self.grammar.relation(candidate.token),
                Relation::Nsubj | Relation::NsubjPass
            )
        };
        let passing = nearest.iter().all(Candidate::is_weak);
        match speaker {
            _ if own_words && passing => (referent, sure),
            Some(speaker) if speaks && best < Some(Rank::Subject) && speaker.referent != referent => {
                // *“I fell,” he joked.* ¶ *Few pity the former minister Alan Speke. **He** says …*: a new paragraph, a new topic.
                let paragraph = |token| self.document.paragraph_of(token);
                let is_new = nearest
                    .iter()
                    .all(|candidate| paragraph(candidate.token) == paragraph(token))
                    && paragraph(speaker.token) != paragraph(token);
                if is_new && matches!(referent, Referent::Figure(_)) {
                    return (referent, false);
                }
                if passing {
                    return (speaker.referent.clone(), false);
                }
                let mut both = nearest.to_vec();
                both.push(speaker.clone());
                (Self::all(&both), false)
            }
            // *He lost two companions there. He fell ill himself*: the topic goes on.
            None if passing
                && !self.quoted[token]
                && nearest.iter().all(|candidate| {
                    matches!(candidate.referent, Referent::Noun(_)) && !is_subject(candidate)
                }) =>
            {
                let topic = before
                    .map(|before| Self::choose(before, None, form).0)
                    .filter(|topic| matches!(topic, Referent::Figure(_)));
                topic.map_or((referent, sure), |topic| (topic, false))
            }
            _ => (referent, sure),
        }
    }
}
