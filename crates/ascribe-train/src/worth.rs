//! Fits the model of check-worthiness: logistic regression over the features of claims.
//!
//! Sentences are labelled, claims are scored: of each sentence the claim that scores highest answers for it, in fitting as
//! in use. At the end the bias moves so that one half is where F1 is best on sentences that were not fitted on.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use ascribe_core::claims::worth::{FEATURES, Setting, features};
use ascribe_core::english::English;
use ascribe_core::english::model::{feature, write};
use ascribe_core::revision::{Reading, Revision};
use serde::Deserialize;

use crate::perceptron::Random;

/// Options of `worth`.
#[derive(Debug, clap::Args)]
pub struct Worth {
    /// Labelled sentences, JSON lines.
    sentences: PathBuf,
    /// Where worth.bin goes.
    #[arg(long, default_value = "crates/ascribe-core/data/model")]
    models: PathBuf,
    /// Passes over the sentences.
    #[arg(long, default_value_t = 6)]
    passes: usize,
    /// Pull towards zero.
    #[arg(long, default_value_t = 0.2)]
    decay: f32,
    /// First step.
    #[arg(long, default_value_t = 0.03)]
    rate: f32,
    /// Labelled sentences to choose the point of decision by, and to check the model on; without any it is chosen by sentences
    /// that were not fitted on.
    #[arg(long)]
    check: Vec<PathBuf>,
    /// Logarithm of the number of rows.
    #[arg(long, default_value_t = 18)]
    bits: u32,
}

#[derive(Deserialize)]
struct Line {
    text: String,
    label: u8,
}

/// A sentence: the features of each of its claims, as numbers of weights.
struct Sentence {
    claims: Vec<Vec<u32>>,
    worthy: bool,
}

/// The feature that every claim has.
fn bias() -> u64 {
    feature(0, 0)
}

/// Folds for finding where to decide.
const FOLDS: usize = 4;

/// Fits the model and writes it.
pub fn fit(options: &Worth) -> Result<()> {
    let mut numbers = HashMap::from([(bias(), 0)]);
    let sentences = read(&options.sentences, &mut numbers)?;
    let empty = sentences
        .iter()
        .filter(|it| it.claims.is_empty() && it.worthy)
        .count();
    eprintln!(
        "{} sentences, {} features, {empty} worth checking without a claim",
        sentences.len(),
        numbers.len()
    );
    let mut weights = weights(&sentences, numbers.len(), options, |_| true);
    let mut checks = Vec::new();
    for path in &options.check {
        checks.push((path.as_path(), scored(path, &weights, &mut numbers)?));
    }
    if checks.is_empty() {
        checks.push((
            options.sentences.as_path(),
            cross_validated(&sentences, numbers.len(), options),
        ));
    }
    let threshold = decision(&checks);
    for (path, scored) in &checks {
        report(path, scored, threshold);
    }
    weights[0] -= threshold;
    // Order and rounding must not depend on the table's order.
    let mut rows: Vec<(u64, [f32; 2])> = numbers
        .into_iter()
        .filter_map(|(feature, number)| Some((feature, [0.0, *weights.get(number as usize)?])))
        .collect();
    rows.sort_unstable_by_key(|&(feature, _)| feature);
    let path = options.models.join("worth.bin");
    std::fs::write(&path, write(FEATURES, options.bits, &rows)).with_context(|| path.display().to_string())
}

fn read(path: &Path, numbers: &mut HashMap<u64, u32>) -> Result<Vec<Sentence>> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let english = English::built_in();
    text.lines()
        .map(|line| {
            let line: Line = serde_json::from_str(line)?;
            let revision = Revision::find(english, &line.text, &Reading::default());
            let setting = Setting {
                english,
                document: &revision.document,
                grammar: &revision.grammar,
                attributions: &revision.attributions,
            };
            let claims = revision.claims.iter().map(|claim| {
                let mut list = Vec::new();
                features(setting, claim, &mut list);
                list.into_iter()
                    .map(|feature| {
                        let next = numbers.len() as u32;
                        *numbers.entry(feature).or_insert(next)
                    })
                    .collect()
            });
            Ok(Sentence {
                claims: claims.collect(),
                worthy: line.label == 1,
            })
        })
        .collect()
}

/// Number and score of the claim that scores highest; a sentence without claims is never worth it.
fn best(weights: &[f32], sentence: &Sentence) -> (usize, f32) {
    let score = |claim: &Vec<u32>| {
        claim
            .iter()
            .map(|&feature| weights[feature as usize])
            .sum::<f32>()
    };
    sentence
        .claims
        .iter()
        .map(score)
        .enumerate()
        .max_by(|a, b| a.1.total_cmp(&b.1))
        .unwrap_or((0, f32::MIN))
}

/// Logistic regression by stochastic gradients with a step for each feature (`AdaGrad`).
fn weights(
    sentences: &[Sentence],
    count: usize,
    options: &Worth,
    use_it: impl Fn(usize) -> bool,
) -> Vec<f32> {
    let mut weights = vec![0f32; count];
    let mut squares = vec![1e-6f32; count];
    let mut order: Vec<usize> = (0..sentences.len())
        .filter(|&at| use_it(at) && !sentences[at].claims.is_empty())
        .collect();
    let mut random = Random::new(11);
    let mut sums = vec![0f32; count];
    for _ in 0..options.passes {
        random.shuffle(&mut order);
        for &at in &order {
            let sentence = &sentences[at];
            let (claim, sum) = best(&weights, sentence);
            let error = 1.0 / (1.0 + (-sum).exp()) - f32::from(u8::from(sentence.worthy));
            for &feature in &sentence.claims[claim] {
                let feature = feature as usize;
                let slope = error + options.decay * weights[feature];
                squares[feature] += slope * slope;
                weights[feature] -= options.rate * slope / squares[feature].sqrt();
            }
        }
        for (sum, weight) in sums.iter_mut().zip(&weights) {
            *sum += weight;
        }
    }
    // The mean over the passes is steadier than the last of them.
    sums.iter()
        .map(|sum| sum / options.passes.max(1) as f32)
        .collect()
}

/// Scores of sentences, each by a model that was not fitted on it, best first.
fn cross_validated(sentences: &[Sentence], count: usize, options: &Worth) -> Vec<(f32, bool)> {
    let mut scored = Vec::new();
    for fold in 0..FOLDS {
        let weights = weights(sentences, count, options, |at| at % FOLDS != fold);
        let held = sentences.iter().enumerate().filter(|(at, _)| at % FOLDS == fold);
        scored.extend(held.map(|(_, sentence)| (best(&weights, sentence).1, sentence.worthy)));
    }
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    scored
}

/// Scores of the sentences of a file, best first.
fn scored(path: &Path, weights: &[f32], numbers: &mut HashMap<u64, u32>) -> Result<Vec<(f32, bool)>> {
    let known = weights.len() as u32;
    let mut scored: Vec<(f32, bool)> = read(path, numbers)?
        .iter_mut()
        .map(|sentence| {
            for claim in &mut sentence.claims {
                claim.retain(|&feature| feature < known);
            }
            (best(weights, sentence).1, sentence.worthy)
        })
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    Ok(scored)
}

/// F1 of calling worth checking what scores at least `threshold`.
fn f1(scored: &[(f32, bool)], threshold: f32) -> f32 {
    let chosen = scored.partition_point(|it| it.0 >= threshold);
    let right = scored[..chosen].iter().filter(|it| it.1).count();
    let all = scored.iter().filter(|it| it.1).count();
    2.0 * right as f32 / (chosen + all).max(1) as f32
}

/// Where the mean F1 over all files is best.
fn decision(checks: &[(&Path, Vec<(f32, bool)>)]) -> f32 {
    let mean = |threshold: f32| {
        checks
            .iter()
            .map(|(_, scored)| f1(scored, threshold))
            .sum::<f32>()
    };
    let steps = (-300..=300).map(|step| step as f32 / 100.0);
    steps
        .max_by(|&a, &b| mean(a).total_cmp(&mean(b)))
        .unwrap_or_default()
}

/// Prints F1 at the point of decision, and average precision.
fn report(path: &Path, scored: &[(f32, bool)], threshold: f32) {
    let all = scored.iter().filter(|it| it.1).count();
    let mut precision = 0.0;
    let mut hits = 0;
    for (at, _) in scored.iter().enumerate().filter(|(_, it)| it.1) {
        hits += 1;
        precision += f64::from(hits) / (at + 1) as f64;
    }
    eprintln!(
        "{}: F1 {:.3} at {threshold:.2}, average precision {:.3}",
        path.display(),
        f1(scored, threshold),
        precision / all.max(1) as f64,
    );
}
