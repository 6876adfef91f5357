//! How values of ours stand in columns: the same in either database.

use ident::{ChangeHash, DocKey, MatterId, OfficeCode, Part};
use sqlx::{ColumnIndex, Decode, Error, Row, Type};

use super::StoreError;

/// A row of either database.
pub trait Columns {
    /// A number.
    fn number(&self, at: usize) -> Result<i64, Error>;
    /// A text.
    fn text(&self, at: usize) -> Result<&str, Error>;
    /// A text, or nothing.
    fn text_or_none(&self, at: usize) -> Result<Option<&str>, Error>;
    /// Bytes.
    fn bytes(&self, at: usize) -> Result<&[u8], Error>;
}

impl<R> Columns for R
where
    R: Row,
    usize: ColumnIndex<R>,
    for<'r> i64: Decode<'r, R::Database> + Type<R::Database>,
    for<'r> &'r str: Decode<'r, R::Database> + Type<R::Database>,
    for<'r> Option<&'r str>: Decode<'r, R::Database> + Type<R::Database>,
    for<'r> &'r [u8]: Decode<'r, R::Database> + Type<R::Database>,
{
    fn number(&self, at: usize) -> Result<i64, Error> {
        self.try_get(at)
    }

    fn text(&self, at: usize) -> Result<&str, Error> {
        self.try_get(at)
    }

    fn text_or_none(&self, at: usize) -> Result<Option<&str>, Error> {
        self.try_get(at)
    }

    fn bytes(&self, at: usize) -> Result<&[u8], Error> {
        self.try_get(at)
    }
}

pub(super) fn unsigned(row: &impl Columns, at: usize) -> Result<u64, StoreError> {
    u64::try_from(row.number(at)?).map_err(|_| StoreError::Corrupt("number"))
}

pub(super) fn small(row: &impl Columns, at: usize) -> Result<u32, StoreError> {
    u32::try_from(row.number(at)?).map_err(|_| StoreError::Corrupt("number"))
}

pub(super) fn office(row: &impl Columns, at: usize) -> Result<OfficeCode, StoreError> {
    Ok(OfficeCode::parse(row.text(at)?)?)
}

pub(super) fn hash32(row: &impl Columns, at: usize) -> Result<[u8; 32], StoreError> {
    row.bytes(at)?.try_into().map_err(|_| StoreError::Corrupt("hash"))
}

pub(super) fn change_hash(row: &impl Columns, at: usize) -> Result<ChangeHash, StoreError> {
    Ok(ChangeHash::new(hash32(row, at)?))
}

/// A number as a database takes it. Ours never come near the limit.
pub(super) fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// How a document's part is stored.
pub(super) fn part_columns(part: &Part) -> (i64, Option<&str>) {
    match part {
        Part::Core => (0, None),
        Part::People => (1, None),
        Part::Internal(office) => (2, Some(office.as_str())),
        Part::Org(office) => (3, Some(office.as_str())),
        Part::Committee(office) => (4, Some(office.as_str())),
    }
}

/// A document's key from its columns matter, part, office, beginning at `at`.
pub(super) fn doc_key(row: &impl Columns, at: usize) -> Result<DocKey, StoreError> {
    let matter = MatterId::from_slice(row.bytes(at)?)?;
    let part = match (row.number(at + 1)?, row.text_or_none(at + 2)?) {
        (0, None) => Part::Core,
        (1, None) => Part::People,
        (2, Some(office)) => Part::Internal(OfficeCode::parse(office)?),
        (3, Some(office)) => Part::Org(OfficeCode::parse(office)?),
        (4, Some(office)) => Part::Committee(OfficeCode::parse(office)?),
        _ => return Err(StoreError::Corrupt("document")),
    };
    Ok(DocKey { matter, part })
}
