//! Fits what the tokens around a cue are to it.

use std::ops::Range;

use ascribe_core::attribution::features::{Context, step_features};
use ascribe_core::attribution::labeller::{CUE_WIDTH, ROLE_WIDTH, ROLES, Role, certainty, first_look};
use ascribe_core::document::TokenIndex;

use super::{Article, Frame};
use crate::perceptron::{Perceptron, Random};

/// Fits the roles of the tokens around each gold cue; `halves` are second looks that did not see the articles of their half.
pub(super) fn fit_roles(
    articles: &[Article],
    looks: &[Vec<f32>],
    halves: &[Perceptron<CUE_WIDTH>; 2],
    passes: usize,
    random: &mut Random,
) -> Perceptron<ROLE_WIDTH> {
    let mut model = Perceptron::new();
    let mut order: Vec<usize> = (0..articles.len()).collect();
    for pass in 0..passes {
        random.shuffle(&mut order);
        let (mut wrong, mut all) = (0, 0);
        for &number in &order {
            let article = &articles[number];
            let mut context = article.context();
            context.set_first_looks(looks[number].iter().copied().map(first_look).collect());
            let mut list = Vec::new();
            let certain = (0..article.document.tokens().len()).map(|token| {
                if !context.deserves_second_look(token) {
                    return 0;
                }
                context.second_look_features(token, &mut list);
                certainty(looks[number][token] + halves[number % 2].scores(&list)[1])
            });
            let certain = certain.collect();
            context.set_cues(certain);
            for frame in &article.cues {
                let (missed, seen) = fit_frame(&mut model, &context, frame);
                wrong += missed;
                all += seen;
            }
        }
        eprintln!("roles pass {pass}: {wrong} of {all} wrong");
    }
    model.averaged()
}

/// One structured update (Collins 2002): towards the gold roles, away from the best ones found.
fn fit_frame(model: &mut Perceptron<ROLE_WIDTH>, context: &Context<'_>, frame: &Frame) -> (usize, usize) {
    let window: Range<TokenIndex> = context.window(frame.head);
    let mut gold = vec![Role::Outside as usize; window.len()];
    for &(token, role) in &frame.roles {
        if window.contains(&token) {
            gold[token - window.start] = role as usize;
        }
    }
    gold[frame.head - window.start] = Role::Cue as usize;
    let mut rows: Vec<(Vec<u64>, u64)> = Vec::with_capacity(window.len());
    let mut list = Vec::new();
    context.argument_features(frame.head, &window, |token, features, class| {
        context.token_features(token, &mut list);
        rows.push((features.iter().chain(&list).copied().collect(), class));
    });
    let tag = |at: usize| context.grammar.tag(window.start + at);
    let mut reached = vec![[f32::MIN; ROLES]; window.len()];
    let mut from = vec![[0usize; ROLES]; window.len()];
    for at in 0..window.len() {
        let scores = model.scores(&rows[at].0);
        for previous in 0..=ROLES {
            if (at == 0) != (previous == ROLES) {
                continue;
            }
            let mut steps = model.scores(&step_features(previous, false, rows[at].1, tag(at)));
            steps[0] = model.scores(&step_features(previous, true, rows[at].1, tag(at)))[1];
            for role in 0..ROLES {
                if window.start + at == frame.head && role != Role::Cue as usize {
                    continue;
                }
                let before = if at == 0 { 0.0 } else { reached[at - 1][previous] };
                let begins = if role == previous {
                    0.0
                } else {
                    scores[ROLES + role]
                };
                let score = before + steps[role] + begins + scores[role];
                if score > reached[at][role] {
                    reached[at][role] = score;
                    from[at][role] = previous;
                }
            }
        }
    }
    let end = reached.last().expect("the cue itself");
    let mut role = (0..ROLES).max_by(|&a, &b| end[a].total_cmp(&end[b])).unwrap_or(0);
    let mut found = vec![0; window.len()];
    for at in (0..window.len()).rev() {
        found[at] = role;
        role = from[at][role];
    }
    model.count();
    let mut wrong = 0;
    for at in 0..window.len() {
        let before = |roles: &[usize]| if at == 0 { ROLES } else { roles[at - 1] };
        let is_other = gold[at] != found[at];
        wrong += usize::from(is_other);
        for (roles, amount) in [(&gold, 1.0), (&found, -1.0)] {
            if is_other {
                model.update(&rows[at].0, roles[at], amount);
            }
            if before(roles) != roles[at] && (is_other || before(&gold) != before(&found)) {
                model.update(&rows[at].0, ROLES + roles[at], amount);
            }
        }
        if is_other || before(&gold) != before(&found) {
            for (roles, amount) in [(&gold, 1.0), (&found, -1.0)] {
                let outwards = roles[at] == Role::Outside as usize;
                let features = step_features(before(roles), outwards, rows[at].1, tag(at));
                model.update(&features, if outwards { 1 } else { roles[at] }, amount);
            }
        }
    }
    (wrong, window.len())
}
