//! Transcripts: plain text with speakers, `WebVTT`, SRT.
//!
//! Plain text has turns, *MAYOR ROE: We left.* at the beginning of a line; what follows without a name belongs to the turn
//! before. Subtitles have times, which are kept, and names as text has them, in `WebVTT` also as `<v Roe>`. Their tags, numbers
//! and settings are no words.

use crate::span::Span;

/// How a transcript is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TranscriptKind {
    /// Lines, with or without speakers.
    Text,
    /// Subtitles of the web.
    WebVtt,
    /// Numbered subtitles.
    Srt,
}

/// What was said, by whom, and when if the transcript tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Transcript {
    text: String,
    turns: Vec<Turn>,
    /// Where in the text a subtitle begins, and its time as it is written.
    times: Vec<(usize, String)>,
}

/// What one speaker says before another does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The name, in [`Transcript::text`].
    pub speaker: Option<Span>,
    /// What is said, in [`Transcript::text`].
    pub words: Span,
}

/// No name of a speaker is longer, in bytes.
const LONGEST_NAME: usize = 60;

impl Transcript {
    /// Reads a transcript. Any text can be read.
    pub fn read(kind: TranscriptKind, input: &str) -> Self {
        let mut reader = Reader::default();
        match kind {
            TranscriptKind::Text => {
                for line in input.lines() {
                    reader.line(line.trim());
                }
            }
            TranscriptKind::WebVtt | TranscriptKind::Srt => reader.subtitles(input),
        }
        reader.transcript
    }

    /// The kind that a text looks like.
    pub fn kind_of(input: &str) -> TranscriptKind {
        let start = input.trim_start_matches('\u{feff}').trim_start();
        if start.starts_with("WEBVTT") {
            return TranscriptKind::WebVtt;
        }
        let mut lines = start.lines();
        let numbered = lines
            .next()
            .is_some_and(|line| line.trim().parse::<u32>().is_ok());
        let timed = lines.next().is_some_and(|line| line.contains("-->"));
        if numbered && timed {
            TranscriptKind::Srt
        } else {
            TranscriptKind::Text
        }
    }

    /// Names and words, a line each, without times and tags.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// In order; they do not overlap.
    pub fn turns(&self) -> &[Turn] {
        &self.turns
    }

    /// The time of the subtitle that `span` begins in: `00:01:05.000`.
    pub fn time(&self, span: Span) -> Option<&str> {
        let behind = self.times.partition_point(|(start, _)| *start <= span.start());
        self.times
            .get(behind.checked_sub(1)?)
            .map(|(_, time)| time.as_str())
    }
}

#[derive(Default)]
struct Reader {
    transcript: Transcript,
}

impl Reader {
    /// A line of speech, with or without the name of a new speaker.
    fn line(&mut self, line: &str) {
        if line.is_empty() {
            return;
        }
        match name(line) {
            Some((name, words)) => self.turn(Some(name), words),
            None => self.words(line),
        }
    }

    fn turn(&mut self, speaker: Option<&str>, words: &str) {
        let same = speaker.is_some_and(|speaker| {
            let last = self.transcript.turns.last().and_then(|turn| turn.speaker);
            last.is_some_and(|last| &self.transcript.text()[last] == speaker)
        });
        if !same {
            let text = &mut self.transcript.text;
            let speaker = speaker.map(|speaker| {
                let start = text.len();
                text.push_str(speaker);
                text.push_str(": ");
                Span::new(start, start + speaker.len())
            });
            let at = text.len();
            self.transcript.turns.push(Turn {
                speaker,
                words: Span::new(at, at),
            });
        }
        if !words.is_empty() {
            self.words(words);
        }
    }

    fn words(&mut self, words: &str) {
        if self.transcript.turns.is_empty() {
            self.turn(None, "");
        }
        let text = &mut self.transcript.text;
        text.push_str(words);
        let end = text.len();
        text.push('\n');
        if let Some(turn) = self.transcript.turns.last_mut() {
            turn.words = Span::new(turn.words.start(), end);
        }
    }

    /// The cues of `WebVTT` or SRT: all lines behind a line with an arrow, up to an empty one.
    fn subtitles(&mut self, input: &str) {
        let mut speaking = false;
        for line in input.lines() {
            let line = line.trim();
            if let Some((time, _)) = line.split_once("-->") {
                speaking = true;
                let start = self.transcript.text.len();
                self.transcript.times.push((start, time.trim().to_owned()));
            } else if line.is_empty() {
                speaking = false;
            } else if speaking {
                self.subtitle(line);
            }
        }
    }

    /// One line of a cue, which can have several voices.
    fn subtitle(&mut self, line: &str) {
        let mut plain = String::new();
        let mut rest = line;
        while let Some(open) = rest.find('<') {
            let Some(close) = rest[open..].find('>') else {
                break;
            };
            plain.push_str(&rest[..open]);
            let tag = &rest[open + 1..open + close];
            if let Some(voice) = tag
                .strip_prefix('v')
                .filter(|voice| voice.starts_with([' ', '.']))
            {
                if !plain.trim().is_empty() {
                    self.line(&entities(plain.trim()));
                    plain.clear();
                }
                let name = voice.split_once(' ').map_or("", |(_, name)| name).trim();
                self.turn(Some(name).filter(|name| !name.is_empty()), "");
            }
            rest = &rest[open + close + 1..];
        }
        plain.push_str(rest);
        let plain = entities(plain.trim());
        self.line(plain.trim_start_matches("- ").trim_start_matches(">> "));
    }
}

/// The name before a colon and what is said: *MAYOR ROE: We left.*, *Jane Roe (mayor): …*, *Q: …*.
fn name(line: &str) -> Option<(&str, &str)> {
    let colon = line.find(':').filter(|colon| *colon <= LONGEST_NAME)?;
    let (name, words) = (line[..colon].trim(), line[colon + 1..].trim());
    // *At 10:30 we left.*
    if name.is_empty() || line[colon + 1..].starts_with(|next: char| next.is_ascii_digit()) {
        return None;
    }
    let bare = name.split(['(', '[', ',']).next().unwrap_or(name).trim();
    let small = |word: &str| {
        matches!(
            word,
            "of" | "the" | "de" | "van" | "von" | "for" | "and" | "al" | "bin" | "da" | "di" | "la" | "le"
        )
    };
    let is_name = bare.split_whitespace().count() <= 6
        && bare.starts_with(char::is_uppercase)
        && bare.split_whitespace().all(|word| {
            word.starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit()) || small(word)
        })
        && !bare.contains(['.', '?', '!', '"', '“'].as_slice())
        || bare.split_whitespace().count() <= 6
            && matches!(
                bare.split_whitespace().next(),
                Some("Mr." | "Mrs." | "Ms." | "Dr." | "Sen." | "Rep." | "Gov." | "Prof.")
            );
    is_name.then_some((bare, words))
}

/// The few characters that subtitles escape.
fn entities(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&nbsp;", "\u{a0}")
        .replace("&lrm;", "")
        .replace("&rlm;", "")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turns(kind: TranscriptKind, input: &str) -> Vec<(Option<String>, String)> {
        let transcript = Transcript::read(kind, input);
        let slice = |span: Span| transcript.text()[span].to_owned();
        transcript
            .turns()
            .iter()
            .map(|turn| (turn.speaker.map(slice), slice(turn.words)))
            .collect()
    }

    #[test]
    fn speakers_of_a_text() {
        let text = "MAYOR ROE: We left.\nAt 10:30 it was over.\n\nJohn Doe (BBC): Why? He said: no.\nMAYOR ROE: Ask him.";
        assert_eq!(
            turns(TranscriptKind::Text, text),
            [
                (Some("MAYOR ROE".into()), "We left.\nAt 10:30 it was over.".into()),
                (Some("John Doe".into()), "Why? He said: no.".into()),
                (Some("MAYOR ROE".into()), "Ask him.".into()),
            ]
        );
    }

    #[test]
    fn a_sign_that_opens_no_tag_is_read_once() {
        let text = "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nI <3 you\n\n00:00:02.000 --> 00:00:03.000\n- Me &amp; you <v John Doe>And I\n";
        let found = turns(TranscriptKind::WebVtt, text);
        let words: Vec<&str> = found.iter().map(|(_, words)| words.as_str()).collect();
        assert_eq!(words.concat().matches("I <3 you").count(), 1);
        assert!(words.concat().contains("Me & you"));
    }

    #[test]
    fn voices_and_times_of_webvtt() {
        let text = "WEBVTT\n\nNOTE a note\n\n1\n00:00:01.000 --> 00:00:02.000 align:start\n<v Jane Roe>We <b>left</b>\n\n\
                    00:00:02.000 --> 00:00:04.000\n<v Jane Roe>at ten.\n\n00:00:05.000 --> 00:00:06.000\n<v John Doe>Why &amp; how?\n";
        assert_eq!(Transcript::kind_of(text), TranscriptKind::WebVtt);
        assert_eq!(
            turns(TranscriptKind::WebVtt, text),
            [
                (Some("Jane Roe".into()), "We left\nat ten.".into()),
                (Some("John Doe".into()), "Why & how?".into()),
            ]
        );
        let transcript = Transcript::read(TranscriptKind::WebVtt, text);
        let at = transcript.text().find("at ten").expect("the words");
        assert_eq!(transcript.time(Span::new(at, at + 2)), Some("00:00:02.000"));
    }

    #[test]
    fn numbers_of_srt_are_no_words() {
        let text =
            "1\n00:00:01,000 --> 00:00:02,000\nROE: We left\n\n2\n00:00:02,000 --> 00:00:03,000\nat ten.\n";
        assert_eq!(Transcript::kind_of(text), TranscriptKind::Srt);
        assert_eq!(
            turns(TranscriptKind::Srt, text),
            [(Some("ROE".into()), "We left\nat ten.".into())]
        );
    }

    #[test]
    fn any_text_can_be_read() {
        for text in ["", ":", "<v", "WEBVTT\n\n-->\n<v>\n<", "é: ü", "1\n-->\n&amp"] {
            for kind in [TranscriptKind::Text, TranscriptKind::WebVtt, TranscriptKind::Srt] {
                Transcript::read(kind, text);
            }
        }
    }
}
