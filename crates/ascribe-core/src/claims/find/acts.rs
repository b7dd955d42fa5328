//! The frame of an attribution as a claim: an announcement, a refusal, an act with its object.

use std::ops::Range;

use super::Finder;
use crate::attribution::AttributionIndex;
use crate::claims::clauses::Clause;
use crate::claims::ownership::Role;
use crate::document::{TokenIndex, TokenKind};
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::signs::{negation, quotations};
use crate::span::Span;
use crate::vocabulary::{Directness, Stance};

impl Finder<'_> {
    /// Whether the frame of an attribution may itself tell of an act: an announcement, a denial, a refusal, a request.
    pub(super) fn tells(&self, number: AttributionIndex) -> bool {
        let attribution = &self.attributions[number];
        let has_verb = self
            .document
            .tokens_in(attribution.cue.span)
            .any(|token| self.grammar.tag(token).is_verb());
        let stance = attribution.cue.stance;
        has_verb && self.strikes_deal(number)
            || has_verb
                && if attribution.source.is_none() {
                    // *was convicted on 11 counts*, *was rejected as too dear*: whoever ruled, the ruling is told.
                    // *has not been accused of wrongdoing*: nor has anybody.
                    matches!(stance, Stance::Announce | Stance::Deny | Stance::Concede) || attribution.negated
                } else {
                    attribution.negated
                        || matches!(
                            stance,
                            Stance::Announce
                                | Stance::Ask
                                | Stance::Deny
                                | Stance::Decline
                                | Stance::Intend
                                | Stance::Concede
                        )
                }
    }

    /// ***Councillors were told of** the closure*: what somebody heard of is a thing, and that they heard of it the claim.
    pub(super) fn is_heard_of(&self, number: AttributionIndex) -> bool {
        let cue = self.document.tokens_in(self.attributions[number].cue.span);
        ["about", "of"].contains(&self.document.word(cue.end - 1))
            && self.is_done_by_nobody(number, &["informed", "told", "warned"])
    }

    /// ***Residents were told** not to drink it*: by whom is left open, and that they were told is the claim. Not: *Witnesses **are asked** to call*,
    /// which asks them.
    pub(super) fn is_instructed(&self, number: AttributionIndex) -> bool {
        let content = self.attributions[number].content.iter();
        let last = content.map(|&span| self.document.tokens_in(span).start).max();
        let is_demand = |start: TokenIndex| {
            let to = start + usize::from(self.document.word(start) == "not");
            to < self.document.tokens().len() && self.grammar.tag(to) == Tag::To
        };
        last.is_some_and(is_demand)
            && self.is_done_by_nobody(
                number,
                &[
                    "advised",
                    "asked",
                    "forbidden",
                    "instructed",
                    "ordered",
                    "told",
                    "urged",
                    "warned",
                ],
            )
    }

    /// *were **told***, *have been **ordered***: whether the cue is the past or perfect passive of one of these, and nobody is named who did it.
    fn is_done_by_nobody(&self, number: AttributionIndex, participles: &[&str]) -> bool {
        let attribution = &self.attributions[number];
        let mut cue = self.document.tokens_in(attribution.cue.span);
        let is = |token: TokenIndex, words: &[&str]| words.contains(&self.document.word(token));
        attribution.source.is_none()
            && cue.clone().any(|token| is(token, participles))
            && cue.any(|token| is(token, &["been", "was", "were"]))
    }

    /// ***The council issued a statement on** closing the pool*: what is said about the deed stays open, and that something is said is the claim.
    pub(super) fn names_topic(&self, number: AttributionIndex) -> bool {
        let attribution = &self.attributions[number];
        let cue = self.document.tokens_in(attribution.cue.span);
        let first = attribution
            .content
            .first()
            .map(|&span| self.document.tokens_in(span).start);
        attribution.source.is_some()
            && ["about", "into", "on", "over"].contains(&self.document.word(cue.end - 1))
            && cue.clone().any(|token| self.grammar.tag(token).is_noun())
            && first.is_some_and(|first| first == cue.end && self.grammar.tag(first) == Tag::Vbg)
    }

    /// ***No injuries** were reported in the fire*: without its verb the thing that somebody, unnamed, told of says nothing.
    pub(super) fn is_told_of(&self, number: AttributionIndex) -> bool {
        let attribution = &self.attributions[number];
        attribution.source.is_none()
            && self.document.tokens_in(attribution.cue.span).any(|verb| {
                let subject = self.grammar.child(verb, Relation::NsubjPass);
                subject.is_some_and(|it| self.ownership.owner(it) == Some(number))
            })
    }

    /// *It **has not been accused** of wrongdoing*, *Police **did not say** where he was*: nobody says the content, and that nobody does is told.
    pub(super) fn is_said_by_nobody(&self, number: AttributionIndex) -> bool {
        let attribution = &self.attributions[number];
        attribution.negated && (attribution.source.is_none() || self.is_question(number))
    }

    /// Whether the content is a question: *whether it leaked*.
    fn is_question(&self, number: AttributionIndex) -> bool {
        let first = self.attributions[number].content.first();
        let asks =
            |word: &str| ["how", "what", "when", "where", "whether", "which", "who", "why"].contains(&word);
        first.is_some_and(|&span| asks(self.document.word(self.document.tokens_in(span).start)))
    }

    /// ***Companies must outline** how they will meet the target*: what is said is a question, and that it has to be answered is the claim.
    pub(super) fn has_to_answer(&self, number: AttributionIndex) -> bool {
        let attribution = &self.attributions[number];
        let word = |token: TokenIndex| self.document.word(token);
        let obliges = |token: TokenIndex| ["must", "shall"].contains(&word(token));
        attribution.directness == Directness::Indirect
            && self.document.tokens_in(attribution.cue.span).any(obliges)
            && self.is_question(number)
    }

    /// Whether the frame is a whole statement whose object is the content: *affirmed its rating*, *called it “a disgrace”*.
    ///
    /// Not: *“Yes,” he said*; *He said:* in front of a quotation that goes on elsewhere; *according to*, *citing*.
    pub(super) fn has_object(&self, number: AttributionIndex, sentence: &Range<TokenIndex>) -> bool {
        const FEWEST: usize = 2;
        let attribution = &self.attributions[number];
        let Some(source) = &attribution.source else {
            return false;
        };
        // *Mark Toney, **who heads** the coalition, called it …*: the clause only tells who he is.
        let is_verb = |token: TokenIndex| {
            self.grammar.tag(token).is_verb() && !self.only_tells_which(token, TokenIndex::MAX)
        };
        let tokens = |spans: &[Span]| -> Vec<Range<TokenIndex>> {
            spans.iter().map(|&span| self.document.tokens_in(span)).collect()
        };
        let content = tokens(&attribution.content);
        let words: usize = content.iter().map(Range::len).sum();
        // *congratulated Kessar*
        let is_named = || {
            content
                .iter()
                .flat_map(Clone::clone)
                .any(|token| self.grammar.tag(token).is_name())
        };
        (words >= FEWEST || is_named())
            && attribution.directness != Directness::Direct
            && content
                .iter()
                .all(|run| sentence.start <= run.start && run.end <= sentence.end)
            && !tokens(&source.spans).into_iter().flatten().any(is_verb)
            && self.is_active(attribution.cue.span)
    }

    /// Whether a cue has a tense, and is no passive: *called*, *has described*; not *was confirmed*, *citing*.
    fn is_active(&self, cue: Span) -> bool {
        let mut tensed = false;
        let mut words = self.document.tokens_in(cue);
        // *are considering*
        let goes_on = words.any(|token| self.grammar.tag(token) == Tag::Vbg);
        for token in self.document.tokens_in(cue) {
            let tag = self.grammar.tag(token);
            tensed |= matches!(tag, Tag::Vbd | Tag::Vbp | Tag::Vbz);
            let is_be =
                || tag.is_verb() && &*self.english.lemmas.lemma(self.document.word(token), tag) == "be";
            if !goes_on && is_be() {
                return false;
            }
        }
        tensed
    }

    /// Whether what was announced is a thing, whatever is told of it: *vetoed **a bill that would have banned cameras***.
    pub(super) fn is_done_to_thing(&self, number: AttributionIndex) -> bool {
        let attribution = &self.attributions[number];
        let has = |verb, relation| self.grammar.child(verb, relation);
        attribution.cue.stance == Stance::Announce
            && self.document.tokens_in(attribution.cue.span).any(|verb| {
                let thing =
                    has(verb, Relation::Obj).filter(|&thing| self.ownership.owner(thing) == Some(number));
                thing.is_some_and(|thing| has(thing, Relation::AclRelcl).is_some())
            })
    }

    /// ***after** councillors threw the plans out*: it sets the act in time to another one.
    fn only_dates(&self, token: TokenIndex) -> bool {
        self.grammar.relation(token) == Relation::Mark
            && ["after", "as", "before", "since", "while"]
                .iter()
                .any(|mark| self.document.word(token).eq_ignore_ascii_case(mark))
    }

    /// ***Her second plan, drawn up after a flood**, was accepted*: all that the cue is about is what it was done to.
    pub(super) fn is_done_to_subject(&self, number: AttributionIndex) -> bool {
        let attribution = &self.attributions[number];
        let cue = self.document.tokens_in(attribution.cue.span);
        let is_in_front = |&span: &Span| self.document.tokens_in(span).end <= cue.start;
        let decides = matches!(
            attribution.cue.stance,
            Stance::Announce | Stance::Deny | Stance::Concede
        );
        attribution.source.is_none()
            && decides
            && attribution.content.iter().all(is_in_front)
            && cue.clone().any(|verb| {
                let subject = self.grammar.child(verb, Relation::NsubjPass);
                subject.is_some_and(|it| self.ownership.owner(it) == Some(number))
            })
    }

    /// *The firm **agreed a takeover***: a deed with its object; not *agreed that it was wrong*, *agreed to sell*.
    fn strikes_deal(&self, number: AttributionIndex) -> bool {
        self.document
            .tokens_in(self.attributions[number].cue.span)
            .any(|token| {
                let lemma = self
                    .english
                    .lemmas
                    .lemma(self.document.word(token), self.grammar.tag(token));
                let object = self.grammar.child(token, Relation::Obj);
                &*lemma == "agree" && object.is_some_and(|it| self.ownership.owner(it) == Some(number))
            })
    }

    /// Whether a token is a preposition or comma, which source, cue and content may leave between them.
    fn joins(&self, token: TokenIndex) -> bool {
        token < self.document.tokens().len()
            && matches!(self.grammar.tag(token), Tag::In | Tag::To | Tag::Comma)
    }

    pub(super) fn declines(&self, attribution: AttributionIndex) -> bool {
        self.attributions[attribution].cue.stance == Stance::Decline
    }

    /// The act with all its words: source, cue and what else the sentence says of it, content included.
    pub(super) fn act(
        &self,
        number: AttributionIndex,
        frame: Clause,
        sentence: &Range<TokenIndex>,
    ) -> Clause {
        let attribution = &self.attributions[number];
        let spans = attribution.source.iter().flat_map(|source| &source.spans);
        let spans = spans.chain([&attribution.cue.span]).chain(&attribution.content);
        let mut runs: Vec<Range<TokenIndex>> = spans
            .map(|&span| self.document.tokens_in(span))
            .map(|run| run.start.max(sentence.start)..run.end.min(sentence.end))
            .filter(|run| run.start < run.end)
            .chain(frame.runs)
            .collect();
        // *Hollins **Ratings** affirmed*: the source may be less than the subject.
        if let Some(subject) = frame
            .subject
            .filter(|&subject| self.ownership.role(subject) == Role::Source)
        {
            let phrase = self.grammar.subtree(subject);
            runs.push(phrase.start.max(sentence.start)..subject + 1);
        }
        runs.sort_unstable_by_key(|run| (run.start, run.end));
        let mut joined: Vec<Range<TokenIndex>> = Vec::new();
        for run in runs {
            match joined.last_mut() {
                // *did not respond **to** repeated requests*
                Some(last) if run.start <= last.end + usize::from(self.joins(last.end)) => {
                    last.end = last.end.max(run.end);
                }
                _ => joined.push(run),
            }
        }
        let is_punctuation = |token: TokenIndex| {
            self.document.tokens()[token].kind == TokenKind::Punctuation
                && !quotations::is_mark(self.document.word(token))
                && self.document.word(token) != "'"
        };
        while let Some(last) = joined.last_mut() {
            if is_punctuation(last.end - 1) && last.len() > 1 {
                last.end -= 1;
            } else {
                break;
            }
        }
        if let Some(run) = joined.first_mut()
            && run.len() > 1
            && !negation::joins_and_negates(self.document, run.start)
            && (self.grammar.tag(run.start) == Tag::Cc || self.only_dates(run.start))
        {
            run.start += 1;
        }
        // *had asked*: the verb of the cue, where the tree takes its auxiliary for the main word.
        let lemma = |token: TokenIndex| {
            self.english
                .lemmas
                .lemma(self.document.word(token), self.grammar.tag(token))
        };
        let head = if ["be", "have"].contains(&&*lemma(frame.head)) {
            self.document
                .tokens_in(attribution.cue.span)
                .rev()
                .find(|&token| matches!(self.grammar.tag(token), Tag::Vbn | Tag::Vbg))
                .unwrap_or(frame.head)
        } else {
            frame.head
        };
        Clause {
            head,
            runs: joined,
            frame: None,
            act: Some(number),
            owner: self.ownership.owner(frame.head),
            ..frame
        }
    }
}
