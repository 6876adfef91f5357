//! Every text that is entered has a word in it that nobody else enters: by these words it is found
//! again, wherever it lies.

use std::collections::BTreeSet;

const BEGINS: &[u8] = b"q7x";
const DIGITS: usize = 6;
const LENGTH: usize = BEGINS.len() + DIGITS + 1;

/// A word that stands for one entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Token(pub u32);

impl std::fmt::Display for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "q7x{:06}z", self.0)
    }
}

/// All words of that kind in some bytes, as often as they stand there.
pub fn tokens_in(bytes: &[u8]) -> Vec<Token> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = bytes[at..].iter().position(|byte| *byte == BEGINS[0]) {
        at += next;
        let word = bytes.get(at..at + LENGTH);
        let number = word.filter(|word| word.starts_with(BEGINS) && word[LENGTH - 1] == b'z');
        let number =
            number.and_then(|word| core::str::from_utf8(&word[BEGINS.len()..LENGTH - 1]).ok());
        match number.and_then(|number| number.parse().ok()) {
            Some(number) => {
                found.push(Token(number));
                at += LENGTH;
            }
            None => at += 1,
        }
    }
    found
}

/// The same, each once.
pub fn token_set(bytes: &[u8]) -> BTreeSet<Token> {
    tokens_in(bytes).into_iter().collect()
}
