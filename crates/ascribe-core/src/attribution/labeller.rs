//! Labels by two linear models, after Pareti (2015) and Citron: the first finds the heads of cues, the second gives every
//! token around a cue its role by a Viterbi search.

use std::ops::Range;

use super::features::{Context, FEATURES, step_features};
use super::label::Label;
use crate::document::TokenIndex;
use crate::english::model::{BadModel, Table};

/// What a token is to a cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Nothing.
    Outside,
    /// Part of its source.
    Source,
    /// Part of its content.
    Content,
    /// Part of the cue itself.
    Cue,
}

impl Role {
    /// Every role; the position of each is its weight's.
    pub const ALL: [Role; 4] = [Role::Outside, Role::Source, Role::Content, Role::Cue];
}

/// Weights a row of the model that finds cues: not a cue, a cue.
pub const CUE_WIDTH: usize = 2;

/// Weights a row of the model of roles.
pub const ROLE_WIDTH: usize = 4;

/// The number of steps from which a score is sure; chosen on development data for whole attributions.
const THRESHOLD: f32 = 0.0;

/// The two models.
#[derive(Clone, Copy, Debug)]
pub struct Models {
    /// Finds heads of cues.
    pub cues: Table<CUE_WIDTH>,
    /// Gives roles.
    pub roles: Table<ROLE_WIDTH>,
    /// From which score a token is taken as a cue.
    pub threshold: f32,
}

impl Models {
    /// Reads the two model files.
    ///
    /// # Errors
    /// If one is damaged or was fitted with other features.
    pub fn read(cues: &'static [u8], roles: &'static [u8]) -> Result<Self, BadModel> {
        Ok(Self {
            cues: Table::read(cues, FEATURES)?,
            roles: Table::read(roles, FEATURES)?,
            threshold: THRESHOLD,
        })
    }

    /// How much more `token` looks like a cue than not, in units of the fitted model; 0 is undecided.
    fn cue_score(&self, features: &[u64]) -> f32 {
        self.cues.scores(features)[1] as f32 * self.cues.scale()
    }
}

/// How surely a token with this score is a cue, in the steps that the model of roles sees.
pub fn certainty(score: f32) -> u8 {
    match score {
        _ if score > 2.0 => 3,
        _ if score > 0.0 => 2,
        _ if score > -2.0 => 1,
        _ => 0,
    }
}

/// Finds every cue with its source and content, in order of the cues.
pub fn label(models: &Models, context: &mut Context<'_>) -> Vec<Label> {
    let count = context.document.tokens().len();
    let mut list = Vec::with_capacity(64);
    let mut certain = vec![0; count];
    let mut heads = Vec::new();
    for (token, certain) in certain.iter_mut().enumerate() {
        if context.may_be_cue(token) {
            context.cue_features(token, &mut list);
            let score = models.cue_score(&list);
            *certain = certainty(score);
            if score > models.threshold {
                heads.push((token, score));
            }
        }
    }
    context.set_cues(certain);
    let mut bases: Vec<Option<[i32; ROLE_WIDTH]>> = vec![None; count];
    let mut labels = Vec::with_capacity(heads.len());
    for (head, score) in heads {
        let window = context.window(head);
        let mut search = Search::default();
        context.argument_features(head, &window, |token, features, class| {
            let base = *bases[token].get_or_insert_with(|| {
                context.token_features(token, &mut list);
                models.roles.scores(&list)
            });
            let mut scores = models.roles.scores(features);
            for (score, base) in scores.iter_mut().zip(base) {
                *score += base;
            }
            let fixed = token == head;
            let tag = context.grammar.tag(token);
            search.step(fixed, scores, |previous| {
                let mut steps = models.roles.scores(&step_features(previous, false, class, tag));
                steps[0] = models.roles.scores(&step_features(previous, true, class, tag))[1];
                steps
            });
        });
        labels.extend(assemble(head, &window, &search.best(), score));
    }
    labels
}

/// A Viterbi search over roles.
#[derive(Debug, Default)]
pub struct Search {
    scores: Vec<[i32; ROLE_WIDTH]>,
    from: Vec<[u8; ROLE_WIDTH]>,
}

impl Search {
    /// Adds the next token: its scores, whether it must be the cue, and the scores of a step from each role before it
    /// (`ROLE_WIDTH` stands for the start).
    pub fn step(
        &mut self,
        is_cue: bool,
        scores: [i32; ROLE_WIDTH],
        step: impl Fn(usize) -> [i32; ROLE_WIDTH],
    ) {
        let mut best = [i32::MIN / 2; ROLE_WIDTH];
        let mut from = [0; ROLE_WIDTH];
        if let Some(before) = self.scores.last() {
            for (previous, reached) in before.iter().enumerate() {
                let steps = step(previous);
                for role in 0..ROLE_WIDTH {
                    let score = reached + steps[role];
                    if score > best[role] {
                        best[role] = score;
                        from[role] = previous as u8;
                    }
                }
            }
        } else {
            best = step(ROLE_WIDTH);
        }
        for role in 0..ROLE_WIDTH {
            best[role] += scores[role];
            if is_cue && role != Role::Cue as usize {
                best[role] = i32::MIN / 2;
            }
        }
        self.scores.push(best);
        self.from.push(from);
    }

    /// The best role of every token.
    pub fn best(&self) -> Vec<Role> {
        let Some(last) = self.scores.last() else {
            return Vec::new();
        };
        let mut role = (0..ROLE_WIDTH)
            .max_by_key(|&role| (last[role], -(role as isize)))
            .unwrap_or(0);
        let mut roles = vec![Role::Outside; self.scores.len()];
        for (at, from) in self.from.iter().enumerate().rev() {
            roles[at] = Role::ALL[role];
            role = usize::from(from[role]);
        }
        roles
    }
}

/// The label that a row of roles makes, unless it has no content.
pub fn assemble(head: TokenIndex, window: &Range<TokenIndex>, roles: &[Role], score: f32) -> Option<Label> {
    let runs = |role: Role| {
        let mut runs: Vec<Range<TokenIndex>> = Vec::new();
        for (token, _) in window.clone().zip(roles).filter(|&(_, &found)| found == role) {
            match runs.last_mut() {
                Some(run) if run.end == token => run.end += 1,
                _ => runs.push(token..token + 1),
            }
        }
        runs
    };
    let cue = runs(Role::Cue)
        .into_iter()
        .find(|run| run.contains(&head))
        .unwrap_or(head..head + 1);
    let gap = |run: &Range<TokenIndex>| {
        if run.end <= head {
            head - run.end
        } else {
            run.start - head
        }
    };
    let source = runs(Role::Source).into_iter().min_by_key(gap);
    let content = runs(Role::Content);
    (!content.is_empty()).then(|| Label {
        head,
        cue,
        source: source.into_iter().collect(),
        content,
        confidence: 1.0 / (1.0 + (-score).exp()),
    })
}
