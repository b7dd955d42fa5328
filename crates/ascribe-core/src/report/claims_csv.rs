//! Claims as comma-separated values (RFC 4180), a claim a line, for spreadsheets.
//!
//! A spreadsheet runs a cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return as a formula: such a cell gets an
//! apostrophe in front, which spreadsheets hide and other readers have to take off.

use std::borrow::Cow;
use std::io;

use super::claims_table::{COLUMNS, listed, row};
use crate::revision::Revision;

/// Writes the line of headings.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write_headings(out: &mut impl io::Write) -> io::Result<()> {
    line(out, &COLUMNS)
}

/// Writes a line for each claim.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write(out: &mut impl io::Write, name: &str, revision: &Revision, all: bool) -> io::Result<()> {
    for claim in listed(revision, all) {
        line(out, &row(name, revision, claim))?;
    }
    Ok(())
}

fn line<T: AsRef<str>, const N: usize>(out: &mut impl io::Write, cells: &[T; N]) -> io::Result<()> {
    for (number, cell) in cells.iter().enumerate() {
        let cell = harmless_cell(cell.as_ref());
        let comma = if number > 0 { "," } else { "" };
        if cell.contains([',', '"', '\n', '\r']) {
            write!(out, "{comma}\"{}\"", cell.replace('"', "\"\""))?;
        } else {
            write!(out, "{comma}{cell}")?;
        }
    }
    out.write_all(b"\r\n")
}

/// The cell so that no spreadsheet takes it for a formula.
fn harmless_cell(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_text_and_marks_are_doubled() {
        let mut out = Vec::new();
        let cells = [
            "=1+1",
            "-5 degrees",
            "@roe",
            "\tx",
            "\ry",
            "+1",
            "said \"no\"",
            "a, b",
            "plain",
        ];
        line(&mut out, &cells).expect("a vector takes all");
        assert_eq!(
            String::from_utf8(out).expect("UTF-8"),
            "'=1+1,'-5 degrees,'@roe,'\tx,\"'\ry\",'+1,\"said \"\"no\"\"\",\"a, b\",plain\r\n"
        );
    }
}
