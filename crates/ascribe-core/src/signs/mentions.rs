//! Whom pronouns and roles refer to: *he*, *who*, *the governor*, *the company*.
//!
//! *Gov. Marcia Delray spoke. **The governor** said …*; *Mr Pym opened the meeting. The fund was empty, **he** said.* One
//! pass in text order, in the manner of the sieves of Lee et al. (2013): what is sure comes first, each answer is a mention
//! that the next pronoun can go back to, and what fits two equally well stays open. People agree in gender only with what
//! the text says (titles, *his wife*, an earlier sure pronoun); a given name rules out and never chooses.
//!
//! *Mr Doyle met Mr Marsh. It was over, he said.* is open. *I* is whoever the label of a transcript's paragraph names ([`turns`]).
//! Deliberately missed: *I* elsewhere (who speaks is known only to attributions), *you*, *they* of two named people, pronouns further than a few sentences from what they stand for.

pub mod epithets;
mod nouns;
mod ranks;
mod pronouns;
mod role_nouns;
#[cfg(test)]
mod tests;

use crate::document::{Document, TokenIndex};
use crate::english::English;
use crate::grammar::Grammar;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::vocabulary::{EntityKind, Place};

use super::names::{FigureIndex, Names};
use super::turns::{self, Turn};
use role_nouns::RoleNouns;

/// What a pronoun or a noun stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Referent {
    /// Somebody or something that the article names.
    Figure(FigureIndex),
    /// Somebody or something without a name: the noun.
    Noun(TokenIndex),
    /// More than one fits equally well; those with a name.
    Open(Vec<FigureIndex>),
}

/// What kind of thing can be meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Person,
    People,
    Thing,
}

/// How prominent a mention is, least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// A possessor, a modifier, part of a subordinate clause.
    Inner,
    /// Object or oblique of the main clause.
    Argument,
    /// Subject.
    Subject,
    /// Subject of a verb that reports, with what it reports.
    Speaker,
}

/// A mention that a later pronoun can refer to.
#[derive(Clone, Debug)]
struct Item {
    token: TokenIndex,
    sentence: usize,
    referent: Referent,
    class: Class,
    rank: Rank,
    quoted: bool,
}

/// The referents of pronouns and definite nouns of a document.
#[derive(Clone, Debug, Default)]
pub struct Mentions {
    /// In text order.
    referents: Vec<(TokenIndex, Referent)>,
    turns: Vec<Turn>,
}

impl Mentions {
    /// Reads a document; `quoted` says of each token whether it stands in quotation marks. What pronouns show of a figure's
    /// gender is noted in `names`.
    pub fn find(
        english: &English,
        document: &Document,
        grammar: &Grammar,
        names: &mut Names,
        quoted: &[bool],
    ) -> Self {
        let roles = RoleNouns::of(english, document, names);
        let turns = turns::find(document, names);
        let mut reader = Reader {
            english,
            document,
            grammar,
            names,
            quoted,
            roles,
            turns,
            items: Vec::new(),
            people: Vec::new(),
            referents: Vec::new(),
        };
        for (number, sentence) in document.sentences().iter().enumerate() {
            let place = document.paragraphs()[sentence.paragraph].place;
            if matches!(place, Place::Byline | Place::Dateline | Place::Caption) {
                continue;
            }
            // A heading between paragraphs is not what the text goes on from.
            let aside = place == Place::Heading;
            let before = reader.items.len();
            let mut token = sentence.tokens.start;
            while token < sentence.tokens.end {
                token = reader.token(number, token);
            }
            if aside {
                reader.items.truncate(before);
            }
        }
        Self {
            referents: reader.referents,
            turns: reader.turns,
        }
    }

    /// Who speaks which paragraph of a transcript or interview.
    pub fn turns(&self) -> &[Turn] {
        &self.turns
    }

    /// What the pronoun or definite noun at `token` refers to; none if that cannot be told, or if it is neither.
    pub fn at(&self, token: TokenIndex) -> Option<&Referent> {
        let found = self
            .referents
            .binary_search_by_key(&token, |(token, _)| *token)
            .ok()?;
        Some(&self.referents[found].1)
    }
}

struct Reader<'a> {
    english: &'a English,
    document: &'a Document,
    grammar: &'a Grammar,
    names: &'a mut Names,
    quoted: &'a [bool],
    roles: RoleNouns,
    turns: Vec<Turn>,
    items: Vec<Item>,
    /// The people named so far, up to [`PEOPLE`].
    people: Vec<FigureIndex>,
    referents: Vec<(TokenIndex, Referent)>,
}

/// With more people than this an article is not about one of them alone.
const PEOPLE: usize = 40;

/// How many heads upwards are looked at.
const HEIGHT: usize = 12;

impl Reader<'_> {
    /// Reads the mention at `token`, if there is one; the next token to read.
    fn token(&mut self, sentence: usize, token: TokenIndex) -> TokenIndex {
        // Whoever speaks is *I*, and nobody whom *he* goes back to.
        if let Some(turn) = self.turn(sentence)
            && turn.speaker.contains(&token)
        {
            return turn.speaker.end;
        }
        if self.epithet(sentence, token) {
            return token + 1;
        }
        if let Some(mention) = self.names.at(token) {
            let (end, core, figures) = (
                mention.run.tokens.end,
                mention.run.core.clone(),
                mention.figures.clone(),
            );
            self.name(
                sentence,
                super::names::roles::head_of(self.grammar, &core),
                figures,
            );
            return end;
        }
        match self.grammar.tag(token) {
            Tag::Prp | Tag::PrpS | Tag::Wp | Tag::WpS | Tag::Wdt => self.pronoun(sentence, token),
            Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps => self.noun(sentence, token),
            _ => {}
        }
        token + 1
    }

    /// Whose turn a sentence is part of.
    fn turn(&self, sentence: usize) -> Option<&Turn> {
        let paragraph = self.document.sentences()[sentence].paragraph;
        let next = self
            .turns
            .partition_point(|turn| turn.paragraphs.start <= paragraph);
        let turn = &self.turns[next.checked_sub(1)?];
        turn.paragraphs.contains(&paragraph).then_some(turn)
    }

    fn push(&mut self, sentence: usize, token: TokenIndex, referent: Referent, class: Class) {
        let rank = self.rank(if class == Class::Thing {
            self.voice(token)
        } else {
            token
        });
        self.items.push(Item {
            token,
            sentence,
            referent,
            class,
            rank,
            quoted: self.quoted[token],
        });
    }

    fn name(&mut self, sentence: usize, head: TokenIndex, figures: Vec<FigureIndex>) {
        let kind = figures.first().map(|&figure| self.names.figures[figure].kind);
        let class = match kind {
            Some(EntityKind::Person) => Class::Person,
            // *Talks with **the Palestinians** failed. They said …*
            Some(EntityKind::Nationality) if matches!(self.grammar.tag(head), Tag::Nns | Tag::Nnps) => {
                Class::People
            }
            Some(EntityKind::Nationality) | None => return,
            Some(_) => Class::Thing,
        };
        let referent = match figures[..] {
            [one] => Referent::Figure(one),
            _ => Referent::Open(figures),
        };
        // *the Bush administration* is no mention of Bush that *he* could go back to.
        let modifier = self.grammar.relation(head) == Relation::Compound
            && self
                .grammar
                .head(head)
                .is_some_and(|noun| noun > head && self.names.at(noun).is_none());
        // *Jean Tully (**Lib Dem**)*: what stands in brackets tells something of somebody else.
        let start = self
            .names
            .at(head)
            .map_or(head, |mention| mention.run.tokens.start);
        let bracketed = start > 0 && self.grammar.tag(start - 1) == Tag::LeftBracket;
        if modifier || bracketed || self.is_part_played(start, head) {
            return;
        }
        if let (Class::Person, Referent::Figure(figure)) = (class, &referent)
            && self.people.len() < PEOPLE
            && !self.people.contains(figure)
        {
            self.people.push(*figure);
        }
        self.push(sentence, head, referent, class);
        // *Dr Amin and Dr Lund* are people, too.
        let first = self
            .grammar
            .head(head)
            .filter(|_| self.grammar.relation(head) == Relation::Conj);
        if let Some(first) = first.filter(|&first| class == Class::Person && self.names.at(first).is_some()) {
            self.push(sentence, first, Referent::Noun(first), Class::People);
        }
    }

    /// *appeared **as Eve***, *her pen name, **Ann Roe***: nobody else than who has been spoken of.
    fn is_part_played(&self, start: TokenIndex, head: TokenIndex) -> bool {
        let is_as = |token: TokenIndex| self.document.word(token).eq_ignore_ascii_case("as");
        let is_name_of = |noun: TokenIndex| {
            matches!(
                self.document.word(noun),
                "alias" | "name" | "nickname" | "pseudonym"
            ) && matches!(
                self.grammar.relation(head),
                Relation::Appos | Relation::Flat | Relation::NmodDesc
            )
        };
        start > 0 && is_as(start - 1) || self.grammar.head(head).is_some_and(is_name_of)
    }

    /// What was mentioned in this sentence and the two before it.
    fn recent(&self, sentence: usize) -> impl Iterator<Item = &Item> {
        self.items
            .iter()
            .rev()
            .take(pronouns::WINDOW)
            .take_while(move |item| item.sentence + 2 >= sentence)
    }
}
