//! What the encoder reads at a time: paragraphs packed into chunks of at most [`CHUNK`] pieces.
//!
//! A paragraph that does not fit is cut after the last word that seems to end a sentence in the second half of what fits,
//! or, where there is none, at the last word that fits. Training cuts the same way.

use ascribe_core::span::Span;

use crate::pieces::{BEGIN, END, Pieces, Words};

/// The most pieces of a chunk, without the one that begins it.
const CHUNK: usize = 254;

/// One call's worth of text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chunk {
    /// Its word pieces, with one that begins the chunk and one that ends each paragraph.
    pub ids: Vec<i32>,
    /// Of each piece, twice its word's capitals (0 none, 1 first letter, 2 all) plus whether it stands in quotation marks.
    pub features: Vec<i32>,
    /// Of each word, the number of its first piece.
    pub first: Vec<i32>,
    /// Where each word stands in the text.
    pub words: Vec<Span>,
}

/// Cuts a text into chunks, in text order. Lines are paragraphs.
pub fn chunks(pieces: &Pieces, text: &str) -> Vec<Chunk> {
    let mut packer = Packer::default();
    let mut start = 0;
    for line in text.split('\n') {
        let mut words = Words::default();
        pieces.cut(text, Span::new(start, start + line.len()), &mut words);
        packer.add(text, &words);
        start += line.len() + 1;
    }
    packer.end(text);
    packer.done
}

#[derive(Default)]
struct Packer {
    done: Vec<Chunk>,
    open: Chunk,
}

impl Packer {
    /// Adds a paragraph, in parts where it is too long.
    fn add(&mut self, text: &str, words: &Words) {
        let mut start = 0;
        let mut left: usize = (0..words.spans.len()).map(|word| words.pieces(word).len()).sum();
        while start < words.spans.len() {
            let end = if left < CHUNK {
                words.spans.len()
            } else {
                cut(text, words, start)
            };
            let size: usize = (start..end).map(|word| words.pieces(word).len()).sum();
            if self.open.ids.len() + size > CHUNK {
                self.end(text);
            }
            if self.open.ids.is_empty() {
                self.open.ids.push(i32::from(BEGIN));
            }
            for word in start..end {
                self.open.first.push(self.open.ids.len() as i32);
                self.open
                    .ids
                    .extend(words.pieces(word).iter().map(|&id| i32::from(id)));
                self.open.words.push(words.spans[word]);
            }
            self.open.ids.push(i32::from(END));
            left -= size;
            start = end;
        }
    }

    fn end(&mut self, text: &str) {
        let mut chunk = std::mem::take(&mut self.open);
        if !chunk.words.is_empty() {
            chunk.features = features(text, &chunk);
            self.done.push(chunk);
        }
    }
}

/// Where the part that begins at word `start` ends.
fn cut(text: &str, words: &Words, start: usize) -> usize {
    let (mut size, mut end, mut sentence) = (1, start, None);
    while end < words.spans.len() && size + words.pieces(end).len() <= CHUNK {
        if end > start && matches!(&text[words.spans[end - 1]], "." | "!" | "?" | "”" | "\"") {
            sentence = Some(end);
        }
        size += words.pieces(end).len();
        end += 1;
    }
    let half = start + (end - start) / 2;
    sentence.filter(|&sentence| sentence > half).unwrap_or(end)
}

/// The marks of an open quotation.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Marks {
    Double,
    Single,
}

impl Marks {
    /// What is open behind a word. Single marks count where no double ones are open; one that has a letter or digit behind it, or
    /// nothing to close, is an apostrophe.
    fn behind(open: Option<Self>, text: &str, word: Span) -> Option<Self> {
        let goes_on = || text[word.end()..].starts_with(char::is_alphanumeric);
        match &text[word] {
            "\"" if open == Some(Self::Double) => None,
            "“" | "\"" => Some(Self::Double),
            "”" => None,
            "‘" | "’" | "'" if open == Some(Self::Single) && !goes_on() => None,
            "‘" | "'" if open.is_none() => {
                let begins = !text[..word.start()].ends_with(char::is_alphanumeric);
                (begins && goes_on()).then_some(Self::Single)
            }
            _ => open,
        }
    }
}

fn features(text: &str, chunk: &Chunk) -> Vec<i32> {
    let mut features = vec![0; chunk.ids.len()];
    let (mut open, mut last) = (None, chunk.words[0].start());
    for (number, &span) in chunk.words.iter().enumerate() {
        // Two words of one character share its place.
        if text.get(last..span.start()).is_some_and(|gap| gap.contains('\n')) {
            open = None;
        }
        open = Marks::behind(open, text, span);
        let first = chunk.first[number] as usize;
        let next = chunk
            .first
            .get(number + 1)
            .map_or(chunk.ids.len(), |&next| next as usize);
        let end = (first..next)
            .find(|&piece| chunk.ids[piece] == i32::from(END))
            .unwrap_or(next);
        features[first..end].fill(2 * capitals(&text[span]) + i32::from(open.is_some()));
        last = span.end();
    }
    features
}

/// 2 if a word of several characters has capitals only, 1 if its first is one, else 0.
fn capitals(word: &str) -> i32 {
    let mut characters = word.chars();
    let first = characters.next().is_some_and(char::is_uppercase);
    let several = characters.next().is_some();
    let any = word.chars().any(char::is_uppercase);
    if several && any && !word.chars().any(char::is_lowercase) {
        2
    } else {
        i32::from(first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<Chunk> {
        chunks(&Pieces::read(include_str!("../data/vocabulary.txt")), text)
    }

    #[test]
    fn paragraphs_share_a_chunk_while_they_fit() {
        let found = cut("One man said so.\n\n \nTWO “said Yes” no.\n");
        assert_eq!(found.len(), 1);
        let chunk = &found[0];
        let end = i32::from(END);
        let ends: Vec<usize> = (0..chunk.ids.len())
            .filter(|&piece| chunk.ids[piece] == end)
            .collect();
        assert_eq!(chunk.ids[0], i32::from(BEGIN));
        assert_eq!(ends, [6, 14]);
        assert_eq!(chunk.first, [1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 13]);
        assert_eq!(chunk.features, [0, 2, 0, 0, 0, 0, 0, 4, 1, 1, 3, 0, 0, 0, 0]);
    }

    #[test]
    fn a_quotation_ends_with_its_line() {
        let found = cut("“Not closed\nnot open");
        assert_eq!(found[0].features, [0, 1, 3, 1, 0, 0, 0, 0]);
    }

    #[test]
    fn single_marks_quote_and_apostrophes_do_not() {
        let quoted = |text| -> Vec<i32> {
            let features = &cut(text)[0].features;
            features.iter().map(|feature| feature % 2).collect()
        };
        assert_eq!(quoted("‘don’t go’ she said"), [0, 1, 1, 1, 1, 1, 0, 0, 0, 0]);
        assert_eq!(quoted("the boys’ game"), [0, 0, 0, 0, 0, 0]);
        assert_eq!(quoted("“a ‘b’ c” d"), [0, 1, 1, 1, 1, 1, 1, 0, 0, 0]);
        assert_eq!(quoted("'no' it is"), [0, 1, 1, 0, 0, 0, 0]);
    }

    #[test]
    fn a_long_paragraph_is_cut_after_a_sentence() {
        let text = format!("{}. {}", "word ".repeat(199), "more ".repeat(300));
        let found = cut(&text);
        let words: Vec<usize> = found.iter().map(|chunk| chunk.words.len()).collect();
        assert_eq!(words, [200, 253, 47]);
        assert!(found.iter().all(|chunk| chunk.ids.len() <= CHUNK + 1));
    }

    #[test]
    fn text_without_words_has_no_chunks() {
        assert_eq!(cut(""), []);
        assert_eq!(cut(" \n\u{200b}\n\u{0}"), []);
    }
}
