//! One published state of an article, read through all stages.

use std::sync::LazyLock;

use crate::attribution::features::Context;
use crate::attribution::{Attribution, assembly, labeller};
use crate::claims::{Claim, find};
use crate::document::Document;
use crate::english::English;
use crate::grammar::{self, Grammar};
use crate::read;

/// A document with all that was found in it.
#[derive(Clone, Debug, Default)]
pub struct Revision {
    /// The text and its cuts.
    pub document: Document,
    /// Parts of speech and trees.
    pub grammar: Grammar,
    /// Every attribution, in order of their cues; `within` points to an earlier or later one, never in a circle.
    pub attributions: Vec<Attribution>,
    /// Every claim, in text order.
    pub claims: Vec<Claim>,
}

/// The trained models, read in place at the first call.
struct Models {
    grammar: grammar::Models,
    labeller: labeller::Models,
}

static MODELS: LazyLock<Models> = LazyLock::new(|| Models {
    grammar: grammar::Models::read(
        include_bytes!("../data/model/tags.bin"),
        include_bytes!("../data/model/actions.bin"),
        include_bytes!("../data/model/relations.bin"),
    )
    .expect("the models fit the program"),
    labeller: labeller::Models::read(
        include_bytes!("../data/model/cues.bin"),
        include_bytes!("../data/model/roles.bin"),
    )
    .expect("the models fit the program"),
});

impl Revision {
    /// Reads `text` through all stages. Any text can be read.
    pub fn read(english: &English, text: &str) -> Self {
        let document = read::document(english, text);
        let forms = grammar::forms(&document);
        let grammar = grammar::parse(&MODELS.grammar, &document, &forms);
        let mut context = Context::new(&document, &grammar, &forms);
        let labels = labeller::label(&MODELS.labeller, &mut context);
        let attributions = assembly::attributions(english, &document, &grammar, &context, &labels);
        let claims = find::claims(english, &document, &grammar, &attributions);
        Self {
            document,
            grammar,
            attributions,
            claims,
        }
    }
}
