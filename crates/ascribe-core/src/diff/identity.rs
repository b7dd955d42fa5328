//! Whether two claims are the same claim.
//!
//! Predicate and participants tell claims apart: *the ferry **sank** off **Skarholm*** and *a ferry **has sunk** near **Skarholm*** are
//! one, *the ferry **was built** for Skarholm in 1987* is another one, whatever it has in common with them. Words of grammar say
//! nothing, numbers, times and negation little, since these are compared. With the same verb two claims may differ in more of
//! their words; without it they are the same only where nearly all the others stayed. The measure is the same from both sides.

use super::acts::{Act, is_head};
use super::concepts::Concepts;
use super::matching::{self, CONTENT};
use super::stretch;
use super::words::{Text, Word};
use crate::claims::ClaimIndex;
use crate::english::words::key;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::vocabulary::Place;

/// What a claim says, as far as it tells it from others.
pub(super) struct Sense {
    /// Lemmas with their weight, sorted; one that comes twice counts twice.
    words: Vec<(u64, u32)>,
    total: u32,
    /// The same, but a thing by another name is another thing there.
    deeds_named: Vec<(u64, u32)>,
    /// The lemmas of what is said to be done.
    predicates: Vec<u64>,
    /// Those of them that are main verbs and attribute nothing.
    tops: Vec<u64>,
    /// The lemmas of its main verbs, and those of their opposites.
    done: Vec<u64>,
    undone: Vec<u64>,
    /// There is no verb in it but one that attributes.
    only_says: bool,
    /// And its subject says so, or thinks so: not *a blast **was reported***.
    holds: bool,
    /// Verbs that attribute: those in its words, and those of its chain.
    says: (Vec<u64>, Vec<u64>),
    /// There is no verb in it at all.
    verbless: bool,
    /// What its subject is said to be: *they are **behind** the attacks*.
    states: Vec<u64>,
    /// The ladders that its main verbs stand on.
    top_ladders: Vec<u8>,
    /// The ladders that say what became of somebody: *feared dead* and *died* are one predicate.
    ladders: Vec<u8>,
    /// Keys of what is done by whom and to whom, and of the toll in the head of a text: claims that have one of them in common may be
    /// one, whatever else they say.
    pub(super) deeds: Vec<u64>,
    /// The sentence that it stands in.
    sentence: usize,
    /// Who does what to whom.
    act: Option<Act>,
    place: Place,
}

/// With the same predicate so much of both is enough, in thousandths.
const SAME_PREDICATE: u64 = 400;
/// With another predicate it takes so much.
const OTHER_PREDICATE: u64 = 600;
/// And so much where each has a main verb of its own: *songs about bread **are filling** halls*, *songs about bread **are winning** prizes*.
const OTHER_VERB: u64 = 750;
/// And so much where they have nothing in common but a verb of saying.
const HALF: u64 = 500;
/// And so little where both tell of one act in the same place at the head of their texts.
const RETOLD: u64 = 300;
/// Claims that weigh no more have few words beside their verb.
const SHORT: u32 = 4 * CONTENT;
/// With the same predicate it is also enough if so much of the shorter one stands in the longer one.
const INSIDE: u64 = 700;

impl Sense {
    pub(super) fn of(text: &Text<'_>, sentence: &[Word], positions: &[usize], claim: ClaimIndex) -> Self {
        let words = positions.iter().map(|&at| &sentence[at]);
        let concepts = Concepts::of(text, words.clone());
        let named = |token: usize| concepts.named(token);
        let keys: Vec<u64> = words.clone().map(|word| word.key).collect();
        let rungs = text.english.changes.ladders.all(&keys);
        let mut weighed: Vec<(u64, u32)> = words
            .clone()
            .filter(|word| !concepts.is_silent(word.token))
            .map(|word| (named(word.token), matching::weight_in_claim(text, word)))
            .collect();
        weighed.sort_unstable();
        let mut deeds_named: Vec<(u64, u32)> = words
            .clone()
            .filter(|word| !concepts.is_silent(word.token))
            .map(|word| {
                (
                    concepts.deed_named(word.token),
                    matching::weight_in_claim(text, word),
                )
            })
            .collect();
        deeds_named.sort_unstable();
        let document = &text.revision.document;
        let spans = stretch::spans(text, claim);
        let grammar = &text.revision.grammar;
        let headline = text.revision.claims[claim].place == Place::Headline;
        let is_top = |token: usize| {
            // *Boats **held** up by fog*: a headline leaves the helper out; *mayor **to step** down*.
            let passive = || {
                let head = grammar.head(token);
                matches!(grammar.tag(token), Tag::Vb | Tag::Vbn)
                    && grammar.relation(token) == Relation::Acl
                    && head.is_some_and(|head| grammar.relation(head) == Relation::Root)
            };
            headline && passive()
                || grammar.head(token).is_none_or(|head| {
                    let head = document.tokens()[head].span;
                    !spans.iter().any(|it| it.overlaps(head))
                })
        };
        // *homes **have** no power*
        let has = |word: &Word| {
            is_top(word.token) && &*text.english.lemmas.lemma(text.word(word), Tag::Vb) == "have"
                || matches!(text.word(word), "has" | "had") && is_top(word.token)
        };
        let content = words.clone().filter(|word| !word.function || has(word));
        let of = |wanted: &dyn Fn(&Word) -> bool| -> Vec<u64> {
            let wanted = content.clone().filter(|word| wanted(word));
            wanted.map(|word| named(concepts.done(word.token))).collect()
        };
        let mut predicates = of(&|word| {
            let tag = grammar.tag(word.token);
            let copular = || grammar.child(word.token, Relation::Cop).is_some();
            // *the **ruling** party*
            let adjective = grammar.relation(word.token) == Relation::Amod;
            tag.is_verb() && tag != Tag::Md && !adjective || !tag.is_name() && is_top(word.token) && copular()
        });
        // *At least 14 **are dead***: what became of them is what it says.
        let became = |word: &Word| {
            let copular = grammar.child(word.token, Relation::Cop).is_some();
            copular && is_top(word.token) && text.english.changes.ladders.longest(&[word.key]).is_some()
        };
        let mut tops = of(&|word| {
            let tag = grammar.tag(word.token);
            let attributes = || {
                let lemma = text.lemma(word.token);
                // *Roe **appeared** in court* says nothing of what seems to be.
                let says = text.cues[word.token].is_some() || text.english.changes.reporting.contains(&lemma);
                says && text.english.stances.verbs.get(&lemma).is_some()
            };
            tag.is_verb() && tag != Tag::Md && is_top(word.token) && !attributes() || became(word)
        });
        let states = of(&|word| is_top(word.token) && grammar.child(word.token, Relation::Cop).is_some());
        // *protests **grip** the city*, ***protests** in the city*
        // and *a **blast** leaves 12 dead*, *12 dead in a **blast***
        let event = |word: &Word| {
            let subject = grammar.child(word.token, Relation::Nsubj)?;
            let (verb, listed) = (text.lemma(word.token), &text.english.paraphrases);
            let happens = listed.happening.contains(&verb) || &*verb == "leave" && concepts.is_deed(subject);
            (happens && is_top(word.token)).then(|| named(subject))
        };
        let events: Vec<u64> = content.clone().filter_map(event).collect();
        predicates.extend(&events);
        tops.extend(&events);
        let opposites = |token: usize| {
            let done = key(&text.lemma(token));
            let pairs = text.english.changes.opposites.range((done, 0)..=(done, u64::MAX));
            pairs.map(|pair| pair.1)
        };
        let mains = content.clone().filter(|word| is_top(word.token));
        let (mut done, mut undone) = (Vec::new(), Vec::new());
        for word in mains.filter(|word| grammar.tag(word.token).is_verb()) {
            done.push(key(&text.lemma(word.token)));
            undone.extend(opposites(word.token));
        }
        let attributing = |token: usize| text.english.changes.reporting.contains(&text.lemma(token));
        let reports = of(&|word| attributing(word.token));
        let only_says = tops.is_empty() && predicates.len() == 1 && reports.contains(&predicates[0]);
        let passive = |word: &Word| grammar.tag(word.token) == Tag::Vbn;
        let holds = only_says && of(&|word| attributing(word.token) && passive(word)).is_empty();
        // *Highs and lows of the first year*
        let verbless = predicates.is_empty();
        if verbless {
            predicates = of(&|word| is_top(word.token) && !grammar.tag(word.token).is_name());
        }
        let chain = text.revision.claims[claim].attributions.iter();
        let cues = chain.flat_map(|&number| document.tokens_in(text.revision.attributions[number].cue.span));
        let cues: Vec<u64> = cues.filter(|&token| attributing(token)).map(named).collect();
        let top_ladders = rungs.iter().filter(|(at, length, _)| {
            let mut words = positions[*at..at + length].iter();
            // *was **found dead***
            let found = |token: usize| {
                let head = grammar
                    .head(token)
                    .filter(|_| grammar.relation(token) == Relation::Xcomp);
                head.is_some_and(|head| tops.contains(&named(head)))
            };
            words.any(|&at| tops.contains(&named(sentence[at].token)) || found(sentence[at].token))
        });
        let top_ladders: Vec<u8> = top_ladders.map(|it| it.2.ladder).collect();
        let place = text.revision.claims[claim].place;
        let act = Act::of(text, claim, &concepts);
        let mut keys_of_deeds = act.map_or_else(Vec::new, |act| act.keys(place));
        let died = text.english.changes.ladders.longest(&[key("died")]);
        let dead = rungs.iter().find(|it| died.is_some_and(|died| died.1 == it.2));
        let numbered = |at: usize| {
            let near = at.saturating_sub(NEAR_TOLL)..(at + NEAR_TOLL).min(positions.len());
            positions[near].iter().any(|&at| {
                let word = &sentence[at];
                // *the **81-year-old** died*
                let digit = text.word(word).starts_with(|first: char| first.is_ascii_digit());
                digit || matching::is_number(text, word)
            })
        };
        // *At least 12 **deaths***, *the **death toll** rises to 12*
        let deaths = || {
            let at = positions
                .iter()
                .position(|&at| matches!(&*text.lemma(sentence[at].token), "death"));
            let toll = |at: usize| {
                let next = positions.get(at + 1);
                let next = next.filter(|&&at| text.word(&sentence[at]).eq_ignore_ascii_case("toll"));
                next.is_some()
                    && positions[at..]
                        .iter()
                        .any(|&at| matching::is_number(text, &sentence[at]))
            };
            at.is_some_and(|at| {
                let token = sentence[positions[at]].token;
                let tells = matches!(
                    grammar.relation(token),
                    Relation::Nsubj | Relation::NsubjPass | Relation::Root
                );
                tells && grammar.tag(token) == Tag::Nns && numbered(at) || toll(at)
            })
        };
        if is_head(place) && (dead.is_some_and(|it| numbered(it.0)) || deaths()) {
            keys_of_deeds.push(TOLL);
        }
        Self {
            deeds: keys_of_deeds,
            sentence: text.revision.claims[claim].sentence,
            act,
            place,
            total: weighed.iter().map(|it| it.1).sum(),
            words: weighed,
            deeds_named,
            predicates,
            tops,
            done,
            undone,
            only_says,
            holds,
            says: (reports, cues),
            verbless,
            states,
            top_ladders,
            ladders: rungs.into_iter().map(|(_, _, rung)| rung.ladder).collect(),
        }
    }

    /// How alike they are, from 0 to 1000, whichever words are used.
    pub(super) fn likeness(&self, other: &Self) -> u64 {
        likeness(&self.words, &other.words)
    }

    /// Whether both are the same claim.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let common = u64::from(matching::common(&self.words, &other.words));
        let alike = likeness(&self.deeds_named, &other.deeds_named);
        if alike >= OTHER_PREDICATE && (alike >= OTHER_VERB || !self.says_other(other)) {
            return true;
        }
        // *Rents **rose** in May* → *Rents **fell** in May*
        if alike >= HALF && self.done.iter().any(|it| other.undone.contains(it)) {
            return true;
        }
        let alike = self.likeness(other);
        let shorter = u64::from(self.total.min(other.total).max(1));
        let inside = common >= u64::from(2 * CONTENT) && 1000 * common / shorter >= INSIDE;
        // *Roe **says** the firm is sound*, read as one claim, and *Roe **says** the vote was rigged*
        let least = if self.only_says && other.only_says {
            HALF
        } else {
            SAME_PREDICATE
        };
        (alike >= least || inside) && self.shares_predicate(other)
    }

    /// Whether both stand in the same place at the head of their texts, and are the same claim or tell of one act, though they have hardly a
    /// word in common: *envoy **gets jail term*** → *former ambassador **jailed***.
    pub(super) fn retells(&self, other: &Self) -> bool {
        let same_act = || {
            self.act
                .zip(other.act)
                .is_some_and(|(one, other)| one.is_same(&other))
        };
        self.is_in_head()
            && self.place == other.place
            && (self.likeness(other) >= RETOLD && same_act()
                || self.shares_main(other) && self.is_same(other))
    }

    /// Whether both have a main verb in common, or the noun for it where there is no verb, and something else as well.
    fn shares_main(&self, other: &Self) -> bool {
        fn mains(sense: &Sense) -> &[u64] {
            if sense.verbless {
                &sense.predicates
            } else {
                &sense.tops
            }
        }
        let both = matching::common(&self.words, &other.words) >= 2 * CONTENT;
        both && mains(self).iter().any(|it| mains(other).contains(it))
    }

    /// Whether it stands at the head of its text.
    pub(super) fn is_in_head(&self) -> bool {
        is_head(self.place)
    }

    /// Whether what each says to be done, or to be, is nothing of the other one's.
    fn says_other(&self, other: &Self) -> bool {
        if self.verbless && other.verbless {
            let has = |one: &Self, other: &Self| {
                let stands = |it: &u64| one.words.iter().any(|word| word.0 == *it);
                let tells = |it: &u64| other.words.contains(&(*it, CONTENT));
                other.predicates.iter().all(|it| stands(it) || !tells(it))
            };
            return !has(self, other) || !has(other, self);
        }
        // The reading takes a verb of the other one for a noun now and then.
        let stands = |it: u64, other: &Self| {
            let at = other.words.partition_point(|word| word.0 < it);
            other.words.get(at).is_some_and(|word| word.0 == it)
        };
        // *Orla **fears** a surge of boats*, *Orla **blocks** dozens of boats*
        let lacks = |one: &Self, other: &Self| {
            if one.holds {
                !other.tops.is_empty() && !one.predicates.iter().any(|&it| stands(it, other))
            } else {
                !one.tops.is_empty() && !one.tops.iter().any(|&it| stands(it, other))
            }
        };
        lacks(self, other) && lacks(other, self) && !self.shares_ladder(other)
    }

    /// Whether both tell what became of somebody, and their main verbs, where they have some, tell it.
    fn shares_ladder(&self, other: &Self) -> bool {
        let main = |sense: &Self, ladder| sense.tops.is_empty() || sense.top_ladders.contains(ladder);
        let mut shared = self.ladders.iter().filter(|it| other.ladders.contains(it));
        shared.any(|it| main(self, it) && main(other, it))
    }

    /// Whether it stands in the same sentence as another claim, and is no longer than that.
    pub(super) fn is_inside(&self, other: &Self) -> bool {
        self.sentence == other.sentence && self.total <= other.total
    }

    /// Whether both are too short to tell claims apart, where no other claim can be meant: numbers, or a few words with one verb.
    pub(super) fn is_all_there_is(&self, other: &Self) -> bool {
        let compared = |sense: &Self| sense.words.iter().all(|word| word.1 < CONTENT);
        let short = |sense: &Self| sense.total <= SHORT;
        compared(self) && compared(other) || short(self) && short(other) && self.shares_predicate(other)
    }

    fn shares_predicate(&self, other: &Self) -> bool {
        let same = self.predicates.iter().any(|it| other.predicates.contains(it));
        // *Roe **died** after being diagnosed* is not *Roe **was diagnosed***.
        let says_less = |one: &Self, other: &Self| {
            !one.tops.is_empty() && !one.tops.iter().any(|it| other.predicates.contains(it))
        };
        let both = !self.tops.is_empty() && !other.tops.is_empty();
        // *Police say the blasts **were** attacks*, *a boy **is killed** as blasts are set off*
        let states =
            |one: &Self, other: &Self| one.tops.is_empty() && !one.states.is_empty() && says_less(other, one);
        let less = both && (says_less(self, other) || says_less(other, self))
            || states(self, other)
            || states(other, self);
        // *Roe **announces** homes*, read as one claim, and *Roe also **announced** | more homes*, read as a frame and a claim.
        let frame = |one: &Self, other: &Self| one.says.0.iter().any(|it| other.says.1.contains(it));
        same && !less || self.shares_ladder(other) || frame(self, other) || frame(other, self)
    }
}

/// How alike two lists of words are, from 0 to 1000.
fn likeness(one: &[(u64, u32)], other: &[(u64, u32)]) -> u64 {
    let total = |words: &[(u64, u32)]| words.iter().map(|it| u64::from(it.1)).sum::<u64>();
    let common = u64::from(matching::common(one, other));
    2000 * common / (total(one) + total(other)).max(1)
}

/// The number of a toll stands within so many words of what became of them.
const NEAR_TOLL: usize = 4;

/// The key of how many have died.
const TOLL: u64 = 1;
