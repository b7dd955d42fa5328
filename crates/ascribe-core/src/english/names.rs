//! What single words tell of a name: titles, given names, words of which organisations and places are called.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::model::mix;
use super::words::{Words, key};

/// What a word tells of the name that it stands in, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts(u32);

impl Facts {
    /// A form of address, which stays with a name: *Mr*, *Dame*.
    pub const ADDRESS: Facts = Facts(1);
    /// An office, rank or trade that stands before names: *President*.
    pub const OFFICE: Facts = Facts(1 << 1);
    /// Said of men only.
    pub const MALE: Facts = Facts(1 << 2);
    /// Said of women only.
    pub const FEMALE: Facts = Facts(1 << 3);
    /// The office is over: *former*.
    pub const PAST: Facts = Facts(1 << 4);
    /// A common noun for one person: *treasurer*.
    pub const PERSON: Facts = Facts(1 << 5);
    /// In names of organisations: *Ministry*.
    pub const ORGANISATION: Facts = Facts(1 << 6);
    /// In names of newspapers, broadcasters, agencies: *Gazette*.
    pub const MEDIA: Facts = Facts(1 << 7);
    /// In names of documents: *Report*.
    pub const DOCUMENT: Facts = Facts(1 << 8);
    /// In names of places: *Street*.
    pub const PLACE: Facts = Facts(1 << 9);
    /// A given name.
    pub const GIVEN: Facts = Facts(1 << 10);
    /// A given name that men have.
    pub const GIVEN_MALE: Facts = Facts(1 << 11);
    /// A given name that women have.
    pub const GIVEN_FEMALE: Facts = Facts(1 << 12);
    /// A day or month.
    pub const CALENDAR: Facts = Facts(1 << 13);
    /// In names of events, prizes, plans: *Festival*.
    pub const THING: Facts = Facts(1 << 14);

    /// Whether one of `other` holds.
    pub const fn any(self, other: Facts) -> bool {
        self.0 & other.0 != 0
    }

    /// The facts of either.
    #[must_use]
    pub const fn or(self, other: Facts) -> Facts {
        Facts(self.0 | other.0)
    }
}

/// What a whole name stands for, where the lexicon knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// A country, region or town.
    Place,
    /// What its people are called.
    Nationality,
    /// A house that stands for the office in it: *Downing Street*.
    House,
    /// A well-known organisation: *Ofwat*.
    Organisation,
}

/// The lexicons of names.
#[derive(Debug)]
pub struct NameWords {
    facts: Words<Facts>,
    known: Words<Known>,
    written_out: Words<u64>,
    /// Keys of what a broader word can stand for.
    broader: BTreeMap<u64, Vec<u64>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    address: Gendered,
    office: Gendered,
    written_out: BTreeMap<String, String>,
    past: List,
    broader: BTreeMap<String, Vec<String>>,
    person: Gendered,
    organisation: List,
    media: List,
    house: List,
    document: List,
    calendar: List,
    place: List,
    thing: List,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Gendered {
    male: Vec<String>,
    female: Vec<String>,
    any: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GivenFile {
    given: Given,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Given {
    male: Vec<String>,
    female: Vec<String>,
    either: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlaceFile {
    place: NameList,
    nationality: List,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NameList {
    names: Vec<String>,
}

/// Names by the sort of organisation, which makes no difference here.
#[derive(Deserialize)]
struct OrganisationFile(BTreeMap<String, NameList>);

impl NameWords {
    /// Parses the lists that are built in.
    ///
    /// # Panics
    /// If one is not well formed, which a test rules out.
    pub(super) fn built_in() -> Self {
        let file: File = lexicon!("names");
        let given: GivenFile = lexicon!("given_names");
        let places: PlaceFile = lexicon!("places");
        let organisations: OrganisationFile = lexicon!("organisations");
        let mut facts: BTreeMap<u64, Facts> = BTreeMap::new();
        let mut add = |words: &[String], of: Facts| {
            for word in words {
                let known = facts.entry(key(word)).or_default();
                *known = known.or(of);
            }
        };
        for (group, of) in [
            (&file.address, Facts::ADDRESS),
            (&file.office, Facts::OFFICE),
            (&file.person, Facts::PERSON),
        ] {
            add(&group.male, of.or(Facts::MALE));
            add(&group.female, of.or(Facts::FEMALE));
            add(&group.any, of);
        }
        add(&file.past.words, Facts::PAST);
        add(&file.organisation.words, Facts::ORGANISATION);
        add(&file.media.words, Facts::MEDIA);
        add(&file.document.words, Facts::DOCUMENT);
        add(&file.calendar.words, Facts::CALENDAR);
        add(&file.place.words, Facts::PLACE);
        add(&file.thing.words, Facts::THING);
        add(&given.given.male, Facts::GIVEN.or(Facts::GIVEN_MALE));
        add(&given.given.female, Facts::GIVEN.or(Facts::GIVEN_FEMALE));
        add(&given.given.either, Facts::GIVEN);
        let organisations = organisations
            .0
            .values()
            .map(|list| (&list.names, Known::Organisation));
        let phrases = [
            (&file.house.words, Known::House),
            (&places.place.names, Known::Place),
            (&places.nationality.words, Known::Nationality),
        ];
        let known = phrases
            .into_iter()
            .chain(organisations)
            .flat_map(|(list, known)| {
                list.iter()
                    .map(move |phrase| (phrase_key(phrase.split(' ')), known))
            });
        let keys = |words: &[String]| words.iter().map(|word| key(word)).collect();
        let broader = file
            .broader
            .iter()
            .map(|(broad, narrow)| (key(broad), keys(narrow)))
            .collect();
        Self {
            facts: Words::of_keys(facts),
            known: Words::of_keys(known),
            written_out: Words::of_keys(
                file.written_out
                    .iter()
                    .map(|(short, long)| (key(short), key(long))),
            ),
            broader,
        }
    }

    /// What `word`, in any case and with or without an abbreviation's full stop, tells of a name.
    pub fn facts(&self, word: &str) -> Facts {
        self.facts.get(bare(word)).unwrap_or_default()
    }

    /// What the word with this key, made without an abbreviation's full stop, tells of a name.
    pub fn facts_by_key(&self, key: u64) -> Facts {
        self.facts.by_key(key).unwrap_or_default()
    }

    /// What a whole name, word by word, stands for.
    pub fn known<'a>(&self, words: impl IntoIterator<Item = &'a str>) -> Option<Known> {
        self.known.by_key(phrase_key(words.into_iter().map(bare)))
    }

    /// Whether a word is of people who are many, as parties are called: *Democrats*.
    pub fn is_people(&self, word: &str) -> bool {
        word.strip_suffix('s')
            .is_some_and(|one| self.facts(one).any(Facts::PERSON))
    }

    /// The key of an office or other role, the same for its short and its long form: *Gov.* and *governor*.
    pub fn role(&self, word: &str) -> u64 {
        let key = key(bare(word));
        self.written_out.by_key(key).unwrap_or(key)
    }

    /// The roles that a broader word can stand for, without itself; keys as from [`NameWords::role`].
    pub fn narrower(&self, broad: u64) -> &[u64] {
        self.broader.get(&broad).map_or(&[], Vec::as_slice)
    }

    /// Whether somebody who has the role `narrow` can be called `broad`.
    pub fn covers(&self, broad: u64, narrow: u64) -> bool {
        broad == narrow || self.narrower(broad).contains(&narrow)
    }
}

/// The key of a phrase, word by word.
fn phrase_key<'a>(words: impl IntoIterator<Item = &'a str>) -> u64 {
    words
        .into_iter()
        .fold(0, |beginning, word| mix(beginning, key(word)))
}

/// Without the full stop of an abbreviation.
fn bare(word: &str) -> &str {
    word.strip_suffix('.').unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_tell_what_names_are() {
        let names = NameWords::built_in();
        assert!(names.facts("Mrs.").any(Facts::FEMALE) && names.facts("Mrs").any(Facts::ADDRESS));
        assert!(names.facts("Ministry").any(Facts::ORGANISATION));
        assert!(names.facts("Ingrid").any(Facts::GIVEN_FEMALE));
        assert!(
            !names
                .facts("Robin")
                .any(Facts::GIVEN_FEMALE.or(Facts::GIVEN_MALE))
        );
        assert!(names.facts("harbourmaster") == Facts::default());
        assert_eq!(names.known(["South", "Korea"]), Some(Known::Place));
        assert_eq!(names.known(["Afghans"]), Some(Known::Nationality));
        assert!(names.is_people("Democrats") && !names.is_people("Democrat") && !names.is_people("James"));
        assert_eq!(names.known(["Korea", "South"]), None);
        assert_eq!(names.known(["Goldman", "Sachs"]), Some(Known::Organisation));
    }

    #[test]
    fn roles_have_short_forms_and_broader_words() {
        let names = NameWords::built_in();
        assert_eq!(names.role("Gov."), names.role("governor"));
        assert!(names.covers(names.role("lawmaker"), names.role("Sen.")));
        assert!(!names.covers(names.role("senator"), names.role("lawmaker")));
    }
}
