//! Numbers said in passing: they tell when, where or which, and are not what a claim says.
//!
//! *banned for **two years***, *in **six months***, *the **131-page** document*, *looting in **two** districts*, *the **2200 block** of Larch Street*.
//!
//! Not: *lasted six weeks*, *has run it for 31 years*, *spoke to at least three bidders*.

use std::ops::Range;

use super::has;
use crate::claims::statement::Statement;
use crate::document::TokenIndex;
use crate::english::claim_words::KindSense;
use crate::grammar::tag::Tag;
use crate::signs::quantities::Quantity;
use crate::vocabulary::{Bound, Dimension};

/// Whether a length of time only tells when, how often or how old: *in **six months***, *for **two years*** behind a decision, *a **12-day**
/// tour*; not *lasted six weeks*, *has run it for 31 years*.
pub(super) fn is_circumstance(statement: &Statement<'_>, quantity: &Quantity) -> bool {
    let words = statement.document.tokens_in(quantity.span);
    let Some(first) = words.clone().next() else {
        return false;
    };
    let first_word = first == statement.sentence.start;
    let before = |listed: &[&str]| !first_word && statement.is(first - 1, listed);
    let behind = words.end < statement.sentence.end
        && (statement.is(words.end, &["ago", "after", "before", "earlier", "later"])
            || statement.tag(words.end).is_noun());
    let decided = has(statement, statement.predicate, KindSense::Decision);
    before(&[
        "after", "every", "in", "on", "within", "of", "over", "past", "last", "next", "first", "previous",
    ]) || behind
        || decided
}

/// *the **131-page** document was found*, *a shop **two blocks** from the river*, *quoting incident **214***: a measure that tells which
/// thing is meant, or where.
pub(super) fn only_tells_which(statement: &Statement<'_>, quantity: &Quantity) -> bool {
    let words = statement.document.tokens_in(quantity.span);
    let Some(first) = words.clone().next() else {
        return false;
    };
    let behind = words.end;
    let follows = |listed: &[&str]| behind < statement.sentence.end && statement.is(behind, listed);
    let is_compound = words.len() == 1
        && statement.document.word(first).contains('-')
        && statement
            .document
            .word(first)
            .starts_with(|letter: char| letter.is_ascii_digit())
        && behind < statement.sentence.end
        && statement.grammar.tag(behind).is_noun()
        && statement
            .document
            .word(first)
            .ends_with(|letter: char| letter.is_alphabetic());
    // *a **9mm** pistol*
    let is_size = matches!(
        quantity.dimension,
        Dimension::Length | Dimension::Mass | Dimension::Volume
    ) && words.len() == 1
        && behind < statement.sentence.end
        && statement.grammar.tag(behind).is_noun()
        && statement.grammar.head(first) == Some(behind);
    let is_way = quantity.dimension == Dimension::Length
        && follows(&["away", "from", "north", "off", "south", "east", "west"]);
    // *the **first two** tests*
    let is_ordered = first > statement.sentence.start + 1
        && statement.is(first - 1, &["first", "last", "next", "other"])
        && statement.is(first - 2, &["the"]);
    // *the **2200 block** of Larch Street*
    let is_address =
        follows(&["block"]) && words.len() == 1 && quantity.value.is_some_and(|value| value >= 100.0);
    // *a shop **two blocks from** the river*
    let is_walk = quantity.dimension == Dimension::Count
        && behind + 1 < statement.sentence.end
        && statement.is(
            behind,
            &["block", "blocks", "doors", "floors", "stops", "streets"],
        )
        && statement.is(
            behind + 1,
            &["above", "along", "away", "below", "down", "from", "up"],
        );
    // ***One of** the tenants is appealing*: who it is, and not how many.
    let is_somebody =
        statement.first() == first && words.len() == 1 && statement.is(first, &["one"]) && follows(&["of"]);
    // *There is **one** policy*, *asked for it **twice***: nothing is counted.
    let is_single = quantity.dimension == Dimension::Count
        && quantity.bound == Bound::Exact
        && words.len() == 1
        && (statement.is(first, &["once", "twice"])
            || statement.is(first, &["one"])
                && !(first > statement.sentence.start
                    && statement.is(first - 1, &["but", "just", "of", "only"]))
                && !follows(&["in", "of", "or"]));
    is_ordered && quantity.dimension == Dimension::Count
        || is_single
        || is_known_number(statement, quantity)
        || is_label(statement, quantity)
        || is_size && !statement.is_copular()
        || is_walk
        || is_address
        || is_somebody
        || is_compound && !statement.is(statement.predicate, &["has", "have", "had"])
        || is_way
}

/// *The **40** workers went home*, *visited its **six** branches*, *convicted on **two counts** of fraud*, *stood together **as one***: how
/// many there are is taken for known.
///
/// Not: *Its staff number 40*, *The 12% rise*, *The vote was the 40th*, *faces 14 charges*.
fn is_known_number(statement: &Statement<'_>, quantity: &Quantity) -> bool {
    let Some(words) = behind_another(statement, quantity) else {
        return false;
    };
    let (before, first) = (words.start - 1, words.start);
    let is_definite = statement.is(
        before,
        &[
            "her", "his", "its", "my", "our", "the", "their", "these", "those", "your",
        ],
    ) || statement.tag(before) == Tag::Pos;
    let is_noun = |token: TokenIndex| token < statement.sentence.end && statement.tag(token).is_noun();
    let counts_nouns = is_noun(words.end) || is_noun(words.end + 1);
    let is_count = words.end < statement.sentence.end
        && statement.is(
            words.end,
            &["charge", "charges", "count", "counts", "offence", "offences"],
        )
        && statement.is(before, &["of", "on", "to", "with"]);
    let is_one = statement.is(first, &["one"]) && statement.is(before, &["as", "under"]);
    quantity.dimension == Dimension::Count
        && quantity.bound == Bound::Exact
        && (is_definite
            && counts_nouns
            && !words.contains(&statement.predicate)
            && !statement.is(words.end, &["of"])
            || is_count
            || is_one)
}

/// The words of a quantity that is not the first word of its sentence.
fn behind_another(statement: &Statement<'_>, quantity: &Quantity) -> Option<Range<TokenIndex>> {
    let words = statement.document.tokens_in(quantity.span);
    (words.start > statement.sentence.start).then_some(words)
}

/// *on **day 2** of the trial*, *type **2** diabetes*: a number that is the name of a thing.
fn is_label(statement: &Statement<'_>, quantity: &Quantity) -> bool {
    let Some(words) = behind_another(statement, quantity) else {
        return false;
    };
    quantity.dimension == Dimension::Count
        && words.len() == 1
        && statement.is(
            words.start - 1,
            &[
                "article", "band", "category", "chapter", "class", "day", "gate", "grade", "group", "level",
                "page", "phase", "platform", "room", "section", "stage", "tier", "type", "unit", "ward",
                "week", "zone",
            ],
        )
}

/// *beatings **at two** of the camps*, *looting **in two** districts*, *was carried **by two** men*: few, which tell where or who.
pub(super) fn counts_places(statement: &Statement<'_>, quantity: &Quantity) -> bool {
    const FEW: f64 = 10.0;
    let Some(first) = statement.document.tokens_in(quantity.span).next() else {
        return false;
    };
    // *spoke to **at least three** bidders*: whoever gives a limit counts.
    quantity.value.is_some_and(|value| value <= FEW)
        && quantity.bound == Bound::Exact
        && first > statement.sentence.start
        && (statement.is(
            first - 1,
            &["across", "after", "at", "from", "in", "near", "outside", "to", "within"],
        ) || statement.is_marked_passive() && statement.is(first - 1, &["by"]))
        && !statement.is(first, &["one", "half"])
        // *in two **of the last** five years*: how often.
        && !(first + 2 < statement.sentence.end
            && statement.is(first + 1, &["of"])
            && (first + 2..statement.sentence.end.min(first + 4))
                .any(|token| statement.is(token, &["last", "past", "previous"])))
}
