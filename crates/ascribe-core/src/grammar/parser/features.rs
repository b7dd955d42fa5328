//! What the parser's two models see of a half-built tree.

use super::{NONE, Sentence, State};
use crate::english::model::{feature, mix};

impl State {
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
}
