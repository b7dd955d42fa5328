//! What must stand around a phrase of the lexicon for it to be a hedge: one function a condition.

mod amounts;

use std::ops::Range;

use super::compares_odds;
use crate::document::{Document, TokenIndex, TokenKind};
use crate::english::hedges::{Condition, Context, Meaning, Word};
use crate::grammar::Grammar;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::vocabulary::HedgeClass;

/// A sentence with what the lexicon knows of its words.
pub(super) struct Surroundings<'a> {
    pub(super) document: &'a Document,
    pub(super) grammar: &'a Grammar,
    /// By token of the document.
    pub(super) words: &'a [Word],
    pub(super) sentence: Range<TokenIndex>,
    /// Where the hedge before ended: no cue grows over it.
    pub(super) free: TokenIndex,
}

/// Auxiliaries, negation and adverbs in front of a verb: *has not been*.
struct VerbGroup {
    /// The first auxiliary.
    start: TokenIndex,
    be: bool,
    have: bool,
    /// *can* or *could*.
    can: bool,
    negated: bool,
}

/// No verb group has more words before its verb.
const LONGEST_GROUP: usize = 7;
/// How far from *looking into* its object may stand.
const LONGEST_OBJECT: usize = 6;

impl Surroundings<'_> {
    /// The cue that `phrase` is or belongs to, if it hedges here as `meaning` says.
    pub(super) fn cue(&self, meaning: &Meaning, phrase: Range<TokenIndex>) -> Option<Range<TokenIndex>> {
        let Range { start, end } = phrase;
        let group = || self.verb_group(start);
        let from = |group: VerbGroup| group.start..end;
        let holds = match meaning.condition {
            Condition::Always => true,
            Condition::Impersonal => {
                return group()
                    .filter(|group| group.be && self.is(group.start.wrapping_sub(1), "it"))
                    .filter(|_| !self.is(end, "to") && !self.is(end, "by"))
                    .map(from);
            }
            Condition::Raised => {
                let infinitive = self.verb_behind(end);
                return match group().filter(|group| group.be) {
                    Some(group) if infinitive => Some(from(group)),
                    None if infinitive && self.tag(start) == Some(Tag::Vbn) => Some(start..end),
                    // *A van **thought to be** his burned*: a van thinks nothing, whatever the tagger takes *thought* for.
                    None if meaning.class == HedgeClass::Belief && self.is(end, "be") => Some(start..end),
                    _ => None,
                };
            }
            Condition::Passive => {
                // *were **being** considered*: weighed, and not held to be.
                if self.is(start.wrapping_sub(1), "being") {
                    return None;
                }
                return match group().filter(|group| group.be) {
                    Some(group) => Some(from(group)),
                    None => self.is(start.wrapping_sub(1), "widely").then(|| start - 1..end),
                };
            }
            Condition::Group => return Some(group().map_or(start..end, from)),
            Condition::Modal => self.is_possibility(start),
            // *58% of likely voters*: whom pollsters count.
            Condition::Likely => {
                self.tag(start).is_some_and(|tag| !tag.is_name())
                    && !compares_odds(self.document, start)
                    && !self.is(end, "voters")
            }
            Condition::Possible => self.is_possible(start),
            Condition::Seeming => self.is_seeming(start, end),
            Condition::Seeing => {
                self.tag(start).is_some_and(Tag::is_verb) && (end - start == 1 || self.verb_behind(end))
            }
            Condition::Unsettled => {
                return group()
                    .filter(|group| group.be && group.negated && self.is_open(group, start, end))
                    .map(from);
            }
            Condition::Probing => {
                let object = end..(end + LONGEST_OBJECT).min(self.sentence.end);
                let investigated = object
                    .take_while(|&token| self.document.tokens()[token].kind != TokenKind::Punctuation)
                    .any(|token| self.context(token).any(Context::INVESTIGATED));
                return investigated.then(|| group().map_or(start..end, from));
            }
            Condition::Progressive => return group().filter(|group| group.be).map(from),
            Condition::If => self.is_condition(start),
            Condition::Clause => !self.number_behind(end) && !self.thing_behind(end),
            Condition::Number => self.number_behind(end),
            Condition::LooseNumber => self.number_behind(end) && self.is_bound(start, end),
            Condition::AfterNumber => self.number_before(start),
            Condition::Quantifier => self.quantifies(start, end),
            Condition::Charged => {
                return (!self.is_duty(end))
                    .then(|| group().filter(|group| group.be).map_or(start..end, from));
            }
            Condition::Alleged => return self.alleged(start),
            Condition::Negated => {
                return group().filter(|group| self.is_unverified(group, start)).map(from);
            }
            Condition::Sentence => self.is_sentence_adverb(start),
            Condition::Course => !["matter", "the", "a"]
                .iter()
                .any(|word| self.is(start.wrapping_sub(1), word)),
        };
        // A name that looks like a hedge: *Coach Likely*, *Many Rivers*.
        let named = end - start == 1
            && start > self.sentence.start
            && meaning.class != HedgeClass::Hearsay
            && self.tag(start).is_some_and(Tag::is_name);
        (holds && !named).then_some(start..end)
    }

    /// *may*, *might* or *could* that leaves open whether something is so.
    fn is_possibility(&self, modal: TokenIndex) -> bool {
        if self.tag(modal) != Some(Tag::Md) {
            return false;
        }
        let mut verb = modal + 1;
        let (mut negated, mut only) = (false, self.is(modal.wrapping_sub(1), "only"));
        while self.is_adverb(verb) {
            negated |= self.context(verb).any(Context::NEGATIVE);
            only |= self.is(verb, "only");
            verb += 1;
        }
        if self.is(modal, "could") {
            let passive = self.is(verb, "be")
                && self
                    .tag(verb + 1)
                    .is_some_and(|tag| tag == Tag::Vbn || tag == Tag::Rb);
            let reached = passive && self.context(verb + 1).any(Context::REACHED);
            let verb_of = self.grammar.head(modal).filter(|_| passive);
            negated |= verb_of.is_some_and(|verb| self.has_no_subject(verb));
            let unable = negated && (passive || !(self.is(verb, "have") || self.is(verb, "be")));
            return !reached && !unable && !self.context(verb).any(Context::PERCEPTION);
        }
        if self.is(modal, "may") {
            let subject = self.grammar.head(modal).and_then(|verb| {
                self.grammar
                    .child(verb, Relation::Nsubj)
                    .or_else(|| self.grammar.child(verb, Relation::NsubjPass))
            });
            let ruled = subject.is_some_and(|subject| self.context(subject).any(Context::RULED));
            let to_you = subject.is_some_and(|subject| self.is(subject, "you"));
            let permitted = self.context(verb).any(Context::PERMITTED);
            let asks = self.is(modal + 1, "i") || self.is(modal + 1, "we");
            return !(asks || only || (negated && ruled && permitted) || (to_you && permitted));
        }
        true
    }

    /// *a possible motive*, not *as soon as possible*, *made it possible to walk*.
    fn is_possible(&self, possible: TokenIndex) -> bool {
        const BEFORE: [&str; 12] = [
            "as", "best", "earliest", "every", "if", "made", "makes", "only", "when", "where", "wherever",
            "worst",
        ];
        let before = possible.wrapping_sub(1);
        // *made all this possible*, *makes it possible*
        let is_made = (possible.saturating_sub(4)..possible).any(|token| {
            ["made", "make", "makes", "making"]
                .iter()
                .any(|word| self.is(token, word))
        });
        let is_predicate = self.is(possible + 1, "that")
            || self
                .tag(possible + 1)
                .is_some_and(|tag| tag.is_noun() || tag == Tag::Jj);
        !self.is(possible + 1, "to")
            && !BEFORE.iter().any(|word| self.is(before, word))
            && (!is_made || is_predicate)
    }

    /// *appears to show*, *appears calm*, *it appears that*; not *appeared in court*, *appeared on Monday*.
    fn is_seeming(&self, start: TokenIndex, end: TokenIndex) -> bool {
        if end - start == 2 {
            return self.verb_behind(end);
        }
        let mut next = end;
        while self.tag(next) == Some(Tag::Rb) {
            next += 1;
        }
        self.tag(next)
            .is_some_and(|tag| matches!(tag, Tag::Jj | Tag::Jjr | Tag::Vbn))
            || self.is(next, "that")
            || (self.is(next, "as") && (self.is(next + 1, "if") || self.is(next + 1, "though")))
    }

    /// *is not known*, *it is not clear*, *is not clear whether*; not *is not known for patience*, *the road is not clear*.
    fn is_open(&self, group: &VerbGroup, start: TokenIndex, end: TokenIndex) -> bool {
        let asks = self.is(end, "whether")
            || self.is(end, "if")
            || self
                .tag(end)
                .is_some_and(|tag| matches!(tag, Tag::Wrb | Tag::Wp | Tag::Wdt));
        if self.is(start, "known") || self.is(start, "established") {
            return asks || !self.tag(end).is_some_and(|tag| matches!(tag, Tag::In | Tag::To));
        }
        asks || self.is(group.start.wrapping_sub(1), "it")
    }

    /// *if* that gives a condition; not *asked if*, *as if*, *even if*, *if any*.
    fn is_condition(&self, word: TokenIndex) -> bool {
        const BEHIND: [&str; 6] = ["any", "anything", "ever", "not", "only", "possible"];
        let before = word.wrapping_sub(1);
        let whether = self.in_sentence(before) && self.context(before).any(Context::WHETHER);
        let complement = self.grammar.relation(word) == Relation::Mark
            && self
                .grammar
                .head(word)
                .is_some_and(|head| self.grammar.relation(head) == Relation::Ccomp);
        !(whether || complement)
            && !["as", "even", "what"].iter().any(|other| self.is(before, other))
            && !BEHIND.iter().any(|other| self.is(word + 1, other))
    }

    /// *charged with leading the review*, *with a battery*, *with electricity*.
    fn is_duty(&self, at: TokenIndex) -> bool {
        if self.tag(at).is_some_and(|tag| matches!(tag, Tag::Dt | Tag::PrpS)) {
            return self.context(at + 1).any(Context::DUTY);
        }
        self.context(at).any(Context::DUTY) && !self.is(at, "battery")
    }

    /// *the alleged burglar*, *is alleged to have*; not *she alleged that*, *he suspected a trick*.
    fn alleged(&self, word: TokenIndex) -> Option<Range<TokenIndex>> {
        let infinitive = self.is(word + 1, "to") && self.verb_behind(word + 2);
        let end = word + 1 + usize::from(infinitive);
        if let Some(group) = self.verb_group(word).filter(|group| group.be) {
            return Some(group.start..end);
        }
        let attributive = self.tag(word) == Some(Tag::Jj)
            || self.grammar.relation(word) == Relation::Amod
            || infinitive && self.tag(word) == Some(Tag::Vbn);
        attributive.then_some(word..end)
    }

    /// *has not been confirmed*, *could not verify*, *has not verified*; not *did not confirm*.
    fn is_unverified(&self, group: &VerbGroup, verb: TokenIndex) -> bool {
        let participle = self.document.word(verb).ends_with("ed");
        let verifies = !self.is(verb, "confirm") && !self.is(verb, "confirmed");
        (group.negated || self.has_no_subject(verb))
            && if participle {
                group.be || group.have && verifies
            } else {
                group.can
            }
    }

    /// ***Neither** claim could be confirmed*: the negation stands in the subject of a passive.
    fn has_no_subject(&self, verb: TokenIndex) -> bool {
        self.grammar
            .child(verb, Relation::NsubjPass)
            .is_some_and(|subject| {
                let first = self.grammar.subtree(subject).start;
                ["neither", "no", "none"].iter().any(|word| self.is(first, word))
            })
    }

    /// *Clearly, it failed*, *had clearly failed*; not *spoke slowly and clearly*.
    fn is_sentence_adverb(&self, adverb: TokenIndex) -> bool {
        let opens = adverb == self.sentence.start && self.is(adverb + 1, ",");
        let coordinated = self.tag(adverb.wrapping_sub(1)) == Some(Tag::Cc)
            && self.tag(adverb.wrapping_sub(2)) == Some(Tag::Rb);
        opens || !coordinated && self.grammar.head(adverb).is_some_and(|head| head > adverb)
    }

    /// Auxiliaries with negation and adverbs right before `verb`; none if there is no auxiliary.
    fn verb_group(&self, verb: TokenIndex) -> Option<VerbGroup> {
        let mut group: Option<VerbGroup> = None;
        let mut negated = false;
        for token in (self.free..verb).rev().take(LONGEST_GROUP) {
            let context = self.context(token);
            let possessive = self.grammar.tag(token) == Tag::Pos;
            if !possessive && context.any(Context::BE.or(Context::HAVE).or(Context::MODAL)) {
                let seen = group.get_or_insert(VerbGroup {
                    start: token,
                    be: false,
                    have: false,
                    can: false,
                    negated: false,
                });
                seen.start = token;
                seen.be |= context.any(Context::BE);
                seen.have |= context.any(Context::HAVE);
                seen.can |= ["ca", "can", "could"].iter().any(|word| self.is(token, word));
            } else if context.any(Context::NEGATIVE) {
                negated = true;
            } else if !self.is_adverb(token) {
                break;
            }
        }
        group.map(|group| VerbGroup { negated, ..group })
    }

    /// A verb in the base form at `at`, adverbs aside.
    fn verb_behind(&self, mut at: TokenIndex) -> bool {
        while self.tag(at) == Some(Tag::Rb) {
            at += 1;
        }
        self.tag(at) == Some(Tag::Vb)
    }

    fn is_adverb(&self, token: TokenIndex) -> bool {
        self.in_sentence(token)
            && (self.grammar.tag(token) == Tag::Rb
                || self.context(token).any(Context::ADVERB.or(Context::NEGATIVE)))
    }

    /// Whether `token` is `word`, whatever its case.
    fn is(&self, token: TokenIndex, word: &str) -> bool {
        self.in_sentence(token) && self.document.word(token).eq_ignore_ascii_case(word)
    }

    fn tag(&self, token: TokenIndex) -> Option<Tag> {
        self.in_sentence(token).then(|| self.grammar.tag(token))
    }

    fn context(&self, token: TokenIndex) -> Context {
        if self.in_sentence(token) {
            self.words[token].context
        } else {
            Context::default()
        }
    }

    fn in_sentence(&self, token: TokenIndex) -> bool {
        self.sentence.contains(&token)
    }
}
