//! Fits tagger and parser on treebanks, and checks them against gold.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::Result;
use ascribe_core::english::model::Table;
use ascribe_core::grammar::parser::{self, Action, Sentence, State};
use ascribe_core::grammar::relation::Relation;
use ascribe_core::grammar::tag::Tag;
use ascribe_core::grammar::{Models, tagger};

use crate::perceptron::{Perceptron, Random};
use crate::treebank::{self, Tree};

/// Options of `grammar`.
#[derive(Debug, clap::Args)]
pub struct Grammar {
    /// Treebanks to fit on.
    #[arg(required = true)]
    treebanks: Vec<PathBuf>,
    /// Gold to report scores on.
    #[arg(long)]
    check: Vec<PathBuf>,
    /// Folder for tags.bin, actions.bin and relations.bin.
    #[arg(long, default_value = "crates/ascribe-core/data/model")]
    out: PathBuf,
    /// Passes over the treebanks.
    #[arg(long, default_value_t = 8)]
    passes: usize,
    /// Leave out features that moved fewer times than this; a mistake moves each of its features twice.
    #[arg(long, default_value_t = 3)]
    least: u32,
    /// Logarithm of the number of rows of the model that chooses steps.
    #[arg(long, default_value_t = 20)]
    bits: u32,
    /// How many in a hundred of a word's or a state's features are left out at random in fitting.
    #[arg(long, default_value_t = 0)]
    drop: usize,
}

/// Options of `check-grammar`.
#[derive(Debug, clap::Args)]
pub struct Check {
    /// Gold treebanks.
    #[arg(required = true)]
    treebanks: Vec<PathBuf>,
    /// Only documents whose name contains this.
    #[arg(long, default_value = "")]
    only: String,
    /// Folder of the models.
    #[arg(long, default_value = "crates/ascribe-core/data/model")]
    models: PathBuf,
    /// Also count right heads by gold relation.
    #[arg(long)]
    relations: bool,
}

/// Parts of the treebanks that are tagged by a tagger fitted on the others.
const FOLDS: usize = 4;

/// Fits tagger and parser.
pub fn fit(options: &Grammar) -> Result<()> {
    let mut trees = Vec::new();
    for path in &options.treebanks {
        trees.extend(treebank::read(path)?);
    }
    let words: usize = trees.iter().map(|tree| tree.forms.len()).sum();
    eprintln!("{} sentences, {words} words", trees.len());
    let mut random = Random::new(1);
    let order: Vec<usize> = (0..trees.len()).collect();
    let tags = fit_tagger(&trees, order.clone(), options.passes, &mut random);
    // The parser is fitted on tags as wrong as they are in use: each part's come from a tagger that did not see it.
    let fold = |tree: usize| tree / 50 % FOLDS;
    let mut taggers = Vec::with_capacity(FOLDS);
    for held_out in 0..FOLDS {
        let others = order.iter().copied().filter(|&tree| fold(tree) != held_out);
        let file = fit_tagger(&trees, others.collect(), options.passes.min(4), &mut random);
        taggers.push(Table::read(leak(file), tagger::FEATURES)?);
    }
    for (number, tree) in trees.iter_mut().enumerate() {
        tree.tags = tagger::tag(&taggers[fold(number)], &tree.forms);
    }
    let parser = fit_parser(&trees, &order, options, &mut random);
    std::fs::create_dir_all(&options.out)?;
    for (name, bytes) in [
        ("tags.bin", tags),
        ("actions.bin", parser.0),
        ("relations.bin", parser.1),
    ] {
        std::fs::write(options.out.join(name), bytes)?;
    }
    for path in &options.check {
        for only in ["", "news"] {
            report(&read_models(&options.out)?, path, only, false)?;
        }
    }
    Ok(())
}

/// The files of the parser's two models, fitted on the trees of these numbers.
fn fit_parser(trees: &[Tree], order: &[usize], options: &Grammar, random: &mut Random) -> (Vec<u8>, Vec<u8>) {
    let mut order = order.to_vec();
    let mut actions = Perceptron::<{ parser::ACTIONS }>::new();
    let mut relations = Perceptron::<{ parser::RELATIONS }>::new();
    for pass in 0..options.passes {
        random.shuffle(&mut order);
        let mut wrong = 0;
        for &tree in &order {
            wrong += fit_tree(
                &mut actions,
                &mut relations,
                &trees[tree],
                options.drop,
                pass > 0,
                random,
            );
        }
        eprintln!("parser pass {pass}: {wrong} wrong steps");
    }
    let actions = actions.averaged();
    let relations = relations.averaged();
    (
        actions.file(parser::FEATURES, options.bits, options.least),
        relations.file(parser::FEATURES, 17, options.least),
    )
}

/// The file of a tagger fitted on the trees of these numbers.
fn fit_tagger(trees: &[Tree], mut order: Vec<usize>, passes: usize, random: &mut Random) -> Vec<u8> {
    let mut model = Perceptron::<{ tagger::WIDTH }>::new();
    for pass in 0..passes {
        random.shuffle(&mut order);
        let wrong: usize = order.iter().map(|&tree| fit_tags(&mut model, &trees[tree])).sum();
        eprintln!("tagger pass {pass}: {wrong} wrong tags");
    }
    let mut model = model.averaged();
    model.set_large(&certain_words(trees, &order));
    model.file(tagger::FEATURES, 17, 3)
}

/// Words met this often are certain if they have the same tag almost every time.
const OFTEN: u32 = 25;

/// The words that always have the same tag, as the features that say so.
fn certain_words(trees: &[Tree], order: &[usize]) -> Vec<(u64, usize)> {
    let mut counts: BTreeMap<u64, BTreeMap<Tag, u32>> = BTreeMap::new();
    for tree in order.iter().map(|&tree| &trees[tree]) {
        for (form, &tag) in tree.forms.iter().zip(&tree.tags) {
            *counts
                .entry(tagger::certain(form))
                .or_default()
                .entry(tag)
                .or_default() += 1;
        }
    }
    let certain = |(&feature, tags): (&u64, &BTreeMap<Tag, u32>)| {
        let all: u32 = tags.values().sum();
        let (&tag, &most) = tags.iter().max_by_key(|(_, count)| **count)?;
        // The first tag is the reference, which a row cannot speak for.
        (all >= OFTEN && most * 200 >= all * 199 && tag != Tag::ALL[0]).then_some((feature, tag as usize))
    };
    counts.iter().filter_map(certain).collect()
}

/// Scores the models against gold.
pub fn check(options: &Check) -> Result<()> {
    let models = read_models(&options.models)?;
    options
        .treebanks
        .iter()
        .try_for_each(|path| report(&models, path, &options.only, options.relations))
}

/// The models of a folder.
pub fn read_models(folder: &Path) -> Result<Models> {
    let file = |name: &str| std::fs::read(folder.join(name)).map(leak);
    Ok(Models::read(
        file("tags.bin")?,
        file("actions.bin")?,
        file("relations.bin")?,
    )?)
}

fn leak(bytes: Vec<u8>) -> &'static [u8] {
    bytes.leak()
}

fn fit_tags(model: &mut Perceptron<{ tagger::WIDTH }>, tree: &Tree) -> usize {
    let (mut list, mut before, mut wrong) = (Vec::new(), tagger::START, 0);
    for (at, &gold) in tree.tags.iter().enumerate() {
        tagger::features(&tree.forms, at, before, &mut list);
        let guess = best(&model.scores(&list)[..Tag::ALL.len()]);
        model.count();
        if guess != gold as usize {
            model.update(&list, gold as usize, 1.0);
            model.update(&list, guess, -1.0);
            wrong += 1;
        }
        before = [guess as u64, before[0]];
    }
    wrong
}

fn best(scores: &[f32]) -> usize {
    (0..scores.len())
        .max_by(|&a, &b| scores[a].total_cmp(&scores[b]).then(b.cmp(&a)))
        .unwrap_or(0)
}

/// How many gold arcs can no longer be built after `action`: the dynamic oracle of Goldberg & Nivre (2013).
fn cost(state: &State, action: Action, tree: &Arcs, children: &[Vec<usize>]) -> usize {
    let (top, below, next) = state.focus();
    let ahead = |word: usize| next.is_some_and(|next| word >= next);
    match action {
        Action::Shift => {
            let Some(next) = next else { return usize::MAX };
            let stack = state.stack();
            let deep = &stack[..stack.len().saturating_sub(1)];
            let head_lost = tree.heads[next].is_some_and(|head| deep.contains(&(head as u32)));
            let lost = children[next]
                .iter()
                .filter(|&&child| stack.contains(&(child as u32)))
                .count();
            lost + usize::from(head_lost)
        }
        Action::Left | Action::Right => {
            let Some(top) = top else { return usize::MAX };
            let head_lost = match (tree.heads[top], action) {
                (None, _) => true,
                (Some(head), Action::Left) => Some(head) != next && (Some(head) == below || ahead(head)),
                (Some(head), _) => ahead(head),
            };
            children[top].iter().filter(|&&child| ahead(child)).count() + usize::from(head_lost)
        }
    }
}

/// Heads and relations of the words that take part in the transitions.
struct Arcs {
    heads: Vec<Option<usize>>,
    relations: Vec<Relation>,
}

/// The tree without marks: what hung on a mark hangs where the mark did.
fn without_marks(tree: &Tree, sentence: &Sentence) -> Arcs {
    let mut number = vec![None; tree.forms.len()];
    for (word, &token) in sentence.tokens().iter().enumerate() {
        number[token as usize] = Some(word);
    }
    let head = |&token: &u32| {
        let mut head = tree.heads[token as usize];
        // A damaged tree may run in a circle.
        for _ in 0..tree.forms.len() {
            match head {
                Some(above) if number[above].is_none() => head = tree.heads[above],
                _ => break,
            }
        }
        head.and_then(|head| number[head])
    };
    Arcs {
        heads: sentence.tokens().iter().map(head).collect(),
        relations: sentence
            .tokens()
            .iter()
            .map(|&token| tree.relations[token as usize])
            .collect(),
    }
}

fn fit_tree(
    actions: &mut Perceptron<{ parser::ACTIONS }>,
    relations: &mut Perceptron<{ parser::RELATIONS }>,
    tree: &Tree,
    drop: usize,
    explore: bool,
    random: &mut Random,
) -> usize {
    let mut sentence = Sentence::default();
    sentence.fill(&tree.forms, &tree.tags);
    let tree = &without_marks(tree, &sentence);
    let mut children = vec![Vec::new(); sentence.len()];
    for (word, head) in tree.heads.iter().enumerate() {
        if let &Some(head) = head {
            children[head].push(word);
        }
    }
    let (mut state, mut list, mut wrong) = (State::default(), Vec::new(), 0);
    state.reset(sentence.len());
    while !state.is_finished() {
        state.action_features(&sentence, &mut list);
        random.thin(&mut list, drop);
        let scores = actions.scores(&list);
        actions.count();
        let allowed: Vec<(Action, usize)> = Action::ALL
            .into_iter()
            .filter(|&action| state.allows(action))
            .map(|action| (action, cost(&state, action, tree, &children)))
            .collect();
        let pick = |list: &mut dyn Iterator<Item = Action>| {
            list.max_by(|&a, &b| scores[a as usize].total_cmp(&scores[b as usize]))
                .expect("an allowed action")
        };
        let least = allowed.iter().map(|pair| pair.1).min().unwrap_or(0);
        let guess = pick(&mut allowed.iter().map(|pair| pair.0));
        let gold = pick(&mut allowed.iter().filter(|pair| pair.1 == least).map(|pair| pair.0));
        let mut taken = guess;
        if guess != gold {
            wrong += 1;
            actions.update(&list, gold as usize, 1.0);
            actions.update(&list, guess as usize, -1.0);
            if !explore || random.below(10) == 0 {
                taken = gold;
            }
        }
        if let Some((head, dependent)) = state.take(taken) {
            state.relation_features(&sentence, head, dependent, &mut list);
            random.thin(&mut list, drop);
            let guess = best(&relations.scores(&list)[..Relation::ALL.len()]);
            relations.count();
            let gold = tree.relations[dependent] as usize;
            if tree.heads[dependent] == Some(head) && guess != gold {
                relations.update(&list, gold, 1.0);
                relations.update(&list, guess, -1.0);
            }
            state.relate(dependent, guess as u8);
        }
    }
    wrong
}

/// How many words of a kind there are, and how many of them are right.
#[derive(Clone, Copy, Default)]
struct Share {
    right: usize,
    all: usize,
}

impl Share {
    fn add(&mut self, right: bool) {
        self.all += 1;
        self.right += usize::from(right);
    }

    fn percent(self) -> f64 {
        100.0 * self.right as f64 / self.all.max(1) as f64
    }
}

fn report(models: &Models, path: &Path, only: &str, relations: bool) -> Result<()> {
    let [mut tags, mut heads, mut plain, mut named] = [Share::default(); 4];
    let mut by_relation = vec![Share::default(); Relation::ALL.len()];
    for tree in treebank::read(path)?
        .iter()
        .filter(|tree| tree.document.contains(only))
    {
        let found = models.parse(&tree.forms);
        for word in 0..tree.forms.len() {
            let head = found.heads[word] as usize;
            let right = (head != word).then_some(head) == tree.heads[word];
            let relation = tree.relations[word];
            tags.add(found.tags[word] == tree.tags[word]);
            heads.add(right);
            named.add(right && found.relations[word] == relation);
            by_relation[relation as usize].add(right);
            if relation != Relation::Punct {
                plain.add(right);
            }
        }
    }
    println!(
        "{} {only}: {} words, tags {:.2}, UAS {:.2} ({:.2} without punctuation), LAS {:.2}",
        path.file_name().unwrap_or_default().to_string_lossy(),
        tags.all,
        tags.percent(),
        heads.percent(),
        plain.percent(),
        named.percent(),
    );
    if relations {
        for (relation, share) in Relation::ALL.iter().zip(by_relation) {
            println!("{:16} {:5} of {:5}", relation.name(), share.right, share.all);
        }
    }
    Ok(())
}
