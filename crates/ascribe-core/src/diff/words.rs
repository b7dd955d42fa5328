//! The words of a revision as a comparison sees them: typography and punctuation are gone, whoever wrote them stays.
//!
//! *“We left”* and *"we left"* have the same words; *3,000* and *3000* too. A question mark is a word, for it turns a
//! statement into something else; all other punctuation is none. Datelines and bylines have no words.

use std::cell::OnceCell;
use std::ops::Range;

use super::neighbours::Neighbours;
use crate::claims::ClaimIndex;
use crate::document::{Document, TokenIndex, TokenKind};
use crate::english::English;
use crate::english::lemmas::Lemma;
use crate::english::model::mix;
use crate::english::words::key;
use crate::grammar::tag::Tag;
use crate::revision::Revision;
use crate::signs::hedges::{self, HedgeCue};
use crate::vocabulary::Place;

/// A token that counts in comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// The same for the same word in every typography and case.
    pub(super) key: u64,
    /// Where it stands.
    pub(super) token: TokenIndex,
    /// Whether it stands in double quotation marks.
    pub(super) quoted: bool,
    /// Whether it is a word of grammar.
    pub(super) function: bool,
}

/// A revision with its words.
pub(super) struct Text<'a> {
    pub(super) english: &'a English,
    pub(super) revision: &'a Revision,
    /// In text order.
    pub(super) words: Vec<Word>,
    /// The sentences that have words, in text order.
    pub(super) sentences: Vec<Sentence>,
    /// In text order.
    pub(super) hedges: Vec<HedgeCue>,
    /// By token: the attribution whose source it belongs to.
    pub(super) sources: Vec<Option<u32>>,
    /// By token: the attribution whose cue it belongs to.
    pub(super) cues: Vec<Option<u32>>,
    neighbours: OnceCell<Neighbours>,
}

/// A sentence that takes part in the comparison.
pub(super) struct Sentence {
    /// Its number in the document.
    pub(super) number: usize,
    /// Its words.
    pub(super) words: Range<usize>,
    /// The same for sentences that differ in nothing but typography.
    pub(super) key: u64,
    /// The claims that begin in it.
    pub(super) claims: Vec<ClaimIndex>,
}

impl<'a> Text<'a> {
    pub(super) fn of(english: &'a English, revision: &'a Revision) -> Self {
        let document = &revision.document;
        let quoted = quoted(revision);
        let mut words = Vec::with_capacity(document.tokens().len());
        let mut sentences = Vec::new();
        let mut of_number = vec![None; document.sentences().len()];
        for (number, sentence) in document.sentences().iter().enumerate() {
            let place = document.paragraphs()[sentence.paragraph].place;
            if matches!(place, Place::Byline | Place::Dateline) {
                continue;
            }
            let start = words.len();
            let mut whole = 0;
            for token in sentence.tokens.clone() {
                let text = document.word(token);
                if counts(document.tokens()[token].kind, text) {
                    let key = plain_key(text);
                    whole = mix(whole, mix(key, u64::from(quoted[token])));
                    words.push(Word {
                        key,
                        token,
                        quoted: quoted[token],
                        function: english.changes.function.contains(text)
                            && !is_acronym(text, revision.grammar.tag(token)),
                    });
                }
            }
            if words.len() > start {
                of_number[number] = Some(sentences.len());
                sentences.push(Sentence {
                    number,
                    words: start..words.len(),
                    key: whole,
                    claims: Vec::new(),
                });
            }
        }
        for (claim, found) in revision.claims.iter().enumerate() {
            if let Some(sentence) = of_number.get(found.sentence).copied().flatten() {
                sentences[sentence].claims.push(claim);
            }
        }
        let mut sources = vec![None; document.tokens().len()];
        let mut cues = sources.clone();
        for (number, attribution) in revision.attributions.iter().enumerate() {
            let number = Some(number as u32);
            for span in attribution.source.iter().flat_map(|source| &source.spans) {
                sources[document.tokens_in(*span)].fill(number);
            }
            cues[document.tokens_in(attribution.cue.span)].fill(number);
        }
        Self {
            english,
            revision,
            words,
            sentences,
            hedges: hedges::find(english, document, &revision.grammar),
            sources,
            cues,
            neighbours: OnceCell::new(),
        }
    }

    /// Which words stand in it side by side.
    pub(super) fn neighbours(&self) -> &Neighbours {
        self.neighbours.get_or_init(|| Neighbours::of(self))
    }

    /// Whether a sentence, by its number among these, is the headline.
    pub(super) fn is_headline(&self, sentence: usize) -> bool {
        let document = &self.revision.document;
        let number = self.sentences[sentence].number;
        document.paragraphs()[document.sentences()[number].paragraph].place == Place::Headline
    }

    /// The form of a token that stands in a dictionary.
    pub(super) fn lemma(&self, token: TokenIndex) -> Lemma {
        let tag = self.revision.grammar.tag(token);
        self.english.lemmas.lemma(self.revision.document.word(token), tag)
    }

    /// The text of a word.
    pub(super) fn word(&self, word: &Word) -> &'a str {
        self.revision.document.word(word.token)
    }
}

/// Whether letters that spell a word of grammar stand for a name: *US*, and *WHO* where it is none of *who*.
fn is_acronym(text: &str, tag: Tag) -> bool {
    text.len() > 1 && tag.is_name() && text.bytes().all(|letter| letter.is_ascii_uppercase())
}

/// Whether a token counts in comparison.
fn counts(kind: TokenKind, text: &str) -> bool {
    match kind {
        TokenKind::Word | TokenKind::Number | TokenKind::Symbol => true,
        TokenKind::Punctuation => text.contains('?'),
    }
}

/// The key of a word; digits are not parted by commas.
fn plain_key(text: &str) -> u64 {
    if text.as_bytes()[0].is_ascii_digit() && text.contains(',') {
        return key(&text.replace(',', ""));
    }
    if text.is_ascii() || text.contains(['’', '‘']) {
        key(text)
    } else {
        key(&text.to_lowercase())
    }
}

/// For each token whether it stands inside quotation marks; a double mark that is not closed runs to the paragraph's end.
///
/// Single marks count where they are closed in the same paragraph, and open and close like marks and not like apostrophes.
fn quoted(revision: &Revision) -> Vec<bool> {
    let document = &revision.document;
    let mut quoted = vec![false; document.tokens().len()];
    for paragraph in document.paragraphs() {
        let mut open = false;
        for token in paragraph.tokens.clone() {
            match document.word(token) {
                // Typists mix the marks up; what stands beside one tells what it does.
                mark if is_double_mark(mark) => {
                    open = opens(document, token) || !closes(document, token) && !open;
                }
                _ => quoted[token] = open,
            }
        }
        let mut opened = None;
        for token in paragraph.tokens.clone() {
            match (single_mark(document, token), opened) {
                (Some(Mark::Opens), None) => opened = Some(token),
                (Some(Mark::Closes), Some(from)) => {
                    quoted[from + 1..token].fill(true);
                    opened = None;
                }
                _ => {}
            }
        }
    }
    quoted
}

/// What a single quotation mark does.
enum Mark {
    Opens,
    Closes,
}

/// Whether a token is a single quotation mark: it opens before a word and behind none, and closes the other way round.
fn single_mark(document: &Document, token: TokenIndex) -> Option<Mark> {
    if !matches!(document.word(token), "'" | "‘" | "’") {
        return None;
    }
    if opens(document, token) {
        Some(Mark::Opens)
    } else {
        closes(document, token).then_some(Mark::Closes)
    }
}

fn is_double_mark(text: &str) -> bool {
    matches!(text, "“" | "”" | "\"" | "``" | "''" | "„" | "«" | "»")
}

/// Whether a mark stands before a word and behind none.
fn opens(document: &Document, token: TokenIndex) -> bool {
    let (before, behind) = around(document, token);
    let free = before.is_none_or(|letter| letter.is_whitespace() || "([-–—\"“".contains(letter));
    free && behind.is_some_and(char::is_alphanumeric)
}

/// Whether a mark stands behind something and before no word.
fn closes(document: &Document, token: TokenIndex) -> bool {
    let (before, behind) = around(document, token);
    !before.is_none_or(char::is_whitespace) && !behind.is_some_and(char::is_alphanumeric)
}

/// The letters beside a token.
fn around(document: &Document, token: TokenIndex) -> (Option<char>, Option<char>) {
    let span = document.tokens()[token].span;
    let text = document.text();
    (
        text[..span.start()].chars().next_back(),
        text[span.end()..].chars().next(),
    )
}
