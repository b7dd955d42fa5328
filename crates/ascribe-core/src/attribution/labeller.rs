//! Labels by two linear models, after Pareti (2015) and Citron: the first finds the heads of cues, the second gives every
//! token around a cue its role by a Viterbi search. Cues are looked for twice: the second look sees how the words around
//! looked at the first, and adds to the score or takes from it.

use std::ops::Range;

use super::features::{Context, FEATURES, STEP_CLASSES, step_features};
use super::label::Label;
use crate::document::TokenIndex;
use crate::english::model::{BadModel, Later, Table};
use crate::grammar::tag::Tag;

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

/// How many roles there are.
pub const ROLES: usize = Role::ALL.len();

/// Weights a row of the model of roles: one a [`Role`] for a token that has it, and one more for a token that begins it.
pub const ROLE_WIDTH: usize = 2 * ROLES;

/// The number of steps from which a score is sure; chosen on development data for whole attributions.
const THRESHOLD: f32 = -2.0;

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

    /// How much more a token looks like a cue than not, in units of the fitted model; 0 is undecided.
    fn cue_score(&self, scores: [i32; CUE_WIDTH]) -> f32 {
        scores[1] as f32 * self.cues.scale()
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

/// How much a token with this score looks like a cue by itself, in the steps that the second look sees; 0 is hopeless.
pub fn first_look(score: f32) -> u8 {
    (score / 2.0 + 4.0).clamp(0.0, 7.0) as u8
}

/// How much each token looks like the head of a cue after both looks, in units of the fitted model: 0 is undecided, minus infinity
/// no candidate.
pub fn cue_scores(models: &Models, context: &mut Context<'_>) -> Vec<f32> {
    let mut list = Vec::with_capacity(64);
    let mut scores = vec![f32::NEG_INFINITY; context.document.tokens().len()];
    let mut later = Later::new(models.cues);
    for token in 0..scores.len() {
        if context.may_be_cue(token) {
            context.cue_features(token, &mut list);
            if let Some((token, found)) = later.add(token, &list) {
                scores[token] = models.cue_score(found);
            }
        }
    }
    for (token, found) in later.by_ref() {
        scores[token] = models.cue_score(found);
    }
    context.set_first_looks(scores.iter().copied().map(first_look).collect());
    for (token, score) in scores.iter_mut().enumerate() {
        if context.deserves_second_look(token) {
            context.second_look_features(token, &mut list);
            *score += models.cue_score(models.cues.scores(&list));
        } else {
            *score = f32::NEG_INFINITY;
        }
    }
    scores
}

/// What a list of features is of.
enum Asked {
    /// A token whatever the cue.
    Alone,
    /// A token beside the cue, the number of its scores alone, and its class.
    BesideCue {
        token: TokenIndex,
        base: usize,
        class: u64,
    },
}

/// Finds every cue with its source and content, in order of the cues.
pub fn label(models: &Models, context: &mut Context<'_>) -> Vec<Label> {
    let scores = cue_scores(models, context);
    let certain = scores.iter().copied().map(certainty).collect();
    let sure = |(token, score): (TokenIndex, f32)| (score > models.threshold).then_some((token, score));
    let heads: Vec<_> = scores.into_iter().enumerate().filter_map(sure).collect();
    let mut list = Vec::with_capacity(64);
    context.set_cues(certain);
    // The scores of each token near a cue whatever the cue is, and where they are.
    let mut bases: Vec<[i32; ROLE_WIDTH]> = Vec::new();
    let mut base_of = vec![usize::MAX; context.document.tokens().len()];
    let mut asked = 0;
    let mut steps = Steps::new(models.roles);
    let mut later = Later::new(models.roles);
    let mut labels = Vec::with_capacity(heads.len());
    for (head, score) in heads {
        let window = context.window(head);
        let mut search = Search::default();
        let mut arrived = |(of, mut scores): (Asked, [i32; ROLE_WIDTH])| {
            let Asked::BesideCue { token, base, class } = of else {
                bases.push(scores);
                return;
            };
            for (score, base) in scores.iter_mut().zip(bases[base]) {
                *score += base;
            }
            let fixed = token == head;
            let tag = context.grammar.tag(token);
            search.step(fixed, scores, &steps.scores(class, tag));
        };
        context.argument_features(head, &window, |token, features, class| {
            if base_of[token] == usize::MAX {
                base_of[token] = asked;
                asked += 1;
                context.token_features(token, &mut list);
                later.add(Asked::Alone, &list).into_iter().for_each(&mut arrived);
            }
            let base = base_of[token];
            later
                .add(Asked::BesideCue { token, base, class }, features)
                .into_iter()
                .for_each(&mut arrived);
        });
        later.by_ref().for_each(arrived);
        labels.extend(assemble(head, &window, &search.best(), score));
    }
    apart(labels)
}

/// Of labels whose cues share a word, the surest.
fn apart(labels: Vec<Label>) -> Vec<Label> {
    let mut kept: Vec<Label> = Vec::with_capacity(labels.len());
    for label in labels {
        // Heads stand in text order, so only the last cues can reach into this one.
        let mut surest = true;
        while let Some(last) = kept.last().filter(|last| last.cue.end > label.cue.start) {
            if last.confidence >= label.confidence {
                surest = false;
                break;
            }
            kept.pop();
        }
        if surest {
            kept.push(label);
        }
    }
    kept
}

/// Scores of steps to each role from each role before it, last from the start.
pub type StepScores = [[i32; ROLES]; ROLES + 1];

/// Step scores of a document, computed once for each class of token and for each part of speech.
struct Steps {
    roles: Table<ROLE_WIDTH>,
    by_class: Vec<Option<StepScores>>,
    by_tag: Vec<Option<StepScores>>,
}

impl Steps {
    fn new(roles: Table<ROLE_WIDTH>) -> Self {
        Self {
            roles,
            by_class: vec![None; STEP_CLASSES],
            by_tag: vec![None; 2 * Tag::ALL.len()],
        }
    }

    fn scores(&mut self, class: u64, tag: Tag) -> StepScores {
        let roles = &self.roles;
        let part = |part: Range<usize>| -> StepScores {
            std::array::from_fn(|previous| {
                let features = |outwards| step_features(previous, outwards, class, tag);
                let scores = roles.scores(&features(false)[part.clone()]);
                let mut scores: [i32; ROLES] = std::array::from_fn(|role| scores[role]);
                scores[0] = roles.scores(&features(true)[part.clone()])[1];
                scores
            })
        };
        let mut scores = *self.by_class[class as usize].get_or_insert_with(|| part(0..2));
        let tag_class = (tag as usize) << 1 | (class & 1) as usize;
        let by_tag = self.by_tag[tag_class].get_or_insert_with(|| part(2..3));
        for (score, more) in scores.as_flattened_mut().iter_mut().zip(by_tag.as_flattened()) {
            *score += more;
        }
        scores
    }
}

/// A Viterbi search over roles.
#[derive(Debug, Default)]
pub struct Search {
    scores: Vec<[i32; ROLES]>,
    from: Vec<[u8; ROLES]>,
}

impl Search {
    /// Adds the next token: its scores, whether it must be the cue, and the scores of a step to each role from each role
    /// before it, last from the start.
    pub fn step(&mut self, is_cue: bool, scores: [i32; ROLE_WIDTH], steps: &StepScores) {
        let mut best = [i32::MIN / 2; ROLES];
        let mut from = [0; ROLES];
        if let Some(before) = self.scores.last() {
            for (previous, reached) in before.iter().enumerate() {
                let steps = &steps[previous];
                for role in 0..ROLES {
                    let begins = if role == previous { 0 } else { scores[ROLES + role] };
                    let score = reached + steps[role] + begins;
                    if score > best[role] {
                        best[role] = score;
                        from[role] = previous as u8;
                    }
                }
            }
        } else {
            for role in 0..ROLES {
                best[role] = steps[ROLES][role] + scores[ROLES + role];
            }
        }
        for role in 0..ROLES {
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
        let mut role = (0..ROLES)
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
