//! Reading values from rows.

use ident::{ChangeHash, DocKey, MatterId, OfficeCode, Part};
use sqlx::{Row, postgres::PgRow};

use super::StoreError;

pub(super) fn unsigned(row: &PgRow, at: usize) -> Result<u64, StoreError> {
    let value: i64 = row.try_get(at)?;
    u64::try_from(value).map_err(|_| StoreError::Corrupt("number"))
}

pub(super) fn small(row: &PgRow, at: usize) -> Result<u32, StoreError> {
    let value: i64 = row.try_get(at)?;
    u32::try_from(value).map_err(|_| StoreError::Corrupt("number"))
}

pub(super) fn office(row: &PgRow, at: usize) -> Result<OfficeCode, StoreError> {
    Ok(OfficeCode::parse(row.try_get(at)?)?)
}

pub(super) fn hash32(row: &PgRow, at: usize) -> Result<[u8; 32], StoreError> {
    let bytes: &[u8] = row.try_get(at)?;
    bytes.try_into().map_err(|_| StoreError::Corrupt("hash"))
}

pub(super) fn change_hash(row: &PgRow, at: usize) -> Result<ChangeHash, StoreError> {
    Ok(ChangeHash::new(hash32(row, at)?))
}

/// A number as the database takes it. Ours never come near the limit.
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
pub(super) fn doc_key(row: &PgRow, at: usize) -> Result<DocKey, StoreError> {
    let matter = MatterId::from_slice(row.try_get(at)?)?;
    let part: i64 = row.try_get(at + 1)?;
    let office: Option<&str> = row.try_get(at + 2)?;
    let part = match (part, office) {
        (0, None) => Part::Core,
        (1, None) => Part::People,
        (2, Some(office)) => Part::Internal(OfficeCode::parse(office)?),
        (3, Some(office)) => Part::Org(OfficeCode::parse(office)?),
        (4, Some(office)) => Part::Committee(OfficeCode::parse(office)?),
        _ => return Err(StoreError::Corrupt("document")),
    };
    Ok(DocKey { matter, part })
}
