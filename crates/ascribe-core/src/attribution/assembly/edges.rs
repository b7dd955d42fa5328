//! Where a content begins and ends.
//!
//! A content takes along the quotation marks right at its edges, with the comma that a mark closes over; it leaves out the
//! introducing *that*, commas and conjunctions at its edges and the full stop after words that are not quoted. *that the
//! road was “gone,”* is *the road was “gone,”*. Counter-example: the relative *that* of *claims that hurt* is a word of its
//! content. It does not end in the middle of a phrase (`unfinished`), nor between a subject and its verb behind *although*; it leaves out who
//! is spoken to. Pieces that only marks or a few overlooked words part are one; a piece of
//! marks alone is none.

use std::ops::Range;

use super::beside::JOINING;
use super::{is_word, unfinished};
use crate::attribution::label::Label;
use crate::document::{Document, TokenIndex};
use crate::grammar::Grammar;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::signs::quotations::{self, Quotation, is_mark};

/// The pieces of the label's content with their edges mended.
pub fn mend(
    document: &Document,
    grammar: &Grammar,
    quotations: &[Quotation],
    label: &Label,
) -> Vec<Range<TokenIndex>> {
    let mut found: Vec<Range<TokenIndex>> = Vec::new();
    let whole = |run: &Range<TokenIndex>| {
        let run = without_addressee(document, grammar, label, run.clone());
        let run = unfinished::finished(document, grammar, label, run);
        without_subject(document, grammar, run)
    };
    for run in label
        .content
        .iter()
        .map(whole)
        .flat_map(|run| by_paragraph(document, &run))
    {
        let run = with_marks(
            document,
            quotations,
            trimmed(document, grammar, quotations, label.cue.end, run),
        );
        if !run.clone().any(|token| is_word(document, token))
            || !found.is_empty() && is_addressee(document, grammar, label, &run)
        {
            continue;
        }
        match found.last_mut() {
            Some(last)
                if goes_on(document, last, &run)
                    || is_overlooked(document, label, &(last.end..run.start))
                    || is_aside(document, grammar, label, last, &run) =>
            {
                last.end = last.end.max(run.end);
            }
            _ => found.push(run),
        }
    }
    found
}

/// *P, officials have confirmed to **the Orla Times***: nothing but who is spoken to, behind what is said.
fn is_addressee(document: &Document, grammar: &Grammar, label: &Label, run: &Range<TokenIndex>) -> bool {
    let spoken = run
        .start
        .checked_sub(1)
        .is_some_and(|last| document.word(last) == "to");
    let names = |token: TokenIndex| {
        let tag = grammar.tag(token);
        tag.is_noun() || tag.is_name() || tag == Tag::Dt
    };
    spoken && !label.source.is_empty() && run.start == label.cue.end && run.clone().all(names)
}

/// *told **the meeting** the road would flood*: whoever is spoken to is nothing that is said.
fn without_addressee(
    document: &Document,
    grammar: &Grammar,
    label: &Label,
    mut run: Range<TokenIndex>,
) -> Range<TokenIndex> {
    if let Some(start) = introduced(document, grammar, label, &run) {
        run.start = start;
        return run;
    }
    let verb = label.head;
    if run.start != label.cue.end || !TELL.contains(&document.word(verb)) {
        return run;
    }
    let clause = grammar
        .child(verb, Relation::Ccomp)
        .map(|clause| grammar.subtree(clause));
    let addressee = [Relation::Iobj, Relation::Obj]
        .iter()
        .find_map(|&relation| grammar.child(verb, relation))
        .map(|addressee| grammar.subtree(addressee));
    if let (Some(addressee), Some(clause)) = (addressee, clause)
        && addressee.start == run.start
        && addressee.end <= clause.start
        && clause.end <= run.end
    {
        run.start = addressee.end;
    }
    run
}

/// *wrote **in a note to clients** that …*, *told **the jury** that …*, *asked **the spokesman** whether …*: where the words end that stand in
/// front of the clause that is said, or asked. Not: *denied **the claim that** it leaked*.
fn introduced(
    document: &Document,
    grammar: &Grammar,
    label: &Label,
    run: &Range<TokenIndex>,
) -> Option<TokenIndex> {
    const LONGEST: usize = 9;
    let verb = label.head;
    let asks = ["ask", "asked", "Asked", "asking", "asks"].contains(&document.word(verb));
    // *Asked by reporters **afterward** whether …*
    let begins = run.start == label.cue.end
        || asks
            && label
                .source
                .iter()
                .any(|source| source.end == run.start && source.start > verb);
    if !begins || !grammar.tag(verb).is_verb() || document.word(run.start) == "that" {
        return None;
    }
    let introduces = |&token: &TokenIndex| {
        let word = document.word(token);
        // *warns ministers **that** the line …*, whatever the tagger takes it for.
        let leads = grammar.tag(token) == Tag::In || token + 1 < run.end && grammar.tag(token + 1) == Tag::Dt;
        word == "that" && leads || asks && ASKING.contains(&word)
    };
    let mark = (run.start + 1..run.end).take(LONGEST).find(introduces)?;
    let breaks = |token: TokenIndex| {
        let tag = grammar.tag(token);
        tag.is_finite() || tag == Tag::Vb || is_mark(document.word(token))
    };
    let is_phrase = !(run.start..mark).any(breaks);
    let clause = grammar
        .head(mark)
        .filter(|&clause| grammar.relation(clause) == Relation::Ccomp && grammar.head(clause) == Some(verb));
    let is_setting = matches!(grammar.tag(run.start), Tag::In | Tag::To);
    (is_phrase && (clause.is_some() || asks || TELL.contains(&document.word(verb)) || is_setting))
        .then_some(mark)
}

/// Words that a question begins with.
const ASKING: [&str; 9] = [
    "how", "if", "what", "when", "where", "whether", "which", "who", "why",
];

/// Verbs whose first object is spoken to.
const TELL: [&str; 12] = [
    "assured", "informed", "notified", "reminded", "tell", "telling", "tells", "told", "warn", "warned",
    "warning", "warns",
];

/// *could start in May, although **the council** | refused to confirm a date*: the subject of the next clause goes with it.
fn without_subject(document: &Document, grammar: &Grammar, mut run: Range<TokenIndex>) -> Range<TokenIndex> {
    let behind = run.end;
    if behind >= document.tokens().len() || run.is_empty() || !grammar.tag(behind).is_finite() {
        return run;
    }
    let helps = grammar.relation(behind).is_helper();
    let verb = grammar.head(behind).filter(|_| helps).unwrap_or(behind);
    let subject = grammar
        .child(verb, Relation::Nsubj)
        .or_else(|| grammar.child(verb, Relation::NsubjPass))
        .map(|subject| grammar.subtree(subject));
    if let Some(subject) = subject.filter(|subject| subject.end == behind && subject.start > run.start + 1)
        && let joining = subject.start - 1
        && JOINING
            .iter()
            .any(|word| document.word(joining).eq_ignore_ascii_case(word))
    {
        run.end = joining;
    }
    run
}

/// The parts of `run` that stand in one paragraph each.
fn by_paragraph(document: &Document, run: &Range<TokenIndex>) -> Vec<Range<TokenIndex>> {
    let mut parts = Vec::new();
    let mut start = run.start;
    while start < run.end {
        let paragraph = &document.paragraphs()[document.paragraph_of(start)];
        let end = run.end.min(paragraph.tokens.end);
        parts.push(start..end);
        start = end;
    }
    parts
}

/// Whether nothing but marks parts `run` from the run before it, in one paragraph.
fn goes_on(document: &Document, last: &Range<TokenIndex>, run: &Range<TokenIndex>) -> bool {
    document.paragraph_of(last.start) == document.paragraph_of(run.start)
        && (last.end..run.start).all(|token| is_mark(document.word(token)))
}

/// Whether the words between two pieces are a few of the same sentence that neither cue nor source needs: contents have no
/// such holes.
fn is_overlooked(document: &Document, label: &Label, gap: &Range<TokenIndex>) -> bool {
    const LONGEST: usize = 6;
    let outside = |run: &Range<TokenIndex>| run.end <= gap.start || gap.end <= run.start;
    gap.len() <= LONGEST
        && document.sentence_of(gap.start - 1) == document.sentence_of(gap.end)
        && outside(&label.cue)
        && label.source.iter().all(outside)
}

/// *was raised by Joan Bray**, a carer who saw that the jug was full,** because it stood too far away*: whether all between two pieces behind
/// the cue hangs on them.
fn is_aside(
    document: &Document,
    grammar: &Grammar,
    label: &Label,
    last: &Range<TokenIndex>,
    run: &Range<TokenIndex>,
) -> bool {
    let gap = last.end..run.start;
    let hangs = |token: TokenIndex| {
        let head = grammar.head(token);
        head.is_some_and(|head| last.contains(&head) || gap.contains(&head) || run.contains(&head))
    };
    // ***Vera Lind**, the coach who had persuaded three ministers, **has died**, her family said*: or with the frame behind.
    let in_front = || super::runs::frame(label).all(|part| part.end <= last.start);
    let is_behind = || super::runs::frame(label).all(|part| run.end <= part.start);
    (in_front() || is_behind())
        && document.sentence_of(last.start) == document.sentence_of(run.start)
        && gap
            .clone()
            .all(|token| hangs(token) && !is_mark(document.word(token)))
}

/// Words in front of which *that* is a subject: *said **that** is untrue*.
const HELPERS: [&str; 12] = [
    "can", "could", "had", "has", "is", "must", "was", "will", "would", "’d", "’s", "'s",
];

/// `run` without what does not belong to a content at its edges.
fn trimmed(
    document: &Document,
    grammar: &Grammar,
    quotations: &[Quotation],
    cue_end: TokenIndex,
    mut run: Range<TokenIndex>,
) -> Range<TokenIndex> {
    let is_quoted = |token| quotations::at(quotations, token).is_some();
    while !run.is_empty() && !is_quoted(run.start) {
        let word = document.word(run.start);
        let behind_cue = run.start == cue_end;
        // *disputed that*: the word is all there is. *said **that’s** untrue*: it is the subject.
        let introduces = run.len() > 1
            && word.eq_ignore_ascii_case("that")
            && !HELPERS.contains(&document.word(run.start + 1))
            && match grammar.tag(run.start) {
                // *told us **that** looked odd*
                Tag::In if grammar.relation(run.start) == Relation::Nsubj => false,
                Tag::In => run.clone().any(|token| grammar.tag(token).is_verb()),
                Tag::Wdt => behind_cue,
                // *denied **that** force had been used*, not *denied that charge*
                Tag::Dt => behind_cue && run.clone().any(|token| grammar.tag(token).is_finite()),
                _ => false,
            };
        if introduces || is_stop(word) {
            run.start += 1;
        } else {
            break;
        }
    }
    while !run.is_empty() && !is_quoted(run.end - 1) {
        let last = run.end - 1;
        let word = document.word(last);
        let joins = grammar.tag(last) == Tag::Cc && matches!(word, "and" | "but" | "or");
        // *relying on a memo **that***, of which somebody else says more; *… weeks of leave, **and when*** | *pressed on that*.
        let opens = run.len() > 1
            && match grammar.tag(last) {
                Tag::Wdt => word == "that",
                Tag::Wrb => matches!(grammar.tag(last - 1), Tag::Cc | Tag::Comma),
                _ => false,
            };
        if joins || opens || is_stop(word) || word == "." {
            run.end = last;
        } else {
            break;
        }
    }
    run
}

fn is_stop(word: &str) -> bool {
    matches!(word, "," | ";" | ":" | "—" | "–" | "--")
}

/// `run` with the marks of the quotations whose first or last word is its own.
fn with_marks(
    document: &Document,
    quotations: &[Quotation],
    mut run: Range<TokenIndex>,
) -> Range<TokenIndex> {
    if run.is_empty() {
        return run;
    }
    let no_words = |tokens: Range<TokenIndex>| !tokens.clone().any(|token| is_word(document, token));
    if let Some(quotation) = quotations::at(quotations, run.start)
        && no_words(quotation.start..run.start)
    {
        run.start = quotation.start;
    }
    if let Some(quotation) = quotations::at(quotations, run.end - 1)
        // *“He said **it broke**”*: within a quotation there is no mark to take.
        && run.start <= quotation.start
        && no_words(run.end..quotation.end)
    {
        run.end = quotation.end;
    }
    run
}
