//! Dependency trees by greedy arc-hybrid transitions (Kuhlmann, Gómez-Rodríguez & Satta 2011), with features after Zhang
//! & Nivre (2011). One model chooses the transition, another names the relation of each new arc.
//!
//! Punctuation marks take no part in the transitions: they are properties of the gaps between words (Ma, Zhang & Zhu
//! 2014), and are hung into the finished tree by rule (`punctuation.rs`).

use super::relation::Relation;
use super::tag::Tag;
use crate::english::model::{Table, feature, highest, mix};
use crate::form::Form;

/// Name of the feature sets; changes whenever [`State::action_features`] or [`State::relation_features`] does.
pub const FEATURES: &str = "parser-2";

/// Weights a row of the model that chooses transitions: one an [`Action`], one unused.
pub const ACTIONS: usize = 4;

/// Weights a row of the model that names relations.
pub const RELATIONS: usize = 48;

/// No word; the head of a root.
pub const NONE: u32 = u32::MAX;

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

/// The words of one sentence, without its punctuation marks.
#[derive(Clone, Debug, Default)]
pub struct Sentence {
    words: Vec<Word>,
    tokens: Vec<u32>,
}

/// What the features see of a word.
#[derive(Clone, Copy, Debug)]
struct Word {
    lower: u64,
    suffix: u64,
    tag: u8,
    /// The set of marks between the word before and this one.
    gap: u8,
    /// How many gaps so far had a comma, and how many a quotation mark; only differences count.
    commas: u8,
    quotes: u8,
}

/// Stands for words outside the sentence.
const OUTSIDE: Word = Word {
    lower: 7,
    suffix: 7,
    tag: 63,
    gap: 0,
    commas: 0,
    quotes: 0,
};

impl Sentence {
    /// Takes the words of another sentence.
    pub fn fill(&mut self, forms: &[Form], tags: &[Tag]) {
        self.words.clear();
        self.tokens.clear();
        let (mut gap, mut commas, mut quotes) = (0, 0u8, 0u8);
        for (token, (form, &tag)) in forms.iter().zip(tags).enumerate() {
            if let Some(mark) = mark(tag) {
                gap |= 1 << mark;
                continue;
            }
            commas = commas.wrapping_add(gap & 1);
            quotes = quotes.wrapping_add(u8::from(gap & 0b11_0000 != 0));
            self.tokens.push(token as u32);
            self.words.push(Word {
                lower: form.lower,
                suffix: form.suffix,
                tag: tag as u8,
                gap,
                commas,
                quotes,
            });
            gap = 0;
        }
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there is none: a line of dashes.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The number that each word has among all tokens of the sentence.
    pub fn tokens(&self) -> &[u32] {
        &self.tokens
    }

    fn word(&self, word: u32) -> &Word {
        self.words.get(word as usize).unwrap_or(&OUTSIDE)
    }

    fn tag(&self, word: u32) -> u64 {
        u64::from(self.word(word).tag)
    }

    /// Commas (to 3) and whether a quotation mark stands between two words.
    fn between(&self, left: u32, right: u32) -> u64 {
        let (left, right) = (self.word(left), self.word(right));
        let commas = right.commas.wrapping_sub(left.commas).min(3);
        let quotes = right.quotes != left.quotes;
        u64::from(commas) | u64::from(quotes) << 2
    }
}

/// The kind of a punctuation mark, 0 to 7, and none for a word.
pub fn mark(tag: Tag) -> Option<u8> {
    Some(match tag {
        Tag::Comma => 0,
        Tag::Stop => 1,
        Tag::Colon => 2,
        Tag::Hyph | Tag::Nfp => 3,
        Tag::OpenQuote => 4,
        Tag::CloseQuote => 5,
        Tag::LeftBracket => 6,
        Tag::RightBracket => 7,
        _ => return None,
    })
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
    /// The set of relations of each word's children.
    frames: Vec<u64>,
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
        self.frames.clear();
        self.frames.resize(length, 0);
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

    /// The action that can be taken where there is no choice: with nothing on the stack, or nothing left to come.
    fn only_action(&self) -> Option<Action> {
        if self.stack.is_empty() {
            Some(Action::Shift)
        } else if self.next == self.length {
            Some(Action::Right)
        } else {
            None
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
        let head = self.heads[dependent];
        if head != NONE {
            self.frames[head as usize] |= 1 << relation;
        }
    }

    fn frame(&self, word: u32) -> u64 {
        self.frames.get(word as usize).copied().unwrap_or(0)
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
    pub fn action_features(&self, sentence: &Sentence, out: &mut Vec<u64>) {
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
        let word = |token: u32| sentence.word(token).lower;
        let tag = |token: u32| sentence.tag(token);
        let (w0, w1, wb) = (word(s0), word(s1), word(b0));
        let (t0, t1, t2, tb, tb1, tb2) = (tag(s0), tag(s1), tag(s2), tag(b0), tag(b1), tag(b2));
        let (l0, r0) = (self.child(s0, 0), self.child(s0, 1));
        let (l1, r1) = (self.child(s1, 0), self.child(s1, 1));
        let (lb, lb2) = (self.child(b0, 0), self.child(b0, 2));
        let gap_next = u64::from(sentence.word(b0).gap);
        let gap_top = u64::from(sentence.word(s0).gap);
        let marks = sentence.between(s0, b0);
        let marks_below = sentence.between(s1, s0);
        let here = if b0 == NONE { NONE } else { b0.wrapping_sub(1) };
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
            feature(33, t0 | tb << 8 | gap_next << 16 | marks << 24),
            feature(34, t0 | t1 << 8 | tb << 16 | marks_below << 24 | gap_next << 32),
            feature(35, mix(w0, tb | gap_next << 8)),
            feature(36, mix(wb, t0 | gap_next << 8 | marks << 16)),
            feature(37, t0 | tb << 8 | tag(l0) << 16 | tag(self.child(s0, 2)) << 24),
            feature(38, t0 | tb << 8 | tag(r0) << 16 | tag(self.child(s0, 3)) << 24),
            feature(39, t1 | t0 << 8 | tag(r1) << 16 | tag(self.child(s1, 3)) << 24),
            feature(40, mix(self.frame(s0), t0 | tb << 8)),
            feature(41, mix(self.frame(s1), t1 | t0 << 8 | tb << 16)),
            feature(
                42,
                t0 | t1 << 8 | tb << 16 | tb1 << 24 | gap_top << 32 | gap_next << 40,
            ),
            feature(43, mix(sentence.word(s0).suffix, t1 | tb << 8)),
            feature(44, mix(sentence.word(b0).suffix, t0 | tb1 << 8)),
            feature(45, t0 | tb << 8 | tag(here) << 16 | tb1 << 24),
            feature(46, mix(word(s2), t1 | t0 << 8)),
        ]);
    }

    /// The features of a new arc, from which its relation is named.
    pub fn relation_features(&self, sentence: &Sentence, head: usize, dependent: usize, out: &mut Vec<u64>) {
        let word = |token: usize| sentence.word(token as u32).lower;
        let tag = |token: usize| sentence.tag(token as u32);
        let (hw, dw, ht, dt) = (word(head), word(dependent), tag(head), tag(dependent));
        let right = u64::from(head < dependent);
        let distance = head.abs_diff(dependent).min(6) as u64;
        let first = self.outer[dependent][0];
        let last = self.outer[dependent][1];
        let inner = if first == NONE { 7 } else { word(first as usize) };
        let sibling = self.outer[head][2 + usize::from(head < dependent)];
        let (left, later) = (head.min(dependent) as u32, head.max(dependent) as u32);
        let marks = sentence.between(left, later);
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
            feature(55, mix(sentence.word(dependent as u32).suffix, right)),
            feature(
                56,
                pair | marks << 24 | u64::from(sentence.word(dependent as u32).gap) << 32,
            ),
            feature(57, mix(dw, ht | marks << 8)),
            feature(58, mix(self.frame(dependent as u32), pair)),
            feature(59, mix(self.frame(head as u32), pair)),
        ]);
    }
}

/// Parses one sentence with the two models; the tree is left in `state`.
pub fn parse(
    actions: &Table<ACTIONS>,
    relations: &Table<RELATIONS>,
    sentence: &Sentence,
    state: &mut State,
    list: &mut Vec<u64>,
) {
    state.reset(sentence.len());
    while !state.is_finished() {
        let best = state.only_action().unwrap_or_else(|| {
            state.action_features(sentence, list);
            let scores = actions.scores(list);
            let allowed = Action::ALL.into_iter().filter(|&action| state.allows(action));
            allowed
                .max_by_key(|&action| (scores[action as usize], -(action as isize)))
                .unwrap_or(Action::Shift)
        });
        if let Some((head, dependent)) = state.take(best) {
            state.relation_features(sentence, head, dependent, list);
            let best = highest(&relations.scores(list)[..Relation::ALL.len()]);
            state.relate(dependent, best as u8);
        }
    }
}
