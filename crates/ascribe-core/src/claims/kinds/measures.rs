//! Numbers and surveys.
//!
//! *cost €3m*, *fell by a tenth*, *Wages **have risen***, *more than in 2019*, *the largest*; *41 per cent **of those polled***.
//!
//! Not: a date, an age, a number in a name or in passing (`passing`), a rank in
//! an apposition (*the camp, the largest of eleven, was closed*).

use super::causes::sums_up;
use super::passing::{counts_places, is_circumstance, only_tells_which};
use super::{has, object_has};
use crate::claims::boundaries::Boundary;
use crate::claims::checkability::is_compared;
use crate::claims::statement::Statement;
use crate::document::TokenIndex;
use crate::english::claim_words::{CheckSense, KindSense};
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::signs::quantities::Quantity;
use crate::vocabulary::{Dimension, Granularity, Reason};

/// *Her approval stands at 41 per cent in the poll*, *two in three of those surveyed said*.
pub(super) fn is_poll(statement: &Statement<'_>, _: Reason) -> bool {
    let asks = |token: TokenIndex| has(statement, token, KindSense::Poll);
    let source_asks = || {
        let source = statement
            .innermost()
            .and_then(|attribution| attribution.source.as_ref());
        source.is_some_and(|source| {
            let mut tokens = source
                .spans
                .iter()
                .flat_map(|&span| statement.document.tokens_in(span));
            // A survey of meadows asks nobody.
            tokens.any(|token| {
                asks(token) || statement.is(token, &["survey", "surveys"]) && has_number(statement)
            })
        })
    };
    (has_number(statement)
        && statement.tokens().any(|token| {
            // *below the £1bn forecast by analysts in a **poll***: in passing.
            asks(token)
                && if statement.tag(token) == Tag::Vbn {
                    tells_who_was_asked(statement, token)
                } else {
                    is_stated(statement, token, true)
                }
        }))
        || source_asks()
        || is_view_of_a_share(statement)
}

/// ***58 per cent** oppose it*, ***a third** think he lied*: what a share of people have in mind, somebody has asked them.
///
/// Not: *58 per cent of members voted against it* (a ballot).
fn is_view_of_a_share(statement: &Statement<'_>) -> bool {
    let verb = statement.predicate;
    let has_view = statement.tag(verb).is_verb()
        && !statement.is_marked_passive()
        && (statement.senses.has_check(verb, CheckSense::Inner)
            || [
                "agree",
                "approve",
                "blame",
                "disagree",
                "disapprove",
                "favor",
                "favour",
                "oppose",
                "say",
            ]
            .contains(&&*statement.lemma(verb)));
    has_view
        && statement.subject.is_some_and(|subject| {
            let words = statement.grammar.subtree(subject);
            statement.quantities.iter().any(|quantity| {
                quantity.dimension == Dimension::Share
                    && words.contains(&statement.document.tokens_in(quantity.span).start)
            })
        })
}

/// *those **surveyed***; not *analysts **polled** by Marketline*, whose forecast is no poll.
fn tells_who_was_asked(statement: &Statement<'_>, participle: TokenIndex) -> bool {
    statement.grammar.head(participle).is_some_and(|head| {
        statement.is(
            head,
            &["those", "people", "adults", "voters", "residents", "participants"],
        )
    })
}

/// A number that is what the claim says, a change of something measured, or a comparison.
pub(super) fn is_quantity(statement: &Statement<'_>, reason: Reason) -> bool {
    has_number(statement)
        || changes(statement)
        || surpasses(statement)
        || is_first_since(statement)
        || sums_up(statement, statement.predicate)
        || reason != Reason::Prediction && counts_a_share(statement)
        || reason == Reason::Checkable && is_compared(statement)
        // *My biggest fear*: nothing that could be measured.
        || reason != Reason::PrivateExperience && statement
            .tokens()
            .filter(|&token| is_stated(statement, token, false))
            .any(|token| compares(statement, token) || statement.is(token, &["half", "twice", "majority"]))
}

/// *the largest*, *older than*; not *at least*, *the best* (praise).
fn compares(statement: &Statement<'_>, token: TokenIndex) -> bool {
    let tag = statement.tag(token);
    // *the rules for **most** projects*, ***most** of the unions*, ***most** recently*: how many, or when.
    let next = token + 1;
    let is_led = token > statement.sentence.start && statement.is(token - 1, &["the"]);
    if statement.is(token, &["most"])
        && next < statement.sentence.end
        && (statement.is(next, &["of"])
            || statement.tag(next) == Tag::Rb
            || statement.tag(next).is_noun() && !is_led)
    {
        return false;
    }
    // *Tickets for **the youngest** were free*: whom, and no comparison.
    if tag == Tag::Jjs
        && !statement.is(token, &["least", "most"])
        && matches!(statement.grammar.relation(token), Relation::Nmod | Relation::Obl)
        && token > statement.sentence.start
        && statement.is(token - 1, &["the"])
        && !(token + 1 < statement.sentence.end
            && (statement.tag(token + 1).is_noun() || statement.is(token + 1, &["in", "of", "on", "since"])))
    {
        return false;
    }
    // *the **most obvious** place*, ***less like** a plan*: praise and likeness have no measure.
    let is_judged = statement.is(token, &["least", "most"]) && has_praise(statement, token + 1)
        || statement.is(token, &["less", "more"])
            && token + 1 < statement.sentence.end
            && statement.is(token + 1, &["like"]);
    if is_judged {
        return false;
    }
    // *the **least** bad*, *which **grow faster***
    let is_least = statement.is(token, &["least"])
        && token > statement.sentence.start
        && statement.is(token - 1, &["the"]);
    let does_more = tag == Tag::Rbr
        && statement.grammar.head(token) == Some(statement.predicate)
        && statement.tag(statement.predicate).is_verb()
        && token > statement.predicate
        && !statement.is(
            token,
            &[
                "better", "further", "later", "less", "longer", "more", "sooner", "worse",
            ],
        );
    if is_least || does_more {
        return true;
    }
    let degree = matches!(tag, Tag::Jjs | Tag::Rbs)
        || matches!(tag, Tag::Jjr | Tag::Rbr)
            && statement.tokens().any(|other| statement.is(other, &["than"]));
    degree
        && !statement.is(
            token,
            &[
                "least", "latest", "best", "worst", "better", "worse", "rather", "later",
            ],
        )
}

/// Whether the word at `token` judges or tells a feeling.
fn has_praise(statement: &Statement<'_>, token: TokenIndex) -> bool {
    token < statement.sentence.end
        && [CheckSense::Evaluation, CheckSense::Feeling]
            .into_iter()
            .any(|sense| statement.senses.has_check(token, sense))
}

/// *Bills remain **above their level** before the crisis*, *Bookings are running **ahead of last year's***: measured against another time.
fn surpasses(statement: &Statement<'_>) -> bool {
    let is_measured = |token: TokenIndex| has(statement, token, KindSense::Quantity);
    let compared = |token: TokenIndex| {
        token > statement.predicate
            && (statement.is(token, &["above", "below"])
                && statement.grammar.head(token).is_some_and(is_measured)
                || statement.is(token, &["ahead"])
                    && token + 1 < statement.sentence.end
                    && statement.is(token + 1, &["of"])
                    && statement.subject.is_some_and(is_measured))
    };
    statement.tokens().any(compared)
}

/// *their **first** title **since 1998***, *for the first time in ten years*: a rank in time.
fn is_first_since(statement: &Statement<'_>) -> bool {
    const FAR: usize = 6;
    statement.tokens().any(|token| {
        statement.is(token, &["first"])
            && statement.tag(token) == Tag::Jj
            && (token + 1..statement.sentence.end.min(token + FAR)).any(|since| {
                statement.is(since, &["since"])
                    && statement.times.iter().any(|time| {
                        statement.document.tokens_in(time.span).start <= since + 1
                            && since < statement.document.tokens_in(time.span).end
                    })
            })
    })
}

/// *Wages **have risen***: what can be measured has changed.
fn changes(statement: &Statement<'_>) -> bool {
    let is_measured = |token: TokenIndex| has(statement, token, KindSense::Quantity);
    // *The number is **likely to rise***, *Prices **continued to fall***
    let raised = statement.child(Relation::Xcomp).filter(|&deed| {
        statement.tag(deed) == Tag::Vb
            && (statement.is_copular()
                && statement.is(
                    statement.predicate,
                    &["bound", "due", "likely", "set", "unlikely"],
                )
                || ["begin", "continue", "expect", "start"].contains(&&*statement.lemma(statement.predicate)))
    });
    if raised.is_some_and(is_measured) && statement.subject.is_some_and(is_measured) {
        return true;
    }
    is_measured(statement.predicate)
        && statement.tag(statement.predicate).is_verb()
        && (statement.subject.is_some_and(is_measured) || object_has(statement, KindSense::Quantity))
}

/// ***Few** makers use it*, ***many** are not getting enough*: how things stand with a share of them.
fn counts_a_share(statement: &Statement<'_>) -> bool {
    let present = matches!(statement.tag(statement.predicate), Tag::Vbz | Tag::Vbp)
        || statement.has_auxiliary(&["are", "do"]);
    let shares = |token: TokenIndex| statement.is(token, &["few", "many", "most"]);
    // *Most of the deaths were on the island*
    let first = statement.first();
    let most_of = first + 1 < statement.sentence.end
        && statement.is(first, &["most"])
        && statement.is(first + 1, &["of"]);
    (present || most_of)
        && (shares(statement.first())
            || statement.subject.is_some_and(|subject| {
                shares(subject)
                    || statement
                        .grammar
                        .children(subject)
                        .any(|child| child < subject && shares(child))
            }))
}

/// Whether it states a number that is no date, age or clock time, and does not stand in a clause said in passing.
fn has_number(statement: &Statement<'_>) -> bool {
    statement.quantities.iter().any(|quantity| {
        let in_time = statement
            .times
            .iter()
            .any(|time| time.granularity != Granularity::Duration && time.span.overlaps(quantity.span));
        let is_name = statement
            .entities
            .iter()
            .any(|entity| entity.span.contains(quantity.span));
        !(matches!(quantity.dimension, Dimension::Age | Dimension::Rank) && !is_answer(statement, quantity))
            && !in_time
            && !is_name
            && !(quantity.dimension == Dimension::Duration && is_circumstance(statement, quantity))
            && !(quantity.dimension == Dimension::Count && counts_places(statement, quantity))
            && !only_tells_which(statement, quantity)
            && statement
                .document
                .tokens_in(quantity.span)
                .any(|token| is_stated(statement, token, true))
    })
}

/// *The youngest **is seven***, *finished **second***, *It **is the second** case*: an age or a rank that is what the claim
/// says; not *Safety is our first concern*.
fn is_answer(statement: &Statement<'_>, quantity: &Quantity) -> bool {
    let verb = statement.predicate;
    let ranks = || {
        ["come", "finish", "place", "rank"].contains(&&*statement.lemma(verb))
            && quantity.dimension == Dimension::Rank
    };
    let mut words = statement.document.tokens_in(quantity.span);
    words.any(|token| {
        statement.is_copular()
            && !statement.is(token, &["best", "worst"])
            && (token == verb
                || quantity.dimension == Dimension::Rank
                    && token < verb
                    && statement.grammar.head(token) == Some(verb)
                    && token > statement.sentence.start
                    && (statement.is(token - 1, &["the"]) || is_later_of(statement, quantity, token)))
            || ranks() && token > verb
    })
}

/// *It was the city's **19th** fire*; not *It was their first home* (nothing is counted).
fn is_later_of(statement: &Statement<'_>, quantity: &Quantity, token: TokenIndex) -> bool {
    quantity.value.is_some_and(|value| value > 1.0)
        && (statement.tag(token - 1) == Tag::Pos || statement.is(token - 1, &["her", "his", "its", "their"]))
        && statement.tag(token) != Tag::Jjs
}

/// Whether a word belongs to what the predicate says, and not to a clause or apposition that only tells which thing is meant.
///
/// A number in a complement is stated (*it is known that 40 died*), a comparison there is not (*no evidence that it works better*).
fn is_stated(statement: &Statement<'_>, token: TokenIndex, in_complement: bool) -> bool {
    const DEEPEST: usize = 16;
    let mut at = token;
    for _ in 0..DEEPEST {
        // *two of them were hit and **had sunk***: the subject may stand in the clause before.
        let is_shared = statement.boundary == Some(Boundary::SharedSubject)
            && Some(at) == statement.subject
            && !statement.is(at, &["one"]);
        if at == statement.predicate || is_shared {
            return true;
        }
        let passing = matches!(
            statement.grammar.relation(at),
            Relation::Acl | Relation::AclRelcl | Relation::Advcl | Relation::Appos | Relation::Parataxis
        ) || !in_complement && statement.grammar.relation(at) == Relation::Ccomp;
        match statement.grammar.head(at) {
            Some(head) if !passing => at = head,
            _ => break,
        }
    }
    // A content without a clause has its words from elsewhere.
    statement.boundary.is_none() || statement.act.is_some()
}
