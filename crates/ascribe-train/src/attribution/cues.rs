//! Fits the two looks for the heads of cues.

use ascribe_core::attribution::labeller::{CUE_WIDTH, first_look};

use super::Article;
use crate::perceptron::{Perceptron, Random};

/// Fits the first look: every token that may be a cue, by itself.
pub(super) fn fit_cues(
    articles: &[Article],
    numbers: &[usize],
    passes: usize,
    random: &mut Random,
) -> Perceptron<CUE_WIDTH> {
    fit("cues", numbers, passes, random, |model, list, number| {
        let article = &articles[number];
        let (context, heads) = (article.context(), article.heads());
        let mut wrong = 0;
        for token in (0..article.document.tokens().len()).filter(|&token| context.may_be_cue(token)) {
            context.cue_features(token, list);
            wrong += usize::from(fit_margin(model, list, 0.0, heads.contains(&token)));
        }
        wrong
    })
}

/// How much each token looks like a cue by itself.
pub(super) fn first_scores(article: &Article, model: &Perceptron<CUE_WIDTH>) -> Vec<f32> {
    let context = article.context();
    let mut list = Vec::new();
    let look = |token| {
        if !context.may_be_cue(token) {
            return f32::NEG_INFINITY;
        }
        context.cue_features(token, &mut list);
        model.scores(&list)[1]
    };
    (0..article.document.tokens().len()).map(look).collect()
}

/// Fits the second look, which sees how the first one (`looks`, by article and token) saw the words around.
pub(super) fn fit_second_looks(
    articles: &[Article],
    numbers: &[usize],
    looks: &[Vec<f32>],
    passes: usize,
    random: &mut Random,
) -> Perceptron<CUE_WIDTH> {
    fit("second looks", numbers, passes, random, |model, list, number| {
        let (article, looks) = (&articles[number], &looks[number]);
        let (mut context, heads) = (article.context(), article.heads());
        context.set_first_looks(looks.iter().copied().map(first_look).collect());
        let mut wrong = 0;
        for token in (0..looks.len()).filter(|&token| context.deserves_second_look(token)) {
            context.second_look_features(token, list);
            wrong += usize::from(fit_margin(model, list, looks[token], heads.contains(&token)));
        }
        wrong
    })
}

/// Goes over the articles with these numbers, in another order each time; `article` fits one and counts what was within the margin.
fn fit(
    what: &str,
    numbers: &[usize],
    passes: usize,
    random: &mut Random,
    mut article: impl FnMut(&mut Perceptron<CUE_WIDTH>, &mut Vec<u64>, usize) -> usize,
) -> Perceptron<CUE_WIDTH> {
    let mut model = Perceptron::new();
    let mut order = numbers.to_vec();
    let mut list = Vec::new();
    for pass in 0..passes {
        random.shuffle(&mut order);
        let wrong: usize = order
            .iter()
            .map(|&number| article(&mut model, &mut list, number))
            .sum();
        eprintln!("{what} pass {pass}: {wrong} within the margin");
    }
    model.averaged()
}

/// One update unless the score, added to the one `before`, is beyond the margin on the right side, so that it says how sure it is.
fn fit_margin(model: &mut Perceptron<CUE_WIDTH>, features: &[u64], before: f32, gold: bool) -> bool {
    let score = before + model.scores(features)[1];
    model.count();
    let is_within = if gold { score < 1.0 } else { score > -1.0 };
    if is_within {
        model.update(features, 1, if gold { 1.0 } else { -1.0 });
    }
    is_within
}
