//! *Two officials, **who asked not to be named**, said …*: the clause that keeps a name back belongs to the source, and is no
//! attribution of its own. The verb of saying right behind it is one, whatever the tagger takes it for: *A nurse who asked not to be
//! named **claimed** managers knew*.

use std::ops::Range;

use super::{clause_in_front, of_verb};
use crate::attribution::label::Label;
use crate::document::{Document, TokenIndex};
use crate::english::English;
use crate::grammar::Grammar;
use crate::grammar::tag::Tag;
use crate::signs::anonymity;

/// The fewest words of what is said.
const SHORTEST: usize = 3;

/// Takes such `clauses` into the sources in front of them, and away from cues and contents.
pub fn complete(
    english: &English,
    document: &Document,
    grammar: &Grammar,
    clauses: &[Range<TokenIndex>],
    labels: &mut Vec<Label>,
) {
    if clauses.is_empty() {
        return;
    }
    labels.retain(|label| !anonymity::is_inside(clauses, label.head));
    let mut verbs: Vec<TokenIndex> = Vec::new();
    for clause in clauses {
        let Some(label) = speaker(english, document, clause) else {
            continue;
        };
        let at = labels.partition_point(|other| other.cue.end <= label.cue.start);
        if labels
            .get(at)
            .is_none_or(|other| other.cue.start >= label.cue.end)
        {
            // Who is the subject of this verb is not that of one in what is said.
            let (subject, end) = (label.source[0].clone(), label.content[0].end);
            for inner in labels[at..].iter_mut().take_while(|inner| inner.cue.start < end) {
                inner
                    .source
                    .retain(|source| source.end <= subject.start || subject.end <= source.start);
            }
            verbs.push(label.head);
            labels.insert(at, label);
        }
    }
    // ***claimed** managers*, taken for a source of what they were warned about.
    for source in labels.iter_mut().flat_map(|label| &mut label.source) {
        let at = verbs.partition_point(|&verb| verb < source.start);
        if let Some(&verb) = verbs.get(at).filter(|&verb| source.contains(verb)) {
            source.start = (verb + 1).min(source.end - 1);
        }
    }
    for label in labels {
        // *…, an aide said, **speaking on condition of anonymity***: behind the verb as well it is nothing of what is said.
        for content in label
            .content
            .iter_mut()
            .filter(|content| content.start >= label.cue.end)
        {
            let at = clauses.partition_point(|clause| clause.start < content.start);
            if let Some(clause) = clauses.get(at).filter(|clause| clause.start == content.start) {
                content.start = clause.end.min(content.end);
            }
        }
        label.content.retain(|content| !content.is_empty());
        if label.content.is_empty() {
            label.content.extend(clause_in_front(document, grammar, label));
        }
        let behind = |end: TokenIndex| {
            let start = end + usize::from(document.tokens().len() > end && document.word(end) == ",");
            let at = clauses.partition_point(|clause| clause.start < start);
            clauses.get(at).filter(|clause| clause.start == start)
        };
        let Some((source, clause)) = label
            .source
            .iter_mut()
            .find_map(|source| behind(source.end).map(|clause| (source, clause)))
        else {
            continue;
        };
        source.end = clause.end;
        for content in &mut label.content {
            if clause.contains(&content.start) {
                content.start = clause.end.min(content.end);
            }
        }
        label.content.retain(|content| !content.is_empty());
    }
}

/// The attribution whose verb follows such a clause: the source is what the sentence begins with, the content what it ends with.
fn speaker(english: &English, document: &Document, clause: &Range<TokenIndex>) -> Option<Label> {
    let sentence = &document.sentences()[document.sentence_of(clause.start)].tokens;
    let verb = clause.end + usize::from(clause.end < sentence.end && document.word(clause.end) == ",");
    if verb + SHORTEST >= sentence.end {
        return None;
    }
    let lemma = english.lemmas.lemma(document.word(verb), Tag::Vbd);
    let stance = english.stances.verbs.get(&lemma)?;
    let that = document.word(verb + 1).eq_ignore_ascii_case("that");
    let content = verb + 1 + usize::from(that)..sentence.end;
    let source = sentence.start..clause.end;
    (stance.is_speech() && sentence.start < clause.start).then(|| of_verb(verb, vec![source], content))
}
