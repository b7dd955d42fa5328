//! Whether the elements of a page nest so deeply that building their tree would take too long, told without a tree.
//!
//! A tree builder walks through the open elements at almost every tag, so that its time grows with their number times that
//! of the tags. How many are open is counted here in one pass, and never below what a tree builder would have: an end tag
//! closes an element only if it is the innermost but for those whose end tags may be left out. *`<b><i></b>`* closes the
//! *b* and keeps the *i*, which is counted as a doubt, since a tree builder may do otherwise; so is an end tag that belongs to
//! nothing. Pages of newsrooms have a handful of doubts; a page that has hundreds is refused on purpose.

/// No article needs more open elements, or more attributes on one.
pub(crate) const DEEPEST: usize = 512;

/// Each doubt hides an element or a few.
const MOST_DOUBTS: usize = 400;

/// Elements without content.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];

/// Those of [`VOID`] that end a drawing or formula around them; the others have content there as any element has.
const VOID_EVERYWHERE: &[&str] = &["br", "embed", "hr", "img", "meta"];

/// Elements whose end tags may be left out.
const IMPLIED: &[&str] = &[
    "p", "li", "dd", "dt", "option", "td", "th", "tr", "tbody", "thead", "tfoot",
];

/// Most elements that one end tag closes besides its own: the last paragraph of a table's last cell is the deepest.
const MOST_IMPLIED: usize = 4;

/// Elements whose content is text up to their end tag.
const RAW: &[&str] = &[
    "script", "style", "title", "textarea", "iframe", "xmp", "noembed", "noframes",
];

/// Elements inside which a slash ends an element, tags have other meanings, or text may be one thing or the other.
const UNSURE: &[&str] = &["svg", "math", "noscript"];

/// Inside a drawing or formula, elements that have a page's elements in them or that end it.
const PAGE_AGAIN: &[&str] = &[
    "a",
    "annotation-xml",
    "b",
    "big",
    "blockquote",
    "body",
    "br",
    "center",
    "code",
    "dd",
    "desc",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "font",
    "foreignobject",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "hr",
    "i",
    "img",
    "li",
    "listing",
    "menu",
    "meta",
    "mi",
    "mn",
    "mo",
    "ms",
    "mtext",
    "nobr",
    "ol",
    "p",
    "pre",
    "ruby",
    "s",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "table",
    "title",
    "tt",
    "u",
    "ul",
    "var",
];

struct Open {
    name: String,
    /// Certainly in a drawing or formula: a tag that ends in a slash is closed there, elsewhere the slash means nothing.
    drawing: bool,
    /// It or one around it is one of [`UNSURE`].
    unsure: bool,
}

#[derive(Default)]
struct Elements {
    open: Vec<Open>,
    doubts: usize,
}

/// Whether a page nests too deeply, or its tags fit together too badly to tell.
pub(crate) fn is_too_deep(page: &str) -> bool {
    let mut elements = Elements::default();
    let mut at = 0;
    while let Some(found) = page[at..].find('<') {
        let start = at + found + 1;
        let rest = &page[start..];
        at = if rest.starts_with("!--") {
            elements.comment(rest).map_or(page.len(), |length| start + length)
        } else if rest.starts_with(['!', '?']) {
            elements.doubts += usize::from(rest.starts_with("![CDATA[") && elements.is_unsure());
            rest.find('>').map_or(page.len(), |end| start + end)
        } else if rest.starts_with(|it: char| it.is_ascii_alphabetic()) {
            let Some(tag) = Tag::read(rest) else { return false };
            if tag.attributes > DEEPEST {
                return true;
            }
            let raw = RAW.contains(&tag.name.as_str()) && !elements.is_unsure();
            let behind = start + tag.length;
            if raw {
                raw_end(page, behind, &tag.name)
            } else {
                elements.start(tag);
                behind
            }
        } else if rest.starts_with('/') && rest[1..].starts_with(|it: char| it.is_ascii_alphabetic()) {
            let Some(tag) = Tag::read(&rest[1..]) else {
                return false;
            };
            elements.end(&tag.name);
            start + 1 + tag.length
        } else if rest.starts_with('/') {
            rest.find('>').map_or(page.len(), |end| start + end)
        } else {
            start
        };
        if elements.open.len() > DEEPEST || elements.doubts > MOST_DOUBTS {
            return true;
        }
    }
    false
}

impl Elements {
    fn is_unsure(&self) -> bool {
        self.open.last().is_some_and(|it| it.unsure)
    }

    /// How long a comment is. Where it may be none, as in a script's replacement, its tags are read as tags.
    fn comment(&mut self, rest: &str) -> Option<usize> {
        if self.is_unsure() {
            self.doubts += 1;
            return Some(3);
        }
        let plain = rest[1..].find("-->").map(|end| end + 4);
        let odd = rest[3..].find("--!>").map(|end| end + 7);
        plain.into_iter().chain(odd).min()
    }

    fn start(&mut self, tag: Tag) {
        let name = tag.name.as_str();
        let unsure = self.is_unsure();
        if VOID_EVERYWHERE.contains(&name) || VOID.contains(&name) && !unsure {
            return;
        }
        let inside = self.open.last().is_some_and(|it| it.drawing);
        let drawing = matches!(name, "svg" | "math") || inside && !PAGE_AGAIN.contains(&name);
        if drawing && tag.closed {
            return;
        }
        if inside && !drawing && !matches!(name, "desc" | "title" | "foreignobject") {
            self.leave_drawings();
        }
        if !unsure {
            for sibling in ended_by(name) {
                if self.open.last().is_some_and(|it| it.name == *sibling) {
                    self.open.pop();
                }
            }
        }
        self.open.push(Open {
            unsure: unsure || UNSURE.contains(&name),
            drawing,
            name: tag.name,
        });
    }

    fn end(&mut self, name: &str) {
        if name == "br" {
            return;
        }
        let Some(at) = self.open.iter().rposition(|it| it.name == name) else {
            self.doubts += 1;
            self.leave_drawings();
            return;
        };
        let inner = &self.open[at + 1..];
        if inner.len() <= MOST_IMPLIED && inner.iter().all(|it| IMPLIED.contains(&it.name.as_str())) {
            self.open.truncate(at);
        } else {
            self.open.remove(at);
            self.doubts += 1;
            self.leave_drawings();
        }
    }

    /// From here on no slash closes an element: whether the drawings are still open cannot be told.
    fn leave_drawings(&mut self) {
        for element in &mut self.open {
            element.drawing = false;
        }
    }
}

/// The innermost elements that a start tag ends, in the order in which they end: a row its cell and the row before.
fn ended_by(name: &str) -> &'static [&'static str] {
    match name {
        "p" => &["p"],
        "li" => &["p", "li"],
        "dd" | "dt" => &["p", "dd", "dt"],
        "option" => &["option"],
        "td" | "th" => &["p", "td", "th"],
        "tr" => &["p", "td", "th", "tr"],
        _ => &[],
    }
}

struct Tag {
    /// In lower case.
    name: String,
    /// Up to and with its `>`.
    length: usize,
    attributes: usize,
    /// It ends in a slash.
    closed: bool,
}

/// Where in a tag a reader is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Between,
    Name,
    BehindName,
    BeforeValue,
    Value,
}

impl Tag {
    /// The tag whose name stands first in `rest`; none if the page ends in it. A `>` in a quoted value does not end it.
    fn read(rest: &str) -> Option<Self> {
        let named = rest.find(|it: char| it.is_ascii_whitespace() || matches!(it, '/' | '>'))?;
        let bytes = rest.as_bytes();
        let (mut at, mut part, mut attributes) = (named, Part::Between, 0);
        loop {
            let byte = *bytes.get(at)?;
            let space = byte.is_ascii_whitespace();
            part = match (part, byte) {
                (_, b'>') => break,
                (Part::BeforeValue, b'"' | b'\'') => {
                    at += 1 + bytes[at + 1..].iter().position(|&it| it == byte)?;
                    Part::Between
                }
                (Part::BeforeValue, _) if !space => Part::Value,
                (Part::Value, _) if space => Part::Between,
                (Part::Between | Part::Name | Part::BehindName, b'/') => Part::Between,
                (Part::Name | Part::BehindName, b'=') => Part::BeforeValue,
                (Part::Name, _) if space => Part::BehindName,
                (Part::Between | Part::BehindName, _) if !space => {
                    attributes += 1;
                    Part::Name
                }
                (part, _) => part,
            };
            at += 1;
        }
        Some(Self {
            name: rest[..named].to_ascii_lowercase(),
            length: at + 1,
            attributes,
            closed: part == Part::Between && bytes[at - 1] == b'/',
        })
    }
}

/// Where raw text ends: behind the name of its end tag, or with the page.
fn raw_end(page: &str, start: usize, name: &str) -> usize {
    let bytes = page.as_bytes();
    page[start..]
        .match_indices("</")
        .map(|(offset, _)| start + offset + 2)
        .filter(|&at| {
            let end = bytes.get(at..at + name.len());
            end.is_some_and(|end| end.eq_ignore_ascii_case(name.as_bytes()))
        })
        .map(|at| at + name.len())
        .find(|&end| {
            let next = bytes.get(end);
            next.is_none_or(|&next| next.is_ascii_whitespace() || matches!(next, b'/' | b'>'))
        })
        .unwrap_or(page.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, Instant};

    #[test]
    fn nested_elements_are_too_deep_however_they_are_hidden() {
        for nested in [
            "<div>",
            "<DIV/>",
            "<ul><li>",
            "<li><ul>",
            "<svg><path>",
            "<svg><td>",
            "<p><b>",
            "<div></x>",
            "<b><div></b>",
            "<div title=\"</div>\">",
            "<div><!--</div>-->",
            "<div><!-- --!>",
            "<svg><div/>",
            "<svg><g><![CDATA[></g>]]>",
            "<p><svg></p><x/>",
            "<script></script><b>",
            "<div><script><!--<script></script></div></script>",
            "<iframe><!--</iframe><div>",
        ] {
            assert!(is_too_deep(&nested.repeat(3_000)), "{nested}");
        }
        let blocks = format!("{}<table><td>{}", "<div>".repeat(200), "</div>".repeat(200));
        assert!(is_too_deep(&blocks.repeat(10)));
        assert!(is_too_deep(&format!("<svg><div>{}", "<x/>".repeat(3_000))));
        assert!(is_too_deep(&format!("<a {}>", "b ".repeat(3_000))));
    }

    #[test]
    fn what_is_closed_does_not_count() {
        for flat in [
            "<div><br><img src=x><p>one<p>two</div>",
            "<svg viewBox='0 0 1 1'><title>a > b</title><path d=x /><g><path d=y /></g></svg>",
            "<ul><li>one<li><p>two</ul>",
            "<table><tr><td>1<td>2<tr><td>3</table>",
            "<script>if (a <b) { c <d }</script><!-- <i><i> -->",
            "<p>A <b>road</b> is <a href='/x?a>b'>closed</a>.<div>5 < 6</div></br>",
            "<select><option>a<option>b</select><textarea><b><b></textarea>",
        ] {
            assert!(!is_too_deep(&flat.repeat(3_000)), "{flat}");
        }
    }

    #[test]
    fn a_page_with_some_mistakes_is_read() {
        let mistakes = "<p><b><i>bold</b></i></p></span>";
        assert!(!is_too_deep(&mistakes.repeat(100)));
    }

    #[test]
    fn any_page_is_read_in_linear_time() {
        for part in [
            "<",
            "<a",
            "</",
            "<a b='",
            "<!--",
            "<script>",
            "</a>",
            "é<é",
            "<svg><!--",
            "<title></",
        ] {
            let page = part.repeat(400_000);
            let began = Instant::now();
            is_too_deep(&page);
            assert!(began.elapsed() < Duration::from_secs(2), "{part}");
        }
    }
}
