//! What holds of the document of any text, hostile ones included.

use ascribe_core::document::{Document, TokenKind};
use ascribe_core::english::English;
use ascribe_core::read;
use proptest::prelude::*;

/// Checks every invariant that `Document` states.
fn check(text: &str) {
    let document = read::document(English::built_in(), text);
    assert_eq!(document.text(), text, "the text is untouched");
    check_tokens(&document);
    check_sentences(&document);
    check_paragraphs(&document);
    let again = read::document(English::built_in(), text);
    assert_eq!(document.tokens(), again.tokens(), "reading is deterministic");
    assert_eq!(document.sentences(), again.sentences());
    assert_eq!(document.paragraphs(), again.paragraphs());
}

/// Tokens are ordered, not empty, on character boundaries, and only what cannot be seen stands between them.
fn check_tokens(document: &Document) {
    let text = document.text();
    let mut end = 0;
    for token in document.tokens() {
        let span = token.span;
        assert!(
            end <= span.start() && span.start() < span.end(),
            "{span:?} after {end}"
        );
        assert!(text.is_char_boundary(span.start()) && text.is_char_boundary(span.end()));
        check_gap(&text[end..span.start()]);
        let word = document.slice(span);
        let digits = word.chars().any(char::is_numeric);
        match token.kind {
            TokenKind::Word => assert!(word.chars().any(|c| c.is_alphanumeric() || c == '_'), "{word:?}"),
            TokenKind::Number => assert!(digits, "{word:?}"),
            TokenKind::Punctuation => assert!(!digits, "{word:?}"),
            TokenKind::Symbol => assert!(!word.chars().any(char::is_whitespace), "{word:?}"),
        }
        end = span.end();
    }
    check_gap(&text[end..]);
}

fn check_gap(gap: &str) {
    let visible = gap.chars().find(|c| c.is_alphanumeric() || c.is_ascii_graphic());
    assert_eq!(visible, None, "{gap:?} is in no token");
}

/// Sentences partition the tokens, and their spans with the gaps between them rebuild the text.
fn check_sentences(document: &Document) {
    let mut next_token = 0;
    let mut rebuilt = String::new();
    for (number, sentence) in document.sentences().iter().enumerate() {
        assert_eq!(sentence.tokens.start, next_token);
        assert!(!sentence.tokens.is_empty());
        assert_eq!(sentence.span, document.span_of(sentence.tokens.clone()));
        for token in sentence.tokens.clone() {
            assert_eq!(document.sentence_of(token), number);
            assert_eq!(document.paragraph_of(token), sentence.paragraph);
        }
        next_token = sentence.tokens.end;
        rebuilt.push_str(&document.text()[rebuilt.len()..sentence.span.start()]);
        rebuilt.push_str(document.slice(sentence.span));
    }
    assert_eq!(next_token, document.tokens().len());
    check_gap(&document.text()[rebuilt.len()..]);
    rebuilt.push_str(&document.text()[rebuilt.len()..]);
    assert_eq!(rebuilt, document.text());
}

/// Paragraphs partition sentences and tokens.
fn check_paragraphs(document: &Document) {
    let mut next_sentence = 0;
    let mut next_token = 0;
    for (number, paragraph) in document.paragraphs().iter().enumerate() {
        assert_eq!(paragraph.sentences.start, next_sentence);
        assert_eq!(paragraph.tokens.start, next_token);
        assert!(!paragraph.sentences.is_empty() && !paragraph.tokens.is_empty());
        assert_eq!(paragraph.span, document.span_of(paragraph.tokens.clone()));
        for sentence in &document.sentences()[paragraph.sentences.clone()] {
            assert_eq!(sentence.paragraph, number);
            assert!(paragraph.span.contains(sentence.span));
        }
        next_sentence = paragraph.sentences.end;
        next_token = paragraph.tokens.end;
    }
    assert_eq!(next_sentence, document.sentences().len());
    assert_eq!(next_token, document.tokens().len());
}

/// Pieces that rules look at, to be thrown together at random.
const PIECES: &[&str] = &[
    "a",
    "I",
    "The",
    "he",
    "said",
    "Smith",
    "O’Neill",
    "didn't",
    "cannot",
    "U.S.",
    "Gov.",
    "No.",
    "10",
    "3,000",
    "4.5",
    ".",
    "..",
    "...",
    "…",
    "?",
    "!",
    ",",
    ":",
    ";",
    "-",
    "--",
    "—",
    "–",
    "\"",
    "'",
    "''",
    "``",
    "“",
    "”",
    "‘",
    "’",
    "(",
    ")",
    "[",
    "]",
    "$",
    "£",
    "%",
    "@",
    "#",
    "/",
    "*",
    "_",
    "&",
    "US",
    "http://",
    "www.",
    "’s",
    "'s",
    "n't",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    "\0",
    "\u{7F}",
    "\u{85}",
    "\u{A0}",
    "\u{AD}",
    "\u{200B}",
    "\u{200D}",
    "\u{202E}",
    "\u{2009}",
    "\u{2028}",
    "\u{2029}",
    "\u{FEFF}",
    "\u{301}",
    "\u{FE0F}",
    "é",
    "ß",
    "中文",
    "العربية",
    "½",
    "👩‍🚀",
    "🏽",
    "€",
    "By",
    "LONDON",
    "(AP)",
    "Photo:",
    "SMITH:",
    "Jan.",
    "3",
    "(Reuters)",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 4096, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_keeps_the_invariants(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn any_lines_keep_the_invariants(text in "(?s).{0,300}") {
        check(&text);
    }

    #[test]
    fn pieces_that_rules_look_at_keep_the_invariants(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..80)
    ) {
        check(&pieces.concat());
    }

    #[test]
    fn words_and_marks_keep_the_invariants(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..80)
    ) {
        check(&pieces.join(" "));
    }
}

#[test]
fn hostile_texts_keep_the_invariants() {
    let texts = [
        String::new(),
        " \n\t\r\n".to_owned(),
        "\u{FEFF}The bridge closed.\r\n\r\nIt will open\rin May.".to_owned(),
        "nul\0in\0words and \u{202E}bidi\u{202C} \u{200B}zero\u{200B}width".to_owned(),
        "10\u{A0}000 km\u{2009}away e\u{301}te\u{301} 👩‍👩‍👧‍👦 🇬🇧 ❤️".to_owned(),
        "\u{301}\u{301}".to_owned(),
        "“".repeat(10_000) + "He said so." + &"”".repeat(10_000),
        "([{".repeat(10_000),
        "\"'".repeat(10_000),
        ". \"".repeat(10_000),
        "a.".repeat(10_000),
        "U.S. ".repeat(10_000),
        "http://".repeat(10_000),
        "x@".repeat(10_000),
        "1,".repeat(10_000),
        "a\u{200B}".repeat(10_000),
        "\u{200B}".repeat(10_000),
        "'".repeat(10_000),
        "’s".repeat(10_000),
        "\n".repeat(10_000),
        "a\n".repeat(10_000),
        "-".repeat(10_000),
        "a-".repeat(10_000),
    ];
    for text in texts {
        check(&text);
    }
}
