//! How the writer presents an attribution: the [`Stance`] of its cue, and whether it is negated.
//!
//! *has admitted* concedes, *issued a warning* asserts (light verbs have none of their own beside a noun that has), *was accused of* asserts
//! (the passive changes nothing), *did not deny* denies and is negated. *declined to say* declines, for the first verb with
//! a stance counts; *would not say* declines too and is not negated, for the phrase means just that; *not only said* is not
//! negated. Missed: negation before a cue in a clause of its own (*it is not true that she said*), irony.

use std::ops::Range;

use crate::document::{Document, TokenIndex};
use crate::english::English;
use crate::english::stances::Stances;
use crate::english::words::key;
use crate::grammar::Grammar;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::vocabulary::Stance;

/// What a cue's words say about the attribution as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Presentation {
    /// How the writer presents it.
    pub stance: Stance,
    /// *did not say that …*
    pub negated: bool,
}

/// The presentation of the attribution whose cue these tokens are.
///
/// A cue of unknown words, or of punctuation, is neutral.
pub fn of_cue(
    english: &English,
    document: &Document,
    grammar: &Grammar,
    cue: Range<TokenIndex>,
) -> Presentation {
    let cue = cue.start..cue.end.min(document.tokens().len());
    let stances = &english.stances;
    let mut verb = None;
    let mut noun = None;
    let mut other = None;
    let mut negated = false;
    let mut phrase_end = cue.start;
    for token in cue.clone() {
        if token < phrase_end {
            continue;
        }
        if let Some((stance, end)) = phrase(english, document, grammar, token..cue.end) {
            prefer(&mut verb, stance);
            phrase_end = end;
            continue;
        }
        if negates(document, grammar, token) {
            negated = !negated;
            continue;
        }
        let lemma = english.lemmas.lemma(document.word(token), grammar.tag(token));
        let key = key(&lemma);
        match grammar.tag(token) {
            tag if tag.is_verb() => {
                if stances.negating.by_key(key).is_some() && verb_follows(grammar, token + 1..cue.end) {
                    negated = !negated;
                } else if tag == Tag::Vbn && after_be(english, document, grammar, token, cue.start) {
                    // *is determined to*: a state, although *has determined* is an act.
                    let stance = stances.others.by_key(key_of_form(document, token));
                    if let Some(stance) = stance.or_else(|| stances.verbs.by_key(key)) {
                        prefer(&mut verb, stance);
                    }
                } else if let Some(stance) = stances.verbs.by_key(key) {
                    // *issued 14 warnings* announces, *issued a warning that* asserts.
                    let slot = if &*lemma == "issue" { &mut other } else { &mut verb };
                    prefer(slot, stance);
                } else if let Some(stance) = stances.nouns.by_key(key) {
                    prefer(&mut noun, stance);
                }
            }
            tag if tag.is_noun() => {
                if let Some(stance) = stances.nouns.by_key(key) {
                    prefer(&mut noun, stance);
                } else if let Some(stance) = stances.verbs.by_key(key) {
                    prefer(&mut other, stance);
                }
            }
            _ => {
                let verbal = || {
                    let verb = english.lemmas.lemma(&lemma, Tag::Vbn);
                    stances.verbs.get(&verb)
                };
                if let Some(stance) = stances.others.by_key(key).or_else(verbal) {
                    prefer(&mut other, stance);
                }
            }
        }
    }
    negated ^= negated_outside(document, grammar, &cue);
    Presentation {
        stance: verb.or(noun).or(other).unwrap_or(Stance::Neutral),
        negated,
    }
}

/// Whether any word of a cue says or thinks something: not *deepened faster*, *had traces of*.
pub fn is_known(english: &English, document: &Document, grammar: &Grammar, cue: &Range<TokenIndex>) -> bool {
    let stances = &english.stances;
    cue.clone().any(|token| {
        let lemma = english.lemmas.lemma(document.word(token), grammar.tag(token));
        let key = key(&lemma);
        stances.verbs.by_key(key).is_some()
            || stances.nouns.by_key(key).is_some()
            || stances.others.by_key(key).is_some()
            || stances.others.by_key(key_of_form(document, token)).is_some()
            || stances.negating.by_key(key).is_some()
            || phrase(english, document, grammar, token..cue.end).is_some()
    })
}

/// Keeps the first stance of a kind that says more than neutral.
fn prefer(kept: &mut Option<Stance>, stance: Stance) {
    if kept.is_none_or(|kept| kept == Stance::Neutral) {
        *kept = Some(stance);
    }
}

/// The longest listed phrase at the start of `tokens`, with the token after it.
pub fn phrase(
    english: &English,
    document: &Document,
    grammar: &Grammar,
    tokens: Range<TokenIndex>,
) -> Option<(Stance, TokenIndex)> {
    let mut beginning = None;
    let mut found = None;
    for token in tokens {
        let tag = grammar.tag(token);
        let lemma = english.lemmas.lemma(document.word(token), tag);
        let key = Stances::continued(beginning, &lemma);
        if let Some(complete) = english.stances.phrase(key) {
            beginning = Some(key);
            if let Some(stance) = complete {
                found = Some((stance, token + 1));
            }
        } else if beginning.is_none() || !passed_over(tag, &lemma) {
            break;
        }
    }
    found
}

/// Whether a word may stand between those of a phrase: *made [it] [very] clear*.
fn passed_over(tag: Tag, lemma: &str) -> bool {
    match tag {
        Tag::Rb => !matches!(lemma, "not" | "n't" | "never"),
        Tag::Dt => lemma != "no",
        Tag::Rbr | Tag::Rbs | Tag::Jj | Tag::PrpS => true,
        Tag::Prp => lemma == "it",
        _ => false,
    }
}

/// *not*, *never*, *no*, *without*; but *not only*.
fn negates(document: &Document, grammar: &Grammar, token: TokenIndex) -> bool {
    let word = document.word(token);
    let is = |words: &[&str]| words.iter().any(|other| word.eq_ignore_ascii_case(other));
    if is(&["no"]) {
        return grammar.tag(token) == Tag::Dt;
    }
    is(&[
        "not", "n't", "n’t", "never", "neither", "nor", "without", "hardly", "nobody",
    ]) && !document.tokens().get(token + 1).is_some_and(|next| {
        ["only", "just", "merely", "simply"]
            .iter()
            .any(|other| document.slice(next.span).eq_ignore_ascii_case(other))
    })
}

/// Whether a negation of the cue's main word stands outside the cue: *No official* has said.
fn negated_outside(document: &Document, grammar: &Grammar, cue: &Range<TokenIndex>) -> bool {
    let Some(head) = main_word(grammar, cue) else {
        return false;
    };
    grammar.children(head).any(|child| {
        if cue.contains(&child) || child > head {
            return false;
        }
        match grammar.relation(child) {
            Relation::Advmod | Relation::Cc | Relation::CcPreconj => {
                negates(document, grammar, child) && reaches(grammar, child, head)
            }
            Relation::Nsubj => {
                let word = document.word(child);
                ["nobody", "none", "no-one"]
                    .iter()
                    .any(|none| word.eq_ignore_ascii_case(none))
                    || grammar.children(child).next().is_some_and(|determiner| {
                        grammar.relation(determiner) == Relation::Det
                            && ["no", "neither"]
                                .iter()
                                .any(|no| document.word(determiner).eq_ignore_ascii_case(no))
                    })
            }
            _ => false,
        }
    })
}

/// Whether a negation stands with the verb, or in front of the subject with an auxiliary behind it: *never did he say*. Not: *but
/// **not** before May, he said*.
fn reaches(grammar: &Grammar, negation: TokenIndex, head: TokenIndex) -> bool {
    let subject = grammar
        .child(head, Relation::Nsubj)
        .filter(|&subject| negation < subject && subject < head);
    subject.is_none_or(|subject| (negation..subject).any(|token| grammar.relation(token) == Relation::Aux))
}

/// The token of the cue that all others of it depend on.
fn main_word(grammar: &Grammar, cue: &Range<TokenIndex>) -> Option<TokenIndex> {
    cue.clone()
        .find(|&token| grammar.head(token).is_none_or(|head| !cue.contains(&head)))
}

fn verb_follows(grammar: &Grammar, mut tokens: Range<TokenIndex>) -> bool {
    tokens.any(|token| grammar.tag(token).is_verb())
}

/// Whether the word before, adverbs left out, is a form of *be* in the cue.
fn after_be(
    english: &English,
    document: &Document,
    grammar: &Grammar,
    token: TokenIndex,
    start: TokenIndex,
) -> bool {
    (start..token)
        .rev()
        .find(|&before| grammar.tag(before) != Tag::Rb)
        .is_some_and(|before| &*english.lemmas.lemma(document.word(before), grammar.tag(before)) == "be")
}

/// The key of the word as it stands.
fn key_of_form(document: &Document, token: TokenIndex) -> u64 {
    key(document.word(token))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read;

    /// The presentation of a cue given as `word/TAG` items, all of which depend on the last verb or else the last word.
    fn cue(tagged: &str) -> Presentation {
        let words: Vec<(&str, Tag)> = tagged
            .split(' ')
            .map(|item| {
                let (word, tag) = item.rsplit_once('/').unwrap();
                (word, Tag::from_name(tag).unwrap())
            })
            .collect();
        let text: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let document = read::document(English::built_in(), &text.join(" "));
        assert_eq!(document.tokens().len(), words.len(), "{text:?}");
        let tags: Vec<Tag> = words.iter().map(|(_, tag)| *tag).collect();
        let root = tags
            .iter()
            .rposition(|tag| tag.is_verb())
            .unwrap_or(tags.len() - 1);
        let heads = vec![root as u32; tags.len()];
        let mut relations = vec![Relation::Dep; tags.len()];
        relations[root] = Relation::Root;
        let count = tags.len();
        let grammar = Grammar::new(tags, heads, relations);
        of_cue(English::built_in(), &document, &grammar, 0..count)
    }

    #[track_caller]
    fn check(tagged: &str, stance: Stance, negated: bool) {
        assert_eq!(cue(tagged), Presentation { stance, negated }, "{tagged}");
    }

    #[test]
    fn verbs_with_their_auxiliaries() {
        check("has/VBZ said/VBN", Stance::Neutral, false);
        check("previously/RB stated/VBD", Stance::Neutral, false);
        check("have/VBP repeatedly/RB warned/VBN", Stance::Assert, false);
        check("claiming/VBG", Stance::Distance, false);
        check("conceded/VBD", Stance::Concede, false);
        check("was/VBD accused/VBN of/IN", Stance::Assert, false);
        check("fears/VBZ", Stance::Believe, false);
        check("vowed/VBD", Stance::Intend, false);
        check("questioned/VBD", Stance::Ask, false);
    }

    #[test]
    fn negation_and_what_only_looks_like_it() {
        check("did/VBD not/RB say/VB", Stance::Neutral, true);
        check("has/VBZ never/RB denied/VBN", Stance::Deny, true);
        check("not/RB only/RB said/VBD", Stance::Neutral, false);
        check("failed/VBD to/TO mention/VB", Stance::Neutral, true);
        check("did/VBD not/RB fail/VB to/TO mention/VB", Stance::Neutral, false);
        check("made/VBD no/DT mention/NN of/IN", Stance::Neutral, true);
    }

    #[test]
    fn silence_is_declining_not_negation() {
        check("declined/VBD to/TO comment/VB", Stance::Decline, false);
        check("would/MD not/RB say/VB", Stance::Decline, false);
        check("did/VBD not/RB immediately/RB respond/VB", Stance::Decline, false);
        check("could/MD not/RB be/VB reached/VBN", Stance::Decline, false);
        check("had/VBD no/DT comment/NN", Stance::Decline, false);
    }

    #[test]
    fn phrases_before_their_words() {
        check("ruled/VBD out/RP", Stance::Deny, false);
        check("ruled/VBD", Stance::Announce, false);
        check("made/VBD it/PRP very/RB clear/JJ", Stance::Assert, false);
        check("pointed/VBD out/RP", Stance::Factive, false);
        check("pleaded/VBD not/RB guilty/JJ", Stance::Deny, false);
        check("pleaded/VBD guilty/JJ", Stance::Concede, false);
    }

    #[test]
    fn nouns_adjectives_prepositions_and_marks() {
        check("warnings/NNS from/IN", Stance::Assert, false);
        check("issued/VBD a/DT denial/NN", Stance::Deny, false);
        check("denial/NN of/IN", Stance::Deny, false);
        check("in/IN the/DT view/NN of/IN", Stance::Believe, false);
        check("according/VBG to/IN", Stance::Neutral, false);
        check("allegedly/RB", Stance::Distance, false);
        check("is/VBZ confident/JJ", Stance::Believe, false);
        check("is/VBZ determined/VBN", Stance::Intend, false);
        check("has/VBZ determined/VBN", Stance::Factive, false);
        check(":/:", Stance::Neutral, false);
        check("zorbled/VBD", Stance::Neutral, false);
    }

    #[test]
    fn the_first_verb_that_says_more_counts() {
        check("said/VBD in/IN a/DT warning/NN", Stance::Neutral, false);
        check("refused/VBD to/TO admit/VB", Stance::Decline, false);
        check("told/VBD reporters/NNS ,/, denying/VBG", Stance::Deny, false);
    }
}
