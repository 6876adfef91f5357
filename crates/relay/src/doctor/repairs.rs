//! What came back because it was missing here.

use std::fmt;

use super::{
    Faults,
    fields::{int, unsigned},
    record::{Each, Record},
};
use crate::store::{
    StoreError,
    tables::{Line, REPAIR, Rows},
};

/// Why it was looked for, for people, by the number it is stored under.
const CAUSES: [&str; 4] = [
    "日志换过或回退 the log was another or an older one",
    "确认后未见回传 a confirmation that never came back",
    "例行核对 an audit",
    "人工捎带 carried by hand",
];

/// Repairs, counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Repairs {
    /// By cause: messages, documents, changes.
    pub by_cause: [(u64, u64, u64); 4],
    /// Changes that were offered and that nothing vouches for. The same one may have been offered
    /// several times.
    pub unproved: u64,
    /// Documents that were refused, likewise.
    pub refused: u64,
    /// Changes that manifests name and that are not here: refused when they came, or lost and on no
    /// device any more.
    pub named: u64,
}

impl Repairs {
    pub(super) async fn read(
        rows: &mut dyn Rows,
        record: &Record,
        faults: &mut Faults,
    ) -> Result<Self, StoreError> {
        let named = record.named.len() as u64;
        let mut repairs = Self { named, ..Self::default() };
        let mut each = Each::of(REPAIR);
        while let Some(line) = each.next(rows).await? {
            if repairs.add(&line).is_none() {
                faults.add(each.fault());
            }
        }
        Ok(repairs)
    }

    fn add(&mut self, line: &Line) -> Option<()> {
        let cause = usize::try_from(int(line, 3)?).ok()?;
        let (documents, changes) = (unsigned(line, 4)?, unsigned(line, 5)?);
        let (unproved, refused) = (unsigned(line, 6)?, unsigned(line, 7)?);
        let of_cause = self.by_cause.get_mut(cause)?;
        *of_cause = (of_cause.0 + 1, of_cause.1 + documents, of_cause.2 + changes);
        self.unproved += unproved;
        self.refused += refused;
        Some(())
    }

    /// Whether nothing was ever missing.
    #[must_use]
    pub fn is_none(&self) -> bool {
        let lost = self.by_cause.iter().take(3);
        lost.into_iter().all(|(messages, _, _)| *messages == 0)
    }
}

impl fmt::Display for Repairs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_none() {
            writeln!(f, "补回 repairs: 0")?;
        }
        for (cause, (messages, documents, changes)) in CAUSES.iter().zip(self.by_cause) {
            if messages > 0 {
                writeln!(
                    f,
                    "补回 repairs, {cause}: {messages} 次 times, 文档 documents {documents}, \
                     更改 changes {changes}"
                )?;
            }
        }
        if self.unproved + self.refused > 0 {
            writeln!(
                f,
                "补回时未收 not taken then: 无人具名的更改 changes without proof {}, \
                 无权的文档 documents refused {}",
                self.unproved, self.refused
            )?;
        }
        if self.named > 0 && !self.is_none() {
            writeln!(
                f,
                "批次提到而此处没有 named by batches and not here: {} 笔 changes \
                 （当时拒收，或已丢失且各设备都没有 refused at the time, or lost and on no device）",
                self.named
            )?;
        }
        Ok(())
    }
}
