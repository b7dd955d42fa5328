//! Words as a quotation and a transcript share them: typography, punctuation and the case of a first letter are gone.

use std::ops::Range;

use super::transcript::Transcript;
use crate::english::model::hash;
use crate::span::Span;

/// Comparing word by word takes the square of a piece's length at worst: longer ones are cut.
const LONGEST_PIECE: usize = 2_000;

/// A word with its key, the same for the same word in every typography.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) key: u64,
    pub(super) span: Span,
    /// Of a transcript: the turn that it stands in.
    pub(super) turn: usize,
}

/// The words of a quotation, in pieces where an ellipsis parts them.
#[derive(Debug, Default)]
pub(super) struct Quoted {
    pub(super) words: Vec<Word>,
    /// What stands between ellipses, in order.
    pub(super) pieces: Vec<Range<usize>>,
    /// What stands between one pair of marks, in order.
    pub(super) marks: Vec<Range<usize>>,
    /// Whether an ellipsis stands inside.
    pub(super) has_ellipsis: bool,
}

/// The words of a transcript.
#[derive(Debug, Default)]
pub(super) struct Spoken {
    pub(super) words: Vec<Word>,
}

impl Quoted {
    /// The words of `spans`, without what stands in brackets.
    pub(super) fn of(text: &str, spans: &[Span]) -> Self {
        let mut quoted = Self::default();
        for &span in spans {
            let opened = quoted.words.len();
            let mut start = opened;
            let mut bracket = false;
            let mut pending = false;
            for piece in pieces(text, span) {
                match piece {
                    Piece::Open => bracket = true,
                    Piece::Close => bracket = false,
                    Piece::Ellipsis => {
                        // At the edges of a quotation it leaves nothing out of it.
                        pending = quoted.words.len() > opened;
                        quoted.close(&mut start);
                    }
                    Piece::Word(_) if bracket => {}
                    Piece::Word(span) => {
                        quoted.has_ellipsis |= pending;
                        if quoted.words.len() - start == LONGEST_PIECE {
                            quoted.close(&mut start);
                        }
                        quoted.words.push(word(text, span, 0));
                    }
                }
            }
            quoted.close(&mut start);
            if quoted.words.len() > opened {
                quoted.marks.push(opened..quoted.words.len());
            }
        }
        quoted
    }

    /// Ends the piece that began at `start`.
    fn close(&mut self, start: &mut usize) {
        if self.words.len() > *start {
            self.pieces.push(*start..self.words.len());
        }
        *start = self.words.len();
    }

    /// From the first to the last of `words`.
    pub(super) fn span(&self, words: Range<usize>) -> Span {
        self.words[words.start].span.cover(self.words[words.end - 1].span)
    }
}

impl Spoken {
    pub(super) fn of(transcript: &Transcript) -> Self {
        let text = transcript.text();
        let mut words = Vec::with_capacity(text.len() / 6);
        for (number, turn) in transcript.turns().iter().enumerate() {
            for piece in pieces(text, turn.words) {
                if let Piece::Word(span) = piece {
                    words.push(word(text, span, number));
                }
            }
        }
        Self { words }
    }

    /// From the first to the last of `words`.
    pub(super) fn span(&self, words: Range<usize>) -> Span {
        self.words[words.start].span.cover(self.words[words.end - 1].span)
    }

    /// Whether `at` goes on with the sentence of the word before it.
    pub(super) fn continues(&self, text: &str, at: usize) -> bool {
        self.gap(text, at)
            .is_some_and(|gap| !gap.contains(['.', '?', '!']))
    }

    /// Whether no mark stands between `at` and the word before it: *not | a penny*, unlike *No, | not a penny*.
    pub(super) fn runs_on(&self, text: &str, at: usize) -> bool {
        self.gap(text, at).is_some_and(|gap| gap.trim().is_empty())
    }

    /// What stands between `at` and the word before it, if one speaker says both.
    fn gap<'a>(&self, text: &'a str, at: usize) -> Option<&'a str> {
        let (word, before) = (self.words.get(at)?, self.words.get(at.checked_sub(1)?)?);
        (word.turn == before.turn).then(|| &text[before.span.end()..word.span.start()])
    }
}

enum Piece {
    Word(Span),
    Ellipsis,
    Open,
    Close,
}

/// Words, ellipses and brackets in `span`.
fn pieces(text: &str, span: Span) -> impl Iterator<Item = Piece> + '_ {
    let mut at = span.start();
    std::iter::from_fn(move || {
        while at < span.end() {
            let rest = &text[at..span.end()];
            let length = rest
                .char_indices()
                .find(|&(offset, letter)| !joins(rest, offset, letter))
                .map_or(rest.len(), |(offset, _)| offset);
            if length > 0 {
                let word = Span::new(at, at + length);
                at += length;
                return Some(Piece::Word(word));
            }
            if let Some(dots) = ["…", "...", ". . ."].iter().find(|dots| rest.starts_with(**dots)) {
                at += dots.len();
                return Some(Piece::Ellipsis);
            }
            let letter = rest.chars().next()?;
            at += letter.len_utf8();
            match letter {
                '[' | '(' => return Some(Piece::Open),
                ']' | ')' => return Some(Piece::Close),
                _ => {}
            }
        }
        None
    })
}

/// Whether the letter at `offset` belongs to a word: letters and digits, and inside of it apostrophes, points and commas of
/// numbers.
fn joins(text: &str, offset: usize, letter: char) -> bool {
    if letter.is_alphanumeric() {
        return true;
    }
    let next = text[offset + letter.len_utf8()..].chars().next();
    offset > 0
        && match letter {
            '\'' | '’' => next.is_some_and(char::is_alphabetic),
            '.' | ',' => {
                next.is_some_and(|next| next.is_ascii_digit()) && text.as_bytes()[offset - 1].is_ascii_digit()
            }
            _ => false,
        }
}

fn word(text: &str, span: Span, turn: usize) -> Word {
    let mut plain = [0_u8; 48];
    let mut length = 0;
    let mut letters = text[span].chars();
    let first = letters.next().into_iter().flat_map(char::to_lowercase);
    for letter in first.chain(letters) {
        let letter = if letter == '’' { '\'' } else { letter };
        if letter == ',' {
            // *3,000* is *3000*.
            continue;
        }
        if length + letter.len_utf8() > plain.len() {
            return Word {
                key: hash(text[span].as_bytes()),
                span,
                turn,
            };
        }
        length += letter.encode_utf8(&mut plain[length..]).len();
    }
    Word {
        key: hash(&plain[..length]),
        span,
        turn,
    }
}

/// The parts of `content` that stand in double or single quotation marks, without the marks.
pub(super) fn between_marks(text: &str, content: &[Span]) -> Vec<Span> {
    let mut found = Vec::new();
    let mut close: Option<char> = None;
    for &span in content {
        let mut start = span.start();
        // A quotation that runs over paragraphs opens each of them anew and is closed by the last only.
        let mut inside = close.is_some();
        let slice = &text[span];
        let mut before = text[..span.start()].chars().next_back();
        for (offset, letter) in slice.char_indices() {
            let at = span.start() + offset;
            let next = slice[offset + letter.len_utf8()..].chars().next();
            match close {
                None => {
                    let closing = match letter {
                        '“' => Some('”'),
                        '"' => Some('"'),
                        '‘' if next.is_some_and(char::is_alphanumeric) => Some('’'),
                        '«' => Some('»'),
                        _ => None,
                    };
                    if closing.is_some() && !(letter == '‘' && before.is_some_and(char::is_alphanumeric)) {
                        close = closing;
                        inside = true;
                        start = at + letter.len_utf8();
                    }
                }
                Some(mark) if letter == mark => {
                    let apostrophe = mark == '’'
                        && before.is_some_and(char::is_alphabetic)
                        && next.is_some_and(char::is_alphabetic);
                    if !apostrophe {
                        if inside && start < at {
                            found.push(Span::new(start, at));
                        }
                        inside = false;
                        close = None;
                    }
                }
                Some(_) => {}
            }
            before = Some(letter);
        }
        if inside && start < span.end() {
            found.push(Span::new(start, span.end()));
        }
    }
    found
}

/// Whether two names can be one person's: the last word of the shorter is a word of the longer, *ROE* and *Jane Roe*.
pub(super) fn same_person(name: &str, speaker: &str) -> bool {
    let parts = |name: &str| -> Vec<String> {
        name.split(|letter: char| !letter.is_alphanumeric() && letter != '-')
            .filter(|part| part.len() > 1 && part.starts_with(char::is_uppercase))
            .map(str::to_lowercase)
            .collect()
    };
    let (name, speaker) = (parts(name), parts(speaker));
    match (name.last(), speaker.last()) {
        (Some(last), Some(other)) => speaker.contains(last) || name.contains(other),
        _ => false,
    }
}
