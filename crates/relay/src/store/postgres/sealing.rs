//! The key that values lie sealed under, as the database knows it.

use sqlx::{PgConnection, PgPool, Row};

use super::{StoreError, rows};
use crate::{
    at_rest::{AtRest, Sealing},
    key_file::KeyFile,
};

pub(super) async fn read(tx: &mut PgConnection) -> Result<Option<Sealing>, StoreError> {
    let row = sqlx::query("SELECT no, mark FROM sealing").fetch_optional(tx).await?;
    let Some(row) = row else { return Ok(None) };
    let number = u8::try_from(row.try_get::<i64, _>(0)?);
    let number = number.map_err(|_| StoreError::Corrupt("number of a key"))?;
    Ok(Some(Sealing { number, mark: rows::hash32(&row, 1)? }))
}

pub(super) async fn write(tx: &mut PgConnection, sealing: Sealing) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO sealing (no, mark) VALUES ($1, $2)")
        .bind(i64::from(sealing.number))
        .bind(sealing.mark.as_slice())
        .execute(tx)
        .await?;
    Ok(())
}

/// How values lie here. A database that holds none yet begins sealed where a key is given.
pub(super) async fn settle(writer: &PgPool, key: Option<&KeyFile>) -> Result<AtRest, StoreError> {
    let mut tx = super::turn::begin(writer).await?;
    let said = read(&mut tx).await?;
    let row = sqlx::query(
        "SELECT NOT (EXISTS (SELECT 1 FROM change) OR EXISTS (SELECT 1 FROM matter_row)
         OR EXISTS (SELECT 1 FROM surrender) OR EXISTS (SELECT 1 FROM apart))",
    );
    let is_empty: bool = row.fetch_one(&mut *tx).await?.try_get(0)?;
    let rest = match (AtRest::settle(said, is_empty, key)?, key) {
        (Some(rest), _) => rest,
        (None, Some(key)) => {
            let first = Sealing::first(key);
            write(&mut tx, first).await?;
            AtRest::under(key, first.number)
        }
        (None, None) => AtRest::plain(),
    };
    tx.commit().await?;
    Ok(rest)
}

/// Whether values still lie as they did when this was opened: to be asked by whoever appends.
pub(super) fn still(rest: &AtRest, number: Option<i64>) -> Result<(), StoreError> {
    let same = rest.number().map(i64::from) == number;
    if same { Ok(()) } else { Err(StoreError::Rekeyed) }
}

pub(super) async fn write_out_anew(writer: &PgPool) -> Result<(), StoreError> {
    for table in crate::at_rest::SEALED {
        let step = sqlx::AssertSqlSafe(format!("VACUUM (FULL, ANALYZE) {}", table.name));
        sqlx::query(step).execute(writer).await?;
    }
    Ok(())
}

pub(super) async fn moved_to(writer: &PgPool) -> Result<Option<String>, StoreError> {
    let row = sqlx::query("SELECT place FROM moved").fetch_optional(writer).await?;
    row.map(|row| Ok(row.try_get(0)?)).transpose()
}
