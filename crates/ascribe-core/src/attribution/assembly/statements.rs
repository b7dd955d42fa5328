//! A statement that stands without quotation marks in paragraphs of its own, as press releases have it: *Ada Roe, the minister, **said:*** |
//! *I welcome the report.* | *Our officers will act on it.* The first paragraph is the speaker's, and so are those that follow as long as
//! somebody speaks of himself in them; in front of each may stand one that has no *I* and no *we*.
//!
//! Counter-examples: a list behind a colon (*The council **named** three roads:*), a later paragraph in which nobody speaks of himself, or where the
//! writer does so elsewhere (*We have asked for the figures.*), a quotation, which shows its own end.

use std::ops::Range;

use super::introduced;
use crate::attribution::label::Label;
use crate::document::{Document, TokenIndex};
use crate::english::English;
use crate::grammar::Grammar;
use crate::signs::quotations::is_mark;
use crate::vocabulary::Place;

/// Words by which one speaks of oneself alone, and of oneself with others.
type Words = [&'static [&'static str]; 2];

/// All of them.
const ANY: Words = [
    &["I", "My", "me", "mine", "my", "myself"],
    &["Our", "We", "our", "ourselves", "us", "we"],
];

/// Those that do something: a writer who says *our* is not yet one who speaks of himself.
const ACTING: Words = [&["I"], &["We", "we"]];

/// Verbs that words follow; others introduce lists.
const SAYING: [&str; 16] = [
    "added",
    "adds",
    "commented",
    "comments",
    "concluded",
    "concludes",
    "continued",
    "continues",
    "explained",
    "explains",
    "said",
    "says",
    "told",
    "tells",
    "writes",
    "wrote",
];

/// Gives every such statement to its speaker.
pub fn complete(english: &English, document: &Document, grammar: &Grammar, labels: &mut Vec<Label>) {
    let paragraphs = document.paragraphs();
    let mut writer = Persons::default();
    let mut number = 0;
    while number < paragraphs.len() {
        let next = number + 1;
        let label = (introduces(document, number) && is_plain(document, next))
            .then(|| introduced::label_before(english, document, grammar, paragraphs[next].tokens.start))
            .flatten();
        let Some(mut label) = label.filter(|label| SAYING.contains(&document.word(label.head))) else {
            writer = writer.or(persons(document, number, ACTING));
            number = next;
            continue;
        };
        number = end(document, next, writer);
        let content = paragraphs[next].tokens.start..paragraphs[number - 1].tokens.end;
        let at = labels.partition_point(|known| known.cue.end <= label.cue.start);
        match labels.get_mut(at).filter(|known| known.cue.start < label.cue.end) {
            Some(known) if !known.source.is_empty() => {
                known.content = vec![content];
                let holds = |source: &Range<TokenIndex>| {
                    label
                        .source
                        .iter()
                        .any(|whole| whole.start <= source.start && source.end <= whole.end)
                };
                if known.source.iter().all(holds) {
                    known.source = label.source;
                }
            }
            known => {
                label.content = vec![content];
                match known {
                    Some(known) => *known = label,
                    None => labels.insert(at, label),
                }
            }
        }
    }
}

/// Whether a paragraph ends with a colon, or with *said*, perhaps with a comma.
fn introduces(document: &Document, paragraph: usize) -> bool {
    let last = document.paragraphs()[paragraph].tokens.end - 1;
    match document.word(last) {
        ":" => true,
        "," => last > 0 && SAYING.contains(&document.word(last - 1)),
        word => SAYING.contains(&word),
    }
}

/// Whether a paragraph is running text that opens no quotation and introduces nothing.
fn is_plain(document: &Document, paragraph: usize) -> bool {
    document.paragraphs().get(paragraph).is_some_and(|found| {
        found.place == Place::Body
            && !is_mark(document.word(found.tokens.start))
            && !introduces(document, paragraph)
    })
}

/// One past the last paragraph of the statement that begins at `first`.
fn end(document: &Document, first: usize, writer: Persons) -> usize {
    let speaks =
        |number: usize| is_plain(document, number) && persons(document, number, ANY).tell_from(writer);
    let mut end = first + 1;
    loop {
        if speaks(end) {
            end += 1;
        } else if is_plain(document, end) && speaks(end + 1) {
            end += 2;
        } else {
            return end;
        }
    }
}

/// How somebody speaks of himself.
#[derive(Clone, Copy, Default)]
struct Persons {
    alone: bool,
    together: bool,
}

impl Persons {
    fn or(self, other: Self) -> Self {
        Self {
            alone: self.alone || other.alone,
            together: self.together || other.together,
        }
    }

    /// Whether somebody speaks of himself as the writer does not.
    fn tell_from(self, writer: Self) -> bool {
        self.alone && !writer.alone || self.together && !writer.together && !writer.alone
    }
}

/// How somebody speaks of himself in a paragraph, outside quotation marks, by these words.
fn persons(document: &Document, paragraph: usize, [alone, together]: Words) -> Persons {
    let mut found = Persons::default();
    let mut quoted = false;
    let tokens: Range<TokenIndex> = document.paragraphs()[paragraph].tokens.clone();
    for word in tokens.map(|token| document.word(token)) {
        quoted ^= is_mark(word);
        if !quoted {
            found.alone |= alone.contains(&word);
            found.together |= together.contains(&word);
        }
    }
    found
}
