//! Claims as one page that needs nothing else: no script, nothing loaded, article text as text only.

use std::fmt::Write as _;
use std::io;

use super::claims_table::{listed, row};
use super::html::{escaped, page};
use crate::revision::Revision;

/// The page as it grows, an article at a time.
#[derive(Debug, Default)]
pub struct Page {
    body: String,
}

const STYLE: &str = "\
table{border-collapse:collapse;width:100%}
th,td{border-bottom:1px solid #ccc;padding:.3rem .6rem;text-align:left;vertical-align:top}
small{color:#555}
";

impl Page {
    /// Adds the claims of an article.
    pub fn add(&mut self, name: &str, revision: &Revision, all: bool) {
        let body = &mut self.body;
        write!(
            body,
            "<h1>{}</h1>\n<table>\n<thead><tr><th>Claim<th>Says<th>Hedges<th>Kind<th>To check</tr></thead>\n<tbody>\n",
            escaped(name)
        )
        .expect("a String takes all");
        for claim in listed(revision, all) {
            let [
                _,
                id,
                claim,
                says,
                cue,
                _,
                hedges,
                _,
                times,
                kind,
                place,
                reason,
                worth,
            ] = row(name, revision, claim).map(|cell| escaped(&cell));
            writeln!(
                body,
                "<tr id=\"{id}\"><td>{claim}<br><small>{times}</small><td>{says}<br><small>{cue}</small><td>{hedges}<td>{kind}<br><small>{place}</small><td>{worth}<br><small>{reason}</small></tr>"
            )
            .expect("a String takes all");
        }
        body.push_str("</tbody>\n</table>\n");
    }

    /// Writes the page.
    ///
    /// # Errors
    /// If `out` cannot be written to.
    pub fn write(&self, out: &mut impl io::Write) -> io::Result<()> {
        page(out, "Claims", STYLE, &self.body)
    }
}
