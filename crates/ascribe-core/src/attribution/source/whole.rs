//! Which words are a source: no half names, no comma at the end, no *this spring*.
//!
//! *Downing* [*Street*] is *Downing Street*; *a spokesman, Ivo Brand,* ends with the name.

use std::ops::Range;

use super::nobody::{is_asked, is_time};
use super::{extent, passive, subject};
use crate::attribution::label::Label;
use crate::document::{Document, TokenIndex};
use crate::english::English;
use crate::grammar::Grammar;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::signs::names::Names;
use crate::signs::quotations::is_mark;
use crate::vocabulary::Stance;

/// The label with its source mended; its content gives up or takes over the words concerned.
pub fn whole(
    english: &English,
    document: &Document,
    grammar: &Grammar,
    names: &Names,
    label: &Label,
) -> Label {
    let mut label = label.clone();
    without_source_in_cue(grammar, &mut label);
    label.source.retain(|run| !is_time(english, document, run));
    if is_asked(document, grammar, &label) {
        label.source.clear();
    }
    passive::mend(english, document, grammar, &mut label);
    with_participle(grammar, &mut label);
    with_modifier(grammar, &mut label);
    if let Some(subject) = subject::passed_over(english, document, grammar, &label)
        .or_else(|| subject::named(english, document, grammar, names, &label))
    {
        label.source = vec![subject];
    }
    if let Some(subject) = subject::in_own_sentence(document, grammar, &label) {
        label.source = vec![subject];
    }
    if let Some(subject) = subject::beyond(grammar, &label) {
        label.source = vec![subject];
    }
    if let Some(subject) = subject::around(grammar, &label).or_else(|| subject::behind(grammar, &label)) {
        label.source = vec![subject];
    }
    without_content_in_front(grammar, &mut label);
    if is_swapped(english, document, grammar, &label) {
        std::mem::swap(&mut label.source, &mut label.content);
    }
    for run in &mut label.source {
        *run = without_clause(grammar, run);
        if let Some(mention) = names.at(run.start) {
            let start = mention.run.tokens.start;
            let free = !(start..run.start).any(|token| label.cue.contains(&token));
            if free {
                run.start = start;
            }
        }
        // ***and** a lawsuit alleges*
        let joins = matches!(document.word(run.start), "and" | "but" | "or");
        run.start += usize::from(run.len() > 1 && joins);
        // *according to Dr Foss**:** a third die*
        if let Some(colon) = (run.start + 1..run.end).find(|&token| document.word(token) == ":") {
            run.end = colon;
        }
        // *named by the magazine **as the financier***
        if let Some(role) = (run.start + 1..run.end).find(|&token| document.word(token) == "as") {
            run.end = role;
        }
        // *Carmen Zahra, 54, **who was on the boat**, said*: said in passing.
        let is_relative = |&token: &TokenIndex| {
            matches!(grammar.tag(token), Tag::Wdt | Tag::Wp | Tag::WpS)
                && grammar.tag(token - 1) == Tag::Comma
        };
        if let Some(relative) = (run.start + 2..run.end).find(is_relative) {
            run.end = relative;
        }
        // *Jonathan Speed, **writing** in the Standard, said*, *The report, **published** on Friday, found*
        if run.len() > 2
            && matches!(grammar.tag(run.end - 1), Tag::Vbg | Tag::Vbn)
            && grammar.tag(run.end - 2) == Tag::Comma
        {
            run.end -= 2;
        }
        // *a dentist* | ***named Arthur Crabb***
        if run.end + 1 < document.tokens().len()
            && matches!(document.word(run.end), "called" | "named")
            && grammar.tag(run.end) == Tag::Vbn
            && grammar.tag(run.end - 1) == Tag::Nn
            && let Some(name) = names.at(run.end + 1)
            && name.run.tokens.start == run.end + 1
            && name.run.tokens.end <= label.cue.start
        {
            run.end = name.run.tokens.end;
        }
        // *The agency, **which** brought the case, said*
        while run.len() > 1 && is_left_over(grammar, run) {
            run.end -= 1;
        }
    }
    extent::mend(document, grammar, names, &mut label);
    for source in &label.source {
        label.content = label
            .content
            .into_iter()
            .flat_map(|content| without(content, source))
            .collect();
    }
    label
}

/// A comma or the pronoun of the next clause at the end of a source; not *70 per cent of **whom***.
fn is_left_over(grammar: &Grammar, run: &Range<TokenIndex>) -> bool {
    match grammar.tag(run.end - 1) {
        Tag::Comma | Tag::Wdt => true,
        Tag::Wp => grammar.tag(run.end - 2) != Tag::In,
        _ => false,
    }
}

/// ***Firm** accused of hiding leak*, *were angry **and***: a noun in front of the verb is who does it and no part of the cue, nor is what
/// joins the next word.
fn without_source_in_cue(grammar: &Grammar, label: &mut Label) {
    while label.cue.end > label.head + 1 && grammar.tag(label.cue.end - 1) == Tag::Cc {
        label.cue.end -= 1;
    }
    let mut source = label.cue.start..label.cue.start;
    while label.cue.start < label.head
        && grammar.tag(label.head).is_verb()
        && grammar.tag(label.cue.start).is_noun()
        && grammar
            .head(label.cue.start)
            .is_some_and(|head| head >= label.cue.start && head <= label.head)
    {
        label.cue.start += 1;
        source.end += 1;
    }
    match label.source.last_mut() {
        _ if source.is_empty() => {}
        None => label.source = vec![source],
        // *needy schools, which* | ***advocates** say*
        Some(last) if matches!(grammar.tag(last.start), Tag::Wdt | Tag::Wp) && last.end == source.start => {
            *last = source;
        }
        // *Another* | ***ex-employee** confirmed*
        Some(last) if last.end == source.start => last.end = source.end,
        Some(_) => {}
    }
}

/// *A poll **released this week** | showed*: what tells of the source in front of the verb is no part of the cue.
fn with_participle(grammar: &Grammar, label: &mut Label) {
    let [source] = &mut label.source[..] else { return };
    let start = label.cue.start;
    let describes = grammar.tag(start) == Tag::Vbn
        && matches!(grammar.relation(start), Relation::Acl | Relation::AclRelcl)
        && grammar.head(start).is_some_and(|noun| source.contains(&noun));
    if describes && start < label.head && source.end == start {
        let end = grammar.subtree(start).end.min(label.head);
        source.end = end;
        label.cue.start = end;
    }
}

/// *Talks broke down, **said** one source in the room*: a clause in front of a verb of speech that only a noun phrase follows is what is
/// said, and the phrase who says it.
fn is_swapped(english: &English, document: &Document, grammar: &Grammar, label: &Label) -> bool {
    let ([.., last], [content]) = (&label.source[..], &label.content[..]) else {
        return false;
    };
    let words = || label.source.iter().cloned().flatten();
    let is_finite = |token: TokenIndex| grammar.tag(token).is_finite();
    let is_quoted = |token: TokenIndex| is_mark(document.word(token));
    let inverted = last.end <= label.cue.start && label.cue.end <= content.start;
    let names_somebody = content.clone().any(|token| grammar.tag(token).is_noun())
        && !content
            .clone()
            .any(|token| grammar.tag(token).is_verb() || is_quoted(token));
    let stance = || {
        let lemma = english
            .lemmas
            .lemma(document.word(label.head), grammar.tag(label.head));
        english.stances.verbs.get(&lemma)
    };
    inverted
        && names_somebody
        && words().any(is_finite)
        // *The firm, **which runs** the ferries, said*
        && !words().any(|token| matches!(grammar.tag(token), Tag::Wdt | Tag::Wp | Tag::WpS))
        && is_finite(label.head)
        && document.word(label.cue.start - 1) == ","
        && stance().is_some_and(Stance::is_speech)
}

/// A relative clause without its noun is nobody: of *that injured nine men, and **inspectors*** what stands behind it is left.
fn without_clause(grammar: &Grammar, run: &Range<TokenIndex>) -> Range<TokenIndex> {
    let begins = matches!(grammar.tag(run.start), Tag::Wdt | Tag::Wp);
    let has_verb = run.clone().any(|token| grammar.tag(token).is_verb());
    let last = run.clone().rev().find(|&token| grammar.tag(token) == Tag::Cc);
    match last {
        Some(last) if begins && has_verb && last + 1 < run.end => last + 1..run.end,
        _ => run.clone(),
    }
}

/// *Bridge will open **in May,** minister says*: a phrase in front of the comma belongs to what is said.
fn without_content_in_front(grammar: &Grammar, label: &mut Label) {
    let [source] = &mut label.source[..] else { return };
    let is_phrase = matches!(grammar.tag(source.start), Tag::In | Tag::To)
        && grammar.child(label.head, Relation::Nsubj).is_some();
    // *until | **May**, officials said*: nothing parts the source from what is said, so that it begins further on.
    let is_cut = source.start.checked_sub(1).is_some_and(|before| {
        matches!(
            grammar.tag(before),
            Tag::In | Tag::Dt | Tag::Jj | Tag::Nn | Tag::Nnp | Tag::Cd
        )
    });
    if !(is_phrase || is_cut) {
        return;
    }
    let Some(comma) = source.clone().find(|&token| grammar.tag(token) == Tag::Comma) else {
        return;
    };
    let names_somebody = (comma + 1..source.end).any(|token| grammar.tag(token).is_noun());
    let before = source.start;
    if names_somebody && let Some(run) = label.content.iter_mut().find(|run| run.end == before) {
        run.end = comma;
        source.start = comma + 1;
    }
}

/// *According to minutes of a meeting **held on 9 May**, directors …*: the source of a preposition in front reaches to the comma.
fn with_modifier(grammar: &Grammar, label: &mut Label) {
    const LONGEST: usize = 12;
    let ([source], [content, ..]) = (&mut label.source[..], &mut label.content[..]) else {
        return;
    };
    let modifies = |token: TokenIndex| matches!(grammar.tag(token), Tag::Vbn | Tag::Vbg | Tag::In | Tag::Wdt);
    let is_preposition = !grammar.tag(label.head).is_verb() || grammar.tag(label.head) == Tag::Vbg;
    // *a report **published** | on Tuesday*: nobody's words so far.
    let is_cut = source.len() > 1 && grammar.tag(source.end - 1) == Tag::Vbn;
    if !is_preposition
        || source.start != label.cue.end
        || !(content.start == source.end && modifies(content.start) || content.start > source.end && is_cut)
    {
        return;
    }
    let comma = (source.end..content.end)
        .take(LONGEST)
        .find(|&token| grammar.tag(token) == Tag::Comma);
    let is_clause =
        |token: TokenIndex| matches!(grammar.tag(token), Tag::Vbd | Tag::Vbp | Tag::Vbz | Tag::Md);
    if let Some(comma) = comma.filter(|&comma| comma + 1 < content.end && !(source.end..comma).any(is_clause))
    {
        source.end = comma;
        content.start = content.start.max(comma + 1);
    }
}

/// What is left of `content` outside `source`.
fn without(
    content: Range<TokenIndex>,
    source: &Range<TokenIndex>,
) -> impl Iterator<Item = Range<TokenIndex>> {
    let overlap = content.start < source.end && source.start < content.end;
    let before = content.start..if overlap {
        source.start.max(content.start)
    } else {
        content.end
    };
    let after = if overlap {
        source.end.min(content.end)..content.end
    } else {
        0..0
    };
    [before, after].into_iter().filter(|run| !run.is_empty())
}
