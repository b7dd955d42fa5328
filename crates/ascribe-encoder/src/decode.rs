//! Scores of words to cues with their source and content.
//!
//! A word is content of the cue that it most likely belongs to, so that no two cues share content; a gap of a word or two
//! that no other cue claims is closed; stray single words beside a longer content are dropped; the source is the one run of
//! words that the scores favour most. Words of cues are no argument of any cue.

use std::ops::Range;

use crate::network::{CueScores, RoleScores};

/// How much likelier than its score a word is taken not to be a cue; negative favours cues. Chosen on development data
/// for whole attributions.
const NO_CUE: f32 = -0.5;

/// Gaps of so many words in a content are closed.
const GAP: usize = 2;

/// Runs of so few words are dropped beside longer ones.
const STRAY: usize = 1;

/// A cue as a range of words, and how likely it is one.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundCue {
    /// Its words.
    pub words: Range<usize>,
    /// From 0 to 1.
    pub confidence: f32,
}

/// What belongs to a cue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arguments {
    /// Who; empty for none.
    pub source: Range<usize>,
    /// What, in text order.
    pub content: Vec<Range<usize>>,
}

/// The cues that the scores of a chunk's words make.
pub fn cues(scores: &[CueScores]) -> Vec<FoundCue> {
    let mut found: Vec<FoundCue> = Vec::new();
    let mut open = false;
    for (word, &[none, begins, goes_on]) in scores.iter().enumerate() {
        let none = none + NO_CUE;
        if none >= begins && none >= goes_on {
            open = false;
            continue;
        }
        let confidence = 1.0 - scores[word][0].exp();
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
    found
}

/// The arguments of each cue, given the scores of every word's role for each.
pub fn arguments(cues: &[FoundCue], roles: &[Vec<RoleScores>]) -> Vec<Arguments> {
    let count = roles.first().map_or(0, Vec::len);
    let mut is_cue = vec![false; count];
    for cue in cues {
        is_cue[cue.words.clone()].fill(true);
    }
    // The cue that each word is content of.
    let owner: Vec<Option<usize>> = (0..count)
        .map(|word| {
            if is_cue[word] {
                return None;
            }
            let best = (0..cues.len()).max_by(|&a, &b| {
                let content = |cue: usize| roles[cue][word][2];
                content(a).total_cmp(&content(b)).then(b.cmp(&a))
            })?;
            let [none, source, content] = roles[best][word];
            (content > none && content > source).then_some(best)
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
            Arguments { source, content }
        })
        .collect()
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

    #[test]
    fn a_cue_begins_and_goes_on() {
        let (begins, goes_on) = (SOURCE, CONTENT);
        let found = cues(&[NONE, goes_on, goes_on, begins, NONE, begins, begins]);
        let words: Vec<_> = found.iter().map(|cue| cue.words.clone()).collect();
        assert_eq!(words, [1..3, 3..4, 5..6, 6..7]);
        assert!(found.iter().all(|cue| cue.confidence > 0.9));
    }

    #[test]
    fn the_source_is_the_best_run() {
        // Two runs of a source: the longer one wins, with the doubtful word inside it.
        let doubtful = [-0.6, -0.9, -4.0];
        let roles = vec![vec![
            SOURCE, NONE, SOURCE, doubtful, SOURCE, NONE, CONTENT, CONTENT,
        ]];
        let found = arguments(&[cue(5..6)], &roles);
        assert_eq!(found[0].source, 2..5);
        assert_eq!(found[0].content, [6..8]);
    }

    #[test]
    fn small_gaps_close_and_strays_drop() {
        let roles = vec![vec![
            NONE, CONTENT, CONTENT, NONE, CONTENT, CONTENT, NONE, NONE, NONE, CONTENT, NONE,
        ]];
        let found = arguments(&[cue(0..1)], &roles);
        assert_eq!(found[0].source, 0..0);
        assert_eq!(found[0].content, [1..6]);
    }

    #[test]
    fn content_goes_to_the_likeliest_cue_alone() {
        let weaker = [-4.6, -4.6, -0.3];
        let roles = vec![
            vec![NONE, CONTENT, CONTENT, NONE, weaker, weaker],
            vec![NONE, weaker, weaker, NONE, CONTENT, CONTENT],
        ];
        let found = arguments(&[cue(0..1), cue(3..4)], &roles);
        assert_eq!(found[0].content, [1..3]);
        assert_eq!(found[1].content, [4..6]);
    }

    #[test]
    fn no_cues_no_arguments() {
        assert_eq!(cues(&[NONE, NONE]), []);
        assert_eq!(arguments(&[], &[]), []);
    }
}
