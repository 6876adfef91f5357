//! Automerge changes, as the relay and every station take them from strangers.

use casework::{
    Directory, Document, MatterRow,
    document::ReadChange,
    history::{Arrival, SeenChange, in_order},
    view::MatterDocs,
};
use ident::{DocKey, MatterId, OfficeCode, Part};
use sha2::{Digest, Sha256};

use crate::{joined, parts, poison};

const MAGIC: [u8; 4] = [0x85, 0x6f, 0x4a, 0x83];

/// A change whose checksum is made right: what is to be shown lies behind it.
fn with_checksum(bytes: &[u8]) -> Vec<u8> {
    let mut change = bytes.to_vec();
    if let Some(content) = bytes.get(8..) {
        let hash = Sha256::digest(content);
        change[..4].copy_from_slice(&MAGIC);
        change[4..8].copy_from_slice(&hash[..4]);
    }
    change
}

fn office() -> OfficeCode {
    OfficeCode::parse("990101100201").expect("a code")
}

/// The kind of document that a byte stands for.
fn key(byte: u8) -> DocKey {
    let matter = MatterId::new([7; 16]);
    match byte % 5 {
        0 => DocKey::core(matter),
        1 => DocKey::people(matter),
        2 => DocKey::internal(matter, office()),
        3 => DocKey::committee(matter, office()),
        _ => DocKey::org(office()),
    }
}

/// A kind of document and one change.
pub fn change(bytes: &[u8]) {
    let Some((kind, bytes)) = bytes.split_first() else { return };
    let part: Part = key(*kind).part;
    let _ = ReadChange::from_bytes(bytes, &part);
    if let Ok(read) = ReadChange::from_bytes(&with_checksum(bytes), &part) {
        let _ = read.seen.step.to_message();
    }
}

/// A kind of document and several changes: opened as a whole, and shown.
pub fn document(bytes: &[u8]) {
    let Some((kind, bytes)) = bytes.split_first() else { return };
    let key = key(*kind);
    let changes: Vec<Vec<u8>> = parts(bytes).into_iter().take(24).map(with_checksum).collect();
    let read = changes.iter().filter_map(|bytes| ReadChange::from_bytes(bytes, &key.part).ok());
    let seen: Vec<SeenChange> = read
        .zip(1..)
        .map(|(read, place)| SeenChange { arrival: Arrival::At(place), ..read.seen })
        .collect();
    let count = seen.len();
    let ordered = in_order(seen);
    assert_eq!(ordered.len(), count);
    let directory = Directory::default();
    let _ = casework::MatterState::derive(key.matter, &ordered, &directory);
    let open = |backwards: bool| {
        let changes = changes.iter().map(Vec::as_slice);
        if backwards {
            Document::open(key.clone(), changes.rev())
        } else {
            Document::open(key.clone(), changes)
        }
    };
    let Some(Ok(document)) = poison::guarded(|| open(false)) else { return };
    // The same in another order is the same.
    if let Some(Ok(backwards)) = poison::guarded(|| open(true)) {
        assert_eq!(backwards.heads(), document.heads(), "in another order");
        assert_eq!(backwards.history(), document.history(), "in another order");
    }
    shown(key, document, &directory);
}

/// As a screen shows it, whichever of a matter's documents it is.
fn shown(key: DocKey, document: Document, directory: &Directory) {
    if matches!(key.part, Part::Org(_)) {
        let _ = directory.overlaid(&[(office(), document.history())]);
        return;
    }
    let blank = Document::new(DocKey::core(key.matter));
    let core = if key.part == Part::Core { &document } else { &blank };
    let of = |part: Part| (key.part == part).then_some(&document);
    let docs = MatterDocs {
        core,
        people: of(Part::People),
        internal: of(Part::Internal(office())),
        committee: of(Part::Committee(office())),
    };
    let view = docs.view(&office(), directory);
    let row = MatterRow::of(&view, directory);
    assert_eq!(
        MatterRow::from_bytes(&row.to_bytes()),
        Some(row),
        "a row is read as it was written"
    );
}

/// A corpus file of one document.
pub fn file(kind: u8, changes: &[Vec<u8>]) -> Vec<u8> {
    let mut file = vec![kind];
    file.extend(joined(changes.iter().map(Vec::as_slice)));
    file
}
