//! Whom the names of an article name: mentions gathered into figures.
//!
//! Names of several words come first, wherever they stand, then short forms: a last name, a first name, initials. Look-ups
//! go by first word, last word and initials, and each keeps a bounded number of figures, so the work grows with the text.

use std::collections::HashMap;
use std::ops::Range;

use super::roles::{self, Role};
use super::runs::{self, Run};
use super::{Figure, FigureIndex, Gender, Mention, Names};
use crate::document::{Document, TokenIndex};
use crate::english::English;
use crate::english::model::mix;
use crate::english::names::{Facts, Known};
use crate::english::words::key;
use crate::grammar::Grammar;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::vocabulary::{EntityKind, Place, SourceKind};

/// How many figures with one last word, first word or initials are told apart.
const MOST: usize = 8;

/// How many sentences back a name counts as just given.
const NEAR: usize = 2;

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
            last_seen: Vec::new(),
        }
    }

    /// Reads the whole document.
    pub fn collect(mut self) -> Names {
        let found = self.runs();
        let mut given: Vec<Vec<FigureIndex>> = vec![Vec::new(); found.len()];
        for (number, name) in found.iter().enumerate() {
            if name.run.core.len() > 1 && !name.heading && !name.run.office {
                given[number] = self.long(name);
            }
        }
        for (number, name) in found.iter().enumerate() {
            if name.run.core.len() == 1 || name.heading {
                if name.run.office && !self.is_called_so(name) {
                    continue;
                }
                let behind = name
                    .behind
                    .map(|at| given[at].clone())
                    .filter(|figures| figures.len() == 1);
                given[number] = match behind {
                    Some(figures) => {
                        self.add_initials(self.core_key(&name.run.core), figures[0]);
                        figures
                    }
                    None => self.short(name),
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
            for run in runs::find(self.english, self.document, self.grammar, sentence.tokens.clone()) {
                let mut name = self.describe(&sentence.tokens, run);
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
        self.english.names.facts_by_key(self.document.form(token).bare)
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
            && (run.core.len() > 1 || run.tokens.start < run.core.start || kind != EntityKind::Organisation);
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

    /// What a name stands for, and whether that is sure.
    fn kind(&self, sentence: &Range<TokenIndex>, run: &Run, roles: &[Role]) -> (EntityKind, bool) {
        let core = &run.core;
        let first = self.facts(core.start);
        let last_token = core
            .clone()
            .take_while(|&token| !matches!(self.document.word(token), "of" | "for"))
            .last()
            .unwrap_or(core.start);
        let last = self.facts(last_token);
        let titled = run.tokens.start < core.start;
        let long = core.len() > 1;
        let known = self.english.names.known(self.words(core));
        let given = first.any(Facts::GIVEN) && long;
        if titled && !last.any(Facts::ORGANISATION.or(Facts::PLACE)) || titled && given {
            return (EntityKind::Person, true);
        }
        match known {
            Some(Known::Place) if !titled => return (EntityKind::Place, true),
            Some(Known::Nationality) => return (EntityKind::Nationality, true),
            Some(Known::House) => return (EntityKind::Office, true),
            _ => {}
        }
        if long && last.any(Facts::DOCUMENT) && !last.any(Facts::ORGANISATION) {
            return (EntityKind::Document, true);
        }
        let broadcaster = first.any(Facts::MEDIA) && long && !given;
        if last.any(Facts::ORGANISATION) || last.any(Facts::MEDIA) && !given || broadcaster {
            return (EntityKind::Organisation, true);
        }
        if long && last.any(Facts::PLACE) && !given
            || long
                && matches!(
                    self.document.word(core.start),
                    "Lake" | "Mount" | "River" | "Cape" | "Fort" | "Port"
                )
        {
            return (EntityKind::Place, true);
        }
        if given {
            return (EntityKind::Person, true);
        }
        for role in roles {
            let word = self.document.word(role.token);
            let facts = self.english.names.facts(word);
            if facts.any(Facts::PERSON.or(Facts::OFFICE)) {
                return (EntityKind::Person, true);
            }
            match self.english.sources.kind(word) {
                Some(SourceKind::Person | SourceKind::Group) => return (EntityKind::Person, true),
                Some(SourceKind::Organisation | SourceKind::Media | SourceKind::Office) => {
                    return (EntityKind::Organisation, true);
                }
                Some(SourceKind::Document) => return (EntityKind::Document, true),
                _ if facts.any(Facts::ORGANISATION) || self.is_maker(role) => {
                    return (EntityKind::Organisation, true);
                }
                _ if facts.any(Facts::PLACE) => return (EntityKind::Place, true),
                _ => {}
            }
        }
        if self.is_initials(core.start) && !long {
            return (EntityKind::Organisation, true);
        }
        if long && core.clone().any(|token| self.document.word(token) == "&") {
            return (EntityKind::Organisation, true);
        }
        self.kind_by_place(sentence, run)
    }

    /// *the carmaker Brevik*, *the retailer Halden*
    fn is_maker(&self, role: &Role) -> bool {
        self.english.names.covers(key("company"), role.head)
    }

    /// What the words around a name suggest.
    fn kind_by_place(&self, sentence: &Range<TokenIndex>, run: &Run) -> (EntityKind, bool) {
        let core = &run.core;
        let long = core.len() > 1;
        let before = run
            .tokens
            .start
            .checked_sub(1)
            .filter(|token| sentence.contains(token));
        let word_before = before.map_or("", |token| self.document.word(token));
        let head = roles::head_of(self.grammar, core);
        let subject = matches!(self.grammar.relation(head), Relation::Nsubj | Relation::NsubjPass);
        let followed_by_who = sentence.contains(&run.tokens.end)
            && (self.document.word(run.tokens.end) == "who"
                || self.document.word(run.tokens.end) == ","
                    && sentence.contains(&(run.tokens.end + 1))
                    && matches!(self.document.word(run.tokens.end + 1), "who" | "whose"));
        if followed_by_who {
            return (EntityKind::Person, true);
        }
        if matches!(
            word_before,
            "in" | "In" | "near" | "across" | "outside" | "throughout" | "towards" | "toward"
        ) {
            return (EntityKind::Place, false);
        }
        if word_before.eq_ignore_ascii_case("the") {
            return if long {
                (EntityKind::Organisation, false)
            } else {
                (EntityKind::Other, false)
            };
        }
        if self.is_listed_with_place(head) {
            return (EntityKind::Place, false);
        }
        if self.facts(core.start).any(Facts::GIVEN) {
            return (EntityKind::Person, false);
        }
        let regular = self
            .words(core)
            .all(|word| word.chars().filter(|c| c.is_uppercase()).count() <= 2)
            && self.grammar.tag(core.end - 1) != Tag::Nnps;
        if long && core.len() <= 3 && regular && !core.clone().any(|token| self.is_initials(token)) {
            return (EntityKind::Person, false);
        }
        let speaks = subject
            && self.grammar.head(head).is_some_and(|verb| {
                let lemma = self
                    .english
                    .lemmas
                    .lemma(self.document.word(verb), self.grammar.tag(verb));
                self.english.stances.verbs.contains(&lemma)
            });
        match (speaks && regular, word_before) {
            (true, _) => (EntityKind::Person, false),
            (false, "at" | "from" | "to") => (EntityKind::Place, false),
            _ => (EntityKind::Other, false),
        }
    }

    /// *in Ferguson and Charlotte*
    fn is_listed_with_place(&self, head: TokenIndex) -> bool {
        self.grammar.relation(head) == Relation::Conj
            && self.grammar.head(head).is_some_and(|first| {
                self.grammar
                    .child(first, Relation::Case)
                    .is_some_and(|case| self.document.word(case).eq_ignore_ascii_case("in"))
            })
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

    fn new_figure(&mut self, name: &Found) -> FigureIndex {
        let figure = self.figures.len();
        self.figures.push(Figure {
            kind: name.kind,
            sure: name.sure,
            name: name.run.name.clone(),
            core: name.run.core.clone(),
            gender: name.gender,
            unlikely: name.unlikely,
            roles: name.roles.clone(),
            first: name.run.tokens.start,
            short_since: None,
        });
        self.last_seen.push(usize::MAX);
        let core = &name.run.core;
        let (first, last) = (self.key_at(core.start), self.key_at(core.end - 1));
        let initials = self.initials(core);
        let long = core.len() > 1;
        let add = |index: &mut Index, key| {
            let bearers = index.entry(key).or_default();
            if bearers.len() < MOST {
                bearers.push(figure);
            }
        };
        add(&mut self.by_last, last);
        add(&mut self.by_first, first);
        if long && name.kind != EntityKind::Person {
            add(&mut self.by_initials, initials);
        }
        if !long && self.is_initials(name.run.core.start) {
            let own = self.core_key(&name.run.core);
            self.add_initials(own, figure);
        }
        figure
    }

    /// What one more mention tells of its figure.
    fn learn(&mut self, figure: FigureIndex, name: &Found) {
        let known = &mut self.figures[figure];
        if name.sure && !known.sure {
            known.kind = name.kind;
            known.sure = true;
        }
        known.gender = known.gender.or(name.gender);
        known.unlikely = known.unlikely.or(name.unlikely);
        known.first = known.first.min(name.run.tokens.start);
        if known.roles.len() < MOST {
            known.roles.extend(name.roles.iter().cloned());
        }
        let fuller = name.run.core.len().cmp(&known.core.len());
        let titled = name.run.name.len().cmp(&known.name.len());
        let given = |core: &Range<TokenIndex>| {
            self.english
                .names
                .facts(self.document.word(core.start))
                .any(Facts::GIVEN)
        };
        let fuller = if given(&known.core) && !given(&name.run.core) {
            std::cmp::Ordering::Less
        } else {
            fuller
        };
        if !name.heading && (fuller.is_gt() || fuller.is_eq() && titled.is_gt() && name.run.core.len() == 1) {
            known.name = name.run.name.clone();
            known.core = name.run.core.clone();
        }
    }

    fn agrees(&self, figure: FigureIndex, name: &Found) -> bool {
        let known = &self.figures[figure];
        let differs = |one: Option<Gender>, other: Option<Gender>| matches!((one, other), (Some(one), Some(other)) if one != other);
        let ruled_out =
            |gender: Option<Gender>, unlikely: Option<Gender>| gender.is_some() && gender == unlikely;
        let kinds = known.kind == name.kind || !known.sure || !name.sure;
        kinds
            && !differs(known.gender, name.gender)
            && !ruled_out(name.gender, known.unlikely)
            && !ruled_out(known.gender, name.unlikely)
    }

    /// Whether an office alone is somebody's last name here: *Dean* after *Howard Dean*.
    fn is_called_so(&self, name: &Found) -> bool {
        let start = name.run.tokens.start;
        let article = start > 0
            && matches!(
                self.grammar.tag(start - 1),
                Tag::Dt | Tag::PrpS | Tag::Pos | Tag::Jj | Tag::Nn | Tag::Nnp
            );
        let core = &name.run.core;
        core.len() == 1
            && !article
            && self.by_last.get(&self.key_at(core.start)).is_some_and(|list| {
                list.iter().any(|&figure| {
                    self.figures[figure].kind == EntityKind::Person && self.figures[figure].core.len() > 1
                })
            })
    }

    /// The figure of a name of several words.
    fn long(&mut self, name: &Found) -> Vec<FigureIndex> {
        let core = &name.run.core;
        let last = self.key_at(core.end - 1);
        let same = self.by_last.get(&last).and_then(|list| {
            list.iter().copied().find(|&figure| {
                self.figures[figure].core.len() > 1
                    && self.agrees(figure, name)
                    && self.is_same(&self.figures[figure].core, core)
            })
        });
        let figure = match same {
            Some(figure) => {
                self.learn(figure, name);
                figure
            }
            None => self.new_figure(name),
        };
        vec![figure]
    }

    /// *Donald Trump* and *Donald J. Trump*, *J. Roe* and *Jane Roe*; of organisations the one name at the other's end.
    fn is_same(&self, one: &Range<TokenIndex>, other: &Range<TokenIndex>) -> bool {
        let (short, long) = if one.len() <= other.len() {
            (one, other)
        } else {
            (other, one)
        };
        let mut rest = long.clone();
        let first = |token: TokenIndex| self.document.word(token);
        let initial_of = |initial: &str, word: &str| {
            initial.len() == 2 && initial.ends_with('.') && word.starts_with(&initial[..initial.len() - 1])
        };
        // *Crooked Hillary Clinton* is Hillary Clinton, as long as that is a whole name itself.
        let tail = long.end - short.len()..long.end;
        if short.len() > 1
            && self.facts(short.start).any(Facts::GIVEN)
            && self.words(&tail).eq(self.words(short))
        {
            return true;
        }
        let starts_alike = first(short.start) == first(long.start)
            || initial_of(first(short.start), first(long.start))
            || initial_of(first(long.start), first(short.start));
        starts_alike
            && short
                .clone()
                .skip(1)
                .all(|token| rest.any(|word| self.document.word(word) == self.document.word(token)))
    }

    /// Whom a single word, or a name in a heading, may stand for.
    fn short(&mut self, name: &Found) -> Vec<FigureIndex> {
        let core = name.run.core.clone();
        if core.len() > 1 {
            let list = self
                .by_last
                .get(&self.key_at(core.end - 1))
                .cloned()
                .unwrap_or_default();
            return list
                .into_iter()
                .find(|&figure| self.is_same(&self.figures[figure].core, &core))
                .into_iter()
                .collect();
        }
        if self.is_initials(core.start) {
            let known = self
                .by_initials
                .get(&self.core_key(&core))
                .cloned()
                .unwrap_or_default();
            match known[..] {
                [] => {}
                [one] => {
                    self.learn(one, name);
                    return vec![one];
                }
                _ => return known,
            }
        }
        let mut fits = self.bearers(name);
        if fits.len() > 1 {
            fits = self.established(fits, name);
        }
        if fits.is_empty() && !name.heading {
            fits = vec![self.new_figure(name)];
        }
        if let [one] = fits[..] {
            self.learn(one, name);
            let since = &mut self.figures[one].short_since;
            *since = Some(since.map_or(core.start, |since| since.min(core.start)));
        }
        fits
    }

    /// Those who have the word as their last name, or else as their first.
    fn bearers(&self, name: &Found) -> Vec<FigureIndex> {
        let core = &name.run.core;
        let word = self.key_at(core.start);
        let people = matches!(name.kind, EntityKind::Person | EntityKind::Other) || !name.sure;
        // *to Lockhart* may well be somebody; *in Lockhart* is a town.
        let place = name.kind == EntityKind::Place;
        let list = |index: &Index, first: bool| -> Vec<FigureIndex> {
            let Some(list) = index.get(&word) else {
                return Vec::new();
            };
            list.iter()
                .copied()
                .filter(|&figure| {
                    let known = &self.figures[figure];
                    let one_word = known.core.len() == 1;
                    let by_part = match known.kind {
                        EntityKind::Person => people && !(place && known.sure),
                        // The first word of an organisation stands for it, the last does not.
                        EntityKind::Organisation | EntityKind::Other => {
                            first && !place && !name.run.core.is_empty()
                        }
                        _ => false,
                    };
                    (one_word || by_part) && self.agrees(figure, name)
                })
                .collect()
        };
        let exact: Vec<FigureIndex> = list(&self.by_last, false);
        if !exact.is_empty() {
            return exact;
        }
        // *Dame Rosalind*, *Sir Keir*: with these titles, and no others, the first name is given alone.
        let by_first_name = [
            "Brother", "Dame", "Father", "King", "Prince", "Princess", "Queen", "Sir", "Sister",
        ];
        let title = name.run.tokens.start..core.start;
        if !title.is_empty()
            && !title
                .clone()
                .all(|token| by_first_name.contains(&self.document.word(token)))
        {
            return Vec::new();
        }
        list(&self.by_first, true)
    }

    /// Of several bearers of a name the one who is meant: by a title, or because the name alone has been given to one of them
    /// before or one of them has just been named; if those two differ, it stays open.
    fn established(&self, fits: Vec<FigureIndex>, name: &Found) -> Vec<FigureIndex> {
        let at = name.run.core.start;
        let sentence = self.document.sentence_of(at);
        let titles: Vec<u64> = name.roles.iter().map(|role| role.head).collect();
        let only = |test: &dyn Fn(FigureIndex) -> bool| {
            let mut passing = fits.iter().copied().filter(|&figure| test(figure));
            passing.next().filter(|_| passing.next().is_none())
        };
        let by_title = only(&|figure| {
            let roles = &self.figures[figure].roles;
            roles.iter().any(|role| titles.contains(&role.head))
        });
        if let Some(one) = by_title {
            return vec![one];
        }
        let before = only(&|figure| self.figures[figure].short_since.is_some_and(|since| since < at))
            .or_else(|| only(&|figure| self.figures[figure].first < at));
        let near = only(&|figure| {
            let seen = self.last_seen[figure];
            seen <= sentence && seen + NEAR >= sentence
        });
        match (before, near) {
            (Some(one), Some(other)) if one != other => fits,
            (Some(one), _) | (None, Some(one)) => vec![one],
            (None, None) => fits,
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
