//! Which claims `ascribe list` shows, and in which order.

use ascribe_core::attribution::Attribution;
use ascribe_core::claims::Claim;
use ascribe_core::revision::Revision;
use ascribe_core::vocabulary::{Anonymity, Directness, Reason};
use clap::{Args, ValueEnum};

#[derive(Args)]
pub(crate) struct Selection {
    /// In which order to list claims.
    #[arg(long, value_enum, default_value_t = Order::Text)]
    sort: Order,
    /// Only claims whose check-worthiness is at least this, 0 to 1; 0.5 is where people begin to check.
    #[arg(long, value_name = "SCORE", value_parser = score)]
    min_worth: Option<f32>,
    /// Only claims of this sort; given several times, claims that are of all of them.
    #[arg(long, value_enum, value_name = "SORT")]
    only: Vec<Only>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Order {
    /// As they stand in the text.
    Text,
    /// What deserves most to be checked first.
    Worth,
}

#[derive(Clone, Copy, ValueEnum)]
enum Only {
    /// With a word that weakens it.
    Hedged,
    /// With a source that the article does not name.
    Anonymous,
    /// In the paper's own voice.
    Unattributed,
    /// With a source or a cue.
    Attributed,
    /// In the source's own words.
    Quoted,
    /// With a number.
    Quantities,
    /// About the future.
    Predictions,
}

impl Selection {
    /// Whether it may change what is listed.
    pub(crate) fn weighs(&self) -> bool {
        self.sort == Order::Worth || self.min_worth.is_some()
    }

    /// Takes out the claims that were not asked for, and sorts the others.
    pub(crate) fn apply(&self, revision: &mut Revision) {
        let attributions = &revision.attributions;
        revision.claims.retain(|claim| {
            self.min_worth.is_none_or(|least| claim.worth.score >= least)
                && self.only.iter().all(|&only| is(claim, only, attributions))
        });
        if self.sort == Order::Worth {
            // What is trivial comes last, whatever words it has; equal ones stay in the order of the text.
            let is_trivial = |claim: &Claim| claim.checkability.reason == Reason::Trivial;
            revision.claims.sort_by(|a, b| {
                is_trivial(a)
                    .cmp(&is_trivial(b))
                    .then(b.worth.score.total_cmp(&a.worth.score))
            });
        }
    }
}

fn is(claim: &Claim, only: Only, attributions: &[Attribution]) -> bool {
    let chain = || claim.attributions.iter().map(|&number| &attributions[number]);
    match only {
        Only::Hedged => !claim.hedges.is_empty(),
        Only::Anonymous => chain().any(|attribution| match &attribution.source {
            Some(source) => source.is_anonymous() || source.anonymity == Anonymity::Hearsay,
            None => true,
        }),
        Only::Unattributed => claim.attributions.is_empty(),
        Only::Attributed => !claim.attributions.is_empty(),
        Only::Quoted => chain()
            .next_back()
            .is_some_and(|attribution| attribution.directness == Directness::Direct),
        Only::Quantities => !claim.quantities.is_empty(),
        Only::Predictions => claim.checkability.reason == Reason::Prediction,
    }
}

/// A score as it stands in the records.
fn score(text: &str) -> Result<f32, String> {
    text.parse()
        .ok()
        .filter(|score| (0.0..=1.0).contains(score))
        .ok_or_else(|| "not a number from 0 to 1".to_owned())
}
