//! Fits the model of check-worthiness: logistic regression over the features of claims.
//!
//! Sentences are labelled, claims are scored: of each sentence the claim that scores highest answers for it, in fitting as
//! in use. Both labels weigh the same, however many sentences have them. At the end the bias moves so that one half is the
//! lowest point whose F1 is within [`SLACK`] of the best, on debates that were not fitted on as on the sentences to check by: a claim
//! that is missed costs an editor more than one that is looked at in vain. Sentences are numbered in the order of the debates, and each
//! fold is a run of them.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use ascribe_core::claims::worth::{BIAS, FEATURES, Setting, features, share};
use ascribe_core::english::English;
use ascribe_core::english::model::write;
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
    #[arg(long, default_value_t = 12)]
    passes: usize,
    /// Pull towards zero, shared out over the sentences that have a feature.
    #[arg(long, default_value_t = 0.15)]
    decay: f32,
    /// First step.
    #[arg(long, default_value_t = 0.3)]
    rate: f32,
    /// Features of fewer sentences than this are left out.
    #[arg(long, default_value_t = 2)]
    rarest: u32,
    /// Labelled sentences to choose the point of decision by, beside debates left out of the fitting.
    #[arg(long)]
    check: Vec<PathBuf>,
    /// Logarithm of the number of rows.
    #[arg(long, default_value_t = 18)]
    bits: u32,
}

#[derive(Deserialize)]
struct Line {
    id: String,
    text: String,
    label: u8,
}

/// A sentence: the features of each of its claims, as numbers of weights.
struct Sentence {
    claims: Vec<Vec<u32>>,
    worthy: bool,
}

/// What is fitted: a weight a feature, the first of them being the bias.
struct Weights(Vec<f32>);

/// Folds for finding where to decide.
const FOLDS: usize = 5;

/// Fits the model and writes it.
pub fn fit(options: &Worth) -> Result<()> {
    let mut numbers = HashMap::from([(BIAS, 0)]);
    let mut sentences = read(&options.sentences, &mut numbers)?;
    let empty = sentences
        .iter()
        .filter(|it| it.claims.is_empty() && it.worthy)
        .count();
    eprintln!(
        "{} sentences, {} features, {empty} worth checking without a claim",
        sentences.len(),
        numbers.len()
    );
    let counts = counts(&sentences, numbers.len());
    keep(&mut sentences, |feature| {
        counts[feature as usize] >= options.rarest
    });
    let unseen = cross_validated(&sentences, &counts, options);
    let mut weights = weights(&sentences, &counts, options, |_| true);
    let mut checks = vec![(options.sentences.as_path(), unseen)];
    for path in &options.check {
        checks.push((path.as_path(), scored(path, &weights, &mut numbers)?));
    }
    let threshold = decision(&checks);
    for (path, scored) in &checks {
        report(path, scored, threshold);
    }
    weights.0[0] -= threshold;
    // Order and rounding must not depend on the table's order.
    let mut rows: Vec<(u64, [f32; 2])> = numbers
        .into_iter()
        .filter_map(|(feature, number)| Some((feature, [0.0, *weights.0.get(number as usize)?])))
        .filter(|(_, weights)| weights[1] != 0.0)
        .collect();
    rows.sort_unstable_by_key(|&(feature, _)| feature);
    let path = options.models.join("worth.bin");
    std::fs::write(&path, write(FEATURES, options.bits, &rows)).with_context(|| path.display().to_string())
}

/// The sentences of a file, by number.
fn read(path: &Path, numbers: &mut HashMap<u64, u32>) -> Result<Vec<Sentence>> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let english = English::built_in();
    let mut lines: Vec<Line> = text.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    lines.sort_by_cached_key(|line| (line.id.parse::<u64>().unwrap_or(u64::MAX), line.id.clone()));
    let sentences = lines.iter().map(|line| {
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
        Sentence {
            claims: claims.collect(),
            worthy: line.label == 1,
        }
    });
    Ok(sentences.collect())
}

/// In how many sentences each feature stands.
fn counts(sentences: &[Sentence], features: usize) -> Vec<u32> {
    let mut counts = vec![0; features];
    for sentence in sentences {
        let mut held: Vec<u32> = sentence.claims.iter().flatten().copied().collect();
        held.sort_unstable();
        held.dedup();
        for feature in held {
            counts[feature as usize] += 1;
        }
    }
    counts
}

/// Takes the features that are not `wanted` out of all claims, but not out of the number that they share a claim's weight with.
fn keep(sentences: &mut [Sentence], wanted: impl Fn(u32) -> bool) {
    for claim in sentences.iter_mut().flat_map(|sentence| &mut sentence.claims) {
        for feature in claim {
            if !wanted(*feature) {
                *feature = UNKNOWN;
            }
        }
    }
}

/// In place of a feature without a weight.
const UNKNOWN: u32 = u32::MAX;

impl Weights {
    /// The sum of what speaks for a claim and against it.
    fn sum(&self, claim: &[u32]) -> f32 {
        let known = claim.iter().filter_map(|&feature| self.0.get(feature as usize));
        self.0[0] + known.sum::<f32>() * share(claim.len())
    }

    /// Number and sum of the claim that scores highest; a sentence without claims is never worth it.
    fn best(&self, sentence: &Sentence) -> (usize, f32) {
        sentence
            .claims
            .iter()
            .map(|claim| self.sum(claim))
            .enumerate()
            .max_by(|a, b| a.1.total_cmp(&b.1))
            .unwrap_or((0, f32::MIN))
    }
}

/// Logistic regression by stochastic gradients with a step for each feature (`AdaGrad`).
fn weights(
    sentences: &[Sentence],
    counts: &[u32],
    options: &Worth,
    use_it: impl Fn(usize) -> bool,
) -> Weights {
    let mut weights = Weights(vec![0f32; counts.len()]);
    let mut squares = vec![1e-6f32; counts.len()];
    let mut order: Vec<usize> = (0..sentences.len())
        .filter(|&at| use_it(at) && !sentences[at].claims.is_empty())
        .collect();
    let worthy = order.iter().filter(|&&at| sentences[at].worthy).count();
    let all = order.len() as f32;
    // As much for all that are worth it as for all that are not.
    let (yes, no) = (0.5 * all / worthy as f32, 0.5 * all / (all - worthy as f32));
    let mut random = Random::new(11);
    let mut sums = vec![0f32; counts.len()];
    for _ in 0..options.passes {
        random.shuffle(&mut order);
        for &at in &order {
            let sentence = &sentences[at];
            let (claim, sum) = weights.best(sentence);
            let claim = &sentence.claims[claim];
            let chance = 1.0 / (1.0 + (-sum).exp());
            let error = if sentence.worthy {
                yes * (chance - 1.0)
            } else {
                no * chance
            };
            let mut step = |weight: &mut f32, feature: usize, slope: f32| {
                squares[feature] += slope * slope;
                *weight -= options.rate * slope / squares[feature].sqrt();
            };
            step(&mut weights.0[0], 0, error);
            let error = error * share(claim.len());
            for &feature in claim.iter().filter(|&&feature| feature != UNKNOWN) {
                let feature = feature as usize;
                let weight = &mut weights.0[feature];
                let pull = options.decay * *weight / counts[feature] as f32;
                step(weight, feature, error + pull);
            }
        }
        for (sum, weight) in sums.iter_mut().zip(&weights.0) {
            *sum += weight;
        }
    }
    // The mean over the passes is steadier than the last of them.
    Weights(
        sums.iter()
            .map(|sum| sum / options.passes.max(1) as f32)
            .collect(),
    )
}

/// Sums of sentences, each by a model that was not fitted on its debate, best first.
fn cross_validated(sentences: &[Sentence], counts: &[u32], options: &Worth) -> Vec<(f32, bool)> {
    let mut scored = Vec::new();
    for fold in 0..FOLDS {
        let held = fold * sentences.len() / FOLDS..(fold + 1) * sentences.len() / FOLDS;
        let weights = weights(sentences, counts, options, |at| !held.contains(&at));
        scored.extend(sentences[held].iter().map(|it| (weights.best(it).1, it.worthy)));
    }
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    scored
}

/// Sums of the sentences of a file, best first.
fn scored(path: &Path, weights: &Weights, numbers: &mut HashMap<u64, u32>) -> Result<Vec<(f32, bool)>> {
    let known = weights.0.len() as u32;
    let mut sentences = read(path, numbers)?;
    keep(&mut sentences, |feature| feature < known);
    let mut scored: Vec<(f32, bool)> = sentences
        .iter()
        .map(|sentence| (weights.best(sentence).1, sentence.worthy))
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

/// By how much F1 at the point of decision may lie below the best.
const SLACK: f32 = 0.02;

/// The lowest point where F1 on each file is within [`SLACK`] of the best there.
fn decision(checks: &[(&Path, Vec<(f32, bool)>)]) -> f32 {
    let steps = || (-300..=300).map(|step| step as f32 / 100.0);
    let least: Vec<f32> = checks
        .iter()
        .map(|(_, scored)| steps().map(|point| f1(scored, point)).fold(0.0, f32::max) - SLACK)
        .collect();
    let is_good = |point: &f32| {
        let mut files = checks.iter().zip(&least);
        files.all(|((_, scored), &least)| f1(scored, *point) >= least)
    };
    steps().find(is_good).unwrap_or_default()
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
