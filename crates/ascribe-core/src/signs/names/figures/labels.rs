//! Single words in front of a colon that begin one paragraph after another: whatever they are elsewhere, they are what speakers are called.
//!
//! *Judge: Why?*, *Zhang: It turned.*, *Judge: I see.*

use std::collections::HashMap;

use crate::document::{Document, TokenIndex, TokenKind};
use crate::grammar::Grammar;
use crate::signs::names::runs::Run;

/// Shorter ones are letters: *Q*, *A*.
const SHORTEST: usize = 2;

/// Where such a word stands, in text order; only those that come again, and none where no name is among them: *Price: £5*, *Verdict:
/// avoid* on each of a list of goods.
pub(super) fn again_and_again(document: &Document, grammar: &Grammar) -> Vec<TokenIndex> {
    let mut places: HashMap<&str, Vec<TokenIndex>> = HashMap::new();
    for paragraph in document.paragraphs() {
        let label = paragraph.tokens.start;
        let word = || document.word(label);
        let begins = paragraph.tokens.len() > 2
            && document.word(label + 1) == ":"
            && document.tokens()[label].kind == TokenKind::Word
            && word().starts_with(char::is_uppercase)
            && word().chars().nth(SHORTEST - 1).is_some();
        if begins {
            places.entry(word()).or_default().push(label);
        }
    }
    let mut labels: Vec<TokenIndex> = places
        .into_values()
        .filter(|all| all.len() > 1)
        .flatten()
        .collect();
    if !labels.iter().any(|&label| grammar.tag(label).is_name()) {
        return Vec::new();
    }
    labels.sort_unstable();
    labels
}

/// The word as a name.
pub(super) fn run(label: TokenIndex) -> Run {
    let tokens = label..label + 1;
    Run {
        name: tokens.clone(),
        core: tokens.clone(),
        tokens,
        office: false,
    }
}
