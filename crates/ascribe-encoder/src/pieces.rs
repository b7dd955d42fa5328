//! Words and word pieces as BERT cuts them, each word with its place in the untouched text.
//!
//! *Pezeshkian’s* is three words, *pezeshkian*, *’* and *s*, the first of three pieces. White space parts words and every
//! punctuation mark is one of its own, so *U.S.* is four; capitals and accents are dropped. The encoder has learnt on text
//! cut this way, so the cut has to be the same as the reference's down to the last piece; only the reference's notation
//! for special pieces (`[MASK]` in running text) is text like any other here.

use std::collections::HashMap;

use ascribe_core::span::Span;
use unicode_normalization::char::decompose_canonical;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// The piece that begins a chunk.
pub const BEGIN: u16 = 101;

/// The piece that ends a paragraph.
pub const END: u16 = 102;

/// Stands for a word that cannot be put together from pieces.
const UNKNOWN: u16 = 100;

/// Words of more characters are unknown as a whole.
const LONGEST_WORD: usize = 100;

/// Of a word of more pieces the first are taken.
const MOST_PIECES: usize = 8;

/// Pieces inside a word are listed with this prefix.
const INSIDE: &str = "##";

/// The list of word pieces.
#[derive(Debug)]
pub struct Pieces {
    begin: HashMap<&'static str, u16>,
    inside: HashMap<&'static str, u16>,
    /// Length in bytes of the longest piece.
    longest: usize,
}

/// The words of a piece of text, in text order.
#[derive(Debug, Default)]
pub struct Words {
    /// Where each word stands: from its first to its last character that counts.
    pub spans: Vec<Span>,
    /// Where the pieces of each word end in `ids`.
    ends: Vec<u32>,
    ids: Vec<u16>,
}

impl Words {
    /// The pieces of a word; never empty.
    pub fn pieces(&self, word: usize) -> &[u16] {
        let start = if word == 0 { 0 } else { self.ends[word - 1] };
        &self.ids[start as usize..self.ends[word] as usize]
    }
}

impl Pieces {
    /// Reads a vocabulary: a piece a line, its number being that of the line.
    pub fn read(vocabulary: &'static str) -> Self {
        let (mut begin, mut inside) = (HashMap::new(), HashMap::new());
        let mut longest = 0;
        for (number, piece) in vocabulary.lines().enumerate() {
            let (list, piece) = match piece.strip_prefix(INSIDE) {
                Some(rest) if !rest.is_empty() => (&mut inside, rest),
                _ => (&mut begin, piece),
            };
            longest = longest.max(piece.len());
            list.insert(piece, number as u16);
        }
        Self {
            begin,
            inside,
            longest,
        }
    }

    /// Adds the words of `text[span]` to `words`.
    pub fn cut(&self, text: &str, span: Span, words: &mut Words) {
        let mut word = Word::default();
        for (offset, character) in text[span].char_indices() {
            let start = span.start() + offset;
            let place = Span::new(start, start + character.len_utf8());
            match Kind::of(character) {
                Kind::Dropped => {}
                Kind::Space => word.end(self, words),
                Kind::Ideograph => {
                    word.end(self, words);
                    word.add(character, place);
                    word.end(self, words);
                }
                Kind::Other => decompose_canonical(character, |part| {
                    if part.general_category() == GeneralCategory::NonspacingMark {
                        return;
                    }
                    for lower in part.to_lowercase() {
                        if is_punctuation(lower) {
                            word.end(self, words);
                            word.add(lower, place);
                            word.end(self, words);
                        } else {
                            word.add(lower, place);
                        }
                    }
                }),
            }
        }
        word.end(self, words);
    }

    /// The pieces of a word in lower case: the longest that fits, then the longest that fits the rest, and so on.
    fn pieces_of(&self, word: &str, ids: &mut Vec<u16>) {
        let from = ids.len();
        let mut start = 0;
        while start < word.len() {
            let list = if start == 0 { &self.begin } else { &self.inside };
            let mut end = (start + self.longest).min(word.len());
            let found = loop {
                end = word.floor_char_boundary(end);
                if end <= start {
                    break None;
                }
                if let Some(&piece) = list.get(&word[start..end]) {
                    break Some(piece);
                }
                end -= 1;
            };
            let Some(piece) = found else {
                ids.truncate(from);
                ids.push(UNKNOWN);
                return;
            };
            ids.push(piece);
            start = end;
        }
        ids.truncate(from + MOST_PIECES);
    }
}

/// A word that is being read.
#[derive(Debug, Default)]
struct Word {
    text: String,
    characters: usize,
    span: Option<Span>,
}

impl Word {
    fn add(&mut self, character: char, place: Span) {
        // What lies beyond the limit makes the word unknown and need not be kept.
        if self.characters <= LONGEST_WORD {
            self.text.push(character);
            self.characters += 1;
        }
        self.span = Some(self.span.map_or(place, |span| span.cover(place)));
    }

    fn end(&mut self, pieces: &Pieces, words: &mut Words) {
        if let Some(span) = self.span.take() {
            if self.characters > LONGEST_WORD {
                words.ids.push(UNKNOWN);
            } else {
                pieces.pieces_of(&self.text, &mut words.ids);
            }
            words.spans.push(span);
            words.ends.push(words.ids.len() as u32);
        }
        self.text.clear();
        self.characters = 0;
    }
}

/// What a character is to the cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Control and formatting characters: as if they were not there.
    Dropped,
    /// Parts words.
    Space,
    /// Is a word.
    Ideograph,
    /// Everything else.
    Other,
}

impl Kind {
    fn of(character: char) -> Self {
        match character {
            '\t' | '\n' | '\r' | ' ' => Self::Space,
            '!'..='~' => Self::Other,
            '\0' | '\u{fffd}' => Self::Dropped,
            _ if matches!(
                character.general_category(),
                GeneralCategory::Control | GeneralCategory::Format | GeneralCategory::PrivateUse
            ) =>
            {
                Self::Dropped
            }
            _ if character.is_whitespace() => Self::Space,
            // The blocks that BERT's own code names.
            '\u{4e00}'..='\u{9fff}'
            | '\u{3400}'..='\u{4dbf}'
            | '\u{20000}'..='\u{2a6df}'
            | '\u{2a700}'..='\u{2b73f}'
            | '\u{2b740}'..='\u{2b81f}'
            | '\u{2b920}'..='\u{2ceaf}'
            | '\u{f900}'..='\u{faff}'
            | '\u{2f800}'..='\u{2fa1f}' => Self::Ideograph,
            _ => Self::Other,
        }
    }
}

fn is_punctuation(character: char) -> bool {
    character.is_ascii_punctuation()
        || (!character.is_ascii() && character.general_category_group() == GeneralCategoryGroup::Punctuation)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn pieces() -> Pieces {
        Pieces::read(include_str!("../data/vocabulary.txt"))
    }

    fn cut(pieces: &Pieces, text: &str) -> Words {
        let mut words = Words::default();
        pieces.cut(text, Span::new(0, text.len()), &mut words);
        words
    }

    /// The expected pieces were made by the reference (`encoder/reference.py` of ascribe-train).
    #[test]
    fn text_is_cut_as_the_reference_cuts_it() {
        #[derive(serde::Deserialize)]
        struct Line {
            text: String,
            words: Vec<Vec<u16>>,
        }
        let pieces = pieces();
        for line in include_str!("../tests/pieces.jsonl").lines() {
            let line: Line = serde_json::from_str(line).expect("a line of the reference");
            let words = cut(&pieces, &line.text);
            let found: Vec<&[u16]> = (0..words.spans.len()).map(|word| words.pieces(word)).collect();
            assert_eq!(found, line.words, "{}", line.text);
        }
    }

    #[test]
    fn words_keep_their_place() {
        let text = "Señor\u{200b}a N\u{303}o’s";
        let words = cut(&pieces(), text);
        let slices: Vec<&str> = words.spans.iter().map(|&span| &text[span]).collect();
        assert_eq!(slices, ["Señor\u{200b}a", "N\u{303}o", "’", "s"]);
    }

    proptest! {
        #[test]
        fn any_text_is_cut_in_order(text in "\\PC{0,40}|[“”\"a-zA-Z .\u{300}\u{2260}北\u{0}\u{ad}]{0,200}") {
            let words = cut(&pieces(), &text);
            let mut last = Span::new(0, 0);
            for (word, &span) in words.spans.iter().enumerate() {
                prop_assert!(!span.is_empty() && text.get(span.range()).is_some());
                prop_assert!(span.start() >= last.end() || span == last);
                prop_assert!((1..=MOST_PIECES).contains(&words.pieces(word).len()));
                last = span;
            }
        }
    }
}
