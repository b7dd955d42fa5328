//! Where a new clause with a truth condition of its own begins in the tree.
//!
//! It does at *failed* of *The dam leaked and the siren **failed***, at *built* of *the levee, which was **built** in 1938,*,
//! at *costing* of *closed in May, **costing** 300 jobs*, and at *was* of *the pump was old; the wiring **was** new*.
//!
//! It does not in *dams that were built before 1950* (it says which dams), *to buy and sell* (no truth of its own), *bought
//! and sold shares* (one object), *sank or drifted* (neither is claimed), *left because it rained* (the cause is part of the
//! claim), *if*, *when* and *until* clauses, and *according to*, *including*, *following*, which are prepositions.
//!
//! Missed on purpose, since a wrong cut reads worse than none: coordinations where the first verb stands alone (*He fell and
//! broke a leg*), infinitives, and appositions (*the mayor, a former docker,*), which tell who is meant.

use std::ops::Range;

use crate::document::{Document, TokenIndex};
use crate::grammar::Grammar;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;

/// Why a token begins a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Boundary {
    /// It is the head of the sentence, or of a clause with its own subject.
    Own,
    /// It goes on with the subject of the clause before it: *cut the grant and **closed** the school*.
    SharedSubject,
    /// It tells something more about the noun in front of it: *which was **built** in 1938*.
    Relative,
    /// It tells something more, without a finite verb: *costing 300 jobs*.
    Participle,
    /// Nothing in its sentence begins a clause that claims something, so all of it stands for one: *Arrests after the vote*.
    Fragment,
}

/// A sentence whose clauses are asked for.
#[derive(Clone, Copy)]
pub struct Sentence<'a> {
    /// Its document.
    pub document: &'a Document,
    /// The trees.
    pub grammar: &'a Grammar,
    /// Its tokens.
    pub tokens: &'a Range<TokenIndex>,
    /// Whether it is a headline or heading, where *as* joins two pieces of news.
    pub heading: bool,
}

impl Sentence<'_> {
    /// Whether, and why, a clause of its own begins with `head` as its main word.
    pub fn boundary(&self, head: TokenIndex) -> Option<Boundary> {
        if self.is_second_content(head) {
            return Some(Boundary::Own);
        }
        match self.grammar.relation(head) {
            Relation::Root => Some(Boundary::Own),
            Relation::Conj | Relation::Parataxis if self.is_dated(head) => None,
            Relation::Conj => self.coordinated(head),
            Relation::Parataxis if !self.is_finite(head) => None,
            Relation::Parataxis if self.subject(head).is_some() => Some(Boundary::Own),
            Relation::Parataxis => self.count_in_front(head).map(|_| Boundary::SharedSubject),
            Relation::AclRelcl => self.adds(head).then_some(Boundary::Relative),
            Relation::Acl | Relation::Xcomp => self.participle(head).then_some(Boundary::Participle),
            Relation::Advcl => {
                if self.contrasts(head) {
                    Some(Boundary::Own)
                } else if self.adds(head) {
                    Some(Boundary::Relative)
                } else {
                    self.participle(head).then_some(Boundary::Participle)
                }
            }
            _ => None,
        }
    }

    /// *said that the wall stood **and that** the gate was shut*, wherever the tree hangs the second clause.
    fn is_second_content(&self, head: TokenIndex) -> bool {
        let mark = self.grammar.child(head, Relation::Mark);
        mark.is_some_and(|mark| {
            mark > self.tokens.start && self.is(mark, &["that"]) && self.is(mark - 1, &["and", "but"])
        }) && self.is_finite(head)
            && self.subject(head).is_some()
    }

    /// The subject of a predicate, whatever its sort.
    pub fn subject(&self, predicate: TokenIndex) -> Option<TokenIndex> {
        self.grammar.children(predicate).find(|&child| {
            matches!(
                self.grammar.relation(child),
                Relation::Nsubj
                    | Relation::NsubjPass
                    | Relation::NsubjOuter
                    | Relation::Csubj
                    | Relation::Expl
            )
        })
    }

    /// A number that the tree joins to a noun of the clause before, with nothing but adverbs between it and the verb that has no subject.
    pub fn count_in_front(&self, verb: TokenIndex) -> Option<TokenIndex> {
        const LONGEST: usize = 16;
        let grammar = self.grammar;
        let first = grammar.head(verb)?.max(verb.saturating_sub(LONGEST));
        let is_count = |&token: &TokenIndex| {
            let joined = || {
                grammar
                    .head(token)
                    .is_some_and(|noun| noun < token && grammar.tag(noun) != Tag::Cd)
            };
            let joins = || grammar.child(token, Relation::Cc).is_some_and(|cc| cc < token);
            grammar.tag(token) == Tag::Cd && grammar.relation(token) == Relation::Conj && joined() && joins()
        };
        let count = (first + 1..verb).rev().find(is_count)?;
        let leads = |token: TokenIndex| {
            let relation = grammar.relation(token);
            matches!(relation, Relation::Advmod | Relation::Punct) || relation.is_helper()
        };
        (grammar.subtree(count).end..verb).all(leads).then_some(count)
    }

    /// Whether the predicate has a tense: *left*, *has left*, *is old*, *must leave*.
    pub fn is_finite(&self, predicate: TokenIndex) -> bool {
        has_tense(self.grammar, predicate) || self.is_past_of_noun(predicate)
    }

    /// A past tense taken for a participle: *the plan, which **unions condemned***, where the noun in front does it.
    fn is_past_of_noun(&self, predicate: TokenIndex) -> bool {
        let does = |child: TokenIndex| {
            child + 1 == predicate
                && self.grammar.relation(child) == Relation::Nsubj
                && self.grammar.tag(child).is_noun()
        };
        self.grammar.tag(predicate) == Tag::Vbn
            && self.grammar.relation(predicate) == Relation::AclRelcl
            && self.grammar.children(predicate).any(does)
    }

    /// The second verb of *cut the grant and closed the school*: true or false apart from the first.
    fn coordinated(&self, head: TokenIndex) -> Option<Boundary> {
        let first = self.grammar.head(head)?;
        if !self.is_predicate(head) || self.joined_by_or(head) || self.is_condition(first) {
            return None;
        }
        // With a subject of its own it needs no verb in front: the tree may hang it on the nearest noun.
        if self.subject(head).is_some() {
            return self.is_finite(head).then_some(Boundary::Own);
        }
        if !self.is_predicate(first) {
            return None;
        }
        let tensed = self.is_finite(head)
            // *was searched and sent home*, *will cut the grant and close the school*: the auxiliary counts for both.
            || self.is_finite(first) && self.grammar.tag(first) == self.grammar.tag(head) && !self.is_negated(first);
        let own_words = |verb: TokenIndex, end: TokenIndex| {
            self.grammar
                .children(verb)
                .any(|child| child > verb && child < end && self.is_phrase(child))
        };
        // Copulas and passives stand before their predicate and need nothing behind it: *is old and has 26 pumps*.
        let stands_alone = |verb: TokenIndex| {
            self.grammar.child(verb, Relation::Cop).is_some()
                || self.grammar.child(verb, Relation::AuxPass).is_some()
        };
        let first_is_whole = own_words(first, head) || stands_alone(first);
        let second_is_whole = own_words(head, self.tokens.end) || stands_alone(head);
        (tensed && first_is_whole && second_is_whole).then_some(Boundary::SharedSubject)
    }

    /// *if the dam **leaks** and the siren fails*: neither is claimed.
    fn is_condition(&self, first: TokenIndex) -> bool {
        const LONGEST: usize = 16;
        let mut at = first;
        for _ in 0..LONGEST {
            match self.grammar.head(at) {
                Some(head) if self.grammar.relation(at) == Relation::Conj => at = head,
                _ => break,
            }
        }
        self.grammar.relation(at) == Relation::Advcl
            && self.grammar.children(at).any(|child| {
                matches!(self.grammar.relation(child), Relation::Mark | Relation::Advmod)
                    && self.is(child, &["if", "once", "unless", "until", "when", "whenever"])
            })
    }

    /// A relative clause behind a comma or dash adds something about a known thing; *that* always says which is meant.
    fn adds(&self, head: TokenIndex) -> bool {
        let clause = self.grammar.subtree(head);
        let Some(mut before) = clause.start.checked_sub(1) else {
            return false;
        };
        let mut first = clause.start;
        // The parser may hang the comma on the clause itself.
        if self.is_break(first) {
            before = first;
            first += 1;
        }
        before >= self.tokens.start
            && self.is_break(before)
            && first < clause.end
            && self.is_finite(head)
            && !self.is(first, &["that"])
            && clause
                .take(6)
                .any(|token| matches!(self.grammar.tag(token), Tag::Wdt | Tag::Wp | Tag::WpS | Tag::Wrb))
    }

    /// *hit on Sunday, **hours before** envoys **were** to meet*: it says when, and is no claim apart.
    fn is_dated(&self, head: TokenIndex) -> bool {
        const UNITS: [&str; 8] = [
            "days", "hours", "minutes", "moments", "months", "shortly", "weeks", "years",
        ];
        let mut words = self
            .grammar
            .subtree(head)
            .skip_while(|&token| self.is_break(token));
        let (first, second) = (words.next(), words.next());
        first.is_some_and(|first| first < head && self.is(first, &UNITS))
            && second.is_some_and(|second| second < head && self.is(second, &["after", "before"]))
    }

    /// *although*, *whereas*, *while* with a subject: both clauses are claimed; so are both around *as* in a headline.
    fn contrasts(&self, head: TokenIndex) -> bool {
        let Some(mark) = self.grammar.child(head, Relation::Mark) else {
            return false;
        };
        self.is_finite(head)
            && self.subject(head).is_some()
            && (self.is(mark, &["although", "though", "whereas"])
                || self.is(mark, &["while"]) && self.is_parted(head)
                || self.heading && self.is(mark, &["as"]))
    }

    /// *, costing 300 jobs*; *Built in 1938, …*: parted by a comma, with words of its own, and no preposition in disguise.
    fn participle(&self, head: TokenIndex) -> bool {
        matches!(self.grammar.tag(head), Tag::Vbg | Tag::Vbn)
            && !self.is(head, &PREPOSITIONS)
            && self.is_parted(head)
            && self
                .grammar
                .children(head)
                .any(|child| child > head && self.is_phrase(child))
            && !self.grammar.children(head).any(|child| {
                matches!(self.grammar.relation(child), Relation::Mark | Relation::Case)
                    || self.is_wh(child)
                    || matches!(
                        self.grammar.relation(child),
                        Relation::Nsubj | Relation::NsubjPass
                    )
            })
    }

    /// Whether a comma or dash parts the clause of `head` from the rest, in front of it or behind it.
    fn is_parted(&self, head: TokenIndex) -> bool {
        let clause = self.grammar.subtree(head);
        let main = self.grammar.head(head).unwrap_or(head);
        if head > main {
            self.is_break(clause.start)
                || clause
                    .start
                    .checked_sub(1)
                    .is_some_and(|before| before >= self.tokens.start && self.is_break(before))
        } else {
            self.is_break(clause.end - 1) || clause.end < self.tokens.end && self.is_break(clause.end)
        }
    }

    fn is_break(&self, token: TokenIndex) -> bool {
        matches!(
            self.grammar.tag(token),
            Tag::Comma | Tag::Colon | Tag::LeftBracket
        ) || self.is(token, &["—", "–", "-", "--"])
    }

    /// A verb, or a noun or adjective behind *be*.
    fn is_predicate(&self, token: TokenIndex) -> bool {
        self.grammar.tag(token).is_verb() || self.grammar.child(token, Relation::Cop).is_some()
    }

    fn is_phrase(&self, child: TokenIndex) -> bool {
        matches!(
            self.grammar.relation(child),
            Relation::Obj
                | Relation::Iobj
                | Relation::Obl
                | Relation::OblAgent
                | Relation::OblUnmarked
                | Relation::Xcomp
                | Relation::Ccomp
                | Relation::Advcl
                | Relation::Advmod
                | Relation::CompoundPrt
        )
    }

    fn joined_by_or(&self, head: TokenIndex) -> bool {
        self.grammar
            .children(head)
            .any(|child| self.grammar.relation(child) == Relation::Cc && self.is(child, &["or", "nor"]))
    }

    fn is_negated(&self, verb: TokenIndex) -> bool {
        self.grammar
            .children(verb)
            .any(|child| self.is(child, &["not", "n't", "n’t", "never"]))
    }

    fn is_wh(&self, token: TokenIndex) -> bool {
        matches!(self.grammar.tag(token), Tag::Wdt | Tag::Wp | Tag::WpS | Tag::Wrb)
    }

    fn is(&self, token: TokenIndex, words: &[&str]) -> bool {
        let word = self.document.word(token);
        words.iter().any(|other| word.eq_ignore_ascii_case(other))
    }
}

/// Participles that only lead to a noun.
const PREPOSITIONS: [&str; 12] = [
    "according",
    "barring",
    "based",
    "compared",
    "concerning",
    "depending",
    "excluding",
    "following",
    "given",
    "including",
    "pending",
    "regarding",
];

/// Whether a word has a tense, or a helper that has one.
pub(super) fn has_tense(grammar: &Grammar, word: TokenIndex) -> bool {
    let lends_tense = |child: TokenIndex| {
        let tag = grammar.tag(child);
        grammar.relation(child).is_helper() && (is_tensed(tag) || tag == Tag::Md)
    };
    is_tensed(grammar.tag(word)) || grammar.children(word).any(lends_tense)
}

fn is_tensed(tag: Tag) -> bool {
    matches!(tag, Tag::Vbd | Tag::Vbp | Tag::Vbz)
}
