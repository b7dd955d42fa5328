//! The graphs of the encoder and how they are called.

use std::ops::Range;

use rten::{Model, ModelOptions, NodeId, Value, include_external_data};
use rten_tensor::NdTensor;
use rten_tensor::prelude::*;

use crate::chunks::Chunk;

/// Log-probability of each thing that a word can be to cues: none, the first word of one, a further one.
pub type CueScores = [f32; 3];

/// Log-probability of each role that a word can have for one cue, or for any: none, source, content.
pub type RoleScores = [f32; 3];

/// Signed distances in words are told apart in so many steps on each side.
const STEPS: i32 = 19;

/// The fitted encoder.
pub struct Network {
    words: Graph<3, 4>,
    roles: Graph<3, 1>,
    trees: Graph<2, 4>,
    relations: Graph<3, 1>,
}

/// What the encoder says of the tokens of a chunk to one another.
pub struct ArcScores {
    /// Of each token, the number of its likeliest tag.
    pub tags: Vec<usize>,
    arcs: NdTensor<f32, 2>,
    heads: NdTensor<f32, 2>,
    dependents: NdTensor<f32, 2>,
}

impl ArcScores {
    /// How well a token depends on another, or is a root.
    pub fn arc(&self, dependent: usize, head: Option<usize>) -> f32 {
        self.arcs[[dependent, head.map_or(0, |head| head + 1)]]
    }
}

/// The words of a chunk as the encoder sees them; the pieces behind its lower layers, of which trees are made.
pub struct Encoded {
    lower: NdTensor<f32, 2>,
    hidden: NdTensor<f32, 2>,
    /// Of each word, how likely it begins or continues a cue.
    pub cues: Vec<CueScores>,
    /// Of each word, how likely it is the source or content of any cue.
    pub priors: Vec<RoleScores>,
}

impl Encoded {
    /// The numbers behind the lower layers of the pieces that `first` numbers, one after the other.
    pub fn lower(&self, first: &[i32]) -> Vec<f32> {
        let numbers = self.lower.data().expect("the graph's output lies in one piece");
        let width = self.lower.size(1);
        let rows = first.iter().map(|&piece| {
            let start = piece as usize * width;
            &numbers[start..start + width]
        });
        rows.flatten().copied().collect()
    }

    /// As if the encoder had given these scores.
    #[cfg(test)]
    pub fn of_scores(cues: Vec<CueScores>, priors: Vec<RoleScores>) -> Self {
        Self {
            lower: NdTensor::zeros([0, 0]),
            hidden: NdTensor::zeros([cues.len(), 0]),
            cues,
            priors,
        }
    }
}

/// What graphs call the file of their weights.
const WEIGHTS: &str = "weights.data";

struct Graph<const INPUTS: usize, const OUTPUTS: usize> {
    model: Model,
    inputs: [NodeId; INPUTS],
    outputs: [NodeId; OUTPUTS],
}

impl<const INPUTS: usize, const OUTPUTS: usize> Graph<INPUTS, OUTPUTS> {
    fn read(
        graph: &'static [u8],
        weights: &'static [u8],
        inputs: [&str; INPUTS],
        outputs: [&str; OUTPUTS],
    ) -> Self {
        let mut options = ModelOptions::with_all_ops();
        options.prepack_weights(true);
        options.external_data_static(WEIGHTS, weights);
        let model = options
            .load_static_slice(graph)
            .expect("the built-in graph can be read");
        let node = |name: &str| model.node_id(name).expect("the built-in graph has this node");
        Self {
            inputs: inputs.map(node),
            outputs: outputs.map(node),
            model,
        }
    }
}

impl Network {
    /// The network that is built in.
    pub fn built_in() -> Self {
        let weights = include_external_data!("../data/weights.data");
        Self {
            words: Graph::read(
                include_bytes!("../data/words.onnx"),
                weights,
                ["ids", "features", "first"],
                ["lower", "words", "cues", "priors"],
            ),
            roles: Graph::read(
                include_bytes!("../data/roles.onnx"),
                weights,
                ["words", "inside", "distance"],
                ["roles"],
            ),
            trees: Graph::read(
                include_bytes!("../data/trees.onnx"),
                weights,
                ["lower", "place"],
                ["tags", "arcs", "heads", "dependents"],
            ),
            relations: Graph::read(
                include_bytes!("../data/relations.onnx"),
                weights,
                ["heads", "dependents", "chosen"],
                ["relations"],
            ),
        }
    }

    /// Reads a chunk, which must have words.
    pub fn words(&self, chunk: &Chunk) -> Encoded {
        let list = |list: &[i32]| NdTensor::from_data([list.len()], list.to_vec());
        let [ids, features, first] = self.words.inputs;
        let inputs = vec![
            (ids, list(&chunk.ids).into()),
            (features, list(&chunk.features).into()),
            (first, list(&chunk.first).into()),
        ];
        let [lower, hidden, cues, priors] = self
            .words
            .model
            .run_n(inputs, self.words.outputs, None)
            .expect("a chunk fits the graph");
        Encoded {
            lower: matrix(lower),
            hidden: matrix(hidden),
            cues: rows(&matrix(cues).to_vec()).collect(),
            priors: rows(&matrix(priors).to_vec()).collect(),
        }
    }

    /// Scores every token of a chunk as the head of every other; `place` has the first piece of each, and is not empty.
    pub fn arcs(&self, encoded: &Encoded, place: &[i32]) -> ArcScores {
        let [lower, place_input] = self.trees.inputs;
        let inputs = vec![
            (lower, encoded.lower.view().into()),
            (
                place_input,
                NdTensor::from_data([place.len()], place.to_vec()).into(),
            ),
        ];
        let found = self.trees.model.run_n(inputs, self.trees.outputs, None);
        let [tags, arcs, heads, dependents] = found.expect("the tokens' pieces stand in the chunk");
        ArcScores {
            tags: highest(&matrix(tags)),
            arcs: matrix(arcs),
            heads: matrix(heads),
            dependents: matrix(dependents),
        }
    }

    /// The number of the likeliest relation of each token to its head, which is none for roots and marks.
    pub fn relations(&self, scores: &ArcScores, heads: &[Option<usize>]) -> Vec<usize> {
        let chosen: Vec<i32> = heads
            .iter()
            .map(|head| head.map_or(0, |head| head as i32 + 1))
            .collect();
        let [heads_input, dependents_input, chosen_input] = self.relations.inputs;
        let inputs = vec![
            (heads_input, scores.heads.view().into()),
            (dependents_input, scores.dependents.view().into()),
            (chosen_input, NdTensor::from_data([chosen.len()], chosen).into()),
        ];
        let found = self.relations.model.run_n(inputs, self.relations.outputs, None);
        let [relations] = found.expect("heads are tokens of the chunk");
        highest(&matrix(relations))
    }

    /// The roles of every word for each of `cues`, which are ranges of words and not empty.
    pub fn roles(&self, encoded: &Encoded, cues: &[Range<usize>]) -> Vec<Vec<RoleScores>> {
        if cues.is_empty() {
            return Vec::new();
        }
        let count = encoded.cues.len();
        let mut inside = Vec::with_capacity(cues.len() * count);
        let mut distances = Vec::with_capacity(cues.len() * count);
        for cue in cues {
            let share = 1.0 / cue.len() as f32;
            inside.extend((0..count).map(|word| if cue.contains(&word) { share } else { 0.0 }));
            distances.extend((0..count).map(|word| distance(word, cue)));
        }
        let shape = [cues.len(), count];
        let [words, inside_input, distance_input] = self.roles.inputs;
        let inputs = vec![
            (words, encoded.hidden.view().into()),
            (inside_input, NdTensor::from_data(shape, inside).into()),
            (distance_input, NdTensor::from_data(shape, distances).into()),
        ];
        let [roles] = self
            .roles
            .model
            .run_n(inputs, self.roles.outputs, None)
            .expect("cues of the chunk fit the graph");
        let roles: NdTensor<f32, 3> = roles.try_into().expect("a row of numbers a cue and word");
        let roles: Vec<RoleScores> = rows(&roles.to_vec()).collect();
        roles.chunks(count).map(<[RoleScores]>::to_vec).collect()
    }
}

fn matrix(value: Value) -> NdTensor<f32, 2> {
    value.try_into().expect("a row of numbers a word")
}

/// The column of the highest number in each row.
fn highest(rows: &NdTensor<f32, 2>) -> Vec<usize> {
    let width = rows.size(1);
    let best = |row: &[f32]| {
        let highest = (0..width).max_by(|&a, &b| row[a].total_cmp(&row[b]).then(b.cmp(&a)));
        highest.unwrap_or(0)
    };
    rows.to_vec().chunks(width).map(best).collect()
}

/// Rows of logits as log-probabilities.
fn rows(logits: &[f32]) -> impl Iterator<Item = [f32; 3]> {
    logits.as_chunks().0.iter().map(|row| {
        let highest = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let sum: f32 = row.iter().map(|logit| (logit - highest).exp()).sum();
        row.map(|logit| logit - highest - sum.ln())
    })
}

/// The step of the signed distance from the cue to a word: exact to 8, then half powers of two; 0 inside the cue.
fn distance(word: usize, cue: &Range<usize>) -> i32 {
    let (far, side) = if word < cue.start {
        (cue.start - word, STEPS)
    } else if word >= cue.end {
        (word + 1 - cue.end, 0)
    } else {
        return 0;
    };
    let step = if far <= 8 {
        far as i32
    } else {
        ((8.0 + 2.0 * (far as f32 / 8.0).log2()) as i32).min(STEPS - 1)
    };
    step + side
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_exact_near_the_cue_and_coarse_far_away() {
        let cue = 300..302;
        let right: Vec<i32> = [300, 301, 302, 309, 310, 312, 313, 400, 100_000]
            .map(|word| distance(word, &cue))
            .to_vec();
        assert_eq!(right, [0, 0, 1, 8, 8, 8, 9, 15, 18]);
        assert_eq!(distance(299, &cue), 20);
        assert_eq!(distance(0, &cue), 37);
    }

    #[test]
    fn logits_become_log_probabilities() {
        let found: Vec<[f32; 3]> = rows(&[0.0, 0.0, 0.0, 90.0, -90.0, 0.0]).collect();
        let third = (1.0_f32 / 3.0).ln();
        assert!(found[0].iter().all(|value| (value - third).abs() < 1e-6));
        assert!(found[1][0].abs() < 1e-6 && found[1][1] < -150.0);
    }
}
