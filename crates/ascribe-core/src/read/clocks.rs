//! The time that an entry of a live blog opens with: *15:50*, *2:45 p.m.*, *14.52 Power cuts rise*, *10.42am Minister resigns*.
//!
//! With words behind it the time is one only in a heading, with minutes of two digits and a capital letter or a mark next to it.
//! Counter-examples: *3.5 million hit by power cuts* (a number), *12.30 it was over* (goes on), *2.30 the euro* (goes on), *24.52*.

use std::ops::Range;

use crate::document::TokenIndex;

use super::places::Placer;

impl Placer<'_> {
    /// *15:50*, *2:45 p.m.*: what stands above an entry of a live blog.
    pub(super) fn is_clock(&self, block: &Range<TokenIndex>) -> bool {
        let first = self.word(block.start);
        let digits = first.starts_with(|first: char| first.is_ascii_digit());
        let half = block
            .clone()
            .nth(1)
            .is_some_and(|second| is_half(self.word(second)));
        digits && block.len() <= 3 && (half || first.contains(':') && block.len() <= 2)
            || self.clock_end(block) == Some(block.end)
    }

    /// Where the time ends that a line opens with, if the rest of it can stand alone.
    pub(super) fn clock_end(&self, block: &Range<TokenIndex>) -> Option<TokenIndex> {
        if !is_time(self.word(block.start)) {
            return None;
        }
        let second = block.clone().nth(1).map(|token| self.word(token));
        let end = block.start + 1 + usize::from(second.is_some_and(is_half));
        let follows = |token: TokenIndex| {
            let word = self.word(token);
            word.starts_with(char::is_uppercase)
                || matches!(word, "'" | "‘" | "\"" | "“" | "-" | "–" | "—" | ":" | "|")
        };
        (end == block.end || follows(end)).then_some(end)
    }
}

fn is_half(word: &str) -> bool {
    matches!(word, "a.m." | "p.m." | "am" | "pm" | "AM" | "PM")
}

/// *14.52*, *9:05*, *10.42am*: an hour and two digits of minutes.
fn is_time(word: &str) -> bool {
    let time = ["am", "pm", "AM", "PM"]
        .iter()
        .find_map(|half| word.strip_suffix(half))
        .unwrap_or(word);
    let number = |digits: &str| {
        digits
            .bytes()
            .all(|digit| digit.is_ascii_digit())
            .then(|| digits.parse::<u8>().ok())?
    };
    time.split_once(['.', ':']).is_some_and(|(hour, minute)| {
        (1..=2).contains(&hour.len())
            && minute.len() == 2
            && number(hour).is_some_and(|hour| hour < 24)
            && number(minute).is_some_and(|minute| minute < 60)
    })
}
