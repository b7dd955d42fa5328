//! Somebody called by an age or a country: *Femi Adeyo has left. **The 24-year-old** wants to play*, *Coach Jens Lind smiled. **The Swede** said no*.
//!
//! It is whoever the sentence or the one before it names, if that is one person, or one of them is its subject. Counter-examples: *the
//! Dutch* (many), *a 24-year-old* (somebody new), *the Swede Jens Lind* (named at once).

use super::{Class, Rank, Reader, Referent};
use crate::document::{Document, TokenIndex};
use crate::english::words::HYPHENS;
use crate::grammar::Grammar;
use crate::grammar::tag::Tag;
use crate::signs::names::FigureIndex;
use crate::vocabulary::EntityKind;

/// Whether a token is the last word of somebody's age: *24-year-**old***.
pub fn is_age(document: &Document, token: TokenIndex) -> bool {
    let word = document.word(token);
    word.ends_with("year-old")
        || word == "old"
            && token >= 3
            && document.word(token - 2) == "year"
            && document
                .word(token - 1)
                .starts_with(|mark| mark == '–' || HYPHENS.contains(&mark))
}

/// Whether a word for a nationality is said of one person: *the Swede*; not *the Swedes*, *the Swedish team*, *the Dutch*.
pub fn is_one_of_a_nation(document: &Document, grammar: &Grammar, token: TokenIndex) -> bool {
    const OF_MANY: [&str; 5] = ["ch", "ese", "s", "sh", "ss"];
    let word = document.word(token);
    let is_article = |word: &str| {
        ["a", "an", "the"]
            .iter()
            .any(|article| word.eq_ignore_ascii_case(article))
    };
    let goes_on = token + 1 < document.tokens().len()
        && (grammar.tag(token + 1).is_noun()
            || matches!(grammar.tag(token + 1), Tag::Jj | Tag::Hyph | Tag::Vbg));
    let begins = token > 0
        && (is_article(document.word(token - 1))
            || token > 1 && grammar.tag(token - 1) == Tag::Jj && is_article(document.word(token - 2)));
    begins && !goes_on && !OF_MANY.iter().any(|end| word.ends_with(end))
}

impl Reader<'_> {
    /// Whom an age or a nationality at `token` stands for; notes it and says whether it is one.
    pub(super) fn epithet(&mut self, sentence: usize, token: TokenIndex) -> bool {
        let is_nation = self.names.at(token).is_some_and(|mention| {
            matches!(mention.figures[..], [one] if self.names.figures[one].kind == EntityKind::Nationality)
                && mention.run.tokens.len() == 1
        }) && is_one_of_a_nation(self.document, self.grammar, token);
        if !(is_nation || is_age(self.document, token) && !self.belongs_to_name(sentence, token)) {
            return false;
        }
        let phrase = token.saturating_sub(6)..token;
        let is_definite = phrase
            .rev()
            .take_while(|&word| self.grammar.tag(word) != Tag::Comma)
            .any(|word| self.document.word(word).eq_ignore_ascii_case("the"));
        let referent = is_definite
            .then(|| self.whom(sentence))
            .flatten()
            .unwrap_or(Referent::Noun(token));
        self.referents.push((token, referent.clone()));
        self.push(sentence, token, referent, Class::Person);
        true
    }

    /// The person of this sentence and the one before it, or the one who is a subject in them; all of them where that leaves it open.
    fn whom(&self, sentence: usize) -> Option<Referent> {
        let people = |least: Rank| -> Vec<FigureIndex> {
            let mut found = Vec::new();
            for item in self
                .recent(sentence)
                .filter(|item| item.sentence + 1 >= sentence && item.rank >= least)
            {
                if let Referent::Figure(figure) = item.referent
                    && item.class == Class::Person
                    && !found.contains(&figure)
                {
                    found.push(figure);
                }
            }
            found
        };
        let all = people(Rank::Inner);
        match (&all[..], &people(Rank::Subject)[..]) {
            ([], _) => None,
            ([one], _) | (_, [one]) => Some(Referent::Figure(*one)),
            _ => Some(Referent::Open(all)),
        }
    }
}
