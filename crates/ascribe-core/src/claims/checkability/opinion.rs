//! What is only judged or wished.

use super::{has, is_indirect, senses};
use crate::claims::statement::Statement;
use crate::document::TokenIndex;
use crate::english::claim_words::CheckSense;
use crate::english::groups::Set;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::vocabulary::{Polarity, Stance};

/// *should*, *must*, *it is wrong to*; praise and blame as predicate (*is a disgrace*); what somebody demands.
///
/// Not: *the disgraceful bridge cost £21m* (its predicate is a fact), *must have left* (a guess about a fact), a judgement with a
/// number (*is the best paid*).
pub(super) fn is_opinion(statement: &Statement<'_>) -> bool {
    is_wish(statement) || judges(statement)
}

/// What ought to be, or is demanded: it says nothing of how things are.
pub(in crate::claims) fn is_wish(statement: &Statement<'_>) -> bool {
    ought(statement) || is_demanded(statement)
}

fn ought(statement: &Statement<'_>) -> bool {
    let guess =
        statement.has_auxiliary(&["have"]) && statement.has_modal(&["must"]) || is_forecast(statement);
    if statement.has_modal(&["should", "must", "ought", "shall"]) && !guess {
        // What a court or ministry orders is a decision that was made.
        return statement.stance() != Some(Stance::Announce) && !is_rule_of_law(statement);
    }
    let predicate = senses(statement, statement.predicate);
    predicate.has(CheckSense::Necessity as usize)
        && (!statement.tag(statement.predicate).is_verb()
            || statement.is(statement.predicate, &["needed"]) && statement.is_passive()
            || statement.child(Relation::Xcomp).is_some() && !statement.is_past())
        && !statement.has_modal(&["will", "would", "'ll", "’ll", "wo"])
        && !statement.tokens().any(|token| statement.tag(token) == Tag::Cd)
        || advises(statement)
        || would_have(statement)
}

/// *He **would like** a moratorium*, *They **deserve** protection*: what somebody wants to be so, said in other words.
///
/// Not: *I would like to thank him* (a greeting), *The fans would like it* (a guess).
fn would_have(statement: &Statement<'_>) -> bool {
    let verb = statement.predicate;
    let lemma = statement.lemma(verb);
    let wants = ["like", "prefer", "welcome"].contains(&&*lemma)
        && statement.has_modal(&["would", "'d", "’d"])
        && statement.subject_acts()
        && statement
            .child(Relation::Obj)
            .is_some_and(|object| statement.tag(object).is_noun());
    let merits = &*lemma == "deserve"
        && statement.tag(verb).is_verb()
        && (!statement.is_past() || is_indirect(statement));
    wants || merits
}

/// *It is **wrong to judge***, *It would be a **mistake to wait***: praise or blame of what might be done.
fn advises(statement: &Statement<'_>) -> bool {
    let is_deed = |child: TokenIndex| {
        child > statement.predicate
            && statement.tag(child) == Tag::Vb
            && matches!(
                statement.grammar.relation(child),
                Relation::Xcomp | Relation::Csubj | Relation::Advcl | Relation::Ccomp
            )
    };
    statement.is_copular()
        && statement
            .subject
            .is_some_and(|subject| statement.is(subject, &["it"]))
        && !statement.is_past()
        && has(statement, statement.predicate, CheckSense::Evaluation)
        && statement.children().any(is_deed)
}

/// *The scheme **should** save **€140mn** a year*: what is reckoned with, of a subject that nothing can be asked of.
///
/// Not: *The council should pay £2m* (a demand).
pub(super) fn is_forecast(statement: &Statement<'_>) -> bool {
    statement.has_modal(&["should"])
        && statement.subject.is_some()
        && !statement.subject_acts()
        && !statement.is_passive()
        && !statement.quantities.is_empty()
        && !statement
            .auxiliaries()
            .any(|token| statement.is(token, &["have"]))
}

/// *Drivers must carry a licence under a law of 2016*: a duty that a law names.
fn is_rule_of_law(statement: &Statement<'_>) -> bool {
    use crate::english::claim_words::KindSense;
    statement.has_modal(&["must", "shall"])
        && statement
            .tokens()
            .any(|token| statement.tag(token).is_noun() && statement.senses.has_kind(token, KindSense::Rule))
}

/// What is urged, demanded or called for: *that the expulsions **stop***, *the governments **to suspend** the credits*.
fn is_demanded(statement: &Statement<'_>) -> bool {
    // *were told to pack*: that they were told is a fact, whoever told them.
    if is_told(statement) {
        return false;
    }
    let demands = statement
        .cue()
        .any(|token| senses(statement, token).has(CheckSense::Demand as usize));
    let verb = statement.predicate;
    // *Crews were called to the quay*: nobody asks, and nothing is asked for.
    let names_no_deed = || {
        statement
            .innermost()
            .is_some_and(|attribution| attribution.source.is_none())
            && !statement.tag(verb).is_verb()
    };
    if !demands || names_no_deed() {
        return false;
    }
    let bare = statement.tag(verb) == Tag::Vb
        || statement
            .auxiliaries()
            .any(|token| statement.is(token, &["be"]) && statement.tag(token) == Tag::Vb)
        || !statement.tag(verb).is_verb() && !statement.is_copular();
    // *I did not say*: no order has an auxiliary in the past.
    let unmarked = statement
        .auxiliaries()
        .all(|token| statement.tag(token) != Tag::Md && !statement.is(token, &["did", "does"]));
    // The parser takes *that the two sides meet* for a present.
    let subjunctive = statement.tag(verb) == Tag::Vbp
        && statement.cue().any(|token| {
            statement.is(
                token,
                &[
                    "demanded",
                    "recommended",
                    "recommends",
                    "urged",
                    "insisted",
                    "demands",
                ],
            )
        });
    unmarked && (bare || subjunctive)
}

/// *Families **were told** to pack*, whoever told them.
pub(in crate::claims) fn is_told(statement: &Statement<'_>) -> bool {
    let cue = || statement.cue();
    statement
        .innermost()
        .is_some_and(|attribution| attribution.source.is_none())
        && cue().any(|token| statement.is(token, &["was", "were"]))
        && cue().any(|token| statement.is(token, &["instructed", "ordered", "told"]))
}

fn judges(statement: &Statement<'_>) -> bool {
    let verb = statement.predicate;
    let says = |token: TokenIndex| senses(statement, token).has(CheckSense::Evaluation as usize);
    let numbered =
        !statement.quantities.is_empty() || statement.tokens().any(|token| statement.tag(token) == Tag::Cd);
    if numbered && !statement.is_copular() {
        return false;
    }
    let verdict = says(verb)
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
        || has_done_well(statement))
        && !statement.times.iter().any(|_| numbered)
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
    !statement.chain.is_empty()
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
        "deserve", "do", "have", "make", "offer", "pass", "play", "provide", "put", "send", "set", "take",
    ]
    .contains(&&*lemma)
        && statement.child(Relation::Obj).is_some_and(|object| {
            let mut qualities = statement.grammar.children(object);
            statement.is(object, &["enough"])
                || is_positive
                    && (judged(object)
                        || qualities.any(|child| {
                            statement.grammar.relation(child) == Relation::Amod && judged(child)
                        }))
        })
}
