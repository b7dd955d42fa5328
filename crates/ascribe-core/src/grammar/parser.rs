//! Dependency trees by greedy arc-hybrid transitions (Kuhlmann, Gómez-Rodríguez & Satta 2011), with features after Zhang
//! & Nivre (2011). One model chooses the transition, another names the relation of each new arc.

use super::forms::Form;
use super::relation::Relation;
use super::tag::Tag;
use crate::english::model::{Table, feature, mix};

/// Name of the feature sets; changes whenever [`State::action_features`] or [`State::relation_features`] does.
pub const FEATURES: &str = "parser-1";

/// Weights a row of the model that chooses transitions: one an [`Action`], one unused.
pub const ACTIONS: usize = 4;

/// Weights a row of the model that names relations.
pub const RELATIONS: usize = 48;

/// No token.
const NONE: u32 = u32::MAX;

/// A step of the parser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// The next word goes onto the stack.
    Shift,
    /// The top of the stack depends on the next word.
    Left,
    /// The top of the stack depends on the one below it.
    Right,
}

impl Action {
    /// Every action; the position of each is its weight's.
    pub const ALL: [Action; 3] = [Action::Shift, Action::Left, Action::Right];
}

/// The letters and tags of one sentence.
#[derive(Clone, Copy, Debug)]
pub struct Sentence<'a> {
    /// Hashed spelling of each word.
    pub forms: &'a [Form],
    /// Part of speech of each word.
    pub tags: &'a [Tag],
}

/// A half-built tree.
#[derive(Clone, Debug, Default)]
pub struct State {
    stack: Vec<u32>,
    next: u32,
    length: u32,
    heads: Vec<u32>,
    relations: Vec<u8>,
    /// Outermost children to the left and right of each word, and the ones before them.
    outer: Vec<[u32; 4]>,
    counts: Vec<[u8; 2]>,
}

impl State {
    /// Makes it the empty tree over `length` words.
    pub fn reset(&mut self, length: usize) {
        self.stack.clear();
        self.next = 0;
        self.length = length as u32;
        self.heads.clear();
        self.heads.resize(length, NONE);
        self.relations.clear();
        self.relations.resize(length, Relation::Root as u8);
        self.outer.clear();
        self.outer.resize(length, [NONE; 4]);
        self.counts.clear();
        self.counts.resize(length, [0; 2]);
    }

    /// Whether every word but the root has its head.
    pub fn is_finished(&self) -> bool {
        self.next == self.length && self.stack.len() <= 1
    }

    /// Whether `action` can be taken now.
    pub fn allows(&self, action: Action) -> bool {
        match action {
            Action::Shift => self.next < self.length,
            Action::Left => self.next < self.length && !self.stack.is_empty(),
            Action::Right => self.stack.len() >= 2,
        }
    }

    /// The word on top of the stack, the one below it, and the next one.
    pub fn focus(&self) -> (Option<usize>, Option<usize>, Option<usize>) {
        let at = |depth: usize| {
            self.stack
                .len()
                .checked_sub(depth)
                .map(|place| self.stack[place] as usize)
        };
        (
            at(1),
            at(2),
            (self.next < self.length).then_some(self.next as usize),
        )
    }

    /// All words on the stack, the top last.
    pub fn stack(&self) -> &[u32] {
        &self.stack
    }

    /// The head of each word, `u32::MAX` while it has none.
    pub fn heads(&self) -> &[u32] {
        &self.heads
    }

    /// The number of the relation of each word.
    pub fn relations(&self) -> &[u8] {
        &self.relations
    }

    /// Takes an action; gives the new arc as (head, dependent) unless it was a shift.
    pub fn take(&mut self, action: Action) -> Option<(usize, usize)> {
        if action == Action::Shift {
            self.stack.push(self.next);
            self.next += 1;
            return None;
        }
        let dependent = self.stack.pop()?;
        let head = if action == Action::Left {
            self.next
        } else {
            *self.stack.last()?
        };
        self.heads[dependent as usize] = head;
        let side = usize::from(action == Action::Right);
        let outer = &mut self.outer[head as usize];
        outer[side + 2] = outer[side];
        outer[side] = dependent;
        let count = &mut self.counts[head as usize][side];
        *count = count.saturating_add(1).min(7);
        Some((head as usize, dependent as usize))
    }

    /// Names the relation of the arc to `dependent`.
    pub fn relate(&mut self, dependent: usize, relation: u8) {
        self.relations[dependent] = relation;
    }

    fn child(&self, word: u32, which: usize) -> u32 {
        if word == NONE {
            NONE
        } else {
            self.outer[word as usize][which]
        }
    }

    fn relation(&self, word: u32) -> u64 {
        if word == NONE {
            99
        } else {
            u64::from(self.relations[word as usize])
        }
    }

    fn count(&self, word: u32, side: usize) -> u64 {
        if word == NONE {
            0
        } else {
            u64::from(self.counts[word as usize][side])
        }
    }

    /// The features of the state, from which the next action is chosen.
    pub fn action_features(&self, sentence: &Sentence<'_>, out: &mut Vec<u64>) {
        let stack = |depth: usize| {
            self.stack
                .len()
                .checked_sub(depth)
                .map_or(NONE, |place| self.stack[place])
        };
        let buffer = |offset: u32| {
            if self.next + offset < self.length {
                self.next + offset
            } else {
                NONE
            }
        };
        let (s0, s1, s2) = (stack(1), stack(2), stack(3));
        let (b0, b1, b2) = (buffer(0), buffer(1), buffer(2));
        let word = |token: u32| sentence.forms.get(token as usize).map_or(7, |form| form.lower);
        let tag = |token: u32| sentence.tags.get(token as usize).map_or(63, |&tag| tag as u64);
        let (w0, w1, wb) = (word(s0), word(s1), word(b0));
        let (t0, t1, t2, tb, tb1, tb2) = (tag(s0), tag(s1), tag(s2), tag(b0), tag(b1), tag(b2));
        let (l0, r0) = (self.child(s0, 0), self.child(s0, 1));
        let (l1, r1) = (self.child(s1, 0), self.child(s1, 1));
        let (lb, lb2) = (self.child(b0, 0), self.child(b0, 2));
        let distance = if s0 == NONE || b0 == NONE {
            0
        } else {
            u64::from((b0 - s0).min(8))
        };
        let gap = if s0 == NONE || s1 == NONE {
            0
        } else {
            u64::from((s0 - s1).min(8))
        };
        let tags = t0 | t1 << 8 | tb << 16;
        out.clear();
        out.extend([
            feature(1, mix(w0, t0)),
            feature(2, mix(w1, t1)),
            feature(3, mix(wb, tb)),
            feature(4, mix(word(b1), tb1)),
            feature(5, tb | tb1 << 8 | tb2 << 16),
            feature(6, mix(mix(w0, wb), t0 << 8 | tb)),
            feature(7, mix(w0, tb << 8 | t0)),
            feature(8, mix(wb, t0 << 8 | tb)),
            feature(9, mix(mix(w0, w1), t0 << 8 | t1)),
            feature(10, mix(w1, t0 << 8 | t1)),
            feature(11, mix(w0, t1 << 8 | t0)),
            feature(12, tags),
            feature(13, t0 | tb << 8 | tb1 << 16),
            feature(14, t0 | t1 << 8 | t2 << 16),
            feature(15, tags | distance << 24 | gap << 32),
            feature(16, mix(w0, tb << 16 | tb1 << 8 | distance)),
            feature(17, t0 | tb << 8 | tag(l0) << 16 | self.relation(l0) << 24),
            feature(18, t0 | tb << 8 | tag(r0) << 16 | self.relation(r0) << 24),
            feature(19, t1 | t0 << 8 | tag(r1) << 16 | self.relation(r1) << 24),
            feature(20, t1 | t0 << 8 | tag(l1) << 16 | self.relation(l1) << 24),
            feature(21, t0 | tb << 8 | tag(lb) << 16 | self.relation(lb) << 24),
            feature(22, mix(w0, self.count(s0, 0) << 8 | self.count(s0, 1) << 4)),
            feature(23, mix(w1, self.count(s1, 0) << 8 | self.count(s1, 1) << 4)),
            feature(24, mix(wb, self.count(b0, 0))),
            feature(25, mix(w0, self.relation(r0) << 8 | self.relation(l0))),
            feature(26, mix(w1, self.relation(r1) << 8 | self.relation(l1))),
            feature(
                27,
                t0 | t1 << 8 | tb << 16 | self.relation(r0) << 24 | self.relation(r1) << 32,
            ),
            feature(28, mix(wb, self.relation(lb) << 8 | self.relation(lb2))),
            feature(29, mix(word(r0), t0 << 8 | tb)),
            feature(30, mix(word(r1), t1 << 8 | t0)),
            feature(31, tags | tb1 << 24 | self.relation(r0) << 32),
            feature(32, mix(w1, mix(wb, t0))),
        ]);
    }

    /// The features of a new arc, from which its relation is named.
    pub fn relation_features(
        &self,
        sentence: &Sentence<'_>,
        head: usize,
        dependent: usize,
        out: &mut Vec<u64>,
    ) {
        let word = |token: usize| sentence.forms.get(token).map_or(7, |form| form.lower);
        let tag = |token: usize| sentence.tags.get(token).map_or(63, |&tag| tag as u64);
        let (hw, dw, ht, dt) = (word(head), word(dependent), tag(head), tag(dependent));
        let right = u64::from(head < dependent);
        let distance = head.abs_diff(dependent).min(6) as u64;
        let first = self.outer[dependent][0];
        let last = self.outer[dependent][1];
        let inner = if first == NONE { 7 } else { word(first as usize) };
        let sibling = self.outer[head][2 + usize::from(head < dependent)];
        let pair = ht | dt << 8 | right << 16;
        out.clear();
        out.extend([
            feature(40, pair),
            feature(41, pair | distance << 24),
            feature(42, mix(hw, dt << 1 | right)),
            feature(43, mix(dw, ht << 1 | right)),
            feature(44, mix(hw, mix(dw, right))),
            feature(45, mix(inner, pair)),
            feature(46, pair | self.relation(first) << 24 | self.relation(last) << 32),
            feature(47, pair | self.relation(sibling) << 24),
            feature(
                48,
                pair | tag(dependent + 1) << 24 | tag(dependent.wrapping_sub(1)) << 32,
            ),
            feature(49, mix(dw, dt)),
            feature(50, mix(hw, ht)),
            feature(51, pair | tag(head + 1) << 24 | tag(head.wrapping_sub(1)) << 32),
            feature(52, mix(mix(inner, dw), right)),
            feature(
                53,
                pair | self.count(dependent as u32, 0) << 24 | self.count(head as u32, 0) << 32,
            ),
            feature(54, mix(mix(hw, self.relation(sibling)), dt << 1 | right)),
            feature(55, sentence.forms[dependent].suffix.wrapping_add(right)),
        ]);
    }
}

/// Parses one sentence with the two models; the tree is left in `state`.
pub fn parse(
    actions: &Table<ACTIONS>,
    relations: &Table<RELATIONS>,
    sentence: &Sentence<'_>,
    state: &mut State,
    list: &mut Vec<u64>,
) {
    state.reset(sentence.forms.len());
    while !state.is_finished() {
        state.action_features(sentence, list);
        let scores = actions.scores(list);
        let allowed = Action::ALL.into_iter().filter(|&action| state.allows(action));
        let Some(best) = allowed.max_by_key(|&action| (scores[action as usize], -(action as isize))) else {
            break;
        };
        if let Some((head, dependent)) = state.take(best) {
            state.relation_features(sentence, head, dependent, list);
            let scores = relations.scores(list);
            let named = 0..Relation::ALL.len();
            let best = named
                .max_by_key(|&relation| (scores[relation], -(relation as isize)))
                .unwrap_or(0);
            state.relate(dependent, best as u8);
        }
    }
}
