//! The record `ascribe/claims/1`: claims with their chains of attributions, as JSON.
//!
//! Offsets count code points, not bytes.

use std::io;

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::claim_json::{AttributionRecord, ClaimRecord, Writer};
use crate::revision::Revision;

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
            length: writer.length(),
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
