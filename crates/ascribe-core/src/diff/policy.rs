//! How much each change matters: one table in `data/severity.toml`, which a newsroom overrides line by line.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Deserialize;

use crate::vocabulary::{EditKind, Place, Severity};

/// The table of severities, and what raises and lowers them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// In the order of [`EditKind::ALL`].
    edits: Vec<Severity>,
    cue_to_factive: Severity,
    moved_to_headline: Severity,
    raised: Vec<Place>,
    accusation: u8,
    disclosed: u8,
    place: u8,
}

/// A table of severities that cannot be used, and why.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct BadPolicy(String);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    edits: BTreeMap<String, String>,
    #[serde(default)]
    special: BTreeMap<String, String>,
    raised: Option<Raised>,
    #[serde(default)]
    levels: BTreeMap<String, u8>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raised {
    places: Vec<String>,
}

/// What the program ships with.
const BUILT_IN: &str = include_str!("../../data/severity.toml");

impl Default for Policy {
    fn default() -> Self {
        Self::built_in()
    }
}

impl Policy {
    /// The table of the guidelines.
    ///
    /// # Panics
    /// If the embedded file is malformed, which a test rules out.
    pub fn built_in() -> Self {
        let empty = Self {
            edits: vec![Severity::None; EditKind::ALL.len()],
            cue_to_factive: Severity::None,
            moved_to_headline: Severity::None,
            raised: Vec::new(),
            accusation: 0,
            disclosed: 0,
            place: 0,
        };
        empty
            .with(BUILT_IN)
            .expect("the embedded table of severities is well formed")
    }

    /// This table with the lines of `toml` in place of its own.
    ///
    /// # Errors
    /// If `toml` is no TOML, or names what is no edit kind, severity or place.
    pub fn with(mut self, toml: &str) -> Result<Self, BadPolicy> {
        let file: File = toml::from_str(toml).map_err(|error| BadPolicy(error.message().to_owned()))?;
        for (name, value) in &file.edits {
            let kind = EditKind::from_code(name)
                .ok_or_else(|| BadPolicy(format!("\"{name}\" under [edits] is no edit kind")))?;
            self.edits[kind as usize] = severity(name, value)?;
        }
        for (name, value) in &file.special {
            let slot = match name.as_str() {
                "cue_to_factive" => &mut self.cue_to_factive,
                "moved_to_headline" => &mut self.moved_to_headline,
                _ => return Err(BadPolicy(format!("\"{name}\" under [special] is not known"))),
            };
            *slot = severity(name, value)?;
        }
        if let Some(raised) = file.raised {
            let place = |name: &String| {
                Place::from_code(name)
                    .ok_or_else(|| BadPolicy(format!("\"{name}\" under [raised] is no place")))
            };
            self.raised = raised.places.iter().map(place).collect::<Result<_, _>>()?;
        }
        for (name, &levels) in &file.levels {
            let slot = match name.as_str() {
                "accusation" => &mut self.accusation,
                "disclosed" => &mut self.disclosed,
                "place" => &mut self.place,
                _ => return Err(BadPolicy(format!("\"{name}\" under [levels] is not known"))),
            };
            *slot = levels;
        }
        Ok(self)
    }

    /// The severity of an edit of this kind as the table has it.
    pub fn of(&self, kind: EditKind) -> Severity {
        self.edits[kind as usize]
    }

    /// The severity of a cue that vouches for its claim now.
    pub(super) fn cue_to_factive(&self) -> Severity {
        self.cue_to_factive
    }

    /// The severity of a move into the headline.
    pub(super) fn moved_to_headline(&self) -> Severity {
        self.moved_to_headline
    }

    /// Whether everything in `place` matters more.
    pub(super) fn raises(&self, place: Place) -> bool {
        self.raised.contains(&place)
    }

    /// What the circumstances make of a severity; what does not matter at all never will.
    pub(super) fn weighed(
        &self,
        severity: Severity,
        place: bool,
        accusation: bool,
        disclosed: bool,
    ) -> Severity {
        if severity == Severity::None {
            return severity;
        }
        let levels = |flag: bool, levels: u8| if flag { i32::from(levels) } else { 0 };
        let level = severity as i32 + levels(place, self.place) + levels(accusation, self.accusation)
            - levels(disclosed, self.disclosed);
        let highest = Severity::Critical as i32;
        Severity::ALL[level.clamp(Severity::Low as i32, highest) as usize]
    }

    /// The whole table as a file that [`Policy::with`] reads.
    pub fn to_toml(&self) -> String {
        let mut out = String::from("[edits]\n");
        let mut kinds = EditKind::ALL.to_vec();
        kinds.sort_by_key(|kind| kind.code());
        for kind in kinds {
            let severity = self.of(kind).code();
            writeln!(out, "{} = \"{severity}\"", kind.code()).expect("a String takes all");
        }
        let places: Vec<String> = self
            .raised
            .iter()
            .map(|place| format!("\"{}\"", place.code()))
            .collect();
        write!(
            out,
            "\n[special]\ncue_to_factive = \"{}\"\nmoved_to_headline = \"{}\"\n\n[raised]\nplaces = [{}]\n\n[levels]\naccusation = {}\ndisclosed = {}\nplace = {}\n",
            self.cue_to_factive.code(),
            self.moved_to_headline.code(),
            places.join(", "),
            self.accusation,
            self.disclosed,
            self.place,
        )
        .expect("a String takes all");
        out
    }
}

fn severity(name: &str, value: &str) -> Result<Severity, BadPolicy> {
    Severity::from_code(value).ok_or_else(|| {
        let known: Vec<&str> = Severity::ALL.iter().map(|severity| severity.code()).collect();
        BadPolicy(format!(
            "\"{value}\" of \"{name}\" is no severity; use one of {}",
            known.join(", ")
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_severity_and_the_table_reads_itself() {
        let policy = Policy::built_in();
        for &kind in EditKind::ALL {
            assert_ne!(policy.of(kind), Severity::None, "{}", kind.code());
        }
        assert_eq!(policy.clone().with(&policy.to_toml()), Ok(policy));
    }

    #[test]
    fn a_newsroom_overrides_line_by_line() {
        let policy = Policy::built_in()
            .with("[edits]\nwording = \"none\"\n[raised]\nplaces = []\n[levels]\ndisclosed = 2")
            .expect("a good table");
        assert_eq!(policy.of(EditKind::Wording), Severity::None);
        assert_eq!(policy.of(EditKind::NumberChanged), Severity::High);
        assert!(!policy.raises(Place::Headline));
        assert_eq!(
            policy.weighed(Severity::Critical, true, false, true),
            Severity::High
        );
        assert_eq!(policy.weighed(Severity::Low, false, false, true), Severity::Low);
        assert_eq!(policy.weighed(Severity::None, true, true, false), Severity::None);
    }

    #[test]
    fn what_is_wrong_is_named() {
        let wrong = |toml: &str| {
            Policy::built_in()
                .with(toml)
                .expect_err("a bad table")
                .to_string()
        };
        assert!(wrong("[edits]\nnumbers = \"low\"").contains("\"numbers\""));
        assert!(wrong("[edits]\nwording = \"nil\"").contains("none, low, medium, high, critical"));
        assert!(wrong("[raised]\nplaces = [\"footer\"]").contains("\"footer\""));
        assert!(!wrong("[edits").is_empty());
    }
}
