//! Helpers shared by the tests that read `fixtures/`.
