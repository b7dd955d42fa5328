//! The record `ascribe/quotes/1`: every direct quotation of an article against transcripts, as JSON.
//!
//! Offsets into the article count in its text, those of a passage in the transcript as ascribe read it (names and words, a
//! line each); all in code points.

use std::io;

use serde::Serialize;

use super::claim_json::attribution_id;
use super::code_points::{CodePoints, Slice};
use super::joined;
use super::json::sha256;
use crate::quotes::transcript::Transcript;
use crate::quotes::{Passage, QuoteCheck};
use crate::revision::Revision;
use crate::span::Span;
use crate::vocabulary::{QuoteState, Severity};

/// The name and version of the record's shape.
pub const SCHEMA: &str = "ascribe/quotes/1";

/// The texts that a record is about, with their names.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// The article's file.
    pub name: &'a str,
    /// The transcripts' files, in their order.
    pub transcripts: &'a [String],
}

/// Writes the record indented, without a line end.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write_pretty(
    out: &mut impl io::Write,
    revision: &Revision,
    transcripts: &[Transcript],
    checks: &[QuoteCheck],
    options: &Options<'_>,
) -> io::Result<()> {
    let points: Vec<CodePoints<'_>> = transcripts
        .iter()
        .map(|transcript| CodePoints::of(transcript.text()))
        .collect();
    let writer = Writer {
        revision,
        article: CodePoints::of(revision.document.text()),
        transcripts,
        points: &points,
        options,
    };
    Ok(serde_json::to_writer_pretty(out, &writer.record(checks))?)
}

#[derive(Serialize)]
struct Record<'a> {
    schema: &'static str,
    document: DocumentRecord<'a>,
    transcripts: &'a [String],
    summary: SummaryRecord,
    quotations: Vec<QuotationRecord<'a>>,
}

#[derive(Serialize)]
struct DocumentRecord<'a> {
    name: &'a str,
    sha256: String,
    engine: &'a str,
}

#[derive(Serialize)]
struct SummaryRecord {
    verbatim: usize,
    trimmed: usize,
    altered: usize,
    spliced: usize,
    other_speaker: usize,
    not_found: usize,
    highest: &'static str,
}

#[derive(Serialize)]
struct QuotationRecord<'a> {
    text: String,
    spans: Vec<Slice<'a>>,
    attribution: String,
    source: Option<String>,
    state: &'static str,
    severity: &'static str,
    passages: Vec<PassageRecord<'a>>,
    differences: Vec<DifferenceRecord<'a>>,
    dropped: Vec<&'a str>,
    other_speaker: Option<&'a str>,
}

#[derive(Serialize)]
struct PassageRecord<'a> {
    transcript: &'a str,
    speaker: Option<&'a str>,
    time: Option<&'a str>,
    #[serde(flatten)]
    slice: Slice<'a>,
}

#[derive(Serialize)]
struct DifferenceRecord<'a> {
    said: Option<&'a str>,
    quoted: Option<Slice<'a>>,
}

struct Writer<'a> {
    revision: &'a Revision,
    article: CodePoints<'a>,
    transcripts: &'a [Transcript],
    points: &'a [CodePoints<'a>],
    options: &'a Options<'a>,
}

impl<'a> Writer<'a> {
    fn record(&self, checks: &'a [QuoteCheck]) -> Record<'a> {
        let count = |state: QuoteState| checks.iter().filter(|check| check.state == state).count();
        let highest = checks.iter().map(|check| check.severity).max();
        Record {
            schema: SCHEMA,
            document: DocumentRecord {
                name: self.options.name,
                sha256: sha256(self.revision.document.text()),
                engine: &self.revision.engine,
            },
            transcripts: self.options.transcripts,
            summary: SummaryRecord {
                verbatim: count(QuoteState::Verbatim),
                trimmed: count(QuoteState::Trimmed),
                altered: count(QuoteState::Altered),
                spliced: count(QuoteState::Spliced),
                other_speaker: count(QuoteState::OtherSpeaker),
                not_found: count(QuoteState::NotFound),
                highest: highest.unwrap_or(Severity::None).code(),
            },
            quotations: checks.iter().map(|check| self.quotation(check)).collect(),
        }
    }

    fn quotation(&self, check: &'a QuoteCheck) -> QuotationRecord<'a> {
        let document = &self.revision.document;
        let source = self.revision.attributions[check.attribution].source.as_ref();
        // A passage, a difference and a dropped word lie in the transcript of the first passage.
        let said = |span: Span| &self.transcripts[check.passages[0].transcript].text()[span];
        QuotationRecord {
            text: joined(document, &check.quotation, " … "),
            spans: check
                .quotation
                .iter()
                .map(|&span| self.article.slice(span))
                .collect(),
            attribution: attribution_id(check.attribution),
            source: source.map(|source| match source.name {
                Some(name) => document.slice(name).to_owned(),
                None => joined(document, &source.spans, " "),
            }),
            state: check.state.code(),
            severity: check.severity.code(),
            passages: check
                .passages
                .iter()
                .map(|passage| self.passage(passage))
                .collect(),
            differences: check
                .differences
                .iter()
                .map(|difference| DifferenceRecord {
                    said: difference.said.map(said),
                    quoted: difference.quoted.map(|span| self.article.slice(span)),
                })
                .collect(),
            dropped: check.dropped.iter().map(|dropped| said(dropped.span)).collect(),
            other_speaker: check.other_speaker.map(said),
        }
    }

    fn passage(&self, passage: &Passage) -> PassageRecord<'a> {
        let transcript = &self.transcripts[passage.transcript];
        PassageRecord {
            transcript: &self.options.transcripts[passage.transcript],
            speaker: transcript.turns()[passage.turn]
                .speaker
                .map(|name| &transcript.text()[name]),
            time: transcript.time(passage.span),
            slice: self.points[passage.transcript].slice(passage.span),
        }
    }
}
