//! Searching words inside one viewer's own view: capitals, accents and apostrophes do not count,
//! because whoever searches writes as they hear. A plain "contains": no index, nothing kept.

use std::ops::Range;

use crate::index::{is_left_out, without_accent};

#[cfg(test)]
mod tests;

/// The fewest letters that can be searched for.
pub const FEWEST: usize = 2;

/// What somebody searches for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sought(String);

impl Sought {
    /// What was typed, as it is compared; nothing with fewer than [`FEWEST`] letters.
    pub fn new(typed: &str) -> Option<Self> {
        let mut plain = String::new();
        each(typed.trim(), |letter, _| plain.push(letter));
        (plain.trim().chars().count() >= FEWEST).then_some(Self(plain))
    }

    /// Whether a text contains it.
    pub fn is_in(&self, text: &str) -> bool {
        let mut plain = String::with_capacity(text.len());
        each(text, |letter, _| plain.push(letter));
        plain.contains(&self.0)
    }

    /// Where a text contains it, in bytes of the text, first to last, without overlap.
    pub fn places(&self, text: &str) -> Vec<Range<usize>> {
        let mut plain = String::with_capacity(text.len());
        // For each byte of the plain text: where its letter begins and ends in the text.
        let mut from = Vec::with_capacity(text.len());
        each(text, |letter, place| {
            plain.push(letter);
            from.extend(std::iter::repeat_n(place, letter.len_utf8()));
        });
        let mut places: Vec<Range<usize>> = Vec::new();
        for (at, found) in plain.match_indices(&self.0) {
            let ends = (at + found.len()).checked_sub(1).and_then(|last| from.get(last));
            let (Some(first), Some(last)) = (from.get(at), ends) else { continue };
            let end = last.end + accents_after(text, last.end);
            // One letter may be compared as two ("ß" as "ss"): it is marked once.
            if places.last().is_none_or(|before| before.end <= first.start) {
                places.push(first.start..end);
            }
        }
        places
    }
}

/// How many bytes of accents, written as characters of their own, follow a letter.
fn accents_after(text: &str, at: usize) -> usize {
    let after = text.get(at..).unwrap_or_default().chars();
    after.take_while(|c| matches!(c, '\u{300}'..='\u{36f}')).map(char::len_utf8).sum()
}

/// Each letter as it is compared, with its place in the text. Blank space of any kind and length is one blank.
fn each(text: &str, mut take: impl FnMut(char, Range<usize>)) {
    let mut after_blank = false;
    for (at, c) in text.char_indices() {
        let place = at..at + c.len_utf8();
        if c.is_whitespace() {
            if !after_blank {
                take(' ', place);
            }
            after_blank = true;
            continue;
        }
        after_blank = false;
        if c.is_ascii() {
            if !is_left_out(c) {
                take(c.to_ascii_lowercase(), place);
            }
            continue;
        }
        for lower in c.to_lowercase().filter(|c| !is_left_out(*c)) {
            match without_accent(lower) {
                Some(base) => base.chars().for_each(|letter| take(letter, place.clone())),
                None => take(lower, place.clone()),
            }
        }
    }
}
