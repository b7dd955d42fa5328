//! Fits tagger and parser on treebanks, and checks them against gold.

use std::path::{Path, PathBuf};

use anyhow::Result;
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
    /// Gold to report scores on after each pass.
    #[arg(long)]
    check: Vec<PathBuf>,
    /// Folder for tags.bin, actions.bin and relations.bin.
    #[arg(long, default_value = "crates/ascribe-core/data/model")]
    out: PathBuf,
    /// Passes over the treebanks.
    #[arg(long, default_value_t = 6)]
    passes: usize,
    /// Leave out documents of automatic treebanks: `K/N` those whose number leaves K when divided by N.
    #[arg(long)]
    hold_out: Option<String>,
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
}

/// Fits tagger and parser.
pub fn fit(options: &Grammar) -> Result<()> {
    let mut trees = Vec::new();
    for path in &options.treebanks {
        trees.extend(held_in(treebank::read(path)?, path, options.hold_out.as_deref()));
    }
    let words: usize = trees.iter().map(|tree| tree.forms.len()).sum();
    eprintln!("{} sentences, {words} words", trees.len());
    let mut random = Random::new(1);
    let mut order: Vec<usize> = (0..trees.len()).collect();
    let mut tags = Perceptron::<{ tagger::WIDTH }>::new();
    for pass in 0..options.passes {
        random.shuffle(&mut order);
        let wrong: usize = order.iter().map(|&tree| fit_tags(&mut tags, &trees[tree])).sum();
        eprintln!("tagger pass {pass}: {wrong} of {words} wrong");
    }
    let tags = tags.averaged().file(tagger::FEATURES, 17);
    let table = ascribe_core::english::model::Table::read(leak(tags.clone()), tagger::FEATURES)?;
    for tree in &mut trees {
        tree.tags.clear();
        tagger::tag(&table, &tree.forms, &mut tree.tags);
    }
    let mut actions = Perceptron::<{ parser::ACTIONS }>::new();
    let mut relations = Perceptron::<{ parser::RELATIONS }>::new();
    for pass in 0..options.passes {
        random.shuffle(&mut order);
        let mut wrong = 0;
        for &tree in &order {
            wrong += fit_tree(&mut actions, &mut relations, &trees[tree], pass > 0, &mut random);
        }
        eprintln!("parser pass {pass}: {wrong} wrong steps");
    }
    std::fs::create_dir_all(&options.out)?;
    std::fs::write(options.out.join("tags.bin"), tags)?;
    std::fs::write(
        options.out.join("actions.bin"),
        actions.averaged().file(parser::FEATURES, 21),
    )?;
    std::fs::write(
        options.out.join("relations.bin"),
        relations.averaged().file(parser::FEATURES, 17),
    )?;
    for path in &options.check {
        report(&read_models(&options.out)?, path, "")?;
    }
    Ok(())
}

/// Scores the models against gold.
pub fn check(options: &Check) -> Result<()> {
    let models = read_models(&options.models)?;
    options
        .treebanks
        .iter()
        .try_for_each(|path| report(&models, path, &options.only))
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

fn held_in(trees: Vec<Tree>, path: &Path, hold_out: Option<&str>) -> Vec<Tree> {
    let fold = hold_out.and_then(|fold| {
        let (k, n) = fold.split_once('/')?;
        Some((k.parse::<usize>().ok()?, n.parse::<usize>().ok()?))
    });
    let automatic = path.to_string_lossy().contains(".conll.");
    let (Some((k, n)), true) = (fold, automatic) else {
        return trees;
    };
    let (mut number, mut last) = (0, String::new());
    let mut kept = Vec::new();
    for tree in trees {
        if tree.document != last {
            number += usize::from(!last.is_empty());
            last.clone_from(&tree.document);
        }
        if number % n != k {
            kept.push(tree);
        }
    }
    kept
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
fn cost(state: &State, action: Action, tree: &Tree, children: &[Vec<usize>]) -> usize {
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

fn fit_tree(
    actions: &mut Perceptron<{ parser::ACTIONS }>,
    relations: &mut Perceptron<{ parser::RELATIONS }>,
    tree: &Tree,
    explore: bool,
    random: &mut Random,
) -> usize {
    let mut children = vec![Vec::new(); tree.forms.len()];
    for (word, head) in tree.heads.iter().enumerate() {
        if let &Some(head) = head {
            children[head].push(word);
        }
    }
    let sentence = Sentence {
        forms: &tree.forms,
        tags: &tree.tags,
    };
    let (mut state, mut list, mut wrong) = (State::default(), Vec::new(), 0);
    state.reset(tree.forms.len());
    while !state.is_finished() {
        state.action_features(&sentence, &mut list);
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

fn report(models: &Models, path: &Path, only: &str) -> Result<()> {
    let (mut words, mut tags, mut arcs, mut named, mut marks, mut plain) = (0, 0, 0, 0, 0, 0);
    for tree in treebank::read(path)?
        .iter()
        .filter(|tree| tree.document.contains(only))
    {
        let (guessed, heads, relations) = models.parse(&tree.forms);
        for word in 0..tree.forms.len() {
            let head = (heads[word] as usize != word).then_some(heads[word] as usize);
            let right = head == tree.heads[word];
            let mark = tree.relations[word] == Relation::Punct;
            words += 1;
            tags += usize::from(guessed[word] == tree.tags[word]);
            arcs += usize::from(right);
            named += usize::from(right && relations[word] == tree.relations[word]);
            marks += usize::from(mark);
            plain += usize::from(right && !mark);
        }
    }
    let percent = |part: usize, of: usize| 100.0 * part as f64 / of.max(1) as f64;
    println!(
        "{}: {words} words, tags {:.2}, UAS {:.2} ({:.2} without punctuation), LAS {:.2}",
        path.file_name().unwrap_or_default().to_string_lossy(),
        percent(tags, words),
        percent(arcs, words),
        percent(plain, words - marks),
        percent(named, words)
    );
    Ok(())
}
