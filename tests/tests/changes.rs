//! What becomes of claims: cases for every kind of edit, snapshots of whole articles, and what holds for any two texts.
//!
//! `UPDATE_CASES=1` writes the printed blocks of the cases anew; an ordinary run only compares.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use ascribe_core::diff::policy::Policy;
use ascribe_core::diff::{Comparison, diff_claims};
use ascribe_core::english::English;
use ascribe_core::history::ledger;
use ascribe_core::report::changes::Changes;
use ascribe_core::report::changes_plain;
use ascribe_core::report::history::{self, History};
use ascribe_core::revision::{Reading, Revision};
use ascribe_core::vocabulary::{ChangeRelation, EditKind, Severity};
use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};

fn fixtures(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../fixtures")
        .join(folder)
}

/// Entries of a folder, sorted.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("an entry").path())
        .collect();
    entries.sort();
    entries
}

fn read(text: &str) -> Revision {
    Revision::read(English::built_in(), text, &Reading::default())
}

fn compare(old: &Revision, new: &Revision) -> Comparison {
    diff_claims(English::built_in(), &Policy::built_in(), old, new)
}

fn printed(old: &Revision, new: &Revision, all: bool) -> String {
    let comparison = compare(old, new);
    let changes = Changes {
        old_name: "old",
        new_name: "new",
        old,
        new,
        comparison: &comparison,
    };
    let options = changes_plain::Options {
        all,
        ..changes_plain::Options::default()
    };
    let mut out = Vec::new();
    changes_plain::write(&mut out, &changes, &options).expect("memory takes all");
    String::from_utf8(out).expect("UTF-8")
}

#[test]
fn cases_print_what_their_files_say() {
    let update = std::env::var_os("UPDATE_CASES").is_some();
    let mut wrong = String::new();
    let mut kinds: BTreeSet<&EditKind> = BTreeSet::new();
    for file in entries(&fixtures("cases/changes")) {
        let was = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let is = rewritten(&was, &file);
        kinds.extend(EditKind::ALL.iter().filter(|kind| is.contains(kind.code())));
        if update && was != is {
            fs::write(&file, is).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        } else if was != is {
            let same = was.lines().zip(is.lines()).take_while(|(was, is)| was == is);
            writeln!(wrong, "{}:{}", file.display(), same.count() + 1).expect("a String takes all");
        }
    }
    assert!(
        wrong.is_empty(),
        "not what is printed today (UPDATE_CASES=1 rewrites; read the difference):\n{wrong}"
    );
    let missing: Vec<&str> = EditKind::ALL
        .iter()
        .filter(|kind| !kinds.contains(kind))
        .map(|kind| kind.code())
        .collect();
    assert!(missing.is_empty(), "kinds without a case: {}", missing.join(", "));
}

/// The file with every printed block as it is today.
fn rewritten(file: &str, path: &Path) -> String {
    let mut new = String::with_capacity(file.len());
    let mut lines = file.lines();
    let (mut before, mut after) = (String::new(), String::new());
    while let Some(line) = lines.next() {
        writeln!(new, "{line}").expect("a String takes all");
        let block = match line {
            "```old" => Some(&mut before),
            "```new" => Some(&mut after),
            "```changes" => None,
            _ => continue,
        };
        let mut text = String::new();
        loop {
            match lines.next() {
                Some("```") => break,
                Some(line) => writeln!(text, "{line}").expect("a String takes all"),
                None => panic!("{}: a block without an end", path.display()),
            }
        }
        if let Some(block) = block {
            writeln!(new, "{text}```").expect("a String takes all");
            *block = text;
        } else {
            let page = printed(&read(before.trim_end()), &read(after.trim_end()), false);
            let summary = page.trim_start_matches("old → new: ");
            writeln!(new, "{summary}```").expect("a String takes all");
        }
    }
    new
}

#[test]
fn articles_change_as_they_did() {
    for folder in entries(&fixtures("revisions"))
        .into_iter()
        .filter(|it| it.is_dir())
    {
        let slug = folder
            .file_name()
            .and_then(|name| name.to_str())
            .expect("a name")
            .to_owned();
        let files = entries(&folder);
        let revisions: Vec<Revision> = files
            .iter()
            .map(|file| {
                read(&fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display())))
            })
            .collect();
        for (number, pair) in revisions.windows(2).enumerate() {
            let name = format!("{slug}-{}-{}", number + 1, number + 2);
            insta::assert_snapshot!(name, printed(&pair[0], &pair[1], false));
        }
        let revisions: Vec<&Revision> = revisions.iter().collect();
        let ledger = ledger(English::built_in(), &Policy::built_in(), &revisions);
        let names: Vec<String> = (1..=revisions.len()).map(|number| format!("v{number}")).collect();
        let history = History {
            names: &names,
            revisions: &revisions,
            ledger: &ledger,
        };
        let mut out = Vec::new();
        history::write_plain(&mut out, &history, true, false).expect("memory takes all");
        insta::assert_snapshot!(format!("{slug}-history"), String::from_utf8(out).expect("UTF-8"));
    }
}

/// Sentences that have nothing to do with each other.
const SENTENCES: [&str; 16] = [
    "The bridge over the Orme was closed in March, the transport ministry said.",
    "Two firms reportedly met in Basel.",
    "“We had no choice,” Ilse Brandt told reporters.",
    "The dam was not inspected in 2022.",
    "At least 12 people died in the storm, according to police.",
    "Hugo Vance was arrested on Friday.",
    "Prices could rise by 3 per cent in April.",
    "The army will open the hospital next week, a spokesman said.",
    "Some members of the board knew of the loan.",
    "The mayor resigned after the vote.",
    "A ferry runs at weekends.",
    "Scientists found traces of lead in the wells.",
    "The company declined to comment.",
    "Norvale Rail bought the station from the state.",
    "Nobody was hurt, the fire service said.",
    "The orchestra played in the park until midnight.",
];

/// What an editor does to a text.
#[derive(Clone, Debug)]
enum Deed {
    Cut(Index),
    Put(Index, &'static str),
    Swap(Index, Index),
    Replace(Index, &'static str, &'static str),
}

fn deed() -> impl Strategy<Value = Deed> {
    let words = select(vec![
        ("said", "claimed"),
        ("12", "14"),
        ("not ", ""),
        ("could", "will"),
        ("March", "April"),
        (", the transport ministry said", ""),
        ("Some", "Most"),
        ("choice", "reason"),
        ("“", "\""),
    ]);
    prop_oneof![
        any::<Index>().prop_map(Deed::Cut),
        (any::<Index>(), select(SENTENCES.to_vec())).prop_map(|(at, sentence)| Deed::Put(at, sentence)),
        (any::<Index>(), any::<Index>()).prop_map(|(one, other)| Deed::Swap(one, other)),
        (any::<Index>(), words).prop_map(|(at, (was, is))| Deed::Replace(at, was, is)),
    ]
}

fn article() -> impl Strategy<Value = Vec<String>> {
    subsequence(SENTENCES.to_vec(), 2..SENTENCES.len())
        .prop_shuffle()
        .prop_map(|sentences| sentences.into_iter().map(str::to_owned).collect())
}

fn done(mut paragraphs: Vec<String>, deeds: &[Deed]) -> Vec<String> {
    for deed in deeds {
        let many = paragraphs.len();
        match deed {
            Deed::Put(at, sentence) => paragraphs.insert(at.index(many + 1), (*sentence).to_owned()),
            _ if many == 0 => {}
            Deed::Cut(at) => {
                paragraphs.remove(at.index(many));
            }
            Deed::Swap(one, other) => paragraphs.swap(one.index(many), other.index(many)),
            Deed::Replace(at, was, is) => {
                let paragraph = &mut paragraphs[at.index(many)];
                *paragraph = paragraph.replace(was, is);
            }
        }
    }
    paragraphs
}

fn text(paragraphs: &[String]) -> Revision {
    read(&format!(
        "Norvale in a week of news\n\n{}\n",
        paragraphs.join("\n\n")
    ))
}

/// Both sides of every change, with the kinds of its edits for sides that are there twice.
fn pairs(comparison: &Comparison) -> BTreeSet<(Option<usize>, Option<usize>)> {
    comparison
        .changes
        .iter()
        .map(|change| (change.before, change.after))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_claim_is_in_one_change(old in article(), deeds in prop::collection::vec(deed(), 0..6)) {
        let (before, after) = (text(&old), text(&done(old.clone(), &deeds)));
        let comparison = compare(&before, &after);
        let mut olds: Vec<usize> = comparison.changes.iter().filter_map(|change| change.before).collect();
        let mut news: Vec<usize> = comparison.changes.iter().filter_map(|change| change.after).collect();
        prop_assert!(news.is_sorted());
        olds.sort_unstable();
        news.sort_unstable();
        prop_assert_eq!(olds, (0..before.claims.len()).collect::<Vec<_>>());
        prop_assert_eq!(news, (0..after.claims.len()).collect::<Vec<_>>());
        for change in &comparison.changes {
            let highest = change.edits.iter().map(|edit| edit.severity).max();
            prop_assert_eq!(change.severity, highest.unwrap_or(Severity::None));
            prop_assert_eq!(change.relation == ChangeRelation::Kept, change.edits.is_empty());
            prop_assert_eq!(change.before.is_none(), change.relation == ChangeRelation::Added);
            prop_assert_eq!(change.after.is_none(), change.relation == ChangeRelation::Removed);
        }
    }

    #[test]
    fn the_other_way_round_is_the_mirror_image(old in article(), deeds in prop::collection::vec(deed(), 0..6)) {
        let (before, after) = (text(&old), text(&done(old.clone(), &deeds)));
        let forth = compare(&before, &after);
        let back = compare(&after, &before);
        let mirrored: BTreeSet<_> = pairs(&back).into_iter().map(|(before, after)| (after, before)).collect();
        prop_assert_eq!(pairs(&forth), mirrored);
        let kept = |comparison: &Comparison| comparison.count(ChangeRelation::Kept);
        prop_assert_eq!(kept(&forth), kept(&back));
        prop_assert_eq!(forth.noise, back.noise);
    }

    #[test]
    fn a_text_has_not_changed_from_itself(old in article()) {
        let revision = text(&old);
        let comparison = compare(&revision, &revision);
        prop_assert_eq!(comparison.noise, 0);
        prop_assert!(comparison.changes.iter().all(|change| change.relation == ChangeRelation::Kept && change.before == change.after));
    }

    #[test]
    fn a_paragraph_elsewhere_changes_no_other_pair(old in article(), deeds in prop::collection::vec(deed(), 0..4)) {
        let new = done(old.clone(), &deeds);
        prop_assume!(!new.is_empty());
        let (before, after) = (text(&old), text(&new));
        let longer: Vec<String> = new.iter().cloned().chain(["Zebras crossed the Kalahari unseen.".to_owned()]).collect();
        let longer = text(&longer);
        let (alone, beside) = (compare(&before, &after), compare(&before, &longer));
        let there: BTreeSet<_> = pairs(&beside).into_iter().filter(|pair| pair.1.is_none_or(|claim| claim < after.claims.len())).collect();
        prop_assert_eq!(pairs(&alone), there);
    }

    #[test]
    fn any_two_texts_can_be_compared(old in ".{0,200}", new in ".{0,200}") {
        let (before, after) = (read(&old), read(&new));
        let comparison = compare(&before, &after);
        for edit in comparison.changes.iter().flat_map(|change| &change.edits) {
            prop_assert!(edit.before.is_none_or(|span| span.end() <= old.len() && old.is_char_boundary(span.start())));
            prop_assert!(edit.after.is_none_or(|span| span.end() <= new.len() && new.is_char_boundary(span.start())));
            prop_assert!(!edit.message.is_empty());
        }
    }
}
