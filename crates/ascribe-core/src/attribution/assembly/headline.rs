//! Headlines that name who answers for them: behind a dash, in front of a colon, or behind the colon of a quotation.
//!
//! *Russia not to blame for the war – Putin*, *Bridge closed for a year - council*: the dash is the cue, what stands behind it the
//! source, what stands in front the content. *Police: man found dead* has them the other way round, *‘We will not be bullied’: nurses on
//! the strike* the same. The source is a noun for one who can answer (*police*, *study*), or a name that the text below has too.
//! Counter-examples: labels of what is offered (*Storm hits the coast – in pictures*, *Analysis: why the bank blinked*), for which no
//! label is left either; the paper's own name (*Mayor resigns – Harbour Gazette*), dashes without spaces, and headlines in which
//! another cue stands in front of a colon or behind a dash.

use std::cell::LazyCell;
use std::collections::HashSet;
use std::ops::Range;

use super::CONFIDENCE;
use crate::attribution::label::Label;
use crate::document::{Document, TokenIndex};
use crate::english::English;
use crate::english::names::Facts;
use crate::grammar::Grammar;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::signs::quotations::is_mark;
use crate::vocabulary::{Place, SourceKind};

/// A source behind a dash has so many tokens at most.
const LONGEST: usize = 5;

/// What is claimed in front of it has so many at least.
const SHORTEST: usize = 3;

/// Documents that find something out; the others are what a paper offers: *video*, *review*.
const FINDING: [&str; 9] = [
    "audit", "data", "figures", "memo", "poll", "report", "research", "study", "survey",
];

/// What a headline is made of.
struct Parts {
    cue: TokenIndex,
    source: Range<TokenIndex>,
    content: Range<TokenIndex>,
}

/// Adds a label for every headline that names its source and has no cue, and takes away what its sign was taken for where it names none.
pub fn complete(english: &English, document: &Document, grammar: &Grammar, labels: &mut Vec<Label>) {
    let below = LazyCell::new(|| running_words(document));
    let is_below = |token: TokenIndex| below.contains(&document.form(token).word);
    for paragraph in document.paragraphs() {
        let tokens = &paragraph.tokens;
        let heads = matches!(
            paragraph.place,
            Place::Headline | Place::Standfirst | Place::Heading
        );
        if !heads || tokens.len() > 40 {
            continue;
        }
        if let Some(label) = link(document, grammar, tokens) {
            super::insert(labels, label);
        }
        let Some(parts) = parts(document, grammar, tokens) else {
            continue;
        };
        let is_topic = is_topic(document, grammar, paragraph.place, &parts.content);
        let is_answered = parts.content.len() >= SHORTEST
            && !is_topic
            && answers(
                english,
                document,
                grammar,
                &parts.source,
                &parts.content,
                is_below,
            );
        let at = labels.partition_point(|label| label.cue.end <= tokens.start);
        let leads = parts.source.end == parts.cue;
        if leads {
            // *Police: man **found** dead*: nobody's cue or source reaches over the colon.
            let end = at + labels[at..].partition_point(|label| label.cue.start < tokens.end);
            let crosses = |label: &Label| {
                label.head <= parts.cue || label.source.iter().any(|source| source.contains(&parts.cue))
            };
            let is_unknown = || !below.is_empty() && !is_below(parts.source.end - 1);
            let is_offer =
                !is_answered && (is_topic || is_offer(english, document, &parts.source, is_unknown));
            if is_answered || is_offer {
                let kept: Vec<Label> = labels[at..end]
                    .iter()
                    .filter(|label| !crosses(label))
                    .cloned()
                    .collect();
                labels.splice(at..end, kept);
            }
        }
        // What a speaker in front of the colon says may hold cues of its own.
        let end = if leads { parts.cue + 1 } else { tokens.end };
        let end = at + labels[at..].partition_point(|label| label.cue.start < end);
        // *Suspect **admits** shooting couple - police*: the others are part of what stands in front of the dash.
        let is_in_front = |label: &Label| {
            let before = |run: &Range<TokenIndex>| run.end <= parts.cue;
            !leads && label.cue.end <= parts.cue && label.source.iter().all(before)
        };
        if is_answered && labels[at..end].iter().all(is_in_front) {
            let mut kept: Vec<Label> = labels[at..end].to_vec();
            for run in kept.iter_mut().flat_map(|label| &mut label.content) {
                run.end = run.end.min(parts.cue).max(run.start);
            }
            for label in &mut kept {
                label.content.retain(|run| !run.is_empty());
            }
            kept.retain(|label| !label.content.is_empty());
            labels.splice(at..end, kept);
            let label = Label {
                head: parts.cue,
                cue: parts.cue..parts.cue + 1,
                source: vec![parts.source],
                content: vec![parts.content],
                confidence: CONFIDENCE,
            };
            super::insert(labels, label);
        }
    }
}

/// *Retailers: temporary change of premises*: a heading inside the text whose second part has no verb names a topic.
/// Not: *Minister: no question of sabotage*.
fn is_topic(document: &Document, grammar: &Grammar, place: Place, content: &Range<TokenIndex>) -> bool {
    let is_verb = |token: TokenIndex| {
        let tag = grammar.tag(token);
        tag.is_finite() || matches!(tag, Tag::To | Tag::Vbn)
    };
    let denies = || matches!(document.word(content.start), "no" | "No" | "not" | "Not");
    place == Place::Heading && !content.is_empty() && !denies() && !content.clone().any(is_verb)
}

/// *Doctors urge caution* | ***as** viruses rise*: ends a content of a headline that has no verb where a clause with *as* begins.
pub fn without_second(document: &Document, grammar: &Grammar, label: &mut Label) {
    let place = document.paragraphs()[document.paragraph_of(label.head)].place;
    let Some(run) = label.content.last_mut().filter(|run| run.start >= label.cue.end) else {
        return;
    };
    let begins =
        |&token: &TokenIndex| document.word(token) == "as" && grammar.relation(token) == Relation::Mark;
    let Some(second) = run.clone().skip(1).find(begins) else {
        return;
    };
    let is_clause = grammar
        .head(second)
        .is_some_and(|verb| grammar.tag(verb).is_finite() && grammar.child(verb, Relation::Nsubj).is_some());
    let has_verb = (run.start..second).any(|token| grammar.tag(token).is_verb());
    if matches!(place, Place::Headline | Place::Heading) && is_clause && !has_verb {
        run.end = second;
    }
}

/// *Storm batters coast* | ***;** one death reported*: a semicolon parts two pieces of news, and a content is of the one its cue is in.
///
/// Not: *Roe: Voters worry; it is in their heads*, where a colon or dash is the cue.
pub fn without_other(document: &Document, grammar: &Grammar, label: &mut Label) {
    if !grammar.tag(label.head).is_verb() {
        return;
    }
    let paragraph = &document.paragraphs()[document.paragraph_of(label.head)];
    if !matches!(
        paragraph.place,
        Place::Headline | Place::Standfirst | Place::Heading
    ) {
        return;
    }
    let parts = |token: &TokenIndex| document.word(*token) == ";";
    let start = (paragraph.tokens.start..label.head).rev().find(parts);
    let end = (label.head..paragraph.tokens.end).find(parts);
    let start = start.map_or(paragraph.tokens.start, |mark| mark + 1);
    let end = end.unwrap_or(paragraph.tokens.end);
    for run in &mut label.content {
        if run.start < paragraph.tokens.end {
            *run = run.start.max(start)..run.end.min(end);
        }
    }
    label.content.retain(|run| !run.is_empty());
}

/// ***Study links** screen use to poorer sleep*: a finding that the labellers do not take for one, up to a comma with *but*.
fn link(document: &Document, grammar: &Grammar, tokens: &Range<TokenIndex>) -> Option<Label> {
    let verb = (tokens.clone().skip(1).take(LONGEST))
        .find(|&token| ["links", "ties"].contains(&document.word(token)))?;
    let finds = FINDING.contains(&&*document.word(verb - 1).to_lowercase());
    let is_phrase = (tokens.start..verb).all(|token| {
        grammar.tag(token).is_noun() || matches!(grammar.tag(token), Tag::Jj | Tag::Dt | Tag::Cd)
    });
    let breaks = |&token: &TokenIndex| {
        document.word(token) == "," && token + 1 < tokens.end && document.word(token + 1) == "but"
    };
    let content = verb + 1..(verb..tokens.end).find(breaks).unwrap_or(tokens.end);
    let leads = content.clone().any(|token| document.word(token) == "to");
    let source = tokens.start..verb;
    (finds && is_phrase && leads).then(|| super::of_verb(verb, vec![source], content))
}

/// Source, sign and content of a headline.
fn parts(document: &Document, grammar: &Grammar, tokens: &Range<TokenIndex>) -> Option<Parts> {
    if let Some(cue) = behind_quotation(document, tokens) {
        let source = cue + 1..source_end(document, grammar, cue + 1..tokens.end);
        let content = tokens.start..cue;
        return Some(Parts { cue, source, content });
    }
    let leading = tokens
        .clone()
        .take(LONGEST + 1)
        .find(|&token| document.word(token) == ":");
    if let Some(cue) = leading.filter(|&cue| cue > tokens.start && is_apart(document, cue)) {
        let (source, content) = (tokens.start..cue, cue + 1..tokens.end);
        return Some(Parts { cue, source, content });
    }
    let cue = tokens.clone().rev().find(|&token| is_dash(document, token))?;
    let (source, content) = (cue + 1..tokens.end, tokens.start..cue);
    Some(Parts { cue, source, content })
}

/// Whether what stands in front of a colon is a label of what the paper offers: *Analysis*, *Cricket*.
fn is_offer(
    english: &English,
    document: &Document,
    source: &Range<TokenIndex>,
    is_unknown: impl Fn() -> bool,
) -> bool {
    let word = document.word(source.end - 1);
    let lower = word.to_lowercase();
    match english.sources.kind(&lower) {
        Some(SourceKind::Document) => !FINDING.contains(&&*lower),
        Some(_) => false,
        None => {
            let is_media = english.names.facts(word).any(Facts::MEDIA);
            !is_media && !english.sources.is_hearsay(&lower) && is_unknown()
        }
    }
}

/// The colon behind the quotation that a line begins with.
fn behind_quotation(document: &Document, tokens: &Range<TokenIndex>) -> Option<TokenIndex> {
    let is_quoted = |token: TokenIndex| is_mark(document.word(token)) || document.word(token) == "'";
    let colon = tokens.clone().find(|&token| document.word(token) == ":")?;
    (is_quoted(tokens.start) && colon > tokens.start + 1 && is_quoted(colon - 1)).then_some(colon)
}

/// Where who is quoted ends and what they speak of begins: *nurses **on** the strike*.
fn source_end(document: &Document, grammar: &Grammar, tokens: Range<TokenIndex>) -> TokenIndex {
    let belongs = |token: TokenIndex| document.word(token) == "of";
    tokens
        .clone()
        .find(|&token| grammar.tag(token) == Tag::In && !belongs(token) || grammar.tag(token).is_verb())
        .unwrap_or(tokens.end)
}

/// Whether a space stands behind a token.
fn is_apart(document: &Document, token: TokenIndex) -> bool {
    let tokens = document.tokens();
    tokens
        .get(token + 1)
        .is_some_and(|next| tokens[token].span.end() < next.span.start())
}

/// A dash with a space on either side.
fn is_dash(document: &Document, token: TokenIndex) -> bool {
    matches!(document.word(token), "-" | "–" | "—" | "--")
        && token > 0
        && is_apart(document, token - 1)
        && is_apart(document, token)
}

fn answers(
    english: &English,
    document: &Document,
    grammar: &Grammar,
    source: &Range<TokenIndex>,
    content: &Range<TokenIndex>,
    is_below: impl Fn(TokenIndex) -> bool,
) -> bool {
    let is_word = |token: TokenIndex| {
        let joins =
            matches!(grammar.tag(token), Tag::Jj | Tag::Dt | Tag::Pos) || document.word(token) == "of";
        grammar.tag(token).is_noun() || joins
    };
    let Some(last) = source.clone().last() else {
        return false;
    };
    if source.len() > LONGEST || !source.clone().all(is_word) {
        return false;
    }
    let facts = |token: TokenIndex| english.names.facts(document.word(token));
    if source
        .clone()
        .any(|token| facts(token).any(Facts::MEDIA.or(Facts::CALENDAR)))
    {
        return false;
    }
    let word = document.word(last).to_lowercase();
    match english.sources.kind(&word) {
        Some(SourceKind::Document) => FINDING.contains(&&*word),
        Some(SourceKind::SocialPost | SourceKind::Media) => false,
        Some(_) => true,
        None if english.sources.is_hearsay(&word) => true,
        None => {
            let claims = content.clone().any(|token| grammar.tag(token).is_verb());
            let capital = document.word(last).starts_with(char::is_uppercase);
            claims && capital && is_below(last)
        }
    }
}

/// The spellings of all words of the running text.
fn running_words(document: &Document) -> HashSet<u64> {
    let running = |place: Place| matches!(place, Place::Lede | Place::Body);
    document
        .paragraphs()
        .iter()
        .filter(|paragraph| running(paragraph.place))
        .flat_map(|paragraph| paragraph.tokens.clone())
        .map(|token| document.form(token).word)
        .collect()
}
