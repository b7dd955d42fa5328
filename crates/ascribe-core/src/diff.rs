//! What became of each claim between two revisions.
//!
//! Sentences are paired first ([`sentences`]), then the claims in them ([`pairing`]), then what differs is named ([`edits`])
//! and weighed ([`policy`]). Pairing is done from the text that comes first in the alphabet, so that comparing the other way
//! round gives the mirror image.

mod words;
mod matching;
mod sentences;
mod alignment;
mod pairing;
mod edits;
mod disclosure;
mod noise;
pub mod policy;

use std::cmp::Reverse;

use alignment::Hunk;
use disclosure::Notes;
use edits::{Case, Side};
use pairing::{Pair, Stretch};
use policy::Policy;
use words::{Text, Word};

use crate::claims::{Claim, ClaimIndex};
use crate::english::English;
use crate::revision::Revision;
use crate::span::Span;
use crate::vocabulary::{ChangeRelation, ClaimKind, EditKind, Place, Severity, Stance};

/// What became of one claim: kept, altered, added or removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimChange {
    /// What became of it.
    pub relation: ChangeRelation,
    /// The claim in the old revision; none for an added one.
    pub before: Option<ClaimIndex>,
    /// The claim in the new revision; none for a removed one.
    pub after: Option<ClaimIndex>,
    /// The highest severity of its edits, after place and disclosure are weighed.
    pub severity: Severity,
    /// What differs, the most severe first; empty for a kept claim.
    pub edits: Vec<Edit>,
    /// A correction or update note in the new text covers the change.
    pub disclosed: bool,
    /// Another pairing fits equally well.
    pub ambiguous: bool,
}

/// One difference between the two states of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What differs.
    pub kind: EditKind,
    /// How much it matters.
    pub severity: Severity,
    /// The words concerned in the old text.
    pub before: Option<Span>,
    /// The words concerned in the new text.
    pub after: Option<Span>,
    /// The difference in a newsroom's words.
    pub message: String,
}

/// All changes between two revisions; every claim of both is in exactly one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// In order of the new text, removed claims where they stood.
    pub changes: Vec<ClaimChange>,
    /// Differences of typography only: white space, quotation marks, dashes, line ends, datelines.
    pub noise: usize,
}

impl Comparison {
    /// How many claims became so; those that only the readings cut differently count as kept.
    pub fn count(&self, relation: ChangeRelation) -> usize {
        let counts = |change: &&ClaimChange| {
            let nothing = change.severity == Severity::None && change.relation != ChangeRelation::Altered;
            match relation {
                ChangeRelation::Kept => change.relation == relation || nothing,
                _ => change.relation == relation && !nothing,
            }
        };
        self.changes.iter().filter(counts).count()
    }

    /// The highest severity of any change.
    pub fn highest(&self) -> Severity {
        let severities = self.changes.iter().map(|change| change.severity);
        severities.max().unwrap_or(Severity::None)
    }
}

/// Compares two revisions claim by claim.
///
/// A claim that one reading cuts off from another one, in words that nobody changed, is added or removed with severity
/// `none`: nothing in the text has come or gone.
pub fn diff_claims(english: &English, policy: &Policy, old: &Revision, new: &Revision) -> Comparison {
    let before = Text::of(english, old);
    let after = Text::of(english, new);
    let stretches = if old.document.text() <= new.document.text() {
        pairing::stretches(&before, &after)
    } else {
        let mirrored = pairing::stretches(&after, &before);
        mirrored.into_iter().map(pairing::mirrored).collect()
    };
    let notes = Notes::of(&after);
    let comparing = Comparing {
        old: &before,
        new: &after,
        policy,
        notes: &notes,
    };
    let mut changes: Vec<ClaimChange> = Vec::with_capacity(old.claims.len().max(new.claims.len()));
    for stretch in &stretches {
        changes.extend(comparing.stretch(stretch));
    }
    Comparison {
        changes: in_text_order(changes, old.claims.len()),
        noise: noise::count(&before, &after, &stretches),
    }
}

struct Comparing<'a> {
    old: &'a Text<'a>,
    new: &'a Text<'a>,
    policy: &'a Policy,
    notes: &'a Notes,
}

impl Comparing<'_> {
    fn stretch(&self, stretch: &Stretch) -> Vec<ClaimChange> {
        let stayed = pairing::stayed(stretch);
        let positions: Vec<(Vec<usize>, Vec<usize>)> = stretch
            .pairs
            .iter()
            .map(|pair| {
                let of = |text: &Text<'_>, words: &[Word], claim: Option<ClaimIndex>| {
                    claim.map_or_else(Vec::new, |claim| pairing::positions(text, words, claim))
                };
                (
                    of(self.old, &stretch.old, pair.old),
                    of(self.new, &stretch.new, pair.new),
                )
            })
            .collect();
        let hunks = self.hunks_of_pairs(stretch, &positions);
        let pairs = stretch.pairs.iter().zip(positions).zip(hunks);
        pairs
            .map(|((pair, (old_positions, new_positions)), hunks)| match (pair.old, pair.new) {
                (Some(old), Some(new)) => {
                    let case = Case {
                        policy: self.policy,
                        old: Side {
                            text: self.old,
                            words: &stretch.old,
                            claim: &self.old.revision.claims[old],
                            positions: old_positions,
                        },
                        new: Side {
                            text: self.new,
                            words: &stretch.new,
                            claim: &self.new.revision.claims[new],
                            positions: new_positions,
                        },
                        hunks,
                        stayed: &stayed,
                    };
                    self.both(stretch, pair, &case)
                }
                _ => self.one(pair),
            })
            .collect()
    }

    /// Which hunks concern which pair of claims: those in its words or in the attributions it stands in, and those in
    /// nobody's words the nearest.
    fn hunks_of_pairs(&self, stretch: &Stretch, positions: &[(Vec<usize>, Vec<usize>)]) -> Vec<Vec<Hunk>> {
        let mut of_pairs = vec![Vec::new(); stretch.pairs.len()];
        for hunk in &stretch.hunks {
            let mut touched: Vec<usize> = (0..stretch.pairs.len())
                .filter(|&number| {
                    let pair = &stretch.pairs[number];
                    let (old, new) = &positions[number];
                    !(pair.old.is_none() || pair.new.is_none())
                        && (meets(old, hunk.old.clone())
                            || meets(new, hunk.new.clone())
                            || frames(self.old, &stretch.old[hunk.old.clone()], pair.old)
                            || frames(self.new, &stretch.new[hunk.new.clone()], pair.new))
                })
                .collect();
            let explained = (0..stretch.pairs.len()).any(|number| {
                let pair = &stretch.pairs[number];
                let (old, new) = &positions[number];
                (pair.old.is_none() || pair.new.is_none())
                    && !pair.cut
                    && (meets(old, hunk.old.clone()) || meets(new, hunk.new.clone()))
            });
            if touched.is_empty() && !explained {
                let distance = |&number: &usize| {
                    let (old, new) = &positions[number];
                    distance(old, hunk.old.start).min(distance(new, hunk.new.start))
                };
                touched.extend(
                    (0..stretch.pairs.len())
                        .filter(|&it| stretch.pairs[it].old.is_some() && stretch.pairs[it].new.is_some())
                        .min_by_key(distance),
                );
            }
            for number in touched {
                of_pairs[number].push(hunk.clone());
            }
        }
        of_pairs
    }

    /// A claim that both revisions have.
    fn both(&self, stretch: &Stretch, pair: &Pair, case: &Case<'_>) -> ClaimChange {
        let mut edits = edits::find(case);
        let (old, new) = (case.old.claim, case.new.claim);
        let whole = |claim: &Claim| claim.spans[0].cover(claim.spans[claim.spans.len() - 1]);
        let mut add = |kind, message: String| {
            edits.push(case.edit(kind, Some(whole(old)), Some(whole(new)), message));
        };
        if stretch.moved || part(old.place) != part(new.place) {
            let message = if part(old.place) == part(new.place) {
                "The same claim in another part of the text.".to_owned()
            } else {
                format!("It stood in the {} and now stands in the {}.", name(old.place), name(new.place))
            };
            add(EditKind::Moved, message);
        }
        match stretch.sentences.0.cmp(&stretch.sentences.1) {
            std::cmp::Ordering::Less => add(
                EditKind::Split,
                "What stood in one sentence stands in several now.".to_owned(),
            ),
            std::cmp::Ordering::Greater => add(
                EditKind::Merged,
                "What stood in several sentences stands in one now.".to_owned(),
            ),
            std::cmp::Ordering::Equal => {}
        }
        let changed = case.hunks.iter().flat_map(|hunk| {
            let old = case.old.words[hunk.old.clone()].iter();
            old.chain(&case.new.words[hunk.new.clone()]).copied()
        });
        let changed: Vec<Word> = changed.collect();
        let disclosed = !case.hunks.is_empty() && self.covers(case, &changed);
        for edit in &mut edits {
            edit.severity = self.severity(edit, old, new, disclosed);
        }
        edits.sort_by_key(|edit| (Reverse(edit.severity), edit.kind));
        let severity = edits.iter().map(|edit| edit.severity).max();
        ClaimChange {
            relation: if edits.is_empty() {
                ChangeRelation::Kept
            } else {
                ChangeRelation::Altered
            },
            before: pair.old,
            after: pair.new,
            severity: severity.unwrap_or(Severity::None),
            disclosed: disclosed && !edits.is_empty(),
            edits,
            ambiguous: pair.ambiguous,
        }
    }

    /// Whether a note in the new text tells of what changed in a claim.
    fn covers(&self, case: &Case<'_>, changed: &[Word]) -> bool {
        // The words of either side are looked up in the text they stand in.
        let (old, new): (Vec<Word>, Vec<Word>) = case.hunks.iter().fold(Default::default(), |mut both, hunk| {
            both.0.extend(&case.old.words[hunk.old.clone()]);
            both.1.extend(&case.new.words[hunk.new.clone()]);
            both
        });
        !changed.is_empty() && (self.notes.cover(self.old, &old) || self.notes.cover(self.new, &new))
    }

    fn severity(&self, edit: &Edit, old: &Claim, new: &Claim, disclosed: bool) -> Severity {
        let severity = match edit.kind {
            EditKind::Moved if new.place == Place::Headline && old.place != Place::Headline => {
                self.policy.moved_to_headline()
            }
            _ => edit.severity,
        };
        let place = self.policy.raises(new.place) && edit.kind != EditKind::Moved;
        self.policy.weighed(severity, place, false, disclosed)
    }

    fn edit(&self, kind: EditKind, spans: (Option<Span>, Option<Span>), message: &str) -> Edit {
        Edit {
            kind,
            severity: self.policy.of(kind),
            before: spans.0,
            after: spans.1,
            message: message.to_owned(),
        }
    }

    /// A claim that only one revision has.
    fn one(&self, pair: &Pair) -> ClaimChange {
        let (text, number, relation, kind) = match (pair.old, pair.new) {
            (Some(old), _) => (self.old, old, ChangeRelation::Removed, EditKind::ClaimRemoved),
            (None, new) => (
                self.new,
                new.unwrap_or_default(),
                ChangeRelation::Added,
                EditKind::ClaimAdded,
            ),
        };
        let claim = &text.revision.claims[number];
        let span = claim.spans[0].cover(claim.spans[claim.spans.len() - 1]);
        let is_old = pair.old.is_some();
        let spans = if is_old { (Some(span), None) } else { (None, Some(span)) };
        let words: Vec<Word> = claim_words(text, claim);
        let disclosed = !pair.cut && self.notes.cover(text, &words);
        let mut edits = Vec::new();
        let message = match (pair.cut, is_old) {
            (true, true) => "The same words; the new text is read as fewer claims.",
            (true, false) => "The same words; the new text is read as more claims.",
            (false, true) => "The new text no longer says this.",
            (false, false) => "The old text does not say this.",
        };
        edits.push(self.edit(kind, spans, message));
        if !pair.cut && is_reply(text, claim) {
            let (kind, message) = if is_old {
                (EditKind::ReplyRemoved, "A reply of a party concerned is gone.")
            } else {
                (EditKind::ReplyAdded, "A party concerned replies.")
            };
            edits.push(self.edit(kind, spans, message));
        }
        let accusation = is_accusation(text, claim, &words);
        for edit in &mut edits {
            let accusation = accusation && edit.kind == kind;
            let place = self.policy.raises(claim.place);
            edit.severity = self.policy.weighed(edit.severity, place, accusation, disclosed);
            if pair.cut {
                edit.severity = Severity::None;
            }
        }
        let severity = edits.iter().map(|edit| edit.severity).max();
        ClaimChange {
            relation,
            before: pair.old,
            after: pair.new,
            severity: severity.unwrap_or(Severity::None),
            edits,
            disclosed,
            ambiguous: pair.ambiguous,
        }
    }
}

fn claim_words(text: &Text<'_>, claim: &Claim) -> Vec<Word> {
    let document = &text.revision.document;
    let inside = claim.spans.iter().flat_map(|&span| {
        let tokens = document.tokens_in(span);
        let first = text.words.partition_point(|word| word.token < tokens.start);
        text.words[first..]
            .iter()
            .take_while(move |word| word.token < tokens.end)
    });
    inside.copied().collect()
}

/// A denial, a comment, or that nobody would give one.
fn is_reply(text: &Text<'_>, claim: &Claim) -> bool {
    let attributions = &text.revision.attributions;
    let declines = claim.attributions.iter().any(|&number| {
        matches!(attributions[number].cue.stance, Stance::Deny | Stance::Decline)
    });
    let keys: Vec<u64> = claim_words(text, claim).iter().map(|word| word.key).collect();
    declines
        || claim.kinds.contains(&ClaimKind::Response)
        || !text.english.changes.reply.all(&keys).is_empty()
}

/// It harms a party that it names.
fn is_accusation(text: &Text<'_>, claim: &Claim, words: &[Word]) -> bool {
    let grammar = &text.revision.grammar;
    let named = !claim.entities.is_empty() || words.iter().any(|word| grammar.tag(word.token).is_name());
    named
        && words
            .iter()
            .any(|word| text.english.changes.accusation.contains(text.word(word)))
}

/// Places that are told apart when a claim moves: the headline, what stands above the text, and the text.
fn part(place: Place) -> u8 {
    match place {
        Place::Headline => 0,
        Place::Standfirst => 1,
        Place::Lede => 2,
        _ => 3,
    }
}

fn name(place: Place) -> &'static str {
    match place {
        Place::Headline => "headline",
        Place::Standfirst => "standfirst",
        Place::Lede => "opening",
        Place::Caption => "caption",
        Place::Heading => "heading",
        _ => "body",
    }
}

/// Whether the sorted `positions` have one in the range.
fn meets(positions: &[usize], range: std::ops::Range<usize>) -> bool {
    positions
        .get(positions.partition_point(|&at| at < range.start))
        .is_some_and(|&at| at < range.end)
}

fn distance(positions: &[usize], at: usize) -> usize {
    positions.iter().map(|&it| it.abs_diff(at)).min().unwrap_or(usize::MAX)
}

/// Whether words belong to the source or cue of an attribution in the claim's chain.
fn frames(text: &Text<'_>, words: &[Word], claim: Option<ClaimIndex>) -> bool {
    let Some(claim) = claim else { return false };
    let chain = &text.revision.claims[claim].attributions;
    words.iter().any(|word| {
        let of = |number: Option<u32>| number.is_some_and(|it| chain.contains(&(it as usize)));
        of(text.sources[word.token]) || of(text.cues[word.token])
    })
}

/// In order of the new text; removed claims behind the claim that stood before them.
fn in_text_order(changes: Vec<ClaimChange>, olds: usize) -> Vec<ClaimChange> {
    let mut new_of_old = vec![None; olds];
    for change in &changes {
        if let (Some(old), Some(new)) = (change.before, change.after) {
            new_of_old[old] = Some(new + 1);
        }
    }
    let mut last = 0;
    let place_of_old: Vec<usize> = new_of_old
        .into_iter()
        .map(|new| {
            last = new.unwrap_or(last);
            last
        })
        .collect();
    let mut keyed: Vec<((usize, usize, usize), ClaimChange)> = changes
        .into_iter()
        .map(|change| {
            let key = match (change.after, change.before) {
                (Some(new), _) => (new + 1, 0, 0),
                (None, old) => {
                    let old = old.unwrap_or_default();
                    (place_of_old[old], 1, old)
                }
            };
            (key, change)
        })
        .collect();
    keyed.sort_by_key(|(key, _)| *key);
    keyed.into_iter().map(|(_, change)| change).collect()
}
