//! The name in a source, where the tree makes another word the main one: *Ambassador to Norway **Jan Thompson***, ***Prof Alan Whitmore** of King’s
//! College*.
//!
//! Counter-examples: a list of people (*Ada Roe, Tom Pym and Foreign Minister **Jan Kosta***), whoever belongs to somebody named (*Jan Kosta’s
//! **aide***).

use std::ops::Range;

use super::Reader;
use crate::document::TokenIndex;
use crate::english::names::Facts;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::vocabulary::EntityKind;

impl Reader<'_> {
    /// *Police and crime commissioner **Edwin Sharp***: the name that ends a source, where the tree takes its title for two.
    pub(super) fn titled(&self, run: &Range<TokenIndex>, last: Option<TokenIndex>) -> Option<TokenIndex> {
        let last = last.filter(|&last| last > run.start)?;
        let name = &self.cast.names.at(last)?.run.tokens;
        let has_comma = run.clone().any(|token| self.grammar.tag(token) == Tag::Comma);
        let title = name.start.checked_sub(1).filter(|title| run.contains(title))?;
        let is_title = self.grammar.relation(title) == Relation::NmodDesc
            && self.grammar.head(title).is_some_and(|head| name.contains(&head));
        (name.end == run.end && !has_comma && is_title).then_some(last)
    }

    /// ***Prof Alan Whitmore** of King’s College*: a person's name in front of where he comes from, whatever the tree makes the main word.
    pub(super) fn of_place(&self, run: &Range<TokenIndex>) -> Option<TokenIndex> {
        let mention = self.cast.names.at(run.start)?;
        let [figure] = mention.figures[..] else {
            return None;
        };
        let tokens = &mention.run.tokens;
        let comes_from =
            tokens.end + 1 < run.end && matches!(self.document.word(tokens.end), "at" | "from" | "of");
        let is_person = self.cast.names.figures[figure].kind == EntityKind::Person;
        let joins = run.clone().any(|token| self.grammar.tag(token) == Tag::Cc);
        (comes_from && is_person && !joins && tokens.start == run.start).then_some(tokens.end - 1)
    }

    /// The name that ends a source, behind an office, its field or a role.
    pub(super) fn behind_office(&self, run: &Range<TokenIndex>) -> Option<TokenIndex> {
        let last = run.end - 1;
        let name = &self.cast.names.at(last)?.run;
        let before = run.start..name.tokens.start;
        let title = before.clone().next_back()?;
        let is_found = self.is_person(last)
            && (self.is_field(&before, title, !name.title().is_empty())
                || self.is_list_of_fields(&before, name.title())
                || self.is_role(&before, title));
        is_found.then_some(last)
    }

    /// ***Minister for** Roads Helen Roe*: the field belongs to the words in front of the name.
    fn is_field(&self, before: &Range<TokenIndex>, of: TokenIndex, has_title: bool) -> bool {
        let is_mark = |token: TokenIndex| matches!(self.grammar.tag(token), Tag::Comma | Tag::Cc);
        has_title
            && matches!(self.document.word(of), "for" | "of" | "the" | "to")
            && !before.clone().any(is_mark)
    }

    /// ***Farming, Fisheries and** Food Minister Ada Roe*
    fn is_list_of_fields(&self, before: &Range<TokenIndex>, title: Range<TokenIndex>) -> bool {
        let belongs = |token: TokenIndex| match self.grammar.tag(token) {
            Tag::Comma | Tag::Cc => true,
            _ => self.document.word(token).starts_with(char::is_uppercase) && !self.is_person(token),
        };
        title.len() > 1 && self.grammar.tag(before.end - 1) == Tag::Cc && before.clone().all(belongs)
    }

    /// ***County leader** Maya Roe*
    fn is_role(&self, before: &Range<TokenIndex>, role: TokenIndex) -> bool {
        let describes = |token: TokenIndex| {
            let tag = self.grammar.tag(token);
            tag.is_noun() || matches!(tag, Tag::Cd | Tag::Dt | Tag::Jj | Tag::PrpS)
        };
        let word = self.document.word(role);
        let people = Facts::OFFICE.or(Facts::PERSON);
        let is_person = || self.english.names.facts(word).any(people) || self.english.sources.is_agent(word);
        self.grammar.tag(role) == Tag::Nn && is_person() && before.clone().all(describes)
    }

    /// Whether a token stands in a person's name.
    fn is_person(&self, token: TokenIndex) -> bool {
        let figures = self.cast.names.at(token).map(|mention| &mention.figures);
        figures.is_some_and(|figures| {
            matches!(figures[..], [figure] if self.cast.names.figures[figure].kind == EntityKind::Person)
        })
    }
}
