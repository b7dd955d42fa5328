//! Names and other mentions of people, organisations, places, nationalities, offices and documents.

use crate::span::Span;
use crate::vocabulary::EntityKind;

/// A mention of somebody or something that has a name, an office or a title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// The mention.
    pub span: Span,
    /// What it stands for.
    pub kind: EntityKind,
    /// The fullest name that the article gives it.
    pub name: Option<Span>,
}
