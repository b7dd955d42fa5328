//! Whether a claim accuses somebody whom it names.

use super::words::{Text, Word};
use crate::claims::Claim;
use crate::grammar::tag::Tag;
use crate::vocabulary::EntityKind;

/// It harms somebody whom it names; a place or a day is nobody: *eight people were killed in Houston*. Whoever has suffered it is not
/// accused: *Roe was attacked at home*.
pub(super) fn is_accusation(text: &Text<'_>, claim: &Claim, words: &[Word]) -> bool {
    let somebody = |kind: EntityKind| {
        matches!(
            kind,
            EntityKind::Person | EntityKind::Organisation | EntityKind::Office
        )
    };
    let changes = &text.english.changes;
    let by = |from: usize| {
        words[from..]
            .iter()
            .any(|word| text.word(word).eq_ignore_ascii_case("by"))
    };
    let harms = words.iter().enumerate().any(|(at, word)| {
        let written = text.word(word);
        let suffered =
            changes.suffered.contains(written) && text.revision.grammar.tag(word.token) == Tag::Vbn;
        changes.accusation.contains(written)
            && (!suffered || by(at))
            && !is_subject_matter(text, word, words.get(at + 1))
            && !lies_somewhere(text, word, words.get(at + 1))
    });
    harms && claim.entities.iter().any(|entity| somebody(entity.kind))
}

/// Whether somebody or something lies in a place: *the king **lying in** state*; not *lying to the court*.
fn lies_somewhere(text: &Text<'_>, word: &Word, next: Option<&Word>) -> bool {
    let place =
        next.is_some_and(|next| matches!(text.word(next), "at" | "beside" | "down" | "in" | "near" | "on"));
    place && text.word(word).eq_ignore_ascii_case("lying")
}

/// Whether a word of harm only says what something is about: *the **fraud** squad*, *an **abuse** law*; not ***fraud** charges*.
fn is_subject_matter(text: &Text<'_>, word: &Word, next: Option<&Word>) -> bool {
    let tag = |word: &Word| text.revision.grammar.tag(word.token);
    let charge = &text.english.changes.charge;
    let noun = next.filter(|next| next.token == word.token + 1 && matches!(tag(next), Tag::Nn | Tag::Nns));
    matches!(tag(word), Tag::Nn | Tag::Nns)
        && noun.is_some_and(|next| {
            !charge.contains(text.word(next)) && !matches!(text.word(next), "scandal" | "trial")
        })
}
