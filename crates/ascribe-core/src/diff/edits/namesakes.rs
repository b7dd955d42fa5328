//! Names and sources that are called otherwise and are the same: short forms, governments, persons by their office.
//!
//! *the UN* and *the United Nations*, *the US says* and *Washington says*, *Zoë Roe* and *the mayor* of a text that names no other
//! mayor and has Roe in it. *In Washington* is another place than *in the US*, and *US farmers* are not *Washington*. Missed on
//! purpose: companies by their town, and whoever the lists do not have.

use std::ops::Range;

use super::Side;
use super::saying::behind_punctuation;
use super::sources::SourceView;
use crate::english::model::mix;
use crate::english::names::Facts;
use crate::english::phrases::Phrases;
use crate::grammar::tag::Tag;
use crate::vocabulary::EditKind;

/// The rows of a list that have a name in a range.
fn rows(side: &Side<'_>, range: &Range<usize>, list: &Phrases<u16>) -> Vec<(Range<usize>, u16)> {
    let found = list.all(&side.keys(range.clone())).into_iter();
    let found = found.map(|(at, length, row)| (range.start + at..range.start + at + length, row));
    // *us*, *who*
    found.filter(|(words, _)| side.is_name(words.start)).collect()
}

/// Keys that stand for whatever a source is called, apart from its own words.
pub(super) fn keys(side: &Side<'_>, range: &Range<usize>) -> Vec<u64> {
    let namesakes = &side.text.english.namesakes;
    let same = rows(side, range, &namesakes.same)
        .into_iter()
        .map(|(_, row)| mix(u64::from(row), 1));
    // *Ukrainian officials*, not *Ukrainian farmers*
    let acts = |words: &Range<usize>| {
        let mut others = range
            .clone()
            .filter(|at| !words.contains(at) && !side.words[*at].function);
        others.all(|at| namesakes.acting.contains(side.word(at)))
    };
    let governments = rows(side, range, &namesakes.government).into_iter();
    let governments = governments
        .filter(|(words, _)| acts(words))
        .map(|(_, row)| mix(u64::from(row), 2));
    same.chain(governments).collect()
}

/// Whether two names are names of the same, or of a whole and its part; a government by its capital only where neither is a place where something is.
pub(super) fn are_same(
    (side, name): (&Side<'_>, &Range<usize>),
    (other, other_name): (&Side<'_>, &Range<usize>),
) -> bool {
    let namesakes = &side.text.english.namesakes;
    let share = |list: &Phrases<u16>| {
        let there = rows(other, other_name, list);
        rows(side, name, list)
            .iter()
            .any(|it| there.iter().any(|other| other.1 == it.1))
    };
    let located = |side: &Side<'_>, name: &Range<usize>| {
        let before = name.start.checked_sub(1);
        before.is_some_and(|at| side.text.english.changes.locative.contains(side.word(at)))
    };
    let holds = |(side, name): (&Side<'_>, &Range<usize>), (other, part): (&Side<'_>, &Range<usize>)| {
        let parts = rows(other, part, &namesakes.part);
        rows(side, name, &namesakes.whole)
            .iter()
            .any(|it| parts.iter().any(|part| part.1 == it.1))
    };
    share(&namesakes.same)
        // *in the **US*** → *in **Texas***
        || holds((side, name), (other, other_name))
        || holds((other, other_name), (side, name))
        || share(&namesakes.government) && !located(side, name) && !located(other, other_name)
        || is_short_for(side.slice(name.clone()), other.slice(other_name.clone()))
        || is_short_for(other.slice(other_name.clone()), side.slice(name.clone()))
        || is_respelled(side.slice(name.clone()), other.slice(other_name.clone()))
}

/// A name of so many letters has hardly a neighbour that is another name.
const LONG: usize = 6;

/// Whether two names differ in one letter, which was put right, or in accents: *Brandvold*, *Brandvald*.
pub(super) fn is_respelled(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    // *Brandvåld*, *Brandvald*: an accent makes no other name.
    let accented = |(a, b): (&char, &char)| a == b || a.is_ascii() != b.is_ascii();
    if one.len() == other.len() && one.iter().zip(&other).all(accented) {
        return true;
    }
    let same = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let behind = |word: &[char], at: usize| word.get(at..).unwrap_or_default().to_vec();
    let (rest, other_rest) = (behind(&one, same + 1), behind(&other, same + 1));
    one.len().min(other.len()) >= LONG
        && same > 0
        && (rest == other_rest || rest == behind(&other, same) || behind(&one, same) == other_rest)
}

/// Whether two sources have a name in common that is spelt otherwise in one letter; not *Officers* and *Officer*.
pub(super) fn share_respelled(one: &str, other: &str) -> bool {
    fn names(text: &str) -> impl Iterator<Item = &str> {
        let words = text.split(|letter: char| !letter.is_alphanumeric());
        words.filter(|word| word.starts_with(char::is_uppercase))
    }
    let plural = |one: &str, many: &str| many.strip_suffix('s') == Some(one);
    let is_same = |word: &str, other: &str| {
        word != other && !plural(word, other) && !plural(other, word) && is_respelled(word, other)
    };
    names(one).any(|word| names(other).any(|it| is_same(word, it)))
}

/// Whether a word of `short` is the first letters of words in `long`: *FM* of *first minister*.
pub(super) fn is_short_for(short: &str, long: &str) -> bool {
    let first = |word: &str| word.chars().flat_map(char::to_uppercase).next();
    let initials: Vec<char> = long.split_whitespace().filter_map(first).collect();
    short.split(|letter: char| !letter.is_alphanumeric()).any(|name| {
        let letters: Vec<char> = name.chars().filter(|letter| !letter.is_ascii_digit()).collect();
        letters.len() > 1
            && letters.iter().all(|letter| letter.is_uppercase())
            && initials.windows(letters.len()).any(|window| window == letters)
    })
}

/// Whether two ranges name offices of different fields: *the **finance minister*** → ***Agriculture Secretary** Zoë Roe*.
pub(super) fn are_other_offices(
    (side, range): (&Side<'_>, &Range<usize>),
    (other, others): (&Side<'_>, &Range<usize>),
) -> bool {
    // The field stands before the office: *finance minister*, *home secretary*.
    let field = |side: &Side<'_>, range: &Range<usize>| {
        let mut words = range.clone().skip(1);
        let portfolio = &side.text.english.namesakes.portfolio;
        let at = words.find(|&at| portfolio.contains(side.word(at)))?;
        let field = at - 1;
        let named = side.tag(field).is_noun() || side.is_name(field) || side.tag(field) == Tag::Jj;
        named.then(|| side.words[field].key)
    };
    let fields = field(side, range).zip(field(other, others));
    fields.is_some_and(|(one, other)| one != other)
}

/// A person by name in the place of an office, or the other way round.
pub(super) enum Office {
    /// The text says that it is the same person.
    Same,
    /// The source has come down the ladder or gone up, in words too.
    Other(EditKind, String),
}

/// What a person by name in the place of an office is, or the other way round; none for any other sources.
pub(super) fn person_and_office(
    (old, before): (&Side<'_>, &SourceView<'_>),
    (new, after): (&Side<'_>, &SourceView<'_>),
) -> Option<Office> {
    let range = |side: &Side<'_>, view: &SourceView<'_>| {
        let tokens = side.text.revision.document.tokens_in(view.span);
        let (first, last) = (side.position(tokens.start)?, side.position(tokens.end - 1)?);
        Some(first..last + 1)
    };
    if let (Some(one), Some(other)) = (range(old, before), range(new, after))
        && are_other_offices((old, &one), (new, &other))
    {
        let message = format!(
            "The old text gives this to {}; the new one gives the same words to {}.",
            before.whom(),
            after.whom()
        );
        return Some(Office::Other(EditKind::SourceSwapped, message));
    }
    let texts = [old.text, new.text];
    let office = |side: &Side<'_>, view: &SourceView<'_>| {
        // *the **mayor's** spokeswoman*
        let owns = view.head + 1 < side.words.len() && side.tag(view.head + 1) == Tag::Pos;
        // *Zoë Roe, the **mayor***: whoever has the name.
        let first = side.position(side.text.revision.document.tokens_in(view.span).start);
        let behind_name = first.is_some_and(|first| {
            side.is_name(first) && (first + 1..=view.head).any(|at| behind_punctuation(side, at))
        });
        !view.plural
            && !owns
            && !behind_name
            && side.text.english.namesakes.office.contains(side.word(view.head))
    };
    let person = |side: &Side<'_>, view: &SourceView<'_>| {
        let word = &side.words[view.head];
        let names = &side.text.english.names;
        // *the Justice Department*, *Leeds*
        let known =
            names.facts(side.text.word(word)).any(NO_PERSON) || names.known([side.text.word(word)]).is_some();
        side.is_name(view.head)
            && !known
            && (view.is_person
                || is_full_name(side, view)
                || texts.iter().any(|text| text.neighbours().is_person(word.key)))
    };
    // Whoever has the name stands there anyway, and nobody else has the office.
    let is_told = |(named, name): (&Side<'_>, &SourceView<'_>),
                   (side, view): (&Side<'_>, &SourceView<'_>)| {
        let name = named.words[name.head].key;
        let words = side.text.neighbours();
        words.has(name) && !words.has_other_holder(side.words[view.head].key, name)
    };
    let (told, kind, message) = if office(new, after) && !office(old, before) && person(old, before) {
        let told = is_told((old, before), (new, after));
        (told, EditKind::SourceWeakened, "only to")
    } else if office(old, before) && !office(new, after) && person(new, after) {
        let told = is_told((new, after), (old, before));
        (told, EditKind::SourceStrengthened, "can name")
    } else {
        return None;
    };
    if told {
        return Some(Office::Same);
    }
    let message = format!(
        "The old text gives this to {}; the new one {message} {}.",
        before.whom(),
        after.whom()
    );
    Some(Office::Other(kind, message))
}

/// What no surname is.
const NO_PERSON: Facts = Facts::ORGANISATION
    .or(Facts::PLACE)
    .or(Facts::MEDIA)
    .or(Facts::DOCUMENT);

/// Two or three names, none of them known as one of a place or an organisation.
fn is_full_name(side: &Side<'_>, view: &SourceView<'_>) -> bool {
    let document = &side.text.revision.document;
    let names = &side.text.english.names;
    let words: Vec<&str> = document
        .tokens_in(view.span)
        .map(|token| document.word(token))
        .collect();
    let is_part = |word: &&str| {
        word.starts_with(char::is_uppercase)
            && word.chars().any(char::is_lowercase)
            && !names.facts(word).any(NO_PERSON)
            && names.known([*word]).is_none()
    };
    (2..=3).contains(&words.len())
        && words.iter().all(is_part)
        && names.known(words.iter().copied()).is_none()
        && document
            .tokens_in(view.span)
            .all(|token| side.text.revision.grammar.tag(token).is_name())
}
