//! Phrases that hedge, as a trie over words, and the words that their conditions look for.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::words::Words;
use crate::vocabulary::HedgeClass;

/// Declares the conditions with the name each has in the lexicon.
macro_rules! conditions {
    ($($(#[$doc:meta])* $condition:ident = $name:literal,)+) => {
        /// What must stand around a phrase for it to be a hedge.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Condition { $($(#[$doc])* $condition,)+ }

        impl Condition {
            fn from_name(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$condition),)+ _ => None }
            }
        }
    };
}

conditions! {
    /// Nothing.
    Always = "always",
    /// *it* and a passive: *it is believed*.
    Impersonal = "impersonal",
    /// A passive with an infinitive: *is said to have*.
    Raised = "raised",
    /// A passive: *is widely seen as*.
    Passive = "passive",
    /// A modal of possibility.
    Modal = "modal",
    /// No name.
    Likely = "likely",
    /// Neither ability nor *as soon as possible*.
    Possible = "possible",
    /// *appears to*, *appears calm*.
    Seeming = "seeming",
    /// *seems to*, *seems calm*.
    Seeing = "seeing",
    /// The verb group in front belongs to the cue.
    Group = "group",
    /// Negated: *is not known*.
    Unsettled = "unsettled",
    /// *looking into* something that can be investigated.
    Probing = "probing",
    /// A verb in the progressive.
    Progressive = "progressive",
    /// *if* of a condition.
    If = "if",
    /// No number or thing behind to compare with.
    Clause = "clause",
    /// A number behind.
    Number = "number",
    /// A number behind, which is no topic and no place.
    LooseNumber = "loose_number",
    /// A number in front.
    AfterNumber = "after_number",
    /// Before a noun or *of*, or instead of a noun.
    Quantifier = "quantifier",
    /// A charge in court.
    Charged = "charged",
    /// Attributive or passive: *the alleged burglar*.
    Alleged = "alleged",
    /// A negated verb group: *has not been confirmed*.
    Negated = "negated",
    /// An adverb of the whole sentence.
    Sentence = "sentence",
    /// Not *as a matter of course*.
    Course = "course",
}

/// Declares the groups of context words, one bit each, with the name each has in the lexicon.
macro_rules! contexts {
    ($($bit:literal $constant:ident = $name:literal,)+) => {
        impl Context {
            $(#[doc = concat!("The words of the list `", $name, "`.")] pub const $constant: Context = Context(1 << $bit);)+

            fn from_name(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$constant),)+ _ => None }
            }
        }
    };
}

/// The lists of context words that a word stands in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Context(u32);

contexts! {
    0 BE = "be",
    1 HAVE = "have",
    2 MODAL = "modal",
    3 NEGATIVE = "negative",
    4 ADVERB = "adverb",
    5 TOPIC = "topic",
    6 WHETHER = "whether",
    7 INVESTIGATED = "investigated",
    8 UNIT = "unit",
    9 COUNT = "count",
    10 MONTH = "month",
    11 PERCEPTION = "perception",
    12 REACHED = "reached",
    13 PERMITTED = "permitted",
    14 RULED = "ruled",
    15 DUTY = "duty",
    16 STRETCH = "stretch",
}

impl Context {
    /// The words of either list.
    #[must_use]
    pub const fn or(self, other: Context) -> Context {
        Context(self.0 | other.0)
    }

    /// Whether the word stands in one of the lists of `other`.
    pub const fn any(self, other: Context) -> bool {
        self.0 & other.0 != 0
    }
}

/// What the lexicon knows of one word.
#[derive(Clone, Copy, Debug, Default)]
pub struct Word {
    /// Its number in the phrases, from 1; 0 if it stands in none.
    number: u16,
    /// The lists that it stands in.
    pub context: Context,
}

/// What a phrase means, if its condition holds.
#[derive(Clone, Copy, Debug)]
pub struct Meaning {
    /// Its class.
    pub class: HedgeClass,
    /// What must stand around it.
    pub condition: Condition,
}

/// The words of a phrase read so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Prefix(u16);

/// All phrases and context words.
#[derive(Debug)]
pub struct Hedges {
    words: Words<Word>,
    /// Prefix and word, sorted, with the longer prefix.
    steps: Vec<((u16, u16), u16)>,
    /// The prefix of one word, by the word's number; 0 for words that begin no phrase.
    first: Vec<u16>,
    /// What each prefix means when it is a whole phrase.
    meanings: Vec<Vec<Meaning>>,
}

/// Class or `context`, then condition or name of the list, then phrases.
#[derive(Deserialize)]
#[serde(transparent)]
struct File(BTreeMap<String, BTreeMap<String, Vec<String>>>);

impl Hedges {
    /// Reads the lexicon that is built in.
    ///
    /// # Panics
    /// If the embedded file is malformed, which a test rules out.
    pub(super) fn built_in() -> Self {
        let File(tables) = lexicon!("hedges");
        let mut words: BTreeMap<&str, Word> = BTreeMap::new();
        let mut steps: BTreeMap<(u16, u16), u16> = BTreeMap::new();
        let mut meanings: Vec<Vec<Meaning>> = vec![Vec::new()];
        let mut count = 0;
        for (table, lists) in &tables {
            for (name, phrases) in lists {
                if table == "context" {
                    let context = Context::from_name(name).expect("a list of context words");
                    for word in phrases {
                        let known = words.entry(word).or_default();
                        known.context = known.context.or(context);
                    }
                    continue;
                }
                let meaning = Meaning {
                    class: HedgeClass::from_code(table).expect("a class of hedges"),
                    condition: Condition::from_name(name).expect("a condition of hedges"),
                };
                for phrase in phrases {
                    let mut prefix = 0;
                    for word in phrase.split(' ') {
                        let known = words.entry(word).or_default();
                        if known.number == 0 {
                            count += 1;
                            known.number = count;
                        }
                        prefix = *steps.entry((prefix, known.number)).or_insert_with(|| {
                            meanings.push(Vec::new());
                            (meanings.len() - 1) as u16
                        });
                    }
                    meanings[usize::from(prefix)].push(meaning);
                }
            }
        }
        let mut first = vec![0; usize::from(count) + 1];
        for (&(prefix, word), &next) in &steps {
            if prefix == 0 {
                first[usize::from(word)] = next;
            }
        }
        Self {
            words: Words::new(words),
            steps: steps.into_iter().collect(),
            first,
            meanings,
        }
    }

    /// What the lexicon knows of `word`, in any case.
    #[inline]
    pub fn word(&self, word: &str) -> Word {
        self.words.get(word).unwrap_or_default()
    }

    /// The prefix that consists of `word`.
    #[inline]
    pub fn first(&self, word: Word) -> Option<Prefix> {
        let prefix = self.first[usize::from(word.number)];
        (prefix != 0).then_some(Prefix(prefix))
    }

    /// The prefix with `word` behind it.
    pub fn next(&self, prefix: Prefix, word: Word) -> Option<Prefix> {
        if word.number == 0 {
            return None;
        }
        let step = (prefix.0, word.number);
        let at = self.steps.binary_search_by_key(&step, |&(step, _)| step).ok()?;
        Some(Prefix(self.steps[at].1))
    }

    /// What `prefix` means as a whole phrase; nothing if it is only the beginning of one.
    pub fn meanings(&self, prefix: Prefix) -> &[Meaning] {
        &self.meanings[usize::from(prefix.0)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_read_word_by_word() {
        let hedges = Hedges::built_in();
        let step = |prefix, word| hedges.next(prefix, hedges.word(word)).unwrap();
        let looking = hedges.first(hedges.word("Looking")).unwrap();
        assert!(hedges.meanings(looking).is_empty());
        let into = step(looking, "into");
        assert_eq!(hedges.meanings(into)[0].class, HedgeClass::Investigative);
        assert_eq!(hedges.next(into, hedges.word("into")), None);
        assert_eq!(hedges.first(hedges.word("harbour")), None);
        assert!(hedges.word("weren").context == Context::default());
        assert!(hedges.word("WERE").context.any(Context::BE.or(Context::HAVE)));
    }
}
