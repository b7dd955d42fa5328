//! Runs of capitalised words, cut into the titles in front and the name itself.
//!
//! *Acting Prime Minister Mullah Hasan Akhund* is a title (*Acting Prime Minister*) and a name (*Mullah Hasan Akhund*), whose
//! own words are *Hasan Akhund*. *Office for Water Standards* and *Marks & Spencer* are one run each. No names: *Monday*, *the
//! Prime Minister* (an office alone).

mod titles;

use std::ops::Range;

use crate::document::{Document, TokenIndex, TokenKind};
use crate::english::English;
use crate::english::names::{Facts, Known};
use crate::grammar::Grammar;
use crate::grammar::tag::Tag;

/// A name as it stands in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// All of it with its titles.
    pub tokens: Range<TokenIndex>,
    /// Without offices, with forms of address: *Mullah Hasan Akhund*.
    pub name: Range<TokenIndex>,
    /// The name's own words: *Hasan Akhund*; never empty.
    pub core: Range<TokenIndex>,
    /// An office alone (*Prime Minister*, *Dean*): a name only where somebody is known to be called so.
    pub office: bool,
}

impl Run {
    /// Offices in front of the name.
    pub fn title(&self) -> Range<TokenIndex> {
        self.tokens.start..self.name.start
    }
}

/// Longer runs are no names but lines in capitals.
const LONGEST: usize = 14;

/// Looks for names in `tokens`, which are of one sentence.
pub fn find(
    english: &English,
    document: &Document,
    grammar: &Grammar,
    tokens: Range<TokenIndex>,
) -> Vec<Run> {
    let reader = Reader {
        english,
        document,
        grammar,
        sentence: tokens.clone(),
    };
    let mut runs = Vec::new();
    let mut token = tokens.start;
    while token < tokens.end {
        if !reader.is_part(token) {
            token += 1;
            continue;
        }
        let end = reader.end(token);
        runs.extend(reader.cut(token..end));
        token = end;
    }
    runs
}

/// A list in the name of a body has so many tokens at most: *for Digital, Culture, Media and Sport*.
const LISTED: usize = 8;

/// Small words inside the names of people.
pub const PARTICLES: [&str; 15] = [
    "al", "bin", "bint", "da", "de", "den", "der", "di", "dos", "du", "el", "ibn", "la", "van", "von",
];

/// Letters behind a name of two words or more.
const HONOURS: [&str; 21] = [
    "AM", "CBE", "CMG", "DBE", "DL", "FRS", "GBE", "JP", "KBE", "KC", "MBE", "MD", "MEP", "MP", "MSP", "OBE",
    "PC", "PhD", "QC", "QPM", "RA",
];

struct Reader<'a> {
    english: &'a English,
    document: &'a Document,
    grammar: &'a Grammar,
    sentence: Range<TokenIndex>,
}

impl Reader<'_> {
    fn facts(&self, token: TokenIndex) -> Facts {
        self.english.names.facts_by_key(self.document.bare_key(token))
    }

    fn is_capitalised(&self, token: TokenIndex) -> bool {
        let word = self.document.word(token);
        self.document.tokens()[token].kind == TokenKind::Word && word.chars().any(char::is_uppercase)
    }

    fn is_name(&self, token: TokenIndex) -> bool {
        self.sentence.contains(&token) && self.grammar.tag(token).is_name() && self.is_capitalised(token)
    }

    /// A proper noun, or a capitalised word that stands in one: *Downing Street*, *the National Guard*.
    fn is_part(&self, token: TokenIndex) -> bool {
        if !self.sentence.contains(&token) {
            return false;
        }
        if self.is_name(token) {
            return true;
        }
        let inside = matches!(
            self.grammar.tag(token),
            Tag::Jj | Tag::Nn | Tag::Nns | Tag::Vbg | Tag::Vbn
        ) && self.is_capitalised(token)
            // ***Scottish** Water*, not *the **Scottish** minister*
            && (self.english.names.known([self.document.word(token)]) != Some(Known::Nationality)
                || self.is_body(token + 1));
        let kinds = Facts::ORGANISATION
            .or(Facts::PLACE)
            .or(Facts::DOCUMENT)
            .or(Facts::MEDIA);
        if !inside {
            false
        } else if token == self.sentence.start {
            // *Age UK*
            let is_known = || {
                let words = [self.document.word(token), self.document.word(token + 1)];
                self.english.names.known(words) == Some(Known::Organisation)
            };
            self.is_name(token + 1) && (self.facts(token + 1).any(kinds) || is_known())
                || self.is_body(token + 1)
        } else {
            self.is_name(token + 1)
                || self.is_name(token - 1)
                || self.is_body(token)
                || self.is_body(token + 1)
        }
    }

    /// *Northern **Grid***, taken for a common noun: within a sentence its capital shows that it is a name's.
    fn is_body(&self, token: TokenIndex) -> bool {
        let is_common = |token: TokenIndex| matches!(self.grammar.tag(token), Tag::Jj | Tag::Nn | Tag::Nns);
        token > self.sentence.start
            && self.sentence.contains(&token)
            && matches!(self.grammar.tag(token), Tag::Nn | Tag::Nns)
            && self.is_capitalised(token)
            && self.facts(token).any(Facts::ORGANISATION.or(Facts::MEDIA))
            && is_common(token - 1)
            && self.is_capitalised(token - 1)
    }

    /// One past the last word of the run from `start` on.
    fn end(&self, start: TokenIndex) -> TokenIndex {
        let mut end = start + 1;
        while end - start < LONGEST {
            if self.is_part(end) {
                end += 1;
            } else if let Some(next) = self.joined(start, end) {
                end = next + 1;
            } else {
                break;
            }
        }
        end
    }

    /// The name word that goes on with the run behind a small word at `at`.
    fn joined(&self, start: TokenIndex, at: TokenIndex) -> Option<TokenIndex> {
        if at + 1 >= self.sentence.end {
            return None;
        }
        let made_of = Facts::ORGANISATION.or(Facts::DOCUMENT);
        match self.document.word(at) {
            "&" => self.is_name(at + 1).then_some(at + 1),
            word if PARTICLES.contains(&word) => {
                // *Ursula von der Leyen*
                let two = at + 2 < self.sentence.end && PARTICLES.contains(&self.document.word(at + 1));
                let next = at + 1 + usize::from(two);
                self.is_name(next).then_some(next)
            }
            "of" | "for" if self.facts(at - 1).any(made_of) || self.facts(start).any(made_of) => {
                let article = usize::from(self.document.word(at + 1).eq_ignore_ascii_case("the"));
                let next = at + 1 + article;
                self.is_name(next).then_some(next)
            }
            // *National Farmers' Union*, *Women's Institute*, *Pell County Sheriff's Office*; not *Britain's Treasury*
            "'" | "’" | "'s" | "’s" => {
                let word = self.document.word(at - 1);
                let of_people = word.ends_with('s') && self.document.word(at).len() < "'s".len()
                    || ["Children", "Men", "Women"].contains(&word)
                    || self.facts(at - 1).any(Facts::OFFICE);
                let goes_on = self.is_name(at + 1) && self.facts(at + 1).any(Facts::ORGANISATION);
                (of_people && goes_on && self.grammar.tag(at) == Tag::Pos).then_some(at + 1)
            }
            // *Department for Environment, Food and Rural Affairs*
            "," if self.facts(start).any(Facts::ORGANISATION) => {
                let is = |token: TokenIndex, word: &str| {
                    self.sentence.contains(&token) && self.document.word(token) == word
                };
                let is_body = (start..at).any(|token| is(token, "of") || is(token, "for"));
                let last = (at + 2..at + LISTED).find(|&token| is(token, "and"));
                let listed = |and: TokenIndex| {
                    (at + 1..and).all(|token| self.is_name(token) || is(token, ",")) && self.is_name(and + 1)
                };
                last.filter(|&and| is_body && self.is_name(at + 1) && listed(and))
                    .map(|_| at + 1)
            }
            // *Department of Health and Human Services*
            "and" if (start..at).any(|word| matches!(self.document.word(word), "of" | "for")) => {
                let plural = self.is_name(at + 1) && !self.is_initials(at + 1);
                (plural
                    && self.facts(start).any(Facts::ORGANISATION)
                    && self.grammar.head(at + 1).is_some_and(|head| {
                        (start + 1..at).contains(&head) || head > at + 1 && self.is_part(head)
                    }))
                .then_some(at + 1)
            }
            _ => None,
        }
    }

    fn is_initials(&self, token: TokenIndex) -> bool {
        self.document
            .word(token)
            .chars()
            .all(|c| c.is_uppercase() || c == '.')
    }

    fn cut(&self, run: Range<TokenIndex>) -> Option<Run> {
        let calendar = |token: TokenIndex| self.facts(token).any(Facts::CALENDAR);
        let mut tokens = run;
        while tokens.start < tokens.end && calendar(tokens.start) {
            tokens.start += 1;
        }
        while tokens.start < tokens.end
            && calendar(tokens.end - 1)
            && !(tokens.len() > 1 && self.facts(tokens.start).any(Facts::GIVEN.or(Facts::ADDRESS)))
        {
            tokens.end -= 1;
        }
        // *the State Department **Spokesperson***: the body is one name, who speaks for it another thing.
        let ends_in_office = |tokens: &Range<TokenIndex>| {
            let office = tokens.end - 1;
            self.document.word(office).starts_with("Spokes")
                && self.facts(office - 1).any(Facts::ORGANISATION)
        };
        if tokens.len() > 2 && ends_in_office(&tokens) {
            tokens.end -= 1;
        }
        let mut last = tokens.end.checked_sub(1)?;
        while last > tokens.start
            && (matches!(
                self.document.word(last).trim_end_matches('.'),
                "Jr" | "Sr" | "II" | "III" | "IV"
            ) || last > tokens.start + 1 && HONOURS.contains(&self.document.word(last)))
        {
            last -= 1;
        }
        if tokens.is_empty() {
            return None;
        }
        // *the 2022 Oversight Report*: the year belongs to a document.
        if self.facts(last).any(Facts::DOCUMENT)
            && tokens.start > self.sentence.start
            && self.grammar.tag(tokens.start - 1) == Tag::Cd
        {
            tokens.start -= 1;
        }
        let mut start = tokens.start;
        let kept = Facts::ORGANISATION.or(Facts::PLACE).or(Facts::DOCUMENT);
        if self.is_trade_of_firm(tokens.start..last) {
            start += 1;
        }
        let is_party = self.english.names.is_people(self.document.word(last));
        if !(self.facts(last).any(kept) || is_party) || self.facts(last).any(Facts::GIVEN) {
            start = self.after_title(tokens.start..last + 1);
        }
        let mut core = start;
        while core < last && self.facts(core).any(Facts::ADDRESS) {
            core += 1;
        }
        let office = self.is_office_alone(tokens.start, core..last + 1);
        // *Coun Strand*, *Pope Francis*: a single word alone would say too little.
        let name = if last == start && start > tokens.start && self.is_office(start - 1) {
            start - 1
        } else {
            start
        };
        Some(Run {
            name: name..tokens.end,
            core: core..last + 1,
            tokens,
            office,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signs::names::tests::read;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let (document, grammar) = read(text);
        let runs: Vec<(String, String)> = document
            .sentences()
            .iter()
            .flat_map(|sentence| find(English::built_in(), &document, &grammar, sentence.tokens.clone()))
            .filter(|run| !run.office)
            .map(|run| {
                let slice = |tokens| document.slice(document.span_of(tokens)).to_owned();
                (slice(run.name), slice(run.core))
            })
            .collect();
        let runs: Vec<(&str, &str)> = runs.iter().map(|(name, core)| (&**name, &**core)).collect();
        assert_eq!(runs, expected, "{text}");
    }

    #[test]
    fn offices_are_no_part_and_forms_of_address_are() {
        check(
            "Acting/JJ Prime/NNP Minister/NNP Mullah/NNP Hasan/NNP Akhund/NNP spoke/VBD",
            &[("Mullah Hasan Akhund", "Hasan Akhund")],
        );
        check(
            "Lt./NNP Gen./NNP Roe/NNP met/VBD Mr/NNP Pym/NNP",
            &[("Gen. Roe", "Roe"), ("Mr Pym", "Pym")],
        );
        check("the/DT Prime/NNP Minister/NNP left/VBD", &[]);
        check(
            "Stephen/NNP King/NNP read/VBD on/IN Monday/NNP",
            &[("Stephen King", "Stephen King")],
        );
    }

    #[test]
    fn small_words_join() {
        check(
            "the/DT Office/NNP for/IN Water/NNP Standards/NNPS and/CC Ursula/NNP von/NNP der/NNP Leyen/NNP",
            &[
                ("Office for Water Standards", "Office for Water Standards"),
                ("Ursula von der Leyen", "Ursula von der Leyen"),
            ],
        );
        check(
            "Marks/NNP &/CC Spencer/NNP told/VBD Roe/NNP of/IN Leeds/NNP",
            &[
                ("Marks & Spencer", "Marks & Spencer"),
                ("Roe", "Roe"),
                ("Leeds", "Leeds"),
            ],
        );
    }
}
