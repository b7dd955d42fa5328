//! Which part of the article each block is.
//!
//! A headline is a first line that reads like a title; what stands between it and the byline, dateline or first full
//! sentence is a standfirst. A line without closing punctuation between paragraphs is a heading (*What happens next*), and so is a short question;
//! counter-examples: items of a list, a signature (*— Jane Roe*), a line that announces the next with a colon. Lines of
//! furniture (`read::furniture`) become byline, dateline or caption. A dateline leaves the block that
//! it opens (`read::datelines`), and so does the credit that ends a caption. Deliberately missed: a heading that is a whole
//! sentence, a headline of more than forty words, captions without label or credit.

use std::ops::Range;

use super::datelines;
use crate::document::{Token, TokenIndex, TokenKind};
use crate::english::English;
use crate::vocabulary::Place;

/// No line of navigation or heading is longer, in tokens.
pub(super) const SHORT: usize = 16;
/// No headline is longer, in tokens.
const LONGEST_HEADLINE: usize = 45;
/// No standfirst, caption or credit is longer, in tokens.
pub(super) const LONGEST_FURNITURE: usize = 70;

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
        // A date that stands alone in the middle of the text is an item of a list, or a cell of a table.
        let listed = stage == Stage::Text && !rest.is_empty();
        match line.furniture {
            Some(Place::Dateline) if listed => placed.push((Place::Body, line.block.clone())),
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
            None if stage != Stage::Text && finder.is_entry(line) => finder.push_heading(line, &mut placed),
            None if stage != Stage::Text => {
                let above = if stage == Stage::AboveText {
                    finder.above_text(line, rest, number, &placed)
                } else {
                    None
                };
                if let Some(place) = above {
                    placed.push((place, line.block.clone()));
                } else {
                    finder.push_text(Place::Lede, line, &mut placed);
                    stage = Stage::Text;
                }
            }
            None if finder.is_heading(line, before, rest, runs[number])
                || finder.is_question(line, before, rest) =>
            {
                finder.push_heading(line, &mut placed);
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

/// For each line, how many lines that look like headings stand in a row around it: many are a list.
fn open_runs(lines: &[Line]) -> Vec<usize> {
    let mut runs = vec![0; lines.len()];
    let mut start = 0;
    for end in 0..=lines.len() {
        let open = lines
            .get(end)
            .is_some_and(|line| !line.closed && line.furniture.is_none() && line.block.len() <= SHORT);
        if !open {
            runs[start..end].fill(end - start);
            start = end + 1;
        }
    }
    runs
}

/// What the lines are seen with.
pub(super) struct Placer<'a> {
    pub(super) english: &'a English,
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
}

impl Placer<'_> {
    pub(super) fn word(&self, token: TokenIndex) -> &str {
        &self.text[self.tokens[token].span.range()]
    }

    fn line(&self, block: Range<TokenIndex>) -> Line {
        let last = block.clone().rev().find(|&token| !is_closer(self.word(token)));
        let mark = last
            .filter(|&last| self.tokens[last].kind == TokenKind::Punctuation)
            .map_or("", |last| self.word(last));
        let speaks = self.speaks(&block);
        Line {
            closed: speaks
                || mark.ends_with(['.', '?', '!', '…', ':', ',', ';'])
                || block.len() > SHORT && last.is_some_and(|last| self.word(last).ends_with('.')),
            announces: speaks || mark == ":",
            furniture: self.furniture(&block),
            block,
        }
    }

    /// *Ada Roe **said***: its colon is missing. Not: *What the mayor said*, *Bridge to close, council **says***.
    fn speaks(&self, block: &Range<TokenIndex>) -> bool {
        let asks = ["How", "What", "When", "Where", "Who", "Why"].contains(&self.word(block.start));
        let opens = block.end < self.tokens.len() && matches!(self.word(block.end), "\"" | "“" | "‘");
        let last = self.word(block.end - 1);
        !asks && block.len() > 1 && (last == "said" || opens && ["added", "adds", "says"].contains(&last))
    }

    /// Whether the first line is a title, seen by itself and by what follows.
    fn is_headline(&self, line: &Line, rest: &[Line]) -> bool {
        let Some(next) = rest.iter().find(|next| next.furniture != Some(Place::Caption)) else {
            return false;
        };
        if line.block.len() > LONGEST_HEADLINE
            || line.announces
            || self.is_dated(line)
            || self.is_clock(&line.block)
        {
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
        let open_end = matches!(self.word(line.block.end - 1), "?" | "..." | "…");
        let asks =
            one_sentence && open_end && !speech && !self.is_speech(&line.block) && line.block.len() <= SHORT;
        clipped || asks || self.is_title_case(inner) || self.word(line.block.end - 1) == ";"
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

    /// The place of a line between the first one and the text, if it is none of the text.
    fn above_text(&self, line: &Line, rest: &[Line], number: usize, placed: &[Placed]) -> Option<Place> {
        let next = rest.first()?;
        let (before, block) = placed.last()?;
        if number > 6 || line.block.len() > LONGEST_FURNITURE || self.is_dated(line) {
            return None;
        }
        let open = !line.closed && !self.is_speech(&line.block);
        let kicker = *before == Place::Headline
            && block.len() <= 2
            && block.clone().all(|token| self.is_capitals(token));
        let signature = |place: Place| matches!(place, Place::Byline | Place::Dateline);
        let signed = placed.iter().any(|&(place, _)| signature(place));
        let signs = rest
            .iter()
            .take(2)
            .any(|next| next.furniture.is_some_and(signature));
        let headed = placed.iter().any(|&(place, _)| place == Place::Headline);
        if kicker && open {
            Some(Place::Headline)
        } else if (*before == Place::Heading || self.is_clock(block)) && open {
            Some(Place::Heading)
        } else if open && headed && self.is_names(&line.block) {
            Some(Place::Byline)
        } else if headed && (open || *before == Place::Headline && self.word(block.end - 1) == ";") {
            Some(Place::Standfirst)
        } else {
            let above = signs || self.is_dated(next);
            (headed && !signed && (above || self.is_item(&line.block))).then_some(Place::Standfirst)
        }
    }

    /// *Anneke Vos in Delmar*, *Staff Writer*.
    fn is_names(&self, block: &Range<TokenIndex>) -> bool {
        (2..=6).contains(&block.len())
            && block.clone().enumerate().all(|(number, token)| {
                let word = self.word(token);
                word.starts_with(char::is_uppercase)
                    || number > 0 && matches!(word, "in" | "and" | "for" | "at" | ",")
            })
    }

    fn is_capitals(&self, token: TokenIndex) -> bool {
        let word = self.word(token);
        word.len() > 1 && word.starts_with(char::is_uppercase) && !word.chars().any(char::is_lowercase)
    }

    /// *• Three held after raid*
    fn is_item(&self, block: &Range<TokenIndex>) -> bool {
        matches!(
            self.word(block.start),
            "•" | "*" | "-" | "–" | "·" | "▪" | "■" | "—" | "--" | "―"
        )
    }

    /// *SMITH: We will not*, *Q: When?*, but not *Union: crew warned in May*.
    fn is_speech(&self, block: &Range<TokenIndex>) -> bool {
        let end = block.end.min(block.start + 6);
        let colon = (block.start + 1..end).find(|&token| self.word(token) == ":");
        colon.is_some_and(|colon| {
            let last = self.word(colon - 1);
            self.is_capitals(colon - 1) || matches!(last, "Q" | "A")
        })
    }

    /// A heading that is a question: *How much is too much?* between longer paragraphs.
    fn is_question(&self, line: &Line, before: Option<&Line>, rest: &[Line]) -> bool {
        let long = |line: Option<&Line>| {
            line.is_some_and(|line| line.closed && !line.announces && line.block.len() > 10)
        };
        let asks = (3..=10).contains(&line.block.len()) && self.word(line.block.end - 1) == "?";
        let plain = line
            .block
            .clone()
            .all(|token| !matches!(self.word(token), "." | ":" | "\"" | "“" | "‘" | "-" | "—"));
        asks && plain
            && self
                .english
                .abbreviations
                .opens_sentence(self.word(line.block.start))
            && long(before)
            && long(rest.first())
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

    /// Whether a line is what stands above an entry of a live blog: a time, or a time and a heading.
    fn is_entry(&self, line: &Line) -> bool {
        self.is_clock(&line.block) || !line.closed && self.clock_end(&line.block).is_some()
    }

    /// A heading, without the time that opens it.
    fn push_heading(&self, line: &Line, placed: &mut Vec<Placed>) {
        let block = line.block.clone();
        let start = if self.is_clock(&block) {
            block.end
        } else {
            self.clock_end(&block).unwrap_or(block.start)
        };
        if start > block.start {
            placed.push((Place::Dateline, block.start..start));
        }
        if start < block.end {
            placed.push((Place::Heading, start..block.end));
        }
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
