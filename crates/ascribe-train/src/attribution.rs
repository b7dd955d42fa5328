//! Fits the two models that label cues and their arguments.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use ascribe_core::attribution::features::{Context, FEATURES, may_be_cue, step_features};
use ascribe_core::attribution::labeller::{CUE_WIDTH, ROLE_WIDTH, ROLES, Role, certainty, first_look};
use ascribe_core::attribution::source::Cast;
use ascribe_core::attribution::{assembly, labeller};
use ascribe_core::document::{Document, TokenIndex};
use ascribe_core::english::English;
use ascribe_core::grammar::{self, Grammar};
use ascribe_core::read;
use ascribe_core::signs::mentions::Mentions;
use ascribe_core::signs::names::Names;
use ascribe_core::span::Span;
use serde::{Deserialize, Serialize};

use crate::grammar::read_models;
use crate::perceptron::{Perceptron, Random};

/// Options of `attribution`.
#[derive(Debug, clap::Args)]
pub struct Attribution {
    /// Articles with their attributions, JSON lines; a file counts as often as it is named.
    #[arg(required = true)]
    gold: Vec<PathBuf>,
    /// Folder of the grammar's models, and where cues.bin and roles.bin go.
    #[arg(long, default_value = "crates/ascribe-core/data/model")]
    models: PathBuf,
    /// Passes over the articles.
    #[arg(long, default_value_t = 7)]
    passes: usize,
    /// Leave cues.bin as it is, and fit the model of roles only.
    #[arg(long)]
    only_roles: bool,
    /// Passes over the articles of the second look at cues.
    #[arg(long, default_value_t = 4)]
    second_passes: usize,
    /// Logarithm of the number of rows of the model of roles.
    #[arg(long, default_value_t = 20)]
    bits: u32,
    /// Leave out features that moved fewer times than this.
    #[arg(long, default_value_t = 2)]
    least: u32,
}

#[derive(Deserialize)]
struct Line {
    text: String,
    attributions: Vec<Gold>,
}

/// An attribution of an article to fit on, in code points of its text.
#[derive(Deserialize, Serialize)]
pub struct Gold {
    pub source: Vec<[usize; 2]>,
    pub cue: Vec<[usize; 2]>,
    pub content: Vec<[usize; 2]>,
}

/// Options of `label`.
#[derive(Debug, clap::Args)]
pub struct Label {
    /// Articles, JSON lines with `id` and `text`.
    articles: PathBuf,
    /// Folder of the models.
    #[arg(long, default_value = "crates/ascribe-core/data/model")]
    models: PathBuf,
    /// The score from which a token is taken as a cue.
    #[arg(long)]
    threshold: Option<f32>,
}

/// An article to label.
#[derive(Deserialize)]
pub struct Unlabelled {
    pub id: String,
    pub text: String,
}

/// Writes what models that are not built in find, as JSON lines of `id` and `attributions`.
pub fn label(options: &Label) -> Result<()> {
    let grammar_models = read_models(&options.models)?;
    let file = |name: &str| std::fs::read(options.models.join(name)).map(|bytes| &*bytes.leak());
    let mut models = labeller::Models::read(file("cues.bin")?, file("roles.bin")?)?;
    models.threshold = options.threshold.unwrap_or(models.threshold);
    let text = std::fs::read_to_string(&options.articles)?;
    let english = English::built_in();
    for line in text.lines() {
        let line: Unlabelled = serde_json::from_str(line)?;
        let document = read::document(english, &line.text);
        let grammar = grammar::parse(&grammar_models, &document);
        let mut context = Context::new(english, &document, &grammar);
        let labels = labeller::label(&models, &mut context);
        let mut names = Names::find(english, &document, &grammar);
        let mentions = Mentions::find(english, &document, &grammar, &mut names, context.quoted());
        let cast = Cast {
            names: &names,
            mentions: &mentions,
        };
        let found = assembly::attributions(english, &document, &grammar, &context, &labels, &cast);
        let mut points = vec![0; line.text.len() + 1];
        for (number, (at, _)) in line.text.char_indices().enumerate() {
            points[at] = number;
        }
        points[line.text.len()] = line.text.chars().count();
        let offsets = |spans: &[Span]| -> Vec<[usize; 2]> {
            spans
                .iter()
                .map(|span| [points[span.start()], points[span.end()]])
                .collect()
        };
        let attributions: Vec<Gold> = found
            .iter()
            .map(|found| {
                let source = found
                    .source
                    .as_ref()
                    .map_or(&[][..], |source| source.spans.as_slice());
                Gold {
                    source: offsets(source),
                    cue: offsets(&[found.cue.span]),
                    content: offsets(&found.content),
                }
            })
            .collect();
        println!(
            "{}",
            serde_json::json!({"id": line.id, "attributions": attributions})
        );
    }
    Ok(())
}

/// One article, read, with its cues.
struct Article {
    document: Document,
    grammar: Grammar,
    cues: Vec<Frame>,
}

impl Article {
    fn context(&self) -> Context<'_> {
        Context::new(English::built_in(), &self.document, &self.grammar)
    }

    fn heads(&self) -> BTreeSet<TokenIndex> {
        self.cues.iter().map(|frame| frame.head).collect()
    }
}

/// A gold cue's head, and the role of every token around it that is not outside.
struct Frame {
    head: TokenIndex,
    roles: Vec<(TokenIndex, Role)>,
}

/// Fits both models.
pub fn fit(options: &Attribution) -> Result<()> {
    let models = read_models(&options.models)?;
    let mut articles: Vec<Article> = Vec::new();
    for path in &options.gold {
        let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
        for line in text.lines() {
            articles.push(read_article(&models, &serde_json::from_str(line)?));
        }
    }
    let cues: usize = articles.iter().map(|article| article.cues.len()).sum();
    eprintln!("{} articles, {cues} cues", articles.len());
    let mut random = Random::new(2);
    let all: Vec<usize> = (0..articles.len()).collect();
    // What a later model sees of an earlier one comes from one that did not see the article, as it will be in use.
    let others = [0, 1].map(|half| {
        all.iter()
            .copied()
            .filter(|number| number % 2 != half)
            .collect::<Vec<_>>()
    });
    let first = fit_cues(&articles, &all, options.passes, &mut random);
    let halves = [0, 1].map(|half| fit_cues(&articles, &others[half], options.passes, &mut random));
    let looks: Vec<Vec<f32>> = (0..articles.len())
        .map(|number| first_scores(&articles[number], &halves[number % 2]))
        .collect();
    let passes = options.second_passes;
    let second = fit_second_looks(&articles, &all, &looks, passes, &mut random);
    let halves = [0, 1].map(|half| fit_second_looks(&articles, &others[half], &looks, passes, &mut random));
    if !options.only_roles {
        write(
            &options.models.join("cues.bin"),
            &first.with(&second).file(FEATURES, 19, options.least),
        )?;
    }
    let role_model = fit_roles(&articles, &looks, &halves, options.passes, &mut random);
    write(
        &options.models.join("roles.bin"),
        &role_model
            .with_additions(ROLES)
            .file(FEATURES, options.bits, options.least),
    )
}

/// How much each token looks like a cue by itself.
fn first_scores(article: &Article, model: &Perceptron<CUE_WIDTH>) -> Vec<f32> {
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

fn fit_second_looks(
    articles: &[Article],
    numbers: &[usize],
    looks: &[Vec<f32>],
    passes: usize,
    random: &mut Random,
) -> Perceptron<CUE_WIDTH> {
    let mut model = Perceptron::new();
    let mut order = numbers.to_vec();
    let mut list = Vec::new();
    for pass in 0..passes {
        random.shuffle(&mut order);
        let mut wrong = 0;
        for &number in &order {
            let mut context = articles[number].context();
            context.set_first_looks(looks[number].iter().copied().map(first_look).collect());
            let heads = articles[number].heads();
            for token in (0..looks[number].len()).filter(|&token| context.deserves_second_look(token)) {
                context.second_look_features(token, &mut list);
                wrong += usize::from(fit_margin(
                    &mut model,
                    &list,
                    looks[number][token],
                    heads.contains(&token),
                ));
            }
        }
        eprintln!("second looks pass {pass}: {wrong} within the margin");
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

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    std::fs::write(path, bytes).with_context(|| path.display().to_string())
}

fn read_article(models: &grammar::Models, line: &Line) -> Article {
    let document = read::document(English::built_in(), &line.text);
    let grammar = grammar::parse(models, &document);
    let bytes: Vec<usize> = line
        .text
        .char_indices()
        .map(|(at, _)| at)
        .chain([line.text.len()])
        .collect();
    let tokens = |spans: &[[usize; 2]]| -> Vec<TokenIndex> {
        spans
            .iter()
            .flat_map(|&[start, end]| document.tokens_in(Span::new(bytes[start], bytes[end])))
            .collect()
    };
    let mut cues = Vec::new();
    for gold in &line.attributions {
        let cue = tokens(&gold.cue);
        let Some(head) = head_of(&grammar, &cue) else {
            continue;
        };
        let mut roles = Vec::new();
        roles.extend(
            tokens(&gold.content)
                .into_iter()
                .map(|token| (token, Role::Content)),
        );
        roles.extend(
            tokens(&gold.source)
                .into_iter()
                .map(|token| (token, Role::Source)),
        );
        roles.extend(cue.into_iter().map(|token| (token, Role::Cue)));
        cues.push(Frame { head, roles });
    }
    Article {
        document,
        grammar,
        cues,
    }
}

/// The word of a cue that the rest depends on; a verb before a noun before any other.
fn head_of(grammar: &Grammar, cue: &[TokenIndex]) -> Option<TokenIndex> {
    let top = |token: &TokenIndex| grammar.head(*token).is_none_or(|head| !cue.contains(&head));
    let rank = |token: TokenIndex| {
        let tag = grammar.tag(token);
        (
            may_be_cue(tag),
            tag.is_verb(),
            tag.is_noun(),
            std::cmp::Reverse(token),
        )
    };
    let tops = cue
        .iter()
        .copied()
        .filter(top)
        .filter(|&token| may_be_cue(grammar.tag(token)));
    tops.max_by_key(|&token| rank(token))
        .or_else(|| cue.iter().copied().max_by_key(|&token| rank(token)))
}

fn fit_cues(
    articles: &[Article],
    numbers: &[usize],
    passes: usize,
    random: &mut Random,
) -> Perceptron<CUE_WIDTH> {
    let mut model = Perceptron::new();
    let mut order = numbers.to_vec();
    let mut list = Vec::new();
    for pass in 0..passes {
        random.shuffle(&mut order);
        let mut wrong = 0;
        for &number in &order {
            let article = &articles[number];
            let context = article.context();
            let heads = article.heads();
            for token in (0..article.document.tokens().len()).filter(|&token| context.may_be_cue(token)) {
                context.cue_features(token, &mut list);
                wrong += usize::from(fit_margin(&mut model, &list, 0.0, heads.contains(&token)));
            }
        }
        eprintln!("cues pass {pass}: {wrong} within the margin");
    }
    model.averaged()
}

fn fit_roles(
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
