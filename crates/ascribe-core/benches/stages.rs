//! What each stage costs, in bytes of text a second: `cargo bench -p ascribe-core`.

use std::fs;
use std::hint::black_box;
use std::path::Path;

use ascribe_core::english::English;
use ascribe_core::revision::{self, Reading, Revision};
use ascribe_core::{grammar, read};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

/// The shipped articles, one after the other, until they make up a megabyte.
fn articles() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/articles");
    let mut paths: Vec<_> = fs::read_dir(&folder)
        .expect("the folder of articles")
        .map(|entry| entry.expect("an entry of the folder of articles").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    paths.sort();
    let once: String = paths
        .iter()
        .map(|path| fs::read_to_string(path).expect("an article") + "\n\n")
        .collect();
    once.repeat(1_000_000 / once.len() + 1)
}

/// The same with plain marks, as agencies send it.
fn ascii(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '‘' | '’' => '\'',
            '“' | '”' => '"',
            '—' | '–' => '-',
            _ if character.is_ascii() => character,
            _ => '.',
        })
        .collect()
}

fn stages(criterion: &mut Criterion) {
    let english = English::built_in();
    let text = articles();
    let ascii = ascii(&text);
    let mut group = criterion.benchmark_group("stages");
    group.sample_size(20);
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("read", |bencher| {
        bencher.iter(|| read::document(english, black_box(&text)));
    });
    group.throughput(Throughput::Bytes(ascii.len() as u64));
    group.bench_function("read, ASCII", |bencher| {
        bencher.iter(|| read::document(english, black_box(&ascii)));
    });
    let document = read::document(english, &text);
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("grammar", |bencher| {
        bencher.iter(|| grammar::parse(revision::grammar_models(), black_box(&document)));
    });
    group.bench_function("whole", |bencher| {
        bencher.iter(|| Revision::read(english, black_box(&text), &Reading::default()));
    });
    group.finish();
}

criterion_group!(benches, stages);
criterion_main!(benches);
