//! What the relay and a station hear from each other.

use casework::{Directory, document::ReadChange};
use wire::{
    DocChanges, FeedEntry, MAX_INFLATED, Manifest, Push, ToRelay, ToStation, decode_frame,
    encode_frame,
};

/// The frame's first two bytes, for a message that is not compressed.
const PLAIN: [u8; 2] = [1, 0];

/// A frame as it comes from a socket, compressed or not, either way.
pub fn frame(bytes: &[u8]) {
    if let Ok(message) = decode_frame::<ToRelay>(bytes) {
        heard_by_relay(message);
    }
    if let Ok(message) = decode_frame::<ToStation>(bytes) {
        heard_by_station(message);
    }
}

/// A message to the relay, without the frame.
pub fn to_relay(bytes: &[u8]) {
    if let Ok(message) = decode_frame::<ToRelay>(&framed(bytes)) {
        let again = encode_frame(&message).expect("what fits a frame fits one again");
        assert_eq!(decode_frame::<ToRelay>(&again).as_ref(), Ok(&message));
        heard_by_relay(message);
    }
}

/// A message to a station, without the frame.
pub fn to_station(bytes: &[u8]) {
    if let Ok(message) = decode_frame::<ToStation>(&framed(bytes)) {
        let again = encode_frame(&message).expect("what fits a frame fits one again");
        assert_eq!(decode_frame::<ToStation>(&again).as_ref(), Ok(&message));
        heard_by_station(message);
    }
}

/// A manifest, and what is asked of it.
pub fn manifest(bytes: &[u8]) {
    if let Ok(manifest) = minicbor::decode::<Manifest>(bytes) {
        let hash = manifest.hash();
        let _ = manifest.verify(&ident::PublicKey::new(hash));
        let written = minicbor::to_vec(&manifest).expect("is written");
        assert_eq!(minicbor::decode::<Manifest>(&written).expect("is read").hash(), hash);
    }
}

fn framed(bytes: &[u8]) -> Vec<u8> {
    PLAIN.iter().chain(bytes).copied().collect()
}

fn heard_by_relay(message: ToRelay) {
    match message {
        ToRelay::Push(push) => pushed(&push),
        ToRelay::PackedPush(packed) => {
            let weight = packed.weight();
            if let Ok(push) = packed.unpack() {
                assert!(weight <= MAX_INFLATED);
                let bytes: usize = push.docs.iter().map(bytes_of).sum();
                assert!(bytes as u64 <= weight, "{bytes} bytes of a push that said {weight}");
                pushed(&push);
            }
        }
        _ => {}
    }
}

fn bytes_of(doc: &DocChanges) -> usize {
    doc.changes.iter().map(|change| change.len()).sum()
}

fn pushed(push: &Push) {
    let _ = push.manifest.hash();
    push.docs.iter().for_each(changes);
    // Packing loses nothing.
    let packed = wire::PackedPush::pack(push);
    if packed.weight() <= MAX_INFLATED {
        assert_eq!(packed.unpack().as_ref(), Ok(push), "packed and unpacked");
    }
}

fn changes(doc: &DocChanges) {
    let _ = doc.key.id();
    for change in &doc.changes {
        let _ = ReadChange::from_bytes(change, &doc.key.part);
    }
}

fn heard_by_station(message: ToStation) {
    let feed = match message {
        ToStation::Feed(feed) => feed,
        ToStation::PackedFeed(packed) => match packed.unpack() {
            Ok(feed) => feed,
            Err(_) => return,
        },
        _ => return,
    };
    for entry in feed.entries {
        match entry {
            FeedEntry::Changes(doc, numbers) | FeedEntry::Granted(doc, numbers) => {
                let _ = numbers.get(doc.changes.len());
                changes(&doc);
            }
            FeedEntry::Directory(bytes) => {
                let _ = Directory::from_bytes(&bytes);
            }
            FeedEntry::Withdrawn(_) | FeedEntry::Erased(_) => {}
        }
    }
}
