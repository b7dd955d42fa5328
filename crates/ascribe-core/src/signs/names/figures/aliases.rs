//! A second name of somebody: *Daniel Pike, better **known as** Slim*, *Jane Roe (**née** Marsh)*, *Ann Lea is the **pen name of** Jane Roe*,
//! *Ichiro Sato (Sato Ichiro)*.
//!
//! The other name must stand right in front of these words, perhaps with a bracket between. Counter-examples: *a gang known as the Sharks*
//! (no name in front), *Mr Pike had known Slim*.

use super::{Collector, Found};
use crate::document::TokenIndex;
use crate::english::names::Known;
use crate::grammar::tag::Tag;
use crate::signs::names::FigureIndex;

/// So long a bracket may stand between the two names.
const BRACKET: usize = 24;

/// So many names back the other one is looked for.
const NAMES: usize = 6;

impl Collector<'_> {
    /// Whom a second name belongs to; both names lead to them from here on. Where the second name stood before the first, as in a headline,
    /// it is they whose it was.
    pub(super) fn known_before(
        &mut self,
        found: &[Found],
        given: &mut [Vec<FigureIndex>],
        number: usize,
    ) -> Option<FigureIndex> {
        let other = self.alias_of(found, number)?;
        let [figure] = given[other][..] else { return None };
        let core = &found[number].run.core;
        let bearers = self.by_last.get(&self.last_key(core));
        let earlier = bearers.into_iter().flatten().copied().find(|&bearer| {
            bearer != figure
                && self.words(&self.figures[bearer].core).eq(self.words(core))
                && self.agrees(bearer, &found[other])
        });
        let Some(earlier) = earlier else {
            self.enter(core, figure);
            self.by_second.insert(self.core_key(core), figure);
            return Some(figure);
        };
        self.by_second.insert(self.core_key(core), earlier);
        let first = &found[other].run.core;
        let (first_word, last_word) = (self.key_at(first.start), self.last_key(first));
        let lists = [
            self.by_first.get_mut(&first_word),
            self.by_last.get_mut(&last_word),
        ];
        for bearers in lists.into_iter().flatten() {
            bearers.retain(|&bearer| bearer != figure);
        }
        self.enter(first, earlier);
        self.learn(earlier, &found[other]);
        given[other] = vec![earlier];
        Some(earlier)
    }

    /// The name that `found[number]` is another name of.
    fn alias_of(&self, found: &[Found], number: usize) -> Option<usize> {
        let run = &found[number].run;
        let least = self.document.sentences()[self.document.sentence_of(run.tokens.start)]
            .tokens
            .start;
        let ends_at = |end: TokenIndex| {
            let before = found[..number].iter().enumerate().rev().take(NAMES);
            before.into_iter().find(|(_, name)| name.run.tokens.end == end)
        };
        let other = match self.alias_words(least, run.tokens.start) {
            Some(words) => ends_at(self.in_front(least, words)?)?,
            None => ends_at(self.bracket_before(least, run.tokens.start)?)
                .filter(|(_, name)| self.is_turned_round(&name.run.core, &run.core))?,
        };
        let (at, name) = other;
        let agrees = name.kind == found[number].kind || !name.sure || !found[number].sure;
        (agrees && !name.run.office && !name.heading).then_some(at)
    }

    /// Where the words begin that say of the name at `start` that it is a second one.
    fn alias_words(&self, least: TokenIndex, start: TokenIndex) -> Option<TokenIndex> {
        let word = |back: usize| {
            let token = start.checked_sub(back).filter(|&token| token >= least);
            token.map_or("", |token| self.document.word(token))
        };
        if matches!(word(1), "aka" | "a.k.a." | "né" | "née")
            || word(1) == "born" && matches!(word(2), "," | "(")
        {
            return Some(start - 1);
        }
        let is_name = |word: &str| matches!(word, "name" | "nickname" | "pseudonym");
        if word(1) == "as" || is_name(word(1)) {
            return self.known_words(least, start);
        }
        // *was a pen name of the Japanese author Natsu Higuchi*
        let mut at = start;
        while at > least
            && start - at < 4
            && matches!(self.grammar.tag(at - 1), Tag::Jj | Tag::Nn | Tag::Nnp | Tag::Dt)
        {
            at -= 1;
        }
        let back = |count: usize| at.checked_sub(count).filter(|&token| token >= least);
        let of = back(1).filter(|&of| matches!(self.document.word(of), "of" | "for"))?;
        let name = of
            .checked_sub(1)
            .filter(|&name| name >= least && is_name(self.document.word(name)))?;
        (least..name)
            .rev()
            .take(4)
            .find(|&be| matches!(self.document.word(be), "is" | "was"))
    }

    /// Where ***also known as***, ***better known by her stage name*** begins, which ends at `end`.
    fn known_words(&self, least: TokenIndex, end: TokenIndex) -> Option<TokenIndex> {
        let known = (least..end)
            .rev()
            .take(5)
            .find(|&token| self.document.word(token) == "known")?;
        let says_so = matches!(self.document.word(known + 1), "as" | "by");
        let adverb = known > least
            && matches!(
                self.document.word(known - 1),
                "also" | "best" | "better" | "formerly" | "once" | "previously"
            );
        says_so.then_some(known - usize::from(adverb))
    }

    /// One past the name in front of `at`, over a comma and a bracket.
    fn in_front(&self, least: TokenIndex, at: TokenIndex) -> Option<TokenIndex> {
        let mut end = at;
        while end > least {
            match self.document.word(end - 1) {
                "," | "(" => end -= 1,
                ")" => {
                    let opens = (least..end - 1)
                        .rev()
                        .take(BRACKET)
                        .find(|&token| self.document.word(token) == "(")?;
                    // *Natsu Higuchi (Higuchi Natsu), also known as …*
                    end = opens;
                }
                _ => return Some(end),
            }
        }
        None
    }

    /// One past the name in front of a bracket that only words without a capital part from `start`.
    fn bracket_before(&self, least: TokenIndex, start: TokenIndex) -> Option<TokenIndex> {
        let opens = (least..start)
            .rev()
            .take(4)
            .find(|&token| self.document.word(token) == "(")?;
        let foreign = (opens + 1..start).all(|token| !self.document.word(token).is_ascii());
        foreign.then_some(opens)
    }

    /// *Ichiro Sato*, *Sato Ichiro*: in some countries the family's name stands first.
    fn is_turned_round(
        &self,
        one: &std::ops::Range<TokenIndex>,
        other: &std::ops::Range<TokenIndex>,
    ) -> bool {
        let is_place = self.english.names.known(self.words(one)) == Some(Known::Place);
        one.len() == 2 && other.len() == 2 && !is_place && {
            let word = |token: TokenIndex| self.document.word(token);
            word(one.start) == word(other.start + 1) && word(one.start + 1) == word(other.start)
        }
    }
}
