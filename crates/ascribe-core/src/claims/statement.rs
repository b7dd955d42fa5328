//! A clause with all that was found in it: what the tests of checkability, kind and worth look at.

use std::ops::Range;

use crate::attribution::{Attribution, AttributionIndex};
use crate::claims::Hedge;
use crate::claims::boundaries::Boundary;
use crate::claims::senses::Senses;
use crate::document::{Document, TokenIndex};
use crate::english::English;
use crate::english::claim_words::CheckSense;
use crate::english::lemmas::Lemma;
use crate::english::names::Facts;
use crate::grammar::Grammar;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::signs::names::Entity;
use crate::signs::quantities::Quantity;
use crate::signs::times::Time;
use crate::vocabulary::{Directness, EntityKind, HedgeClass, Place, Polarity, SourceKind, Stance};

/// A clause that is about to become a claim.
pub struct Statement<'a> {
    /// Lexicons.
    pub english: &'a English,
    /// The text and its cuts.
    pub document: &'a Document,
    /// The trees.
    pub grammar: &'a Grammar,
    /// Every attribution of the document.
    pub attributions: &'a [Attribution],
    /// Its words.
    pub runs: &'a [Range<TokenIndex>],
    /// The sentence that it stands in.
    pub sentence: Range<TokenIndex>,
    /// Its main word.
    pub predicate: TokenIndex,
    /// The main word of its subject.
    pub subject: Option<TokenIndex>,
    /// What made it a clause of its own.
    pub boundary: Option<Boundary>,
    /// The stance of the attribution whose act it tells of: *declined to comment*.
    pub act: Option<Stance>,
    /// The part of the article.
    pub place: Place,
    /// Who vouches for it, outermost first.
    pub chain: &'a [AttributionIndex],
    /// Whether it says that something is so.
    pub polarity: Polarity,
    /// What weakens or strengthens it.
    pub hedges: &'a [Hedge],
    /// Its numbers.
    pub quantities: &'a [Quantity],
    /// Its times.
    pub times: &'a [Time],
    /// Who and what it names.
    pub entities: &'a [Entity],
    /// What each word of the document tells by itself.
    pub senses: &'a Senses,
}

impl<'a> Statement<'a> {
    /// Its tokens, in text order.
    pub fn tokens(&self) -> impl Iterator<Item = TokenIndex> + '_ {
        self.runs.iter().cloned().flatten()
    }

    /// Its first token.
    pub fn first(&self) -> TokenIndex {
        self.runs.first().map_or(self.predicate, |run| run.start)
    }

    /// Whether `token` is one of its words.
    pub fn holds(&self, token: TokenIndex) -> bool {
        let at = self.runs.partition_point(|run| run.end <= token);
        self.runs.get(at).is_some_and(|run| run.contains(&token))
    }

    /// Whether a figure of speech of this sense stands in it: *at breaking point*.
    pub fn has_idiom(&self, sense: CheckSense) -> bool {
        self.runs.iter().any(|run| self.senses.has_idiom(run, sense))
    }

    /// Whether a figure of speech of this sense stands in what it says, and not in a clause or apposition that tells which thing is meant.
    pub fn states_idiom(&self, sense: CheckSense) -> bool {
        const DEEPEST: usize = 16;
        let is_stated = |idiom: Range<TokenIndex>| {
            let up = |&at: &TokenIndex| self.grammar.head(at).filter(|_| at != self.predicate);
            // *joined it, **an important step***, whatever the tree says.
            let is_set_off = idiom.start > self.sentence.start
                && self.tag(idiom.start - 1) == Tag::Comma
                && self.is(idiom.start, &["a", "an", "one", "the"])
                && idiom.start > self.predicate;
            !is_set_off
                && !std::iter::successors(Some(idiom.end - 1), up)
                    .take(DEEPEST)
                    .take_while(|&at| at != self.predicate)
                    .any(|at| matches!(self.grammar.relation(at), Relation::Appos | Relation::AclRelcl))
        };
        self.runs
            .iter()
            .flat_map(|run| self.senses.idioms(run, sense))
            .any(is_stated)
    }

    /// Whether `token` is one of `words`, in any case.
    pub fn is(&self, token: TokenIndex, words: &[&str]) -> bool {
        let word = self.document.word(token);
        words.iter().any(|other| word.eq_ignore_ascii_case(other))
    }

    /// Part of speech.
    pub fn tag(&self, token: TokenIndex) -> Tag {
        self.grammar.tag(token)
    }

    /// Base form.
    pub fn lemma(&self, token: TokenIndex) -> Lemma {
        self.english
            .lemmas
            .lemma(self.document.word(token), self.tag(token))
    }

    /// Its words that depend on the predicate.
    pub fn children(&self) -> impl Iterator<Item = TokenIndex> + '_ {
        self.grammar
            .children(self.predicate)
            .filter(|&child| self.holds(child))
    }

    /// The words that depend on the predicate by `relation`.
    pub fn child(&self, relation: Relation) -> Option<TokenIndex> {
        self.children()
            .find(|&child| self.grammar.relation(child) == relation)
    }

    /// Auxiliaries and copula of the predicate; those of the first verb where a second one shares them.
    pub fn auxiliaries(&self) -> impl Iterator<Item = TokenIndex> + '_ {
        let helps = |&child: &TokenIndex| self.grammar.relation(child).is_helper();
        let own = self.grammar.children(self.predicate).filter(helps);
        let is_bare = self.grammar.children(self.predicate).find(helps).is_none()
            && self.boundary == Some(Boundary::SharedSubject);
        let first = is_bare.then(|| self.grammar.head(self.predicate)).flatten();
        let shared = first
            .into_iter()
            .flat_map(|first| self.grammar.children(first))
            .filter(helps);
        own.chain(shared)
    }

    /// Whether one of `words` is the modal verb of the predicate: *will*, *should*.
    pub fn has_modal(&self, words: &[&str]) -> bool {
        self.auxiliaries()
            .any(|token| self.tag(token) == Tag::Md && self.is(token, words))
    }

    /// Whether one of `words` is an auxiliary of the predicate.
    pub fn has_auxiliary(&self, words: &[&str]) -> bool {
        self.auxiliaries().any(|token| self.is(token, words))
    }

    /// Whether the predicate is a noun or adjective behind *be*.
    pub fn is_copular(&self) -> bool {
        self.grammar.child(self.predicate, Relation::Cop).is_some()
    }

    /// *was closed*, and *closed* in a headline.
    pub fn is_passive(&self) -> bool {
        self.tag(self.predicate) == Tag::Vbn
            && (self.grammar.child(self.predicate, Relation::AuxPass).is_some()
                || self.grammar.child(self.predicate, Relation::NsubjPass).is_some()
                || !self.has_auxiliary(&["have", "has", "had", "'ve", "’ve", "'d", "’d"]))
    }

    /// Whether it tells of the past: *left*, *has left*, *was closed*.
    pub fn is_past(&self) -> bool {
        matches!(self.tag(self.predicate), Tag::Vbd | Tag::Vbn) || self.has_auxiliary(&["was", "were", "had"])
    }

    /// Whether its verb or auxiliary stands in the present: *is closed*, *owns*, *are looking*.
    pub fn is_present(&self) -> bool {
        const PRESENT: [&str; 11] = [
            "am", "are", "do", "does", "has", "have", "is", "'re", "’re", "'s", "’s",
        ];
        matches!(self.tag(self.predicate), Tag::Vbz | Tag::Vbp) || self.has_auxiliary(&PRESENT)
    }

    /// *is closed*, *are owned by*: how things stand; not *has been closed*, *is being closed*.
    pub fn is_present_passive(&self) -> bool {
        self.tag(self.predicate) == Tag::Vbn
            && self.has_auxiliary(&["am", "are", "is", "'re", "’re", "'s", "’s"])
            && !self.has_auxiliary(&["been", "being", "has", "have"])
    }

    /// Whether an auxiliary or subject marks it as a passive: *was closed*; the tagger may take *the deadline passed* for one.
    pub fn is_marked_passive(&self) -> bool {
        self.is_passive()
            && (self.auxiliaries().next().is_some()
                || self.grammar.child(self.predicate, Relation::NsubjPass).is_some())
    }

    /// Whether the subject can act of itself: a person, a group, an institution.
    pub fn subject_acts(&self) -> bool {
        let Some(subject) = self.subject else {
            return false;
        };
        let span = self.document.tokens()[subject].span;
        let people = Facts::PERSON.or(Facts::MALE).or(Facts::FEMALE);
        self.is(subject, &["he", "i", "she", "they", "we", "who", "you"])
            || self
                .english
                .sources
                .kind(self.document.word(subject))
                .is_some_and(acts)
            || self.english.sources.kind(&self.lemma(subject)).is_some_and(acts)
            || self.english.names.facts(&self.lemma(subject)).any(people)
            || self.entities.iter().any(|entity| {
                entity.span.contains(span)
                    && matches!(
                        entity.kind,
                        EntityKind::Person | EntityKind::Organisation | EntityKind::Office
                    )
            })
    }

    /// Whether the subject acts, or is the name of a place, which may stand for those who govern it: ***Norvale** cancels the talks*.
    pub fn subject_decides(&self) -> bool {
        let is_place = self.subject.is_some_and(|subject| {
            let span = self.document.tokens()[subject].span;
            self.entities
                .iter()
                .any(|entity| entity.kind == EntityKind::Place && entity.span.contains(span))
        });
        is_place || self.subject_acts()
    }

    /// The attribution nearest to it.
    pub fn innermost(&self) -> Option<&'a Attribution> {
        self.chain.last().map(|&number| &self.attributions[number])
    }

    /// The stance of the attribution nearest to it.
    pub fn stance(&self) -> Option<Stance> {
        self.innermost().map(|attribution| attribution.cue.stance)
    }

    /// Whether it stands in somebody's own words.
    pub fn is_quoted(&self) -> bool {
        self.innermost()
            .is_some_and(|attribution| attribution.directness == Directness::Direct)
    }

    /// The words of the cue nearest to it.
    pub fn cue(&self) -> Range<TokenIndex> {
        self.innermost()
            .map_or(0..0, |attribution| self.document.tokens_in(attribution.cue.span))
    }

    /// Whether it has a hedge of this class.
    pub fn is_hedged(&self, class: HedgeClass) -> bool {
        self.hedges.iter().any(|hedge| hedge.class == class)
    }

    /// Whether the subject is the speaker.
    pub fn is_first_person(&self) -> bool {
        self.subject.is_some_and(|subject| self.is(subject, &["I", "we"]))
    }

    /// Whether the subject is a personal pronoun.
    pub fn has_pronoun_subject(&self) -> bool {
        self.subject.is_some_and(|subject| self.tag(subject) == Tag::Prp)
    }
}

fn acts(kind: SourceKind) -> bool {
    matches!(
        kind,
        SourceKind::Person | SourceKind::Office | SourceKind::Organisation | SourceKind::Group
    )
}
