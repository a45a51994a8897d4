//! Limits and checks of what people type. Words are kept as typed; only outer blank space goes.

use crate::refusal::{Refusal, Why};

/// The longest passage, in characters: a long letter fits.
pub const LONGEST: usize = 20_000;

/// The text without outer blank space, refused if empty or longer than [`LONGEST`].
pub fn needed(field: &'static str, text: &str) -> Result<String, Refusal> {
    let kept = kept(field, text)?;
    if kept.is_empty() { Err(Refusal::at(field, Why::Empty)) } else { Ok(kept) }
}

/// The text without outer blank space; may be empty.
pub fn kept(field: &'static str, text: &str) -> Result<String, Refusal> {
    if text.chars().count() > LONGEST {
        return Err(Refusal::at(field, Why::TooLong));
    }
    Ok(text.trim().to_owned())
}

/// The NHS number as ten digits, its check digit verified (modulus 11, weights 10 to 2;
/// NHS Data Dictionary, NHS NUMBER). Empty stays empty: the record works without one.
/// Eight lines of our own, because the crate for it brings a random number generator along.
pub fn nhs_number(field: &'static str, text: &str) -> Result<String, Refusal> {
    let wrong = || Refusal::at(field, Why::NhsNumber);
    let bare: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    if bare.is_empty() {
        return Ok(bare);
    }
    let digits: Vec<u32> = bare.chars().map(|c| c.to_digit(10)).collect::<Option<_>>().ok_or_else(wrong)?;
    let Some((check, first)) = digits.split_last().filter(|(_, first)| first.len() == 9) else {
        return Err(wrong());
    };
    let sum: u32 = first.iter().zip((2..=10).rev()).map(|(digit, weight)| digit * weight).sum();
    if (11 - sum % 11) % 11 == *check { Ok(bare) } else { Err(wrong()) }
}
