//! Scores of words to cues with their source and content.
//!
//! The content of a cue is the best path through its words' roles, on which every change of role costs something; a word is
//! content of the cue that it most likely belongs to, so that no two cues share content; a gap of a word or two that no
//! other cue claims is closed; stray single words beside a longer content are dropped. The source is the one run of words
//! that the scores favour most. Words of cues are no argument of any cue. What is left without content is none, and so is
//! what is doubtful as a whole: how sure the cue is, times how sure its content is on average. How sure a cue is, the linear
//! models have a say in: they err in other places.

use std::ops::Range;

use crate::network::{CueScores, Encoded, RoleScores};

/// How much a word's role whatever the cue counts beside its role for the cue. This and the figures below were chosen on
/// development data for whole attributions.
const PRIOR: f32 = 0.3;

/// What a change of role costs on a path.
const CHANGE: f32 = 1.0;

/// Gaps of so many words in a content are closed.
const GAP: usize = 2;

/// Runs of so few words are dropped beside longer ones.
const STRAY: usize = 1;

/// A word may be of a cue though it is so much likelier, in logarithms, to be of none: what else is known decides.
const CANDIDATE: f32 = 1.5;

/// How much the linear models' score of a cue counts beside the encoder's log-odds.
const SECOND: f32 = 0.5;

/// A score of the linear models says no more than this.
const SURE: f32 = 4.0;

/// From which confidence on an attribution is one.
const THRESHOLD: f32 = 0.32;

/// A cue as a range of words, and how likely it is one.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundCue {
    /// Its words.
    pub words: Range<usize>,
    /// From 0 to 1.
    pub confidence: f32,
}

/// What belongs to a cue.
#[derive(Clone, Debug, PartialEq)]
pub struct Arguments {
    /// Who; empty for none.
    pub source: Range<usize>,
    /// What, in text order; empty for a cue that is none.
    pub content: Vec<Range<usize>>,
    /// How sure the whole is, from 0 to 1.
    pub confidence: f32,
}

/// The cues that the scores of a chunk's words make, with the linear models' opinion of each word.
pub fn cues(scores: &[CueScores], opinions: &[f32]) -> Vec<FoundCue> {
    let mut found: Vec<FoundCue> = Vec::new();
    let mut open = false;
    for (word, &[none, begins, goes_on]) in scores.iter().enumerate() {
        if none - CANDIDATE >= begins.max(goes_on) {
            open = false;
            continue;
        }
        let confidence = 1.0 - none.exp();
        match found.last_mut() {
            Some(cue) if open && goes_on > begins => {
                cue.words.end = word + 1;
                cue.confidence = cue.confidence.max(confidence);
            }
            _ => found.push(FoundCue {
                words: word..word + 1,
                confidence,
            }),
        }
        open = true;
    }
    for cue in &mut found {
        let opinion = opinions[cue.words.clone()].iter().copied().fold(-SURE, f32::max);
        cue.confidence = seconded(cue.confidence, opinion.min(SURE));
    }
    found
}

/// A confidence, moved on the scale of log-odds by the linear models' opinion.
fn seconded(confidence: f32, opinion: f32) -> f32 {
    const LEAST: f32 = 1e-4;
    let confidence = confidence.clamp(LEAST, 1.0 - LEAST);
    let log_odds = (confidence / (1.0 - confidence)).ln() + SECOND * opinion;
    1.0 / (1.0 + (-log_odds).exp())
}

/// The arguments of each cue, given the scores of every word's role for each.
pub fn arguments(encoded: &Encoded, cues: &[FoundCue], mut roles: Vec<Vec<RoleScores>>) -> Vec<Arguments> {
    let count = encoded.priors.len();
    let mut is_cue = vec![false; count];
    for cue in cues {
        is_cue[cue.words.clone()].fill(true);
    }
    for scores in roles
        .iter_mut()
        .flat_map(|roles| roles.iter_mut().zip(&encoded.priors))
    {
        for (score, prior) in scores.0.iter_mut().zip(scores.1) {
            *score += PRIOR * prior;
        }
    }
    let paths: Vec<Vec<bool>> = roles.iter().map(|roles| content(roles, &is_cue)).collect();
    // The cue that each word is content of.
    let owner: Vec<Option<usize>> = (0..count)
        .map(|word| {
            let likeliest = (0..cues.len()).max_by(|&a, &b| {
                let content = |cue: usize| roles[cue][word][2];
                content(a).total_cmp(&content(b)).then(b.cmp(&a))
            });
            likeliest.filter(|&cue| paths[cue][word])
        })
        .collect();
    (0..cues.len())
        .map(|cue| {
            let source = source(&roles[cue], &is_cue);
            let mut content: Vec<Range<usize>> = Vec::new();
            for word in (0..count).filter(|&word| owner[word] == Some(cue) && !source.contains(&word)) {
                match content.last_mut() {
                    Some(run) if closes(run.end..word, &is_cue, &owner, &source) => run.end = word + 1,
                    _ => content.push(word..word + 1),
                }
            }
            let longest = content.iter().map(Range::len).max().unwrap_or(0);
            content.retain(|run| run.len() > STRAY || longest <= STRAY);
            let sum: f32 = content
                .iter()
                .cloned()
                .flatten()
                .map(|word| roles[cue][word][2].exp())
                .sum();
            let words: usize = content.iter().map(Range::len).sum();
            let confidence = cues[cue].confidence * sum / words.max(1) as f32;
            if confidence < THRESHOLD {
                content.clear();
            }
            Arguments {
                source,
                content,
                confidence,
            }
        })
        .collect()
}

/// Whether each word is content on the best path through the roles of one cue.
fn content(roles: &[RoleScores], is_cue: &[bool]) -> Vec<bool> {
    let mut reached = [0.0_f32; 3];
    let mut from: Vec<[usize; 3]> = Vec::with_capacity(roles.len());
    for (scores, &is_cue) in roles.iter().zip(is_cue) {
        let scores = if is_cue {
            [0.0, f32::MIN / 4.0, f32::MIN / 4.0]
        } else {
            *scores
        };
        let mut best = [0; 3];
        let mut next = [0.0; 3];
        for role in 0..3 {
            let before = |from: usize| {
                if from == role {
                    reached[from]
                } else {
                    reached[from] - CHANGE
                }
            };
            for from in 1..3 {
                if before(from) > before(best[role]) {
                    best[role] = from;
                }
            }
            next[role] = (before(best[role]) + scores[role]).max(f32::MIN / 4.0);
        }
        from.push(best);
        reached = next;
    }
    let mut role = (0..3)
        .max_by(|&a, &b| reached[a].total_cmp(&reached[b]).then(b.cmp(&a)))
        .unwrap_or(0);
    let mut path = vec![false; roles.len()];
    for word in (0..roles.len()).rev() {
        path[word] = role == 2;
        role = from[word][role];
    }
    path
}

/// Whether the words of a gap may go with the content around it.
fn closes(gap: Range<usize>, is_cue: &[bool], owner: &[Option<usize>], source: &Range<usize>) -> bool {
    gap.len() <= GAP
        && gap
            .clone()
            .all(|word| !is_cue[word] && owner[word].is_none() && !source.contains(&word))
}

/// The run of words whose scores as source, against every other role, add up to most.
fn source(roles: &[RoleScores], is_cue: &[bool]) -> Range<usize> {
    let (mut best, mut found) = (0.0, 0..0);
    let (mut sum, mut start) = (0.0, 0);
    for (word, &[none, source, content]) in roles.iter().enumerate() {
        if sum <= 0.0 || is_cue[word] {
            (sum, start) = (0.0, word);
        }
        if is_cue[word] {
            start = word + 1;
            continue;
        }
        let other = none.max(content) + (-(none - content).abs()).exp().ln_1p();
        sum += source - other;
        if sum > best {
            (best, found) = (sum, start..word + 1);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use std::slice::from_ref;

    use super::*;

    const NONE: [f32; 3] = [-0.02, -4.6, -4.6];
    const SOURCE: [f32; 3] = [-4.6, -0.02, -4.6];
    const CONTENT: [f32; 3] = [-4.6, -4.6, -0.02];

    fn cue(words: Range<usize>) -> FoundCue {
        FoundCue {
            words,
            confidence: 1.0,
        }
    }

    fn decoded(cues: &[FoundCue], roles: Vec<Vec<RoleScores>>) -> Vec<Arguments> {
        let words = roles.first().map_or(0, Vec::len);
        arguments(
            &Encoded::of_scores(vec![NONE; words], vec![[-1.1; 3]; words]),
            cues,
            roles,
        )
    }

    #[test]
    fn a_cue_begins_and_goes_on() {
        let (begins, goes_on) = (SOURCE, CONTENT);
        let scores = [NONE, goes_on, goes_on, begins, NONE, begins, begins];
        let found = cues(&scores, &[0.0; 7]);
        let words: Vec<_> = found.iter().map(|cue| cue.words.clone()).collect();
        assert_eq!(words, [1..3, 3..4, 5..6, 6..7]);
        assert!(found.iter().all(|cue| cue.confidence > 0.9));
    }

    #[test]
    fn the_linear_models_have_a_say() {
        let doubtful = [-0.6, -0.9, -4.0];
        let confidence = |opinion| cues(&[doubtful], &[opinion])[0].confidence;
        let alone = 1.0 - doubtful[0].exp();
        assert!((confidence(0.0) - alone).abs() < 1e-6);
        assert!(confidence(2.0) > alone + 0.2);
        // No candidate at all is as bad as the worst score.
        assert!((confidence(f32::NEG_INFINITY) - confidence(-SURE)).abs() < 1e-6);
        assert!(confidence(-SURE) < alone - 0.2);
    }

    #[test]
    fn the_source_is_the_best_run() {
        // Two runs of a source: the longer one wins, with the doubtful word inside it.
        let doubtful = [-0.6, -0.9, -4.0];
        let roles = vec![SOURCE, NONE, SOURCE, doubtful, SOURCE, NONE, CONTENT, CONTENT];
        let found = decoded(&[cue(5..6)], vec![roles]);
        assert_eq!(found[0].source, 2..5);
        assert_eq!(found[0].content, from_ref(&(6..8)));
    }

    #[test]
    fn small_gaps_close_and_strays_drop() {
        let roles = vec![
            NONE, CONTENT, CONTENT, NONE, CONTENT, CONTENT, NONE, NONE, NONE, CONTENT, NONE,
        ];
        let found = decoded(&[cue(0..1)], vec![roles]);
        assert_eq!(found[0].source, 0..0);
        assert_eq!(found[0].content, from_ref(&(1..6)));
    }

    #[test]
    fn a_doubtful_word_stays_with_its_neighbours() {
        let doubtful = [-0.6, -4.6, -0.8];
        let roles = vec![NONE, CONTENT, doubtful, CONTENT, NONE, doubtful, NONE];
        assert_eq!(
            content(&roles, &[false; 7]),
            [false, true, true, true, false, false, false]
        );
    }

    #[test]
    fn content_goes_to_the_likeliest_cue_alone() {
        let weaker = [-4.6, -4.6, -0.3];
        let roles = vec![
            vec![NONE, CONTENT, CONTENT, NONE, weaker, weaker],
            vec![NONE, weaker, weaker, NONE, CONTENT, CONTENT],
        ];
        let found = decoded(&[cue(0..1), cue(3..4)], roles);
        assert_eq!(found[0].content, from_ref(&(1..3)));
        assert_eq!(found[1].content, from_ref(&(4..6)));
    }

    #[test]
    fn what_is_doubtful_as_a_whole_is_left_out() {
        let doubtful = [-1.4, -1.4, -1.1];
        let found = decoded(&[cue(0..1)], vec![vec![NONE, doubtful, doubtful]]);
        assert!(found[0].content.is_empty() && found[0].confidence < THRESHOLD);
    }

    #[test]
    fn no_cues_no_arguments() {
        assert_eq!(cues(&[NONE, NONE], &[0.0; 2]), []);
        assert_eq!(decoded(&[], vec![]), []);
    }
}
