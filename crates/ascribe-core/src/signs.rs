//! What the words of a document show by themselves: quotations, hedges, names, mentions; one file a phenomenon.

pub mod anonymity;
pub mod quotations;
pub mod hedges;
pub mod negation;
pub mod names;
pub mod turns;
pub mod mentions;
mod sentence;
mod numbers;
pub mod times;
pub mod quantities;
