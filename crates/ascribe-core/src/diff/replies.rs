//! Replies of parties concerned, and those that stay in other words: *the firm denies the charge* → *the firm rejects being at fault*
//! has neither lost nor gained one.
//!
//! The claims are removed and added all the same. *The firm would not comment* → *the firm denies the charge* has lost one reply and
//! gained another one. Missed on purpose: denials with no word in common, which may be those of two parties.

use std::collections::BTreeSet;

use super::words::{Text, Word};
use super::{ClaimChange, Edit};
use crate::claims::{Claim, ClaimIndex};
use crate::document::TokenIndex;
use crate::english::words::key;
use crate::grammar::tag::Tag;
use crate::vocabulary::{EditKind, EntityKind, Severity};

/// Takes the edits about replies out where the reply is told on both sides.
pub(super) fn settle(old: &Text<'_>, new: &Text<'_>, changes: &mut [ClaimChange]) {
    let of = |kind: EditKind, text: &Text<'_>| -> Vec<(usize, Reply)> {
        let numbered = changes.iter().enumerate();
        numbered
            .filter(|(_, change)| change.edits.iter().any(|edit| edit.kind == kind))
            .filter_map(|(number, change)| {
                let claim = if kind == EditKind::ReplyRemoved {
                    change.before
                } else {
                    change.after
                };
                Some((number, Reply::of(text, claim?)))
            })
            .take(MOST)
            .collect()
    };
    let gone = of(EditKind::ReplyRemoved, old);
    let come = of(EditKind::ReplyAdded, new);
    let mut settled = BTreeSet::new();
    for (number, reply) in &gone {
        for (other, other_reply) in &come {
            if reply.is_same(other_reply) {
                settled.extend([*number, *other]);
            }
        }
    }
    for number in settled {
        let change = &mut changes[number];
        let is_reply = |edit: &Edit| matches!(edit.kind, EditKind::ReplyRemoved | EditKind::ReplyAdded);
        change.edits.retain(|edit| !is_reply(edit));
        let severity = change.edits.iter().map(|edit| edit.severity).max();
        change.severity = severity.unwrap_or(Severity::None);
    }
}

/// Words of denial begin so: *denied*, *rejects*.
const DENIALS: [&str; 5] = ["denie", "deny", "dismiss", "refut", "reject"];

/// No article has more replies that came or went.
const MOST: usize = 50;

/// A sentence in which a party replies.
struct Reply {
    /// It denies something.
    denies: bool,
    /// Keys of its words, those of grammar left out.
    words: BTreeSet<u64>,
    /// Keys of the words of its names.
    names: BTreeSet<u64>,
}

impl Reply {
    fn of(text: &Text<'_>, claim: ClaimIndex) -> Self {
        let sentence = text.revision.claims[claim].sentence;
        let tokens = &text.revision.document.sentences()[sentence].tokens;
        let first = text.words.partition_point(|word| word.token < tokens.start);
        let words = text.words[first..]
            .iter()
            .take_while(|word| word.token < tokens.end);
        let denies = |word: &Word| {
            let written = text.word(word).to_ascii_lowercase();
            DENIALS.iter().any(|stem| written.starts_with(stem))
        };
        let is_party = |kind| {
            matches!(
                kind,
                EntityKind::Person | EntityKind::Organisation | EntityKind::Place
            )
        };
        let claims = &text.revision.claims;
        let own = claims.partition_point(|it| it.sentence < sentence);
        let names = claims[own..]
            .iter()
            .take_while(|it| it.sentence == sentence)
            .flat_map(|it| &it.entities)
            .filter(|entity| is_party(entity.kind))
            .flat_map(|entity| text.revision.document.tokens_in(entity.span));
        let names = names.map(|token| key(text.revision.document.word(token)));
        Self {
            denies: words.clone().any(denies),
            words: words
                .filter(|word| !word.function && !denies(word))
                .map(|word| word.key)
                .collect(),
            names: names.collect(),
        }
    }

    /// Whether it may be the same reply: a name in common, or any word where one of them names nobody.
    fn is_same(&self, other: &Self) -> bool {
        if !self.denies || !other.denies {
            return false;
        }
        if self.names.is_empty() || other.names.is_empty() {
            return self.words.intersection(&other.words).next().is_some();
        }
        self.names.intersection(&other.names).next().is_some()
    }
}

/// So many words behind *rejects* or *dismisses* may stand before what is rejected: *rejects the latest **claims***.
const REFUSED: usize = 5;

/// Whether words of a reply stand among these.
pub(super) fn is_in(text: &Text<'_>, words: &[Word]) -> bool {
    let keys: Vec<u64> = words.iter().map(|word| word.key).collect();
    !text.english.changes.reply.all(&keys).is_empty()
}

/// A denial, a comment, or that nobody would give one, in the claim or in what attributes it: *She **denied** the charge*. Not *they
/// were **denied** entry*, nor ***rejects** the offer*, which refuses to act.
pub(super) fn is_reply(text: &Text<'_>, claim: &Claim, words: &[Word]) -> bool {
    let revision = text.revision;
    let cues = claim.attributions.iter().map(|&number| {
        let tokens = revision
            .document
            .tokens_in(revision.attributions[number].cue.span);
        let tokens: Vec<TokenIndex> = tokens.collect();
        tokens
    });
    let own: Vec<TokenIndex> = words.iter().map(|word| word.token).collect();
    cues.chain([own]).any(|tokens| {
        let word = |at: usize| revision.document.word(tokens[at]);
        let keys: Vec<u64> = (0..tokens.len()).map(|at| key(word(at))).collect();
        let changes = &text.english.changes;
        changes.reply.all(&keys).into_iter().any(|(at, length, ())| {
            let passive = revision.grammar.tag(tokens[at]) == Tag::Vbn
                && (at.saturating_sub(2)..at)
                    .any(|it| matches!(word(it), "be" | "been" | "is" | "are" | "was" | "were"));
            let refuses = matches!(word(at).get(..6), Some("reject" | "dismis"));
            let behind = at + length..(at + length + REFUSED).min(tokens.len());
            !passive && (!refuses || behind.into_iter().any(|it| changes.charge.contains(word(it))))
        })
    })
}
