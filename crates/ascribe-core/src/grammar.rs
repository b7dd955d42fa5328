//! Part of speech and dependency of each token.

pub mod relation;
pub use crate::tag;
pub mod tagger;
pub mod parser;
mod punctuation;
mod reader;

use std::borrow::Borrow;
use std::collections::HashMap;
use std::ops::Range;

use rayon::prelude::*;

use crate::document::{Document, Sentence, TokenIndex};
use crate::english::model::{BadModel, Table};
use crate::form::Form;
use relation::Relation;
use tag::Tag;

/// The trained weights of tagger and parser.
#[derive(Clone, Copy, Debug)]
pub struct Models {
    /// Chooses tags.
    pub tags: Table<{ tagger::WIDTH }>,
    /// Chooses the parser's steps.
    pub actions: Table<{ parser::ACTIONS }>,
    /// Names the relations.
    pub relations: Table<{ parser::RELATIONS }>,
}

impl Models {
    /// Reads the three model files.
    ///
    /// # Errors
    /// If one is damaged or was fitted with other features.
    pub fn read(
        tags: &'static [u8],
        actions: &'static [u8],
        relations: &'static [u8],
    ) -> Result<Self, BadModel> {
        Ok(Self {
            tags: Table::read(tags, tagger::FEATURES)?,
            actions: Table::read(actions, parser::FEATURES)?,
            relations: Table::read(relations, parser::FEATURES)?,
        })
    }

    /// Tags and parses one sentence.
    pub fn parse(&self, forms: &[Form]) -> Tree {
        reader::trees(self, &[forms]).remove(0)
    }
}

/// Tag, head and relation of each word of a sentence; heads are numbers in the sentence, and the root's is itself.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// Parts of speech.
    pub tags: Vec<Tag>,
    /// Heads.
    pub heads: Vec<u32>,
    /// How each word depends on its head.
    pub relations: Vec<Relation>,
}

impl Tree {
    /// The tree of words whose heads are known; [`parser::NONE`] is the head of a root and of every mark. Marks are hung by rule.
    ///
    /// # Panics
    /// If the three differ in length or a head is out of bounds.
    pub fn of_words(tags: Vec<Tag>, mut heads: Vec<u32>, mut relations: Vec<Relation>) -> Self {
        punctuation::attach(&tags, &mut heads);
        for (token, head) in heads.iter_mut().enumerate() {
            if parser::mark(tags[token]).is_some() {
                relations[token] = Relation::Punct;
            }
            if *head == parser::NONE {
                *head = token as u32;
                relations[token] = Relation::Root;
            }
        }
        let mut tree = Self {
            tags,
            heads,
            relations,
        };
        tree.name_copulas();
        tree
    }

    /// The last auxiliary of a predicate that is no verb is its copula, whatever the parser calls it: *three **were** missing*.
    fn name_copulas(&mut self) {
        let mut last: Option<(usize, u32)> = None;
        for token in 0..self.tags.len() {
            let head = self.heads[token];
            if !self.relations[token].is_helper() || head as usize <= token {
                continue;
            }
            let is_verb = self.tags[head as usize].is_verb();
            if is_verb || !self.tags[token].is_verb() || self.tags[token] == Tag::Md {
                continue;
            }
            if let Some((before, other)) = last
                && other == head
                && self.relations[before] == Relation::Cop
            {
                self.relations[before] = Relation::Aux;
            }
            self.relations[token] = Relation::Cop;
            last = Some((token, head));
        }
    }
}

/// Tags and parses every sentence of a document.
pub fn parse(models: &Models, document: &Document) -> Grammar {
    let sentences = document.sentences().iter();
    let forms: Vec<&[Form]> = sentences
        .map(|sentence| &document.forms()[sentence.tokens.clone()])
        .collect();
    Grammar::of(document, reader::trees(models, &forms).iter())
}

/// Tags and parses every sentence of several documents, on all processors; what stands in several is parsed once.
pub fn parse_all(models: &Models, documents: &[Document]) -> Vec<Grammar> {
    let mut distinct: Vec<&[Form]> = Vec::new();
    let mut numbers: HashMap<Vec<u64>, usize> = HashMap::new();
    let numbered: Vec<Vec<usize>> = documents
        .iter()
        .map(|document| {
            let sentences = document.sentences().iter();
            let number = |sentence: &Sentence| {
                let forms = &document.forms()[sentence.tokens.clone()];
                let words = forms.iter().map(|form| form.word).collect();
                *numbers.entry(words).or_insert_with(|| {
                    distinct.push(forms);
                    distinct.len() - 1
                })
            };
            sentences.map(number).collect()
        })
        .collect();
    let trees: Vec<Tree> = distinct
        .par_chunks(32)
        .flat_map_iter(|sentences| reader::trees(models, sentences))
        .collect();
    documents
        .iter()
        .zip(&numbered)
        .map(|(document, numbers)| Grammar::of(document, numbers.iter().map(|&number| &trees[number])))
        .collect()
}

/// *WHO said*, *IT staff*: a pronoun in capitals among words that are not is a name. Not: *WHO IS NEXT*.
fn name_initials(document: &Document, tags: &mut [Tag]) {
    let is_capital = |token: usize| {
        let word = document.tokens().get(token).map_or("", |_| document.word(token));
        word.len() > 1 && word.chars().all(char::is_uppercase)
    };
    for (token, tag) in tags.iter_mut().enumerate() {
        let is_pronoun = matches!(tag, Tag::Prp | Tag::Wp);
        let is_shouted = || is_capital(token + 1) || token > 0 && is_capital(token - 1);
        if is_pronoun && is_capital(token) && !is_shouted() {
            *tag = Tag::Nnp;
        }
    }
}

/// Tags and dependency trees of a document, one tree a sentence, in dense arrays.
#[derive(Clone, Debug, Default)]
pub struct Grammar {
    tags: Vec<Tag>,
    /// Head of each token; a root is its own head.
    heads: Vec<u32>,
    relations: Vec<Relation>,
    /// Where the children of token `i` start in `children`; one more entry than tokens.
    first_child: Vec<u32>,
    /// Children of all tokens, each token's in text order.
    children: Vec<u32>,
    /// The first and the last token of each token's subtree: a chain of ten thousand clauses is not walked down at each question.
    ends: Vec<[u32; 2]>,
}

impl Grammar {
    /// The grammar of a document with these trees, one a sentence.
    fn of(document: &Document, trees: impl Iterator<Item = impl Borrow<Tree>>) -> Self {
        let (mut tags, mut heads, mut relations) = (Vec::new(), Vec::new(), Vec::new());
        for tree in trees {
            let tree = tree.borrow();
            let offset = tags.len() as u32;
            tags.extend(&tree.tags);
            heads.extend(tree.heads.iter().map(|head| head + offset));
            relations.extend(&tree.relations);
        }
        name_initials(document, &mut tags);
        Self::new(tags, heads, relations)
    }

    /// The same with other trees for some sentences of `document`.
    #[must_use]
    pub fn with_trees(self, document: &Document, trees: &[Option<Tree>]) -> Self {
        let Self {
            mut tags,
            mut heads,
            mut relations,
            ..
        } = self;
        for (sentence, tree) in document.sentences().iter().zip(trees) {
            let Some(tree) = tree else { continue };
            let tokens = sentence.tokens.clone();
            let offset = tokens.start as u32;
            tags[tokens.clone()].copy_from_slice(&tree.tags);
            relations[tokens.clone()].copy_from_slice(&tree.relations);
            for (head, found) in heads[tokens].iter_mut().zip(&tree.heads) {
                *head = found + offset;
            }
        }
        name_initials(document, &mut tags);
        Self::new(tags, heads, relations)
    }

    /// Builds the tables of children and subtrees from tags, heads and relations.
    ///
    /// # Panics
    /// If the three differ in length or a head is out of bounds.
    pub fn new(tags: Vec<Tag>, heads: Vec<u32>, relations: Vec<Relation>) -> Self {
        assert!(
            tags.len() == heads.len() && tags.len() == relations.len(),
            "one tag, head and relation a token"
        );
        let mut first_child = vec![0u32; heads.len() + 1];
        for (token, &head) in heads.iter().enumerate() {
            if head as usize != token {
                first_child[head as usize + 1] += 1;
            }
        }
        for token in 0..heads.len() {
            first_child[token + 1] += first_child[token];
        }
        let mut next = first_child.clone();
        let mut children = vec![0; first_child[heads.len()] as usize];
        for (token, &head) in heads.iter().enumerate() {
            if head as usize != token {
                children[next[head as usize] as usize] = token as u32;
                next[head as usize] += 1;
            }
        }
        let mut grammar = Self {
            ends: (0..heads.len() as u32).map(|token| [token; 2]).collect(),
            tags,
            heads,
            relations,
            first_child,
            children,
        };
        for token in 0..grammar.heads.len() {
            let leftmost = grammar.children(token).next().filter(|&child| child < token);
            if let Some(child) = leftmost {
                grammar.ends[token][0] = grammar.ends[child][0];
            }
        }
        for token in (0..grammar.heads.len()).rev() {
            let rightmost = grammar.children(token).next_back().filter(|&child| child > token);
            if let Some(child) = rightmost {
                grammar.ends[token][1] = grammar.ends[child][1];
            }
        }
        grammar
    }

    /// Part of speech.
    pub fn tag(&self, token: TokenIndex) -> Tag {
        self.tags[token]
    }

    /// The token that `token` depends on; none for the root of a sentence.
    pub fn head(&self, token: TokenIndex) -> Option<TokenIndex> {
        let head = self.heads[token] as usize;
        (head != token).then_some(head)
    }

    /// How `token` depends on its head.
    pub fn relation(&self, token: TokenIndex) -> Relation {
        self.relations[token]
    }

    /// The tokens that depend on `token`, in text order.
    pub fn children(&self, token: TokenIndex) -> impl DoubleEndedIterator<Item = TokenIndex> + '_ {
        let range = self.first_child[token] as usize..self.first_child[token + 1] as usize;
        self.children[range].iter().map(|&child| child as usize)
    }

    /// The first child that depends on `token` by `relation`.
    pub fn child(&self, token: TokenIndex, relation: Relation) -> Option<TokenIndex> {
        self.children(token)
            .find(|&child| self.relation(child) == relation)
    }

    /// From the leftmost to one past the rightmost token of the subtree of `token`.
    ///
    /// Trees are projective, so every token in between belongs to the subtree.
    pub fn subtree(&self, token: TokenIndex) -> Range<TokenIndex> {
        let [first, last] = self.ends[token];
        first as usize..last as usize + 1
    }
}
