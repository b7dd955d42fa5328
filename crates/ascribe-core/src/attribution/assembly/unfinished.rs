//! A content that stops in the middle of a phrase goes on to its end.
//!
//! Not between a helper and its verb, a describing word and its noun, *to* and its verb, the subject of what is said and its verb, nor in front
//! of the last word of its sentence. Counter-example: *will open, though **the mayor** | refused to say when*, where the next clause is another's.

use std::ops::Range;

use super::{is_word, runs};
use crate::attribution::label::Label;
use crate::document::{Document, TokenIndex};
use crate::grammar::Grammar;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::signs::quotations::is_mark;

/// `run` with the rest of the phrase that it stops in.
pub fn finished(
    document: &Document,
    grammar: &Grammar,
    label: &Label,
    run: Range<TokenIndex>,
) -> Range<TokenIndex> {
    let run = with_noun(document, grammar, label, with_verb(grammar, label, run));
    let run = with_rest(document, grammar, label, run);
    let run = with_clause(document, grammar, label, run);
    with_last(document, grammar, label, run)
}

/// No content ends between a helper and its verb: *a move that steelmakers have* | ***lobbied for***.
fn with_verb(grammar: &Grammar, label: &Label, mut run: Range<TokenIndex>) -> Range<TokenIndex> {
    let Some(last) = run.end.checked_sub(1) else {
        return run;
    };
    let helps = grammar.relation(last).is_helper();
    let verb = grammar.head(last).filter(|&verb| helps && verb >= run.end);
    if let Some(verb) = verb {
        reach(label, &mut run, grammar.subtree(verb).end);
    }
    run
}

/// Lets a run go on to `end` unless source or cue stands in between.
fn reach(label: &Label, run: &mut Range<TokenIndex>, end: TokenIndex) {
    if runs::frame(label).all(|part| part.end <= run.start || end <= part.start) {
        run.end = end;
    }
}

/// No content ends in front of the noun that its last words describe: *Lynch syndrome, an inherited* | ***condition***.
fn with_noun(
    document: &Document,
    grammar: &Grammar,
    label: &Label,
    mut run: Range<TokenIndex>,
) -> Range<TokenIndex> {
    const LONGEST: usize = 4;
    let Some(last) = run.end.checked_sub(1).filter(|_| run.len() > 1) else {
        return run;
    };
    // *dismissed as implausible Roe's* | ***explanation***
    let owner = grammar.head(last).filter(|_| grammar.tag(last) == Tag::Pos);
    let last = owner.unwrap_or(last);
    let describes = matches!(
        grammar.relation(last),
        Relation::Amod | Relation::Compound | Relation::Det | Relation::NmodPoss | Relation::Nummod
    );
    let noun = grammar
        .head(last)
        .filter(|&noun| describes && run.end <= noun && noun < run.end + LONGEST);
    if let Some(noun) = noun
        && (run.end..noun).all(|token| !is_mark(document.word(token)) && grammar.tag(token) != Tag::Comma)
    {
        reach(label, &mut run, noun + 1);
    }
    run
}

/// No content ends in front of the last word of its sentence: *said it began before 6* | ***a.m.*** Not one whose frame comes behind it.
fn with_last(
    document: &Document,
    grammar: &Grammar,
    label: &Label,
    mut run: Range<TokenIndex>,
) -> Range<TokenIndex> {
    let last = run.end;
    if run.len() < 2 || run.start < label.cue.end || last >= document.tokens().len() {
        return run;
    }
    let sentence = &document.sentences()[document.sentence_of(run.start)].tokens;
    let hangs = grammar.head(last).is_some_and(|head| run.contains(&head));
    let ends = sentence.contains(&last)
        && is_word(document, last)
        && (last + 1..sentence.end).all(|token| grammar.tag(token) == Tag::Stop);
    if hangs && ends {
        reach(label, &mut run, last + 1);
    }
    run
}

/// No content ends behind *to*, *before* or *than*, nor between a subject behind a comma and its verb: *cut back on repairs to* | ***save
/// money***, *and if it is not, she* | ***will vote against it***.
fn with_rest(
    document: &Document,
    grammar: &Grammar,
    label: &Label,
    mut run: Range<TokenIndex>,
) -> Range<TokenIndex> {
    let Some(last) = run.end.checked_sub(1).filter(|_| run.len() > 2) else {
        return run;
    };
    let sentence = &document.sentences()[document.sentence_of(last)].tokens;
    let joins =
        matches!(grammar.tag(last), Tag::To | Tag::In) && grammar.relation(last) != Relation::CompoundPrt;
    let is_subject = matches!(grammar.relation(last), Relation::Nsubj | Relation::NsubjPass)
        && (grammar.tag(last - 1) == Tag::Comma || grammar.tag(last) == Tag::Prp);
    let head = grammar
        .head(last)
        .filter(|&head| head >= run.end && (joins || is_subject));
    if let Some(head) = head {
        let end = grammar.subtree(head).end.min(sentence.end);
        reach(
            label,
            &mut run,
            end - usize::from(grammar.tag(end - 1) == Tag::Stop),
        );
    }
    run
}

/// No content ends in front of the verb of the clause that is said: *said Roe's* | ***deputy had signed it***.
fn with_clause(
    document: &Document,
    grammar: &Grammar,
    label: &Label,
    mut run: Range<TokenIndex>,
) -> Range<TokenIndex> {
    let Some(clause) = grammar.child(label.head, Relation::Ccomp) else {
        return run;
    };
    let whole = grammar.subtree(clause);
    let is_tensed = |token: TokenIndex| grammar.tag(token).is_finite();
    let is_verb = |token: TokenIndex| grammar.tag(token).is_verb();
    let is_cut = run.start >= label.cue.end
        && whole.start <= run.start
        && run.end <= clause
        && !run.is_empty()
        && !run.clone().any(is_verb)
        && (is_tensed(clause) || grammar.children(clause).any(is_tensed))
        && !whole.clone().any(|token| is_mark(document.word(token)));
    if is_cut {
        let end = whole.end - usize::from(grammar.tag(whole.end - 1) == Tag::Stop);
        reach(label, &mut run, end);
    }
    run
}
