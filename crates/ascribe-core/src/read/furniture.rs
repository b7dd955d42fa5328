//! Lines that are no running text: *Reporting by Jane Roe*, *Photograph: …*, *Thursday, February 23, 2006*, *Read more*.
//!
//! Their first words are in a lexicon. Credits, navigation and lines without a letter or digit count as captions.
//! Counter-examples: *By Monday the river had risen*, *Video of the raid was shown in court.* Deliberately missed: a byline
//! of a bare name in the middle of the text, captions without label or credit.

use std::ops::Range;

use super::places::{LONGEST_FURNITURE, Placer, SHORT};
use crate::document::{TokenIndex, TokenKind};
use crate::english::furniture::Opening;
use crate::vocabulary::Place;

impl Placer<'_> {
    /// Byline, dateline or caption, if the line is nothing but that.
    pub(super) fn furniture(&self, block: &Range<TokenIndex>) -> Option<Place> {
        if block.len() > LONGEST_FURNITURE {
            return None;
        }
        if !block
            .clone()
            .any(|token| self.tokens[token].kind != TokenKind::Punctuation && self.has_letter_or_digit(token))
        {
            return Some(Place::Caption);
        }
        if self.is_contribution(block) {
            return Some(Place::Byline);
        }
        if self.is_clock(block) {
            return None;
        }
        if self.is_date_line(block) {
            return Some(Place::Dateline);
        }
        if self.credit(block).is_some() || self.is_agency_credit(block) {
            return Some(Place::Caption);
        }
        let skipped = usize::from(matches!(self.word(block.start), "(" | "["));
        let start = (block.start + skipped).min(block.end - 1);
        if self.word(start) == "©" {
            return Some(Place::Caption);
        }
        let line = &self.text[self.tokens[start].span.start()..self.tokens[block.end - 1].span.end()];
        let (opening, bytes) = self.english.furniture.opening(self.word(start), line)?;
        let opened = self.tokens[start].span.start() + bytes;
        let next = (start..block.end).find(|&token| self.tokens[token].span.start() >= opened);
        let labelled = next.is_none_or(|next| self.word(next) == ":");
        match opening {
            Opening::Byline => next
                .is_some_and(|next| self.is_byline(block, start, next))
                .then_some(Place::Byline),
            Opening::Credit | Opening::Label => labelled.then_some(Place::Caption),
            Opening::Kicker => next.is_none().then_some(Place::Caption),
            Opening::Caption => Some(Place::Caption),
            Opening::Navigation => (block.len() <= SHORT).then_some(Place::Caption),
        }
    }

    fn has_letter_or_digit(&self, token: TokenIndex) -> bool {
        self.word(token).chars().any(char::is_alphanumeric)
    }

    /// Whether a name follows: *By Jane Roe and John Doe, political staff*, not *By Monday the river had risen*.
    fn is_byline(&self, block: &Range<TokenIndex>, start: TokenIndex, name: TokenIndex) -> bool {
        let capital =
            |token: TokenIndex| token < block.end && self.word(token).starts_with(char::is_uppercase);
        let by_only = name == start + 1;
        let names = capital(name) && !self.english.furniture.dates(self.word(name));
        let ends = block.len() <= SHORT && self.word(block.end - 1) != "." || block.len() <= 6;
        names && (!by_only || ends && (capital(name + 1) || name + 1 == block.end))
    }

    /// *John Doe in Paris contributed to this report.*
    fn is_contribution(&self, block: &Range<TokenIndex>) -> bool {
        block.clone().skip(1).any(|token| {
            let rest: [&str; 3] = std::array::from_fn(|ahead| match token + ahead {
                at if at < block.end => self.word(at),
                _ => "",
            });
            matches!(
                rest,
                ["contributed", "reporting", _] | ["contributed", "to", "this"]
            )
        })
    }

    /// *Thursday, February 23, 2006*; *Last updated at 9:30 a.m. GMT*.
    fn is_date_line(&self, block: &Range<TokenIndex>) -> bool {
        let number = |token: TokenIndex| self.tokens[token].kind == TokenKind::Number;
        block.len() <= SHORT
            && block.clone().any(number)
            && block
                .clone()
                .any(|token| self.tokens[token].kind == TokenKind::Word)
            && block.clone().all(|token| match self.tokens[token].kind {
                TokenKind::Number | TokenKind::Symbol => true,
                TokenKind::Punctuation => !matches!(self.word(token), "?" | "!" | "\"" | "“"),
                TokenKind::Word => {
                    let word = self.word(token);
                    self.english.furniture.dates(word)
                        || word.starts_with(|first: char| first.is_ascii_digit())
                }
            })
    }

    /// Where the credit starts that a caption ends with: *The bridge on Monday. Photograph: Jane Roe/Agency*.
    pub(super) fn credit(&self, block: &Range<TokenIndex>) -> Option<TokenIndex> {
        let from = block.end.saturating_sub(SHORT).max(block.start);
        (from..block.end.saturating_sub(1)).find(|&token| {
            let label = matches!(
                self.english.furniture.opening(self.word(token), self.word(token)),
                Some((Opening::Credit, _))
            );
            label && self.word(token + 1) == ":" && self.word(token).starts_with(char::is_uppercase)
        })
    }

    /// *… (AP Photo/Jane Roe)*, *… Jane Roe/Getty Images*.
    fn is_agency_credit(&self, block: &Range<TokenIndex>) -> bool {
        let from = block.end.saturating_sub(8).max(block.start);
        (from + 1..block.end).any(|token| {
            let pair = (self.word(token - 1), self.word(token));
            matches!(
                pair,
                ("AP" | "Agency" | "Press" | "File" | "REUTERS", "Photo")
                    | ("Getty", "Images")
                    | ("/", "Getty" | "AFP" | "Reuters" | "AP")
            ) && (token + 3 >= block.end || pair.1 == "Photo")
        })
    }
}
