//! Fits the two models that label cues and their arguments.

mod cues;
mod label;
mod roles;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use ascribe_core::attribution::features::{Context, FEATURES, may_be_cue};
use ascribe_core::attribution::labeller::{ROLES, Role};
use ascribe_core::document::{Document, TokenIndex};
use ascribe_core::english::English;
use ascribe_core::grammar::{self, Grammar};
use ascribe_core::read;
use ascribe_core::span::Span;
use serde::{Deserialize, Serialize};

use crate::grammar::read_models;
use crate::perceptron::Random;

use cues::{first_scores, fit_cues, fit_second_looks};
pub use label::{Label, Unlabelled, label};
use roles::fit_roles;

/// Options of `attribution`.
#[derive(Debug, clap::Args)]
pub struct Attribution {
    /// Articles with their attributions, JSON lines; a file counts as often as it is named.
    #[arg(required = true)]
    gold: Vec<PathBuf>,
    /// Folder of the grammar's models, and where cues.bin and roles.bin go.
    #[arg(long, default_value = "crates/ascribe-core/data/model")]
    models: PathBuf,
    /// Passes over the articles.
    #[arg(long, default_value_t = 7)]
    passes: usize,
    /// Leave cues.bin as it is, and fit the model of roles only.
    #[arg(long)]
    only_roles: bool,
    /// Passes over the articles of the second look at cues.
    #[arg(long, default_value_t = 4)]
    second_passes: usize,
    /// Logarithm of the number of rows of the model of roles.
    #[arg(long, default_value_t = 20)]
    bits: u32,
    /// Leave out features that moved fewer times than this.
    #[arg(long, default_value_t = 2)]
    least: u32,
}

#[derive(Deserialize)]
struct Line {
    text: String,
    attributions: Vec<Gold>,
}

/// An attribution of an article to fit on, in code points of its text.
#[derive(Deserialize, Serialize)]
pub struct Gold {
    pub source: Vec<[usize; 2]>,
    pub cue: Vec<[usize; 2]>,
    pub content: Vec<[usize; 2]>,
}

/// One article, read, with its cues.
struct Article {
    document: Document,
    grammar: Grammar,
    cues: Vec<Frame>,
}

impl Article {
    fn context(&self) -> Context<'_> {
        Context::new(English::built_in(), &self.document, &self.grammar)
    }

    fn heads(&self) -> BTreeSet<TokenIndex> {
        self.cues.iter().map(|frame| frame.head).collect()
    }
}

/// A gold cue's head, and the role of every token around it that is not outside.
struct Frame {
    head: TokenIndex,
    roles: Vec<(TokenIndex, Role)>,
}

/// Fits both models.
pub fn fit(options: &Attribution) -> Result<()> {
    let models = read_models(&options.models)?;
    let mut articles: Vec<Article> = Vec::new();
    for path in &options.gold {
        let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
        for line in text.lines() {
            articles.push(read_article(&models, &serde_json::from_str(line)?));
        }
    }
    let cues: usize = articles.iter().map(|article| article.cues.len()).sum();
    eprintln!("{} articles, {cues} cues", articles.len());
    let mut random = Random::new(2);
    let all: Vec<usize> = (0..articles.len()).collect();
    // What a later model sees of an earlier one comes from one that did not see the article, as it will be in use.
    let others = [0, 1].map(|half| {
        all.iter()
            .copied()
            .filter(|number| number % 2 != half)
            .collect::<Vec<_>>()
    });
    let first = fit_cues(&articles, &all, options.passes, &mut random);
    let halves = [0, 1].map(|half| fit_cues(&articles, &others[half], options.passes, &mut random));
    let looks: Vec<Vec<f32>> = (0..articles.len())
        .map(|number| first_scores(&articles[number], &halves[number % 2]))
        .collect();
    let passes = options.second_passes;
    let second = fit_second_looks(&articles, &all, &looks, passes, &mut random);
    let halves = [0, 1].map(|half| fit_second_looks(&articles, &others[half], &looks, passes, &mut random));
    if !options.only_roles {
        write(
            &options.models.join("cues.bin"),
            &first.with(&second).file(FEATURES, 19, options.least),
        )?;
    }
    let role_model = fit_roles(&articles, &looks, &halves, options.passes, &mut random);
    write(
        &options.models.join("roles.bin"),
        &role_model
            .with_additions(ROLES)
            .file(FEATURES, options.bits, options.least),
    )
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    std::fs::write(path, bytes).with_context(|| path.display().to_string())
}

fn read_article(models: &grammar::Models, line: &Line) -> Article {
    let document = read::document(English::built_in(), &line.text);
    let grammar = grammar::parse(models, &document);
    let bytes: Vec<usize> = line
        .text
        .char_indices()
        .map(|(at, _)| at)
        .chain([line.text.len()])
        .collect();
    let tokens = |spans: &[[usize; 2]]| -> Vec<TokenIndex> {
        spans
            .iter()
            .flat_map(|&[start, end]| document.tokens_in(Span::new(bytes[start], bytes[end])))
            .collect()
    };
    let mut cues = Vec::new();
    for gold in &line.attributions {
        let cue = tokens(&gold.cue);
        let Some(head) = head_of(&grammar, &cue) else {
            continue;
        };
        let mut roles = Vec::new();
        roles.extend(
            tokens(&gold.content)
                .into_iter()
                .map(|token| (token, Role::Content)),
        );
        roles.extend(
            tokens(&gold.source)
                .into_iter()
                .map(|token| (token, Role::Source)),
        );
        roles.extend(cue.into_iter().map(|token| (token, Role::Cue)));
        cues.push(Frame { head, roles });
    }
    Article {
        document,
        grammar,
        cues,
    }
}

/// The word of a cue that the rest depends on; a verb before a noun before any other.
fn head_of(grammar: &Grammar, cue: &[TokenIndex]) -> Option<TokenIndex> {
    let top = |token: &TokenIndex| grammar.head(*token).is_none_or(|head| !cue.contains(&head));
    let rank = |token: TokenIndex| {
        let tag = grammar.tag(token);
        (
            may_be_cue(tag),
            tag.is_verb(),
            tag.is_noun(),
            std::cmp::Reverse(token),
        )
    };
    let tops = cue
        .iter()
        .copied()
        .filter(top)
        .filter(|&token| may_be_cue(grammar.tag(token)));
    tops.max_by_key(|&token| rank(token))
        .or_else(|| cue.iter().copied().max_by_key(|&token| rank(token)))
}
