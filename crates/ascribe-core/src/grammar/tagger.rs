//! Parts of speech by a greedy averaged perceptron, left to right (Collins 2002).
//!
//! Words that are always the same (*the*, *of*, *percent*) have their tag by heart: the model lists them, which halves the
//! work.

use super::parser::mark;
use super::tag::Tag;
use crate::english::model::{Table, feature, highest, mix};
use crate::form::Form;

/// Name of the feature set; changes whenever [`features`] does.
pub const FEATURES: &str = "tagger-2";

/// Weights a row: one a tag, one unused.
pub const WIDTH: usize = 52;

/// Stands for the words outside the sentence.
const OUTSIDE: u64 = 0x0F0F_5A5A;

/// The features of the word at `at` of a sentence, given the tags of the two words before it.
pub fn features(forms: &[Form], at: usize, before: [u64; 2], out: &mut Vec<u64>) {
    let form = |offset: isize| at.checked_add_signed(offset).and_then(|place| forms.get(place));
    let lower = |offset| form(offset).map_or(OUTSIDE, |form| form.lower);
    let here = &forms[at];
    let [previous, earlier] = before;
    out.clear();
    out.extend([
        feature(1, here.lower),
        feature(2, here.word),
        feature(3, here.suffix),
        feature(4, here.ending),
        feature(5, mix(here.shape, u64::from(at == 0))),
        feature(6, lower(-1)),
        feature(7, lower(-2)),
        feature(8, lower(1)),
        feature(9, lower(2)),
        feature(10, previous),
        feature(11, mix(previous, earlier)),
        feature(12, mix(previous, here.lower)),
        feature(13, form(-1).map_or(OUTSIDE, |form| form.suffix)),
        feature(14, form(1).map_or(OUTSIDE, |form| form.suffix)),
        feature(15, mix(here.lower, lower(1))),
        feature(16, mix(here.suffix, form(1).map_or(OUTSIDE, |form| form.shape))),
        feature(17, mix(previous, here.suffix)),
    ]);
}

/// The feature that carries the tag of a word that always has the same: its row is highest at that tag.
pub fn certain(form: &Form) -> u64 {
    feature(30, form.word)
}

/// A sentence on the way to its tags.
#[derive(Clone, Debug, Default)]
pub struct Tagging {
    tags: Vec<Tag>,
}

impl Tagging {
    /// Starts a sentence.
    pub fn begin(&mut self, table: &Table<WIDTH>, forms: &[Form]) {
        self.tags = Vec::with_capacity(forms.len());
        for form in forms {
            table.fetch(&[certain(form)]);
        }
    }

    /// Goes on to the next word that is not always the same, lists its features and has their rows fetched; `false` when every word
    /// has its tag.
    pub fn ask(&mut self, table: &Table<WIDTH>, forms: &[Form], list: &mut Vec<u64>) -> bool {
        while let Some(form) = forms.get(self.tags.len()) {
            let Some(tag) = table.highest(certain(form)) else {
                let tag = |back: usize| {
                    let place = self.tags.len().checked_sub(back);
                    place.map_or(OUTSIDE, |place| self.tags[place] as u64)
                };
                features(forms, self.tags.len(), [tag(1), tag(2)], list);
                table.fetch(list);
                return true;
            };
            self.tags.push(Tag::ALL[tag]);
        }
        false
    }

    /// Tags the word that was asked for last.
    pub fn choose(&mut self, table: &Table<WIDTH>, forms: &[Form], list: &[u64]) {
        let mut scores = table.scores(list);
        let mut best = Tag::ALL[highest(&scores[..Tag::ALL.len()])];
        if forms[self.tags.len()].is_word && mark(best).is_some() {
            // *before 6 **a.m.***: a word that ends a sentence is no full stop.
            for (score, &tag) in scores.iter_mut().zip(Tag::ALL) {
                if mark(tag).is_some() {
                    *score = i32::MIN;
                }
            }
            best = Tag::ALL[highest(&scores[..Tag::ALL.len()])];
        }
        self.tags.push(best);
    }

    /// The tags so far.
    pub fn tags(&self) -> &[Tag] {
        &self.tags
    }
}

/// Tags one sentence.
pub fn tag(table: &Table<WIDTH>, forms: &[Form]) -> Vec<Tag> {
    let (mut tagging, mut list) = (Tagging::default(), Vec::with_capacity(20));
    tagging.begin(table, forms);
    while tagging.ask(table, forms, &mut list) {
        tagging.choose(table, forms, &list);
    }
    tagging.tags
}

/// What stands for the tags before the first word.
pub const START: [u64; 2] = [OUTSIDE; 2];
