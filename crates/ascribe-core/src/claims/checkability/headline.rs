//! *Ferry **to be** scrapped*, *Norvale **to go** to the polls in May*: a headline leaves out *is*, and its tree may take any word of it for the verb.
//!
//! Not: *Deal to free miners agreed*, *Race to save whale* (the noun asks for the infinitive), *Mayor vows to quit* (it has a verb).

use super::wishes::is_told;
use crate::claims::statement::Statement;
use crate::document::TokenIndex;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::vocabulary::Place;

/// Nouns that what is to be done belongs to.
const WITH_INFINITIVE: [&str; 48] = [
    "ability",
    "agreement",
    "appeal",
    "attempt",
    "battle",
    "bid",
    "bill",
    "call",
    "campaign",
    "chance",
    "deal",
    "decision",
    "demand",
    "drive",
    "duty",
    "effort",
    "failure",
    "fight",
    "law",
    "mission",
    "move",
    "need",
    "offer",
    "order",
    "pact",
    "permission",
    "plan",
    "pledge",
    "plot",
    "power",
    "pressure",
    "promise",
    "proposal",
    "push",
    "quest",
    "race",
    "reason",
    "refusal",
    "request",
    "right",
    "rush",
    "scheme",
    "struggle",
    "threat",
    "time",
    "vote",
    "war",
    "way",
];

/// Whether a headline says what somebody is to do, or what is to be done.
pub(super) fn is_to_come(statement: &Statement<'_>) -> bool {
    has_infinitive(statement) || leads_to_infinitive(statement)
}

/// *Minister **to visit** mill*, where the tree has its verb.
fn has_infinitive(statement: &Statement<'_>) -> bool {
    let verb = statement.predicate;
    statement.tag(verb) == Tag::Vb
        && matches!(
            statement.place,
            Place::Headline | Place::Heading | Place::Standfirst
        )
        && statement.first() != verb
        // *Carmaker told to recall vans*
        && !is_told(statement)
        && statement.auxiliaries().next().is_none()
        && statement.child(Relation::Mark).is_some()
}

/// *Norvale **to go** to the polls*, whatever word the tree takes for the verb, where none has a tense.
fn leads_to_infinitive(statement: &Statement<'_>) -> bool {
    let first = statement.first();
    let is_whole = statement.place == Place::Headline && first == statement.sentence.start;
    is_whole
        && (infinitive(statement).is_some_and(|to| names_who(statement, first, to)) || is_set_for(statement))
}

/// *Norvale party **set for** win*.
fn is_set_for(statement: &Statement<'_>) -> bool {
    let mut tokens = statement.tokens();
    !statement.tokens().any(|token| statement.tag(token).is_finite())
        && tokens.any(|token| {
            token + 1 < statement.sentence.end
                && statement.is(token, &["set"])
                && statement.is(token + 1, &["for"])
        })
}

/// *Johnson **to be** fined*: whether it is somebody who is to act, or to be dealt with; not *Storm to hit coast*.
pub(in crate::claims) fn names_somebody(statement: &Statement<'_>) -> bool {
    leads_to_infinitive(statement)
        && infinitive(statement).is_some_and(|to| statement.tag(to - 1).is_name() || statement.subject_acts())
}

/// The *to* in front of a verb, where no verb of the statement has a tense.
fn infinitive(statement: &Statement<'_>) -> Option<TokenIndex> {
    let has_tense = |token: TokenIndex| statement.tag(token).is_finite();
    let leads = |token: &TokenIndex| {
        statement.tag(*token) == Tag::To
            && *token + 1 < statement.sentence.end
            && statement.tag(*token + 1) == Tag::Vb
    };
    let mut tokens = statement.tokens();
    (!tokens.any(has_tense))
        .then(|| statement.tokens().find(leads))
        .flatten()
}

/// Whether what stands in front of *to* only names somebody or something, and asks for no infinitive.
fn names_who(statement: &Statement<'_>, first: TokenIndex, to: TokenIndex) -> bool {
    let names = |token: TokenIndex| {
        let tag = statement.tag(token);
        tag.is_noun()
            || tag.is_name()
            || matches!(
                tag,
                Tag::Cc | Tag::Cd | Tag::Comma | Tag::Dt | Tag::Jj | Tag::Pos | Tag::Prp
            )
    };
    let last = to.checked_sub(1).filter(|&last| last >= first);
    (first..to).all(names)
        && last.is_some_and(|last| {
            statement.tag(last).is_name() || !WITH_INFINITIVE.contains(&&*statement.lemma(last))
        })
}
