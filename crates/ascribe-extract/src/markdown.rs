//! Markdown to text: headings, paragraphs and items as lines, with the title and day that its front matter gives.

use pulldown_cmark::{Event, MetadataBlockKind, Options, Parser, Tag, TagEnd};

use crate::{Extracted, day};

/// The text of a Markdown file.
///
/// Marks of emphasis, the addresses of links, images, code blocks, tables' rules and raw HTML are left out; the words of
/// links stay. Any text can be read.
pub fn markdown(text: &str) -> Extracted {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut reader = Reader::default();
    for event in Parser::new_ext(text, options) {
        reader.event(event);
    }
    reader
        .extracted
        .text
        .truncate(reader.extracted.text.trim_end().len());
    reader.extracted
}

#[derive(Default)]
struct Reader {
    extracted: Extracted,
    /// In front matter, in code or in an image: how deep.
    hidden: usize,
    metadata: bool,
}

impl Reader {
    fn event(&mut self, event: Event<'_>) {
        match event {
            // *- One* with a list of its own: what stands in front of a block is a line.
            Event::Start(Tag::List(_) | Tag::BlockQuote(_)) if self.hidden == 0 => self.paragraph(),
            Event::InlineHtml(tag) if self.hidden == 0 && is_break(&tag) => self.extracted.text.push(' '),
            Event::Start(Tag::MetadataBlock(MetadataBlockKind::YamlStyle)) => self.metadata = true,
            Event::End(TagEnd::MetadataBlock(_)) => self.metadata = false,
            Event::Start(Tag::CodeBlock(_) | Tag::Image { .. } | Tag::HtmlBlock) => self.hidden += 1,
            Event::End(TagEnd::CodeBlock | TagEnd::Image | TagEnd::HtmlBlock) => {
                self.hidden = self.hidden.saturating_sub(1);
            }
            Event::Text(words) if self.metadata => self.metadata(&words),
            Event::Text(words) | Event::Code(words) if self.hidden == 0 => {
                self.extracted.text.push_str(&words);
            }
            Event::SoftBreak | Event::HardBreak if self.hidden == 0 => self.extracted.text.push(' '),
            Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::Item
                | TagEnd::TableHead
                | TagEnd::TableRow
                | TagEnd::FootnoteDefinition,
            ) => self.paragraph(),
            Event::End(TagEnd::TableCell) => self.extracted.text.push(' '),
            _ => {}
        }
    }

    /// Ends a line, unless one has just ended.
    fn paragraph(&mut self) {
        let text = &mut self.extracted.text;
        text.truncate(text.trim_end().len());
        if !text.is_empty() {
            text.push_str("\n\n");
        }
    }

    /// *title: Bridge to close*, *date: 2025-07-19*.
    fn metadata(&mut self, lines: &str) {
        for (key, value) in lines.lines().filter_map(|line| line.split_once(':')) {
            let value = value.trim();
            match key.trim() {
                "title" => {
                    let title = value.trim_matches(['"', '\'']).to_owned();
                    self.extracted.title = Some(title).filter(|title| !title.is_empty());
                }
                "date" | "published" => self.extracted.published = day(value),
                _ => {}
            }
        }
    }
}

/// `<br>`, `<BR/>`
fn is_break(tag: &str) -> bool {
    tag.get(..3)
        .is_some_and(|start| start.eq_ignore_ascii_case("<br"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_and_paragraphs_stay_apart() {
        let text = "---\ntitle: \"Bridge to close\"\ndate: 2025-07-19T08:00:00Z\n---\n# Bridge to *close*\n\nThe [mayor](https://example.org)\n\
                    said **no**.\n\n![a bridge](bridge.png)\n\n- One\n- Two\n\n```\ncode\n```\n\n> “Why?” she said.\n";
        let taken = markdown(text);
        assert_eq!(
            taken.text,
            "Bridge to close\n\nThe mayor said no.\n\nOne\n\nTwo\n\n“Why?” she said."
        );
        assert_eq!(taken.title.as_deref(), Some("Bridge to close"));
        assert_eq!(taken.published, "2025-07-19".parse().ok());
    }

    #[test]
    fn words_of_two_lines_stay_apart() {
        assert_eq!(markdown("- One\n  - Two\n- Three").text, "One\n\nTwo\n\nThree");
        assert_eq!(
            markdown("The road<br>is <b>cl</b>osed.").text,
            "The road is closed."
        );
    }

    #[test]
    fn any_text_can_be_read() {
        for text in ["", "---", "# ", "<div>", "[a](", "|a|\n|-|\n|b|"] {
            markdown(text);
        }
        assert_eq!(markdown("<div>hidden</div>\n\nSeen.").text, "Seen.");
    }
}
