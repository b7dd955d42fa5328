//! What the two looks for cues see of a token.

use super::{Context, OUTSIDE, SECOND_REACH, bucket};
use crate::document::TokenIndex;
use crate::english::model::{feature, mix};
use crate::grammar::relation::Relation;

impl Context<'_> {
    /// The features of `token` as the head of a cue.
    pub fn cue_features(&self, token: TokenIndex, out: &mut Vec<u64>) {
        let grammar = self.grammar;
        let (form, tag, relation) = (
            self.document.form(token),
            self.tag(token, 0),
            grammar.relation(token) as u64,
        );
        let word = form.lower;
        let parent = grammar.head(token);
        let (parent_word, parent_tag) = parent.map_or((OUTSIDE, 62), |head| {
            (self.document.form(head).lower, grammar.tag(head) as u64)
        });
        let (parent_lemma, parent_stance) = parent.map_or((OUTSIDE, 99), |head| {
            (self.lemmas[head], u64::from(self.stances[head]))
        });
        let (lemma, stance) = (self.lemmas[token], u64::from(self.stances[token]));
        let frame = self.frame[token];
        let (next, previous) = (self.word(token, 1), self.word(token, -1));
        let quotes = self.quote(token, -1)
            | self.quote(token, 0) << 2
            | self.quote(token, 1) << 4
            | self.quote(token, 2) << 6
            | self.quote(token, -2) << 8;
        let near_quote = (-6..=6).any(|offset| self.quote(token, offset) & 2 == 2);
        let start = u64::from(
            self.near(token, -1)
                .is_none_or(|place| self.document.sentence_of(place) != self.document.sentence_of(token)),
        );
        out.clear();
        out.extend([
            feature(1, word),
            feature(2, mix(word, tag)),
            feature(3, form.suffix),
            feature(4, mix(form.shape, tag)),
            feature(5, mix(word, next)),
            feature(6, mix(word, previous)),
            feature(7, next),
            feature(8, previous),
            feature(9, self.word(token, 2)),
            feature(10, self.word(token, -2)),
            feature(11, tag | self.tag(token, 1) << 8 | self.tag(token, 2) << 16),
            feature(12, tag | self.tag(token, -1) << 8 | self.tag(token, -2) << 16),
            feature(13, mix(word, relation)),
            feature(14, mix(parent_word, relation)),
            feature(15, tag | relation << 8 | parent_tag << 16),
            feature(16, mix(word, frame)),
            feature(17, mix(frame, tag)),
            feature(18, mix(word, quotes)),
            feature(19, mix(tag, quotes)),
            feature(20, mix(word, u64::from(near_quote))),
            feature(21, mix(mix(word, self.tag(token, 1)), self.tag(token, -1))),
            feature(22, mix(word, start)),
            feature(23, mix(word, self.word(token, 2))),
            feature(24, mix(tag | relation << 8, start)),
            feature(25, form.ending),
            feature(26, mix(lemma, tag)),
            feature(27, mix(lemma, frame)),
            feature(28, mix(lemma, quotes)),
            feature(29, mix(lemma, next)),
            feature(34, mix(frame, stance | tag << 8)),
            feature(35, stance | tag << 8 | quotes << 16),
            feature(36, stance | tag << 8 | relation << 16 | parent_tag << 24),
            feature(
                37,
                stance | tag << 8 | self.tag(token, 1) << 16 | self.tag(token, -1) << 24,
            ),
            feature(38, stance | relation << 8 | parent_stance << 16),
            feature(39, mix(parent_lemma, mix(lemma, relation))),
        ]);
        for child in grammar.children(token) {
            let relation = grammar.relation(child);
            if relation == Relation::Punct {
                continue;
            }
            let (child_word, child_tag) = (self.document.form(child).lower, grammar.tag(child) as u64);
            let side = u64::from(child > token);
            out.push(feature(30, mix(word, relation as u64 | side << 8)));
            out.push(feature(
                31,
                tag | child_tag << 8 | (relation as u64) << 16 | side << 24,
            ));
            out.push(feature(32, mix(child_word, relation as u64 | tag << 8)));
            if let Some(marker) = grammar
                .child(child, Relation::Mark)
                .or_else(|| grammar.child(child, Relation::Case))
            {
                out.push(feature(
                    33,
                    mix(mix(word, self.document.form(marker).lower), relation as u64),
                ));
            }
        }
    }

    /// The features of `token` as the head of a cue at the second look, which sees how its neighbours looked at the first.
    ///
    /// *Feared* is no cue in *feared he was lost, she said*, but one where no *said* stands beside it.
    pub fn second_look_features(&self, token: TokenIndex, out: &mut Vec<u64>) {
        let grammar = self.grammar;
        let look = |token: TokenIndex| u64::from(self.looks[token]);
        let sentence = &self.document.sentences()[self.document.sentence_of(token)].tokens;
        let sure = |token: &TokenIndex| self.looks[*token] >= 4;
        let near = sentence.start.max(token.saturating_sub(SECOND_REACH))
            ..sentence.end.min(token + SECOND_REACH + 1);
        let before = (near.start..token).rev().find(sure);
        let after = (token + 1..near.end).find(sure);
        let beside = |other: Option<TokenIndex>| {
            other.map_or(0, |other| {
                look(other) << 8
                    | bucket(other.abs_diff(token)) << 4
                    | u64::from(self.stances[other] == 1)
                    | 2
            })
        };
        let others = (near.start..near.end)
            .filter(|other| *other != token && sure(other))
            .count()
            .min(3) as u64;
        let own = look(token);
        let (lemma, stance) = (self.lemmas[token], u64::from(self.stances[token]));
        let (tag, relation) = (self.tag(token, 0), grammar.relation(token) as u64);
        let parent = grammar
            .head(token)
            .map_or(9, |head| look(head) | u64::from(head > token) << 4);
        let child = |wanted: fn(Relation) -> bool| {
            grammar
                .children(token)
                .filter(|&child| wanted(grammar.relation(child)))
                .map(look)
                .max()
                .unwrap_or(9)
        };
        let clause =
            child(|relation| matches!(relation, Relation::Ccomp | Relation::Xcomp | Relation::Parataxis));
        let other_child =
            child(|relation| matches!(relation, Relation::Conj | Relation::Advcl | Relation::Acl));
        let quote = self.quote(token, 0);
        out.clear();
        out.extend([
            feature(120, own),
            feature(121, own | others << 8),
            feature(122, own | parent << 8 | relation << 16),
            feature(123, own | clause << 8 | other_child << 16),
            feature(124, own | beside(before) << 16),
            feature(125, own | beside(after) << 16),
            feature(126, mix(lemma, own)),
            feature(127, own | stance << 8 | tag << 16),
            feature(128, own | stance << 8 | others << 16 | quote << 24),
            feature(129, mix(self.frame[token], own | tag << 8)),
            feature(130, own | stance << 8 | relation << 16 | parent << 24),
            feature(131, mix(lemma, others | u64::from(before.is_some()) << 8)),
            feature(132, mix(lemma, parent | relation << 8)),
            feature(133, own | self.tag(token, 1) << 8 | tag << 16 | quote << 24),
        ]);
    }
}
