//! The claims of a stored revision, each with where it stands in review. What the core wrote goes out as it was written,
//! without being taken apart.

use serde::{Deserialize, Serialize};
use serde_json::json;
use serde_json::value::RawValue;

use crate::problem::Problem;
use crate::review;
use crate::store::records::Review;

/// A stored record, its parts left as they were written.
#[derive(Deserialize)]
pub struct Listing<'a> {
    schema: &'a str,
    #[serde(borrow)]
    document: &'a RawValue,
    #[serde(borrow)]
    claims: Vec<&'a RawValue>,
    #[serde(borrow)]
    attributions: Option<&'a RawValue>,
}

/// What has to be known of a claim to list it.
#[derive(Deserialize)]
struct Listed<'a> {
    id: &'a str,
    checkability: Checkability,
}

#[derive(Deserialize)]
struct Checkability {
    checkable: bool,
}

#[derive(Serialize)]
struct Reviewed {
    review: serde_json::Value,
    edits: serde_json::Value,
    severity: String,
}

impl<'a> Listing<'a> {
    /// The stored record of a revision.
    ///
    /// # Errors
    /// 500 if it is damaged.
    pub fn of(record: &'a str) -> Result<Self, Problem> {
        serde_json::from_str(record).map_err(|_| Problem::internal())
    }

    /// What it says of the document.
    ///
    /// # Errors
    /// 500 if it is damaged.
    pub fn document(&self) -> Result<serde_json::Value, Problem> {
        serde_json::from_str(self.document.get()).map_err(|_| Problem::internal())
    }

    /// The record with this document and with the reviews, which have to be in order of their claims; with `all` also what
    /// cannot be checked.
    ///
    /// # Errors
    /// 500 if it is damaged.
    pub fn with(
        &self,
        document: &serde_json::Value,
        reviews: &[Review],
        all: bool,
    ) -> Result<String, Problem> {
        let attributions = match self.attributions {
            Some(attributions) if all => format!(",\"attributions\":{}", attributions.get()),
            _ => String::new(),
        };
        Ok(format!(
            "{{\"schema\":{},\"document\":{document},\"claims\":{}{attributions}}}",
            json!(self.schema),
            self.claims(reviews, all)?
        ))
    }

    /// The claims as a JSON array, each with its review. A claim that was decided before it ceased to be checkable is
    /// listed too.
    fn claims(&self, reviews: &[Review], all: bool) -> Result<String, Problem> {
        let mut out = String::from("[");
        for claim in &self.claims {
            let claim = claim.get();
            let listed: Listed<'_> = serde_json::from_str(claim).map_err(|_| Problem::internal())?;
            let review = reviews
                .binary_search_by(|review| review.claim.as_str().cmp(listed.id))
                .ok()
                .map(|at| &reviews[at]);
            if !(all || listed.checkability.checkable || review.is_some()) {
                continue;
            }
            if out.len() > 1 {
                out.push(',');
            }
            let open = claim.strip_suffix('}').ok_or_else(Problem::internal)?;
            let reviewed = match review {
                Some(review) => json!(Reviewed {
                    review: review::brief(review),
                    edits: review::parsed(&review.edits),
                    severity: review.severity.clone(),
                }),
                None => json!({ "review": null }),
            };
            out.push_str(open);
            out.push(',');
            out.push_str(&reviewed.to_string()[1..]);
        }
        out.push(']');
        Ok(out)
    }
}

/// The claims of a record with their reviews, which need not be in order.
///
/// # Errors
/// 500 if the record is damaged.
pub fn claims(record: &str, reviews: &[Review]) -> Result<String, Problem> {
    let mut reviews = reviews.to_vec();
    reviews.sort_by(|a, b| a.claim.cmp(&b.claim));
    Listing::of(record)?.claims(&reviews, false)
}
