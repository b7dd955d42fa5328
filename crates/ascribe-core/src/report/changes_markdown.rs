//! What became of each claim, as Markdown for a pull request or a mail.

use std::fmt::Write as _;
use std::io;

use super::changes::{self, Changes, Order, Piece};
use crate::diff::ClaimChange;
use crate::vocabulary::Severity;

/// Writes a heading, a summary, and an item for each change, the severest first.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write(out: &mut impl io::Write, changes: &Changes<'_>, all: bool) -> io::Result<()> {
    writeln!(
        out,
        "## Claims: {} → {}\n\n{}.",
        escaped(changes.old_name),
        escaped(changes.new_name),
        escaped(&changes.summary())
    )?;
    let (shown, folded) = changes.shown(all, Order::Severity);
    for severity in Severity::ALL.iter().rev() {
        let mut heading = Some(format!("\n### {}\n\n", capital(severity.code())));
        for change in shown.iter().filter(|change| change.severity == *severity) {
            let item = item(changes, change, all);
            write!(out, "{}{item}", heading.take().unwrap_or_default())?;
        }
    }
    if folded > 0 {
        let plural = if folded == 1 { "change" } else { "changes" };
        writeln!(out, "\n{folded} {plural} of wording not listed.")?;
    }
    Ok(())
}

fn item(changes: &Changes<'_>, change: &ClaimChange, all: bool) -> String {
    let mut item = String::from("-");
    let kinds: Vec<String> = changes::edits(change, all)
        .map(|edit| format!("**{}**", edit.kind.code()))
        .collect();
    let kinds = if kinds.is_empty() {
        "**kept**".to_owned()
    } else {
        kinds.join(", ")
    };
    write!(item, " {kinds}").expect("a String takes all");
    if change.disclosed {
        item.push_str(" (disclosed)");
    }
    if change.ambiguous {
        item.push_str(" (ambiguous)");
    }
    for edit in changes::edits(change, all) {
        write!(item, " {}", escaped(&edit.message)).expect("a String takes all");
    }
    item.push('\n');
    let new = changes::new_pieces(changes, change);
    let same = change.differences.is_empty() && new.is_some() && change.before.is_some();
    let old = changes::old_pieces(changes, change).filter(|_| !same);
    for (pieces, mark) in [(old, "~~"), (new, "**")] {
        if let Some(pieces) = pieces {
            writeln!(item, "\n  > {}", quoted(&pieces, mark)).expect("a String takes all");
        }
    }
    item
}

fn quoted(pieces: &[Piece<'_>], mark: &str) -> String {
    let piece = |piece: &Piece<'_>| {
        let text = escaped(piece.text);
        // Marks beside a space would be letters.
        let inner = text.trim();
        if !piece.differs || inner.is_empty() {
            return text;
        }
        let start = text.len() - text.trim_start().len();
        format!(
            "{}{mark}{inner}{mark}{}",
            &text[..start],
            &text[start + inner.len()..]
        )
    };
    pieces.iter().map(piece).collect()
}

/// `text` on one line, with everything that Markdown or HTML could take for a mark escaped.
fn escaped(text: &str) -> String {
    let text = super::harmless(text);
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '#' | '|' | '~' | '!' | '@' => {
                escaped.push('\\');
                escaped.push(character);
            }
            _ => escaped.push(character),
        }
    }
    escaped
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_an_article_is_markup() {
        assert_eq!(
            escaped("<b>*x*</b> & @all"),
            "&lt;b&gt;\\*x\\*&lt;/b&gt; &amp; \\@all"
        );
        let pieces = [
            Piece {
                text: "the ",
                differs: false,
            },
            Piece {
                text: "old ",
                differs: true,
            },
        ];
        assert_eq!(quoted(&pieces, "~~"), "the ~~old~~ ");
    }
}
