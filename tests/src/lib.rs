//! Helpers shared by the tests that read `fixtures/`.

pub mod claims;
pub mod treebank;
