//! Verifying the record end to end: who every device is, that every batch is its device's word, that
//! every change is the one that was handed in, in the order it was, and that every feed says just
//! that. Names the first entry that was altered, removed or put elsewhere.
//!
//! Unlike the doctor, who asks whether the relay can go on working, an audit asks whether what
//! stands here can be relied upon, and takes nothing on the database's word that a signature or a
//! hash can prove. What it cannot see alone: an end of the log that was cut off with everything that
//! leads to it. Stations see that: their cursors name a log that is no longer there.

mod apart;
mod changes;
mod finding;
mod keys;

use std::fmt;

pub use finding::Finding;

use crate::{
    doctor::{Fault, Faults, feeds},
    root_file::RootFile,
    store::{
        Store, StoreError,
        tables::{Access, IDENTITY},
    },
};
use finding::Findings;

/// What an audit found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audit {
    /// The city's root key, in hexadecimal.
    pub root: String,
    /// Whether it was compared with the file that is kept offline.
    pub compared: bool,
    /// Devices whose certificates lead to it.
    pub devices: u64,
    /// Batches with their devices' signatures.
    pub manifests: u64,
    /// Numbers of batches that were never handed in: the sending broke off.
    pub gaps: u64,
    /// Changes that are what was handed in.
    pub changes: u64,
    /// Those of them whose content was erased.
    pub erased: u64,
    /// Records of access.
    pub records: u64,
    /// Entries of feeds.
    pub entries: u64,
    /// What is wrong, in the order of the log: devices, batches, changes, records of
    /// access, feeds.
    pub findings: Vec<Finding>,
    /// How many things are.
    pub count: u64,
}

/// Verifies a store. It reads as of one moment and writes nothing; relays may go on meanwhile.
///
/// # Errors
/// [`StoreError`] where the database cannot be read at all.
pub async fn audit(store: &dyn Store, root: Option<&RootFile>) -> Result<Audit, StoreError> {
    let mut rows = store.rows(Access::Look).await?;
    let rows = &mut *rows;
    let mut findings = Findings::default();
    let identity = rows.page(&IDENTITY, None, 1).await?;
    let directory = identity.first().and_then(|line| crate::doctor::fields::int(line, 3));
    let directory = directory.and_then(|version| u32::try_from(version).ok()).unwrap_or_default();
    let known = keys::read(rows, store.log().tenant, root, &mut findings).await?;
    let manifests = changes::manifests(rows, &known, &mut findings).await?;
    let (record, changes, erased) = changes::read(rows, &manifests, &mut findings).await?;
    let records = apart::check(rows, &known, &mut findings).await?;
    let mut faults = Faults::default();
    let epoch = store.log().epoch;
    let entries = feeds::check(rows, &record, epoch, directory, &mut faults).await?;
    for fault in faults.into_first() {
        let finding = match fault {
            Fault::Feed { audience, seq, why } => Finding::Feed { audience, seq, why },
            other => Finding::Other(other.to_string()),
        };
        findings.add(finding);
    }
    Ok(Audit {
        root: known.root.map(|root| root.key.to_hex()).unwrap_or_default(),
        compared: root.is_some(),
        devices: known.proven,
        manifests: manifests.count,
        gaps: manifests.gaps,
        changes,
        erased,
        records,
        entries,
        count: findings.count(),
        findings: findings.into_first(),
    })
}

impl fmt::Display for Audit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "根密钥 root key: {}", self.root)?;
        if self.compared {
            writeln!(f, "  与离线文件一致与否见下 compared with the file that is kept offline")?;
        }
        writeln!(f, "设备 devices whose certificates lead to it: {}", self.devices)?;
        writeln!(f, "批次 batches with their devices' signatures: {}", self.manifests)?;
        writeln!(f, "  未送到的批号 numbers that were never handed in: {}", self.gaps)?;
        writeln!(f, "更改 changes: {}", self.changes)?;
        writeln!(f, "  依法清除了内容的 whose content was erased: {}", self.erased)?;
        writeln!(f, "查阅记录 records of access: {}", self.records)?;
        writeln!(f, "投递 entries of feeds: {}", self.entries)?;
        match self.findings.first() {
            None => writeln!(f, "全部相符 all of it is as it was handed in"),
            Some(first) => {
                writeln!(f, "第一处不符 the first that is not as it was: {first}")?;
                for finding in self.findings.iter().skip(1) {
                    writeln!(f, "  {finding}")?;
                }
                let more = self.count.saturating_sub(self.findings.len() as u64);
                if more > 0 { writeln!(f, "  另有 and {more} more") } else { Ok(()) }
            }
        }
    }
}
