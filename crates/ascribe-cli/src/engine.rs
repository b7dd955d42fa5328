//! Who labels attributions: one argument that every command that reads articles shares.

use ascribe_core::attribution::label::Labeller;
use ascribe_core::revision::fast;
use clap::ValueEnum;

/// The argument `--engine`, to be flattened into a command's options.
#[derive(clap::Args)]
pub(crate) struct Engine {
    /// Who finds attributions; careful for articles one by one, fast where the inputs can hold many.
    #[arg(long, value_enum)]
    engine: Option<Kind>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// Linear models: megabytes of text a second.
    Fast,
    /// A small pretrained encoder: finds more, and takes a fifth of a second for an article.
    Careful,
}

impl Engine {
    /// The engine that was asked for, or else the one for so many inputs.
    pub(crate) fn labeller(&self, many: bool) -> &'static dyn Labeller {
        match self.engine {
            Some(Kind::Fast) => fast(),
            None if many => fast(),
            Some(Kind::Careful) | None => ascribe_encoder::careful(),
        }
    }
}
