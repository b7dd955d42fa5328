//! Claims for an editor's terminal: one block a claim, who says it below it.
//!
//! Nothing that stands in an article reaches the terminal as a command to it: see [`harmless`].

use std::io;

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

use super::{carrying, harmless, joined};
use crate::attribution::{Attribution, Source};
use crate::claims::Claim;
use crate::document::Document;
use crate::revision::Revision;
use crate::signs::quantities::Quantity;
use crate::signs::times::Time;

/// How the list looks.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'a> {
    /// The file's name, or whatever else the article is known by.
    pub name: &'a str,
    /// Also claims that cannot be checked, and attributions that carry no claim.
    pub all: bool,
    /// Also how much each claim deserves to be checked, and why.
    pub worth: bool,
    /// Whether colours may be written.
    pub color: bool,
    /// Columns to wrap at; none for one line however long.
    pub width: Option<usize>,
}

/// Writes a header line, then a block for each claim.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write(out: &mut impl io::Write, revision: &Revision, options: &Options<'_>) -> io::Result<()> {
    let mut page = Page { out, options };
    let claims = &revision.claims;
    let checkable = claims
        .iter()
        .filter(|claim| claim.checkability.checkable())
        .count();
    let own = claims
        .iter()
        .filter(|claim| claim.attributions.is_empty())
        .count();
    let plural = if claims.len() == 1 { "" } else { "s" };
    let header = format!(
        "{}: {} claim{plural}, {checkable} checkable, {own} in the paper's own voice",
        options.name,
        claims.len(),
    );
    page.row("", "", &header, Style::new().bold())?;
    for claim in claims {
        if options.all || claim.checkability.checkable() {
            page.claim(revision, claim)?;
        }
    }
    if options.all {
        let carries = carrying(revision);
        for (attribution, carries) in revision.attributions.iter().zip(carries) {
            if !carries {
                let content = joined(&revision.document, &attribution.content, " … ");
                page.heading(&content)?;
                page.detail("says", &said_by(revision, attribution), Style::new())?;
                page.detail("claim", "none", AnsiColor::Yellow.on_default())?;
            }
        }
    }
    Ok(())
}

struct Page<'a, W> {
    out: &'a mut W,
    options: &'a Options<'a>,
}

/// Columns of the words *says*, *hedges* … with the space behind them.
const LABEL: usize = 8;

impl<W: io::Write> Page<'_, W> {
    fn claim(&mut self, revision: &Revision, claim: &Claim) -> io::Result<()> {
        let document = &revision.document;
        self.heading(&joined(document, &claim.spans, " … "))?;
        if claim.attributions.is_empty() {
            self.detail("says", "own voice", Style::new())?;
        }
        let mut label = "says";
        for &index in &claim.attributions {
            let said_by = said_by(revision, &revision.attributions[index]);
            self.detail(label, &said_by, Style::new())?;
            label = "";
        }
        if !claim.hedges.is_empty() {
            let hedges: Vec<String> = claim
                .hedges
                .iter()
                .map(|hedge| format!("{} ({})", document.slice(hedge.span), hedge.class.code()))
                .collect();
            self.detail("hedges", &hedges.join(", "), Style::new())?;
        }
        let measures: Vec<String> = claim
            .quantities
            .iter()
            .map(|quantity| quantified(document, quantity))
            .chain(claim.times.iter().map(|time| timed(document, time)))
            .collect();
        if !measures.is_empty() {
            self.detail("numbers", &measures.join(", "), Style::new())?;
        }
        let kinds: Vec<&str> = claim.kinds.iter().map(|kind| kind.code()).collect();
        let kind = format!("{} · {}", kinds.join(", "), claim.place.code());
        self.detail("kind", &kind, Style::new())?;
        if self.options.worth {
            let reasons = claim.worth.reasons.iter().map(|reason| reason.code());
            let worth: Vec<String> = std::iter::once(format!("{:.2}", claim.worth.score))
                .chain(reasons.map(str::to_owned))
                .collect();
            self.detail("worth", &worth.join(" · "), Style::new())?;
        }
        if !claim.checkability.checkable() {
            let reason = format!("{}, not checkable", claim.checkability.reason.code());
            self.detail("reason", &reason, AnsiColor::Yellow.on_default())?;
        }
        Ok(())
    }

    fn heading(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.out)?;
        self.row("  ", "", text, AnsiColor::Cyan.on_default())
    }

    fn detail(&mut self, label: &str, value: &str, style: Style) -> io::Result<()> {
        self.row("    ", &format!("{label:LABEL$}"), value, style)
    }

    /// A label and a value, whose further lines stand below its first.
    fn row(&mut self, indent: &str, label: &str, value: &str, style: Style) -> io::Result<()> {
        let (dim, style) = if self.options.color {
            (Style::new().dimmed(), style)
        } else {
            (Style::new(), Style::new())
        };
        let edge = indent.len() + label.len();
        let room = self.options.width.map(|width| width.saturating_sub(edge).max(20));
        let mut label = format!("{indent}{dim}{label}{dim:#}");
        for line in lines(&harmless(value), room) {
            writeln!(self.out, "{label}{style}{line}{style:#}")?;
            label = " ".repeat(edge);
        }
        Ok(())
    }
}

/// *the ministry · said (neutral) · named organisation, direct*, with the name that the source goes by elsewhere in brackets
/// behind it.
fn said_by(revision: &Revision, attribution: &Attribution) -> String {
    let cue = revision.document.slice(attribution.cue.span);
    let stance = attribution.cue.stance.code();
    let mut marks = vec![attribution.directness.code()];
    if attribution.negated {
        marks.push("negated");
    }
    if attribution.scope_uncertain {
        marks.push("scope uncertain");
    }
    let marks = marks.join(", ");
    match &attribution.source {
        Some(source) => {
            let (anonymity, kind) = (source.anonymity.code(), source.kind.code());
            let source = named(revision, source);
            format!("{source} · {cue} ({stance}) · {anonymity} {kind}, {marks}")
        }
        None => format!("no source given · {cue} ({stance}) · {marks}"),
    }
}

/// *more than one million Afghans (min 1000000 people)*.
fn quantified(document: &Document, quantity: &Quantity) -> String {
    let value = quantity.value.map(|value| match quantity.upper {
        Some(upper) => format!(" {value}–{upper}"),
        None => format!(" {value}"),
    });
    let unit = quantity.unit.as_ref().map(|unit| format!(" {unit}"));
    let meaning = [Some(quantity.bound.code().to_owned()), value, unit];
    let meaning: String = meaning.into_iter().flatten().collect();
    let counted = quantity
        .counted
        .filter(|&counted| {
            !quantity.span.contains(counted) && quantity.unit.as_deref() != Some(document.slice(counted))
        })
        .map(|counted| format!(" of {}", document.slice(counted)));
    format!(
        "{} ({meaning}{})",
        document.slice(quantity.span),
        counted.unwrap_or_default()
    )
}

/// *last year (2024)*, *on Saturday (day, not resolved)*.
fn timed(document: &Document, time: &Time) -> String {
    let words = document.slice(time.span);
    match &time.value {
        Some(value) => format!("{words} ({value})"),
        None => format!("{words} ({}, not resolved)", time.granularity.code()),
    }
}

fn named(revision: &Revision, source: &Source) -> String {
    let document = &revision.document;
    let mention = joined(document, &source.spans, " … ");
    let names: Vec<&str> = match source.name {
        Some(name) => vec![document.slice(name)],
        None => source
            .candidates
            .iter()
            .map(|&name| document.slice(name))
            .collect(),
    };
    if names.is_empty() || names == [mention.as_str()] {
        return mention;
    }
    format!("{mention} ({})", names.join(" or "))
}

/// `text` in lines of at most `room` columns where its words allow; always at least one line.
pub(super) fn lines(text: &str, room: Option<usize>) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::with_capacity(text.len().min(room.unwrap_or(text.len())));
    let mut columns = 0;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let width = word.width();
        if columns > 0 {
            if room.is_some_and(|room| columns + 1 + width > room) {
                lines.push(std::mem::take(&mut line));
                columns = 0;
            } else {
                line.push(' ');
                columns += 1;
            }
        }
        line.push_str(word);
        columns += width;
    }
    lines.push(line);
    lines
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::attribution::Cue;
    use crate::claims::{Checkability, ClaimId, Hedge, Worth};
    use crate::english::English;
    use crate::span::Span;
    use crate::vocabulary::{
        Anonymity, ClaimKind, Directness, HedgeClass, Place, Polarity, Reason, SourceKind, Stance,
    };

    /// Two claims, one of them an opinion in the paper's own voice, and an attribution that carries neither.
    pub(crate) fn harbour() -> Revision {
        let text =
            "Zoë said — “the café shut in May”, a shame. Reportedly, come at\u{1b}[2J once. Zoë Roe left.";
        let span = |part: &str| {
            let start = text.find(part).expect("part of the text");
            Span::new(start, start + part.len())
        };
        let attribution = |source, cue, stance, content, directness| Attribution {
            source,
            cue: Cue {
                span: span(cue),
                stance,
            },
            content: vec![span(content)],
            directness,
            negated: false,
            scope_uncertain: false,
            within: None,
        };
        let claim = |part, reason, attributions: Vec<usize>, hedges| Claim {
            id: ClaimId(7),
            spans: vec![span(part)],
            sentence: 0,
            place: Place::Lede,
            kinds: vec![ClaimKind::Event],
            checkability: Checkability {
                reason,
                open: Vec::new(),
                due: None,
            },
            polarity: Polarity::Positive,
            attributions,
            hedges,
            quantities: Vec::new(),
            times: Vec::new(),
            entities: Vec::new(),
            predicate: None,
            arguments: Vec::new(),
            worth: Worth::default(),
        };
        let source = Source {
            spans: vec![span("Zoë")],
            name: Some(span("Zoë Roe")),
            kind: SourceKind::Person,
            anonymity: Anonymity::Named,
            candidates: Vec::new(),
        };
        let hedge = Hedge {
            class: HedgeClass::Approximator,
            span: span("in May"),
            by: Some(0),
        };
        Revision {
            document: crate::read::document(English::built_in(), text),
            attributions: vec![
                attribution(
                    Some(source),
                    "said",
                    Stance::Neutral,
                    "the café shut in May",
                    Directness::Direct,
                ),
                attribution(
                    None,
                    "Reportedly",
                    Stance::Neutral,
                    "come at\u{1b}[2J once",
                    Directness::Agentless,
                ),
            ],
            claims: vec![
                claim("the café shut in May", Reason::Checkable, vec![0], vec![hedge]),
                claim("a shame", Reason::Opinion, Vec::new(), Vec::new()),
            ],
            ..Revision::default()
        }
    }

    fn page(all: bool, color: bool, width: Option<usize>) -> String {
        let mut out = Vec::new();
        let options = Options {
            name: "harbour.txt",
            all,
            worth: false,
            color,
            width,
        };
        write(&mut out, &harbour(), &options).expect("memory takes all");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn a_block_says_what_who_and_how() {
        let expected = "harbour.txt: 2 claims, 1 checkable, 1 in the paper's own voice

  the café shut in May
    says    Zoë (Zoë Roe) · said (neutral) · named person, direct
    hedges  in May (approximator)
    kind    event · lede
";
        assert_eq!(page(false, false, None), expected);
        let rest = "
  a shame
    says    own voice
    kind    event · lede
    reason  opinion, not checkable

  come at\\u{1b}[2J once
    says    no source given · Reportedly (neutral) · agentless
    claim   none
";
        assert_eq!(page(true, false, None), format!("{expected}{rest}"));
    }

    #[test]
    fn colours_and_width_only_when_asked_for() {
        assert!(!page(true, false, None).contains('\u{1b}'));
        assert!(page(true, true, None).contains("\u{1b}[36mthe café shut in May\u{1b}[0m"));
        let narrow = page(true, false, Some(32));
        assert!(
            narrow.contains("\n    says    Zoë (Zoë Roe) · said\n            (neutral) · named\n"),
            "{narrow}"
        );
    }
}
