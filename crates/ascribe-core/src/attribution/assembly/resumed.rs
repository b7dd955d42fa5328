//! What is said goes on where a labeller stopped: *said it expected lower sales **and that it would cut jobs***, *Prices rose 3 per cent, the bank said last week, **up from 2 per cent***, *said it had done a survey,
//! **which found that cars were slow***.
//!
//! Counter-examples: *said it had done a survey, which the council disputes*
//! (somebody else's view), quotations, whose marks show where they end.

use std::ops::Range;

use super::{NEIGHBOURS, runs};
use crate::attribution::label::Label;
use crate::document::{Document, TokenIndex};
use crate::grammar::Grammar;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::signs::quotations::is_mark;

/// So many tokens behind source and cue the comma stands at most: *the bank said **last week**,*
const NEAR: usize = 4;

/// Gives the contents what goes on with them, unless another label has it.
pub fn mend(document: &Document, grammar: &Grammar, labels: &mut [Label]) {
    let is_frame = runs::marked(document, labels.iter().flat_map(runs::frame));
    for at in 0..labels.len() {
        let (before, rest) = labels.split_at_mut(at + 1);
        let label = &mut before[at];
        let sentence = &document.sentences()[document.sentence_of(label.cue.start)].tokens;
        let is_here = |run: &Range<TokenIndex>| sentence.start <= run.start && run.end <= sentence.end;
        let has_mark = |run: Range<TokenIndex>| run.clone().any(|token| is_mark(document.word(token)));
        if !label.content.iter().all(is_here) || label.content.iter().cloned().any(has_mark) {
            continue;
        }
        let sentence = Sentence {
            document,
            grammar,
            tokens: sentence,
        };
        let part = sentence
            .clause(label)
            .or_else(|| sentence.change(label))
            .filter(|part| !part.clone().any(|token| is_frame[token]));
        let others = &rest[..rest.len().min(NEIGHBOURS)];
        if let Some(part) = part
            .or_else(|| sentence.finding(label, others))
            .filter(|part| !has_mark(part.clone()))
        {
            runs::add(&mut label.content, part);
        }
    }
}

struct Sentence<'a> {
    document: &'a Document,
    grammar: &'a Grammar,
    tokens: &'a Range<TokenIndex>,
}

impl Sentence<'_> {
    fn is(&self, token: TokenIndex, words: &[&str]) -> bool {
        token < self.tokens.end && words.contains(&self.document.word(token))
    }

    /// *said it expected lower sales **and that it would cut jobs***
    fn clause(&self, label: &Label) -> Option<Range<TokenIndex>> {
        let run = label.content.last().filter(|run| run.start >= label.cue.end)?;
        let introduces = |&token: &TokenIndex| {
            self.is(token, &["that"])
                && self.grammar.relation(token) == Relation::Mark
                && self.grammar.tag(token - 1) == Tag::Cc
        };
        let that = (run.end + 1..self.tokens.end).find(introduces)?;
        let verb = self.grammar.head(that)?;
        let first = self.grammar.head(verb)?;
        let is_joined = self.grammar.relation(verb) == Relation::Conj;
        (is_joined && (first == label.head || run.contains(&first)))
            .then(|| run.end..self.without_stop(self.grammar.subtree(verb).end))
    }

    /// *Prices rose 3 per cent, the bank said last week, **up from 2 per cent***
    fn change(&self, label: &Label) -> Option<Range<TokenIndex>> {
        let (_, frame) = in_front(label)?;
        let comma = (frame.end..frame.end + NEAR).find(|&token| self.is(token, &[","]))?;
        let is_change = self.is(comma + 1, &["down", "up"]) && self.is(comma + 2, &["by", "from"]);
        let part = comma + 1..self.without_stop(self.tokens.end);
        let has_verb = part.clone().any(|token| self.grammar.tag(token).is_finite());
        (is_change && !has_verb).then_some(part)
    }

    /// *said it had done a survey**, which found that cars were slow***: a second speaker that the first one tells of.
    fn finding(&self, label: &Label, others: &[Label]) -> Option<Range<TokenIndex>> {
        let run = label.content.last().filter(|run| run.start >= label.cue.end)?;
        let tells = |other: &&Label| {
            let [source] = &other.source[..] else { return false };
            let noun = self.grammar.head(other.head).filter(|noun| run.contains(noun));
            noun.is_some()
                && matches!(
                    self.grammar.relation(other.head),
                    Relation::AclRelcl | Relation::Advcl
                )
                && self.grammar.tag(source.start) == Tag::Wdt
                && (run.end..run.end + 2).contains(&source.start)
        };
        let other = others.iter().find(tells)?;
        let end = other.content.last()?.end;
        (self.tokens.contains(&end) && end > other.cue.end).then_some(run.end..end)
    }

    fn without_stop(&self, end: TokenIndex) -> TokenIndex {
        let end = end.min(self.tokens.end);
        end - usize::from(self.grammar.tag(end - 1) == Tag::Stop)
    }
}

/// The one content in front of source and cue, and these two.
fn in_front(label: &Label) -> Option<(&Range<TokenIndex>, Range<TokenIndex>)> {
    let ([source], [content]) = (&label.source[..], &label.content[..]) else {
        return None;
    };
    let frame = source.start.min(label.cue.start)..source.end.max(label.cue.end);
    (content.end <= frame.start).then_some((content, frame))
}
