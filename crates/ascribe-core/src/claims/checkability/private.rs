//! What goes on inside a speaker, or in his private life.

use super::senses;
use crate::claims::statement::Statement;
use crate::document::TokenIndex;
use crate::english::claim_words::CheckSense;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;

/// *I was terrified*, *they are heartbroken*, *I have tea with my sister*, *families feared the worst*, *I would
/// rather see it fixed*.
///
/// Not: *I saw two lorries leave* (others could have seen them), *Mr Doyle believes that …* (an attribution: what he believes is
/// the claim).
pub(super) fn is_private(statement: &Statement<'_>) -> bool {
    let verb = statement.predicate;
    let word = senses(statement, verb);
    let feels = !statement.tag(verb).is_noun() && {
        let as_adjective = statement
            .english
            .claim_words
            .checks
            .of(&statement.document.word(verb).to_ascii_lowercase(), Tag::Jj);
        as_adjective.has(CheckSense::Feeling as usize)
    };
    let becomes = statement
        .child(Relation::Xcomp)
        .is_some_and(|child| senses(statement, child).has(CheckSense::Feeling as usize));
    // *Reserves are exhausted*: what is no person feels nothing.
    let animate = statement.subject.is_none_or(|subject| {
        statement.subject_acts()
            || !statement.tag(subject).is_noun()
                && !statement.is(subject, &["it", "this", "that", "which", "there"])
    });
    let prefers = statement.has_modal(&["would", "'d", "’d"])
        && statement.children().any(|child| statement.is(child, &["rather"]));
    if prefers {
        return true;
    }
    if animate
        && (feels
            && (statement.is_copular()
                || statement.is_passive()
                || statement.grammar.child(verb, Relation::AuxPass).is_some())
            || becomes)
    {
        return true;
    }
    let inner = statement.tag(verb).is_verb() && word.has(CheckSense::Inner as usize);
    if statement.is_first_person() && !statement.chain.is_empty() || is_own(statement) {
        let home = statement.tokens().any(|token| {
            statement.tag(token).is_noun()
                && senses(statement, token).has(CheckSense::Private as usize)
                && is_mine(statement, token)
        });
        return inner || home;
    }
    inner
        && statement
            .subject
            .is_some_and(|subject| statement.tag(subject).is_noun() || statement.tag(subject) == Tag::Prp)
        && statement.is(
            verb,
            &[
                "fear", "feared", "fears", "love", "loved", "loves", "hate", "hated", "hates",
            ],
        )
}

/// Whether the subject is the speaker's own: *my grandmother*.
fn is_own(statement: &Statement<'_>) -> bool {
    statement.subject.is_some_and(|subject| {
        statement
            .grammar
            .children(subject)
            .any(|child| statement.is(child, &["my", "our"]))
            && senses(statement, subject).has(CheckSense::Private as usize)
    }) || statement.is_first_person() && statement.chain.is_empty()
}

fn is_mine(statement: &Statement<'_>, noun: TokenIndex) -> bool {
    let possessed = statement.grammar.children(noun).any(|child| {
        statement.grammar.relation(child) == Relation::NmodPoss
            && statement.is(child, &["my", "our", "his", "her"])
    });
    possessed || statement.grammar.child(noun, Relation::Det).is_none()
}
