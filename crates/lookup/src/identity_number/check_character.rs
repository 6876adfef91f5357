//! The check character of GB 11643-1999, which is ISO 7064 MOD 11-2.

/// Weights of the first 17 digits.
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/// The character for each remainder of the weighted sum by 11.
const CHARACTERS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];

/// The check character that belongs to the first 17 characters; nothing if these aren't digits.
pub(super) fn check_character(number: &str) -> Option<char> {
    let mut characters = number.chars();
    let mut sum = 0;
    for weight in WEIGHTS {
        sum += weight * characters.next()?.to_digit(10)?;
    }
    CHARACTERS.get(usize::try_from(sum % 11).ok()?).copied()
}
