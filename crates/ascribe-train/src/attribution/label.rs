//! Labels articles with models that are not built in.

use std::path::PathBuf;

use anyhow::Result;
use ascribe_core::attribution::features::Context;
use ascribe_core::attribution::source::Cast;
use ascribe_core::attribution::{assembly, labeller};
use ascribe_core::english::English;
use ascribe_core::grammar;
use ascribe_core::read;
use ascribe_core::signs::mentions::Mentions;
use ascribe_core::signs::names::Names;
use ascribe_core::span::Span;
use serde::Deserialize;

use super::Gold;
use crate::grammar::read_models;

/// Options of `label`.
#[derive(Debug, clap::Args)]
pub struct Label {
    /// Articles, JSON lines with `id` and `text`.
    articles: PathBuf,
    /// Folder of the models.
    #[arg(long, default_value = "crates/ascribe-core/data/model")]
    models: PathBuf,
    /// The score from which a token is taken as a cue.
    #[arg(long)]
    threshold: Option<f32>,
}

/// An article to label.
#[derive(Deserialize)]
pub struct Unlabelled {
    pub id: String,
    pub text: String,
}

/// Writes what models that are not built in find, as JSON lines of `id` and `attributions`.
pub fn label(options: &Label) -> Result<()> {
    let grammar_models = read_models(&options.models)?;
    let file = |name: &str| std::fs::read(options.models.join(name)).map(|bytes| &*bytes.leak());
    let mut models = labeller::Models::read(file("cues.bin")?, file("roles.bin")?)?;
    models.threshold = options.threshold.unwrap_or(models.threshold);
    let text = std::fs::read_to_string(&options.articles)?;
    let english = English::built_in();
    for line in text.lines() {
        let line: Unlabelled = serde_json::from_str(line)?;
        let document = read::document(english, &line.text);
        let grammar = grammar::parse(&grammar_models, &document);
        let mut context = Context::new(english, &document, &grammar);
        let labels = labeller::label(&models, &mut context);
        let mut names = Names::find(english, &document, &grammar);
        let mentions = Mentions::find(english, &document, &grammar, &mut names, context.quoted());
        let cast = Cast {
            names: &names,
            mentions: &mentions,
        };
        let found = assembly::attributions(english, &document, &grammar, &context, &labels, &cast);
        let mut points = vec![0; line.text.len() + 1];
        for (number, (at, _)) in line.text.char_indices().enumerate() {
            points[at] = number;
        }
        points[line.text.len()] = line.text.chars().count();
        let offsets = |spans: &[Span]| -> Vec<[usize; 2]> {
            spans
                .iter()
                .map(|span| [points[span.start()], points[span.end()]])
                .collect()
        };
        let attributions: Vec<Gold> = found
            .iter()
            .map(|found| {
                let source = found
                    .source
                    .as_ref()
                    .map_or(&[][..], |source| source.spans.as_slice());
                Gold {
                    source: offsets(source),
                    cue: offsets(&[found.cue.span]),
                    content: offsets(&found.content),
                }
            })
            .collect();
        println!(
            "{}",
            serde_json::json!({"id": line.id, "attributions": attributions})
        );
    }
    Ok(())
}
