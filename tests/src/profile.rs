//! What can be read in a browser's files, by whoever copied them: raw bytes in two encodings, and what
//! its databases compressed.

mod leveldb;

use anyhow::{Context, Result};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// A text that was found, and in which file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// Which text.
    pub text: String,
    /// Where, below the profile.
    pub file: PathBuf,
}

/// Looks for texts in all files of a profile whose browser is closed, and says how many files it read.
///
/// # Errors
/// Where a file cannot be read.
pub fn search(profile: &Path, texts: &[&str]) -> Result<(BTreeSet<Found>, usize)> {
    let mut found = BTreeSet::new();
    let mut files = Vec::new();
    list(profile, &mut files)?;
    for file in &files {
        let bytes = fs::read(file).with_context(|| format!("{}", file.display()))?;
        let shown = file.strip_prefix(profile).unwrap_or(file);
        let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        let unpacked = match ending {
            "ldb" | "sst" => leveldb::table(&bytes),
            "log" => leveldb::log(&bytes),
            _ => Vec::new(),
        };
        for text in texts {
            let holds = |bytes: &[u8]| holds(bytes, text);
            let inside =
                |value: &Vec<u8>| holds(value) || leveldb::inflated(value).iter().any(|v| holds(v));
            if holds(&bytes) || unpacked.iter().any(inside) {
                found.insert(Found { text: (*text).to_owned(), file: shown.to_owned() });
            }
        }
    }
    Ok((found, files.len()))
}

fn list(dir: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        if kind.is_dir() {
            list(&entry.path(), files)?;
        } else if kind.is_file() {
            files.push(entry.path());
        }
    }
    Ok(())
}

/// Whether bytes hold a text as UTF-8 or as UTF-16.
fn holds(bytes: &[u8], text: &str) -> bool {
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [text.as_bytes(), &wide]
        .iter()
        .any(|wanted| bytes.windows(wanted.len()).any(|window| window == *wanted))
}
