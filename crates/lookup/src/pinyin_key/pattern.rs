//! A typed term, made ready to be found in keys in one pass and without allocating.

use super::{ALTERNATIVE, CHARACTER, NAME, PinyinHit};

/// Letters of a term that are compared: the places, 0 included, have to fit in 128 bits.
const LONGEST: usize = 127;

/// A set of places in the term: bit `n` stands for "`n` letters consumed".
type Places = u128;
const NOWHERE: Places = 0;
const BEGINNING: Places = 1;

/// A typed term, made ready to be found in keys.
///
/// A key is read byte by byte while a set of places in the term is kept that can be reached so far: a nondeterministic
/// automaton run bit-parallel (the Shift-And method). Several readings and ambiguous splits (`xian` is 先 and 西安)
/// cost no backtracking, and a byte costs a look-up, an `and` and a shift, however long the term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PinyinPattern {
    /// For each ASCII byte, the places before which the term has it next.
    places_of: Box<[Places; 128]>,
    /// The place after the last letter; nowhere for an empty term.
    goal: Places,
}

/// What has been reached within a name.
struct Progress {
    /// Places reached before the current character.
    before: Places,
    /// Places the current reading has reached.
    within: Places,
    /// Places any reading of the current character has reached.
    after: Places,
}

impl PinyinPattern {
    /// Prepares a term.
    pub(crate) fn new(term: &str) -> Self {
        let mut places_of = Box::new([NOWHERE; 128]);
        let mut goal = NOWHERE;
        for (place, byte) in term.bytes().take(LONGEST).enumerate() {
            if let Some(places) = places_of.get_mut(usize::from(byte)) {
                *places |= BEGINNING << place;
            }
            goal = BEGINNING << (place + 1);
        }
        Self { places_of, goal }
    }

    /// Whether the term is found from the start of any character on.
    pub(crate) fn is_in(&self, key: &str) -> bool {
        let mut progress = Progress::new();
        for byte in key.bytes() {
            match byte {
                ALTERNATIVE => progress.within = progress.before,
                CHARACTER => progress.next_character(BEGINNING),
                NAME => progress = Progress::new(),
                letter => {
                    progress.consume(self.places_of(letter));
                    if progress.within & self.goal != NOWHERE {
                        return true;
                    }
                }
            }
        }
        false
    }

    /// Whether the term is found from the start of a name on, and whether it takes up all of one.
    pub(crate) fn at_start_of(&self, key: &str) -> Option<PinyinHit> {
        let mut best = None;
        for name in key.as_bytes().split(|&byte| byte == NAME) {
            let mut progress = Progress::new();
            for &byte in name {
                match byte {
                    ALTERNATIVE => progress.within = progress.before,
                    CHARACTER => progress.next_character(NOWHERE),
                    letter => progress.consume(self.places_of(letter)),
                }
                if progress.after & self.goal != NOWHERE {
                    best = Some(PinyinHit::Start);
                }
            }
            if progress.after & self.goal != NOWHERE {
                return Some(PinyinHit::Whole);
            }
        }
        best
    }

    fn places_of(&self, letter: u8) -> Places {
        self.places_of.get(usize::from(letter)).copied().unwrap_or(NOWHERE)
    }
}

impl Progress {
    fn new() -> Self {
        Self { before: BEGINNING, within: BEGINNING, after: NOWHERE }
    }

    /// Lets the current reading consume one more letter.
    fn consume(&mut self, places: Places) {
        self.within = (self.within & places) << 1;
        self.after |= self.within;
    }

    /// Goes on from what the current character has reached, and from `anew`.
    fn next_character(&mut self, anew: Places) {
        self.before = self.after | anew;
        self.within = self.before;
        self.after = NOWHERE;
    }
}
