//! What the head noun of a source tells of its kind.

use serde::Deserialize;

use super::phrases::Phrases;
use super::words::key;
use crate::vocabulary::SourceKind;

/// The words of `data/lexicon/sources.toml`.
#[derive(Debug)]
pub struct Sources {
    kinds: std::collections::BTreeMap<u64, SourceKind>,
    hearsay: std::collections::BTreeSet<u64>,
    generic: std::collections::BTreeSet<u64>,
    members: std::collections::BTreeSet<u64>,
    things: std::collections::BTreeSet<u64>,
    /// Phrases that keep a name back: *not to be named*.
    pub anonymity: Phrases<()>,
}

#[derive(Deserialize)]
struct File {
    person: List,
    office: List,
    organisation: List,
    group: List,
    member: List,
    document: List,
    media: List,
    social_post: List,
    hearsay: List,
    generic: List,
    thing: List,
    anonymity: List,
}

#[derive(Deserialize)]
struct List {
    words: Vec<String>,
}

impl Sources {
    /// Parses the list that is built in.
    ///
    /// # Panics
    /// If that list is not well formed, which a test rules out.
    pub(super) fn built_in() -> Self {
        let file: File = lexicon!("sources");
        let groups = [
            (SourceKind::Person, file.person),
            (SourceKind::Office, file.office),
            (SourceKind::Organisation, file.organisation),
            (SourceKind::Group, file.group),
            (SourceKind::Document, file.document),
            (SourceKind::Media, file.media),
            (SourceKind::SocialPost, file.social_post),
        ];
        let words = |list: List| list.words.into_iter().map(|word| key(&word));
        let members: std::collections::BTreeSet<u64> = words(file.member).collect();
        let kinds = groups
            .into_iter()
            .flat_map(|(kind, list)| words(list).map(move |word| (word, kind)))
            .chain(members.iter().map(|&word| (word, SourceKind::Person)))
            .collect();
        Self {
            kinds,
            hearsay: words(file.hearsay).collect(),
            generic: words(file.generic).collect(),
            members,
            things: words(file.thing).collect(),
            anonymity: Phrases::new(file.anonymity.words.into_iter().map(|phrase| (phrase, ()))),
        }
    }

    /// Whether a noun says so little that it picks out nobody by itself: *the official*, *the witness*.
    pub fn is_generic(&self, word: &str) -> bool {
        self.generic.contains(&key(word))
    }

    /// Whether a noun is somebody of a class, and tells no more of him: *a witness*, *an official*.
    pub fn is_member(&self, word: &str) -> bool {
        self.members.contains(&key(word))
    }

    /// Whether the end of a noun that no lexicon has says that it is somebody who does something: *welder*, *violinist*; not *sensor*.
    pub fn is_agent(&self, lemma: &str) -> bool {
        const SHORTEST: usize = 5;
        let ends = ["er", "or", "ist", "ian", "man", "woman", "person"]
            .iter()
            .any(|end| lemma.ends_with(end));
        ends && lemma.len() >= SHORTEST && !self.things.contains(&key(lemma))
    }

    /// The kind of a source with this head noun.
    pub fn kind(&self, word: &str) -> Option<SourceKind> {
        self.kinds.get(&key(word)).copied()
    }

    /// Whether a source with this head noun is mere talk.
    pub fn is_hearsay(&self, word: &str) -> bool {
        self.hearsay.contains(&key(word))
    }
}
