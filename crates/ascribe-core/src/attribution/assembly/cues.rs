//! Where cues begin and end.
//!
//! A cue has the helpers of its verb (***has** asked*) and the whole of a phrase that it has begun (*said in* ***a statement***). It has nothing of
//! what is said: *denied* | ***targeting** civilians*, *blamed* | ***each** other*. A mere preposition is none: *Coastguards are searching **for** a
//! man*. Counter-examples: *called **for** the release* (the phrase is what is said), *according to*, *per*.

use std::ops::Range;

use crate::attribution::label::Label;
use crate::document::{Document, TokenIndex};
use crate::english::English;
use crate::grammar::Grammar;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::vocabulary::SourceKind;

use super::{lexical_stance, runs};

/// So many tokens behind a cue the phrase that it has begun ends at most.
const NEAR: usize = 4;

/// Whether the cue is but the preposition of a verb that is none.
pub fn is_preposition(english: &English, document: &Document, grammar: &Grammar, label: &Label) -> bool {
    let verb = grammar.head(label.head).map(|noun| {
        grammar
            .head(noun)
            .filter(|_| !grammar.tag(noun).is_verb())
            .unwrap_or(noun)
    });
    let says_nothing = verb.is_some_and(|verb| {
        grammar.tag(verb).is_verb()
            && lexical_stance(english, document, grammar, verb).is_none()
            && label.source.iter().any(|source| {
                grammar
                    .child(verb, Relation::Nsubj)
                    .is_some_and(|subject| source.contains(&subject))
            })
    });
    label.cue.len() == 1 && grammar.tag(label.head) == Tag::In && says_nothing
}

/// *did not respond to **questions about** the delay*: what somebody answers, or does not, is part of that act.
pub fn is_answered(english: &English, document: &Document, grammar: &Grammar, label: &Label) -> bool {
    let lemma = |token: TokenIndex| english.lemmas.lemma(document.word(token), grammar.tag(token));
    let asks = || ["inquiry", "query", "question", "request"].contains(&&*lemma(label.head));
    let answers = |verb: TokenIndex| ["answer", "reply", "respond", "return"].contains(&&*lemma(verb));
    grammar.tag(label.head).is_noun()
        && matches!(grammar.relation(label.head), Relation::Obl | Relation::Obj)
        && asks()
        && grammar.head(label.head).is_some_and(answers)
}

/// *When **pressed** on why it leaves out fathers*: what somebody was asked, by nobody who is named, is no claim of anybody's.
pub fn is_pressed(english: &English, document: &Document, grammar: &Grammar, label: &Label) -> bool {
    let verb = label.head;
    let lemma = english.lemmas.lemma(document.word(verb), Tag::Vbn);
    let asks = ["ask", "challenge", "press", "question", "quiz"].contains(&&*lemma);
    let is_introduced = || {
        let before = verb.checked_sub(1).map(|before| document.word(before));
        before.is_some_and(|word| word.eq_ignore_ascii_case("when") || word.eq_ignore_ascii_case("if"))
    };
    label.source.is_empty() && matches!(grammar.tag(verb), Tag::Vbn | Tag::Vbd) && asks && is_introduced()
}

/// *a fund **meant** to pay for trips*, *people **known** to be ill*: what a thing is for, or known as, is nothing that anybody says.
pub fn is_purpose(english: &English, document: &Document, grammar: &Grammar, label: &Label) -> bool {
    let lemma = || english.lemmas.lemma(document.word(label.head), Tag::Vbn);
    let is_participle = matches!(grammar.tag(label.head), Tag::Vbn | Tag::Vbd)
        && grammar.child(label.head, Relation::AuxPass).is_none();
    let is_for = || label.source.is_empty() && ["design", "intend", "mean"].contains(&&*lemma());
    let is_known = || {
        grammar.relation(label.head) == Relation::Acl
            && document.word(label.head) == "known"
            && (document.tokens().get(label.head + 1)).is_some_and(|_| document.word(label.head + 1) == "to")
    };
    is_participle && (is_for() || is_known())
}

/// Gives back what a cue has taken from its content.
pub fn shorten(english: &English, document: &Document, grammar: &Grammar, label: &mut Label) {
    // *reported* | *, up from 2 per cent*: no cue goes on behind a comma. *Attendances, she points out**,** have doubled*
    let is_comma = |&token: &TokenIndex| grammar.tag(token) == Tag::Comma;
    if let Some(comma) = (label.head + 1..label.cue.end).find(is_comma) {
        label.cue.end = comma;
    }
    // *The firm **has not*** | ***been accused***: what helps the verb is none of what is said.
    let first = label.cue.start;
    let is_helper = |token: TokenIndex| {
        grammar.head(token) == Some(label.head)
            && (matches!(grammar.relation(token), Relation::Aux | Relation::AuxPass)
                || matches!(document.word(token), "not" | "n't" | "n’t" | "never"))
    };
    if grammar.tag(label.head).is_verb()
        && let Some(run) = label.content.iter_mut().find(|run| run.end == first)
    {
        while run.len() > 1 && is_helper(run.end - 1) {
            run.end -= 1;
        }
        label.cue.start = run.end;
    }
    let last = label.cue.end - 1;
    // *has promised **never*** | *to sell*
    if last > label.head
        && matches!(document.word(last), "not" | "never")
        && let Some(run) = label.content.iter_mut().find(|run| run.start == last + 1)
        && grammar.tag(run.start) == Tag::To
    {
        run.start = last;
        label.cue.end = last;
        return;
    }
    // *said in* | *a **statement** it was helping*: the phrase that the cue has begun is none of what is said.
    let end = phrase_end(grammar, label);
    let is_text = || {
        let noun = document.word(end - 1);
        matches!(
            english.sources.kind(noun),
            Some(SourceKind::Document | SourceKind::SocialPost)
        ) || matches!(noun, "interview" | "speech")
    };
    if let Some(run) = label
        .content
        .iter_mut()
        .find(|run| run.start == last + 1 && run.contains(&end))
        && document.word(last) == "in"
        && grammar.tag(label.head).is_verb()
        && is_text()
        && (end..run.end).any(|token| grammar.tag(token).is_finite())
    {
        run.start = end;
        label.cue.end = end;
        return;
    }
    // *wanted to* | ***know** whether the contract had been signed*
    let to = last + usize::from(document.word(last) != "to");
    let know = to + 1;
    if know < document.tokens().len()
        && document.word(to) == "to"
        && let Some(run) = label.content.iter_mut().find(|run| run.start == last + 1)
    {
        let lemma = english
            .lemmas
            .lemma(document.word(label.head), grammar.tag(label.head));
        if matches!(&*lemma, "want" | "like") && document.word(know) == "know" && know + 1 < run.end {
            run.start = know + 1;
            label.cue.end = know + 1;
            return;
        }
    }
    let Some(run) = label.content.iter_mut().find(|run| run.start == last + 1) else {
        return;
    };
    // *appears to* | ***show** that …*, *appears* | ***to show** that …*
    let says = run.start + usize::from(grammar.tag(run.start) == Tag::To);
    let seems = ["appear", "seem"].contains(
        &&*english
            .lemmas
            .lemma(document.word(label.head), grammar.tag(label.head)),
    );
    let shows = seems
        && says < run.end
        && grammar.relation(says) == Relation::Xcomp
        && grammar.head(says) == Some(label.head)
        && grammar
            .child(says, Relation::Ccomp)
            .is_some_and(|clause| run.contains(&clause))
        && lexical_stance(english, document, grammar, says).is_some();
    if shows {
        run.start = says + 1;
        label.cue.end = says + 1;
        // ***A log** appears to show*: a thing that shows something is its source.
        let is_in_front = |run: &Range<TokenIndex>| run.end <= label.cue.start;
        if label.source.is_empty() && label.content.first().is_some_and(is_in_front) {
            label.source.push(label.content.remove(0));
        }
        return;
    }
    // *put* | ***support** for the strike at 61 per cent*
    let puts = document.word(label.head) == "put"
        && last == label.head + 1
        && grammar.relation(last) == Relation::Obj
        && grammar.tag(run.start) == Tag::In;
    if puts {
        run.start = last;
        label.cue.end = last;
        return;
    }
    let deed = grammar.tag(last) == Tag::Vbg
        && matches!(grammar.relation(last), Relation::Xcomp | Relation::Ccomp)
        && grammar.head(last) == Some(label.head);
    let is_other = document.word(last) == "each" && document.word(last + 1) == "other";
    // *avoids condemning* attributes by its second word.
    let attributes = lexical_stance(english, document, grammar, label.head).is_some();
    if last > label.head && (deed && attributes || is_other) {
        run.start = last;
        label.cue.end = last;
    }
}

/// Lets the cues reach over their helpers and over the phrases that they have begun, where nothing else stands.
pub fn lengthen(document: &Document, grammar: &Grammar, labels: &mut [Label]) {
    let is_taken = runs::marked(document, labels.iter().flat_map(runs::all));
    for label in labels {
        let sentence = &document.sentences()[document.sentence_of(label.head)].tokens;
        if !grammar.tag(label.head).is_verb() {
            continue;
        }
        while label.cue.start > sentence.start
            && helps(grammar, label, label.cue.start - 1)
            && !is_taken[label.cue.start - 1]
        {
            label.cue.start -= 1;
        }
        let end = phrase_end(grammar, label).min(sentence.end);
        if (label.cue.end..end).all(|token| !is_taken[token]) {
            label.cue.end = end;
        }
    }
}

fn helps(grammar: &Grammar, label: &Label, before: TokenIndex) -> bool {
    matches!(grammar.relation(before), Relation::Aux | Relation::AuxPass)
        && grammar.head(before) == Some(label.head)
}

/// *said in* | *a **statement***: the end of a phrase of the verb in whose middle its cue ends.
fn phrase_end(grammar: &Grammar, label: &Label) -> TokenIndex {
    let (cue, last) = (&label.cue, label.cue.end - 1);
    let begins = matches!(
        grammar.relation(last),
        Relation::Case | Relation::Det | Relation::Amod | Relation::Compound | Relation::NmodPoss
    );
    let noun = grammar.head(last).filter(|&noun| {
        begins
            && last > label.head
            && (cue.end..cue.end + NEAR).contains(&noun)
            && grammar.tag(noun).is_noun()
            && matches!(grammar.relation(noun), Relation::Obl | Relation::Nmod)
    });
    noun.map_or(cue.end, |noun| noun + 1)
}
