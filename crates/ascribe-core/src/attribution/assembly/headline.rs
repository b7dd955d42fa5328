//! Headlines that name who answers for them behind a dash, or who is quoted in them behind a colon.
//!
//! *Russia not to blame for the war – Putin*, *Bridge closed for a year - council*: the dash is the cue, what stands behind it the
//! source, what stands in front the content; so does the colon of *‘We will not be bullied’: nurses on the strike*. The source is a noun for one who can answer (*police*, *study*), or a name that
//! the text below has too. Counter-examples: labels of what is offered (*Storm hits the coast – in pictures*), the paper's own
//! name (*Mayor resigns – Harbour Gazette*), dashes without spaces, and headlines in which a cue was found anyway.

use std::cell::LazyCell;
use std::collections::HashSet;
use std::ops::Range;

use super::CONFIDENCE;
use crate::attribution::label::Label;
use crate::document::{Document, TokenIndex};
use crate::english::English;
use crate::english::names::Facts;
use crate::grammar::Grammar;
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

/// Adds a label for every headline that names its source and has no cue.
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
        let at = labels.partition_point(|label| label.cue.end <= tokens.start);
        let has_cue = labels.get(at).is_some_and(|label| label.cue.start < tokens.end);
        let colon = behind_quotation(document, tokens);
        let dash = || tokens.clone().rev().find(|&token| is_dash(document, token));
        let Some(cue) = colon.or_else(dash) else {
            continue;
        };
        let source = cue + 1..match colon {
            Some(_) => source_end(document, grammar, cue + 1..tokens.end),
            None => tokens.end,
        };
        let content = tokens.start..cue;
        if !has_cue
            && content.len() >= SHORTEST
            && answers(english, document, grammar, &source, &content, is_below)
        {
            let label = Label {
                head: cue,
                cue: cue..cue + 1,
                source: vec![source],
                content: vec![content],
                confidence: CONFIDENCE,
            };
            labels.insert(at, label);
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

/// A dash with a space on either side.
fn is_dash(document: &Document, token: TokenIndex) -> bool {
    let tokens = document.tokens();
    let apart = |left: TokenIndex, right: TokenIndex| {
        tokens
            .get(right)
            .is_some_and(|right| tokens[left].span.end() < right.span.start())
    };
    matches!(document.word(token), "-" | "–" | "—" | "--")
        && token > 0
        && apart(token - 1, token)
        && apart(token, token + 1)
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
