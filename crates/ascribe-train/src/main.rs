//! Fits the models that `ascribe-core` embeds, from corpora that stay outside the project.

mod attribution;
mod grammar;
mod perceptron;
mod sources;
mod treebank;
mod worth;

use clap::Parser;

/// Fits and checks the models of ascribe.
#[derive(Debug, Parser)]
#[command(version)]
enum Command {
    /// Fit tagger and parser on treebanks.
    Grammar(grammar::Grammar),
    /// Score tagger and parser against gold treebanks.
    CheckGrammar(grammar::Check),
    /// Score the resolution of pronouns against gold coreference.
    CheckSources(sources::Check),
    /// Fit the models of cues and their arguments.
    Attribution(attribution::Attribution),
    /// Fit the model of check-worthiness.
    Worth(worth::Worth),
}

fn main() -> anyhow::Result<()> {
    match Command::parse() {
        Command::Grammar(options) => grammar::fit(&options),
        Command::CheckGrammar(options) => grammar::check(&options),
        Command::CheckSources(options) => sources::check(&options),
        Command::Attribution(options) => attribution::fit(&options),
        Command::Worth(options) => worth::fit(&options),
    }
}
