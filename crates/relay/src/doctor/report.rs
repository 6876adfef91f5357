//! What was found, for people.

use ident::DocKey;
use std::fmt;

use super::{Fault, Growth, Repairs};
use crate::store::{LogIdentity, tables::Physical};

/// How many of the largest documents are named.
pub(super) const LARGEST: usize = 5;
/// How many months are told.
const MONTHS: usize = 12;

/// A large document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Large {
    /// Which.
    pub key: DocKey,
    /// How many changes.
    pub changes: u64,
    /// Their bytes.
    pub bytes: u64,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Which log.
    pub log: LogIdentity,
    /// What the database says of itself.
    pub database: Physical,
    /// Offices of the base directory, and those that are only named.
    pub offices: u64,
    /// People.
    pub people: u64,
    /// Devices.
    pub devices: u64,
    /// Matters.
    pub matters: u64,
    /// Documents.
    pub documents: u64,
    /// Changes.
    pub changes: u64,
    /// Their bytes, without what the database puts around them.
    pub change_bytes: u64,
    /// Manifests, that is, batches that were taken in.
    pub manifests: u64,
    /// Entries of all feeds.
    pub feed_entries: u64,
    /// Attachments, those included of which only a part is here.
    pub attachments: u64,
    /// Their bytes.
    pub attachment_bytes: u64,
    /// The largest documents, the largest first.
    pub largest: Vec<Large>,
    /// How it grew.
    pub growth: Growth,
    /// What came back because it was missing.
    pub repairs: Repairs,
    /// What is wrong; the first hundred.
    pub faults: Vec<Fault>,
    /// How much is wrong.
    pub count: u64,
}

/// Bytes as people read them.
struct Bytes(u64);

impl fmt::Display for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            bytes if bytes < 10_000 => write!(f, "{bytes} B"),
            bytes if bytes < 10_000_000 => write!(f, "{} kB", bytes / 1000),
            bytes if bytes < 10_000_000_000 => write!(f, "{} MB", bytes / 1_000_000),
            bytes => write!(f, "{} GB", bytes / 1_000_000_000),
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "存储 store: {}, {}", self.database.name, Bytes(self.database.bytes))?;
        writeln!(f, "市 city: {}, 日志 log {}", self.log.tenant, self.log.epoch)?;
        writeln!(
            f,
            "单位 offices {}, 人员 people {}, 设备 devices {}",
            self.offices, self.people, self.devices
        )?;
        writeln!(
            f,
            "事项 matters {}, 文档 documents {}, 更改 changes {} ({}), 批次 batches {}, \
             投递 feed entries {}",
            self.matters,
            self.documents,
            self.changes,
            Bytes(self.change_bytes),
            self.manifests,
            self.feed_entries
        )?;
        writeln!(f, "附件 attachments {} ({})", self.attachments, Bytes(self.attachment_bytes))?;
        if let Some(each) =
            self.database.bytes.saturating_sub(self.attachment_bytes).checked_div(self.changes)
        {
            writeln!(f, "每笔占盘 on disk for each change, feeds and all: {}", Bytes(each))?;
        }
        writeln!(f, "增长（按设备时钟） growth, by the devices' clocks:")?;
        for (year, month, changes, bytes) in self.growth.last(MONTHS) {
            writeln!(
                f,
                "  {year:04}-{month:02} {changes:>10} 笔 changes {:>10}",
                Bytes(bytes).to_string()
            )?;
        }
        writeln!(f, "最大的文档 largest documents:")?;
        for large in &self.largest {
            let (id, changes) = (large.key.id(), large.changes);
            writeln!(f, "  {id} {changes:>6} 笔 changes {:>10}", Bytes(large.bytes).to_string())?;
        }
        write!(f, "{}", self.repairs)?;
        for fault in &self.faults {
            writeln!(f, "！{fault}")?;
        }
        match self.count {
            0 => writeln!(
                f,
                "逐件打开、逐条核对，没有发现问题。all of it was checked: nothing is wrong"
            ),
            count => writeln!(f, "共 {count} 处不对 things wrong: {count}"),
        }
    }
}
