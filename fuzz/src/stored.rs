//! What a station reads from its own store, which a broken disk may have changed, and what it takes
//! from a relay that may be anybody's.

use casework::{Directory, MatterRow, Moment, intake::Intake};
use futures::executor::block_on;
use replica::{
    Batch, DataKey, Durability, Enrolment, Entropy, Envelope, Identity, MemoryStore, OutboxEntry,
    RowBook, Space, Station, Store,
};
use wire::{ToStation, decode_frame};

use crate::{joined, parts};

const NOW: i64 = 1_795_000_000_000;

/// One record, whichever it is.
pub fn records(bytes: &[u8]) {
    for envelope in [Envelope::plain(), Envelope::sealing(&DataKey::new([7; 32]))] {
        let _ = envelope.open(Space::Meta, b"key", bytes.to_vec());
    }
    if let Some(row) = MatterRow::from_bytes(bytes) {
        assert_eq!(MatterRow::from_bytes(&row.to_bytes()).as_ref(), Some(&row));
        let mut book = RowBook::default();
        book.put(row);
        let _ = book.page("q", 0, 10).found;
    }
    if let Ok(entry) = minicbor::decode::<OutboxEntry>(bytes) {
        let _ = (entry.store_key(), entry.step(), entry.saved_form());
    }
    let _ = minicbor::decode::<Identity>(bytes);
    let _ = minicbor::decode::<Enrolment>(bytes);
    let _ = minicbor::decode::<wire::Cursor>(bytes);
    if let Some(intake) = Intake::from_bytes(bytes) {
        let _ = intake.problems(Moment::from_millis(NOW).date());
    }
    if let Ok(directory) = Directory::from_bytes(bytes) {
        for office in &directory.offices {
            let _ = directory.line_up(&office.code).count();
        }
        assert!(Directory::from_bytes(&directory.to_bytes()).is_ok());
    }
}

/// A store as a file: space, key and value, over and over.
#[must_use]
pub fn dump(store: &MemoryStore) -> Vec<u8> {
    let mut found: Vec<Vec<u8>> = Vec::new();
    for (at, space) in (0u8..).zip(Space::ALL) {
        for (key, value) in block_on(store.scan(space, &[vec![]])).expect("reads").concat() {
            found.extend([vec![at], key, value]);
        }
    }
    joined(found.iter().map(Vec::as_slice))
}

/// The other way round.
fn filled(bytes: &[u8]) -> MemoryStore {
    let store = MemoryStore::new();
    let mut batch = Batch::default();
    for entry in parts(bytes).chunks_exact(3) {
        let at = usize::from(entry[0].first().copied().unwrap_or_default());
        batch.put(Space::ALL[at % Space::ALL.len()], entry[1], entry[2]);
    }
    block_on(store.commit(batch, Durability::Strict)).expect("commits");
    store
}

/// A whole store: opened, listed, looked at. It may be refused, and may not end the app.
pub fn store(bytes: &[u8]) {
    let store = filled(bytes);
    let Ok(mut station) = block_on(Station::open(store, Entropy { actor: [1; 8] })) else { return };
    let today = Moment::from_millis(NOW).date();
    let matters: Vec<_> = station.rows().map(|row| row.matter).take(8).collect();
    let _ = station.page("单", 0, 10).found;
    let _ = station.today(today);
    for matter in matters {
        let _ = block_on(station.matter(matter, today));
        let _ = block_on(station.note(matter, "看过", Moment::from_millis(NOW)));
    }
    let _ = block_on(station.export_unsent());
    let _ = block_on(station.drafts());
    let _ = block_on(station.refresh_rows());
}

/// A store, and behind it messages of a relay.
pub fn receive(bytes: &[u8]) {
    let found = parts(bytes);
    let Some((first, messages)) = found.split_first() else { return };
    let store = filled(first);
    let Ok(mut station) = block_on(Station::open(store, Entropy { actor: [1; 8] })) else { return };
    for message in messages.iter().take(16) {
        let mut frame = vec![1, 0];
        frame.extend_from_slice(message);
        if let Ok(message) = decode_frame::<ToStation>(&frame) {
            let _ = block_on(station.receive(message, Moment::from_millis(NOW)));
        }
    }
    let _ = block_on(station.refresh_rows());
    let _ = station.sync_status();
}
