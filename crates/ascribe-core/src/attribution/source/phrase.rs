//! What the words of a source without a pronoun say: whether they name it, what it is, how far it is described.

use std::ops::Range;

use super::{Identity, Reader};
use crate::document::TokenIndex;
use crate::english::names::Facts;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::signs::mentions::epithets;
use crate::signs::names::{FigureIndex, Mention};
use crate::vocabulary::{Anonymity, EntityKind, SourceKind};

/// How much of a long noun phrase is looked at on each side of its noun.
pub const REACH: usize = 12;

impl Reader<'_> {
    /// The name of a source: its head, or one set beside it; not one that only describes it.
    ///
    /// *a spokesman, Ivo Brand*; not *a senior Treasury official*, *a spokeswoman for Hexham*, *the Trump campaign*.
    pub(super) fn name_in(&self, run: &Range<TokenIndex>, head: TokenIndex) -> Option<&Mention> {
        if let Some(mention) = self.cast.names.at(head) {
            return Some(mention);
        }
        self.cast
            .names
            .within(run)
            .iter()
            .take(REACH)
            .find(|mention| self.stands_beside(run, head, mention))
    }

    fn stands_beside(&self, run: &Range<TokenIndex>, head: TokenIndex, mention: &Mention) -> bool {
        let tokens = &mention.run.tokens;
        let clear_behind = tokens.end >= run.end || {
            let tag = self.grammar.tag(tokens.end);
            !(tag.is_noun() || tag == Tag::Pos || matches!(tag, Tag::Jj | Tag::Hyph))
        };
        // Everything between the noun and the name is a comma, or nothing: *minister Piers Vale*, *a spokesman, Ivo Brand*.
        let beside = tokens.start > head
            && (head + 1..tokens.start).all(|token| {
                matches!(
                    self.document.word(token),
                    "," | "called" | "here" | "named" | "there"
                ) || self.grammar.tag(token) == Tag::Nn && token > head + 1
            });
        // *Its chairman, **a retired engineer**, Colin Bray*
        let behind_role = || {
            let is_role = |token: TokenIndex| {
                matches!(self.grammar.tag(token), Tag::Dt | Tag::Jj | Tag::Vbn | Tag::Nn)
                    || self.document.word(token) == ","
            };
            let is_person =
                |&figure: &FigureIndex| self.cast.names.figures[figure].kind == EntityKind::Person;
            tokens.start > head + 2
                && self.document.word(head + 1) == ","
                && (self.grammar.tag(tokens.start - 1) == Tag::Nn
                    || matches!(self.document.word(tokens.start - 1), "called" | "named"))
                && (head + 2..tokens.start).all(is_role)
                && mention.figures.iter().all(is_person)
        };
        // *Rovers’ owners, **the Danish group Nordvik**, said*: the name may hang on the noun that is set beside.
        let names_it = |noun: TokenIndex| {
            self.grammar.children(noun).any(|child| {
                tokens.contains(&child)
                    && matches!(
                        self.grammar.relation(child),
                        Relation::Appos | Relation::Flat | Relation::NmodDesc
                    )
            })
        };
        let set_beside = |noun: TokenIndex| {
            self.grammar.children(noun).any(|child| {
                self.grammar.relation(child) == Relation::Appos
                    && (tokens.contains(&child) || child < tokens.start && names_it(child))
            })
        };
        // *Its head of policy, Maya Brandt, said*: the tree may give the verb two subjects.
        let is_second = || {
            let verb = self.grammar.head(head);
            let same = |token: TokenIndex| {
                self.grammar.head(token) == verb
                    && self.grammar.relation(token) == Relation::Nsubj
                    && self.grammar.relation(head) == Relation::Nsubj
            };
            verb.is_some()
                && tokens.start > head + 1
                && self.document.word(tokens.start - 1) == ","
                && tokens.clone().any(same)
        };
        // *the mayor of Carnsea, Ruth Oyelaran*, *its head of policy, Maya Brandt*: the tree may set the name beside the place or field.
        // Not *the mother of the boy, Adam Roe*.
        let beside_place = || {
            let is_nobody = |noun: TokenIndex| {
                let word = self.document.word(noun);
                let people = Facts::PERSON.or(Facts::OFFICE);
                self.grammar.tag(noun) == Tag::Nn
                    && self.english.sources.kind(word) != Some(SourceKind::Person)
                    && !self.english.names.facts(word).any(people)
            };
            let mut inner = self.grammar.children(head).filter(|&child| {
                self.grammar.relation(child) == Relation::Nmod
                    && (self.cast.names.at(child).is_some() || is_nobody(child))
            });
            let is_person =
                |&figure: &FigureIndex| self.cast.names.figures[figure].kind == EntityKind::Person;
            mention.figures.iter().all(is_person)
                && inner.any(|child| child < tokens.start && set_beside(child))
        };
        let apposition = set_beside(head) || beside_place() || is_second();
        clear_behind && (beside || apposition || behind_role())
    }

    /// ***Lloyd's** said losses would grow*: a name that ends as if it owned something is a firm's, and no person's called so.
    pub(super) fn is_firm_in_genitive(&self, run: &Range<TokenIndex>, head: TokenIndex) -> bool {
        let start = run.start;
        // *Lodd’s, **the rating agency**, said*
        let is_described = start + 2 < run.end && self.document.word(start + 2) == ",";
        (is_described || head == start && start + 2 == run.end)
            && start + 1 < run.end
            && self.grammar.tag(start).is_name()
            && matches!(self.document.word(start + 1), "'s" | "’s")
    }

    /// A source that its noun describes.
    pub(super) fn noun(&self, run: Range<TokenIndex>, head: TokenIndex) -> Identity {
        let word = self.document.word(head);
        let kind = self.kind(head);
        let maker = self.maker(&run, head, kind);
        let hearsay = self.english.sources.is_hearsay(word) && maker.is_none();
        let anonymity = if hearsay {
            Anonymity::Hearsay
        } else if maker.is_some() || kind == SourceKind::Office && self.is_of_somebody(&run, head) {
            Anonymity::Named
        } else if self.is_described(&run, head, kind) {
            Anonymity::Described
        } else {
            Anonymity::Bare
        };
        let mut identity = Identity::unnamed(kind, anonymity);
        if matches!(kind, SourceKind::Organisation | SourceKind::Media) {
            // *the Trump campaign*, *Iran's foreign ministry*
            identity.name = maker
                .filter(|&start| start < head)
                .map(|start| self.document.span_of(start..head + 1));
        }
        identity
    }

    fn kind(&self, head: TokenIndex) -> SourceKind {
        let word = self.document.word(head);
        if epithets::is_age(self.document, head) {
            return SourceKind::Person;
        }
        // *One in three said …*, *No one said …*
        let next = (head + 1 < self.document.tokens().len()).then(|| self.document.word(head + 1));
        let before = head.checked_sub(1).map(|before| self.document.word(before));
        let is_none = before.is_some_and(|before| before.eq_ignore_ascii_case("no"));
        if word.eq_ignore_ascii_case("one") && (next == Some("in") || is_none) {
            return SourceKind::Group;
        }
        if let Some(kind) = self.english.sources.kind(word) {
            return kind;
        }
        let tag = self.grammar.tag(head);
        let plural = matches!(tag, Tag::Nns | Tag::Nnps);
        let lemma = self.english.lemmas.lemma(word, tag);
        // *a former co-star*, *his ex-wife*
        let lemma = lemma.rsplit_once('-').map_or(&*lemma, |(_, last)| last);
        let is_lower = word.starts_with(char::is_lowercase);
        let facts = self.english.names.facts(lemma);
        let role = self.english.names.role(lemma);
        if facts.any(Facts::PERSON.or(Facts::OFFICE)) {
            if plural {
                SourceKind::Group
            } else {
                SourceKind::Person
            }
        } else if self
            .english
            .names
            .covers(self.english.names.role("company"), role)
            || facts.any(Facts::ORGANISATION)
        {
            SourceKind::Organisation
        } else {
            match self.english.sources.kind(lemma) {
                Some(SourceKind::Person) if plural => SourceKind::Group,
                Some(kind) => kind,
                None if facts.any(Facts::DOCUMENT) => SourceKind::Document,
                // A name may end so: *Calder*.
                None if is_lower && tag == Tag::Nn && self.english.sources.is_agent(lemma) => {
                    SourceKind::Person
                }
                None if tag == Tag::Nns && self.english.sources.is_agent(lemma) => SourceKind::Group,
                None => SourceKind::Unspecified,
            }
        }
    }

    /// Where the name begins that makes an institution or document known: *the **Trump** campaign*, *data from **Eurostat***.
    fn maker(&self, run: &Range<TokenIndex>, head: TokenIndex, kind: SourceKind) -> Option<TokenIndex> {
        let of = match kind {
            SourceKind::Organisation | SourceKind::Media | SourceKind::Office => false,
            SourceKind::Document | SourceKind::SocialPost => true,
            _ => return None,
        };
        self.cast
            .names
            .within(run)
            .iter()
            .take(REACH)
            .map(|mention| &mention.run.tokens)
            .find(|tokens| {
                let in_front = tokens.end <= head
                    && (tokens.end..head).all(|token| {
                        self.grammar.tag(token).is_noun()
                            || matches!(self.grammar.tag(token), Tag::Jj | Tag::Pos | Tag::Hyph)
                    });
                let behind = of
                    && tokens.start > head
                    && (head + 1..tokens.start).all(|token| {
                        matches!(self.document.word(token), "from" | "by" | "the" | "of")
                            || self.grammar.tag(token).is_noun()
                            || self.grammar.tag(token) == Tag::Jj
                    });
                in_front && kind != SourceKind::Office || behind
            })
            .map(|tokens| tokens.start)
    }

    /// *the president's office*: an office is known by whose it is.
    fn is_of_somebody(&self, run: &Range<TokenIndex>, head: TokenIndex) -> bool {
        let office = matches!(
            self.document.word(head),
            "office" | "Office" | "embassy" | "Embassy" | "presidency" | "palace"
        );
        office
            && (run.start..head)
                .any(|token| self.grammar.tag(token) == Tag::Pos || self.grammar.tag(token).is_noun())
    }

    /// Whether the words say more of the source than that it is one.
    fn is_described(&self, run: &Range<TokenIndex>, head: TokenIndex, kind: SourceKind) -> bool {
        let definite = run.start < head
            && run.clone().take_while(|&token| token < head).any(|token| {
                ["the", "this", "that", "its", "his", "her", "their", "both"]
                    .iter()
                    .any(|word| self.document.word(token).eq_ignore_ascii_case(word))
            });
        // The holder of a role, an institution, a document that is spoken of: the noun alone says what it is.
        let by_noun = match kind {
            SourceKind::Person => {
                let word = self.document.word(head);
                self.grammar.tag(head).is_noun() && word != "person" && !self.english.sources.is_member(word)
            }
            SourceKind::Organisation | SourceKind::Document | SourceKind::SocialPost => definite,
            _ => false,
        };
        by_noun
            || run
                .clone()
                .any(|token| token != head && self.describes(token, head, kind))
    }

    fn describes(&self, token: TokenIndex, head: TokenIndex, kind: SourceKind) -> bool {
        const LOOSE: [&str; 18] = [
            "local",
            "several",
            "many",
            "some",
            "other",
            "more",
            "most",
            "few",
            "multiple",
            "various",
            "certain",
            "such",
            "same",
            "own",
            "numerous",
            "further",
            "different",
            "additional",
        ];
        let word = self.document.word(token);
        let loose = LOOSE.iter().any(|other| word.eq_ignore_ascii_case(other));
        let before = token < head;
        match self.grammar.tag(token) {
            Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps => before || kind != SourceKind::Unspecified,
            Tag::Jj | Tag::Jjr | Tag::Jjs => !loose,
            Tag::Vbn | Tag::Vbg | Tag::Vbd | Tag::Vbz | Tag::Vbp => true,
            _ => false,
        }
    }
}
