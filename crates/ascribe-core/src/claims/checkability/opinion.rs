//! What is only judged: praise and blame as what a clause says.

use super::conduct;
use super::emptiness::is_vague;
use super::private::is_private;
use super::wishes::is_wish;
use super::{has, is_indirect, senses};
use crate::claims::statement::Statement;
use crate::document::TokenIndex;
use crate::english::claim_words::{CheckSense, KindSense};
use crate::english::groups::Set;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::vocabulary::{Dimension, Place, Polarity};

/// *should*, *must*, *it is wrong to*; praise and blame as predicate (*is a disgrace*); what somebody demands.
///
/// Not: *the disgraceful bridge cost £21m* (its predicate is a fact), *must have left* (a guess about a fact), a judgement with a
/// number (*is the best paid*).
pub(super) fn is_opinion(statement: &Statement<'_>) -> bool {
    is_wish(statement) || judges(statement)
}

fn judges(statement: &Statement<'_>) -> bool {
    let verb = statement.predicate;
    // Names judge nobody: *the Warriors*.
    let says = |token: TokenIndex| {
        !statement.tag(token).is_name() && senses(statement, token).has(CheckSense::Evaluation as usize)
    };
    let numbered = statement
        .quantities
        .iter()
        .any(|quantity| quantity.dimension != Dimension::Rank)
        || statement.tokens().any(|token| statement.tag(token) == Tag::Cd);
    // *described **as “mean”** the theft of £3,400*
    let first = statement.first();
    let is_called =
        statement.is(first, &["as"]) && (first..first + 4).any(|token| statement.holds(token) && says(token));
    if is_called && !statement.chain.is_empty() {
        return true;
    }
    if numbered && !statement.is_copular() || is_off_by(statement) || is_ranked(statement) {
        return false;
    }
    // *is in a **critical condition***, *I have great **respect** for him*
    let is_told_of = |noun: TokenIndex| {
        statement.is(noun, &["condition"])
            || statement.tag(noun).is_noun()
                && statement.is_first_person()
                && [CheckSense::Feeling, CheckSense::Inner]
                    .into_iter()
                    .any(|sense| has(statement, noun, sense))
    };
    if is_told_of(verb) || statement.child(Relation::Obj).is_some_and(is_told_of) {
        return false;
    }
    // *was **inspired by** a meeting with her*: what somebody or something did.
    // *was **disappointed***: felt, and not judged.
    let is_felt = || {
        let word = statement.document.word(verb).to_ascii_lowercase();
        let as_adjective = statement.english.claim_words.checks.of(&word, Tag::Jj);
        statement.tag(verb) == Tag::Vbn && as_adjective.has(CheckSense::Feeling as usize)
    };
    let verdict = says(verb)
        && !is_felt()
        && statement.child(Relation::OblAgent).is_none()
        && (statement.is_copular()
            || statement.grammar.child(verb, Relation::Expl).is_some()
            || statement.tag(verb).is_verb()
                && statement
                    .english
                    .claim_words
                    .checks
                    .of(&statement.lemma(verb), Tag::Jj)
                    == Set::default());
    // *is a perfect fit*, *is of national importance*
    let described = statement.is_copular()
        && statement.grammar.children(verb).any(|child| {
            matches!(statement.grammar.relation(child), Relation::Amod | Relation::Nmod) && says(child)
        });
    // *described the market as the heart of the town*
    let depicted = statement.chain.last().is_some()
        && !statement.tag(verb).is_verb()
        && !statement.is_copular()
        && statement.tokens().any(says);
    // *looks wonderful*, *makes it better*
    let complement = statement
        .child(Relation::Xcomp)
        .is_some_and(|child| says(child) && !statement.tag(child).is_verb());
    // *the **worst** was over*
    let of_the_good = statement.is_copular() && statement.subject.is_some_and(says);
    (verdict
        || described
        || depicted
        || complement
        || of_the_good
        || likens(statement)
        || is_as_it_should_be(statement)
        || is_how(statement)
        || calls_it(statement)
        || is_stance(statement)
        || is_slow_to(statement)
        || is_first_concern(statement)
        || is_clearly_so(statement)
        || is_figure_of_speech(statement)
        || has_done_well(statement)
        || conduct::is_judged(statement))
        && !statement.times.iter().any(|_| numbered)
        || is_superlative(statement)
}

/// *the **saddest** day in its history*, *one of **the most shameful** decisions I have seen*, *among the most compelling*: no number and
/// no place in time makes a degree of praise, blame or feeling one that can be measured.
///
/// Not: *the highest share*, *the most common effects* (they can be counted).
fn is_superlative(statement: &Statement<'_>) -> bool {
    let verb = statement.predicate;
    let feels = |token: TokenIndex| has(statement, token, CheckSense::Feeling);
    let judged = |token: TokenIndex| has(statement, token, CheckSense::Evaluation) || feels(token);
    let is_most = |token: TokenIndex| {
        statement.tag(token) == Tag::Jjs && feels(token)
            || statement.tag(token) != Tag::Jjs
                && judged(token)
                && token > statement.sentence.start
                && statement.is(token - 1, &["most"])
    };
    let ranked = |noun: TokenIndex| {
        is_most(noun)
            || statement
                .grammar
                .children(noun)
                .any(|child| statement.grammar.relation(child) == Relation::Amod && is_most(child))
    };
    // *one of the most …*
    let whole = statement
        .child(Relation::Nmod)
        .filter(|_| statement.is(verb, &["one", "some"]));
    statement.is_copular() && (ranked(verb) || whole.is_some_and(ranked))
}

/// *The forecast was **wrong by** 80 km*: how far off it was can be measured.
fn is_off_by(statement: &Statement<'_>) -> bool {
    let is_by = |token: TokenIndex| statement.is(token, &["by"]);
    !statement.quantities.is_empty()
        && statement.is_copular()
        && statement
            .children()
            .filter(|&child| child > statement.predicate)
            .any(|child| statement.grammar.children(child).any(is_by))
}

/// *Support was **weakest among** the over-65s*: parts of a whole are compared, and the parts can be counted.
///
/// Not: *was the weakest among them* (a judgement).
fn is_ranked(statement: &Statement<'_>) -> bool {
    let verb = statement.predicate;
    statement.tag(verb) == Tag::Jjs
        && statement.is_copular()
        && statement.grammar.child(verb, Relation::Det).is_none()
        && verb + 1 < statement.sentence.end
        && statement.is(verb + 1, &["among", "amongst", "for", "in"])
}

/// *“**It's a** parking **ticket**”*, *“**That is** the whole story”*, *“Every week of caution is a week of dinners”*: what somebody says that
/// a thing comes to, with nothing named that could be looked up.
///
/// Not: *“There is no evidence”*, *“It was a Tuesday”* (the past), *“The film is about a miner”*.
fn calls_it(statement: &Statement<'_>) -> bool {
    let verb = statement.predicate;
    let is_pointed_at = statement
        .subject
        .is_some_and(|subject| statement.is(subject, &["it", "that", "this", "what"]));
    let is_noun = |token: TokenIndex| statement.tag(token) == Tag::Nn;
    statement.is_quoted()
        && statement.is_copular()
        && statement.has_auxiliary(&["is", "'s", "’s"])
        && is_noun(verb)
        && (is_pointed_at && statement.grammar.child(verb, Relation::Det).is_some()
            || statement.subject.is_some_and(is_noun))
        && [Relation::Case, Relation::Expl]
            .into_iter()
            .all(|relation| statement.grammar.child(verb, relation).is_none())
        && statement.quantities.is_empty()
        && statement.times.is_empty()
        && statement.entities.is_empty()
        && !statement
            .tokens()
            .any(|token| statement.tag(token) == Tag::Cd || statement.is(token, &["only"]))
}

/// *“**I'm not against** it”*, *“The right time is the time you'll remember”*: of what nothing could be looked up, somebody says how it is.
///
/// Not: *“The phones are ringing again”* (it goes on, or does not), *“I was tired”* (a feeling).
fn is_stance(statement: &Statement<'_>) -> bool {
    statement.is_quoted() && statement.is_copular() && is_vague(statement) && !is_private(statement)
}

/// *has been **slow to** replace them*, *was **quick to** blame others*: how readily somebody does it.
fn is_slow_to(statement: &Statement<'_>) -> bool {
    let verb = statement.predicate;
    statement.is_copular()
        && statement.is(verb, &["quick", "slow", "slower", "quicker"])
        && verb + 1 < statement.sentence.end
        && statement.is(verb + 1, &["to"])
}

/// *Safety is our **first concern***: what somebody says he cares about most.
fn is_first_concern(statement: &Statement<'_>) -> bool {
    statement.is_copular()
        && statement.is(statement.predicate, &["concern", "focus", "thought", "thoughts"])
        && statement.grammar.children(statement.predicate).any(|child| {
            statement.is(
                child,
                &[
                    "first",
                    "foremost",
                    "greatest",
                    "main",
                    "only",
                    "overriding",
                    "top",
                ],
            )
        })
}

/// *It is **clear that** spite **trumped** sense*: a judgement, whatever it is set beneath.
fn is_clearly_so(statement: &Statement<'_>) -> bool {
    statement.is_copular()
        && statement.is(statement.predicate, &["clear", "evident", "obvious", "plain"])
        && [Relation::Ccomp, Relation::Csubj].into_iter().any(|relation| {
            statement
                .child(relation)
                .is_some_and(|child| has(statement, child, CheckSense::Evaluation))
        })
}

/// *Schools are **at breaking point***.
///
/// Not: *Two schools are at breaking point* (a number of them), *denied cutting corners* (an answer), *I am proud to be at the heart of it*
/// (a feeling).
fn is_figure_of_speech(statement: &Statement<'_>) -> bool {
    // *second best **for an hour***, *stood together as **one***
    let is_counted = statement
        .quantities
        .iter()
        .any(|quantity| quantity.dimension != Dimension::Duration && quantity.value != Some(1.0));
    !is_counted
        && !has(statement, statement.predicate, CheckSense::Feeling)
        && !statement
            .senses
            .has_kind(statement.predicate, KindSense::Response)
        && statement.states_idiom(CheckSense::Evaluation)
}

/// *It was **like a bus***, *treated riders **like parolees***, *looked **like** a mistake*: somebody's comparison, in his own report.
///
/// Not: *a flood like the one in 1997* (which flood), *The dog looks like the one in the picture* in the paper's own words.
fn likens(statement: &Statement<'_>) -> bool {
    let is_like = |token: TokenIndex| {
        statement
            .grammar
            .children(token)
            .any(|child| child < token && statement.is(child, &["like"]))
    };
    let compared = |child: TokenIndex| {
        matches!(
            statement.grammar.relation(child),
            Relation::Obl | Relation::Xcomp | Relation::Advcl
        ) && is_like(child)
    };
    // *I felt like a thief* is felt.
    let feels = || statement.is_first_person() && &*statement.lemma(statement.predicate) == "feel";
    let is_heading = matches!(
        statement.place,
        Place::Headline | Place::Heading | Place::Standfirst
    );
    (is_heading || !statement.chain.is_empty())
        && !feels()
        && (statement.is_copular() && is_like(statement.predicate) || statement.children().any(compared))
}

/// *This is how it **should** work*, *She is doing what he **should** have done*: the yardstick is what ought to be.
fn is_as_it_should_be(statement: &Statement<'_>) -> bool {
    let should =
        |token: TokenIndex| statement.tag(token) == Tag::Md && statement.is(token, &["should", "ought"]);
    let asks_how = |token: TokenIndex| {
        statement
            .grammar
            .children(token)
            .any(|child| child < token && statement.is(child, &["how", "what", "where"]))
    };
    statement
        .tokens()
        .filter(|&token| should(token))
        .any(|token| token > statement.predicate && statement.grammar.head(token).is_some_and(asks_how))
}

/// *is **easily** fixed*, *are reacting **too slowly***, *is not good **enough***, *said the fine was **too low***: how well things go, now.
///
/// Not: *The water rose slowly*, *too weak to stand* (facts).
fn is_how(statement: &Statement<'_>) -> bool {
    let is_going_on = || statement.tag(statement.predicate) == Tag::Vbg || statement.is_copular();
    let is_now = statement.is_present() || is_indirect(statement) && is_going_on();
    // *It was **well** written*
    let is_well = statement.is_passive()
        && statement
            .children()
            .any(|child| child < statement.predicate && statement.is(child, &["well"]));
    is_well
        || is_now
            && (has_too_much(statement)
                || statement.children().any(|child| {
                    let judged = statement.grammar.relation(child) == Relation::Advmod
                        && (has(statement, child, CheckSense::Evaluation)
                            || statement.is(child, &["enough"])
                            || statement.is(child, &["so", "too"]) && child < statement.predicate);
                    let degree = statement.grammar.relation(child) == Relation::Advmod
                        && statement.grammar.children(child).any(|word| {
                            statement.is(word, &["too"]) && word < child || statement.is(word, &["enough"])
                        });
                    (judged || degree) && statement.child(Relation::Xcomp).is_none()
                }))
}

/// *is doing **too little***; not *came too late to help*.
fn has_too_much(statement: &Statement<'_>) -> bool {
    statement.tokens().any(|token| {
        token > statement.predicate
            && token + 2 < statement.sentence.end
            && statement.is(token, &["too"])
            && statement.is(
                token + 1,
                &["few", "late", "little", "long", "many", "much", "slow", "slowly"],
            )
            && !statement.is(token + 2, &["to"])
    })
}

/// *did a **great** job*, *made a **mistake***, *has not done **enough***: a verb that says nothing, with a judgement as its object.
fn has_done_well(statement: &Statement<'_>) -> bool {
    let lemma = statement.lemma(statement.predicate);
    let judged = |token: TokenIndex| has(statement, token, CheckSense::Evaluation);
    // *did nothing wrong* denies a deed.
    let is_positive = statement.polarity == Polarity::Positive;
    [
        "deliver", "deserve", "display", "do", "have", "make", "offer", "pass", "play", "provide", "put", "raise", "send", "set",
        "show", "take",
    ]
    .contains(&&*lemma)
        && statement.child(Relation::Obj).is_some_and(|object| {
            let mut qualities = statement.grammar.children(object);
            statement.is(object, &["enough"])
                // *Nobody **had the courage***
                || &*lemma == "have"
                    && judged(object)
                    && statement
                        .grammar
                        .child(object, Relation::Det)
                        .is_some_and(|article| statement.is(article, &["the"]))
                || is_positive
                    // *delivered a wonderful speech* tells of a speech.
                    && (&*lemma != "deliver" || statement.is(object, &["performance", "quarter", "result", "results", "season", "year"]))
                    && (judged(object)
                        || qualities.any(|child| {
                            statement.grammar.relation(child) == Relation::Amod && judged(child)
                        }))
        })
}
