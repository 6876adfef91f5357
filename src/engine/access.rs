//! Records of access, for the privacy officer's page.

use casework::access::{AccessKind, AccessReason};
use ident::{DeviceId, MatterId};
use replica::Station;
use std::collections::BTreeMap;

use super::store::DeviceStore;
use crate::bridge::{AccessItem, AccessItems};

/// What the relay answered, in the page's words. `ends` has the number and hash of each device's last
/// record that was read before.
pub fn items(
    station: &Station<DeviceStore>,
    part: wire::AccessPart,
    ends: &mut BTreeMap<DeviceId, (u64, [u8; 32])>,
) -> AccessItems {
    let directory = station.directory();
    let items = part.records.into_iter().map(|record| {
        let device = directory.device(record.device);
        let before = ends.get(&record.device).copied().unwrap_or((0, [0; 32]));
        let follows = (before.0.saturating_add(1), before.1) == (record.number, record.previous);
        let signed = device.is_some_and(|device| record.verify(&device.key).is_ok());
        ends.insert(record.device, (record.number, record.hash()));
        let matter = MatterId::new(record.record);
        let of = match station.row(matter) {
            Some(row) => row.local_no.clone(),
            None => matter.to_hex().chars().take(8).collect(),
        };
        AccessItem {
            at: record.at,
            person: directory.person(record.person).map(|it| it.name.clone()).unwrap_or_default(),
            office: directory
                .office(&record.office)
                .map_or_else(|| record.office.to_string(), |office| office.name.clone()),
            device: device.map(|device| device.number),
            number: record.number,
            sound: follows && signed,
            kind: AccessKind::from_number(record.kind),
            of,
            reason: AccessReason::from_number(record.reason),
            text: record.text,
        }
    });
    AccessItems { items: items.collect(), next: part.next }
}
