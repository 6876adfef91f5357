//! Who may see a matter, where that turns to the less.

use ident::{DeviceId, DocId, MatterId, OfficeCode};
use sqlx::{Row, SqliteConnection};
use std::collections::{BTreeSet, HashMap};

use super::{
    StoreError,
    append::{FeedRow, SqliteAppend},
    rows,
};
use crate::store::{EntryKind, Withdrawal, entry_digest};

pub(super) async fn seen_by(
    tx: &mut SqliteConnection,
    offices: &[OfficeCode],
) -> Result<HashMap<MatterId, BTreeSet<OfficeCode>>, StoreError> {
    // Codes are letters and digits.
    let asked: Vec<String> = offices.iter().map(|office| format!("\"{office}\"")).collect();
    let found = sqlx::query(
        "SELECT matter, office FROM audience WHERE matter IN
         (SELECT matter FROM audience WHERE office IN (SELECT value FROM json_each(?)))",
    );
    let mut seen: HashMap<MatterId, BTreeSet<OfficeCode>> = HashMap::new();
    for row in found.bind(format!("[{}]", asked.join(","))).fetch_all(tx).await? {
        let matter = MatterId::from_slice(row.try_get(0)?)?;
        seen.entry(matter).or_default().insert(rows::office(&row, 1)?);
    }
    Ok(seen)
}

impl SqliteAppend {
    pub(super) async fn withdraw(
        &mut self,
        withdrawals: &[Withdrawal],
        device: DeviceId,
    ) -> Result<(), StoreError> {
        let kind = EntryKind::Withdrawn;
        let mut new = Vec::new();
        for withdrawal in withdrawals {
            let matter = withdrawal.matter.as_bytes().as_slice();
            let core = sqlx::query("SELECT no, id FROM document WHERE matter = ? AND part = 0");
            let core = core.bind(matter).fetch_one(&mut *self.tx).await?;
            let (document, id) = (core.try_get(0)?, DocId::from_slice(core.try_get(1)?)?);
            for audience in &withdrawal.offices {
                for statement in [
                    "DELETE FROM audience WHERE matter = ? AND office = ?",
                    "INSERT OR IGNORE INTO withdrawn (matter, office) VALUES (?, ?)",
                ] {
                    let statement = sqlx::query(statement).bind(matter).bind(audience.as_str());
                    statement.execute(&mut *self.tx).await?;
                }
                let place = self.place(audience, &entry_digest(kind, Some(id), [])).await?;
                let (first, last, size) = (0, 0, 0);
                new.push(FeedRow { audience, place, kind, document, first, last, device, size });
            }
        }
        self.feed(&new).await
    }
}
