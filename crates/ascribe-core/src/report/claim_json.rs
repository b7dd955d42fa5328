//! A claim with its chain of attributions as JSON, for every record that has claims.

use serde::Serialize;

use super::code_points::{CodePoints, Offsets, Slice};
use super::joined;
use crate::attribution::{Attribution, AttributionIndex};
use crate::claims::Claim;
use crate::revision::Revision;
use crate::signs::quantities::Quantity;
use crate::span::Span;

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
pub(super) struct AttributionRecord<'a> {
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
    #[serde(flatten)]
    slice: Slice<'a>,
    by: Option<String>,
}

/// Writes what stands in one revision, with offsets into its text.
pub(super) struct Writer<'a> {
    revision: &'a Revision,
    code_points: CodePoints<'a>,
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
                .map(|hedge| HedgeRecord {
                    class: hedge.class.code(),
                    slice: self.slice(hedge.span),
                    by: hedge.by.map(attribution_id),
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

    pub(super) fn attribution(&self, index: AttributionIndex) -> AttributionRecord<'a> {
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

    pub(super) fn slice(&self, span: Span) -> Slice<'a> {
        self.code_points.slice(span)
    }

    fn offsets(&self, span: Span) -> Offsets {
        self.code_points.offsets(span)
    }

    /// How many code points the text has.
    pub(super) fn length(&self) -> usize {
        self.code_points.before(self.revision.document.text().len())
    }
}

/// The name that an attribution goes by in every record of its article.
pub(super) fn attribution_id(index: AttributionIndex) -> String {
    format!("a-{}", index + 1)
}
