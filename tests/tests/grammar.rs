//! How well parts of speech and trees agree with the gold of GUM news.
//!
//! The gold's own sentences and tokens are given, hyphenated words in three pieces, which is not how the program cuts them;
//! fitted and chosen on other documents.

use std::fs;
use std::path::Path;

use ascribe_core::form::Form;
use ascribe_core::grammar::Tree;
use ascribe_core::revision;

/// How many words there are, and of how many the tag and the head are right.
#[derive(Debug, Default, PartialEq, Eq)]
struct Counts {
    words: usize,
    tags: usize,
    heads: usize,
    /// Words that are no punctuation mark, and of how many of these the head is right.
    plain: usize,
    plain_heads: usize,
}

/// One word of the gold.
struct Word {
    form: Form,
    tag: String,
    /// Its own number for the root.
    head: usize,
    is_mark: bool,
}

fn words(sentence: &str) -> Vec<Word> {
    let mut words = Vec::new();
    for line in sentence.lines().filter(|line| !line.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [id, word, _, _, tag, _, head, relation, ..] = columns[..] else {
            panic!("no CoNLL-U: {line}");
        };
        if id.parse::<usize>().is_ok() {
            let head: usize = head.parse().expect("number of a head");
            words.push(Word {
                form: Form::of(word),
                tag: tag.to_owned(),
                head: head.checked_sub(1).unwrap_or(words.len()),
                is_mark: relation == "punct",
            });
        }
    }
    words
}

fn count(part: &str) -> Counts {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/corpora/gum-news");
    let file = fs::read_to_string(path.join(part)).expect("the shipped treebank");
    let mut counts = Counts::default();
    for sentence in file.split("\n\n").filter(|sentence| !sentence.trim().is_empty()) {
        let words = words(sentence);
        let forms: Vec<Form> = words.iter().map(|word| word.form).collect();
        let Tree { tags, heads, .. } = revision::grammar_models().parse(&forms);
        for (at, word) in words.iter().enumerate() {
            let right = heads[at] as usize == word.head;
            counts.words += 1;
            counts.tags += usize::from(tags[at].name() == word.tag);
            counts.heads += usize::from(right);
            counts.plain += usize::from(!word.is_mark);
            counts.plain_heads += usize::from(right && !word.is_mark);
        }
    }
    counts
}

/// In thousandths.
fn share(part: usize, all: usize) -> usize {
    1000 * part / all
}

#[test]
fn gum_news_dev() {
    let counts = count("dev.conllu");
    assert_eq!((counts.words, counts.plain), (1720, 1522), "the gold itself");
    assert!(share(counts.tags, counts.words) >= 940, "{counts:?}");
    assert!(share(counts.heads, counts.words) >= 785, "{counts:?}");
    assert!(share(counts.plain_heads, counts.plain) >= 795, "{counts:?}");
}

#[test]
fn gum_news_test() {
    let counts = count("test.conllu");
    assert_eq!((counts.words, counts.plain), (1891, 1663), "the gold itself");
    assert!(share(counts.tags, counts.words) >= 940, "{counts:?}");
    assert!(share(counts.heads, counts.words) >= 755, "{counts:?}");
    assert!(share(counts.plain_heads, counts.plain) >= 765, "{counts:?}");
}
