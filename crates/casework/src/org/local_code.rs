//! Codes for offices that have no official one.

use ident::{BadOfficeCode, OfficeCode, digest};

/// Digits and capital letters that are not mistaken for each other when read out.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Letters after the `L`: 50 bits.
const LENGTH: usize = 10;

/// A code for an office without an official one (a department, a development zone): `L` and ten
/// letters that follow from a random seed, so that two tablets do not give one code twice.
///
/// # Errors
/// None in practice: what it makes is a code.
pub fn local_code(seed: &[u8; 8]) -> Result<OfficeCode, BadOfficeCode> {
    let hash = digest("cunzhan/local-office/1", &[seed]);
    let letters = hash.iter().take(LENGTH).map(|byte| {
        let letter = LETTERS.get(usize::from(byte % 32)).copied().unwrap_or(b'0');
        char::from(letter)
    });
    OfficeCode::parse(&core::iter::once('L').chain(letters).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_seed_gives_a_local_code(seed: [u8; 8]) {
            let code = local_code(&seed).expect("a code");
            prop_assert!(code.as_str().starts_with('L'));
            prop_assert_eq!(code.as_str().len(), 11);
            prop_assert_eq!(local_code(&seed), Ok(code));
        }
    }
}
