//! Words that are signed: a dash and a name behind them.
//!
//! *“That channel is too narrow.” — Ruari Mackay, former harbour master*: the dash is the cue, the name the source, the
//! quotation the content. So is the whole paragraph in front of the dash where a handle follows the name, as in a post
//! that an article shows: *No one should be above the law. — Ana Roe (@anaroe)*. Counter-examples: a dash in a sentence
//! (*“a farce” — he shrugged — “and no more”*), which more than a name follows; a list with dashes.

use std::ops::Range;

use crate::attribution::label::Label;
use crate::document::{Document, TokenIndex};
use crate::grammar::Grammar;
use crate::grammar::tag::Tag;
use crate::signs::quotations::Quotation;

/// A signature has so many tokens at most.
const LONGEST: usize = 14;

/// Adds a label for every signature, or mends the one whose cue its dash is.
pub fn complete(document: &Document, grammar: &Grammar, quotations: &[Quotation], labels: &mut Vec<Label>) {
    let mut next = 0;
    for paragraph in document.paragraphs() {
        for dash in paragraph.tokens.clone() {
            if !matches!(document.word(dash), "—" | "―" | "–" | "-" | "--") {
                continue;
            }
            while quotations
                .get(next)
                .is_some_and(|quotation| quotation.tokens.end <= dash)
            {
                next += 1;
            }
            let before = next.checked_sub(1).map(|at| &quotations[at]);
            let quoted = before.filter(|quotation| quotation.closed && quotation.tokens.end == dash);
            let end = quotations.get(next).map_or(paragraph.tokens.end, |quotation| {
                quotation.tokens.start.min(paragraph.tokens.end)
            });
            let Some(source) = signature(document, grammar, dash + 1..end) else {
                continue;
            };
            let content = match quoted {
                Some(quotation) => quotation.tokens.clone(),
                None if has_handle(document, &source) && dash > paragraph.tokens.start => {
                    paragraph.tokens.start..dash
                }
                None => continue,
            };
            let at = labels.partition_point(|label| label.cue.start < dash);
            let label = Label {
                head: dash,
                cue: dash..dash + 1,
                source: vec![source],
                content: vec![content],
                confidence: 1.0,
            };
            match labels.get_mut(at).filter(|label| label.cue.start == dash) {
                Some(known) => *known = label,
                None => labels.insert(at, label),
            }
        }
    }
}

/// The name, with what describes it, that `tokens` are and nothing else.
fn signature(document: &Document, grammar: &Grammar, tokens: Range<TokenIndex>) -> Option<Range<TokenIndex>> {
    let mut end = tokens.end;
    while end > tokens.start && document.word(end - 1) == "." {
        end -= 1;
    }
    let source = tokens.start..end;
    let is_name = source.len() <= LONGEST
        && document
            .word(source.clone().next()?)
            .starts_with(|first: char| first.is_uppercase() || first == '@');
    let is_clause = |token| matches!(grammar.tag(token), Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md);
    (is_name && !source.clone().any(is_clause)).then_some(source)
}

fn has_handle(document: &Document, source: &Range<TokenIndex>) -> bool {
    source.clone().any(|token| document.word(token).starts_with('@'))
}
