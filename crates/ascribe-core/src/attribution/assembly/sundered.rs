//! A content of which its own source and cue, or nothing at all, have kept a part away: *The second ledger, **she told the court**, was
//! found behind a boiler*, *On Friday, **witnesses said**, lorries began to arrive*, *Looting **was reported** in two districts*,
//! *denies 14 counts of fraud **and one of forgery***, *Belmar **has asked for helicopters, according to an official***.
//!
//! The tree says what belongs to the main word of the content. Counter-examples: *The mayor, he said, was ill, and left*, where only what
//! hangs on *ill* comes with it; *However, she said, it rained* (a word that only joins); quotations, whose marks show where they end.

use std::ops::Range;

use super::{NEIGHBOURS, any_subject, clause_in_front, runs};
use crate::attribution::label::Label;
use crate::document::{Document, TokenIndex};
use crate::grammar::Grammar;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::signs::quotations::is_mark;

/// The longest phrase in front of a source that goes with what stands behind it, in tokens.
const LONGEST: usize = 12;

/// So many words are left behind a content at most.
const LEFT: usize = 3;

/// How many heads upwards are looked at.
const HEIGHT: usize = 4;

/// How many tokens whoever is spoken to may have: *she told **the court**,*
const ADDRESSEE: usize = 6;

/// Gives the labels the parts of their contents that the tree joins to them and no other label has.
pub fn mend(document: &Document, grammar: &Grammar, labels: &mut [Label]) {
    let is_frame = runs::marked(document, labels.iter().flat_map(runs::frame));
    let is_free = |run: &Range<TokenIndex>| !run.clone().any(|token| is_frame[token]);
    let wholes: Vec<Range<TokenIndex>> = labels.iter().map(whole).collect();
    // *Two said they had room, he said*: what he says may be an attribution, all of it.
    let nests = |own: usize, run: &Range<TokenIndex>| {
        let others = wholes.iter().enumerate().skip(own.saturating_sub(NEIGHBOURS));
        others
            .take(2 * NEIGHBOURS + 1)
            .filter(|&(other, whole)| other != own && whole.start < run.end && run.start < whole.end)
            .all(|(_, whole)| run.start <= whole.start && whole.end <= run.end)
    };
    for (own, label) in labels.iter_mut().enumerate() {
        let (Some(first), Some(last)) = (label.content.first(), label.content.last()) else {
            continue;
        };
        let sentence = &document.sentences()[document.sentence_of(label.cue.start)].tokens;
        let is_here = sentence.start <= first.start && last.end <= sentence.end;
        let words = || label.content.iter().cloned().flatten();
        if !is_here {
            continue;
        }
        let sentence = Sentence {
            document,
            grammar,
            tokens: sentence,
        };
        if words().any(|token| is_mark(document.word(token))) {
            if let Some(part) = sentence
                .subject(label)
                .or_else(|| sentence.front_subject(label))
                .filter(&is_free)
            {
                runs::add(&mut label.content, part);
            }
            continue;
        }
        if let Some(clause) = sentence.of_preposition(label) {
            label.content = clause;
            continue;
        }
        if let Some(clause) = sentence
            .whole_front(label)
            .filter(|clause| is_free(clause) || nests(own, clause))
        {
            label.content.retain(|run| run.start >= clause.end);
            label.content.insert(0, clause);
            continue;
        }
        let is_clause = words().any(|token| grammar.tag(token).is_finite());
        let part = if is_clause {
            sentence
                .in_front(label)
                .or_else(|| sentence.apposition(label))
                .or_else(|| sentence.up_to_source(label))
                .or_else(|| sentence.subject(label))
        } else {
            sentence
                .predicate(label)
                .or_else(|| sentence.place(label))
                .or_else(|| sentence.coordinated(label))
                .or_else(|| sentence.addressee(label))
        };
        if let Some(part) = part.filter(&is_free) {
            runs::add(&mut label.content, part);
        }
    }
}

/// From the first to the last word of a label.
fn whole(label: &Label) -> Range<TokenIndex> {
    let start = runs::all(label).map(|run| run.start).min();
    let end = runs::all(label).map(|run| run.end).max();
    start.unwrap_or(0)..end.unwrap_or(0)
}

struct Sentence<'a> {
    document: &'a Document,
    grammar: &'a Grammar,
    tokens: &'a Range<TokenIndex>,
}

impl Sentence<'_> {
    /// *Belmar **has asked for helicopters**, according to an official*: the clause that the preposition hangs on, where another verb of
    /// attributing has taken most of it away.
    fn of_preposition(&self, label: &Label) -> Option<Vec<Range<TokenIndex>>> {
        let [source] = &label.source[..] else { return None };
        let mut words = label.content.iter().cloned().flatten();
        let is_clause = words.any(|token| self.grammar.tag(token).is_finite());
        let is_preposition = self
            .document
            .word(label.cue.start)
            .eq_ignore_ascii_case("according");
        if is_clause || !is_preposition || source.start < label.cue.start {
            return None;
        }
        let outside = |token: &TokenIndex| !label.cue.contains(token) && !source.contains(token);
        let mut verb = label.head;
        for _ in 0..HEIGHT {
            verb = self.grammar.head(verb)?;
            if outside(&verb) && self.grammar.tag(verb).is_verb() {
                break;
            }
        }
        let clause = self.grammar.subtree(verb);
        let clause = clause.start.max(self.tokens.start)..self.without_stop(clause.end);
        let frame = label.cue.start..source.end;
        let tensed = |run: &Range<TokenIndex>| run.clone().any(|token| self.grammar.tag(token).is_finite());
        let mut content = Vec::new();
        runs::add(
            &mut content,
            clause.start..frame.start.min(clause.end).max(clause.start),
        );
        runs::add(
            &mut content,
            frame.end.max(clause.start).min(clause.end)..clause.end,
        );
        content.iter().any(tensed).then_some(content)
    }

    /// *said **Lyle, who earned** | £24,000 a year, had lied*: the subject of a verb of the content, right behind the cue.
    fn subject(&self, label: &Label) -> Option<Range<TokenIndex>> {
        let run = label.content.first().filter(|run| run.start > label.cue.end)?;
        let gap = label.cue.end..run.start;
        if gap.len() > LEFT + 1 || gap.start < self.tokens.start {
            return None;
        }
        // Who speaks stands in front, whatever the tree takes for the subject of the cue.
        let speaker_known = label.source.iter().any(|source| source.end <= label.cue.start);
        let is_subject = |&token: &TokenIndex| {
            matches!(
                self.grammar.relation(token),
                Relation::Nsubj | Relation::NsubjPass
            ) && self
                .grammar
                .head(token)
                .is_some_and(|verb| run.contains(&verb) || verb == label.head && speaker_known)
        };
        // *warned **them** | not to look for it*, *are appealing for **witnesses** | after a crash*
        let is_asked = |&token: &TokenIndex| {
            let asks =
                matches!(self.grammar.tag(run.start), Tag::To) || self.document.word(run.start) == "not";
            let leads = || {
                let case = self.grammar.child(token, Relation::Case);
                case.is_some_and(|case| label.cue.contains(&case))
            };
            self.grammar.head(token) == Some(label.head)
                && speaker_known
                && match self.grammar.relation(token) {
                    Relation::Obj | Relation::Iobj => asks,
                    Relation::Obl => leads(),
                    _ => false,
                }
        };
        // *were told **the vents** | had been checked*: in the passive nobody else is spoken to.
        let is_told = |&token: &TokenIndex| {
            self.grammar.head(token) == Some(label.head)
                && matches!(self.grammar.relation(token), Relation::Obj | Relation::Iobj)
                && self.grammar.child(label.head, Relation::AuxPass).is_some()
                && self.grammar.tag(run.start).is_finite()
        };
        let is_its = |token: &TokenIndex| is_subject(token) || is_asked(token) || is_told(token);
        let subject = gap.clone().find(is_its)?;
        let start = self.grammar.subtree(subject).start.max(gap.start);
        Some(start..gap.end)
    }

    /// *warned **the jury** | not to look it up*
    fn addressee(&self, label: &Label) -> Option<Range<TokenIndex>> {
        let run = label.content.first()?;
        let is_asked = self.grammar.tag(run.start) == Tag::To || self.document.word(run.start) == "not";
        self.subject(label).filter(|_| is_asked)
    }

    /// ***Short sellers**, he said, were “spreading stories”*
    fn front_subject(&self, label: &Label) -> Option<Range<TokenIndex>> {
        let ([source], [content, ..]) = (&label.source[..], &label.content[..]) else {
            return None;
        };
        let comma = source.start.min(label.cue.start).checked_sub(1)?;
        if content.start <= comma {
            return None;
        }
        let phrase = self.tokens.start..comma;
        let is_finite = |token: TokenIndex| self.grammar.tag(token).is_finite();
        let is_between = self.document.word(comma) == "," && self.document.word(content.start - 1) == ",";
        (is_between
            && is_finite(content.start)
            && !phrase.is_empty()
            && phrase.len() <= LONGEST
            && !phrase
                .clone()
                .any(|token| is_finite(token) || is_mark(self.document.word(token))))
        .then_some(phrase)
    }

    /// *…, had received letters last **month**, a source said*: what is left between a content and the comma in front of source and cue.
    fn up_to_source(&self, label: &Label) -> Option<Range<TokenIndex>> {
        let [source] = &label.source[..] else { return None };
        let comma = source.start.min(label.cue.start).checked_sub(1)?;
        let start = label.content.last()?.end;
        let is_noun = |token: TokenIndex| self.grammar.tag(token).is_noun();
        let is_left = start < comma && comma - start <= LEFT && (start..comma).all(is_noun);
        (is_left && self.document.word(comma) == ",").then_some(start..comma)
    }

    /// *It emerged **that** the firm had received letters last **month**, a source said*: scraps of the clause in front of source and cue.
    fn whole_front(&self, label: &Label) -> Option<Range<TokenIndex>> {
        let is_finite = |token: TokenIndex| self.grammar.tag(token).is_finite();
        if label.source.len() != 1 || !is_finite(label.head) {
            return None;
        }
        let clause = clause_in_front(self.document, self.grammar, label)?;
        // *…, three people said, **in a sign of alarm***: what stands behind may stay.
        let is_front = |run: &&Range<TokenIndex>| run.start < clause.end;
        let front = || label.content.iter().filter(is_front);
        let scraps = front().next().is_some()
            && front().all(|run| run.end <= clause.end && !run.clone().any(is_finite));
        let stays =
            |run: &Range<TokenIndex>| run.start < clause.end || self.grammar.tag(run.start) == Tag::In;
        (clause.start == self.tokens.start && scraps && label.content.iter().all(stays)).then_some(clause)
    }

    /// *The second ledger, she told the court, **was found behind a boiler***
    fn predicate(&self, label: &Label) -> Option<Range<TokenIndex>> {
        let [source] = &label.source[..] else { return None };
        let (start, end) = (source.start.min(label.cue.start), source.end.max(label.cue.end));
        label.content.last().filter(|subject| subject.end <= start)?;
        let comma =
            (end..self.tokens.end.min(end + ADDRESSEE)).find(|&token| self.document.word(token) == ",")?;
        let begins = comma + 1;
        if begins >= self.tokens.end || self.document.word(start - 1) != "," {
            return None;
        }
        let helps = self.grammar.relation(begins).is_helper();
        let predicate = self.grammar.head(begins).filter(|_| helps).unwrap_or(begins);
        // Without a subject of its own behind the comma.
        let has_subject = self.grammar.children(predicate).any(|child| {
            let relation = self.grammar.relation(child);
            child >= begins && matches!(relation, Relation::Nsubj | Relation::NsubjPass)
        });
        (self.grammar.tag(begins).is_finite() && !has_subject)
            .then(|| begins..self.without_stop(self.grammar.subtree(predicate).end))
    }

    /// *Looting was reported **in two districts***
    fn place(&self, label: &Label) -> Option<Range<TokenIndex>> {
        let (verb, begins) = (label.head, label.cue.end);
        let subject = self.grammar.child(verb, Relation::NsubjPass)?;
        let is_told = label.content.iter().any(|run| run.contains(&subject));
        // Not *were admitted to hospital*.
        let passes_on = ["confirmed", "feared", "recorded", "reported"].contains(&self.document.word(verb));
        let is_passive = label.source.is_empty() && self.grammar.child(verb, Relation::AuxPass).is_some();
        let end = self.without_stop(self.grammar.subtree(verb).end);
        // *Looting was reported in two districts**, but the port was open***: a clause of its own is told by the paper.
        let mut others = self.grammar.children(verb).filter(|&child| child >= begins);
        let next = others.find(|&child| {
            matches!(self.grammar.relation(child), Relation::Conj | Relation::Parataxis)
                && any_subject(self.grammar, child).is_some()
        });
        let joins = |token: TokenIndex| matches!(self.grammar.tag(token), Tag::Cc | Tag::Comma);
        let mut end = next.map_or(end, |next| self.grammar.subtree(next).start.min(end));
        while end > begins && joins(end - 1) {
            end -= 1;
        }
        let goes_on = begins < end && self.grammar.tag(begins) == Tag::In;
        (is_told && is_passive && passes_on && goes_on).then_some(begins..end)
    }

    /// *14 counts of fraud **and one of forgery***
    fn coordinated(&self, label: &Label) -> Option<Range<TokenIndex>> {
        let run = label.content.last()?;
        let and = run.end;
        if and >= self.tokens.end || self.grammar.tag(and) != Tag::Cc {
            return None;
        }
        let second = self.grammar.head(and)?;
        let first = self
            .grammar
            .head(second)
            .filter(|_| self.grammar.relation(second) == Relation::Conj)?;
        let tag = self.grammar.tag(second);
        let end = self.without_stop(self.grammar.subtree(second).end);
        (run.contains(&first) && and < second && (tag.is_noun() || tag == Tag::Cd)).then_some(and..end)
    }

    /// ***On Friday**, witnesses said, lorries began to arrive*
    fn in_front(&self, label: &Label) -> Option<Range<TokenIndex>> {
        let [source] = &label.source[..] else { return None };
        let start = source.start.min(label.cue.start);
        let content = label.content.first().filter(|content| content.start > start)?;
        let comma = start.checked_sub(1)?;
        let phrase = self.tokens.start..comma;
        if phrase.len() < 2
            || phrase.len() > LONGEST
            || self.document.word(comma) != ","
            || self.document.word(content.start - 1) != ","
        {
            return None;
        }
        let is_adverbial = matches!(
            self.grammar.tag(phrase.start),
            Tag::In | Tag::Dt | Tag::Nnp | Tag::Cd
        );
        // Between two commas source and cue are an insertion, and nothing really hangs on them.
        let belongs = |token: TokenIndex| {
            self.grammar.head(token).is_some_and(|head| {
                phrase.contains(&head)
                    || content.contains(&head)
                    || source.contains(&head)
                    || label.cue.contains(&head)
            })
        };
        let has_verb = phrase.clone().any(|token| self.grammar.tag(token).is_verb());
        let is_its = phrase.clone().all(belongs);
        (is_adverbial && is_its && !has_verb).then_some(phrase)
    }

    /// *arrived at the Dask camp, **the largest of the eleven***
    fn apposition(&self, label: &Label) -> Option<Range<TokenIndex>> {
        let run = label.content.last().filter(|run| run.start >= label.cue.end)?;
        let begins = run.end + 1;
        if begins >= self.tokens.end || self.document.word(run.end) != "," {
            return None;
        }
        let is_beside = |&token: &TokenIndex| {
            self.grammar.relation(token) == Relation::Appos
                && self.grammar.head(token).is_some_and(|noun| run.contains(&noun))
        };
        let noun = (begins..self.tokens.end).take(ADDRESSEE).find(is_beside)?;
        let phrase = self.grammar.subtree(noun);
        let end = self.without_stop(phrase.end);
        (phrase.start >= run.end && end > begins).then_some(run.end..end)
    }

    fn without_stop(&self, end: TokenIndex) -> TokenIndex {
        let end = end.min(self.tokens.end);
        end - usize::from(self.grammar.tag(end - 1) == Tag::Stop)
    }
}
