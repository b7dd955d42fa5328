//! The words that attribute, each with the [`Stance`] that it shows: *admit* concedes, *rule out* denies.

use serde::Deserialize;

use super::model::mix;
use super::words::{Words, key};
use crate::vocabulary::Stance;

/// Stances by lemma, one table a part of speech, and by phrase.
#[derive(Debug)]
pub struct Stances {
    /// *say*, *deny*.
    pub verbs: Words<Stance>,
    /// *warning*, *denial*.
    pub nouns: Words<Stance>,
    /// *according*, *confident*, *allegedly*.
    pub others: Words<Stance>,
    /// Verbs that negate the one after them: *fail*.
    pub negating: Words<()>,
    /// Every beginning of every phrase, by [`Stances::continued`] keys; a stance where one is complete.
    phrases: Words<Option<Stance>>,
}

/// The tables of the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    neutral: Group,
    announce: Group,
    assert: Group,
    distance: Group,
    concede: Group,
    factive: Group,
    deny: Group,
    believe: Group,
    intend: Group,
    ask: Group,
    decline: Group,
    negating: Negating,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    verbs: Vec<String>,
    nouns: Vec<String>,
    others: Vec<String>,
    phrases: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Negating {
    verbs: Vec<String>,
}

impl Stances {
    /// Reads the lexicon that is built in.
    ///
    /// # Panics
    /// If the embedded file is malformed, which a test rules out.
    pub(super) fn built_in() -> Self {
        let file: File = lexicon!("stances");
        let groups = [
            (&file.neutral, Stance::Neutral),
            (&file.announce, Stance::Announce),
            (&file.assert, Stance::Assert),
            (&file.distance, Stance::Distance),
            (&file.concede, Stance::Concede),
            (&file.factive, Stance::Factive),
            (&file.deny, Stance::Deny),
            (&file.believe, Stance::Believe),
            (&file.intend, Stance::Intend),
            (&file.ask, Stance::Ask),
            (&file.decline, Stance::Decline),
        ];
        let table = |list: fn(&Group) -> &[String]| {
            Words::new(
                groups
                    .iter()
                    .flat_map(|(group, stance)| list(group).iter().map(move |word| (word, *stance))),
            )
        };
        Self {
            verbs: table(|group| &group.verbs),
            nouns: table(|group| &group.nouns),
            others: table(|group| &group.others),
            negating: Words::new(file.negating.verbs.iter().map(|word| (word, ()))),
            phrases: phrases(&groups),
        }
    }

    /// The key of a phrase's beginning that one more lemma makes from the beginning before it, none at the first.
    pub fn continued(beginning: Option<u64>, lemma: &str) -> u64 {
        match beginning {
            Some(beginning) => mix(beginning, key(lemma)),
            None => key(lemma),
        }
    }

    /// Whether a phrase begins so, and its stance if it is complete.
    pub fn phrase(&self, beginning: u64) -> Option<Option<Stance>> {
        self.phrases.by_key(beginning)
    }
}

/// The table of all beginnings; complete phrases come first, so that they are not hidden by longer ones.
fn phrases(groups: &[(&Group, Stance)]) -> Words<Option<Stance>> {
    let mut complete = Vec::new();
    let mut begun = Vec::new();
    for (group, stance) in groups {
        for phrase in &group.phrases {
            let mut beginning = None;
            for lemma in phrase.split(' ') {
                let key = Stances::continued(beginning, lemma);
                begun.push((key, None));
                beginning = Some(key);
            }
            begun.pop();
            complete.extend(beginning.map(|key| (key, Some(*stance))));
        }
    }
    complete.append(&mut begun);
    Words::of_keys(complete)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_phrases_are_found() {
        let stances = Stances::built_in();
        assert_eq!(stances.verbs.get("admit"), Some(Stance::Concede));
        assert_eq!(stances.nouns.get("warning"), Some(Stance::Assert));
        assert_eq!(stances.verbs.get("eat"), None);
        let rule = Stances::continued(None, "rule");
        assert_eq!(stances.phrase(rule), Some(None));
        assert_eq!(
            stances.phrase(Stances::continued(Some(rule), "out")),
            Some(Some(Stance::Deny))
        );
        assert_eq!(stances.phrase(Stances::continued(Some(rule), "in")), None);
    }
}
