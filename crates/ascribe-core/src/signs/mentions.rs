//! Whom pronouns and roles refer to: *he*, *who*, *the governor*, *the company*.
//!
//! *Gov. Marcia Delray spoke. **The governor** said …*; *Mr Pym opened the meeting. The fund was empty, **he** said.* One
//! pass in text order, in the manner of the sieves of Lee et al. (2013): what is sure comes first, each answer is a mention
//! that the next pronoun can go back to, and what fits two equally well stays open. People agree in gender only with what
//! the text says (titles, *his wife*, an earlier sure pronoun); a given name rules out and never chooses.
//!
//! *Mr Doyle met Mr Marsh. It was over, he said.* is open. Deliberately missed: *I* and *you* (who speaks is known only to
//! attributions), *they* of two named people, pronouns further than a few sentences from what they stand for.

mod nouns;
mod ranks;
mod pronouns;
mod role_nouns;

use crate::document::{Document, TokenIndex};
use crate::english::English;
use crate::grammar::Grammar;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::vocabulary::{EntityKind, Place};

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

    /// What was mentioned in this sentence and the two before it.
    fn recent(&self, sentence: usize) -> impl Iterator<Item = &Item> {
        self.items
            .iter()
            .rev()
            .take(pronouns::WINDOW)
            .take_while(move |item| item.sentence + 2 >= sentence)
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
