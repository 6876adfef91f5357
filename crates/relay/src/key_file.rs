//! Keys that lie outside the data directory: whoever takes the disk with the data has them not.

use std::{
    fs::OpenOptions,
    io::{self, Write},
    os::unix::fs::OpenOptionsExt,
    path::Path,
};

const MARK: &str = "cunzhan-key-1";

/// A key of 32 random bytes. Its `Debug` shows nothing of it.
#[derive(Clone)]
pub struct KeyFile([u8; 32]);

impl std::fmt::Debug for KeyFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("KeyFile(..)")
    }
}

/// Why a key's file is of no use.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    /// It cannot be read or written.
    #[error("密钥文件无法读写。the key's file: {0}")]
    Io(#[from] io::Error),
    /// It is not one.
    #[error("不是密钥文件。this is not the file of a key (relay keygen FILE makes one)")]
    NotOne,
}

impl KeyFile {
    /// From its bytes.
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Its bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Writes it to a new file that its owner alone can read. A file that is there is left alone.
    ///
    /// # Errors
    /// [`KeyFileError::Io`].
    pub fn write(&self, path: &Path) -> Result<(), KeyFileError> {
        self.write_for(
            path,
            "没有这个文件，备份打不开。请与备份分开存放两份。",
            "Without this file no backup opens. Keep it twice, apart from the backups.",
        )
    }

    /// The same, with what it is for in two languages.
    ///
    /// # Errors
    /// [`KeyFileError::Io`].
    pub fn write_for(&self, path: &Path, zh: &str, en: &str) -> Result<(), KeyFileError> {
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
        writeln!(file, "{MARK}")?;
        writeln!(file, "{}", ident::ContentKey::new(self.0).to_hex())?;
        writeln!(file, "# {zh}")?;
        writeln!(file, "# {en}")?;
        file.sync_all()?;
        Ok(())
    }

    /// Reads it.
    ///
    /// # Errors
    /// [`KeyFileError`].
    pub fn read(path: &Path) -> Result<Self, KeyFileError> {
        let text = std::fs::read_to_string(path)?;
        let mut lines = text.lines();
        if lines.next() != Some(MARK) {
            return Err(KeyFileError::NotOne);
        }
        let key = lines.next().and_then(|line| ident::ContentKey::from_hex(line.trim()).ok());
        key.map(|key| Self(*key.as_bytes())).ok_or(KeyFileError::NotOne)
    }
}
