//! Names of people, organisations, places, nationalities, offices and documents, and which of them name the same.
//!
//! *Prof. Ingrid Malloy* … *Malloy*: one person, whose fullest name is *Prof. Ingrid Malloy*. *The Cycling Integrity Unit
//! (CIU)* … *the CIU*: one organisation. *Marsh* after *Edwin Marsh and Helen Marsh* fits both and is given to neither. What
//! a name stands for is told by its words, by what the text says about it (*Hollin Carbon, a mining company*) and by what
//! stands around it. Deliberately missed: names in lower case, nicknames (*Bojo*), and people called by a first name that
//! two of them have.

pub mod figures;
pub mod roles;
pub mod runs;

use std::ops::Range;

use crate::document::{Document, TokenIndex};
use crate::english::English;
use crate::english::names::{Facts, Known};
use crate::grammar::Grammar;
use crate::grammar::tag::Tag;
use crate::span::Span;
use crate::vocabulary::{EntityKind, Place};
use roles::Role;
use runs::Run;

/// A mention of somebody or something that has a name, an office or a title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// The mention.
    pub span: Span,
    /// What it stands for.
    pub kind: EntityKind,
    /// The fullest name that the article gives it.
    pub name: Option<Span>,
}

/// Number of a [`Figure`].
pub type FigureIndex = usize;

/// Man or woman, as far as words of the text show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// *Mr*, *his father*, *he*.
    Male,
    /// *Mrs*, *the actress*, *she*.
    Female,
}

/// Somebody or something that an article names.
#[derive(Clone, Debug)]
pub struct Figure {
    /// What it is.
    pub kind: EntityKind,
    /// Whether its kind is sure, or the most likely one.
    pub sure: bool,
    /// The fullest name.
    pub name: Range<TokenIndex>,
    /// The fullest name's own words.
    pub core: Range<TokenIndex>,
    /// Shown by titles, roles or pronouns.
    pub gender: Option<Gender>,
    /// The gender that its given name rules out.
    pub unlikely: Option<Gender>,
    /// What the text says it is.
    pub roles: Vec<Role>,
    /// Its first mention.
    pub first: TokenIndex,
    /// Where it is first called by its last name alone.
    short_since: Option<TokenIndex>,
}

/// A name where it stands.
#[derive(Clone, Debug)]
pub struct Mention {
    /// The words.
    pub run: Run,
    /// Whom it names, or all whom it may name.
    pub figures: Vec<FigureIndex>,
}

/// All names of a document, in text order.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Whom the article names.
    pub figures: Vec<Figure>,
    /// Where.
    pub mentions: Vec<Mention>,
}

impl Names {
    /// Finds the names of a document.
    pub fn find(english: &English, document: &Document, grammar: &Grammar) -> Self {
        figures::Collector::new(english, document, grammar).collect()
    }

    /// The name that `token` is a word of.
    pub fn at(&self, token: TokenIndex) -> Option<&Mention> {
        let after = self
            .mentions
            .partition_point(|mention| mention.run.tokens.start <= token);
        let mention = &self.mentions[after.checked_sub(1)?];
        mention.run.tokens.contains(&token).then_some(mention)
    }

    /// The names that begin in `tokens`.
    pub fn within(&self, tokens: &Range<TokenIndex>) -> &[Mention] {
        let first = self
            .mentions
            .partition_point(|mention| mention.run.tokens.start < tokens.start);
        let end = self
            .mentions
            .partition_point(|mention| mention.run.tokens.start < tokens.end);
        &self.mentions[first..end.max(first)]
    }

    /// Names, nationalities and offices as they stand in records, in text order.
    pub fn entities(&self, english: &English, document: &Document, grammar: &Grammar) -> Vec<Entity> {
        let mut entities = Vec::new();
        let mut named = 0;
        for token in 0..document.tokens().len() {
            if let Some(mention) = self
                .mentions
                .get(named)
                .filter(|mention| mention.run.tokens.start <= token)
            {
                if mention.run.tokens.start == token {
                    entities.push(self.entity(document, mention));
                }
                if token + 1 >= mention.run.tokens.end {
                    named += 1;
                }
                continue;
            }
            let place = document.paragraphs()[document.paragraph_of(token)].place;
            if !matches!(place, Place::Byline | Place::Dateline) {
                entities.extend(unnamed(english, document, grammar, token));
            }
        }
        entities
    }

    fn entity(&self, document: &Document, mention: &Mention) -> Entity {
        let span = document.span_of(mention.run.name.clone());
        match mention.figures[..] {
            [one] => {
                let figure = &self.figures[one];
                Entity {
                    span,
                    kind: figure.kind,
                    name: Some(document.span_of(figure.name.clone())),
                }
            }
            _ => Entity {
                span,
                kind: mention
                    .figures
                    .first()
                    .map_or(EntityKind::Other, |&figure| self.figures[figure].kind),
                name: None,
            },
        }
    }
}

/// Names, nationalities and offices of a document, in text order.
pub fn find(english: &English, document: &Document, grammar: &Grammar) -> Vec<Entity> {
    Names::find(english, document, grammar).entities(english, document, grammar)
}

/// A nationality (*Afghan soldiers*) or an office without a name (*the prime minister*) at `token`.
fn unnamed(english: &English, document: &Document, grammar: &Grammar, token: TokenIndex) -> Option<Entity> {
    let word = document.word(token);
    let tag = grammar.tag(token);
    if word.starts_with(char::is_uppercase)
        && (tag == Tag::Jj || tag.is_noun())
        && english.names.known([word]) == Some(Known::Nationality)
    {
        return Some(Entity {
            span: document.span_of(token..token + 1),
            kind: EntityKind::Nationality,
            name: None,
        });
    }
    let singular = matches!(tag, Tag::Nn | Tag::Nnp);
    if !(singular && english.names.facts(word).any(Facts::OFFICE)) {
        return None;
    }
    let least = document.sentences()[document.sentence_of(token)].tokens.start;
    let start = (least..token)
        .rev()
        .take_while(|&before| matches!(grammar.tag(before), Tag::Jj | Tag::Nn | Tag::Nnp | Tag::Hyph))
        .last()
        .unwrap_or(token);
    let definite = start > least
        && (document.word(start - 1).eq_ignore_ascii_case("the")
            || matches!(grammar.tag(start - 1), Tag::Pos | Tag::PrpS));
    definite.then(|| Entity {
        span: document.span_of(start..token + 1),
        kind: EntityKind::Office,
        name: None,
    })
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::grammar::relation::Relation;

    /// A text given as `word/TAG` items, all of whose words depend on the first of their sentence.
    pub(crate) fn read(tagged: &str) -> (Document, Grammar) {
        let words: Vec<(&str, Tag)> = tagged
            .split(' ')
            .map(|item| {
                let (word, tag) = item.rsplit_once('/').expect("word/TAG");
                (word, Tag::from_name(tag).expect("a tag"))
            })
            .collect();
        let text: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let document = crate::read::document(English::built_in(), &text.join(" "));
        assert_eq!(document.tokens().len(), words.len(), "{text:?}");
        let mut heads = vec![0; words.len()];
        let mut relations = vec![Relation::Dep; words.len()];
        for sentence in document.sentences() {
            let start = sentence.tokens.start;
            heads[sentence.tokens.clone()].fill(start as u32);
            relations[start] = Relation::Root;
        }
        let tags = words.iter().map(|(_, tag)| *tag).collect();
        (document, Grammar::new(tags, heads, relations))
    }

    fn names(tagged: &str) -> Vec<(String, EntityKind, String)> {
        let (document, grammar) = read(tagged);
        find(English::built_in(), &document, &grammar)
            .into_iter()
            .map(|entity| {
                let name = entity.name.map_or("-", |name| document.slice(name));
                (
                    document.slice(entity.span).to_owned(),
                    entity.kind,
                    name.to_owned(),
                )
            })
            .collect()
    }

    #[track_caller]
    fn check(tagged: &str, expected: &[(&str, EntityKind, &str)]) {
        let found = names(tagged);
        let found: Vec<(&str, EntityKind, &str)> = found
            .iter()
            .map(|(text, kind, name)| (&**text, *kind, &**name))
            .collect();
        assert_eq!(found, expected, "{tagged}");
    }

    #[test]
    fn bodies_of_a_country_are_organisations() {
        use EntityKind::{Organisation, Place};
        check(
            "Water/NNP UK/NNP met/VBD ./.",
            &[("Water UK", Organisation, "Water UK")],
        );
        check(
            "They/PRP met/VBD in/IN East/NNP England/NNP ./.",
            &[("East England", Place, "East England")],
        );
    }

    #[test]
    fn short_forms_have_the_fullest_name() {
        use EntityKind::{Organisation, Person};
        check(
            "Prof./NNP Ingrid/NNP Malloy/NNP spoke/VBD ./. Malloy/NNP left/VBD ./. Ingrid/NNP slept/VBD ./.",
            &[
                ("Prof. Ingrid Malloy", Person, "Prof. Ingrid Malloy"),
                ("Malloy", Person, "Prof. Ingrid Malloy"),
                ("Ingrid", Person, "Prof. Ingrid Malloy"),
            ],
        );
        check(
            "The/DT Cycling/NNP Integrity/NNP Unit/NNP (/-LRB- CIU/NNP )/-RRB- met/VBD ./. The/DT CIU/NNP met/VBD ./.",
            &[
                ("Cycling Integrity Unit", Organisation, "Cycling Integrity Unit"),
                ("CIU", Organisation, "Cycling Integrity Unit"),
                ("CIU", Organisation, "Cycling Integrity Unit"),
            ],
        );
    }

    #[test]
    fn what_fits_two_is_given_to_neither_unless_a_title_agrees() {
        use EntityKind::Person;
        check(
            "Edwin/NNP Marsh/NNP and/CC Helen/NNP Marsh/NNP left/VBD ./. Marsh/NNP slept/VBD ./. Mrs/NNP Marsh/NNP sang/VBD ./.",
            &[
                ("Edwin Marsh", Person, "Edwin Marsh"),
                ("Helen Marsh", Person, "Helen Marsh"),
                ("Marsh", Person, "-"),
                ("Mrs Marsh", Person, "Helen Marsh"),
            ],
        );
    }

    #[test]
    fn an_established_short_form_stays_with_its_bearer() {
        use EntityKind::Person;
        check(
            "Edwin/NNP Marsh/NNP left/VBD ./. Marsh/NNP slept/VBD ./. Helen/NNP Marsh/NNP sang/VBD ./. Marsh/NNP woke/VBD ./.",
            &[
                ("Edwin Marsh", Person, "Edwin Marsh"),
                ("Marsh", Person, "Edwin Marsh"),
                ("Helen Marsh", Person, "Helen Marsh"),
                ("Marsh", Person, "Edwin Marsh"),
            ],
        );
    }

    #[test]
    fn nationalities_and_offices_need_no_name() {
        use EntityKind::{Nationality, Office, Place};
        check(
            "The/DT prime/JJ minister/NN met/VBD Afghan/JJ farmers/NNS in/IN Kabul/NNP ./.",
            &[
                ("prime minister", Office, "-"),
                ("Afghan", Nationality, "-"),
                ("Kabul", Place, "Kabul"),
            ],
        );
        check("A/DT minister/NN left/VBD in/IN May/NNP ./.", &[]);
    }
}
