//! The ledger of an article's claims: on a terminal, as JSON, as CSV and as a page.
//!
//! Every cell has one mark: *own voice*, *hedged*, *quoted*, *attributed*, *anonymous*, *hearsay*, or a dash where the claim does
//! not stand.

use std::fmt::Write as _;
use std::io;

use anstyle::{AnsiColor, Style};
use serde::Serialize;

use super::html::{self, escaped};
use super::{harmless, joined};
use crate::claims::ClaimId;
use crate::history::{Cell, Ledger, Row};
use crate::revision::Revision;
use crate::vocabulary::Commitment;

/// The name and version of the record's shape.
pub const SCHEMA: &str = "ascribe/history/1";

/// An article's revisions with what was found in them.
#[derive(Clone, Copy, Debug)]
pub struct History<'a> {
    /// What each revision is known by, the oldest first.
    pub names: &'a [String],
    /// The revisions.
    pub revisions: &'a [&'a Revision],
    /// Their claims.
    pub ledger: &'a Ledger,
}

impl<'a> History<'a> {
    fn claim_text(&self, revision: usize, cell: Cell) -> String {
        let revision = self.revisions[revision];
        joined(&revision.document, &revision.claims[cell.claim].spans, " … ")
    }

    fn id(&self, revision: usize, cell: Cell) -> ClaimId {
        self.revisions[revision].claims[cell.claim].id
    }

    /// The rows in which the claim has this name in some revision.
    pub fn rows_of(&self, id: &str) -> Vec<&'a Row> {
        let named = |row: &&Row| {
            let cells = row.cells.iter().enumerate();
            cells
                .filter_map(|(revision, cell)| Some(self.id(revision, (*cell)?)))
                .any(|it| it.to_string() == id)
        };
        self.ledger.rows.iter().filter(named).collect()
    }

    /// The words of a claim where it stands last.
    fn latest(&self, row: &Row) -> String {
        let mut cells = row.cells.iter().enumerate().rev();
        let last = cells.find_map(|(revision, cell)| Some((revision, (*cell)?)));
        last.map_or_else(String::new, |(revision, cell)| self.claim_text(revision, cell))
    }
}

fn mark(cell: Option<Cell>) -> &'static str {
    match cell.map(|cell| cell.commitment) {
        None => "—",
        Some(Commitment::OwnVoice) => "own voice",
        Some(commitment) => commitment.code(),
    }
}

/// Writes a line for each claim, its marks first; claims that never moved only with `all`.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write_plain(
    out: &mut impl io::Write,
    history: &History<'_>,
    all: bool,
    color: bool,
) -> io::Result<()> {
    const COLUMN: usize = 11;
    let rows = &history.ledger.rows;
    let still = rows.iter().filter(|row| !row.moved()).count();
    for (number, name) in history.names.iter().enumerate() {
        writeln!(out, "{:>3}  {}", number + 1, harmless(name))?;
    }
    writeln!(out)?;
    for row in rows.iter().filter(|row| all || row.moved()) {
        let mut line = String::new();
        for &cell in &row.cells {
            let style = if color { style(cell) } else { Style::new() };
            let mark = mark(cell);
            write!(
                line,
                "{style}{mark}{style:#}{:width$}",
                "",
                width = COLUMN - mark.chars().count()
            )
            .expect("a String takes all");
        }
        let back = if row.returned() {
            "(left and came back) "
        } else {
            ""
        };
        writeln!(out, "{line}{back}{}", harmless(&history.latest(row)))?;
    }
    if !all && still > 0 {
        let plural = if still == 1 { "claim" } else { "claims" };
        writeln!(
            out,
            "\n{still} {plural} the same in every revision; --all shows them"
        )?;
    }
    Ok(())
}

fn style(cell: Option<Cell>) -> Style {
    match cell.map(|cell| cell.commitment) {
        Some(Commitment::OwnVoice) => AnsiColor::Red.on_default(),
        Some(Commitment::Hearsay | Commitment::Anonymous) => AnsiColor::Yellow.on_default(),
        None => Style::new().dimmed(),
        _ => AnsiColor::Green.on_default(),
    }
}

/// Writes what became of one claim, revision by revision, with its words and what differs.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write_story(out: &mut impl io::Write, history: &History<'_>, row: &Row) -> io::Result<()> {
    let mut before: Option<Cell> = None;
    for (number, &cell) in row.cells.iter().enumerate() {
        let name = harmless(&history.names[number]);
        match cell {
            Some(cell) => {
                let id = history.id(number, cell);
                writeln!(out, "{name}: {} · {id}", mark(Some(cell)))?;
                writeln!(out, "    {}", harmless(&history.claim_text(number, cell)))?;
            }
            None => writeln!(out, "{name}: —")?,
        }
        if let (Some(_), Some(now), Some(comparison)) = (
            before,
            cell,
            number
                .checked_sub(1)
                .and_then(|it| history.ledger.comparisons.get(it)),
        ) {
            let change = comparison
                .changes
                .iter()
                .find(|change| change.after == Some(now.claim));
            for edit in change.into_iter().flat_map(|change| &change.edits) {
                writeln!(out, "    {}: {}", edit.kind.code(), harmless(&edit.message))?;
            }
        }
        before = cell;
    }
    Ok(())
}

#[derive(Serialize)]
struct Record<'a> {
    schema: &'static str,
    revisions: Vec<RevisionRecord<'a>>,
    claims: Vec<RowRecord>,
}

#[derive(Serialize)]
struct RevisionRecord<'a> {
    name: &'a str,
    sha256: String,
}

#[derive(Serialize)]
struct RowRecord {
    returned: bool,
    cells: Vec<Option<CellRecord>>,
}

#[derive(Serialize)]
struct CellRecord {
    id: String,
    commitment: &'static str,
    text: String,
}

/// Writes the record, indented, without a line end: all claims, with null where one does not stand.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write_json(out: &mut impl io::Write, history: &History<'_>, rows: &[&Row]) -> io::Result<()> {
    let names = history.names.iter().zip(history.revisions);
    let cell = |(number, cell): (usize, &Option<Cell>)| {
        cell.map(|cell| CellRecord {
            id: history.id(number, cell).to_string(),
            commitment: cell.commitment.code(),
            text: history.claim_text(number, cell),
        })
    };
    let record = Record {
        schema: SCHEMA,
        revisions: names
            .map(|(name, revision)| RevisionRecord {
                name,
                sha256: super::json::sha256(revision.document.text()),
            })
            .collect(),
        claims: rows
            .iter()
            .map(|row| RowRecord {
                returned: row.returned(),
                cells: row.cells.iter().enumerate().map(cell).collect(),
            })
            .collect(),
    };
    Ok(serde_json::to_writer_pretty(out, &record)?)
}

/// Writes a line for each claim, its last words first, then a mark for each revision.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write_csv(out: &mut impl io::Write, history: &History<'_>, rows: &[&Row]) -> io::Result<()> {
    let head = std::iter::once("claim".to_owned()).chain(history.names.iter().map(|name| field(name)));
    writeln!(out, "{}", head.collect::<Vec<_>>().join(","))?;
    for row in rows {
        let claim = field(&history.latest(row));
        let marks = row.cells.iter().map(|cell| {
            let code = cell.map_or("absent", |cell| cell.commitment.code());
            code.to_owned()
        });
        let line: Vec<String> = std::iter::once(claim).chain(marks).collect();
        writeln!(out, "{}", line.join(","))?;
    }
    Ok(())
}

/// A field in quotation marks; one that a spreadsheet could take for a formula gets an apostrophe in front.
fn field(text: &str) -> String {
    let guard = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        "'"
    } else {
        ""
    };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

/// Writes the ledger as one page that needs nothing else.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write_html(out: &mut impl io::Write, history: &History<'_>, rows: &[&Row]) -> io::Result<()> {
    let title = "How the claims moved";
    let mut body = format!("<h1>{title}</h1>\n<table>\n<tr><th>claim</th>");
    for name in history.names {
        write!(body, "<th>{}</th>", escaped(name)).expect("a String takes all");
    }
    body.push_str("</tr>\n");
    for row in rows {
        write!(body, "<tr><td>{}</td>", escaped(&history.latest(row))).expect("a String takes all");
        for (number, &cell) in row.cells.iter().enumerate() {
            let class = cell.map_or("absent", |cell| cell.commitment.code());
            let words = cell.map_or_else(String::new, |cell| history.claim_text(number, cell));
            write!(
                body,
                "<td class=\"{class}\" title=\"{}\">{}</td>",
                escaped(&words),
                mark(cell)
            )
            .expect("a String takes all");
        }
        body.push_str("</tr>\n");
    }
    body.push_str("</table>\n");
    html::page(out, title, STYLE, &body)
}

const STYLE: &str = "\
table{border-collapse:collapse}
td,th{padding:.3rem .6rem;border:1px solid #ccc;text-align:left;vertical-align:top}
.own_voice{background:#fde2e2}
.hearsay,.anonymous{background:#fff2cc}
.attributed,.quoted{background:#dff3df}
.absent{color:#767676}
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_field_is_a_formula() {
        assert_eq!(field("=1+1"), "\"'=1+1\"");
        assert_eq!(field("He said \"no\""), "\"He said \"\"no\"\"\"");
    }
}
