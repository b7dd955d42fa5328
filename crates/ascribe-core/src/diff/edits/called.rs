//! What a source is called: in the middle of a sentence, and beside other words for the same one.
//!
//! *He* → *him*, *An official* → *an official*; ***Roe**, a farmer* and ***Roe**, who lives in Orla* have one name in front.

use super::Side;
use super::sources::SourceView;

impl SourceView<'_> {
    /// It in the middle of a sentence: *her (Zoë Roe)*, *the board*.
    pub(super) fn whom(&self) -> String {
        let whom = whom(self.text);
        match self.name.filter(|_| self.pronoun) {
            Some(name) => format!("{whom} ({name})"),
            None => whom,
        }
    }

    /// Whether it has a name in common with the source of an attribution, wherever that stands.
    pub(super) fn shares_name(&self, side: &Side<'_>, number: usize) -> bool {
        let document = &side.text.revision.document;
        let Some(source) = &side.text.revision.attributions[number].source else {
            return false;
        };
        let name = source.name.or_else(|| source.spans.first().copied());
        let names = |text: &str| -> Vec<String> {
            let words = text.split(|letter: char| !letter.is_alphanumeric());
            let names = words.filter(|word| word.starts_with(char::is_uppercase) && word.len() > 2);
            names.map(str::to_owned).collect()
        };
        let own = names(self.name.unwrap_or(self.text));
        name.is_some_and(|name| names(document.slice(name)).iter().any(|word| own.contains(word)))
    }

    /// What it is called in front of a comma: ***Roe**, a farmer*.
    pub(super) fn lead(&self) -> &str {
        let lead = self.text.split_once(',').map_or(self.text, |it| it.0);
        // *Roe, Ortega and Bell*
        if self.text.contains(" and ") {
            self.text
        } else {
            lead
        }
    }
}

/// Words by which somebody is called, in the middle of a sentence and behind *to*: *He* → *him*, *An official* → *an official*.
pub(in crate::diff) fn whom(text: &str) -> String {
    // ***WHO** says*
    let written = if text.len() > 1 && text.chars().all(char::is_uppercase) {
        String::new()
    } else {
        text.to_lowercase()
    };
    let object = match &*written {
        "he" | "his" => "him",
        "i" | "my" => "me",
        "its" => "it",
        "she" => "her",
        "their" | "they" => "them",
        "our" | "we" => "us",
        "who" => "whom",
        _ => "",
    };
    if !object.is_empty() {
        return object.to_owned();
    }
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    if rest.is_empty() || !OPENING.contains(&&*first.to_lowercase()) {
        return text.to_owned();
    }
    format!("{} {rest}", first.to_lowercase())
}

/// Words before a noun that have a capital only where a sentence begins.
const OPENING: [&str; 16] = [
    "a", "all", "an", "another", "both", "her", "his", "its", "many", "most", "one", "our", "several",
    "some", "the", "their",
];
