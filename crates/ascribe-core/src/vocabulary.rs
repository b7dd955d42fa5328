//! The closed lists of the guidelines. The code of a value is the word that records, case files and `explain` use.

/// Declares an enum whose values have a fixed order and a code each.
macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $($(#[$value_doc:meta])* $value:ident = $code:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $name { $($(#[$value_doc])* $value,)+ }

        impl $name {
            /// Every value, in the order of the guidelines.
            pub const ALL: &'static [Self] = &[$(Self::$value,)+];

            /// The word that stands for it in records.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$value => $code,)+ }
            }

            /// The value that `code` stands for.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$value),)+ _ => None }
            }
        }
    };
}

vocabulary! {
    /// Where in the article a stretch of text stands.
    Place {
        /// The title of the article.
        Headline = "headline",
        /// The summary between headline and text.
        Standfirst = "standfirst",
        /// The first paragraph of the text.
        Lede = "lede",
        /// Any later paragraph.
        Body = "body",
        /// A line without closing punctuation between paragraphs.
        Heading = "heading",
        /// The text under a picture.
        Caption = "caption",
        /// "LONDON (Agency) —".
        Dateline = "dateline",
        /// "By Jane Roe, political correspondent".
        Byline = "byline",
    }
}

vocabulary! {
    /// How the writer presents an attribution: what the choice of cue says about trust in the source.
    Stance {
        /// said, told, wrote, added, according to
        Neutral = "neutral",
        /// announced, ruled, ordered
        Announce = "announce",
        /// insisted, maintained, stressed, warned, urged
        Assert = "assert",
        /// claimed, alleged, purported
        Distance = "distance",
        /// admitted, acknowledged
        Concede = "concede",
        /// revealed, noted, showed, confirmed: the writer vouches too
        Factive = "factive",
        /// denied, rejected, disputed
        Deny = "deny",
        /// thinks, fears, hopes
        Believe = "believe",
        /// plans, vows, promises
        Intend = "intend",
        /// asked, questioned
        Ask = "ask",
        /// declined, refused to comment
        Decline = "decline",
    }
}

vocabulary! {
    /// Whether the content stands in quotation marks.
    Directness {
        /// All content in quotation marks.
        Direct = "direct",
        /// Some content in quotation marks.
        Mixed = "mixed",
        /// No content in quotation marks.
        Indirect = "indirect",
        /// No source is given: *reportedly*, *it is believed*.
        Agentless = "agentless",
    }
}

vocabulary! {
    /// What a source is.
    SourceKind {
        /// One human being, or several by name.
        Person = "person",
        /// An office or its spokesperson.
        Office = "office",
        /// A company, party, ministry, court …
        Organisation = "organisation",
        /// Officials, residents, experts.
        Group = "group",
        /// A report, filing, law, data set.
        Document = "document",
        /// An outlet or wire service.
        Media = "media",
        /// A post on a social network.
        SocialPost = "social_post",
        /// None of these can be told from the text.
        Unspecified = "unspecified",
    }
}

vocabulary! {
    /// How far a source can be identified.
    Anonymity {
        /// By name.
        Named = "named",
        /// "a senior Treasury official".
        Described = "described",
        /// "officials", "a source".
        Bare = "bare",
        /// "reports", "rumours".
        Hearsay = "hearsay",
        /// Agentless.
        None = "none",
    }
}

vocabulary! {
    /// What makes a statement less (or more) than a flat assertion.
    HedgeClass {
        /// reportedly, allegedly, is said to, according to reports
        Hearsay = "hearsay",
        /// it is believed, is thought to, is widely seen as, some say
        Belief = "belief",
        /// may, might, could, possibly, perhaps, likely, appears, seems
        Epistemic = "epistemic",
        /// looking into, unclear whether, yet to be confirmed
        Investigative = "investigative",
        /// if, unless, provided that
        Conditional = "conditional",
        /// about, around, at least, up to, nearly, more than
        Approximator = "approximator",
        /// many, several, most, some, tens of thousands
        VagueQuantity = "vague_quantity",
        /// alleged, accused of, suspected of, charged with
        Legal = "legal",
        /// could not be independently verified, has not been confirmed
        Unverified = "unverified",
        /// clearly, undoubtedly, in fact, of course: raises certainty
        Booster = "booster",
    }
}

vocabulary! {
    /// Why a claim can or cannot be checked; the first test that applies, in this order.
    Reason {
        /// Question, order, greeting, navigation, credit.
        NotAssertion = "not_assertion",
        /// Only evaluation, or what *should* be.
        Opinion = "opinion",
        /// The speaker's inner state or private life.
        PrivateExperience = "private_experience",
        /// Conditional, subjunctive, rhetorical.
        Hypothetical = "hypothetical",
        /// About the future.
        Prediction = "prediction",
        /// Who, when or what cannot be settled from the article.
        Ambiguous = "ambiguous",
        /// No entity, number, time, place or event that evidence could bear on.
        Vague = "vague",
        /// True by definition, scene setting.
        Trivial = "trivial",
        /// Everything else.
        Checkable = "checkable",
    }
}

vocabulary! {
    /// What sort of statement a claim is.
    ClaimKind {
        /// A value, change, comparison or ranking.
        Quantity = "quantity",
        /// One thing brings about another.
        Causal = "causal",
        /// A law or procedure.
        Rule = "rule",
        /// Something happened.
        Event = "event",
        /// A state, office, legal or casualty state.
        Status = "status",
        /// Votes, past statements.
        Record = "record",
        /// A survey's result.
        Poll = "poll",
        /// A ruling, appointment or announcement by an institution.
        Decision = "decision",
        /// What will be.
        Prediction = "prediction",
        /// What somebody means to do.
        Plan = "plan",
        /// A denial, no comment.
        Response = "response",
        /// None of these.
        Other = "other",
    }
}

vocabulary! {
    /// Whether a claim says that something is so or that it is not.
    Polarity {
        /// It is so.
        Positive = "positive",
        /// It is not so.
        Negative = "negative",
    }
}
