//! Fits the models that `ascribe-core` embeds, from corpora that stay outside the project.

mod attribution;
mod grammar;
mod perceptron;
mod silver;
mod sources;
mod treebank;
mod worth;
mod words;

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
    /// Write treebanks and articles cut into our tokens.
    Words(words::Words),
    /// Fit the models of cues and their arguments.
    Attribution(attribution::Attribution),
    /// Write what models that are not built in find in articles.
    Label(attribution::Label),
    /// Put records of `ascribe list` beside their texts, to fit models on.
    Silver(silver::Silver),
    /// Fit the model of check-worthiness.
    Worth(worth::Worth),
}

fn main() -> anyhow::Result<()> {
    match Command::parse() {
        Command::Grammar(options) => grammar::fit(&options),
        Command::CheckGrammar(options) => grammar::check(&options),
        Command::CheckSources(options) => sources::check(&options),
        Command::Words(options) => words::write(&options),
        Command::Attribution(options) => attribution::fit(&options),
        Command::Label(options) => attribution::label(&options),
        Command::Silver(options) => silver::write(&options),
        Command::Worth(options) => worth::fit(&options),
    }
}
