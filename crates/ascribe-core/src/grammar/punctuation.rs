//! Where punctuation marks hang: by the rule of Universal Dependencies, which needs no model once the words have their tree.
//!
//! A mark hangs as high as it can without crossing an arc: in *they left, he said*, the comma's neighbours lead up to *left*
//! and *said*; it goes to the one that depends on the other. A full stop goes to the left one. Marks that come in pairs
//! (quotation marks, brackets) hang on the head of what they enclose, and nothing between them looks outside. Deliberately
//! missed: pairs of commas or dashes, which the treebanks hang by what they enclose.

use std::ops::Range;

use super::parser::mark;
use super::tag::Tag;

/// Steps up a tree at most, so that a hostile sentence costs no more than any other of its length.
const HIGHEST: usize = 64;

/// The head of a root, and of a mark that has none yet.
const NONE: u32 = u32::MAX;

/// Gives every mark its head; `heads` has those of all words already, and [`NONE`] for the root and for marks.
pub(super) fn attach(tags: &[Tag], heads: &mut [u32]) {
    let is_word = |token: &usize| mark(tags[*token]).is_none();
    let Some(root) = (0..tags.len()).find(|token| is_word(token) && heads[*token] == NONE) else {
        // Nothing but marks: the first one leads.
        heads.iter_mut().skip(1).for_each(|head| *head = 0);
        return;
    };
    let partners = partners(tags);
    let mut open: Vec<usize> = Vec::new();
    let mut start = 0;
    while let Some(first) = (start..tags.len()).find(|token| !is_word(token)) {
        let end = (first..tags.len()).find(is_word).unwrap_or(tags.len());
        let mut settled = first;
        for token in first..end {
            let partner = partners[token];
            if partner.is_some_and(|partner| partner < token) {
                open.pop();
            }
            // What the mark may hang on lies from `low` to before `high`: inside its own pair, or inside the one around it.
            let (low, high) = match (partner, open.last()) {
                (Some(partner), _) => (token.min(partner) + 1, token.max(partner)),
                (None, Some(&opening)) => (opening + 1, partners[opening].unwrap_or(tags.len())),
                (None, None) => (0, tags.len()),
            };
            let left = (first > low).then(|| climb(heads, first - 1, &(low..first)));
            let right = (end < high).then(|| climb(heads, end, &(end..high)));
            let head = match (left, right) {
                (Some(left), Some(right)) => {
                    let above = heads[right] as usize;
                    let is_below = tags[token] != Tag::Stop && (left..first).contains(&above);
                    if is_below { right } else { left }
                }
                (left, right) => left.or(right).unwrap_or(root),
            };
            heads[token] = head as u32;
            if head < first {
                // No arc of an earlier mark of the gap may cross this one.
                for earlier in &mut heads[settled..token] {
                    if *earlier as usize >= end {
                        *earlier = head as u32;
                    }
                }
                settled = token;
            }
            if partner.is_some_and(|partner| partner > token) {
                open.push(token);
            }
        }
        start = end;
    }
}

/// The highest word that `word` leads up to within `range`.
fn climb(heads: &[u32], mut word: usize, range: &Range<usize>) -> usize {
    for _ in 0..HIGHEST {
        let above = heads[word] as usize;
        if !range.contains(&above) {
            break;
        }
        word = above;
    }
    word
}

/// The other mark of the pair that each mark belongs to.
fn partners(tags: &[Tag]) -> Vec<Option<usize>> {
    let mut partners = vec![None; tags.len()];
    let mut open: Vec<usize> = Vec::new();
    for (token, tag) in tags.iter().enumerate() {
        let opening = match tag {
            Tag::OpenQuote | Tag::LeftBracket => {
                open.push(token);
                continue;
            }
            Tag::CloseQuote => Tag::OpenQuote,
            Tag::RightBracket => Tag::LeftBracket,
            _ => continue,
        };
        if let Some(start) = open.pop_if(|start| tags[*start] == opening) {
            partners[start] = Some(token);
            partners[token] = Some(start);
        }
    }
    partners
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::tag::Tag::{CloseQuote, Comma, OpenQuote, Prp, Stop, Vbd};

    /// *“They left,” he said.*
    #[test]
    fn inside_the_quotation_and_after_it() {
        let tags = [OpenQuote, Prp, Vbd, Comma, CloseQuote, Prp, Vbd, Stop];
        let mut heads = [NONE, 2, 6, NONE, NONE, 6, NONE, NONE];
        attach(&tags, &mut heads);
        assert_eq!(heads, [2, 2, 6, 2, 2, 6, NONE, 6]);
    }

    /// *They left, he said.*
    #[test]
    fn on_the_part_that_depends_on_the_other() {
        let tags = [Prp, Vbd, Comma, Prp, Vbd, Stop];
        let mut said_leads = [1, 4, NONE, 4, NONE, NONE];
        attach(&tags, &mut said_leads);
        assert_eq!(said_leads[2], 1);
        let mut left_leads = [1, NONE, NONE, 4, 1, NONE];
        attach(&tags, &mut left_leads);
        assert_eq!(left_leads[2], 4);
    }

    #[test]
    fn nothing_but_marks() {
        let mut heads = [NONE; 3];
        attach(&[Comma, Comma, CloseQuote], &mut heads);
        assert_eq!(heads, [NONE, 0, 0]);
    }
}
