//! Labels to attributions: quotation marks, directness, stance, sources and chains.
//!
//! The rules, whoever labels: a content takes along the quotation marks right at its edges; it never holds its own cue; runs
//! parted by marks only are one. An attribution stands *within* the smallest other one whose content holds its cue.

use std::ops::Range;

use super::features::Context;
use super::label::Label;
use super::source::{self, Cast};
use super::{Attribution, Cue, stance};
use crate::document::{Document, TokenIndex};
use crate::english::English;
use crate::grammar::Grammar;
use crate::signs::quotations;
use crate::span::Span;
use crate::vocabulary::Directness;

/// Makes attributions of labels, in the same order.
pub fn attributions(
    english: &English,
    document: &Document,
    grammar: &Grammar,
    context: &Context<'_>,
    labels: &[Label],
    cast: &Cast<'_>,
) -> Vec<Attribution> {
    let mut found: Vec<Attribution> = labels
        .iter()
        .map(|label| {
            let label = &source::whole(english, document, grammar, cast.names, label);
            let pieces = runs(document, &label.content);
            let presentation = stance::of_cue(english, document, grammar, label.cue.clone());
            Attribution {
                source: source::describe(english, document, grammar, cast, &label.source),
                cue: Cue {
                    span: document.span_of(label.cue.clone()),
                    stance: presentation.stance,
                },
                directness: directness(document, context, label),
                content: pieces.iter().map(|run| document.span_of(run.clone())).collect(),
                negated: presentation.negated,
                scope_uncertain: false,
                within: None,
            }
        })
        .collect();
    nest(&mut found);
    source::speakers(document, &mut found);
    found
}

/// Content runs with the quotation marks at their edges, joined where only marks part them.
fn runs(document: &Document, content: &[Range<TokenIndex>]) -> Vec<Range<TokenIndex>> {
    let is_mark = |token: TokenIndex| quotations::is_mark(document.word(token));
    let mut runs: Vec<Range<TokenIndex>> = Vec::new();
    for run in content {
        let bounds = &document.paragraphs()[document.paragraph_of(run.start)].tokens;
        let mut run = run.clone();
        let opens = |token: TokenIndex| matches!(document.word(token), "“" | "‘" | "``");
        let closes = |token: TokenIndex| matches!(document.word(token), "”" | "’" | "''");
        if run.start > bounds.start && opens(run.start - 1) {
            run.start -= 1;
        }
        if run.end < bounds.end && closes(run.end) {
            run.end += 1;
        }
        match runs.last_mut() {
            Some(last) if last.end >= run.start || (last.end..run.start).all(is_mark) => {
                last.end = last.end.max(run.end);
            }
            _ => runs.push(run),
        }
    }
    runs
}

fn directness(document: &Document, context: &Context<'_>, label: &Label) -> Directness {
    if label.source.is_empty() {
        return Directness::Agentless;
    }
    let words = || {
        label
            .content
            .iter()
            .cloned()
            .flatten()
            .filter(|&token| document.word(token).chars().any(char::is_alphanumeric))
    };
    match (
        words().any(|token| context.is_quoted(token)),
        words().all(|token| context.is_quoted(token)),
    ) {
        (_, true) => Directness::Direct,
        (true, _) => Directness::Mixed,
        _ => Directness::Indirect,
    }
}

/// How many attributions back and ahead of a cue are looked at for one that holds it.
const NEIGHBOURS: usize = 12;

fn nest(found: &mut [Attribution]) {
    let size = |attribution: &Attribution| attribution.content.iter().map(|span| span.len()).sum::<usize>();
    let holds = |outer: &Attribution, span: Span| outer.content.iter().any(|content| content.contains(span));
    for at in 0..found.len() {
        let cue = found[at].cue.span;
        let range = at.saturating_sub(NEIGHBOURS)..found.len().min(at + NEIGHBOURS + 1);
        let outer = range
            .filter(|&other| other != at && holds(&found[other], cue))
            // Two that hold each other's cues would make a circle.
            .filter(|&other| !holds(&found[at], found[other].cue.span))
            .min_by_key(|&other| (size(&found[other]), other));
        found[at].within = outer;
    }
    // A chain is cut where it would run in a circle.
    for at in 0..found.len() {
        let (mut up, mut steps) = (found[at].within, 0);
        while let Some(next) = up {
            steps += 1;
            if next == at || steps > 2 * NEIGHBOURS {
                found[at].within = None;
                break;
            }
            up = found[next].within;
        }
    }
}
