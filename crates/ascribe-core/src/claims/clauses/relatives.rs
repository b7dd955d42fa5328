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
            // *documents **which** the prosecution say **he** had made*
            Some(own) => is_pronoun(&own) || self.is_object_of_others(cue, head),
            None => self.sentence.subject(cue).is_some_and(|it| is_pronoun(&it)) || object().is_some(),
        };
        let is_relative = grammar.relation(cue) == Relation::AclRelcl;
        grammar
            .head(cue)
            .filter(|&noun| is_pronoun && is_relative && noun < cue)
    }

    /// Whether a pronoun in front of the verb of saying is what somebody did something to: *documents **which** they say he had made*.
    fn is_object_of_others(&self, cue: TokenIndex, head: TokenIndex) -> bool {
        let grammar = self.sentence.grammar;
        let mut before = grammar.subtree(cue).take_while(|&token| token < cue);
        let has_object = [Relation::Obj, Relation::Ccomp]
            .into_iter()
            .any(|relation| grammar.child(head, relation).is_some());
        before.next().is_some_and(|first| {
            matches!(grammar.tag(first), Tag::Wdt | Tag::Wp)
                && self.ownership.role(first) != Role::Source
                && self.sentence.subject(cue) != Some(first)
                && self.sentence.document.word(first) != "who"
        }) && !has_object
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
        const STEPS: usize = 3;
        let grammar = self.sentence.grammar;
        let said = grammar.head(head)?;
        let owner = self.owner(said).filter(|_| self.owner(head).is_none())?;
        // *reported **profit that beat** forecasts and raised its outlook*: the clause may hang on what is said.
        let mut above = std::iter::successors(grammar.head(said), |&token| grammar.head(token)).take(STEPS);
        let verb = above.find(|&verb| self.ownership.cue(verb) == Some(owner))?;
        self.sentence
            .subject(verb)
            .filter(|&subject| self.owner(subject).is_none())
    }

    /// ***Mr Hale** was arrested in May and is believed to have **fled***: the paper's own subject, of what somebody believes of it.
    pub(super) fn subject_of_believed(&self, head: TokenIndex) -> Option<TokenIndex> {
        let grammar = self.sentence.grammar;
        let owner = self.owner(head)?;
        let cue = grammar.head(head)?;
        let is_believed = self.ownership.cue(cue) == Some(owner)
            && grammar.relation(head) == Relation::Xcomp
            && grammar.child(cue, Relation::AuxPass).is_some()
            && self.sentence.subject(cue).is_none()
            && self.sentence.subject(head).is_none();
        self.subject_above(cue)
            .filter(|it| is_believed && self.owner(*it) != Some(owner))
            .map(|it| self.meant_by(it))
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

    /// The end of a subject that the tree breaks off behind an adjective: *Sales at stores **open** | at least a year **fell***.
    pub(super) fn end_of_subject(&self, noun: TokenIndex, end: TokenIndex) -> TokenIndex {
        const LONGEST: usize = 6;
        let grammar = self.sentence.grammar;
        let is_subject = matches!(grammar.relation(noun), Relation::Nsubj | Relation::NsubjPass);
        let verb = grammar
            .head(noun)
            .filter(|&verb| is_subject && verb > end && verb <= end + LONGEST);
        let goes_on = |token: TokenIndex| {
            let tag = grammar.tag(token);
            matches!(tag, Tag::In | Tag::Jjs | Tag::Dt | Tag::Cd) || tag.is_noun()
        };
        match verb {
            Some(verb) if end > noun && grammar.tag(end - 1) == Tag::Jj && (end..verb).all(goes_on) => verb,
            _ => end,
        }
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
