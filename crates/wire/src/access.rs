//! Records of who had personal data, or a sealed accusation, shown to them: made before it is shown,
//! handed in before everything else, kept for ever, and read by the privacy officer alone.

use ident::{DeviceId, OfficeCode, PersonId, PublicKey, Signature, TenantId, digest};
use minicbor::{Decode, Encode};

use crate::{BadSignature, SecretKey, signing};

/// Longest text of a reason, in bytes.
pub const MAX_REASON: usize = 600;
/// Records in one message, at most.
pub const MAX_RECORDS: usize = 200;

/// One record. Each device's form a chain: none can be altered, left out or put elsewhere later
/// without its being seen.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct AccessRecord {
    /// The city.
    #[n(0)]
    pub tenant: TenantId,
    /// On which device.
    #[n(1)]
    pub device: DeviceId,
    /// The device's running number of it, from 1.
    #[n(2)]
    pub number: u64,
    /// The hash of the one before; zeros for the first.
    #[cbor(n(3), with = "minicbor::bytes")]
    pub previous: [u8; 32],
    /// When: milliseconds since 1970, by the device's clock.
    #[n(4)]
    pub at: i64,
    /// Who had unlocked it.
    #[n(5)]
    pub person: PersonId,
    /// The office.
    #[n(6)]
    pub office: OfficeCode,
    /// What was shown or done, by its number (`casework::access`).
    #[n(7)]
    pub kind: u8,
    /// Of what: a matter's id, or how a sealed accusation's begins.
    #[cbor(n(8), with = "minicbor::bytes")]
    pub record: [u8; 16],
    /// Why, by its number.
    #[n(9)]
    pub reason: u8,
    /// Why, in words, where the list has no word for it.
    #[n(10)]
    pub text: String,
    /// The device's, over [`AccessRecord::hash`].
    #[n(11)]
    pub signature: Signature,
}

impl AccessRecord {
    /// The hash that is signed, and that the next one names.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        digest(
            "cunzhan/access/1",
            &[
                self.tenant.as_bytes(),
                self.device.as_bytes(),
                &self.number.to_be_bytes(),
                &self.previous,
                &self.at.to_be_bytes(),
                self.person.as_bytes(),
                self.office.as_str().as_bytes(),
                &[self.kind],
                &self.record,
                &[self.reason],
                self.text.as_bytes(),
            ],
        )
    }

    /// The same behind another one, signed.
    #[must_use]
    pub fn behind(mut self, number: u64, hash: [u8; 32], key: &SecretKey) -> Self {
        self.number = number.saturating_add(1);
        self.previous = hash;
        self.signature = key.sign(&self.hash());
        self
    }

    /// Checks it with the device's key.
    ///
    /// # Errors
    /// [`BadSignature`].
    pub fn verify(&self, key: &PublicKey) -> Result<(), BadSignature> {
        signing::verify(key, &self.hash(), &self.signature)
    }
}

/// Hands records in; answered by [`AccessKept`] once they are on disk.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct AccessPut {
    /// In order; at most [`MAX_RECORDS`].
    #[n(0)]
    pub records: Vec<AccessRecord>,
}

/// The device's last record on the relay's disk; 0 and zeros where there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Encode, Decode)]
pub struct AccessKept {
    /// Its number.
    #[n(0)]
    pub number: u64,
    /// Its hash.
    #[cbor(n(1), with = "minicbor::bytes")]
    pub hash: [u8; 32],
}

/// Asks for records; answered by [`AccessPart`], which is empty for everybody but privacy officers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct AskAccess {
    /// Behind which place; 0 from the beginning.
    #[n(0)]
    pub after: u64,
}

/// Some of them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Encode, Decode)]
pub struct AccessPart {
    /// In the order they came.
    #[n(0)]
    pub records: Vec<AccessRecord>,
    /// Where to ask on; none at the end.
    #[n(1)]
    pub next: Option<u64>,
}
