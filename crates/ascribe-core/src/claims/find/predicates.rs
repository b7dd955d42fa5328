//! The main word of a clause that the tree or an attribution has torn apart.
//!
//! *warned a flood **would go** over the top*: where the tree takes *a flood* for the object of *warned*, the verb is found among the
//! words of the clause, and the noun is its subject.
//!
//! Not: *the firms **that make** it* (a clause that only tells which), *40 jobs in a town of 5,000* (no verb).

use super::Finder;
use crate::claims::boundaries::has_tense;
use crate::claims::clauses::Clause;
use crate::document::TokenIndex;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;

impl Finder<'_> {
    /// The clause with its verb as main word, if it has one that the main word is not.
    pub(super) fn with_verb(&self, clause: Clause) -> Clause {
        let grammar = self.grammar;
        let is_whole = grammar.tag(clause.head).is_verb()
            || grammar.child(clause.head, Relation::Cop).is_some()
            || clause.act.is_some();
        if is_whole {
            return clause;
        }
        let mut words = clause.runs.iter().cloned().flatten();
        let verb = words.find(|&token| {
            token > clause.head && self.is_tensed(token) && !self.only_tells_which(token, clause.head)
        });
        // *accused the firm of **ignoring** it*
        let deed = || {
            let mut words = clause.runs.iter().cloned().flatten();
            words.find(|&token| {
                token > clause.head
                    && clause.owner.is_some()
                    && grammar.tag(token) == Tag::Vbg
                    && self.document.word(token - 1) == "of"
            })
        };
        // *Mayor **to resign***
        let headline = || {
            let acl = grammar.child(clause.head, Relation::Acl)?;
            let acts = self
                .english
                .sources
                .kind(self.document.word(clause.head))
                .is_some()
                || self
                    .english
                    .sources
                    .kind(&self.document.word(clause.head).to_lowercase())
                    .is_some();
            (acts
                && grammar.tag(acl) == Tag::Vb
                && acl == clause.head + 2
                && self.document.word(acl - 1) == "to"
                && self.is_in_heading(clause.head))
            .then_some(acl)
        };
        match verb.or_else(deed).or_else(headline) {
            Some(verb) => Clause {
                subject: clause.subject.or(Some(clause.head)),
                head: verb,
                ..clause
            },
            None => clause,
        }
    }

    /// What somebody thinks, where his thinking is no attribution: *I think **the price is too low***, *He believed **the worst was over***.
    ///
    /// Not: *I know every family*, *He thought of it* (nothing is claimed beneath), *I thought it was a bomb* (what went on inside me).
    pub(super) fn thought(&self, clause: &Clause) -> Option<(TokenIndex, Option<TokenIndex>)> {
        let grammar = self.grammar;
        let lemma = self
            .english
            .lemmas
            .lemma(self.document.word(clause.head), grammar.tag(clause.head));
        let thinks = grammar.tag(clause.head).is_verb()
            && clause.act.is_none()
            && [
                "believe", "feel", "guess", "reckon", "suppose", "suspect", "think",
            ]
            .contains(&&*lemma);
        let content = grammar.child(clause.head, Relation::Ccomp).filter(|_| thinks)?;
        let subject = grammar.children(content).find(|&child| {
            matches!(
                grammar.relation(child),
                Relation::Nsubj | Relation::NsubjPass | Relation::Expl
            )
        })?;
        let is_own_past = grammar.tag(clause.head) == Tag::Vbd
            && clause
                .subject
                .is_some_and(|it| ["I", "we", "We"].contains(&self.document.word(it)));
        let mut words = clause.runs.iter().cloned().flatten();
        let is_held = words.any(|token| token == content);
        (is_held && !is_own_past && has_tense(grammar, content)).then_some((content, Some(subject)))
    }

    fn is_in_heading(&self, token: TokenIndex) -> bool {
        let sentence = &self.document.sentences()[self.document.sentence_of(token)];
        super::is_heading(self.document.paragraphs()[sentence.paragraph].place)
    }

    /// A predicate with a tense: *left*, *would leave*, *was likely*.
    fn is_tensed(&self, token: TokenIndex) -> bool {
        !self.grammar.relation(token).is_helper() && has_tense(self.grammar, token)
    }
}
