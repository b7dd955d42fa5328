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
    /// How much a source vouches for, weakest first.
    Specificity {
        /// Agentless: nobody.
        None = "none",
        /// Reports, rumours.
        Hearsay = "hearsay",
        /// Officials, a source.
        Bare = "bare",
        /// A senior Treasury official.
        Described = "described",
        /// An organisation or office with a name.
        Institution = "institution",
        /// A person with a name and a role.
        Person = "person",
        /// A document with its title or maker.
        Document = "document",
        /// The reporter saw it.
        Witnessed = "witnessed",
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

vocabulary! {
    /// What became of a claim between two revisions.
    ChangeRelation {
        /// The same in all compared fields and words.
        Kept = "kept",
        /// The same claim with edits.
        Altered = "altered",
        /// Only in the new revision.
        Added = "added",
        /// Only in the old revision.
        Removed = "removed",
    }
}

vocabulary! {
    /// How much an editor must care, least first.
    Severity {
        /// Nothing to look at.
        None = "none",
        /// Worth knowing.
        Low = "low",
        /// Worth a look.
        Medium = "medium",
        /// Look before publishing.
        High = "high",
        /// Do not publish without a decision.
        Critical = "critical",
    }
}

vocabulary! {
    /// What differs between the old and the new state of one claim.
    EditKind {
        /// It had a source or a hearsay mark; now it is own voice.
        AttributionDropped = "attribution_dropped",
        /// From own voice to attributed.
        AttributionAdded = "attribution_added",
        /// Another entity says the same content.
        SourceSwapped = "source_swapped",
        /// The source falls on the ladder of specificity.
        SourceWeakened = "source_weakened",
        /// The source rises on the ladder of specificity.
        SourceStrengthened = "source_strengthened",
        /// A link of the chain was removed or added.
        ChainChanged = "chain_changed",
        /// The stance of the cue differs.
        CueChanged = "cue_changed",
        /// Words inside quotation marks differ.
        QuoteAltered = "quote_altered",
        /// The quotation marks vanish.
        QuoteToParaphrase = "quote_to_paraphrase",
        /// Quotation marks appear.
        ParaphraseToQuote = "paraphrase_to_quote",
        /// A hedge is gone.
        HedgeDropped = "hedge_dropped",
        /// A hedge came in.
        HedgeAdded = "hedge_added",
        /// A hedge of another class.
        HedgeChanged = "hedge_changed",
        /// A negation appears or vanishes, or a word gives way to its opposite.
        PolarityFlipped = "polarity_flipped",
        /// Value, unit or base, per cent against percentage points.
        NumberChanged = "number_changed",
        /// About 40 to 40, at least six to six.
        BoundChanged = "bound_changed",
        /// The time differs.
        TimeChanged = "time_changed",
        /// The place differs.
        PlaceChanged = "place_changed",
        /// A participant differs.
        EntityChanged = "entity_changed",
        /// Some to most.
        QuantifierChanged = "quantifier_changed",
        /// Detained, arrested, charged, on trial, convicted; missing, feared dead, dead: upwards.
        StatusEscalated = "status_escalated",
        /// The same ladders downwards.
        StatusDeescalated = "status_deescalated",
        /// After to because of.
        CausalAdded = "causal_added",
        /// Because of to after.
        CausalDropped = "causal_dropped",
        /// Planned to happened.
        TenseChanged = "tense_changed",
        /// A denial, a comment, a refusal to comment came in.
        ReplyAdded = "reply_added",
        /// A reply is gone.
        ReplyRemoved = "reply_removed",
        /// The same claims over more sentences.
        Split = "split",
        /// The same claims in fewer sentences.
        Merged = "merged",
        /// The same claim in another place.
        Moved = "moved",
        /// Other words, all compared fields equal.
        Wording = "wording",
        /// The claim is new.
        ClaimAdded = "claim_added",
        /// The claim is gone.
        ClaimRemoved = "claim_removed",
    }
}

vocabulary! {
    /// What a quantity says about the number: is it the number itself or a limit of it.
    Bound {
        /// The number itself.
        Exact = "exact",
        /// Near the number.
        About = "about",
        /// The number or more.
        Min = "min",
        /// The number or less.
        Max = "max",
        /// Between two numbers.
        Range = "range",
    }
}

vocabulary! {
    /// What a quantity measures.
    Dimension {
        /// Things or people counted.
        Count = "count",
        /// Money.
        Money = "money",
        /// A share of a whole: per cent, a third, one in four.
        Share = "share",
        /// A difference between shares, in percentage points.
        Points = "points",
        /// Length of time.
        Duration = "duration",
        /// Length, height, distance.
        Length = "length",
        /// Area.
        Area = "area",
        /// Volume.
        Volume = "volume",
        /// Mass.
        Mass = "mass",
        /// Temperature.
        Temperature = "temperature",
        /// Speed.
        Speed = "speed",
        /// Energy or power.
        Energy = "energy",
        /// Data.
        Data = "data",
        /// Age of a person or thing.
        Age = "age",
        /// Place in an order: third, largest.
        Rank = "rank",
        /// Result of a match or a vote: 3-1, 52 to 48.
        Score = "score",
        /// A factor: twice, fivefold.
        Ratio = "ratio",
        /// Anything else.
        Other = "other",
    }
}

vocabulary! {
    /// How finely a time is given.
    Granularity {
        /// A minute.
        Minute = "minute",
        /// An hour.
        Hour = "hour",
        /// A part of a day: this morning.
        DayPart = "day_part",
        /// A day.
        Day = "day",
        /// A week or weekend.
        Week = "week",
        /// A month.
        Month = "month",
        /// A quarter.
        Quarter = "quarter",
        /// A season.
        Season = "season",
        /// A year.
        Year = "year",
        /// A decade.
        Decade = "decade",
        /// A century.
        Century = "century",
        /// From one time to another.
        Range = "range",
        /// A length of time without a place in the calendar.
        Duration = "duration",
    }
}

vocabulary! {
    /// What a name or a mention stands for.
    EntityKind {
        /// A person.
        Person = "person",
        /// A company, party, ministry, court.
        Organisation = "organisation",
        /// A country, town, river, building.
        Place = "place",
        /// A people, nationality or religion: Afghans, Catholic.
        Nationality = "nationality",
        /// An office that somebody holds: the president, the ministry's spokesman.
        Office = "office",
        /// A report, law, filing.
        Document = "document",
        /// A name of something else.
        Other = "other",
    }
}

vocabulary! {
    /// Why a claim stands high or low in the order of what to check.
    WorthReason {
        /// Many people are concerned.
        AffectsMany = "affects_many",
        /// A number, a time or a name that evidence can be held against.
        SpecificQuantity = "specific_quantity",
        /// Names who, when or where.
        SpecificEntity = "specific_entity",
        /// Somebody is harmed if it is wrong: an accusation, a danger.
        HarmIfWrong = "harm_if_wrong",
        /// Its only source is anonymous.
        AnonymousSource = "anonymous_source",
        /// One source only.
        SingleSource = "single_source",
        /// Another source in the article contests it.
        Contested = "contested",
        /// Nobody vouches for it but hearsay.
        Hearsay = "hearsay",
        /// One thing is said to bring about another.
        CausalClaim = "causal_claim",
        /// New in this version.
        NewInVersion = "new_in_version",
    }
}

vocabulary! {
    /// Where a claim stands in review.
    ReviewState {
        /// Nobody has looked at it.
        New = "new",
        /// Somebody is at it.
        InReview = "in_review",
        /// A second person has to decide.
        NeedsSecond = "needs_second",
        /// Decided.
        Done = "done",
        /// Not worth deciding, with a reason.
        Dismissed = "dismissed",
        /// Was decided; the claim has changed since.
        Reopened = "reopened",
        /// Was decided; the claim is gone.
        Orphaned = "orphaned",
    }
}

vocabulary! {
    /// What a person found: about what was said, or about how it is.
    Verdict {
        /// It is so.
        Confirmed = "confirmed",
        /// It is so after a change of the text.
        ConfirmedWithChanges = "confirmed_with_changes",
        /// No evidence either way.
        Unconfirmed = "unconfirmed",
        /// It is not so.
        Wrong = "wrong",
        /// Somebody else said it.
        Misattributed = "misattributed",
        /// Said, but in another sense.
        OutOfContext = "out_of_context",
        /// Evidence cannot be had.
        CannotCheck = "cannot_check",
    }
}

vocabulary! {
    /// What became of what was said in a quotation, least first.
    QuoteState {
        /// Word for word.
        Verbatim = "verbatim",
        /// Word for word, with an ellipsis for what was left out.
        Trimmed = "trimmed",
        /// Word for word, but somebody else says it in the transcript.
        OtherSpeaker = "other_speaker",
        /// Put together from two places as if it was said in one go.
        Spliced = "spliced",
        /// Words differ, or are left out without a sign.
        Altered = "altered",
        /// Nowhere in the transcripts.
        NotFound = "not_found",
    }
}

vocabulary! {
    /// Who vouches for a claim in one revision, the firmest first.
    Commitment {
        /// The newsroom itself, flatly.
        OwnVoice = "own_voice",
        /// The newsroom, with a reserve.
        Hedged = "hedged",
        /// A source that can be found, in its own words.
        Quoted = "quoted",
        /// A source that can be found: one with a name, an institution, a document.
        Attributed = "attributed",
        /// People or an office without a name.
        Anonymous = "anonymous",
        /// Nobody: reports, rumours, *reportedly*.
        Hearsay = "hearsay",
    }
}
impl Stance {
    /// Whether somebody has to open their mouth for it: not to think, plan, ask or refuse.
    pub const fn is_speech(self) -> bool {
        matches!(
            self,
            Stance::Neutral
                | Stance::Announce
                | Stance::Assert
                | Stance::Distance
                | Stance::Concede
                | Stance::Factive
                | Stance::Deny
        )
    }
}
