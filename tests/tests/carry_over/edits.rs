//! Edits with what they do to every place of the text.

use std::ops::Range;

use ascribe_core::claims::Claim;
use ascribe_core::revision::Revision;
use ascribe_core::span::Span;
use ascribe_core::vocabulary::{Anonymity, Stance};

use crate::chance::Chance;

/// What a newsroom does to a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A paragraph on something else comes in.
    Insert,
    /// A paragraph goes.
    Delete,
    /// A paragraph goes to another place.
    Move,
    /// Quotation marks, dashes and spaces are set another way.
    Typography,
    /// A number is another.
    Number,
    /// Another person is said to have said it.
    Speaker,
    /// It was not said but claimed, or denied.
    Cue,
    /// A hedge is gone.
    Hedge,
    /// It is not so.
    Negation,
    /// A word of a claim is another.
    Word,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Insert,
        Self::Delete,
        Self::Move,
        Self::Typography,
        Self::Number,
        Self::Speaker,
        Self::Cue,
        Self::Hedge,
        Self::Negation,
        Self::Word,
    ];
}

/// A piece of the new text, and which part of the old one it stands for.
struct Piece {
    old: Range<usize>,
    text: String,
    /// Whether the text is the old one: then every place in it has its own.
    same: bool,
}

/// A new text as pieces of the old one.
pub struct Edit {
    kind: Kind,
    pieces: Vec<Piece>,
    /// Where the old text was changed in what it says.
    changed: Option<Span>,
}

/// Paragraphs that have nothing to do with any article of the fixtures.
const UNRELATED: [&str; 6] = [
    "The weather service expects frost in the Tarn valley on Thursday night, with 4 centimetres of snow above 900 metres.",
    "In other news, the Odeon theatre in Velmar sold 1,900 tickets for its reopening, its director Paula Quist said.",
    "“We have never had so many swans,” said Ivo Brandt, a warden of the Lintz bird reserve, who counted 312 of them in May.",
    "According to the Kessel chess club, its oldest member, Greta Ohm, won 14 of 15 games this season.",
    "A stamp of 1911 was reportedly bought for 70,000 francs by a collector from Aldern.",
    "The bakers of Ruhn denied that their rolls had become smaller; a court ordered them in April to weigh 40 a day.",
];

const SPEAKERS: [&str; 3] = ["Marta Quill", "Anton Verhoef", "Lydia Osterman"];
const CUES: [&str; 3] = ["claimed", "denied", "insisted"];
const WORDS: [&str; 4] = ["harvesters", "lanterns", "quarterly", "porcelain"];

/// An edit of this kind on the text of `old`, where the article has what it needs.
pub fn script(kind: Kind, old: &Revision, chance: &mut Chance) -> Option<Edit> {
    let text = old.document.text();
    let edit = match kind {
        Kind::Insert => {
            let paragraphs = paragraphs(text);
            let at = chance.pick(&paragraphs[1..])?.start;
            let comes = format!("{}\n\n", chance.pick(&UNRELATED)?);
            Edit::of(kind, text, vec![(at..at, comes)])
        }
        Kind::Delete => Edit::of(
            kind,
            text,
            vec![(chance.pick(&later(text))?.clone(), String::new())],
        ),
        Kind::Move => moved(text, chance)?,
        Kind::Typography => Edit::of(kind, text, typography(text)),
        Kind::Number => {
            let numbers = places(old, |claim| claim.quantities.iter().map(|it| it.span).collect());
            let digits = chance.pick(&numbers).and_then(|&span| number(text, span))?;
            let was: u64 = text[digits.range()].parse().ok()?;
            Edit::changing(
                kind,
                text,
                digits,
                &(was + 2 + chance.below(7) as u64).to_string(),
            )
        }
        Kind::Speaker => {
            let sources = places(old, |claim| {
                let sources = claim
                    .attributions
                    .iter()
                    .filter_map(|&at| old.attributions[at].source.as_ref());
                let named =
                    sources.filter(|source| source.anonymity == Anonymity::Named && source.spans.len() == 1);
                named.map(|source| source.spans[0]).collect()
            });
            let span = *chance.pick(&sources)?;
            Edit::changing(kind, text, span, chance.pick(&SPEAKERS)?)
        }
        Kind::Cue => {
            let cues = places(old, |claim| {
                let cues = claim.attributions.iter().map(|&at| &old.attributions[at].cue);
                let said =
                    cues.filter(|cue| cue.stance == Stance::Neutral && &text[cue.span.range()] == "said");
                said.map(|cue| cue.span).collect()
            });
            let span = *chance.pick(&cues)?;
            Edit::changing(kind, text, span, chance.pick(&CUES)?)
        }
        Kind::Hedge => {
            let hedges = places(old, |claim| claim.hedges.iter().map(|hedge| hedge.span).collect());
            let alone =
                |span: &&Span| text[span.end()..].starts_with(' ') && text[span.range()].ends_with("ly");
            let adverbs: Vec<&Span> = hedges.iter().filter(alone).collect();
            let span = **chance.pick(&adverbs)?;
            Edit::changing(kind, text, Span::new(span.start(), span.end() + 1), "")
        }
        Kind::Negation => {
            let auxiliaries = words(old, |word| {
                matches!(
                    word,
                    "was" | "were" | "has" | "have" | "had" | "will" | "is" | "are"
                )
            });
            let span = *chance.pick(&auxiliaries)?;
            let negated = format!("{} not", &text[span.range()]);
            Edit::changing(kind, text, span, &negated)
        }
        Kind::Word => {
            let long = words(old, |word| {
                word.len() >= 6 && word.bytes().all(|it| it.is_ascii_lowercase())
            });
            let span = *chance.pick(&long)?;
            Edit::changing(kind, text, span, chance.pick(&WORDS)?)
        }
    };
    Some(edit)
}

impl Edit {
    /// The text with some ranges, in order, replaced, which does not change what it says.
    fn of(kind: Kind, text: &str, replaced: Vec<(Range<usize>, String)>) -> Self {
        let mut pieces = Vec::new();
        let mut at = 0;
        for (old, new) in replaced {
            pieces.push(kept(text, at..old.start));
            at = old.end;
            pieces.push(Piece {
                old,
                text: new,
                same: false,
            });
        }
        pieces.push(kept(text, at..text.len()));
        Self {
            kind,
            pieces,
            changed: None,
        }
    }

    /// The text with other words at `span`, which do change what it says.
    fn changing(kind: Kind, text: &str, span: Span, words: &str) -> Self {
        Self {
            changed: Some(span),
            ..Self::of(kind, text, vec![(span.range(), words.to_owned())])
        }
    }

    /// What was changed in what the text says, for a report.
    pub fn shown(&self, old: &Revision) -> String {
        let was = self.changed.map(|span| old.document.slice(span));
        let is = self
            .pieces
            .iter()
            .find(|piece| !piece.same)
            .map(|piece| &piece.text);
        format!("{was:?} became {is:?}")
    }

    /// The new text.
    pub fn text(&self) -> String {
        self.pieces.iter().map(|piece| piece.text.as_str()).collect()
    }

    /// Where in the new text the words of this old place are; none if they are gone.
    pub fn place(&self, old: &Range<usize>) -> Option<Range<usize>> {
        let (mut start, mut end) = (None, None);
        let mut at = 0;
        for piece in &self.pieces {
            let gone = piece.text.is_empty();
            if piece.old.contains(&old.start) && !gone {
                start = Some(
                    at + if piece.same {
                        old.start - piece.old.start
                    } else {
                        0
                    },
                );
            }
            if piece.old.contains(&(old.end - 1)) && !gone {
                end = Some(
                    at + if piece.same {
                        old.end - piece.old.start
                    } else {
                        piece.text.len()
                    },
                );
            }
            at += piece.text.len();
        }
        // A hedge that was cut off at an end of a claim takes nothing of its place.
        match (start, end) {
            (Some(start), Some(end)) => Some(start..end),
            (None, Some(end)) if self.changed.is_some() => Some(end.saturating_sub(old.len())..end),
            _ => None,
        }
    }

    /// Whether a claim of the old text says something else now: its own words are others, or, where that is what was edited,
    /// its speaker, its cue or its hedge.
    pub fn changes(&self, old: &Revision, claim: &Claim) -> bool {
        let Some(changed) = self.changed else { return false };
        let attributions = claim.attributions.iter().map(|&at| &old.attributions[at]);
        let beside: Vec<Span> = match self.kind {
            Kind::Speaker => {
                let sources = attributions.filter_map(|attribution| attribution.source.as_ref());
                sources.flat_map(|source| source.spans.clone()).collect()
            }
            Kind::Cue => attributions.map(|attribution| attribution.cue.span).collect(),
            Kind::Hedge => claim.hedges.iter().map(|hedge| hedge.span).collect(),
            _ => Vec::new(),
        };
        let mut spans = claim.spans.iter().copied().chain(beside);
        spans.any(|span| span.overlaps(changed))
    }
}

fn kept(text: &str, old: Range<usize>) -> Piece {
    Piece {
        text: text[old.clone()].to_owned(),
        old,
        same: true,
    }
}

/// A paragraph with the empty line behind it, in another place.
fn moved(text: &str, chance: &mut Chance) -> Option<Edit> {
    let later = later(text);
    let from = chance.pick(&later)?.clone();
    let to = chance.pick(&later)?.start;
    if from.start == to || from.end == to {
        return None;
    }
    let mut pieces = vec![kept(text, from.clone())];
    let rest = [0..from.start, from.end..text.len()];
    let mut placed = Vec::new();
    for part in rest {
        if (part.start..part.end).contains(&to) {
            placed.extend([
                kept(text, part.start..to),
                pieces.remove(0),
                kept(text, to..part.end),
            ]);
        } else {
            placed.push(kept(text, part));
        }
    }
    Some(Edit {
        kind: Kind::Move,
        pieces: placed,
        changed: None,
    })
}

/// Paragraphs, each with the empty line behind it.
fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let mut paragraphs = Vec::new();
    for part in text.split_inclusive("\n\n") {
        paragraphs.push(start..start + part.len());
        start += part.len();
    }
    paragraphs
}

/// Paragraphs of the second half: those before introduce the people that these speak of. The last has no empty line.
fn later(text: &str) -> Vec<Range<usize>> {
    let all = paragraphs(text);
    all[all.len() / 2..all.len() - 1].to_vec()
}

/// Marks set the other way: curly or straight, dashes with or without air.
fn typography(text: &str) -> Vec<(Range<usize>, String)> {
    let other = |mark: char| match mark {
        '“' | '”' => Some("\""),
        '’' | '‘' => Some("'"),
        '\'' => Some("’"),
        '—' => Some("–"),
        '–' => Some("—"),
        '\u{a0}' => Some(" "),
        _ => None,
    };
    let marks = text.char_indices();
    marks
        .filter_map(|(at, mark)| Some((at..at + mark.len_utf8(), other(mark)?.to_owned())))
        .collect()
}

/// What `of` gives for the claims that can be checked, each place once.
fn places(old: &Revision, of: impl Fn(&Claim) -> Vec<Span>) -> Vec<Span> {
    let claims = old.claims.iter().filter(|claim| claim.checkability.checkable());
    let mut places: Vec<Span> = claims.flat_map(of).collect();
    places.sort_by_key(|span| (span.start(), span.end()));
    places.dedup();
    places
}

/// Words of claims for which `wanted` holds.
fn words(old: &Revision, wanted: impl Fn(&str) -> bool) -> Vec<Span> {
    let text = old.document.text();
    places(old, |claim| {
        let own = claim.spans.iter().flat_map(|span| {
            let mut at = span.start();
            text[span.range()].split_inclusive(' ').map(move |word| {
                at += word.len();
                let trimmed = word.trim_end();
                Span::new(at - word.len(), at - word.len() + trimmed.len())
            })
        });
        own.filter(|span| wanted(&text[span.range()])).collect()
    })
}

/// The digits of a quantity, if it has only one run of them and no mark within.
fn number(text: &str, span: Span) -> Option<Span> {
    let slice = &text[span.range()];
    let start = slice.find(|it: char| it.is_ascii_digit())?;
    let digits = slice[start..]
        .find(|it: char| !it.is_ascii_digit())
        .unwrap_or(slice.len() - start);
    let rest = &slice[start + digits..];
    if rest.contains(|it: char| it.is_ascii_digit()) {
        return None;
    }
    let start = span.start() + start;
    Some(Span::new(start, start + digits))
}
