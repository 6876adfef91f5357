//! Hints on a citizen identity number as it is typed (GB 11643-1999).
//!
//! A hint and nothing more: whatever it says, the number is stored as written. Many who come have no card with them,
//! an old paper, or another document, and the region code is the one at issue, which may be abolished since: it is
//! never looked at. The wording of hints is elsewhere.

mod check_character;

use check_character::check_character;
use chrono::NaiveDate;

/// Characters of a citizen identity number since GB 11643-1999.
pub const LENGTH: usize = 18;
/// Digits of the numbers before it; as documents not valid since 2013-01-01, but still on old papers.
pub const OLD_LENGTH: usize = 15;

/// What is to be said of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum IdentityHint {
    /// Well formed: length, birth date and check character agree. Says nothing on whether it was ever issued.
    Ok,
    /// Nothing was typed.
    Empty,
    /// Fifteen digits, as on old papers: it can't be checked.
    OldFifteenDigits,
    /// Neither 18 characters nor 15.
    WrongLength {
        /// Characters typed, white space not counted.
        len: usize,
    },
    /// Something other than a digit, or an X that isn't last.
    BadCharacter {
        /// Its place among the characters typed, white space not counted; the first is 1.
        position: usize,
    },
    /// Digits 7 to 14 (in old numbers 7 to 12) are no date of the calendar.
    BadDate,
    /// The birth date lies after today.
    FutureDate,
    /// The last character doesn't follow from the others: most likely a slip in typing.
    WrongCheckDigit {
        /// What it would be if the other 17 are right: `0`-`9` or `X`.
        expected: char,
    },
}

/// A number as it is stored and compared: half-width, X upper case, without white space. Other characters stay.
#[must_use]
pub fn canonical(typed: &str) -> String {
    crate::normalise(typed).to_ascii_uppercase()
}

/// Looks at a number as it is typed. `today` is the date at the office (UTC+8), for births yet to come.
///
/// ```
/// # use lookup::identity_number::{IdentityHint, check};
/// # let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
/// assert_eq!(check("11010519491231002X", today), IdentityHint::Ok);
/// assert_eq!(check("110105194912310021", today), IdentityHint::WrongCheckDigit { expected: 'X' });
/// ```
#[must_use]
pub fn check(typed: &str, today: NaiveDate) -> IdentityHint {
    let number = canonical(typed);
    let len = number.chars().count();
    if len == 0 {
        return IdentityHint::Empty;
    }
    let stray =
        number.chars().enumerate().position(|(place, character)| !may_stand(character, place, len));
    if let Some(place) = stray {
        return IdentityHint::BadCharacter { position: place + 1 };
    }
    match len {
        LENGTH => check_current(&number, today),
        OLD_LENGTH => match number.get(6..12).and_then(|digits| birth_date(&format!("19{digits}")))
        {
            Some(_) => IdentityHint::OldFifteenDigits,
            None => IdentityHint::BadDate,
        },
        _ => IdentityHint::WrongLength { len },
    }
}

/// Digits everywhere, an X at the end of anything but an old number.
fn may_stand(character: char, place: usize, len: usize) -> bool {
    character.is_ascii_digit() || (character == 'X' && place + 1 == len && len != OLD_LENGTH)
}

fn check_current(number: &str, today: NaiveDate) -> IdentityHint {
    match number.get(6..14).and_then(birth_date) {
        None => return IdentityHint::BadDate,
        Some(born) if born > today => return IdentityHint::FutureDate,
        Some(_) => {}
    }
    match check_character(number) {
        Some(expected) if !number.ends_with(expected) => IdentityHint::WrongCheckDigit { expected },
        _ => IdentityHint::Ok,
    }
}

/// A date of the calendar from eight digits.
fn birth_date(digits: &str) -> Option<NaiveDate> {
    let part = |from, to| digits.get(from..to)?.parse::<u32>().ok();
    let year = i32::try_from(part(0, 4)?).ok()?;
    NaiveDate::from_ymd_opt(year, part(4, 6)?, part(6, 8)?)
}
