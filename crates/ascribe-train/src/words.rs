//! Writes treebanks and articles cut into our tokens, for a parser that is no part of the program to learn from or to read.

use std::io::{BufWriter, stdout};
use std::path::PathBuf;

use anyhow::{Context, Result};
use ascribe_core::english::English;
use ascribe_core::form::Form;
use ascribe_core::grammar::relation::Relation;
use ascribe_core::grammar::tag::Tag;
use ascribe_core::read;
use ascribe_core::revision::grammar_models;
use serde::Deserialize;

use crate::treebank::{self, Tree};

/// Options of `words`.
#[derive(Debug, clap::Args)]
pub struct Words {
    /// Treebanks (`.conllu`, `.conllu.gz`) and articles (`.jsonl`, with `id` and `text`).
    #[arg(required = true)]
    inputs: Vec<PathBuf>,
    /// Give the words of articles the trees of the built-in linear parser.
    #[arg(long)]
    parse: bool,
}

#[derive(Deserialize)]
struct Line {
    id: String,
    text: String,
}

/// Writes `CoNLL-U` to standard output; the words of articles have no tree yet.
pub fn write(options: &Words) -> Result<()> {
    let mut out = BufWriter::new(stdout().lock());
    for path in &options.inputs {
        if path.extension().is_some_and(|extension| extension == "jsonl") {
            let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
            for line in text.lines() {
                treebank::write(&sentences(&serde_json::from_str(line)?, options.parse), &mut out)?;
            }
        } else {
            treebank::write(&treebank::read(path)?, &mut out)?;
        }
    }
    Ok(())
}

fn sentences(line: &Line, parse: bool) -> Vec<Tree> {
    let document = read::document(English::built_in(), &line.text);
    let tree = |tokens: std::ops::Range<usize>| {
        let words: Vec<String> = tokens.map(|token| document.word(token).to_owned()).collect();
        let forms: Vec<Form> = words.iter().map(|word| Form::of(word)).collect();
        let (tags, heads, relations) = if parse {
            let tree = grammar_models().parse(&forms);
            let head = |(word, &head): (usize, &u32)| (head as usize != word).then_some(head as usize);
            let heads = tree.heads.iter().enumerate().map(head).collect();
            (tree.tags, heads, tree.relations)
        } else {
            let count = words.len();
            (
                vec![Tag::Xx; count],
                vec![None; count],
                vec![Relation::Dep; count],
            )
        };
        Tree {
            document: line.id.clone(),
            words,
            forms,
            tags,
            heads,
            relations,
        }
    };
    document
        .sentences()
        .iter()
        .map(|sentence| tree(sentence.tokens.clone()))
        .collect()
}
