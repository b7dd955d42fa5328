//! Where offices and trades in front of a name end: *Secretary of State | John Kerry*, *Chancellor of the Duchy of Lancaster | Steve Barclay*,
//! *Developer | Oakmere Homes*.
//!
//! Counter-examples: an office alone (*the Prime Minister*), a name made of one (*Stephen King*, *Del Toro*).

use std::ops::Range;

use super::Reader;
use crate::document::TokenIndex;
use crate::english::names::{Facts, Known};
use crate::vocabulary::SourceKind;

impl Reader<'_> {
    /// Whether an office and *of* or *for* stand in front: *Secretary of | State*, *Chancellor of the Duchy of | Lancaster*.
    fn holds_office(&self, field: TokenIndex) -> bool {
        let mut at = field;
        for _ in 0..2 {
            let the = at > self.sentence.start && self.document.word(at - 1) == "the";
            let of = at.checked_sub(1 + usize::from(the));
            let Some(of) = of.filter(|&of| of > self.sentence.start) else {
                return false;
            };
            if !matches!(self.document.word(of), "for" | "of" | "to") {
                return false;
            }
            if self.facts(of - 1).any(Facts::OFFICE.or(Facts::PERSON)) {
                return true;
            }
            if !self.is_name(of - 1) {
                return false;
            }
            at = of - 1;
        }
        false
    }

    /// *Governor*, and *Del.* with its full stop: without, it is a part of names, *Del Toro*. At the head of a sentence, where its capital tells
    /// nothing, a trade in front of a whole name: ***Baker** Tim Orley*.
    pub(super) fn is_office(&self, token: TokenIndex) -> bool {
        let facts = self.facts(token);
        if facts.any(Facts::OFFICE) || self.document.word(token) == "Del." {
            return true;
        }
        let is_trade = || {
            let word = self.document.word(token).to_lowercase();
            facts.any(Facts::PERSON) || self.english.sources.is_agent(&word)
        };
        token == self.sentence.start
            && !facts.any(Facts::GIVEN)
            && self.is_name(token + 2)
            && self.facts(token + 1).any(Facts::GIVEN)
            && is_trade()
    }

    /// ***Developer** Oakmere Homes*, at the head of a sentence, where its capital tells nothing.
    pub(super) fn is_trade_of_firm(&self, run: Range<TokenIndex>) -> bool {
        let word = self.document.word(run.start).to_lowercase();
        run.start == self.sentence.start
            && run.len() > 1
            && self.english.sources.kind(&word) == Some(SourceKind::Organisation)
            && self.english.sources.is_agent(&word)
    }

    /// Where the name begins behind offices: behind the last of them that a name word follows.
    pub(super) fn after_title(&self, run: Range<TokenIndex>) -> TokenIndex {
        let mut start = run.start;
        // *Secretary of State John Kerry*, *Minister for Care Helen Roe*: the run begins behind *of* or *for*.
        if run.len() > 1 && run.start >= self.sentence.start + 2 {
            let office = self.holds_office(run.start);
            let begins = |&token: &TokenIndex| self.facts(token).any(Facts::GIVEN.or(Facts::ADDRESS));
            if office && let Some(name) = (run.start + 1..run.end - 1).find(begins) {
                start = name;
            }
            let complement = matches!(
                self.document.word(run.start),
                "State"
                    | "Exchequer"
                    | "Defense"
                    | "Defence"
                    | "Commerce"
                    | "Education"
                    | "Energy"
                    | "Labor"
                    | "Agriculture"
            ) || self.english.names.known([self.document.word(run.start)])
                == Some(Known::Place);
            if office && complement {
                start = start.max(run.start + 1);
            }
        }
        // *Under-secretary for Education **Mr.** Pocock*: no name goes on over an address.
        let addresses = |token: &TokenIndex| {
            matches!(
                self.document.word(*token).trim_end_matches('.'),
                "Dr" | "Mr" | "Mrs" | "Ms"
            )
        };
        if let Some(address) = (run.start + 1..run.end.saturating_sub(1)).find(addresses) {
            start = start.max(address);
        }
        for token in run.start..run.end - 1 {
            let given_before = token > run.start && self.facts(token - 1).any(Facts::GIVEN);
            if self.is_office(token) && !given_before {
                start = start.max(token + 1);
            }
        }
        start
    }

    /// *Prime Minister*, *Attorney General*: no name. *Stephen King* is one.
    pub(super) fn is_office_alone(&self, start: TokenIndex, core: Range<TokenIndex>) -> bool {
        let titles = Facts::OFFICE.or(Facts::ADDRESS);
        let last = core.end - 1;
        self.facts(last).any(titles)
            && !self.facts(core.start).any(Facts::GIVEN)
            && !(core.start > start && self.facts(core.start - 1).any(Facts::ADDRESS))
    }
}
