//! Text to [`Document`]: places, sentences, tokens.
//!
//! The text is cut into blocks (lines, or lines joined where the text is hard-wrapped), blocks into tokens, blocks into
//! paragraphs with a place (a dateline leaves the block it opens), paragraphs into sentences. Every step goes once over
//! what it is given.

mod blocks;
mod characters;
mod clocks;
mod contractions;
mod datelines;
mod furniture;
mod places;
mod sentences;
mod tokens;

use crate::document::{Document, Paragraph, Sentence, Token};
use crate::english::English;
use crate::form::Form;

/// Cuts `text` into paragraphs, sentences and tokens.
///
/// Any text can be read. Beyond 4 GiB it is cut.
pub fn document(english: &English, text: &str) -> Document {
    let text = &text[..text.floor_char_boundary(u32::MAX as usize)];
    let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / 5 + 1);
    let mut cut_blocks = Vec::new();
    for block in blocks::find(text) {
        let first = tokens.len();
        tokens::cut(english, text, block.clone(), &mut tokens);
        if tokens.len() > first {
            cut_blocks.push(first..tokens.len());
        }
    }
    let mut document = Document {
        text: text.to_owned(),
        paragraphs: Vec::with_capacity(cut_blocks.len()),
        sentences: Vec::new(),
        sentence_of: Vec::with_capacity(tokens.len()),
        forms: tokens.iter().map(|token| Form::of(&text[token.span])).collect(),
        tokens,
    };
    let placed = places::find(english, text, &document.tokens, &cut_blocks);
    let mut ends = Vec::new();
    for (place, paragraph) in placed {
        let first_sentence = document.sentences.len();
        ends.clear();
        sentences::ends(english, text, &document.tokens, paragraph.clone(), &mut ends);
        let mut start = paragraph.start;
        for &end in &ends {
            let number = document.sentences.len() as u32;
            document.sentence_of.resize(end, number);
            document.sentences.push(Sentence {
                span: document.span_of(start..end),
                paragraph: document.paragraphs.len(),
                tokens: start..end,
            });
            start = end;
        }
        document.paragraphs.push(Paragraph {
            span: document.span_of(paragraph.clone()),
            place,
            sentences: first_sentence..document.sentences.len(),
            tokens: paragraph,
        });
    }
    document
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::Place;

    fn words(text: &str) -> Vec<String> {
        let document = document(English::built_in(), text);
        (0..document.tokens().len())
            .map(|token| document.word(token).to_owned())
            .collect()
    }

    fn sentences(text: &str) -> Vec<String> {
        let document = document(English::built_in(), text);
        document
            .sentences()
            .iter()
            .map(|sentence| document.slice(sentence.span).to_owned())
            .collect()
    }

    fn places(text: &str) -> Vec<Place> {
        let document = document(English::built_in(), text);
        document
            .paragraphs()
            .iter()
            .map(|paragraph| paragraph.place)
            .collect()
    }

    #[test]
    fn words_are_cut_as_penn_cuts() {
        let cuts = [
            ("He didn't know.", "He|did|n't|know|."),
            (
                "The mayor’s office cannot say.",
                "The|mayor|’s|office|can|not|say|.",
            ),
            (
                "They'll see we’ve won; I'm sure he'd go.",
                "They|'ll|see|we|’ve|won|;|I|'m|sure|he|'d|go|.",
            ),
            (
                "It was gonna cost $3,000 or £4.5m, 12% more.",
                "It|was|gon|na|cost|$|3,000|or|£|4.5m|,|12|%|more|.",
            ),
            (
                "Lt. Gov. Roe left the U.S. at 9 a.m. on Jan. 3.",
                "Lt.|Gov.|Roe|left|the|U.S.|at|9|a.m.|on|Jan.|3|.",
            ),
            (
                "No. 10 said no. Two U.S.-led raids",
                "No.|10|said|no|.|Two|U.S.-led|raids",
            ),
            (
                "“Well… no -- never,” J. K. O'Neill said...",
                "“|Well|…|no|--|never|,|”|J.|K.|O'Neill|said|...",
            ),
            (
                "See https://example.org/a?b=1, @roe_1 and jane@example.org.",
                "See|https://example.org/a?b=1|,|@roe_1|and|jane@example.org|.",
            ),
            (
                "workers' 12-day strike of the '90s",
                "workers|'|12-day|strike|of|the|'90s",
            ),
        ];
        for (text, expected) in cuts {
            assert_eq!(words(text).join("|"), expected);
        }
    }

    #[test]
    fn sentences_end_behind_closing_marks_and_not_at_abbreviations() {
        let cuts = [
            ("\"I saw it.\" She left.", "\"I saw it.\"|She left."),
            (
                "“Why?” he asked. Gov. Roe went.",
                "“Why?” he asked.|Gov. Roe went.",
            ),
            (
                "He left the U.S. The talks go on.",
                "He left the U.S.|The talks go on.",
            ),
            (
                "The U.S. Treasury paid 3.5 million. (It did.) Good.",
                "The U.S. Treasury paid 3.5 million.|(It did.)|Good.",
            ),
        ];
        for (text, expected) in cuts {
            assert_eq!(sentences(text).join("|"), expected);
        }
    }

    #[test]
    fn lines_have_places() {
        use Place::{Body, Byline, Caption, Dateline, Heading, Headline, Lede, Standfirst};
        let lede =
            "The council voted on Monday evening to close the old iron bridge to all traffic for two years.";
        let articles: [(String, &[Place]); 9] = [
            (
                format!(
                    "Council votes to close bridge\nBy Jane Roe\n{lede}\n\nWhat it means\n\nDrivers must go round.\n"
                ),
                &[Headline, Byline, Lede, Heading, Body],
            ),
            (lede.to_owned(), &[Lede]),
            (format!("{lede}\n\nIt will open again."), &[Lede, Body]),
            (
                format!(
                    "Council to close bridge.\n\nLEEDS, Jan 3 (Agency) - {lede}\n\nEditing by John Doe; Reporting by Jane Roe"
                ),
                &[Headline, Dateline, Lede, Byline],
            ),
            (
                format!(
                    "Bridge shut\nRepairs are to last two years, council says\nJane Roe\nMonday, 3 January 2022\n{lede}"
                ),
                &[Headline, Standfirst, Byline, Dateline, Lede],
            ),
            (
                format!(
                    "Bridge shut\n\n{lede}\n\nThe bridge on Monday. Photograph: Jane Roe/Agency\n\nRead more: Bridges\n\nIt rusts."
                ),
                &[Headline, Lede, Caption, Caption, Caption, Body],
            ),
            (
                format!("By Jane Roe LEEDS (Agency) — {lede}"),
                &[Byline, Dateline, Lede],
            ),
            (
                format!("Bridge shut\n\n{lede}\n\nThe points are:\n\n- Two years\n\n- No buses\n\nNo more."),
                &[Headline, Lede, Body, Body, Body, Body],
            ),
            (
                format!(
                    "Bridge shut\n\n{lede}\n\nROE: When will it open?\n\nDOE: In May — or June\n\nThank you."
                ),
                &[Headline, Lede, Body, Body, Body],
            ),
        ];
        for (text, expected) in articles {
            assert_eq!(places(&text), expected, "{text}");
        }
        assert_eq!(places(""), []);
    }

    #[test]
    fn hard_wrapped_lines_are_one_paragraph() {
        let text = "The council voted on Monday evening to close the old iron bridge to\nall traffic for two years, and \
                    buses will be sent round by the ring\nroad until the work is done.\n\nMembers of the opposition said that \
                    nobody had asked the traders of\nthe old town, who fear for their business.\n";
        assert_eq!(places(text), [Place::Lede, Place::Body]);
        let lines = "The council voted on Monday evening to close the old iron bridge.\nBuses will be sent round by the ring road \
                     until all of the work is done.\nMembers of the opposition said that nobody had asked the traders.\n";
        assert_eq!(places(lines), [Place::Lede, Place::Body, Place::Body]);
    }
}
