//! What the text says somebody or something is: *Wyn Hobley, **the treasurer***; ***Gov.** Delray*; *Hollin Carbon, a mining
//! **company***; *Hobley is **the treasurer***.
//!
//! No role: *former minister Piers Vale* (it is over), *in London, residents said* (an adverbial in front). Missed on purpose:
//! roles told in another sentence without the name, and those of a whole list of names.

use std::ops::Range;

use super::runs::Run;
use crate::document::{Document, TokenIndex};
use crate::english::English;
use crate::english::names::Facts;
use crate::english::words::key;
use crate::grammar::Grammar;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::vocabulary::SourceKind;

/// What somebody is said to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// The noun, by [`NameWords::role`](crate::english::names::NameWords::role).
    pub head: u64,
    /// Where the noun stands.
    pub token: TokenIndex,
    /// The words in front of it that tell one from another: *prime*, *Iranian*, not *veteran* as an adjective.
    pub words: Vec<u64>,
    /// It is over.
    pub past: bool,
    /// Said of several: *two listed companies*.
    pub plural: bool,
}

/// The role whose noun stands at `token`, with the words of its phrase between `start` and it.
pub fn at(
    english: &English,
    document: &Document,
    grammar: &Grammar,
    start: TokenIndex,
    token: TokenIndex,
) -> Role {
    let plural = grammar.tag(token) == Tag::Nns || grammar.tag(token) == Tag::Nnps;
    let head = if plural {
        key(&english.lemmas.lemma(document.word(token), Tag::Nns))
    } else {
        english.names.role(document.word(token))
    };
    let mut past = false;
    let mut words = Vec::new();
    for word in start..token {
        let text = document.word(word);
        past |=
            english.names.facts(text).any(Facts::PAST) || text.starts_with("ex-") || text.starts_with("Ex-");
        if distinguishes(document, grammar, word) {
            words.push(english.names.role(text));
        }
    }
    past |= document.word(token).starts_with("ex-");
    Role {
        head,
        token,
        words,
        past,
        plural,
    }
}

/// Whether a word in front of a role's noun makes it another role: *deputy*, *Texas*, *school*.
fn distinguishes(document: &Document, grammar: &Grammar, word: TokenIndex) -> bool {
    let text = document.word(word);
    match grammar.tag(word) {
        Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps => true,
        Tag::Jj => {
            text.starts_with(char::is_uppercase)
                || matches!(
                    text,
                    "prime" | "chief" | "foreign" | "deputy" | "vice" | "first" | "assistant" | "shadow"
                )
        }
        _ => false,
    }
}

/// How far an apposition is looked through.
const REACH: usize = 9;

/// All roles that the text around a name gives to it.
pub fn of(
    english: &English,
    document: &Document,
    grammar: &Grammar,
    sentence: &Range<TokenIndex>,
    run: &Run,
    out: &mut Vec<Role>,
) {
    let reader = Reader {
        english,
        document,
        grammar,
        sentence,
    };
    reader.titles(run, out);
    reader.nouns_in_front(run, out);
    reader.apposition_in_front(run, out);
    reader.apposition_behind(run, out);
    reader.predicate(run, out);
}

struct Reader<'a> {
    english: &'a English,
    document: &'a Document,
    grammar: &'a Grammar,
    sentence: &'a Range<TokenIndex>,
}

impl Reader<'_> {
    fn role(&self, start: TokenIndex, token: TokenIndex) -> Role {
        at(self.english, self.document, self.grammar, start, token)
    }

    fn is_common(&self, token: TokenIndex) -> bool {
        matches!(self.grammar.tag(token), Tag::Nn | Tag::Nns)
            && !self
                .english
                .names
                .facts(self.document.word(token))
                .any(Facts::CALENDAR)
    }

    /// Where the noun phrase of a noun begins: its modifiers directly in front.
    fn phrase_start(&self, noun: TokenIndex) -> TokenIndex {
        let least = self.sentence.start.max(noun.saturating_sub(REACH));
        let mut start = noun;
        while start > least
            && matches!(
                self.grammar.tag(start - 1),
                Tag::Jj
                    | Tag::Nn
                    | Tag::Nns
                    | Tag::Nnp
                    | Tag::Nnps
                    | Tag::Vbg
                    | Tag::Vbn
                    | Tag::Hyph
                    | Tag::Pos
            )
        {
            start -= 1;
        }
        start
    }

    fn titles(&self, run: &Run, out: &mut Vec<Role>) {
        let offices = run.tokens.start..run.core.start;
        let is_office = |&token: &TokenIndex| {
            self.english
                .names
                .facts(self.document.word(token))
                .any(Facts::OFFICE)
        };
        if let Some(head) = offices.clone().rev().find(is_office) {
            let start = self.phrase_start(run.tokens.start);
            out.push(self.role(start, head));
        } else if run.tokens.start >= self.sentence.start + 2 {
            // *Secretary of State John Kerry*
            let of = (run.tokens.start.saturating_sub(2)..run.tokens.start)
                .find(|&token| self.document.word(token) == "of" && token > self.sentence.start);
            if let Some(of) = of.filter(|_| run.name.start > run.tokens.start) {
                out.push(self.role(self.phrase_start(of - 1), of - 1));
            }
        }
    }

    /// *treasurer Wyn Hobley*, *Labour leader Keir Starmer*
    fn nouns_in_front(&self, run: &Run, out: &mut Vec<Role>) {
        let Some(noun) = run.tokens.start.checked_sub(1) else {
            return;
        };
        let head = head_of(self.grammar, &run.core);
        // Not *the tax Trump paid*.
        let linked = self.grammar.head(noun).is_some_and(|up| run.tokens.contains(&up))
            || self.grammar.head(head) == Some(noun)
                && !matches!(
                    self.grammar.relation(head),
                    Relation::Nsubj | Relation::NsubjPass | Relation::AclRelcl | Relation::Acl
                );
        if self.sentence.contains(&noun) && self.is_common(noun) && linked {
            out.push(self.role(self.phrase_start(noun), noun));
        }
    }

    /// The person that a noun only tells more of: ***the head** of the teachers' **union**, Katja Salo*.
    fn holder(&self, noun: TokenIndex) -> TokenIndex {
        let is_person = |token: TokenIndex| {
            let word = self.document.word(token);
            self.english
                .names
                .facts(word)
                .any(Facts::PERSON.or(Facts::OFFICE))
                || self.english.sources.kind(word) == Some(SourceKind::Person)
        };
        let above = self.grammar.head(noun).filter(|&above| {
            self.grammar.relation(noun) == Relation::Nmod && above < noun && is_person(above)
        });
        above.filter(|_| !is_person(noun)).unwrap_or(noun)
    }

    /// *a spokesman, Ivo Brand, said*
    fn apposition_in_front(&self, run: &Run, out: &mut Vec<Role>) {
        let head = head_of(self.grammar, &run.core);
        // *Toolmaker Norvane said*: the tree may give the verb two subjects.
        let before = run
            .tokens
            .start
            .checked_sub(1)
            .filter(|before| self.sentence.contains(before));
        let is_second = |&before: &TokenIndex| {
            self.grammar.relation(head) == Relation::Nsubj
                && self.grammar.relation(before) == Relation::Nsubj
                && self.grammar.head(before) == self.grammar.head(head)
                && self.is_common(before)
        };
        if let Some(noun) = before.filter(is_second) {
            out.push(self.role(self.phrase_start(noun), noun));
            return;
        }
        if !matches!(
            self.grammar.relation(head),
            Relation::Appos | Relation::Flat | Relation::NmodDesc
        ) || self.speaks_aside(run)
        {
            return;
        }
        if let Some(noun) = self
            .grammar
            .head(head)
            .filter(|&noun| noun < run.tokens.start && self.is_common(noun))
        {
            // *two companies, Hollin Carbon and …*: each is one.
            let noun = self.holder(noun);
            let mut role = self.role(self.phrase_start(noun), noun);
            role.plural = false;
            out.push(role);
        }
    }

    /// *That study, **Okonjo argues**, measured noise*: whoever has a verb of his own between commas tells nothing of what stands in front.
    fn speaks_aside(&self, run: &Run) -> bool {
        let verb = run.tokens.end;
        run.tokens.start > self.sentence.start
            && self.is_comma(run.tokens.start - 1)
            && self.sentence.contains(&verb)
            && matches!(self.grammar.tag(verb), Tag::Vbd | Tag::Vbz | Tag::Vbp)
            && self.is_comma(verb + 1)
    }

    /// *Wyn Hobley, the treasurer of the society, …*, *Roe, 42, director of …*
    fn apposition_behind(&self, run: &Run, out: &mut Vec<Role>) {
        let heads = run.core.clone();
        let by_tree = heads
            .flat_map(|token| self.grammar.children(token))
            .find(|&child| {
                child >= run.tokens.end
                    && self.grammar.relation(child) == Relation::Appos
                    && self.is_common(child)
                    && !self.is_anothers(child)
            });
        if let Some(noun) = by_tree {
            out.push(self.role(self.phrase_start(noun), noun));
            return;
        }
        let after_preposition = run.tokens.start > self.sentence.start
            && matches!(self.grammar.tag(run.tokens.start - 1), Tag::In | Tag::To);
        let mut at = run.tokens.end;
        if after_preposition || !self.is_comma(at) {
            return;
        }
        at += 1;
        if self.sentence.contains(&at) && self.grammar.tag(at) == Tag::Cd && self.is_comma(at + 1) {
            at += 2;
        }
        let start = at;
        let opens = |token: TokenIndex| {
            self.grammar.tag(token) == Tag::Dt
                || self.grammar.tag(token) == Tag::PrpS
                || self.is_common(token)
                || {
                    // *Roe, Leeds council leader,* and *Roe, chief executive of*
                    matches!(self.grammar.tag(token), Tag::Jj | Tag::Nnp | Tag::Cd)
                }
        };
        if !self.sentence.contains(&at) || !opens(at) {
            return;
        }
        let mut noun = None;
        while self.sentence.contains(&at) && at < start + REACH {
            match self.grammar.tag(at) {
                Tag::Dt | Tag::PrpS if at == start => {}
                Tag::Nn | Tag::Nns => noun = Some(at),
                Tag::Jj | Tag::Nnp | Tag::Nnps | Tag::Pos | Tag::Hyph | Tag::Cd | Tag::Jjs => noun = None,
                _ => break,
            }
            at += 1;
        }
        let closes = self.sentence.contains(&at)
            && (self.is_comma(at)
                || matches!(
                    self.document.word(at),
                    "of" | "at" | "for" | "in" | "with" | "who"
                ));
        if let Some(noun) = noun.filter(|&noun| closes && self.is_role_word(noun)) {
            out.push(self.role(start, noun));
        }
    }

    /// *Leah Roe, **whose son** was ill*: somebody else.
    fn is_anothers(&self, noun: TokenIndex) -> bool {
        let mut words = self.grammar.children(noun);
        words.any(|word| self.grammar.tag(word) == Tag::WpS)
    }

    fn is_role_word(&self, noun: TokenIndex) -> bool {
        let word = self.document.word(noun);
        self.english
            .names
            .facts(word)
            .any(Facts::PERSON.or(Facts::OFFICE))
            || self.english.sources.kind(word).is_some()
    }

    fn is_comma(&self, token: TokenIndex) -> bool {
        self.sentence.contains(&token) && self.document.word(token) == ","
    }

    /// *Hobley is the treasurer*
    fn predicate(&self, run: &Run, out: &mut Vec<Role>) {
        let head = head_of(self.grammar, &run.core);
        if self.grammar.relation(head) != Relation::Nsubj {
            return;
        }
        let predicate = self.grammar.head(head).filter(|&noun| {
            self.is_common(noun)
                && self.grammar.child(noun, Relation::Cop).is_some()
                && self.is_role_word(noun)
                && !self
                    .grammar
                    .children(noun)
                    .any(|child| matches!(self.document.word(child), "not" | "n't" | "n’t" | "no"))
        });
        if let Some(noun) = predicate {
            let mut role = self.role(self.phrase_start(noun), noun);
            role.past |= self
                .grammar
                .child(noun, Relation::Cop)
                .is_some_and(|be| matches!(self.document.word(be), "was" | "were"));
            out.push(role);
        }
    }
}

/// The token of a range whose head lies outside.
pub fn head_of(grammar: &Grammar, tokens: &Range<TokenIndex>) -> TokenIndex {
    tokens
        .clone()
        .find(|&token| grammar.head(token).is_none_or(|head| !tokens.contains(&head)))
        .unwrap_or(tokens.start)
}
