//! What the labelling models see. Used by training and by prediction alike.

mod cues;
mod roles;

pub use roles::step_features;

use std::ops::Range;

use crate::document::{Document, TokenIndex};
use crate::english::English;
use crate::grammar::Grammar;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::signs::quotations;

/// Name of the feature sets; changes whenever one of them does.
pub const FEATURES: &str = "attribution-4";

/// Stands for words outside the paragraph.
const OUTSIDE: u64 = 0x5A5A_0F0F;

/// How many tokens before and after it a second look at a token takes in.
const SECOND_REACH: usize = 40;

/// From which step on a token is surely a cue.
const SURE: u8 = 2;

/// How many steps up a tree the head of a clause is looked for.
const CLAUSE_REACH: usize = 12;

/// How many classes of tokens steps between roles tell apart.
pub const STEP_CLASSES: usize = 1 << 10;

/// How many tokens before and after a cue are looked at for its arguments.
const REACH: (usize, usize) = (70, 110);

/// Everything about a document that features are made of.
#[derive(Debug)]
pub struct Context<'a> {
    /// The text and its cuts.
    pub document: &'a Document,
    /// Its trees.
    pub grammar: &'a Grammar,
    quoted: Vec<bool>,
    marks: Vec<Mark>,
    /// Hash of the set of relations of each token's children.
    frame: Vec<u64>,
    /// The head of the clause that each token stands in.
    clauses: Vec<TokenIndex>,
    /// Key of the lemma of each token that may be a cue.
    lemmas: Vec<u64>,
    /// The stance that each of these words shows as a cue, by number; 0 for one that the lexicon does not have.
    stances: Vec<u8>,
    /// How surely each token looks like a cue by itself, in steps; filled by [`Context::set_first_looks`].
    looks: Vec<u8>,
    /// How surely each token is a cue, in steps; filled by [`Context::set_cues`].
    cues: Vec<u8>,
    /// The next token before and behind each that is surely a cue.
    sure_beside: [Vec<Option<TokenIndex>>; 2],
    /// The number of each token's paragraph.
    paragraphs: Vec<u32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    No,
    Comma,
    Quote,
    That,
}

impl<'a> Context<'a> {
    /// The columns of a document.
    pub fn new(english: &English, document: &'a Document, grammar: &'a Grammar) -> Self {
        let count = document.tokens().len();
        let marks = (0..count)
            .map(|token| match document.word(token) {
                "," | ";" | ":" | "—" | "–" | "--" => Mark::Comma,
                "that" | "whether" | "if" | "to" => Mark::That,
                word if quotations::is_mark(word) => Mark::Quote,
                _ => Mark::No,
            })
            .collect();
        let frame = (0..count)
            .map(|token| {
                let mut seen = 0u64;
                for child in grammar.children(token) {
                    let relation = grammar.relation(child);
                    if relation != Relation::Punct {
                        seen |= 1 << (relation as u64);
                    }
                }
                seen
            })
            .collect();
        let mut lemmas = vec![OUTSIDE; count];
        let mut stances = vec![0; count];
        for token in 0..count {
            let tag = grammar.tag(token);
            if !may_be_cue(tag) {
                continue;
            }
            let lemma = document.lemma_key(english, token, tag);
            let lexicon = &english.stances;
            let stance = match tag {
                _ if tag.is_verb() => lexicon.verbs.by_key(lemma).or(lexicon.nouns.by_key(lemma)),
                _ if tag.is_noun() => lexicon.nouns.by_key(lemma),
                _ => lexicon.others.by_key(lemma),
            };
            lemmas[token] = lemma;
            stances[token] = stance.map_or(0, |stance| stance as u8 + 1);
        }
        Self {
            document,
            grammar,
            lemmas,
            stances,
            quoted: quotations::inside(document),
            marks,
            frame,
            clauses: (0..count).map(|token| clause(grammar, token)).collect(),
            looks: vec![0; count],
            cues: vec![0; count],
            sure_beside: [vec![None; count], vec![None; count]],
            paragraphs: (0..count)
                .map(|token| document.paragraph_of(token) as u32)
                .collect(),
        }
    }

    /// Notes how surely each token looks like a cue by itself, 0 to 7.
    pub fn set_first_looks(&mut self, looks: Vec<u8>) {
        self.looks = looks;
    }

    /// Whether a second look can make `token` a cue: by itself it is no hopeless case.
    pub fn deserves_second_look(&self, token: TokenIndex) -> bool {
        self.looks[token] > 0
    }

    /// Notes how surely each token is a cue, 0 to 3.
    pub fn set_cues(&mut self, cues: Vec<u8>) {
        let [before, behind] = &mut self.sure_beside;
        let mut last = None;
        for (token, before) in before.iter_mut().enumerate() {
            *before = last;
            last = if cues[token] >= SURE { Some(token) } else { last };
        }
        last = None;
        for (token, behind) in behind.iter_mut().enumerate().rev() {
            *behind = last;
            last = if cues[token] >= SURE { Some(token) } else { last };
        }
        self.cues = cues;
    }

    /// Whether `token` stands inside quotation marks.
    pub fn is_quoted(&self, token: TokenIndex) -> bool {
        self.quoted[token]
    }

    /// Of every token, whether it stands inside quotation marks.
    pub fn quoted(&self) -> &[bool] {
        &self.quoted
    }

    /// The tokens that may be arguments of a cue at `head`: those of its paragraph within reach.
    pub fn window(&self, head: TokenIndex) -> Range<TokenIndex> {
        let tokens = &self.document.paragraphs()[self.document.paragraph_of(head)].tokens;
        tokens.start.max(head.saturating_sub(REACH.0))..tokens.end.min(head + REACH.1 + 1)
    }

    /// Whether `token` can be the head of a cue at all.
    pub fn may_be_cue(&self, token: TokenIndex) -> bool {
        may_be_cue(self.grammar.tag(token))
    }

    fn near(&self, token: TokenIndex, offset: isize) -> Option<TokenIndex> {
        let place = token.checked_add_signed(offset)?;
        (self.paragraphs.get(place)? == &self.paragraphs[token]).then_some(place)
    }

    fn word(&self, token: TokenIndex, offset: isize) -> u64 {
        self.near(token, offset)
            .map_or(OUTSIDE, |place| self.document.form(place).lower)
    }

    fn tag(&self, token: TokenIndex, offset: isize) -> u64 {
        self.near(token, offset)
            .map_or(63, |place| self.grammar.tag(place) as u64)
    }

    fn quote(&self, token: TokenIndex, offset: isize) -> u64 {
        self.near(token, offset).map_or(3, |place| {
            u64::from(self.quoted[place]) | u64::from(self.marks[place] == Mark::Quote) << 1
        })
    }
}

/// The nearest word from `token` upwards that heads a clause; not the very one where the tree is steep.
fn clause(grammar: &Grammar, token: TokenIndex) -> TokenIndex {
    use Relation::{Acl, AclRelcl, Advcl, Ccomp, Conj, Csubj, Parataxis, Xcomp};
    let mut place = token;
    for _ in 0..CLAUSE_REACH {
        let heads_one = match grammar.relation(place) {
            Acl | AclRelcl | Advcl | Ccomp | Csubj | Parataxis | Xcomp => true,
            Conj => grammar.tag(place).is_verb(),
            _ => false,
        };
        match grammar.head(place) {
            Some(head) if !heads_one => place = head,
            _ => break,
        }
    }
    place
}

/// Whether a word of this part of speech can be the head of a cue at all.
pub fn may_be_cue(tag: Tag) -> bool {
    use Tag::{Colon, Hyph, In, Jj, Nfp, Nn, Nns, Rb, Vb, Vbd, Vbg, Vbn, Vbp, Vbz};
    matches!(
        tag,
        Colon | Hyph | In | Jj | Nfp | Nn | Nns | Rb | Vb | Vbd | Vbg | Vbn | Vbp | Vbz
    )
}

fn bucket(distance: usize) -> u64 {
    match distance {
        0..=3 => distance as u64,
        4..=5 => 4,
        6..=8 => 5,
        9..=14 => 6,
        15..=25 => 7,
        26..=45 => 8,
        _ => 9,
    }
}
