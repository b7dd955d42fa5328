//! What happened, and what is so.
//!
//! *The siren failed* (an event), *The road is closed* (a state: the present of a passive tells how things stand), *He faces
//! trial* (a state before the law).
//!
//! What did not happen at a certain time is an event left out (*did not see the turn*); what has not happened so far is a
//! state (*has never been charged*).

use super::news::{is_headline, is_news};
use super::{has, senses};
use crate::claims::checkability::{is_past_habit, is_told};
use crate::claims::statement::Statement;
use crate::document::TokenIndex;
use crate::english::claim_words::{CheckSense, KindSense, WorthSense};
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::vocabulary::{Directness, Polarity, Reason};

/// Something happened, or is happening: a verb that is no state, in the past, the progressive, or a headline's present.
pub(super) fn is_event(statement: &Statement<'_>, reason: Reason) -> bool {
    let verb = statement.predicate;
    if is_told(statement) || happens_in_headline(statement) {
        return true;
    }
    if !statement.tag(verb).is_verb()
        || statement.is_copular()
        || stands(statement)
        || is_felt(statement, reason)
        || seems(statement, reason)
    {
        return false;
    }
    let happens = match statement.tag(verb) {
        // *Forms **can be** sent by post*: what may be is how things stand.
        Tag::Vbn => {
            !statement.has_modal(&["can", "could", "may", "might"]) || statement.has_auxiliary(&["have"])
        }
        Tag::Vbd | Tag::Vbg => true,
        Tag::Vbz | Tag::Vbp => {
            is_news(statement)
                || statement.is(verb, &["comes", "follow", "follows"])
                || changes_things(statement)
        }
        Tag::Vb => statement.has_auxiliary(&["did"]) || is_past_habit(statement),
        _ => false,
    };
    happens && !matches!(reason, Reason::Prediction | Reason::Hypothetical)
}

/// *Parcels **sent** to six embassies*, *Snowstorm **sweeping** the coast*, *Gun **attack** at school*: a headline whose participle the tree takes for what tells of
/// its noun, or whose noun is a deed.
fn happens_in_headline(statement: &Statement<'_>) -> bool {
    let noun = statement.predicate;
    let participle = || {
        let tells = statement.grammar.child(noun, Relation::Acl);
        tells.is_some_and(|token| matches!(statement.tag(token), Tag::Vbn | Tag::Vbg))
    };
    is_headline(statement)
        && statement.chain.is_empty()
        && statement.tag(noun).is_noun()
        && !statement.is_copular()
        && (participle() || has(statement, noun, KindSense::Deed))
}

/// *The win **lifts** Rovers to eighth*, *The ruling **ends** a long dispute*, *Mara Holt **joins** the bank as its lawyer*: the present of
/// news.
///
/// Not: *The path ends at the weir*, *She takes the bus* (how things are).
fn changes_things(statement: &Statement<'_>) -> bool {
    let lemma = statement.lemma(statement.predicate);
    let is_deed = |subject: TokenIndex| has(statement, subject, KindSense::Deed);
    let is_one = |subject: TokenIndex| statement.tag(subject).is_name();
    let brings = [
        "add", "bring", "cap", "close", "come", "complete", "end", "leave", "lift", "mark", "move", "open",
        "pave", "put", "send", "take",
    ];
    brings.contains(&&*lemma) && statement.subject.is_some_and(is_deed)
        || ["join", "replace", "succeed"].contains(&&*lemma)
            && statement.subject.is_some_and(is_one)
            && statement.subject_acts()
            && (&*lemma == "join" || statement.child(Relation::Obj).is_some())
}

/// Whether the verb tells how things stand, in whatever tense.
fn stands(statement: &Statement<'_>) -> bool {
    let verb = statement.predicate;
    let is_negative = statement.polarity == Polarity::Negative;
    let is_passive = statement.is_passive();
    let is_perfect =
        statement.has_auxiliary(&["have", "has", "had", "'ve", "’ve"]) && !statement.is_present_passive();
    let harms = || {
        let lemma = statement.lemma(verb);
        let worth = &statement.english.claim_words.worth;
        worth
            .of(&lemma, statement.tag(verb))
            .has(WorthSense::Harm as usize)
    };
    has(statement, verb, KindSense::Status)
        || is_adjectival(statement)
        || goes_on(statement)
        // *is fixed*, *are banned*; in a headline it is news.
        || statement.is_present_passive() && !is_headline(statement)
        || is_negative && (is_perfect || statement.has_modal(&["can", "could", "ca"]) || is_passive && harms())
        || is_negative && !statement.is_past() && !statement.has_auxiliary(&["did"])
        || is_before_the_law(statement)
        || is_in_office(statement)
        || comes_from(statement)
        || is_kept_so(statement)
        || is_being_kept(statement)
        || is_habit(statement)
        || measures_up(statement)
        // *It was never answered*: not so far.
        || is_negative
            && is_passive
            && statement.children().any(|child| statement.is(child, &["never"]))
}

/// *looked like a mistake*, *sounds wrong*: what is judged of its looks is so, not done.
fn seems(statement: &Statement<'_>, reason: Reason) -> bool {
    reason == Reason::Opinion && ["feel", "look", "sound"].contains(&&*statement.lemma(statement.predicate))
}

/// *I am still **shaking***, *She was **considering** it*, *I **felt** alone*: what goes on inside somebody is a state.
fn is_felt(statement: &Statement<'_>, reason: Reason) -> bool {
    reason == Reason::PrivateExperience
        && (statement.tag(statement.predicate) == Tag::Vbg
            || statement.senses.has_check(statement.predicate, CheckSense::Inner))
}

/// *were **divided***, *were **surprised***: participles that tell how somebody feels or what a thing is like.
fn is_adjectival(statement: &Statement<'_>) -> bool {
    let word = statement.document.word(statement.predicate).to_ascii_lowercase();
    let as_adjective = statement.english.claim_words.checks.of(&word, Tag::Jj);
    statement.is_marked_passive()
        && [CheckSense::Evaluation, CheckSense::Feeling, CheckSense::Vague]
            .into_iter()
            .any(|sense| as_adjective.has(sense as usize))
}

/// *has **used** it **since** she was a girl*, *has **carried** pupils **for** years*, *has **been run** by the state **since** 2021*: begun, and going on.
///
/// Not: *Competition has sharpened since 2019* (a change).
pub(super) fn goes_on(statement: &Statement<'_>) -> bool {
    let is_perfect = statement.has_auxiliary(&["has", "have", "’ve", "'ve"]);
    // *Scholars have **long** debated it*, *He has been dogged by it **for years***
    let is_long = || {
        // Not *have waited long enough*.
        let before = |child: &TokenIndex| *child < statement.predicate;
        statement
            .children()
            .take_while(before)
            .any(|child| statement.is(child, &["always", "long"]))
            || statement.tokens().any(|token| {
                token > statement.predicate
                    && token + 1 < statement.sentence.end
                    && statement.is(token, &["for"])
                    && statement.is(
                        token + 1,
                        &["centuries", "decades", "generations", "months", "weeks", "years"],
                    )
            })
    };
    // *has **been baking** bread **since** 1921*, *has **been run** by the state **since** then*
    let lasts = || {
        let since = |token: TokenIndex| token > statement.predicate && statement.is(token, &["since"]);
        let ongoing = statement.tag(statement.predicate) == Tag::Vbg || statement.is_passive();
        ongoing && statement.has_auxiliary(&["been"]) && statement.tokens().any(since)
    };
    if is_perfect && (is_long() || lasts()) {
        return true;
    }
    // The tagger may take the participle for a past.
    matches!(statement.tag(statement.predicate), Tag::Vbd | Tag::Vbn)
        && has(statement, statement.predicate, KindSense::Activity)
        && statement.has_auxiliary(&["has", "have", "’ve", "'ve"])
        && !statement.is_passive()
        && statement
            .tokens()
            .any(|token| token > statement.predicate && statement.is(token, &["always", "for", "since"]))
}

/// *Ms Orr **led** the team*, *He is **leading** the rescue*; not *The order led to a blackout*.
fn is_in_office(statement: &Statement<'_>) -> bool {
    let lemma = statement.lemma(statement.predicate);
    ["chair", "head", "lead"].contains(&&*lemma) && statement.child(Relation::Obj).is_some()
}

/// *said the matter **was closed***, *said they **were not affected***: a report of what *is* so, by nobody and at no time.
///
/// Not: *The road was closed on Friday*, *said he was arrested*.
fn is_kept_so(statement: &Statement<'_>) -> bool {
    has(statement, statement.predicate, KindSense::Resulting)
        && statement.is_marked_passive()
        && statement.has_auxiliary(&["was", "were"])
        && !statement.has_auxiliary(&["been", "being", "had"])
        && !statement.chain.is_empty()
        && !statement.is_quoted()
        && statement.times.is_empty()
        && statement.child(Relation::OblAgent).is_none()
}

/// *is **being held** without bail*; not *is being closed*.
fn is_being_kept(statement: &Statement<'_>) -> bool {
    statement.is_passive()
        && statement.has_auxiliary(&["being"])
        && ["detain", "hold", "house", "keep", "store", "treat"]
            .contains(&&*statement.lemma(statement.predicate))
}

/// *said it **always acted** in good faith*, *said it **kept** the rules **under review***: what goes on for as long as it is reported.
///
/// Not: *He always won at home* in the paper's own words (what he did), *She kept him under the table*.
fn is_habit(statement: &Statement<'_>) -> bool {
    let is_reported = statement
        .innermost()
        .is_some_and(|attribution| attribution.directness != Directness::Direct);
    let is_plain = matches!(statement.tag(statement.predicate), Tag::Vbd | Tag::Vbn)
        && !statement.has_auxiliary(&["had", "has", "have"]);
    let is_usual = || {
        let often = |child: TokenIndex| {
            statement.is(
                child,
                &["always", "generally", "regularly", "routinely", "usually"],
            )
        };
        statement.children().any(often)
    };
    let is_kept = || {
        let lasts = |token: TokenIndex| statement.is(token, &["mind", "review", "surveillance", "watch"]);
        &*statement.lemma(statement.predicate) == "keep" && statement.tokens().any(lasts)
    };
    (is_reported && is_plain && !statement.is_marked_passive() && is_usual()) || is_kept()
}

/// *The junction did not **meet the threshold***: how something stands against a measure; not *met the mayor*.
fn measures_up(statement: &Statement<'_>) -> bool {
    let lemma = statement.lemma(statement.predicate);
    ["exceed", "fit", "fulfil", "meet", "satisfy"].contains(&&*lemma)
        && statement.child(Relation::Obj).is_some_and(|object| {
            statement.is(
                object,
                &[
                    "condition",
                    "conditions",
                    "criteria",
                    "definition",
                    "demand",
                    "description",
                    "needs",
                    "requirement",
                    "requirements",
                    "standard",
                    "standards",
                    "test",
                    "threshold",
                ],
            )
        })
}

/// *The figures **come from** a handful of sites*: where a thing has its origin; not *The driver came from the left*.
fn comes_from(statement: &Statement<'_>) -> bool {
    let is_from = |child: TokenIndex| {
        statement
            .grammar
            .child(child, Relation::Case)
            .is_some_and(|case| statement.is(case, &["from"]))
    };
    &*statement.lemma(statement.predicate) == "come"
        && !statement.subject_acts()
        && statement
            .subject
            .is_some_and(|subject| statement.tag(subject) == Tag::Nns)
        && statement.children().any(is_from)
}

/// *is **facing trial***, *are undergoing **trial***, *is awaiting **sentence***.
fn is_before_the_law(statement: &Statement<'_>) -> bool {
    let court = |token: TokenIndex| {
        statement.is(
            token,
            &[
                "bail",
                "charge",
                "charges",
                "custody",
                "extradition",
                "investigation",
                "sentence",
                "sentencing",
                "trial",
            ],
        )
    };
    statement.tag(statement.predicate) == Tag::Vbg && statement.child(Relation::Obj).is_some_and(court)
}

/// What is so: *is closed*, *owns*, *has 26 pumps*, and any verb in the simple present.
pub(super) fn is_status(statement: &Statement<'_>, reason: Reason) -> bool {
    let verb = statement.predicate;
    let states = statement.is_copular()
        || reason != Reason::Hypothetical && stands(statement)
        || seems(statement, reason)
        || is_felt(statement, reason)
        || senses(statement, verb).has(KindSense::Status as usize)
        || !is_headline(statement) && matches!(statement.tag(verb), Tag::Vbz | Tag::Vbp)
        || statement.has_auxiliary(&["do", "does"])
        // *She may start*, *They can send it*: what is possible is how things stand.
        || reason != Reason::Hypothetical && statement.has_modal(&["can", "ca", "could", "may", "might"])
        || !statement.tag(verb).is_verb();
    states && !matches!(reason, Reason::Prediction)
}
