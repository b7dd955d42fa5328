//! Decisions under scripted edits, of which the script knows where every claim went.
//!
//! Each edit is one that newsrooms make: a paragraph comes, goes or moves; quotation marks are set anew; a number, a
//! speaker, a cue, a hedge, a word is another. The decision on a claim has to be found again where the claim is, and a claim
//! that says something else than what was decided has to come back for review.
//!
//! `ASCRIBE_EDITS=2500 cargo test --release -p ascribe-tests --test carry_over -- --nocapture` runs the long form;
//! `ASCRIBE_ENGINE=careful` lets the other engine read.

mod chance;
mod edits;

use std::fs;
use std::ops::Range;
use std::path::Path;

use ascribe_core::attribution::label::Labeller;
use ascribe_core::claims::Claim;
use ascribe_core::english::English;
use ascribe_core::revision::{Reading, Revision, fast};
use ascribe_server::comparison::compare;
use ascribe_server::review::carry::successors;

use chance::Chance;
use edits::{Edit, Kind};

/// What became of the decisions on the claims of articles.
#[derive(Default)]
struct Tally {
    /// Edits.
    edits: usize,
    /// Claims that stand in the new text as they did, and where the script says.
    there: usize,
    /// Decisions that went to another claim.
    misplaced: usize,
    /// Decisions on claims that are there, and were found nowhere.
    lost: usize,
    /// Decisions on claims that are there as before, asked again.
    asked_again: usize,
    /// Claims that say something else now.
    changed: usize,
    /// Those of them whose decision stayed as if nothing had happened.
    missed: usize,
}

#[test]
fn decisions_follow_their_claims_through_edits() {
    let wanted = std::env::var("ASCRIBE_EDITS").map_or(140, |text| text.parse().expect("a number"));
    let labeller: &'static dyn Labeller = match std::env::var("ASCRIBE_ENGINE").as_deref() {
        Ok("careful") => ascribe_encoder::careful(),
        _ => fast(),
    };
    let read = |text: &str| {
        let reading = Reading {
            labeller,
            ..Reading::default()
        };
        Revision::read(English::built_in(), text, &reading)
    };
    let articles: Vec<Revision> = articles().iter().map(|text| read(text)).collect();
    let mut chance = Chance::new(7);
    let mut all = Tally::default();
    for kind in Kind::ALL {
        let mut tally = Tally::default();
        // Not every article has what every edit needs.
        for turn in 0..wanted * 4 {
            if tally.edits * Kind::ALL.len() >= wanted {
                break;
            }
            let old = &articles[turn % articles.len()];
            let Some(edit) = edits::script(kind, old, &mut chance) else {
                continue;
            };
            judge(&mut tally, old, &read(&edit.text()), &edit);
        }
        println!("{kind:?}: {}", shown(&tally));
        all.add(&tally);
    }
    println!("all: {}", shown(&all));
    assert!(
        all.edits + Kind::ALL.len() > wanted,
        "{} edits were made",
        all.edits
    );
    assert!(
        all.changed > all.edits / 3,
        "too few claims were changed to see anything"
    );
    assert_eq!(
        all.missed, 0,
        "claims that were changed did not come back for review"
    );
    assert!(
        share(all.asked_again, all.there) <= 5.0,
        "asked again without need: {}",
        all.asked_again
    );
    assert!(
        share(all.misplaced, all.there) <= 0.5,
        "decisions on the wrong claim: {}",
        all.misplaced
    );
    assert!(share(all.lost, all.there) <= 5.0, "decisions lost: {}", all.lost);
}

/// The articles of `fixtures/`, in order of their names.
fn articles() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/articles");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .expect("the articles")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|it| it == "txt"))
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| fs::read_to_string(path).expect("an article"))
        .collect()
}

/// Counts what became of the decision on each claim of `old`.
fn judge(tally: &mut Tally, old: &Revision, new: &Revision, edit: &Edit) {
    let compared = compare(old, new, ["old", "new"]);
    let successors = successors(old, new, &compared);
    tally.edits += 1;
    for claim in old.claims.iter().filter(|claim| claim.checkability.checkable()) {
        let name = claim.id.to_string();
        let carried = successors
            .iter()
            .enumerate()
            .find(|(_, successor)| successor.before.as_ref() == Some(&name));
        let place = edit.place(&extent(claim));
        if edit.changes(old, claim) {
            tally.changed += 1;
            if carried.is_some_and(|(_, successor)| !successor.altered) {
                tally.missed += 1;
                let words = &old.document.text()[extent(claim)];
                println!("missed: {} in the claim {words:?}", edit.shown(old));
            }
        }
        let right = carried.map(|(at, _)| {
            let now = extent(&new.claims[at]);
            place.as_ref().is_some_and(|place| meet(place, &now))
        });
        tally.misplaced += usize::from(right == Some(false));
        if place.is_none() || edit.changes(old, claim) {
            continue;
        }
        tally.there += 1;
        match carried {
            None => tally.lost += 1,
            Some((_, successor)) if successor.altered => tally.asked_again += 1,
            Some(_) => {}
        }
    }
}

/// From the first word of a claim to its last.
fn extent(claim: &Claim) -> Range<usize> {
    let end = claim.spans.iter().map(|span| span.end()).max();
    claim.spans[0].start()..end.unwrap_or_default()
}

/// Whether two ranges are the same place: they share the greater part of both.
fn meet(one: &Range<usize>, other: &Range<usize>) -> bool {
    let shared = one.end.min(other.end).saturating_sub(one.start.max(other.start));
    2 * shared > one.len().max(other.len())
}

impl Tally {
    fn add(&mut self, other: &Self) {
        self.edits += other.edits;
        self.there += other.there;
        self.misplaced += other.misplaced;
        self.lost += other.lost;
        self.asked_again += other.asked_again;
        self.changed += other.changed;
        self.missed += other.missed;
    }
}

/// `part` of `whole` in per cent.
fn share(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}

fn shown(tally: &Tally) -> String {
    format!(
        "{} edits, {} claims there: {} misplaced ({:.2} %), {} lost ({:.2} %), {} asked again ({:.2} %); {} changed, {} missed",
        tally.edits,
        tally.there,
        tally.misplaced,
        share(tally.misplaced, tally.there),
        tally.lost,
        share(tally.lost, tally.there),
        tally.asked_again,
        share(tally.asked_again, tally.there),
        tally.changed,
        tally.missed,
    )
}
