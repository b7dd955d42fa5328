//! Words that belong to a content or to its source and that the other has, or neither: *The gates failed twice, **an** unpublished
//! report says*, *“We are sorry,” **the head of the** union said*.
//!
//! A source takes the words of its own noun phrase back from the content: its article, and what stands between the closing
//! mark of a quotation and the source. A content that begins in the middle of a clause begins where its sentence does:
//! ***Barriers that protect the town** failed twice, a report says*. Counter-examples: *In May, “the gates failed,” she said* (the
//! quotation ends it), *He resigned **after** the gates failed, she said* (a clause of its own), words that another attribution has.

use std::ops::Range;

use super::runs;
use crate::attribution::label::Label;
use crate::document::{Document, TokenIndex};
use crate::grammar::Grammar;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::signs::quotations::{Quotation, is_mark};

/// Mends the labels whose source or cue comes right behind their content.
pub fn mend(document: &Document, grammar: &Grammar, quotations: &[Quotation], labels: &mut [Label]) {
    for at in 0..labels.len() {
        if let Some(start) = own_sentence(document, quotations, &labels[at]) {
            labels[at].content[0].start = start;
        }
        if let Some(words) = behind_quotation(document, grammar, quotations, &labels[at]) {
            give_to_source(&mut labels[at], words);
        }
        if let Some(words) = first_of_several(grammar, &labels[at]) {
            give_to_source(&mut labels[at], words);
        }
        if let Some(words) = named_in_front(document, grammar, &labels[at]) {
            give_to_source(&mut labels[at], words);
        }
        if let Some(words) = article(grammar, &labels[at]) {
            give_to_source(&mut labels[at], words);
        }
        if let Some(start) = after_that(document, grammar, &labels[at], labels.get(at + 1)) {
            labels[at].content[0].start = start;
        }
        if let Some(start) = start(document, grammar, &labels[..at], &labels[at])
            .or_else(|| of_clause(document, grammar, &labels[..at], &labels[at]))
        {
            labels[at].content[0].start = start;
        }
    }
}

/// *in northern | Spain. **Eleven of them had traces of it**, the authors say*: without marks a content in front of its frame stays in their
/// sentence.
fn own_sentence(document: &Document, quotations: &[Quotation], label: &Label) -> Option<TokenIndex> {
    let frame = frame(label)?;
    let run = label.content.first()?;
    // *Was that a yes? **It was**, she said, **a process***: of several pieces only where nothing is quoted.
    let has_mark = |run: &Range<TokenIndex>| {
        run.clone()
            .any(|token| is_mark(document.word(token)) || document.word(token) == "''")
    };
    if label.content.len() > 1 && label.content.iter().any(has_mark) {
        return None;
    }
    let sentence = &document.sentences()[document.sentence_of(frame)].tokens;
    let at = quotations.partition_point(|quotation| quotation.tokens.end <= run.start);
    let is_quoted = quotations
        .get(at)
        .is_some_and(|quotation| quotation.tokens.start < run.end);
    let crosses = run.start < sentence.start && sentence.start < run.end && run.end <= frame;
    (crosses && !is_quoted && document.word(label.head) != ":").then_some(sentence.start)
}

/// Moves `words`, which end where the source or the cue begins, from the content to the source.
fn give_to_source(label: &mut Label, words: Range<TokenIndex>) {
    for run in &mut label.content {
        if run.contains(&words.start) {
            run.end = words.start;
        }
    }
    label.content.retain(|run| !run.is_empty());
    match label.source.first_mut() {
        Some(source) => source.start = words.start,
        None => label.source.push(words),
    }
}

/// Where source and cue begin, if they stand together with the source in front.
fn frame(label: &Label) -> Option<TokenIndex> {
    match &label.source[..] {
        [source] => (source.end <= label.cue.start).then_some(source.start),
        [] => Some(label.cue.start),
        _ => None,
    }
}

/// The words of the content between the end of a quotation and the source or the cue, if they can be a source's.
fn behind_quotation(
    document: &Document,
    grammar: &Grammar,
    quotations: &[Quotation],
    label: &Label,
) -> Option<Range<TokenIndex>> {
    let frame = frame(label)?;
    let run = label.content.iter().find(|run| run.end == frame)?;
    let before = quotations.partition_point(|quotation| quotation.tokens.end <= frame);
    let quotation = &quotations[before.checked_sub(1)?];
    let end = quotation.tokens.end;
    let is_sentence = document.sentence_of(end - 1) == document.sentence_of(frame);
    // *the “missing” money, she said*: no comma or stop inside the marks ends a speech there.
    let ends_speech = end
        .checked_sub(2)
        .is_some_and(|last| matches!(document.word(last), "," | "." | "?" | "!"));
    let words = end..frame;
    let is_phrase = !words
        .clone()
        .any(|token| grammar.tag(token).is_verb() || is_mark(document.word(token)));
    (quotation.closed
        && is_sentence
        && ends_speech
        && run.start < quotation.tokens.end
        && !words.is_empty()
        && is_phrase
        && grammar.tag(words.start) != Tag::Cc)
        .then_some(words)
}

/// *ran from the bank, **police** | and witnesses said*: a source does not begin with *and*.
fn first_of_several(grammar: &Grammar, label: &Label) -> Option<Range<TokenIndex>> {
    const LONGEST: usize = 8;
    let [source] = &label.source[..] else { return None };
    let run = label.content.iter().find(|run| run.end == source.start)?;
    if grammar.tag(source.start) != Tag::Cc {
        return None;
    }
    let mut words = (run.start..run.end).rev().take(LONGEST);
    let comma = words.find(|&token| grammar.tag(token) == Tag::Comma)?;
    let first = comma + 1..source.start;
    let is_phrase = first.clone().any(|token| grammar.tag(token).is_noun())
        && !first.clone().any(|token| grammar.tag(token).is_verb());
    is_phrase.then_some(first)
}

/// *The dryer failed, **Roe Grain,** | the company that runs it, said*: who is described between commas stands in front of them.
fn named_in_front(document: &Document, grammar: &Grammar, label: &Label) -> Option<Range<TokenIndex>> {
    const LONGEST: usize = 10;
    let [source] = &label.source[..] else { return None };
    let comma = source.start.checked_sub(1)?;
    let run = label
        .content
        .iter()
        .find(|run| run.start < comma && comma <= run.end)?;
    let is_comma = |token: TokenIndex| grammar.tag(token) == Tag::Comma;
    let describes = matches!(grammar.tag(source.start), Tag::Dt | Tag::PrpS);
    if !describes || source.end + 1 != label.cue.start || !is_comma(comma) || !is_comma(source.end) {
        return None;
    }
    let before = (run.start..comma)
        .rev()
        .take(LONGEST)
        .find(|&token| is_comma(token))?;
    let name = before + 1..comma;
    let is_name = name.end > name.start
        && matches!(grammar.tag(name.end - 1), Tag::Nnp | Tag::Nnps)
        && name.clone().all(|token| {
            let tag = grammar.tag(token);
            tag.is_noun() || matches!(tag, Tag::Dt | Tag::Jj | Tag::Hyph | Tag::Pos)
        });
    let is_clause = (run.start..before).any(|token| grammar.tag(token).is_finite());
    let is_sentence = document.sentence_of(name.start) == document.sentence_of(label.cue.start);
    (is_name && is_clause && is_sentence).then_some(name.start..source.start)
}

/// The article right in front of the source that the content has taken: *in January, **an** | unpublished report*.
fn article(grammar: &Grammar, label: &Label) -> Option<Range<TokenIndex>> {
    let [source] = &label.source[..] else { return None };
    let before = source.start.checked_sub(1)?;
    let is_taken = label
        .content
        .iter()
        .any(|run| run.end == source.start && run.contains(&before));
    let is_article = matches!(grammar.tag(before), Tag::Dt | Tag::PrpS);
    (is_taken && is_article && grammar.tag(source.start) != Tag::Dt).then_some(before..source.start)
}

/// Where a content begins that leaves out the first of its clauses: *said **that the rudder stuck** and that the company knew*.
fn after_that(
    document: &Document,
    grammar: &Grammar,
    label: &Label,
    next: Option<&Label>,
) -> Option<TokenIndex> {
    let first = label.content.first()?;
    let that = label.cue.end;
    let outside = |run: &Range<TokenIndex>| run.end <= that || first.start <= run.start;
    let introduces = that + 1 < first.start
        && grammar.tag(that) == Tag::In
        && document.word(that).eq_ignore_ascii_case("that")
        && document.sentence_of(that) == document.sentence_of(first.start);
    let is_free = label.source.iter().all(outside)
        && next.is_none_or(|next| outside(&next.cue) && next.source.iter().chain(&next.content).all(outside));
    (introduces && is_free).then_some(that + 1)
}

/// Where the clause begins in whose middle the content begins.
fn start(document: &Document, grammar: &Grammar, before: &[Label], label: &Label) -> Option<TokenIndex> {
    let first = label.content.first()?;
    let sentence = &document.sentences()[document.sentence_of(first.start)].tokens;
    let frame = frame(label)
        .or(Some(label.cue.start))
        .filter(|&frame| label.content.iter().all(|run| run.end <= frame))?;
    let previous = first
        .start
        .checked_sub(1)
        .filter(|&previous| sentence.contains(&previous))?;
    let is_open = |tag: Tag| {
        tag.is_noun()
            || tag.is_verb()
            || matches!(tag, Tag::To | Tag::Md | Tag::Cd | Tag::Dt | Tag::Jj | Tag::PrpS)
    };
    let begins_clause = matches!(
        grammar.tag(first.start),
        Tag::In | Tag::Cc | Tag::Wdt | Tag::Wp | Tag::Wrb | Tag::Comma
    );
    let is_trailing = sentence.contains(&frame)
        && (is_open(grammar.tag(previous)) && !begins_clause
            || is_left_over(grammar, sentence.start..first.start, first));
    (is_trailing && is_free(document, sentence.start..first.start, near(before))).then_some(sentence.start)
}

/// Whether no mark parts the words and no label in front has one of them or of what stands in front of them in the sentence.
fn is_free<'a>(
    document: &Document,
    words: Range<TokenIndex>,
    mut before: impl Iterator<Item = &'a Label>,
) -> bool {
    let parts = |token: TokenIndex| {
        is_mark(document.word(token)) || matches!(document.word(token), ";" | ":" | "—" | "–" | "--")
    };
    let taken = |label: &Label| runs::all(label).any(|run| run.end > words.start);
    !words.clone().any(parts) && !before.any(taken)
}

/// The last labels in front.
fn near(before: &[Label]) -> impl Iterator<Item = &Label> {
    const LABELS: usize = 4;
    before.iter().rev().take(LABELS)
}

/// ***Rovers are about to sign him*** | *after agreeing a fee, sources say*: where the clause begins that the tree makes what is said, if the
/// content has a part of it without its main word.
fn of_clause(document: &Document, grammar: &Grammar, before: &[Label], label: &Label) -> Option<TokenIndex> {
    let ([run], Some(frame)) = (&label.content[..], frame(label)) else {
        return None;
    };
    let sentence = &document.sentences()[document.sentence_of(frame)].tokens;
    let clause = grammar
        .child(label.head, Relation::Ccomp)
        .filter(|&clause| clause < run.start && run.end <= frame)?;
    let whole = grammar.subtree(clause);
    let start = whole.start.max(sentence.start);
    let joins = matches!(grammar.tag(start), Tag::Cc | Tag::In);
    let is_part = run.start > start && run.end <= whole.end;
    // *Leaders **are considering a delay** after five of them …, two people said*: another attribution may stand in it, all of it.
    let nests = |other: &Label| runs::all(other).all(|part| start <= part.start && part.end <= frame);
    let outside = near(before).filter(|other| !nests(other));
    (is_part && !joins && is_free(document, start..run.start, outside)).then_some(start)
}

/// ***About** | 38,000 homes are without power*, ***Tartar** | from the teeth contains milk*: words that hang on the content or are the subject
/// of its verb. Not: ***But** it failed*, *He left | after it failed*.
fn is_left_over(grammar: &Grammar, words: Range<TokenIndex>, content: &Range<TokenIndex>) -> bool {
    const LONGEST: usize = 6;
    let is_clause = |token: TokenIndex| {
        grammar.tag(token).is_finite() || matches!(grammar.tag(token), Tag::Cc | Tag::Comma)
    };
    let hangs = |token: TokenIndex| {
        let head = grammar.head(token);
        head.is_some_and(|head| words.contains(&head) || content.contains(&head))
    };
    words.len() <= LONGEST && !words.clone().any(is_clause) && words.clone().all(hangs)
}
