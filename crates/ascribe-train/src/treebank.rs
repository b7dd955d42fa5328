//! Reads treebanks in `CoNLL-U`, cut anew into the tokens that the program makes.
//!
//! Treebanks cut *well-known* into three words where our tokens keep it in one, so their trees are brought to our tokens:
//! words that one of our tokens covers become one node, which hangs where the word that led them out of the group hung.
//! Where our tokens cut finer than the treebank, its own words stay.

use std::cmp::Ordering;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::ops::Range;
use std::path::Path;

use anyhow::{Context, Result};
use ascribe_core::english::English;
use ascribe_core::form::Form;
use ascribe_core::grammar::relation::Relation;
use ascribe_core::grammar::tag::Tag;
use ascribe_core::read;

/// One sentence with its tree.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// Name of the document that it is from.
    pub document: String,
    /// The words themselves.
    pub words: Vec<String>,
    /// Spelling of each word.
    pub forms: Vec<Form>,
    /// Part of speech of each word.
    pub tags: Vec<Tag>,
    /// Head of each word; none for the root.
    pub heads: Vec<Option<usize>>,
    /// Relation of each word.
    pub relations: Vec<Relation>,
}

/// Reads a `.conllu` or `.conllu.gz`.
pub fn read(path: &Path) -> Result<Vec<Tree>> {
    let file = File::open(path).with_context(|| path.display().to_string())?;
    let stream: Box<dyn Read> = if path.extension().is_some_and(|extension| extension == "gz") {
        Box::new(flate2::read::GzDecoder::new(file))
    } else {
        Box::new(file)
    };
    let (mut trees, mut rows, mut document) = (Vec::new(), Rows::default(), String::new());
    for line in BufReader::new(stream).lines() {
        let line = line?;
        if let Some(id) = line.strip_prefix("# newdoc id = ") {
            id.clone_into(&mut document);
        } else if line.is_empty() {
            trees.extend(std::mem::take(&mut rows).finish(&document));
        } else if !line.starts_with('#') {
            rows.push(&line);
        }
    }
    trees.extend(rows.finish(&document));
    Ok(trees)
}

/// Writes trees as `CoNLL-U` with words, tags, heads and relations.
pub fn write(trees: &[Tree], mut out: impl Write) -> Result<()> {
    let mut document = "";
    for tree in trees {
        if tree.document != document {
            document = &tree.document;
            writeln!(out, "# newdoc id = {document}")?;
        }
        for (at, word) in tree.words.iter().enumerate() {
            let head = tree.heads[at].map_or(0, |head| head + 1);
            let (tag, relation) = (tree.tags[at].name(), tree.relations[at].name());
            writeln!(
                out,
                "{}\t{word}\t_\t_\t{tag}\t_\t{head}\t{relation}\t_\t_",
                at + 1
            )?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// The lines of one sentence.
#[derive(Default)]
struct Rows {
    words: Vec<String>,
    tags: Vec<String>,
    heads: Vec<Option<usize>>,
    relations: Vec<String>,
    /// Whether a space stands behind each word.
    spaced: Vec<bool>,
    /// The last word of the contraction that goes on, and whether a space stands behind it.
    contraction: (usize, bool),
}

impl Rows {
    fn push(&mut self, line: &str) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [id, word, _, _, tag, _, head, relation, _, misc] = columns[..] else {
            return;
        };
        let spaced = !misc.contains("SpaceAfter=No");
        if let Some(last) = id.split_once('-').and_then(|(_, last)| last.parse().ok()) {
            self.contraction = (last, spaced);
            return;
        }
        let Ok(number) = id.parse::<usize>() else { return };
        let (last, last_spaced) = self.contraction;
        self.spaced.push(match number.cmp(&last) {
            Ordering::Less => false,
            Ordering::Equal => last_spaced,
            Ordering::Greater => spaced,
        });
        self.words.push(word.to_owned());
        self.tags.push(tag.to_owned());
        self.heads
            .push(head.parse::<usize>().ok().and_then(|head| head.checked_sub(1)));
        self.relations.push(relation.to_owned());
    }

    fn finish(self, document: &str) -> Option<Tree> {
        if self.words.is_empty() {
            return None;
        }
        let groups = self.groups();
        let mut node = vec![0; self.words.len()];
        for (number, group) in groups.iter().enumerate() {
            node[group.clone()].fill(number);
        }
        let mut tree = Tree {
            document: document.to_owned(),
            ..Tree::default()
        };
        for group in groups {
            let leads_out = |&word: &usize| self.heads[word].is_none_or(|head| !group.contains(&head));
            let top = group.clone().find(leads_out).unwrap_or(group.start);
            let relation = named(&self.relations[top]);
            let word = self.words[group.clone()].concat();
            tree.tags.push(if group.len() == 1 {
                Tag::from_name(&self.tags[top]).unwrap_or(Tag::Xx)
            } else {
                self.joined_tag(&group, top, relation)
            });
            tree.heads.push(self.heads[top].map(|head| node[head]));
            tree.relations.push(relation);
            tree.forms.push(Form::of(&word));
            tree.words.push(word);
        }
        Some(tree)
    }

    /// The words that each of our tokens covers.
    fn groups(&self) -> Vec<Range<usize>> {
        let mut text = String::new();
        // Where each word ends, in bytes without spaces.
        let mut ends = Vec::with_capacity(self.words.len());
        let mut end = 0;
        for (word, &spaced) in self.words.iter().zip(&self.spaced) {
            text.push_str(word);
            end += word.bytes().filter(|byte| *byte != b' ').count();
            ends.push(end);
            if spaced {
                text.push(' ');
            }
        }
        let document = read::document(English::built_in(), &text);
        let mut groups = Vec::new();
        let (mut word, mut token_end) = (0, 0);
        for token in 0..document.tokens().len() {
            token_end += document.word(token).len();
            let first = word;
            while word < ends.len() && ends[word] <= token_end {
                word += 1;
            }
            let exact = word > first && ends[word - 1] == token_end;
            if exact && (first == 0 || ends[first - 1] == token_end - document.word(token).len()) {
                groups.push(first..word);
            } else {
                groups.extend((first..word).map(|word| word..word + 1));
            }
        }
        groups.extend((word..ends.len()).map(|word| word..word + 1));
        groups
    }

    /// The tag that the Penn Treebank gives a hyphenated word: an adjective before its noun, else as its last part.
    fn joined_tag(&self, group: &Range<usize>, top: usize, relation: Relation) -> Tag {
        let tag = |word: usize| Tag::from_name(&self.tags[word]).unwrap_or(Tag::Xx);
        let last = group
            .clone()
            .rev()
            .map(tag)
            .find(|&tag| !matches!(tag, Tag::Hyph | Tag::Sym | Tag::Pos))
            .unwrap_or(tag(top));
        let before = matches!(relation, Relation::Amod | Relation::Compound | Relation::Nmod);
        match last {
            Tag::Vbn | Tag::Vbd | Tag::Vbg | Tag::Jj if tag(top) != Tag::Nn => Tag::Jj,
            Tag::Nn | Tag::Nns if before && self.heads[top].is_some_and(|head| head >= group.end) => Tag::Jj,
            other => other,
        }
    }
}

/// The relation of that name, without the subtypes that we do not have.
fn named(name: &str) -> Relation {
    let base = name.split(':').next().unwrap_or(name);
    Relation::from_name(name)
        .or_else(|| Relation::from_name(base))
        .unwrap_or(Relation::Dep)
}
