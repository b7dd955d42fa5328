//! What single words tell about a claim: its kind, whether it can be checked, how much depends on it.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::groups::Groups;
use super::phrases::Phrases;

/// Declares the groups of a lexicon, which are the names of its tables.
macro_rules! senses {
    ($(#[$doc:meta])* $name:ident { $($(#[$sense_doc:meta])* $sense:ident = $table:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $($(#[$sense_doc])* $sense,)+ }

        impl $name {
            const TABLES: &'static [&'static str] = &[$($table,)+];
        }
    };
}

senses! {
    /// What a word tells of the kind of a claim.
    KindSense {
        /// Changes and measures: rise, cost.
        Quantity = "quantity",
        /// Brings about: cause, lead, because.
        Causal = "causal",
        /// Law and procedure: law, require, illegal.
        Rule = "rule",
        /// A state that lasts: have, own, contain.
        Status = "status",
        /// What people did in office or said before: vote, testify.
        Record = "record",
        /// Surveys: poll, respondent.
        Poll = "poll",
        /// Acts of an institution: rule, appoint, fine.
        Decision = "decision",
        /// What somebody means to do: plan, intend.
        Plan = "plan",
        /// What will be: forecast.
        Prediction = "prediction",
        /// Denials and refusals: deny, decline.
        Response = "response",
        /// Not doing so is a response: answer, reply.
        Answer = "answer",
        /// Brings something about unless a person does it: help, bring.
        Helping = "helping",
        /// Decides only with an object: pass, lift.
        Deciding = "deciding",
        /// Moves a [`Policy`](Self::Policy): raise, cut.
        Steering = "steering",
        /// What institutions set: rate, tax, forecast.
        Policy = "policy",
        /// Happens to whoever is the subject: lose, suffer.
        Undergone = "undergone",
        /// Goes on as long as somebody does it: carry, teach.
        Activity = "activity",
        /// What is answered by a denial: accusation, claim.
        Charge = "charge",
        /// Its passive may tell a state: closed, held.
        Resulting = "resulting",
        /// What is passed, signed or issued by deciding: bill, warrant.
        Instrument = "instrument",
        /// What somebody did, as a noun: win, ruling, departure.
        Deed = "deed",
    }
}

senses! {
    /// What a word tells about whether a claim can be checked.
    CheckSense {
        /// Praise and blame: shameful, disgrace.
        Evaluation = "evaluation",
        /// Must and ought: crucial, necessary.
        Necessity = "necessity",
        /// What goes on inside somebody: terrified.
        Feeling = "feeling",
        /// Thinking, wanting, liking.
        Inner = "inner",
        /// What somebody does with his body or in a life of his own: weep, sleep, learn.
        Personal = "personal",
        /// Family and home.
        Private = "private",
        /// Names nothing: thing, situation.
        Vague = "vague",
        /// Rain and shine.
        Weather = "weather",
        /// Looks ahead: expect, likely.
        Ahead = "ahead",
        /// Wants something done: urge, demand.
        Demand = "demand",
        /// Its present with a date is to come: begin, expire.
        Timetable = "timetable",
        /// Opens or closes a talk.
        Greeting = "greeting",
        /// Stands in front of a credit or a reference.
        Credit = "credit",
        /// Says what a thing is by its nature.
        Definition = "definition",
    }
}

senses! {
    /// What a word tells of how much depends on a claim.
    WorthSense {
        /// Somebody is harmed, or accused.
        Harm = "harm",
        /// A great many people.
        Many = "many",
    }
}

/// The lexicons.
#[derive(Debug)]
pub struct ClaimWords {
    /// By [`KindSense`].
    pub kinds: Groups,
    /// By [`CheckSense`].
    pub checks: Groups,
    /// By [`WorthSense`].
    pub worth: Groups,
    /// Figures of speech: *at breaking point*.
    pub idioms: Phrases<CheckSense>,
}

/// Phrases of one sense.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Idioms {
    phrases: Vec<String>,
}

impl ClaimWords {
    /// Reads the lexicons that are built in.
    pub(super) fn built_in() -> Self {
        let idioms: BTreeMap<String, Idioms> = lexicon!("idioms");
        let idioms = [
            ("evaluation", CheckSense::Evaluation),
            ("feeling", CheckSense::Feeling),
        ]
        .into_iter()
        .flat_map(|(table, sense)| idioms[table].phrases.iter().map(move |phrase| (phrase, sense)));
        Self {
            idioms: Phrases::new(idioms),
            kinds: Groups::read(lexicon!("kinds"), KindSense::TABLES),
            checks: Groups::read(lexicon!("checkability"), CheckSense::TABLES),
            worth: Groups::read(lexicon!("worth"), WorthSense::TABLES),
        }
    }
}
