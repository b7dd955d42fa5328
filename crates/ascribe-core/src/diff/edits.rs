//! What differs between two states of a claim: one file a phenomenon.
//!
//! The words decide. A reading may find a source in one revision and miss it in the other although nobody touched it, so
//! the labels of either side are believed only where words were put in, taken out or replaced, and the lexicons help out
//! where both sides miss something.

mod attributions;
mod bounds;
mod called;
mod causes;
mod clauses;
mod cues;
mod elsewhere;
mod fractions;
mod frames;
mod hedges;
mod idle;
mod lone_sources;
mod marks;
mod names;
mod namesakes;
mod numbers;
mod openings;
mod polarity;
mod quotations;
mod rumours;
mod saying;
mod sources;
mod speakers;
mod steps;
mod tense;

use std::ops::Range;

use super::Edit;
use super::alignment::Hunk;
use super::policy::Policy;
use super::stretch::came_from;
use super::words::{Text, Word};
use crate::claims::Claim;
use crate::english::lemmas::Lemma;
use crate::english::phrases::Phrases;
use crate::grammar::tag::Tag;
use crate::span::Span;
use crate::vocabulary::EditKind;

/// One side of a claim that both revisions have.
pub(super) struct Side<'a> {
    pub(super) text: &'a Text<'a>,
    /// The words of its sentence, or sentences.
    pub(super) words: &'a [Word],
    /// None where this side has no such claim.
    pub(super) claim: Option<&'a Claim>,
    /// Where its own words stand among these.
    pub(super) positions: Vec<usize>,
}

/// A claim that both revisions have, with what differs in and around it.
pub(super) struct Case<'a> {
    pub(super) policy: &'a Policy,
    pub(super) old: Side<'a>,
    pub(super) new: Side<'a>,
    /// What differs in the claim and in the attributions that it stands in.
    pub(super) hunks: Vec<Hunk>,
    /// Where each old word stands in the new text.
    pub(super) stayed: &'a [Option<usize>],
    /// Words of claims beside it that came or went as a whole, which tell of themselves.
    pub(super) told: (&'a [usize], &'a [usize]),
}

pub(super) use called::whom;
pub(super) use frames::is_frame;

/// Beyond so many words that differ in one claim, which no article has, they are no longer named one by one.
const MOST_WORDS: usize = 2000;

/// All edits of a claim, in no order; place and disclosure are not weighed yet.
pub(super) fn find(case: &Case<'_>) -> Vec<Edit> {
    let came_from = came_from(case.stayed, case.new.words.len());
    let mut words = 0;
    let hunks: Vec<Hunk> = case
        .hunks
        .iter()
        .take_while(|hunk| {
            words += hunk.old.len() + hunk.new.len();
            words <= MOST_WORDS
        })
        .filter(|hunk| !is_joined(case, hunk))
        .flat_map(|hunk| quotations::at_marks(case, hunk))
        .flat_map(|hunk| elsewhere::at_dash(case, &hunk))
        .flat_map(|hunk| elsewhere::at_frame(case, hunk))
        .flat_map(|hunk| openings::cut(case, &came_from, hunk))
        .collect();
    let mut edits = Vec::new();
    let hunks = clauses::find(case, hunks, &mut edits);
    let plain = quotations::find(case, &hunks, &mut edits);
    let hedging: Vec<Hunk> = plain
        .iter()
        .filter(|hunk| !attributions::is_cue_swap(case, hunk))
        .cloned()
        .collect();
    let explained = hedges::find(case, &hedging, &mut edits);
    let framed = attributions::find(case, &plain, &explained, &mut edits);
    rumours::rumour_and_source(case, &explained, &mut edits);
    polarity::find(case, &hunks, &explained, &mut edits);
    numbers::find(case, &hunks, &mut edits);
    names::find(case, &plain, &framed, &mut edits);
    steps::find(case, &plain, &mut edits);
    causes::find(case, &plain, &mut edits);
    tense::find(case, &plain, &mut edits);
    steps::tell_hedges(&mut edits);
    // Two words of one source may stand in two ranges.
    let mut told: Vec<(EditKind, String)> = Vec::new();
    edits.retain(|edit| {
        let this = (edit.kind, edit.message.clone());
        let first = !told.contains(&this);
        told.push(this);
        first
    });
    if edits.is_empty() {
        edits.extend(wording(case));
    }
    edits
}

/// Whether two ranges differ in nothing but how their words are joined: *a **five year old*** → *a **five-year-old***, which has got no
/// number; *have not* → *haven't*.
fn is_joined(case: &Case<'_>, hunk: &Hunk) -> bool {
    let letters = |side: &Side<'_>, range: &Range<usize>| -> String {
        let words = range.clone().map(|at| side.word(at));
        words
            .flat_map(|word| {
                word.chars()
                    .filter(|letter| *letter != '-')
                    .flat_map(char::to_lowercase)
            })
            .collect()
    };
    let is_same = letters(&case.old, &hunk.old) == letters(&case.new, &hunk.new);
    !hunk.old.is_empty() && !hunk.new.is_empty() && (is_same || is_contracted(case, hunk))
}

/// What a word is drawn together to.
const CONTRACTED: [(&str, &str); 12] = [
    ("'d", "had"),
    ("'d", "would"),
    ("'ll", "will"),
    ("'m", "am"),
    ("'re", "are"),
    ("'s", "has"),
    ("'s", "is"),
    ("'ve", "have"),
    ("ca", "can"),
    ("n't", "not"),
    ("sha", "shall"),
    ("wo", "will"),
];

/// Whether two ranges differ in nothing but how far words are drawn together: *have **not*** → *have**n't***. In a quotation they are other words.
fn is_contracted(case: &Case<'_>, hunk: &Hunk) -> bool {
    let mut pairs = hunk.old.clone().zip(hunk.new.clone());
    let is_quoted =
        |side: &Side<'_>, range: &Range<usize>| side.words[range.clone()].iter().any(|word| word.quoted);
    hunk.old.len() == hunk.new.len()
        && !is_quoted(&case.old, &hunk.old)
        && !is_quoted(&case.new, &hunk.new)
        && pairs.all(|(old, new)| {
            let (was, is) = (
                case.old.word(old).to_lowercase(),
                case.new.word(new).to_lowercase(),
            );
            let (was, is) = (was.replace('’', "'"), is.replace('’', "'"));
            let short = |short: &str, long: &str| CONTRACTED.contains(&(short, long));
            was == is || short(&was, &is) || short(&is, &was)
        })
}

fn wording(case: &Case<'_>) -> Option<Edit> {
    let (first, last) = (case.hunks.first()?, case.hunks.last()?);
    Some(case.edit(
        EditKind::Wording,
        case.old.span(first.old.start..last.old.end),
        case.new.span(first.new.start..last.new.end),
        "Other words; nothing that is compared differs.".to_owned(),
    ))
}

impl Case<'_> {
    /// An edit with the severity that the policy gives to its kind.
    pub(super) fn edit(
        &self,
        kind: EditKind,
        before: Option<Span>,
        after: Option<Span>,
        message: String,
    ) -> Edit {
        Edit {
            kind,
            severity: self.policy.of(kind),
            before,
            after,
            message,
        }
    }
}

impl<'a> Side<'a> {
    /// What the words in `range` cover; none if there are none.
    pub(super) fn span(&self, range: Range<usize>) -> Option<Span> {
        let words = &self.words[range];
        let tokens = self.text.revision.document.tokens();
        let (first, last) = (words.first()?, words.last()?);
        let (first, last) = (tokens[first.token].span, tokens[last.token].span);
        // The sentences of a moved piece may stand in any order.
        (first.start() <= last.start()).then(|| first.cover(last))
    }

    /// What is written at a position.
    pub(super) fn word(&self, at: usize) -> &'a str {
        self.text.word(&self.words[at])
    }

    /// The slice that the words in `range` cover.
    pub(super) fn slice(&self, range: Range<usize>) -> &'a str {
        self.span(range)
            .map_or("", |span| self.text.revision.document.slice(span))
    }

    pub(super) fn tag(&self, at: usize) -> Tag {
        self.text.revision.grammar.tag(self.words[at].token)
    }

    /// The word that a word depends on, if it is one of the stretch.
    pub(super) fn head(&self, at: usize) -> Option<usize> {
        let head = self.text.revision.grammar.head(self.words[at].token);
        head.and_then(|head| self.position(head))
    }

    /// The form of a word that stands in a dictionary.
    pub(super) fn lemma(&self, at: usize) -> Lemma {
        self.text.lemma(self.words[at].token)
    }

    /// The attribution whose cue holds this word.
    pub(super) fn cue(&self, at: usize) -> Option<usize> {
        self.text.cues[self.words[at].token].map(|number| number as usize)
    }

    /// The attribution whose source holds this word.
    pub(super) fn source(&self, at: usize) -> Option<usize> {
        self.text.sources[self.words[at].token].map(|number| number as usize)
    }

    /// The attributions that answer for the claim.
    pub(super) fn chain(&self) -> &'a [usize] {
        self.claim.map_or(&[], |claim| &claim.attributions)
    }

    /// The position of a token, if it is a word of the stretch.
    pub(super) fn position(&self, token: usize) -> Option<usize> {
        self.words.binary_search_by_key(&token, |word| word.token).ok()
    }

    /// Whether the word is a name, or an adjective made of one; capitals at the beginning of a sentence prove nothing.
    pub(super) fn is_name(&self, at: usize) -> bool {
        let word = self.word(at);
        // An address names whom it reaches.
        if word.contains('@') {
            return true;
        }
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        let document = &self.text.revision.document;
        let token = self.words[at].token;
        let first = document.sentences()[document.sentence_of(token)].tokens.start == token;
        capital && !self.words[at].function && (self.tag(at).is_name() || !first && word != "I")
    }

    /// Whether the word is a number, in digits or letters.
    pub(super) fn is_number(&self, at: usize) -> bool {
        let word = self.word(at);
        let (first, _) = word.split_once('-').unwrap_or((word, ""));
        self.text.english.changes.numbers.contains(first)
            || word.as_bytes().first().is_some_and(u8::is_ascii_digit)
    }

    /// The keys of the words in `range`.
    pub(super) fn keys(&self, range: Range<usize>) -> Vec<u64> {
        self.words[range].iter().map(|word| word.key).collect()
    }

    /// The phrases of a list that have a word in one of the ranges.
    fn phrases<'r>(
        &self,
        list: &Phrases<()>,
        ranges: impl Iterator<Item = &'r Range<usize>>,
    ) -> Vec<Range<usize>> {
        const LONGEST: usize = 3;
        let mut found = Vec::new();
        for range in ranges {
            let from = range.start.saturating_sub(LONGEST);
            let to = self.words.len().min(range.end + LONGEST);
            for (at, length, ()) in list.all(&self.keys(from..to)) {
                let words = from + at..from + at + length;
                if overlap(range, &words) {
                    found.push(words);
                }
            }
        }
        found
    }
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// “the slice”, shortened in the middle when it is long.
pub(in crate::diff) fn quote(slice: &str) -> String {
    let words: Vec<&str> = slice.split_whitespace().collect();
    if words.len() <= 12 {
        return format!("“{}”", words.join(" "));
    }
    format!(
        "“{} … {}”",
        words[..6].join(" "),
        words[words.len() - 4..].join(" ")
    )
}
