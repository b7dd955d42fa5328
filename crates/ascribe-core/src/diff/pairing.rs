//! Which claims of two revisions are the same claim.
//!
//! Claims are paired inside sentences that belong together, by the words that stayed; what is left over may have gone into
//! another sentence. In an unchanged sentence all claims are the same, even where the two readings cut it differently: the
//! words decide, for a word changed elsewhere may change how a sentence is read, and not what it says.

use super::fates::{self, Part};
use super::identity::Sense;
use super::matching::{self, Candidate};
use super::sentences::{self, Group};
use super::stretch::{Pair, Stretch, came_from, hunks, positions, stayed};
use super::words::{Text, Word};
use crate::claims::ClaimIndex;

/// Puts every claim of both texts into one pair of one stretch, without looking into other sentences.
pub(super) fn stretches(old: &Text<'_>, new: &Text<'_>) -> Vec<Stretch> {
    let groups = sentences::groups(old, new);
    groups.iter().map(|group| stretch(old, new, group)).collect()
}

/// With so many hundredths of the weight of one in the other, two claims that nothing else is like are one, read as more or less.
const INSIDE: u32 = 90;

fn stretch(old: &Text<'_>, new: &Text<'_>, group: &Group) -> Stretch {
    let words = |text: &Text<'_>, sentences: &[usize]| -> Vec<Word> {
        sentences
            .iter()
            .flat_map(|&it| &text.words[text.sentences[it].words.clone()])
            .copied()
            .collect()
    };
    let claims = |text: &Text<'_>, sentences: &[usize]| -> Vec<ClaimIndex> {
        sentences
            .iter()
            .flat_map(|&it| &text.sentences[it].claims)
            .copied()
            .collect()
    };
    let (left, right) = (words(old, &group.old), words(new, &group.new));
    let hunks = if group.same {
        Vec::new()
    } else {
        hunks(old, new, &left, &right)
    };
    let mut stretch = Stretch {
        pairs: Vec::new(),
        gone: Vec::new(),
        old: left,
        new: right,
        hunks,
        same: group.same,
        moved: group.moved,
        level: group.old.first() == group.new.first()
            || place_of(old, &group.old).is_some() && place_of(old, &group.old) == place_of(new, &group.new),
        sentences: (group.old.len(), group.new.len()),
    };
    stretch.pairs = pairs(
        old,
        new,
        &stretch,
        &claims(old, &group.old),
        &claims(new, &group.new),
        group.ambiguous,
    );
    stretch
}

/// The paragraph of the first of some sentences, by its number, and its number in that.
fn place_of(text: &Text<'_>, sentences: &[usize]) -> Option<(usize, usize)> {
    let document = &text.revision.document;
    let number = text.sentences[*sentences.first()?].number;
    let paragraph = document.sentences()[number].paragraph;
    Some((
        paragraph,
        number - document.paragraphs()[paragraph].sentences.start,
    ))
}

/// Whether a verb of a claim that attributes nothing has not stayed: *was **told** of it by the board* → *was **dismissed** by the board*.
fn brings_verb(text: &Text<'_>, words: &[Word], claim: ClaimIndex, stayed: &[Option<usize>]) -> bool {
    let mut places = positions(text, words, claim).into_iter();
    places.any(|at| {
        let word = &words[at];
        let attributes = text.word(word).eq_ignore_ascii_case("according")
            || text.english.changes.reporting.contains(&text.lemma(word.token));
        let verb = text.revision.grammar.tag(word.token).is_verb();
        stayed[at].is_none() && verb && !word.function && !attributes
    })
}

/// Whether all words of a claim stand in quotation marks.
fn is_quoted(text: &Text<'_>, words: &[Word], claim: ClaimIndex) -> bool {
    let mut places = positions(text, words, claim).into_iter().peekable();
    places.peek().is_some() && places.all(|at| words[at].quoted)
}

fn pairs(
    old: &Text<'_>,
    new: &Text<'_>,
    stretch: &Stretch,
    left: &[ClaimIndex],
    right: &[ClaimIndex],
    ambiguous: bool,
) -> Vec<Pair> {
    let stayed = stayed(stretch);
    let weigh = |text: &Text<'_>, word: &Word| matching::weight(text, word);
    let holders = fates::holders_of(new, &stretch.new, right);
    let total = |&claim: &ClaimIndex| -> u32 {
        let places = positions(new, &stretch.new, claim);
        places.into_iter().map(|at| weigh(new, &stretch.new[at])).sum()
    };
    let totals: Vec<u32> = right.iter().map(total).collect();
    let sense = |text: &Text<'_>, words: &[Word], claim: &ClaimIndex| {
        Sense::of(text, words, &positions(text, words, *claim), *claim)
    };
    let right_senses: Vec<Sense> = right.iter().map(|it| sense(new, &stretch.new, it)).collect();
    let mut candidates = Vec::new();
    let mut inside = Vec::new();
    for (number, &claim) in left.iter().enumerate() {
        let mut total = 0;
        let mut shared: Vec<(usize, u32)> = Vec::new();
        for at in positions(old, &stretch.old, claim) {
            let weight = weigh(old, &stretch.old[at]);
            total += weight;
            if let Some(place) = stayed[at] {
                shared.extend(holders[place].iter().map(|&holder| (holder, weight)));
            }
        }
        let left_sense = sense(old, &stretch.old, &claim);
        let left_quoted = is_quoted(old, &stretch.old, claim);
        shared.sort_unstable();
        for run in shared.chunk_by(|a, b| a.0 == b.0) {
            let common: u32 = run.iter().map(|it| it.1).sum();
            let other = run[0].0;
            let likeness = 2000 * common / (total + totals[other]).max(1);
            let alone = left.len() == 1 && right.len() == 1;
            let level = stretch.sentences.0 == stretch.sentences.1;
            if level
                && common * 100 >= INSIDE * total.min(totals[other])
                && (alone || common >= 3 * matching::CONTENT)
            {
                inside.push(Candidate {
                    old: number,
                    new: other,
                    likeness,
                });
            }
            let enough = common >= matching::CONTENT || likeness >= 500;
            // *“… and **then the sky was orange**”* → *“… **red**”*: what somebody said there has been altered.
            let altered = || likeness >= 500 && left_quoted && is_quoted(new, &stretch.new, right[other]);
            if enough && (stretch.same || left_sense.is_same(&right_senses[other]) || altered()) {
                candidates.push(Candidate {
                    old: number,
                    new: other,
                    likeness,
                });
            }
        }
    }
    let mut partner = (vec![None; left.len()], vec![None; right.len()]);
    for chosen in matching::choose(candidates, left.len(), right.len()) {
        partner.0[chosen.old] = Some(chosen.new);
        partner.1[chosen.new] = Some(chosen.old);
    }
    // *According to Roe, the move reeks of fear*, read as one claim, → *The move reeks of fear*
    let came_from = came_from(&stayed, stretch.new.len());
    inside.retain(|it| {
        partner.0[it.old].is_none()
            && partner.1[it.new].is_none()
            && !brings_verb(old, &stretch.old, left[it.old], &stayed)
            && !brings_verb(new, &stretch.new, right[it.new], &came_from)
    });
    for chosen in matching::choose(inside, left.len(), right.len()) {
        partner.0[chosen.old] = Some(chosen.new);
        partner.1[chosen.new] = Some(chosen.old);
    }
    // Cells of a table have no words that tell claims apart, and a frame of its own has hardly any (*Roe said.*): nothing else can be
    // meant.
    if let ([one], [_]) = (left, right)
        && partner.0 == [None]
        && sense(old, &stretch.old, one).is_all_there_is(&right_senses[0])
    {
        partner = (vec![Some(0)], vec![Some(0)]);
    }
    let before = Part {
        text: old,
        words: &stretch.old,
        claims: left,
        stayed: &stayed,
        partners: &partner.0,
        holders: &fates::holders_of(old, &stretch.old, left),
    };
    let after = Part {
        text: new,
        words: &stretch.new,
        claims: right,
        stayed: &came_from,
        partners: &partner.1,
        holders: &holders,
    };
    let (old_cut, new_cut) = (fates::cut_off(&before, &after), fates::cut_off(&after, &before));
    let olds = left.iter().zip(&partner.0).zip(old_cut);
    let olds = olds.map(|((&claim, other), cut)| Pair {
        old: Some(claim),
        new: other.map(|other| right[other]),
        ambiguous: ambiguous && other.is_some(),
        cut,
    });
    let news = right.iter().zip(&partner.1).zip(new_cut);
    let news = news.filter(|((_, other), _)| other.is_none());
    let news = news.map(|((&claim, _), cut)| Pair {
        old: None,
        new: Some(claim),
        ambiguous: false,
        cut,
    });
    olds.chain(news).collect()
}
