//! "Take along" (带走): whether all that concerns a village lies on this device, ready for a day
//! without a network. Every document concerned is opened, not merely looked up.

use casework::{CaseKind, MatterRow, Moment};
use ident::{MatterId, OfficeCode};
use minicbor::{Decode, Encode};

use super::{Station, StationError};
use crate::{Batch, Durability, Space, Store, record::meta};

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
        CaseKind::Reception | CaseKind::Screening => false,
    };
    matters && row.is_of(village)
}

impl<S: Store> Station<S> {
    /// Opens everything that concerns a village, and remembers what was found.
    ///
    /// # Errors
    /// [`StationError`]. A document that cannot be opened is none: it is counted.
    pub async fn take_along(
        &self,
        village: &OfficeCode,
        now: Moment,
    ) -> Result<TakenAlong, StationError> {
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
        for some in cases.chunks(SOME) {
            for (case, opened) in some.iter().zip(self.open_matters(some).await?) {
                if self.is_absent(*case) {
                    taken.missing += 1;
                    continue;
                }
                let whole = opened.is_ok_and(|opened| {
                    taken.bytes += opened.size();
                    opened.is_whole()
                });
                taken.ready += u32::from(whole);
                taken.missing += u32::from(!whole);
            }
        }
        let mut batch = Batch::default();
        batch.put(Space::Meta, key(village), minicbor::to_vec(&taken).unwrap_or_default());
        self.write(batch, Durability::Relaxed).await?;
        Ok(taken)
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
        };
        let bytes = minicbor::to_vec(&taken).expect("encodes");
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, "891b000001a1ee565e000102030405".to_owned() + "06f51a00011170");
        assert_eq!(minicbor::decode::<TakenAlong>(&bytes).expect("decodes"), taken);
        let code = OfficeCode::parse("990101100201").expect("a code");
        assert_eq!(key(&code), b"taken_along/990101100201");
        assert!(!taken.is_complete());
    }
}
