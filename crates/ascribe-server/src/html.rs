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
    let bytes = page.as_bytes();
    for (at, _) in page.match_indices('<') {
        match bytes.get(at + 1) {
            Some(b'/') => depth = depth.saturating_sub(1),
            Some(letter) if letter.is_ascii_alphabetic() && !is_void(&page[at + 1..]) => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            _ => {}
        }
    }
    deepest
}

/// Elements that have no content, and those that a sibling closes.
fn is_void(tag: &str) -> bool {
    let name = tag.split(|it: char| !it.is_ascii_alphanumeric()).next().unwrap_or("");
    [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
        "wbr", "p", "li", "dt", "dd", "option", "tr", "td", "th", "path", "circle", "rect", "line", "use",
    ]
    .iter()
    .any(|void| name.eq_ignore_ascii_case(void))
}

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
        let lists = "<ul><li>".repeat(200_000);
        assert!(article(&lists).is_none());
    }
}
