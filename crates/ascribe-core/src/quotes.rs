//! Direct quotations of an article held against transcripts of what was said.
//!
//! A quotation is what one attribution has in quotation marks, over several pairs of marks when it goes on behind *he said*.
//! Its words are compared with those of the transcript: the case of a word's first letter, punctuation, quotation marks and
//! insertions in brackets (*[the minister]*) make no difference, all else does. An ellipsis may stand for words left out.
//!
//! Not held against a transcript: words in marks that nobody is said to have said (titles, scare quotes), paraphrases.
//! Deliberately missed: numbers written otherwise (*3* for *three*), other transcriptions of the same sounds.

pub mod transcript;

mod place;
mod words;

use crate::attribution::AttributionIndex;
use crate::english::English;
use crate::revision::Revision;
use crate::span::Span;
use crate::vocabulary::{Directness, QuoteState, Severity};
use place::{Index, Placed};
use transcript::Transcript;
use words::Spoken;

/// A quotation with what the transcripts say of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuoteCheck {
    /// The attribution that quotes.
    pub attribution: AttributionIndex,
    /// The words between the marks, one span a pair, in text order.
    pub quotation: Vec<Span>,
    /// What became of what was said.
    pub state: QuoteState,
    /// How much an editor must care.
    pub severity: Severity,
    /// Where it was found, in order of the quotation; empty if it was not.
    pub passages: Vec<Passage>,
    /// Words that differ, in order of the quotation; empty unless it was altered.
    pub differences: Vec<Difference>,
    /// Words of the transcript that turn or limit what is said and that the quotation leaves out.
    pub dropped: Vec<Dropped>,
    /// Who says it in the transcript, where that is somebody else than in the article.
    pub other_speaker: Option<Span>,
}

/// A place in a transcript.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Number of the transcript.
    pub transcript: usize,
    /// The words, in [`Transcript::text`].
    pub span: Span,
    /// Number of the turn that it begins in.
    pub turn: usize,
}

/// Words of the transcript that stand otherwise in the quotation; either may be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difference {
    /// In the transcript.
    pub said: Option<Span>,
    /// In the article.
    pub quoted: Option<Span>,
}

/// A word that the quotation leaves out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// Number of the transcript.
    pub transcript: usize,
    /// The word, in [`Transcript::text`].
    pub span: Span,
}

/// A quotation of fewer words is found by chance in any long transcript, and is not held against one.
const SHORTEST: usize = 2;

/// Every direct quotation of an article against the transcripts, in text order.
pub fn check(english: &English, revision: &Revision, transcripts: &[Transcript]) -> Vec<QuoteCheck> {
    let spoken: Vec<Spoken> = transcripts.iter().map(Spoken::of).collect();
    let index = Index::of(&spoken);
    let checker = Checker {
        english,
        revision,
        transcripts,
        spoken: &spoken,
        index: &index,
    };
    let mut checks: Vec<QuoteCheck> = (0..revision.attributions.len())
        .filter_map(|attribution| checker.check(attribution))
        .collect();
    // Of a chain the innermost quotes: *according to her office, Roe said "…"*.
    let depth = |mut attribution: AttributionIndex| {
        let mut depth = 0;
        while let Some(outer) = revision.attributions[attribution].within {
            attribution = outer;
            depth += 1;
        }
        depth
    };
    checks.sort_by_key(|check| (check.quotation[0], std::cmp::Reverse(depth(check.attribution))));
    checks.dedup_by(|later, earlier| later.quotation == earlier.quotation);
    checks
}

struct Checker<'a> {
    english: &'a English,
    revision: &'a Revision,
    transcripts: &'a [Transcript],
    spoken: &'a [Spoken],
    index: &'a Index,
}

impl Checker<'_> {
    fn check(&self, attribution: AttributionIndex) -> Option<QuoteCheck> {
        let text = self.revision.document.text();
        let quoting = &self.revision.attributions[attribution];
        if quoting.directness == Directness::Agentless {
            return None;
        }
        let quotation = words::between_marks(text, &quoting.content);
        let quoted = words::Quoted::of(text, &quotation);
        if quoted.words.len() < SHORTEST {
            return None;
        }
        let placed = self.index.place(self.spoken, &quoted, |transcript, word| {
            self.is_speaker(attribution, transcript, word)
        });
        let mut check = QuoteCheck {
            attribution,
            quotation,
            state: QuoteState::NotFound,
            severity: Severity::High,
            passages: Vec::new(),
            differences: Vec::new(),
            dropped: Vec::new(),
            other_speaker: None,
        };
        let Some(placed) = placed else { return Some(check) };
        self.fill(&mut check, &quoted, &placed);
        Some(check)
    }

    /// Says of a quotation that was found what became of it.
    fn fill(&self, check: &mut QuoteCheck, quoted: &words::Quoted, placed: &Placed) {
        let spoken = &self.spoken[placed.transcript];
        let transcript = &self.transcripts[placed.transcript];
        check.passages = placed
            .runs
            .iter()
            .map(|run| Passage {
                transcript: placed.transcript,
                span: spoken.span(run.clone()),
                turn: spoken.words[run.start].turn,
            })
            .collect();
        check.differences = placed
            .differences
            .iter()
            .map(|(said, inside)| Difference {
                said: (!said.is_empty()).then(|| spoken.span(said.clone())),
                quoted: (!inside.is_empty()).then(|| quoted.span(inside.clone())),
            })
            .collect();
        let kept: Vec<&str> = placed
            .differences
            .iter()
            .flat_map(|(_, inside)| quoted.words[inside.clone()].iter())
            .map(|word| &self.revision.document.text()[word.span])
            .collect();
        let is_dropped = |word: &usize| {
            let said = &transcript.text()[spoken.words[*word].span];
            self.english.qualifiers.contains(said)
                && !kept.iter().any(|other| other.eq_ignore_ascii_case(said))
        };
        let left_out = placed.left_out.iter().cloned().flatten().filter(is_dropped);
        let behind = placed.runs.last().map(|run| run.end);
        let exception = behind.filter(|&word| {
            spoken.continues(transcript.text(), word)
                && self
                    .english
                    .qualifiers
                    .is_exception(&transcript.text()[spoken.words[word].span])
        });
        let before = placed.runs.first().and_then(|run| run.start.checked_sub(1));
        let turned = before.filter(|&word| {
            spoken.runs_on(transcript.text(), word + 1)
                && self
                    .english
                    .qualifiers
                    .is_turning(&transcript.text()[spoken.words[word].span])
        });
        let mut dropped: Vec<usize> = left_out.chain(exception).chain(turned).collect();
        dropped.sort_unstable();
        dropped.dedup();
        check.dropped = dropped
            .into_iter()
            .map(|word| Dropped {
                transcript: placed.transcript,
                span: spoken.words[word].span,
            })
            .collect();
        check.state = placed.state;
        if self.is_speaker(check.attribution, placed.transcript, placed.runs[0].start) == Some(false) {
            check.other_speaker = transcript.turns()[spoken.words[placed.runs[0].start].turn].speaker;
            if matches!(check.state, QuoteState::Verbatim | QuoteState::Trimmed) {
                check.state = QuoteState::OtherSpeaker;
            }
        }
        check.severity = match check.state {
            QuoteState::Altered | QuoteState::OtherSpeaker => Severity::Critical,
            _ if !check.dropped.is_empty() => Severity::Critical,
            QuoteState::Spliced | QuoteState::NotFound => Severity::High,
            QuoteState::Trimmed => Severity::Low,
            QuoteState::Verbatim => Severity::None,
        };
    }

    /// Whether the speaker at a word of a transcript is the source of an attribution; none where either has no name.
    fn is_speaker(&self, attribution: AttributionIndex, transcript: usize, word: usize) -> Option<bool> {
        let document = &self.revision.document;
        let source = self.revision.attributions[attribution].source.as_ref()?;
        let transcript_read = &self.transcripts[transcript];
        let turn = self.spoken[transcript].words[word].turn;
        let speaker = &transcript_read.text()[transcript_read.turns()[turn].speaker?];
        if matches!(speaker, "Q" | "A") {
            return None;
        }
        let names: Vec<&str> = match source.name {
            Some(name) => vec![document.slice(name)],
            None => source.spans.iter().map(|&span| document.slice(span)).collect(),
        };
        let written_large = |name: &&str| {
            name.split_whitespace()
                .skip(1)
                .any(|word| word.starts_with(char::is_uppercase))
                || name.split_whitespace().count() == 1 && name.starts_with(char::is_uppercase)
        };
        let pronoun = |name: &&str| {
            ["he", "she", "they", "it", "i", "we"]
                .iter()
                .any(|word| name.eq_ignore_ascii_case(word))
        };
        let names: Vec<&str> = names
            .into_iter()
            .filter(written_large)
            .filter(|name| !pronoun(name))
            .collect();
        (!names.is_empty()).then(|| names.iter().any(|name| words::same_person(name, speaker)))
    }
}
