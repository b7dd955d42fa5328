//! The form of a word that dictionaries list: *say* for *said*, *deny* for *denies*, *warning* for *warnings*.
//!
//! Irregular verbs are listed; the endings *-s*, *-ed* and *-ing* are undone by the rules of spelling: a doubled letter is
//! single again (*admitted*, *admit*), a lost *e* returns where such words have one (*noted*, *note*; *visited*, *visit*).
//! Missed: nouns with irregular plurals other than *-men* and *people*'s, and words whose two readings have two lemmas
//! (*found* is always *find*, *lay* is always *lay*).

use std::ops::Deref;

use arrayvec::ArrayString;
use serde::Deserialize;

use super::words::{Words, key};
use crate::tag::Tag;

/// The longest word that is reduced, in bytes; a longer one is its own lemma, cut to this length.
const LONGEST: usize = 38;

/// A lemma, in lower case, kept in place; reads as a `str`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Lemma(ArrayString<LONGEST>);

/// Irregular verbs and the exceptions to the rules.
#[derive(Debug)]
pub struct Lemmas {
    irregular: Words<u16>,
    /// Base forms of the irregular verbs.
    bases: Vec<Lemma>,
    /// Whether a base form ends in *e*, for those that the rules get wrong; by the form without the *e*.
    final_e: Words<bool>,
}

/// The tables of the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    forms: std::collections::BTreeMap<String, Vec<String>>,
    final_e: List,
    no_final_e: List,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    verbs: Vec<String>,
}

impl Lemmas {
    /// Reads the lexicon that is built in.
    ///
    /// # Panics
    /// If the embedded file is malformed, which a test rules out.
    pub(super) fn built_in() -> Self {
        let file: File = lexicon!("irregular_verbs");
        let bases: Vec<Lemma> = file.forms.keys().map(|base| Lemma::new(base)).collect();
        let irregular = Words::new(
            file.forms
                .values()
                .zip(0u16..)
                .flat_map(|(forms, number)| forms.iter().map(move |form| (form, number))),
        );
        let with = file
            .final_e
            .verbs
            .iter()
            .map(|verb| (verb.trim_end_matches('e'), true));
        let without = file.no_final_e.verbs.iter().map(|verb| (verb.as_str(), false));
        let final_e = Words::new(with.chain(without));
        Self {
            irregular,
            bases,
            final_e,
        }
    }

    /// The lemma of `word`, which stands in the text as `tag`: of verbs and plural nouns the base form, of all other words
    /// the word itself, always in lower case.
    pub fn lemma(&self, word: &str, tag: Tag) -> Lemma {
        let mut lemma = Lemma::new(word);
        if word.len() > LONGEST {
            return lemma;
        }
        if tag.is_verb() || tag == Tag::Md {
            if let Some(number) = self.irregular.by_key(key(&lemma)) {
                return self.bases[usize::from(number)];
            }
            if lemma.ends_with("ing") {
                self.undo_ing(&mut lemma);
            } else if lemma.ends_with("ed") && !matches!(tag, Tag::Vb | Tag::Vbp) {
                self.undo_ed(&mut lemma);
            } else if tag == Tag::Vbz {
                self.undo_s(&mut lemma);
            }
        } else if matches!(tag, Tag::Nns | Tag::Nnps) {
            if lemma.ends_with("men") && lemma.len() > 3 {
                lemma.replace_end(2, "an");
            } else if &*lemma == "people" || !lemma.ends_with('s') {
                return lemma;
            } else {
                self.undo_s(&mut lemma);
            }
        } else if tag == Tag::Rb && (&*lemma == "n't" || &*lemma == "n’t") {
            return Lemma::new("not");
        }
        lemma
    }

    /// The [`key`] of the lemma of `word`, whose own is `own`.
    pub fn key(&self, word: &str, own: u64, tag: Tag) -> u64 {
        let is_own = !tag.is_verb() && !matches!(tag, Tag::Md | Tag::Nns | Tag::Nnps | Tag::Rb);
        if is_own && word.len() <= LONGEST {
            own
        } else {
            key(&self.lemma(word, tag))
        }
    }

    /// *making*, *make*; *saying*, *say*.
    fn undo_ing(&self, lemma: &mut Lemma) {
        if has_vowel(&lemma.as_bytes()[..lemma.len() - 3]) {
            lemma.replace_end(3, "");
            self.mend(lemma);
        }
    }

    /// *noted*, *note*; *denied*, *deny*; *agreed*, *agree*.
    fn undo_ed(&self, lemma: &mut Lemma) {
        if lemma.ends_with("ied") {
            let short = lemma.len() <= 4;
            lemma.replace_end(3, if short { "ie" } else { "y" });
        } else if lemma.ends_with("eed") {
            // *agreed*, but *need*, *feed*.
            lemma.replace_end(usize::from(lemma.len() > 4), "");
        } else if has_vowel(&lemma.as_bytes()[..lemma.len() - 2]) {
            lemma.replace_end(2, "");
            self.mend(lemma);
        }
    }

    /// *says*, *say*; *denies*, *deny*; *focuses*, *focus*; *crisis* stays.
    fn undo_s(&self, lemma: &mut Lemma) {
        if lemma.len() < 3
            || !lemma.ends_with('s')
            || ["ss", "us", "is"].iter().any(|end| lemma.ends_with(end))
        {
            return;
        }
        if lemma.ends_with("ies") {
            let short = lemma.len() <= 4;
            lemma.replace_end(3, if short { "ie" } else { "y" });
        } else if ["sses", "shes", "ches", "xes", "zzes", "oes"]
            .iter()
            .any(|end| lemma.ends_with(end))
            || (lemma.ends_with("ses") && self.final_e.get(&lemma[..lemma.len() - 2]) == Some(false))
        {
            lemma.replace_end(2, "");
        } else {
            lemma.replace_end(1, "");
        }
    }

    /// Gives a stem without *-ed* or *-ing* its base form: a doubled letter is single, a lost *e* returns.
    fn mend(&self, lemma: &mut Lemma) {
        if let Some(final_e) = self.final_e.get(lemma) {
            if final_e {
                lemma.push('e');
            }
        } else if doubled(lemma.as_bytes()) {
            lemma.replace_end(1, "");
        } else if lost_e(lemma.as_bytes()) {
            lemma.push('e');
        }
    }
}

impl Lemma {
    /// `word` in lower case, cut at [`LONGEST`].
    fn new(word: &str) -> Self {
        let mut cut = word.len().min(LONGEST);
        while !word.is_char_boundary(cut) {
            cut -= 1;
        }
        let mut lemma = ArrayString::from(&word[..cut]).expect("no longer than it may be");
        lemma.make_ascii_lowercase();
        Self(lemma)
    }

    /// Cuts `cut` bytes, all ASCII, from the end and puts `end` there, which is at most as long.
    fn replace_end(&mut self, cut: usize, end: &str) {
        self.0.truncate(self.len() - cut);
        self.0.push_str(end);
    }

    fn push(&mut self, letter: char) {
        self.0.push(letter);
    }
}

impl Deref for Lemma {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Lemma {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        (**self).fmt(f)
    }
}

fn vowel(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u')
}

fn has_vowel(stem: &[u8]) -> bool {
    stem.iter().any(|&byte| vowel(byte) || byte == b'y')
}

/// Number of runs of vowels: roughly, of syllables.
fn syllables(stem: &[u8]) -> usize {
    let mut before = false;
    let mut count = 0;
    for &byte in stem {
        let now = vowel(byte) || (byte == b'y' && count > 0);
        count += usize::from(now && !before);
        before = now;
    }
    count
}

/// Whether the last letter of `stem` was doubled for the ending: *admitt-*, *labell-*, but *call-*, *pass-*.
fn doubled(stem: &[u8]) -> bool {
    let &[.., a, b] = stem else { return false };
    a == b
        && match b {
            b'b' | b'd' | b'g' | b'm' | b'n' | b'p' | b'r' | b't' | b'k' | b'v' => true,
            // *cancelled*, *signalled*, *controlled*; but *recalled*, *enrolled*, *installed*.
            b'l' => {
                syllables(stem) > 1
                    && ![
                        "call", "nroll", "tall", "fall", "fill", "sell", "spell", "still", "wall",
                    ]
                    .iter()
                    .any(|end| stem.ends_with(end.as_bytes()))
            }
            _ => false,
        }
}

/// Whether a stem that lost its ending most likely ended in *e*: by its last letters, as most verbs are spelt.
fn lost_e(stem: &[u8]) -> bool {
    let &[.., c, b, a] = stem else { return false };
    // A vowel and one consonant: *hop-*, *declar-*; in *explain-* and *reveal-* there are two vowels.
    // The *u* of *quote* and *guide* counts as a consonant.
    let single = vowel(b) && (!vowel(c) || c == b'u');
    let short = syllables(stem) == 1;
    match a {
        b'c' | b'v' | b'u' => true,
        b'z' => b != b'z',
        b's' => b != b's',
        b'g' => {
            matches!(b, b'a' | b'd' | b'e' | b'i' | b'l' | b'r' | b'u')
                || b == b'n' && matches!(c, b'a' | b'e')
        }
        b'l' => match b {
            b'a' | b'e' => short && single,
            b'i' | b'o' | b'u' => single,
            b'l' | b'r' | b'w' => false,
            _ => !vowel(b),
        },
        b't' => match b {
            b'a' => single || c == b'i',
            b'u' | b'o' => single,
            b'e' | b'i' => short && single,
            _ => false,
        },
        b'r' => match b {
            b'a' | b'i' | b'u' => single,
            b'e' | b'o' => short && single,
            b't' | b'c' => true,
            _ => false,
        },
        b'n' => match b {
            b'i' | b'u' | b'a' => single,
            b'o' | b'e' => short && single,
            _ => false,
        },
        b'd' => matches!(b, b'a' | b'e' | b'i' | b'o' | b'u') && single,
        b'm' => matches!(b, b'a' | b'i' | b'u') && single || b == b'o' && short && single,
        b'p' => single && (b == b'a' || short),
        b'b' | b'k' => single,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lemma(word: &str, tag: Tag) -> String {
        Lemmas::built_in().lemma(word, tag).to_string()
    }

    #[test]
    fn irregular_verbs_are_listed() {
        assert_eq!(lemma("said", Tag::Vbd), "say");
        assert_eq!(lemma("Told", Tag::Vbn), "tell");
        assert_eq!(lemma("'ve", Tag::Vbp), "have");
    }

    #[test]
    fn an_e_returns_where_such_verbs_have_one() {
        for (form, base) in [
            ("noted", "note"),
            ("visited", "visit"),
            ("urged", "urge"),
            ("alleged", "allege"),
            ("announced", "announce"),
            ("believed", "believe"),
            ("argued", "argue"),
            ("stressed", "stress"),
            ("endorsed", "endorse"),
            ("claimed", "claim"),
            ("revealed", "reveal"),
            ("declared", "declare"),
            ("answered", "answer"),
            ("conceded", "concede"),
            ("warned", "warn"),
            ("challenged", "challenge"),
            ("focused", "focus"),
            ("agreed", "agree"),
            ("needed", "need"),
        ] {
            assert_eq!(lemma(form, Tag::Vbd), base);
        }
    }

    #[test]
    fn a_doubled_letter_is_single_again() {
        assert_eq!(lemma("admitted", Tag::Vbd), "admit");
        assert_eq!(lemma("admitting", Tag::Vbg), "admit");
        assert_eq!(lemma("labelled", Tag::Vbd), "label");
        assert_eq!(lemma("called", Tag::Vbd), "call");
        assert_eq!(lemma("dismissed", Tag::Vbd), "dismiss");
        assert_eq!(lemma("added", Tag::Vbd), "add");
    }

    #[test]
    fn other_endings() {
        assert_eq!(lemma("denies", Tag::Vbz), "deny");
        assert_eq!(lemma("denied", Tag::Vbd), "deny");
        assert_eq!(lemma("stresses", Tag::Vbz), "stress");
        assert_eq!(lemma("urges", Tag::Vbz), "urge");
        assert_eq!(lemma("saying", Tag::Vbg), "say");
        assert_eq!(lemma("bring", Tag::Vb), "bring");
    }

    #[test]
    fn nouns_lose_their_plural_only() {
        assert_eq!(lemma("Warnings", Tag::Nns), "warning");
        assert_eq!(lemma("spokesmen", Tag::Nns), "spokesman");
        assert_eq!(lemma("crisis", Tag::Nn), "crisis");
        assert_eq!(lemma("building", Tag::Nn), "building");
    }

    #[test]
    fn any_word_has_a_lemma() {
        let long = "sé".repeat(40) + "ing";
        assert!(long.starts_with(&lemma(&long, Tag::Vbg)));
        assert_eq!(lemma("", Tag::Vbg), "");
        assert_eq!(lemma("ed", Tag::Vbd), "ed");
        assert_eq!(lemma("ing", Tag::Vbg), "ing");
        assert_eq!(lemma("ied", Tag::Vbd), "ie");
    }
}
