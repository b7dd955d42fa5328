//! What ascribe knows about English: lexicons and trained models, parsed from `data/` once.

pub mod abbreviations;
pub mod furniture;
mod lower_case;
pub mod model;

use std::sync::LazyLock;

use abbreviations::Abbreviations;
use furniture::Furniture;

/// All lexicons and models.
#[derive(Debug)]
pub struct English {
    /// Words written with a full stop.
    pub abbreviations: Abbreviations,
    /// Words of lines that are no running text.
    pub furniture: Furniture,
}

static ENGLISH: LazyLock<English> = LazyLock::new(|| English {
    abbreviations: Abbreviations::built_in(),
    furniture: Furniture::built_in(),
});

impl English {
    /// The lexicons and models that are built in, parsed at the first call.
    pub fn built_in() -> &'static English {
        &ENGLISH
    }
}
