//! *In the view of Lene Brask, the fall has more to do with prices*, *Wages will fall, in her opinion*, *He was, by his own account, late*: a
//! phrase that names whose view a clause is, which the labeller passed over.
//!
//! Counter-examples: *in view of the strike* (because of it), *with the sea in view*, *paid by his account*, and phrases inside quotation marks,
//! which are the speaker's.

use std::ops::Range;

use super::{CONFIDENCE, insert};
use crate::attribution::label::Label;
use crate::document::{Document, TokenIndex};
use crate::grammar::Grammar;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::signs::quotations::{self, Quotation};

/// Nouns for what somebody thinks or says of a thing, with the preposition in front of whose it is.
const VIEWS: [(&str, &[&str]); 2] = [
    (
        "in",
        &["estimation", "judgement", "judgment", "opinion", "view", "words"],
    ),
    (
        "by",
        &["account", "admission", "estimate", "estimation", "reckoning"],
    ),
];

/// The longest name of an owner: *in **the lord mayor's** view*.
const LONGEST: usize = 6;

/// Adds a label for every such phrase that begins or ends a sentence, or stands behind the first word of a clause.
pub fn complete(document: &Document, grammar: &Grammar, quotations: &[Quotation], labels: &mut Vec<Label>) {
    for sentence in document.sentences() {
        let tokens = &sentence.tokens;
        for view in tokens.clone() {
            if quotations::at(quotations, view).is_some() {
                continue;
            }
            let mut prepositions = VIEWS
                .iter()
                .filter(|(_, nouns)| nouns.contains(&document.word(view)))
                .map(|(preposition, _)| *preposition);
            if let Some(label) =
                prepositions.find_map(|preposition| label(document, grammar, tokens, view, preposition))
            {
                let at = labels.partition_point(|known| known.cue.end <= view);
                let is_scrap = |known: &&mut Label| {
                    let mut words = known.content.iter().cloned().flatten();
                    known.head == view && !words.any(|token| grammar.tag(token).is_finite())
                };
                // *In his opinion, **earlier** | surgery would have saved him*
                match labels.get_mut(at).filter(is_scrap) {
                    Some(known) => *known = label,
                    None => insert(labels, label),
                }
            }
        }
    }
}

fn label(
    document: &Document,
    grammar: &Grammar,
    sentence: &Range<TokenIndex>,
    view: TokenIndex,
    preposition: &str,
) -> Option<Label> {
    let word = |token: TokenIndex| sentence.contains(&token).then(|| document.word(token));
    let (start, cue, source, end) = if word(view + 1) == Some("of") {
        let owner = grammar.child(view, Relation::Nmod)?;
        let whole = grammar.subtree(owner);
        let end = whole.end - usize::from(document.word(whole.end - 1) == ",");
        let start = view.checked_sub(2).filter(|_| word(view - 1) == Some("the"))?;
        (start, start..view + 2, view + 2..end, end)
    } else {
        let own = usize::from(word(view.wrapping_sub(1)) == Some("own"));
        let last = view.checked_sub(1 + own)?;
        let end = match grammar.tag(last) {
            Tag::Pos => last,
            Tag::PrpS => last + 1,
            _ => return None,
        };
        let start = (sentence.start..last)
            .rev()
            .take(LONGEST)
            .find(|&token| document.word(token).eq_ignore_ascii_case(preposition))?;
        (start, view..view + 1, start + 1..end, view + 1)
    };
    let is_phrase =
        word(start).is_some_and(|word| word.eq_ignore_ascii_case(preposition)) && !source.is_empty();
    let is_behind_comma = start > sentence.start && word(start - 1) == Some(",");
    let (content, goes_on) = if start == sentence.start && word(end) == Some(",") {
        (end + 1..sentence.end, None)
    } else if let Some(verb) = verb_behind(grammar, sentence, start..end) {
        (end + 1..grammar.subtree(verb).end.min(sentence.end), None)
    } else if is_behind_comma {
        let parts = parts_clause(grammar, sentence, start..end);
        (sentence.start..start - 1, parts.then(|| end + 1..sentence.end))
    } else {
        return None;
    };
    let content: Vec<_> = [content].into_iter().chain(goes_on).collect();
    let claims = content
        .iter()
        .cloned()
        .flatten()
        .any(|token| grammar.tag(token).is_finite());
    (is_phrase && claims).then(|| Label {
        head: view,
        cue,
        source: vec![source],
        content,
        confidence: CONFIDENCE,
    })
}

/// *a memo that, **in his view**, proved nothing*, *She said that, **in her view**, it leaked*: the verb of the clause that the phrase stands in,
/// behind the word that it begins with.
fn verb_behind(
    grammar: &Grammar,
    sentence: &Range<TokenIndex>,
    phrase: Range<TokenIndex>,
) -> Option<TokenIndex> {
    let begins = phrase
        .start
        .checked_sub(2)
        .filter(|begins| sentence.contains(begins))?;
    let is_comma = |token: TokenIndex| sentence.contains(&token) && grammar.tag(token) == Tag::Comma;
    let is_clause = matches!(grammar.tag(begins), Tag::Wdt | Tag::Wp)
        || grammar.relation(begins) == Relation::Mark && grammar.tag(begins) == Tag::In;
    let verb = grammar.head(begins)?;
    (is_clause && is_comma(begins + 1) && is_comma(phrase.end) && verb > phrase.end).then_some(verb)
}

/// *He **was**, by his own admission, a poor **driver***: a phrase between the only commas of a sentence, which goes on behind it.
fn parts_clause(grammar: &Grammar, sentence: &Range<TokenIndex>, phrase: Range<TokenIndex>) -> bool {
    let is_comma = |token: TokenIndex| grammar.tag(token) == Tag::Comma;
    let behind = phrase.end + 1..sentence.end;
    sentence.contains(&phrase.end)
        && is_comma(phrase.end)
        && behind
            .clone()
            .next()
            .is_some_and(|next| grammar.tag(next) != Tag::Cc)
        && !(sentence.start..phrase.start - 1).chain(behind).any(is_comma)
}
