//! Quotations against transcripts for an editor's terminal: one block a quotation, what was said below it.

use std::io;

use super::{harmless, joined};
use crate::quotes::QuoteCheck;
use crate::quotes::transcript::Transcript;
use crate::revision::Revision;
use crate::vocabulary::{QuoteState, Severity};

pub use super::quotes_json::Options;

/// Writes a header line, then a block for each quotation; those that are word for word only with `all`.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write(
    out: &mut impl io::Write,
    revision: &Revision,
    transcripts: &[Transcript],
    checks: &[QuoteCheck],
    all: bool,
    options: &Options<'_>,
) -> io::Result<()> {
    let document = &revision.document;
    let counts: Vec<String> = QuoteState::ALL
        .iter()
        .map(|&state| (state, checks.iter().filter(|check| check.state == state).count()))
        .filter(|(_, count)| *count > 0)
        .map(|(state, count)| format!("{count} {}", state.code().replace('_', " ")))
        .collect();
    let plural = if checks.len() == 1 { "" } else { "s" };
    let counts = if counts.is_empty() {
        String::new()
    } else {
        format!(", {}", counts.join(", "))
    };
    writeln!(
        out,
        "{}: {} quotation{plural}{counts}",
        harmless(options.name),
        checks.len()
    )?;
    for check in checks {
        if !all && check.severity == Severity::None {
            continue;
        }
        writeln!(
            out,
            "\n  “{}”",
            harmless(&joined(document, &check.quotation, "” … “"))
        )?;
        let source = revision.attributions[check.attribution].source.as_ref();
        if let Some(source) = source {
            let mention = joined(document, &source.spans, " ");
            let name = source
                .name
                .map(|name| document.slice(name))
                .filter(|name| !mention.contains(name));
            let source = name.map_or(mention.clone(), |name| format!("{mention} ({name})"));
            line(out, "says", &source)?;
        }
        let state = format!(
            "{}, {}",
            check.state.code().replace('_', " "),
            check.severity.code()
        );
        line(out, "is", &state)?;
        for passage in &check.passages {
            let transcript = &transcripts[passage.transcript];
            let speaker = transcript.turns()[passage.turn]
                .speaker
                .map_or("", |name| &transcript.text()[name]);
            let mut place = options.transcripts[passage.transcript].clone();
            for part in [transcript.time(passage.span).unwrap_or(""), speaker] {
                if !part.is_empty() {
                    place = format!("{place}, {part}");
                }
            }
            line(
                out,
                "said",
                &format!("{} ({place})", &transcript.text()[passage.span]),
            )?;
        }
        let Some(first) = check.passages.first() else {
            continue;
        };
        let transcript = &transcripts[first.transcript];
        for difference in &check.differences {
            let said = difference.said.map_or("nothing", |span| &transcript.text()[span]);
            let quoted = difference.quoted.map_or("nothing", |span| document.slice(span));
            line(out, "differs", &format!("said: {said} · quoted: {quoted}"))?;
        }
        if !check.dropped.is_empty() {
            let dropped: Vec<&str> = check
                .dropped
                .iter()
                .map(|dropped| &transcript.text()[dropped.span])
                .collect();
            line(out, "dropped", &dropped.join(", "))?;
        }
        if let Some(other) = check.other_speaker {
            line(out, "speaker", &transcript.text()[other])?;
        }
    }
    Ok(())
}

/// A label and what stands behind it, below a quotation.
fn line(out: &mut impl io::Write, label: &str, value: &str) -> io::Result<()> {
    writeln!(out, "    {label:8}{}", harmless(value))
}
