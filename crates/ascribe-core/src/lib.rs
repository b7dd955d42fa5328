//! Claims and their attribution in news text.
//!
//! The order of the modules below is the architecture: a module uses only those above it.

pub mod span;
pub mod vocabulary;
pub mod tag;
pub mod english;
pub mod form;
pub mod document;
pub mod read;
pub mod grammar;
pub mod signs;
pub mod attribution;
pub mod claims;
pub mod revision;
pub mod diff;
pub mod history;
pub mod quotes;
pub mod report;
