//! Moving a city from one database to another.
//!
//! All rows are copied as they are, so that every place in the log, every cursor a station holds,
//! and every number stays what it was: to the stations it is the same relay. It is done in one
//! transaction, and what was written is then read back and compared, table by table.

pub(crate) mod sum;

use std::fmt;

use crate::store::{
    Site, Store, StoreError,
    sqlite::Durability,
    tables::{Access, IDENTITY, Pages, Rows, TABLES, Table},
};
use sum::Sum;

/// What was moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// Rows by table.
    pub tables: Vec<(&'static str, u64)>,
}

impl fmt::Display for Moved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "已搬并逐行核对 moved, read back and compared:")?;
        for (table, rows) in &self.tables {
            writeln!(f, "  {table:<12} {rows:>10}")?;
        }
        Ok(())
    }
}

/// Why a city was not moved.
#[derive(Debug, thiserror::Error)]
pub enum MigrateError {
    /// A database failed, or was not as it has to be.
    #[error("{location}: {error}")]
    Store {
        /// Which.
        location: String,
        /// Why.
        error: StoreError,
    },
    /// What was read back is not what was written.
    #[error(
        "搬过去的 {table} 与原来不同，请弃用目标并报告。what was read back of {table} differs from \
         what was there: do not use the target, and report this"
    )]
    Differs {
        /// In which table.
        table: &'static str,
    },
}

/// Moves a city to an empty place. Whoever would write at either end waits meanwhile. Where it was it is
/// noted that it went: no relay serves it from there any more. What lies sealed is opened under the one
/// place's key and sealed under the other's.
///
/// # Errors
/// [`MigrateError`]; then nothing is at the target, unless it is `Differs`.
pub async fn migrate(
    from: impl Into<Site>,
    to: impl Into<Site>,
    durability: Durability,
) -> Result<Moved, MigrateError> {
    transfer(&from.into(), &to.into(), durability, true).await
}

/// The same, and the place it comes from goes on as before: for a copy that is looked at, and never served
/// beside it.
///
/// # Errors
/// [`MigrateError`], as [`migrate`].
pub async fn copy(
    from: impl Into<Site>,
    to: impl Into<Site>,
    durability: Durability,
) -> Result<Moved, MigrateError> {
    transfer(&from.into(), &to.into(), durability, false).await
}

async fn transfer(
    from: &Site,
    to: &Site,
    durability: Durability,
    moves: bool,
) -> Result<Moved, MigrateError> {
    let at = |site: &Site| {
        let location = site.to_string();
        move |error| MigrateError::Store { location, error }
    };
    let source = from.open_existing(durability).await.map_err(at(from))?;
    let target = to.open(durability).await.map_err(at(to))?;
    let mut reading = source.rows(Access::Alone).await.map_err(at(from))?;
    let mut writing = target.rows(Access::Alone).await.map_err(at(to))?;
    prepare(&mut *writing).await.map_err(at(to))?;
    let mut sums = Vec::with_capacity(TABLES.len());
    for table in TABLES {
        let mut sum = Sum::default();
        let mut pages = Pages::of(table);
        loop {
            let lines = pages.next(&mut *reading).await.map_err(at(from))?;
            if lines.is_empty() {
                break;
            }
            sum.add(&lines);
            writing.put(&table, &lines).await.map_err(at(to))?;
        }
        sums.push(sum);
    }
    writing.commit().await.map_err(at(to))?;
    target.close().await;
    // Opened anew, as a relay will.
    let target = to.open_existing(durability).await.map_err(at(to))?;
    let read_back = read_back(&*target).await;
    target.close().await;
    for ((table, sum), found) in TABLES.iter().zip(&sums).zip(read_back.map_err(at(to))?) {
        if *sum != found {
            return Err(MigrateError::Differs { table: table.name });
        }
    }
    // Only now may the source go on; where the city went, it does not.
    if moves {
        let now = crate::clock::now_millis();
        reading.mark_moved(now, &to.to_string()).await.map_err(at(from))?;
    }
    reading.commit().await.map_err(at(from))?;
    source.close().await;
    let tables = TABLES.iter().zip(sums).map(|(table, sum)| (table.name, sum.rows()));
    Ok(Moved { tables: tables.collect() })
}

/// Makes room for another log's names in a place where nothing was taken in yet.
pub(crate) async fn prepare(target: &mut dyn Rows) -> Result<(), StoreError> {
    let is_identity = |table: &Table| table.name == IDENTITY.name;
    for table in TABLES.iter().filter(|table| !is_identity(table)) {
        if !target.page(table, None, 1).await?.is_empty() {
            return Err(StoreError::NotEmpty);
        }
    }
    target.forget_identity().await
}

pub(crate) async fn read_back(target: &dyn Store) -> Result<Vec<Sum>, StoreError> {
    let mut rows = target.rows(Access::Snapshot).await?;
    let mut sums = Vec::with_capacity(TABLES.len());
    for table in TABLES {
        sums.push(Sum::of(&mut *rows, table).await?);
    }
    Ok(sums)
}
