//! The archive, made safe before the spreadsheet reader sees it.
//!
//! calamine inflates whatever it is given. So the parts that matter are inflated here, each under a hard limit that
//! does not believe the directory's declared sizes, looked over by [`inspect`], and packed again without compression.
//! What calamine then reads can neither grow nor carry the references it is known to panic on.

mod inspect;
mod stored;

pub(crate) use stored::deflated;

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::error::{Measure, ReadError};
use crate::limits::Limits;

const COMPOUND_FILE: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// An archive of stored parts.
pub(crate) struct Package {
    parts: Vec<(String, Vec<u8>)>,
}

impl Package {
    /// Inflate and look over the parts of a workbook that are read.
    pub(crate) fn open(bytes: &[u8], limits: &Limits) -> Result<Self, ReadError> {
        if bytes.len() > limits.file_bytes {
            return Err(ReadError::beyond(Measure::File, limits.file_bytes));
        }
        if bytes.starts_with(&COMPOUND_FILE) {
            return Err(compound_file(bytes));
        }
        if !bytes.starts_with(b"PK") {
            return Err(ReadError::NotAWorkbook);
        }
        let mut archive = ZipArchive::new(Cursor::new(bytes))
            .map_err(|error| ReadError::damaged("zip", error))?;
        if archive.len() > limits.entries {
            return Err(ReadError::beyond(Measure::Entries, limits.entries));
        }
        let mut parts = Vec::new();
        let mut room = limits.inflated_bytes;
        let mut cells = 0;
        for index in 0..archive.len() {
            let mut file =
                archive.by_index(index).map_err(|error| ReadError::damaged("zip", error))?;
            let name = match file.name() {
                Ok(name) => name.into_owned(),
                Err(_) => continue,
            };
            if !wanted(&name) {
                continue;
            }
            if file.encrypted() {
                return Err(ReadError::Encrypted);
            }
            if file.size() > room as u64 {
                return Err(ReadError::beyond(Measure::Inflated, limits.inflated_bytes));
            }
            let mut content = Vec::new();
            // One byte more than there is room for: a declared size that was too small shows itself.
            (&mut file)
                .take(room as u64 + 1)
                .read_to_end(&mut content)
                .map_err(|error| ReadError::damaged(name.as_str(), error))?;
            room = room
                .checked_sub(content.len())
                .ok_or_else(|| ReadError::beyond(Measure::Inflated, limits.inflated_bytes))?;
            cells += inspect::check(&name, &content)?;
            if cells > limits.cells {
                return Err(ReadError::beyond(Measure::Cells, limits.cells));
            }
            parts.push((name, content));
        }
        if !parts.iter().any(|(name, _)| name.eq_ignore_ascii_case("_rels/.rels")) {
            return Err(ReadError::NotAWorkbook);
        }
        Ok(Self { parts })
    }

    /// The archive again, everything stored plainly.
    pub(crate) fn repacked(&self) -> Vec<u8> {
        stored::archive(self.parts.iter())
    }

    /// The same without its styles, for workbooks whose styles the reader refuses: dates are then plain numbers.
    pub(crate) fn repacked_without_styles(&self) -> Vec<u8> {
        stored::archive(
            self.parts
                .iter()
                .filter(|(name, _)| !name.to_ascii_lowercase().ends_with("styles.xml")),
        )
    }
}

/// Whether a part says anything about what stands in the cells.
fn wanted(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    const PASSED_OVER: [&str; 10] = [
        "docprops/",
        "customxml/",
        "/theme/",
        "/drawings/",
        "/media/",
        "/charts/",
        "/pivot",
        "/comments",
        "/externallinks/",
        "/printersettings/",
    ];
    (name.ends_with(".xml") || name.ends_with(".rels"))
        && !PASSED_OVER.iter().any(|passed| name.contains(passed))
}

/// A compound file is either an old .xls or the wrapper of an encrypted .xlsx, which names its stream in UTF-16.
fn compound_file(bytes: &[u8]) -> ReadError {
    let marker: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    if bytes.windows(marker.len()).any(|window| window == marker) {
        ReadError::Encrypted
    } else {
        ReadError::OldFormat
    }
}
