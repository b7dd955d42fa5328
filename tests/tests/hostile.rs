//! Texts that want to do harm: nothing panics on them, spans stay in order, no control character reaches a terminal, and no
//! field of a table is a formula.
//!
//! `ASCRIBE_CASES=1000000 cargo test --release -p ascribe-tests --test hostile -- --nocapture` runs the long form.

use std::thread;

use ascribe_core::english::English;
use ascribe_core::report::{claims_csv, json, plain};
use ascribe_core::revision::{Reading, Revision};

/// What hostile texts are made of: words of news, and what a terminal, a table or a reader of text takes for a command.
const PARTS: [&str; 52] = [
    "twenty‑five",
    "first‑class",
    "a half‑hour",
    "the third‐largest",
    "The mayor",
    "Zoë Roe",
    "said",
    "that",
    "denied",
    "“",
    "”",
    "\"",
    "‘",
    "’",
    "40 million euros",
    "in May",
    ".",
    ". ",
    ", ",
    "\n",
    "\n\n",
    " ",
    "reportedly",
    "according to",
    "the bridge",
    "was shut",
    "will not open",
    "(",
    ")",
    "[[[[",
    "—",
    "\u{1b}[2J",
    "\u{1b}]0;owned\u{7}",
    "\u{9b}31m",
    "\u{7f}",
    "\r",
    "\t",
    "\u{8}\u{8}",
    "\u{0}",
    "\u{202e}",
    "\u{2066}",
    "\u{200b}",
    "\u{feff}",
    "\u{85}",
    "\u{2028}",
    "=1+1",
    "+SUM(A1)",
    "-2",
    "@cmd",
    "e\u{301}\u{301}\u{301}",
    "👩‍👩‍👧",
    "𝒜",
];

/// Numbers that look random and are the same in every run, `SplitMix64`.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % limit as u64) as usize
    }

    fn text(&mut self) -> String {
        let mut text = String::new();
        for _ in 0..3 + self.below(24) {
            text.push_str(PARTS[self.below(PARTS.len())]);
            if self.below(3) > 0 {
                text.push(' ');
            }
        }
        text
    }
}

#[test]
fn hostile_texts_do_no_harm() {
    let cases: usize = std::env::var("ASCRIBE_CASES").map_or(4_000, |text| text.parse().expect("a number"));
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let claims: usize = thread::scope(|scope| {
        let run = |seed| move || (0..cases / threads).fold((Chance(seed), 0), case).1;
        let running: Vec<_> = (0..threads as u64).map(|seed| scope.spawn(run(seed))).collect();
        running.into_iter().map(|it| it.join().expect("no panic")).sum()
    });
    assert!(
        claims > cases / 4,
        "only {claims} claims were shown: nothing was tried"
    );
    println!(
        "{} outputs and tables of {claims} claims",
        cases / threads * threads
    );
}

fn case((mut chance, claims): (Chance, usize), _: usize) -> (Chance, usize) {
    let text = chance.text();
    let revision = Revision::read(English::built_in(), &text, &Reading::default());
    spans_are_in_order(&revision, &text);
    terminal(&revision, &text);
    table(&revision, &text);
    let mut out = Vec::new();
    let options = json::Options {
        name: &text,
        title: Some(&text),
        with_text: true,
        all: true,
    };
    json::write(&mut out, &revision, &options).expect("memory takes all");
    assert!(out.iter().all(|&byte| byte >= b' ' || byte == b'\n'), "{text:?}");
    (chance, claims + revision.claims.len())
}

fn spans_are_in_order(revision: &Revision, text: &str) {
    assert_eq!(revision.document.text(), text);
    for claim in &revision.claims {
        assert!(!claim.spans.is_empty(), "{text:?}");
        let mut end = 0;
        for span in &claim.spans {
            assert!(end <= span.start() && span.start() < span.end(), "{text:?}");
            assert!(
                text.is_char_boundary(span.start()) && text.is_char_boundary(span.end()),
                "{text:?}"
            );
            end = span.end();
        }
        assert!(
            claim
                .attributions
                .iter()
                .all(|&at| at < revision.attributions.len()),
            "{text:?}"
        );
    }
}

fn terminal(revision: &Revision, text: &str) {
    let mut out = Vec::new();
    let options = plain::Options {
        name: text,
        all: true,
        worth: true,
        color: false,
        width: Some(80),
    };
    plain::write(&mut out, revision, &options).expect("memory takes all");
    let shown = String::from_utf8(out).expect("UTF-8");
    let raw = shown.chars().find(|&it| {
        let hidden = matches!(it, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
        (it.is_control() && it != '\n' && it != '\t') || hidden
    });
    assert_eq!(raw, None, "{text:?}");
}

/// No field begins as a formula does, seen as a spreadsheet sees it.
fn table(revision: &Revision, text: &str) {
    let mut out = Vec::new();
    claims_csv::write(&mut out, text, revision, true).expect("memory takes all");
    let written = String::from_utf8(out).expect("UTF-8");
    for field in fields(&written) {
        assert!(!field.starts_with(['=', '+', '-', '@', '\t', '\r']), "{text:?}");
    }
}

/// The fields of a table, without the quotation marks around them.
fn fields(table: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut quoted = false;
    let mut characters = table.chars().peekable();
    while let Some(character) = characters.next() {
        let field = fields.last_mut().expect("there is one");
        match character {
            '"' if quoted && characters.next_if_eq(&'"').is_some() => field.push('"'),
            '"' => quoted = !quoted,
            ',' | '\n' if !quoted => fields.push(String::new()),
            _ => field.push(character),
        }
    }
    fields
}
