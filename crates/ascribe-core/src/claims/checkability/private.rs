//! What goes on inside a speaker, or in his private life.

use super::{is_indirect, senses};
use crate::claims::boundaries::Boundary;
use crate::claims::statement::Statement;
use crate::document::TokenIndex;
use crate::english::claim_words::CheckSense;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::vocabulary::Polarity;

/// *I was terrified*, *they are heartbroken*, *I have tea with my sister*, *families feared the worst*, *I would
/// rather see it fixed*.
///
/// Not: *I saw two lorries leave* (others could have seen them), *Mr Doyle believes that …* (an attribution: what he believes is
/// the claim).
pub(super) fn is_private(statement: &Statement<'_>) -> bool {
    let verb = statement.predicate;
    let word = senses(statement, verb);
    let feels = !statement.tag(verb).is_noun() && {
        let as_adjective = statement
            .english
            .claim_words
            .checks
            .of(&statement.document.word(verb).to_ascii_lowercase(), Tag::Jj);
        as_adjective.has(CheckSense::Feeling as usize)
    };
    let becomes = statement
        .child(Relation::Xcomp)
        .is_some_and(|child| senses(statement, child).has(CheckSense::Feeling as usize));
    // *Reserves are exhausted*: what is no person feels nothing; *it* in a report may be the body that speaks.
    let is_speaker = |subject: TokenIndex| statement.is(subject, &["it"]) && is_indirect(statement);
    let animate = statement.subject.is_none_or(|subject| {
        statement.subject_acts()
            || is_speaker(subject)
            || !statement.tag(subject).is_noun()
                && !statement.is(subject, &["it", "this", "that", "which", "there"])
    });
    let prefers = statement.has_modal(&["would", "'d", "’d"])
        && statement.children().any(|child| statement.is(child, &["rather"]));
    if prefers || statement.has_idiom(CheckSense::Feeling) {
        return true;
    }
    if animate
        && (feels
            && (statement.is_copular()
                || statement.is_passive()
                || statement.grammar.child(verb, Relation::AuxPass).is_some())
            || becomes)
    {
        return true;
    }
    let is_negative = statement.polarity == Polarity::Negative;
    // *We do not **yet** know whether he stopped*: nobody does.
    if is_negative && statement.children().any(|child| statement.is(child, &["yet"])) {
        return false;
    }
    // *did not hear the bell*: what was heard others could have heard, what was not is inside.
    let inner = statement.tag(verb).is_verb()
        && (word.has(CheckSense::Inner as usize)
            || is_negative
                && statement.is(
                    verb,
                    &[
                        "comprehend",
                        "describe",
                        "explain",
                        "fathom",
                        "hear",
                        "notice",
                        "recall",
                        "remember",
                        "understand",
                    ],
                ));
    // *hopes to announce it* tells of what is to come.
    let looks_ahead = word.has(CheckSense::Ahead as usize) && statement.child(Relation::Xcomp).is_some();
    if tells_of_himself(statement)
        && inner
        && !looks_ahead
        && (is_negative || !statement.is(verb, &["knew", "know", "known", "knows"]))
    {
        return true;
    }
    if is_inclined(statement) || is_own_thought(statement) {
        return true;
    }
    // *He said he got a call **from his sister***; not *He paid his brother £5,000*.
    let of_his_family = || {
        statement
            .subject
            .is_some_and(|subject| statement.is(subject, &["he", "she"]))
            && tells_of_himself(statement)
            && statement.quantities.is_empty()
            && statement.tokens().any(|token| {
                statement.tag(token).is_noun()
                    && senses(statement, token).has(CheckSense::Private as usize)
                    && is_possessed(statement, token)
            })
    };
    if of_his_family() {
        return true;
    }
    if statement.is_first_person() && !statement.chain.is_empty() || is_own(statement) {
        let home = statement.tokens().any(|token| {
            statement.tag(token).is_noun()
                && senses(statement, token).has(CheckSense::Private as usize)
                && is_mine(statement, token)
        });
        // *I **wept***, *I could not get to **sleep***
        let lives = |deed: TokenIndex| {
            statement.tag(deed).is_verb() && senses(statement, deed).has(CheckSense::Personal as usize)
        };
        let personal = statement.is_quoted()
            && statement
                .subject
                .is_some_and(|subject| statement.is(subject, &["I"]))
            && (lives(verb) || statement.child(Relation::Xcomp).is_some_and(lives));
        return inner || home || personal || is_habit(statement);
    }
    // *Two men were **feared** dead*, *Dozens **feared** dead* as a headline: what others fear of them.
    let next = verb + 1;
    let is_feared = statement.is(verb, &["feared"])
        && next < statement.sentence.end
        && statement.is(next, &["dead", "drowned", "killed", "lost", "missing", "trapped"]);
    inner
        && !is_feared
        && !statement.is_marked_passive()
        && statement
            .subject
            .is_some_and(|subject| statement.tag(subject).is_noun() || statement.tag(subject) == Tag::Prp)
        && statement.is(
            verb,
            &[
                "fear", "feared", "fears", "feel", "feels", "felt", "hate", "hated", "hates", "love",
                "loved", "loves",
            ],
        )
}

/// *The mayor said **he** believed in trams*, *the club said **the team** believed in it*: what the source of a report tells of itself.
fn tells_of_himself(statement: &Statement<'_>) -> bool {
    let Some((attribution, subject)) = statement.innermost().zip(statement.subject) else {
        return false;
    };
    let lemma = statement.lemma(statement.predicate);
    let thinks = || ["believe", "doubt", "feel", "regret"].contains(&&*lemma);
    attribution.source.is_some()
        && is_indirect(statement)
        && !statement.is_marked_passive()
        // *a buyer, **believed** to be the investor Carl Lund*: others believe it.
        && !(statement.boundary == Some(Boundary::Participle) && statement.tag(statement.predicate) == Tag::Vbn)
        // *thought that it came too late*: what is believed is a claim of its own.
        && statement.child(Relation::Ccomp).is_none()
        && !statement.is(statement.predicate, &["missing"])
        && (statement.tag(subject) == Tag::Prp
            || statement.tag(subject).is_noun() && statement.subject_acts() && thinks())
}

/// *I **have no doubt***, *He said he **had no interest** in it*, *She said she **was considering** retirement*: where somebody's mind
/// tends, by his own account.
///
/// Not: *The firm is considering an offer, two people said* (others tell of it).
fn is_inclined(statement: &Statement<'_>) -> bool {
    let verb = statement.predicate;
    let tells_of_self = !statement.chain.is_empty() && statement.is_first_person()
        || is_indirect(statement)
            && statement
                .subject
                .is_some_and(|subject| statement.is(subject, &["he", "she"]));
    let has_in_mind = || {
        &*statement.lemma(verb) == "have"
            && statement.child(Relation::Obj).is_some_and(|object| {
                statement.tag(object).is_noun() && senses(statement, object).has(CheckSense::Inner as usize)
                    || statement.is(object, &["nothing"])
                        && object + 2 < statement.sentence.end
                        && statement.is(object + 2, &["hide", "fear"])
            })
    };
    // *We will consider it* is to come.
    let is_thinking = || {
        &*statement.lemma(verb) == "consider"
            && statement
                .auxiliaries()
                .all(|token| statement.tag(token) != Tag::Md)
    };
    tells_of_self && statement.tag(verb).is_verb() && (has_in_mind() || is_thinking())
}

/// *My **hope** is that it stays*, *Our biggest **fear** was the fire*: a thought or feeling, by whose it is.
fn is_own_thought(statement: &Statement<'_>) -> bool {
    statement.is_copular()
        && statement.subject.is_some_and(|subject| {
            senses(statement, subject).has(CheckSense::Inner as usize)
                && statement
                    .grammar
                    .children(subject)
                    .any(|child| statement.is(child, &["my", "our"]))
        })
}

/// *“**I collect** clocks”*, *“I don't **read** that stuff”*: how somebody lives, with nothing named.
///
/// Not: *“I have the receipts”*, *“I pay my staff on Fridays”* (others can look it up).
fn is_habit(statement: &Statement<'_>) -> bool {
    let verb = statement.predicate;
    let is_plain = matches!(statement.tag(verb), Tag::Vbp | Tag::Vb)
        && statement
            .auxiliaries()
            .all(|token| statement.is(token, &["do"]) || statement.is(token, &["not", "n't", "n’t"]));
    let is_known_to_others = [
        "comment", "employ", "get", "have", "hold", "own", "pay", "propose", "publish", "run", "sell",
        "speak", "support", "talk", "tell", "work",
    ]
    .contains(&&*statement.lemma(verb));
    statement.is_quoted()
        && statement
            .subject
            .is_some_and(|subject| statement.is(subject, &["I"]))
        && is_plain
        && !is_known_to_others
        && statement.child(Relation::Ccomp).is_none()
        && statement.quantities.is_empty()
        && statement.times.is_empty()
        && statement.entities.is_empty()
}

/// Whether the subject is the speaker's own: *my grandmother*.
fn is_own(statement: &Statement<'_>) -> bool {
    statement.subject.is_some_and(|subject| {
        statement
            .grammar
            .children(subject)
            .any(|child| statement.is(child, &["my", "our"]))
            && senses(statement, subject).has(CheckSense::Private as usize)
    }) || statement.is_first_person() && statement.chain.is_empty()
}

fn is_mine(statement: &Statement<'_>, noun: TokenIndex) -> bool {
    let possessed = is_possessed(statement, noun);
    // *in the shower*, *grabbed the dogs*, of somebody who speaks of himself.
    let at_home = || {
        statement
            .subject
            .is_some_and(|subject| statement.is(subject, &["I"]))
            && is_of_home(statement, noun)
    };
    // *have tea*; not *We expect homes to flood*.
    let is_bare = statement.tag(noun) == Tag::Nn && statement.grammar.child(noun, Relation::Det).is_none();
    possessed || is_bare || at_home()
}

fn is_possessed(statement: &Statement<'_>, noun: TokenIndex) -> bool {
    statement.grammar.children(noun).any(|child| {
        statement.grammar.relation(child) == Relation::NmodPoss
            && statement.is(child, &["my", "our", "his", "her"])
    })
}

fn is_of_home(statement: &Statement<'_>, noun: TokenIndex) -> bool {
    statement.is(
        noun,
        &[
            "baby", "bath", "bathroom", "bed", "bedroom", "blinds", "cat", "cats", "children", "curtains",
            "dog", "dogs", "garden", "kids", "kitchen", "shower", "sofa",
        ],
    )
}
