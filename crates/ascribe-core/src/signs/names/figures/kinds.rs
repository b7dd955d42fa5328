//! Whether a name is a person's, an organisation's, a place's: by its words, its roles and where it stands.

use std::ops::Range;

use super::Collector;
use crate::document::TokenIndex;
use crate::english::names::{Facts, Known};
use crate::english::words::key;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::signs::names::roles::{self, Role};
use crate::signs::names::runs::Run;
use crate::vocabulary::{EntityKind, SourceKind};

/// Words that name a part of a country.
const DIRECTIONS: [&str; 12] = [
    "Central", "East", "Eastern", "Great", "Middle", "New", "North", "Northern", "South", "Southern", "West",
    "Western",
];

/// Words that villages are told apart by.
const PARTS_OF_TOWNS: [&str; 7] = ["Great", "Little", "Lower", "Nether", "Old", "Over", "Upper"];

impl Collector<'_> {
    /// What a name stands for, and whether that is sure.
    pub(super) fn kind(&self, sentence: &Range<TokenIndex>, run: &Run, roles: &[Role]) -> (EntityKind, bool) {
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
        // *a Boxer Indemnity **Scholarship***; not *Mayor **Case***
        let is_thing = last.any(Facts::ORGANISATION.or(Facts::PLACE)) || long && last.any(Facts::THING);
        if run.office || titled && (given || !is_thing) {
            return (EntityKind::Person, true);
        }
        match known {
            Some(Known::Place) if !titled => return (EntityKind::Place, true),
            Some(Known::Nationality) => return (EntityKind::Nationality, true),
            Some(Known::House) => return (EntityKind::Office, true),
            Some(Known::Organisation) => return (EntityKind::Organisation, true),
            _ => {}
        }
        if long && last.any(Facts::DOCUMENT) && !last.any(Facts::ORGANISATION) {
            return (EntityKind::Document, true);
        }
        let broadcaster = first.any(Facts::MEDIA) && long && !given;
        if last.any(Facts::ORGANISATION) || last.any(Facts::MEDIA) && !given || broadcaster {
            return (EntityKind::Organisation, true);
        }
        if long
            && !given
            && (self.is_national(core.start, last_token)
                || self.english.names.is_people(self.document.word(last_token)))
        {
            return (EntityKind::Organisation, true);
        }
        if first.any(Facts::ORGANISATION) && long && self.is_place(core.start + 1..core.end) {
            return (EntityKind::Organisation, true);
        }
        // *our correspondent Tomos Lake*; not *the Boxer Indemnity Scholarship*
        let is_described = |role: &Role| {
            let word = self.document.word(role.token);
            let facts = self.english.names.facts(word);
            word.starts_with(char::is_lowercase)
                && role.token + 1 == run.tokens.start
                && !role.plural
                && facts.any(Facts::PERSON.or(Facts::OFFICE))
        };
        if core.len() == 2
            && roles.iter().any(is_described)
            && !DIRECTIONS.contains(&self.document.word(core.start))
        {
            return (EntityKind::Person, true);
        }
        if long && last.any(Facts::PLACE) && !given
            || long
                && matches!(
                    self.document.word(core.start),
                    "Lake" | "Mount" | "River" | "Cape" | "Fort" | "Port" | "St" | "St." | "Saint"
                )
        {
            return (EntityKind::Place, true);
        }
        if given {
            return (EntityKind::Person, true);
        }
        // *the Nobel Prize*, *Storm Ida*
        if long && (last.any(Facts::THING) || first.any(Facts::THING)) {
            return (EntityKind::Other, true);
        }
        for role in roles {
            let word = self.document.word(role.token);
            let facts = self.english.names.facts(word);
            // *The contractor, Pumpline*: people are brought in by whole names.
            if self.is_maker(role) && !long && role.token + 1 < core.start {
                return (EntityKind::Organisation, true);
            }
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
        // *Lower Stoke*, *Great Harwood*
        if core.len() == 2 && PARTS_OF_TOWNS.contains(&self.document.word(core.start)) {
            return (EntityKind::Place, false);
        }
        match self.kind_by_place(sentence, run) {
            // *Medisoft, **which** supplies the software, said*, *TransNorth said*, *Northern Coastways said*
            (EntityKind::Person, false) if self.is_followed_by_which(sentence, run) => {
                (EntityKind::Organisation, true)
            }
            (EntityKind::Person | EntityKind::Other, false) if self.is_spelt_like_a_firm(core) => {
                (EntityKind::Organisation, false)
            }
            kind => kind,
        }
    }

    /// *Medisoft, **which** supplies the software*: no person is told of so.
    pub(super) fn is_followed_by_which(&self, sentence: &Range<TokenIndex>, run: &Run) -> bool {
        let comma = run.tokens.end;
        comma + 1 < sentence.end
            && self.document.word(comma) == ","
            && self.document.word(comma + 1) == "which"
    }

    /// A capital inside a word, `TransNorth`; not `McAvoy`. Or a part of a country in front: *Northern Coastways*.
    fn is_spelt_like_a_firm(&self, core: &Range<TokenIndex>) -> bool {
        const OF_PEOPLE: [&str; 12] = [
            "da", "de", "della", "di", "du", "fitz", "la", "le", "mac", "mc", "van", "von",
        ];
        let has_inner_capital = |word: &str| {
            word.char_indices().skip(1).any(|(at, letter)| {
                let before = &word[..at];
                letter.is_uppercase()
                    && before.ends_with(char::is_lowercase)
                    && !OF_PEOPLE.iter().any(|start| before.eq_ignore_ascii_case(start))
            })
        };
        let first = self.document.word(core.start);
        self.words(core).any(has_inner_capital)
            || core.len() == 2 && first.ends_with("ern") && DIRECTIONS.contains(&first)
    }

    /// *Water UK*, *Sport England*: a body of a whole country; not *East England*.
    fn is_national(&self, first: TokenIndex, last: TokenIndex) -> bool {
        const COUNTRIES: [&str; 7] = ["Britain", "England", "Ireland", "Scotland", "UK", "USA", "Wales"];
        first < last
            && COUNTRIES.contains(&self.document.word(last))
            && !DIRECTIONS.contains(&self.document.word(first))
    }

    /// *Transport **Malta***, *Electricity **North West***
    fn is_place(&self, tokens: Range<TokenIndex>) -> bool {
        let known = self.english.names.known(self.words(&tokens)) == Some(Known::Place);
        known || self.words(&tokens).all(|word| DIRECTIONS.contains(&word))
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
        // *Leah Roe, **from Stockport**, whose son …*: *whose* goes back to who comes from there.
        let is_aside = matches!(word_before, "from" | "of" | "in" | "near")
            && before
                .is_some_and(|before| before > sentence.start && self.grammar.tag(before - 1) == Tag::Comma);
        // *the village of **Ambrey***
        let is_called = word_before == "of"
            && before.is_some_and(|of| of > sentence.start && self.facts(of - 1).any(Facts::PLACE));
        if is_aside || is_called {
            return (EntityKind::Place, false);
        }
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
                // A list of ten thousand names hangs on its first one: only what stands in front of that is looked at.
                self.grammar
                    .children(first)
                    .take_while(|&child| child < first)
                    .filter(|&child| self.grammar.relation(child) == Relation::Case)
                    .any(|case| self.document.word(case).eq_ignore_ascii_case("in"))
            })
    }
}
