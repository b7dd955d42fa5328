//! How well sentences and tokens agree with the gold of GUM news.

use std::collections::HashSet;
use std::hash::Hash;

use ascribe_core::document::Document;
use ascribe_core::english::English;
use ascribe_core::read;
use ascribe_tests::treebank::{self, GoldText};

/// How many the gold has, how many we read, how many of these are right.
#[derive(Debug, Default, PartialEq, Eq)]
struct Counts {
    gold: usize,
    read: usize,
    right: usize,
}

impl Counts {
    fn add<T: Eq + Hash>(&mut self, gold: &HashSet<T>, read: &HashSet<T>) {
        self.gold += gold.len();
        self.read += read.len();
        self.right += gold.intersection(read).count();
    }

    /// F1 in thousandths.
    fn thousandths(&self) -> usize {
        2000 * self.right / (self.gold + self.read)
    }
}

/// Counts sentences whose beginning and end are right, in the paragraphs that `keep` names by their text.
fn sentences(file: &str, keep: impl Fn(&str) -> bool) -> Counts {
    let mut counts = Counts::default();
    for gold in treebank::read(file) {
        let document = read::document(English::built_in(), &gold.text);
        let mut start = 0;
        for paragraph in gold.text.split("\n\n") {
            let range = start..start + paragraph.len();
            start = range.end + 2;
            if keep(paragraph) {
                let inside = |(first, _): &(usize, usize)| range.contains(first);
                let gold = gold
                    .sentences
                    .iter()
                    .map(|sentence| (sentence.start, sentence.end));
                let read = document
                    .sentences()
                    .iter()
                    .map(|sentence| (sentence.span.start(), sentence.span.end()));
                counts.add(&gold.filter(inside).collect(), &read.filter(inside).collect());
            }
        }
    }
    counts
}

/// The list of categories at the foot of a page: eight links in one line without a mark between them, each a sentence of the gold.
fn is_running_text(paragraph: &str) -> bool {
    !paragraph.starts_with("Categories:")
}

#[test]
fn sentences_of_gum_news_dev() {
    let counts = sentences("gum-news/dev.conllu", |_| true);
    assert_eq!(
        counts,
        Counts {
            gold: 64,
            read: 64,
            right: 64
        }
    );
}

#[test]
fn sentences_of_gum_news_test() {
    let counts = sentences("gum-news/test.conllu", is_running_text);
    assert_eq!(
        counts,
        Counts {
            gold: 77,
            read: 77,
            right: 77
        }
    );
    let all = sentences("gum-news/test.conllu", |_| true);
    assert_eq!(
        all,
        Counts {
            gold: 85,
            read: 78,
            right: 77
        }
    );
    assert_eq!(all.thousandths(), 944);
}

/// The gold parts hyphenated words and keeps contractions whole here; both are joined before the comparison.
fn joined(gold: &GoldText) -> HashSet<(usize, usize)> {
    let mut joined: Vec<(usize, usize)> = Vec::new();
    let letter = |at: Option<char>| at.is_some_and(char::is_alphanumeric);
    for token in &gold.tokens {
        let before = &gold.text[..token.start];
        let hyphen = gold.text[token.clone()] == *"-"
            && letter(before.chars().next_back())
            && letter(gold.text[token.end..].chars().next());
        let behind = before.ends_with('-')
            && letter(before[..before.len() - 1].chars().next_back())
            && letter(gold.text[token.start..].chars().next());
        match joined.last_mut() {
            Some(last) if hyphen || behind => last.1 = token.end,
            _ => joined.push((token.start, token.end)),
        }
    }
    joined.into_iter().collect()
}

/// Our tokens, with the parts of a contraction joined where the gold keeps it whole.
fn whole(document: &Document, gold: &HashSet<(usize, usize)>) -> HashSet<(usize, usize)> {
    let starts: HashSet<usize> = gold.iter().map(|token| token.0).collect();
    let mut whole: Vec<(usize, usize)> = Vec::new();
    for token in document.tokens() {
        let (start, end) = (token.span.start(), token.span.end());
        match whole.last_mut() {
            Some(last) if last.1 == start && !starts.contains(&start) && gold.contains(&(last.0, end)) => {
                last.1 = end;
            }
            _ => whole.push((start, end)),
        }
    }
    whole.into_iter().collect()
}

fn tokens(file: &str) -> Counts {
    let mut counts = Counts::default();
    for text in treebank::read(file) {
        let document = read::document(English::built_in(), &text.text);
        let gold = joined(&text);
        counts.add(&gold, &whole(&document, &gold));
    }
    counts
}

#[test]
fn tokens_of_gum_news() {
    let dev = tokens("gum-news/dev.conllu");
    assert_eq!(
        dev,
        Counts {
            gold: 1680,
            read: 1680,
            right: 1680
        }
    );
    let test = tokens("gum-news/test.conllu");
    assert_eq!(
        test,
        Counts {
            gold: 1830,
            read: 1830,
            right: 1830
        }
    );
}
