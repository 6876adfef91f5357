//! What can be wrong.

use ident::{BlobId, DocId, OfficeCode};

/// Something that is not as it has to be. Names places, never what stands there.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The database says so itself.
    #[error("数据库 database: {0}")]
    Database(String),
    /// A row holds what cannot be read.
    #[error("{table} 表第 {at} 行无法读取 row {at} of {table} cannot be read")]
    Row {
        /// In which table.
        table: &'static str,
        /// Which, in the order of the key, from 1.
        at: u64,
    },
    /// A manifest that is not its device's word.
    #[error("第 {no} 批 manifest {no}: {why}")]
    Manifest {
        /// Its number in the table.
        no: i64,
        /// What is wrong.
        why: &'static str,
    },
    /// A document that is not what its changes make it.
    #[error("文档 document {document}: {why}")]
    Document {
        /// Which.
        document: DocId,
        /// What is wrong.
        why: &'static str,
    },
    /// A change that is not what its row says.
    #[error("文档 document {document}, 第 {place} 笔 change {place}: {why}")]
    Change {
        /// Of which document.
        document: DocId,
        /// Its place in the log.
        place: u64,
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
    /// An attachment that is not what its name says, or that nothing leads to.
    #[error("附件 attachment {blob}: {why}")]
    Blob {
        /// Which.
        blob: BlobId,
        /// What is wrong.
        why: &'static str,
    },
    /// A part of an attachment that is not there.
    #[error("blob_part 表第 {at} 行不属于任何附件 row {at} of blob_part belongs to no attachment")]
    StrayPart {
        /// Which, in the order of the key, from 1.
        at: u64,
    },
    /// An office was not told of changes that it may see.
    #[error(
        "{audience} 少收文档 {document} 的 {missing} 笔更改 the feed of {audience} lacks {missing} \
         changes of document {document}"
    )]
    NotTold {
        /// Whose feed.
        audience: OfficeCode,
        /// Of which document.
        document: DocId,
        /// How many.
        missing: u64,
    },
}

/// The first of them, and how many there are.
#[derive(Debug, Default)]
pub struct Faults {
    first: Vec<Fault>,
    count: u64,
}

impl Faults {
    /// So many are told one by one: of a store that is broken throughout, nobody reads more.
    const TOLD: usize = 100;

    /// Notes one.
    pub fn add(&mut self, fault: Fault) {
        self.count += 1;
        if self.first.len() < Self::TOLD {
            self.first.push(fault);
        }
    }

    /// How many.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.count
    }

    /// The first of them.
    #[must_use]
    pub fn into_first(self) -> Vec<Fault> {
        self.first
    }
}
