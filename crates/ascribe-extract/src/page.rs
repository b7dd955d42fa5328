//! The article of a web page: its text, title and day of publication.

use dom_query::Document;
use dom_smoothie::{Config, Readability, TextMode};

use crate::{Extracted, day};

/// Why a page gives no article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadPage {
    /// Its elements nest too deeply to be read in reasonable time.
    #[error("elements nest deeper than {DEEPEST}")]
    TooDeep,
    /// It has no text.
    #[error("no text in this page")]
    NoText,
}

/// Building a tree takes time that grows with the square of its depth; no article needs more.
const DEEPEST: usize = 512;

/// The article of a page. A page that is no article as a whole, such as a single paragraph, gives all its text.
///
/// # Errors
/// If elements nest too deeply or there is no text.
pub fn html(page: &str) -> Result<Extracted, BadPage> {
    if depth(page) > DEEPEST {
        return Err(BadPage::TooDeep);
    }
    article(page).or_else(|| everything(page)).ok_or(BadPage::NoText)
}

fn article(page: &str) -> Option<Extracted> {
    let config = Config {
        text_mode: TextMode::Formatted,
        ..Config::default()
    };
    let article = Readability::new(page, None, Some(config)).ok()?.parse().ok()?;
    let text = article.text_content.trim().to_owned();
    (!text.is_empty()).then(|| Extracted {
        text,
        title: Some(article.title.trim().to_owned()).filter(|title| !title.is_empty()),
        published: article.published_time.as_deref().and_then(day),
    })
}

fn everything(page: &str) -> Option<Extracted> {
    let document = Document::from(page);
    document.select("script, style, noscript, template").remove();
    let title = document.select("title").text().trim().to_owned();
    document.select("title").remove();
    let text = document.formatted_text().trim().to_owned();
    (!text.is_empty()).then(|| Extracted {
        text,
        title: Some(title).filter(|title| !title.is_empty()),
        published: None,
    })
}

/// How deep elements can nest at most: start tags before end tags, counted in one pass and without a tree. What stands in
/// comments, scripts and styles opens nothing.
fn depth(page: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    let bytes = page.as_bytes();
    let mut at = 0;
    while let Some(tag) = page[at..].find('<') {
        let start = at + tag + 1;
        at = start;
        let rest = &page[start..];
        match bytes.get(start) {
            Some(b'/') => depth = depth.saturating_sub(1),
            Some(b'!') if rest.starts_with("!--") => {
                at = rest.find("-->").map_or(page.len(), |end| start + end);
            }
            Some(letter) if letter.is_ascii_alphabetic() => {
                let name = rest
                    .split(|it: char| !it.is_ascii_alphanumeric())
                    .next()
                    .unwrap_or("");
                if let Some(end) = ["script", "style"]
                    .iter()
                    .find(|raw| name.eq_ignore_ascii_case(raw))
                {
                    at = raw_end(page, start, end);
                } else if !is_void(name) {
                    depth += 1;
                    deepest = deepest.max(depth);
                }
            }
            _ => {}
        }
    }
    deepest
}

/// Where the raw text of a script or style ends: behind its end tag, or with the page.
fn raw_end(page: &str, start: usize, name: &str) -> usize {
    page[start..]
        .match_indices("</")
        .map(|(offset, _)| start + offset + 2)
        .find(|&end| {
            page.as_bytes()[end..]
                .get(..name.len())
                .is_some_and(|other| other.eq_ignore_ascii_case(name.as_bytes()))
        })
        .unwrap_or(page.len())
}

/// Elements that have no content.
fn is_void(name: &str) -> bool {
    [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    ]
    .iter()
    .any(|void| name.eq_ignore_ascii_case(void))
        // Those that their next sibling closes, and drawings, which no article nests.
        || [
            "p", "li", "dt", "dd", "option", "tr", "td", "th", "path", "circle", "rect", "line", "use",
        ]
        .iter()
        .any(|closed| name.eq_ignore_ascii_case(closed))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, Instant};

    fn page(head: &str) -> String {
        let paragraph = "The mayor said on Monday that the bridge would be closed for repairs until the end of May, \
                         and that buses would run from the old market instead.";
        format!(
            "<html><head><title>Bridge to close</title>{head}</head><body><nav>Home</nav><article>\
             <h1>Bridge to close</h1><p>{paragraph}</p><p>{paragraph}</p><p>{paragraph}</p></article></body></html>"
        )
    }

    #[test]
    fn the_text_of_a_page_is_taken_in_paragraphs() {
        let taken = html(&page("")).expect("an article");
        assert_eq!(taken.title.as_deref(), Some("Bridge to close"));
        assert!(taken.text.contains("The mayor said on Monday") && !taken.text.contains('<'));
        assert!(taken.text.matches('\n').count() >= 2);
        assert_eq!(taken.published, None);
    }

    #[test]
    fn the_day_of_publication_is_taken_from_metadata() {
        let head = "<meta property=\"article:published_time\" content=\"2025-07-19T10:30:00Z\">";
        let taken = html(&page(head)).expect("an article");
        assert_eq!(taken.published, "2025-07-19".parse().ok());
    }

    #[test]
    fn a_page_that_is_no_article_gives_its_text() {
        let taken =
            html("<p>The road is <b>closed</b>.</p><script>var a = '<p>no</p>';</script><p>It rains.</p>");
        let text = taken.expect("a text").text;
        assert!(
            text.starts_with("The road is closed.\n") && text.ends_with("It rains."),
            "{text}"
        );
        assert!(!text.contains("var"));
        assert_eq!(html("<html><body></body></html>"), Err(BadPage::NoText));
        assert_eq!(html(""), Err(BadPage::NoText));
    }

    #[test]
    fn a_page_of_nested_elements_is_refused_before_a_tree_is_built() {
        for nested in [
            "<div>".repeat(400_000),
            "<ul><li>".repeat(200_000),
            "<script></script><b>".repeat(100_000),
        ] {
            let began = Instant::now();
            assert_eq!(html(&nested), Err(BadPage::TooDeep));
            assert!(began.elapsed() < Duration::from_secs(1));
        }
        assert_eq!(
            depth("<script>if (a <b) { c <d }</script><!-- <i><i> --><p><b>x</b>"),
            1
        );
    }
}
