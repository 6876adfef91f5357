//! Excel files that somebody brings.

use std::io::{Cursor, Read, Write};

use ledger::{Limits, Workbook, guess, interpret};
use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

use crate::{joined, parts};

/// Small, so that a file in the corpus cannot take long.
fn limits() -> Limits {
    Limits {
        file_bytes: 1 << 20,
        entries: 64,
        inflated_bytes: 4 << 20,
        sheets: 8,
        rows: 2_000,
        columns: 64,
        cells: 20_000,
        cell_chars: 32_767,
    }
}

fn read(bytes: &[u8]) {
    let Ok(workbook) = Workbook::read(bytes, &limits()) else { return };
    let plans = guess(&workbook);
    let found = interpret(&workbook, &plans);
    let _ = ledger::to_json(&found);
    let _ = ledger::likely_repeats(&found.rows);
    let _ = ledger::dispute::read(&workbook);
}

/// The file as it is; or, behind a zero, its parts by name, which are put into an archive here: what
/// is to be shown lies behind checksums and compression.
pub fn workbook(bytes: &[u8]) {
    if let Some((0, rest)) = bytes.split_first() {
        read(&archive(&parts(rest)));
    } else {
        read(bytes);
    }
}

fn archive(parts: &[&[u8]]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for pair in parts.chunks_exact(2) {
        let name = String::from_utf8_lossy(pair[0]);
        if writer.start_file(name, options).is_ok() {
            let _ = writer.write_all(pair[1]);
        }
    }
    writer.finish().map(Cursor::into_inner).unwrap_or_default()
}

/// A file of the corpus made from a workbook: its parts without compression.
#[must_use]
pub fn unpacked(file: &[u8]) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(file)).expect("an archive");
    let mut found = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        let name = part.name().expect("a name").into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).expect("reads");
        found.extend([name.into_bytes(), content]);
    }
    let mut file = vec![0];
    file.extend(joined(found.iter().map(Vec::as_slice)));
    file
}
