//! Two sources of one claim compared: the same one, a better or a weaker one, another one.
//!
//! *Roe* and *the mayor, Zoë Roe* are one source. *Zoë Roe* → *officials* has fallen on the ladder of specificity; *an official*
//! → *officials* too, unless new evidence stands behind the others. *Zoë Roe* → *Tom Whitfield* is another source.

use std::ops::Range;

use super::Side;
use super::frames::is_reporting;
use super::namesakes;
use super::saying::{
    behind_punctuation, is_aside, is_clause, is_doing, is_impersonal, is_subject_of_cue, is_told, main_word,
    owns_cue, takes_source_before, takes_source_behind,
};
use super::speakers::is_speaker;
use crate::english::names::Facts;
use crate::english::paraphrases::Concept;
use crate::english::words::key;
use crate::grammar::tag::Tag;
use crate::span::Span;
use crate::vocabulary::{Anonymity, EditKind, SourceKind};

/// A source as far as its comparison needs it.
pub(super) struct SourceView<'a> {
    pub(super) text: &'a str,
    pub(super) span: Span,
    /// Its words, words of grammar left out.
    words: Vec<u64>,
    /// The words of its names, with those of the fullest name that the article gives; *mayor* of *Mayor Roe* is none.
    names: Vec<u64>,
    /// Offices and forms of address in its names.
    titles: Vec<u64>,
    anonymity: Anonymity,
    /// Its main word without the ending of its number.
    stem: u64,
    pub(super) plural: bool,
    pub(super) pronoun: bool,
    /// The fullest name that the article gives.
    pub(super) name: Option<&'a str>,
    /// What its main word stands for, whichever word is used: *police*, *officers*.
    thing: Option<Concept>,
    /// Some people who have to do with what its main word names: *people **familiar with** the inquiry*.
    of_people: bool,
    /// What its main word is known to name.
    kind: Option<SourceKind>,
    /// Where its main word stands.
    pub(super) head: usize,
    /// The reading takes it for a person.
    pub(super) is_person: bool,
}

impl<'a> SourceView<'a> {
    /// The source of a frame: by its label, else whoever stands in it beside the cue.
    pub(super) fn of_frame(
        side: &Side<'a>,
        range: &Range<usize>,
        attribution: Option<usize>,
        cue: &Range<usize>,
    ) -> Option<Self> {
        if cue.clone().any(|at| is_aside(side, at)) {
            return None;
        }
        // *according **to** Roe*
        let to = cue.end < range.end && side.word(cue.end) == "to";
        let (before, behind) = (range.start..cue.start, cue.end + usize::from(to)..range.end);
        // *…,” says his family*
        let inverted = !behind.is_empty() && behind_punctuation(side, cue.start);
        let (first, second) = if inverted {
            (behind, before)
        } else {
            (before, behind)
        };
        attribution
            .and_then(|number| Self::of_label(side, number))
            .or_else(|| Self::of_words(side, first))
            .or_else(|| Self::of_words(side, second))
    }

    /// The source that has a word in this range, by its label or beside a cue.
    pub(super) fn in_range(side: &Side<'a>, range: &Range<usize>) -> Option<Self> {
        if let Some(number) = range.clone().find_map(|at| side.source(at)) {
            return Self::of_label(side, number).filter(|view| view.can_say(side, number));
        }
        let before = range.start.checked_sub(1);
        let after = Some(range.end).filter(|&at| at < side.words.len());
        let speaks = is_speaker(side, range);
        let beside = before.is_some_and(|at| takes_source_behind(side, at))
            || after.is_some_and(|at| takes_source_before(side, at))
            || range.clone().any(|at| is_subject_of_cue(side, at))
            || speaks
            || owns_cue(side, range);
        let near = range.start.saturating_sub(2)..(range.end + 2).min(side.words.len());
        let reports = near
            .clone()
            .any(|at| is_reporting(side, at) && !is_aside(side, at));
        let does = !reports && near.clone().any(|at| is_doing(side, at));
        let view = beside.then(|| Self::of_words(side, range.clone())).flatten();
        view.filter(|view| reports || speaks || !does && view.is_somebody(side))
    }

    /// The source by its label that has a word in a span.
    pub(super) fn in_span(side: &Side<'a>, span: Span) -> Option<Self> {
        let tokens = side.text.revision.document.tokens_in(span);
        let mut numbers = tokens.filter_map(|token| side.text.sources[token]);
        let view = |number: u32| Self::of_label(side, number as usize);
        numbers.next().and_then(view)
    }

    /// Whether it goes by a name.
    pub(super) fn is_named(&self) -> bool {
        !self.names.is_empty()
    }

    /// Whether it is something written: *a study*.
    pub(super) fn is_document(&self) -> bool {
        self.kind == Some(SourceKind::Document)
    }

    /// Whether both have the same main word.
    pub(super) fn has_head_of(&self, other: &Self) -> bool {
        self.plural == other.plural && shared_stem(self, other)
    }

    /// Whether all its words stand on a side: *is declared safe **by the port***.
    pub(super) fn stands_in(&self, side: &Side<'_>) -> bool {
        let stands = |key: &u64| side.words.iter().any(|word| word.key == *key);
        !self.words.is_empty() && self.words.iter().all(stands)
    }

    /// Its words that the other one has not.
    pub(super) fn besides(&self, other: &Self) -> Vec<u64> {
        let words = self.words.iter().copied();
        words.filter(|word| !other.words.contains(word)).collect()
    }

    pub(super) fn of_label(side: &Side<'a>, number: usize) -> Option<Self> {
        let revision = side.text.revision;
        let source = revision.attributions[number].source.as_ref()?;
        if is_impersonal(side, number) {
            return None;
        }
        let span = *source.spans.first()?;
        let tokens = revision.document.tokens_in(span);
        // ***Time to** pay, insist mayors*: nobody's name ends so.
        if tokens
            .clone()
            .next_back()
            .is_some_and(|last| revision.grammar.tag(last) == Tag::To)
        {
            return None;
        }
        let range = side.position(tokens.start)?..side.position(tokens.end - 1)? + 1;
        let mut view = Self::of_words(side, range)?;
        view.anonymity = source.anonymity;
        view.is_person = source.kind == SourceKind::Person;
        if let Some(name) = source.name {
            view.name = Some(revision.document.slice(name));
            let words = revision
                .document
                .tokens_in(name)
                .map(|token| revision.document.word(token));
            let (titles, names): (Vec<&str>, Vec<&str>) = words.partition(|word| is_title(side, word));
            view.names.extend(names.into_iter().map(key));
            view.titles.extend(titles.into_iter().map(key));
        }
        Some(view)
    }

    /// Whether somebody stands there, or something that says so: not *the **decision** means*, nor ***residents** are urged*.
    fn can_say(&self, side: &Side<'a>, number: usize) -> bool {
        let revision = side.text.revision;
        let cue = revision
            .document
            .tokens_in(revision.attributions[number].cue.span);
        let mut words = cue.filter_map(|token| side.position(token));
        !words.clone().any(|at| is_told(side, at))
            && !words.clone().any(|at| is_doing(side, at))
            && (words.any(|at| is_reporting(side, at)) || self.is_somebody(side))
    }

    /// Whether the words name somebody, or some people or body that can speak.
    fn is_somebody(&self, side: &Side<'a>) -> bool {
        let document = &side.text.revision.document;
        let known = document.tokens_in(self.span).any(|token| {
            let kind = side.text.english.sources.kind(document.word(token));
            kind.is_some_and(|kind| kind != SourceKind::Document)
        });
        known || self.pronoun || self.anonymity == Anonymity::Named
    }

    /// A source of these words, if anybody stands in them.
    pub(super) fn of_words(side: &Side<'a>, range: Range<usize>) -> Option<Self> {
        let head = main_word(side, &range)?;
        if is_clause(side, &range) {
            return None;
        }
        let names: Vec<usize> = range.clone().filter(|&at| side.is_name(at)).collect();
        let content: Vec<usize> = range.clone().filter(|&at| !side.words[at].function).collect();
        let hearsay = side.text.english.sources.is_hearsay(side.word(head));
        let anonymity = match (names.len(), content.len()) {
            (0, _) if hearsay => Anonymity::Hearsay,
            (0, 0 | 1) => Anonymity::Bare,
            (0, _) => Anonymity::Described,
            _ => Anonymity::Named,
        };
        let keys = |positions: &[usize]| positions.iter().map(|&at| side.words[at].key).collect();
        // *Zoë St John **Roe***, of which the reading has taken less.
        let rest = (range.end..side.words.len())
            .take_while(|&at| side.is_name(at) && side.is_name(at - 1) && !behind_punctuation(side, at));
        let (titles, names): (Vec<usize>, Vec<usize>) =
            (names.into_iter().chain(rest)).partition(|&at| is_title(side, side.word(at)));
        Some(Self {
            text: side.slice(range.clone()),
            span: side.span(range.clone())?,
            words: keys(&content),
            names: {
                let mut names: Vec<u64> = keys(&names);
                names.extend(namesakes::keys(side, &range));
                names
            },
            titles: keys(&titles),
            anonymity,
            stem: key(&side.lemma(head)),
            plural: matches!(side.tag(head), Tag::Nns | Tag::Nnps),
            pronoun: content.is_empty(),
            name: None,
            thing: side
                .text
                .english
                .paraphrases
                .nouns
                .longest(&[key(&side.lemma(head))])
                .map(|it| it.1),
            of_people: range.clone().take_while(|&at| at < head).any(|at| {
                let group = side.text.english.sources.kind(side.word(at)) == Some(SourceKind::Group);
                let near = ["close", "familiar", "near"];
                group
                    && near
                        .iter()
                        .any(|word| side.word(at + 1).eq_ignore_ascii_case(word))
            }),
            kind: side.text.english.sources.kind(side.word(head)),
            head,
            is_person: false,
        })
    }
}

/// What differs between two sources, in words too; nothing if they may be the same one.
pub(super) fn compared(before: &SourceView<'_>, after: &SourceView<'_>) -> Option<(EditKind, String)> {
    let shared = |one: &[u64], other: &[u64]| one.iter().any(|word| other.contains(word));
    let only_title = before.names.is_empty() || after.names.is_empty();
    let same_name = shared(&before.names, &after.names)
        || only_title && shared(&before.titles, &after.titles)
        || namesakes::is_short_for(before.text, after.text)
        || namesakes::is_short_for(after.text, before.text)
        || namesakes::share_respelled(before.text, after.text);
    let pronoun = before.pronoun || after.pronoun;
    // A pronoun that is resolved to another name is another source; one that is not says nothing.
    let open = pronoun && (before.names.is_empty() || after.names.is_empty());
    // *an official* → *officials*, whatever else is known of either; *police* are *police*.
    if !open
        && before.words != after.words
        && before.plural != after.plural
        && !before.names.contains(&before.stem)
        && shared_stem(before, after)
    {
        return Some(if after.plural {
            (
                EditKind::SourceWeakened,
                format!(
                    "The old text gives this to {}; the new one to {}, without new evidence.",
                    before.whom(),
                    after.whom()
                ),
            )
        } else {
            (
                EditKind::SourceStrengthened,
                format!(
                    "The old text gives this to {}; the new one to {} alone.",
                    before.whom(),
                    after.whom()
                ),
            )
        });
    }
    if open
        || same_name && (pronoun || before.anonymity == after.anonymity)
        || before.words == after.words
        || before.lead().eq_ignore_ascii_case(after.lead())
    {
        return None;
    }
    // *Poll: …* → *Treasurer: …*
    let unnamed = |view: &SourceView<'_>| matches!(view.anonymity, Anonymity::Bare | Anonymity::Described);
    let known = before.kind.is_some() && after.kind.is_some();
    if known && unnamed(before) && unnamed(after) && before.is_document() != after.is_document() {
        return Some(swapped(before, after));
    }
    // *the inquiry* → ***people familiar with** the inquiry*
    if let Some(found) = people_near(before, after) {
        return Some(found);
    }
    let rank = |view: &SourceView<'_>| (view.anonymity, view.plural && view.anonymity > Anonymity::Named);
    if is_called_otherwise(before, after) {
        return None;
    }
    let same_words = shared(&before.words, &after.words);
    Some(match rank(before).cmp(&rank(after)) {
        std::cmp::Ordering::Less if before.anonymity != after.anonymity || same_words => (
            EditKind::SourceWeakened,
            format!(
                "The old text gives this to {}; the new one only to {}.",
                before.whom(),
                after.whom()
            ),
        ),
        std::cmp::Ordering::Greater if before.anonymity != after.anonymity || same_words => (
            EditKind::SourceStrengthened,
            format!(
                "The old text gives this to {}; the new one can name {}.",
                before.whom(),
                after.whom()
            ),
        ),
        _ if same_words && before.anonymity != Anonymity::Named => return None,
        _ => swapped(before, after),
    })
}

/// Where people who are close to a source say it in its place, or the other way round.
fn people_near(before: &SourceView<'_>, after: &SourceView<'_>) -> Option<(EditKind, String)> {
    if !shared_stem(before, after) || before.of_people == after.of_people {
        return None;
    }
    let (kind, what) = if after.of_people {
        (EditKind::SourceWeakened, "the new one only to")
    } else {
        (EditKind::SourceStrengthened, "the new one to no less than")
    };
    let message = format!(
        "The old text gives this to {}; {what} {}.",
        before.whom(),
        after.whom()
    );
    Some((kind, message))
}

fn swapped(before: &SourceView<'_>, after: &SourceView<'_>) -> (EditKind, String) {
    let message = format!(
        "The old text gives this to {}; the new one gives the same words to {}.",
        before.whom(),
        after.whom()
    );
    (EditKind::SourceSwapped, message)
}

/// Whether two sources are one by another noun, ***police*** and ***officers***, or by fewer words: *the **Harbour** Board*, *the board*.
fn is_called_otherwise(before: &SourceView<'_>, after: &SourceView<'_>) -> bool {
    let definite = |view: &SourceView<'_>| {
        let first = view.text.split(' ').next();
        first.is_some_and(|word| word.eq_ignore_ascii_case("the"))
    };
    let within = |one: &[u64], other: &[u64]| one.iter().all(|word| other.contains(word));
    let shorter = within(&before.words, &after.words) || within(&after.words, &before.words);
    let fewer = definite(before) && definite(after) && shared_stem(before, after) && shorter;
    let unnamed = before.names.is_empty() && after.names.is_empty();
    // *a **televised** hearing*, *a hearing*; not *a **senior** official*
    let lifeless = |view: &SourceView<'_>| {
        matches!(view.kind, Some(SourceKind::Document | SourceKind::Organisation)) && !view.plural
    };
    let fewer = fewer || unnamed && lifeless(before) && shared_stem(before, after) && shorter;
    let same_thing = before.thing.is_some() && before.thing == after.thing;
    before.plural == after.plural && fewer || unnamed && same_thing && before.anonymity == after.anonymity
}

/// *Mayor*, *Ms*, *Board*: a word in a name that others have as well.
fn is_title(side: &Side<'_>, word: &str) -> bool {
    (side.text.english.names.facts(word)).any(Facts::ADDRESS.or(Facts::OFFICE).or(Facts::ORGANISATION))
}

/// Whether the main words of two sources differ in nothing but number.
fn shared_stem(one: &SourceView<'_>, other: &SourceView<'_>) -> bool {
    one.stem == other.stem
}
