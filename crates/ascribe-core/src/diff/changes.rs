//! What became of the claims of one stretch: edits found, weighed by place, disclosure and accusation.

use std::cmp::Reverse;

use super::alignment::Hunk;
use super::disclosure::Notes;
use super::edits::{self, Case, Side};
use super::policy::Policy;
use super::stretch::{self, Pair, Stretch};
use super::words::{Text, Word};
use super::{ClaimChange, Difference, Edit, accusations, ownership, replies};
use crate::claims::{Claim, ClaimIndex};
use crate::span::Span;
use crate::vocabulary::{ChangeRelation, EditKind, Place, Severity};

/// Two texts, and how what differs between them is weighed.
pub(super) struct Comparing<'a> {
    pub(super) old: &'a Text<'a>,
    pub(super) new: &'a Text<'a>,
    pub(super) policy: &'a Policy,
    pub(super) notes: &'a Notes,
}

impl Comparing<'_> {
    /// What became of each claim of a stretch.
    pub(super) fn stretch(&self, stretch: &Stretch) -> Vec<ClaimChange> {
        let stayed = stretch::stayed(stretch);
        let positions: Vec<(Vec<usize>, Vec<usize>)> = stretch
            .pairs
            .iter()
            .chain(&stretch.gone)
            .map(|pair| {
                let of = |text: &Text<'_>, words: &[Word], claim: Option<ClaimIndex>| {
                    claim.map_or_else(Vec::new, |claim| stretch::positions(text, words, claim))
                };
                (
                    of(self.old, &stretch.old, pair.old),
                    of(self.new, &stretch.new, pair.new),
                )
            })
            .collect();
        let mut pairs = self.without_frames(stretch, &positions);
        let here = pairs.len();
        pairs.extend(&stretch.gone);
        let hunks = ownership::hunks_of_pairs((self.old, self.new), stretch, &pairs, &positions);
        let (mut told_old, mut told_new) = (Vec::new(), Vec::new());
        for (pair, (old, new)) in pairs.iter().zip(&positions).filter(|(pair, _)| !pair.cut) {
            // The side that it does not stand on has no positions.
            if pair.old.is_none() || pair.new.is_none() {
                told_old.extend(old);
                told_new.extend(new);
            }
        }
        told_old.sort_unstable();
        told_new.sort_unstable();
        let all = |words: &[Word]| (0..words.len()).collect::<Vec<_>>();
        let pairs = pairs[..here].iter().zip(positions).zip(hunks);
        pairs
            .map(|((pair, (old_positions, new_positions)), hunks)| {
                let case = Case {
                    policy: self.policy,
                    old: Side {
                        text: self.old,
                        words: &stretch.old,
                        claim: pair.old.map(|claim| &self.old.revision.claims[claim]),
                        positions: if pair.old.is_some() {
                            old_positions
                        } else {
                            all(&stretch.old)
                        },
                    },
                    new: Side {
                        text: self.new,
                        words: &stretch.new,
                        claim: pair.new.map(|claim| &self.new.revision.claims[claim]),
                        positions: if pair.new.is_some() {
                            new_positions
                        } else {
                            all(&stretch.new)
                        },
                    },
                    hunks,
                    stayed: &stayed,
                    told: (&told_old, &told_new),
                };
                match (case.old.claim, case.new.claim) {
                    (Some(old), Some(new)) => self.both(stretch, pair, &case, (old, new)),
                    (Some(claim), None) => self.one(pair, self.old, claim, &case),
                    (None, claim) => {
                        self.one(pair, self.new, claim.expect("one claim a pair at least"), &case)
                    }
                }
            })
            .collect()
    }

    /// The pairs, where a claim that is nothing but a frame that came or went counts as cut off: the frame tells of the
    /// claim beside it, and is none itself.
    fn without_frames(&self, stretch: &Stretch, positions: &[(Vec<usize>, Vec<usize>)]) -> Vec<Pair> {
        let mut pairs = stretch.pairs.clone();
        if stretch.old.is_empty() || stretch.new.is_empty() {
            return pairs;
        }
        for (pair, (old, new)) in pairs.iter_mut().zip(positions) {
            if pair.cut || pair.old.is_some() == pair.new.is_some() {
                continue;
            }
            let (text, words, positions) = if pair.old.is_some() {
                (self.old, &stretch.old, old)
            } else {
                (self.new, &stretch.new, new)
            };
            let side = Side {
                text,
                words,
                claim: None,
                positions: positions.clone(),
            };
            let Some(&first) = side.positions.first() else {
                continue;
            };
            let ranges = |hunk: &Hunk| {
                if pair.old.is_some() {
                    (hunk.old.clone(), hunk.new.clone())
                } else {
                    (hunk.new.clone(), hunk.old.clone())
                }
            };
            let hunk = stretch.hunks.partition_point(|hunk| ranges(hunk).0.end <= first);
            pair.cut = stretch.hunks.get(hunk).map(ranges).is_some_and(|(range, other)| {
                other.is_empty() && range.contains(&first) && edits::is_frame(&side, &range)
            });
        }
        pairs
    }

    /// A claim that both revisions have.
    fn both(
        &self,
        stretch: &Stretch,
        pair: &Pair,
        case: &Case<'_>,
        (old, new): (&Claim, &Claim),
    ) -> ClaimChange {
        let mut edits = if stretch.same {
            Vec::new()
        } else {
            edits::find(case)
        };
        let whole = |claim: &Claim| claim.spans[0].cover(claim.spans[claim.spans.len() - 1]);
        if !stretch.same {
            reply_changed(case, (old, new), &mut edits);
        }
        let mut add = |kind, message: String| {
            edits.push(case.edit(kind, Some(whole(old)), Some(whole(new)), message));
        };
        // A place that only the reading took for another one has not moved anything.
        if stretch.moved || !stretch.level && part(old.place) != part(new.place) {
            let message = if part(old.place) == part(new.place) {
                "The same claim in another part of the text.".to_owned()
            } else {
                format!(
                    "It stood in the {} and now stands in the {}.",
                    name(old.place),
                    name(new.place)
                )
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
            differences: differences(case),
            ambiguous: pair.ambiguous,
        }
    }

    /// Whether a note in the new text tells of what changed in a claim.
    fn covers(&self, case: &Case<'_>, changed: &[Word]) -> bool {
        // The words of either side are looked up in the text they stand in.
        let (old, new): (Vec<Word>, Vec<Word>) =
            case.hunks.iter().fold(Default::default(), |mut both, hunk| {
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
    fn one(&self, pair: &Pair, text: &Text<'_>, claim: &Claim, case: &Case<'_>) -> ClaimChange {
        let (relation, kind) = if pair.old.is_some() {
            (ChangeRelation::Removed, EditKind::ClaimRemoved)
        } else {
            (ChangeRelation::Added, EditKind::ClaimAdded)
        };
        let span = claim.spans[0].cover(claim.spans[claim.spans.len() - 1]);
        let is_old = pair.old.is_some();
        let spans = if is_old {
            (Some(span), None)
        } else {
            (None, Some(span))
        };
        let words: Vec<Word> = claim_words(text, claim);
        // A note does not tell of itself.
        let is_note = !is_old && self.notes.hold(text, claim.sentence);
        let disclosed = !pair.cut && !is_note && self.notes.cover(text, &words);
        let mut edits = Vec::new();
        let message = match (pair.cut, is_old) {
            (true, true) => "The same words; the new text is read as fewer claims.",
            (true, false) => "The same words; the new text is read as more claims.",
            (false, true) => "The new text no longer says this",
            (false, false) => "The old text does not say this",
        };
        let message = match told_by(text, claim).filter(|_| !pair.cut) {
            Some(who) if is_old => format!("{message}, which the old one gives to {who}."),
            Some(who) => format!("{message}, which the new one gives to {who}."),
            None if pair.cut => message.to_owned(),
            None => format!("{message}."),
        };
        edits.push(self.edit(kind, spans, &message));
        if !pair.cut && replies::is_reply(text, claim, &words) {
            let (kind, message) = if is_old {
                (EditKind::ReplyRemoved, "A reply of a party concerned is gone.")
            } else {
                (EditKind::ReplyAdded, "A party concerned replies.")
            };
            edits.push(self.edit(kind, spans, message));
        }
        let accusation = accusations::is_accusation(text, claim, &words);
        for edit in &mut edits {
            let accusation = accusation && edit.kind == kind;
            let place = self.policy.raises(claim.place);
            edit.severity = self.policy.weighed(edit.severity, place, accusation, disclosed);
            if pair.cut {
                edit.severity = Severity::None;
            }
        }
        // Words around it that differ are told of all the same.
        if !case.hunks.is_empty() {
            edits.extend(edits::find(case).into_iter().map(|edit| Edit {
                severity: self.policy.weighed(
                    edit.severity,
                    self.policy.raises(claim.place),
                    false,
                    disclosed,
                ),
                ..edit
            }));
        }
        let severity = edits.iter().map(|edit| edit.severity).max();
        ClaimChange {
            relation,
            before: pair.old,
            after: pair.new,
            severity: severity.unwrap_or(Severity::None),
            edits,
            differences: differences(case),
            disclosed,
            ambiguous: pair.ambiguous,
        }
    }
}

/// A reply that gave way to something else, or came in its place: ***declined to comment on** the vote* → ***welcomed** the vote*.
fn reply_changed(case: &Case<'_>, (old, new): (&Claim, &Claim), edits: &mut Vec<Edit>) {
    if edits.iter().any(|edit| edit.kind == EditKind::CueChanged) {
        return;
    }
    let replies =
        |side: &Side<'_>, claim: &Claim| replies::is_reply(side.text, claim, &claim_words(side.text, claim));
    let in_old = |hunk: &Hunk| replies::is_in(case.old.text, &case.old.words[hunk.old.clone()]);
    let in_new = |hunk: &Hunk| replies::is_in(case.new.text, &case.new.words[hunk.new.clone()]);
    let (kind, message) = if case.hunks.iter().any(in_old) && !case.hunks.iter().any(in_new) {
        if !replies(&case.old, old) || replies(&case.new, new) {
            return;
        }
        (EditKind::ReplyRemoved, "A reply of a party concerned is gone.")
    } else if case.hunks.iter().any(in_new) && replies(&case.new, new) && !replies(&case.old, old) {
        (EditKind::ReplyAdded, "A party concerned replies.")
    } else {
        return;
    };
    let whole = |claim: &Claim| claim.spans[0].cover(claim.spans[claim.spans.len() - 1]);
    edits.retain(|edit| edit.kind != EditKind::Wording);
    edits.push(case.edit(kind, Some(whole(old)), Some(whole(new)), message.to_owned()));
}

fn differences(case: &Case<'_>) -> Vec<Difference> {
    let hunks = case.hunks.iter();
    hunks
        .map(|hunk| Difference {
            before: case.old.span(hunk.old.clone()),
            after: case.new.span(hunk.new.clone()),
        })
        .collect()
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

/// Whoever says a claim, with the word for saying it: *Roe Grain (“denied”)*; nothing for the newsroom's own voice, and the mark alone
/// where nobody is named (*“reportedly”*).
fn told_by(text: &Text<'_>, claim: &Claim) -> Option<String> {
    let attribution = &text.revision.attributions[*claim.attributions.last()?];
    let document = &text.revision.document;
    let cue = edits::quote(document.slice(attribution.cue.span));
    let Some(source) = &attribution.source else {
        return Some(cue);
    };
    let names: Vec<&str> = source.spans.iter().map(|&span| document.slice(span)).collect();
    Some(format!("{} ({cue})", edits::whom(&names.join(" "))))
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
