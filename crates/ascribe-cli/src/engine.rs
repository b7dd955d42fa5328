//! Who labels attributions: one argument that every command that reads articles shares.

use ascribe_core::attribution::label::Labeller;
use ascribe_core::revision::fast;
use clap::ValueEnum;

/// The argument `--engine`, to be flattened into a command's options.
#[derive(clap::Args)]
pub(crate) struct Engine {
    /// Who finds attributions.
    #[arg(long, value_enum)]
    engine: Option<Kind>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// Linear models: a megabyte of text a second and more.
    Fast,
    /// A small pretrained encoder: finds more, and takes a fifth of a second for an article.
    Careful,
}

/// So many bytes, some thirty thousand words, are no article but a heap of text, which careful would take minutes for.
const LONGEST_ARTICLE: usize = 200_000;

impl Engine {
    /// The engine that was asked for; else careful, unless the text is no article.
    pub(crate) fn for_article(&self, text: &str) -> &'static dyn Labeller {
        match self.engine {
            Some(kind) => kind.labeller(),
            None if text.len() > LONGEST_ARTICLE => Kind::Fast.labeller(),
            None => Kind::Careful.labeller(),
        }
    }

    /// The engine that was asked for; else fast, for a comparison, where words tell what differs.
    pub(crate) fn for_comparison(&self) -> &'static dyn Labeller {
        self.engine.unwrap_or(Kind::Fast).labeller()
    }
}

impl Kind {
    fn labeller(self) -> &'static dyn Labeller {
        match self {
            Self::Fast => fast(),
            Self::Careful => ascribe_encoder::careful(),
        }
    }
}
