//! Every decoder of bytes that come from the network, from files or from a store, as a function
//! that takes any bytes at all. None may panic, run for long, or take much memory; what it reads it
//! must write as it was, where the format says so.
//!
//! The same functions run in two ways: over the corpus, with some changes to each file, in every
//! test run (`tests/corpus.rs`); and under libFuzzer, guided by which code each input reaches
//! (`cargo xtask fuzz`, docs/simulation.md).

mod changes;
mod org;
mod parcels;
pub mod poison;
pub mod seeds;
mod stored;
mod texts;
mod wire;
mod workbook;

/// What is fed: its name, which is also its folder in the corpus, and the function.
pub type Target = (&'static str, fn(&[u8]));

/// All of them.
pub const TARGETS: [Target; 14] = [
    ("frame", wire::frame),
    ("to_relay", wire::to_relay),
    ("to_station", wire::to_station),
    ("manifest", wire::manifest),
    ("change", changes::change),
    ("document", changes::document),
    ("records", stored::records),
    ("store", stored::store),
    ("receive", stored::receive),
    ("org", org::org),
    ("workbook", workbook::workbook),
    ("texts", texts::texts),
    ("parcel", parcels::parcel),
    ("body", parcels::body),
];

/// A target by its name.
#[must_use]
pub fn target(name: &str) -> Option<fn(&[u8])> {
    TARGETS.iter().find(|(known, _)| *known == name).map(|(_, function)| *function)
}

/// Splits bytes into parts, each behind its length in two bytes; the last part is what is left.
fn parts(mut bytes: &[u8]) -> Vec<&[u8]> {
    let mut found = Vec::new();
    while let Some((length, rest)) = bytes.split_first_chunk::<2>() {
        let length = usize::from(u16::from_be_bytes(*length)).min(rest.len());
        let (part, rest) = rest.split_at(length);
        found.push(part);
        bytes = rest;
    }
    found
}

/// The other way round; parts longer than 65,535 bytes are cut.
fn joined<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Vec<u8> {
    let mut joined = Vec::new();
    for part in parts {
        let length = u16::try_from(part.len()).unwrap_or(u16::MAX);
        joined.extend_from_slice(&length.to_be_bytes());
        joined.extend_from_slice(&part[..usize::from(length)]);
    }
    joined
}
