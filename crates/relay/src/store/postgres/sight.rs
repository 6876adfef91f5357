//! Who may see a matter, where that turns to the less.

use ident::{DeviceId, DocId, MatterId, OfficeCode};
use sqlx::{PgConnection, Row};
use std::collections::{BTreeSet, HashMap};

use super::{
    StoreError,
    append::PostgresAppend,
    keep::{Entry, FeedRows, put_feed},
    rows,
};
use crate::store::{EntryKind, Withdrawal, entry_digest};

pub(super) async fn seen_by(
    tx: &mut PgConnection,
    offices: &[OfficeCode],
) -> Result<HashMap<MatterId, BTreeSet<OfficeCode>>, StoreError> {
    let asked: Vec<&str> = offices.iter().map(OfficeCode::as_str).collect();
    let found = sqlx::query(
        "SELECT matter, office FROM audience WHERE matter IN
         (SELECT matter FROM audience WHERE office = ANY($1))",
    );
    let mut seen: HashMap<MatterId, BTreeSet<OfficeCode>> = HashMap::new();
    for row in found.bind(asked).fetch_all(tx).await? {
        let matter = MatterId::from_slice(row.try_get(0)?)?;
        seen.entry(matter).or_default().insert(rows::office(&row, 1)?);
    }
    Ok(seen)
}

pub(super) async fn withdraw(
    append: &mut PostgresAppend,
    withdrawals: &[Withdrawal],
    device: DeviceId,
) -> Result<(), StoreError> {
    let kind = EntryKind::Withdrawn;
    let mut feed = FeedRows::default();
    for withdrawal in withdrawals {
        let matter = withdrawal.matter.as_bytes().as_slice();
        let core = sqlx::query("SELECT no, id FROM document WHERE matter = $1 AND part = 0");
        let core = core.bind(matter).fetch_one(&mut *append.tx).await?;
        let (document, id) = (core.try_get(0)?, DocId::from_slice(core.try_get(1)?)?);
        for audience in &withdrawal.offices {
            for statement in [
                "DELETE FROM audience WHERE matter = $1 AND office = $2",
                "INSERT INTO withdrawn (matter, office) VALUES ($1, $2) ON CONFLICT DO NOTHING",
            ] {
                let statement = sqlx::query(statement).bind(matter).bind(audience.as_str());
                statement.execute(&mut *append.tx).await?;
            }
            let place = append.place(audience, &entry_digest(kind, Some(id), []))?;
            feed.push(audience, place, Entry { kind, document, first: 0, last: 0, size: 0 });
        }
    }
    put_feed(append, &feed, device).await
}
