//! What ascribe knows about English: lexicons and trained models, parsed from `data/` once.

pub mod abbreviations;
pub mod hedges;
pub mod lemmas;
pub mod model;
pub mod words;

use std::sync::LazyLock;

use abbreviations::Abbreviations;
use hedges::Hedges;
use lemmas::Lemmas;

/// All lexicons and models.
#[derive(Debug)]
pub struct English {
    /// Words written with a full stop.
    pub abbreviations: Abbreviations,
    /// Phrases that hedge.
    pub hedges: Hedges,
    /// Base forms of words.
    pub lemmas: Lemmas,
}

static ENGLISH: LazyLock<English> = LazyLock::new(|| English {
    abbreviations: Abbreviations::built_in(),
    hedges: Hedges::built_in(),
    lemmas: Lemmas::built_in(),
});

impl English {
    /// The lexicons and models that are built in, parsed at the first call.
    pub fn built_in() -> &'static English {
        &ENGLISH
    }
}
