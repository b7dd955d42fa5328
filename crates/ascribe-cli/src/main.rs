//! The `ascribe` command.

fn main() {}
