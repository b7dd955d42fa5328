//! Dependency trees by greedy arc-hybrid transitions (Kuhlmann, Gómez-Rodríguez & Satta 2011), with features after Zhang
//! & Nivre (2011). One model chooses the transition, another names the relation of each new arc.
//!
//! Punctuation marks take no part in the transitions: they are properties of the gaps between words (Ma, Zhang & Zhu
//! 2014), and are hung into the finished tree by rule (`punctuation.rs`).

mod features;

use super::Models;
use super::relation::Relation;
use super::tag::Tag;
use crate::english::model::highest;
use crate::form::Form;

/// Name of the feature sets; changes whenever [`State::action_features`] or [`State::relation_features`] does.
pub const FEATURES: &str = "parser-2";

/// Weights a row of the model that chooses transitions: one an [`Action`], one unused.
pub const ACTIONS: usize = 4;

/// Weights a row of the model that names relations.
pub const RELATIONS: usize = 48;

/// No word; the head of a root.
pub const NONE: u32 = u32::MAX;

/// A step of the parser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// The next word goes onto the stack.
    Shift,
    /// The top of the stack depends on the next word.
    Left,
    /// The top of the stack depends on the one below it.
    Right,
}

impl Action {
    /// Every action; the position of each is its weight's.
    pub const ALL: [Action; 3] = [Action::Shift, Action::Left, Action::Right];
}

/// The words of one sentence, without its punctuation marks.
#[derive(Clone, Debug, Default)]
pub struct Sentence {
    words: Vec<Word>,
    tokens: Vec<u32>,
}

/// What the features see of a word.
#[derive(Clone, Copy, Debug)]
struct Word {
    lower: u64,
    suffix: u64,
    tag: u8,
    /// The set of marks between the word before and this one.
    gap: u8,
    /// How many gaps so far had a comma, and how many a quotation mark; only differences count.
    commas: u8,
    quotes: u8,
}

/// Stands for words outside the sentence.
const OUTSIDE: Word = Word {
    lower: 7,
    suffix: 7,
    tag: 63,
    gap: 0,
    commas: 0,
    quotes: 0,
};

impl Sentence {
    /// Takes the words of another sentence.
    pub fn fill(&mut self, forms: &[Form], tags: &[Tag]) {
        self.words.clear();
        self.tokens.clear();
        let (mut gap, mut commas, mut quotes) = (0, 0u8, 0u8);
        for (token, (form, &tag)) in forms.iter().zip(tags).enumerate() {
            if let Some(mark) = mark(tag) {
                gap |= 1 << mark;
                continue;
            }
            commas = commas.wrapping_add(gap & 1);
            quotes = quotes.wrapping_add(u8::from(gap & 0b11_0000 != 0));
            self.tokens.push(token as u32);
            self.words.push(Word {
                lower: form.lower,
                suffix: form.suffix,
                tag: tag as u8,
                gap,
                commas,
                quotes,
            });
            gap = 0;
        }
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there is none: a line of dashes.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The number that each word has among all tokens of the sentence.
    pub fn tokens(&self) -> &[u32] {
        &self.tokens
    }

    fn word(&self, word: u32) -> &Word {
        self.words.get(word as usize).unwrap_or(&OUTSIDE)
    }

    fn tag(&self, word: u32) -> u64 {
        u64::from(self.word(word).tag)
    }

    /// Commas (to 3) and whether a quotation mark stands between two words.
    fn between(&self, left: u32, right: u32) -> u64 {
        let (left, right) = (self.word(left), self.word(right));
        let commas = right.commas.wrapping_sub(left.commas).min(3);
        let quotes = right.quotes != left.quotes;
        u64::from(commas) | u64::from(quotes) << 2
    }
}

/// The kind of a punctuation mark, 0 to 7, and none for a word.
pub fn mark(tag: Tag) -> Option<u8> {
    Some(match tag {
        Tag::Comma => 0,
        Tag::Stop => 1,
        Tag::Colon => 2,
        Tag::Hyph | Tag::Nfp => 3,
        Tag::OpenQuote => 4,
        Tag::CloseQuote => 5,
        Tag::LeftBracket => 6,
        Tag::RightBracket => 7,
        _ => return None,
    })
}

/// A half-built tree.
#[derive(Clone, Debug, Default)]
pub struct State {
    stack: Vec<u32>,
    next: u32,
    length: u32,
    heads: Vec<u32>,
    relations: Vec<u8>,
    /// Outermost children to the left and right of each word, and the ones before them.
    outer: Vec<[u32; 4]>,
    counts: Vec<[u8; 2]>,
    /// The set of relations of each word's children.
    frames: Vec<u64>,
}

impl State {
    /// Makes it the empty tree over `length` words.
    pub fn reset(&mut self, length: usize) {
        self.stack.clear();
        self.next = 0;
        self.length = length as u32;
        self.heads.clear();
        self.heads.resize(length, NONE);
        self.relations.clear();
        self.relations.resize(length, Relation::Root as u8);
        self.outer.clear();
        self.outer.resize(length, [NONE; 4]);
        self.counts.clear();
        self.counts.resize(length, [0; 2]);
        self.frames.clear();
        self.frames.resize(length, 0);
    }

    /// Whether every word but the root has its head.
    pub fn is_finished(&self) -> bool {
        self.next == self.length && self.stack.len() <= 1
    }

    /// Whether `action` can be taken now.
    pub fn allows(&self, action: Action) -> bool {
        match action {
            Action::Shift => self.next < self.length,
            Action::Left => self.next < self.length && !self.stack.is_empty(),
            Action::Right => self.stack.len() >= 2,
        }
    }

    /// The action that can be taken where there is no choice: with nothing on the stack, or nothing left to come.
    fn only_action(&self) -> Option<Action> {
        if self.stack.is_empty() {
            Some(Action::Shift)
        } else if self.next == self.length {
            Some(Action::Right)
        } else {
            None
        }
    }

    /// The word on top of the stack, the one below it, and the next one.
    pub fn focus(&self) -> (Option<usize>, Option<usize>, Option<usize>) {
        let at = |depth: usize| {
            self.stack
                .len()
                .checked_sub(depth)
                .map(|place| self.stack[place] as usize)
        };
        (
            at(1),
            at(2),
            (self.next < self.length).then_some(self.next as usize),
        )
    }

    /// All words on the stack, the top last.
    pub fn stack(&self) -> &[u32] {
        &self.stack
    }

    /// The head of each word, `u32::MAX` while it has none.
    pub fn heads(&self) -> &[u32] {
        &self.heads
    }

    /// The number of the relation of each word.
    pub fn relations(&self) -> &[u8] {
        &self.relations
    }

    /// Takes an action; gives the new arc as (head, dependent) unless it was a shift.
    pub fn take(&mut self, action: Action) -> Option<(usize, usize)> {
        if action == Action::Shift {
            self.stack.push(self.next);
            self.next += 1;
            return None;
        }
        let dependent = self.stack.pop()?;
        let head = if action == Action::Left {
            self.next
        } else {
            *self.stack.last()?
        };
        self.heads[dependent as usize] = head;
        let side = usize::from(action == Action::Right);
        let outer = &mut self.outer[head as usize];
        outer[side + 2] = outer[side];
        outer[side] = dependent;
        let count = &mut self.counts[head as usize][side];
        *count = count.saturating_add(1).min(7);
        Some((head as usize, dependent as usize))
    }

    /// Names the relation of the arc to `dependent`.
    pub fn relate(&mut self, dependent: usize, relation: u8) {
        self.relations[dependent] = relation;
        let head = self.heads[dependent];
        if head != NONE {
            self.frames[head as usize] |= 1 << relation;
        }
    }
}

/// A sentence on the way to its tree.
#[derive(Clone, Debug, Default)]
pub struct Parse {
    sentence: Sentence,
    state: State,
    /// The arc, as (head, dependent), whose relation is to be named next.
    arc: Option<(usize, usize)>,
}

impl Parse {
    /// Takes another sentence.
    pub fn begin(&mut self, forms: &[Form], tags: &[Tag]) {
        self.sentence.fill(forms, tags);
        self.state.reset(self.sentence.len());
        self.arc = None;
    }

    /// Goes on to the next choice, lists its features and has their rows fetched; `false` when the tree is finished.
    pub fn ask(&mut self, models: &Models, list: &mut Vec<u64>) -> bool {
        while self.arc.is_none() {
            if self.state.is_finished() {
                return false;
            }
            let Some(action) = self.state.only_action() else {
                self.state.action_features(&self.sentence, list);
                models.actions.fetch(list);
                return true;
            };
            self.arc = self.state.take(action);
        }
        if let Some((head, dependent)) = self.arc {
            self.state
                .relation_features(&self.sentence, head, dependent, list);
            models.relations.fetch(list);
        }
        true
    }

    /// Makes the choice that was asked for last.
    pub fn choose(&mut self, models: &Models, list: &[u64]) {
        if let Some((_, dependent)) = self.arc.take() {
            let best = highest(&models.relations.scores(list)[..Relation::ALL.len()]);
            self.state.relate(dependent, best as u8);
            return;
        }
        let scores = models.actions.scores(list);
        let allowed = Action::ALL
            .into_iter()
            .filter(|&action| self.state.allows(action));
        let best = allowed
            .max_by_key(|&action| (scores[action as usize], -(action as isize)))
            .unwrap_or(Action::Shift);
        self.arc = self.state.take(best);
    }

    /// Each word with its head and relation, as numbers of tokens; a root has [`NONE`].
    pub fn arcs(&self) -> impl Iterator<Item = (u32, u32, Relation)> {
        let tokens = self.sentence.tokens();
        let found = self.state.heads().iter().zip(self.state.relations());
        tokens.iter().zip(found).map(|(&token, (&head, &relation))| {
            let head = if head == NONE { NONE } else { tokens[head as usize] };
            (token, head, Relation::ALL[usize::from(relation)])
        })
    }
}
