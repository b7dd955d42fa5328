//! Whom a pronoun refers to that stands in front of the name: ***His** ship had sunk, Captain Roe said*.

use std::ops::Range;

use super::{Candidate, Form, WINDOW};
use crate::document::TokenIndex;
use crate::signs::mentions::{Class, Reader, Referent};
use crate::signs::names::{Gender, roles};
use crate::vocabulary::EntityKind;

/// How many sentences ahead the name can stand.
const AHEAD: usize = 3;

impl Reader<'_> {
    /// Somebody named behind a pronoun that opens the article, or whose clause stands in front of its main clause.
    pub(super) fn ahead(&self, sentence: usize, token: TokenIndex, form: Form) -> Option<(Referent, bool)> {
        let Form::Person(gender) = form else { return None };
        let opens = !self
            .items
            .iter()
            .rev()
            .take(WINDOW)
            .any(|item| item.class == Class::Person && self.may_be(&item.referent, gender));
        if !opens {
            return None;
        }
        let end = self.document.sentences().len().min(sentence + AHEAD + 1);
        for number in sentence..end {
            let tokens = self.document.sentences()[number].tokens.clone();
            let range = tokens.start.max(token + 1)..tokens.end;
            let found = self.named_in(&range, gender);
            if found.is_empty() {
                continue;
            }
            return Some(Self::choose(&found, None, form)).map(|(referent, _)| (referent, false));
        }
        None
    }

    fn named_in(&self, range: &Range<TokenIndex>, gender: Gender) -> Vec<Candidate> {
        let mut found: Vec<Candidate> = Vec::new();
        for mention in self.names.within(range) {
            let [figure] = mention.figures[..] else { continue };
            let head = roles::head_of(self.grammar, &mention.run.core);
            let referent = Referent::Figure(figure);
            let fits = self.names.figures[figure].kind == EntityKind::Person
                && !self.quoted[head]
                && self.may_be(&referent, gender);
            if fits && found.iter().all(|known| known.referent != referent) {
                found.push(Candidate {
                    referent,
                    class: Class::Person,
                    rank: self.rank(head),
                    token: head,
                    is_subject: false,
                });
            }
        }
        found
    }
}
