//! Fits the models that `ascribe-core` embeds.

fn main() {}
