//! What an office may see, handed out by what there is: rows, and documents of matters.

use casework::Directory;
use ident::{DocKey, MatterId, OfficeCode, Part};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use tokio::task::spawn_blocking;
use wire::{
    Bytes, Cursor, DocChanges, Fault, Feed, FeedEntry, Fetch, Fetched, MAX_FETCH, Manifest,
    Numbers, PackedFeed, PackedRows, RowsGet, RowsPart, RowsPass, RowsPlace, ToStation,
};

use super::{Relay, unavailable};
use crate::{
    acceptance::Introduced,
    store::derived::{HeldDoc, RowPage, RowRequest},
};

/// Bytes of rows, or of documents and manifests, in one message, about; before it is compressed.
const PART_BYTES: usize = 900 << 10;
/// Matters whose documents are read at a time.
const SOME: usize = 20;
/// Documents of matters that are over stay with offices that hold rows for so many days, unless the
/// environment says otherwise ([`DAYS_NAME`]).
const DAYS: u32 = 90;
const DAYS_NAME: &str = "CUNZHAN_DOCUMENT_DAYS";
/// Manifests of one session that are remembered as told.
const TOLD: usize = 100_000;

/// The setting.
fn days() -> u32 {
    std::env::var(DAYS_NAME).ok().and_then(|days| days.parse().ok()).unwrap_or(DAYS)
}

/// What fits into a message.
#[derive(Default)]
struct Gathered {
    matters: Vec<MatterId>,
    entries: Vec<FeedEntry>,
    manifests: BTreeMap<i64, Manifest>,
    bytes: usize,
}

impl Relay {
    /// Rows behind a place. None where rows are still to be made that belong to the answer, unless it
    /// is to be given now: then the reader is told to ask again.
    ///
    /// # Errors
    /// [`Fault::Unavailable`].
    pub(crate) async fn rows_asked(
        &self,
        from: &Introduced,
        get: &RowsGet,
        now: bool,
    ) -> Result<Option<ToStation>, Fault> {
        let derived = self.store.derived();
        let epoch = self.store.log().epoch;
        let mut part = RowsPart {
            from: get.place,
            rows: PackedRows::pack(&[]),
            to: None,
            more: true,
            all: None,
            days: days(),
        };
        let mut place = match get.place.filter(|place| place.epoch == epoch) {
            Some(place) => place,
            None => {
                // Whoever begins relies on it that everything there is has a row; those that another
                // directory makes others come in the end.
                if !self.all_rows_are_made(0).await? {
                    return Ok(now.then(|| ToStation::Rows(Box::new(part))));
                }
                let top = derived.last_stamp().await.map_err(|error| unavailable(&error))?;
                let all = derived.row_count(&from.office).await;
                part.all = Some(all.map_err(|error| unavailable(&error))?);
                RowsPlace { epoch, top, pass: RowsPass::Open, at: top.saturating_add(1) }
            }
        };
        let rows = loop {
            let last = derived.last_stamp().await.map_err(|error| unavailable(&error))?;
            let complete = place.pass != RowsPass::Since
                || self.all_rows_are_made(self.directory().directory.version).await?;
            let page = self.row_page(&from.office, &place).await?;
            if let Some((stamp, _)) = page.rows.last() {
                place.at = *stamp;
            }
            if page.more {
                break page.rows;
            }
            let begin = place.top.saturating_add(1);
            match place.pass {
                RowsPass::Open => place = RowsPlace { pass: RowsPass::Over, at: begin, ..place },
                RowsPass::Over => {
                    place = RowsPlace { pass: RowsPass::Since, at: place.top, ..place };
                }
                RowsPass::Since if !complete && !now && page.rows.is_empty() => return Ok(None),
                RowsPass::Since => {
                    // What others alone may see need not be looked at again.
                    place.at = place.at.max(last);
                    part.more = !complete;
                    break page.rows;
                }
            }
            if !page.rows.is_empty() {
                break page.rows;
            }
        };
        part.to = Some(place);
        let rows: Vec<_> = rows.into_iter().map(|(_, row)| row).collect();
        part.rows = spawn_blocking(move || PackedRows::pack(&rows))
            .await
            .map_err(|_| Fault::Unavailable)?;
        Ok(Some(ToStation::Rows(Box::new(part))))
    }

    async fn row_page(&self, audience: &OfficeCode, place: &RowsPlace) -> Result<RowPage, Fault> {
        let request = RowRequest {
            audience,
            above: (place.pass == RowsPass::Since).then_some(place.at),
            below: place.at,
            open: place.pass == RowsPass::Open,
            byte_limit: PART_BYTES,
        };
        self.store.derived().row_page(&request).await.map_err(|error| unavailable(&error))
    }

    /// Whether rows are made of everything there is at this moment, under a version of the directory.
    async fn all_rows_are_made(&self, version: u32) -> Result<bool, Fault> {
        let end = self.store.derived().log_end().await.map_err(|error| unavailable(&error))?;
        Ok(self.rows.has_made(end, version))
    }

    /// Documents of matters, as far as the office may see them: of what it may not, as of what there
    /// is not, nothing. `told` are manifests that the station has.
    ///
    /// # Errors
    /// [`Fault`].
    pub(crate) async fn fetched(
        &self,
        from: &Introduced,
        fetch: Fetch,
        told: &mut HashSet<i64>,
    ) -> Result<ToStation, Fault> {
        if fetch.matters.len() > MAX_FETCH {
            return Err(Fault::TooLarge);
        }
        if told.len() > TOLD {
            told.clear();
        }
        let mut gathered = Gathered::default();
        for some in fetch.matters.chunks(SOME) {
            if !self.gather(&from.office, some, told, &mut gathered).await? {
                break;
            }
        }
        told.extend(gathered.manifests.keys());
        let Gathered { matters, entries, manifests, .. } = gathered;
        let place = Cursor::start(self.store.log().epoch);
        let manifests = manifests.into_values().collect();
        let feed = Feed { from: place, entries, to: place, more: false, manifests };
        let docs =
            spawn_blocking(move || PackedFeed::pack(feed)).await.map_err(|_| Fault::Unavailable)?;
        Ok(ToStation::Fetched(Box::new(Fetched { matters, docs })))
    }

    /// Adds what fits; whether all did.
    async fn gather(
        &self,
        office: &OfficeCode,
        matters: &[MatterId],
        told: &HashSet<i64>,
        gathered: &mut Gathered,
    ) -> Result<bool, Fault> {
        let derived = self.store.derived();
        let standing = self.directory();
        let audiences = derived.audiences(matters).await.map_err(|error| unavailable(&error))?;
        let mut docs = derived.documents(matters).await.map_err(|error| unavailable(&error))?;
        docs.retain(|doc| {
            let seen = audiences.get(&doc.key.matter).is_some_and(|seen| seen.contains(office));
            seen && may_have(&doc.key, office, &standing.directory)
        });
        if matters.contains(&DocKey::NO_MATTER) {
            let org = derived.org_document(office).await;
            docs.extend(org.map_err(|error| unavailable(&error))?);
        }
        let numbers: BTreeSet<i64> = docs
            .iter()
            .flat_map(|doc| &doc.changes)
            .map(|change| change.manifest)
            .filter(|number| !told.contains(number) && !gathered.manifests.contains_key(number))
            .collect();
        let mut manifests =
            derived.manifests(&numbers).await.map_err(|error| unavailable(&error))?;
        let mut families: BTreeMap<MatterId, Vec<HeldDoc>> = BTreeMap::new();
        for doc in docs {
            families.entry(doc.key.matter).or_default().push(doc);
        }
        for matter in matters {
            let family = families.remove(matter).unwrap_or_default();
            let changes = || family.iter().flat_map(|doc| &doc.changes);
            let vouching: BTreeSet<i64> = changes()
                .map(|change| change.manifest)
                .filter(|number| manifests.contains_key(number))
                .collect();
            let lines = vouching.iter().filter_map(|number| manifests.get(number));
            let bytes = changes().map(|change| change.bytes.len()).sum::<usize>()
                + lines.map(|manifest| 160 + manifest.entries.len() * 34).sum::<usize>();
            if gathered.bytes + bytes > PART_BYTES && !gathered.matters.is_empty() {
                return Ok(false);
            }
            gathered.bytes += bytes;
            gathered.matters.push(*matter);
            for number in vouching {
                gathered.manifests.extend(manifests.remove(&number).map(|it| (number, it)));
            }
            gathered.entries.extend(family.into_iter().map(|doc| {
                let numbers = doc.changes.iter().map(|change| change.place).collect();
                let changes = doc.changes.into_iter().map(|change| Bytes::from(change.bytes));
                let doc = DocChanges { key: doc.key, changes: changes.collect() };
                FeedEntry::Granted(doc, Numbers(numbers))
            }));
        }
        Ok(true)
    }
}

/// Whether a document of a matter that the office may see is for it: what those below it noted for
/// themselves is, what is said before another's committee is not.
fn may_have(key: &DocKey, office: &OfficeCode, directory: &Directory) -> bool {
    match &key.part {
        Part::Core | Part::People => true,
        Part::Internal(whose) => directory.is_at_or_above(office, whose),
        Part::Org(whose) | Part::Committee(whose) => whose == office,
    }
}
