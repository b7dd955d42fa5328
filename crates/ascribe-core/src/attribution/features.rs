//! What the labelling models see. Used by training and by prediction alike.

use std::ops::Range;

use crate::document::{Document, TokenIndex};
use crate::english::English;
use crate::english::model::{feature, mix};
use crate::english::words::key;
use crate::grammar::Grammar;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::signs::quotations;

/// Name of the feature sets; changes whenever one of them does.
pub const FEATURES: &str = "attribution-3";

/// Stands for words outside the paragraph.
const OUTSIDE: u64 = 0x5A5A_0F0F;

/// How many tokens before and after it a second look at a token takes in.
const SECOND_REACH: usize = 40;

/// How many classes of tokens steps between roles tell apart.
pub const STEP_CLASSES: usize = 1 << 10;

/// How many tokens before and after a cue are looked at for its arguments.
const REACH: (usize, usize) = (70, 110);

/// Everything about a document that features are made of.
#[derive(Debug)]
pub struct Context<'a> {
    /// The text and its cuts.
    pub document: &'a Document,
    /// Its trees.
    pub grammar: &'a Grammar,
    quoted: Vec<bool>,
    marks: Vec<Mark>,
    paragraph: Vec<u32>,
    sentence: Vec<u32>,
    /// Hash of the set of relations of each token's children.
    frame: Vec<u64>,
    /// Key of the lemma of each token that may be a cue.
    lemmas: Vec<u64>,
    /// The stance that each of these words shows as a cue, by number; 0 for one that the lexicon does not have.
    stances: Vec<u8>,
    /// How surely each token looks like a cue by itself, in steps; filled by [`Context::set_first_looks`].
    looks: Vec<u8>,
    /// How surely each token is a cue, in steps; filled by [`Context::set_cues`].
    cues: Vec<u8>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    No,
    Comma,
    Quote,
    That,
}

impl<'a> Context<'a> {
    /// The columns of a document.
    pub fn new(english: &English, document: &'a Document, grammar: &'a Grammar) -> Self {
        let count = document.tokens().len();
        let marks = (0..count)
            .map(|token| match document.word(token) {
                "," | ";" | ":" | "—" | "–" | "--" => Mark::Comma,
                "that" | "whether" | "if" | "to" => Mark::That,
                word if quotations::is_mark(word) => Mark::Quote,
                _ => Mark::No,
            })
            .collect();
        let frame = (0..count)
            .map(|token| {
                let mut seen = 0u64;
                for child in grammar.children(token) {
                    let relation = grammar.relation(child);
                    if relation != Relation::Punct {
                        seen |= 1 << (relation as u64);
                    }
                }
                seen
            })
            .collect();
        let (mut paragraph, mut sentence) = (Vec::with_capacity(count), Vec::with_capacity(count));
        for (number, cut) in document.sentences().iter().enumerate() {
            sentence.extend(cut.tokens.clone().map(|_| number as u32));
            paragraph.extend(cut.tokens.clone().map(|_| cut.paragraph as u32));
        }
        let mut lemmas = vec![OUTSIDE; count];
        let mut stances = vec![0; count];
        for token in 0..count {
            let tag = grammar.tag(token);
            if !may_be_cue(tag) {
                continue;
            }
            let lemma = key(&english.lemmas.lemma(document.word(token), tag));
            let lexicon = &english.stances;
            let stance = match tag {
                _ if tag.is_verb() => lexicon.verbs.by_key(lemma).or(lexicon.nouns.by_key(lemma)),
                _ if tag.is_noun() => lexicon.nouns.by_key(lemma),
                _ => lexicon.others.by_key(lemma),
            };
            lemmas[token] = lemma;
            stances[token] = stance.map_or(0, |stance| stance as u8 + 1);
        }
        Self {
            document,
            grammar,
            lemmas,
            stances,
            quoted: quotations::inside(document),
            marks,
            paragraph,
            sentence,
            frame,
            looks: vec![0; count],
            cues: vec![0; count],
        }
    }

    /// Notes how surely each token looks like a cue by itself, 0 to 7.
    pub fn set_first_looks(&mut self, looks: Vec<u8>) {
        self.looks = looks;
    }

    /// Whether a second look can make `token` a cue: by itself it is no hopeless case.
    pub fn deserves_second_look(&self, token: TokenIndex) -> bool {
        self.looks[token] > 0
    }

    /// Notes how surely each token is a cue, 0 to 3.
    pub fn set_cues(&mut self, cues: Vec<u8>) {
        self.cues = cues;
    }

    /// Whether `token` stands inside quotation marks.
    pub fn is_quoted(&self, token: TokenIndex) -> bool {
        self.quoted[token]
    }

    /// Of every token, whether it stands inside quotation marks.
    pub fn quoted(&self) -> &[bool] {
        &self.quoted
    }

    /// The tokens that may be arguments of a cue at `head`: those of its paragraph within reach.
    pub fn window(&self, head: TokenIndex) -> Range<TokenIndex> {
        let tokens = &self.document.paragraphs()[self.paragraph[head] as usize].tokens;
        tokens.start.max(head.saturating_sub(REACH.0))..tokens.end.min(head + REACH.1 + 1)
    }

    /// Whether `token` can be the head of a cue at all.
    pub fn may_be_cue(&self, token: TokenIndex) -> bool {
        may_be_cue(self.grammar.tag(token))
    }

    fn near(&self, token: TokenIndex, offset: isize) -> Option<TokenIndex> {
        let place = token.checked_add_signed(offset)?;
        (self.paragraph.get(place)? == &self.paragraph[token]).then_some(place)
    }

    fn word(&self, token: TokenIndex, offset: isize) -> u64 {
        self.near(token, offset)
            .map_or(OUTSIDE, |place| self.document.form(place).lower)
    }

    fn tag(&self, token: TokenIndex, offset: isize) -> u64 {
        self.near(token, offset)
            .map_or(63, |place| self.grammar.tag(place) as u64)
    }

    fn quote(&self, token: TokenIndex, offset: isize) -> u64 {
        self.near(token, offset).map_or(3, |place| {
            u64::from(self.quoted[place]) | u64::from(self.marks[place] == Mark::Quote) << 1
        })
    }

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
                .is_none_or(|place| self.sentence[place] != self.sentence[token]),
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
        let sentence = &self.document.sentences()[self.sentence[token] as usize].tokens;
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
        ]);
    }

    /// How each token of `window` hangs on the cue's head, as a code; `codes` is filled in window order.
    fn branches(&self, head: TokenIndex, window: &Range<TokenIndex>, codes: &mut Vec<u64>) {
        let grammar = self.grammar;
        codes.clear();
        codes.resize(window.len(), 0);
        let own = self.sentence[head];
        let mut ancestors = [usize::MAX; 8];
        let mut up = grammar.head(head);
        for slot in &mut ancestors {
            let Some(place) = up else { break };
            *slot = place;
            up = grammar.head(place);
        }
        let mut path = Vec::new();
        for token in window.clone() {
            if self.sentence[token] != own {
                codes[token - window.start] = 900 + u64::from(self.sentence[token] > own);
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
                if self.cues[token] >= 2 {
                    counts[3] = (counts[3] + 1).min(2);
                }
            }
        };
        count(&mut (window.start..head).rev());
        count(&mut (head + 1..window.end));
        let mut list = Vec::with_capacity(40);
        let mut last_code = 0;
        for token in window.clone() {
            let [commas, quotes, that, others] = between[token - window.start].map(u64::from);
            let right = u64::from(token > head) | u64::from(token == head) << 1;
            let distance = right << 4 | bucket(token.abs_diff(head));
            let sentence =
                (i64::from(self.sentence[token]) - i64::from(self.sentence[head])).clamp(-2, 2) + 2;
            let key = right | (sentence as u64) << 2;
            let code = codes[token - window.start];
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
                | u64::from(
                    self.near(token, -1)
                        .is_some_and(|place| self.sentence[place] != self.sentence[token]),
                ) << 9;
            last_code = code;
            each(token, &list, class);
        }
    }
}

/// Whether a word of this part of speech can be the head of a cue at all.
pub fn may_be_cue(tag: Tag) -> bool {
    use Tag::{Colon, Hyph, In, Jj, Nfp, Nn, Nns, Rb, Vb, Vbd, Vbg, Vbn, Vbp, Vbz};
    matches!(
        tag,
        Colon | Hyph | In | Jj | Nfp | Nn | Nns | Rb | Vb | Vbd | Vbg | Vbn | Vbp | Vbz
    )
}

/// The features of a step from one role to the next, given the class of the token stepped to and its part of speech.
///
/// Steps to [`Role::Outside`](super::labeller::Role::Outside) have features of their own (`outwards`), whose score is that
/// of label 1: label 0 of a table always scores 0, and steps from different roles are weighed against each other.
pub fn step_features(previous: usize, outwards: bool, class: u64, tag: Tag) -> [u64; 3] {
    let step = previous as u64 | u64::from(outwards) << 4;
    [
        feature(110, step),
        feature(111, step | class << 8),
        feature(112, step | (tag as u64) << 8 | (class & 1) << 16),
    ]
}

fn bucket(distance: usize) -> u64 {
    match distance {
        0..=3 => distance as u64,
        4..=5 => 4,
        6..=8 => 5,
        9..=14 => 6,
        15..=25 => 7,
        26..=45 => 8,
        _ => 9,
    }
}
