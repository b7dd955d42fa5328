//! What the words of a claim stand for, whichever word is used: *quit* and *step down* name one deed, *jail* and *prison* one thing.

use super::matching;
use super::words::{Text, Word};
use crate::document::TokenIndex;
use crate::english::model::mix;
use crate::english::paraphrases::Concept;
use crate::english::words::key;
use crate::grammar::relation::Relation;

/// The words of a claim that other words could stand for.
pub(super) struct Concepts<'a> {
    text: &'a Text<'a>,
    /// Sorted by token.
    found: Vec<Found>,
}

struct Found {
    token: TokenIndex,
    concept: Concept,
    /// Another word of its phrase stands for it, *tie* in *tie **the knot***.
    silent: bool,
}

/// No phrase of the list has more words.
const LONGEST: usize = 6;

/// A word has so many letters at least, a prefix fewer.
const SHORTEST: usize = 4;

impl<'a> Concepts<'a> {
    pub(super) fn of<'w>(text: &'a Text<'a>, words: impl Iterator<Item = &'w Word>) -> Self {
        let words: Vec<&Word> = words.collect();
        let tokens: Vec<TokenIndex> = words.iter().map(|word| word.token).collect();
        let lemmas: Vec<u64> = tokens.iter().map(|&token| lemma(text, token)).collect();
        let paraphrases = &text.english.paraphrases;
        let mut found = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            // A phrase runs over no dash or comma: *a rapid **test** – **positive** result*.
            let end = tokens.len().min(at + LONGEST);
            let together = (at..end).take_while(|&to| tokens[to] - tokens[at] == to - at);
            let ahead = &lemmas[at..at + together.count()];
            let verb = || paraphrases.verbs.longest(ahead);
            let noun = || paraphrases.nouns.longest(ahead);
            let country = || country(text, &words[at..at + ahead.len()]);
            // The reading takes a verb of a headline for a noun now and then.
            let named = if text.revision.grammar.tag(tokens[at]).is_verb() {
                verb().or_else(noun)
            } else {
                noun().or_else(verb).or_else(country)
            };
            let named = match named {
                Some((length, _)) if amounts(text, &words[at..], length) => {
                    paraphrases.verbs.longest(&lemmas[at..=at])
                }
                named => named,
            };
            let length = named.map_or(1, |it| it.0);
            if let Some((_, concept)) = named {
                let phrase = &words[at..at + length];
                // *a **prime minister*** is more than one word, *tie the knot* is one deed.
                let bearer = phrase.iter().position(|word| !word.function).unwrap_or(0);
                let is_deed = matches!(concept, Concept::Deed(_));
                found.extend(phrase.iter().enumerate().map(|(number, word)| {
                    // *reach a **deal***, *the **deal** was reached*
                    let lemma = std::slice::from_ref(&lemmas[at + number]);
                    let own = paraphrases.nouns.longest(lemma).filter(|_| number != bearer);
                    Found {
                        token: word.token,
                        concept: own.map_or(concept, |it| it.1),
                        silent: is_deed && number != bearer && own.is_none(),
                    }
                }));
            }
            at += length;
        }
        Self { text, found }
    }

    fn at(&self, token: TokenIndex) -> Option<&Found> {
        let at = self.found.binary_search_by_key(&token, |it| it.token);
        at.ok().map(|at| &self.found[at])
    }

    /// The key of what a word names: the deed or thing of its phrase, else its lemma.
    pub(super) fn named(&self, token: TokenIndex) -> u64 {
        match self.at(token).map(|it| it.concept) {
            Some(Concept::Deed(deed)) => mix(u64::from(deed), 0),
            Some(Concept::Thing(thing)) => mix(u64::from(thing), 1),
            Some(Concept::Country(country)) => mix(u64::from(country), 2),
            None => lemma(self.text, token),
        }
    }

    /// The same, but a thing goes by its lemma.
    pub(super) fn deed_named(&self, token: TokenIndex) -> u64 {
        match self.at(token).map(|it| it.concept) {
            Some(Concept::Thing(_) | Concept::Country(_)) => lemma(self.text, token),
            _ => self.named(token),
        }
    }

    /// Whether the word is known to name what is done.
    pub(super) fn is_deed(&self, token: TokenIndex) -> bool {
        self.at(token)
            .is_some_and(|it| matches!(it.concept, Concept::Deed(_)))
    }

    /// Whether the word says nothing beside another one of its phrase.
    pub(super) fn is_silent(&self, token: TokenIndex) -> bool {
        self.at(token).is_some_and(|it| it.silent)
    }

    /// The noun that names what is done, where the verb says no more than that it was: *carries out an **execution***.
    pub(super) fn done(&self, verb: TokenIndex) -> TokenIndex {
        let is_light = self
            .text
            .english
            .paraphrases
            .light
            .contains(&self.text.lemma(verb));
        let object = is_light
            .then(|| self.text.revision.grammar.child(verb, Relation::Obj))
            .flatten();
        object.filter(|&noun| self.is_deed(noun)).unwrap_or(verb)
    }
}

/// The country that words name, by itself, its people or its capital: *the **Mexican** border*, *a border of **Mexico***.
fn country(text: &Text<'_>, words: &[&Word]) -> Option<(usize, Concept)> {
    // *us*, *polish*
    let capital = text.word(words.first()?).starts_with(char::is_uppercase);
    let keys: Vec<u64> = words.iter().map(|word| word.key).collect();
    let found = text
        .english
        .namesakes
        .government
        .longest(&keys)
        .filter(|_| capital);
    found.map(|(length, country)| (length, Concept::Country(country)))
}

/// Whether a phrase ends in *to* and an amount follows, so that its verb stands alone: *prices **fell** to 3%*, not *the town **fell to** rebels*.
fn amounts(text: &Text<'_>, words: &[&Word], length: usize) -> bool {
    let ends = length > 1 && words.get(length - 1).is_some_and(|word| text.word(word) == "to");
    let sign = |word: &&Word| {
        let written = text.word(word);
        matching::is_number(text, word)
            || matches!(
                written,
                "$" | "£" | "€" | "¥" | "a" | "an" | "its" | "their" | "below"
            )
    };
    ends && words.get(length).is_some_and(sign)
}

/// The key of a token's lemma; *re-opened* is *reopened*.
fn lemma(text: &Text<'_>, token: TokenIndex) -> u64 {
    let lemma = text.lemma(token);
    match lemma.split_once('-') {
        Some((prefix, rest)) if prefix.len() < SHORTEST => key(&format!("{prefix}{rest}")),
        _ => key(&lemma),
    }
}
