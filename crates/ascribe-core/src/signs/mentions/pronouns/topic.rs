//! Whether a pronoun goes on with what the text is about or takes up who was mentioned last.

use super::{Candidate, Form};
use crate::document::TokenIndex;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::signs::mentions::{Rank, Reader, Referent};

impl Reader<'_> {
    /// Somebody with a name that shows neither man nor woman.
    fn shows_nothing(&self, candidate: &Candidate) -> bool {
        matches!(candidate.referent, Referent::Figure(figure) if {
            let known = &self.names.figures[figure];
            known.gender.is_none() && known.unlikely.is_none()
        })
    }

    /// *Mr Roe called **her** a friend. **She** …*: who is a pronoun already goes on before those of whom nothing shows that they fit.
    fn still_a_pronoun(&self, nearest: &[Candidate], form: Form) -> Option<Referent> {
        let Form::Person(gender) = form else { return None };
        let is_known = |candidate: &Candidate| {
            matches!(candidate.referent, Referent::Figure(figure) if self.names.figures[figure].gender == Some(gender))
                && matches!(self.grammar.tag(candidate.token), Tag::Prp | Tag::PrpS)
        };
        let mut known = nearest.iter().filter(|candidate| is_known(candidate));
        let one = known.next().filter(|_| known.next().is_none())?;
        let mut others = nearest
            .iter()
            .filter(|other| other.referent != one.referent)
            .peekable();
        others.peek()?;
        others
            .all(|other| self.shows_nothing(other))
            .then(|| one.referent.clone())
    }

    /// The one who is the subject as a pronoun.
    fn pronoun_subject(&self, candidates: &[Candidate]) -> Option<Referent> {
        let mut found = candidates.iter().filter(|candidate| {
            candidate.rank >= Rank::Subject
                && matches!(candidate.referent, Referent::Figure(_))
                && self.grammar.tag(candidate.token) == Tag::Prp
        });
        let one = found.next().filter(|_| found.next().is_none())?;
        Some(one.referent.clone())
    }

    /// The choice of the nearest sentence, held against the speaker of the one before: speakers go on speaking.
    pub(super) fn weigh(
        &self,
        token: TokenIndex,
        nearest: &[Candidate],
        before: Option<&[Candidate]>,
        form: Form,
    ) -> (Referent, bool) {
        if let Some(topic) = self.still_a_pronoun(nearest, form) {
            return (topic, false);
        }
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
            // ***She** drew a lot. Drew Cass was with us, and Devin. **She** …*: who has been *she* goes on before one of whom nothing shows it.
            None if matches!(form, Form::Person(_))
                && best < Some(Rank::Subject)
                && !self.quoted[token]
                && nearest.iter().all(|candidate| self.shows_nothing(candidate))
                && let Some(topic) = before.and_then(|before| self.pronoun_subject(before)) =>
            {
                (topic, false)
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
