//! Cuts a sentence into clauses that are true or false by themselves, each in one owner's words.
//!
//! *The governor cut the grant in May and closed the school in June* gives *The governor cut the grant in May* and *The
//! governor* + *closed the school in June*; *Mr Vickers, who left in October, did not return calls* gives *Mr Vickers* +
//! *did not return calls* and *Mr Vickers* + *who left in October*. Where a tree and the extent of a content disagree, the content is
//! right: a token that hangs on somebody else's words goes to the nearest clause of its own owner.

mod edges;
mod numbers;
mod relatives;

use std::collections::BTreeMap;
use std::ops::Range;

use super::boundaries::{Boundary, Sentence};
use super::ownership::{Ownership, Role};
use crate::attribution::AttributionIndex;
use crate::document::{TokenIndex, TokenKind};
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;

/// A clause, ready to be a claim or the frame of an attribution.
#[derive(Clone, Debug, PartialEq)]
pub struct Clause {
    /// Its main word: the verb, or the noun or adjective behind *be*.
    pub head: TokenIndex,
    /// What makes it a clause of its own; none for a content without one.
    pub boundary: Option<Boundary>,
    /// Whose words it is.
    pub owner: Option<AttributionIndex>,
    /// It only attributes, by the cue of this attribution: *the ministry said*.
    pub frame: Option<AttributionIndex>,
    /// It tells of the act itself by which this attribution was made, or refused: *declined to comment*.
    pub act: Option<AttributionIndex>,
    /// Its words in text order, without punctuation at the edges; never empty.
    pub runs: Vec<Range<TokenIndex>>,
    /// The main word of its subject, which may stand outside: in the clause before, or in front of *which*.
    pub subject: Option<TokenIndex>,
}

/// Which clause each token of a sentence belongs to.
struct Cut<'a> {
    sentence: Sentence<'a>,
    ownership: &'a Ownership,
    /// The clauses' main words, in text order.
    heads: Vec<(TokenIndex, Option<Boundary>)>,
    /// Number of the clause of each token, from the sentence's first on.
    clause_of: Vec<u32>,
}

/// The clause of a token that is in none: a source whose verb is lost.
const NOBODY: u32 = u32::MAX;

/// The clauses of a sentence, in order of their main words.
pub fn of_sentence(sentence: Sentence<'_>, ownership: &Ownership) -> Vec<Clause> {
    let mut cut = Cut {
        sentence,
        ownership,
        heads: Vec::new(),
        clause_of: Vec::new(),
    };
    cut.find_heads();
    cut.assign();
    let mut tokens: Vec<Vec<TokenIndex>> = vec![Vec::new(); cut.heads.len()];
    for (token, &clause) in sentence.tokens.clone().zip(&cut.clause_of) {
        if clause != NOBODY {
            tokens[clause as usize].push(token);
        }
    }
    tokens
        .into_iter()
        .enumerate()
        .filter_map(|(number, tokens)| cut.clause(number, tokens))
        .collect()
}

impl Cut<'_> {
    fn owner(&self, token: TokenIndex) -> Option<AttributionIndex> {
        self.ownership.owner(token)
    }

    /// Heads by the tree; the verbs by which a content hangs on other words; and one head for each content without any.
    fn find_heads(&mut self) {
        let grammar = self.sentence.grammar;
        let mut tops: BTreeMap<Option<AttributionIndex>, TokenIndex> = BTreeMap::new();
        // Whether more than frames are among the heads of an owner's words, and more than clauses that tell of a noun.
        let mut headed: BTreeMap<Option<AttributionIndex>, (bool, bool)> = BTreeMap::new();
        for token in self.sentence.tokens.clone() {
            let owner = self.owner(token);
            let is_top = grammar.head(token).is_none_or(|head| self.owner(head) != owner);
            let mut boundary = self.sentence.boundary(token);
            let governs = owner.is_some() && is_top && self.sentence.subject(token).is_some();
            // The verb of an attribution takes its source and circumstances along, wherever it stands in the tree.
            let attributes = self.ownership.cue(token).is_some() && grammar.tag(token).is_verb();
            if boundary.is_none() && (governs || attributes || self.is_left_beside(token)) {
                boundary = Some(Boundary::Own);
            }
            if boundary.is_some() {
                let tells_of_noun = matches!(boundary, Some(Boundary::Relative | Boundary::Participle));
                let (says_more, has_main) = headed.entry(owner).or_default();
                *says_more |= !attributes;
                *has_main |= !attributes && !tells_of_noun;
                self.heads.push((token, boundary));
            } else if is_top {
                let best = tops.entry(owner).or_insert(token);
                if !grammar.tag(*best).is_verb() && self.weight(token) > self.weight(*best) {
                    *best = token;
                }
            }
        }
        // *Sixty are known **to have died**, with the number expected to rise*: the frame inside is not all that is said.
        tops.retain(|owner, token| match headed.get(owner) {
            // *urged the driver of a van, **seen nearby**, to **come** forward*
            Some((true, false)) => owner.is_some() && grammar.tag(*token) == Tag::Vb,
            Some((says_more, _)) => !says_more && self.is_raised(*token),
            None => true,
        });
        self.heads.extend(tops.into_values().map(|token| (token, None)));
        self.heads.sort_unstable_by_key(|&(token, _)| token);
    }

    /// Whether a clause hangs on a cue that does not answer for it: ***The firm was fined**, and inspectors say it ignored warnings*.
    fn is_left_beside(&self, token: TokenIndex) -> bool {
        let grammar = self.sentence.grammar;
        let cue = grammar
            .head(token)
            .filter(|&head| self.ownership.cue(head).is_some());
        grammar.relation(token) == Relation::Ccomp
            && cue.is_some_and(|cue| self.owner(cue) == self.owner(token))
            && self.sentence.is_finite(token)
            && self.sentence.subject(token).is_some()
    }

    /// Whether a verb has its subject from the cue that it hangs on: ***sixty** are known to have **died***.
    fn is_raised(&self, token: TokenIndex) -> bool {
        let grammar = self.sentence.grammar;
        let subject = grammar.head(token).and_then(|cue| self.sentence.subject(cue));
        grammar.tag(token).is_verb() && subject.is_some_and(|it| self.owner(it) == self.owner(token))
    }

    /// How well a word does for the main word of a content without a clause: verbs, then nouns, then others.
    fn weight(&self, token: TokenIndex) -> u8 {
        let tag = self.sentence.grammar.tag(token);
        match self.sentence.document.tokens()[token].kind {
            TokenKind::Punctuation | TokenKind::Symbol => 0,
            _ if tag.is_verb() => 3,
            _ if tag.is_noun() => 2,
            _ => 1,
        }
    }

    /// Gives each token to the nearest head above it, if that is in the same owner's words, else to the nearest one beside it.
    fn assign(&mut self) {
        const OPEN: u32 = u32::MAX;
        let first = self.sentence.tokens.start;
        let count = self.sentence.tokens.len();
        let mut above = vec![OPEN; count];
        for (number, &(head, _)) in self.heads.iter().enumerate() {
            above[head - first] = number as u32;
        }
        let mut path = Vec::new();
        for token in 0..count {
            let mut at = token;
            while above[at] == OPEN {
                path.push(at);
                match self.sentence.grammar.head(at + first) {
                    // A cycle or a root without a clause cannot be: every root is a head.
                    Some(head) if path.len() <= count => at = head - first,
                    _ => break,
                }
            }
            let found = if above[at] == OPEN { 0 } else { above[at] };
            for step in path.drain(..) {
                above[step] = found;
            }
        }
        let mut by_owner: BTreeMap<Option<AttributionIndex>, Vec<u32>> = BTreeMap::new();
        for (number, &(head, _)) in self.heads.iter().enumerate() {
            by_owner.entry(self.owner(head)).or_default().push(number as u32);
        }
        self.clause_of = (0..count)
            .map(|token| {
                let owner = self.owner(token + first);
                let clause = above[token];
                if self.owner(self.heads[clause as usize].0) == owner {
                    return clause;
                }
                if self.ownership.role(token + first) == Role::Source {
                    return NOBODY;
                }
                by_owner.get(&owner).map_or(clause, |clauses| {
                    let next =
                        clauses.partition_point(|&clause| self.heads[clause as usize].0 < token + first);
                    let distance = |&&clause: &&u32| self.heads[clause as usize].0.abs_diff(token + first);
                    let near = &clauses[next.saturating_sub(1)..clauses.len().min(next + 1)];
                    near.iter().min_by_key(distance).copied().unwrap_or(clause)
                })
            })
            .collect();
        self.join_numbers();
        self.give_counts();
    }

    fn clause(&self, number: usize, mut tokens: Vec<TokenIndex>) -> Option<Clause> {
        let (head, boundary) = self.heads[number];
        let owner = self.owner(head);
        let frame = self.frame(head);
        if frame.is_none() {
            tokens.retain(|&token| self.ownership.cue(token).is_none() || self.is_object(token));
        }
        let subject = self.shared_subject(head, boundary);
        let told_of = if boundary == Some(Boundary::Relative) {
            self.antecedent(head)
        } else {
            // *a tower **that** critics dismissed as a folly*: the act tells of the tower.
            let act_on = || frame.and_then(|_| self.antecedent(head));
            self.in_front_of_whose(head).or(subject).or_else(act_on)
        };
        if let Some(told_of) = told_of {
            let is_meant =
                boundary == Some(Boundary::SharedSubject) && self.subject_above(head) != Some(told_of);
            // *a fire* **that** + *destroyed 900 homes*: what else the clause tells of it is another claim.
            tokens.extend(
                self.phrase(told_of)
                    .filter(|&token| !is_meant || token <= told_of),
            );
            if !self.sentence.is_finite(head) && boundary == Some(Boundary::SharedSubject) {
                tokens.extend(self.shared_auxiliaries(head));
            }
            tokens.sort_unstable();
            tokens.dedup();
        }
        let runs = self.trimmed(head, &tokens);
        (!runs.is_empty()).then(|| Clause {
            head,
            boundary,
            owner,
            frame,
            act: None,
            runs,
            subject: subject.or_else(|| self.sentence.subject(head)),
        })
    }

    /// *laughed when a colleague raised **concerns** that …*: a noun that attributes and is what somebody does something with.
    fn is_object(&self, token: TokenIndex) -> bool {
        self.sentence.grammar.tag(token).is_noun() && self.sentence.grammar.relation(token) == Relation::Obj
    }

    /// The attribution that the clause of `head` only introduces: its verb is the cue (*the ministry said*), or a cue stands
    /// as its subject or object (*rumours spread that …*).
    fn frame(&self, head: TokenIndex) -> Option<AttributionIndex> {
        self.ownership.cue(head).or_else(|| {
            self.sentence
                .grammar
                .children(head)
                .filter(|&child| {
                    matches!(
                        self.sentence.grammar.relation(child),
                        Relation::Nsubj
                            | Relation::NsubjPass
                            | Relation::Obj
                            | Relation::Cop
                            | Relation::Aux
                            | Relation::AuxPass
                    )
                })
                .filter(|&child| !self.is_received(child))
                .find_map(|child| self.ownership.cue(child))
        })
    }

    /// *The shelling prompted **warnings** from the UN that …*: an object with a speaker of its own behind it.
    fn is_received(&self, child: TokenIndex) -> bool {
        let next = child + 2;
        self.is_object(child)
            && next < self.sentence.tokens.end
            && matches!(self.sentence.document.word(child + 1), "from" | "by")
            && self.ownership.role(next) == Role::Source
    }

    /// The subject that a clause without its own has from elsewhere, or what its *which* stands for.
    fn shared_subject(&self, head: TokenIndex, boundary: Option<Boundary>) -> Option<TokenIndex> {
        let grammar = self.sentence.grammar;
        match boundary {
            None | Some(Boundary::Own) => self
                .told_of_by_others(head)
                .or_else(|| self.subject_of_others(head))
                .or_else(|| self.subject_named_within(head))
                .or_else(|| self.subject_of_believed(head)),
            Some(Boundary::Fragment) => None,
            Some(Boundary::SharedSubject) if self.has_count(head) => None,
            Some(Boundary::SharedSubject) => self
                .sentence
                .count_in_front(head)
                .or_else(|| self.subject_above(head).map(|it| self.meant_by(it)))
                .filter(|&it| self.owner(it) == self.owner(head))
                .or_else(|| self.subject_of_frame(head))
                .or_else(|| self.subject_of_act(head))
                .or_else(|| self.subject_around_frame(head)),
            Some(Boundary::Relative) => {
                let own = self.sentence.subject(head)?;
                matches!(grammar.tag(own), Tag::Wdt | Tag::Wp)
                    .then(|| grammar.head(head))
                    .flatten()
            }
            Some(Boundary::Participle) if grammar.relation(head) == Relation::Acl => grammar.head(head),
            Some(Boundary::Participle) if self.amount_in_front(head).is_some() => self.amount_in_front(head),
            Some(Boundary::Participle) => {
                let main = grammar.head(head)?;
                let subject = |verb| self.sentence.subject(verb).or_else(|| self.subject_above(verb));
                let is_others = |&it: &TokenIndex| self.owner(it) != self.owner(head);
                match subject(main).filter(is_others) {
                    // *A court revived a suit by people who say **chemicals** harmed them, **overturning** a ruling*: what others say has subjects
                    // of its own.
                    Some(_) => grammar.head(main).and_then(subject).filter(|it| !is_others(it)),
                    None => subject(main),
                }
            }
        }
    }

    /// The subject of the first verb of a coordination, or the noun that it tells of: ***the review**, ordered in May and **finished** in June*. The
    /// search ends where the coordination does.
    fn subject_above(&self, head: TokenIndex) -> Option<TokenIndex> {
        const LONGEST: usize = 16;
        let mut at = head;
        for _ in 0..LONGEST {
            if self.sentence.grammar.relation(at) != Relation::Conj {
                return None;
            }
            at = self.sentence.grammar.head(at)?;
            if let Some(subject) = self.sentence.subject(at) {
                return Some(subject);
            }
            if self.sentence.grammar.relation(at) == Relation::Acl {
                return self.sentence.grammar.head(at);
            }
        }
        None
    }

    /// The words of a noun phrase, without clauses of their own.
    fn phrase(&self, noun: TokenIndex) -> impl Iterator<Item = TokenIndex> + '_ {
        let first = self.sentence.tokens.start;
        let clause = self.clause_of[noun - first];
        let words = self.sentence.grammar.subtree(noun);
        let head = self.heads.get(clause as usize).map_or(noun, |&(head, _)| head);
        // A participle hangs on the noun, which may hang on a verb behind it.
        let words = words.start..if head > noun {
            words.end.min(head)
        } else {
            words.end
        };
        let grammar = self.sentence.grammar;
        // *One of the men, **identified** in court papers as …*: the noun ends where somebody names it.
        let names = |&token: &TokenIndex| {
            token > noun && grammar.tag(token) == Tag::Vbn && self.ownership.cue(token).is_some()
        };
        let end = words.clone().find(names);
        let end = end.unwrap_or_else(|| self.end_of_subject(noun, words.end));
        (words.start..end)
            .skip_while(move |&token| {
                // Not *at* of ***at** least two*.
                let leads = matches!(grammar.relation(token), Relation::Case | Relation::Cc)
                    || grammar.tag(token) == Tag::Comma;
                leads && token < noun && grammar.head(token) == Some(noun)
            })
            .filter(move |&token| {
                self.clause_of[token - first] == clause && self.ownership.cue(token).is_none()
            })
    }

    /// *was* of *was searched and sent home*.
    fn shared_auxiliaries(&self, head: TokenIndex) -> impl Iterator<Item = TokenIndex> + '_ {
        let grammar = self.sentence.grammar;
        let first = grammar.head(head).unwrap_or(head);
        // Not *is stopping grain, **sparking warnings***, which nothing joins.
        let is_joined = grammar.children(first).any(|other| {
            let joins = || grammar.child(other, Relation::Cc).is_some();
            other >= head && grammar.relation(other) == Relation::Conj && joins()
        });
        grammar.children(first).filter(move |&child| {
            let helps = matches!(grammar.relation(child), Relation::Aux | Relation::AuxPass);
            is_joined && child < first && helps
        })
    }
}
