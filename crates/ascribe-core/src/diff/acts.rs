//! Who does what to whom: the deed of a claim, with those who take part in it.

use super::concepts::Concepts;
use super::words::Text;
use crate::claims::ClaimIndex;
use crate::english::model::mix;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::vocabulary::Place;

/// What a claim says to be done, by the keys of its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Act {
    verb: u64,
    /// Who does it.
    doer: Option<u64>,
    /// To whom or what it is done.
    patient: Option<u64>,
    /// *Launch called off*, read as if the launch had called: the doer may be the patient.
    unclear: bool,
}

impl Act {
    /// The act of a claim's main verb; none where that verb attributes, or where it says nothing by itself.
    pub(super) fn of(text: &Text<'_>, claim: ClaimIndex, concepts: &Concepts<'_>) -> Option<Self> {
        let claim = &text.revision.claims[claim];
        let grammar = &text.revision.grammar;
        let headline = claim.place == Place::Headline;
        let predicate = claim.predicate?;
        if !grammar.tag(predicate).is_verb() {
            // *Launch **called** off*: a headline leaves the helper out.
            let participle = grammar.child(predicate, Relation::Acl);
            let verb = participle.filter(|&token| headline && grammar.tag(token) == Tag::Vbn)?;
            return Some(Self {
                verb: concepts.named(verb),
                doer: None,
                patient: Some(concepts.named(predicate)),
                unclear: false,
            });
        }
        if text.english.stances.verbs.get(&text.lemma(predicate)).is_some() {
            return None;
        }
        let argument = |wanted: Relation| {
            let found = claim.arguments.iter().find(|it| it.relation == wanted);
            // *It comes …* tells nothing.
            let found = found.filter(|it| grammar.tag(it.head) != Tag::Prp);
            found.map(|it| concepts.named(it.head))
        };
        let done = concepts.done(predicate);
        let doer = argument(Relation::Nsubj);
        let patient = match argument(Relation::NsubjPass) {
            _ if done != predicate => None,
            Some(patient) if doer.is_none() => Some(patient),
            _ => argument(Relation::Obj),
        };
        Some(Self {
            verb: concepts.named(done),
            doer,
            patient,
            unclear: headline && patient.is_none() && grammar.tag(predicate) == Tag::Vbd,
        })
    }

    /// The keys of what is done, where the claim says by whom and to whom, and in the head of a text where one of them takes part.
    pub(super) fn keys(&self, place: Place) -> Vec<u64> {
        let head = is_head(place);
        let key = |doer: u64, patient: u64| mix(mix(doer, self.verb), patient);
        match (self.doer, self.patient) {
            // *Orla scraps the ferry* is *the ferry is scrapped* as well.
            (Some(doer), Some(patient)) if head => vec![key(doer, patient), key(0, patient)],
            (Some(doer), Some(patient)) => vec![key(doer, patient)],
            (Some(doer), None) if self.unclear => vec![key(doer, 0), key(0, doer)],
            (Some(doer), None) if head => vec![key(doer, 0)],
            (None, Some(patient)) if head => vec![key(0, patient)],
            _ => Vec::new(),
        }
    }

    /// Whether it is the same act, as far as both say who takes part in it.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.verb == other.verb
            && match (self.patient, other.patient) {
                (Some(one), Some(other)) => one == other,
                _ => self.doer.is_some() && self.doer == other.doer,
            }
    }
}

/// Whether something stands at the head of its text.
pub(super) fn is_head(place: Place) -> bool {
    matches!(place, Place::Headline | Place::Standfirst | Place::Lede)
}
