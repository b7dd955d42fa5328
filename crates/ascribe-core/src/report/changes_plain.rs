//! What became of each claim, for an editor's terminal: what matters most first, with the words that differ.
//!
//! Words taken out stand as *[-so-]* and words put in as *{+so+}* where there are no colours. Nothing that stands in an article
//! reaches the terminal as a command to it: see [`harmless`].

use std::io;

use anstyle::{AnsiColor, Style};

use super::changes::{self, Changes, Order, Piece};
use super::harmless;
use super::plain::lines;
use crate::diff::ClaimChange;
use crate::vocabulary::{Place, Severity};

/// How the changes look.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Also kept claims and changes of wording.
    pub all: bool,
    /// In which order.
    pub order: Order,
    /// Whether colours may be written.
    pub color: bool,
    /// Columns to wrap at; none for one line however long.
    pub width: Option<usize>,
}

/// Writes a summary line, then a block for each change.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write(out: &mut impl io::Write, changes: &Changes<'_>, options: &Options) -> io::Result<()> {
    let mut page = Page { out, options };
    let (shown, folded) = changes.shown(options.all, options.order);
    let names = format!(
        "{} → {}: {}",
        changes.old_name,
        changes.new_name,
        changes.summary()
    );
    page.text("", &names, Style::new().bold())?;
    for change in shown {
        page.change(changes, change)?;
    }
    if folded > 0 {
        writeln!(page.out)?;
        let plural = if folded == 1 { "change" } else { "changes" };
        let note = format!("{folded} {plural} of wording folded; --all shows them");
        page.text("", &note, Style::new().dimmed())?;
    }
    Ok(())
}

struct Page<'a, W> {
    out: &'a mut W,
    options: &'a Options,
}

impl<W: io::Write> Page<'_, W> {
    fn change(&mut self, changes: &Changes<'_>, change: &ClaimChange) -> io::Result<()> {
        writeln!(self.out)?;
        let edits = changes::edits(change, self.options.all);
        let mut kinds: Vec<&str> = edits.map(|edit| edit.kind.code()).collect();
        if kinds.is_empty() {
            kinds.push("kept");
        }
        let mut heading = format!(
            "{}: {} · {}",
            change.severity.code(),
            kinds.join(", "),
            place(changes, change).code()
        );
        for (flag, note) in [(change.disclosed, "disclosed"), (change.ambiguous, "ambiguous")] {
            if flag {
                heading.push_str(" · ");
                heading.push_str(note);
            }
        }
        self.text("", &heading, color_of(change.severity).bold())?;
        let old = changes::old_pieces(changes, change);
        let new = changes::new_pieces(changes, change);
        // Nothing differs in the words: one line is enough.
        let same = change.differences.is_empty() && old.is_some() && new.is_some();
        if let Some(pieces) = old.filter(|_| !same) {
            self.pieces("  - ", &pieces, ("[-", "-]"), AnsiColor::Red.on_default())?;
        }
        if let Some(pieces) = new {
            let sign = if same { "    " } else { "  + " };
            self.pieces(sign, &pieces, ("{+", "+}"), AnsiColor::Green.on_default())?;
        }
        for edit in changes::edits(change, self.options.all) {
            self.text("    ", &edit.message, Style::new())?;
        }
        Ok(())
    }

    fn pieces(
        &mut self,
        sign: &str,
        pieces: &[Piece<'_>],
        marks: (&str, &str),
        style: Style,
    ) -> io::Result<()> {
        let mut text = String::new();
        for piece in pieces {
            let harmless = harmless(piece.text);
            if piece.differs && !self.options.color {
                text.push_str(marks.0);
                text.push_str(&harmless);
                text.push_str(marks.1);
            } else if piece.differs {
                // Each word for itself, so that a line can end between them.
                let words = harmless.split(' ').map(|word| format!("{style}{word}{style:#}"));
                text.push_str(&words.collect::<Vec<_>>().join(" "));
            } else {
                text.push_str(&harmless);
            }
        }
        self.wrapped(sign, &text, Style::new())
    }

    fn text(&mut self, sign: &str, text: &str, style: Style) -> io::Result<()> {
        let style = if self.options.color { style } else { Style::new() };
        self.wrapped(sign, &harmless(text), style)
    }

    /// A text whose further lines stand below its first.
    fn wrapped(&mut self, sign: &str, text: &str, style: Style) -> io::Result<()> {
        let room = self
            .options
            .width
            .map(|width| width.saturating_sub(sign.len()).max(20));
        let mut sign = sign.to_owned();
        for line in lines(text, room) {
            writeln!(self.out, "{sign}{style}{line}{style:#}")?;
            sign = " ".repeat(sign.len());
        }
        Ok(())
    }
}

/// Where the claim stands now or, if it is gone, stood.
fn place(changes: &Changes<'_>, change: &ClaimChange) -> Place {
    let after = change.after.map(|claim| changes.new.claims[claim].place);
    let before = change.before.map(|claim| changes.old.claims[claim].place);
    after.or(before).unwrap_or(Place::Body)
}

fn color_of(severity: Severity) -> Style {
    match severity {
        Severity::Critical | Severity::High => AnsiColor::Red.on_default(),
        Severity::Medium => AnsiColor::Yellow.on_default(),
        _ => Style::new(),
    }
}
