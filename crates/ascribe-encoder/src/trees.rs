//! Dependency trees of the sentences of a chunk: the best projective tree (Eisner 1996) over the scores that the encoder gives
//! every pair of words (Dozat & Manning 2017).
//!
//! Marks take no part and are hung by the rule of `ascribe-core`. A sentence that a chunk cuts in two, or that is longer than
//! [`LONGEST`], keeps the tree of the linear parser.

use std::ops::Range;

use ascribe_core::document::{Document, TokenIndex};
use ascribe_core::grammar::Tree;
use ascribe_core::grammar::parser::{NONE, mark};
use ascribe_core::grammar::relation::Relation;
use ascribe_core::grammar::tag::Tag;

use crate::chunks::Chunk;
use crate::network::{Encoded, Network};

/// No longer sentence is read, in tokens: the search takes the cube of it.
const LONGEST: usize = 160;

/// What the scores are of, in the order of their columns.
pub struct Names {
    tags: Vec<Tag>,
    relations: Vec<Relation>,
}

impl Names {
    /// Reads the file that `export.py` writes: a line of tags and a line of relations.
    ///
    /// # Panics
    /// If the file is not so.
    pub fn read(file: &str) -> Self {
        let (tags, relations) = file.trim_end().split_once('\n').expect("two lines");
        let tag = |name| Tag::from_name(name).unwrap_or(Tag::Xx);
        let relation = |name| Relation::from_name(name).unwrap_or(Relation::Dep);
        Self {
            tags: tags.split(' ').map(tag).collect(),
            relations: relations.split(' ').map(relation).collect(),
        }
    }
}

/// The sentences that stand in a chunk as a whole, by number, with their trees.
pub fn trees(
    network: &Network,
    names: &Names,
    document: &Document,
    chunk: &Chunk,
    encoded: &Encoded,
) -> Vec<(usize, Tree)> {
    let sentences = sentences(document, chunk);
    let tokens: Vec<TokenIndex> = sentences
        .iter()
        .flat_map(|&number| document.sentences()[number].tokens.clone())
        .collect();
    let places: Vec<i32> = tokens
        .iter()
        .map(|&token| place(document, chunk, token))
        .collect();
    if places.is_empty() {
        return Vec::new();
    }
    let scores = network.arcs(encoded, &places);
    let tags: Vec<Tag> = scores
        .tags
        .iter()
        .zip(&tokens)
        .map(|(&best, &token)| read_as(document.word(token), names.tags[best]))
        .collect();
    let mut heads: Vec<Option<usize>> = Vec::with_capacity(places.len());
    for &number in &sentences {
        let rows = heads.len()..heads.len() + document.sentences()[number].tokens.len();
        let words: Vec<usize> = rows.clone().filter(|&row| mark(tags[row]).is_none()).collect();
        let found = projective(words.len(), |dependent, head| {
            scores.arc(words[dependent], head.map(|head| words[head]))
        });
        heads.resize(rows.end, None);
        for (word, head) in words.iter().zip(found) {
            heads[*word] = head.map(|head| words[head]);
        }
    }
    let relations = network.relations(&scores, &heads);
    let mut start = 0;
    sentences
        .into_iter()
        .map(|number| {
            let rows = start..start + document.sentences()[number].tokens.len();
            start = rows.end;
            let head = |head: &Option<usize>| head.map_or(NONE, |head| (head - rows.start) as u32);
            let tree = Tree::of_words(
                tags[rows.clone()].to_vec(),
                heads[rows.clone()].iter().map(head).collect(),
                relations[rows.clone()]
                    .iter()
                    .map(|&best| names.relations[best])
                    .collect(),
            );
            (number, tree)
        })
        .collect()
}

/// The tag of a word: *240,000* of *£240,000,* has the same piece as the comma behind it, and is no comma.
fn read_as(word: &str, tag: Tag) -> Tag {
    let is_number = word.bytes().any(|byte| byte.is_ascii_digit());
    if is_number && mark(tag).is_some() {
        Tag::Cd
    } else {
        tag
    }
}

/// The numbers of the sentences whose tokens all stand in the chunk.
fn sentences(document: &Document, chunk: &Chunk) -> Vec<usize> {
    let (Some(first), Some(last)) = (chunk.words.first(), chunk.words.last()) else {
        return Vec::new();
    };
    let token = |token: TokenIndex| document.tokens()[token].span;
    let all = document.sentences();
    let begin = all.partition_point(|sentence| token(sentence.tokens.start).start() < first.start());
    let inside = |number: &usize| token(all[*number].tokens.end - 1).end() <= last.end();
    (begin..all.len())
        .take_while(inside)
        .filter(|&number| all[number].tokens.len() <= LONGEST)
        .collect()
}

/// The piece that stands for a token: the first of the word that begins in it, else of the word that it is the end of.
fn place(document: &Document, chunk: &Chunk, token: TokenIndex) -> i32 {
    let span = document.tokens()[token].span;
    let at = chunk.words.partition_point(|word| word.start() < span.start());
    let begins = chunk.words.get(at).is_some_and(|word| word.start() < span.end());
    chunk.first[if begins { at } else { at.saturating_sub(1) }]
}

/// The heads of `count` words in the projective tree with one root whose arcs' scores add up to most; `score` is asked for a
/// dependent and its head, which is none for the root.
fn projective(count: usize, score: impl Fn(usize, Option<usize>) -> f32) -> Vec<Option<usize>> {
    let mut heads = vec![None; count];
    if count == 0 {
        return heads;
    }
    // Of the words from `start` to `end`: with an arc between the two, and whole; led by the first (right) or the last (left).
    let mut arcs = Spans::new(count);
    let mut whole = Spans::new(count);
    for length in 1..count {
        for start in 0..count - length {
            let end = start + length;
            let (cut, sum) = best(start..end, |cut| {
                whole.right(start, cut) + whole.left(cut + 1, end)
            });
            arcs.set(
                start,
                end,
                cut,
                sum + score(end, Some(start)),
                cut,
                sum + score(start, Some(end)),
            );
            let (left, left_sum) = best(start..end, |cut| whole.left(start, cut) + arcs.left(cut, end));
            let (right, right_sum) = best(start + 1..end + 1, |cut| {
                arcs.right(start, cut) + whole.right(cut, end)
            });
            whole.set(start, end, right, right_sum, left, left_sum);
        }
    }
    let last = count - 1;
    let (root, _) = best(0..count, |root| {
        whole.left(0, root) + whole.right(root, last) + score(root, None)
    });
    let mut open = vec![(true, false, 0, root), (true, true, root, last)];
    while let Some((is_whole, to_right, start, end)) = open.pop() {
        if start == end {
            continue;
        }
        let spans = if is_whole { &whole } else { &arcs };
        let cut = spans.cut(to_right, start, end);
        match (is_whole, to_right) {
            (true, true) => open.extend([(false, true, start, cut), (true, true, cut, end)]),
            (true, false) => open.extend([(true, false, start, cut), (false, false, cut, end)]),
            (false, _) => {
                let (dependent, head) = if to_right { (end, start) } else { (start, end) };
                heads[dependent] = Some(head);
                open.extend([(true, true, start, cut), (true, false, cut + 1, end)]);
            }
        }
    }
    heads
}

/// The place of the highest score, and the score.
fn best(range: Range<usize>, score: impl Fn(usize) -> f32) -> (usize, f32) {
    range.map(|at| (at, score(at))).fold(
        (0, f32::NEG_INFINITY),
        |best, next| if next.1 > best.1 { next } else { best },
    )
}

/// Scores of spans of words, and where each is best cut: led by their first word (right) or by their last (left).
struct Spans {
    count: usize,
    scores: [Vec<f32>; 2],
    cuts: [Vec<u32>; 2],
}

impl Spans {
    fn new(count: usize) -> Self {
        let cells = count * count;
        Self {
            count,
            scores: [vec![0.0; cells], vec![0.0; cells]],
            cuts: [vec![0; cells], vec![0; cells]],
        }
    }

    fn right(&self, start: usize, end: usize) -> f32 {
        self.scores[1][start * self.count + end]
    }

    fn left(&self, start: usize, end: usize) -> f32 {
        self.scores[0][start * self.count + end]
    }

    fn cut(&self, to_right: bool, start: usize, end: usize) -> usize {
        self.cuts[usize::from(to_right)][start * self.count + end] as usize
    }

    fn set(
        &mut self,
        start: usize,
        end: usize,
        right: usize,
        right_score: f32,
        left: usize,
        left_score: f32,
    ) {
        let cell = start * self.count + end;
        self.scores[1][cell] = right_score;
        self.scores[0][cell] = left_score;
        self.cuts[1][cell] = right as u32;
        self.cuts[0][cell] = left as u32;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The sum of a tree's arcs, if it is a projective tree with one root.
    fn sum(heads: &[Option<usize>], scores: &[f32]) -> Option<f32> {
        let count = heads.len();
        let roots = heads.iter().filter(|head| head.is_none()).count();
        let reaches_root = |word: usize| {
            let mut at = word;
            (0..count).any(|_| match heads[at] {
                Some(head) => {
                    at = head;
                    false
                }
                None => true,
            })
        };
        let span = |word: usize| heads[word].map(|head| (word.min(head), word.max(head)));
        let crosses = |one: usize, other: usize| match (span(one), span(other)) {
            (Some((a, b)), Some((c, d))) => a < c && c < b && b < d,
            (None, Some((c, d))) => c < one && one < d,
            _ => false,
        };
        let all = || 0..count;
        let is_tree =
            roots == 1 && all().all(reaches_root) && !all().any(|one| all().any(|other| crosses(one, other)));
        let arc = |(word, head): (usize, &Option<usize>)| {
            scores[word * (count + 1) + head.map_or(0, |head| head + 1)]
        };
        is_tree.then(|| heads.iter().enumerate().map(arc).sum())
    }

    proptest! {
        #[test]
        fn no_projective_tree_scores_more(count in 1_usize..6, seed in prop::collection::vec(-5_i8..5, 30)) {
            let scores: Vec<f32> = seed.iter().map(|&score| f32::from(score)).collect();
            let score = |word: usize, head: Option<usize>| scores[word * (count + 1) + head.map_or(0, |head| head + 1)];
            let found = projective(count, score);
            let reached = sum(&found, &scores);
            prop_assert!(reached.is_some(), "{found:?}");
            let mut heads = vec![None; count];
            for number in 0..(count + 1).pow(count as u32) {
                let mut rest = number;
                for head in &mut heads {
                    *head = (rest % (count + 1)).checked_sub(1);
                    rest /= count + 1;
                }
                prop_assert!(sum(&heads, &scores) <= reached);
            }
        }
    }
}
