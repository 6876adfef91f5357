//! Names and keys made from content.

use sha2::{Digest, Sha256};

/// SHA-256 over several parts, each with its length, so that no two lists of parts look alike.
#[derive(Default)]
pub struct ContentHash(Sha256);

impl ContentHash {
    pub fn add(&mut self, part: impl AsRef<[u8]>) {
        let part = part.as_ref();
        self.0.update((part.len() as u64).to_le_bytes());
        self.0.update(part);
    }

    pub fn hex(self) -> String {
        hex(&self.0.finalize())
    }
}

/// SHA-256 of one file's bytes alone, as `crypto.subtle.digest` gives it in the browser.
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// The 16 digits that file names carry.
pub fn short(bytes: &[u8]) -> String {
    let mut digits = sha256_hex(bytes);
    digits.truncate(16);
    digits
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sha256_of_nothing_is_the_known_one() {
        assert!(sha256_hex(b"").starts_with("e3b0c44298fc1c149afbf4c8996fb924"));
        assert_eq!(short(b"").len(), 16);
    }

    #[test]
    fn parts_do_not_run_together() {
        let of = |parts: &[&str]| {
            let mut hash = ContentHash::default();
            parts.iter().for_each(|part| hash.add(part));
            hash.hex()
        };
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
    }
}
