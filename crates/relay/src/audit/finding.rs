//! What an audit finds.

use ident::{DeviceId, DocId, OfficeCode};

/// Something that is not as it was handed in. Names places, never what stands there.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Finding {
    /// The city's root key.
    #[error("根密钥 the root key: {0}")]
    Root(&'static str),
    /// Who a device is.
    #[error("设备 device {device}: {why}")]
    Device {
        /// Which.
        device: DeviceId,
        /// What is wrong.
        why: &'static str,
    },
    /// A batch.
    #[error("设备 {device} 第 {number} 批 batch {number} of device {device}: {why}")]
    Manifest {
        /// Whose.
        device: DeviceId,
        /// Its number.
        number: u64,
        /// What is wrong.
        why: &'static str,
    },
    /// A change, by its place in the log.
    #[error("第 {place} 笔 change {place}: {why}")]
    Change {
        /// Its place.
        place: u64,
        /// Of which document, where that is known.
        document: Option<DocId>,
        /// What is wrong.
        why: &'static str,
    },
    /// A record of access.
    #[error("设备 {device} 第 {number} 条查阅记录 record of access {number} of {device}: {why}")]
    Record {
        /// Whose.
        device: DeviceId,
        /// Its number.
        number: u64,
        /// What is wrong.
        why: &'static str,
    },
    /// An entry of a feed.
    #[error("{audience} 的投递第 {seq} 条 entry {seq} of the feed of {audience}: {why}")]
    Feed {
        /// Whose feed.
        audience: OfficeCode,
        /// Which entry.
        seq: u64,
        /// What is wrong.
        why: &'static str,
    },
    /// Whatever else.
    #[error("{0}")]
    Other(String),
}

/// The first of them, and how many there are.
#[derive(Debug, Default)]
pub(super) struct Findings {
    first: Vec<Finding>,
    count: u64,
}

impl Findings {
    const TOLD: usize = 50;

    pub(super) fn add(&mut self, finding: Finding) {
        self.count += 1;
        if self.first.len() < Self::TOLD {
            self.first.push(finding);
        }
    }

    pub(super) fn count(&self) -> u64 {
        self.count
    }

    pub(super) fn into_first(self) -> Vec<Finding> {
        self.first
    }
}
