//! The readings of characters, from a table of our own: `readings.bin`.
//!
//! It says what the tables of the `pinyin` crate say (without tones), laid out so that it is small once
//! the browser's program has been compressed: like stands with like, and what is frequent has a low
//! number. It is made, and compared with that crate, by the tests beside this file; made anew with
//! `CUNZHAN_WRITE_GOLDEN=1 cargo test -p lookup readings`.
//!
//! The file: six lengths in bytes (`u32`, little endian), and then six sections:
//!
//! | section | what is in it |
//! |---|---|
//! | syllables | all syllables, the most frequent first, with a space between two |
//! | gaps | for each run of characters that follow one another: how many are left out before it |
//! | lengths | how many characters each run has |
//! | counts | for each character: how many readings it has, one byte |
//! | readings | each character's readings in turn, the usual one first, as places among the syllables; from [`RARE`] on the lower half of the place stands in the next section |
//! | rare | those lower halves |
//!
//! Gaps and lengths are numbers in groups of seven bits, the lowest first, the top bit set where
//! another group follows.

#[cfg(test)]
mod tests;

use std::sync::OnceLock;

/// The table as it is shipped, in bytes as described above.
const FILE: &[u8] = include_bytes!("readings.bin");

/// A byte of the section `readings` from here on stands for `RARE + (byte - RARE) * 256 + lower half`.
const RARE: u8 = 250;

/// The readings of a character without their tones, the usual one first. `ü` and `ê` are written so.
pub fn of(character: char) -> impl Iterator<Item = &'static str> {
    static TABLE: OnceLock<Table> = OnceLock::new();
    // Read once, in about a millisecond: a wrong file, which a test would find, has no readings.
    TABLE.get_or_init(|| Table::read(FILE).unwrap_or_default()).of(character)
}

/// Characters that follow one another.
struct Run {
    /// The first one's code point.
    first: u32,
    /// Its place among all characters of the table.
    place: usize,
}

/// The table, ready for being looked into.
#[derive(Default)]
struct Table {
    syllables: Vec<&'static str>,
    runs: Vec<Run>,
    /// Where the readings of each character end.
    ends: Vec<u16>,
    /// Places among the syllables.
    readings: Vec<u16>,
}

impl Table {
    /// None where the bytes are no table.
    fn read(mut file: &'static [u8]) -> Option<Self> {
        let mut lengths = [0usize; 6];
        for length in &mut lengths {
            let (bytes, rest) = file.split_first_chunk::<4>()?;
            *length = usize::try_from(u32::from_le_bytes(*bytes)).ok()?;
            file = rest;
        }
        let mut sections: [&'static [u8]; 6] = [&[]; 6];
        for (section, length) in sections.iter_mut().zip(lengths) {
            (*section, file) = file.split_at_checked(length)?;
        }
        let [syllables, mut gaps, mut lengths, counts, readings, rare] = sections;

        let mut runs = Vec::new();
        let (mut next, mut place) = (0u32, 0usize);
        while !gaps.is_empty() {
            let first = next.checked_add(number(&mut gaps)?)?;
            runs.push(Run { first, place });
            let length = number(&mut lengths)?;
            next = first.checked_add(length)?;
            place = place.checked_add(usize::try_from(length).ok()?)?;
        }
        let mut end = 0u16;
        let mut ends = Vec::with_capacity(counts.len());
        for count in counts {
            end = end.checked_add(u16::from(*count))?;
            ends.push(end);
        }
        let mut rare = rare.iter();
        let readings = readings
            .iter()
            .map(|byte| match byte.checked_sub(RARE) {
                None => Some(u16::from(*byte)),
                Some(half) => {
                    Some(u16::from(RARE) + u16::from(half) * 256 + u16::from(*rare.next()?))
                }
            })
            .collect::<Option<_>>()?;
        let syllables = std::str::from_utf8(syllables).ok()?.split(' ').collect();
        Some(Self { syllables, runs, ends, readings })
    }

    fn of(&'static self, character: char) -> impl Iterator<Item = &'static str> {
        let places = self.place(character).and_then(|place| {
            let end = self.ends.get(place)?;
            let start = match place.checked_sub(1) {
                Some(before) => *self.ends.get(before)?,
                None => 0,
            };
            self.readings.get(usize::from(start)..usize::from(*end))
        });
        let syllable = |place: &u16| self.syllables.get(usize::from(*place)).copied();
        places.unwrap_or_default().iter().filter_map(syllable)
    }

    /// The character's place among those of the table.
    fn place(&self, character: char) -> Option<usize> {
        let code = u32::from(character);
        let after = self.runs.partition_point(|run| run.first <= code);
        let run = self.runs.get(after.checked_sub(1)?)?;
        let place = run.place + usize::try_from(code - run.first).ok()?;
        let end = self.runs.get(after).map_or(self.ends.len(), |next| next.place);
        (place < end).then_some(place)
    }
}

/// Takes one number off the front.
fn number(bytes: &mut &[u8]) -> Option<u32> {
    let mut value = 0u32;
    for shift in (0..32).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= u32::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}
