//! The rules, on labels that a test gives.

mod contents;
mod frames;

use crate::attribution::label::{Label, Labeller, Labels, Look};
use crate::document::Document;
use crate::english::English;
use crate::grammar::Grammar;
use crate::revision::{Reading, Revision};
use crate::span::Span;

/// Labels as their words: source, cue and the pieces of the content, each where it first stands in the text.
type Words = (&'static str, &'static str, &'static [&'static str]);

struct Given(&'static [Words]);

impl Labeller for Given {
    fn name(&self) -> &'static str {
        "given"
    }

    fn look<'a>(&'a self, document: &'a Document, grammar: Grammar) -> Look<'a> {
        let tokens = move |words: &str| {
            let start = document.text().find(words).expect("the words stand in the text");
            document.tokens_in(Span::new(start, start + words.len()))
        };
        let of_words = move |&(source, cue, content): &Words| Label {
            head: tokens(cue).start,
            cue: tokens(cue),
            source: if source.is_empty() {
                vec![]
            } else {
                vec![tokens(source)]
            },
            content: content.iter().map(|piece| tokens(piece)).collect(),
            confidence: 1.0,
        };
        Look {
            grammar,
            label: Box::new(move |_| Labels {
                attributions: self.0.iter().map(of_words).collect(),
                worth: None,
            }),
        }
    }
}

/// The attributions of a text in which `labels` were found, as `source | cue | content + content`.
fn attributions(text: &str, labels: &'static [Words]) -> Vec<String> {
    let reading = Reading {
        published: None,
        labeller: &Given(labels),
    };
    let revision = Revision::read(English::built_in(), text, &reading);
    let document = &revision.document;
    let joined = |spans: &[Span]| {
        spans
            .iter()
            .map(|&span| document.slice(span))
            .collect::<Vec<_>>()
            .join(" + ")
    };
    revision
        .attributions
        .iter()
        .map(|found| {
            let source = found
                .source
                .as_ref()
                .map_or(String::new(), |source| joined(&source.spans));
            format!(
                "{source} | {} | {}",
                document.slice(found.cue.span),
                joined(&found.content)
            )
        })
        .collect()
}

#[test]
fn a_quotation_is_whole() {
    let found = attributions(
        "“We left at noon, I think,” he said.",
        &[("he", "said", &["We left at noon"])],
    );
    assert_eq!(found, ["he | said | “We left at noon, I think,”"]);
    let found = attributions(
        "She called it “a farce of the very first order”.",
        &[("She", "called", &["farce"])],
    );
    assert_eq!(found, ["She | called | farce"]);
}

#[test]
fn a_split_quotation_is_one() {
    let found = attributions(
        "“If we wait,” she said, “we shall have no beds.”",
        &[("she", "said", &["If we wait"])],
    );
    assert_eq!(found, ["she | said | “If we wait,” + “we shall have no beds.”"]);
    let found = attributions(
        "“We waited,” said Dr Amin of the “Sunrise” ward.",
        &[("Dr Amin", "said", &["We waited"])],
    );
    assert_eq!(found, ["Dr Amin | said | “We waited,”"]);
}

#[test]
fn a_quotation_goes_on_where_nobody_else_speaks() {
    let found = attributions(
        "“We waited,” she said. “Now we have no beds.”",
        &[("she", "said", &["We waited"])],
    );
    assert_eq!(found, ["she | said | “We waited,” + “Now we have no beds.”"]);
    let found = attributions(
        "“We waited,” said Dr Amin. Nobody came. “Now we have no beds.”",
        &[("Dr Amin", "said", &["We waited"])],
    );
    assert_eq!(found, ["Dr Amin | said | “We waited,”"]);
}

#[test]
fn a_quotation_goes_on_over_paragraphs_until_it_is_closed() {
    let found = attributions(
        "“We came home,” said Mr Doyle. “Everything had gone.\n\n“They took the kettle.”\n\nThe police came.",
        &[("Mr Doyle", "said", &["We came home"])],
    );
    assert_eq!(
        found,
        ["Mr Doyle | said | “We came home,” + “Everything had gone. + “They took the kettle.”"]
    );
}

#[test]
fn speakers_of_transcripts_have_their_paragraph() {
    let found = attributions(
        "TENNANT: You signed for them. Where are they?\n\nCOL. PERETTI: We have the log.\n\nQ: Why?",
        &[],
    );
    assert_eq!(
        found,
        [
            "TENNANT | : | You signed for them. Where are they?",
            "COL. PERETTI | : | We have the log",
            "Q | : | Why?"
        ]
    );
    assert!(attributions("10:02: The ship has run aground.\n\nUPDATE: Talks go on.", &[]).is_empty());
}

#[test]
fn signatures_have_what_stands_in_front() {
    let found = attributions(
        "“That channel is too narrow.” — Ruari Mackay, former harbour master\n\nNo one is above the law. — Ana Roe (@anaroe)",
        &[],
    );
    assert_eq!(
        found,
        [
            "Ruari Mackay, former harbour master | — | “That channel is too narrow.”",
            "Ana Roe (@anaroe) | — | No one is above the law"
        ]
    );
    assert!(attributions("“A farce” — he shrugged — “and no more.”", &[]).is_empty());
}

#[test]
fn hearsay_without_a_label_gets_one() {
    let found = attributions("The two companies reportedly held talks in May.", &[]);
    assert_eq!(found, [" | reportedly | The two companies + held talks in May"]);
    let found = attributions(
        "The two companies reportedly held talks in May.",
        &[("", "reportedly", &["The two companies"])],
    );
    assert_eq!(found, [" | reportedly | The two companies"]);
}

#[test]
fn a_source_at_the_close_of_a_sentence_gets_a_label() {
    let found = attributions(
        "Hundreds of patients were not told, an internal report has found.",
        &[],
    );
    assert_eq!(
        found,
        ["an internal report | has found | Hundreds of patients were not told"]
    );
    for text in [
        "When the pumps failed, the mayor said.",
        "The dam leaked, the siren failed.",
        "After a vote, the council announced.",
    ] {
        assert!(attributions(text, &[]).is_empty(), "{text}");
    }
}

#[test]
fn a_further_participle_has_a_content_of_its_own() {
    let found = attributions(
        "Kowal disputed that, saying the siren went off at six.",
        &[("Kowal", "disputed", &["that, saying the siren went off at six"])],
    );
    assert_eq!(
        found,
        [
            "Kowal | disputed | that",
            "Kowal | saying | the siren went off at six"
        ]
    );
    let found = attributions(
        "Kowal said the council lied, claiming it was broke.",
        &[("Kowal", "said", &["the council lied, claiming it was broke"])],
    );
    assert_eq!(found, ["Kowal | said | the council lied, claiming it was broke"]);
}

#[test]
fn a_source_in_front_takes_its_modifier_along() {
    let found = attributions(
        "According to minutes of a meeting held on 9 May, directors were warned.",
        &[(
            "minutes of a meeting",
            "According to",
            &["held on 9 May, directors were warned"],
        )],
    );
    assert_eq!(
        found,
        ["minutes of a meeting held on 9 May | According to | directors were warned"]
    );
}

#[test]
fn who_owns_a_noun_is_no_source_of_a_verb() {
    let label: &[Words] = &[("its", "wrote", &["The inquiry opened"])];
    assert!(attributions("The inquiry opened after a nurse wrote to its chief.", label).is_empty());
}

#[test]
fn a_content_has_no_holes() {
    let found = attributions(
        "The line has had 14 wrecks, more than any other carrier, records show.",
        &[(
            "records",
            "show",
            &["The line has had 14 wrecks", "other carrier"],
        )],
    );
    assert_eq!(
        found,
        ["records | show | The line has had 14 wrecks, more than any other carrier"]
    );
}

#[test]
fn edges_of_a_content_are_mended() {
    let found = attributions(
        "He said that the road was “gone,” and, as we know, that nobody cared.",
        &[("He", "said", &["that the road was “gone,” and,"])],
    );
    assert_eq!(found, ["He | said | the road was “gone,”"]);
}

#[test]
fn what_the_writer_may_have_added_is_marked() {
    let uncertain = |text: &str, labels: &'static [Words]| {
        let reading = Reading {
            published: None,
            labeller: &Given(labels),
        };
        Revision::read(English::built_in(), text, &reading).attributions[0].scope_uncertain
    };
    let label: &[Words] = &[("The minister", "said", &["the dam was safe"])];
    assert!(uncertain(
        "The minister said the dam was safe, but villagers had been moved.",
        label
    ));
    assert!(!uncertain("The minister said the dam was safe.", label));
    assert!(!uncertain(
        "The minister said “the dam was safe”, but villagers had been moved.",
        label
    ));
}
