//! Writing a zip archive.

use std::borrow::Cow;
use std::io::Write;

const LOCAL: u32 = 0x0403_4b50;
const CENTRAL: u32 = 0x0201_4b50;
const END: u32 = 0x0605_4b50;
const STORED: u16 = 0;
const DEFLATED: u16 = 8;

/// An archive of the given parts, without compression. Sizes fit in 32 bits because the caller's limits are far below
/// that.
pub(super) fn archive<'a>(parts: impl Iterator<Item = &'a (String, Vec<u8>)>) -> Vec<u8> {
    pack(parts, |content| (STORED, Cow::Borrowed(content)))
}

/// An archive of the given parts, compressed: text becomes about a tenth.
pub(crate) fn deflated(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    pack(parts.iter(), |content| {
        let level = flate2::Compression::default();
        let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), level);
        // Writing to memory has no way to fail; should it, the part is stored as it is.
        match encoder.write_all(content).and_then(|()| encoder.finish()) {
            Ok(packed) => (DEFLATED, Cow::Owned(packed)),
            Err(_) => (STORED, Cow::Borrowed(content)),
        }
    })
}

fn pack<'a>(
    parts: impl Iterator<Item = &'a (String, Vec<u8>)>,
    packed: impl Fn(&[u8]) -> (u16, Cow<'_, [u8]>),
) -> Vec<u8> {
    let mut out = Vec::new();
    let mut directory = Vec::new();
    let mut count: u16 = 0;
    let table = crc_table();
    for (name, content) in parts {
        let (method, stored) = packed(content);
        let offset = out.len() as u32;
        let mut header = Vec::with_capacity(26);
        // Version 2.0, names in UTF-8, the method, no time.
        for field in [20_u16, 0x0800, method, 0, 0x21] {
            header.extend(field.to_le_bytes());
        }
        header.extend(crc(&table, content).to_le_bytes());
        header.extend((stored.len() as u32).to_le_bytes());
        header.extend((content.len() as u32).to_le_bytes());
        header.extend((name.len() as u16).to_le_bytes());
        header.extend(0_u16.to_le_bytes());

        out.extend(LOCAL.to_le_bytes());
        out.extend(&header);
        out.extend(name.as_bytes());
        out.extend(&*stored);

        directory.extend(CENTRAL.to_le_bytes());
        directory.extend(20_u16.to_le_bytes());
        directory.extend(&header);
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(name.as_bytes());
        count = count.saturating_add(1);
    }
    let start = out.len() as u32;
    out.extend(&directory);
    out.extend(END.to_le_bytes());
    out.extend([0; 4]);
    out.extend(count.to_le_bytes());
    out.extend(count.to_le_bytes());
    out.extend((directory.len() as u32).to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend(0_u16.to_le_bytes());
    out
}

fn crc_table() -> [u32; 256] {
    let mut table = [0; 256];
    for (entry, byte) in table.iter_mut().zip(0_u32..) {
        *entry =
            (0..8).fold(
                byte,
                |value, _| {
                    if value & 1 == 1 { (value >> 1) ^ 0xEDB8_8320 } else { value >> 1 }
                },
            );
    }
    table
}

fn crc(table: &[u32; 256], content: &[u8]) -> u32 {
    !content.iter().fold(u32::MAX, |value, byte| {
        let at = usize::from(value as u8 ^ byte);
        (value >> 8) ^ table.get(at).copied().unwrap_or(0)
    })
}
