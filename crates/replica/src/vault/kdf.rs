//! From a PIN or a passphrase to a key.

use argon2::{Algorithm, Argon2, Params, Version};
use minicbor::{Decode, Encode};
use zeroize::Zeroizing;

/// Fewest digits of a PIN, and fewest characters of a passphrase.
const FEWEST: usize = 6;
/// Longest passphrase, in bytes.
const LONGEST: usize = 256;
/// Most memory that a stored record can ask for, in KiB: else damaged bytes could end the worker.
const MOST_MEMORY: u32 = 256 << 10;
/// Most passes that a stored record can ask for.
const MOST_PASSES: u32 = 64;

/// Argon2id with its parameters, stored beside what they wrapped: they may grow with the years.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct Kdf {
    /// Which: 1 is Argon2id, version 0x13.
    #[n(0)]
    pub name: u8,
    /// Memory, in KiB.
    #[n(1)]
    pub memory: u32,
    /// Passes over it.
    #[n(2)]
    pub passes: u32,
    /// Lanes; one, since a browser's worker has one thread.
    #[n(3)]
    pub lanes: u32,
}

/// What was chosen is too easily guessed, or too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WeakSecret {
    /// Fewer than six digits or characters.
    #[error("too short")]
    TooShort,
    /// Longer than a passphrase can be.
    #[error("too long")]
    TooLong,
    /// One character again and again, or digits in a row.
    #[error("one of those that are tried first")]
    TooPlain,
}

impl Kdf {
    /// For PINs that are set now. 32 MiB and three passes: 0.1 s of computing in the browser of the machine
    /// this was written on, below one on a tablet six times slower (docs/security.md).
    pub const DEFAULT: Self = Self { name: 1, memory: 32 << 10, passes: 3, lanes: 1 };
    /// Tests derive many.
    #[cfg(test)]
    pub const QUICK: Self = Self { name: 1, memory: 8, passes: 1, lanes: 1 };

    /// The key; none where the parameters are not ones we know or can afford.
    pub(super) fn derive(self, secret: &str, salt: &[u8]) -> Option<Zeroizing<[u8; 32]>> {
        if self.name != 1 || self.memory > MOST_MEMORY || self.passes > MOST_PASSES {
            return None;
        }
        let params = Params::new(self.memory, self.passes, self.lanes, Some(32)).ok()?;
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let mut key = Zeroizing::new([0u8; 32]);
        argon.hash_password_into(normal(secret).as_bytes(), salt, key.as_mut()).ok()?;
        Some(key)
    }
}

/// Keyboards write digits and blanks in several ways.
fn normal(secret: &str) -> Zeroizing<String> {
    let plain = secret.trim().chars().map(|sign| match sign {
        '０'..='９' | '！'..='～' => char::from_u32(u32::from(sign) - 0xfee0).unwrap_or(sign),
        '\u{3000}' => ' ',
        other => other,
    });
    Zeroizing::new(plain.collect())
}

/// Whether a PIN or passphrase may be set.
///
/// # Errors
/// [`WeakSecret`].
pub(super) fn check(secret: &str) -> Result<(), WeakSecret> {
    let secret = normal(secret);
    if secret.len() > LONGEST {
        return Err(WeakSecret::TooLong);
    }
    let signs: Vec<u32> = secret.chars().map(u32::from).collect();
    if signs.len() < FEWEST {
        return Err(WeakSecret::TooShort);
    }
    let steps = || signs.iter().zip(signs.iter().skip(1));
    let same = steps().all(|(a, b)| a == b);
    let up = steps().all(|(a, b)| a + 1 == *b);
    let down = steps().all(|(a, b)| *a == b + 1);
    if same || up || down { Err(WeakSecret::TooPlain) } else { Ok(()) }
}

/// Whether it is digits alone: then the keypad suffices.
pub(super) fn is_digits(secret: &str) -> bool {
    normal(secret).bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pinned: what was wrapped once is unwrapped for ever.
    #[test]
    fn a_derived_key_is_pinned() {
        let key = Kdf::DEFAULT.derive("135790", &[7; 16]).expect("derives");
        let hex: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, include_str!("../../tests/kdf.golden").trim());
        assert_eq!(Kdf::DEFAULT.derive(" １３５７９０", &[7; 16]), Some(key));
    }

    #[test]
    fn what_is_tried_first_is_refused() {
        assert_eq!(check("13579"), Err(WeakSecret::TooShort));
        assert_eq!(check(" 13579 "), Err(WeakSecret::TooShort));
        assert_eq!(check("四个汉字"), Err(WeakSecret::TooShort));
        for plain in ["111111", "123456", "654321", "23456789"] {
            assert_eq!(check(plain), Err(WeakSecret::TooPlain));
        }
        assert_eq!(check(&"长".repeat(86)), Err(WeakSecret::TooLong));
        assert_eq!(check("135790"), Ok(()));
        assert_eq!(check("村口大槐树下"), Ok(()));
    }

    #[test]
    fn parameters_nobody_would_choose_derive_nothing() {
        let huge = Kdf { memory: u32::MAX, ..Kdf::QUICK };
        assert_eq!(huge.derive("135790", &[7; 16]), None);
        assert_eq!(Kdf { name: 2, ..Kdf::QUICK }.derive("135790", &[7; 16]), None);
        assert_eq!(Kdf { lanes: 0, ..Kdf::QUICK }.derive("135790", &[7; 16]), None);
        assert_eq!(Kdf::QUICK.derive("135790", &[7; 2]), None);
    }
}
