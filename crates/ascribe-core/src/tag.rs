//! Parts of speech: the tags of the Penn Treebank as UD English uses them.

/// Declares the tags with the name each has in treebanks.
macro_rules! tags {
    ($($(#[$doc:meta])* $tag:ident = $name:literal,)+) => {
        /// A part of speech (Santorini 1990, with the hyphen and affix tags of UD English).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum Tag { $($(#[$doc])* $tag,)+ }

        impl Tag {
            /// Every tag; the position of each is its number.
            pub const ALL: &'static [Tag] = &[$(Tag::$tag,)+];

            /// The tag's name in treebanks.
            pub const fn name(self) -> &'static str {
                match self { $(Tag::$tag => $name,)+ }
            }

            /// The tag of that name.
            pub fn from_name(name: &str) -> Option<Tag> {
                match name { $($name => Some(Tag::$tag),)+ _ => None }
            }
        }
    };
}

tags! {
    /// Coordinating conjunction.
    Cc = "CC",
    /// Cardinal number.
    Cd = "CD",
    /// Determiner.
    Dt = "DT",
    /// Existential *there*.
    Ex = "EX",
    /// Foreign word.
    Fw = "FW",
    /// Preposition or subordinating conjunction.
    In = "IN",
    /// Adjective.
    Jj = "JJ",
    /// Comparative adjective.
    Jjr = "JJR",
    /// Superlative adjective.
    Jjs = "JJS",
    /// List item marker.
    Ls = "LS",
    /// Modal.
    Md = "MD",
    /// Singular noun.
    Nn = "NN",
    /// Plural noun.
    Nns = "NNS",
    /// Singular proper noun.
    Nnp = "NNP",
    /// Plural proper noun.
    Nnps = "NNPS",
    /// Predeterminer.
    Pdt = "PDT",
    /// Possessive ending.
    Pos = "POS",
    /// Personal pronoun.
    Prp = "PRP",
    /// Possessive pronoun.
    PrpS = "PRP$",
    /// Adverb.
    Rb = "RB",
    /// Comparative adverb.
    Rbr = "RBR",
    /// Superlative adverb.
    Rbs = "RBS",
    /// Particle.
    Rp = "RP",
    /// Symbol.
    Sym = "SYM",
    /// *to*.
    To = "TO",
    /// Interjection.
    Uh = "UH",
    /// Base form of a verb.
    Vb = "VB",
    /// Past tense.
    Vbd = "VBD",
    /// Gerund or present participle.
    Vbg = "VBG",
    /// Past participle.
    Vbn = "VBN",
    /// Present tense, not third person singular.
    Vbp = "VBP",
    /// Present tense, third person singular.
    Vbz = "VBZ",
    /// Wh-determiner.
    Wdt = "WDT",
    /// Wh-pronoun.
    Wp = "WP",
    /// Possessive wh-pronoun.
    WpS = "WP$",
    /// Wh-adverb.
    Wrb = "WRB",
    /// Hyphen between the parts of a word.
    Hyph = "HYPH",
    /// Affix that stands alone.
    Afx = "AFX",
    /// Email or web address.
    Add = "ADD",
    /// Superfluous punctuation.
    Nfp = "NFP",
    /// Goes with the word before it.
    Gw = "GW",
    /// Opening bracket.
    LeftBracket = "-LRB-",
    /// Closing bracket.
    RightBracket = "-RRB-",
    /// Comma.
    Comma = ",",
    /// Full stop, question or exclamation mark.
    Stop = ".",
    /// Colon, semicolon, dash, ellipsis.
    Colon = ":",
    /// Opening quotation mark.
    OpenQuote = "``",
    /// Closing quotation mark.
    CloseQuote = "''",
    /// Currency sign.
    Currency = "$",
    /// Number sign.
    Hash = "#",
    /// None of these.
    Xx = "XX",
}

impl Tag {
    /// Whether a verb has a tense or is a modal: what makes a clause finite.
    pub const fn is_finite(self) -> bool {
        matches!(self, Tag::Vbd | Tag::Vbp | Tag::Vbz | Tag::Md)
    }

    /// Finite or not, any form of a verb other than a modal.
    pub const fn is_verb(self) -> bool {
        matches!(
            self,
            Tag::Vb | Tag::Vbd | Tag::Vbg | Tag::Vbn | Tag::Vbp | Tag::Vbz
        )
    }

    /// A common or proper noun.
    pub const fn is_noun(self) -> bool {
        matches!(self, Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps)
    }

    /// A proper noun.
    pub const fn is_name(self) -> bool {
        matches!(self, Tag::Nnp | Tag::Nnps)
    }
}
