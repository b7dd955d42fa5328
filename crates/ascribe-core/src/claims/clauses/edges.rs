//! Where the words of a clause begin and end: without joining words and punctuation, with the marks and brackets that belong to them.
//!
//! *and that the gate was shut* gives *the gate was shut*; *“Full panic* keeps its mark; *the* that a noun in somebody else's words
//! has left behind goes.

use std::ops::Range;

use super::Cut;
use crate::claims::ownership::Role;
use crate::document::{TokenIndex, TokenKind};
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::signs::{negation, quotations};

/// Words that only join a clause to another.
const JOINING: [&str; 7] = ["although", "as", "that", "though", "whereas", "while", "yet"];

impl Cut<'_> {
    /// Runs of `tokens` without what stands at their edges for other reasons than meaning.
    pub(super) fn trimmed(&self, head: TokenIndex, tokens: &[TokenIndex]) -> Vec<Range<TokenIndex>> {
        let mut runs: Vec<Range<TokenIndex>> = Vec::new();
        // *Its manager, Ian Roe**,** has made no secret of it*: a comma that the tree hangs elsewhere parts nothing, unless *which* alone
        // follows.
        let is_scattered = |at: usize| {
            let tag = self.sentence.grammar.tag(tokens[at]);
            matches!(tag, Tag::Wdt | Tag::Wp) && tokens.get(at + 1) != Some(&(tokens[at] + 1))
        };
        let is_comma = |token: TokenIndex| self.sentence.grammar.tag(token) == Tag::Comma;
        for (at, &token) in tokens.iter().enumerate() {
            match runs.last_mut() {
                Some(run) if run.end == token => run.end += 1,
                Some(run) if run.end + 1 == token && is_comma(run.end) && !is_scattered(at) => run.end += 2,
                _ => runs.push(token..token + 1),
            }
        }
        // *the*, left behind by a noun in somebody else's words; *which*, by its verb; *who*, behind whom it stands for.
        let first = runs.first().map(|run| run.start);
        let is_scrap = |run: &Range<TokenIndex>| {
            let tag = self.sentence.grammar.tag(run.start);
            let behind = tag == Tag::Wp && first != Some(run.start);
            // ***Neither** is thought to be hurt*
            let counts = ["all", "both", "each", "either", "neither", "some"]
                .iter()
                .any(|word| self.sentence.document.word(run.start).eq_ignore_ascii_case(word));
            run.len() == 1 && (matches!(tag, Tag::Dt | Tag::Wdt) && !counts || behind)
        };
        if runs.len() > 1 {
            runs.retain(|run| !is_scrap(run));
        }
        let document = self.sentence.document;
        let idle = |token: TokenIndex| document.tokens()[token].kind == TokenKind::Punctuation;
        runs.into_iter()
            .filter_map(|run| {
                let run = run.start..self.without_next_source(&run);
                // *and **another** was closed*, *, **when** its engine failed*: nothing of the clause stands in front.
                let is_first = tokens.first() == Some(&run.start);
                let leads = |token: TokenIndex| {
                    let grammar = self.sentence.grammar;
                    let begins =
                        grammar.relation(head) == Relation::Advcl && grammar.head(token) == Some(head);
                    match document.word(token) {
                        "and" | "but" | "or" => grammar.tag(token) == Tag::Cc,
                        "when" => begins,
                        _ => false,
                    }
                };
                let start = run.clone().find(|&token| {
                    !idle(token) && !self.only_joins(token, head) && !(is_first && leads(token))
                })?;
                // *and* before another clause; *with* whose noun is in one.
                let joins_next = |token: TokenIndex| {
                    let grammar = self.sentence.grammar;
                    let noun = || grammar.head(token).filter(|&it| it > token);
                    let leads = || noun().is_some_and(|it| tokens.binary_search(&it).is_err());
                    let introduces =
                        document.word(token) == "that" && grammar.relation(token) == Relation::Mark;
                    let is_case = grammar.relation(token) == Relation::Case;
                    // *back at work* **pending** *a review that he expects to be short*
                    let is_left = || document.word(token) == "pending";
                    grammar.tag(token) == Tag::Cc
                        || (introduces || is_case) && leads()
                        || is_left()
                        || is_case && self.is_left_what(token + 1)
                        || self.is_left_what(token)
                };
                let last = run
                    .clone()
                    .rev()
                    .find(|&token| !idle(token) && !joins_next(token))?;
                let end = self.without_apposition(start..last + 1, tokens);
                (start < end).then(|| self.with_bracket(self.with_marks(start..end)))
            })
            .collect()
    }

    /// The end of the run without a noun that only leads to what somebody else says of it: *declined to charge him**, a decision** | that his mother
    /// denounced*.
    fn without_apposition(&self, run: Range<TokenIndex>, tokens: &[TokenIndex]) -> TokenIndex {
        const LONGEST: usize = 4;
        let grammar = self.sentence.grammar;
        let noun = run.end - 1;
        let before = run.start.saturating_sub(1).max(self.sentence.tokens.start);
        let mut words = (before..noun).rev().take(LONGEST);
        let comma = words.find(|&token| grammar.tag(token) == Tag::Comma);
        let Some(comma) =
            comma.filter(|&comma| grammar.tag(noun).is_noun() && grammar.tag(comma + 1) == Tag::Dt)
        else {
            return run.end;
        };
        let is_told_of = |child: TokenIndex| {
            grammar.relation(child) == Relation::AclRelcl && tokens.binary_search(&child).is_err()
        };
        if grammar.children(noun).any(is_told_of) {
            comma
        } else {
            run.end
        }
    }

    /// *died in **what** police called an accident*: it goes with what others say.
    fn is_left_what(&self, token: TokenIndex) -> bool {
        let next = token + 1;
        next < self.sentence.tokens.end
            && self.sentence.document.word(token) == "what"
            && matches!(self.ownership.role(next), Role::Cue(_) | Role::Source)
            && self.owner(token).is_none()
    }

    /// The end of the run without the source of the attribution that comes next: *injured nine men**, and inspectors** say*, where the
    /// tree takes the inspectors for injured; *Talks resume **as union** warns of cuts*.
    fn without_next_source(&self, run: &Range<TokenIndex>) -> TokenIndex {
        let role = |token: TokenIndex| self.ownership.role(token);
        let attributes = run.end < self.sentence.tokens.end && matches!(role(run.end), Role::Cue(_));
        let mut start = run.end;
        while attributes && start > run.start && role(start - 1) == Role::Source {
            start -= 1;
        }
        if start <= run.start + 1 || start == run.end {
            return run.end;
        }
        let before = self.sentence.document.word(start - 1);
        let is = |words: &[&str]| words.iter().any(|word| before.eq_ignore_ascii_case(word));
        if self.sentence.grammar.tag(start - 1) == Tag::Cc {
            start
        } else if is(&[
            "after", "although", "as", "because", "since", "though", "when", "while",
        ]) {
            start - 1
        } else {
            run.end
        }
    }

    /// *and* between clauses; *that*, *while*, *although* and the *as* of headlines in front of one.
    fn only_joins(&self, token: TokenIndex, head: TokenIndex) -> bool {
        let grammar = self.sentence.grammar;
        let word = self.sentence.document.word(token);
        // ***Nor** did he pay*, ***Neither** was hurt*: it says that it is not so.
        if negation::joins_and_negates(self.sentence.document, token) {
            return false;
        }
        match grammar.relation(token) {
            Relation::Cc => {
                // *and that*: the tree may hang the first word anywhere.
                let introduces = token + 1 < self.sentence.tokens.end
                    && grammar.relation(token + 1) == Relation::Mark
                    && self.sentence.document.word(token + 1) == "that";
                grammar.head(token).is_none_or(|it| it == head)
                    || token == self.sentence.tokens.start
                    || introduces
            }
            // *But the mayor …*, whatever the tree takes it for.
            _ if token == self.sentence.tokens.start && grammar.tag(token) == Tag::Cc => true,
            Relation::Mark if JOINING.iter().any(|mark| word.eq_ignore_ascii_case(mark)) => {
                !self.introduces_reason(token, head)
            }
            // The introducing *that* of a content, which the parser may take for a relative pronoun.
            _ if word == "that" => {
                self.owner(token).is_some()
                    && !matches!(grammar.tag(token), Tag::Dt | Tag::Prp)
                    && (token == self.sentence.tokens.start || self.owner(token - 1) != self.owner(token))
            }
            _ => false,
        }
    }

    /// ***As** the river is low, the plant will be shut*: it stands between two clauses of one claim, whose first it begins.
    fn introduces_reason(&self, mark: TokenIndex, head: TokenIndex) -> bool {
        let grammar = self.sentence.grammar;
        let clause = grammar.head(mark);
        clause.is_some_and(|clause| {
            mark < clause
                && clause < head
                && grammar.relation(clause) == Relation::Advcl
                && grammar.head(clause) == Some(head)
        })
    }

    /// The run with the quotation marks at its edges whose other half stands in it.
    fn with_marks(&self, run: Range<TokenIndex>) -> Range<TokenIndex> {
        let document = self.sentence.document;
        let possessive = |token: TokenIndex| self.sentence.grammar.tag(token) == Tag::Pos;
        let is_mark = |token: TokenIndex| {
            let word = document.word(token);
            quotations::is_mark(word) || word == "'" && !possessive(token)
        };
        // Straight marks do not show whether they open or close.
        let mut straight = 0usize;
        let mut open = 0usize;
        let mut stray = 0usize;
        for token in run.clone().filter(|&token| is_mark(token)) {
            match document.word(token) {
                "“" | "‘" | "``" => open += 1,
                "”" | "’" | "''" if open > 0 => open -= 1,
                "”" | "’" | "''" => stray += 1,
                "\"" | "'" => straight ^= 1,
                _ => {}
            }
        }
        let mut run = run;
        let closes = |token: TokenIndex| token < self.sentence.tokens.end && is_mark(token);
        let before = run.start > self.sentence.tokens.start && is_mark(run.start - 1);
        if straight > 0 && !closes(run.end) && before {
            stray += 1;
        } else {
            open += straight;
        }
        if open > 0 && closes(run.end) {
            run.end += 1;
        } else if open > 0 && run.end < self.sentence.tokens.end && self.ends(run.end) && closes(run.end + 1)
        {
            // American style puts the full stop inside.
            run.end += 2;
        }
        if stray > 0 && before {
            run.start -= 1;
        }
        run
    }

    /// The run with the bracket that closes what it opened last: *Mr Tranter (Labour)*.
    fn with_bracket(&self, mut run: Range<TokenIndex>) -> Range<TokenIndex> {
        let tag = |token: TokenIndex| self.sentence.grammar.tag(token);
        let last = run
            .clone()
            .rev()
            .map(tag)
            .find(|tag| matches!(tag, Tag::LeftBracket | Tag::RightBracket));
        if last == Some(Tag::LeftBracket)
            && run.end < self.sentence.tokens.end
            && tag(run.end) == Tag::RightBracket
        {
            run.end += 1;
        }
        run
    }

    fn ends(&self, token: TokenIndex) -> bool {
        matches!(self.sentence.grammar.tag(token), Tag::Stop | Tag::Comma)
    }
}
