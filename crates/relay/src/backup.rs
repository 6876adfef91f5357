//! A city in one file: consistent, made while the relay goes on, and encrypted with a key that lies
//! elsewhere. It is put back into an empty store of either kind.
//!
//! The file: a mark, 16 random bytes, then pieces, each with its length before it. A piece is rows of
//! one table, deflated, and sealed (XChaCha20-Poly1305) under the random bytes and its number; the
//! last one is marked as such, so that a file that was cut off is told from a whole one.

mod line;
mod sealed;

use std::{fmt, fs::File, io, path::Path};

use crate::{
    key_file::KeyFile,
    migrate::{prepare, read_back, sum::Sum},
    store::{
        Site, Store, StoreError,
        sqlite::Durability,
        tables::{Access, Pages, TABLES},
    },
};
use line::{Piece, Shape};
use sealed::{Opened, Sealer};

/// What was backed up, or put back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backed {
    /// Rows by table.
    pub tables: Vec<(&'static str, u64)>,
}

impl fmt::Display for Backed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (table, rows) in &self.tables {
            writeln!(f, "  {table:<12} {rows:>10}")?;
        }
        Ok(())
    }
}

/// Why a city was not backed up or put back.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// A database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The file failed.
    #[error("备份文件无法读写。the backup's file: {0}")]
    Io(#[from] io::Error),
    /// Not a backup, or of a later version.
    #[error("不是本程序的备份文件。this is not a backup that this program can read")]
    NotOne,
    /// Another key, or altered bytes.
    #[error("密钥不对，或文件被改动。another key was used, or the file was altered")]
    Sealed,
    /// Its end is missing.
    #[error("备份文件不完整。the backup is not whole: its end is missing")]
    CutOff,
    /// Its tables are those of another version.
    #[error(
        "备份来自另一版本：请用做备份的那一版还原，再升级。the backup was made by another version: \
         restore it with that one, then update"
    )]
    OtherVersion,
    /// What was read back is not what was written.
    #[error("还原的 {0} 与备份不同，请弃用。what was read back of {0} differs: do not use it")]
    Differs(&'static str),
}

/// Writes a city to a new file, as of one moment.
///
/// # Errors
/// [`BackupError`]; then there is no file of this name.
pub async fn backup(store: &dyn Store, key: &KeyFile, path: &Path) -> Result<Backed, BackupError> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".part");
    let beside = Path::new(&beside);
    let made = write(store, key, beside).await;
    match made {
        Ok(backed) => {
            std::fs::rename(beside, path)?;
            Ok(backed)
        }
        Err(error) => {
            let _ = std::fs::remove_file(beside);
            Err(error)
        }
    }
}

async fn write(store: &dyn Store, key: &KeyFile, path: &Path) -> Result<Backed, BackupError> {
    let mut rows = store.rows(Access::Snapshot).await?;
    let mut sealer = Sealer::create(path, key)?;
    sealer.put(&Shape::now().to_bytes(), false)?;
    let mut tables = Vec::with_capacity(TABLES.len());
    for (at, table) in TABLES.iter().enumerate() {
        let mut pages = Pages::of(*table);
        let mut count = 0;
        loop {
            let lines = pages.next(&mut *rows).await?;
            if lines.is_empty() {
                break;
            }
            count += lines.len() as u64;
            sealer.put(&Piece { table: at, lines }.to_bytes(), false)?;
        }
        tables.push((table.name, count));
    }
    sealer.put(&[], true)?;
    sealer.finish()?;
    Ok(Backed { tables })
}

/// Puts a city back into an empty place; reads it back and compares.
///
/// # Errors
/// [`BackupError`]; then nothing is there, unless it is `Differs`.
pub async fn restore(
    path: &Path,
    key: &KeyFile,
    to: impl Into<Site>,
    durability: Durability,
) -> Result<Backed, BackupError> {
    let to = to.into();
    let mut opened = Opened::open(File::open(path)?, key)?;
    let shape = opened.next()?.ok_or(BackupError::CutOff)?;
    if shape != Shape::now().to_bytes() {
        return Err(BackupError::OtherVersion);
    }
    let target = to.open(durability).await?;
    let mut rows = target.rows(Access::Alone).await?;
    prepare(&mut *rows).await?;
    let mut sums: Vec<Sum> = TABLES.iter().map(|_| Sum::default()).collect();
    while let Some(bytes) = opened.next()? {
        let piece = Piece::from_bytes(&bytes).ok_or(BackupError::NotOne)?;
        let (Some(table), Some(sum)) = (TABLES.get(piece.table), sums.get_mut(piece.table)) else {
            return Err(BackupError::NotOne);
        };
        sum.add(&piece.lines);
        rows.put(table, &piece.lines).await?;
    }
    rows.commit().await?;
    target.close().await;
    let target = to.open_existing(durability).await?;
    let found = read_back(&*target).await;
    target.close().await;
    for ((table, sum), found) in TABLES.iter().zip(&sums).zip(found?) {
        if *sum != found {
            return Err(BackupError::Differs(table.name));
        }
    }
    let tables = TABLES.iter().zip(sums).map(|(table, sum)| (table.name, sum.rows()));
    Ok(Backed { tables: tables.collect() })
}
