//! What became of each claim, as one page that needs nothing else: the changes, and below them both texts side by side.
//!
//! Every change has a number that leads from the list to both texts and back. Article text stands in the page as text only:
//! every character that could be markup is escaped, there is no script, and the page forbids itself to load anything.

use std::fmt::Write as _;
use std::io;

use super::changes::{self, Changes, Order, Piece};
use super::html::escaped;
use crate::diff::ClaimChange;
use crate::revision::Revision;
use crate::span::Span;

/// Writes the page.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write(out: &mut impl io::Write, changes: &Changes<'_>, all: bool) -> io::Result<()> {
    let (shown, folded) = changes.shown(all, Order::Severity);
    let title = format!("{} → {}", changes.old_name, changes.new_name);
    let mut body = format!(
        "<h1>{}</h1>\n<p>{}.</p>\n",
        escaped(&title),
        escaped(&changes.summary())
    );
    body.push_str("<ol class=\"changes\">\n");
    for (number, change) in shown.iter().enumerate() {
        body.push_str(&item(changes, change, number + 1, all));
    }
    body.push_str("</ol>\n");
    if folded > 0 {
        let plural = if folded == 1 { "change" } else { "changes" };
        writeln!(body, "<p>{folded} {plural} of wording not listed.</p>").expect("a String takes all");
    }
    body.push_str("<div class=\"texts\">\n");
    body.push_str(&text(changes.old, &shown, true));
    body.push_str(&text(changes.new, &shown, false));
    body.push_str("</div>\n");
    super::html::page(out, &title, STYLE, &body)
}

const STYLE: &str = "\
.texts{display:grid;grid-template-columns:1fr 1fr;gap:2rem}
.changes li{margin:0 0 1rem}
.critical>b,.high>b{color:#a40000}
.medium>b{color:#8a5a00}
blockquote{margin:.3rem 0;padding-left:.6rem;border-left:3px solid #ccc}
del{background:#fde2e2}
ins{background:#dff3df;text-decoration:none}
sup a{text-decoration:none}
p:target,li:target,sup:target{outline:2px solid #06c}
@media (max-width:50rem){.texts{grid-template-columns:1fr}}
";

fn item(changes: &Changes<'_>, change: &ClaimChange, number: usize, all: bool) -> String {
    let severity = change.severity.code();
    let kinds: Vec<&str> = changes::edits(change, all).map(|edit| edit.kind.code()).collect();
    let kinds = if kinds.is_empty() {
        "kept".to_owned()
    } else {
        kinds.join(", ")
    };
    let mut item = format!("<li id=\"change-{number}\" class=\"{severity}\"><b>{severity}</b> {kinds}");
    for (flag, note) in [(change.disclosed, "disclosed"), (change.ambiguous, "ambiguous")] {
        if flag {
            write!(item, " · {note}").expect("a String takes all");
        }
    }
    for (side, there) in [("old", change.before.is_some()), ("new", change.after.is_some())] {
        if there {
            write!(item, " <a href=\"#{side}-{number}\">{side}</a>").expect("a String takes all");
        }
    }
    for edit in changes::edits(change, all) {
        write!(item, "<br>{}", escaped(&edit.message)).expect("a String takes all");
    }
    let new = changes::new_pieces(changes, change);
    let same = change.differences.is_empty() && new.is_some() && change.before.is_some();
    let old = changes::old_pieces(changes, change).filter(|_| !same);
    for (pieces, mark) in [(old, "del"), (new, "ins")] {
        if let Some(pieces) = pieces {
            write!(item, "<blockquote>{}</blockquote>", marked(&pieces, mark)).expect("a String takes all");
        }
    }
    item.push_str("</li>\n");
    item
}

fn marked(pieces: &[Piece<'_>], mark: &str) -> String {
    let piece = |piece: &Piece<'_>| {
        let text = escaped(piece.text);
        if piece.differs {
            format!("<{mark}>{text}</{mark}>")
        } else {
            text
        }
    };
    pieces.iter().map(piece).collect()
}

/// Sorted spans, those that touch made one.
fn joined(spans: Vec<Span>) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match joined.last_mut() {
            Some(last) if span.start() <= last.end() => *last = last.cover(span),
            _ => joined.push(span),
        }
    }
    joined
}

/// A revision's paragraphs, with the numbers of the changes before their claims and the words that differ marked.
fn text(revision: &Revision, shown: &[&ClaimChange], is_old: bool) -> String {
    let (side, mark) = if is_old { ("old", "del") } else { ("new", "ins") };
    let mut numbers: Vec<(usize, usize)> = Vec::new();
    let mut differing: Vec<Span> = Vec::new();
    for (number, change) in shown.iter().enumerate() {
        let claim = if is_old { change.before } else { change.after };
        let Some(claim) = claim else { continue };
        let spans = &revision.claims[claim].spans;
        numbers.push((spans[0].start(), number + 1));
        if change.before.is_none() || change.after.is_none() {
            differing.extend(spans);
        }
        let words = change.differences.iter();
        differing.extend(words.filter_map(|it| if is_old { it.before } else { it.after }));
    }
    numbers.sort_unstable();
    differing.sort_unstable();
    let differing = joined(differing);
    let mut out = format!("<section class=\"{side}\">\n");
    for paragraph in revision.document.paragraphs() {
        out.push_str("<p>");
        let mut cuts: Vec<usize> = vec![paragraph.span.start(), paragraph.span.end()];
        let inside = |at: usize| paragraph.span.start() <= at && at < paragraph.span.end();
        let first = numbers.partition_point(|it| it.0 < paragraph.span.start());
        let here = numbers[first..].iter().take_while(|it| inside(it.0));
        cuts.extend(here.clone().map(|it| it.0));
        let first = differing.partition_point(|span| span.end() <= paragraph.span.start());
        let last = differing.partition_point(|span| span.start() < paragraph.span.end());
        let overlapping = &differing[first..last.max(first)];
        for span in overlapping {
            cuts.extend([span.start(), span.end()].into_iter().filter(|&at| inside(at)));
        }
        cuts.sort_unstable();
        cuts.dedup();
        for cut in cuts.windows(2) {
            for (_, number) in here.clone().filter(|it| it.0 == cut[0]) {
                write!(
                    out,
                    "<sup id=\"{side}-{number}\"><a href=\"#change-{number}\">{number}</a></sup>"
                )
                .expect("a String takes all");
            }
            let piece = Span::new(cut[0], cut[1]);
            let slice = escaped(revision.document.slice(piece));
            if overlapping.iter().any(|span| span.contains(piece)) {
                write!(out, "<{mark}>{slice}</{mark}>").expect("a String takes all");
            } else {
                out.push_str(&slice);
            }
        }
        out.push_str("</p>\n");
    }
    out.push_str("</section>\n");
    out
}
