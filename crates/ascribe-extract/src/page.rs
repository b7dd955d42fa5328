//! The article of a web page: its text, title and day of publication.

use dom_query::Document;
use dom_smoothie::{Config, Readability, TextMode};

use crate::depth::{DEEPEST, is_too_deep};
use crate::{Extracted, day};

/// Why a page gives no article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadPage {
    /// Its elements nest too deeply to be read in reasonable time, or their tags do not fit together.
    #[error("elements nest deeper than {DEEPEST}, or their tags do not fit together")]
    TooDeep,
    /// It has no text.
    #[error("no text in this page")]
    NoText,
}

/// The article of a page. A page that is no article as a whole, such as a single paragraph, gives all its text.
///
/// # Errors
/// If elements nest too deeply or there is no text.
pub fn html(page: &str) -> Result<Extracted, BadPage> {
    if is_too_deep(page) {
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
    }
}
