//! What somebody is on record for having called something, or called for.
//!
//! *Ms Roe **called** the plan fanciful*, *The union **called for** talks*.
//!
//! Not: *Ms Roe called the police* (nothing is said of them), *The club called up a striker*.

use super::news::is_headline;
use crate::claims::statement::Statement;
use crate::grammar::relation::Relation;
use crate::vocabulary::Reason;

/// Whether it tells that somebody called something by a name, or for something.
pub(super) fn calls(statement: &Statement<'_>, _: Reason) -> bool {
    statement.act.is_some()
        && &*statement.lemma(statement.predicate) == "call"
        && statement.child(Relation::CompoundPrt).is_none()
        && (statement.is_past() || statement.has_auxiliary(&["has", "have"]))
        && !is_headline(statement)
}
