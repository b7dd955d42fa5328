//! How far a source reaches: over all of its name and of its noun phrase, and no further than to whoever speaks.
//!
//! *Simon Achebe* | ***KC***, *the hospital* | ***trust***, ***the*** | *sheriff*. What is told in front of the speaker is no part of him:
//! *Cross-examining Mrs Frost, **Adaeze Bell**, defending, suggested …*, *a third chose neither and **a tenth** said …*. Counter-examples:
//! *Boeing, the planemaker, said* (a name, not a participle), *the firm and its owner said* (nothing is told in front).

use std::ops::Range;

use crate::attribution::label::Label;
use crate::document::{Document, TokenIndex};
use crate::grammar::Grammar;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::signs::names::Names;
use crate::signs::quotations::is_mark;
use crate::vocabulary::EntityKind;

/// How many tokens behind a word the noun stands at most that it describes.
const NEAR: usize = 4;

/// Mends where the source of `label` begins and ends.
pub fn mend(document: &Document, grammar: &Grammar, names: &Names, label: &mut Label) {
    if let [source] = &label.source[..]
        && source.end <= label.cue.start
        && let Some(speaker) = behind_participle(document, grammar, names, label.cue.start, source)
            .or_else(|| last_of_clauses(document, grammar, source))
    {
        label.source = vec![speaker];
    }
    if let Some(speaker) = behind_cue(document, grammar, label) {
        let said = document.sentences()[document.sentence_of(label.head)]
            .tokens
            .start..label.cue.start - 1;
        label.source = vec![speaker];
        label.content.retain(|run| run.start > label.cue.start);
        label.content.insert(0, said);
    }
    if let Some(end) = rest_of_subject(grammar, label) {
        label.source[0].end = end;
    }
    if let Some(end) = name_behind(document, grammar, names, label) {
        label.source[0].end = end;
    }
    for run in &mut label.source {
        if let Some(start) = around_bracket(grammar, names, run) {
            run.start = start;
        }
        let end = end(document, grammar, names, run);
        if end <= label.cue.start || label.cue.end <= run.end {
            run.end = end;
        }
        while let Some(before) = run.start.checked_sub(1)
            && is_described_by(grammar, run, before)
            && !label.cue.contains(&before)
        {
            run.start = before;
        }
    }
}

/// *According to Oakmere's planning director*, | ***Simone Hart**, the firm …*: where the name ends that a comma sets beside a role.
fn name_behind(document: &Document, grammar: &Grammar, names: &Names, label: &Label) -> Option<TokenIndex> {
    let [source] = &label.source[..] else { return None };
    let is_comma = |token: TokenIndex| token < document.tokens().len() && document.word(token) == ",";
    if source.start != label.cue.end || grammar.tag(source.end - 1) != Tag::Nn || !is_comma(source.end) {
        return None;
    }
    let name = &names.at(source.end + 1)?.run.tokens;
    let is_person = names
        .at(name.start)?
        .figures
        .iter()
        .all(|&figure| names.figures[figure].kind == EntityKind::Person);
    let is_told = label
        .content
        .iter()
        .any(|run| run.start <= name.start && name.end < run.end);
    (name.start == source.end + 1 && is_person && is_told && is_comma(name.end)).then_some(name.end)
}

/// ***Velantis ASA (OSE:*** | *VELT) announced*: where the name begins whose bracket the source ends with.
fn around_bracket(grammar: &Grammar, names: &Names, run: &Range<TokenIndex>) -> Option<TokenIndex> {
    let closes = grammar.tag(run.end - 1) == Tag::RightBracket
        && !run.clone().any(|token| grammar.tag(token) == Tag::LeftBracket);
    let least = run.start.saturating_sub(NEAR);
    let bracket = (least..run.start)
        .rev()
        .find(|&token| grammar.tag(token) == Tag::LeftBracket)
        .filter(|_| closes)?;
    Some(names.at(bracket.checked_sub(1)?)?.run.tokens.start)
}

/// Whether a word in front of `run` describes one of its nouns.
fn is_described_by(grammar: &Grammar, run: &Range<TokenIndex>, before: TokenIndex) -> bool {
    let describes = matches!(
        grammar.relation(before),
        Relation::Compound | Relation::Det | Relation::Amod | Relation::NmodDesc | Relation::Nummod
    );
    describes && grammar.head(before).is_some_and(|head| run.contains(&head))
}

/// Where the name and the noun phrase end in whose middle `run` ends.
fn end(document: &Document, grammar: &Grammar, names: &Names, run: &Range<TokenIndex>) -> TokenIndex {
    let last = run.end - 1;
    let tokens = &document.sentences()[document.sentence_of(last)].tokens;
    let name = names.at(last).map_or(run.end, |mention| mention.run.tokens.end);
    let describes = matches!(
        grammar.relation(last),
        Relation::Compound
            | Relation::Amod
            | Relation::Det
            | Relation::NmodPoss
            | Relation::Nummod
            | Relation::Case
    );
    let noun = grammar.head(last).filter(|&noun| {
        describes
            && (run.end..run.end + NEAR).contains(&noun)
            && grammar.tag(noun).is_noun()
            && !(run.end..noun).any(|token| grammar.tag(token) == Tag::Comma || is_mark(document.word(token)))
    });
    let mut end = run.end.max(name).max(noun.map_or(0, |noun| noun + 1));
    while end < tokens.end
        && grammar.relation(end) == Relation::Flat
        && grammar
            .head(end)
            .is_some_and(|head| (run.start..end).contains(&head))
    {
        end += 1;
    }
    end.min(tokens.end)
}

/// *Cross-examining Mrs Frost, **Adaeze Bell**, defending, suggested …*: the name between the commas behind a participle that opens the
/// sentence.
fn behind_participle(
    document: &Document,
    grammar: &Grammar,
    names: &Names,
    cue: TokenIndex,
    source: &Range<TokenIndex>,
) -> Option<Range<TokenIndex>> {
    let participle = source.start;
    let tokens = &document.sentences()[document.sentence_of(participle)].tokens;
    let is_participle = grammar.tag(participle) == Tag::Vbg
        || document.word(participle).ends_with("ing") && grammar.child(participle, Relation::Obj).is_some();
    if participle != tokens.start || !is_participle {
        return None;
    }
    let comma = (participle..cue).find(|&token| grammar.tag(token) == Tag::Comma)?;
    let name = names.at(comma + 1)?.run.tokens.clone();
    let is_apart = name.end == cue || name.end < cue && grammar.tag(name.end) == Tag::Comma;
    (name.start == comma + 1 && is_apart).then_some(name)
}

/// *Oil firms have known, claimed **Greta Holm**, and “did nothing”*: the subject right behind a verb between commas speaks, and not that of
/// the clause in front.
fn behind_cue(document: &Document, grammar: &Grammar, label: &Label) -> Option<Range<TokenIndex>> {
    let [source] = &label.source[..] else { return None };
    let tokens = &document.sentences()[document.sentence_of(label.head)].tokens;
    let subject = grammar.child(label.head, Relation::Nsubj)?;
    let phrase = grammar.subtree(subject);
    let is_inverted = phrase.start == label.cue.end && label.cue.start > tokens.start + 1;
    let comma = label.cue.start.checked_sub(1)?;
    let in_front = source.start >= tokens.start && source.end < comma;
    let is_plain = grammar.tag(subject).is_noun()
        && !phrase.clone().any(|token| grammar.tag(token).is_verb())
        && !(tokens.start..comma).any(|token| is_mark(document.word(token)));
    let closes = phrase.end >= tokens.end || matches!(grammar.tag(phrase.end), Tag::Comma | Tag::Stop);
    (is_inverted && in_front && is_plain && closes && grammar.tag(comma) == Tag::Comma).then_some(phrase)
}

/// *An audit completed* | ***in November** found …*: the end of the verb's subject, where the source stops in the middle of it.
fn rest_of_subject(grammar: &Grammar, label: &Label) -> Option<TokenIndex> {
    let [source] = &label.source[..] else { return None };
    let subject = grammar
        .child(label.head, Relation::Nsubj)
        .filter(|&subject| source.contains(&subject))?;
    let end = grammar.subtree(subject).end;
    let breaks = |token: TokenIndex| matches!(grammar.tag(token), Tag::Comma | Tag::Wdt | Tag::Wp | Tag::WpS);
    (source.end < end && end == label.cue.start && !(source.end..end).any(breaks)).then_some(end)
}

/// *33 per cent chose the mayor and **38 per cent** said …*: of clauses joined in front of the verb only the last phrase speaks.
fn last_of_clauses(
    document: &Document,
    grammar: &Grammar,
    source: &Range<TokenIndex>,
) -> Option<Range<TokenIndex>> {
    let is_relative = |token: TokenIndex| {
        matches!(grammar.tag(token), Tag::Wdt | Tag::Wp | Tag::WpS | Tag::Wrb)
            || grammar.relation(token) == Relation::Mark
            || is_mark(document.word(token))
    };
    let verb = source
        .clone()
        .rev()
        .find(|&token| grammar.tag(token).is_finite())?;
    let and = (verb..source.end).find(|&token| grammar.tag(token) == Tag::Cc)?;
    let phrase = and + 1..source.end;
    let is_phrase = phrase.clone().any(|token| grammar.tag(token).is_noun())
        && !phrase.clone().any(|token| grammar.tag(token).is_verb());
    // *volunteers **aged** over 70, in the journal Heart and Mind*, whatever the tag.
    let is_participle = matches!(grammar.relation(verb), Relation::Acl | Relation::AclRelcl);
    let tells = !(source.start..verb).any(is_relative) && !is_participle;
    (tells && is_phrase).then_some(phrase)
}
