//! The careful engine: a small pretrained encoder labels cues, sources and contents.
//!
//! It reads whole paragraphs, capitals and quotation marks in a row of numbers a word, says which words are cues, and for
//! each cue which words are its source and content. It is about as sure as people are of one another, and some fifty times
//! slower than the built-in linear models, whose opinion of a cue counts as well; what is done with the labels is the same.
//!
//! `pieces` cuts text into word pieces, `chunks` packs them, `network` calls the encoder, `decode` makes cues and
//! arguments of its scores, `trees` reads the trees of sentences, `labels` brings them to the document's tokens, `worth` weighs the sentences.

mod chunks;
mod decode;
mod labels;
mod network;
mod pieces;
mod trees;
mod worth;

use std::sync::LazyLock;

use ascribe_core::attribution::features::Context;
use ascribe_core::attribution::label::{Label, Labeller, Labels, Look, SentenceWorth};
use ascribe_core::document::Document;
use ascribe_core::grammar::{Grammar, Tree};
use ascribe_core::revision::cue_scores;
use ascribe_core::span::Span;
use rayon::prelude::*;

use chunks::Chunk;
use network::{Encoded, Network};
use pieces::Pieces;
use worth::{Sentence, Worth};

/// The careful engine, whose model is read at the first call.
pub fn careful() -> &'static dyn Labeller {
    static CAREFUL: LazyLock<Careful> = LazyLock::new(|| Careful {
        pieces: Pieces::read(include_str!("../data/vocabulary.txt")),
        network: Network::built_in(),
        trees: trees::Names::read(include_str!("../data/trees.txt")),
        worth: Worth::read(include_bytes!("../data/worth.data")),
    });
    &*CAREFUL
}

struct Careful {
    pieces: Pieces,
    network: Network,
    trees: trees::Names,
    worth: Worth,
}

impl Labeller for Careful {
    fn name(&self) -> &'static str {
        "careful-12"
    }

    fn look<'a>(&'a self, document: &'a Document, grammar: Grammar) -> Look<'a> {
        let chunks = chunks::chunks(&self.pieces, document.text());
        let of_chunk = |chunk: &Chunk| -> (Encoded, Vec<(usize, Tree)>) {
            let encoded = self.network.words(chunk);
            let trees = trees::trees(&self.network, &self.trees, document, chunk, &encoded);
            (encoded, trees)
        };
        // In the pool that the network's own steps run in: whole chunks side by side keep it busier than parts of one.
        let seen: Vec<_> = rten::thread_pool().run(|| chunks.par_iter().map(of_chunk).collect());
        let mut trees = vec![None; document.sentences().len()];
        let mut encoded = Vec::with_capacity(chunks.len());
        for (words, found) in seen {
            encoded.push(words);
            for (number, tree) in found {
                trees[number] = Some(tree);
            }
        }
        Look {
            grammar: grammar.with_trees(document, &trees),
            label: Box::new(move |context| self.label(context, &chunks, &encoded)),
        }
    }
}

impl Careful {
    fn label(&self, context: &mut Context<'_>, chunks: &[Chunk], encoded: &[Encoded]) -> Labels {
        let (document, grammar) = (context.document, context.grammar);
        let opinions = cue_scores(context);
        let of_chunk = |(chunk, encoded): (&Chunk, &Encoded)| -> (Vec<Label>, Vec<(usize, Sentence)>) {
            let cues = decode::cues(&encoded.cues, &by_word(document, chunk, &opinions));
            let ranges: Vec<_> = cues.iter().map(|cue| cue.words.clone()).collect();
            let roles = self.network.roles(encoded, &ranges);
            let arguments = decode::arguments(encoded, &cues, roles);
            let labels = cues
                .iter()
                .zip(&arguments)
                .filter_map(|(cue, arguments)| labels::label(document, grammar, &chunk.words, cue, arguments))
                .collect();
            (labels, sentences(document, chunk, &encoded.lower(&chunk.first)))
        };
        let found: Vec<_> =
            rten::thread_pool().run(|| chunks.par_iter().zip(encoded).map(of_chunk).collect());
        let mut attributions = Vec::new();
        let mut whole = vec![Sentence::default(); document.sentences().len()];
        for (labels, sentences) in found {
            attributions.extend(labels);
            // A long sentence may stand in two chunks.
            for (number, sentence) in sentences {
                whole[number].join(sentence);
            }
        }
        Labels {
            attributions,
            worth: Some(SentenceWorth {
                share: self.worth.share,
                log_odds: whole.iter().map(|it| self.worth.log_odds(it)).collect(),
            }),
        }
    }
}

/// The scores of tokens as those of a chunk's words; a word has that of its likeliest token.
fn by_word(document: &Document, chunk: &Chunk, scores: &[f32]) -> Vec<f32> {
    let of_word = |&word: &Span| document.tokens_in(word).map(|token| scores[token]);
    let likeliest = |word| of_word(word).fold(f32::NEG_INFINITY, f32::max);
    chunk.words.iter().map(likeliest).collect()
}

/// The sentences that stand in a chunk, by number, with what the encoder saw of their words there.
fn sentences(document: &Document, chunk: &Chunk, hidden: &[f32]) -> Vec<(usize, Sentence)> {
    let of_word = |word: &Span| {
        let token = document.tokens_in(*word).next();
        token.map(|token| document.sentence_of(token))
    };
    let numbers: Vec<Option<usize>> = chunk.words.iter().map(of_word).collect();
    let mut start = 0;
    let runs = numbers.chunk_by(|a, b| a == b).map(|run| {
        let words = start..start + run.len();
        start = words.end;
        run[0].map(|number| (number, Sentence::seen(hidden, words)))
    });
    runs.flatten().collect()
}

#[cfg(test)]
mod tests {
    use ascribe_core::english::English;
    use ascribe_core::revision::{Reading, Revision};
    use proptest::prelude::*;

    use super::careful;

    fn read(text: &str) -> Revision {
        let reading = Reading {
            published: None,
            labeller: careful(),
        };
        Revision::read(English::built_in(), text, &reading)
    }

    #[test]
    fn it_says_who_says_what() {
        let text = "“The bridge will stay shut until May,” Mayor Ana Roe told reporters on Tuesday.\n\n\
                    The ministry declined to comment.";
        let revision = read(text);
        assert_eq!(revision.engine, "careful-12");
        let first = &revision.attributions[0];
        let source = first.source.as_ref().expect("a source");
        assert_eq!(&text[source.spans[0]], "Mayor Ana Roe");
        assert!(text[first.cue.span].starts_with("told"));
        assert_eq!(&text[first.content[0]], "“The bridge will stay shut until May,”");
    }

    #[test]
    fn long_text_gives_the_same_labels_every_time() {
        let text =
            "Officials said the dam was safe. “It is not,” said Carla Menken, an engineer.\n".repeat(40);
        let first = read(&text);
        assert!(first.attributions.len() >= 40);
        assert_eq!(first.attributions, read(&text).attributions);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn any_text_can_be_read(text in "(\\PC{0,20}|he said|“|”|\"|\n|[A-Z]{1,5}: |— |\u{300}|\u{0}|北){0,20}") {
            for attribution in read(&text).attributions {
                prop_assert!(text.get(attribution.cue.span.range()).is_some());
                prop_assert!(!attribution.content.is_empty());
            }
        }
    }
}
