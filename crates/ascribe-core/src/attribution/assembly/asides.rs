//! Source and cue between two commas, in the middle of what is said: *A tutor, **she later claimed**, told her to stop*, *But that study, **Roe
//! argues**, measured noise*, *Divers had reached the deck, **he said**, but could not get in*, *She had been ill, **her lawyer added**, and had no
//! convictions*.
//!
//! The subject in front and its predicate behind are one content, as far back as a colon or semicolon. A pronoun with a verb of saying is
//! an attribution even where the labellers passed it over. Counter-examples: *The mayor, he said, was ill, and left* (nothing shows that
//! he said that, too), *When it rained, she said, the roof leaked* (a clause of its own behind), quotations, whose marks show where they end.

use std::ops::Range;

use super::beside::JOINING;
use super::{NEIGHBOURS, insert, lexical_stance, of_verb, runs};
use crate::attribution::label::Label;
use crate::document::{Document, TokenIndex};
use crate::english::English;
use crate::grammar::Grammar;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::signs::quotations::is_mark;
use crate::vocabulary::Stance;

/// The longest subject in front, in tokens.
const LONGEST: usize = 12;

/// The longest name, in tokens.
const NAME: usize = 5;

/// How far back a colon or semicolon is looked for.
const REACH: usize = 60;

/// How many tokens whoever is spoken to may have: *she told **the court**,*
const ADDRESSEE: usize = 6;

/// A subject, and the predicate that source and cue part it from.
struct Parted {
    subject: Range<TokenIndex>,
    predicate: Range<TokenIndex>,
}

/// Adds a label for every pronoun or name and verb of saying that stand so in none, and takes them out of the sources of others.
pub fn complete(english: &English, document: &Document, grammar: &Grammar, labels: &mut Vec<Label>) {
    let is_frame = runs::marked(document, labels.iter().map(|label| &label.cue));
    let mut added = Vec::new();
    for sentence in document.sentences() {
        for comma in sentence.tokens.start + 1..sentence.tokens.end {
            let Some(source) = speaker(document, grammar, &sentence.tokens, comma) else {
                continue;
            };
            let mut verb = source.end;
            while verb + 1 < sentence.tokens.end
                && (matches!(grammar.tag(verb), Tag::Rb | Tag::Rbr) || document.word(verb) == "later")
            {
                verb += 1;
            }
            if verb + 1 >= sentence.tokens.end
                || document.word(verb + 1) != ","
                || !matches!(grammar.tag(verb), Tag::Vbd | Tag::Vbp | Tag::Vbz)
                || !lexical_stance(english, document, grammar, verb)
                    .is_some_and(|stance| stance.is_speech() || stance == Stance::Believe)
            {
                continue;
            }
            let reader = Reader {
                document,
                grammar,
                sentence: &sentence.tokens,
            };
            let parted = reader.parted(&(source.start..verb + 1));
            for label in near(labels, source.start) {
                without_aside(label, &(source.start - 1..verb + 1));
                // ***The surgeon**, he said, replied that …*: two speak, each for himself.
                let takes = label.source == [source.clone()] && label.cue.start > verb;
                if let Some(parted) = parted.as_ref().filter(|_| takes) {
                    label.source = vec![parted.subject.clone()];
                }
            }
            if is_frame[verb] {
                continue;
            }
            let content = parted
                .map(|parted| vec![parted.subject, parted.predicate])
                .or_else(|| reader.clause(comma).map(|clause| vec![clause]));
            if let Some(content) = content {
                added.push(Label {
                    cue: source.end..verb + 1,
                    content,
                    ..of_verb(verb, vec![source], 0..0)
                });
            }
        }
    }
    for label in added {
        insert(labels, label);
    }
}

/// *, **she** later claimed,* and *, **Ana Roe** argues,*: a pronoun or name right behind a comma.
fn speaker(
    document: &Document,
    grammar: &Grammar,
    sentence: &Range<TokenIndex>,
    comma: TokenIndex,
) -> Option<Range<TokenIndex>> {
    let first = comma + 1;
    if document.word(comma) != "," || first >= sentence.end {
        return None;
    }
    let is_somebody = grammar.tag(first) == Tag::Prp
        && ["he", "i", "she", "they", "we"]
            .iter()
            .any(|word| document.word(first).eq_ignore_ascii_case(word));
    let end = if is_somebody {
        first + 1
    } else {
        let mut name = first..sentence.end.min(first + NAME);
        name.find(|&token| !grammar.tag(token).is_name())?
    };
    (end > first).then_some(first..end)
}

/// The labels whose cues stand close to a token.
fn near(labels: &mut [Label], token: TokenIndex) -> &mut [Label] {
    let at = labels.partition_point(|label| label.cue.start < token);
    let end = labels.len().min(at + NEIGHBOURS);
    &mut labels[at.saturating_sub(NEIGHBOURS)..end]
}

/// ***a tutor**, she later claimed | told her*: ends a source where the aside begins.
fn without_aside(label: &mut Label, aside: &Range<TokenIndex>) {
    for source in &mut label.source {
        if source.start < aside.start && aside.start < source.end && source.end <= aside.end + 1 {
            source.end = aside.start;
        }
    }
}

/// Gives the labels the subjects and predicates that they part.
pub fn mend(document: &Document, grammar: &Grammar, labels: &mut [Label]) {
    let is_frame = runs::marked(document, labels.iter().flat_map(runs::frame));
    let is_free = |run: &Range<TokenIndex>| !run.clone().any(|token| is_frame[token]);
    for at in 0..labels.len() {
        let label = &labels[at];
        let [source] = &label.source[..] else { continue };
        // *Unions, **which had asked for** a trial, said …*: tells of what stands in front.
        if matches!(grammar.tag(source.start), Tag::Wdt | Tag::Wp) {
            continue;
        }
        let frame = source.start.min(label.cue.start)..source.end.max(label.cue.end);
        let reader = Reader {
            document,
            grammar,
            sentence: &document.sentences()[document.sentence_of(label.head)].tokens,
        };
        let is_his = |parted: &Parted| {
            let has = |run: &Range<TokenIndex>| run.contains(&parted.predicate.start);
            is_free(&parted.subject) && (is_free(&parted.predicate) || label.content.iter().any(has))
        };
        if let Some(parted) = reader.parted(&frame).filter(is_his) {
            let colon = parted.subject.start.checked_sub(1);
            for part in [parted.subject, parted.predicate] {
                runs::add(&mut labels[at].content, part);
            }
            // *They now think content matters more* | ***:** being upset, Roe argues, keeps a child awake*
            if let Some(colon) = colon.filter(|&colon| matches!(document.word(colon), ":" | ";")) {
                let crosses = |run: &&mut Range<TokenIndex>| run.start < colon && colon < run.end;
                for other in &mut labels[at.saturating_sub(NEIGHBOURS)..at] {
                    if other.cue.end <= colon && !is_colon(document, other) {
                        other
                            .content
                            .iter_mut()
                            .filter(crosses)
                            .for_each(|run| run.end = colon);
                    }
                }
            }
        } else if let Some(second) = reader.second(&frame, &labels[at]).filter(is_free) {
            runs::add(&mut labels[at].content, second);
        }
    }
}

/// *Our correspondent writes**:** …*
fn is_colon(document: &Document, label: &Label) -> bool {
    document.word(label.cue.end - 1) == ":"
}

struct Reader<'a> {
    document: &'a Document,
    grammar: &'a Grammar,
    sentence: &'a Range<TokenIndex>,
}

impl Reader<'_> {
    fn is_comma(&self, token: TokenIndex) -> bool {
        self.sentence.contains(&token) && self.document.word(token) == ","
    }

    /// The commas around a frame.
    fn commas(&self, frame: &Range<TokenIndex>) -> Option<(TokenIndex, TokenIndex)> {
        let open = frame.start.checked_sub(1).filter(|&open| self.is_comma(open))?;
        let close = (frame.end..frame.end + ADDRESSEE).find(|&token| self.is_comma(token))?;
        let is_plain = !(frame.end..close)
            .any(|token| self.grammar.tag(token).is_verb() || is_mark(self.document.word(token)));
        (is_plain && close + 1 < self.sentence.end).then_some((open, close))
    }

    /// Where the clause begins whose words end in front of `end`.
    fn clause_start(&self, end: TokenIndex) -> TokenIndex {
        let parts = |&token: &TokenIndex| {
            let word = self.document.word(token);
            matches!(word, ";" | ":" | "—" | "–" | "--")
        };
        let least = self.sentence.start.max(end.saturating_sub(REACH));
        let start = (least..end).rev().find(parts);
        let start = start.map_or(least, |mark| mark + 1);
        start + usize::from(start < end && self.grammar.tag(start) == Tag::Cc)
    }

    /// The verb that begins or is helped at a token, and where what hangs on it ends.
    fn verb(&self, begins: TokenIndex) -> Option<(TokenIndex, TokenIndex)> {
        if !self.grammar.tag(begins).is_finite() {
            return None;
        }
        let helps = self.grammar.relation(begins).is_helper();
        let verb = self
            .grammar
            .head(begins)
            .filter(|&verb| helps && verb > begins)
            .unwrap_or(begins);
        let has_subject = self.grammar.children(verb).any(|child| {
            let relation = self.grammar.relation(child);
            child >= begins && matches!(relation, Relation::Nsubj | Relation::NsubjPass)
        });
        let end = self.grammar.subtree(verb).end.min(self.sentence.end);
        let end = end - usize::from(self.grammar.tag(end - 1) == Tag::Stop);
        // *…, was its biggest yet* | *, **although** it may take days to tell*
        let breaks = |&token: &TokenIndex| {
            self.grammar.tag(token) == Tag::Comma
                && JOINING
                    .iter()
                    .any(|word| self.document.word(token + 1).eq_ignore_ascii_case(word))
        };
        let end = (begins..end.saturating_sub(1)).find(breaks).unwrap_or(end);
        (!has_subject && begins < end).then_some((verb, end))
    }

    /// ***He recalled two calls**, he said, and …*: a whole clause in front.
    fn clause(&self, end: TokenIndex) -> Option<Range<TokenIndex>> {
        let clause = self.clause_start(end)..end;
        let opens = !clause.is_empty()
            && !matches!(
                self.grammar.tag(clause.start),
                Tag::In | Tag::To | Tag::Wrb | Tag::Rb | Tag::Wdt | Tag::Wp | Tag::Vbg | Tag::Vbn
            );
        let is_whole = clause.clone().any(|token| self.grammar.tag(token).is_finite())
            && !clause.clone().any(|token| self.document.word(token) == ",");
        (opens && is_whole && !self.is_quoted(clause.clone())).then_some(clause)
    }

    /// *in Leeds, where* | ***a tutor***: where the noun phrase begins that ends in front of `end`, if a clause begins with it.
    fn phrase_start(&self, end: TokenIndex) -> Option<TokenIndex> {
        let is_part = |token: TokenIndex| {
            let tag = self.grammar.tag(token);
            tag.is_noun()
                || matches!(
                    tag,
                    Tag::Dt | Tag::Jj | Tag::PrpS | Tag::Pos | Tag::Cd | Tag::Hyph
                )
        };
        let least = self.sentence.start.max(end.saturating_sub(LONGEST));
        let start = (least..end).rev().take_while(|&token| is_part(token)).last()?;
        let opens = matches!(self.grammar.tag(start.checked_sub(1)?), Tag::Wrb | Tag::Cc)
            || self.grammar.relation(start - 1) == Relation::Mark;
        opens.then_some(start)
    }

    fn is_quoted(&self, tokens: Range<TokenIndex>) -> bool {
        tokens.into_iter().any(|token| is_mark(self.document.word(token)))
    }

    /// Whether every quotation in these words ends in them.
    fn holds_quotations(&self, tokens: Range<TokenIndex>) -> bool {
        tokens.filter(|&token| is_mark(self.document.word(token))).count() % 2 == 0
    }

    fn parted(&self, frame: &Range<TokenIndex>) -> Option<Parted> {
        let (open, close) = self.commas(frame)?;
        let (verb, end) = self.verb(close + 1)?;
        let by_tree = [Relation::Nsubj, Relation::NsubjPass]
            .into_iter()
            .find_map(|relation| self.grammar.child(verb, relation))
            .map(|subject| self.grammar.subtree(subject).start)
            .filter(|&start| start < open && self.sentence.start <= start);
        let clause = self.clause_start(open);
        let has_verb =
            |run: Range<TokenIndex>| run.into_iter().any(|token| self.grammar.tag(token).is_finite());
        let start = if has_verb(clause..open) {
            by_tree
                .filter(|&start| start > clause && !has_verb(start..open))
                .or_else(|| self.phrase_start(open))?
        } else {
            clause
        };
        let subject = start..open;
        let names = subject.clone().any(|token| {
            let tag = self.grammar.tag(token);
            tag.is_noun() || matches!(tag, Tag::Prp | Tag::Cd | Tag::Vbg)
        });
        let begins = matches!(
            self.grammar.tag(start),
            Tag::In | Tag::To | Tag::Wrb | Tag::Rb | Tag::Wdt | Tag::Wp
        );
        let predicate = close + 1..end;
        let is_plain = !self.is_quoted(subject.clone()) && self.holds_quotations(predicate.clone());
        (names && !begins && subject.len() <= LONGEST && is_plain).then_some(Parted { subject, predicate })
    }

    /// *It will be met in Benin, the prince says, **by drummers***: a last phrase that hangs on what is said in front.
    fn phrase_behind(&self, start: TokenIndex, label: &Label) -> Option<Range<TokenIndex>> {
        let end = self.sentence.end - usize::from(self.grammar.tag(self.sentence.end - 1) == Tag::Stop);
        let phrase = start..end;
        let is_plain = phrase.len() > 1
            && phrase.len() <= LONGEST
            && self.grammar.tag(start) == Tag::In
            && !phrase.clone().any(|token| {
                let tag = self.grammar.tag(token);
                tag.is_verb() || tag == Tag::Comma || is_mark(self.document.word(token))
            });
        let noun = self.grammar.head(start).filter(|&noun| phrase.contains(&noun))?;
        let hangs = self.grammar.head(noun).is_some_and(|head| {
            label
                .content
                .iter()
                .any(|run| run.contains(&head) && run.end < start)
        });
        (is_plain && hangs).then_some(phrase)
    }

    /// *She **had** been ill, her lawyer added, and **had** no convictions*: the same word begins both, whatever the tree joins the second to.
    fn is_same_tense(&self, label: &Label, open: TokenIndex, joins: TokenIndex) -> bool {
        let [content] = &label.content[..] else {
            return false;
        };
        let tense = content.clone().find(|&token| self.grammar.tag(token).is_finite());
        content.end == open
            && self.document.word(joins) == "and"
            && tense.is_some_and(|tense| self.document.word(tense) == self.document.word(joins + 1))
    }

    /// *…, he said, **but could not get into the cabins***: a second predicate that only makes sense with the first.
    fn second(&self, frame: &Range<TokenIndex>, label: &Label) -> Option<Range<TokenIndex>> {
        let (open, close) = self.commas(frame)?;
        let joins = close + 1;
        if let Some(phrase) = self.phrase_behind(joins, label) {
            return Some(phrase);
        }
        if self.grammar.tag(joins) != Tag::Cc || joins + 1 >= self.sentence.end {
            return None;
        }
        let (verb, end) = self.verb(joins + 1)?;
        let first = self
            .grammar
            .head(verb)
            .filter(|_| self.grammar.relation(verb) == Relation::Conj)?;
        let start = if close == frame.end && self.is_same_tense(label, open, joins) {
            joins + 1
        } else {
            let helped =
                self.grammar.tag(joins + 1) == Tag::Md || self.grammar.relation(joins + 1).is_helper();
            let has = |run: &Range<TokenIndex>| run.contains(&first) && run.end <= open + 1;
            (helped && label.content.iter().any(has)).then_some(joins)?
        };
        (!self.is_quoted(label.content[0].start..end)).then_some(start..end)
    }
}
