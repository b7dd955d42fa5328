//! `ascribe explain`: what a code means, with an example and a counter-example.

use std::io::{self, Write as _};
use std::process::ExitCode;

use ascribe_core::english::explanations::{self, Explanation, LISTS};
use clap::Args;

#[derive(Args)]
pub(crate) struct Options {
    /// A code of the records, such as opinion or `hedge_dropped`; without one all codes are listed.
    code: Option<String>,
}

/// Explains one code, or lists them all.
pub(crate) fn run(options: &Options) -> ExitCode {
    let mut text = Vec::new();
    let Some(code) = &options.code else {
        let written = list(&mut text).and_then(|()| io::stdout().write_all(&text));
        return crate::finish(written, false);
    };
    let code = code.trim().to_ascii_lowercase().replace(['-', ' '], "_");
    let mut known = false;
    let mut written = Ok(());
    for explanation in explanations::of(&code) {
        if known {
            text.push(b'\n');
        }
        known = true;
        written = written.and_then(|()| explain(&mut text, explanation));
    }
    if !known {
        crate::complain("no such code; `ascribe explain` lists all");
    }
    crate::finish(written.and_then(|()| io::stdout().write_all(&text)), !known)
}

fn explain(out: &mut impl io::Write, explanation: &Explanation) -> io::Result<()> {
    writeln!(out, "{} ({})", explanation.code, explanation.list.title)?;
    writeln!(out, "  {}", explanation.meaning)?;
    if let Some(severity) = explanation.severity {
        writeln!(out, "  severity  {}", severity.code())?;
    }
    writeln!(out, "  example   {}", explanation.example)?;
    writeln!(out, "  but not   {}", explanation.counter)
}

fn list(out: &mut impl io::Write) -> io::Result<()> {
    for (number, list) in LISTS.iter().enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        writeln!(out, "{}", list.title)?;
        let codes = (list.codes)();
        let width = codes.iter().map(|code| code.len()).max().unwrap_or(0);
        for explanation in explanations::all()
            .iter()
            .filter(|it| std::ptr::eq(it.list, list))
        {
            writeln!(out, "  {:width$}  {}", explanation.code, explanation.meaning)?;
        }
    }
    Ok(())
}
