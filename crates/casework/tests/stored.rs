//! What is stored in `casework`'s formats, pinned: rows and the directory.

use casework::{
    Directory, MatterRow,
    directory::{Device, Office, Person, Tier},
};
use ident::{DeviceId, MatterId, OfficeCode, PersonId, PublicKey};

fn row() -> MatterRow {
    MatterRow {
        matter: MatterId::new([1; 16]),
        projection: 1,
        local_no: "990101001201-1-0001".into(),
        name: "单小明".into(),
        name_key: "shan|dan xiao ming".into(),
        phone: "19900001234".into(),
        received_on: "2026-11-22".into(),
        recorded_at: 1_795_000_000_000,
        touched_at: 1_795_000_000_001,
        home: OfficeCode::parse("990101001201").ok(),
        holder: OfficeCode::parse("990101001").ok(),
        channel: "visit".into(),
        category: "rural.land_contract".into(),
        place: "前杨村".into(),
        petitioners: 3,
        text: "修路".into(),
        contested: 1,
        notes: 2,
        handed: true,
        from_ledger: false,
        id_mark: Some([9; 8]),
    }
}

fn directory() -> Directory {
    let office = OfficeCode::parse("990101").expect("a code");
    Directory {
        version: 3,
        offices: vec![Office {
            code: office.clone(),
            name: "云岭市".into(),
            parent: None,
            tier: Tier::City,
        }],
        people: vec![Person {
            id: PersonId::new([2; 16]),
            name: "查理明".into(),
            office: office.clone(),
        }],
        devices: vec![Device {
            id: DeviceId::new([3; 8]),
            office,
            number: 1,
            key: PublicKey::new([4; 32]),
        }],
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Lines may be added to the file, never changed. `CUNZHAN_WRITE_GOLDEN=1` writes it.
#[test]
fn stored_formats_are_pinned() {
    assert_eq!(MatterRow::from_bytes(&row().to_bytes()), Some(row()));
    assert_eq!(Directory::from_bytes(&directory().to_bytes()), Ok(directory()));
    let found =
        format!("row: {}\ndirectory: {}\n", hex(&row().to_bytes()), hex(&directory().to_bytes()));
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/stored.golden");
    if std::env::var_os("CUNZHAN_WRITE_GOLDEN").is_some() {
        std::fs::write(path, &found).expect("writes");
    }
    assert_eq!(found, std::fs::read_to_string(path).expect("reads"));
}
