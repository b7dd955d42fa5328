//! Pages of HTML that stand alone: no script, nothing loaded, article text as text only.

use std::io;

use super::harmless;

/// `text` on one line with everything that could be markup escaped, for the content of an element or a quoted attribute.
pub(super) fn escaped(text: &str) -> String {
    let text = harmless(text);
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(character),
        }
    }
    escaped
}

/// What every page has in common.
const STYLE: &str = "\
body{font:16px/1.5 Georgia,serif;margin:2rem auto;max-width:75rem;padding:0 1rem;color:#222}
h1{font-size:1.3rem}
";

/// Writes a page around `body`, which is HTML already.
pub(super) fn page(out: &mut impl io::Write, title: &str, style: &str, body: &str) -> io::Result<()> {
    // Should an escape ever be missed, the policy still runs and loads nothing.
    let policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
    write!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>{}</title>\n<style>\n{STYLE}{style}</style>\n{body}</html>\n",
        escaped(title)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_a_text_is_text() {
        assert_eq!(
            escaped("<img src=x onerror='a(\"b\")'>&amp;"),
            "&lt;img src=x onerror=&#39;a(&quot;b&quot;)&#39;&gt;&amp;amp;"
        );
    }
}
