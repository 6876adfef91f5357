//! Another key: everything that is sealed is sealed anew, or for the first time.

use super::{AtRest, SEALED, Sealing};
use crate::{
    key_file::KeyFile,
    store::{
        Site, StoreError,
        sqlite::Durability,
        tables::{Access, Pages},
    },
};

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rekeyed {
    /// Values by table.
    pub tables: Vec<(&'static str, u64)>,
    /// The number of the key that they lie under now.
    pub number: u8,
}

/// Seals everything under another key, in one transaction: it is all under the old one or all under the
/// new one. Values that lay plain are sealed. Then the database is written out anew, so that nothing of
/// what was is left in its files. Relays that go on meanwhile find that the key is another, and end.
///
/// # Errors
/// [`StoreError`]; then nothing was changed, unless it is the writing out that failed.
pub async fn rekey(
    site: &Site,
    key: &KeyFile,
    durability: Durability,
) -> Result<Rekeyed, StoreError> {
    let store = site.open_existing(durability).await?;
    let mut rows = store.rows(Access::Alone).await?;
    let sealing = match rows.sealing().await? {
        Some(before) => before.next(key),
        None => Sealing::first(key),
    };
    let rest = AtRest::under(key, sealing.number);
    let mut tables = Vec::with_capacity(SEALED.len());
    for table in SEALED {
        let (mut pages, mut count) = (Pages::of(table), 0);
        loop {
            let lines = pages.next(&mut *rows).await?;
            if lines.is_empty() {
                break;
            }
            count += lines.len() as u64;
            rows.seal_anew(&table, lines, &rest).await?;
        }
        tables.push((table.name, count));
    }
    rows.set_sealing(sealing).await?;
    rows.commit().await?;
    store.write_out_anew().await?;
    store.close().await;
    Ok(Rekeyed { tables, number: sealing.number })
}
