//! Averaged perceptron weights by feature (Collins 2002; averaging by the running-sum trick of Daumé 2006).

use ascribe_core::english::model::write;

/// No row yet.
const EMPTY: u32 = u32::MAX;

/// Weights while they are being fitted: a row for every feature that was ever updated.
pub struct Perceptron<const W: usize> {
    slots: Vec<u32>,
    features: Vec<u64>,
    weights: Vec<[f32; W]>,
    sums: Vec<[f32; W]>,
    /// How often each row was moved.
    moves: Vec<u32>,
    step: f32,
}

impl<const W: usize> Perceptron<W> {
    /// Knows no feature.
    pub fn new() -> Self {
        Self {
            slots: vec![EMPTY; 1 << 16],
            features: Vec::new(),
            weights: Vec::new(),
            sums: Vec::new(),
            moves: Vec::new(),
            step: 1.0,
        }
    }

    /// The slot of `feature`, or the empty one where it belongs.
    fn slot(&self, feature: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = (feature >> 20) as usize & mask;
        while self.slots[slot] != EMPTY && self.features[self.slots[slot] as usize] != feature {
            slot = (slot + 1) & mask;
        }
        slot
    }

    fn grow(&mut self) {
        self.slots = vec![EMPTY; self.slots.len() * 2];
        for number in 0..self.features.len() {
            let slot = self.slot(self.features[number]);
            self.slots[slot] = number as u32;
        }
    }

    /// Scores of every label.
    pub fn scores(&self, features: &[u64]) -> [f32; W] {
        let mut scores = [0.0; W];
        for &feature in features {
            let number = self.slots[self.slot(feature)];
            if number != EMPTY {
                for (score, weight) in scores.iter_mut().zip(&self.weights[number as usize]) {
                    *score += weight;
                }
            }
        }
        scores
    }

    /// Moves the weights of `features` by `amount` for one label.
    pub fn update(&mut self, features: &[u64], label: usize, amount: f32) {
        for &feature in features {
            if self.features.len() * 2 > self.slots.len() {
                self.grow();
            }
            let slot = self.slot(feature);
            if self.slots[slot] == EMPTY {
                self.slots[slot] = self.features.len() as u32;
                self.features.push(feature);
                self.weights.push([0.0; W]);
                self.sums.push([0.0; W]);
                self.moves.push(0);
            }
            let number = self.slots[slot] as usize;
            self.moves[number] += 1;
            self.weights[number][label] += amount;
            self.sums[number][label] += amount * self.step;
        }
    }

    /// Counts one decision; averages are over decisions.
    pub fn count(&mut self) {
        self.step += 1.0;
    }

    /// The same with every weight averaged over all decisions, for prediction.
    pub fn averaged(mut self) -> Self {
        for (weights, sums) in self.weights.iter_mut().zip(&self.sums) {
            for (weight, sum) in weights.iter_mut().zip(sums) {
                *weight -= sum / self.step;
            }
        }
        self
    }

    /// Gives each of these new features the largest weight of all for its label, and none for the others.
    pub fn set_large(&mut self, features: &[(u64, usize)]) {
        let largest = |largest: f32, weights: &[f32; W]| {
            weights
                .iter()
                .fold(largest, |size, weight| size.max(weight.abs()))
        };
        let large = self.weights.iter().fold(0.0, largest);
        for &(feature, label) in features {
            self.update(&[feature], label, large);
            if let Some(moves) = self.moves.last_mut() {
                *moves = u32::MAX;
            }
        }
    }

    /// This model with the rows of another that has no feature in common with it.
    pub fn with(mut self, other: &Self) -> Self {
        self.features.extend(&other.features);
        self.weights.extend(&other.weights);
        self.moves.extend(&other.moves);
        self
    }

    /// Keeps the weights of the labels after the first `choices` as they are, where [`write()`] makes every weight relative to that of
    /// label 0: they are no choices beside it, but come on top of one.
    pub fn with_additions(mut self, choices: usize) -> Self {
        for weights in &mut self.weights {
            let reference = weights[0];
            for weight in &mut weights[choices..] {
                *weight += reference;
            }
        }
        self
    }

    /// The model file of averaged weights, in `2^bits` rows, without the features that moved fewer than `least` times:
    /// what was met once or twice is mostly chance, and would push others out of their rows.
    pub fn file(&self, name: &str, bits: u32, least: u32) -> Vec<u8> {
        let features: Vec<(u64, [f32; W])> = (0..self.features.len())
            .filter(|&number| self.moves[number] >= least)
            .map(|number| (self.features[number], self.weights[number]))
            .collect();
        eprintln!(
            "{name}: {} of {} features for {} rows",
            features.len(),
            self.features.len(),
            1u32 << bits
        );
        write(name, bits, &features)
    }
}

/// A small fixed generator (xorshift), so that training is the same on every machine.
pub struct Random(u64);

impl Random {
    /// Starts from `seed`.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// The next number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 11) % end.max(1) as u64) as usize
    }

    /// Leaves out `percent` in a hundred of the features, so that no weight counts on another (Srivastava et al. 2014).
    pub fn thin(&mut self, features: &mut Vec<u64>, percent: usize) {
        if percent > 0 {
            features.retain(|_| self.below(100) >= percent);
        }
    }

    /// Puts `items` into a random order.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}
