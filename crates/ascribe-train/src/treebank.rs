//! Reads treebanks: `CoNLL-U`, and the ten-column `CoNLL` of automatic trees in Universal Dependencies 1.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use anyhow::{Context, Result};
use ascribe_core::grammar::forms::Form;
use ascribe_core::grammar::relation::Relation;
use ascribe_core::grammar::tag::Tag;

/// One sentence with its tree.
#[derive(Debug, Default)]
pub struct Tree {
    /// Name of the document that it is from.
    pub document: String,
    /// Spelling of each word.
    pub forms: Vec<Form>,
    /// Part of speech of each word.
    pub tags: Vec<Tag>,
    /// Head of each word; none for the root.
    pub heads: Vec<Option<usize>>,
    /// Relation of each word.
    pub relations: Vec<Relation>,
}

/// Reads a `.conllu`, `.conll` or either with `.gz`.
pub fn read(path: &Path) -> Result<Vec<Tree>> {
    let file = File::open(path).with_context(|| path.display().to_string())?;
    let name = path.to_string_lossy();
    let stream: Box<dyn Read> = if name.ends_with(".gz") {
        Box::new(flate2::read::GzDecoder::new(file))
    } else {
        Box::new(file)
    };
    let old = name.contains(".conll.") || name.ends_with(".conll");
    let (mut trees, mut tree, mut document) = (Vec::new(), Rows::default(), String::new());
    for line in BufReader::new(stream).lines() {
        let line = line?;
        if let Some(id) = line.strip_prefix("# newdoc id = ") {
            id.clone_into(&mut document);
        } else if line.is_empty() {
            trees.extend(std::mem::take(&mut tree).finish(old, &document));
        } else if !line.starts_with('#') {
            tree.push(&line, old);
        }
    }
    trees.extend(tree.finish(old, &document));
    Ok(trees)
}

#[derive(Default)]
struct Rows {
    words: Vec<String>,
    tags: Vec<String>,
    heads: Vec<usize>,
    relations: Vec<String>,
}

impl Rows {
    fn push(&mut self, line: &str, old: bool) {
        let columns: Vec<&str> = line.split('\t').collect();
        let (tag, head, relation) = if old { (3, 4, 5) } else { (4, 6, 7) };
        if columns.len() <= relation || columns[0].parse::<usize>().is_err() {
            return;
        }
        self.words.push(columns[1].to_owned());
        self.tags.push(columns[tag].to_owned());
        self.heads.push(columns[head].parse().unwrap_or(0));
        self.relations.push(columns[relation].to_owned());
    }

    fn finish(mut self, old: bool, document: &str) -> Option<Tree> {
        if self.words.is_empty() {
            return None;
        }
        if old {
            self.modernise();
        }
        let relation = |name: &String| {
            let base = name.split(':').next().unwrap_or(name);
            Relation::from_name(name)
                .or_else(|| Relation::from_name(base))
                .unwrap_or(Relation::Dep)
        };
        Some(Tree {
            document: document.to_owned(),
            forms: self.words.iter().map(|word| Form::of(word)).collect(),
            tags: self
                .tags
                .iter()
                .map(|tag| Tag::from_name(tag).unwrap_or(Tag::Xx))
                .collect(),
            heads: self.heads.iter().map(|&head| head.checked_sub(1)).collect(),
            relations: self.relations.iter().map(relation).collect(),
        })
    }

    /// Universal Dependencies 1 to 2.
    fn modernise(&mut self) {
        for word in 0..self.words.len() {
            let head = self.heads[word].checked_sub(1);
            let verbal = head.is_some_and(|head| self.tags[head].starts_with(['V', 'J', 'R']));
            let renamed = match self.relations[word].as_str() {
                "dobj" => "obj",
                "nsubjpass" => "nsubj:pass",
                "csubjpass" => "csubj",
                "auxpass" => "aux:pass",
                "mwe" => "fixed",
                "name" => "flat",
                "neg" if self.tags[word] == "DT" => "det",
                "neg" => "advmod",
                "nmod:agent" => "obl:agent",
                "nmod:tmod" | "nmod:npmod" if verbal => "obl:unmarked",
                "nmod:tmod" | "nmod:npmod" => "nmod:unmarked",
                "nmod:poss" => "nmod:poss",
                other if other.starts_with("nmod") && verbal => "obl",
                _ => continue,
            };
            renamed.clone_into(&mut self.relations[word]);
        }
        // The conjunction moves from the first to the next conjunct.
        for word in 0..self.words.len() {
            if self.relations[word] == "cc" && self.heads[word] > 0 {
                let head = self.heads[word];
                let next = (word + 1..self.words.len())
                    .find(|&later| self.relations[later] == "conj" && self.heads[later] == head);
                if let Some(next) = next {
                    self.heads[word] = next + 1;
                }
            }
        }
    }
}
