//! A quotation with its speaker in front of a colon or comma, which the labeller passed over: ***She said:** “It is over.”*, *Mr Pym
//! objected, **tweeting**, “It is not over.”*, ***Said Ellis:** “No.”*, *The mayor **made this comment:** “…”*, *Dr Lee, who led the trial**:** “…”*. The
//! quotation may be the next paragraph, and a frame that is a paragraph of its own may lack its colon: *Ada Roe **said*** | *“…”*
//!
//! Counter-examples: *The choice is plain: “…”* (no verb or noun of saying), *Asked by police: “…”* (nobody speaks there), a quotation that
//! somebody has.

use std::ops::Range;

use super::{any_subject, is_word, lexical_stance, of_verb, quoted, runs, verb_group};
use crate::attribution::label::Label;
use crate::document::{Document, TokenIndex};
use crate::english::English;
use crate::grammar::Grammar;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::signs::quotations::{Quotation, is_mark};
use crate::vocabulary::Stance;

/// The longest phrase between a verb of saying and the mark (*in a statement on Friday*), and the longest speaker, in tokens.
const LONGEST: usize = 10;

/// Gives every such quotation to its speaker.
pub fn complete(
    english: &English,
    document: &Document,
    grammar: &Grammar,
    quotations: &[Quotation],
    labels: &mut Vec<Label>,
) {
    let mut is_taken = quoted::taken(document, grammar, quotations, labels);
    for quotation in quotations {
        let tokens = &quotation.tokens;
        let is_free = quoted::is_speech(document, tokens) && !tokens.clone().any(|token| is_taken[token]);
        let label = is_free.then(|| label_before(english, document, grammar, tokens.start));
        let Some(mut label) = label.flatten() else {
            continue;
        };
        label.content = vec![tokens.clone()];
        is_taken[tokens.clone()].fill(true);
        let at = labels.partition_point(|known| known.cue.end <= label.cue.start);
        match labels.get_mut(at).filter(|known| known.cue.start < label.cue.end) {
            Some(known) if known.source.is_empty() => *known = label,
            Some(known) => runs::add(&mut known.content, tokens.clone()),
            None => labels.insert(at, label),
        }
    }
}

/// Who says what begins at `speech`, and by which words in front of it: a label without its content.
pub fn label_before(
    english: &English,
    document: &Document,
    grammar: &Grammar,
    speech: TokenIndex,
) -> Option<Label> {
    label(english, document, grammar, &frame(document, grammar, speech)?)
}

/// The words of the sentence in front of what somebody says, up to the mark that introduces it or, without one, to the paragraph's end.
fn frame(document: &Document, grammar: &Grammar, speech: TokenIndex) -> Option<Range<TokenIndex>> {
    let mark = speech.checked_sub(1)?;
    let sentence = &document.sentences()[document.sentence_of(mark)];
    let is_here = document.paragraph_of(speech) == sentence.paragraph;
    let words = match document.word(mark) {
        ":" => sentence.tokens.start..mark,
        "," if is_here || mark > 0 && grammar.tag(mark - 1).is_verb() => sentence.tokens.start..mark,
        _ if !is_here && is_word(document, mark) => sentence.tokens.start..speech,
        _ => return None,
    };
    (!words.is_empty()).then_some(words)
}

/// Who says so, and by which words: the label of a frame, without its content.
fn label(
    english: &English,
    document: &Document,
    grammar: &Grammar,
    frame: &Range<TokenIndex>,
) -> Option<Label> {
    let reader = Reader {
        english,
        document,
        grammar,
        frame,
    };
    if let Some(label) = reader.named() {
        return Some(label);
    }
    let is_marked = matches!(document.word(frame.end), ":" | ",");
    // Without a mark the verb itself comes last.
    let longest = if is_marked { LONGEST } else { 1 };
    let first = frame.end.saturating_sub(longest).max(frame.start);
    let verb = (first..frame.end)
        .rev()
        .find(|&token| !is_phrase(grammar.tag(token)));
    let (verb, end) = match verb {
        Some(verb) if verb == frame.start => return reader.inverted(verb),
        Some(verb) if reader.speaks(verb) => (verb, verb + 1),
        _ => reader.light().or_else(|| reader.unseen())?,
    };
    let cue = verb_group(grammar, verb).start..end;
    // Whoever goes on with *tweeting* is found where the cue goes on from.
    let source = match grammar.tag(verb) {
        Tag::Vbg => Vec::from_iter(reader.subject_above(verb)),
        _ => vec![reader.speaker(verb, cue.start)?],
    };
    // *What the mayor said* is a heading.
    let is_whole = is_marked || source.first().is_some_and(|source| source.start == frame.start);
    is_whole.then(|| Label {
        cue,
        ..of_verb(verb, source, 0..0)
    })
}

/// What stands between a verb of saying and the mark: *told the paper by email on Friday:*
fn is_phrase(tag: Tag) -> bool {
    tag.is_noun()
        || matches!(
            tag,
            Tag::In | Tag::To | Tag::Dt | Tag::Jj | Tag::Cd | Tag::Prp | Tag::PrpS | Tag::Rb
        )
}

struct Reader<'a> {
    english: &'a English,
    document: &'a Document,
    grammar: &'a Grammar,
    frame: &'a Range<TokenIndex>,
}

impl Reader<'_> {
    fn is_active(&self, verb: TokenIndex) -> bool {
        matches!(self.grammar.tag(verb), Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Vbg)
            && self.grammar.child(verb, Relation::AuxPass).is_none()
    }

    fn speaks(&self, verb: TokenIndex) -> bool {
        self.is_active(verb) && says(lexical_stance(self.english, self.document, self.grammar, verb))
    }

    fn is_somebody(&self, token: TokenIndex) -> bool {
        self.grammar.tag(token).is_noun() || self.grammar.tag(token) == Tag::Prp
    }

    /// *Dr Lee, who led the trial:*, a name with what it is told of, and no verb of its own.
    fn named(&self) -> Option<Label> {
        let colon = self.frame.end;
        let name = self
            .frame
            .clone()
            .find(|&token| self.grammar.tag(token).is_name())?;
        let relative = |token: TokenIndex| matches!(self.grammar.tag(token), Tag::Wp | Tag::Wdt);
        let is_aside = self.document.word(colon) == ":"
            && (name..colon - 1).any(|token| self.grammar.tag(token) == Tag::Comma && relative(token + 1));
        let source = self.frame.clone();
        let verbs = || {
            source
                .clone()
                .filter(|&token| self.grammar.tag(token).is_finite())
        };
        let is_alone = name < self.frame.start + 2 && verbs().count() == 1;
        (is_aside && is_alone).then(|| of_verb(colon, vec![source], 0..0))
    }

    /// *Said Ellis:*
    fn inverted(&self, verb: TokenIndex) -> Option<Label> {
        let source = verb + 1..self.frame.end;
        let lemma = self.english.lemmas.lemma(self.document.word(verb), Tag::Vbd);
        let is_said = says(self.english.stances.verbs.get(&lemma)) && self.grammar.tag(verb) != Tag::Vbg;
        let names = source.clone().any(|token| self.grammar.tag(token).is_name());
        (is_said && names).then(|| of_verb(verb, vec![source], 0..0))
    }

    /// *made the following **comment**:*, *had this to **say**:*
    fn light(&self) -> Option<(TokenIndex, TokenIndex)> {
        let last = self.frame.end - 1;
        let tag = self.grammar.tag(last);
        let lemma = self.english.lemmas.lemma(self.document.word(last), tag);
        let is_speech = match self.grammar.relation(last) {
            Relation::Obj => says(self.english.stances.nouns.get(&lemma)) || *lemma == *"comment",
            Relation::Xcomp => tag == Tag::Vb && says(self.english.stances.verbs.get(&lemma)),
            _ => false,
        };
        let verb = self.grammar.head(last)?;
        (is_speech && self.frame.contains(&verb) && self.is_active(verb)).then_some((verb, self.frame.end))
    }

    /// *The Brackford Herald **reports**:*, which is taken for a noun.
    fn unseen(&self) -> Option<(TokenIndex, TokenIndex)> {
        let last = self.frame.end - 1;
        let lemma = self.english.lemmas.lemma(self.document.word(last), Tag::Vbz);
        let behind_name = last > self.frame.start && self.grammar.tag(last - 1).is_name();
        let is_verb = self.grammar.tag(last) == Tag::Nns && says(self.english.stances.verbs.get(&lemma));
        (behind_name && is_verb).then_some((last, self.frame.end))
    }

    /// ***The mayor** responded within an hour, tweeting, “…”*: the subject of the verb that a participle goes with.
    fn subject_above(&self, participle: TokenIndex) -> Option<Range<TokenIndex>> {
        let verb = self
            .grammar
            .head(participle)
            .filter(|verb| self.frame.contains(verb) && self.grammar.tag(*verb).is_finite())?;
        let subject = self.grammar.child(verb, Relation::Nsubj)?;
        let source = self.grammar.subtree(subject);
        let is_plain =
            self.is_somebody(subject) && !source.clone().any(|token| self.grammar.tag(token).is_verb());
        (is_plain && self.frame.start <= source.start && source.end <= verb).then_some(source)
    }

    /// *The minister for transport, **Ada Roe**, said:* all that stands in front of the verb, where no other verb and no time does.
    fn whole(&self, cue: TokenIndex) -> Option<Range<TokenIndex>> {
        let words = self.frame.start..cue;
        let begins = words.clone().next().is_some_and(|first| {
            self.is_somebody(first) || matches!(self.grammar.tag(first), Tag::Dt | Tag::Jj | Tag::PrpS)
        });
        let parts = |token: TokenIndex| {
            let tag = self.grammar.tag(token);
            let key = self.document.bare_key(token);
            tag.is_verb()
                || tag == Tag::Md
                || is_mark(self.document.word(token))
                || self.english.calendar.by_key(key).is_some()
        };
        (begins && !words.clone().any(parts)).then_some(words)
    }

    /// The subject in front of a verb, as the tree has it or as the words do.
    fn speaker(&self, verb: TokenIndex, cue: TokenIndex) -> Option<Range<TokenIndex>> {
        let by_tree = any_subject(self.grammar, verb)
            .filter(|&subject| self.is_somebody(subject))
            .map(|subject| self.grammar.subtree(subject));
        let by_words = || {
            let words = self.frame.start..cue;
            let is_plain = |token: TokenIndex| {
                self.is_somebody(token) || matches!(self.grammar.tag(token), Tag::Dt | Tag::Jj)
            };
            words.clone().all(is_plain).then_some(words)
        };
        by_words()
            .or_else(|| self.whole(cue))
            .or(by_tree)
            .filter(|source| self.frame.start <= source.start && source.end <= cue && !source.is_empty())
    }
}

/// Whether a stance is that of somebody who speaks, and goes on.
fn says(stance: Option<Stance>) -> bool {
    stance.is_some_and(|stance| stance.is_speech() && stance != Stance::Deny || stance == Stance::Ask)
}
