//! Whether evidence could make a claim true or false, and if not, why: the first test of the guidelines that applies.
//!
//! Each test is a function below with what it takes, and what only looks like it. The tests look at the clause itself, not
//! at the sentence around it: a fact inside a demand (*a request which the ministry declined*) is a clause of its own and
//! passes.

use jiff::civil::Date;

use super::Checkability;
use super::boundaries::Boundary;
use super::statement::Statement;
use crate::document::TokenIndex;
use crate::english::claim_words::CheckSense;
use crate::english::groups::Set;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::span::Span;
use crate::vocabulary::{Directness, HedgeClass, Place, Reason, Stance};

/// Tries the tests in their order. `open` is what `references::open` found, `published` the day that *yet* is counted from.
pub fn of(statement: &Statement<'_>, open: Vec<Span>, published: Option<Date>) -> Checkability {
    let due = due(statement);
    let is_past = |due: &Option<String>| {
        let day = due.as_deref().and_then(|day| day.parse::<Date>().ok());
        day.zip(published).is_some_and(|(day, published)| day < published)
    };
    let reason = if is_no_assertion(statement) {
        Reason::NotAssertion
    } else if is_opinion(statement) {
        Reason::Opinion
    } else if is_private(statement) {
        Reason::PrivateExperience
    } else if is_hypothetical(statement) {
        Reason::Hypothetical
    } else if is_ahead(statement) && !is_past(&due) {
        Reason::Prediction
    } else if !open.is_empty() {
        Reason::Ambiguous
    } else if is_vague(statement) {
        Reason::Vague
    } else if is_trivial(statement) {
        Reason::Trivial
    } else {
        Reason::Checkable
    };
    Checkability {
        reason,
        open: if reason == Reason::Ambiguous {
            open
        } else {
            Vec::new()
        },
        due: due.filter(|_| reason == Reason::Prediction),
    }
}

/// *Who ordered the radios?*, *Call the harbour office*, *Good morning*, *Photograph: Joe Fenner*, *asked **who had ordered
/// them***, *What happens now* over a paragraph, *Arrests after the vote*, which has no verb.
///
/// Not: *a request which the ministry declined* (a relative clause), *What the council paid was £3m* (the clause is subject).
fn is_no_assertion(statement: &Statement<'_>) -> bool {
    let has_verb = || statement.tokens().any(|token| statement.tag(token).is_verb());
    statement.boundary == Some(Boundary::Fragment) && !has_verb()
        || asks(statement)
        || orders(statement)
        || greets(statement)
        || credits(statement)
}

fn asks(statement: &Statement<'_>) -> bool {
    let first = statement.first();
    let end = statement.sentence.end;
    let marked = (end.saturating_sub(3).max(statement.sentence.start)..end)
        .any(|token| statement.document.word(token).starts_with('?'));
    let embedded = matches!(
        statement.boundary,
        Some(Boundary::Relative | Boundary::Participle)
    );
    // *asked who had ordered them*, *What happens now* as a heading; not *When the storm struck, …*, *What he paid was …*
    let governs = statement.grammar.head(first).is_none_or(|head| {
        head == statement.predicate
            || statement.grammar.head(head) == Some(statement.predicate) && head < statement.predicate
    });
    let alone = !statement.chain.is_empty() && !statement.is_quoted() || statement.place == Place::Heading;
    let question_word = statement.is(first, &["how", "what", "who", "whom", "whose", "why"])
        && statement.grammar.relation(statement.predicate) != Relation::AclRelcl
        || statement.is(first, &["whether"])
        || statement.stance() == Some(Stance::Ask) && statement.is(first, &["when", "where", "which"]);
    let begins_with_question_word = question_word && !embedded && governs && alone;
    (marked && !embedded && (statement.chain.is_empty() || statement.is_quoted() || !is_indirect(statement)))
        || begins_with_question_word
        || statement.stance() == Some(Stance::Ask) && statement.is(first, &["if"])
}

/// An imperative: a bare verb that nobody is the subject of, in a sentence or quotation of its own.
fn orders(statement: &Statement<'_>) -> bool {
    let verb = statement.predicate;
    let begins = statement.first() == verb
        || statement.is(
            statement.first(),
            &["please", "do", "don't", "never", "let", "just"],
        )
        || statement.children().next() == Some(verb);
    statement.tag(verb) == Tag::Vb
        && begins
        && statement.subject.is_none()
        && statement.auxiliaries().all(|token| statement.is(token, &["do"]))
        && statement.child(Relation::Mark).is_none()
        && matches!(
            statement.grammar.relation(verb),
            Relation::Root | Relation::Ccomp | Relation::Conj | Relation::Parataxis
        )
        && !matches!(statement.stance(), Some(Stance::Intend))
}

fn greets(statement: &Statement<'_>) -> bool {
    let first = statement.first();
    let says = |token: TokenIndex| senses(statement, token).has(CheckSense::Greeting as usize);
    (says(first) && (statement.subject.is_none() || statement.is_first_person()))
        || statement.is(first, &["good"])
            && first + 1 < statement.sentence.end
            && statement.is(first + 1, &["morning", "afternoon", "evening", "night"])
        || statement.is_first_person() && says(statement.predicate)
}

/// *Photograph:*, *Image:*, *Reporting by …*, *Categories:* and what follows.
fn credits(statement: &Statement<'_>) -> bool {
    let first = statement.sentence.start;
    senses(statement, first).has(CheckSense::Credit as usize)
        && first + 1 < statement.sentence.end
        && statement.is(first + 1, &[":", "by"])
}

/// *should*, *must*, *it is wrong to*; praise and blame as predicate (*is a disgrace*); what somebody demands.
///
/// Not: *the disgraceful bridge cost £21m* (its predicate is a fact), *must have left* (a guess about a fact), a judgement with a
/// number (*is the best paid*).
fn is_opinion(statement: &Statement<'_>) -> bool {
    is_wish(statement) || judges(statement)
}

/// What ought to be, or is demanded: it says nothing of how things are.
pub(super) fn is_wish(statement: &Statement<'_>) -> bool {
    ought(statement) || is_demanded(statement)
}

fn ought(statement: &Statement<'_>) -> bool {
    let guess = statement.has_auxiliary(&["have"]) && statement.has_modal(&["must"]);
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
}

/// *Drivers must carry a licence under a law of 2016*: a duty that a law names.
fn is_rule_of_law(statement: &Statement<'_>) -> bool {
    use crate::english::claim_words::KindSense;
    statement.has_modal(&["must", "shall"])
        && statement.tokens().any(|token| {
            let tag = statement.tag(token);
            let words = &statement.english.claim_words.kinds;
            tag.is_noun()
                && words
                    .of(&statement.lemma(token), tag)
                    .has(KindSense::Rule as usize)
        })
}

/// What is urged, demanded or called for: *that the expulsions **stop***, *the governments **to suspend** the credits*.
fn is_demanded(statement: &Statement<'_>) -> bool {
    let demands = statement
        .cue()
        .any(|token| senses(statement, token).has(CheckSense::Demand as usize));
    if !demands {
        return false;
    }
    let verb = statement.predicate;
    let bare = statement.tag(verb) == Tag::Vb
        || statement
            .auxiliaries()
            .any(|token| statement.is(token, &["be"]) && statement.tag(token) == Tag::Vb)
        || !statement.tag(verb).is_verb() && !statement.is_copular();
    let unmarked = statement
        .auxiliaries()
        .all(|token| statement.tag(token) != Tag::Md);
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
    (verdict || described || depicted || complement) && !statement.times.iter().any(|_| numbered)
}

/// *I was terrified*, *they are heartbroken*, *I have tea with my sister*, *families feared the worst*.
///
/// Not: *I saw two lorries leave* (others could have seen them), *Mr Doyle believes that …* (an attribution: what he believes is
/// the claim).
fn is_private(statement: &Statement<'_>) -> bool {
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
    let animate = statement
        .subject
        .is_none_or(|subject| !statement.is(subject, &["it", "this", "that", "which", "there"]));
    if animate
        && (feels
            && (statement.is_copular()
                || statement.is_passive()
                || statement.grammar.child(verb, Relation::AuxPass).is_some())
            || becomes)
    {
        return true;
    }
    let inner = statement.tag(verb).is_verb() && word.has(CheckSense::Inner as usize);
    if statement.is_first_person() && statement.is_quoted() || is_own(statement) {
        let home = statement.tokens().any(|token| {
            statement.tag(token).is_noun()
                && senses(statement, token).has(CheckSense::Private as usize)
                && is_mine(statement, token)
        });
        return inner || home;
    }
    inner
        && statement
            .subject
            .is_some_and(|subject| statement.tag(subject).is_noun() || statement.tag(subject) == Tag::Prp)
        && statement.is(
            verb,
            &[
                "fear", "feared", "fears", "love", "loved", "loves", "hate", "hated", "hates",
            ],
        )
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
    let possessed = statement.grammar.children(noun).any(|child| {
        statement.grammar.relation(child) == Relation::NmodPoss
            && statement.is(child, &["my", "our", "his", "her"])
    });
    possessed || statement.grammar.child(noun, Relation::Det).is_none()
}

/// *If the siren had sounded, nobody would have died*; *a second dam would have held*; *I would vote for him again*.
///
/// Not: *would* after *said*, the past of *will*; *if your number was read you left*, which tells what happened.
fn is_hypothetical(statement: &Statement<'_>) -> bool {
    let modal = statement.has_modal(&["would", "'d", "’d", "could", "might"]);
    let perfect = statement
        .auxiliaries()
        .any(|token| statement.is(token, &["have", "'ve", "’ve"]));
    let conditional = statement.is_hedged(HedgeClass::Conditional) && conditions(statement);
    if modal && perfect
        || conditional && (modal || statement.has_modal(&["will", "'ll", "’ll", "wo", "can", "may"]))
    {
        return true;
    }
    let first = statement.first();
    if statement.is(first, &["if", "unless", "suppose"]) && statement.tag(statement.predicate) != Tag::Vbd {
        return statement
            .auxiliaries()
            .any(|token| statement.is(token, &["were", "had"]))
            || statement.tag(statement.predicate) == Tag::Vb;
    }
    statement.has_modal(&["would", "'d", "’d"]) && !is_future_in_the_past(statement)
}

/// Whether the condition governs the predicate and not a clause below it.
fn conditions(statement: &Statement<'_>) -> bool {
    statement.children().any(|child| {
        statement.grammar.relation(child) == Relation::Advcl
            && statement
                .grammar
                .child(child, Relation::Mark)
                .is_some_and(|mark| statement.is(mark, &["if", "unless", "provided"]))
    }) || statement.is(statement.first(), &["if", "unless"])
}

/// *said it **would** open*: *would* in a report is the past of *will*. So it is where the paper goes on reporting.
fn is_future_in_the_past(statement: &Statement<'_>) -> bool {
    if statement.chain.is_empty() {
        return !statement.is_first_person();
    }
    is_indirect(statement)
}

fn is_indirect(statement: &Statement<'_>) -> bool {
    statement
        .innermost()
        .is_some_and(|attribution| attribution.directness != Directness::Direct)
}

/// *will*, *would* in a report, *is expected to*, *is likely to*, *is to*; what is planned, promised or forecast.
///
/// Not: *left a will*, *is used to*, *was expected* of a day that has passed.
fn is_ahead(statement: &Statement<'_>) -> bool {
    let verb = statement.predicate;
    if matches!(statement.act, Some(Stance::Decline | Stance::Deny)) {
        return false;
    }
    if statement.has_modal(&["will", "'ll", "’ll", "wo", "shall", "would", "'d", "’d"]) {
        return true;
    }
    let infinitive = statement.tag(verb) == Tag::Vb
        && statement
            .auxiliaries()
            .all(|token| statement.tag(token) != Tag::Md);
    let words_ahead = |token: TokenIndex| senses(statement, token).has(CheckSense::Ahead as usize);
    // *hopes to announce*, *expects Maro to weaken*, *expects a third warning*
    let looks_ahead = statement.stance() == Some(Stance::Intend) || statement.cue().any(words_ahead);
    if looks_ahead && (infinitive || !statement.tag(verb).is_verb() && !statement.is_copular()) {
        return true;
    }
    let is_present = statement.auxiliaries().any(|token| statement.is(token, &["is", "are", "'s", "’s", "'re", "’re", "am", "be"]))
        || matches!(statement.tag(verb), Tag::Vbz | Tag::Vbp)
        // *said it expected*: the tense of a report is one further back.
        || matches!(statement.tag(verb), Tag::Vbd | Tag::Vbn)
            && !statement.has_auxiliary(&["had", "have", "has"])
            && !statement.chain.is_empty()
            && is_indirect(statement)
        || statement.is_hedged(HedgeClass::Epistemic);
    let to = statement.children().any(|child| {
        matches!(
            statement.grammar.relation(child),
            Relation::Xcomp | Relation::Ccomp | Relation::Csubj
        )
    });
    // *expects a third warning*
    let awaited = statement.tag(verb).is_verb()
        && statement.child(Relation::Obj).is_some()
        && [
            "anticipate",
            "expect",
            "forecast",
            "foresee",
            "predict",
            "project",
        ]
        .contains(&&*statement.lemma(verb));
    let to = to || verb + 1 < statement.sentence.end && statement.is(verb + 1, &["to"]);
    let expected = words_ahead(verb) && to || awaited;
    // *is going to close*, *is to visit*
    let going = statement.is(verb, &["going"]) && to;
    let is_to = statement.tag(verb) == Tag::Vb
        && statement
            .child(Relation::Mark)
            .is_some_and(|mark| statement.is(mark, &["to"]))
        && statement.has_auxiliary(&["is", "are"])
        || statement.tag(verb) == Tag::Vb
            && statement.place == Place::Headline
            && statement.first() != verb
            && statement.auxiliaries().next().is_none()
            && statement.child(Relation::Mark).is_some();
    is_present && (expected || going) || is_to
}

/// The last day that the claim's times name.
fn due(statement: &Statement<'_>) -> Option<String> {
    statement
        .times
        .iter()
        .filter_map(super::due::last_day)
        .max()
        .map(|day| day.to_string())
}

/// No name, number, time or thing that evidence could touch: *Things have been getting worse*, *Something has changed*.
///
/// Not: *The roof had fallen in* (a roof and a day can be found), *He left at noon*.
fn is_vague(statement: &Statement<'_>) -> bool {
    let is_thing = |token: TokenIndex| {
        let tag = statement.tag(token);
        tag.is_name() || tag.is_noun() && !senses(statement, token).has(CheckSense::Vague as usize)
    };
    if statement.act.is_some() || statement.subject.is_some_and(is_thing) {
        return false;
    }
    if !statement.times.is_empty() || !statement.quantities.is_empty() || !statement.entities.is_empty() {
        return false;
    }
    let pronoun = statement.subject.is_some_and(|subject| {
        matches!(statement.tag(subject), Tag::Prp | Tag::Wp | Tag::Wdt)
            && !statement.is(subject, &["it", "they", "you"])
    });
    let mut touches = statement.tokens().filter(|&token| {
        let tag = statement.tag(token);
        tag.is_name()
            || tag == Tag::Cd
            || !senses(statement, token).has(CheckSense::Vague as usize)
                && (tag.is_noun()
                    || tag.is_verb() && !is_helper(statement, token) && (pronoun || statement.is_passive()))
    });
    touches.next().is_none()
}

fn is_helper(statement: &Statement<'_>, token: TokenIndex) -> bool {
    matches!(
        statement.grammar.relation(token),
        Relation::Aux | Relation::AuxPass | Relation::Cop
    )
}

/// *A bridge connects two banks*, *A dozen is twelve*, *It was raining on Monday*.
///
/// Not: *The bridge connects Orla and Skerra* (a certain bridge), *Flooding closed the road* (weather that did something).
fn is_trivial(statement: &Statement<'_>) -> bool {
    let verb = statement.predicate;
    let weather = |token: TokenIndex| senses(statement, token).has(CheckSense::Weather as usize);
    if statement
        .subject
        .is_some_and(|subject| statement.is(subject, &["it"]))
        && weather(verb)
        || statement.is_copular()
            && weather(verb)
            && statement
                .subject
                .is_some_and(|subject| statement.tag(subject).is_noun() && weather(subject))
    {
        return statement.quantities.is_empty()
            || statement.child(Relation::OblUnmarked).is_some()
            || weather(verb);
    }
    let present = matches!(statement.tag(verb), Tag::Vbz | Tag::Vbp)
        || statement.is_copular() && statement.has_auxiliary(&["is", "are"]);
    let defines = statement.is_copular() && !statement.tag(verb).is_verb()
        || senses(statement, verb).has(CheckSense::Definition as usize);
    let general = statement.subject.is_some_and(|subject| {
        !statement.tag(subject).is_name()
            && statement.tag(subject).is_noun()
            && statement
                .grammar
                .children(subject)
                .all(|child| statement.is(child, &["a", "an"]))
            && statement.grammar.child(subject, Relation::Det).is_some()
    });
    let plain = statement
        .grammar
        .children(verb)
        .filter(|&child| statement.grammar.relation(child) == Relation::Det)
        .all(|child| statement.is(child, &["a", "an"]));
    present
        && defines
        && general
        && plain
        && statement
            .auxiliaries()
            .all(|token| statement.tag(token) != Tag::Md)
        && !statement.tokens().any(|token| statement.tag(token).is_name())
}

fn senses(statement: &Statement<'_>, token: TokenIndex) -> Set {
    let tag = statement.tag(token);
    statement
        .english
        .claim_words
        .checks
        .of(&statement.lemma(token), tag)
}
