//! The lines of a text, joined where they are hard-wrapped.
//!
//! In wire text every line is a paragraph. In text wrapped by hand at 70 to 80 columns a paragraph is several lines and ends
//! with a blank one. A line break is taken for a wrap when the next line's first word would not have fitted into the
//! width of the block; a text counts as wrapped when most of its line breaks do. Counter-examples: a headline above its
//! byline, a list, a poem. A line that is torn in the middle of a sentence is joined as well. Deliberately missed: text wrapped so narrowly that every line is a phrase, and paragraphs of a
//! wrapped text that are set apart by indentation only.

use std::ops::Range;

/// No wrapped line is longer, in characters.
const WIDEST: usize = 100;
/// No wrapped text is narrower.
const NARROWEST: usize = 40;

/// A line that is not blank.
#[derive(Clone, Debug)]
struct Line {
    bytes: Range<usize>,
    /// Whether the line before it is not blank.
    follows: bool,
}

/// Ranges of bytes, each a paragraph to be; what lies between is white space.
pub(super) fn find(text: &str) -> Vec<Range<usize>> {
    let lines = lines(text);
    let width = wrapping_width(text, &lines);
    let mut blocks: Vec<Range<usize>> = Vec::with_capacity(lines.len());
    for (number, line) in lines.iter().enumerate() {
        let joins = line.follows && {
            let before = &lines[number - 1];
            width.is_some_and(|width| is_wrap(text, before, line, width)) || is_torn(text, before, line)
        };
        match blocks.last_mut() {
            Some(block) if joins => block.end = line.bytes.end,
            _ => blocks.push(line.bytes.clone()),
        }
    }
    blocks
}

/// Whether a line is torn in the middle of a sentence, as links leave it: no mark at its end, lower case behind it.
fn is_torn(text: &str, line: &Line, next: &Line) -> bool {
    let line = text[line.bytes.clone()].trim_end();
    let next = text[next.bytes.clone()].trim_start();
    line.ends_with(|last: char| last.is_alphanumeric() || last == ',')
        && next.starts_with(|first: char| first.is_lowercase())
}

fn lines(text: &str) -> Vec<Line> {
    let bytes = text.as_bytes();
    let mut lines = Vec::new();
    let mut follows = false;
    let mut start = 0;
    while start < bytes.len() {
        let mut end = start;
        let mut blank = true;
        let mut after = bytes.len();
        while end < bytes.len() {
            if let Some(length) = line_break(bytes, end) {
                after = end + length;
                break;
            }
            blank &= bytes[end] <= b' ';
            end += 1;
        }
        if !blank {
            lines.push(Line {
                bytes: start..end,
                follows,
            });
        }
        follows = !blank;
        start = after;
    }
    lines
}

/// The length of the line break at `at`: LF, CR, CR LF, NEL, line or paragraph separator.
#[inline]
fn line_break(bytes: &[u8], at: usize) -> Option<usize> {
    match bytes[at] {
        b'\n' | 0x0B | 0x0C => Some(1),
        b'\r' => Some(1 + usize::from(bytes.get(at + 1) == Some(&b'\n'))),
        0xC2 if bytes.get(at + 1) == Some(&0x85) => Some(2),
        0xE2 if bytes.get(at + 1) == Some(&0x80) && matches!(bytes.get(at + 2), Some(0xA8 | 0xA9)) => Some(3),
        _ => None,
    }
}

/// The width that the text is wrapped to, if it is.
fn wrapping_width(text: &str, lines: &[Line]) -> Option<usize> {
    let width = lines
        .iter()
        .map(|line| width(text, line))
        .filter(|&width| width <= WIDEST)
        .max()?;
    if width < NARROWEST {
        return None;
    }
    let long = lines.iter().filter(|line| line.bytes.len() > 4 * WIDEST).count();
    let breaks = lines.windows(2).filter(|pair| pair[1].follows).count();
    let wraps = lines
        .windows(2)
        .filter(|pair| pair[1].follows && is_wrap(text, &pair[0], &pair[1], width))
        .count();
    (wraps * 3 > breaks * 2 && long * 10 < lines.len()).then_some(width)
}

/// Whether the break between two neighbouring lines is one of layout only.
fn is_wrap(text: &str, line: &Line, next: &Line, width_of_text: usize) -> bool {
    let width_of_line = width(text, line);
    let next = &text[next.bytes.clone()];
    let first_word = next
        .split_whitespace()
        .next()
        .map_or(0, |word| word.chars().take(WIDEST).count());
    let continues = next.trim_start().starts_with(|first: char| first.is_lowercase());
    width_of_line <= WIDEST
        && (width_of_line + 1 + first_word > width_of_text
            || continues && width_of_line * 3 > width_of_text * 2)
}

/// Characters in a line; anything too wide counts as just that.
fn width(text: &str, line: &Line) -> usize {
    text[line.bytes.clone()]
        .trim_end()
        .chars()
        .take(WIDEST + 1)
        .count()
}
