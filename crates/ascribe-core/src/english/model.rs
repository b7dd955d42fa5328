//! Trained weights: hashed linear models with one row of small integers a feature.
//!
//! A feature is a 64-bit hash; its top bits number a row of the table ("hashing trick", Weinberger et al. 2009), which
//! holds one weight a label, quantised to a byte that keeps its square root, so that small weights stay apart. Label 0 is the reference: the other weights are relative to it, and in
//! its place stands a check of the feature, so that features the model does not know add nothing. The file is a header
//! (magic, version, name of the feature set, scale, width, bits) followed by the rows; rows are read in place.

use std::collections::VecDeque;
use std::fmt;

use prefetch_index::prefetch_index;

/// The first bytes of every model file.
const MAGIC: &[u8; 8] = b"ASCRIBE\x01";

/// Rows from this width are summed in two bytes a label, which is twice as fast; the smallest weights are rounded off.
const WIDE: usize = 16;

/// Bits that are rounded off so that the sum of this many weights fits.
const SHORT_SHIFT: u32 = 4;
const SHORT_SUM: usize = 32;

/// The weight that each byte stands for, by its bits: the square of its value, with its sign.
const WEIGHTS: [i32; 256] = {
    let mut weights = [0; 256];
    let mut bits = 0;
    while bits < 256 {
        let root = bits as u8 as i8 as i32;
        weights[bits] = root * root.abs();
        bits += 1;
    }
    weights
};

/// A model file that cannot be used with this version of the program.
#[derive(Debug, thiserror::Error)]
#[error("model data: {0}")]
pub struct BadModel(&'static str);

/// Rows of `W` weights, found by feature hash.
#[derive(Clone, Copy)]
pub struct Table<const W: usize> {
    rows: &'static [[i8; W]],
    bits: u32,
    scale: f32,
}

impl<const W: usize> fmt::Debug for Table<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Table({} x {W})", self.rows.len())
    }
}

/// Number of the row that a feature has in a table of `2^bits` rows.
#[inline]
pub const fn row(feature: u64, bits: u32) -> u32 {
    (feature >> (64 - bits)) as u32
}

/// What a row carries to tell its feature from others that fall on it; never zero.
#[inline]
pub const fn check(feature: u64) -> u8 {
    let check = (feature >> 8) as u8;
    if check == 0 { 1 } else { check }
}

/// Mixes `value` into `hash`, so that every bit of both moves the top bits of the result.
#[inline]
pub const fn mix(hash: u64, value: u64) -> u64 {
    let product = (hash.rotate_left(23) ^ value).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    product ^ (product >> 29)
}

/// Hash of a string, by bytes.
#[inline]
pub fn hash(bytes: &[u8]) -> u64 {
    hash_as(bytes, |eight| eight)
}

/// Hash of a string whose bytes are changed eight at a time on the way, zeros behind its end among them.
#[inline]
pub fn hash_as(bytes: &[u8], change: impl Fn(u64) -> u64) -> u64 {
    let (words, rest) = bytes.as_chunks::<8>();
    let mut hash = bytes.len() as u64;
    for word in words {
        hash = mix(hash, change(u64::from_le_bytes(*word)));
    }
    mix(hash, change(few(rest)))
}

/// Up to seven bytes as one number, the first lowest. Read in two or three pieces that may overlap, which is faster than copying them.
#[inline]
fn few(bytes: &[u8]) -> u64 {
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        let [first, last] = [first, last].map(|four| u64::from(u32::from_le_bytes(*four)));
        return first | last << (8 * (bytes.len() - 4));
    }
    let Some(&last) = bytes.last() else { return 0 };
    let middle = bytes.len() / 2;
    u64::from(bytes[0])
        | u64::from(bytes[middle]) << (8 * middle)
        | u64::from(last) << (8 * (bytes.len() - 1))
}

/// The feature of a template with one value: `last` step of hashing, after which the top bits are well mixed.
#[inline]
pub const fn feature(template: u64, value: u64) -> u64 {
    mix(value, template.wrapping_mul(0xD6E8_FEB8_6659_FD93)).wrapping_mul(0xA076_1D64_78BD_642F)
}

/// The label with the highest score, the first of them where several have it.
#[inline]
pub fn highest(scores: &[i32]) -> usize {
    let most = scores.iter().max();
    scores.iter().position(|score| Some(score) == most).unwrap_or(0)
}

impl<const W: usize> Table<W> {
    /// Reads a model file made by [`write()`].
    ///
    /// # Errors
    /// If the file is damaged or was fitted with other features than `features`.
    pub fn read(file: &'static [u8], features: &str) -> Result<Self, BadModel> {
        let rest = file.strip_prefix(MAGIC).ok_or(BadModel("not a model file"))?;
        let (name_length, rest) = rest.split_first().ok_or(BadModel("cut short"))?;
        let (name, rest) = rest
            .split_at_checked(usize::from(*name_length))
            .ok_or(BadModel("cut short"))?;
        if name != features.as_bytes() {
            return Err(BadModel("fitted with other features"));
        }
        let (head, rows) = rest.split_at_checked(12).ok_or(BadModel("cut short"))?;
        let word = |at: usize| u32::from_le_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]);
        let (scale, width, bits) = (f32::from_bits(word(0)), word(4), word(8));
        let (rows, odd) = bytemuck::cast_slice::<u8, i8>(rows).as_chunks::<W>();
        if width as usize != W || bits > 30 || rows.len() != 1 << bits || !odd.is_empty() {
            return Err(BadModel("wrong size"));
        }
        Ok(Self { rows, bits, scale })
    }

    /// The weights of `feature`, if the model knows it.
    #[inline]
    fn known(&self, feature: u64) -> Option<&[i8; W]> {
        let row = &self.rows[row(feature, self.bits) as usize];
        (row[0] as u8 == check(feature)).then_some(row)
    }

    /// Has the rows of `features` brought near, so that they are there when their scores are asked for a little later.
    #[inline]
    pub fn fetch(&self, features: &[u64]) {
        for &feature in features {
            let row = row(feature, self.bits) as usize;
            prefetch_index(self.rows, row);
            if W >= WIDE {
                // A row may lie in two lines of the cache.
                prefetch_index(self.rows.as_flattened(), row * W + W - 1);
            }
        }
    }

    /// The label that a feature speaks for most strongly, if the model knows it and it speaks for one.
    #[inline]
    pub fn highest(&self, feature: u64) -> Option<usize> {
        let row = self.known(feature)?;
        row.iter()
            .skip(1)
            .position(|&weight| weight == i8::MAX)
            .map(|at| at + 1)
    }

    /// The scores of every label: the sum of the weights of `features`; 0 for the reference label.
    #[inline]
    pub fn scores(&self, features: &[u64]) -> [i32; W] {
        let mut scores = [0; W];
        for features in features.chunks(SHORT_SUM) {
            // First which rows are known, then what they say: a branch on what a row holds would be guessed wrong half of the time.
            let mut known = [&self.rows[0]; SHORT_SUM];
            let mut count = 0;
            for &feature in features {
                let row = &self.rows[row(feature, self.bits) as usize];
                known[count % SHORT_SUM] = row;
                count += usize::from(row[0] as u8 == check(feature));
            }
            let rows = &known[..count.min(SHORT_SUM)];
            if W >= WIDE {
                let mut sums = [0i16; W];
                for row in rows {
                    for (sum, &weight) in sums.iter_mut().zip(*row) {
                        let root = i16::from(weight);
                        *sum += (root * root.abs()) >> SHORT_SHIFT;
                    }
                }
                for (score, sum) in scores.iter_mut().zip(sums) {
                    *score += i32::from(sum) << SHORT_SHIFT;
                }
            } else {
                for row in rows {
                    for label in 1..W {
                        scores[label] += WEIGHTS[usize::from(row[label] as u8)];
                    }
                }
            }
        }
        scores[0] = 0;
        scores
    }

    /// What one unit of a summed score was in the fitted model.
    pub fn scale(&self) -> f32 {
        self.scale
    }
}

/// How many lists wait for their rows.
const WAITING: usize = 4;

/// Scores of lists of features, each of something: given a few lists later, when the rows are there.
#[derive(Debug)]
pub struct Later<const W: usize, T> {
    table: Table<W>,
    waiting: VecDeque<(T, Vec<u64>)>,
    free: Vec<Vec<u64>>,
}

impl<const W: usize, T> Later<W, T> {
    /// Nothing waits yet.
    pub fn new(table: Table<W>) -> Self {
        Self {
            table,
            waiting: VecDeque::with_capacity(WAITING + 1),
            free: Vec::new(),
        }
    }

    /// Adds a list; gives the scores of one that has waited long enough.
    pub fn add(&mut self, of: T, features: &[u64]) -> Option<(T, [i32; W])> {
        self.table.fetch(features);
        let mut list = self.free.pop().unwrap_or_default();
        list.clear();
        list.extend_from_slice(features);
        self.waiting.push_back((of, list));
        if self.waiting.len() > WAITING {
            self.next()
        } else {
            None
        }
    }
}

/// The scores of what still waits, in the order in which it was added.
impl<const W: usize, T> Iterator for Later<W, T> {
    type Item = (T, [i32; W]);

    fn next(&mut self) -> Option<Self::Item> {
        let (of, list) = self.waiting.pop_front()?;
        let scores = self.table.scores(&list);
        self.free.push(list);
        Some((of, scores))
    }
}

/// Writes the file that [`Table::read`] reads, with `2^bits` rows, from features and their weights.
///
/// Where two features fall on one row the one with the larger weights stays. A byte stands for its square times the
/// scale; weights that only one in 10,000 exceeds are cut.
///
/// # Panics
/// If `name` is longer than 255 bytes.
pub fn write<const W: usize>(name: &str, bits: u32, features: &[(u64, [f32; W])]) -> Vec<u8> {
    let relative = |weights: &[f32; W]| weights.map(|weight| weight - weights[0]);
    let size = |weights: &[f32; W]| weights.iter().fold(0f32, |size, weight| size.max(weight.abs()));
    let mut rows: Vec<Option<(u64, [f32; W])>> = vec![None; 1 << bits];
    for (feature, weights) in features {
        let weights = relative(weights);
        let place = &mut rows[row(*feature, bits) as usize];
        if place.is_none_or(|(_, other)| size(&other) < size(&weights)) {
            *place = Some((*feature, weights));
        }
    }
    let mut sizes: Vec<f32> = rows
        .iter()
        .flatten()
        .map(|(_, weights)| size(weights))
        .filter(|&size| size > 0.0)
        .collect();
    sizes.sort_unstable_by(f32::total_cmp);
    let largest = sizes
        .get(sizes.len().saturating_sub(1 + sizes.len() / 10_000))
        .copied()
        .unwrap_or(1.0);
    let scale = largest / (127.0 * 127.0);
    let mut file = MAGIC.to_vec();
    file.push(u8::try_from(name.len()).expect("a short name"));
    file.extend_from_slice(name.as_bytes());
    file.extend_from_slice(&scale.to_bits().to_le_bytes());
    file.extend_from_slice(&(W as u32).to_le_bytes());
    file.extend_from_slice(&bits.to_le_bytes());
    for place in rows {
        let Some((feature, weights)) = place else {
            file.extend([0; W]);
            continue;
        };
        file.push(check(feature));
        file.extend(weights[1..].iter().map(|weight| {
            let root = (weight.abs() / scale).sqrt().copysign(*weight);
            root.round().clamp(-127.0, 127.0) as i8 as u8
        }));
    }
    file
}
