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
    let document = &text.revision.document;
    let named = |word: &Word| {
        let span = document.tokens()[word.token].span;
        let mut entities = claim.entities.iter();
        entities.find(|entity| entity.span.overlaps(span))
    };
    // *was attacked **by Roe***; not *was hit **by missiles**, the mayor said*
    let by = |from: usize| {
        let is_by = |at: &usize| text.word(&words[*at]).eq_ignore_ascii_case("by");
        let Some(by) = (from..words.len()).find(is_by) else {
            return false;
        };
        let together = words[by..]
            .windows(2)
            .take_while(|pair| pair[1].token == pair[0].token + 1);
        together
            .take(FAR)
            .any(|pair| named(&pair[1]).is_some_and(|entity| somebody(entity.kind)))
    };
    if is_reproached(text, claim, words, &|word| named(word).is_some()) {
        return true;
    }
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

/// Whoever has done it is named in so many words.
const FAR: usize = 8;

/// Whether somebody is said to accuse another one by name, a country as well: *Orla **accuses Hale** of cheating*.
fn is_reproached(text: &Text<'_>, claim: &Claim, words: &[Word], is_named: &dyn Fn(&Word) -> bool) -> bool {
    // *was wrong **to accuse Roe***
    let accuses =
        |token: usize| &*text.lemma(token) == "accuse" && text.revision.grammar.tag(token) != Tag::Vb;
    let mut chain = claim.attributions.iter();
    let by_cue = chain.any(|&number| {
        let cue = text.revision.attributions[number].cue.span;
        text.revision.document.tokens_in(cue).any(accuses)
    });
    let mut pairs = words.windows(2);
    by_cue && words.first().is_some_and(is_named)
        || pairs.any(|pair| accuses(pair[0].token) && is_named(&pair[1]))
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
