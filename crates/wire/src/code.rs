//! One-time codes: ten characters that a person reads out or types, and the key that follows from
//! them.

use ident::digest;

use crate::SecretKey;

/// No I, L, O and U: nothing is taken for something else.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Characters of a code: 50 bits.
const LENGTH: u32 = 10;
/// So often is hashed for each guess. With 50 bits in a code that is good for one day, 2^62 hashes
/// and 2^50 key derivations stand between the code's public key and the code.
const ROUNDS: u32 = 1 << 12;

/// A code from random bytes: `7K3QM-0XRTD`.
#[must_use]
pub fn code_text(random: [u8; 8]) -> String {
    let bits = u64::from_be_bytes(random);
    let mut text = String::new();
    for at in 0..LENGTH {
        if at == LENGTH / 2 {
            text.push('-');
        }
        let place = (bits >> (5 * at)) & 31;
        text.extend(ALPHABET.get(place as usize).map(|letter| char::from(*letter)));
    }
    text
}

/// A code as typed becomes the code as meant: capital letters, nothing between them, and letters
/// that look like digits are those.
#[must_use]
pub fn plain_code(typed: &str) -> String {
    typed
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .map(|letter| match letter.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            letter => letter,
        })
        .collect()
}

/// The key of a code: whoever can sign with it knows the code.
#[must_use]
pub fn code_key(typed: &str) -> SecretKey {
    let mut seed = digest("cunzhan/code/1", &[plain_code(typed).as_bytes()]);
    for _ in 0..ROUNDS {
        seed = digest("cunzhan/code-round/1", &[&seed]);
    }
    SecretKey::from_seed(&seed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        let code = code_text([0x5a, 0x17, 0xc3, 0x99, 0x02, 0xf1, 0x77, 0x3e]);
        assert_eq!(code.len(), 11);
        assert!(code.bytes().all(|letter| letter == b'-' || ALPHABET.contains(&letter)));
        assert_eq!(code_text([0xff; 8]), "ZZZZZ-ZZZZZ");
        assert_eq!(code_text([0; 8]), "00000-00000");
        assert_eq!(plain_code(" o0il1-7k3q "), "001117K3Q");
        let public = |typed: &str| code_key(typed).public();
        assert_eq!(public("7K3QM-0XR1D"), public("7k3qm oxrld"));
        assert_ne!(public("7K3QM-0XR1D"), public("7K3QM-0XR2D"));
    }
}
