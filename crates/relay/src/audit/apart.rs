//! What lies apart: each device's chain of records of access, and that sealed accusations are those
//! that were handed in. How many of these there are is told to nobody.

use ident::{DeviceId, SealedId, digest};
use std::collections::HashMap;
use wire::AccessRecord;

use super::{
    finding::{Finding, Findings},
    keys::Known,
};
use crate::{
    doctor::{
        Each,
        fields::{blob, int},
    },
    store::{
        Shelf, StoreError,
        tables::{APART, Rows},
    },
};

/// Verifies them; how many records of access there are.
pub(super) async fn check(
    rows: &mut dyn Rows,
    known: &Known,
    findings: &mut Findings,
) -> Result<u64, StoreError> {
    let mut ends: HashMap<DeviceId, (u64, [u8; 32])> = HashMap::new();
    let mut count = 0;
    let mut each = Each::of(APART);
    while let Some(line) = each.next(rows).await? {
        let (Some(shelf), Some(id), Some(bytes)) = (int(&line, 0), blob(&line, 2), blob(&line, 4))
        else {
            findings.add(Finding::Other(each.fault().to_string()));
            continue;
        };
        if shelf == Shelf::Sealed as i64 {
            let name = SealedId::new(digest("cunzhan/sealed/1", &[bytes]));
            if name.as_bytes().as_slice() != id {
                findings.add(Finding::Other("封存件被改动 a sealed item was altered".into()));
            }
        } else if shelf == Shelf::Access as i64 {
            count += 1;
            let Ok(record) = minicbor::decode::<AccessRecord>(bytes) else {
                findings.add(Finding::Other("查阅记录读不出 a record of access is none".into()));
                continue;
            };
            let end = ends.entry(record.device).or_insert((0, [0; 32]));
            let key = known.keys.get(&record.device);
            let why = if key.is_none_or(|key| record.verify(key).is_err()) {
                Some("被改动，或不是该设备的 altered, or not that device's")
            } else if (record.number, record.previous) != (end.0.saturating_add(1), end.1) {
                Some("与前一条接不上 does not follow the one before")
            } else {
                None
            };
            *end = (record.number, record.hash());
            if let Some(why) = why {
                let (device, number) = (record.device, record.number);
                findings.add(Finding::Record { device, number, why });
            }
        }
    }
    Ok(count)
}
