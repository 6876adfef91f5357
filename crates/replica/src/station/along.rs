//! "Take along" (带走): whether all that concerns a village lies on this device, ready for a day
//! without a network. Every document concerned is opened, not merely looked up.

use casework::{CaseKind, MatterRow, Moment};
use ident::{BlobId, MatterId, OfficeCode};
use minicbor::{Decode, Encode};

use super::{Station, StationError, fold::OpenMatter};
use crate::{Batch, Durability, Effect, Space, Store, blob::BlobRecord, record::meta};

/// Cases opened at once: a village's few hundred stay far from a tablet's memory.
const SOME: usize = 50;

/// What was found when a village was last prepared. Stored; fields are numbered and a number is never
/// reused.
#[derive(Debug, Clone, PartialEq, Eq, Default, Encode, Decode)]
pub struct TakenAlong {
    /// When, in milliseconds since 1970.
    #[n(0)]
    pub at: i64,
    /// Open petitions: items.
    #[n(1)]
    pub matters: u32,
    /// Open disputes: items.
    #[n(2)]
    pub disputes: u32,
    /// Promises that are open: items.
    #[n(3)]
    pub promises: u32,
    /// Visits to the village, held or planned: times.
    #[n(4)]
    pub visits: u32,
    /// Cases whose documents are all here and could be opened, whether over or not.
    #[n(5)]
    pub ready: u32,
    /// Cases of which something is missing, or cannot be opened.
    #[n(6)]
    pub missing: u32,
    /// The relay was reached and had nothing more for this office.
    #[n(7)]
    pub caught_up: bool,
    /// How much that is, in bytes.
    #[n(8)]
    pub bytes: u64,
    /// Attachments of those cases.
    #[n(9)]
    #[cbor(default)]
    pub attachments: u32,
    /// Of these, so many were not on this device; they are fetched when the relay is reached.
    #[n(10)]
    #[cbor(default)]
    pub attachments_to_come: u32,
}

impl TakenAlong {
    /// Whether everything is here as far as the relay knew.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.caught_up && self.missing == 0
    }
}

fn key(village: &OfficeCode) -> Vec<u8> {
    [meta::TAKEN_ALONG, village.as_str().as_bytes()].concat()
}

/// Whether a case is taken along to a village: what is open, what something was promised of, and every
/// visit there.
#[must_use]
pub fn is_taken_along(row: &MatterRow, village: &OfficeCode) -> bool {
    let matters = match row.kind {
        CaseKind::Petition | CaseKind::Dispute => !row.is_over() || !row.promises.is_empty(),
        CaseKind::Visit => true,
        CaseKind::Reception | CaseKind::Screening | CaseKind::Remark => false,
    };
    matters && row.is_of(village)
}

impl<S: Store> Station<S> {
    /// Opens everything that concerns a village, remembers what was found, and keeps what is attached
    /// to it on this device, fetching what is not here. What is attached to these cases later is
    /// fetched by itself.
    ///
    /// # Errors
    /// [`StationError`]. A document that cannot be opened is none: it is counted.
    pub async fn take_along(
        &mut self,
        village: &OfficeCode,
        now: Moment,
    ) -> Result<(TakenAlong, Vec<Effect>), StationError> {
        self.registered()?;
        let status = self.sync_status();
        let mut taken = TakenAlong {
            at: now.millis(),
            caught_up: status.welcomed && !status.catching_up,
            ..TakenAlong::default()
        };
        let mut cases: Vec<MatterId> = Vec::new();
        for row in self.rows.iter().filter(|row| is_taken_along(row, village)) {
            cases.push(row.matter);
            taken.matters += u32::from(row.kind == CaseKind::Petition && !row.is_over());
            taken.disputes += u32::from(row.kind == CaseKind::Dispute && !row.is_over());
            taken.visits += u32::from(row.kind == CaseKind::Visit);
            let promises = u32::try_from(row.promises.len()).unwrap_or(u32::MAX);
            taken.promises = taken.promises.saturating_add(promises);
        }
        // Another tab may have fetched some meanwhile.
        self.load_blobs().await?;
        let mut pinned = Vec::new();
        for some in cases.chunks(SOME) {
            for (case, opened) in some.iter().zip(self.open_matters(some).await?) {
                if self.is_absent(*case) {
                    taken.missing += 1;
                    continue;
                }
                if let Ok(opened) = &opened {
                    taken.bytes += opened.size();
                    pinned.extend(self.pinning(*case, opened, true, now));
                    let shown = opened.attached(self.directory()).filter(|(one, _)| !one.detached);
                    for (one, _) in shown {
                        let here = self.blob_status(one.attachment.blob).here;
                        taken.attachments = taken.attachments.saturating_add(1);
                        taken.attachments_to_come += u32::from(!here);
                    }
                }
                let whole = opened.is_ok_and(|opened| opened.is_whole());
                taken.ready += u32::from(whole);
                taken.missing += u32::from(!whole);
            }
        }
        let mut batch = Batch::default();
        batch.put(Space::Meta, key(village), minicbor::to_vec(&taken).unwrap_or_default());
        self.keep_blobs(batch, pinned, Durability::Relaxed).await?;
        self.along.insert(village.clone());
        Ok((taken, self.next_push().await?))
    }

    /// Which villages were taken along.
    pub(super) async fn load_along(&mut self) -> Result<(), StationError> {
        let found = self.read_all(Space::Meta, &[meta::TAKEN_ALONG.to_vec()]).await?.concat();
        let code = |(key, _): &(Vec<u8>, Vec<u8>)| {
            let code = key.get(meta::TAKEN_ALONG.len()..)?;
            OfficeCode::parse(core::str::from_utf8(code).ok()?).ok()
        };
        self.along = found.iter().filter_map(code).collect();
        Ok(())
    }

    /// How many attachments that were taken along are still to be fetched.
    #[must_use]
    pub fn attachments_to_come(&self) -> usize {
        self.blobs.values().filter(|record| record.pinned && !record.is_here()).count()
    }

    /// The records of a case's attachments that differ because the case came to be one that is taken
    /// along, something was attached to it, or it is over.
    pub(super) fn along_again(
        &self,
        case: MatterId,
        opened: &OpenMatter,
        row: Option<&MatterRow>,
    ) -> Vec<(BlobId, BlobRecord)> {
        let along = |row: &MatterRow| self.along.iter().any(|village| is_taken_along(row, village));
        let along = row.is_some_and(along);
        let pinned = self.blobs.values().any(|record| record.matter == case && record.pinned);
        if !along && (!pinned || self.along.is_empty()) {
            return Vec::new();
        }
        // When it was attached is as good as now: it only orders what is handed in.
        self.pinning(case, opened, along, Moment::from_millis(0))
    }

    /// What concerns a village and is not on this device: [`Station::want`] it, and prepare again when
    /// it is here.
    #[must_use]
    pub fn absent_of(&self, village: &OfficeCode) -> Vec<MatterId> {
        let rows = self.rows.iter().filter(|row| is_taken_along(row, village));
        rows.map(|row| row.matter).filter(|matter| self.is_absent(*matter)).collect()
    }

    /// What was found when a village was last prepared; none where it never was.
    ///
    /// # Errors
    /// [`StationError`].
    pub async fn taken_along(
        &self,
        village: &OfficeCode,
    ) -> Result<Option<TakenAlong>, StationError> {
        let bytes = self.read(Space::Meta, &key(village)).await?;
        // One that cannot be read is as good as none: it is prepared again.
        Ok(bytes.and_then(|bytes| minicbor::decode(&bytes).ok()))
    }

    /// The rows of a village, newest first within a kind: petitions, disputes, visits.
    pub fn rows_of(&self, village: &OfficeCode) -> impl Iterator<Item = &MatterRow> {
        let kinds = [CaseKind::Petition, CaseKind::Dispute, CaseKind::Visit];
        let all = kinds.into_iter().flat_map(|kind| self.rows.of(kind));
        all.filter(move |row| row.is_of(village))
    }

    /// The rows of a kind, newest first.
    pub fn rows_of_kind(&self, kind: CaseKind) -> impl Iterator<Item = &MatterRow> {
        self.rows.of(kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stored_is_pinned() {
        let taken = TakenAlong {
            at: 1_795_000_000_000,
            matters: 1,
            disputes: 2,
            promises: 3,
            visits: 4,
            ready: 5,
            missing: 6,
            caught_up: true,
            bytes: 70_000,
            attachments: 7,
            attachments_to_come: 2,
        };
        let bytes = minicbor::to_vec(&taken).expect("encodes");
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, "8b1b000001a1ee565e000102030405".to_owned() + "06f51a000111700702");
        assert_eq!(minicbor::decode::<TakenAlong>(&bytes).expect("decodes"), taken);
        // As it was stored before attachments were counted.
        let mut before = bytes[..bytes.len() - 2].to_vec();
        before[0] = 0x89;
        let without = TakenAlong { attachments: 0, attachments_to_come: 0, ..taken.clone() };
        assert_eq!(minicbor::decode::<TakenAlong>(&before).expect("decodes"), without);
        let code = OfficeCode::parse("990101100201").expect("a code");
        assert_eq!(key(&code), b"taken_along/990101100201");
        assert!(!taken.is_complete());
    }
}
