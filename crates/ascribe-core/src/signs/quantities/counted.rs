//! What a number counts: the noun behind it, adjectives and *of* aside.
//!
//! *112 **people***, *two private equity **firms***, *11 of the levee's 26 **pumps***, *a third of the **volunteers***.

use crate::document::TokenIndex;
use crate::grammar::tag::Tag;
use crate::span::Span;
use crate::vocabulary::{Dimension, SourceKind};

use super::{Draft, Finder};

/// The noun stands at most so far behind the number.
const FARTHEST: usize = 8;

impl Finder<'_> {
    /// The noun that a number ending before `end` counts.
    pub(super) fn counted_from(&self, end: TokenIndex) -> Option<Span> {
        let sentence = &self.sentence;
        let mut at = end;
        if sentence.is(at, "of") {
            at += 1;
            if sentence.is_any(at, &["them", "us", "whom", "which", "those", "these", "you"])
                && !sentence.is_noun(at + 1)
            {
                return None;
            }
        }
        let mut noun = None;
        let mut possessed = sentence.is(end, "of");
        for token in at..(at + FARTHEST).min(sentence.tokens.end) {
            match sentence.grammar.tag(token) {
                Tag::Nns | Tag::Nnps => {
                    noun = Some(token);
                    if sentence.tag(token + 1) != Some(Tag::Pos) {
                        break;
                    }
                }
                Tag::Nn => noun = Some(token),
                Tag::Nnp => {
                    if noun.is_some() {
                        break;
                    }
                    if !sentence.is_noun(token + 1)
                        || sentence.tag(token + 1) == Some(Tag::Nnp) && !sentence.is_noun(token + 2)
                    {
                        noun = possessed.then_some(token);
                        if sentence.tag(token + 1) != Some(Tag::Pos) {
                            break;
                        }
                    }
                }
                Tag::Pos => {
                    noun = None;
                    possessed = true;
                }
                Tag::Dt | Tag::PrpS | Tag::Pdt | Tag::Cd if possessed && noun.is_none() => {}
                Tag::Jj
                | Tag::Jjr
                | Tag::Jjs
                | Tag::Vbn
                | Tag::Vbg
                | Tag::Hyph
                | Tag::Cc
                | Tag::Comma
                | Tag::Rb
                    if noun.is_none()
                        && (token > at
                            || !matches!(sentence.grammar.tag(token), Tag::Cc | Tag::Comma | Tag::Rb)) => {}
                _ if sentence.is_any(token, &["more", "other", "such", "fewer"]) && noun.is_none() => {}
                _ => break,
            }
        }
        noun.map(|noun| sentence.span(noun..noun + 1))
    }

    /// Whether the noun at `counted` stands for people.
    pub(super) fn counts_people(&self, counted: Span, word: &str) -> bool {
        let person = || {
            let kind = self.english.sources.kind(word);
            matches!(kind, Some(SourceKind::Person | SourceKind::Group))
                && !self.english.units.counts_several_people(word)
        };
        let people = self.english.units.counts_people(word) || person();
        let token = self.sentence.document.tokens_in(counted).start;
        let nation = self.sentence.tag(token) == Some(Tag::Nnps)
            && ["ans", "nis", "lis", "qis", "ese", "ards"]
                .iter()
                .any(|end| word.ends_with(end));
        people || nation
    }

    /// Whether only numbers stand between *aged* and the number behind `before`: *aged 23, 31 and 45*.
    fn in_list_of_ages(&self, before: TokenIndex) -> bool {
        let sentence = &self.sentence;
        if !sentence.is_any(before, &["and", ",", "or"]) {
            return false;
        }
        (sentence.tokens.start..before)
            .rev()
            .take(FARTHEST)
            .find(|&token| {
                !sentence.is_any(token, &["and", ",", "or"]) && sentence.tag(token) != Some(Tag::Cd)
            })
            .is_some_and(|token| sentence.is(token, "aged"))
    }

    /// The tokens of an age, if a bare number is one: *aged 15*, *Harold Beech, 78, a driver*, *when he was 15*, *people over
    /// 65*.
    pub(super) fn age(&self, draft: &Draft) -> Option<std::ops::Range<TokenIndex>> {
        let sentence = &self.sentence;
        let (start, end) = (draft.tokens.start, draft.tokens.end);
        let before = start.wrapping_sub(1);
        let value = draft
            .value
            .filter(|value| (0.0..125.0).contains(value) && value.fract() == 0.0)?;
        if sentence.is_any(before, &["aged", "age", "ages"]) {
            return Some(before..end);
        }
        if sentence.is(before, "between") && sentence.is_any(before.wrapping_sub(1), &["aged", "ages"]) {
            return Some(before - 1..end);
        }
        let apposed = sentence.is(before, ",")
            && sentence.is_any(end, &[",", ".", ")", ";"])
            && end - start == 1
            && value > 0.0
            && sentence.is_name(before.wrapping_sub(1));
        let turned = sentence.is_any(before, &["was", "is", "'s", "’s", "turned", "turns", "turning"])
            && sentence.is_any(before.wrapping_sub(1), &["he", "she", "i", "who"])
            && draft.counted.is_none()
            && !sentence.is_any(end, &["of", "per", "%"]);
        let bounded = sentence.is_any(before, &["over", "under"])
            && draft.counted.is_none()
            && sentence
                .tag(before.wrapping_sub(1))
                .is_some_and(|tag| tag.is_noun() || tag == Tag::Dt)
            && draft.dimension == Dimension::Count
            && (sentence.is_any(before.wrapping_sub(1), &["those"])
                || self
                    .english
                    .units
                    .counts_people(sentence.word(before.wrapping_sub(1))));
        // *died **at 79***
        let lived = sentence.is(before, "at")
            && end - start == 1
            && value >= 10.0
            && draft.counted.is_none()
            && self.tells_of_life(before);
        (apposed || turned || bounded || lived || self.in_list_of_ages(before)).then_some(start..end)
    }

    /// Whether somebody dies, marries or retires a few words before `end`; not *The club closed at 12*.
    fn tells_of_life(&self, end: TokenIndex) -> bool {
        let sentence = &self.sentence;
        (sentence.tokens.start..end).rev().take(FARTHEST).any(|token| {
            let lemma = self
                .english
                .lemmas
                .lemma(sentence.word(token), sentence.grammar.tag(token));
            ["dead", "die", "marry", "retire"].contains(&&*lemma)
        })
    }
}
