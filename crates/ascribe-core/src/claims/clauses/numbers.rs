//! Numbers that the tree hangs on the wrong word: *awarded the group €**1.9** million*, *nine died and **twelve** were hurt*, *suffered burns and
//! **one** later died*.

use super::{Boundary, Cut};
use crate::document::TokenIndex;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;

impl Cut<'_> {
    /// *suffered serious bleeding and **one, a man of 77,** later died*: the number is the subject of the verb behind it, though the tree has it suffered.
    pub(super) fn give_counts(&mut self) {
        let first = self.sentence.tokens.start;
        for number in 0..self.heads.len() {
            let (head, boundary) = self.heads[number];
            if boundary == Some(Boundary::SharedSubject)
                && let Some(count) = self.sentence.count_in_front(head)
            {
                for token in self.sentence.grammar.subtree(count).start..head {
                    if self.owner(token) == self.owner(head) {
                        self.clause_of[token - first] = number as u32;
                    }
                }
            }
        }
    }

    /// *awarded the group €**1.9** million*: a number goes with the words on either side of it, whatever the tree makes of it.
    pub(super) fn join_numbers(&mut self) {
        let first = self.sentence.tokens.start;
        for at in 1..self.clause_of.len().saturating_sub(1) {
            let around = self.clause_of[at - 1];
            let is_alone = around == self.clause_of[at + 1] && around != self.clause_of[at];
            let is_number = self.sentence.grammar.tag(at + first) == Tag::Cd;
            let is_same = (at - 1..=at).all(|next| self.owner(next + first) == self.owner(next + first + 1));
            let is_head = self.heads.iter().any(|&(head, _)| head == at + first);
            if is_alone && is_number && is_same && !is_head {
                self.clause_of[at] = around;
            }
        }
    }

    /// *paid 85,000 **claims**, totalling £1bn*: what an amount is told of stands right in front of the comma.
    pub(super) fn amount_in_front(&self, head: TokenIndex) -> Option<TokenIndex> {
        const AMOUNTS: [&str; 5] = ["averaging", "numbering", "ranging", "totaling", "totalling"];
        let document = self.sentence.document;
        let noun = head
            .checked_sub(2)
            .filter(|&noun| noun >= self.sentence.tokens.start && document.word(head - 1) == ",")?;
        // Not: *costing 40 people their jobs*.
        let costs = || {
            let next = document.tokens().get(head + 1).map(|_| document.word(head + 1));
            document.word(head) == "costing" && matches!(next, Some("$" | "£" | "€"))
        };
        let tells = AMOUNTS.contains(&document.word(head)) || costs();
        (tells && self.sentence.grammar.tag(noun).is_noun()).then_some(noun)
    }

    /// Whether a bare number is the subject, whatever the tree takes it for: *nine died and **twelve** were hurt*.
    pub(super) fn has_count(&self, head: TokenIndex) -> bool {
        let grammar = self.sentence.grammar;
        grammar.children(head).any(|child| {
            let is_bare = grammar.child(child, Relation::Case).is_none();
            child < head && grammar.tag(child) == Tag::Cd && is_bare
        })
    }
}
