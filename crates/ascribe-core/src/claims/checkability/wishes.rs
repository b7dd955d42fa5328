//! What ought to be, is demanded or wished: it says nothing of how things are.
//!
//! *should*, *must*, *it is wrong to*, *urged the two sides to meet*, *deserve protection*.
//!
//! Not: *were told to pack* (that it was asked is a fact), *must be insured under a law of 2016*, *should save €3m* (a forecast).

use super::{has, is_indirect, is_limit, senses};
use crate::claims::boundaries::Boundary;
use crate::claims::statement::Statement;
use crate::document::TokenIndex;
use crate::english::claim_words::CheckSense;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::signs::quantities::Quantity;
use crate::signs::times::Time;
use crate::vocabulary::{Place, Polarity, Stance};

/// What ought to be, or is demanded: it says nothing of how things are.
pub(in crate::claims) fn is_wish(statement: &Statement<'_>) -> bool {
    ought(statement) || is_demanded(statement)
}

fn ought(statement: &Statement<'_>) -> bool {
    let guess =
        statement.has_auxiliary(&["have"]) && statement.has_modal(&["must"]) || is_forecast(statement);
    if statement.has_modal(&["should", "must", "ought", "shall"]) && !guess {
        // What a court or ministry orders is a decision that was made.
        return statement.stance() != Some(Stance::Announce)
            && !is_rule_of_law(statement)
            && !is_told_duty(statement)
            && !has_time_limit(statement);
    }
    let predicate = senses(statement, statement.predicate);
    predicate.has(CheckSense::Necessity as usize)
        && !is_exempt(statement)
        && (!statement.tag(statement.predicate).is_verb()
            || statement.is(statement.predicate, &["needed"]) && statement.is_passive()
            || statement.child(Relation::Xcomp).is_some() && !statement.is_past())
        && !statement.has_modal(&["will", "would", "'ll", "’ll", "wo"])
        && !statement.tokens().any(|token| statement.tag(token) == Tag::Cd)
        || advises(statement)
        || needs_better(statement)
        || is_platitude(statement)
        || would_have(statement)
}

/// *You **do not need to** pay*: that nobody has to is no demand.
///
/// Not: *“You do not need to shout, she said”* (somebody's advice).
pub(in crate::claims) fn is_exempt(statement: &Statement<'_>) -> bool {
    statement.chain.is_empty()
        && statement.polarity == Polarity::Negative
        && !statement.is_past()
        && !statement.is_first_person()
        && ["have", "need"].contains(&&*statement.lemma(statement.predicate))
        && statement.has_auxiliary(&["do", "does"])
        && statement.child(Relation::Xcomp).is_some()
}

/// *We **need better** roads*, *We need **more** nurses*; not *The town needs a new roof* (a lack that can be seen).
fn needs_better(statement: &Statement<'_>) -> bool {
    &*statement.lemma(statement.predicate) == "need"
        && statement.is_first_person()
        && !statement.is_past()
        && statement.polarity == Polarity::Positive
        && statement.child(Relation::Obj).is_some_and(|object| {
            let mut qualities = statement.grammar.children(object);
            qualities.any(|child| {
                child < object && (statement.tag(child) == Tag::Jjr || statement.is(child, &["less", "more"]))
            })
        })
}

/// *You can't make this up*, *You never want to see that*: what everybody is told, of nobody and at no time.
///
/// Not: *You cannot enter without a ticket, the steward said* in a report; *You never told the board* (a deed).
fn is_platitude(statement: &Statement<'_>) -> bool {
    let names_nobody =
        statement.times.is_empty() && statement.quantities.is_empty() && statement.entities.is_empty();
    statement.is_quoted()
        && statement.polarity == Polarity::Negative
        && statement
            .subject
            .is_some_and(|subject| statement.is(subject, &["you"]))
        && names_nobody
        && (statement.has_modal(&["ca", "can", "could"])
            || matches!(statement.tag(statement.predicate), Tag::Vbp)
                && statement.child(Relation::Xcomp).is_some())
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

/// *The scheme **should** save **€140mn** a year*, *The win **should boost** sales*: what is reckoned with, of a subject that nothing can
/// be asked of.
///
/// Not: *The council should pay £2m* (a demand).
pub(super) fn is_forecast(statement: &Statement<'_>) -> bool {
    use crate::english::claim_words::KindSense;
    let changes = || {
        [KindSense::Causal, KindSense::Helping, KindSense::Quantity]
            .into_iter()
            .any(|sense| statement.senses.has_kind(statement.predicate, sense))
    };
    // *The sale should close **by the end of the year***
    let has_limit = || {
        statement.times.iter().any(|time| {
            let first = statement.document.tokens_in(time.span).start;
            let is_within = first > statement.sentence.start && statement.is(first - 1, &["within"]);
            is_within || is_limit(statement, time)
        })
    };
    let is_reckoned =
        || has_limit() || !statement.quantities.is_empty() && statement.stance() != Some(Stance::Assert);
    statement.has_modal(&["should"])
        && statement.subject.is_some()
        && !statement.subject_acts()
        && !statement.is_passive()
        && (changes() || is_reckoned())
        && !statement
            .auxiliaries()
            .any(|token| statement.is(token, &["have"]))
}

/// *The developer **must set aside 62** of the houses*, *The league**, which must approve** any sale,*: what the paper reports as somebody's duty.
///
/// So are *all arrivals must take a test*, and *Forms must be sent in*, where a procedure is told.
///
/// Not: *We must stop this*, *The government must act now* (no number: an appeal).
pub(in crate::claims) fn is_told_duty(statement: &Statement<'_>) -> bool {
    let is_other = statement.subject.is_some_and(|subject| {
        statement.tag(subject).is_noun() || statement.boundary == Some(Boundary::Relative)
    });
    statement.has_modal(&["must"])
        && is_other
        && !statement.is_quoted()
        && (statement.boundary == Some(Boundary::Relative)
            || statement.chain.is_empty()
                && (!statement.quantities.is_empty() || binds_all(statement) || is_formality(statement)))
}

/// ***All** arrivals must take a test*, ***Any** claim must be made in writing*: whom a rule is for.
fn binds_all(statement: &Statement<'_>) -> bool {
    statement.subject.is_some_and(|subject| {
        let mut before = statement.grammar.children(subject);
        before.any(|child| child < subject && statement.is(child, &["all", "any", "each", "every"]))
    })
}

/// *The form must be **downloaded***, *Masks must be **worn***: what is done with papers, fees and clothes.
fn is_formality(statement: &Statement<'_>) -> bool {
    statement.is_passive()
        && [
            "attach", "book", "bring", "carry", "complete", "display", "download", "enclose", "enter",
            "file", "fill", "lodge", "obtain", "pay", "present", "print", "produce", "provide", "quote",
            "receive", "register", "return", "send", "show", "sign", "stamp", "submit", "upload", "wear",
        ]
        .contains(&&*statement.lemma(statement.predicate))
}

/// *Drivers must carry a licence under a law of 2016*: a duty that a law names.
fn is_rule_of_law(statement: &Statement<'_>) -> bool {
    use crate::english::claim_words::KindSense;
    // *Under a law of 2016, drivers must carry one*: the law may stand for whoever says so.
    let source = statement
        .innermost()
        .and_then(|attribution| attribution.source.as_ref());
    let source = source.into_iter().flat_map(|source| &source.spans);
    // ***Under the settlement**, it must pay £60m*: what two sides have agreed binds them.
    let is_under = |token: TokenIndex| {
        let case = statement.grammar.child(token, Relation::Case);
        statement.is(token, &TERMS)
            && (case.is_some_and(|case| statement.is(case, &["under"]))
                || statement.cue().any(|cue| statement.is(cue, &["under"])))
    };
    statement.has_modal(&["must", "shall"])
        && source
            .flat_map(|&span| statement.document.tokens_in(span))
            .chain(statement.tokens())
            .any(|token| {
                statement.tag(token).is_noun()
                    && (statement.senses.has_kind(token, KindSense::Rule) || is_under(token))
            })
}

/// What two sides agree on.
const TERMS: [&str; 8] = [
    "agreement",
    "bail",
    "contract",
    "deal",
    "licence",
    "license",
    "settlement",
    "terms",
];

/// *An appeal **must be lodged within 28 days***: a procedure; not *The road must be mended within a month, she said* (a demand).
pub(in crate::claims) fn has_time_limit(statement: &Statement<'_>) -> bool {
    let limits = |quantity: &Quantity| {
        let first = statement.document.tokens_in(quantity.span).start;
        first > statement.sentence.start && statement.is(first - 1, &["within"])
    };
    // *by the end of the week*
    let ends = |time: &Time| {
        let first = statement.document.tokens_in(time.span).start;
        first > statement.sentence.start && (statement.is(first, &["by"]) || statement.is(first - 1, &["by"]))
    };
    statement.chain.is_empty()
        && statement.has_modal(&["must"])
        && (statement.is_marked_passive() || names_anyone(statement))
        && (statement.quantities.iter().any(limits) || statement.times.iter().any(ends))
}

/// ***Candidates** must file by May*, and not *the candidates*: whoever is one.
pub(in crate::claims) fn names_anyone(statement: &Statement<'_>) -> bool {
    statement.subject.is_some_and(|subject| {
        let children = || statement.grammar.children(subject);
        statement.tag(subject) == Tag::Nns
            && !children().any(|child| {
                matches!(
                    statement.grammar.relation(child),
                    Relation::Det | Relation::NmodPoss | Relation::Nummod
                )
            })
    }) && statement.subject_acts()
}

/// What is urged, demanded or called for: *that the expulsions **stop***, *the governments **to suspend** the credits*.
fn is_demanded(statement: &Statement<'_>) -> bool {
    // *were told to pack*: that they were told is a fact, whoever told them. *did not want to leave*: nothing is asked of others.
    if is_told(statement) || wants_to(statement) {
        return false;
    }
    let verb = statement.predicate;
    // *warned the jury **not to look it up***
    let forbids = statement.tag(verb) == Tag::Vb
        && statement
            .child(Relation::Mark)
            .is_some_and(|mark| statement.is(mark, &["to"]))
        && statement
            .cue()
            .any(|token| statement.is(token, &["warn", "warned", "warning", "warns"]));
    let demands = forbids
        || statement
            .cue()
            .any(|token| senses(statement, token).has(CheckSense::Demand as usize));
    // *Crews were called to the quay*: nobody asks, and nothing is asked for.
    let names_no_deed = || {
        statement
            .innermost()
            .is_some_and(|attribution| attribution.source.is_none())
            && !statement.tag(verb).is_verb()
    };
    // *He **would like** a moratorium*, where that is taken for an attribution.
    let wished = statement
        .cue()
        .any(|token| statement.is(token, &["would", "'d", "’d"]))
        && statement
            .cue()
            .any(|token| statement.is(token, &["like", "prefer", "welcome"]))
        && !statement.is(statement.first(), &["to"]);
    if !(demands || wished) || names_no_deed() {
        return false;
    }
    // Not *suggested that light **was to blame***.
    let bare = statement.tag(verb) == Tag::Vb && !statement.is_copular()
        || statement
            .auxiliaries()
            .any(|token| statement.is(token, &["be"]) && statement.tag(token) == Tag::Vb)
        || !statement.tag(verb).is_verb() && !statement.is_copular();
    // *I did not say*, *We do not comment*: no order has an auxiliary in the past, nor *do* with a subject.
    let unmarked = statement.auxiliaries().all(|token| {
        statement.tag(token) != Tag::Md
            && !statement.is(token, &["did", "does"])
            && !(statement.is(token, &["do"]) && statement.subject.is_some())
    });
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

/// *Some **did not want** to leave*: what somebody wants to do himself; not *wants **the mayor** to resign*.
pub(in crate::claims) fn wants_to(statement: &Statement<'_>) -> bool {
    let mut cue = statement.cue();
    cue.any(|token| statement.is(token, &["want", "wanted", "wants"]))
        && statement.is(statement.first(), &["to"])
        && statement.tag(statement.predicate) == Tag::Vb
}

/// *Families **were told** to pack*, whoever told them.
pub(in crate::claims) fn is_told(statement: &Statement<'_>) -> bool {
    let cue = || statement.cue();
    statement
        .innermost()
        .is_some_and(|attribution| attribution.source.is_none())
        // *Firm told to recall cars*: headlines leave the auxiliary out.
        && (cue().any(|token| statement.is(token, &["been", "was", "were"]))
            || matches!(statement.place, Place::Headline | Place::Heading))
        && cue().any(|token| {
            statement.is(
                token,
                &[
                    "advised",
                    "encouraged",
                    "instructed",
                    "invited",
                    "ordered",
                    "told",
                    "urged",
                    "warned",
                ],
            )
        })
}
