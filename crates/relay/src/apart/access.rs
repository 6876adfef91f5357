//! Records of access.

use casework::directory::Role;
use wire::{
    AccessKept, AccessPart, AccessPut, AccessRecord, AskAccess, Fault, MAX_REASON, MAX_RECORDS,
    ToStation,
};

use super::{day, read, written};
use crate::{
    Relay,
    acceptance::Introduced,
    clock,
    relay::unavailable,
    store::{Apart, Shelf, StoreError},
};

async fn kept(apart: &dyn Apart, from: &Introduced) -> Result<AccessKept, StoreError> {
    let last = apart.last(Shelf::Access, from.device.as_bytes()).await?;
    let Some(last) = last else { return Ok(AccessKept::default()) };
    let last: AccessRecord = read(&last.bytes)?;
    Ok(AccessKept { number: last.number, hash: last.hash() })
}

impl Relay {
    /// Keeps records of access: each behind the device's last one, or not at all. They are on disk
    /// when this returns; none is ever altered.
    ///
    /// # Errors
    /// [`Fault::Malformed`], [`Fault::Unavailable`].
    pub async fn access_put(&self, from: &Introduced, put: &AccessPut) -> Result<ToStation, Fault> {
        let lost = |error: StoreError| unavailable(&error);
        let apart = self.store().apart();
        let own = |record: &AccessRecord| {
            record.device == from.device
                && record.tenant == self.tenant()
                && record.office == from.office
                && record.text.len() <= MAX_REASON
                && record.verify(&from.key).is_ok()
        };
        if put.records.len() > MAX_RECORDS || !put.records.iter().all(own) {
            return Err(Fault::Malformed);
        }
        let mut stands = kept(apart, from).await.map_err(lost)?;
        let today = day(clock::now_millis());
        for record in &put.records {
            if record.number != stands.number.saturating_add(1) || record.previous != stands.hash {
                continue;
            }
            let id = [from.device.as_bytes().as_slice(), &record.number.to_be_bytes()].concat();
            let there = apart.add(Shelf::Access, &id, today, &written(record)).await;
            if there.map_err(lost)?.is_some() {
                break;
            }
            stands = AccessKept { number: record.number, hash: record.hash() };
        }
        Ok(ToStation::AccessKept(kept(apart, from).await.map_err(lost)?))
    }

    /// Records of access, for privacy officers.
    ///
    /// # Errors
    /// [`Fault::Unavailable`].
    pub async fn access(&self, from: &Introduced, asked: AskAccess) -> Result<ToStation, Fault> {
        let mut part = AccessPart::default();
        if self.is_in_role(from, Role::PrivacyOfficer).await? {
            let most = u32::try_from(MAX_RECORDS).unwrap_or(u32::MAX);
            let page = self.store().apart().page(Shelf::Access, asked.after, most).await;
            let page = page.map_err(|error| unavailable(&error))?;
            part.next = page.last().map(|last| last.no).filter(|_| page.len() == MAX_RECORDS);
            let records = page.iter().map(|held| read(&held.bytes)).collect::<Result<_, _>>();
            part.records = records.map_err(|error| unavailable(&error))?;
        }
        Ok(ToStation::Access(Box::new(part)))
    }
}
