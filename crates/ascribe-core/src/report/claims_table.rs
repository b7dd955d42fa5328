//! What a claim says in the columns of a table, which [`claims_csv`](super::claims_csv),
//! [`claims_markdown`](super::claims_markdown) and [`claims_html`](super::claims_html) write.

use super::joined;
use crate::claims::Claim;
use crate::revision::Revision;

/// The headings of the columns.
pub(super) const COLUMNS: [&str; 13] = [
    "document",
    "id",
    "claim",
    "says",
    "cue",
    "stance",
    "hedges",
    "quantities",
    "times",
    "kind",
    "place",
    "reason",
    "worth",
];

/// One claim as the cells of [`COLUMNS`].
pub(super) fn row(name: &str, revision: &Revision, claim: &Claim) -> [String; COLUMNS.len()] {
    let document = &revision.document;
    let chain = || {
        claim
            .attributions
            .iter()
            .map(|&index| &revision.attributions[index])
    };
    let sources: Vec<String> = chain()
        .map(|attribution| match &attribution.source {
            Some(source) => match source.name {
                Some(name) => document.slice(name).to_owned(),
                None => joined(document, &source.spans, " "),
            },
            None => "nobody".to_owned(),
        })
        .collect();
    let cues: Vec<&str> = chain()
        .map(|attribution| document.slice(attribution.cue.span))
        .collect();
    let stances: Vec<&str> = chain().map(|attribution| attribution.cue.stance.code()).collect();
    let slices = |spans: Vec<crate::span::Span>| -> String {
        let words: Vec<&str> = spans.into_iter().map(|span| document.slice(span)).collect();
        words.join("; ")
    };
    let times: Vec<String> = claim
        .times
        .iter()
        .map(|time| {
            let value = time
                .value
                .as_deref()
                .map_or(String::new(), |value| format!(" ({value})"));
            format!("{}{value}", document.slice(time.span))
        })
        .collect();
    let kinds: Vec<&str> = claim.kinds.iter().map(|kind| kind.code()).collect();
    [
        name.to_owned(),
        claim.id.to_string(),
        joined(document, &claim.spans, " … "),
        if sources.is_empty() {
            "own voice".to_owned()
        } else {
            sources.join(" → ")
        },
        cues.join(" → "),
        stances.join(" → "),
        slices(claim.hedges.iter().map(|hedge| hedge.span).collect()),
        slices(claim.quantities.iter().map(|quantity| quantity.span).collect()),
        times.join("; "),
        kinds.join(", "),
        claim.place.code().to_owned(),
        claim.checkability.reason.code().to_owned(),
        format!("{:.2}", claim.worth.score),
    ]
}

/// The claims that are listed: all, or those that can be checked.
pub(super) fn listed(revision: &Revision, all: bool) -> impl Iterator<Item = &Claim> {
    revision
        .claims
        .iter()
        .filter(move |claim| all || claim.checkability.checkable())
}
