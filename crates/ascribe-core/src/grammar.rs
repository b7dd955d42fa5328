//! Part of speech and dependency of each token.

pub mod relation;
pub mod tag;

use std::ops::Range;

use crate::document::TokenIndex;
use relation::Relation;
use tag::Tag;

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
}

impl Grammar {
    /// Builds the tables of children from tags, heads and relations.
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
        Self {
            tags,
            heads,
            relations,
            first_child,
            children,
        }
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
        let (mut first, mut last) = (token, token);
        while let Some(child) = self.children(first).next().filter(|&child| child < first) {
            first = child;
        }
        while let Some(child) = self.children(last).next_back().filter(|&child| child > last) {
            last = child;
        }
        first..last + 1
    }
}
