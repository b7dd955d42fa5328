//! What the store need not keep: sessions that ended, and answers kept for requests that were not sent again.

use serde_json::json;

use super::records::{Answered, Session};
use super::{Store, StoreError};

/// How long an answer is kept for its request to be sent again.
pub const ANSWERS_SECONDS: i64 = 24 * 60 * 60;

/// Takes away what has expired at `now` (seconds since 1970), and says how much that was.
///
/// # Errors
/// If the store cannot be written.
pub async fn forget_expired(store: &Store, now: i64) -> Result<usize, StoreError> {
    let mut all = 0;
    loop {
        let some = some_expired(store, now).await?;
        all += some;
        if some == 0 {
            return Ok(all);
        }
    }
}

/// A bounded number, so that no writer has to wait long.
async fn some_expired(store: &Store, now: i64) -> Result<usize, StoreError> {
    store
        .writer()
        .write(move |turn| {
            Box::pin(async move {
                let sql =
                    "SELECT digest, person, created, expires FROM session WHERE expires <= $1 LIMIT 100";
                let sessions = turn.all::<Session>(sql, &[now.into()]).await?;
                let sql =
                    "SELECT actor, key, request, answer, created FROM answered WHERE created <= $1 LIMIT 100";
                let answers = turn
                    .all::<Answered>(sql, &[(now - ANSWERS_SECONDS).into()])
                    .await?;
                for session in &sessions {
                    turn.delete(session).await?;
                }
                for answer in &answers {
                    turn.delete(answer).await?;
                }
                let count = sessions.len() + answers.len();
                if count > 0 {
                    let detail = json!({ "sessions": sessions.len(), "answers": answers.len() });
                    turn.log("ascribe", "expired", "store", &detail).await?;
                }
                Ok::<usize, StoreError>(count)
            })
        })
        .await?
}
