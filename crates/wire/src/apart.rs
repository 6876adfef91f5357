//! What lies apart from everything else at the relay: sealed accusations. No feed, row, document,
//! repair or count mentions them; they are answered to the discipline liaisons' devices alone, and
//! the relay cannot open them.

use ident::{SealedId, SealingKey, Signature, TenantId, digest};
use minicbor::{Decode, Encode};

use crate::{BadSignature, Bytes, Certificate, RootCertificate, SecretKey, signing};

/// Said beside [`crate::PACKS`] in `Challenge`: sealed accusations and records of access are taken.
pub const SEALS: u8 = 8;
/// Shortest content of a sealed accusation, in bytes, before encryption: however short what was
/// written, so much is sent.
pub const SEALED_LEAST: usize = 4 << 10;
/// Longest one.
pub const SEALED_MOST: usize = 256 << 10;
/// What encryption adds: the tag.
pub const SEALED_TAG: usize = 16;
/// Keys that one accusation is wrapped for when it is handed in, at most.
pub const MAX_WRAPS: usize = 16;
/// Bytes of one wrapped key, at most.
const MAX_WRAP: usize = 256;

/// Whether a relay that says this about itself takes what stands here.
#[must_use]
pub fn seals(said: Option<u8>) -> bool {
    said.is_some_and(|said| said & SEALS != 0)
}

/// The key of an accusation, sealed to one who may open it.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Wrap {
    /// To whom.
    #[n(0)]
    pub to: SealingKey,
    /// The sealed key.
    #[n(1)]
    pub bytes: Bytes,
}

impl Wrap {
    /// Whether it is of a size that one has.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        !self.bytes.is_empty() && self.bytes.len() <= MAX_WRAP
    }
}

/// A sealed accusation.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct SealedItem {
    /// The content, padded to a power of two and encrypted under a key of its own.
    #[n(0)]
    pub body: Bytes,
    /// That key, sealed to each who may open it.
    #[n(1)]
    pub wraps: Vec<Wrap>,
}

impl SealedItem {
    /// Its name: follows from its bytes, so that handing it in twice is handing it in once.
    #[must_use]
    pub fn id(&self) -> SealedId {
        SealedId::new(digest("cunzhan/sealed/1", &[&self.body]))
    }

    /// Whether it is one as the relay hands it out, with all keys that were wrapped since.
    #[must_use]
    pub fn is_known(&self) -> bool {
        let content = self.body.len().saturating_sub(SEALED_TAG);
        content.is_power_of_two() && content <= SEALED_MOST && self.wraps.iter().all(Wrap::is_sound)
    }

    /// Whether its sizes are such as all have: nothing else can be said of it from outside.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let content = self.body.len().saturating_sub(SEALED_TAG);
        content.is_power_of_two()
            && (SEALED_LEAST..=SEALED_MOST).contains(&content)
            && !self.wraps.is_empty()
            && self.wraps.len() <= MAX_WRAPS
            && self.wraps.iter().all(Wrap::is_sound)
    }
}

/// Adds a wrapped key to an accusation: a liaison lets a successor open it.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct PutWrap {
    /// To which.
    #[n(0)]
    pub item: SealedId,
    /// The key.
    #[n(1)]
    pub wrap: Wrap,
}

/// Asks for sealed accusations; answered by [`SealedPart`], which is empty for everybody but
/// liaisons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct AskSealed {
    /// Behind which place; 0 from the beginning.
    #[n(0)]
    pub after: u64,
}

/// An accusation as the relay holds it.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct HeldItem {
    /// The day it came, in days since 1970.
    #[n(0)]
    pub day: u32,
    /// The accusation, with all keys that were wrapped for it since.
    #[n(1)]
    pub item: SealedItem,
}

/// Some of them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Encode, Decode)]
pub struct SealedPart {
    /// In the order they came.
    #[n(0)]
    pub items: Vec<HeldItem>,
    /// Where to ask on; none at the end.
    #[n(1)]
    pub next: Option<u64>,
}

/// The escrow key: the second one that every accusation is sealed to, so that a liaison's lost
/// device loses nothing. Said by the city's root key: the relay cannot put another in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct EscrowKey {
    /// The city.
    #[n(0)]
    pub tenant: TenantId,
    /// The public half; the private one lies offline.
    #[n(1)]
    pub key: SealingKey,
    /// When it was made: milliseconds since 1970.
    #[n(2)]
    pub made: i64,
    /// The root's, over [`EscrowKey::hash`].
    #[n(3)]
    pub signature: Signature,
}

impl EscrowKey {
    /// Says that this is the escrow key.
    #[must_use]
    pub fn sign(root: &SecretKey, tenant: TenantId, key: SealingKey, made: i64) -> Self {
        let unsigned = Self { tenant, key, made, signature: Signature::new([0; 64]) };
        Self { signature: root.sign(&unsigned.hash()), ..unsigned }
    }

    /// The hash that is signed.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        digest(
            "cunzhan/escrow/1",
            &[self.tenant.as_bytes(), self.key.as_bytes(), &self.made.to_be_bytes()],
        )
    }

    /// Checks that the city's root says so.
    ///
    /// # Errors
    /// [`BadSignature`].
    pub fn verify(&self, root: &RootCertificate) -> Result<(), BadSignature> {
        if self.tenant != root.tenant {
            return Err(BadSignature);
        }
        signing::verify(&root.key, &self.hash(), &self.signature)
    }
}

/// To whom accusations are sealed: what every device is told alike, before there is any.
#[derive(Debug, Clone, PartialEq, Eq, Default, Encode, Decode)]
pub struct Recipients {
    /// The escrow key, where the city made one.
    #[n(0)]
    pub escrow: Option<EscrowKey>,
    /// Certificates of devices that were given to liaisons, each behind those it hangs on.
    #[n(1)]
    pub certificates: Vec<Certificate>,
}
