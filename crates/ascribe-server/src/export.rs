//! Claims with what was decided, in the forms that other programs read.

use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};

use crate::review::parsed;
use crate::store::records::{Article, Review, Revision};

/// A form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A claim a line with all that is known.
    JsonLines,
    /// For a spreadsheet.
    Csv,
    /// schema.org ClaimReview: only claims that a person gave a verdict on.
    ClaimReview,
    /// W3C Web Annotations.
    Annotations,
}

/// What is exported of one article.
pub struct Exported<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its newest revision.
    pub revision: &'a Revision,
    /// The reviews of that revision, by claim.
    pub reviews: &'a [Review],
}

#[derive(Deserialize)]
struct Record<'a> {
    #[serde(borrow)]
    claims: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
struct Claim {
    id: String,
    spans: Vec<Span>,
    attributions: Vec<Attribution>,
}

#[derive(Deserialize)]
struct Span {
    start: usize,
    end: usize,
    text: String,
}

#[derive(Deserialize)]
struct Attribution {
    source: Option<Source>,
}

#[derive(Deserialize)]
struct Source {
    text: String,
    name: Option<String>,
}

impl Format {
    /// The form of this name.
    pub fn of(name: &str) -> Option<Self> {
        Some(match name {
            "jsonl" => Self::JsonLines,
            "csv" => Self::Csv,
            "claimreview" => Self::ClaimReview,
            "annotations" => Self::Annotations,
            _ => return None,
        })
    }

    /// Its media type.
    pub fn content_type(self) -> &'static str {
        match self {
            Self::JsonLines => "application/jsonl",
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::ClaimReview => "application/ld+json",
            Self::Annotations => "application/ld+json; profile=\"http://www.w3.org/ns/anno.jsonld\"",
        }
    }

    /// How its files end.
    pub fn extension(self) -> &'static str {
        match self {
            Self::JsonLines => "jsonl",
            Self::Csv => "csv",
            Self::ClaimReview | Self::Annotations => "jsonld",
        }
    }

    /// What stands before the first item.
    pub fn head(self) -> &'static str {
        match self {
            Self::JsonLines => "",
            Self::Csv => {
                "article,title,url,revision,claim,text,severity,state,said,world,note,evidence,assignee,updated\r\n"
            }
            Self::ClaimReview => "[",
            Self::Annotations => {
                "{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"type\":\"AnnotationPage\",\"items\":["
            }
        }
    }

    /// What stands between two items.
    pub fn between(self) -> &'static str {
        match self {
            Self::JsonLines | Self::Csv => "",
            Self::ClaimReview | Self::Annotations => ",\n",
        }
    }

    /// What stands after the last item.
    pub fn tail(self) -> &'static str {
        match self {
            Self::JsonLines | Self::Csv => "",
            Self::ClaimReview => "]\n",
            Self::Annotations => "]}\n",
        }
    }

    /// The items of one article, in text order.
    pub fn items(self, exported: &Exported<'_>) -> Vec<String> {
        let record: Record<'_> = match serde_json::from_str(&exported.revision.record) {
            Ok(record) => record,
            Err(_) => return Vec::new(),
        };
        let mut items = Vec::new();
        for raw in record.claims {
            let Ok(claim) = serde_json::from_str::<Claim>(raw.get()) else {
                continue;
            };
            let Ok(at) = exported
                .reviews
                .binary_search_by(|review| review.claim.as_str().cmp(&claim.id))
            else {
                continue;
            };
            let review = &exported.reviews[at];
            let item = match self {
                Self::JsonLines => Some(line(exported.article, raw.get(), review)),
                Self::Csv => Some(row(exported.article, review)),
                Self::ClaimReview => claim_review(exported, &claim, review),
                Self::Annotations => Some(annotation(exported, &claim, review)),
            };
            items.extend(item);
        }
        items
    }
}

fn line(article: &Article, claim: &str, review: &Review) -> String {
    let about = json!({
        "id": article.id, "title": article.title, "url": article.url, "external_id": article.external_id,
        "revision": review.revision,
    });
    let review = json!({
        "state": review.state, "said": review.said, "world": review.world, "note": review.note,
        "evidence": parsed(&review.evidence), "assignee": review.assignee, "severity": review.severity,
        "reasons": parsed(&review.reasons), "edits": parsed(&review.edits), "updated": review.updated,
    });
    format!("{{\"article\":{about},\"claim\":{claim},\"review\":{review}}}\n")
}

fn row(article: &Article, review: &Review) -> String {
    let evidence = parsed(&review.evidence);
    let links: Vec<&str> = evidence
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let optional = |text: &Option<String>| text.clone().unwrap_or_default();
    let fields = [
        article.id.to_string(),
        article.title.clone(),
        optional(&article.url),
        review.revision.to_string(),
        review.claim.clone(),
        review.text.clone(),
        review.severity.clone(),
        review.state.clone(),
        optional(&review.said),
        optional(&review.world),
        optional(&review.note),
        links.join(" "),
        optional(&review.assignee),
        review.updated.clone(),
    ];
    let fields: Vec<String> = fields.iter().map(|text| field(text)).collect();
    fields.join(",") + "\r\n"
}

/// A field that no spreadsheet takes for a formula.
fn field(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let mark = if formula { "'" } else { "" };
    if formula || text.contains([',', '"', '\n', '\r']) {
        format!("\"{mark}{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

/// The verdict on the world as a rating; what cannot be checked has none.
fn rating(verdict: &str) -> Option<u8> {
    Some(match verdict {
        "confirmed" => 5,
        "confirmed_with_changes" => 4,
        "unconfirmed" => 3,
        "misattributed" | "out_of_context" => 2,
        "wrong" => 1,
        _ => return None,
    })
}

fn claim_review(exported: &Exported<'_>, claim: &Claim, review: &Review) -> Option<String> {
    let verdict = review.world.as_deref().or(review.said.as_deref())?;
    if review.state != "done" {
        return None;
    }
    let source = claim
        .attributions
        .last()
        .and_then(|attribution| attribution.source.as_ref())
        .map(|source| source.name.clone().unwrap_or_else(|| source.text.clone()));
    let rated = rating(verdict);
    let mut item = json!({
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "claimReviewed": review.text,
        "datePublished": review.updated.get(..10),
        "itemReviewed": {
            "@type": "Claim",
            "appearance": { "@type": "CreativeWork", "name": exported.article.title, "url": exported.article.url },
            "datePublished": exported.revision.published,
            "author": source.map(|name| json!({ "@type": "Thing", "name": name })),
        },
        "reviewRating": { "@type": "Rating", "alternateName": verdict.replace('_', " ") },
        "reviewBody": review.note,
        "citation": parsed(&review.evidence),
    });
    if let Some(value) = rated {
        item["reviewRating"]["ratingValue"] = json!(value);
        item["reviewRating"]["bestRating"] = json!(5);
        item["reviewRating"]["worstRating"] = json!(1);
    }
    Some(item.to_string())
}

/// How many characters before and after a quotation help to find it.
const AROUND: usize = 32;

fn annotation(exported: &Exported<'_>, claim: &Claim, review: &Review) -> String {
    let article = exported.article;
    let source = article
        .url
        .clone()
        .unwrap_or_else(|| format!("urn:ascribe:article:{}", article.id));
    let text = &exported.revision.text;
    let targets: Vec<Value> = claim
        .spans
        .iter()
        .map(|span| {
            let start = byte(text, span.start);
            let end = start + span.text.len();
            let before = text.get(..start).unwrap_or_default();
            let after = text.get(end..).unwrap_or_default();
            let skipped = before.chars().count().saturating_sub(AROUND);
            json!({
                "source": source,
                "selector": [
                    { "type": "TextQuoteSelector", "exact": span.text,
                      "prefix": before.chars().skip(skipped).collect::<String>(),
                      "suffix": after.chars().take(AROUND).collect::<String>() },
                    { "type": "TextPositionSelector", "start": span.start, "end": span.end },
                ],
            })
        })
        .collect();
    let tag = |name: &str, value: &str| json!({ "type": "TextualBody", "purpose": "tagging", "value": format!("{name}: {value}") });
    let mut bodies = vec![tag("state", &review.state)];
    for (name, verdict) in [("said", &review.said), ("world", &review.world)] {
        bodies.extend(verdict.as_deref().map(|verdict| tag(name, verdict)));
    }
    if let Some(note) = &review.note {
        bodies.push(
            json!({ "type": "TextualBody", "purpose": "commenting", "value": note, "format": "text/plain" }),
        );
    }
    json!({
        "id": format!("urn:ascribe:article:{}:revision:{}:claim:{}", article.id, review.revision, review.claim),
        "type": "Annotation",
        "motivation": "assessing",
        "modified": review.updated,
        "body": bodies,
        "target": targets,
    })
    .to_string()
}

/// The byte at which code point `number` of `text` begins.
fn byte(text: &str, number: usize) -> usize {
    text.char_indices().nth(number).map_or(text.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_field_is_a_formula() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"] {
            assert!(field(text).starts_with("\"'"), "{text:?}");
        }
        assert_eq!(field("a, \"b\""), "\"a, \"\"b\"\"\"");
        assert_eq!(field("plain - text"), "plain - text");
    }
}
