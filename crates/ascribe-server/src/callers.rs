//! Who called lately, so that not every request of a program has to ask the store for its token.
//!
//! What is known is forgotten at once when this server changes a person, token or session, and after a second in any
//! case: another server on the same database, or the command line, may have changed one.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use sha2::{Digest as _, Sha256};

use crate::access::Caller;
use crate::accounts;
use crate::store::{Store, StoreError};

/// How long a caller is known without asking again.
pub const KNOWN: Duration = Duration::from_secs(1);
/// How many are known at the same time.
const MOST: usize = 1024;

/// What a request shows for who sends it.
#[derive(Clone, Copy)]
pub enum Shown<'a> {
    /// A program's key.
    Key(&'a str),
    /// The cookie of a browser that is signed in.
    Cookie(&'a str),
    /// Nothing, on a server where nobody can sign in.
    Nothing,
}

/// Who is known by what was shown, of which only the SHA-256 is kept.
#[derive(Default)]
pub struct Callers(Mutex<HashMap<[u8; 32], Known>>);

struct Known {
    caller: Caller,
    since: Instant,
    /// How often people had changed when the store was asked.
    changes: u64,
}

impl Callers {
    /// Who shows this, if it is somebody.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub async fn who(&self, store: &Store, shown: Shown<'_>) -> Result<Option<Caller>, StoreError> {
        let by = digest(shown);
        // Counted before the store is asked: what changes meanwhile is asked for again.
        let changes = store.writer().changes_of_people();
        if let Some(known) = self.known().get(&by)
            && known.changes == changes
            && known.since.elapsed() < KNOWN
        {
            return Ok(Some(known.caller.clone()));
        }
        let since = Instant::now();
        let caller = match shown {
            Shown::Key(key) => accounts::bearer(store, key).await?,
            Shown::Cookie(cookie) => accounts::signed_in(store, cookie).await?,
            Shown::Nothing => accounts::nobody(store).await?.then(Caller::local),
        };
        if let Some(caller) = &caller {
            let mut known = self.known();
            if known.len() >= MOST {
                known.retain(|_, known| known.since.elapsed() < KNOWN);
            }
            if known.len() < MOST {
                let caller = caller.clone();
                known.insert(
                    by,
                    Known {
                        caller,
                        since,
                        changes,
                    },
                );
            }
        }
        Ok(caller)
    }

    fn known(&self) -> std::sync::MutexGuard<'_, HashMap<[u8; 32], Known>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn digest(shown: Shown<'_>) -> [u8; 32] {
    let (kind, secret) = match shown {
        Shown::Key(key) => ("key", key),
        Shown::Cookie(cookie) => ("cookie", cookie),
        Shown::Nothing => ("", ""),
    };
    let mut hasher = Sha256::new();
    hasher.update(kind);
    hasher.update([0]);
    hasher.update(secret);
    hasher.finalize().into()
}
