//! What the store holds: one record a table.

use std::sync::LazyLock;

use super::StoreError;
use super::connection::Row;
use super::values::{Field, Kind, Record, Statements, Table, Value, records};

records! {
    /// What the newsroom decided, in an order in which rows can be added: what others point to stands first.
    fn tables;

    /// Somebody who may sign in.
    Person in "person", key 1 {
        /// The name to sign in with.
        name: String,
        /// `viewer`, `editor` or `admin`.
        role: String,
        /// Salt and Argon2id of the password, in hexadecimal digits.
        password: String,
        /// When the person was added.
        created: String,
    }

    /// A key for a program that acts for a person.
    Token in "token", key 1 {
        /// The part of the key that may be shown.
        id: String,
        /// Whose rights it has, at most.
        person: String,
        /// What it is for, in the words of whoever made it.
        purpose: String,
        /// What it may do, with spaces between.
        scopes: String,
        /// SHA-256 of the secret part.
        digest: String,
        /// When it was made.
        created: String,
    }

    /// A browser that is signed in.
    Session in "session", key 1 {
        /// SHA-256 of the cookie.
        digest: String,
        /// Who is signed in.
        person: String,
        /// When it began.
        created: String,
        /// When it ends, in seconds since 1970.
        expires: i64,
    }

    /// An article; its text stands in its revisions.
    Article in "article", key 1 {
        /// Its number.
        id: i64,
        /// Its title.
        title: String,
        /// Where it is published.
        url: Option<String>,
        /// What the newsroom's own system calls it.
        external_id: Option<String>,
        /// The number of the newest revision.
        latest: i64,
        /// When it came in.
        created: String,
        /// When its newest revision came in.
        updated: String,
    }

    /// One state of an article, never changed.
    Revision in "revision", key 2 {
        /// The article.
        article: i64,
        /// 1 for the first.
        number: i64,
        /// The day of publication.
        published: Option<String>,
        /// The text.
        text: String,
        /// The record of all its claims, as the core writes it.
        record: String,
        /// Who sent it.
        author: String,
        /// When it came in.
        created: String,
    }

    /// Where a claim of a revision stands in review.
    Review in "review", key 3 {
        /// The article.
        article: i64,
        /// The revision that the claim stands in.
        revision: i64,
        /// The claim.
        claim: String,
        /// Counts every change; the ETag.
        version: i64,
        /// One of the guidelines' states.
        state: String,
        /// The verdict on what was said.
        said: Option<String>,
        /// The verdict on the world.
        world: Option<String>,
        /// Why.
        note: Option<String>,
        /// Links, as a JSON array.
        evidence: String,
        /// Who is to do it.
        assignee: Option<String>,
        /// How much is at stake.
        severity: String,
        /// Higher comes first in the queue.
        urgency: i64,
        /// Why it is urgent, as a JSON array of codes.
        reasons: String,
        /// What changed since it was decided, as a JSON array of edits.
        edits: String,
        /// Who decided first where a second person has to.
        first: Option<String>,
        /// Its words, for the queue.
        text: String,
        /// When it changed last.
        updated: String,
    }

    /// What a review was after one change of it; never changed itself.
    Decision in "decision", key 4 {
        /// The article.
        article: i64,
        /// The revision.
        revision: i64,
        /// The claim.
        claim: String,
        /// The version that it made.
        version: i64,
        /// When.
        at: String,
        /// Who.
        actor: String,
        /// `decided`, `assigned`, `undone`, `kept`, `reopened`, `orphaned`.
        action: String,
        /// The version that an undo goes back to; 0 if there is none.
        base: i64,
        /// State, verdicts, note, evidence, assignee, as a JSON object.
        snapshot: String,
    }

    /// A remark on a claim, or on an article where there is no claim.
    Comment in "remark", key 1 {
        /// Its number.
        id: i64,
        /// The article.
        article: i64,
        /// The claim.
        claim: Option<String>,
        /// Who wrote it.
        author: String,
        /// When.
        created: String,
        /// What.
        text: String,
    }

    /// The answer to a request that may be sent again.
    Answered in "answered", key 2 {
        /// Who sent it.
        actor: String,
        /// Its Idempotency-Key.
        key: String,
        /// SHA-256 of method, path and body.
        request: String,
        /// The answer, as JSON.
        answer: String,
        /// When, in seconds since 1970.
        created: i64,
    }
}

records! {
    /// The log and its end, which say of every other table what it holds.
    fn log_tables;

    /// A row of the log.
    Logged in "audit", key 1 {
        /// Its number; there is no gap.
        seq: i64,
        /// When.
        at: String,
        /// Who.
        actor: String,
        /// What was done.
        action: String,
        /// To what.
        subject: String,
        /// More about it, as a JSON object; never a word of an article.
        detail: String,
        /// The rows that were written, each with the SHA-256 of what it holds now, as a JSON array.
        written: String,
        /// SHA-256 of the hash before and the rest of this row.
        hash: String,
    }

    /// The end of the log.
    Head in "head", key 1 {
        /// Always 1.
        id: i64,
        /// The number of the newest row.
        seq: i64,
        /// Its hash.
        hash: String,
    }
}
