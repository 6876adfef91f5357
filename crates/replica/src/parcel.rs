//! What a courier carries where there is no network: one file, from one device, to the relay or to
//! another device.
//!
//! On its outside stand the city, the sender, the time, and to whom it is sealed. Inside are changes
//! with the manifests that vouch for them, and attachments: just what is handed in on a line. So
//! whoever takes it in needs no trust in the courier, and taking it in twice changes nothing. The
//! content is sealed with a key of its own, and that key to each recipient (HPKE); where no
//! recipient's key is known yet, the file says so and lies open. All of it is signed by the sender.

mod content;
mod fault;

use ident::{DeviceId, OfficeCode, Signature, TenantId, digest};
use minicbor::{Decode, Encode};
use wire::{Bytes, Chain, SecretKey};

use crate::{
    BoxKey, BoxPublic, SealedBox,
    blob::{BlobEntropy, open, seal},
};

pub use content::{CarriedBlob, ParcelContent};
pub use fault::ParcelError;

/// How a file begins; the version follows.
const MAGIC: &[u8; 4] = b"CZCR";
/// How the copy of what is unsent begins.
pub(crate) const UNSENT: &[u8; 4] = b"CZUN";
const VERSION: u8 = 1;
/// Largest file that is read at all, in bytes.
pub const MAX_PARCEL: usize = 64 << 20;
/// What is bound into the sealed key.
const ABOUT: &[u8] = b"cunzhan/parcel/1";

/// What is in a parcel.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum ParcelKind {
    /// What its sender could not hand in.
    #[n(0)]
    Unsent,
    /// What an office needs to go on.
    #[n(1)]
    Needed(#[n(0)] OfficeCode),
}

/// A parcel.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Parcel {
    /// The city.
    #[n(0)]
    pub tenant: TenantId,
    /// Who made it.
    #[n(1)]
    pub from: DeviceId,
    /// When, by that device's clock: milliseconds since 1970.
    #[n(2)]
    pub at: i64,
    /// What is in it.
    #[n(3)]
    pub kind: ParcelKind,
    /// The content's key, sealed to each recipient. Empty: no recipient's key was known, and the
    /// content lies open.
    #[n(4)]
    keys: Vec<SealedBox>,
    /// The content, sealed or open.
    #[n(5)]
    content: Bytes,
    /// Over [`Parcel::hash`].
    #[n(6)]
    signature: Signature,
    /// The sender's certificates up to the city's root key, where it has them: a device that has not
    /// heard of the sender yet knows by them who it is.
    #[n(7)]
    pub chain: Option<Chain>,
}

/// Randomness for one parcel. Never used for two.
#[derive(Clone)]
pub struct ParcelEntropy(pub [u8; 32]);

impl core::fmt::Debug for ParcelEntropy {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("ParcelEntropy(..)")
    }
}

impl ParcelEntropy {
    fn of(&self, use_of: &[u8]) -> [u8; 32] {
        digest("cunzhan/parcel-entropy/1", &[&self.0, use_of])
    }
}

/// Who makes a parcel, and when.
#[derive(Debug, Clone)]
pub(crate) struct Sender<'a> {
    pub tenant: TenantId,
    pub device: DeviceId,
    pub key: &'a SecretKey,
    /// Milliseconds since 1970.
    pub at: i64,
    /// Its certificates, where it has them.
    pub chain: Option<Chain>,
}

impl Parcel {
    /// Packs, seals to these recipients, and signs. With no recipient it lies open.
    pub(crate) fn pack(
        sender: Sender<'_>,
        kind: ParcelKind,
        content: &ParcelContent,
        to: &[BoxPublic],
        entropy: &ParcelEntropy,
    ) -> Result<Self, ParcelError> {
        let plain = minicbor::to_vec(content).unwrap_or_default();
        let mut keys = Vec::with_capacity(to.len());
        let content = if to.is_empty() {
            plain
        } else {
            let key = entropy.of(b"content");
            let mut nonce = [0; 24];
            nonce.copy_from_slice(entropy.of(b"nonce").split_at(24).0);
            for (at, recipient) in (0u64..).zip(to) {
                let drawn = entropy.of(&at.to_be_bytes());
                let boxed = SealedBox::seal(recipient, ABOUT, &key, drawn);
                keys.push(boxed.ok_or(ParcelError::BadRecipient)?);
            }
            seal(&plain, &BlobEntropy { key, nonce }).map_err(|_| ParcelError::TooLarge)?
        };
        let (tenant, from, at) = (sender.tenant, sender.device, sender.at);
        let signature = Signature::new([0; 64]);
        let (chain, content) = (sender.chain, content.into());
        let unsigned = Self { tenant, from, at, kind, keys, content, signature, chain };
        let signature = sender.key.sign(&unsigned.hash());
        Ok(Self { signature, ..unsigned })
    }

    /// As a file.
    ///
    /// # Errors
    /// [`ParcelError::TooLarge`].
    pub fn to_file(&self) -> Result<Vec<u8>, ParcelError> {
        let mut file = MAGIC.to_vec();
        file.push(VERSION);
        file.extend(minicbor::to_vec(self).unwrap_or_default());
        if file.len() > MAX_PARCEL { Err(ParcelError::TooLarge) } else { Ok(file) }
    }

    /// Reads a file from whomever. Nothing of it is believed before [`Parcel::verify`].
    ///
    /// # Errors
    /// [`ParcelError`].
    pub fn from_file(file: &[u8]) -> Result<Self, ParcelError> {
        minicbor::decode(body(file, MAGIC, VERSION)?).map_err(|_| ParcelError::Damaged)
    }

    /// Whether it is the sender's word.
    ///
    /// # Errors
    /// [`ParcelError::BadSignature`].
    pub fn verify(&self, key: &ident::PublicKey) -> Result<(), ParcelError> {
        wire::verify(key, &self.hash(), &self.signature).map_err(|_| ParcelError::BadSignature)
    }

    /// Whether nobody's key is needed to read it.
    #[must_use]
    pub fn lies_open(&self) -> bool {
        self.keys.is_empty()
    }

    /// What is in it, opened with one of these keys.
    ///
    /// # Errors
    /// [`ParcelError::NotForUs`] where none fits; [`ParcelError::Damaged`].
    pub fn open(&self, keys: &[BoxKey]) -> Result<ParcelContent, ParcelError> {
        if self.keys.is_empty() {
            return ParcelContent::read(&self.content);
        }
        let key = self.keys.iter().find_map(|boxed| {
            let ours = keys.iter().find(|key| key.public() == boxed.recipient())?;
            boxed.open(ours, ABOUT)?.as_slice().try_into().ok()
        });
        let key: [u8; 32] = key.ok_or(ParcelError::NotForUs)?;
        let plain = open(&self.content, &ident::ContentKey::new(key));
        ParcelContent::read(&plain.map_err(|_| ParcelError::Damaged)?)
    }

    /// What is signed: everything else.
    fn hash(&self) -> [u8; 32] {
        let unsigned = Self { signature: Signature::new([0; 64]), ..self.clone() };
        digest("cunzhan/parcel/1", &[&minicbor::to_vec(&unsigned).unwrap_or_default()])
    }
}

/// What follows the magic and the version of a file.
pub(crate) fn body<'a>(
    file: &'a [u8],
    magic: &[u8; 4],
    newest: u8,
) -> Result<&'a [u8], ParcelError> {
    if file.len() > MAX_PARCEL {
        return Err(ParcelError::TooLarge);
    }
    let rest = file.strip_prefix(magic).ok_or(ParcelError::NotAParcel)?;
    let (version, body) = rest.split_first().ok_or(ParcelError::Damaged)?;
    match *version {
        0 => Err(ParcelError::Damaged),
        version if version > newest => Err(ParcelError::TooNew),
        _ => Ok(body),
    }
}
