//! What a relative pronoun stands for.

use super::{Cut, Role};
use crate::document::TokenIndex;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;

impl Cut<'_> {
    /// The noun that somebody's words in a relative clause tell of: *a **fire** that police believe **was arson***, *the **blaze**, which is
    /// thought to have **started** in the bay*.
    pub(super) fn told_of_by_others(&self, head: TokenIndex) -> Option<TokenIndex> {
        let grammar = self.sentence.grammar;
        let cue = grammar
            .head(head)
            .filter(|&cue| self.ownership.cue(cue).is_some() && self.owner(head).is_some())?;
        // *the director, **who urged** ministers to intervene*: whoever says it is nothing that is told of.
        let is_pronoun = |&token: &TokenIndex| {
            matches!(grammar.tag(token), Tag::Wdt | Tag::Wp) && self.ownership.role(token) != Role::Source
        };
        let own = self.sentence.subject(head);
        // *28,000 birds, **which** he says **are worth** £900,000*: the tree may take it for what is said.
        let object = || {
            let mut objects = grammar.children(cue).take_while(|&child| child < cue);
            objects.find(|child| grammar.relation(*child) == Relation::Obj && is_pronoun(child))
        };
        let is_pronoun = match own {
            Some(own) => is_pronoun(&own),
            None => self.sentence.subject(cue).is_some_and(|it| is_pronoun(&it)) || object().is_some(),
        };
        let is_relative = grammar.relation(cue) == Relation::AclRelcl;
        grammar
            .head(cue)
            .filter(|&noun| is_pronoun && is_relative && noun < cue)
    }

    /// ***The striker** is to have a medical and is expected to sign*: a subject that a verb further on takes into what nobody in particular says.
    pub(super) fn subject_of_others(&self, head: TokenIndex) -> Option<TokenIndex> {
        let grammar = self.sentence.grammar;
        let subject = self.sentence.subject(head)?;
        let owner = self.owner(subject).filter(|_| self.owner(head).is_none())?;
        let goes_on = |verb: TokenIndex| {
            verb > head && grammar.relation(verb) == Relation::Conj && self.ownership.cue(verb) == Some(owner)
        };
        grammar.children(head).any(goes_on).then_some(subject)
    }

    /// ***One of the men**, identified as Paul Reed, was pronounced dead*: who is named in passing is the subject of the paper's own verb.
    pub(super) fn subject_named_within(&self, head: TokenIndex) -> Option<TokenIndex> {
        let grammar = self.sentence.grammar;
        let subject = self.sentence.subject(head)?;
        let owner = self.owner(subject).filter(|_| self.owner(head).is_none())?;
        let names = |token: TokenIndex| {
            token > subject && grammar.tag(token) == Tag::Vbn && self.ownership.cue(token) == Some(owner)
        };
        grammar.subtree(subject).any(names).then_some(subject)
    }

    /// ***The plan** was approved by the board but never **put** to members*: what the first verb was done to, though it is the content of
    /// that verb.
    pub(super) fn subject_of_act(&self, head: TokenIndex) -> Option<TokenIndex> {
        let subject = self.subject_above(head).filter(|_| self.owner(head).is_none())?;
        let first = self.sentence.grammar.head(subject)?;
        let owner = self.owner(subject)?;
        (self.ownership.cue(first) == Some(owner)).then_some(subject)
    }

    /// ***The district** is sitting on $38m, he said, and **gave** its clerks a bonus*: the subject stands in what is said around the frame.
    pub(super) fn subject_around_frame(&self, head: TokenIndex) -> Option<TokenIndex> {
        let grammar = self.sentence.grammar;
        let subject = self.subject_above(head).filter(|_| self.owner(head).is_none())?;
        let owner = self.owner(subject)?;
        let said = grammar.head(head)?;
        let is_frame = |token: TokenIndex| {
            self.ownership.cue(token) == Some(owner) && grammar.relation(token) == Relation::Parataxis
        };
        (said..head).any(is_frame).then_some(subject)
    }

    /// ***He** said ballots had been tampered with but provided no evidence*: the paper's own verb, which the tree joins to what is said, has the
    /// subject of the verb of saying.
    pub(super) fn subject_of_frame(&self, head: TokenIndex) -> Option<TokenIndex> {
        let grammar = self.sentence.grammar;
        let said = grammar.head(head)?;
        let owner = self.owner(said).filter(|_| self.owner(head).is_none())?;
        let verb = grammar
            .head(said)
            .filter(|&verb| self.ownership.cue(verb) == Some(owner))?;
        self.sentence
            .subject(verb)
            .filter(|&subject| self.owner(subject).is_none())
    }

    /// The noun that a relative clause tells of: ***Mr Vickers**, who left*, ***the farm**, whose land it is*; none of a whole sentence.
    pub(super) fn antecedent(&self, head: TokenIndex) -> Option<TokenIndex> {
        let grammar = self.sentence.grammar;
        if let Some(noun) = self.in_front_of_whose(head) {
            return Some(noun);
        }
        let noun = self.person(head, grammar.head(head)?);
        // *Tranter (**Lab**), who …*: a bracket tells nothing of whom.
        let before = noun.saturating_sub(1).max(self.sentence.tokens.start);
        let is_bracketed = grammar.tag(before) == Tag::LeftBracket;
        // *The **23-year-old**, who …*
        let is_noun = grammar.tag(noun).is_noun()
            || grammar.tag(noun) == Tag::Jj && grammar.child(noun, Relation::Det).is_some();
        (grammar.relation(head) == Relation::AclRelcl && noun < head && is_noun && !is_bracketed)
            .then_some(noun)
    }

    /// *asked **Adan**, whose wife is still there*, *The **captain**, who was among them, was held*: where the tree hangs the clause on the verb.
    pub(super) fn in_front_of_whose(&self, head: TokenIndex) -> Option<TokenIndex> {
        let grammar = self.sentence.grammar;
        let whose = grammar
            .subtree(head)
            .find(|&token| grammar.tag(token) == Tag::WpS || self.sentence.document.word(token) == "who")?;
        let comma = whose
            .checked_sub(1)
            .filter(|&comma| comma > self.sentence.tokens.start)?;
        let last = comma - 1;
        // *Nadia **Rahimi**, whose …*: the name's main word.
        let noun = grammar
            .head(last)
            .filter(|_| grammar.relation(last) == Relation::Flat)
            .unwrap_or(last);
        (matches!(
            grammar.relation(head),
            Relation::Advcl | Relation::Ccomp | Relation::Parataxis
        ) && grammar.tag(comma) == Tag::Comma
            && grammar.tag(noun).is_noun())
        .then_some(noun)
    }

    /// *Selin Arman, an analyst at **the Institute**, **who** expects a deal*: *who* is nobody with an article in front of a name, and no
    /// place where somebody is, but whoever that is set beside.
    fn person(&self, head: TokenIndex, noun: TokenIndex) -> TokenIndex {
        const STEPS: usize = 4;
        let (grammar, document) = (self.sentence.grammar, self.sentence.document);
        let is = |token: TokenIndex, words: &[&str]| {
            words
                .iter()
                .any(|word| document.word(token).eq_ignore_ascii_case(word))
        };
        let asks_who = grammar
            .children(head)
            .any(|child| grammar.tag(child) == Tag::Wp && is(child, &["who"]));
        let is_place = grammar
            .child(noun, Relation::Case)
            .is_some_and(|case| is(case, &["at", "in", "near", "on"]));
        let article = grammar.child(noun, Relation::Det);
        let is_thing = grammar.tag(noun) == Tag::Nnp && article.is_some_and(|article| is(article, &["the"]));
        if !asks_who || !(is_place || is_thing) || grammar.relation(noun) != Relation::Nmod {
            return noun;
        }
        let mut person = noun;
        for _ in 0..STEPS {
            let relation = grammar.relation(person);
            match grammar.head(person) {
                Some(up) if matches!(relation, Relation::Nmod | Relation::Appos) => person = up,
                _ => break,
            }
            if relation == Relation::Appos {
                break;
            }
        }
        person
    }

    /// What a relative pronoun stands for: *a **fire** that killed four and destroyed 900 homes*; any other word itself.
    pub(super) fn meant_by(&self, subject: TokenIndex) -> TokenIndex {
        let grammar = self.sentence.grammar;
        let noun = || {
            let verb = grammar.head(subject)?;
            grammar
                .head(verb)
                .filter(|&noun| grammar.relation(verb) == Relation::AclRelcl && noun < verb)
        };
        if matches!(grammar.tag(subject), Tag::Wdt | Tag::Wp) {
            noun().unwrap_or(subject)
        } else {
            subject
        }
    }
}
