//! What a claim is made of: its words, signs and chain, and what they tell of it.

use super::Finder;
use crate::attribution::AttributionIndex;
use crate::claims::clauses::Clause;
use crate::claims::ownership::chain;
use crate::claims::references::{self, Settings};
use crate::claims::statement::Statement;
use crate::claims::{Argument, Claim, ClaimId, Hedge, Worth, checkability, kinds};
use crate::grammar::relation::Relation;
use crate::signs::negation;
use crate::span::Span;
use crate::vocabulary::Place;

impl Finder<'_> {
    /// The claim that a clause makes; its identifier is given later.
    pub(super) fn claim(&self, sentence: usize, place: Place, clause: &Clause) -> Claim {
        let chain = clause
            .owner
            .map_or_else(Vec::new, |innermost| chain(self.attributions, innermost));
        let spans: Vec<Span> = clause
            .runs
            .iter()
            .map(|run| self.document.span_of(run.clone()))
            .collect();
        let hedges = self.hedges_of(clause, &chain);
        let quantities = inside(self.signs.quantities, |quantity| quantity.span, &spans);
        let times = inside(self.signs.times, |time| time.span, &spans);
        let entities = inside(self.signs.entities, |entity| entity.span, &spans);
        // What is judged of *I think the price is too low* is *the price is too low*.
        let thought = self.thought(clause);
        let (predicate, subject) = thought.unwrap_or((clause.head, clause.subject));
        let statement = Statement {
            english: self.english,
            document: self.document,
            grammar: self.grammar,
            attributions: self.attributions,
            runs: &clause.runs,
            sentence: self.document.sentences()[sentence].tokens.clone(),
            predicate,
            subject,
            boundary: clause.boundary,
            act: clause.act.map(|number| self.attributions[number].cue.stance),
            place,
            chain: &chain,
            polarity: negation::polarity(self.document, self.grammar, predicate),
            hedges: &hedges,
            quantities: &quantities,
            times: &times,
            entities: &entities,
            senses: &self.senses,
        };
        let open = references::open(
            &statement,
            Settings {
                entities: self.signs.entities,
                times: self.signs.times,
            },
        );
        let checkability = checkability::of(&statement, open, self.published);
        let kinds = kinds::of(&statement, checkability.reason);
        let polarity = negation::polarity(self.document, self.grammar, clause.head);
        let arguments = self.arguments(clause);
        Claim {
            id: ClaimId(0),
            spans,
            sentence,
            place,
            kinds,
            checkability,
            polarity,
            attributions: chain,
            hedges,
            quantities,
            times,
            entities,
            predicate: Some(clause.head),
            arguments,
            worth: Worth::default(),
        }
    }

    /// The hedges inside the claim, and those in the cues of its chain: *was **reportedly** told*.
    fn hedges_of(&self, clause: &Clause, chain: &[AttributionIndex]) -> Vec<Hedge> {
        let frames = chain.iter().map(|&number| {
            let attribution = &self.attributions[number];
            (self.document.tokens_in(attribution.cue.span), attribution.within)
        });
        let own = clause.runs.iter().map(|run| (run.clone(), clause.owner));
        let mut found: Vec<Hedge> = frames
            .chain(own)
            .flat_map(|(tokens, by)| {
                // *Some say*: a hedge may begin in the source and end in the cue.
                let first = self.hedges.partition_point(|cue| cue.tokens.end <= tokens.start);
                let held = self.hedges[first..]
                    .iter()
                    .take_while(move |cue| cue.tokens.start < tokens.end);
                held.map(move |cue| Hedge {
                    class: cue.class,
                    span: self.document.span_of(cue.tokens.clone()),
                    by,
                })
            })
            .collect();
        found.sort_by_key(|hedge| hedge.span);
        // *was **said to** have left*: it reaches from the cue into what is said.
        found.dedup_by(|next, kept| next.span == kept.span && next.class == kept.class);
        found
    }

    /// Heads of the predicate's phrases, with the subject that it shares with another clause.
    fn arguments(&self, clause: &Clause) -> Vec<Argument> {
        let takes_part = |relation| {
            matches!(
                relation,
                Relation::Nsubj
                    | Relation::NsubjPass
                    | Relation::NsubjOuter
                    | Relation::Csubj
                    | Relation::Obj
                    | Relation::Iobj
                    | Relation::Obl
                    | Relation::OblAgent
                    | Relation::OblUnmarked
                    | Relation::Xcomp
                    | Relation::Ccomp
            )
        };
        let mut arguments: Vec<Argument> = self
            .grammar
            .children(clause.head)
            .filter(|&child| takes_part(self.grammar.relation(child)))
            .map(|head| Argument {
                relation: self.grammar.relation(head),
                head,
            })
            .collect();
        if let Some(subject) = clause.subject
            && !arguments.iter().any(|argument| argument.head == subject)
        {
            let is_subject =
                |argument: &Argument| matches!(argument.relation, Relation::Nsubj | Relation::NsubjPass);
            let relation = arguments
                .iter()
                .find(|argument| is_subject(argument))
                .map_or(Relation::Nsubj, |argument| argument.relation);
            // *which* gives way to what it stands for.
            arguments.retain(|argument| !is_subject(argument));
            arguments.push(Argument {
                relation,
                head: subject,
            });
        }
        arguments.sort_unstable_by_key(|argument| argument.head);
        arguments
    }
}

/// Those of `signs`, which are in text order, that lie wholly inside one of `spans`.
fn inside<T: Clone>(signs: &[T], span_of: impl Fn(&T) -> Span, spans: &[Span]) -> Vec<T> {
    spans
        .iter()
        .flat_map(|span| {
            let first = signs.partition_point(|sign| span_of(sign).start() < span.start());
            let end = signs[first..].partition_point(|sign| span_of(sign).start() < span.end());
            signs[first..first + end]
                .iter()
                .filter(|sign| span.contains(span_of(sign)))
        })
        .cloned()
        .collect()
}
