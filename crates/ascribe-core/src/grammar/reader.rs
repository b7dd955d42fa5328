//! Sentences tagged and parsed a few at a time.
//!
//! Every choice of a tag, a step or a relation looks at rows of tables that the processor's caches do not hold. So sentences take
//! turns: each has the rows of its next choice fetched, and makes it when its turn comes again and they are there.

use super::parser::{self, Parse};
use super::relation::Relation;
use super::tagger::Tagging;
use super::{Models, Tree};
use crate::form::Form;

/// How many sentences take turns.
const SIDE_BY_SIDE: usize = 4;

/// The trees of `sentences`.
pub(super) fn trees(models: &Models, sentences: &[&[Form]]) -> Vec<Tree> {
    let mut trees = vec![Tree::default(); sentences.len()];
    let mut rest = sentences.iter().copied().enumerate();
    let first = rest.by_ref().take(SIDE_BY_SIDE);
    let mut readings: Vec<Reading<'_>> = first
        .map(|(number, forms)| {
            let mut reading = Reading::default();
            reading.begin(models, number, forms);
            reading
        })
        .collect();
    while !readings.is_empty() {
        readings.retain_mut(|reading| {
            if reading.go_on(models) {
                return true;
            }
            trees[reading.number] = reading.tree();
            let next = rest.next();
            if let Some((number, forms)) = next {
                reading.begin(models, number, forms);
            }
            next.is_some()
        });
    }
    trees
}

/// A sentence in the reading.
#[derive(Default)]
struct Reading<'a> {
    number: usize,
    forms: &'a [Form],
    tagging: Tagging,
    parse: Parse,
    stage: Stage,
    /// The features of the choice that is waited for.
    features: Vec<u64>,
}

/// What choice is waited for.
#[derive(Default)]
enum Stage {
    #[default]
    Begun,
    Tag,
    Arc,
}

impl<'a> Reading<'a> {
    fn begin(&mut self, models: &Models, number: usize, forms: &'a [Form]) {
        (self.number, self.forms, self.stage) = (number, forms, Stage::Begun);
        self.tagging.begin(&models.tags, forms);
    }

    /// Makes the choice that was waited for and goes on to the next; `false` when there is none.
    fn go_on(&mut self, models: &Models) -> bool {
        let Self {
            forms,
            tagging,
            parse,
            features,
            ..
        } = self;
        match self.stage {
            Stage::Begun => {}
            Stage::Tag => tagging.choose(&models.tags, forms, features),
            Stage::Arc => {
                parse.choose(models, features);
                return parse.ask(models, features);
            }
        }
        if tagging.ask(&models.tags, forms, features) {
            self.stage = Stage::Tag;
            return true;
        }
        self.stage = Stage::Arc;
        parse.begin(forms, tagging.tags());
        parse.ask(models, features)
    }

    fn tree(&self) -> Tree {
        let mut heads = vec![parser::NONE; self.forms.len()];
        let mut relations = vec![Relation::Punct; self.forms.len()];
        for (token, head, relation) in self.parse.arcs() {
            heads[token as usize] = head;
            if head != parser::NONE {
                relations[token as usize] = relation;
            }
        }
        Tree::of_words(self.tagging.tags().to_vec(), heads, relations)
    }
}
