//! Files that a courier carries, and bodies of requests.

use replica::{
    BoxKey,
    parcel::{Parcel, ParcelContent},
};
use wire::{bundle, unbundle};

/// Whose files can be opened here.
pub const KEY: [u8; 32] = [2; 32];

/// A courier's file, or a copy of what is unsent, from whomever.
pub fn parcel(bytes: &[u8]) {
    if let Ok(parcel) = Parcel::from_file(bytes) {
        let _ = parcel.verify(&ident::PublicKey::new([1; 32]));
        if let Ok(content) = parcel.open(&[BoxKey::from_seed(KEY)]) {
            kept(&content);
        }
        let written = parcel.to_file().expect("what was read fits a file");
        assert_eq!(Parcel::from_file(&written), Ok(parcel));
    }
    if let Ok(content) = ParcelContent::from_unsent_file(bytes) {
        kept(&content);
    }
}

fn kept(content: &ParcelContent) {
    let written = content.to_unsent_file();
    assert_eq!(ParcelContent::from_unsent_file(&written).as_ref(), Ok(content));
}

/// A body of frames.
pub fn body(bytes: &[u8]) {
    if let Ok(frames) = unbundle(bytes) {
        assert_eq!(bundle(&frames), bytes);
    }
}
