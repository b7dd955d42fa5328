//! Which part of the article each block is.
//!
//! A headline is a first line that reads like a title; what stands between it and the byline, dateline or first full
//! sentence is a standfirst. A line without closing punctuation between paragraphs is a heading (*What happens next*);
//! counter-examples: items of a list, a signature (*— Jane Roe*), a line that announces the next with a colon. Lines of
//! furniture (*Reporting by …*, *Photograph: …*, *Read more*) become byline or caption. A dateline leaves the block that
//! it opens (`read::datelines`), and so does the credit that ends a caption. Deliberately missed: a heading that is a whole
//! sentence or a question, a headline of more than forty words, captions without label or credit.

use std::ops::Range;

use super::datelines;
use crate::document::{Token, TokenIndex, TokenKind};
use crate::english::English;
use crate::english::furniture::Opening;
use crate::vocabulary::Place;

/// No line of furniture or heading is longer, in tokens.
const SHORT: usize = 16;
/// No headline is longer, in tokens.
const LONGEST_HEADLINE: usize = 45;
/// No standfirst, caption or credit is longer, in tokens.
const LONGEST_FURNITURE: usize = 70;

/// A paragraph to be.
pub(super) type Placed = (Place, Range<TokenIndex>);

/// The paragraphs that `blocks` (ranges of tokens, none empty) make up, each with its place.
pub(super) fn find(
    english: &English,
    text: &str,
    tokens: &[Token],
    blocks: &[Range<TokenIndex>],
) -> Vec<Placed> {
    let finder = Placer {
        english,
        text,
        tokens,
    };
    let lines: Vec<Line> = blocks.iter().map(|block| finder.line(block.clone())).collect();
    let runs = open_runs(&lines);
    let mut placed = Vec::with_capacity(blocks.len() + 2);
    let mut stage = Stage::Top;
    for (number, line) in lines.iter().enumerate() {
        let rest = &lines[number + 1..];
        let before = number.checked_sub(1).map(|before| &lines[before]);
        match line.furniture {
            Some(place) => {
                finder.push_furniture(place, line, &mut placed);
                if stage == Stage::Top && place != Place::Caption {
                    stage = Stage::AboveText;
                }
            }
            None if stage == Stage::Top && finder.is_headline(line, rest) => {
                placed.push((Place::Headline, line.block.clone()));
                stage = Stage::AboveText;
            }
            None if stage != Stage::Text && finder.is_standfirst(line, rest, number, &placed) => {
                placed.push((Place::Standfirst, line.block.clone()));
            }
            None if stage != Stage::Text => {
                finder.push_text(Place::Lede, line, &mut placed);
                stage = Stage::Text;
            }
            None if finder.is_heading(line, before, rest, runs[number]) => {
                placed.push((Place::Heading, line.block.clone()));
            }
            None => finder.push_text(Place::Body, line, &mut placed),
        }
    }
    placed
}

/// How far down the article we are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Top,
    AboveText,
    Text,
}

/// A block and what can be seen of it alone.
struct Line {
    block: Range<TokenIndex>,
    /// It ends with a mark that closes a sentence, or announces or joins the next line.
    closed: bool,
    /// It ends with a colon.
    announces: bool,
    furniture: Option<Place>,
}

/// For each line, how many short lines without closing mark stand in a row around it.
fn open_runs(lines: &[Line]) -> Vec<usize> {
    let mut runs = vec![0; lines.len()];
    let mut start = 0;
    for end in 0..=lines.len() {
        let open = lines
            .get(end)
            .is_some_and(|line| !line.closed && line.block.len() <= LONGEST_HEADLINE);
        if !open {
            runs[start..end].fill(end - start);
            start = end + 1;
        }
    }
    runs
}

struct Placer<'a> {
    english: &'a English,
    text: &'a str,
    tokens: &'a [Token],
}

impl Placer<'_> {
    fn word(&self, token: TokenIndex) -> &str {
        &self.text[self.tokens[token].span.range()]
    }

    fn line(&self, block: Range<TokenIndex>) -> Line {
        let last = block.clone().rev().find(|&token| !is_closer(self.word(token)));
        let mark = last
            .filter(|&last| self.tokens[last].kind == TokenKind::Punctuation)
            .map_or("", |last| self.word(last));
        Line {
            closed: mark.ends_with(['.', '?', '!', '…', ':', ',', ';'])
                || block.len() > SHORT && last.is_some_and(|last| self.word(last).ends_with('.')),
            announces: mark == ":",
            furniture: self.furniture(&block),
            block,
        }
    }

    /// Byline, dateline or caption, if the line is nothing but that.
    fn furniture(&self, block: &Range<TokenIndex>) -> Option<Place> {
        if block.len() > LONGEST_FURNITURE {
            return None;
        }
        if !block
            .clone()
            .any(|token| self.tokens[token].kind != TokenKind::Punctuation && self.has_letter_or_digit(token))
        {
            return Some(Place::Caption);
        }
        if self.is_contribution(block) {
            return Some(Place::Byline);
        }
        if self.is_date_line(block) {
            return Some(Place::Dateline);
        }
        if self.credit(block).is_some() || self.is_agency_credit(block) {
            return Some(Place::Caption);
        }
        let skipped = usize::from(matches!(self.word(block.start), "(" | "["));
        let start = (block.start + skipped).min(block.end - 1);
        if self.word(start) == "©" {
            return Some(Place::Caption);
        }
        let line = &self.text[self.tokens[start].span.start()..self.tokens[block.end - 1].span.end()];
        let (opening, bytes) = self.english.furniture.opening(self.word(start), line)?;
        let opened = self.tokens[start].span.start() + bytes;
        let next = (start..block.end).find(|&token| self.tokens[token].span.start() >= opened);
        let labelled = next.is_none_or(|next| self.word(next) == ":");
        match opening {
            Opening::Byline => next
                .is_some_and(|next| self.is_byline(block, start, next))
                .then_some(Place::Byline),
            Opening::Credit | Opening::Label => labelled.then_some(Place::Caption),
            Opening::Caption => Some(Place::Caption),
            Opening::Navigation => (block.len() <= SHORT).then_some(Place::Caption),
        }
    }

    fn has_letter_or_digit(&self, token: TokenIndex) -> bool {
        self.word(token).chars().any(char::is_alphanumeric)
    }

    /// Whether a name follows: *By Jane Roe and John Doe, political staff*, not *By Monday the river had risen*.
    fn is_byline(&self, block: &Range<TokenIndex>, start: TokenIndex, name: TokenIndex) -> bool {
        let capital =
            |token: TokenIndex| token < block.end && self.word(token).starts_with(char::is_uppercase);
        let by_only = name == start + 1;
        let names = capital(name) && !self.english.furniture.dates(self.word(name));
        let ends = block.len() <= SHORT && self.word(block.end - 1) != "." || block.len() <= 6;
        names && (!by_only || ends && (capital(name + 1) || name + 1 == block.end))
    }

    /// *John Doe in Paris contributed to this report.*
    fn is_contribution(&self, block: &Range<TokenIndex>) -> bool {
        block.clone().skip(1).any(|token| {
            let rest: [&str; 3] = std::array::from_fn(|ahead| match token + ahead {
                at if at < block.end => self.word(at),
                _ => "",
            });
            matches!(
                rest,
                ["contributed", "reporting", _] | ["contributed", "to", "this"]
            )
        })
    }

    /// *Thursday, February 23, 2006*; *Last updated at 9:30 a.m. GMT*.
    fn is_date_line(&self, block: &Range<TokenIndex>) -> bool {
        let number = |token: TokenIndex| self.tokens[token].kind == TokenKind::Number;
        block.len() <= SHORT
            && block.clone().any(number)
            && block
                .clone()
                .any(|token| self.tokens[token].kind == TokenKind::Word)
            && block.clone().all(|token| match self.tokens[token].kind {
                TokenKind::Number | TokenKind::Symbol => true,
                TokenKind::Punctuation => !matches!(self.word(token), "?" | "!" | "\"" | "“"),
                TokenKind::Word => {
                    let word = self.word(token);
                    self.english.furniture.dates(word)
                        || word.starts_with(|first: char| first.is_ascii_digit())
                }
            })
    }

    /// Where the credit starts that a caption ends with: *The bridge on Monday. Photograph: Jane Roe/Agency*.
    fn credit(&self, block: &Range<TokenIndex>) -> Option<TokenIndex> {
        let from = block.end.saturating_sub(SHORT).max(block.start);
        (from..block.end.saturating_sub(1)).find(|&token| {
            let label = matches!(
                self.english.furniture.opening(self.word(token), self.word(token)),
                Some((Opening::Credit, _))
            );
            label && self.word(token + 1) == ":" && self.word(token).starts_with(char::is_uppercase)
        })
    }

    /// *… (AP Photo/Jane Roe)*, *… Jane Roe/Getty Images*.
    fn is_agency_credit(&self, block: &Range<TokenIndex>) -> bool {
        let from = block.end.saturating_sub(8).max(block.start);
        (from + 1..block.end).any(|token| {
            let pair = (self.word(token - 1), self.word(token));
            matches!(
                pair,
                ("AP" | "Agency" | "Press" | "File" | "REUTERS", "Photo")
                    | ("Getty", "Images")
                    | ("/", "Getty" | "AFP" | "Reuters" | "AP")
            ) && (token + 3 >= block.end || pair.1 == "Photo")
        })
    }

    /// Whether the first line is a title, seen by itself and by what follows.
    fn is_headline(&self, line: &Line, rest: &[Line]) -> bool {
        let Some(next) = rest.iter().find(|next| next.furniture != Some(Place::Caption)) else {
            return false;
        };
        if line.block.len() > LONGEST_HEADLINE || line.announces || self.is_dated(line) {
            return false;
        }
        if !line.closed || next.furniture.is_some() || self.is_dated(next) {
            return true;
        }
        let end = line
            .block
            .clone()
            .rev()
            .find(|&token| !is_closer(self.word(token)));
        let inner = line.block.start..end.unwrap_or(line.block.start);
        let one_sentence = !inner
            .clone()
            .any(|token| matches!(self.word(token), "." | "?" | "!"));
        let speech = matches!(self.word(line.block.start), "\"" | "“" | "‘" | "''" | "'");
        let longer = next.block.len() > SHORT && next.block.len() * 2 > line.block.len() * 3;
        let clipped = one_sentence && longer && !speech && self.is_clipped(&inner);
        clipped || self.is_title_case(inner) || self.word(line.block.end - 1) == ";"
    }

    /// Whether a line is written as headlines are: short, without articles, weekday and *said*.
    fn is_clipped(&self, block: &Range<TokenIndex>) -> bool {
        let wordy = |token: TokenIndex| {
            let word = self.word(token);
            matches!(
                word,
                "a" | "A" | "an" | "An" | "the" | "The" | "said" | "was" | "were" | "had"
            ) || word.ends_with("day")
        };
        block.len() <= SHORT && !block.clone().any(wordy)
    }

    /// Whether the line opens with a dateline.
    fn is_dated(&self, line: &Line) -> bool {
        datelines::find(self.text, self.tokens, &line.block, true).is_some()
    }

    /// Whether all but small words are written large.
    fn is_title_case(&self, block: Range<TokenIndex>) -> bool {
        let long = |&token: &TokenIndex| {
            self.tokens[token].kind == TokenKind::Word && self.tokens[token].span.len() > 4
        };
        let words = block.clone().filter(long).count();
        let large = block
            .filter(long)
            .filter(|&token| !self.word(token).starts_with(char::is_lowercase))
            .count();
        words >= 3 && large * 5 >= words * 4
    }

    /// Whether a line above the text stands under a headline and sums the article up.
    fn is_standfirst(&self, line: &Line, rest: &[Line], number: usize, placed: &[Placed]) -> bool {
        let headline = placed.iter().find(|(place, _)| *place == Place::Headline);
        let (Some((_, headline)), Some(next)) = (headline, rest.first()) else {
            return false;
        };
        if number > 4 || line.block.len() > LONGEST_FURNITURE || self.is_dated(line) {
            return false;
        }
        let signature = |place: Place| matches!(place, Place::Byline | Place::Dateline);
        let continues = placed.len() == 1 && self.word(headline.end - 1) == ";";
        let open = !line.closed && !self.is_speech(&line.block);
        let signed = placed.iter().any(|&(place, _)| signature(place));
        let above = self.is_dated(next)
            || rest
                .iter()
                .take(2)
                .any(|next| next.furniture.is_some_and(signature));
        continues || open || !signed && (above || self.is_item(&line.block))
    }

    /// *• Three held after raid*
    fn is_item(&self, block: &Range<TokenIndex>) -> bool {
        matches!(
            self.word(block.start),
            "•" | "*" | "-" | "–" | "·" | "▪" | "■" | "—" | "--" | "―"
        )
    }

    /// *SMITH: We will not.*, *Q: When?*
    fn is_speech(&self, block: &Range<TokenIndex>) -> bool {
        (block.start..block.end.min(block.start + 6)).any(|token| self.word(token) == ":")
    }

    fn is_heading(&self, line: &Line, before: Option<&Line>, rest: &[Line], run: usize) -> bool {
        let small = self
            .word(line.block.start)
            .starts_with(|first: char| first.is_lowercase());
        let listed = run > 2 || before.is_some_and(|before| before.announces);
        let followed = rest.iter().any(|next| next.furniture.is_none());
        line.block.len() <= SHORT
            && !line.closed
            && !small
            && !listed
            && followed
            && !self.is_item(&line.block)
            && !self.is_speech(&line.block)
    }

    /// A paragraph of running text, without the dateline that opens it.
    fn push_text(&self, place: Place, line: &Line, placed: &mut Vec<Placed>) {
        let block = line.block.clone();
        let Some(dateline) = datelines::find(self.text, self.tokens, &block, place == Place::Lede) else {
            placed.push((place, block));
            return;
        };
        if dateline.start > block.start {
            placed.push((Place::Byline, block.start..dateline.start));
        }
        placed.push((Place::Dateline, dateline.clone()));
        if dateline.end < block.end {
            placed.push((place, dateline.end..block.end));
        }
    }

    /// A line of furniture; a caption without the credit that ends it.
    fn push_furniture(&self, place: Place, line: &Line, placed: &mut Vec<Placed>) {
        let block = line.block.clone();
        match self.credit(&block) {
            Some(credit) if place == Place::Caption && credit > block.start => {
                placed.push((place, block.start..credit));
                placed.push((place, credit..block.end));
            }
            _ => placed.push((place, block)),
        }
    }
}

fn is_closer(word: &str) -> bool {
    matches!(word, "\"" | "'" | "''" | "”" | "’" | "»" | ")" | "]" | "}")
}
