//! Whom pronouns and roles refer to: *he*, *who*, *the governor*, *the company*.
//!
//! *Gov. Marcia Delray spoke. **The governor** said …*; *Mr Pym opened the meeting. The fund was empty, **he** said.* One
//! pass in text order, in the manner of the sieves of Lee et al. (2013): what is sure comes first, each answer is a mention
//! that the next pronoun can go back to, and what fits two equally well stays open. People agree in gender only with what
//! the text says (titles, *his wife*, an earlier sure pronoun); a given name rules out and never chooses.
//!
//! *Mr Doyle met Mr Marsh. It was over, he said.* is open. Deliberately missed: *I* and *you* (who speaks is known only to
//! attributions), *they* of two named people, pronouns further than a few sentences from what they stand for.

mod pronouns;
mod role_nouns;

use crate::document::{Document, TokenIndex};
use crate::english::English;
use crate::english::names::Facts;
use crate::grammar::Grammar;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::vocabulary::{EntityKind, Place, SourceKind};

use super::names::{FigureIndex, Names};
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
        let mut reader = Reader {
            english,
            document,
            grammar,
            names,
            quoted,
            roles,
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
        }
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

    fn push(&mut self, sentence: usize, token: TokenIndex, referent: Referent, class: Class) {
        let rank = self.rank(token);
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
        if modifier {
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

    fn noun(&mut self, sentence: usize, token: TokenIndex) {
        let Some(class) = self.class_of_noun(token) else {
            return;
        };
        if self.belongs_to_name(sentence, token) || self.grammar.child(token, Relation::Cop).is_some() {
            return;
        }
        let named = self
            .is_definite(token)
            .then(|| self.role(sentence, token))
            .flatten();
        let referent = named.unwrap_or(Referent::Noun(token));
        self.referents.push((token, referent.clone()));
        self.push(sentence, token, referent, class);
    }

    fn class_of_noun(&self, token: TokenIndex) -> Option<Class> {
        let word = self.document.word(token);
        let tag = self.grammar.tag(token);
        let facts = self.english.names.facts(word);
        if matches!(tag, Tag::Nns | Tag::Nnps) {
            if self.english.sources.kind(word) == Some(SourceKind::Group) {
                return Some(Class::People);
            }
            let singular = self.english.lemmas.lemma(word, Tag::Nns);
            let person = self
                .english
                .names
                .facts(&singular)
                .any(Facts::PERSON.or(Facts::OFFICE));
            return person.then_some(Class::People);
        }
        if facts.any(Facts::PERSON.or(Facts::OFFICE)) {
            return Some(Class::Person);
        }
        match self.english.sources.kind(word) {
            Some(SourceKind::Person | SourceKind::Group) => Some(Class::Person),
            Some(_) => Some(Class::Thing),
            None => facts.any(Facts::ORGANISATION).then_some(Class::Thing),
        }
    }

    /// Modifiers of other nouns, and words that only say what a name is.
    fn belongs_to_name(&self, sentence: usize, token: TokenIndex) -> bool {
        let tokens = &self.document.sentences()[sentence].tokens;
        let next = token + 1;
        if next < tokens.end && (self.grammar.tag(next).is_noun() || self.names.at(next).is_some()) {
            return true;
        }
        if self.leads_to_name(token, tokens.end) {
            return true;
        }
        let named = |other: TokenIndex| self.names.at(other).is_some();
        let apposition = matches!(
            self.grammar.relation(token),
            Relation::Appos | Relation::Compound | Relation::NmodDesc
        ) && self.grammar.head(token).is_some_and(named);
        apposition
            || self
                .grammar
                .child(token, Relation::Appos)
                .or_else(|| self.grammar.child(token, Relation::Flat))
                .is_some_and(named)
    }

    /// *The minister, Mr Vale*; *his guest, the actress Kamala Lopez*.
    fn leads_to_name(&self, token: TokenIndex, end: TokenIndex) -> bool {
        let mut commas = 0;
        for next in token + 1..end.min(token + 9) {
            if let Some(mention) = self.names.at(next) {
                let person = |&figure: &FigureIndex| self.names.figures[figure].kind == EntityKind::Person;
                return commas == 1 && mention.figures.first().is_some_and(person);
            }
            match self.grammar.tag(next) {
                Tag::Comma => commas += 1,
                Tag::Dt | Tag::Jj | Tag::Nn | Tag::Nns => {}
                Tag::Cc if commas == 1 => {}
                Tag::In if commas == 0 && self.document.word(next) == "of" => {}
                _ => return false,
            }
        }
        false
    }

    fn is_definite(&self, token: TokenIndex) -> bool {
        self.grammar
            .children(token)
            .chain(self.phrase_start(token).checked_sub(1))
            .any(|child| {
                child < token
                    && ["the", "that", "this"]
                        .iter()
                        .any(|word| self.document.word(child).eq_ignore_ascii_case(word))
            })
    }

    /// Where the modifiers directly in front of a noun begin.
    fn phrase_start(&self, noun: TokenIndex) -> TokenIndex {
        let least = self.document.sentences()[self.document.sentence_of(noun)]
            .tokens
            .start;
        let mut start = noun;
        while start > least.max(noun.saturating_sub(6))
            && matches!(
                self.grammar.tag(start - 1),
                Tag::Jj | Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps | Tag::Vbg | Tag::Vbn | Tag::Hyph
            )
        {
            start -= 1;
        }
        start
    }

    fn role(&self, sentence: usize, token: TokenIndex) -> Option<Referent> {
        let start = self.phrase_start(token);
        let role = super::names::roles::at(self.english, self.document, self.grammar, start, token);
        let mut fits = self.roles.bearers(self.english, self.document, self.names, &role);
        fits.retain(|&figure| !self.is_of_another(token, figure) && !self.is_unnamed_since(token, figure));
        if fits.len() > 1 {
            // Of several, the one that the text is about just now.
            let near: Vec<FigureIndex> = fits
                .iter()
                .copied()
                .filter(|&figure| {
                    self.recent(sentence)
                        .any(|item| item.referent == Referent::Figure(figure))
                })
                .collect();
            if near.len() == 1 {
                fits = near;
            }
        }
        match fits[..] {
            [] => None,
            [one] => Some(Referent::Figure(one)),
            _ => Some(Referent::Open(fits)),
        }
    }

    /// *The minister of the day* is not the energy minister, whoever that is now: what stands behind *of* must be the same,
    /// or a name that the bearer's role may have left out.
    fn is_of_another(&self, token: TokenIndex, figure: FigureIndex) -> bool {
        let Some(whose) = self.complement(token) else {
            return false;
        };
        let mut others = self.names.figures[figure]
            .roles
            .iter()
            .map(|role| self.complement(role.token));
        let named = whose.starts_with(char::is_uppercase);
        !others.any(|other| other.map_or(named, |other| other == whose))
    }

    /// The first noun behind *of*.
    fn complement(&self, noun: TokenIndex) -> Option<&str> {
        let end = self.document.sentences()[self.document.sentence_of(noun)]
            .tokens
            .end;
        let of = noun + 1;
        if of >= end || self.document.word(of) != "of" {
            return None;
        }
        (of + 1..end.min(of + 5))
            .find(|&token| self.grammar.tag(token).is_noun())
            .map(|token| self.document.word(token))
    }

    /// Whether somebody without a name has been called the same since the figure was last mentioned: *a senior official said
    /// … The official* is not the named one of before.
    fn is_unnamed_since(&self, token: TokenIndex, figure: FigureIndex) -> bool {
        let word = self.document.word(token);
        self.items
            .iter()
            .rev()
            .take(pronouns::WINDOW)
            .take_while(|item| item.referent != Referent::Figure(figure))
            .any(|item| {
                item.referent == Referent::Noun(item.token)
                    && self.document.word(item.token).eq_ignore_ascii_case(word)
            })
    }

    /// What was mentioned in this sentence and the two before it.
    fn recent(&self, sentence: usize) -> impl Iterator<Item = &Item> {
        self.items
            .iter()
            .rev()
            .take(pronouns::WINDOW)
            .take_while(move |item| item.sentence + 2 >= sentence)
    }

    fn is_reporting(&self, verb: TokenIndex) -> bool {
        self.grammar.tag(verb).is_verb() && {
            let lemma = self
                .english
                .lemmas
                .lemma(self.document.word(verb), self.grammar.tag(verb));
            self.english.stances.verbs.contains(&lemma)
        }
    }

    fn rank(&self, token: TokenIndex) -> Rank {
        let mut head = token;
        for _ in 0..HEIGHT {
            match self.grammar.head(head) {
                Some(up)
                    if matches!(
                        self.grammar.relation(head),
                        Relation::Conj | Relation::Appos | Relation::Flat
                    ) =>
                {
                    head = up;
                }
                _ => break,
            }
        }
        let Some(verb) = self.grammar.head(head) else {
            return Rank::Argument;
        };
        let main = self.is_main(verb);
        match self.grammar.relation(head) {
            Relation::Nsubj
                if self.is_framing(verb) && self.is_reporting(verb) || main && self.has_content(verb) =>
            {
                Rank::Speaker
            }
            Relation::Nsubj | Relation::NsubjPass | Relation::NsubjOuter if main => Rank::Subject,
            Relation::Obl | Relation::Obj | Relation::Iobj | Relation::OblAgent if main => Rank::Argument,
            _ if head > 1 && self.document.word(head - 1) == "to" && self.is_according(head - 2) => {
                Rank::Speaker
            }
            _ => Rank::Inner,
        }
    }

    /// A verb that tells what somebody says: *said that …*, *“…”, he said*; not *wrote to Mr Pryce*.
    fn has_content(&self, verb: TokenIndex) -> bool {
        self.is_reporting(verb)
            && (self.grammar.relation(verb) == Relation::Parataxis
                || [Relation::Ccomp, Relation::Parataxis, Relation::Xcomp]
                    .iter()
                    .any(|&relation| self.grammar.child(verb, relation).is_some()))
    }

    fn is_according(&self, token: TokenIndex) -> bool {
        self.document.word(token).eq_ignore_ascii_case("according")
    }

    /// A verb whose clause stands beside or behind what is said: *as the mayor said*.
    fn is_framing(&self, verb: TokenIndex) -> bool {
        self.grammar.relation(verb) == Relation::Advcl
            && self
                .grammar
                .child(verb, Relation::Mark)
                .is_some_and(|mark| self.document.word(mark).eq_ignore_ascii_case("as"))
    }

    /// A verb of the main clause, or one beside it.
    fn is_main(&self, verb: TokenIndex) -> bool {
        let mut verb = verb;
        for _ in 0..HEIGHT {
            match self.grammar.relation(verb) {
                Relation::Root => return true,
                Relation::Conj | Relation::Parataxis | Relation::Xcomp => match self.grammar.head(verb) {
                    Some(up) => verb = up,
                    None => return true,
                },
                _ => return false,
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signs::quotations;

    /// What the word `asked` of a text refers to: names, or the noun in brackets; `-` for nothing. The text is given as
    /// `word/TAG/head/relation` items, heads counted from 1 in their sentence.
    fn referent(text: &str, asked: &str) -> String {
        let items: Vec<[&str; 4]> = text
            .split(' ')
            .map(|item| {
                let parts: Vec<&str> = item.rsplitn(4, '/').collect();
                [parts[3], parts[2], parts[1], parts[0]]
            })
            .collect();
        let words: Vec<&str> = items.iter().map(|item| item[0]).collect();
        let document = crate::read::document(English::built_in(), &words.join(" "));
        assert_eq!(document.tokens().len(), items.len(), "{words:?}");
        let (mut tags, mut heads, mut relations) = (Vec::new(), Vec::new(), Vec::new());
        for sentence in document.sentences() {
            for token in sentence.tokens.clone() {
                let [_, tag, head, relation] = items[token];
                let head: usize = head.parse().expect("the number of a head");
                tags.push(Tag::from_name(tag).expect("a tag"));
                heads.push(
                    head.checked_sub(1)
                        .map_or(token, |head| sentence.tokens.start + head) as u32,
                );
                relations.push(Relation::from_name(relation).expect("a relation"));
            }
        }
        let grammar = Grammar::new(tags, heads, relations);
        let english = English::built_in();
        let mut names = Names::find(english, &document, &grammar);
        let quoted = quotations::inside(&document);
        let mentions = Mentions::find(english, &document, &grammar, &mut names, &quoted);
        let token = words
            .iter()
            .rposition(|&word| word == asked)
            .expect("a word of the text");
        let name = |figure: FigureIndex| document.slice(document.span_of(names.figures[figure].name.clone()));
        match mentions.at(token) {
            Some(Referent::Open(figures)) if figures.len() == 1 => format!("{}?", name(figures[0])),
            Some(Referent::Figure(figure)) => name(*figure).to_owned(),
            Some(Referent::Noun(noun)) => format!("({})", document.word(*noun)),
            Some(Referent::Open(figures)) => {
                let names: Vec<&str> = figures.iter().map(|&figure| name(figure)).collect();
                names.join(" or ")
            }
            None => "-".to_owned(),
        }
    }

    const MET: &str =
        "Mr/NNP/2/compound Doyle/NNP/3/nsubj met/VBD/0/root Mr/NNP/5/compound Marsh/NNP/3/obj ././3/punct";
    const SAID: &str = "He/PRP/2/nsubj said/VBD/0/root so/RB/2/advmod ././2/punct";

    #[test]
    fn two_who_fit_equally_well_stay_open() {
        assert_eq!(referent(&format!("{MET} {SAID}"), "He"), "Mr Doyle or Mr Marsh");
    }

    #[test]
    fn a_subject_that_goes_on_is_meant() {
        let drove = "Mr/NNP/2/compound Doyle/NNP/3/nsubj drove/VBD/0/root home/RB/3/advmod ././3/punct";
        assert_eq!(referent(&format!("{MET} {drove} {SAID}"), "He"), "Mr Doyle");
    }

    #[test]
    fn gender_is_told_by_titles() {
        let met =
            "Mr/NNP/2/compound Doyle/NNP/3/nsubj met/VBD/0/root Ms/NNP/5/compound Orr/NNP/3/obj ././3/punct";
        assert_eq!(referent(&format!("{met} {SAID}"), "He"), "Mr Doyle");
        let she = SAID.replace("He", "She");
        assert_eq!(referent(&format!("{met} {she}"), "She"), "Ms Orr");
    }

    #[test]
    fn an_opening_pronoun_looks_ahead() {
        let spoke = "Idris/NNP/3/nsubj Halloran/NNP/1/flat spoke/VBD/0/root later/RB/3/advmod ././3/punct";
        assert_eq!(referent(&format!("{SAID} {spoke}"), "He"), "Idris Halloran");
        // Not past somebody who fits.
        assert_eq!(
            referent(
                &format!(
                    "{} {SAID} {spoke}",
                    MET.replace(
                        "met/VBD/0/root Mr/NNP/5/compound Marsh",
                        "met/VBD/0/root Ms/NNP/5/compound Orr"
                    )
                ),
                "He"
            ),
            "Mr Doyle"
        );
    }

    #[test]
    fn roles_find_their_bearers() {
        let spoke =
            "Gov./NNP/3/compound Marcia/NNP/3/compound Delray/NNP/4/nsubj spoke/VBD/0/root ././4/punct";
        let said = "The/DT/2/det governor/NN/3/nsubj said/VBD/0/root so/RB/3/advmod ././3/punct";
        assert_eq!(referent(&format!("{spoke} {said}"), "governor"), "Marcia Delray");
        let former = format!(
            "Former/JJ/4/amod {}",
            spoke
                .replace("/3/", "/4/")
                .replace("/4/nsubj", "/5/nsubj")
                .replace("/4/punct", "/5/punct")
        );
        assert_eq!(referent(&format!("{former} {said}"), "governor"), "(governor)");
    }

    #[test]
    fn a_verb_of_speech_alone_puts_nobody_first() {
        let wrote = "Mr/NNP/2/compound Doyle/NNP/3/nsubj wrote/VBD/0/root to/IN/6/case Mr/NNP/6/compound Marsh/NNP/3/obl ././3/punct";
        assert_eq!(referent(&format!("{wrote} {SAID}"), "He"), "Mr Doyle or Mr Marsh");
        // What he told him is content, and whoever speaks goes on speaking.
        let told = "Mr/NNP/2/compound Doyle/NNP/3/nsubj told/VBD/0/root Mr/NNP/5/compound Marsh/NNP/3/obj Leeds/NNP/7/nsubj won/VBD/3/ccomp ././3/punct";
        assert_eq!(referent(&format!("{told} {SAID}"), "He"), "Mr Doyle");
    }

    #[test]
    fn somebody_introduced_without_a_name_stays_without_one() {
        let official = "Petra/NNP/2/compound Quill/NNP/6/nsubj ,/,/2/punct an/DT/5/det official/NN/2/appos spoke/VBD/0/root ././6/punct";
        let another = "An/DT/2/det official/NN/3/nsubj left/VBD/0/root ././3/punct";
        let said = "The/DT/2/det official/NN/3/nsubj said/VBD/0/root so/RB/3/advmod ././3/punct";
        assert_eq!(
            referent(&format!("{official} {another} {said}"), "official"),
            "(official)"
        );
        assert_eq!(referent(&format!("{official} {said}"), "official"), "Petra Quill");
        let minister = official.replace("official", "minister");
        assert_eq!(referent(&format!("{minister} {said}"), "official"), "(official)");
    }

    #[test]
    fn the_minister_of_the_day_is_another() {
        let minister = "Piers/NNP/2/compound Vale/NNP/6/nsubj ,/,/2/punct the/DT/5/det minister/NN/2/appos spoke/VBD/0/root ././6/punct";
        let said = "The/DT/2/det minister/NN/3/nsubj said/VBD/0/root so/RB/3/advmod ././3/punct";
        assert_eq!(referent(&format!("{minister} {said}"), "minister"), "Piers Vale");
        let of_the_day = "The/DT/2/det minister/NN/6/nsubj of/IN/5/case the/DT/5/det day/NN/2/nmod said/VBD/0/root so/RB/6/advmod ././6/punct";
        assert_eq!(
            referent(&format!("{minister} {of_the_day}"), "minister"),
            "(minister)"
        );
    }

    #[test]
    fn it_needs_a_subject_just_before_and_no_other() {
        let company = "Brayford/NNP/2/compound Water/NNP/3/nsubj met/VBD/0/root ././3/punct";
        let rose = "The/DT/2/det river/NN/3/nsubj rose/VBD/0/root ././3/punct";
        let said = SAID.replace("He", "It");
        assert_eq!(referent(&format!("{company} {said}"), "It"), "Brayford Water");
        assert_eq!(
            referent(&format!("{company} {rose} {said}"), "It"),
            "Brayford Water?"
        );
    }

    #[test]
    fn an_empty_it_refers_to_nothing() {
        let company = "Brayford/NNP/2/compound Water/NNP/3/nsubj met/VBD/0/root ././3/punct";
        let believed = "It/PRP/3/expl is/VBZ/3/aux:pass believed/VBN/0/root ././3/punct";
        assert_eq!(referent(&format!("{company} {believed}"), "It"), "-");
        assert_eq!(
            referent(&format!("{company} {}", SAID.replace("He", "It")), "It"),
            "Brayford Water"
        );
    }
}
