//! What ascribe knows about English: lexicons and trained models, parsed from `data/` once.

/// The lexicon of this name in `data/lexicon`, as the type that is expected.
///
/// The build script has turned it into JSON, which takes a fifth of the time to read.
macro_rules! lexicon {
    ($name:literal) => {
        serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/", $name, ".json")))
            .expect("a lexicon of its type")
    };
}

pub mod abbreviations;
pub mod calendar;
pub mod claim_words;
pub mod explanations;
pub mod groups;
pub mod hedges;
pub mod lemmas;
pub mod furniture;
mod lower_case;
pub mod names;
pub mod namesakes;
pub mod model;
pub mod numbers;
pub mod phrase_keys;
pub mod qualifiers;
pub mod sources;
pub mod stances;
pub mod units;
pub mod words;
pub mod phrases;
pub mod changes;
pub mod paraphrases;

use std::sync::LazyLock;

use abbreviations::Abbreviations;
use calendar::Calendar;
use changes::Changes;
use claim_words::ClaimWords;
use furniture::Furniture;
use hedges::Hedges;
use lemmas::Lemmas;
use names::NameWords;
use namesakes::Namesakes;
use numbers::Numbers;
use paraphrases::Paraphrases;
use qualifiers::Qualifiers;
use sources::Sources;
use stances::Stances;
use units::Units;

/// All lexicons and models.
#[derive(Debug)]
pub struct English {
    /// Words written with a full stop.
    pub abbreviations: Abbreviations,
    /// Words of the calendar and the clock.
    pub calendar: Calendar,
    /// What a comparison of two revisions looks for.
    pub changes: Changes,
    /// Words that say the same.
    pub paraphrases: Paraphrases,
    /// Words that tell of a claim's kind, of whether it can be checked, and of what depends on it.
    pub claim_words: ClaimWords,
    /// Phrases that hedge.
    pub hedges: Hedges,
    /// Base forms of words.
    pub lemmas: Lemmas,
    /// Number words and their bounds.
    pub numbers: Numbers,
    /// Words of names.
    pub names: NameWords,
    /// Names that stand for the same.
    pub namesakes: Namesakes,
    /// Words whose loss changes a quotation.
    pub qualifiers: Qualifiers,
    /// Words that name sources.
    pub sources: Sources,
    /// Words that attribute.
    pub stances: Stances,
    /// Words of lines that are no running text.
    pub furniture: Furniture,
    /// Units of measurement.
    pub units: Units,
}

static ENGLISH: LazyLock<English> = LazyLock::new(|| English {
    abbreviations: Abbreviations::built_in(),
    calendar: Calendar::built_in(),
    changes: Changes::built_in(),
    paraphrases: Paraphrases::built_in(),
    claim_words: ClaimWords::built_in(),
    hedges: Hedges::built_in(),
    lemmas: Lemmas::built_in(),
    numbers: Numbers::built_in(),
    names: NameWords::built_in(),
    namesakes: Namesakes::built_in(),
    qualifiers: Qualifiers::built_in(),
    sources: Sources::built_in(),
    stances: Stances::built_in(),
    furniture: Furniture::built_in(),
    units: Units::built_in(),
});

impl English {
    /// The lexicons and models that are built in, parsed at the first call.
    pub fn built_in() -> &'static English {
        &ENGLISH
    }
}
