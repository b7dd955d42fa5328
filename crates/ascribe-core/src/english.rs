//! What ascribe knows about English: lexicons and trained models, parsed from `data/` once.

pub mod model;

use std::sync::LazyLock;

/// All lexicons and models.
#[derive(Debug)]
pub struct English {}

static ENGLISH: LazyLock<English> = LazyLock::new(|| English {});

impl English {
    /// The lexicons and models that are built in, parsed at the first call.
    pub fn built_in() -> &'static English {
        &ENGLISH
    }
}
