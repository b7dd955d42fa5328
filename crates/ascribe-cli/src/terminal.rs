//! What standard output can show.

use std::io::{self, IsTerminal as _};

use clap::ValueEnum;

/// The argument `--color`.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal that has them, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Color {
    /// Whether colours may be written to standard output.
    pub(crate) fn may_be_written(self) -> bool {
        match self {
            Color::Auto => anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never,
            Color::Always => true,
            Color::Never => false,
        }
    }
}

/// The columns of the terminal, if standard output is one.
pub(crate) fn width() -> Option<usize> {
    let size = io::stdout()
        .is_terminal()
        .then(terminal_size::terminal_size)
        .flatten();
    size.map(|(width, _)| usize::from(width.0))
}
