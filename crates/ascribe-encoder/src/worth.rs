//! How much a sentence deserves to be checked, from what the encoder sees of its words: a network of one hidden layer over
//! the mean, the highest and the lowest of each number that the encoder gives a word.

use std::ops::Range;

/// Numbers that the encoder gives a word.
const HIDDEN: usize = 384;

/// Units of the hidden layer.
const UNITS: usize = 64;

/// The fitted head.
pub struct Worth {
    /// What the log-odds of the linear model of claims count for beside this.
    pub share: f32,
    bias: f32,
    /// Weights of each unit: for the mean, the highest and the lowest.
    units: Vec<f32>,
    unit_biases: Vec<f32>,
    out: Vec<f32>,
}

impl Worth {
    /// Reads the file that `worth.py` writes: 32-bit numbers, low byte first.
    ///
    /// # Panics
    /// If the file is not as long as it must be.
    pub fn read(file: &[u8]) -> Self {
        let (numbers, _) = file.as_chunks();
        let mut numbers = numbers.iter().copied().map(f32::from_le_bytes);
        let mut take = |count: usize| -> Vec<f32> {
            let taken: Vec<f32> = numbers.by_ref().take(count).collect();
            assert_eq!(taken.len(), count, "the built-in head is whole");
            taken
        };
        let mixture = take(2);
        let (units, unit_biases, out, bias) = (take(UNITS * 3 * HIDDEN), take(UNITS), take(UNITS), take(1));
        Self {
            share: mixture[0],
            bias: mixture[1] + bias[0],
            units,
            unit_biases,
            out,
        }
    }

    /// The log-odds of a sentence.
    pub fn log_odds(&self, sentence: &Sentence) -> f32 {
        let pooled = sentence.pooled();
        let units = self
            .units
            .chunks(3 * HIDDEN)
            .zip(&self.unit_biases)
            .zip(&self.out);
        let sum: f32 = units
            .map(|((weights, bias), out)| {
                let sum: f32 = weights
                    .iter()
                    .zip(&pooled)
                    .map(|(weight, seen)| weight * seen)
                    .sum();
                out * gelu(sum + bias)
            })
            .sum();
        sum + self.bias
    }
}

/// What the encoder saw of the words of a sentence, or of a part of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sentence {
    words: usize,
    sums: Vec<f32>,
    highest: Vec<f32>,
    lowest: Vec<f32>,
}

impl Sentence {
    /// The part made of some words of a chunk, of each of which `hidden` has [`HIDDEN`] numbers.
    pub fn seen(hidden: &[f32], words: Range<usize>) -> Self {
        let mut whole = Self::default();
        for word in hidden[words.start * HIDDEN..words.end * HIDDEN].chunks(HIDDEN) {
            whole.join(Self {
                words: 1,
                sums: word.to_vec(),
                highest: word.to_vec(),
                lowest: word.to_vec(),
            });
        }
        whole
    }

    /// Adds another part.
    pub fn join(&mut self, part: Self) {
        if self.words == 0 {
            *self = part;
            return;
        }
        self.words += part.words;
        let put = |to: &mut [f32], from: &[f32], how: fn(f32, f32) -> f32| {
            for (to, &from) in to.iter_mut().zip(from) {
                *to = how(*to, from);
            }
        };
        put(&mut self.sums, &part.sums, |a, b| a + b);
        put(&mut self.highest, &part.highest, f32::max);
        put(&mut self.lowest, &part.lowest, f32::min);
    }

    /// Mean, highest and lowest of each number; nothing without words.
    fn pooled(&self) -> Vec<f32> {
        let mut pooled: Vec<f32> = self.sums.iter().map(|sum| sum / self.words as f32).collect();
        pooled.extend(&self.highest);
        pooled.extend(&self.lowest);
        pooled
    }
}

/// The Gaussian error linear unit (Hendrycks & Gimpel 2016), with the error function to seven digits (Abramowitz & Stegun 1964, 7.1.26).
fn gelu(x: f32) -> f32 {
    let z = x.abs() / std::f32::consts::SQRT_2;
    let t = 1.0 / (1.0 + 0.327_591_1 * z);
    let series =
        t * (0.254_829_6 + t * (-0.284_496_72 + t * (1.421_413_8 + t * (-1.453_152_1 + t * 1.061_405_4))));
    let erf = (1.0 - series * (-z * z).exp()).copysign(x);
    0.5 * x * (1.0 + erf)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gelu_is_that_of_the_paper() {
        for (x, y) in [(0.0, 0.0), (1.0, 0.841_345), (-1.0, -0.158_655), (3.0, 2.995_95)] {
            assert!((gelu(x) - y).abs() < 1e-5, "{x}: {}", gelu(x));
        }
    }

    #[test]
    fn a_sentence_in_two_parts_is_one() {
        let hidden: Vec<f32> = (0..3 * HIDDEN).map(|number| (number % 7) as f32).collect();
        let whole = Sentence::seen(&hidden, 0..3);
        let mut parts = Sentence::seen(&hidden, 0..1);
        parts.join(Sentence::seen(&hidden, 1..3));
        assert_eq!(whole, parts);
        assert_eq!(whole.pooled().len(), 3 * HIDDEN);
        assert!(Sentence::default().pooled().is_empty());
    }
}
