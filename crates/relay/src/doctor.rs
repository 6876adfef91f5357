//! Looking a city's store over: how large it is and how it grows, and whether all of it is what it
//! has to be. It reads as of one moment and writes nothing; relays may go on meanwhile.
//!
//! What is checked: every manifest is signed by its device; every document loads, its heads and
//! its size are what the record says, and manifests vouch for its changes; every feed counts on
//! without a gap, its hashes follow from what it hands out, and whoever may see a matter was told
//! of all of it; every attachment has the hash that is its name, and the documents that mention
//! one are there; and what the database says of itself.

mod blobs;
mod document;
mod fault;
pub(crate) mod feeds;
pub(crate) mod fields;
mod growth;
pub(crate) mod record;
mod repairs;
mod report;

pub use fault::{Fault, Faults};
pub use growth::Growth;
pub use repairs::Repairs;
pub use report::{Large, Report};

use crate::store::{
    Store, StoreError,
    tables::{Access, IDENTITY, OFFICE, PERSON, Pages, Rows, Table},
};
pub(crate) use record::Each;
use record::Record;

/// Looks a store over. Takes about a third of a millisecond a document.
///
/// # Errors
/// [`StoreError`] where the database cannot be read at all; what it holds is never an error but a
/// [`Fault`].
pub async fn examine(store: &dyn Store) -> Result<Report, StoreError> {
    let mut rows = store.rows(Access::Look).await?;
    let rows = &mut *rows;
    let mut faults = Faults::default();
    let database = rows.physical().await?;
    for said in &database.faults {
        faults.add(Fault::Database(said.clone()));
    }
    let identity = rows.page(&IDENTITY, None, 1).await?;
    let directory = identity.first().and_then(|line| fields::int(line, 3));
    let directory = directory.and_then(|version| u32::try_from(version).ok()).unwrap_or_default();
    let offices = count(rows, OFFICE).await?;
    let people = count(rows, PERSON).await?;
    let record = Record::read(rows, &mut faults).await?;
    let feed_entries =
        feeds::check(rows, &record, store.log().epoch, directory, &mut faults).await?;
    let attachments = blobs::check(rows, &record, &mut faults).await?;
    let repairs = Repairs::read(rows, &record, &mut faults).await?;
    Ok(Report {
        repairs,
        log: store.log(),
        database,
        offices,
        people,
        devices: record.devices,
        matters: record.matters(),
        documents: record.documents.len() as u64,
        changes: record.changes,
        change_bytes: record.change_bytes,
        manifests: record.manifests,
        feed_entries,
        attachments: attachments.count,
        attachment_bytes: attachments.bytes,
        largest: record.largest,
        growth: record.growth,
        count: faults.count(),
        faults: faults.into_first(),
    })
}

async fn count(rows: &mut dyn Rows, table: Table) -> Result<u64, StoreError> {
    let mut pages = Pages::of(table);
    let mut count = 0;
    loop {
        let lines = pages.next(rows).await?;
        if lines.is_empty() {
            return Ok(count);
        }
        count += lines.len() as u64;
    }
}
