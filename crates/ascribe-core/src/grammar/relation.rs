//! Relations between a token and its head: those of Universal Dependencies 2 that UD English uses.

/// Declares the relations with the name each has in treebanks.
macro_rules! relations {
    ($($(#[$doc:meta])* $relation:ident = $name:literal,)+) => {
        /// How a token depends on its head (de Marneffe et al. 2021; subtypes as in UD English).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum Relation { $($(#[$doc])* $relation,)+ }

        impl Relation {
            /// Every relation; the position of each is its number.
            pub const ALL: &'static [Relation] = &[$(Relation::$relation,)+];

            /// The relation's name in treebanks.
            pub const fn name(self) -> &'static str {
                match self { $(Relation::$relation => $name,)+ }
            }

            /// Whether a word with it only helps another one to its tense or predicate: *has*, *was*, *is*.
            pub const fn is_helper(self) -> bool {
                matches!(self, Relation::Aux | Relation::AuxPass | Relation::Cop)
            }

            /// The relation of that name.
            pub fn from_name(name: &str) -> Option<Relation> {
                match name { $($name => Some(Relation::$relation),)+ _ => None }
            }
        }
    };
}

relations! {
    /// Punctuation.
    Punct = "punct",
    /// A preposition or the possessive ending, on its noun.
    Case = "case",
    /// A determiner.
    Det = "det",
    /// A subject.
    Nsubj = "nsubj",
    /// The head of the sentence.
    Root = "root",
    /// An adverb.
    Advmod = "advmod",
    /// An adjective before its noun.
    Amod = "amod",
    /// The direct object.
    Obj = "obj",
    /// A noun phrase that modifies a verb: *said in a statement*.
    Obl = "obl",
    /// A noun phrase that modifies a noun: *the head of the office*.
    Nmod = "nmod",
    /// A noun before its noun.
    Compound = "compound",
    /// The second and later parts of a coordination, on the first.
    Conj = "conj",
    /// A coordinating conjunction, on the part after it.
    Cc = "cc",
    /// *that*, *if*, infinitival *to*.
    Mark = "mark",
    /// An auxiliary.
    Aux = "aux",
    /// A form of *be* before a predicate that is no verb.
    Cop = "cop",
    /// An adverbial clause.
    Advcl = "advcl",
    /// A possessor.
    NmodPoss = "nmod:poss",
    /// A clause without its own subject: *refused to comment*.
    Xcomp = "xcomp",
    /// The second and later words of a name.
    Flat = "flat",
    /// A relative clause.
    AclRelcl = "acl:relcl",
    /// A clause as complement: *said that they left*.
    Ccomp = "ccomp",
    /// A participle or infinitive that modifies a noun: *plans to leave*.
    Acl = "acl",
    /// An apposition.
    Appos = "appos",
    /// The auxiliary of a passive.
    AuxPass = "aux:pass",
    /// A number before its noun.
    Nummod = "nummod",
    /// A clause set beside another: *they left, he said*.
    Parataxis = "parataxis",
    /// The subject of a passive.
    NsubjPass = "nsubj:pass",
    /// A noun phrase without a preposition, on a noun.
    NmodUnmarked = "nmod:unmarked",
    /// A noun phrase without a preposition, on a verb: *said Monday*.
    OblUnmarked = "obl:unmarked",
    /// An interjection.
    Discourse = "discourse",
    /// The particle of a phrasal verb.
    CompoundPrt = "compound:prt",
    /// *it* or *there* without reference.
    Expl = "expl",
    /// The later words of a fixed expression: *because of*.
    Fixed = "fixed",
    /// The indirect object.
    Iobj = "iobj",
    /// An item of a list.
    List = "list",
    /// The agent of a passive: *by the court*.
    OblAgent = "obl:agent",
    /// Any other.
    Dep = "dep",
    /// A title or description beside a name.
    NmodDesc = "nmod:desc",
    /// A clause as subject.
    Csubj = "csubj",
    /// The subject of a clause whose predicate is a clause.
    NsubjOuter = "nsubj:outer",
    /// *all* before a determiner.
    DetPredet = "det:predet",
    /// A person addressed.
    Vocative = "vocative",
    /// The later part of a word split by mistake.
    Goeswith = "goeswith",
    /// Words taken back by the speaker.
    Reparandum = "reparandum",
    /// *both*, *either* before a coordination.
    CcPreconj = "cc:preconj",
    /// What is left of a clause whose verb is left out.
    Orphan = "orphan",
    /// A phrase taken up again by a pronoun.
    Dislocated = "dislocated",
}
