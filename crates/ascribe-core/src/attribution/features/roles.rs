//! What the model of roles sees of a token by itself, beside a cue, and of a step from one role to the next.

use std::ops::Range;

use super::{Context, Mark, OUTSIDE, SECOND_REACH, SURE, bucket};
use crate::document::TokenIndex;
use crate::english::model::{feature, mix};
use crate::grammar::tag::Tag;

impl Context<'_> {
    /// The features of `token` as an argument, whatever the cue.
    pub fn token_features(&self, token: TokenIndex, out: &mut Vec<u64>) {
        let grammar = self.grammar;
        let (form, tag, relation) = (
            self.document.form(token),
            self.tag(token, 0),
            grammar.relation(token) as u64,
        );
        let word = form.lower;
        let parent = grammar.head(token);
        let (parent_word, parent_tag, parent_cue) = parent.map_or((OUTSIDE, 62, 0), |head| {
            (
                self.document.form(head).lower,
                grammar.tag(head) as u64,
                u64::from(self.cues[head]),
            )
        });
        let (q, q_before, q_after) = (self.quote(token, 0), self.quote(token, -1), self.quote(token, 1));
        let cue = |offset| {
            self.near(token, offset)
                .map_or(0, |place| u64::from(self.cues[place]))
        };
        out.clear();
        out.extend([
            feature(50, word),
            feature(51, form.shape),
            feature(52, form.suffix),
            feature(53, tag),
            feature(54, self.word(token, -1)),
            feature(55, self.word(token, 1)),
            feature(56, self.word(token, -2)),
            feature(57, self.word(token, 2)),
            feature(58, mix(self.word(token, -1), word)),
            feature(59, mix(word, self.word(token, 1))),
            feature(60, tag | self.tag(token, 1) << 8 | self.tag(token, 2) << 16),
            feature(61, tag | self.tag(token, -1) << 8 | self.tag(token, -2) << 16),
            feature(62, tag | relation << 8 | parent_tag << 16),
            feature(63, mix(relation, parent_word)),
            feature(64, q | q_before << 2 | q_after << 4),
            feature(65, mix(word, q | q_before << 2)),
            feature(
                66,
                cue(0) | cue(-1) << 2 | cue(1) << 4 | parent_cue << 6 | relation << 8,
            ),
            feature(67, mix(word, cue(1) | cue(-1) << 2)),
            feature(44, self.frame[token] | tag << 56),
            feature(45, self.path_to_cue(token)),
        ]);
        let paragraph = &self.document.paragraphs()[self.document.paragraph_of(token)].tokens;
        let near = paragraph.start.max(token.saturating_sub(SECOND_REACH))
            ..paragraph.end.min(token + SECOND_REACH + 1);
        for (side, beside) in self.sure_beside.iter().enumerate() {
            let side = side as u64;
            let found = beside[token].filter(|found| near.contains(found));
            let Some(found) = found else {
                out.push(feature(46, side));
                continue;
            };
            let together = u64::from(self.document.sentence_of(found) == self.document.sentence_of(token));
            out.push(feature(
                46,
                side | bucket(found.abs_diff(token)) << 1 | together << 8 | 2 << 16,
            ));
            out.push(feature(
                47,
                mix(self.lemmas[found], side | together << 1 | q << 2),
            ));
        }
    }

    /// The relations from `token` up to the next word that is surely a cue, four at most.
    fn path_to_cue(&self, token: TokenIndex) -> u64 {
        let (mut place, mut path) = (token, u64::from(self.cues[token]));
        for _ in 0..4 {
            let Some(head) = self.grammar.head(place) else {
                break;
            };
            path = mix(path, self.grammar.relation(place) as u64);
            if self.cues[head] >= SURE {
                return mix(path, 99);
            }
            place = head;
        }
        path
    }

    /// How each token of `window` hangs on the cue's head, as a code; `codes` is filled in window order.
    fn branches(&self, head: TokenIndex, window: &Range<TokenIndex>, codes: &mut Vec<u64>) {
        let grammar = self.grammar;
        codes.clear();
        codes.resize(window.len(), 0);
        let own = self.document.sentence_of(head);
        let mut ancestors = [usize::MAX; 8];
        let mut up = grammar.head(head);
        for slot in &mut ancestors {
            let Some(place) = up else { break };
            *slot = place;
            up = grammar.head(place);
        }
        let mut path = Vec::new();
        for token in window.clone() {
            if self.document.sentence_of(token) != own {
                codes[token - window.start] = 900 + u64::from(self.document.sentence_of(token) > own);
                continue;
            }
            let mut place = token;
            path.clear();
            let code = loop {
                let known = window
                    .contains(&place)
                    .then(|| codes[place - window.start])
                    .filter(|&code| code != 0);
                if let Some(code) = known {
                    break code;
                }
                if place == head {
                    break 1;
                }
                if let Some(level) = ancestors.iter().position(|&ancestor| ancestor == place) {
                    break 100 + level as u64;
                }
                path.push(place);
                let Some(up) = grammar.head(place) else { break 899 };
                if up == head {
                    break 200 + grammar.relation(place) as u64;
                }
                if let Some(level) = ancestors.iter().position(|&ancestor| ancestor == up) {
                    break 300
                        + 64 * level.min(3) as u64
                        + grammar.relation(place) as u64
                        + 1000 * u64::from(place > head);
                }
                place = up;
            };
            for &passed in &path {
                if window.contains(&passed) {
                    codes[passed - window.start] = code;
                }
            }
            codes[token - window.start] = code;
        }
    }

    /// Calls `each` with the features of every token of `window` relative to the cue at `head`, in text order; the last
    /// argument of `each` is the class of the token that transitions between labels look at.
    pub fn argument_features(
        &self,
        head: TokenIndex,
        window: &Range<TokenIndex>,
        mut each: impl FnMut(TokenIndex, &[u64], u64),
    ) {
        let mut codes = Vec::new();
        self.branches(head, window, &mut codes);
        let cue = self.lemmas[head];
        let stance = u64::from(self.stances[head]);
        let cue_tag = self.tag(head, 0);
        let frame = self.frame[head] | cue_tag << 56;
        let (next, previous) = (self.word(head, 1), self.word(head, -1));
        // What stands between each token and the cue, counted outwards from the cue.
        let mut between = vec![[0u8; 4]; window.len()];
        let mut count = |tokens: &mut dyn Iterator<Item = TokenIndex>| {
            let mut counts = [0u8; 4];
            for token in tokens {
                between[token - window.start] = counts;
                match self.marks[token] {
                    Mark::Comma => counts[0] = (counts[0] + 1).min(3),
                    Mark::Quote => counts[1] = (counts[1] + 1).min(3),
                    Mark::That => counts[2] = 1,
                    Mark::No => {}
                }
                if self.cues[token] >= SURE {
                    counts[3] = (counts[3] + 1).min(2);
                }
            }
        };
        count(&mut (window.start..head).rev());
        count(&mut (head + 1..window.end));
        let mut list = Vec::with_capacity(40);
        let mut last_code = 0;
        let clause_code = |token: TokenIndex| {
            let clause = self.clauses[token];
            let under = self.grammar.head(clause) == Some(head);
            self.grammar.relation(clause) as u64
                | u64::from(clause == self.clauses[head]) << 8
                | u64::from(clause > head) << 9
                | u64::from(under) << 10
                | u64::from(clause > token) << 11
        };
        let mut last_clause = clause_code(window.start.saturating_sub(1));
        for token in window.clone() {
            let at = token - window.start;
            let [commas, quotes, that, others] = between[at].map(u64::from);
            let right = u64::from(token > head) | u64::from(token == head) << 1;
            let distance = right << 4 | bucket(token.abs_diff(head));
            let sentence = (self.document.sentence_of(token) as i64 - self.document.sentence_of(head) as i64)
                .clamp(-2, 2)
                + 2;
            let key = right | (sentence as u64) << 2;
            let code = codes[at];
            let code_after = codes.get(at + 1).copied().unwrap_or(0);
            let clause = clause_code(token);
            let same_clause = u64::from(self.clauses[token] == self.clauses[token.saturating_sub(1)]);
            let q = self.quote(token, 0);
            let (word, tag) = (self.document.form(token).lower, self.tag(token, 0));
            let relation = self.grammar.relation(token) as u64;
            list.clear();
            list.extend([
                feature(70, distance),
                feature(72, mix(self.document.form(head).lower, key)),
                feature(73, mix(word, right)),
                feature(75, key | quotes << 8 | q << 16),
                feature(76, key | that << 8 | others << 16),
                feature(
                    77,
                    key | commas.min(2) << 8 | quotes.min(2) << 16 | that << 24 | others << 32 | q << 40,
                ),
                feature(78, mix(cue, distance)),
                feature(79, mix(mix(next, key), q)),
                feature(80, mix(mix(previous, key), q)),
                feature(81, key | q << 8 | self.quote(head, 0) << 16),
                feature(83, code | key << 32),
                feature(84, mix(cue, code)),
                feature(85, code | commas.min(2) << 32 | q << 40),
                feature(86, mix(mix(cue_tag, code), tag | relation << 8)),
                feature(87, mix(word, code)),
                feature(88, mix(frame, code)),
                feature(89, mix(frame, key | q << 8)),
                feature(90, mix(mix(cue, tag), key | relation << 8)),
                feature(91, mix(cue, code << 8 | commas.min(2) << 4 | quotes.min(2))),
                feature(92, code | others << 32 | that << 40),
                feature(93, mix(mix(cue_tag, distance), tag)),
                feature(95, mix(code, stance | cue_tag << 8 | commas.min(1) << 16)),
                feature(94, mix(self.word(head, 1), mix(code, cue))),
                feature(96, code | last_code << 16 | right << 32),
                feature(97, code | code_after << 16 | right << 32),
                feature(98, mix(code | last_code << 16, stance | tag << 8)),
                feature(99, mix(code | last_code << 16, word)),
                feature(100, mix(clause, code)),
                feature(101, mix(clause, mix(code, stance | same_clause << 8))),
                feature(102, mix(clause, mix(last_clause, key))),
            ]);
            let class = u64::from(code != last_code)
                | q << 1
                | self.quote(token, -1) << 3
                | (match self.marks[token] {
                    Mark::Comma => 1,
                    Mark::That => 2,
                    _ => 0,
                }) << 5
                | u64::from(token == head + 1) << 7
                | u64::from(sentence != 2) << 8
                | u64::from(self.near(token, -1).is_some_and(|place| {
                    self.document.sentence_of(place) != self.document.sentence_of(token)
                })) << 9;
            (last_code, last_clause) = (code, clause);
            each(token, &list, class);
        }
    }
}

/// The features of a step from one role to the next, given the class of the token stepped to and its part of speech.
///
/// Steps to [`Role::Outside`](crate::attribution::labeller::Role::Outside) have features of their own (`outwards`), whose score is that
/// of label 1: label 0 of a table always scores 0, and steps from different roles are weighed against each other.
pub fn step_features(previous: usize, outwards: bool, class: u64, tag: Tag) -> [u64; 3] {
    let step = previous as u64 | u64::from(outwards) << 4;
    [
        feature(110, step),
        feature(111, step | class << 8),
        feature(112, step | (tag as u64) << 8 | (class & 1) << 16),
    ]
}
