//! The careful engine: a small pretrained encoder labels cues, sources and contents.
//!
//! It reads whole paragraphs, capitals and quotation marks in a row of numbers a word, says which words are cues, and for
//! each cue which words are its source and content. It is about as sure as people are of one another, and some fifty times
//! slower than the built-in linear models; what is done with the labels is the same.
//!
//! [`pieces`] cuts text into word pieces, [`chunks`] packs them, [`network`] calls the encoder, [`decode`] makes cues and
//! arguments of its scores, [`labels`] brings them to the document's tokens.

mod chunks;
mod decode;
mod labels;
mod network;
mod pieces;

use std::sync::LazyLock;

use ascribe_core::attribution::features::Context;
use ascribe_core::attribution::label::{Label, Labeller};
use rayon::prelude::*;

use chunks::Chunk;
use network::Network;
use pieces::Pieces;

/// The careful engine, whose model is read at the first call.
pub fn careful() -> &'static dyn Labeller {
    static CAREFUL: LazyLock<Careful> = LazyLock::new(|| Careful {
        pieces: Pieces::read(include_str!("../data/vocabulary.txt")),
        network: Network::built_in(),
    });
    &*CAREFUL
}

struct Careful {
    pieces: Pieces,
    network: Network,
}

impl Labeller for Careful {
    fn name(&self) -> &'static str {
        "careful-1"
    }

    fn label(&self, context: &mut Context<'_>) -> Vec<Label> {
        let (document, grammar) = (context.document, context.grammar);
        let chunks = chunks::chunks(&self.pieces, document.text());
        let of_chunk = |chunk: &Chunk| -> Vec<Label> {
            let encoded = self.network.words(chunk);
            let cues = decode::cues(&encoded.cues);
            let ranges: Vec<_> = cues.iter().map(|cue| cue.words.clone()).collect();
            let roles = self.network.roles(&encoded, &ranges);
            let arguments = decode::arguments(&cues, &roles);
            cues.iter()
                .zip(&arguments)
                .filter_map(|(cue, arguments)| labels::label(document, grammar, &chunk.words, cue, arguments))
                .collect()
        };
        // In the pool that the network's own steps run in: whole chunks side by side keep it busier than parts of one.
        rten::thread_pool()
            .run(|| chunks.par_iter().map(of_chunk).collect::<Vec<_>>())
            .concat()
    }
}
