//! What is in a parcel, and in the copy of what is unsent.

use ident::{BlobId, MatterId};
use minicbor::{Decode, Encode};
use wire::{Bytes, Certificate, DocChanges, HandedDoc, Manifest, Numbers};

use super::{ParcelError, UNSENT, body};
use crate::record::StoredChange;

/// The newest version of the copy of what is unsent. The first had changes only.
const UNSENT_VERSION: u8 = 2;

/// An attachment on its way.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct CarriedBlob {
    /// Which.
    #[n(0)]
    pub blob: BlobId,
    /// The matter whose document mentions it.
    #[n(1)]
    pub matter: MatterId,
    /// Its sealed bytes.
    #[n(2)]
    pub bytes: Bytes,
}

/// What is carried. The numbers of fields that are added later go on behind these.
#[derive(Debug, Clone, PartialEq, Eq, Default, Encode, Decode)]
pub struct ParcelContent {
    /// The manifests that vouch for the changes.
    #[n(0)]
    pub manifests: Vec<Manifest>,
    /// The changes, document by document, with their places in the log where the relay has them.
    #[n(1)]
    pub docs: Vec<HandedDoc>,
    /// Attachments.
    #[n(2)]
    pub blobs: Vec<CarriedBlob>,
    /// What the relay refused: kept for people to look at, taken in nowhere.
    #[n(3)]
    pub refused: Vec<DocChanges>,
    /// Certificates of the devices whose manifests these are, and of who issued them.
    #[cbor(n(4), default)]
    pub certificates: Vec<Certificate>,
}

impl ParcelContent {
    /// Reads it.
    ///
    /// # Errors
    /// [`ParcelError::Damaged`].
    pub(super) fn read(bytes: &[u8]) -> Result<Self, ParcelError> {
        minicbor::decode(bytes).map_err(|_| ParcelError::Damaged)
    }

    /// As the copy of what is unsent: it lies open, on the device whose people made it.
    #[must_use]
    pub fn to_unsent_file(&self) -> Vec<u8> {
        let mut file = UNSENT.to_vec();
        file.push(UNSENT_VERSION);
        file.extend(minicbor::to_vec(self).unwrap_or_default());
        file
    }

    /// Reads a copy of what is unsent, of this version or the first: that one had neither proof nor
    /// attachments.
    ///
    /// # Errors
    /// [`ParcelError`].
    pub fn from_unsent_file(file: &[u8]) -> Result<Self, ParcelError> {
        let body = body(file, UNSENT, UNSENT_VERSION)?;
        if file.get(UNSENT.len()) != Some(&1) {
            return Self::read(body);
        }
        let changes: Vec<Bytes> = minicbor::decode(body).map_err(|_| ParcelError::Damaged)?;
        let mut content = Self::default();
        for bytes in changes {
            let stored: StoredChange =
                minicbor::decode(&bytes).map_err(|_| ParcelError::Damaged)?;
            let of_doc = content.docs.iter_mut().find(|doc| doc.changes.key == stored.key);
            match of_doc {
                Some(doc) => doc.changes.changes.push(stored.bytes),
                None => content.docs.push(HandedDoc {
                    changes: DocChanges { key: stored.key, changes: vec![stored.bytes] },
                    numbers: Numbers::default(),
                }),
            }
        }
        Ok(content)
    }

    /// Whether it has anything that is taken in.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.docs.is_empty() && self.blobs.is_empty()
    }
}
