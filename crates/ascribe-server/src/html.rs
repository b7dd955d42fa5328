//! The text of an article out of its page.

use dom_smoothie::{Config, Readability, TextMode};

/// What a page gives.
pub struct Taken {
    /// The text, a paragraph a line with an empty line between.
    pub text: String,
    /// The title.
    pub title: Option<String>,
}

/// Building a tree takes time that grows with the square of its depth; no article needs more.
const DEEPEST: usize = 512;

/// The article of a page; none if there is no text that looks like one.
pub fn article(page: &str) -> Option<Taken> {
    if depth(page) > DEEPEST {
        return None;
    }
    let config = Config {
        text_mode: TextMode::Formatted,
        ..Config::default()
    };
    let article = Readability::new(page, None, Some(config)).ok()?.parse().ok()?;
    let text = article.text_content.trim().to_owned();
    let title = Some(article.title.trim().to_owned()).filter(|title| !title.is_empty());
    (!text.is_empty()).then_some(Taken { text, title })
}

/// How deep elements can nest at most: start tags before end tags, counted without a tree.
fn depth(page: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    // In drawings and formulas a tag that ends in a slash is closed; elsewhere the slash means nothing.
    let mut drawing = false;
    for (at, _) in page.match_indices('<') {
        let rest = &page[at + 1..];
        let tag = &rest[..rest.find(['<', '>']).unwrap_or(rest.len())];
        let name = |tag: &str| {
            tag.split(|it: char| !it.is_ascii_alphanumeric())
                .next()
                .map(str::to_ascii_lowercase)
        };
        if let Some(end) = tag.strip_prefix('/') {
            depth = depth.saturating_sub(1);
            drawing &= !matches!(name(end).as_deref(), Some("svg" | "math"));
        } else if tag.starts_with(|it: char| it.is_ascii_alphabetic()) {
            let name = name(tag).unwrap_or_default();
            drawing |= matches!(name.as_str(), "svg" | "math");
            if !(drawing && tag.ends_with('/')) && !LEAVES.contains(&name.as_str()) {
                depth += 1;
                deepest = deepest.max(depth);
            }
        }
    }
    deepest
}

/// Elements that have no content, and those that the next of their kind closes.
const LEAVES: &[&str] = &[
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option",
    "p", "param", "source", "td", "th", "tr", "track", "wbr",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_of_a_page_is_taken_in_paragraphs() {
        let paragraph = "The mayor said on Monday that the bridge would be closed for repairs until the end of May, \
                         and that buses would run from the old market instead.";
        let page = format!(
            "<html><head><title>Bridge to close</title></head><body><nav>Home</nav><article>\
             <h1>Bridge to close</h1><p>{paragraph}</p><p>{paragraph}</p><p>{paragraph}</p></article></body></html>"
        );
        let taken = article(&page).expect("an article");
        assert_eq!(taken.title.as_deref(), Some("Bridge to close"));
        assert!(taken.text.contains("The mayor said on Monday") && !taken.text.contains('<'));
        assert!(taken.text.matches('\n').count() >= 2);
    }

    #[test]
    fn a_page_of_nested_elements_is_refused_before_a_tree_is_built() {
        let page = "<div>".repeat(400_000);
        let began = std::time::Instant::now();
        assert!(article(&page).is_none());
        assert!(began.elapsed() < std::time::Duration::from_secs(1));
        for deep in ["<ul><li>", "<svg><path>", "<a"] {
            assert!(article(&deep.repeat(200_000)).is_none(), "{deep}");
        }
    }

    #[test]
    fn what_is_closed_does_not_count() {
        assert_eq!(depth("<div><br><img src=x><p>one<p>two</div>"), 1);
        assert_eq!(depth(&"<svg><path d=x /><path d=y /></svg>".repeat(1000)), 1);
        assert_eq!(depth(&"<div/>".repeat(10)), 10);
    }
}
