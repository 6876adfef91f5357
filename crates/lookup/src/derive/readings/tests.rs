//! Makes `readings.bin` from the `pinyin` crate, and holds the one against the other.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // Tests may.

use std::collections::HashMap;
use std::fs;

use pinyin::ToPinyinMulti;

use super::{FILE, RARE, Table, of};

/// What the crate says, each reading once, in its order.
fn by_crate(character: char) -> Vec<&'static str> {
    let mut readings = Vec::new();
    for reading in character.to_pinyin_multi().into_iter().flatten().map(pinyin::Pinyin::plain) {
        if !readings.contains(&reading) {
            readings.push(reading);
        }
    }
    readings
}

fn put_number(out: &mut Vec<u8>, mut value: u32) {
    while value > 0x7f {
        out.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// All syllables, the most frequent first; two that are as frequent by the alphabet.
fn syllables(table: &[(char, Vec<&'static str>)]) -> Vec<&'static str> {
    let mut counts = HashMap::<&str, usize>::new();
    for reading in table.iter().flat_map(|(_, readings)| readings) {
        *counts.entry(reading).or_default() += 1;
    }
    let mut syllables: Vec<_> = counts.into_iter().collect();
    syllables.sort_by_key(|(syllable, count)| (usize::MAX - count, *syllable));
    syllables.into_iter().map(|(syllable, _)| syllable).collect()
}

/// The whole file.
fn generate() -> Vec<u8> {
    let table: Vec<(char, Vec<&str>)> = ('\0'..=char::MAX)
        .map(|character| (character, by_crate(character)))
        .filter(|(_, readings)| !readings.is_empty())
        .collect();
    let syllables = syllables(&table);
    let rank: HashMap<&str, usize> =
        syllables.iter().enumerate().map(|(rank, syllable)| (*syllable, rank)).collect();

    let [mut gaps, mut lengths, mut counts, mut readings, mut rare] = [const { Vec::new() }; 5];
    let mut next = 0;
    for run in table.chunk_by(|(one, _), (other, _)| u32::from(*one) + 1 == u32::from(*other)) {
        let first = u32::from(run[0].0);
        put_number(&mut gaps, first - next);
        put_number(&mut lengths, run.len() as u32);
        next = first + run.len() as u32;
    }
    for (_, of_one) in &table {
        counts.push(u8::try_from(of_one.len()).unwrap());
        for reading in of_one {
            let rank = rank[reading];
            if rank < usize::from(RARE) {
                readings.push(rank as u8);
            } else {
                let above = rank - usize::from(RARE);
                readings.push(RARE + u8::try_from(above / 256).unwrap());
                rare.push((above % 256) as u8);
            }
        }
    }
    let sections = [syllables.join(" ").into_bytes(), gaps, lengths, counts, readings, rare];
    let mut file = Vec::new();
    for section in &sections {
        file.extend(u32::try_from(section.len()).unwrap().to_le_bytes());
    }
    file.extend(sections.concat());
    file
}

#[test]
fn the_readings_file_is_up_to_date() {
    let made = generate();
    if std::env::var_os("CUNZHAN_WRITE_GOLDEN").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/derive/readings.bin");
        fs::write(path, made).unwrap();
    } else {
        assert!(made == FILE, "the pinyin crate says something else; see the head of readings.rs");
    }
}

#[test]
fn every_character_has_the_readings_of_the_pinyin_crate() {
    for character in '\0'..=char::MAX {
        let here: Vec<&str> = of(character).collect();
        assert_eq!(here, by_crate(character), "{character:?}");
    }
}

#[test]
fn a_file_cut_short_is_no_table() {
    for length in [0, 3, 24, 2000, FILE.len() - 1] {
        assert!(Table::read(&FILE[..length]).is_none(), "{length}");
    }
}
