//! How much a source vouches for: the ladder that tells whether it got weaker or stronger between two revisions.

use crate::attribution::Source;
use crate::document::Document;
use crate::vocabulary::{Anonymity, SourceKind, Specificity};

/// Where a source stands on the ladder; none is an agentless attribution (*reportedly*).
///
/// A claim in the newsroom's own voice has no source to ask about: it stands on [`Specificity::Witnessed`]. A named person
/// counts as one with a role, since news introduces people by what they are.
pub fn specificity(document: &Document, source: Option<&Source>) -> Specificity {
    let Some(source) = source else {
        return Specificity::None;
    };
    if is_reporter(document, source) {
        return Specificity::Witnessed;
    }
    match (source.anonymity, source.kind) {
        (Anonymity::Named, SourceKind::Document) => Specificity::Document,
        (Anonymity::Named, SourceKind::Person) => Specificity::Person,
        // A spokesperson with a name is a person who answers for it.
        (Anonymity::Named, SourceKind::Office) if source.name.is_some() => Specificity::Person,
        (Anonymity::Named, _) => Specificity::Institution,
        (Anonymity::Described, _) => Specificity::Described,
        (Anonymity::Bare, _) => Specificity::Bare,
        (Anonymity::Hearsay, _) => Specificity::Hearsay,
        (Anonymity::None, _) => Specificity::None,
    }
}

/// *This reporter*, *our correspondent in Hexham*.
fn is_reporter(document: &Document, source: &Source) -> bool {
    let mut words = source
        .spans
        .iter()
        .flat_map(|&span| document.slice(span).split_whitespace());
    let ours = words
        .next()
        .is_some_and(|word| ["this", "our"].iter().any(|our| word.eq_ignore_ascii_case(our)));
    ours && words.next().is_some_and(|word| {
        matches!(
            word,
            "reporter" | "correspondent" | "photographer" | "newspaper" | "paper"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::english::English;
    use crate::span::Span;

    #[track_caller]
    fn check(text: &str, kind: SourceKind, anonymity: Anonymity, expected: Specificity) {
        let document = crate::read::document(English::built_in(), text);
        let source = Source {
            spans: vec![Span::new(0, text.len())],
            name: None,
            kind,
            anonymity,
            candidates: Vec::new(),
        };
        assert_eq!(specificity(&document, Some(&source)), expected, "{text}");
    }

    #[test]
    fn the_ladder_has_every_source() {
        check(
            "This reporter",
            SourceKind::Person,
            Anonymity::Described,
            Specificity::Witnessed,
        );
        check(
            "the 2022 Oversight Report",
            SourceKind::Document,
            Anonymity::Named,
            Specificity::Document,
        );
        check(
            "Gerald Pym",
            SourceKind::Person,
            Anonymity::Named,
            Specificity::Person,
        );
        check(
            "the president’s office",
            SourceKind::Office,
            Anonymity::Named,
            Specificity::Institution,
        );
        check(
            "a senior official",
            SourceKind::Group,
            Anonymity::Described,
            Specificity::Described,
        );
        check("officials", SourceKind::Group, Anonymity::Bare, Specificity::Bare);
        check(
            "rumours",
            SourceKind::Unspecified,
            Anonymity::Hearsay,
            Specificity::Hearsay,
        );
        let document = crate::read::document(English::built_in(), "");
        assert_eq!(specificity(&document, None), Specificity::None);
        assert!(Specificity::Witnessed > Specificity::Document && Specificity::Bare > Specificity::Hearsay);
    }
}
