//! One published state of an article, read through all stages.

use std::sync::LazyLock;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::attribution::features::Context;
use crate::attribution::label::{Labeller, Labels, Look, SentenceWorth};
use crate::attribution::source::Cast;
use crate::attribution::{Attribution, assembly, labeller};
use crate::claims::{Claim, Worth, find, worth};
use crate::document::Document;
use crate::english::English;
use crate::grammar::{self, Grammar};
use crate::read;
use crate::signs::mentions::Mentions;
use crate::signs::names::Names;
use crate::signs::{quantities, times};

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
    /// The day of publication, as far as it was told.
    pub published: Option<Date>,
    /// The name of the labeller that found the attributions.
    pub engine: String,
}

/// What is known about a text before it is read, and who labels its attributions.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    /// The day of publication, which *on Saturday* and *last year* are counted from.
    pub published: Option<Date>,
    /// Who labels; [`fast()`] unless told otherwise.
    pub labeller: &'a dyn Labeller,
}

impl Default for Reading<'_> {
    fn default() -> Self {
        Self {
            published: None,
            labeller: fast(),
        }
    }
}

/// The built-in linear models as a labeller.
pub fn fast() -> &'static dyn Labeller {
    &Fast
}

/// What the built-in linear models say of each token as the head of a cue, for a labeller that asks for a second opinion
/// ([`labeller::cue_scores`]).
pub fn cue_scores(context: &mut Context<'_>) -> Vec<f32> {
    labeller::cue_scores(&MODELS.labeller, context)
}

/// The built-in tagger and parser, for scores on treebanks.
pub fn grammar_models() -> &'static grammar::Models {
    &MODELS.grammar
}

struct Fast;

impl Labeller for Fast {
    fn name(&self) -> &'static str {
        "fast-10"
    }

    fn look<'a>(&'a self, _document: &'a Document, grammar: Grammar) -> Look<'a> {
        Look {
            grammar,
            label: Box::new(|context| Labels {
                attributions: labeller::label(&MODELS.labeller, context),
                worth: None,
            }),
        }
    }
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

static WORTH: LazyLock<worth::Model> = LazyLock::new(|| {
    worth::Model::read(include_bytes!("../data/model/worth.bin"), worth::FEATURES)
        .expect("the model fits the program")
});

impl Revision {
    /// Reads `text` through all stages. Any text can be read.
    pub fn read(english: &English, text: &str, reading: &Reading<'_>) -> Self {
        let (mut revision, sentences) = Self::unweighed(english, text, reading);
        revision.weigh(english, sentences.as_ref());
        revision
    }

    /// Reads several revisions of one article, each as [`read`](Self::read) does, on all processors; sentences that stand in
    /// several are parsed once.
    pub fn read_all(english: &English, texts: &[(&str, Reading<'_>)]) -> Vec<Self> {
        let documents: Vec<Document> = texts
            .par_iter()
            .map(|(text, _)| read::document(english, text))
            .collect();
        let grammars = grammar::parse_all(&MODELS.grammar, &documents);
        let parsed = documents.into_par_iter().zip(grammars).zip(texts);
        parsed
            .map(|((document, grammar), (_, reading))| {
                let (mut revision, sentences) = Self::parsed(english, document, grammar, reading);
                revision.weigh(english, sentences.as_ref());
                revision
            })
            .collect()
    }

    /// Says of every claim how much it deserves to be checked.
    fn weigh(&mut self, english: &English, sentences: Option<&SentenceWorth>) {
        let setting = worth::Setting {
            english,
            document: &self.document,
            grammar: &self.grammar,
            attributions: &self.attributions,
        };
        let mut features = Vec::new();
        for claim in &mut self.claims {
            features.clear();
            worth::features(setting, claim, &mut features);
            let log_odds = worth::log_odds(&WORTH, &features);
            let log_odds = sentences.map_or(log_odds, |sentences| {
                sentences.share * log_odds + sentences.log_odds[claim.sentence]
            });
            claim.worth = Worth {
                // Finer differences mean nothing, and whoever asks for a score as it is shown gets what shows it.
                score: (100.0 / (1.0 + (-log_odds).exp())).round() / 100.0,
                reasons: worth::reasons(setting, claim),
            };
        }
    }

    /// All stages but the last, which gives claims their weight; that one is fitted on what this finds.
    pub fn find(english: &English, text: &str, reading: &Reading<'_>) -> Self {
        Self::unweighed(english, text, reading).0
    }

    /// What [`find`](Self::find) finds, and what the labeller says of the sentences.
    fn unweighed(english: &English, text: &str, reading: &Reading<'_>) -> (Self, Option<SentenceWorth>) {
        let document = read::document(english, text);
        let grammar = grammar::parse(&MODELS.grammar, &document);
        Self::parsed(english, document, grammar, reading)
    }

    /// What is found in a document that has its trees.
    fn parsed(
        english: &English,
        document: Document,
        grammar: Grammar,
        reading: &Reading<'_>,
    ) -> (Self, Option<SentenceWorth>) {
        let Look { grammar, label } = reading.labeller.look(&document, grammar);
        let mut context = Context::new(english, &document, &grammar);
        let labels = label(&mut context);
        let mut names = Names::find(english, &document, &grammar);
        let mentions = Mentions::find(english, &document, &grammar, &mut names, context.quoted());
        let cast = Cast {
            names: &names,
            mentions: &mentions,
        };
        let attributions = assembly::attributions(
            english,
            &document,
            &grammar,
            &context,
            &labels.attributions,
            &cast,
        );
        // A text of two million marks has as many rows of it.
        drop(context);
        let times = times::find(english, &document, &grammar, reading.published);
        let quantities = quantities::find(english, &document, &grammar, &times);
        let entities = names.entities(english, &document, &grammar);
        let signs = find::Signs {
            quantities: &quantities,
            times: &times,
            entities: &entities,
        };
        let claims = find::claims(
            english,
            &document,
            &grammar,
            &attributions,
            signs,
            reading.published,
        );
        let revision = Self {
            document,
            grammar,
            attributions,
            claims,
            published: reading.published,
            engine: reading.labeller.name().to_owned(),
        };
        (revision, labels.worth)
    }
}
