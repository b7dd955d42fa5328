//! The record `ascribe/claims/1`: claims with their chains of attributions, as JSON.
//!
//! Offsets inside the core are bytes; here, at the end, they become code points, which every language can count.

use std::io;

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::joined;
use crate::attribution::{Attribution, AttributionIndex};
use crate::claims::Claim;
use crate::revision::Revision;
use crate::signs::quantities::Quantity;
use crate::span::Span;

/// The name and version of the record's shape.
pub const SCHEMA: &str = "ascribe/claims/1";

/// What the record says about the article, and how much of what was found.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'a> {
    /// The file's name, or whatever else the article is known by.
    pub name: &'a str,
    /// Its title, where the input gives one beside the text.
    pub title: Option<&'a str>,
    /// Whether the record carries the text that its offsets count in.
    pub with_text: bool,
    /// Also claims that cannot be checked, and a list of all attributions.
    pub all: bool,
}

/// Writes the record on one line, without a line end.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write(out: &mut impl io::Write, revision: &Revision, options: &Options<'_>) -> io::Result<()> {
    Ok(serde_json::to_writer(out, &record(revision, options))?)
}

/// Writes the record indented, without a line end.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write_pretty(out: &mut impl io::Write, revision: &Revision, options: &Options<'_>) -> io::Result<()> {
    Ok(serde_json::to_writer_pretty(out, &record(revision, options))?)
}

#[derive(Serialize)]
struct Record<'a> {
    schema: &'static str,
    document: DocumentRecord<'a>,
    claims: Vec<ClaimRecord<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    attributions: Option<Vec<AttributionRecord<'a>>>,
}

#[derive(Serialize)]
struct DocumentRecord<'a> {
    name: &'a str,
    title: Option<&'a str>,
    published: Option<String>,
    engine: &'a str,
    sha256: String,
    length: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct ClaimRecord<'a> {
    id: String,
    text: String,
    spans: Vec<Slice<'a>>,
    sentence: Offsets,
    place: &'static str,
    kind: &'static str,
    kinds: Vec<&'static str>,
    checkability: CheckabilityRecord<'a>,
    checkworthiness: WorthRecord,
    polarity: &'static str,
    attributions: Vec<AttributionRecord<'a>>,
    hedges: Vec<HedgeRecord<'a>>,
    quantities: Vec<QuantityRecord<'a>>,
    times: Vec<TimeRecord<'a>>,
    entities: Vec<EntityRecord<'a>>,
}

#[derive(Serialize)]
struct CheckabilityRecord<'a> {
    checkable: bool,
    reason: &'static str,
    open: Vec<Slice<'a>>,
    due: Option<&'a str>,
}

#[derive(Serialize)]
struct WorthRecord {
    score: f64,
    reasons: Vec<&'static str>,
}

#[derive(Serialize)]
struct QuantityRecord<'a> {
    #[serde(flatten)]
    slice: Slice<'a>,
    value: Option<Number>,
    upper: Option<Number>,
    bound: &'static str,
    unit: Option<&'a str>,
    dimension: &'static str,
    counted: Option<Slice<'a>>,
}

#[derive(Serialize)]
struct TimeRecord<'a> {
    #[serde(flatten)]
    slice: Slice<'a>,
    value: Option<&'a str>,
    granularity: &'static str,
    reference: Option<String>,
}

#[derive(Serialize)]
struct EntityRecord<'a> {
    #[serde(flatten)]
    slice: Slice<'a>,
    kind: &'static str,
    name: Option<&'a str>,
}

/// Whole numbers are written without a fraction.
#[derive(Serialize)]
#[serde(untagged)]
enum Number {
    Whole(i64),
    Real(f64),
}

impl From<f64> for Number {
    fn from(value: f64) -> Self {
        // Beyond 2^53 a float no longer tells whole numbers apart.
        if value.fract() == 0.0 && value.abs() < 9_007_199_254_740_992.0 {
            Self::Whole(value as i64)
        } else {
            Self::Real(value)
        }
    }
}

#[derive(Serialize)]
struct AttributionRecord<'a> {
    id: String,
    source: Option<SourceRecord<'a>>,
    cue: CueRecord<'a>,
    content: Vec<Offsets>,
    directness: &'static str,
    negated: bool,
    scope_uncertain: bool,
}

#[derive(Serialize)]
struct SourceRecord<'a> {
    text: String,
    spans: Vec<Slice<'a>>,
    name: Option<&'a str>,
    kind: &'static str,
    anonymity: &'static str,
    candidates: Vec<&'a str>,
}

#[derive(Serialize)]
struct CueRecord<'a> {
    text: &'a str,
    span: Offsets,
    stance: &'static str,
}

#[derive(Serialize)]
struct HedgeRecord<'a> {
    class: &'static str,
    text: &'a str,
    start: usize,
    end: usize,
    by: Option<String>,
}

#[derive(Serialize)]
pub(super) struct Offsets {
    pub(super) start: usize,
    pub(super) end: usize,
}

#[derive(Serialize)]
struct Slice<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

fn record<'a>(revision: &'a Revision, options: &Options<'a>) -> Record<'a> {
    let text = revision.document.text();
    let writer = Writer::of(revision);
    Record {
        schema: SCHEMA,
        document: DocumentRecord {
            name: options.name,
            title: options.title,
            published: revision.published.map(|date| date.to_string()),
            engine: &revision.engine,
            sha256: sha256(text),
            length: writer.code_points.before(text, text.len()),
            text: options.with_text.then_some(text),
        },
        claims: revision
            .claims
            .iter()
            .filter(|claim| options.all || claim.checkability.checkable())
            .map(|claim| writer.claim(claim))
            .collect(),
        attributions: options.all.then(|| {
            (0..revision.attributions.len())
                .map(|index| writer.attribution(index))
                .collect()
        }),
    }
}

pub(super) struct Writer<'a> {
    revision: &'a Revision,
    code_points: CodePoints,
}

impl<'a> Writer<'a> {
    pub(super) fn of(revision: &'a Revision) -> Self {
        Self {
            revision,
            code_points: CodePoints::of(revision.document.text()),
        }
    }

    pub(super) fn claim(&self, claim: &'a Claim) -> ClaimRecord<'a> {
        let document = &self.revision.document;
        let kinds: Vec<&'static str> = claim.kinds.iter().map(|kind| kind.code()).collect();
        ClaimRecord {
            id: claim.id.to_string(),
            text: joined(document, &claim.spans, " "),
            spans: self.slices(&claim.spans),
            sentence: self.offsets(document.sentences()[claim.sentence].span),
            place: claim.place.code(),
            kind: kinds[0],
            kinds,
            checkability: CheckabilityRecord {
                checkable: claim.checkability.checkable(),
                reason: claim.checkability.reason.code(),
                open: self.slices(&claim.checkability.open),
                due: claim.checkability.due.as_deref(),
            },
            checkworthiness: WorthRecord {
                // Two digits are all that the score can tell apart.
                score: (f64::from(claim.worth.score) * 100.0).round() / 100.0,
                reasons: claim.worth.reasons.iter().map(|reason| reason.code()).collect(),
            },
            polarity: claim.polarity.code(),
            attributions: claim
                .attributions
                .iter()
                .map(|&index| self.attribution(index))
                .collect(),
            hedges: claim
                .hedges
                .iter()
                .map(|hedge| {
                    let Slice { start, end, text } = self.slice(hedge.span);
                    HedgeRecord {
                        class: hedge.class.code(),
                        text,
                        start,
                        end,
                        by: hedge.by.map(attribution_id),
                    }
                })
                .collect(),
            quantities: claim
                .quantities
                .iter()
                .map(|found| self.quantity(found))
                .collect(),
            times: claim
                .times
                .iter()
                .map(|time| TimeRecord {
                    slice: self.slice(time.span),
                    value: time.value.as_deref(),
                    granularity: time.granularity.code(),
                    reference: time.reference.map(|date| date.to_string()),
                })
                .collect(),
            entities: claim
                .entities
                .iter()
                .map(|entity| EntityRecord {
                    slice: self.slice(entity.span),
                    kind: entity.kind.code(),
                    name: entity.name.map(|name| document.slice(name)),
                })
                .collect(),
        }
    }

    fn quantity(&self, quantity: &'a Quantity) -> QuantityRecord<'a> {
        QuantityRecord {
            slice: self.slice(quantity.span),
            value: quantity.value.map(Number::from),
            upper: quantity.upper.map(Number::from),
            bound: quantity.bound.code(),
            unit: quantity.unit.as_deref(),
            dimension: quantity.dimension.code(),
            counted: quantity.counted.map(|span| self.slice(span)),
        }
    }

    fn attribution(&self, index: AttributionIndex) -> AttributionRecord<'a> {
        let document = &self.revision.document;
        let attribution: &'a Attribution = &self.revision.attributions[index];
        AttributionRecord {
            id: attribution_id(index),
            source: attribution.source.as_ref().map(|source| SourceRecord {
                text: joined(document, &source.spans, " "),
                spans: self.slices(&source.spans),
                name: source.name.map(|name| document.slice(name)),
                kind: source.kind.code(),
                anonymity: source.anonymity.code(),
                candidates: source
                    .candidates
                    .iter()
                    .map(|&name| document.slice(name))
                    .collect(),
            }),
            cue: CueRecord {
                text: document.slice(attribution.cue.span),
                span: self.offsets(attribution.cue.span),
                stance: attribution.cue.stance.code(),
            },
            content: attribution
                .content
                .iter()
                .map(|&span| self.offsets(span))
                .collect(),
            directness: attribution.directness.code(),
            negated: attribution.negated,
            scope_uncertain: attribution.scope_uncertain,
        }
    }

    fn slices(&self, spans: &[Span]) -> Vec<Slice<'a>> {
        spans.iter().map(|&span| self.slice(span)).collect()
    }

    fn slice(&self, span: Span) -> Slice<'a> {
        let Offsets { start, end } = self.offsets(span);
        Slice {
            start,
            end,
            text: self.revision.document.slice(span),
        }
    }

    pub(super) fn text(&self, span: Span) -> &'a str {
        self.revision.document.slice(span)
    }

    pub(super) fn offsets(&self, span: Span) -> Offsets {
        let text = self.revision.document.text();
        Offsets {
            start: self.code_points.before(text, span.start()),
            end: self.code_points.before(text, span.end()),
        }
    }
}

/// How many code points stand before each stretch of [`STRETCH`] bytes; nothing for a text of ASCII alone.
pub(super) struct CodePoints(Option<Vec<u32>>);

/// Long enough for a small table, short enough to count through at every look-up.
const STRETCH: usize = 64;

impl CodePoints {
    pub(super) fn of(text: &str) -> Self {
        if text.is_ascii() {
            return Self(None);
        }
        let mut before = 0;
        let table = text.as_bytes().chunks(STRETCH).map(|stretch| {
            let here = before;
            before += code_points_in(stretch) as u32;
            here
        });
        let mut table: Vec<u32> = table.collect();
        // For an offset at the very end of a text that fills its last stretch.
        table.push(before);
        Self(Some(table))
    }

    pub(super) fn before(&self, text: &str, byte: usize) -> usize {
        let Some(table) = &self.0 else { return byte };
        let stretch = byte / STRETCH;
        table[stretch] as usize + code_points_in(&text.as_bytes()[stretch * STRETCH..byte])
    }
}

/// Every byte but those that continue a code point begins one.
fn code_points_in(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count()
}

fn attribution_id(index: AttributionIndex) -> String {
    format!("a-{}", index + 1)
}

pub(super) fn sha256(text: &str) -> String {
    use std::fmt::Write as _;
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(text.as_bytes()) {
        write!(hex, "{byte:02x}").expect("a String takes all");
    }
    hex
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::plain::tests::harbour;
    use serde_json::Value;

    fn value(options: &Options<'_>) -> Value {
        let mut out = Vec::new();
        write(&mut out, &harbour(), options).expect("memory takes all");
        serde_json::from_slice(&out).expect("JSON")
    }

    #[test]
    fn offsets_are_code_points_at_every_byte() {
        let text = "“é” — a 𝄞 ".repeat(40);
        for text in [text.as_str(), &text[..text.len() - 1], "plain", ""] {
            let code_points = CodePoints::of(text);
            for (number, (byte, _)) in text.char_indices().enumerate() {
                assert_eq!(code_points.before(text, byte), number);
            }
            assert_eq!(code_points.before(text, text.len()), text.chars().count());
        }
    }

    #[test]
    fn a_record_has_what_can_be_checked_and_with_all_the_rest() {
        let record = value(&Options {
            name: "harbour.txt",
            ..Options::default()
        });
        assert_eq!(record["schema"], SCHEMA);
        assert_eq!(record["document"]["published"], Value::Null);
        assert_eq!(record["document"]["title"], Value::Null);
        assert!(record["document"].get("text").is_none() && record.get("attributions").is_none());
        let claims = record["claims"].as_array().expect("claims");
        assert_eq!(claims.len(), 1);
        let claim = &claims[0];
        assert_eq!(claim["text"], "the café shut in May");
        assert_eq!(claim["spans"][0]["start"], 12);
        assert_eq!(claim["attributions"][0]["id"], "a-1");
        assert_eq!(claim["attributions"][0]["source"]["name"], "Zoë Roe");
        assert_eq!(claim["hedges"][0]["by"], "a-1");

        let record = value(&Options {
            with_text: true,
            all: true,
            ..Options::default()
        });
        assert_eq!(record["claims"].as_array().map(Vec::len), Some(2));
        assert_eq!(record["attributions"].as_array().map(Vec::len), Some(2));
        assert_eq!(record["attributions"][1]["source"], Value::Null);
        assert_eq!(record["document"]["text"], harbour().document.text());
    }
}
