//! The tables that every database of ours has, with the same columns, so that a city can be moved
//! from one to another, and looked over, by one piece of code.
//!
//! A new table or column is added to [`TABLES`] too; each database's tests compare the list with
//! what is there.

use async_trait::async_trait;

use super::StoreError;
use crate::at_rest::{AtRest, Sealing};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A whole number.
    Int,
    /// Text.
    Text,
    /// Bytes.
    Blob,
}

/// A value of a column.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// None.
    Null,
    /// A whole number.
    Int(i64),
    /// Text.
    Text(String),
    /// Bytes.
    Blob(Vec<u8>),
}

/// A row, in the order of the table's columns.
pub type Line = Vec<Value>;

/// A table, and an order in which all of it can be read page by page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// Its columns.
    pub columns: &'static [(&'static str, Kind)],
    /// Places of columns that are never null and whose values, together, no two rows share. There
    /// is an index in this order.
    pub key: &'static [usize],
}

impl Table {
    /// The names of all columns, with commas.
    #[must_use]
    pub fn column_list(&self) -> String {
        let names: Vec<&str> = self.columns.iter().map(|(name, _)| *name).collect();
        names.join(", ")
    }

    /// The names of the key's columns.
    pub fn key_names(&self) -> impl Iterator<Item = &'static str> {
        self.key.iter().filter_map(|at| self.columns.get(*at)).map(|(name, _)| *name)
    }

    /// The key's values of a row.
    #[must_use]
    pub fn key_of(&self, line: &Line) -> Vec<Value> {
        self.key.iter().filter_map(|at| line.get(*at)).cloned().collect()
    }
}

/// Which log this is.
pub const IDENTITY: Table = Table {
    name: "identity",
    columns: &[
        ("only_row", Kind::Int),
        ("tenant", Kind::Blob),
        ("epoch", Kind::Int),
        ("directory", Kind::Int),
    ],
    key: &[0],
};

/// Offices.
pub const OFFICE: Table = Table {
    name: "office",
    columns: &[
        ("code", Kind::Text),
        ("name", Kind::Text),
        ("parent", Kind::Text),
        ("tier", Kind::Int),
        ("organ", Kind::Text),
        ("phone", Kind::Text),
        ("base", Kind::Int),
    ],
    key: &[0],
};

/// People.
pub const PERSON: Table = Table {
    name: "person",
    columns: &[
        ("id", Kind::Blob),
        ("name", Kind::Text),
        ("office", Kind::Text),
        ("base", Kind::Int),
    ],
    key: &[0],
};

/// Devices.
pub const DEVICE: Table = Table {
    name: "device",
    columns: &[
        ("id", Kind::Blob),
        ("office", Kind::Text),
        ("number", Kind::Int),
        ("key", Kind::Blob),
        ("person", Kind::Blob),
    ],
    key: &[0],
};

/// Invitations.
pub const INVITATION: Table = Table {
    name: "invitation",
    columns: &[
        ("secret_hash", Kind::Blob),
        ("office", Kind::Text),
        ("person", Kind::Blob),
        ("expires_at", Kind::Int),
        ("device", Kind::Blob),
        ("voucher", Kind::Blob),
        ("number", Kind::Int),
    ],
    key: &[0],
};

/// Posts.
pub const POST: Table = Table {
    name: "post",
    columns: &[
        ("id", Kind::Blob),
        ("person", Kind::Blob),
        ("office", Kind::Text),
        ("role", Kind::Int),
        ("since", Kind::Text),
        ("deputises", Kind::Blob),
    ],
    key: &[0],
};

/// Documents.
pub const DOCUMENT: Table = Table {
    name: "document",
    columns: &[
        ("no", Kind::Int),
        ("id", Kind::Blob),
        ("matter", Kind::Blob),
        ("part", Kind::Int),
        ("office", Kind::Text),
        ("size", Kind::Int),
        ("held", Kind::Blob),
    ],
    key: &[0],
};

/// Manifests.
pub const MANIFEST: Table = Table {
    name: "manifest",
    columns: &[
        ("no", Kind::Int),
        ("device", Kind::Blob),
        ("number", Kind::Int),
        ("hash", Kind::Blob),
        ("bytes", Kind::Blob),
    ],
    key: &[0],
};

const CHANGE_COLUMNS: &[(&str, Kind)] = &[
    ("no", Kind::Int),
    ("document", Kind::Int),
    ("hash", Kind::Blob),
    ("actor", Kind::Blob),
    ("seq", Kind::Int),
    ("manifest", Kind::Int),
    ("bytes", Kind::Blob),
    ("received", Kind::Int),
];

/// Changes, in the order of the log.
pub const CHANGE: Table = Table { name: "change", columns: CHANGE_COLUMNS, key: &[0] };

/// Changes, document by document.
pub const CHANGE_BY_DOCUMENT: Table =
    Table { name: "change", columns: CHANGE_COLUMNS, key: &[1, 0] };

/// Who may see which matter.
pub const AUDIENCE: Table = Table {
    name: "audience",
    columns: &[("matter", Kind::Blob), ("office", Kind::Text)],
    key: &[0, 1],
};

/// The feeds.
pub const FEED: Table = Table {
    name: "feed",
    columns: &[
        ("audience", Kind::Text),
        ("seq", Kind::Int),
        ("hash", Kind::Blob),
        ("kind", Kind::Int),
        ("document", Kind::Int),
        ("first", Kind::Int),
        ("last", Kind::Int),
        ("device", Kind::Blob),
        ("size", Kind::Int),
    ],
    key: &[0, 1],
};

/// Links of the demo city.
pub const DEMO_LINK: Table = Table {
    name: "demo_link",
    columns: &[
        ("place", Kind::Int),
        ("title", Kind::Text),
        ("office", Kind::Text),
        ("secret", Kind::Text),
    ],
    key: &[0],
};

/// Which documents mention which attachments.
pub const BLOB_MENTION: Table = Table {
    name: "blob_mention",
    columns: &[("blob", Kind::Blob), ("document", Kind::Int)],
    key: &[0, 1],
};

/// Attachments.
pub const BLOB: Table = Table {
    name: "blob",
    columns: &[
        ("no", Kind::Int),
        ("id", Kind::Blob),
        ("size", Kind::Int),
        ("held", Kind::Int),
        ("whole", Kind::Int),
    ],
    key: &[0],
};

/// The attachments' bytes, part by part.
pub const BLOB_PART: Table = Table {
    name: "blob_part",
    columns: &[("blob", Kind::Int), ("start", Kind::Int), ("bytes", Kind::Blob)],
    key: &[0, 1],
};

/// The city's root key.
pub const AUTHORITY: Table = Table {
    name: "authority",
    columns: &[("only_row", Kind::Int), ("root", Kind::Blob), ("secret", Kind::Blob)],
    key: &[0],
};

/// Certificates.
pub const CERTIFICATE: Table = Table {
    name: "certificate",
    columns: &[("device", Kind::Blob), ("bytes", Kind::Blob)],
    key: &[0],
};

/// Revoked devices.
pub const REVOCATION: Table = Table {
    name: "revocation",
    columns: &[
        ("device", Kind::Blob),
        ("at", Kind::Int),
        ("bytes", Kind::Blob),
        ("seq", Kind::Int),
    ],
    key: &[0],
};

/// What revoked devices surrendered.
pub const SURRENDER: Table = Table {
    name: "surrender",
    columns: &[
        ("no", Kind::Int),
        ("device", Kind::Blob),
        ("number", Kind::Int),
        ("received", Kind::Int),
        ("changes", Kind::Int),
        ("size", Kind::Int),
        ("bytes", Kind::Blob),
        ("taken", Kind::Int),
        ("taken_by", Kind::Blob),
    ],
    key: &[0],
};

/// What lies apart.
pub const APART: Table = Table {
    name: "apart",
    columns: &[
        ("shelf", Kind::Int),
        ("no", Kind::Int),
        ("id", Kind::Blob),
        ("day", Kind::Int),
        ("bytes", Kind::Blob),
    ],
    key: &[0, 1],
};

/// Documents that were erased.
pub const TOMBSTONE: Table = Table {
    name: "tombstone",
    columns: &[
        ("document", Kind::Blob),
        ("at", Kind::Int),
        ("matter", Kind::Blob),
        ("approval", Kind::Blob),
    ],
    key: &[0],
};

/// What came back because it was missing.
pub const REPAIR: Table = Table {
    name: "repair",
    columns: &[
        ("no", Kind::Int),
        ("at", Kind::Int),
        ("device", Kind::Blob),
        ("cause", Kind::Int),
        ("documents", Kind::Int),
        ("changes", Kind::Int),
        ("unproved", Kind::Int),
        ("refused", Kind::Int),
    ],
    key: &[0],
};

/// Rows of matters.
pub const MATTER_ROW: Table = Table {
    name: "matter_row",
    columns: &[
        ("matter", Kind::Blob),
        ("stamp", Kind::Int),
        ("open", Kind::Int),
        ("doubtful", Kind::Int),
        ("posts", Kind::Blob),
        ("size", Kind::Int),
        ("bytes", Kind::Blob),
    ],
    key: &[0],
};

/// Matters whose rows are to be made anew.
pub const ROW_DUE: Table = Table { name: "row_due", columns: &[("matter", Kind::Blob)], key: &[0] };

/// How far rows are made.
pub const ROW_STANDING: Table = Table {
    name: "row_standing",
    columns: &[
        ("only_row", Kind::Int),
        ("round", Kind::Int),
        ("through", Kind::Int),
        ("projection", Kind::Int),
        ("directory", Kind::Blob),
    ],
    key: &[0],
};

/// Who could see which matter once.
pub const WITHDRAWN: Table = Table {
    name: "withdrawn",
    columns: &[("matter", Kind::Blob), ("office", Kind::Text)],
    key: &[0, 1],
};

/// All tables, each behind those that it refers to.
pub const TABLES: [Table; 26] = [
    IDENTITY,
    OFFICE,
    PERSON,
    DEVICE,
    INVITATION,
    POST,
    DOCUMENT,
    MANIFEST,
    CHANGE,
    AUDIENCE,
    FEED,
    DEMO_LINK,
    BLOB_MENTION,
    BLOB,
    BLOB_PART,
    TOMBSTONE,
    REPAIR,
    MATTER_ROW,
    ROW_DUE,
    ROW_STANDING,
    WITHDRAWN,
    AUTHORITY,
    CERTIFICATE,
    REVOCATION,
    SURRENDER,
    APART,
];

/// What else may happen meanwhile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Everything goes on; what is read is as of one moment, and nothing can be written.
    Snapshot,
    /// The same, to look for damage: what does not open under the key comes as it lies there.
    Look,
    /// Nobody else writes.
    Alone,
}

/// What a database says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Physical {
    /// Which it is, for people.
    pub name: String,
    /// Bytes on its disk.
    pub bytes: u64,
    /// What is wrong with it.
    pub faults: Vec<String>,
}

/// One transaction over whole tables. Dropping it undoes what was written.
#[async_trait]
pub trait Rows: Send {
    /// Up to `limit` rows behind a key (from the beginning: none), in the key's order.
    async fn page(
        &mut self,
        table: &Table,
        after: Option<&[Value]>,
        limit: u32,
    ) -> Result<Vec<Line>, StoreError>;

    /// Adds rows.
    async fn put(&mut self, table: &Table, lines: &[Line]) -> Result<(), StoreError>;

    /// Under which key values lie sealed.
    async fn sealing(&mut self) -> Result<Option<Sealing>, StoreError>;

    /// Seals what rows of a table hold (one of `at_rest::SEALED`; as read here) under another key. It is
    /// read again only when [`Rows::set_sealing`] and a new opening follow.
    async fn seal_anew(
        &mut self,
        table: &Table,
        lines: Vec<Line>,
        rest: &AtRest,
    ) -> Result<(), StoreError>;

    /// Notes under which key values lie sealed from now on.
    async fn set_sealing(&mut self, sealing: Sealing) -> Result<(), StoreError>;

    /// Notes that the city went elsewhere: no relay serves it from here any more.
    async fn mark_moved(&mut self, at: i64, place: &str) -> Result<(), StoreError>;

    /// Removes the names a new log was given, so that another's can be put in.
    async fn forget_identity(&mut self) -> Result<(), StoreError>;

    /// What the database says of itself.
    async fn physical(&mut self) -> Result<Physical, StoreError>;

    /// Ends it: what was put is on disk.
    async fn commit(self: Box<Self>) -> Result<(), StoreError>;
}

/// Reads a whole table, a page at a time.
#[derive(Debug)]
pub struct Pages {
    table: Table,
    after: Option<Vec<Value>>,
    limit: u32,
    ended: bool,
}

impl Pages {
    /// From the beginning.
    #[must_use]
    pub fn of(table: Table) -> Self {
        // Parts have up to 64 KiB each.
        let large = [BLOB_PART.name, SURRENDER.name, APART.name].contains(&table.name);
        let limit = if large { 64 } else { 500 };
        Self { table, after: None, limit, ended: false }
    }

    /// The next rows; none at the end.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn next(&mut self, rows: &mut dyn Rows) -> Result<Vec<Line>, StoreError> {
        if self.ended {
            return Ok(Vec::new());
        }
        let lines = rows.page(&self.table, self.after.as_deref(), self.limit).await?;
        match lines.last() {
            Some(last) => self.after = Some(self.table.key_of(last)),
            None => self.ended = true,
        }
        Ok(lines)
    }
}
