//! Contents that stop within a noun phrase, or go on behind a colon.
//!
//! *after Saturday’s defeat* | ***by Weston***: what hangs on the last noun and follows it goes with it. *blames falling uptake* | ***: it has
//! dropped by a third***: a clause that a colon sets beside what somebody does to somebody is as likely the writer’s, and stays out.
//! Counter-examples: *told reporters* | *in Paris* (hangs on the verb), *said this: the bridge is safe* (nothing but the clause is said).

use std::ops::Range;

use super::runs;
use crate::attribution::label::Label;
use crate::document::{Document, TokenIndex};
use crate::grammar::Grammar;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::signs::quotations::{self, Quotation, is_mark};

/// The longest phrase that is added, in tokens.
const LONGEST: usize = 8;

/// Mends the ends of the label's content.
pub fn mend(document: &Document, grammar: &Grammar, quotations: &[Quotation], label: &mut Label) {
    // What of a quotation is whose is told by its marks.
    let is_quoted = |token| quotations::at(quotations, token).is_some();
    for end in [colon, aside] {
        if let Some(end) = end(document, grammar, label) {
            label.content.retain(|run| run.start < end);
            if let Some(run) = label.content.last_mut() {
                run.end = run.end.min(end);
            }
        }
    }
    for at in 0..label.content.len() {
        // *rose to 3 per cent, the bank said, **up** | from 2*
        let start = label.content[at].start;
        let is_change = document.word(start) == "from"
            && start > 0
            && matches!(document.word(start - 1), "down" | "up")
            && runs::all(label).all(|run| !run.contains(&(start - 1)));
        label.content[at].start -= usize::from(is_change);
        let run = &label.content[at];
        let end = phrase_end(document, grammar, run);
        let is_free = runs::frame(label).all(|part| part.end <= run.start || end <= part.start)
            && label.content.get(at + 1).is_none_or(|next| end <= next.start);
        if is_free && !is_quoted(label.content[at].end - 1) {
            label.content[at].end = end;
        }
    }
    if let Some(start) = phrase_start(document, grammar, label).filter(|_| !is_quoted(label.content[0].start))
    {
        label.content[0].start = start;
    }
}

/// ***a*** | *claim which*, ***the new*** | *rules*: where the noun phrase begins in which the content begins.
fn phrase_start(document: &Document, grammar: &Grammar, label: &Label) -> Option<TokenIndex> {
    let first = label.content.first()?;
    if let Some(start) = asked(grammar, label, first) {
        return Some(start);
    }
    let sentence = &document.sentences()[document.sentence_of(first.start)].tokens;
    let describes = |token: TokenIndex| {
        let relation = grammar.relation(token);
        matches!(
            relation,
            Relation::Det | Relation::Amod | Relation::Nummod | Relation::Compound
        ) && grammar.head(token).is_some_and(|noun| first.contains(&noun))
            && !is_mark(document.word(token))
            && runs::frame(label).all(|part| !part.contains(&token))
    };
    let start = (sentence.start..first.start)
        .rev()
        .take_while(|&token| describes(token))
        .last();
    start.filter(|_| grammar.tag(first.start).is_noun() || describes(first.start))
}

/// *is urging **people*** | *along the river to leave*, *commits **the UK*** | *and the EU to act*: where the phrase begins that tells who is
/// to do something, when the content begins within it.
fn asked(grammar: &Grammar, label: &Label, content: &Range<TokenIndex>) -> Option<TokenIndex> {
    let within = grammar.head(content.start)?;
    let goes_on = matches!(
        (grammar.relation(content.start), grammar.relation(within)),
        (Relation::Case, Relation::Nmod) | (Relation::Cc, Relation::Conj)
    );
    let noun = grammar.head(within).filter(|_| goes_on)?;
    let is_asked = grammar.head(noun) == Some(label.head)
        && matches!(grammar.relation(noun), Relation::Obj | Relation::Iobj)
        && grammar
            .child(label.head, Relation::Xcomp)
            .is_some_and(|act| content.contains(&act));
    let phrase = grammar.subtree(noun);
    (is_asked && phrase.start == label.cue.end && content.start < phrase.end).then_some(phrase.start)
}

/// The end of the prepositional phrase that hangs on the last noun of a content and follows it.
fn phrase_end(document: &Document, grammar: &Grammar, run: &Range<TokenIndex>) -> TokenIndex {
    let sentence = &document.sentences()[document.sentence_of(run.end - 1)].tokens;
    let last = run.end - 1;
    let describes = matches!(
        grammar.relation(last),
        Relation::Amod | Relation::Compound | Relation::Det | Relation::NmodPoss | Relation::Nummod
    );
    let noun = grammar
        .head(last)
        .filter(|&noun| describes && last < noun && noun <= last + LONGEST)
        .unwrap_or(last);
    if noun + 1 >= sentence.end || grammar.tag(noun + 1) != Tag::In {
        return run.end;
    }
    // *as young* | ***as 13***, *older* | ***than the rest***
    let compares = matches!(document.word(noun + 1), "as" | "than")
        && matches!(grammar.tag(noun), Tag::Jj | Tag::Jjr | Tag::Rbr);
    let follows = |&phrase: &TokenIndex| {
        let is_phrase = match grammar.relation(phrase) {
            Relation::Nmod => grammar.tag(noun).is_noun(),
            Relation::Obl => compares,
            _ => false,
        };
        is_phrase && grammar.subtree(phrase).start == noun + 1
    };
    let Some(phrase) = grammar.children(noun).find(follows) else {
        return run.end;
    };
    let end = grammar.subtree(phrase).end.min(sentence.end);
    let breaks = |token: TokenIndex| {
        let tag = grammar.tag(token);
        tag.is_verb() || tag == Tag::Comma || is_mark(document.word(token))
    };
    let is_plain = end <= noun + 1 + LONGEST && !(run.end..end).any(breaks);
    if is_plain { end } else { run.end }
}

/// *said that two signatures be required**, a change** | the board adopted last month*: the comma in front of a noun that stands for all of it,
/// where the clause that tells of it has been left out.
fn aside(document: &Document, grammar: &Grammar, label: &Label) -> Option<TokenIndex> {
    let run = label.content.last().filter(|run| run.start >= label.cue.end)?;
    let last = run.end - 1;
    let noun = grammar
        .head(last)
        .filter(|&noun| grammar.relation(last) == Relation::Det && noun == run.end)
        .unwrap_or(last);
    let relation = grammar.relation(noun);
    let tells = grammar
        .child(noun, Relation::AclRelcl)
        .is_some_and(|clause| clause > noun && clause >= run.end);
    let article = grammar
        .child(noun, Relation::Det)
        .filter(|&article| article > run.start)?;
    let comma = article - 1;
    let stands_apart =
        matches!(relation, Relation::Parataxis | Relation::Appos) && grammar.tag(comma) == Tag::Comma;
    (tells && stands_apart && !is_mark(document.word(noun))).then_some(comma)
}

/// *blames falling uptake**:** it has dropped by a third*: the colon in front of a clause that the tree sets beside the verb of the cue.
fn colon(document: &Document, grammar: &Grammar, label: &Label) -> Option<TokenIndex> {
    let verb = label.head;
    let first = label.content.first().filter(|run| run.start >= label.cue.end)?;
    let object = grammar
        .child(verb, Relation::Obj)
        .filter(|object| first.contains(object))?;
    let clause = grammar
        .children(verb)
        .find(|&child| grammar.relation(child) == Relation::Parataxis && child > object)?;
    let colon = (object..clause).find(|&token| document.word(token) == ":")?;
    let is_plain = !(first.start..colon).any(|token| is_mark(document.word(token)));
    let is_finite = (colon..=clause).any(|token| grammar.tag(token).is_finite());
    (is_plain && is_finite && document.word(colon + 1) != "“" && document.word(colon + 1) != "\"")
        .then_some(colon)
}
