//! Whom the names of an article name: mentions gathered into figures.
//!
//! Names of several words come first, wherever they stand, then short forms: a last name, a first name, initials. Look-ups
//! go by first word, last word and initials, and each keeps a bounded number of figures, so the work grows with the text.

mod aliases;
mod bearers;
mod kinds;
mod labels;

use std::collections::HashMap;
use std::ops::Range;

use super::roles::{self, Role};
use super::runs::{self, Run};
use super::{Figure, FigureIndex, Gender, Mention, Names};
use crate::document::{Document, TokenIndex};
use crate::english::English;
use crate::english::model::mix;
use crate::english::names::Facts;
use crate::english::words::key;
use crate::grammar::Grammar;
use crate::vocabulary::{EntityKind, Place};

/// How many figures with one last word, first word or initials are told apart.
const MOST: usize = 8;

type Index = HashMap<u64, Vec<FigureIndex>>;

/// Reads names sentence by sentence.
pub struct Collector<'a> {
    english: &'a English,
    document: &'a Document,
    grammar: &'a Grammar,
    figures: Vec<Figure>,
    by_last: Index,
    by_first: Index,
    by_initials: Index,
    /// Whom a whole second name names.
    by_second: HashMap<u64, FigureIndex>,
    /// The sentence that each figure was last named in, as far as short forms have been read.
    last_seen: Vec<usize>,
}

/// A run with what its surroundings say.
struct Found {
    run: Run,
    kind: EntityKind,
    sure: bool,
    gender: Option<Gender>,
    unlikely: Option<Gender>,
    roles: Vec<Role>,
    /// In a line where every word has a capital: such a line names nobody by itself.
    heading: bool,
    /// In brackets right behind this run: initials.
    behind: Option<usize>,
}

impl<'a> Collector<'a> {
    /// Nothing read yet.
    pub fn new(english: &'a English, document: &'a Document, grammar: &'a Grammar) -> Self {
        Self {
            english,
            document,
            grammar,
            figures: Vec::new(),
            by_last: Index::new(),
            by_first: Index::new(),
            by_initials: Index::new(),
            by_second: HashMap::new(),
            last_seen: Vec::new(),
        }
    }

    /// Reads the whole document.
    pub fn collect(mut self) -> Names {
        let mut found = self.runs();
        let mut given: Vec<Vec<FigureIndex>> = vec![Vec::new(); found.len()];
        for (number, name) in found.iter().enumerate() {
            if name.run.core.len() > 1 && !name.heading && !name.run.office {
                given[number] = match self.known_before(&found, &mut given, number) {
                    Some(figure) => vec![figure],
                    None => self.long(name),
                };
            }
        }
        for number in 0..found.len() {
            if self.is_called_like_a_place(&found[number]) {
                (found[number].kind, found[number].sure) = (EntityKind::Person, false);
            }
            let name = &found[number];
            if name.run.core.len() == 1 || name.heading {
                if name.run.office && !self.is_called_so(name) {
                    continue;
                }
                let behind = name
                    .behind
                    .map(|at| given[at].clone())
                    .filter(|figures| figures.len() == 1);
                let another = self.known_before(&found, &mut given, number);
                given[number] = match (behind, another) {
                    (Some(figures), _) => {
                        self.add_initials(self.core_key(&name.run.core), figures[0]);
                        figures
                    }
                    (None, Some(figure)) => vec![figure],
                    (None, None) => self.short(name),
                };
            }
            let sentence = self.document.sentence_of(name.run.core.start);
            for &figure in &given[number] {
                self.last_seen[figure] = sentence;
            }
        }
        let mentions = found
            .into_iter()
            .zip(given)
            .filter(|(_, figures)| !figures.is_empty())
            .map(|(name, figures)| Mention {
                run: name.run,
                figures,
            })
            .collect();
        Names {
            figures: self.figures,
            mentions,
        }
    }

    fn runs(&self) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        let labels = labels::again_and_again(self.document, self.grammar);
        for sentence in self.document.sentences() {
            let place = self.document.paragraphs()[sentence.paragraph].place;
            if matches!(place, Place::Byline | Place::Dateline) {
                continue;
            }
            let line = matches!(
                place,
                Place::Headline | Place::Standfirst | Place::Heading | Place::Caption
            );
            let heading = line && self.is_title_case(&sentence.tokens);
            let mut runs = runs::find(self.english, self.document, self.grammar, sentence.tokens.clone());
            let label = labels.binary_search(&sentence.tokens.start).is_ok()
                && matches!(place, Place::Lede | Place::Body);
            if label {
                runs.retain(|run| run.tokens.start > sentence.tokens.start);
                runs.insert(0, labels::run(sentence.tokens.start));
            }
            for (number, run) in runs.into_iter().enumerate() {
                let mut name = self.describe(&sentence.tokens, run);
                // *The Courier: Why?* A paper asks as well.
                let asks = name.kind == EntityKind::Organisation
                    && self
                        .facts(name.run.core.start)
                        .any(Facts::ORGANISATION.or(Facts::MEDIA));
                if label && number == 0 && !asks {
                    (name.kind, name.sure) = (EntityKind::Person, true);
                }
                name.heading = heading;
                name.behind = found.len().checked_sub(1).filter(|&before| {
                    let before = found[before].run.tokens.end;
                    name.run.tokens.start == before + 1
                        && self.document.word(before) == "("
                        && name.run.core.len() == 1
                        && self.is_initials(name.run.core.start)
                });
                if name.roles.iter().any(|role| role.plural) {
                    self.share(&mut found, &name);
                }
                found.push(name);
            }
        }
        found
    }

    /// *Hollin Carbon and Calder Devices, two companies*: what is said of several holds for each.
    fn share(&self, found: &mut [Found], last: &Found) {
        let mut next = last.run.tokens.start;
        for name in found.iter_mut().rev().take(MOST) {
            let apart = name.run.tokens.end..next;
            let listed = !apart.is_empty()
                && apart.len() <= 2
                && apart
                    .clone()
                    .all(|token| matches!(self.document.word(token), "," | "and" | "&"));
            if !listed {
                break;
            }
            next = name.run.tokens.start;
            name.roles
                .extend(last.roles.iter().filter(|role| role.plural).cloned());
            if !name.sure {
                (name.kind, name.sure) = (last.kind, last.sure);
            }
        }
    }

    /// A line most of whose words have a capital.
    fn is_title_case(&self, tokens: &Range<TokenIndex>) -> bool {
        let mut words = 0;
        let mut capitals = 0;
        for token in tokens.clone() {
            let word = self.document.word(token);
            if word.len() > 3 && word.starts_with(char::is_alphabetic) {
                words += 1;
                capitals += usize::from(word.starts_with(char::is_uppercase));
            }
        }
        words >= 4 && capitals * 5 >= words * 4
    }

    fn is_initials(&self, token: TokenIndex) -> bool {
        let word = self.document.word(token);
        word.chars().filter(|c| c.is_uppercase()).count() >= 2
            && word.chars().all(|c| c.is_uppercase() || c == '.' || c == '&')
    }

    fn facts(&self, token: TokenIndex) -> Facts {
        self.english.names.facts_by_key(self.document.bare_key(token))
    }

    fn words<'b>(&'b self, tokens: &Range<TokenIndex>) -> impl Iterator<Item = &'a str> + 'b {
        tokens.clone().map(|token| self.document.word(token))
    }

    fn describe(&self, sentence: &Range<TokenIndex>, run: Run) -> Found {
        let mut roles = Vec::new();
        roles::of(
            self.english,
            self.document,
            self.grammar,
            sentence,
            &run,
            &mut roles,
        );
        let (kind, sure) = self.kind(sentence, &run, &roles);
        // What stands around a single word does not outweigh what its long form says.
        let sure = sure
            && (run.core.len() > 1
                || run.tokens.start < run.core.start
                || kind != EntityKind::Organisation
                || self.is_followed_by_which(sentence, &run));
        let person = kind == EntityKind::Person;
        let title = run.tokens.start..run.core.start;
        let role_tokens = roles.iter().filter(|role| !role.plural).map(|role| role.token);
        let mut gender = None;
        if person {
            for token in title.chain(role_tokens) {
                let facts = self.facts(token);
                gender = gender.or(gender_of(facts, Facts::MALE, Facts::FEMALE));
            }
        }
        let first = self.facts(run.core.start);
        let unlikely = match gender_of(first, Facts::GIVEN_MALE, Facts::GIVEN_FEMALE) {
            _ if !person || run.core.len() < 2 => None,
            Some(Gender::Male) => Some(Gender::Female),
            Some(Gender::Female) => Some(Gender::Male),
            None => None,
        };
        Found {
            run,
            kind,
            sure,
            gender,
            unlikely,
            roles,
            heading: false,
            behind: None,
        }
    }

    fn key_at(&self, token: TokenIndex) -> u64 {
        key(self.document.word(token))
    }

    fn core_key(&self, core: &Range<TokenIndex>) -> u64 {
        if core.len() == 1 && self.is_initials(core.start) {
            return self
                .document
                .word(core.start)
                .chars()
                .filter(|c| c.is_uppercase())
                .fold(1, |letters, c| mix(letters, u64::from(u32::from(c))));
        }
        self.words(core).fold(0, |words, word| mix(words, key(word)))
    }

    /// The letters that a long name may be shortened to.
    fn initials(&self, core: &Range<TokenIndex>) -> u64 {
        self.words(core)
            .filter_map(|word| word.chars().next().filter(|c| c.is_uppercase()))
            .fold(1, |letters, c| mix(letters, u64::from(u32::from(c))))
    }

    fn add_initials(&mut self, initials: u64, figure: FigureIndex) {
        let list = self.by_initials.entry(initials).or_default();
        if list.len() < MOST && !list.contains(&figure) {
            list.push(figure);
        }
    }
}

/// The gender that facts show, if they show one only.
pub fn gender_of(facts: Facts, male: Facts, female: Facts) -> Option<Gender> {
    match (facts.any(male), facts.any(female)) {
        (true, false) => Some(Gender::Male),
        (false, true) => Some(Gender::Female),
        _ => None,
    }
}
