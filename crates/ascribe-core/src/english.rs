//! What ascribe knows about English: lexicons and trained models, parsed from `data/` once.

pub mod abbreviations;
pub mod claim_words;
pub mod explanations;
pub mod groups;
pub mod hedges;
pub mod lemmas;
pub mod furniture;
mod lower_case;
pub mod model;
pub mod sources;
pub mod stances;
pub mod words;
pub mod phrases;
pub mod changes;

use std::sync::LazyLock;

use abbreviations::Abbreviations;
use changes::Changes;
use claim_words::ClaimWords;
use furniture::Furniture;
use hedges::Hedges;
use lemmas::Lemmas;
use sources::Sources;
use stances::Stances;

/// All lexicons and models.
#[derive(Debug)]
pub struct English {
    /// Words written with a full stop.
    pub abbreviations: Abbreviations,
    /// What a comparison of two revisions looks for.
    pub changes: Changes,
    /// Words that tell of a claim's kind, of whether it can be checked, and of what depends on it.
    pub claim_words: ClaimWords,
    /// Phrases that hedge.
    pub hedges: Hedges,
    /// Base forms of words.
    pub lemmas: Lemmas,
    /// Words that name sources.
    pub sources: Sources,
    /// Words that attribute.
    pub stances: Stances,
    /// Words of lines that are no running text.
    pub furniture: Furniture,
}

static ENGLISH: LazyLock<English> = LazyLock::new(|| English {
    abbreviations: Abbreviations::built_in(),
    changes: Changes::built_in(),
    claim_words: ClaimWords::built_in(),
    hedges: Hedges::built_in(),
    lemmas: Lemmas::built_in(),
    sources: Sources::built_in(),
    stances: Stances::built_in(),
    furniture: Furniture::built_in(),
});

impl English {
    /// The lexicons and models that are built in, parsed at the first call.
    pub fn built_in() -> &'static English {
        &ENGLISH
    }
}
