//! Articles that were read lately, so that they need not be read again.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use ascribe_core::attribution::label::Labeller;
use ascribe_core::english::English;
use ascribe_core::revision::{Reading, Revision};

use super::{Article, LONGEST_ARTICLE};

/// Articles read lately, the last one at the end: the state before is compared with each that comes, and with those that
/// somebody looks at after.
#[derive(Default)]
pub(super) struct Recent(Mutex<VecDeque<Arc<Revision>>>);

/// How many articles are held read, some two megabytes each.
const RECENT: usize = 16;

impl Recent {
    /// The article as it was read lately, or read now.
    pub(super) fn read(&self, article: &Article, labeller: &'static dyn Labeller) -> Arc<Revision> {
        let known = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let same = |read: &&Arc<Revision>| {
            read.engine == labeller.name()
                && read.published == article.published
                && read.document.text() == article.text
        };
        if let Some(read) = known().iter().find(same) {
            return Arc::clone(read);
        }
        let reading = Reading {
            published: article.published,
            labeller,
        };
        let read = Arc::new(Revision::read(English::built_in(), &article.text, &reading));
        if article.text.len() <= LONGEST_ARTICLE {
            let mut known = known();
            known.push_back(Arc::clone(&read));
            if known.len() > RECENT {
                known.pop_front();
            }
        }
        read
    }
}
