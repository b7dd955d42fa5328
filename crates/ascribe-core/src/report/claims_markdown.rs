//! Claims as a Markdown table, for a pull request, a mail or a wiki.

use std::io;

use super::claims_table::{listed, row};
use super::harmless;
use crate::revision::Revision;

/// Writes a heading and a table.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write(out: &mut impl io::Write, name: &str, revision: &Revision, all: bool) -> io::Result<()> {
    writeln!(out, "## {}\n", escaped(name))?;
    writeln!(
        out,
        "| claim | says | hedges | kind | reason |\n|---|---|---|---|---|"
    )?;
    for claim in listed(revision, all) {
        let [_, _, claim, says, cue, _, hedges, _, _, kind, _, reason, _] =
            row(name, revision, claim).map(|cell| escaped(&cell));
        let says = if cue.is_empty() {
            says
        } else {
            format!("{says}: {cue}")
        };
        writeln!(out, "| {claim} | {says} | {hedges} | {kind} | {reason} |")?;
    }
    Ok(())
}

/// Text without a mark that Markdown, or the HTML in it, would take for its own.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in harmless(text).chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '!' | '~' => {
                escaped.push('\\');
                escaped.push(character);
            }
            _ => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_a_text_stay_marks_of_the_text() {
        assert_eq!(
            escaped("a|b *c* [d](e) <img src=x>\n"),
            "a\\|b \\*c\\* \\[d\\](e) &lt;img src=x> "
        );
    }
}
